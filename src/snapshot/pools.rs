//! Interners and pools: the strings of rows on their way to temporary ids, and temporary ids to final ones.

use std::sync::{Mutex, PoisonError};

use super::intern::{
    AccountInterner, AccountLocals, AccountMap, AddressInterner, AddressLocals, AddressMap, Interner, Locals, Seeds,
    TempMap,
};
use crate::model::{AccountId, KindId, OrderId, TextId, ValueId};

/// Most kinds that `identifiers` may name: beyond, the column is not one of kinds.
pub(crate) const MOST_KINDS: usize = 4096;

/// The interners of a run.
pub(crate) struct Interners {
    pub accounts: AccountInterner,
    pub texts: Interner,
    pub orders: Interner,
    pub documents: Interner,
    pub banks: Interner,
    pub devices: Interner,
    pub onward: Interner,
    pub identifiers: Interner,
    pub addresses: AddressInterner,
    kinds: Mutex<Vec<String>>,
    /// Pools of chunks that are done: their memory is used again.
    spare: Mutex<Vec<Pools>>,
}

impl Interners {
    pub fn new() -> Self {
        let seeds = Seeds::random();
        let new = || Interner::new(seeds);
        Self {
            accounts: AccountInterner::new(seeds),
            texts: new(),
            orders: new(),
            documents: new(),
            banks: new(),
            devices: new(),
            onward: new(),
            identifiers: new(),
            addresses: AddressInterner::new(seeds),
            kinds: Mutex::default(),
            spare: Mutex::default(),
        }
    }

    /// Pools for a chunk.
    pub fn pools(&self) -> Pools {
        let spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop();
        spare.unwrap_or_else(|| Pools::new(self))
    }

    /// Takes the pools of a chunk back.
    pub fn done_with(&self, mut pools: Pools) {
        pools.clear();
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).push(pools);
    }

    /// Frees the memory that was kept for further chunks: those of the next table fill other pools.
    pub fn forget_spare(&self) {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The temporary number of a kind. Beyond [`MOST_KINDS`] all are one, and the loader stops.
    pub fn kind(&self, name: &str) -> u16 {
        let mut kinds = self.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kinds.iter().position(|kind| kind == name) {
            return known as u16;
        }
        if kinds.len() <= MOST_KINDS {
            kinds.push(name.to_owned());
        }
        kinds.len() as u16 - 1
    }

    /// The kinds by temporary number.
    pub fn kinds(&self) -> Vec<String> {
        self.kinds.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Where the ids of a row go: from local to temporary ones, or from temporary to final ones.
pub(crate) trait Ids {
    fn account(&self, id: AccountId) -> AccountId;
    fn text(&self, id: TextId) -> TextId;
    fn order(&self, id: OrderId) -> OrderId;
    fn document(&self, id: ValueId) -> ValueId;
    fn bank(&self, id: ValueId) -> ValueId;
    fn device(&self, id: ValueId) -> ValueId;
    fn onward(&self, id: ValueId) -> ValueId;
    fn address(&self, id: ValueId) -> ValueId;
    fn identifier(&self, id: ValueId) -> ValueId;
    fn kind(&self, id: KindId) -> KindId;
}

macro_rules! pools {
    ($($pool:ident: $locals:ident),*) => {
        /// The strings of a chunk of rows, by dictionary.
        pub(crate) struct Pools { $(pub $pool: $locals),* }

        /// Lengths to go back to where a row turns out to be of no use.
        pub(crate) struct Mark { $($pool: usize),* }

        impl Pools {
            pub fn new(interners: &Interners) -> Self {
                Self { $($pool: interners.$pool.locals()),* }
            }

            #[inline]
            pub fn mark(&self) -> Mark {
                Mark { $($pool: self.$pool.len()),* }
            }

            pub fn back_to(&mut self, mark: &Mark) {
                $(self.$pool.truncate(mark.$pool);)*
            }

            /// Forgets all strings; the memory is kept for the next chunk.
            pub fn clear(&mut self) {
                $(self.$pool.truncate(0);)*
            }

            /// Looks all strings up. `first`: the shard to begin with.
            pub fn resolve(&mut self, interners: &Interners, first: usize) -> Option<()> {
                $(interners.$pool.resolve(&mut self.$pool, first)?;)*
                Some(())
            }
        }
    };
}

pools!(
    accounts: AccountLocals,
    texts: Locals,
    orders: Locals,
    documents: Locals,
    banks: Locals,
    devices: Locals,
    onward: Locals,
    identifiers: Locals,
    addresses: AddressLocals
);

/// From local ids to temporary ones, once they were looked up.
impl Ids for Pools {
    fn account(&self, id: AccountId) -> AccountId {
        AccountId(self.accounts.temporary(id.0))
    }
    fn text(&self, id: TextId) -> TextId {
        TextId::new(self.texts.resolved[id.index()] as usize)
    }
    fn order(&self, id: OrderId) -> OrderId {
        OrderId::new(self.orders.resolved[id.index()] as usize)
    }
    fn document(&self, id: ValueId) -> ValueId {
        ValueId(self.documents.resolved[id.index()])
    }
    fn bank(&self, id: ValueId) -> ValueId {
        ValueId(self.banks.resolved[id.index()])
    }
    fn device(&self, id: ValueId) -> ValueId {
        ValueId(self.devices.resolved[id.index()])
    }
    fn onward(&self, id: ValueId) -> ValueId {
        ValueId(self.onward.resolved[id.index()])
    }
    fn address(&self, id: ValueId) -> ValueId {
        ValueId(self.addresses.temporary(id.0))
    }
    fn identifier(&self, id: ValueId) -> ValueId {
        ValueId(self.identifiers.resolved[id.index()])
    }
    fn kind(&self, id: KindId) -> KindId {
        id
    }
}

/// Temporary ids to final ones.
#[derive(Default)]
pub(crate) struct Final {
    pub accounts: AccountMap,
    pub texts: TempMap,
    pub orders: TempMap,
    pub documents: TempMap,
    pub banks: TempMap,
    pub devices: TempMap,
    pub onward: TempMap,
    pub identifiers: TempMap,
    pub addresses: AddressMap,
    pub kinds: Vec<u16>,
}

impl Ids for Final {
    #[inline]
    fn account(&self, id: AccountId) -> AccountId {
        AccountId(self.accounts.get(id.0))
    }
    #[inline]
    fn text(&self, id: TextId) -> TextId {
        TextId::new(self.texts.get(id.index() as u32) as usize)
    }
    fn order(&self, id: OrderId) -> OrderId {
        OrderId::new(self.orders.get(id.index() as u32) as usize)
    }
    fn document(&self, id: ValueId) -> ValueId {
        ValueId(self.documents.get(id.0))
    }
    fn bank(&self, id: ValueId) -> ValueId {
        ValueId(self.banks.get(id.0))
    }
    #[inline]
    fn device(&self, id: ValueId) -> ValueId {
        ValueId(self.devices.get(id.0))
    }
    fn onward(&self, id: ValueId) -> ValueId {
        ValueId(self.onward.get(id.0))
    }
    #[inline]
    fn address(&self, id: ValueId) -> ValueId {
        ValueId(self.addresses.get(id.0))
    }
    fn identifier(&self, id: ValueId) -> ValueId {
        ValueId(self.identifiers.get(id.0))
    }
    fn kind(&self, id: KindId) -> KindId {
        KindId(self.kinds[id.0 as usize])
    }
}
