//! The planned platform: who exists, what each account is tied to, and where its sessions come from. Compact, because all
//! of it is in memory while events are written block by block.

use super::label::Label;
use super::people::{NameLists, Person};
use super::places::{Place, Range};
use crate::settings::{SynthRates, SynthSettings};
use crate::snapshot::{Role, Status};

/// No value.
pub const NONE: u32 = u32::MAX;
/// Marks a holder that is a company.
pub const COMPANY: u32 = 1 << 31;

/// Marks a document that the country of residence gives to people from elsewhere.
pub const FOREIGN_DOCUMENT: u32 = 1 << 29;

/// A kind of thing that an account has one of; position in [`Account::ids`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the table or identifier kind of its name")]
pub enum Id {
    Document,
    Bank,
    Phone,
    Email,
    Address,
    Portrait,
    Template,
    Onward,
}

/// What times sessions keep beside the account's own habits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// None.
    Own,
    /// Accounts follow one another on the ring's machine: `index` of `of` in an order drawn each day.
    Rota {
        /// The ring's seed.
        seed: u32,
        /// This account's place.
        index: u8,
        /// Number of accounts.
        of: u8,
    },
    /// Accounts start within minutes of one another.
    Together {
        /// The ring's seed.
        seed: u32,
    },
    /// Shifts of eight hours, each on the shift's own machine.
    Shifts {
        /// The ring's seed.
        seed: u32,
    },
    /// Within a place's opening hours, on its machines; the place rests on two days of the week in a row.
    Opening {
        /// Local hour at which it opens; it closes eight hours later.
        opens: u8,
        /// First of the two days of rest, 0 to 6.
        rest: u8,
    },
}

/// Where earnings go after they are paid out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forwarding {
    /// Chance that the platform knows of a payout's next step.
    pub known: f32,
    /// Share kept.
    pub keep: f32,
    /// Deviation of the share from payout to payout.
    pub keep_spread: f32,
    /// Hours until it goes on, at most.
    pub hours: u8,
    /// Position in [`super::money::COUNTRIES`].
    pub country: u8,
}

/// A planned account.
#[derive(Clone, Copy, Debug)]
pub struct Account {
    /// Whose name it bears.
    pub person: u32,
    /// Who holds the payout account: a person, or `COMPANY | company`.
    pub holder: u32,
    /// Company declared, or [`NONE`].
    pub organisation: u32,
    /// One value of each [`Id`], or [`NONE`].
    pub ids: [u32; 8],
    /// What it truly is.
    pub label: Label,
    /// Its operator's number.
    pub operator: u32,
    /// Side of the market.
    pub role: Role,
    /// State.
    pub status: Status,
    /// Day of creation, from the period's first; negative before it.
    pub created: i32,
    /// First day without sessions.
    pub ends: u16,
    /// Declared residence: position in [`super::money::COUNTRIES`].
    pub country: u8,
    /// Own sessions a day.
    pub rate: f32,
    /// Local hour around which own sessions start, and the deviation in hours.
    pub hour: [f32; 2],
    /// Whether weekends are free.
    pub weekdays: bool,
    /// Times kept with others.
    pub rhythm: Rhythm,
    /// Chance on each day to keep them.
    pub join: f32,
    /// Where earnings go.
    pub forwarding: Forwarding,
    /// Never logs out.
    pub idle: bool,
    /// Logs hours.
    pub tracker: bool,
    /// Works far beyond what one person can.
    pub overwork: bool,
    /// The platform saw remote control in some sessions.
    pub remote: bool,
    /// Offers far below the market.
    pub cheap: bool,
    /// Payout destinations tried before the present one.
    pub payout_changes: u8,
    /// Chance that clients report something.
    pub reported: f32,
    /// Day on which the name changed, or [`NONE`].
    pub married: u32,
}

