//! The words everyone uses: ids, kinds, times, bits, indicators. No logic beyond their own arithmetic.

mod evidence;
mod id;
mod indicator;
mod kind;
mod maybe;
mod needs;
mod schema;
mod time;

pub use evidence::{Bits, Node, RowRef};
pub use id::{AccountId, KindId, OrderId, TextId, ValueId};
pub use indicator::{Indicator, IndicatorInfo, Scope};
pub use kind::{NodeKind, Table};
pub use maybe::{HasNone, Maybe};
pub use needs::Need;
pub use schema::{Column, Form};
pub use time::{DAY, Day, HOUR, MINUTE, Time};
