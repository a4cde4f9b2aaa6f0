//! Asks for a line of memory before it is needed. A load does that too, but a core that waits for one gets no further than the few
//! hundred instructions behind it; this one is done as soon as it is asked for.
#![allow(unsafe_code, reason = "the instruction takes an address")]

/// Brings the element of a slice into the cache, where the machine can be asked to. Nothing else changes.
#[inline]
pub(super) fn prefetch<T>(slice: &[T], index: usize) {
    let Some(element) = slice.get(index) else { return };
    #[cfg(target_arch = "x86_64")]
    // SAFETY: the instruction reads nothing and cannot fault; the address is that of an element, besides.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(element).cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    std::hint::black_box(element);
}

#[cfg(test)]
mod tests {
    use super::prefetch;

    #[test]
    fn any_place_may_be_asked_for_and_nothing_changes() {
        let slice = [[7_u64; 8]; 3];
        (0..5).for_each(|index| prefetch(&slice, index));
        prefetch::<u64>(&[], 0);
        assert_eq!(slice, [[7; 8]; 3]);
    }
}
