//! The background of a group: how near one another and how lately its accounts were made, whether they are paid, and whether clients complain.
//!
//! An operation makes its accounts in campaigns, loses them to bans, and works them all for money; people who share a home, a trade or a machine
//! came to the platform when each of them did. None of this ties anybody, and by itself it accuses nobody: it moves a score by two bits at most, before its factor.

use crate::graph::Graph;
use crate::messages::Message;
use crate::model::{AccountId, DAY, RowRef, Table, Time};
use crate::settings::WeightSettings;
use crate::snapshot::{ReportKind, Role};

/// The code under which it is reported.
pub const CODE: &str = "background";

/// Bits that it adds or takes at most: by so much scores were wrong that left it unsaid. Three, or weights of 1.3 times these, say much the same.
const MOST: f64 = 2.0;

/// Of the span between the first and the last account, against what as many accounts drawn at random span; half of that says nothing.
const SPAN: Slope = Slope { bits: -0.5, neutral: -1.0, least: -4.0, most: 2.0 };
/// Of the accounts' median age, against that of all accounts.
const AGE: Slope = Slope { bits: -0.6, neutral: -0.5, least: -3.0, most: 2.0 };
/// Bits where no worker of the group ever had an order or was paid: nobody gains by them.
const IDLE: f64 = -2.0;
/// Bits where clients report every account of the group.
const REPORTED: f64 = 3.2;

/// Days below which spans and ages are not told apart.
const SPAN_AT_LEAST: f64 = 5.0;
const AGE_AT_LEAST: f64 = 7.0;
/// Days that two accounts usually lie apart from which on times tell something: where all were made in one month nobody's were made together.
const USUAL_AT_LEAST: f64 = 30.0;

/// Time from the middle of a group's beginnings within which an account was made in the same campaign.
const CAMPAIGN: u32 = 60 * DAY;

/// Accounts of all of which one at most was made as near to a group's for it to have begun with them.
const BEGAN_AMONG: usize = 64;

/// Bits that are written as 0.
const SAYS_NOTHING: f64 = 0.0005;

/// Bits for each doubling of a ratio, from `neutral` doublings on; beyond `least` and `most` doublings it says no more.
struct Slope {
    bits: f64,
    neutral: f64,
    least: f64,
    most: f64,
}

impl Slope {
    fn bits(&self, days: f64, usual: f64) -> f64 {
        self.bits * ((days / usual).log2().clamp(self.least, self.most) - self.neutral)
    }
}

/// When the platform's accounts were made, and what its tables tell of them.
pub struct Background {
    /// When accounts were made, ascending.
    made: Vec<Time>,
    /// Whether it is known who was paid.
    payouts: bool,
}

/// One thing that the background of a group says.
pub struct Trait {
    /// Bits, above or below 0.
    pub bits: f64,
    /// The sentence.
    pub message: Message,
    /// The rows of accounts or reports, ascending.
    pub rows: Vec<RowRef>,
}

impl Background {
    /// Looks at all accounts. O(n log n).
    #[must_use]
    pub fn new(graph: &Graph) -> Self {
        let accounts = (0..graph.accounts() as u32).map(AccountId);
        let made = beginnings(graph, accounts);
        Self { made, payouts: !graph.snapshot.payouts.is_empty() }
    }

    /// What the background of a group (ascending) says, two bits together at most. O(accounts log accounts), and their reports.
    #[must_use]
    pub fn weigh(&self, graph: &Graph, accounts: &[AccountId], factors: &WeightSettings) -> Vec<Trait> {
        let mut traits = self.times(graph, accounts);
        traits.extend(self.idle(graph, accounts));
        traits.extend(reported(graph, accounts));
        let total: f64 = traits.iter().map(|of| of.bits).sum();
        let scale = factors.evidence(CODE) * (MOST / total.abs().max(MOST));
        traits.iter_mut().for_each(|of| of.bits *= scale);
        traits.retain(|of| of.bits.abs() > SAYS_NOTHING);
        traits
    }

    /// Those of a group (ascending) that were made within two months of the middle of its beginnings; nobody where two accounts drawn at random lie no
    /// further apart. O(accounts log accounts).
    #[must_use]
    pub fn campaign(&self, graph: &Graph, accounts: &[AccountId]) -> Vec<AccountId> {
        let times = beginnings(graph, accounts.iter().copied());
        let Some(&middle) = times.get(times.len() / 2) else { return Vec::new() };
        if self.usual_span(2) <= days(CAMPAIGN) {
            return Vec::new();
        }
        let near = |time: Time| time.since(middle).max(middle.since(time)) <= CAMPAIGN;
        accounts.iter().copied().filter(|&account| made_at(graph, account).is_some_and(near)).collect()
    }