impl Account {
    /// Whether the payout account is held by somebody else, so that it must be on file whatever the role.
    #[must_use]
    pub const fn shares_bank(&self) -> bool {
        self.holder != self.person
    }
}

/// A way to the platform: a device at a place for some days.
#[derive(Clone, Copy, Debug)]
pub struct Access {
    /// Who.
    pub account: u32,
    /// With what.
    pub device: u32,
    /// From where.
    pub place: u32,
    /// First day.
    pub from: u16,
    /// First day no longer.
    pub until: u16,
    /// How often, against the account's other ways.
    pub weight: u16,
    /// Whether only the rhythm's sessions use it: 0 no, 1 yes, 2..=4 in the shift of that number less two.
    pub rhythm: u8,
}

/// What one account does to another, beyond chance meetings on the market.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bond {
    /// Small orders both ways, praised both ways.
    Praise,
    /// `b` hires `a` again and again, and praises.
    Hires,
    /// Orders both ways at the market's prices, most of them reviewed.
    Trade,
    /// `a` was brought in by `b`.
    Referral,
    /// `a` sends money to `b` on the platform.
    Transfer,
    /// They write to one another.
    Messages,
}

/// A bond between two accounts; its events are written with those of `a`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flow {
    /// The account that writes it.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// What kind.
    pub bond: Bond,
}

/// A planned platform.
#[derive(Debug)]
pub struct World {
    /// Seed of everything.
    pub seed: u64,
    /// Settings in force.
    pub settings: SynthSettings,
    /// Rates drawn.
    pub rates: SynthRates,
    /// First moment of the period: midnight in Tokyo, Unix seconds.
    pub start: u32,
    /// Days of the period.
    pub days: u16,
    /// Names to draw from.
    pub names: NameLists,
    /// All people.
    pub people: Vec<Person>,
    /// All accounts, in the order in which they were planned.
    pub accounts: Vec<Account>,
    /// Ways to the platform, by account.
    pub accesses: Vec<Access>,
    /// `accesses[access_offsets[a]..access_offsets[a + 1]]` are account a's.
    pub access_offsets: Vec<u32>,
    /// All places.
    pub places: Vec<Place>,
    /// Dwellings that residential proxies borrow.
    pub homes: Vec<u32>,
    /// Address ranges.
    pub ranges: Vec<Range>,
    /// Bonds, by `a`.
    pub flows: Vec<Flow>,
    /// Accounts that buy.
    pub clients: Vec<u32>,
    /// Accounts in the order of their ids: `order[rank]` is the account whose id shows `rank`.
    pub order: Vec<u32>,
    /// The rank of each account.
    pub rank: Vec<u32>,
    /// Number of rings.
    pub rings: u32,
    /// Places and a device that stand for the hubs of the worst case.
    pub hub: Option<(u32, u32)>,
}

impl World {
    /// The account's id on the platform.
    #[must_use]
    pub fn account_id(&self, account: u32) -> String {
        format!("u{:07}", self.rank[account as usize])
    }

    /// Ways to the platform of an account.
    #[must_use]
    pub fn ways(&self, account: u32) -> &[Access] {
        let at = account as usize;
        &self.accesses[self.access_offsets[at] as usize..self.access_offsets[at + 1] as usize]
    }

    /// Bonds that an account writes.
    #[must_use]
    pub fn bonds(&self, account: u32) -> &[Flow] {
        let from = self.flows.partition_point(|flow| flow.a < account);
        let until = self.flows.partition_point(|flow| flow.a <= account);
        &self.flows[from..until]
    }

    /// Unix seconds of a moment: day and local hour.
    #[must_use]
    pub fn moment(&self, day: i32, hour: f64) -> i64 {
        i64::from(self.start) + i64::from(day) * 86_400 + (hour * 3600.0) as i64
    }

    /// The end of the period: no event is later.
    #[must_use]
    pub fn end(&self) -> i64 {
        i64::from(self.start) + i64::from(self.days) * 86_400
    }
}
