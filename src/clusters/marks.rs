//! Marks: things mostly one accused group's, on accounts outside of it. Each may be an accident, a text copied or a night at a friend's; two hardly.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::hallmark::{Hallmarks, SHARE, most_carriers};
use crate::graph::Graph;
use crate::model::{AccountId, Node, NodeKind, ValueId};
use crate::ties::{Family, carries_identity};

/// Carriers of a thing above which it marks nobody.
const MARKS_AT_MOST: usize = 24;
/// Members that carry a thing, from which on it may be the group's by itself.
const SEVERAL: usize = 2;

/// Accounts of all of which one at most deals with a group, for dealing with it to say something.
const DEALS_AMONG: usize = 64;

/// A thing of a group's on an account outside of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    account: AccountId,
    /// Position of the group.
    cluster: u32,
    family: Family,
    /// Whether [`SEVERAL`] of its members carry it.
    several: bool,
    /// Whether it is a line.
    is_line: bool,
}

impl Hallmarks<'_> {
    /// Accounts of no accused cluster on which two marks of one meet. A mark is a thing most of whose other carriers are the cluster's; two of different kinds
    /// suffice (of those who carry a text, number, picture, paper or payee, and were on a line of the same group once, 129 were its and 9 were not). Where
    /// several members carry it, it is enough that the account deals with one of them: a message, money, a review either way (177 : 16 beside rings on
    /// nine makers' platforms); or, unless it is a line, that `began_with` says it was made when members were (62 : 5). Whatever one member carries is enough where
    /// messages or money go both ways (37 : 3).
    ///
    /// Ascending, each once, with the position of the cluster. `family` says what a kind of thing is evidence of. O(carriers of the things that the accused carry, and
    /// the ties and reviews).
    #[must_use]
    pub fn marked_twice(
        &self,
        family: impl Fn(NodeKind) -> Option<Family>,
        began_with: impl Fn(AccountId, u32) -> bool,
    ) -> Vec<(AccountId, u32)> {
        let mut marks: Vec<Mark> = Vec::new();
        for &kind in self.graph.kinds() {
            if let Some(family) = family(kind) {
                self.mark(kind, family, &mut marks);
            }
        }
        marks.sort_unstable();
        marks.dedup();
        let of_several = marks.iter().filter(|mark| mark.several).map(|mark| (mark.account, mark.cluster)).collect();
        let deals = self.dealings(&of_several);
        let both_ways = self.dealings_both_ways(&marks.iter().map(|mark| (mark.account, mark.cluster)).collect());
        let of_one = marks.chunk_by(|x, y| (x.account, x.cluster) == (y.account, y.cluster));
        let of_both = of_one.filter_map(|marks| {
            let (account, cluster) = (marks[0].account, marks[0].cluster);
            let kinds = marks.chunk_by(|x, y| x.family == y.family).count();
            let began = || marks.iter().any(|mark| mark.several && !mark.is_line) && began_with(account, cluster);
            let deals = deals.contains(&(account, cluster)) || both_ways.contains(&(account, cluster));
            let twice = kinds >= 2 || deals || began();
            twice.then_some((account, Reverse(kinds), cluster))
        });
        most_carriers(of_both.collect())
    }

    /// Pairs of accused clusters, the smaller position first, that own things of two different kinds together: most of the carriers of each are theirs, and no home or company
    /// explains it (15 : 0 on ten makers' platforms, six of them of rings of hundreds; of those that own things of one kind 54 were one ring and 2,600 were not, most
    /// by a line). Ascending. O(carriers of the things that the accused carry).
    #[must_use]
    pub fn shared_twice(&self, family: impl Fn(NodeKind) -> Option<Family>) -> Vec<(u32, u32)> {
        let mut found: Vec<(u32, u32, Family)> = Vec::new();
        for &kind in self.graph.kinds() {
            let Some(family) = family(kind) else { continue };
            for value in self.values_of_accused(kind) {
                let carriers = self.graph.links(kind).carriers(value);
                let mut inside: Vec<(u32, AccountId)> =
                    carriers.iter().filter_map(|&one| Some((self.home[one.index()]?, one))).collect();
                inside.sort_unstable();
                let groups: Vec<&[(u32, AccountId)]> = inside.chunk_by(|a, b| a.0 == b.0).collect();
                for (at, ours) in groups.iter().enumerate() {
                    for theirs in &groups[at + 1..] {
                        let owned = (ours.len() + theirs.len()) as f64 >= SHARE * carriers.len() as f64;
                        let explained = |x: AccountId| theirs.iter().any(|&(_, y)| self.explained(x, y, family));
                        if owned && !ours.iter().all(|&(_, x)| explained(x)) {
                            found.push((ours[0].0, theirs[0].0, family));
                        }
                    }
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        let twice = found.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1)).filter(|families| families.len() >= 2);
        twice.map(|families| (families[0].0, families[0].1)).collect()
    }

    /// Values of one kind that some of the accused carry and that can mark somebody, ascending.
    fn values_of_accused(&self, kind: NodeKind) -> Vec<ValueId> {
        let links = self.graph.links(kind);
        let mut values: Vec<ValueId> =
            self.accused.iter().flat_map(|&account| links.values_of(account)).copied().collect();
        values.sort_unstable();
        values.dedup();
        values.retain(|&value| can_mark(self.graph, kind, value));
        values
    }

    /// The accounts of no accused cluster that carry something of one kind that is mostly a cluster's.
    fn mark(&self, kind: NodeKind, family: Family, marks: &mut Vec<Mark>) {
        let links = self.graph.links(kind);
        let home = |account: AccountId| self.home[account.index()];
        for value in self.values_of_accused(kind) {
            let carriers = links.carriers(value);
            let mut inside: Vec<u32> = carriers.iter().filter_map(|&one| home(one)).collect();
            inside.sort_unstable();
            let runs = inside.chunk_by(|a, b| a == b);
            let Some(most) = runs.max_by_key(|run| (run.len(), Reverse(run[0]))) else { continue };
            if (most.len() as f64) < SHARE * (carriers.len() - 1) as f64 {
                continue;
            }
            let (cluster, several, is_line) = (most[0], most.len() >= SEVERAL, kind == NodeKind::Ip);
            let members = || carriers.iter().filter(|&&one| home(one) == Some(cluster));
            let loose = carriers.iter().copied().filter(|&one| home(one).is_none());
            let marked = loose.filter(|&one| !members().any(|&member| self.explained(one, member, family)));
            marks.extend(marked.map(|account| Mark { account, cluster, family, several, is_line }));
        }
    }

    /// Those of `pairs`, accounts outside and clusters, between which there is a tie or a review. O(ties + reviews).
    fn dealings(&self, pairs: &FxHashSet<(AccountId, u32)>) -> FxHashSet<(AccountId, u32)> {
        let snapshot = self.graph.snapshot;
        let ties = snapshot.ties.iter().map(|tie| (tie.account, tie.other));
        let reviews = snapshot.reviews.iter().map(|review| (review.reviewer, review.reviewee));
        let dealing = self.with_clusters(pairs, ties.chain(reviews).flat_map(|(a, b)| [(a, b), (b, a)]));
        self.of_few(dealing, pairs)
    }

    /// Those of `pairs` between which there are ties either way. O(ties).
    fn dealings_both_ways(&self, pairs: &FxHashSet<(AccountId, u32)>) -> FxHashSet<(AccountId, u32)> {
        let ties = || self.graph.snapshot.ties.iter().map(|tie| (tie.account, tie.other));
        let mut dealing = self.with_clusters(pairs, ties());
        let answered = self.with_clusters(pairs, ties().map(|(a, b)| (b, a)));
        dealing.retain(|pair| answered.contains(pair));
        self.of_few(dealing, pairs)
    }

    /// Of `deals` between two accounts, the first of which is outside, that one and the other's cluster, where `asked` has this cluster.
    fn with_clusters(
        &self,
        asked: &FxHashSet<(AccountId, u32)>,
        deals: impl Iterator<Item = (AccountId, AccountId)>,
    ) -> FxHashSet<(AccountId, u32)> {
        let asked: FxHashSet<u32> = asked.iter().map(|pair| pair.1).collect();
        if asked.is_empty() {
            return FxHashSet::default();
        }
        let outside = deals.filter(|(a, _)| self.home[a.index()].is_none());
        let with_cluster = outside.filter_map(|(a, b)| Some((a, self.home[b.index()]?)));
        with_cluster.filter(|pair| asked.contains(&pair.1)).collect()
    }

    /// Those of `dealing` among `pairs`, where no more than one in [`DEALS_AMONG`] of all accounts deals with the cluster: on a small platform everybody deals with
    /// everybody.
    fn of_few(
        &self,
        mut dealing: FxHashSet<(AccountId, u32)>,
        pairs: &FxHashSet<(AccountId, u32)>,
    ) -> FxHashSet<(AccountId, u32)> {
        let mut of_cluster: FxHashMap<u32, usize> = FxHashMap::default();
        dealing.iter().for_each(|&(_, cluster)| *of_cluster.entry(cluster).or_default() += 1);
        dealing.retain(|pair| pairs.contains(pair) && of_cluster[&pair.1] * DEALS_AMONG <= self.home.len());
        dealing
    }
}

