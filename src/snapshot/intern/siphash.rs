//! SipHash-2-4 with 128 bits of output: a keyed hash whose collisions nobody can forge without the key.
//!
//! Aumasson and Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT 2012; the 128-bit variant is the authors' own.

#[derive(Clone, Copy)]
struct State {
    v0: u64,
    v1: u64,
    v2: u64,
    v3: u64,
}

impl State {
    #[inline]
    fn round(&mut self) {
        self.v0 = self.v0.wrapping_add(self.v1);
        self.v2 = self.v2.wrapping_add(self.v3);
        self.v1 = self.v1.rotate_left(13) ^ self.v0;
        self.v3 = self.v3.rotate_left(16) ^ self.v2;
        self.v0 = self.v0.rotate_left(32);
        self.v2 = self.v2.wrapping_add(self.v1);
        self.v0 = self.v0.wrapping_add(self.v3);
        self.v1 = self.v1.rotate_left(17) ^ self.v2;
        self.v3 = self.v3.rotate_left(21) ^ self.v0;
        self.v2 = self.v2.rotate_left(32);
    }

    #[inline]
    fn absorb(&mut self, word: u64) {
        self.v3 ^= word;
        self.round();
        self.round();
        self.v0 ^= word;
    }

    #[inline]
    fn squeeze(&mut self) -> u64 {
        for _ in 0..4 {
            self.round();
        }
        self.v0 ^ self.v1 ^ self.v2 ^ self.v3
    }
}

/// The 128-bit keyed hash of `bytes`, as its lower and upper word.
pub(crate) fn siphash128(key: [u64; 2], bytes: &[u8]) -> [u64; 2] {
    let mut state = State {
        v0: key[0] ^ 0x736f_6d65_7073_6575,
        v1: key[1] ^ 0x646f_7261_6e64_6f6d ^ 0xee,
        v2: key[0] ^ 0x6c79_6765_6e65_7261,
        v3: key[1] ^ 0x7465_6462_7974_6573,
    };
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        state.absorb(u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    last[7] = bytes.len() as u8;
    state.absorb(u64::from_le_bytes(last));
    state.v2 ^= 0xee;
    let low = state.squeeze();
    state.v1 ^= 0xdd;
    [low, state.squeeze()]
}

#[cfg(test)]
mod tests {
    use super::siphash128;

    /// The first vectors of the authors' reference implementation (`vectors.h`, 128-bit output).
    #[test]
    fn agrees_with_the_reference_vectors() {
        let key = [0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908];
        let text: Vec<u8> = (0..64).collect();
        let hash = |n: usize| {
            let [low, high] = siphash128(key, &text[..n]);
            (low.swap_bytes(), high.swap_bytes())
        };
        assert_eq!(hash(0), (0xa381_7f04_ba25_a8e6, 0x6df6_7214_c755_0293));
        assert_eq!(hash(1), (0xda87_c1d8_6b99_af44, 0x3476_5911_9b22_fc45));
    }
}
