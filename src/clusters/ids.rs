//! Ids of clusters: from the accounts in them alone.

use crate::model::AccountId;
use crate::snapshot::Snapshot;

/// `c-` and ten hexadecimal digits of the BLAKE3 hash of the account ids, ascending, each ended by a zero byte.
#[must_use]
pub fn cluster_id(snapshot: &Snapshot, accounts: &[AccountId]) -> String {
    let mut hasher = blake3::Hasher::new();
    for &account in accounts {
        hasher.update(snapshot.account_shown(account).as_bytes());
        hasher.update(&[0]);
    }
    format!("c-{}", &hasher.finalize().to_hex()[..10])
}
