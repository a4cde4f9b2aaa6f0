//! The tables as text: NDJSON and CSV (RFC 4180, `\n` at line ends).
//!
//! `accounts.csv` and `rejects.csv` are data for programs: cells stand as they are. What is meant for a spreadsheet
//! goes through [`super::escape::spreadsheet`] in the exporters that are made for one.

use std::io::{self, Write};

use serde::Serialize;

use crate::report::AccountResult;
use crate::snapshot::Reject;

/// Header of `accounts.csv`.
pub(super) const ACCOUNT_COLUMNS: [&str; 5] = ["account_id", "component", "cluster", "score", "indicators"];
/// Header of `rejects.csv`.
pub(super) const REJECT_COLUMNS: [&str; 5] = ["table", "file", "row", "column", "reason"];

/// Writes one JSON object a line, with fields in the order of their declaration.
pub fn write_ndjson<T: Serialize>(rows: &[T], mut out: impl Write) -> io::Result<()> {
    for row in rows {
        serde_json::to_writer(&mut out, row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes `accounts.csv`; the indicators of an account are joined by `;`.
pub fn write_accounts(accounts: &[AccountResult], out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(ACCOUNT_COLUMNS)?;
    for account in accounts {
        let score = account.score.to_string();
        let indicators = account.indicators.join(";");
        writer.write_record([&*account.account_id, &*account.component, &*account.cluster, &*score, &*indicators])?;
    }
    writer.flush()
}

/// Writes `rejects.csv`.
pub fn write_rejects(rejects: &[Reject], out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(REJECT_COLUMNS)?;
    for reject in rejects {
        let row = reject.row.to_string();
        writer.write_record([reject.table, &reject.file, &row, &reject.column, &reject.reason])?;
    }
    writer.flush()
}
