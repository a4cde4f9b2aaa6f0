//! A table as it is being read: rows so far, and what was wrong with others.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::chunk::{BadRow, Chunk};
use super::clock::Clock;
use super::collect::StrangeWords;
use super::error::{ReadError, quoted};
use super::mapping::{Projection, listed};
use super::ndjson::Keys;
use super::pools::{Interners, MOST_KINDS};
use super::records::Record;
use super::source::{Format, SourceFile};
use super::spill::{Gathered, Spill};
use super::{InputFile, Reject};
use crate::model::Table;

/// Rejected rows that are listed for each table; beyond, they are only counted.
pub(crate) const MOST_REJECTS: usize = 500_000;
/// Rows of a table: what 31 bits number.
const MOST_ROWS: u64 = (1 << 31) - 2;

/// What all tables share while they are read.
pub(crate) struct Context<'a> {
    pub interners: &'a Interners,
    /// Where sessions go that do not fit in memory; `None`: all are held.
    pub spill: Option<&'a Spill>,
    pub strict: bool,
}

/// A table as it is being read.
pub(crate) struct Loading<T> {
    /// Records in no order, with temporary ids.
    pub rows: Gathered<T>,
    /// Files read, the one being read last.
    pub inputs: Vec<InputFile>,
    pub rejects: Vec<Reject>,
    /// Rejected rows beyond [`MOST_REJECTS`].
    pub unlisted_rejects: u64,
    /// The times of its rows.
    pub clock: Clock,
    pub strange: StrangeWords,
    /// Positions of the table's columns that some file has.
    pub columns: BTreeSet<usize>,
    /// Columns that are not read, with the first file that has each: by name, and whether a constant stands in its place.
    unread: BTreeMap<(String, bool), String>,
    /// Rows that say nothing for this table.
    silent: u64,
    /// Rows of the files read.
    total: u64,
    /// Lines of the current file before its next chunk, the header included.
    lines: u64,
    /// Lines before the first row of the plainest file of its format; none where rows are no lines.
    header: Option<u64>,
    keys: Keys,
}

impl<T: Record> Loading<T> {
    /// A table before its first file.
    pub fn new(context: &Context<'_>) -> Self {
        Self {
            rows: Gathered::new(context.spill),
            inputs: Vec::new(),
            rejects: Vec::new(),
            unlisted_rejects: 0,
            clock: Clock::default(),
            strange: StrangeWords::new(),
            columns: BTreeSet::new(),
            unread: BTreeMap::new(),
            silent: 0,
            total: 0,
            lines: 0,
            header: None,
            keys: Keys::default(),
        }
    }

    /// Begins a file; `lines` stand before its first row.
    pub fn begin(&mut self, file: &SourceFile<'_>, lines: u64) {
        self.inputs.push(InputFile {
            path: file.name.clone(),
            table: T::TABLE.name(),
            bytes: file.bytes,
            rows: 0,
            rejected: 0,
            digest: String::new(),
        });
        self.lines = lines;
        self.header = match file.format {
            Format::Csv => Some(1),
            Format::Ndjson => Some(0),
            Format::Parquet => None,
        };
        self.keys = Keys::default();
    }

    /// The number of rows of the table before the current file's next row.
    pub fn total(&self) -> u64 {
        self.total
    }

    fn file(&mut self) -> &mut InputFile {
        self.inputs.last_mut().expect("a file was begun")
    }

    /// Takes the next chunks of the current file.
    pub fn commit(&mut self, mut chunks: Vec<Chunk<T>>, context: &Context<'_>) -> Result<(), ReadError> {
        let mut bases = Vec::with_capacity(chunks.len());
        let mut next = self.total;
        for chunk in &chunks {
            bases.push(next as u32);
            next += u64::from(chunk.count);
        }
        self.room_for(next)?;
        let resolved = chunks.par_iter_mut().zip(&bases).enumerate();
        let whole = resolved.map(|(index, (chunk, base))| chunk.resolve(context.interners, *base, index * 7)).collect();
        self.check(whole, context)?;
        for chunk in chunks {
            self.rows.extend(&chunk.rows)?;
            self.tally(chunk, context)?;
        }
        Ok(())
    }

    /// Whether the table can hold `rows`.
    pub fn room_for(&self, rows: u64) -> Result<(), ReadError> {
        if rows > MOST_ROWS {
            let what = format!("the table `{}` has more than {MOST_ROWS} rows", T::TABLE.name());
            return Err(ReadError::new(&self.inputs[self.inputs.len() - 1].path, what, "Split the snapshot by time"));
        }
        Ok(())
    }

    /// Stops where the strings or kinds of a table are too many; `resolved` is `None` in the first case.
    pub fn check(&self, resolved: Option<()>, context: &Context<'_>) -> Result<(), ReadError> {
        let file = &self.inputs[self.inputs.len() - 1].path;
        if resolved.is_none() {
            let what = "a kind of identifier, or the free text, has about 4 billion distinct values, or there are 268 million IPv6 networks";
            return Err(ReadError::new(file, what, "Split the snapshot"));
        }
        if T::TABLE == Table::Identifiers && context.interners.kinds().len() > MOST_KINDS {
            let what = format!("more than {MOST_KINDS} different kinds: is this the column of kinds?");
            return Err(ReadError::new(file, what, "Map the right column to `kind` in the settings").column("kind"));
        }
        Ok(())
    }

