//! Attachments that nobody would make and somebody may send: files that swell, that nest, that lie, and our own files
//! with bytes changed, the same ones in every run. Whatever is in them an answer comes, soon and within little memory.
//!
//! `MAILCHECK_HOSTILE=50 cargo test --release --test hostile_attachments` tries fifty times as many.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "hostile/random.rs"]
#[expect(dead_code, reason = "this test needs no edges")]
mod random;
#[path = "hostile_attachments/swelling.rs"]
mod swelling;
#[path = "hostile_attachments/workbooks.rs"]
mod workbooks;

use cap::Cap;
use mailcheck::inspect::{Budget, InnerFile, Limits, Obstacle, Place, Row, Visitor, look};
use mailcheck::run::readers::with_readers;
use random::Random;
use std::alloc::System;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Counts what is allocated.
#[global_allocator]
static ALLOCATED: Cap<System> = Cap::new(System, usize::MAX);

/// What looking into one attachment may take beside the attachment itself.
const MOST_BYTES: usize = 256 << 20;
/// After that it hangs. What it really takes is printed: on a busy machine a smaller number would say nothing.
const MOST_TIME: Duration = Duration::from_secs(120);
/// How often each of our files is changed.
const ROUNDS: usize = 30;

/// One at a time: what is measured is of the whole process.
static ALONE: Mutex<()> = Mutex::new(());

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

/// An eighth of the limits without optimization, where all is some ten times as slow: what is met is the same.
fn limits() -> Limits {
    let whole = Limits::default();
    if !cfg!(debug_assertions) {
        return whole;
    }
    Limits {
        inflated_bytes: whole.inflated_bytes / 8,
        elements: whole.elements / 8,
        cells: whole.cells / 8,
        text_characters: whole.text_characters / 8,
        ..whole
    }
}

fn looked_into(name: &str, bytes: &[u8]) -> Counter {
    let mut counter = Counter::default();
    with_readers(&mailcheck::load::Limits::default(), None, |readers| {
        look(Some(name), bytes, readers, &mut Budget::new(limits()), &mut counter);
    });
    assert!(!counter.is_entered, "a place is not left");
    counter
}

/// Looks into a hostile file, within the bounds of time and memory; what is told must not be silence.
fn bounded(what: &str, name: &str, bytes: &[u8]) -> Counter {
    let _alone = ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let before = ALLOCATED.allocated();
    ALLOCATED.set_limit(before + MOST_BYTES).unwrap();
    let start = Instant::now();
    let counter = looked_into(name, bytes);
    let time = start.elapsed();
    ALLOCATED.set_limit(usize::MAX).unwrap();
    let names: Vec<&str> = counter.obstacles.iter().map(|obstacle| obstacle.name()).collect();
    println!(
        "{what}: {} bytes, {time:.2?}; {} files, {} texts, {} cells; {}",
        bytes.len(),
        counter.files,
        counter.texts,
        counter.cells,
        names.join(" ")
    );
    assert!(time < MOST_TIME, "{what}: {time:?}");
    counter
}

fn seeds() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attachments/files");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    let seed = |path: &PathBuf| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(path).unwrap());
    paths.iter().map(seed).collect()
}

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
    let _alone = ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let rounds = ROUNDS * std::env::var("MAILCHECK_HOSTILE").map_or(1, |times| times.parse().unwrap());
    let (mut tried, mut broken) = (0, Vec::new());
    for (name, bytes) in seeds() {
        for round in 0..rounds {
            let mut random = Random((tried + round) as u64 ^ 0xA77A_C4ED);
            let changed = if round % 2 == 0 { None } else { swelling::changed_inside(&bytes, &mut random, change) };
            let changed = changed.unwrap_or_else(|| {
                let mut changed = bytes.clone();
                change(&mut changed, &mut random);
                changed
            });
            if catch_unwind(AssertUnwindSafe(|| looked_into(&name, &changed))).is_err() {
                let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{round}-{name}"));
                let _ = std::fs::write(&kept, &changed);
                broken.push(kept);
            }
        }
        tried += rounds;
    }
    println!("{tried} changed attachments tried");
    assert!(broken.is_empty(), "{} broken: {:?}", broken.len(), &broken[..broken.len().min(20)]);
}

#[test]
fn files_that_swell_nest_or_lie_are_bounded_and_told() {
    for (what, name, bytes, expected) in swelling::files().into_iter().chain(workbooks::files()) {
        let counter = bounded(what, name, &bytes);
        let is_told = expected.is_empty() || expected.iter().any(|obstacle| counter.obstacles.contains(obstacle));
        assert!(is_told, "{what}: {:?}", counter.obstacles);
    }
}
