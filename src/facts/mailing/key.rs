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

    /// The key of several texts in this order; `["ab", "c"]` is not `["a", "bc"]`.
    #[must_use]
    pub fn of_texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut writer = KeyWriter::default();
        for text in texts {
            writer.add(&(text.len() as u64).to_be_bytes());
            writer.add(text.as_bytes());
        }
        writer.key()
    }

    /// The key that has this number; `None` for 0, which none has.
    #[must_use]
    pub fn from_number(number: u64) -> Option<Self> {
        NonZeroU64::new(number).map(Self)
    }

    /// The same made unknowable for whoever lacks the secret: else the keys of all addresses of a list could be tried.
    #[must_use]
    pub fn veiled(self, secret: &Secret) -> Self {
        let mut writer = KeyWriter::default();
        writer.add(secret);
        writer.add(&self.number().to_be_bytes());
        writer.key()
    }

    /// As a number, for sets made of keys.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0.get()
    }

    /// The key of a file.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let mut writer = KeyWriter::default();
        writer.add(bytes);
        writer.key()
    }
}

/// What keys are veiled with.
pub type Secret = [u8; 32];

/// Makes the key of something that is never at hand as a whole.
#[derive(Debug, Clone, Default)]
pub struct KeyWriter(Sha256);

impl KeyWriter {
    /// Takes the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The key of everything taken.
    #[must_use]
    pub fn key(self) -> Key {
        let mut first = [0; 8];
        first.copy_from_slice(&self.0.finalize()[..8]);
        Key(NonZeroU64::new(u64::from_be_bytes(first)).unwrap_or(NonZeroU64::MAX))
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

    #[test]
    fn where_a_text_ends_is_part_of_the_key() {
        assert_ne!(Key::of_texts(["ab", "c"]), Key::of_texts(["a", "bc"]));
        assert_eq!(Key::of_texts(["ab", "c"]), Key::of_texts(["ab", "c"]));
    }

    #[test]
    fn another_secret_gives_another_key() {
        let key = Key::of("abc");
        assert_ne!(key.veiled(&[1; 32]), key.veiled(&[2; 32]));
        assert_eq!(key.veiled(&[1; 32]), key.veiled(&[1; 32]));
    }
}