/// Whether an account carries things of two different kinds that are mostly `others`' (ascending), one of which nobody can put on an account of
/// somebody else's: a machine, a payee or where money goes on to. A line is leased again, and a copy may be opened at its owner's. O(carriers of its things).
#[must_use]
pub fn is_of_them(
    graph: &Graph,
    account: AccountId,
    others: &[AccountId],
    family: impl Fn(NodeKind) -> Option<Family>,
) -> bool {
    let mut families: Vec<Family> = Vec::new();
    let mut uncopied = false;
    for &kind in graph.kinds().iter().filter(|&&kind| kind != NodeKind::Ip) {
        let Some(family) = family(kind) else { continue };
        let theirs = |&value: &ValueId| is_mostly_theirs(graph, Node { kind, value }, account, others);
        if graph.links(kind).values_of(account).iter().any(theirs) {
            families.push(family);
            uncopied |= matches!(family, Family::Machine | Family::Money);
        }
    }
    families.sort_unstable();
    families.dedup();
    uncopied && families.len() >= 2
}

/// Whether half of the other carriers of an account's thing and more are `others` (ascending), and it can mark somebody at all. O(carriers).
#[must_use]
pub fn is_mostly_theirs(graph: &Graph, node: Node, account: AccountId, others: &[AccountId]) -> bool {
    let carriers = graph.links(node.kind).carriers(node.value);
    let members = || carriers.iter().filter(|&&one| one != account && others.binary_search(&one).is_ok());
    can_mark(graph, node.kind, node.value) && members().count() as f64 >= SHARE * (carriers.len() - 1) as f64
}

/// Whether several carry a value, few enough to tell whose it is, and it is neither a carrier's address nor a placeholder.
fn can_mark(graph: &Graph, kind: NodeKind, value: ValueId) -> bool {
    let carrier = kind == NodeKind::Ip && !carries_identity(graph.snapshot.addresses.network(value).kind);
    !carrier
        && (2..=MARKS_AT_MOST).contains(&graph.links(kind).carriers(value).len())
        && !graph.snapshot.says_nothing(Node { kind, value })
}
