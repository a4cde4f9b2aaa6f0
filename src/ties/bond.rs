//! A bond: accounts that share one thing, or show one behaviour together.

use crate::model::{AccountId, Node};

/// What accounts share.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BondKind {
    /// One ID document on several accounts (P3).
    Document,
    /// One document number under different names (T1).
    ClonedIdentity,
    /// One portrait under different documents (T1).
    Portrait,
    /// One payout destination.
    Bank,
    /// One bank account under the names of several people.
    Holders,
    /// One destination that payouts go onward to, less a share that is agreed (T2).
    Onward,
    /// One destination that payouts go onward to as strangers send: any share, at any time.
    Remittance,
    /// One machine, used again and again by each.
    Device,
    /// One machine that some of its accounts used only in passing.
    Visit,
    /// Switches between accounts on one machine within minutes (N8).
    Alternation,
    /// One address, used on the same days (P4), not only by a machine that is shared anyway.
    Ip,
    /// One address that they use by turns, on other days than one another, over weeks.
    Line,
    /// One hosting or VPN address that hardly anybody else uses: a private exit.
    Exit,
    /// One phone, e-mail or messenger.
    Contact,
    /// One bid, profile or work (N3).
    Template,
    /// Any other identifier of the platform's own.
    OtherIdentifier,
    /// Sessions that start in the same minutes beyond chance (N7).
    Synchrony,
    /// Sessions that begin within minutes of the end of another account's, on another machine, beyond chance.
    Relay,
    /// Made together from one place, then dispersed (N6).
    Origin,
    /// Identifiers of a suspended account come back on a new one (N4).
    Return,
    /// Reviews that answer one another in a dense group.
    Reviews,
    /// Praise of the same few by the same few, one way.
    Boosting,
    /// One client rates several who share something highly, within days (N2).
    Praise,
    /// Money sent from account to account.
    Transfer,
    /// Several accounts pay one of them, which pays none of them back.
    Tribute,
    /// One account brought the others in.
    Referral,
    /// Other direct ties: messages.
    Direct,
    /// People decided that the accounts are one person.
    Known,
}

/// Kinds of evidence that fail independently of one another: two of them must agree to accuse.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs, reason = "each is what `BondKind::family` puts there")]
pub enum Family {
    Identity,
    Money,
    Machine,
    Timing,
    Network,
    Contact,
    Content,
    Origin,
    History,
    Reviews,
    Direct,
    Known,
    /// Indicators of single accounts.
    Conduct,
}

impl BondKind {
    /// Every kind.
    pub const ALL: [Self; 28] = [
        Self::Document,
        Self::ClonedIdentity,
        Self::Portrait,
        Self::Bank,
        Self::Holders,
        Self::Onward,
        Self::Remittance,
        Self::Device,
        Self::Visit,
        Self::Alternation,
        Self::Ip,
        Self::Line,
        Self::Exit,
        Self::Contact,
        Self::Template,
        Self::OtherIdentifier,
        Self::Synchrony,
        Self::Relay,
        Self::Origin,
        Self::Return,
        Self::Reviews,
        Self::Boosting,
        Self::Praise,
        Self::Transfer,
        Self::Tribute,
        Self::Referral,
        Self::Direct,
        Self::Known,
    ];

    /// The independent kind of evidence that it belongs to.
    #[must_use]
    pub const fn family(self) -> Family {
        match self {
            Self::Document | Self::ClonedIdentity | Self::Portrait | Self::Holders => Family::Identity,
            Self::Bank | Self::Onward | Self::Remittance | Self::Transfer | Self::Tribute => Family::Money,
            Self::Device | Self::Visit => Family::Machine,
            Self::Alternation | Self::Synchrony | Self::Relay => Family::Timing,
            Self::Ip | Self::Line | Self::Exit => Family::Network,
            Self::Contact => Family::Contact,
            Self::Template | Self::OtherIdentifier => Family::Content,
            Self::Origin | Self::Referral => Family::Origin,
            Self::Return => Family::History,
            Self::Reviews | Self::Boosting | Self::Praise => Family::Reviews,
            Self::Direct => Family::Direct,
            Self::Known => Family::Known,
        }
    }

