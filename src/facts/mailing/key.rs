//! Keys: what is left of an address, a name or a file in a digest. The same on every machine, and no way back.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::num::NonZeroU64;

/// The first eight bytes of a SHA-256. Among a million addresses two meet by chance once in 30 million mailings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key(NonZeroU64);

impl Key {
    /// The key of a text. Fold it first: the key of `A` is not that of `a`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::of_bytes(text.as_bytes())
    }

    /// As a number, for sets made of keys.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0.get()
    }

    /// The key of a file.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let digest = Sha256::digest(bytes);
        let mut first = [0; 8];
        first.copy_from_slice(&digest[..8]);
        Self(NonZeroU64::new(u64::from_be_bytes(first)).unwrap_or(NonZeroU64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_beginning_of_a_sha_256() {
        // FIPS 180-2, appendix B.1: SHA-256("abc") begins with ba7816bf 8f01cfea.
        assert_eq!(Key::of("abc").0.get(), 0xba78_16bf_8f01_cfea);
    }
}
