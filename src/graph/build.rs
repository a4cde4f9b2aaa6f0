//! Tables to the graph.

use std::convert::Infallible;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::by_account::ByAccount;
use super::links::Links;
use super::parts::{part, tasks};
use super::spilled::Room;
use crate::model::{AccountId, NodeKind};
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
        let tasks = tasks(snapshot.accounts.len());
        let held = |kind| {
            let parts = tasks.par_iter().map(|accounts| part(snapshot, kind, accounts.clone()));
            Ok::<_, Infallible>(Links::new(parts.collect(), snapshot.count(kind)))
        };
        let Ok(graph) = Self::linked(snapshot, progress, held);
        graph
    }

    /// The same, with at most `most` links in memory: those of kinds beyond stand in temporary files of a directory.
    pub fn within(snapshot: &'a Snapshot, directory: &Path, most: usize, progress: &Progress) -> io::Result<Self> {
        let tasks = tasks(snapshot.accounts.len());
        let mut room = Room::new(directory, most.max(1));
        Self::linked(snapshot, progress, |kind| {
            room.links(&tasks, snapshot.count(kind), &|accounts| part(snapshot, kind, accounts))
        })
    }

    fn linked<E>(
        snapshot: &'a Snapshot,
        progress: &Progress,
        mut links_of: impl FnMut(NodeKind) -> Result<Links, E>,
    ) -> Result<Self, E> {
        let kinds: Vec<NodeKind> = snapshot.node_kinds().into_iter().filter(|&k| k != NodeKind::Account).collect();
        let stage = progress.stage("Linking accounts", kinds.len() as u64);
        let mut links = Vec::with_capacity(kinds.len());
        for &kind in &kinds {
            links.push(links_of(kind)?);
            stage.advance(1);
        }
        Ok(Self {
            snapshot,
            kinds,
            links,
            documents: ByAccount::new(&snapshot.documents, |row| row.account),
            bank_accounts: ByAccount::new(&snapshot.bank_accounts, |row| row.account),
            changes: ByAccount::new(&snapshot.changes, |row| row.account),
            reviews: ByAccount::new(&snapshot.reviews, |row| row.reviewer),
            contracts: ByAccount::new(&snapshot.contracts, |row| row.worker),
            work: ByAccount::new(&snapshot.work, |row| row.account),
            payouts: ByAccount::new(&snapshot.payouts, |row| row.account),
            identifiers: ByAccount::new(&snapshot.identifiers, |row| row.account),
            reports: ByAccount::new(&snapshot.reports, |row| row.account),
        })
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