    /// Whether an account was made when `members` were: no more than one in 64 of all accounts were made as near to one of them. Never where it is not known when.
    /// O(members log accounts).
    #[must_use]
    pub fn began_with(&self, graph: &Graph, account: AccountId, members: &[AccountId]) -> bool {
        let Some(at) = made_at(graph, account) else { return false };
        let times = beginnings(graph, members.iter().copied());
        let Some(apart) = times.iter().map(|&time| time.since(at).max(at.since(time))).min() else { return false };
        let mut counted = 0;
        let as_near: usize = times
            .iter()
            .map(|time| {
                let from = self.made.partition_point(|&other| time.since(other) > apart).max(counted);
                counted = self.made.partition_point(|&other| other.since(*time) <= apart).max(counted);
                counted - from.min(counted)
            })
            .sum();
        as_near * BEGAN_AMONG <= self.made.len()
    }

    /// How far apart the accounts were made, and how long ago.
    fn times(&self, graph: &Graph, accounts: &[AccountId]) -> Vec<Trait> {
        let made = beginnings(graph, accounts.iter().copied());
        // Whoever is not known may be older or younger.
        if made.len() < 2 || made.len() * 2 <= accounts.len() || self.usual_span(2) < USUAL_AT_LEAST {
            return Vec::new();
        }
        let moment = graph.snapshot.moment;
        let known = accounts.iter().map(|&account| graph.snapshot.accounts[account].row).filter(|&row| row > 0);
        let rows: Vec<RowRef> = known.map(|row| RowRef { table: Table::Accounts, row }).collect();
        let (span, usual) = (days(made[made.len() - 1].since(made[0])), self.usual_span(made.len()));
        let apart = Trait {
            bits: SPAN.bits(span.max(SPAN_AT_LEAST), usual),
            message: Message::MadeApart { accounts: made.len(), days: span as u32, usual: usual as u32 },
            rows: rows.clone(),
        };
        let (age, usual) = (days(moment.since(made[made.len() / 2])), days(moment.since(self.quantile(1, 2))));
        let ago = Trait {
            bits: AGE.bits(age.max(AGE_AT_LEAST), usual),
            message: Message::MadeAgo { days: age as u32, usual: usual as u32 },
            rows,
        };
        vec![apart, ago]
    }

    /// Workers who never had an order, work or pay.
    fn idle(&self, graph: &Graph, accounts: &[AccountId]) -> Option<Trait> {
        let is_worker = |account: &&AccountId| graph.snapshot.accounts[**account].role != Some(Role::Client);
        let snapshot = graph.snapshot;
        let is_idle = |account: AccountId| {
            graph.payouts.of(account, &snapshot.payouts).is_empty()
                && graph.contracts.of(account, &snapshot.contracts).is_empty()
                && graph.work.of(account, &snapshot.work).is_empty()
        };
        let workers = accounts.iter().filter(is_worker).count();
        let idle = accounts.iter().filter(is_worker).filter(|&&account| is_idle(account)).count();
        (self.payouts && idle > 0).then(|| Trait {
            bits: IDLE * idle as f64 / workers as f64,
            message: Message::Idle { accounts: idle, of: workers },
            rows: Vec::new(),
        })
    }

    /// When the account was made that `of` parts of `all` are not younger than.
    fn quantile(&self, of: usize, all: usize) -> Time {
        self.made[(self.made.len() * of / all).min(self.made.len() - 1)]
    }

    /// Days that so many accounts drawn at random span: their expected first and last are these quantiles.
    fn usual_span(&self, accounts: usize) -> f64 {
        days(self.quantile(accounts, accounts + 1).since(self.quantile(1, accounts + 1)))
    }
}

/// Accounts of which a client reports anything but how they speak: that is where somebody comes from.
fn reported(graph: &Graph, accounts: &[AccountId]) -> Option<Trait> {
    let of_account = |&account: &AccountId| {
        let reports = graph.reports.of(account, &graph.snapshot.reports).iter();
        let telling = reports.filter(|report| report.kind != ReportKind::UnnaturalLanguage);
        telling.map(move |report| (account, RowRef { table: Table::Reports, row: report.row }))
    };
    let reports: Vec<(AccountId, RowRef)> = accounts.iter().flat_map(of_account).collect();
    let reported = reports.chunk_by(|a, b| a.0 == b.0).count();
    let mut rows: Vec<RowRef> = reports.into_iter().map(|(_, row)| row).collect();
    rows.sort_unstable();
    (reported > 0).then(|| Trait {
        bits: REPORTED * reported as f64 / accounts.len() as f64,
        message: Message::ReportedAtAll { accounts: reported, of: accounts.len() },
        rows,
    })
}

/// When accounts were made, as far as it is known, ascending.
fn beginnings(graph: &Graph, accounts: impl Iterator<Item = AccountId>) -> Vec<Time> {
    let mut made: Vec<Time> = accounts.filter_map(|account| made_at(graph, account)).collect();
    made.sort_unstable();
    made
}

fn made_at(graph: &Graph, account: AccountId) -> Option<Time> {
    graph.snapshot.accounts[account].created_at
}

fn days(seconds: u32) -> f64 {
    f64::from(seconds) / f64::from(DAY)
}
