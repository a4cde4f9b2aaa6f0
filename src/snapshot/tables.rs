//! One struct a table: what is left of a row after reading, in few bytes: what nothing reads is checked and left out.

use crate::model::{AccountId, KindId, Maybe, Node, OrderId, TextId, Time, ValueId};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[allow(missing_docs, reason = "each is the word of snapshot.md")]
        pub enum $name { $($variant),* }

        impl $name {
            /// The words that the table takes.
            pub const WORDS: &[&str] = &[$($word),*];

            /// The value of a word; case does not count.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word.trim().to_ascii_lowercase().as_str() { $($word => Some(Self::$variant),)* _ => None }
            }

            /// The word.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
    };
}

words!(
    /// Side of the market that an account takes.
    Role { Worker = "worker", Client = "client", Both = "both" }
);
words!(
    /// State of an account.
    Status { Active = "active", Suspended = "suspended", Closed = "closed" }
);
words!(
    /// Kind of payout destination.
    PayoutKind { Bank = "bank", MoneyTransfer = "money_transfer", Crypto = "crypto" }
);
words!(
    /// What a client reported.
    ReportKind {
        UnnaturalLanguage = "unnatural_language", RefusesVideo = "refuses_video", OffPlatform = "off_platform",
        BelowMarket = "below_market", SeveralOperators = "several_operators", CryptoPayment = "crypto_payment",
    }
);

/// An ID document that an account submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Document {
    /// Who submitted it.
    pub account: AccountId,
    /// When.
    pub submitted_at: Maybe<Time>,
    /// The document after normalisation.
    pub document: ValueId,
    /// What it is (`passport`, ...).
    pub kind: Option<TextId>,
    /// Who issued it.
    pub country: Option<TextId>,
    /// The name that it bears.
    pub name: Option<TextId>,
    /// 1-based data row.
    pub row: u32,
}

/// A payout destination registered on an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BankAccount {
    /// Where it is registered.
    pub account: AccountId,
    /// Since when.
    pub added_at: Maybe<Time>,
    /// The destination.
    pub bank: ValueId,
    /// Until when.
    pub removed_at: Maybe<Time>,
    /// What it is.
    pub kind: Option<PayoutKind>,
    /// Who holds it, as the bank or platform writes it.
    pub holder: Option<TextId>,
    /// Where it is.
    pub country: Option<TextId>,
    /// 1-based data row.
    pub row: u32,
}

impl BankAccount {
    /// The holder whom somebody checked: nobody does beside a crypto-asset's address.
    #[must_use]
    pub fn checked_holder(&self) -> Option<TextId> {
        self.holder.filter(|_| self.kind != Some(PayoutKind::Crypto))
    }
}

/// A change of a registered detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Whose.
    pub account: AccountId,
    /// When.
    pub changed_at: Time,
    /// Which detail (`name`, `bank_account`, ...).
    pub field: TextId,
    /// 1-based data row.
    pub row: u32,
}

/// One review.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Review {
    /// Who wrote it.
    pub reviewer: AccountId,
    /// When.
    pub posted_at: Maybe<Time>,
    /// Whom it is about.
    pub reviewee: AccountId,
    /// 1 to 5.
    pub rating: Maybe<f32>,
    /// The order that it is about.
    pub contract: Option<OrderId>,
    /// 1-based data row.
    pub row: u32,
}

/// One order.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Contract {
    /// Who works.
    pub worker: AccountId,
    /// When it began.
    pub started_at: Maybe<Time>,
    /// Who pays.
    pub client: AccountId,
    /// Which order.
    pub contract: OrderId,
    /// Its category.
    pub category: Option<TextId>,
    /// Its fee.
    pub fee: Maybe<f64>,
    /// The fee's currency.
    pub currency: Option<TextId>,
    /// 1-based data row.
    pub row: u32,
}

/// One block of logged work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Work {
    /// Whose.
    pub account: AccountId,
    /// From.
    pub start: Time,
    /// Until; not before `start`.
    pub end: Time,
    /// 1-based data row.
    pub row: u32,
}

/// Any other thing that an account is tied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identifier {
    /// Whose.
    pub account: AccountId,
    /// When it was seen.
    pub seen_at: Maybe<Time>,
    /// Which kind.
    pub kind: KindId,
    /// The value within the kind.
    pub value: ValueId,
    /// 1-based data row.
    pub row: u32,
}

/// A direct tie between two accounts.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Tie {
    /// From whom.
    pub account: AccountId,
    /// When.
    pub at: Maybe<Time>,
    /// To whom.
    pub other: AccountId,
    /// `transfer`, `referral`, `message`, ...
    pub kind: TextId,
    /// How much.
    pub amount: Maybe<f64>,
    /// 1-based data row.
    pub row: u32,
}

/// What a client reported about an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Report {
    /// About whom.
    pub account: AccountId,
    /// When.
    pub reported_at: Option<Time>,
    /// What.
    pub kind: ReportKind,
    /// By whom; an account, where `reporter_id` is one of `accounts`.
    pub reporter: Option<TextId>,
    /// 1-based data row.
    pub row: u32,
}

/// What people decided before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KnownVerdict {
    /// This identifier ties nobody.
    Ignore(Node),
    /// These two accounts are different people.
    Separate(AccountId, AccountId),
    /// These two accounts are one person.
    Same(AccountId, AccountId),
}

/// A decision that people made before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// What was decided; accounts in ascending order.
    pub verdict: KnownVerdict,
    /// From when on it counts no more.
    pub until: Option<Time>,
    /// Why.
    pub reason: Option<TextId>,
    /// 1-based data row.
    pub row: u32,
}
