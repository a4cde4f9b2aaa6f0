//! Sessions read column by column: in a short loop over one column there is no question of its type, and nothing is asked again for
//! each row. Only what nearly every row is; where one row of a stretch is anything else, all of it are read row by row.

use arrow::array::{Array, PrimitiveArray, StringViewArray};
use arrow::datatypes::ArrowPrimitiveType;

use super::super::cell::{Cell, some_text};
use super::super::column_view::ColumnView;
use super::super::login::{Login, LoginRow};
use super::super::value;
use super::Stretch;
use crate::model::{AccountId, Table, Time};

/// Absent, as in [`Login`].
const ABSENT: u32 = u32::MAX;
/// Bytes of a text beyond which the row's reader asks whether it is a value at all.
const USUAL: usize = 256;

/// What columns say of some rows.
#[derive(Default)]
struct Columns {
    starts: Vec<u32>,
    ends: Vec<u32>,
    ips: Vec<u32>,
    accounts: Vec<u32>,
    devices: Vec<u32>,
    remote: Vec<bool>,
}

/// Reads rows into `into`; `None`: something is unusual, and nothing was read.
pub(super) fn read(stretch: &mut Stretch<'_>, into: &mut Vec<LoginRow>) -> Option<Time> {
    let mark = stretch.pools.mark();
    let read = columns(stretch);
    let Some(read) = read else {
        stretch.pools.back_to(&mark);
        return None;
    };
    let row = |at: usize| LoginRow {
        account: AccountId(read.accounts[at]),
        login: Login::of_parts(
            Time(read.starts[at]),
            [read.ips[at], read.devices[at], read.ends[at]],
            read.remote[at],
            stretch.first + at as u32,
        ),
    };
    into.extend((0..stretch.rows.len()).map(row));
    let last = |(start, end): (&u32, &u32)| if *end == ABSENT { *start } else { *end };
    read.starts.iter().zip(&read.ends).map(last).max().map(Time)
}

fn columns(stretch: &mut Stretch<'_>) -> Option<Columns> {
    const OF: Table = Table::Logins;
    let mut read = Columns::default();
    let count = stretch.rows.len();
    moments(stretch, const { OF.position("started_at") }, &mut read.starts)?;
    moments(stretch, const { OF.position("ended_at") }, &mut read.ends)?;
    let in_order = |(start, end): (&u32, &u32)| *start != ABSENT && start <= end;
    if !read.starts.iter().zip(&read.ends).all(in_order) {
        return None;
    }
    match stretch.column(const { OF.position("remote") }).ok()? {
        None => read.remote.resize(count, false),
        Some(ColumnView::Flag(array)) => {
            read.remote.extend(stretch.rows.clone().map(|at| array.is_valid(at) && array.value(at)));
        }
        Some(_) => return None,
    }
    match stretch.column(const { OF.position("ip") }).ok()? {
        None => read.ips.resize(count, ABSENT),
        Some(column) => {
            let addresses = &mut stretch.pools.addresses;
            texts(column, stretch.rows.clone(), &mut read.ips, |text| {
                let address = match value::v4(text.as_bytes()) {
                    Some(v4) => v4,
                    None => value::address(Cell::Text(text)).ok()??,
                };
                Some(addresses.address(address))
            })?;
        }
    }
    let column = stretch.column(const { OF.position("account_id") }).ok()??;
    let accounts = &mut stretch.pools.accounts;
    texts(column, stretch.rows.clone(), &mut read.accounts, |text| Some(accounts.text(text)))?;
    if read.accounts.contains(&ABSENT) {
        return None;
    }
    match stretch.column(const { OF.position("device_id") }).ok()? {
        None => read.devices.resize(count, ABSENT),
        Some(column) => {
            let devices = &mut stretch.pools.devices;
            texts(column, stretch.rows.clone(), &mut read.devices, |text| Some(devices.text(text)))?;
        }
    }
    Some(read)
}

/// The ids of a column of texts.
fn texts(
    column: &ColumnView<'_>,
    rows: std::ops::Range<usize>,
    into: &mut Vec<u32>,
    mut id: impl FnMut(&str) -> Option<u32>,
) -> Option<()> {
    let ColumnView::TextView(array) = *column else { return None };
    let array: &StringViewArray = array;
    into.reserve_exact(rows.len());
    for at in rows {
        let cell = if array.is_valid(at) { some_text(array.value(at)) } else { Cell::Absent };
        into.push(match cell {
            Cell::Text(text) if text.len() <= USUAL => id(text)?,
            Cell::Absent => ABSENT,
            _ => return None,
        });
    }
    Some(())
}

/// The seconds of a column of times.
fn moments(stretch: &Stretch<'_>, column: usize, into: &mut Vec<u32>) -> Option<()> {
    let rows = stretch.rows.clone();
    match stretch.column(column).ok()? {
        None => {
            into.resize(rows.len(), ABSENT);
            Some(())
        }
        Some(ColumnView::Seconds(array)) => seconds::<_, 1>(array, rows, into),
        Some(ColumnView::Milliseconds(array)) => seconds::<_, 1_000>(array, rows, into),
        Some(ColumnView::Microseconds(array)) => seconds::<_, 1_000_000>(array, rows, into),
        Some(ColumnView::Nanoseconds(array)) => seconds::<_, 1_000_000_000>(array, rows, into),
        Some(_) => None,
    }
}

