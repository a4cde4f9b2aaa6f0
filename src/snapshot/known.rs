//! Decisions that people made before, resolved to nodes.

use std::net::IpAddr;

use super::error::quoted;
use super::normalise;
use super::records::{KnownRow, Word};
use super::tables::{Known, KnownVerdict};
use super::{IpKey, Snapshot};
use crate::model::{AccountId, KindId, Node, NodeKind, ValueId};

/// The decisions that speak of something in the snapshot, sorted; the others as notes.
pub(crate) fn resolve(rows: &[KnownRow], snapshot: &Snapshot) -> (Vec<Known>, Vec<String>) {
    let (mut known, mut notes) = (Vec::new(), Vec::new());
    for row in rows {
        match verdict(row, snapshot) {
            Ok(verdict) => known.push(Known { verdict, until: row.until, reason: row.reason, row: row.row }),
            Err(why) => notes.push(format!("known: {why}; the decision has no effect")),
        }
    }
    known.sort_unstable();
    notes.sort_unstable();
    notes.dedup();
    (known, notes)
}

fn verdict(row: &KnownRow, snapshot: &Snapshot) -> Result<KnownVerdict, String> {
    if row.verdict == Word::Ignore {
        return Ok(KnownVerdict::Ignore(node(&row.kind, &row.value, snapshot)?));
    }
    let one = account(&row.value, snapshot)?;
    let other = account(row.other.as_deref().unwrap_or_default(), snapshot)?;
    if one == other {
        return Err(format!("{} is named as both accounts", quoted(&row.value)));
    }
    let (first, second) = (one.min(other), one.max(other));
    Ok(match row.verdict {
        Word::Same => KnownVerdict::Same(first, second),
        _ => KnownVerdict::Separate(first, second),
    })
}

fn account(id: &str, snapshot: &Snapshot) -> Result<AccountId, String> {
    snapshot.accounts.find(id).ok_or_else(|| format!("no table speaks of the account {}", quoted(id)))
}

pub(super) fn node(kind: &str, value: &str, snapshot: &Snapshot) -> Result<Node, String> {
    let (kind_found, found) = match kind {
        "account" => return account(value, snapshot).map(Node::from),
        "ip" => (NodeKind::Ip, address(value, snapshot)),
        "document" => {
            let find = |licence| snapshot.document_values.find(&normalise::document(value, licence));
            (NodeKind::Document, find(false).or_else(|| find(true)))
        }
        "bank_account" => (NodeKind::BankAccount, snapshot.bank_values.find(&normalise::nfkc(value))),
        "device" => (NodeKind::Device, snapshot.device_values.find(value)),
        "onward" => (NodeKind::Onward, snapshot.onward_values.find(&normalise::nfkc(value))),
        other => {
            let Ok(index) = snapshot.kinds.binary_search_by(|name| name.as_str().cmp(other)) else {
                return Err(format!("no table speaks of the kind {}", quoted(other)));
            };
            let key = normalise::Rule::of(other).key(value);
            (NodeKind::Other(KindId(index as u16)), snapshot.kind_values[index].find(&key))
        }
    };
    let value = found.ok_or_else(|| format!("no table speaks of the {kind} {}", quoted(value)))?;
    Ok(Node { kind: kind_found, value })
}

fn address(value: &str, snapshot: &Snapshot) -> Option<ValueId> {
    let key = IpKey::from(value.parse::<IpAddr>().ok()?);
    snapshot.addresses.find(key)
}
