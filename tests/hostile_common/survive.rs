//! What the tests with hostile attachments share: one is looked into within bounds of time and memory, and what is told of
//! it is counted. Knows no format.
//!
//! `MAILCHECK_HOSTILE=50` tries fifty times as many changed files. `MAILCHECK_HOSTILE_DRAFTS=FOLDER` looks into nothing and
//! writes each file into a draft of its own there, for `benches/hostile.py`.

use super::random::Random;
use cap::Cap;
use mailcheck::inspect::{Budget, InnerFile, Limits, Obstacle, Place, Row, Visitor, look};
use mailcheck::run::readers::with_readers;
use std::alloc::System;
use std::collections::BTreeSet;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Counts what is allocated.
#[global_allocator]
static ALLOCATED: Cap<System> = Cap::new(System, usize::MAX);

/// What looking into one attachment may take beside the attachment itself.
const MOST_BYTES: usize = 256 << 20;
/// After that it hangs. What it really takes is printed: on a busy machine a smaller number would say nothing.
const MOST_TIME: Duration = Duration::from_secs(120);

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
    assert!(counter.files > 0, "no file is told");
    counter
}

/// Looks into hostile files, each within the bounds; what must be told is told. They are made while nobody else measures.
pub fn survive(files: impl FnOnce() -> Vec<Hostile>) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = std::env::var_os("MAILCHECK_HOSTILE_DRAFTS").map(PathBuf::from);
    let mut silent = Vec::new();
    for hostile in files() {
        match &folder {
            Some(folder) => write_draft(folder, &hostile),
            None => silent.extend(survive_one(hostile)),
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

/// What it is when nothing is told of what must be, with what is told instead.
fn survive_one((what, name, bytes, expected): Hostile) -> Option<String> {
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
        let counter = catch_unwind(AssertUnwindSafe(|| looked_into(name, &bytes)));
        let time = start.elapsed();
        // Before any panic goes on: the other thread waits for it.
        is_done.store(true, Ordering::Relaxed);
        (counter.unwrap_or_else(|_| panic!("{what}")), time)
    });
    ALLOCATED.set_limit(usize::MAX).unwrap();
    let held = most.into_inner().saturating_sub(before) >> 20;
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
    (!is_told).then(|| format!("{what}: {told:?}"))
}

/// A message with the file in base64. Its name ends with what must be told.
fn write_draft(folder: &Path, (what, name, bytes, expected): &Hostile) {
    std::fs::create_dir_all(folder).unwrap();
    let words = what.replace(|character: char| !character.is_ascii_alphanumeric(), "-");
    let told: Vec<&str> = expected.iter().map(|obstacle| obstacle.name()).collect();
    let path = folder.join(format!("{name}_{words}_{}.eml", told.join("+")));
    let mut draft = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    write!(
        draft,
        "From: Ann <ann@city.example>\nTo: Taro <taro@yamada.example>\nSubject: List\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=b\n\n--b\n\nPlease see the attached list.\n--b\n\
         Content-Type: application/octet-stream; name={name}\nContent-Disposition: attachment; filename={name}\n\
         Content-Transfer-Encoding: base64\n\n"
    )
    .unwrap();
    for line in bytes.chunks(57) {
        draft.write_all(base64(line).as_bytes()).unwrap();
    }
    draft.write_all(b"--b--\n").unwrap();
    draft.flush().unwrap();
}

/// One line of base64 (RFC 4648 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut line = String::with_capacity(78);
    for group in bytes.chunks(3) {
        let held = group.iter().fold(0_u32, |held, byte| held << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let letter = LETTERS[(held >> (18 - 6 * place) & 63) as usize];
            line.push(if place > group.len() { '=' } else { char::from(letter) });
        }
    }
    line + "\n"
}

/// Our own files whose names end with one of `kinds`; all of them when there is none.
pub fn seeds(kinds: &[&str]) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attachments/files");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    let is_wanted =
        |path: &&PathBuf| kinds.is_empty() || path.extension().is_some_and(|own| kinds.iter().any(|kind| own == *kind));
    let seed = |path: &PathBuf| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(path).unwrap());
    paths.iter().filter(is_wanted).map(seed).collect()
}

/// Looks into each seed `rounds` times, changed another way each time and the same way in every run.
pub fn never_panic(
    seeds: Vec<(String, Vec<u8>)>,
    rounds: usize,
    changed: impl Fn(&[u8], usize, &mut Random) -> Vec<u8>,
) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let rounds = rounds * std::env::var("MAILCHECK_HOSTILE").map_or(1, |times| times.parse().unwrap());
    let (mut tried, mut broken, mut slowest) = (0, Vec::new(), (Duration::ZERO, String::new()));
    for (name, bytes) in seeds {
        for round in 0..rounds {
            let mut random = Random((tried + round) as u64 ^ 0xA77A_C4ED);
            let changed = changed(&bytes, round, &mut random);
            let start = Instant::now();
            let is_survived = catch_unwind(AssertUnwindSafe(|| looked_into(&name, &changed))).is_ok();
            let time = start.elapsed();
            if time > slowest.0 {
                slowest = (time, format!("{round}-{name}"));
            }
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
    assert!(slowest.0 < MOST_TIME, "{slowest:?}");
}
