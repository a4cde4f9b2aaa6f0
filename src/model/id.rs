//! Ids: positions in sorted dictionaries, so that their order is the order of what they name.

use std::num::NonZeroU32;

/// An account: position in [`crate::snapshot::Accounts`], which is sorted by account id (by code point).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(transparent)]
pub struct AccountId(pub u32);

/// A value of one kind of identifier: position in that kind's dictionary, sorted by normalised value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(transparent)]
pub struct ValueId(pub u32);

/// A kind of `identifiers` row: position in the sorted list of the kinds that the snapshot names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct KindId(pub u16);

/// A piece of text (a name, a holder, a category) in [`crate::snapshot::TextPool`]; ids follow code-point order.
///
/// Never zero, so that `Option<TextId>` costs four bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TextId(NonZeroU32);

/// An order (`contract_id`): ids are equal, and ordered, as the platform's own are. Those are not kept, since nothing shows them.
///
/// Never zero, so that `Option<OrderId>` costs four bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct OrderId(NonZeroU32);

impl AccountId {
    /// The position as an index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Position among `accounts`, which ascend; 0 where it is none of them. O(log accounts).
    #[must_use]
    pub fn place_in(self, accounts: &[Self]) -> u32 {
        accounts.binary_search(&self).map_or(0, |at| at as u32)
    }
}

impl ValueId {
    /// The position as an index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

macro_rules! never_zero {
    ($($id:ident: $what:literal),*) => {
        $(impl $id {
            #[doc = concat!("The id of the ", $what, " at `index` (0-based).")]
            ///
            /// # Panics
            /// At `u32::MAX`.
            #[must_use]
            pub fn new(index: usize) -> Self {
                let next = u32::try_from(index + 1).expect("fewer than 2^32 - 1");
                Self(NonZeroU32::new(next).expect("index + 1 is not zero"))
            }

            /// The position as a 0-based index.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0.get() as usize - 1
            }
        })*
    };
}

never_zero!(TextId: "text", OrderId: "order");
