//! PDF files and texts in attachments that nobody would make and somebody may send: files that swell, go in circles or
//! never end, and our own files with bytes changed, the same ones in every run. An answer comes, soon and within little
//! memory, and what was not looked into is told.
//!
//! `MAILCHECK_HOSTILE=50 cargo test --release --test hostile_pdf_and_text` tries fifty times as many.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "hostile_pdf_and_text/packed.rs"]
mod packed;
#[path = "hostile_pdf_and_text/pdf.rs"]
mod pdf;
#[path = "hostile/random.rs"]
mod random;
#[path = "hostile_common/survive.rs"]
mod survive;
#[path = "hostile_pdf_and_text/text.rs"]
mod text;

use random::Random;
use survive::{never_panic, survive};

/// How often each of our files is changed.
const ROUNDS: usize = 20;

fn seeds() -> Vec<(String, Vec<u8>)> {
    let kinds = ["pdf", "csv", "tsv", "txt", "vcf", "ics", "html", "rtf", "eml"];
    let seeds: Vec<_> = survive::seeds(&kinds).into_iter().chain(pdf::plain_seeds()).collect();
    assert!(seeds.len() > 15);
    seeds
}

/// Changes some bytes, moves some, and writes other numbers.
fn change(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(4) {
        if bytes.is_empty() {
            bytes.push(0);
        }
        let at = random.below(bytes.len());
        let end = (at + random.below(64)).min(bytes.len());
        match random.below(8) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = u8::try_from(random.below(256)).unwrap(),
            2 if random.below(4) == 0 => bytes.truncate(at.max(1)),
            3 => {
                let copy = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            4 => drop(bytes.drain(at..end)),
            5 => {
                let word = random.pick(&pdf::WORDS);
                bytes.splice(at..at, word.bytes());
            }
            _ => {
                let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit) else { continue };
                let start = at + digit;
                let count = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let number =
                    if random.below(2) == 0 { random.below(12).to_string() } else { random.edge().to_string() };
                bytes.splice(start..start + count, number.into_bytes());
            }
        }
    }
}

#[test]
fn changed_attachments_never_panic() {
    never_panic(seeds(), ROUNDS, |bytes, _, random| {
        let mut changed = bytes.to_vec();
        change(&mut changed, random);
        changed
    });
}

#[test]
fn pdf_files_that_swell_or_go_in_circles_are_bounded() {
    survive(pdf::files);
    survive(packed::files);
}

#[test]
fn texts_without_end_are_bounded() {
    // Without optimization they are a tenth as long, and within limits.
    let told = |told| if cfg!(debug_assertions) { &[][..] } else { told };
    let files = || text::files().into_iter().map(|(what, name, bytes, wanted)| (what, name, bytes, told(wanted)));
    survive(|| files().collect());
}
