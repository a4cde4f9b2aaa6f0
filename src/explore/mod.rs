//! `explore.idx`: the whole graph of a run on disk, for looking up whatever stands in no cluster too.
//!
//! [`write_index`] writes it beside the other results; [`Index`] maps it into memory and checks it. On it stand search
//! (`search`), the neighbourhood of a node ([`Index::neighbours`]), the evidence between two accounts
//! ([`Index::tie`]) and the strongest chain between them ([`explain`]).
//!
//! # The file
//! All numbers are little-endian. The file begins with `RTEXPL01`, holds sections one after another, and ends with a table
//! of the sections and the BLAKE3 hash of everything before it (`format.rs`). The same graph gives the same bytes.
//! A node is a number: the accounts first, then each kind's values, each in the order of the snapshot's dictionary.
//!
//! | section | holds |
//! |---|---|
//! | `meta` | JSON: program, moment, kinds with their first node, count and limit, cluster ids, bits that tie a pair |
//! | `shown`, `shown_at` | each node's value as text: node `n` is `shown[shown_at[n]..shown_at[n+1]]` |
//! | `note`, `note_at`, `note_of` | second lines (names, network kinds), pooled: node `n` has note `note_of[n]` |
//! | `flags` | a byte a node: 1 hub, 2 ignored by a decision, upper four bits the role |
//! | `links`, `links_at` | an account's links: node, first, last, count, first row, days and table, 28 bytes each |
//! | `carried`, `carried_at` | an identifier's links, as positions in `links` |
//! | `cluster_of` | each account's cluster, as position in `meta`, or `u32::MAX` |
//! | `bonds`, `members`, `pairs`, `bond_rows` | what ties accounts, with bits, the accounts, the pairs where not all, some rows |
//! | `bonds_of`, `bonds_at` | an account's bonds |
//! | `more_nodes` | further nodes that a bond rests on |
//! | `ties`, `ties_at` | an account's tied accounts: the other, bits, whether these can tie, 12 bytes each |
//! | `separate` | pairs of accounts that people decided are different people |
//! | `search`, `search_at`, `search_node` | names, and values that folding (NFKC, lower case) changes: folded, and whose they are |
//! | `search_order` | what search looks through, sorted by folded text: a node, or from the number of nodes on one of `search` |

mod bonds;
mod build;
mod carry;
mod chain;
mod compare;
mod find;
mod format;
mod index;
mod input;
mod links;
mod map;
mod neighbours;
mod order;
mod pairs;
mod reasons;
mod search;
mod table;
mod texts;
mod ties;

pub use build::write_index;
pub use carry::carry_ids;
pub use chain::{Explanation, HOPS, Step, explain};
pub use compare::{Change, Diff, DiffTie, compare};
pub use find::Hit;
pub use format::IndexError;
pub use index::{Index, KindInfo, Meta};
pub use input::IndexInput;
pub use neighbours::{Neighbour, Neighbourhood};
pub use table::fold;
pub use ties::{BondPart, PairEvidence};

/// Name of the index in a results directory.
pub const FILE: &str = "explore.idx";
