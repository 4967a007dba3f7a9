//! Parts are read as they were written, and no part does harm, whoever wrote it.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use crate::run::checker::{CheckOptions, Checker};
use crate::run::digest::write;
use crate::settings::Settings;

const DRAFT: &str = "From: 事務局 <jimu@club.example>\nTo: a@north.example, b@south.example, c@east.example, d@west.example, \
                     e@middle.example\nSubject: 例会\n\n見本様\n\n例会を開きます。\n";

fn part_bytes() -> (MadeWith, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.eml");
    std::fs::write(&path, DRAFT).unwrap();
    let options = CheckOptions { is_mailing: true, is_part: true, ..CheckOptions::default() };
    let checker = Checker::new(Settings::default(), &options).unwrap();
    let made_with = MadeWith::of(&checker, &options);
    let mut bytes = Vec::new();
    let inputs = crate::paths::inputs(&[path.clone(), path.with_extension("none"), path], None);
    write(&inputs, &checker, &made_with, Some(1), &mut bytes).unwrap();
    (made_with, bytes)
}

fn opened(made_with: &MadeWith, bytes: &[u8]) -> Result<Part, PartError> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    Part::open(file.path(), made_with, 0)
}

/// The same with the key at the end that belongs to it: as somebody would write it who knows how.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = bytes.len() - 8;
    let mut writer = KeyWriter::default();
    writer.add(&bytes[HEADER.len()..end]);
    bytes.truncate(end);
    bytes.extend(writer.key().number().to_le_bytes());
    bytes
}

#[test]
fn what_was_written_is_read_in_any_order() {
    let (made_with, bytes) = part_bytes();
    let mut part = opened(&made_with, &bytes).unwrap();
    assert_eq!(part.drafts(), 3);
    for number in [2, 0, 1, 0] {
        let draft = part.draft(number).unwrap();
        assert_eq!(draft.left.is_some(), number != 1);
        assert_eq!(draft.outcome.findings.is_empty(), number == 1);
        assert!(draft.outcome.path.ends_with(if number == 1 { "a.none" } else { "a.eml" }));
    }
    assert_eq!(sealed(bytes.clone()), bytes);
}

#[test]
fn a_part_that_was_cut_off_or_changed_is_refused() {
    let (made_with, bytes) = part_bytes();
    for cut in 0..bytes.len() {
        assert!(opened(&made_with, &bytes[..cut]).is_err(), "{cut}");
    }
    for at in (0..bytes.len()).step_by(7) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x20;
        assert!(opened(&made_with, &changed).is_err(), "{at}");
    }
    assert!(opened(&made_with, &[bytes.as_slice(), b"x"].concat()).is_err());
}

#[test]
fn a_part_that_somebody_forged_does_no_harm() {
    let (made_with, bytes) = part_bytes();
    let mut state = 1_u64;
    let mut chance = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % most
    };
    for _ in 0..3_000 {
        let mut changed = bytes.clone();
        for _ in 0..=chance(3) {
            let at = HEADER.len() + chance(changed.len() - HEADER.len() - 8);
            changed[at] = [0, 1, 0x7f, 0x80, 0xff, changed[at].wrapping_add(1)][chance(6)];
        }
        let Ok(mut part) = opened(&made_with, &sealed(changed)) else { continue };
        for number in 0..part.drafts() {
            let draft = part.draft(number).unwrap();
            let view = draft.outcome.view.as_ref().unwrap();
            for label in draft.outcome.findings.iter().flat_map(|finding| &finding.labels) {
                assert!(view.text().get(label.span.range()).is_some());
            }
            if let Some((digest, pieces)) = &draft.left {
                for (line, shown, _) in digest.places().into_iter().filter_map(|place| pieces.at(place)) {
                    assert!(line.text.get(shown.range()).is_some());
                }
            }
        }
    }
}

#[test]
fn what_is_none_is_told_from_what_is_in_another_form() {
    let (made_with, bytes) = part_bytes();
    assert!(matches!(opened(&made_with, b"To: a@x.example\n"), Err(PartError::Foreign { .. })));
    assert!(matches!(opened(&made_with, b""), Err(PartError::Foreign { .. })));
    let mut newer = bytes;
    newer[HEADER.len() - 2] = b'2';
    assert!(matches!(opened(&made_with, &newer), Err(PartError::OtherForm { .. })));
}
