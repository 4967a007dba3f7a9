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
    for hunk in groups(edits, &starts, 2 * CONTEXT_LINES) {
        let lines = touched(&hunk, &starts);
        let shown = lines.start.saturating_sub(CONTEXT_LINES)..(lines.end + CONTEXT_LINES).min(starts.len() - 1);
        let (mut changed, mut added, mut from) = (String::new(), 0_isize, shown.start);
        for block in groups(&hunk, &starts, 0) {
            let lines = touched(&block, &starts);
            let after = applied_to_lines(message, &block, starts[lines.start]..starts[lines.end]);
            write_lines(&mut changed, ' ', &message[starts[from]..starts[lines.start]]);
            write_lines(&mut changed, '-', &message[starts[lines.start]..starts[lines.end]]);
            write_lines(&mut changed, '+', &after);
            added += (line_starts(&after).len() - 1).cast_signed() - lines.len().cast_signed();
            from = lines.end;
        }
        write_lines(&mut changed, ' ', &message[starts[from]..starts[shown.end]]);
        let first_after = (shown.start + 1).cast_signed() + moved_lines;
        let shown_after = shown.len().cast_signed() + added;
        let _ = writeln!(text, "@@ -{},{} +{first_after},{shown_after} @@", shown.start + 1, shown.len());
        text.push_str(&changed);
        moved_lines += added;
    }
    text
}

/// The lines in `bytes` with the edits in them.
fn applied_to_lines(message: &[u8], edits: &[Edit], bytes: Range<usize>) -> Vec<u8> {
    let inside = edits.iter().map(|edit| Edit {
        bytes: edit.bytes.start - bytes.start..edit.bytes.end - bytes.start,
        replacement: edit.replacement.clone(),
    });
    applied(&message[bytes.clone()], &inside.collect::<Vec<_>>())
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
    // What goes up to the end of a line, from within one, joins it with the next.
    let replacement = &edits[edits.len() - 1].replacement;
    let is_inside = !starts.contains(&last.start) || !replacement.is_empty();
    let joins = !last.is_empty() && starts.contains(&last.end) && is_inside && !replacement.ends_with('\n');
    start..(end.max(start) + usize::from(joins)).min(starts.len() - 1)
}

/// Edits whose lines stand at most `gap` lines from each other are shown together.
fn groups(edits: &[Edit], starts: &[usize], gap: usize) -> Vec<Vec<Edit>> {
    let mut groups: Vec<Vec<Edit>> = Vec::new();
    for edit in edits {
        let start = touched(std::slice::from_ref(edit), starts).start;
        match groups.last_mut() {
            Some(group) if start <= touched(group, starts).end + gap => group.push(edit.clone()),
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
    fn lines_between_two_places_are_shown_as_they_are() {
        let edits =
            [Edit { bytes: 0..2, replacement: String::new() }, Edit { bytes: 7..8, replacement: String::new() }];
        assert_eq!(
            diff("a", b"1\n2\n3\n4\n5\n6\n", &edits),
            "--- a\n+++ a\n@@ -1,6 +1,4 @@\n-1\n 2\n 3\n-4\n-5\n+45\n 6\n"
        );
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
