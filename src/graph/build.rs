//! Tables to the graph.

use super::by_account::ByAccount;
use super::links::Links;
use super::login_links::from_logins;
use crate::model::{AccountId, KindId, NodeKind};
use crate::progress::Progress;
use crate::snapshot::{Login, Snapshot};

/// The graph of a snapshot, with an index of each table by account.
pub struct Graph<'a> {
    /// What it was built from.
    pub snapshot: &'a Snapshot,
    kinds: Vec<NodeKind>,
    links: Vec<Links>,
    /// Index of `documents`.
    pub documents: ByAccount,
    /// Index of `bank_accounts`.
    pub bank_accounts: ByAccount,
    /// Index of `changes`.
    pub changes: ByAccount,
    /// Index of `reviews` by reviewer.
    pub reviews: ByAccount,
    /// Index of `contracts` by worker.
    pub contracts: ByAccount,
    /// Index of `work`.
    pub work: ByAccount,
    /// Index of `payouts`.
    pub payouts: ByAccount,
    /// Index of `identifiers`.
    pub identifiers: ByAccount,
    /// Index of `reports`.
    pub reports: ByAccount,
}

impl<'a> Graph<'a> {
    /// Builds every link and index. O(rows log rows).
    #[must_use]
    pub fn new(snapshot: &'a Snapshot, progress: &Progress) -> Self {
        let accounts = snapshot.accounts.len();
        let kinds: Vec<NodeKind> = snapshot.node_kinds().into_iter().filter(|&k| k != NodeKind::Account).collect();
        let stage = progress.stage("Linking accounts", kinds.len() as u64);
        let links = kinds
            .iter()
            .map(|&kind| {
                let links = links_of(snapshot, kind);
                stage.advance(1);
                links
            })
            .collect();
        Self {
            snapshot,
            kinds,
            links,
            documents: ByAccount::new(accounts, &snapshot.documents, |row| row.account),
            bank_accounts: ByAccount::new(accounts, &snapshot.bank_accounts, |row| row.account),
            changes: ByAccount::new(accounts, &snapshot.changes, |row| row.account),
            reviews: ByAccount::new(accounts, &snapshot.reviews, |row| row.reviewer),
            contracts: ByAccount::new(accounts, &snapshot.contracts, |row| row.worker),
            work: ByAccount::new(accounts, &snapshot.work, |row| row.account),
            payouts: ByAccount::new(accounts, &snapshot.payouts, |row| row.account),
            identifiers: ByAccount::new(accounts, &snapshot.identifiers, |row| row.account),
            reports: ByAccount::new(accounts, &snapshot.reports, |row| row.account),
        }
    }

    /// Number of accounts.
    #[must_use]
    pub fn accounts(&self) -> usize {
        self.snapshot.accounts.len()
    }

    /// The kinds of identifier, in the graph's order.
    #[must_use]
    pub fn kinds(&self) -> &[NodeKind] {
        &self.kinds
    }

    /// The links of a kind of identifier.
    ///
    /// # Panics
    /// For `NodeKind::Account`, or a kind that the snapshot does not have.
    #[must_use]
    pub fn links(&self, kind: NodeKind) -> &Links {
        let at = self.kinds.iter().position(|&k| k == kind).expect("a kind of identifier that the snapshot has");
        &self.links[at]
    }

    /// The account's sessions, by start.
    #[must_use]
    pub fn logins(&self, account: AccountId) -> &'a [Login] {
        self.snapshot.logins.of(account)
    }
}

fn links_of(snapshot: &Snapshot, kind: NodeKind) -> Links {
    let accounts = snapshot.accounts.len();
    let values = snapshot.count(kind);
    match kind {
        NodeKind::Account => Links::default(),
        NodeKind::Ip => from_logins(&snapshot.logins, accounts, values, |login| login.ip()),
        NodeKind::Device => from_logins(&snapshot.logins, accounts, values, |login| login.device()),
        NodeKind::Document => {
            let rows = snapshot
                .documents
                .iter()
                .map(|row| (row.account, row.document, row.submitted_at.get().unwrap_or_default()));
            Links::from_rows(rows.collect(), accounts, values)
        }
        NodeKind::BankAccount => {
            let registered = snapshot
                .bank_accounts
                .iter()
                .map(|row| (row.account, row.bank, row.added_at.get().unwrap_or_default()));
            let paid = snapshot.payouts.iter().map(|row| (row.account, row.bank, row.paid_at));
            Links::from_rows(registered.chain(paid).collect(), accounts, values)
        }
        NodeKind::Onward => {
            let payouts = &snapshot.payouts;
            let rows = payouts.iter().filter_map(|row| Some((row.account, payouts.onward(row)?.value, row.paid_at)));
            Links::from_rows(rows.collect(), accounts, values)
        }
        NodeKind::Other(KindId(k)) => {
            let rows = snapshot.identifiers.iter().filter(|row| row.kind.0 == k);
            let rows = rows.map(|row| (row.account, row.value, row.seen_at.get().unwrap_or_default()));
            Links::from_rows(rows.collect(), accounts, values)
        }
    }
}
