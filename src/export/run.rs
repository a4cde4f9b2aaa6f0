//! `run.json`: what was run, and what it cost.

use std::io::{self, Write};

use serde_json::Value;

use crate::report::RunInfo;

/// Writes `run.json`: the fields of `run`, then `measured`, the only part that differs from run to run.
pub fn write_run(run: &RunInfo, measured: &Value, mut out: impl Write) -> io::Result<()> {
    let mut value = serde_json::to_value(run)?;
    if let Value::Object(fields) = &mut value {
        fields.insert("measured".to_owned(), measured.clone());
    }
    serde_json::to_writer_pretty(&mut out, &value)?;
    writeln!(out)
}
