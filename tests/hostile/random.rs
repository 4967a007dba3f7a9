//! Numbers that are the same in every run (splitmix64), so that a failure can be had again.

/// A source of numbers.
#[derive(Debug, Clone)]
pub struct Random(pub u64);

impl Random {
    /// A number below `limit`; 0 when there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let number = usize::try_from((mixed ^ (mixed >> 31)) >> 33).expect("31 bits");
        number.checked_rem(limit).unwrap_or(0)
    }

    /// One of `choices`, which are some.
    pub fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }

    /// A 32-bit number that is likely to be near a limit of something.
    pub fn edge(&mut self) -> u32 {
        let edges =
            [0, 1, 2, 7, 8, 0x7F, 0xFF, 0x100, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFA, 0xFFFF_FFFE, u32::MAX];
        match self.below(3) {
            0 => u32::try_from(self.below(300)).expect("below 300"),
            1 => u32::try_from(self.below(1 << 30)).expect("below 2^30"),
            _ => edges[self.below(edges.len())],
        }
    }
}
