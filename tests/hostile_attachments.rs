//! Attachments that nobody would make and somebody may send: files that swell, that nest, that lie, and our own files
//! with bytes changed, the same ones in every run. Whatever is in them an answer comes, soon and within little memory.
//!
//! `MAILCHECK_HOSTILE=50 cargo test --release --test hostile_attachments` tries fifty times as many.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "hostile_attachments/archives.rs"]
mod archives;
#[path = "hostile_attachments/compound.rs"]
mod compound;
#[path = "hostile_attachments/documents.rs"]
mod documents;
#[path = "hostile/random.rs"]
#[expect(dead_code, reason = "this test needs no edges")]
mod random;
#[path = "hostile_common/survive.rs"]
mod survive;
#[path = "hostile_attachments/swelling.rs"]
mod swelling;
#[path = "hostile_attachments/workbooks.rs"]
mod workbooks;

use random::Random;
use survive::{never_panic, seeds, survive};

/// How often each of our files is changed.
const ROUNDS: usize = 30;

/// Changes some bytes; in a zip these are mostly compressed, so parts are changed inside of it as well.
fn change(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len());
        match random.below(5) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = u8::try_from(random.below(256)).unwrap(),
            2 => bytes.truncate(at.max(1)),
            3 => {
                let end = (at + random.below(64)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            _ => {
                let end = (at + random.below(64)).min(bytes.len());
                bytes.drain(at..end);
            }
        }
        if bytes.is_empty() {
            bytes.push(0);
        }
    }
}

#[test]
fn changed_attachments_never_panic() {
    never_panic(seeds(&[]), ROUNDS, |bytes, round, random| {
        let inside = if round % 2 == 0 { None } else { swelling::changed_inside(bytes, random, change) };
        inside.unwrap_or_else(|| {
            let mut changed = bytes.to_vec();
            change(&mut changed, random);
            changed
        })
    });
}

#[test]
fn archives_that_swell_nest_or_lie_are_bounded_and_told() {
    survive(swelling::files);
    survive(archives::files);
}

#[test]
fn documents_and_workbooks_that_swell_or_lie_are_bounded_and_told() {
    survive(documents::files);
    survive(workbooks::files);
    survive(compound::files);
}