    /// Counts a chunk's rows and keeps what was wrong with them.
    pub fn tally(&mut self, chunk: Chunk<T>, context: &Context<'_>) -> Result<(), ReadError> {
        let file = &self.inputs[self.inputs.len() - 1];
        let place = || (file.path.clone(), file.rows + u64::from(chunk.latest_row) + 1);
        self.clock.add(&chunk.times, chunk.latest, place);
        for (word, count) in chunk.strange {
            *self.strange.entry(word).or_default() += count;
        }
        self.keys.wanted |= chunk.keys.wanted;
        self.keys.objects += chunk.keys.objects;
        self.keys.unknown.extend(chunk.keys.unknown);
        for bad in chunk.bad {
            self.reject(bad, context)?;
        }
        self.silent += u64::from(chunk.silent);
        self.total += u64::from(chunk.count);
        self.lines += u64::from(chunk.lines);
        self.file().rows += u64::from(chunk.count);
        Ok(())
    }

    fn reject(&mut self, bad: BadRow, context: &Context<'_>) -> Result<(), ReadError> {
        let (before, header) = (self.lines, self.header);
        let file = self.file();
        let row = file.rows + u64::from(bad.row) + 1;
        let line = before + u64::from(bad.line) + 1;
        // In the plainest file a row's number says its line.
        let reason = if header.is_some_and(|header| line != row + header) {
            format!("{} (line {line})", bad.fault.reason)
        } else {
            bad.fault.reason
        };
        let column = bad.fault.column.map_or("", |column| T::TABLE.columns()[column].name).to_owned();
        file.rejected += 1;
        let reject = Reject { table: T::TABLE.name(), file: file.path.clone(), row, column, reason };
        if context.strict {
            return Err(strict(&reject));
        }
        self.keep(reject);
        Ok(())
    }

    /// Keeps a rejected row, or only counts it.
    pub fn keep(&mut self, reject: Reject) {
        if self.rejects.len() < MOST_REJECTS {
            self.rejects.push(reject);
        } else {
            self.unlisted_rejects += 1;
        }
    }

    /// Notes the columns of a file that the table does not have, or has a constant for.
    pub fn unknown_columns(&mut self, projection: &Projection, names: &[String]) {
        if !projection.by_name {
            return;
        }
        let file = self.file().path.clone();
        for name in names.iter().filter(|name| !projection.wanted.contains(name)) {
            self.unread.entry((name.clone(), projection.is_constant(name))).or_insert_with(|| file.clone());
        }
    }

    /// Ends the current file.
    pub fn end(&mut self, projection: &Projection, digest: String) -> Result<(), ReadError> {
        let keys = std::mem::take(&mut self.keys);
        let file = self.file();
        file.digest = digest;
        let (path, rows) = (file.path.clone(), file.rows);
        let is_ndjson = super::source::kind_of(&path).is_some_and(|(_, format, _)| format == Format::Ndjson);
        if is_ndjson && rows > 0 && keys.objects == 0 {
            let what = "no line is a JSON object; expected one on each line";
            return Err(ReadError::new(path, what, "Export it as NDJSON, or correct its name"));
        }
        let met = |index: usize| !is_ndjson || keys.wanted & 1 << index.min(63) != 0;
        self.columns.extend(projection.provided(met));
        let never = |index: &usize| !met(*index);
        let missing = (0..projection.wanted.len()).find(never).filter(|_| is_ndjson && rows > 0 && !projection.by_name);
        if let Some(missing) = missing {
            let found: BTreeSet<String> = keys.unknown;
            let found: Vec<String> = found.into_iter().collect();
            let what = format!("the settings map this key, but no line has it; other keys are {}", listed(&found));
            let error = ReadError::new(path, what, "Correct the name in the settings");
            return Err(error.column(&projection.wanted[missing]));
        }
        let unknown: Vec<String> = keys.unknown.into_iter().collect();
        self.unknown_columns(projection, &unknown);
        Ok(())
    }

    /// What there is to say of the table beside its rows, in a stable order.
    pub fn notes(&self) -> Vec<String> {
        let name = T::TABLE.name();
        let mut notes = Vec::new();
        for ((column, constant), file) in &self.unread {
            let why = if *constant {
                "was not read: a constant of the settings stands in its place"
            } else {
                "is not known and was ignored"
            };
            notes.push(format!("{name}: the column {} {why} (first in {file})", quoted(column)));
        }
        for ((column, word), count) in &self.strange {
            let column = T::TABLE.columns()[*column].name;
            notes
                .push(format!("{name}: {word} is no known value of '{column}' and counts as not known ({count} rows)"));
        }
        if self.silent > 0 {
            notes.push(format!("{name}: {} rows of mapped files hold nothing for this table", self.silent));
        }
        if self.unlisted_rejects > 0 {
            notes.push(format!(
                "{name}: {} more rejected rows are counted but not listed (the list ends at {MOST_REJECTS})",
                self.unlisted_rejects
            ));
        }
        notes
    }
}

/// The first rejected row as the error that it is with `--strict`.
pub(crate) fn strict(reject: &Reject) -> ReadError {
    let repair = "Correct the row, or run without --strict to leave it out";
    let error = ReadError::new(&reject.file, &reject.reason, repair).row(reject.row);
    if reject.column.is_empty() { error } else { error.column(&reject.column) }
}
