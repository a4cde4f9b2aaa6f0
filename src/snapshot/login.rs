//! A session in 20 bytes, and in 24 while it stands among those of other accounts.

use crate::model::{AccountId, Time, ValueId};

/// One session of an account, which is known by where the session stands. Sorted by start, IP, device, end, row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub struct Login {
    /// When.
    pub start: Time,
    ip: u32,
    device: u32,
    end: u32,
    row_and_remote: u32,
}

const ABSENT: u32 = u32::MAX;

impl Login {
    /// A session. `row` is below 2^31; an id or end of `u32::MAX` cannot be told from absent.
    #[must_use]
    pub fn new(
        start: Time,
        end: Option<Time>,
        ip: Option<ValueId>,
        device: Option<ValueId>,
        remote: bool,
        row: u32,
    ) -> Self {
        Self {
            start,
            ip: ip.map_or(ABSENT, |v| v.0),
            device: device.map_or(ABSENT, |v| v.0),
            end: end.map_or(ABSENT, |t| t.0),
            row_and_remote: row << 1 | u32::from(remote),
        }
    }

    /// A session whose address, device and end are `u32::MAX` where they are not known.
    #[inline]
    pub(crate) fn of_parts(start: Time, [ip, device, end]: [u32; 3], remote: bool, row: u32) -> Self {
        Self { start, ip, device, end, row_and_remote: row << 1 | u32::from(remote) }
    }

    /// When it ended, where the platform says.
    #[must_use]
    pub fn end(self) -> Option<Time> {
        (self.end != ABSENT).then_some(Time(self.end))
    }

    /// From which address.
    #[must_use]
    pub fn ip(self) -> Option<ValueId> {
        (self.ip != ABSENT).then_some(ValueId(self.ip))
    }

    /// On which device.
    #[must_use]
    pub fn device(self) -> Option<ValueId> {
        (self.device != ABSENT).then_some(ValueId(self.device))
    }

    /// The same with another id for its address, where it has one.
    #[inline]
    pub(crate) fn map_ip(self, other: impl Fn(ValueId) -> ValueId) -> Self {
        Self { ip: self.ip().map_or(ABSENT, |id| other(id).0), ..self }
    }

    /// The same with another id for its device, where it has one.
    #[inline]
    pub(crate) fn map_device(self, other: impl Fn(ValueId) -> ValueId) -> Self {
        Self { device: self.device().map_or(ABSENT, |id| other(id).0), ..self }
    }

    /// Whether the platform saw remote control.
    #[must_use]
    pub fn remote(self) -> bool {
        self.row_and_remote & 1 == 1
    }

    /// 1-based data row.
    #[must_use]
    pub fn row(self) -> u32 {
        self.row_and_remote >> 1
    }
}

/// A session with its account, as it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub(crate) struct LoginRow {
    /// Who logged in.
    pub account: AccountId,
    /// The session.
    pub login: Login,
}
