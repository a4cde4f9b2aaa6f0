//! Many texts in blocks: what grows is only ever one block, so that nothing large is copied, and held twice, to make room.

/// Texts of a block.
const PER_BLOCK: usize = 1024;

/// Texts in the order of their arrival. Text `i` stands in block `i / PER_BLOCK`; a text takes its bytes and 4.
#[derive(Default)]
pub(super) struct Texts(Vec<Block>);

/// Text `i` of a block is `bytes[ends[i]..ends[i + 1]]`; `ends` begins with 0.
struct Block {
    bytes: String,
    ends: Vec<u32>,
}

impl Texts {
    /// Number of texts.
    pub fn len(&self) -> usize {
        self.0.last().map_or(0, |last| (self.0.len() - 1) * PER_BLOCK + last.ends.len() - 1)
    }

    /// Appends a text; its position is the length before.
    ///
    /// # Panics
    /// Where the texts of a block have 4 GiB or more.
    pub fn push(&mut self, text: &str) {
        if self.len() == self.0.len() * PER_BLOCK {
            if let Some(full) = self.0.last_mut() {
                full.bytes.shrink_to_fit();
            }
            let mut ends = Vec::with_capacity(PER_BLOCK + 1);
            ends.push(0);
            self.0.push(Block { bytes: String::new(), ends });
        }
        let last = self.0.len() - 1;
        let block = &mut self.0[last];
        block.bytes.push_str(text);
        block.ends.push(u32::try_from(block.bytes.len()).expect("fewer than 4 GiB in a block of texts"));
    }

    /// The text at a position.
    ///
    /// # Panics
    /// Where there is none.
    pub fn get(&self, at: usize) -> &str {
        let (block, at) = (&self.0[at / PER_BLOCK], at % PER_BLOCK);
        &block.bytes[block.ends[at] as usize..block.ends[at + 1] as usize]
    }

    /// All texts one behind the other, block by block.
    pub fn bytes(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(|block| block.bytes.as_bytes())
    }

    /// Where each text begins among all bytes, and where the last one ends.
    pub fn bounds(&self) -> impl Iterator<Item = u64> {
        let starts = self.0.iter().scan(0u64, |next, block| {
            let from = *next;
            *next += block.bytes.len() as u64;
            Some((from, block))
        });
        let ends = starts.flat_map(|(from, block)| block.ends[1..].iter().map(move |&end| from + u64::from(end)));
        std::iter::once(0).chain(ends)
    }
}

#[cfg(test)]
mod tests {
    use super::{PER_BLOCK, Texts};

    #[test]
    fn texts_are_where_the_bounds_say_on_both_sides_of_a_block() {
        for count in [0, 1, PER_BLOCK - 1, PER_BLOCK, PER_BLOCK + 1, 3 * PER_BLOCK + 7] {
            let expected: Vec<String> = (0..count).map(|at| "é".repeat(at % 5)).collect();
            let mut texts = Texts::default();
            expected.iter().for_each(|text| texts.push(text));
            assert_eq!(texts.len(), count);
            assert!((0..count).all(|at| texts.get(at) == expected[at]));
            let (bytes, bounds) = (texts.bytes().collect::<Vec<_>>().concat(), texts.bounds().collect::<Vec<_>>());
            assert_eq!(bounds.len(), count + 1);
            for (text, bounds) in expected.iter().zip(bounds.windows(2)) {
                assert_eq!(&bytes[bounds[0] as usize..bounds[1] as usize], text.as_bytes());
            }
        }
    }
}
