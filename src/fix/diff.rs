//! Edits as a comparison of lines, for people. Knows only bytes; what no terminal may see is made safe by others.

use super::{Edit, applied};
use std::fmt::Write;
use std::ops::Range;

/// Lines shown before and behind what changes.
const CONTEXT_LINES: usize = 3;

/// What the edits change, as `diff -u` shows it; bytes that are no UTF-8 are replaced. Empty without edits.
#[must_use]
pub fn diff(name: &str, message: &[u8], edits: &[Edit]) -> String {
    if edits.is_empty() {
        return String::new();
    }
    let mut text = format!("--- {name}\n+++ {name}\n");
    let starts = line_starts(message);
    let mut moved_lines = 0_isize;
    for group in groups(edits, &starts) {
        let lines = touched(&group, &starts);
        let shown = lines.start.saturating_sub(CONTEXT_LINES)..(lines.end + CONTEXT_LINES).min(starts.len() - 1);
        let bytes = starts[lines.start]..starts[lines.end];
        let inside: Vec<Edit> = group
            .iter()
            .map(|edit| Edit {
                bytes: edit.bytes.start - bytes.start..edit.bytes.end - bytes.start,
                replacement: edit.replacement.clone(),
            })
            .collect();
        let after = applied(&message[bytes.clone()], &inside);
        let count_after = line_starts(&after).len() - 1;
        let added = count_after.cast_signed() - lines.len().cast_signed();
        let first_after = (shown.start + 1).cast_signed() + moved_lines;
        let shown_after = shown.len().cast_signed() + added;
        let _ = writeln!(text, "@@ -{},{} +{first_after},{shown_after} @@", shown.start + 1, shown.len());
        write_lines(&mut text, ' ', &message[starts[shown.start]..bytes.start]);
        write_lines(&mut text, '-', &message[bytes.clone()]);
        write_lines(&mut text, '+', &after);
        write_lines(&mut text, ' ', &message[bytes.end..starts[shown.end]]);
        moved_lines += added;
    }
    text
}

/// Where lines begin, and the end of the last one.
fn line_starts(bytes: &[u8]) -> Vec<usize> {
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    let mut starts: Vec<usize> = std::iter::once(0).chain(ends).collect();
    if starts.last() != Some(&bytes.len()) {
        starts.push(bytes.len());
    }
    starts
}

/// The whole lines that the edits change.
fn touched(edits: &[Edit], starts: &[usize]) -> Range<usize> {
    let (first, last) = (&edits[0].bytes, &edits[edits.len() - 1].bytes);
    let start = starts.partition_point(|start| *start <= first.start).saturating_sub(1).min(starts.len() - 1);
    let is_between_lines = first.is_empty() && first.end == last.end && starts.contains(&last.end);
    let end = if is_between_lines { start } else { starts.partition_point(|start| *start < last.end) };
    start..end.max(start)
}

/// Edits whose lines with what is around them would meet are shown together.
fn groups(edits: &[Edit], starts: &[usize]) -> Vec<Vec<Edit>> {
    let mut groups: Vec<Vec<Edit>> = Vec::new();
    for edit in edits {
        let start = touched(std::slice::from_ref(edit), starts).start;
        match groups.last_mut() {
            Some(group) if start <= touched(group, starts).end + 2 * CONTEXT_LINES => group.push(edit.clone()),
            _ => groups.push(vec![edit.clone()]),
        }
    }
    groups
}

fn write_lines(text: &mut String, mark: char, lines: &[u8]) {
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        let line = String::from_utf8_lossy(line);
        text.push(mark);
        text.push_str(line.trim_end_matches(['\r', '\n']));
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_lines_meant_are_shown_as_changed() {
        let message = b"From: a\nTo: b, c\nSubject: d\n\n1\n2\n";
        let edits = [
            Edit { bytes: 13..16, replacement: String::new() },
            Edit { bytes: 17..17, replacement: "Bcc: c\n".into() },
        ];
        let expected =
            "--- a.eml\n+++ a.eml\n@@ -1,5 +1,6 @@\n From: a\n-To: b, c\n+To: b\n+Bcc: c\n Subject: d\n \n 1\n";
        assert_eq!(diff("a.eml", message, &edits), expected);
        assert_eq!(diff("a.eml", message, &[]), "");
    }

    #[test]
    fn places_far_apart_are_shown_apart() {
        let message: String = (1..=20).map(|number| format!("{number}\n")).collect();
        let edits =
            [Edit { bytes: 0..0, replacement: "new\n".into() }, Edit { bytes: 48..50, replacement: "end".into() }];
        let text = diff("a", message.as_bytes(), &edits);
        assert!(text.starts_with("--- a\n+++ a\n@@ -1,3 +1,4 @@\n+new\n 1\n 2\n 3\n@@ -17,4 +18,4 @@\n"), "{text}");
        assert!(text.ends_with(" 19\n-20\n+end\n"), "{text}");
    }
}
