//! What the loop guard remembers, for how long, and what it does when it cannot.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use std::path::Path;

const NOON: i64 = 1_775_044_800;

fn digest(addresses: &[&str]) -> DraftDigest {
    let readers = addresses.iter().map(|address| Reader {
        address: Key::of(address),
        party: Some(Key::of(address)),
        field: RecipientField::To,
        is_visible: true,
        external: Some(true),
        roster_row: None,
        place: Place::default(),
    });
    DraftDigest { readers: readers.collect(), ..DraftDigest::default() }
}

fn guard(folder: &Path, now: i64) -> Guard {
    Guard::new(GuardOptions { folder: folder.join("guard"), minutes: DEFAULT_MINUTES, now })
}

fn up_to(folder: &Path, now: i64, addresses: &[&str]) -> usize {
    let guard = guard(folder, now);
    let messages = guard.messages_up_to(&Draft::default(), &digest(addresses));
    assert_eq!(guard.notes(), []);
    messages.len()
}

#[test]
fn messages_are_remembered_for_some_minutes_and_no_longer() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert_eq!(up_to(folder, NOON, &["a@x.example"]), 1);
    assert_eq!(up_to(folder, NOON + 60, &["b@x.example"]), 2);
    assert_eq!(up_to(folder, NOON + 599, &["c@x.example"]), 3);
    assert_eq!(up_to(folder, NOON + 600, &["d@x.example"]), 3, "the first is forgotten");
    assert_eq!(up_to(folder, NOON + 100_000, &["e@x.example"]), 1);
    assert_eq!(up_to(folder, NOON, &["f@x.example"]), 1, "the clock was set back");
}

#[test]
fn a_message_that_is_tried_again_is_one_message() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..3 {
        assert_eq!(up_to(folder.path(), NOON, &["a@x.example"]), 1);
    }
}

#[test]
fn the_record_stays_small_and_keeps_the_newest() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..40 {
        let crowd: Vec<String> = (0..300).map(|reader| format!("{number}-{reader}@x.example")).collect();
        let crowd: Vec<&str> = crowd.iter().map(String::as_str).collect();
        assert!(up_to(folder.path(), NOON + number, &crowd) <= 12);
    }
    let size = std::fs::metadata(folder.path().join("guard/mailcheck-guard.recent")).unwrap().len();
    assert!(size > 10_000 && size <= 64 * 1024 + 32, "{size}");
    let small = (0..600).map(|number| Message {
        time: NOON + number,
        sender: Key::of("s"),
        subject: Key::of("t"),
        readers: Vec::new(),
    });
    let kept = bounded(small.collect());
    assert_eq!((kept.len(), kept.last().map(|message| message.time)), (512, Some(NOON + 599)));
}

#[test]
fn nothing_that_is_kept_can_be_looked_up() {
    let folder = tempfile::tempdir().unwrap();
    up_to(folder.path(), NOON, &["a@x.example"]);
    let opened = Folder::open(&folder.path().join("guard")).unwrap();
    let kept = opened.messages().unwrap();
    assert_ne!(kept[0].readers[0].address, Key::of("a@x.example"));
    assert_ne!(opened.secret().unwrap(), Secret::default());
    let other = tempfile::tempdir().unwrap();
    up_to(other.path(), NOON, &["a@x.example"]);
    let others = Folder::open(&other.path().join("guard")).unwrap();
    assert_ne!(kept, others.messages().unwrap(), "each folder has a secret of its own");
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    up_to(folder.path(), NOON, &["a@x.example"]);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let guarded = folder.path().join("guard");
    assert_eq!(mode(&guarded), 0o700);
    for entry in std::fs::read_dir(&guarded).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
    std::fs::set_permissions(&guarded, PermissionsExt::from_mode(0o777)).unwrap();
    let guard = guard(folder.path(), NOON);
    assert_eq!(guard.messages_up_to(&Draft::default(), &digest(&["b@x.example"])).len(), 1);
    assert!(guard.notes()[0].is_failure);
}

#[test]
fn a_damaged_record_begins_anew_and_a_foreign_one_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    up_to(folder.path(), NOON, &["a@x.example"]);
    let record = folder.path().join("guard/mailcheck-guard.recent");
    let whole = std::fs::read(&record).unwrap();
    let seen = |bytes: &[u8]| {
        std::fs::write(&record, bytes).unwrap();
        let guard = guard(folder.path(), NOON);
        let messages = guard.messages_up_to(&Draft::default(), &digest(&["b@x.example"])).len();
        let notes: Vec<bool> = guard.notes().iter().map(|note| note.is_failure).collect();
        (messages, notes)
    };
    assert_eq!(seen(&whole[..whole.len() - 1]), (1, vec![false]));
    assert_eq!(seen(&[whole.as_slice(), b"x"].concat()), (1, vec![false]));
    assert_eq!(seen(&[b"mailcheck-guard 1\n".as_slice(), &[0xff; 60_000]].concat()), (1, vec![false]));
    assert_eq!(seen(b"To: a@x.example\n"), (1, vec![true]));
    assert_eq!(std::fs::read(&record).unwrap(), b"To: a@x.example\n");
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("guard"), "a file").unwrap();
    let guard = guard(folder.path(), NOON);
    assert_eq!(guard.messages_up_to(&Draft::default(), &digest(&["a@x.example"])).len(), 1);
    assert_eq!(guard.notes().len(), 1);
    guard.messages_up_to(&Draft::default(), &digest(&["a@x.example"]));
    assert_eq!(guard.notes().len(), 1, "each thing is said once");
}
