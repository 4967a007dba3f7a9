//! Files cut short and files with wrong bytes, the same ones in every run: whatever is in them, an answer comes.

use super::fixture;
use mailcheck::load::{Limits, load};
use mailcheck::run::checker::Checker;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Fixtures up to this size; larger ones have more of the same.
const SMALL_BYTES: usize = 13_000;
/// Cuts and mutations for each fixture.
const ATTEMPTS: usize = 12;

/// A small generator (xorshift64*), so that a failure can be had again.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).expect("31 bits") % limit
    }
}

/// Loads and judges, and looks at every place as a report would.
fn is_survived(bytes: &[u8], checker: &Checker) -> bool {
    catch_unwind(AssertUnwindSafe(|| {
        let Ok(messages) = load(bytes, &Limits::default(), 932) else { return };
        for loaded in messages {
            let facts = checker.facts(&loaded.draft, false);
            for finding in checker.findings(&facts, None) {
                assert!(finding.labels.iter().all(|label| loaded.draft.view.text().get(label.span.range()).is_some()));
            }
        }
    }))
    .is_ok()
}

/// Runs `mutate` on every small fixture and names what was not survived.
fn survived(mutate: impl Fn(&mut Vec<u8>, &mut Numbers, usize) + Sync) {
    let checker = super::collect::default_checker();
    let fixtures: Vec<_> =
        fixture::fixtures().into_iter().filter(|fixture| fixture.bytes.len() <= SMALL_BYTES).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut dead = Vec::new();
        while let Some(fixture) = fixtures.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15 ^ fixture.bytes.len() as u64);
            for attempt in 0..ATTEMPTS {
                let mut bytes = fixture.bytes.clone();
                mutate(&mut bytes, &mut numbers, attempt);
                if !is_survived(&bytes, &checker) {
                    dead.push(format!("{}, attempt {attempt}", fixture.title()));
                }
            }
        }
        dead
    };
    let dead: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(dead.is_empty(), "{dead:?}");
}

#[test]
fn a_file_cut_anywhere_is_survived() {
    survived(|bytes, numbers, attempt| {
        // Evenly over the file, a little off each time.
        let at = bytes.len() * attempt / ATTEMPTS + numbers.below(1 + bytes.len() / ATTEMPTS);
        bytes.truncate(at);
    });
}

#[test]
fn wrong_bytes_anywhere_are_survived() {
    survived(|bytes, numbers, attempt| {
        for _ in 0..=attempt * 2 {
            let at = numbers.below(bytes.len());
            let value = numbers.below(256);
            match numbers.below(3) {
                0 => bytes[at] = u8::try_from(value).expect("below 256"),
                1 => bytes[at] ^= 1 << (value % 8),
                // A byte of another place: structure where none belongs.
                _ => bytes[at] = bytes[numbers.below(bytes.len())],
            }
        }
    });
}
