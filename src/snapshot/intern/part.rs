//! A part of a table of keys: open addressing in lines that a core loads at once.

use super::key::{Key, PART_BITS, SHARD_BITS, Seeds};
use super::prefetch::prefetch;

/// An id that no key has.
pub(super) const EMPTY: u32 = u32::MAX;
/// Bits of a hash that name a shard and a part of it, not the place within.
const ABOVE: u32 = SHARD_BITS + PART_BITS;

/// How keys are told apart.
#[derive(Clone, Copy)]
pub(super) struct How {
    pub seeds: Seeds,
    /// Whether keys are addresses: of those of one network the smallest is kept for all.
    pub addresses: bool,
    /// Keys that a shard may hold.
    pub most: usize,
}

impl How {
    /// What a key is looked up by.
    #[inline]
    fn found_by(self, key: Key) -> Key {
        if self.addresses { key.network() } else { key }
    }
}

/// A key to be looked up: copied next to those of its shard, so that a shard reads them in a row.
#[derive(Clone, Copy, Default)]
pub(crate) struct Item {
    pub hash: u64,
    pub key: Key,
    pub local: u32,
}

/// A key and its id in 20 bytes: the words of the key lie in halves, so that nothing is padded.
#[derive(Clone, Copy)]
struct Slot {
    halves: [u32; 4],
    id: u32,
}

const FREE: Slot = Slot { halves: [0; 4], id: EMPTY };

impl Slot {
    #[inline]
    fn new(key: Key, id: u32) -> Self {
        Self { halves: [(key.high >> 32) as u32, key.high as u32, (key.low >> 32) as u32, key.low as u32], id }
    }

    #[inline]
    fn key(&self) -> Key {
        let word = |upper: u32, lower: u32| u64::from(upper) << 32 | u64::from(lower);
        Key { high: word(self.halves[0], self.halves[1]), low: word(self.halves[2], self.halves[3]) }
    }
}

/// Open addressing by lines, nine sixteenths to three quarters full once it has grown: most keys are found in the line where they
/// are looked for first.
#[derive(Default)]
pub(super) struct Part {
    lines: Vec<Line>,
    used: u32,
}

/// Slots of a line.
const WIDTH: usize = 3;

/// What a core loads at once.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Line([Slot; WIDTH]);

/// A hash's place in a part of `size` lines, by the bits that name neither shard nor part.
#[inline]
fn place_of(hash: u64, size: usize) -> usize {
    ((u128::from(hash << ABOVE) * size as u128) >> 64) as usize
}

impl Part {
    /// Asks for the line where a hash is looked for first.
    #[inline]
    pub fn warm(&self, hash: u64) {
        prefetch(&self.lines, place_of(hash, self.lines.len()));
    }

    /// The id of a key, which is `next` where the key is new.
    #[inline]
    pub fn find_or_insert(&mut self, how: How, item: &Item, next: u32) -> (u32, bool) {
        if self.used as usize * 4 >= self.lines.len() * WIDTH * 3 {
            self.grow(how);
        }
        let mut place = place_of(item.hash, self.lines.len());
        loop {
            for slot in &mut self.lines[place].0 {
                if slot.id == EMPTY {
                    *slot = Slot::new(item.key, next);
                    self.used += 1;
                    return (next, true);
                }
                if how.found_by(slot.key()) == how.found_by(item.key) {
                    if item.key < slot.key() {
                        *slot = Slot::new(item.key, slot.id);
                    }
                    return (slot.id, false);
                }
            }
            place = if place + 1 == self.lines.len() { 0 } else { place + 1 };
        }
    }

    /// By a third: a doubled table would stand half empty most of the time.
    #[cold]
    fn grow(&mut self, how: How) {
        let size = (self.lines.len() + self.lines.len() / 3).max(3);
        let old = std::mem::replace(&mut self.lines, vec![Line([FREE; WIDTH]); size]);
        for slot in old.iter().flat_map(|line| &line.0).filter(|slot| slot.id != EMPTY) {
            let mut place = place_of(how.seeds.slot(how.found_by(slot.key())), size);
            let free = loop {
                if let Some(free) = self.lines[place].0.iter_mut().find(|slot| slot.id == EMPTY) {
                    break free;
                }
                place = if place + 1 == size { 0 } else { place + 1 };
            };
            *free = *slot;
        }
    }

    /// Every key with its id, in no order.
    pub fn keys(&self) -> impl Iterator<Item = (Key, u32)> {
        let slots = self.lines.iter().flat_map(|line| &line.0);
        slots.filter(|slot| slot.id != EMPTY).map(|slot| (slot.key(), slot.id))
    }
}
