//! PDF files and texts in attachments that nobody would make and somebody may send: files that swell, go in circles or
//! never end, and our own files with bytes changed, the same ones in every run. An answer comes, soon and within little
//! memory, and what was not looked into is told.
//!
//! `MAILCHECK_HOSTILE=50 cargo test --release --test hostile_pdf_and_text` tries fifty times as many.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "hostile_pdf_and_text/pdf.rs"]
mod pdf;
#[path = "hostile/random.rs"]
mod random;
#[path = "hostile_pdf_and_text/text.rs"]
mod text;

use cap::Cap;
use mailcheck::inspect::{Budget, InnerFile, Limits, Obstacle, Place, Row, Visitor, look};
use mailcheck::run::readers::with_readers;
use random::Random;
use std::alloc::System;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Counts what is allocated.
#[global_allocator]
static ALLOCATED: Cap<System> = Cap::new(System, usize::MAX);

/// What looking into one attachment may take beside the attachment itself.
const MOST_BYTES: usize = 256 << 20;
/// After that it hangs. What it really takes is printed: on a busy machine a smaller number would say nothing.
const MOST_TIME: Duration = Duration::from_secs(120);
/// How often each of our files is changed.
const ROUNDS: usize = 20;

/// One at a time: what is measured is of the whole process.
static ALONE: Mutex<()> = Mutex::new(());

/// A hostile file: what it is, its name, its content, and what of these must be told; nothing when it may be read.
pub type Hostile = (&'static str, &'static str, Vec<u8>, &'static [Obstacle]);

/// Counts what it is told, and holds the laws of a visitor.
#[derive(Default)]
struct Counter {
    is_entered: bool,
    files: usize,
    texts: usize,
    cells: usize,
    obstacles: BTreeSet<Obstacle>,
}

impl Visitor for Counter {
    fn file(&mut self, _: &Place, _: &InnerFile) {
        assert!(!self.is_entered, "a file within a place");
        self.files += 1;
    }

    fn enter(&mut self, _: &Place) {
        assert!(!std::mem::replace(&mut self.is_entered, true), "places nest");
        assert!(self.files > 0, "a place before any file");
    }

    fn row(&mut self, row: &Row<'_>) {
        assert!(self.is_entered, "a row nowhere");
        self.cells += row.cells.len();
    }

    fn text(&mut self, _: &str) {
        assert!(self.is_entered, "a text nowhere");
        self.texts += 1;
    }

    fn leave(&mut self) {
        assert!(std::mem::take(&mut self.is_entered), "left twice");
    }

    fn obstacle(&mut self, _: &Place, obstacle: Obstacle) {
        self.obstacles.insert(obstacle);
    }
}

fn looked_into(name: &str, bytes: &[u8]) -> Counter {
    let mut counter = Counter::default();
    with_readers(&mailcheck::load::Limits::default(), None, |readers| {
        look(Some(name), bytes, readers, &mut Budget::new(Limits::default()), &mut counter);
    });
    assert!(!counter.is_entered, "a place is not left");
    assert!(counter.files > 0, "no file is told");
    counter
}

fn survive((what, name, bytes, expected): Hostile) {
    let before = ALLOCATED.allocated();
    ALLOCATED.set_limit(before + MOST_BYTES).unwrap();
    let most = AtomicUsize::new(before);
    let is_done = AtomicBool::new(false);
    let (counter, time) = std::thread::scope(|scope| {
        // Nothing tells the most that was held since a moment, so somebody has to look.
        scope.spawn(|| {
            while !is_done.load(Ordering::Relaxed) {
                most.fetch_max(ALLOCATED.allocated(), Ordering::Relaxed);
                std::thread::sleep(Duration::from_micros(200));
            }
        });
        let start = Instant::now();
        let counter = looked_into(name, &bytes);
        let time = start.elapsed();
        is_done.store(true, Ordering::Relaxed);
        (counter, time)
    });
    ALLOCATED.set_limit(usize::MAX).unwrap();
    let held = (most.into_inner() - before) >> 20;
    let told: Vec<&str> = counter.obstacles.iter().map(|obstacle| obstacle.name()).collect();
    println!(
        "{what}: {} bytes, {time:.2?}, {held} MB; {} files, {} texts, {} cells; {}",
        bytes.len(),
        counter.files,
        counter.texts,
        counter.cells,
        told.join(" ")
    );
    assert!(time < MOST_TIME, "{what}: {time:?}");
    let is_told = expected.is_empty() || expected.iter().any(|obstacle| counter.obstacles.contains(obstacle));
    assert!(is_told, "{what}: {told:?}");
}

fn seeds() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attachments/files");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let kinds = ["pdf", "csv", "tsv", "txt", "vcf", "ics", "html", "rtf", "eml"];
    let is_ours = |path: &PathBuf| path.extension().is_some_and(|kind| kinds.iter().any(|ours| kind == *ours));
    let seed = |path: &PathBuf| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(path).unwrap());
    let seeds: Vec<_> = paths.iter().filter(|path| is_ours(path)).map(seed).chain(pdf::plain_seeds()).collect();
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
    let _alone = ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let rounds = ROUNDS * std::env::var("MAILCHECK_HOSTILE").map_or(1, |times| times.parse().unwrap());
    let (mut tried, mut broken, mut slowest) = (0, Vec::new(), Duration::ZERO);
    for (name, bytes) in seeds() {
        for round in 0..rounds {
            let mut random = Random((tried + round) as u64 ^ 0xA77A_C4ED);
            let mut changed = bytes.clone();
            change(&mut changed, &mut random);
            let start = Instant::now();
            let is_survived = catch_unwind(AssertUnwindSafe(|| looked_into(&name, &changed))).is_ok();
            slowest = slowest.max(start.elapsed());
            if !is_survived {
                let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{round}-{name}"));
                let _ = std::fs::write(&kept, &changed);
                broken.push(kept);
            }
        }
        tried += rounds;
    }
    println!("{tried} changed attachments tried; the slowest took {slowest:.2?}");
    assert!(broken.is_empty(), "{} broken: {:?}", broken.len(), &broken[..broken.len().min(20)]);
    assert!(slowest < MOST_TIME, "{slowest:?}");
}

#[test]
fn pdf_files_that_swell_or_go_in_circles_are_bounded() {
    let _alone = ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    pdf::files().into_iter().for_each(survive);
}

#[test]
fn texts_without_end_are_bounded() {
    let _alone = ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    // Without optimization they are a tenth as long, and within limits.
    let files = text::files().into_iter();
    files
        .map(|(what, name, bytes, told)| (what, name, bytes, if cfg!(debug_assertions) { &[][..] } else { told }))
        .for_each(survive);
}
