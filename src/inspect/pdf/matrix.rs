//! Places on a page (ISO 32000-1, 8.3.3): where a point goes. Knows no text.

use super::lines::Direction;
use hayro_syntax::object::Number;

/// `[a b c d e f]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix([f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn of_numbers(numbers: [f64; 6]) -> Self {
        Self(numbers)
    }

    /// As written in a dictionary; what is not written is as if nothing moved.
    pub(super) fn of(numbers: impl Iterator<Item = Number>) -> Self {
        let mut matrix = Self::IDENTITY;
        for (place, number) in matrix.0.iter_mut().zip(numbers) {
            *place = number.as_f64();
        }
        matrix
    }

    pub(super) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This one first, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [na, nb, nc, nd, ne, nf] = next.0;
        Self([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    pub(super) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (x * a + y * c + e, x * b + y * d + f)
    }

    /// How high a letter of size 1 is.
    pub(super) fn height(self) -> f64 {
        self.0[2].hypot(self.0[3])
    }

    /// Which way text runs.
    pub(super) fn direction(self) -> Direction {
        let [a, b, ..] = self.0;
        match (a.abs() >= b.abs(), a >= 0.0, b >= 0.0) {
            (true, true, _) => Direction::Right,
            (true, false, _) => Direction::Left,
            (false, _, true) => Direction::Up,
            (false, _, false) => Direction::Down,
        }
    }
}
