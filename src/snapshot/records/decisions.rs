//! `networks`, `known`.

use std::cmp::Ordering;
use std::net::IpAddr;

use ipnet::IpNet;

use super::super::NetworkKind;
use super::super::collect::Cells;
use super::super::error::{Fault, quoted};
use super::super::pools::Ids;
use super::Record;
use crate::model::{AccountId, Table, TextId, Time};

/// A row of `networks`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NetworkRow {
    pub range: IpNet,
    pub kind: Option<NetworkKind>,
    pub asn: Option<u32>,
    pub country: Option<[u8; 2]>,
    pub row: u32,
}

impl Record for NetworkRow {
    const TABLE: Table = Table::Networks;

    fn read(cells: &mut Cells<'_>, row: u32) -> Result<Self, Fault> {
        const OF: Table = Table::Networks;
        const CIDR: usize = OF.position("cidr");
        const ASN: usize = OF.position("asn");
        let cidr = cells.need_string(CIDR)?;
        let range = range(&cidr).ok_or_else(|| {
            Fault::at(CIDR, format!("{} is not an address range such as 192.0.2.0/24 or 2001:db8::/32", quoted(&cidr)))
        })?;
        let kind = cells.listed(const { OF.position("kind") }, NetworkKind::parse)?;
        let asn = match cells.string(ASN)? {
            None => None,
            Some(text) => {
                let digits = text.strip_prefix("AS").or_else(|| text.strip_prefix("as")).unwrap_or(&text);
                let fault = |_| Fault::at(ASN, format!("{} is not a number of an autonomous system", quoted(&text)));
                Some(digits.parse().map_err(fault)?)
            }
        };
        let country = cells.listed(const { OF.position("country") }, country_code)?;
        Ok(Self { range, kind, asn, country, row })
    }

    fn renumber(&mut self, _: &impl Ids) {}

    fn advance(&mut self, rows: u32) {
        self.row += rows;
    }

    fn order(&self, other: &Self) -> Ordering {
        let content = |of: &Self| (of.range, of.kind, of.asn, of.country, of.row);
        content(self).cmp(&content(other))
    }

    fn latest(&self) -> Option<Time> {
        None
    }

    fn accounts(&self) -> [Option<AccountId>; 2] {
        [None, None]
    }
}

/// A range, or a single address as the range that holds only it; bits beyond the prefix do not count.
fn range(text: &str) -> Option<IpNet> {
    let range: IpNet = text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))?;
    let mapped = match range {
        IpNet::V6(v6) if v6.prefix_len() >= 96 => v6.addr().to_ipv4_mapped().map(|v4| (v4, v6.prefix_len() - 96)),
        _ => None,
    };
    let range = mapped.and_then(|(v4, length)| IpNet::new(v4.into(), length).ok()).unwrap_or(range);
    Some(range.trunc())
}

/// Two letters, in upper case.
pub(crate) fn country_code(text: &str) -> Option<[u8; 2]> {
    let code: [u8; 2] = text.as_bytes().try_into().ok()?;
    code.iter().all(u8::is_ascii_alphabetic).then(|| code.map(|letter| letter.to_ascii_uppercase()))
}

/// A row of `known`, not yet resolved to nodes.
#[derive(Clone, Debug)]
pub(crate) struct KnownRow {
    pub kind: String,
    pub value: String,
    pub verdict: Word,
    pub other: Option<String>,
    pub reason: Option<TextId>,
    pub until: Option<Time>,
    pub row: u32,
}

/// The word of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Word {
    Ignore,
    Separate,
    Same,
}

impl Record for KnownRow {
    const TABLE: Table = Table::Known;

    fn read(cells: &mut Cells<'_>, row: u32) -> Result<Self, Fault> {
        const OF: Table = Table::Known;
        const OTHER: usize = OF.position("other");
        const KIND: usize = OF.position("kind");
        let until = cells.time(const { OF.position("until") })?;
        let verdict =
            cells.need_listed(const { OF.position("verdict") }, &["ignore", "separate", "same"], |word| match word
                .to_ascii_lowercase()
                .as_str()
            {
                "ignore" => Some(Word::Ignore),
                "separate" => Some(Word::Separate),
                "same" => Some(Word::Same),
                _ => None,
            })?;
        let (kind, other) = (cells.need_string(KIND)?.to_lowercase(), cells.string(OTHER)?);
        if verdict != Word::Ignore {
            if kind != "account" {
                return Err(Fault::at(KIND, "'separate' and 'same' speak of two accounts: the kind is `account`"));
            }
            if other.is_none() {
                return Err(Fault::at(OTHER, "'separate' and 'same' need the other account"));
            }
        }
        let value = cells.need_string(const { OF.position("value") })?;
        let reason = cells.text(const { OF.position("reason") })?;
        Ok(Self { kind, value, verdict, other, reason, until, row })
    }

    fn renumber(&mut self, ids: &impl Ids) {
        self.reason = self.reason.map(|id| ids.text(id));
    }

    fn advance(&mut self, rows: u32) {
        self.row += rows;
    }

    fn order(&self, other: &Self) -> Ordering {
        let content = |of: &Self| (of.kind.clone(), of.value.clone(), of.verdict, of.other.clone(), of.until, of.row);
        content(self).cmp(&content(other))
    }

    /// A decision's end lies ahead and says nothing about the snapshot's own time.
    fn latest(&self) -> Option<Time> {
        None
    }

    fn accounts(&self) -> [Option<AccountId>; 2] {
        [None, None]
    }
}