    /// The code of the catalogue under which it is reported.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Document => "P3",
            Self::ClonedIdentity | Self::Portrait => "T1",
            Self::Bank => "shared_payout",
            Self::Holders => "several_holders",
            Self::Onward => "T2",
            Self::Remittance => "shared_onward",
            Self::Device => "shared_device",
            Self::Visit => "visited_device",
            Self::Alternation => "N8",
            Self::Ip | Self::Exit => "P4",
            Self::Line => "shared_line",
            Self::Contact => "shared_contact",
            Self::Template => "N3",
            Self::OtherIdentifier => "shared_identifier",
            Self::Synchrony => "N7",
            Self::Relay => "relay",
            Self::Origin => "N6",
            Self::Return => "N4",
            Self::Reviews => "mutual_reviews",
            Self::Boosting => "boosting",
            Self::Praise => "N2",
            Self::Transfer => "transfers",
            Self::Tribute => "tribute",
            Self::Referral => "referrals",
            Self::Direct => "direct_ties",
            Self::Known => "known_same",
        }
    }
}

/// What was measured of a bond beyond who is in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// How much of the bond's weight holds, 0 to 1: less at a place that many visit, for a value that many carry.
    pub quality: f64,
    /// Bits beyond the table's, for what the kind's own pattern adds (constant share kept, surprise of synchrony).
    pub bonus: f64,
    /// What is reported as measured: days, switches, accounts.
    pub value: f64,
    /// What was asked of it.
    pub threshold: f64,
}

/// Accounts that share one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Bond {
    /// What they share.
    pub kind: BondKind,
    /// The node, where it is one.
    pub node: Option<Node>,
    /// Further nodes of the same kind that it rests on (a line's addresses, one after another), ascending.
    pub more: Vec<Node>,
    /// Who, ascending, at least two.
    pub accounts: Vec<AccountId>,
    /// The pairs that it ties, as positions in `accounts`, ascending; `None`: every pair.
    pub pairs: Option<Vec<(u32, u32)>>,
    /// What was measured.
    pub measure: Measure,
}

impl Bond {
    /// The pairs that the bond ties.
    pub fn pairs(&self) -> Box<dyn Iterator<Item = (AccountId, AccountId)> + '_> {
        match &self.pairs {
            Some(pairs) => Box::new(pairs.iter().map(|&(a, b)| (self.accounts[a as usize], self.accounts[b as usize]))),
            None => Box::new(
                (0..self.accounts.len())
                    .flat_map(move |a| (a + 1..self.accounts.len()).map(move |b| (self.accounts[a], self.accounts[b]))),
            ),
        }
    }
}

/// A bond of all who carry a value, as strong as its kind.
pub(super) fn plain(kind: BondKind, node: Node, accounts: Vec<AccountId>) -> Bond {
    let measure = Measure { quality: 1.0, bonus: 0.0, value: accounts.len() as f64, threshold: 2.0 };
    Bond { kind, node: Some(node), more: Vec::new(), accounts, pairs: None, measure }
}

/// A bond of just the accounts that stand in one of the pairs.
pub(super) fn among_pairs(kind: BondKind, node: Node, accounts: &[AccountId], pairs: &[(u32, u32)]) -> Bond {
    let mut kept: Vec<u32> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
    kept.sort_unstable();
    kept.dedup();
    let place = |at: u32| kept.binary_search(&at).map_or(0, |found| found as u32);
    let renumbered = pairs.iter().map(|&(a, b)| (place(a), place(b))).collect();
    let accounts = kept.iter().map(|&at| accounts[at as usize]).collect();
    Bond { pairs: Some(renumbered), ..plain(kind, node, accounts) }
}
