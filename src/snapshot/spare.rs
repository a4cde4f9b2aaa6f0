//! Buffers that are used again: new memory is cleared by the system at its first touch, and once more before it can be written to.

use std::sync::{Arc, Mutex, PoisonError};

/// Buffers that nobody uses now.
#[derive(Debug, Default)]
pub(crate) struct Spare(Mutex<Vec<Vec<u8>>>);

/// A buffer that goes back when it is dropped.
#[derive(Debug)]
pub(crate) struct Buffer {
    bytes: Vec<u8>,
    length: usize,
    home: Arc<Spare>,
}

impl Spare {
    /// A buffer of `length` bytes, whatever they are.
    pub fn take(self: &Arc<Self>, length: usize) -> Buffer {
        let mut bytes = {
            let mut spare = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            // The columns' pages are of different sizes: one that is large enough is not made larger.
            let fit = spare.iter().rposition(|bytes| bytes.len() >= length);
            fit.map(|at| spare.swap_remove(at)).or_else(|| spare.pop()).unwrap_or_default()
        };
        if bytes.len() < length {
            bytes = vec![0; length];
        }
        Buffer { bytes, length, home: self.clone() }
    }
}

impl AsRef<[u8]> for Buffer {
    fn as_ref(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

impl AsMut<[u8]> for Buffer {
    fn as_mut(&mut self) -> &mut [u8] {
        &mut self.bytes[..self.length]
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        let bytes = std::mem::take(&mut self.bytes);
        self.home.0.lock().unwrap_or_else(PoisonError::into_inner).push(bytes);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Spare;

    #[test]
    fn a_buffer_is_used_again_where_it_is_large_enough() {
        let spare: Arc<Spare> = Arc::default();
        let (large, small) = (spare.take(100), spare.take(10));
        let address = |buffer: &super::Buffer| buffer.as_ref().as_ptr();
        let (first, second) = (address(&large), address(&small));
        drop((large, small));
        let some = spare.take(50);
        assert_eq!((address(&some), some.as_ref().len()), (first, 50));
        let other = spare.take(7);
        assert_eq!((address(&other), other.as_ref().len()), (second, 7));
    }

    #[test]
    fn a_buffer_that_is_too_small_makes_way_for_a_larger_one() {
        let spare: Arc<Spare> = Arc::default();
        drop(spare.take(10));
        assert_eq!(spare.take(1000).as_ref().len(), 1000);
        assert_eq!(spare.take(1000).as_ref().len(), 1000);
    }
}