fn seconds<T: ArrowPrimitiveType<Native = i64>, const UNIT: i64>(
    array: &PrimitiveArray<T>,
    rows: std::ops::Range<usize>,
    into: &mut Vec<u32>,
) -> Option<()> {
    let mut all_fit = true;
    let mut second = |value: i64| {
        let seconds = value.div_euclid(UNIT);
        all_fit &= (0..i64::from(ABSENT)).contains(&seconds);
        seconds as u32
    };
    let values = &array.values()[rows.clone()];
    if array.null_count() == 0 {
        into.extend(values.iter().map(|value| second(*value)));
    } else {
        into.extend(rows.zip(values).map(|(at, value)| if array.is_valid(at) { second(*value) } else { ABSENT }));
    }
    all_fit.then_some(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{ArrayRef, BooleanArray, StringViewArray, TimestampMicrosecondArray};
    use proptest::prelude::*;

    use super::super::super::chunk::Chunk;
    use super::super::super::column_view::ColumnView;
    use super::super::super::mapping::Projection;
    use super::super::super::pools::Interners;
    use super::super::super::row::RawRow;
    use super::LoginRow;
    use crate::model::Table;

    const HEADER: [&str; 6] = ["account_id", "started_at", "ended_at", "ip", "device_id", "remote"];

    /// Everything that a chunk says, its ids as what they stand for. `by_column`: read as Parquet is, else row by row.
    fn said(arrays: &[ArrayRef], count: usize, by_column: bool) -> Vec<String> {
        let header = HEADER.map(str::to_owned);
        let projection = Projection::new(Table::Logins, None, Some(&header), "logins").expect("all columns");
        let place = |name: &String| HEADER.iter().position(|known| known == name).expect("a column");
        let view = |name| ColumnView::new(&arrays[place(name)]).expect("a plain type");
        let columns: &[ColumnView<'_>] = &projection.wanted.iter().map(view).collect::<Vec<_>>();
        let interners = Interners::new();
        let mut chunk: Chunk<LoginRow> = Chunk::new(&interners);
        if by_column {
            chunk.push_columns(columns, count, &projection, &interners);
        } else {
            for index in 0..count {
                chunk.push(RawRow::Columns { columns, index }, &projection, &interners, || 0);
            }
        }
        let pools = &chunk.pools;
        let row = |row: &LoginRow| {
            let login = row.login;
            let device = login.device().map(|device| pools.devices.text_at(device.index()));
            let ip = login.ip().map(|ip| ip.0.min(0xf000_0000));
            let account = pools.accounts.text_at(row.account.0);
            format!(
                "{account} {device:?} {ip:?} {:?} {:?} {} {}",
                login.start,
                login.end(),
                login.remote(),
                login.row()
            )
        };
        let mut said: Vec<String> = chunk.rows.iter().map(row).collect();
        said.extend(chunk.bad.iter().map(|bad| format!("{} {} {:?}", bad.row, bad.line, bad.fault)));
        let latest = (chunk.latest, chunk.latest_row);
        said.push(format!("{} {} {latest:?} {:?}", chunk.count, chunk.silent, chunk.strange));
        said
    }

    /// An odd value at a few rows of one column, in files that are short, of one stretch and a row, and of several stretches.
    #[derive(Clone, Copy, Debug)]
    struct Odd {
        row: usize,
        column: usize,
        value: usize,
    }

    fn columns(count: usize, odd: &[Odd]) -> Vec<ArrayRef> {
        let at = |row: usize, column: usize| odd.iter().find(|odd| odd.row == row && odd.column == column);
        let text = |column: usize, usual: &dyn Fn(usize) -> String, values: [Option<&str>; 6]| -> ArrayRef {
            let value = |row: usize| match at(row, column) {
                Some(odd) => values[odd.value].map(str::to_owned),
                None => Some(usual(row)),
            };
            Arc::new((0..count).map(value).collect::<StringViewArray>())
        };
        let long = "x".repeat(300);
        let time = |column: usize, usual: &dyn Fn(usize) -> i64| -> ArrayRef {
            let values = [None, Some(-1), Some(i64::from(u32::MAX)), Some(1 << 40), Some(0), Some(1_700_000_500)];
            let value = |row: usize| at(row, column).map_or_else(|| Some(usual(row)), |odd| values[odd.value]);
            Arc::new(
                (0..count)
                    .map(|row| value(row).map(|seconds| seconds * 1_000_000 + 7))
                    .collect::<TimestampMicrosecondArray>(),
            )
        };
        let flags =
            (0..count).map(|row| at(row, 5).map_or(Some(row % 9 == 0), |odd| [None, Some(true)][odd.value % 2]));
        let ids = [None, Some(""), Some("  u000000007 "), Some("other"), Some(&long[..]), Some("u1")];
        let addresses = [None, Some(" "), Some("2001:db8::1"), Some("none"), Some("250.1.2.3"), Some(" 10.0.0.1")];
        vec![
            text(0, &|row| format!("u{:09}", row % 700), ids),
            time(1, &|row| 1_700_000_000 + row as i64),
            time(2, &|row| 1_700_000_100 + row as i64),
            text(3, &|row| format!("10.0.{}.{}", row % 7, row % 200), addresses),
            text(4, &|row| format!("{:016x}", row % 300 * 7_777_777), ids),
            Arc::new(flags.collect::<BooleanArray>()),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn columns_say_what_rows_say(
            count in prop_oneof![0_usize..40, Just(1025), Just(2500)],
            odd in prop::collection::vec((0_usize..2500, 0_usize..6, 0_usize..6), 0..4),
        ) {
            let odd: Vec<Odd> = odd.into_iter().map(|(row, column, value)| Odd { row: row % count.max(1), column, value }).collect();
            let arrays = columns(count, &odd);
            prop_assert_eq!(said(&arrays, count, true), said(&arrays, count, false));
        }
    }
}
