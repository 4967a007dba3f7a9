//! Lines that a quote sign starts: `>`, `＞`, and `|` where it draws no table.
//! Knows nothing of the lines that introduce a quotation.

use crate::load::line::Line;

/// Endings of a line that calls a reader and quotes nobody: `＞山田様`.
const HONORIFICS: [&str; 8] = ["様", "さん", "さま", "各位", "殿", "先生", "御中", "皆さん"];
/// Longer lines are sentences.
const CALL_LENGTH: usize = 16;

/// Marks the lines that a quote sign starts.
pub(super) fn mark(lines: &[Line], is_quoted: &mut [bool]) {
    let mut index = 0;
    while index < lines.len() {
        let Some(sign) = sign(&lines[index].text) else {
            index += 1;
            continue;
        };
        let end = (index..lines.len()).find(|at| self::sign(&lines[*at].text) != Some(sign)).unwrap_or(lines.len());
        if is_quotation(&lines[index..end], sign) {
            is_quoted[index..end].fill(true);
        }
        index = end;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Angle,
    Bar,
}

fn sign(text: &str) -> Option<Sign> {
    match text.trim_start().chars().next() {
        Some('>' | '＞') => Some(Sign::Angle),
        Some('|') => Some(Sign::Bar),
        _ => None,
    }
}

fn is_quotation(run: &[Line], sign: Sign) -> bool {
    match sign {
        Sign::Angle => {
            // A prompt of a shell or a transcript; a quotation that deep has shallower lines around it.
            let is_prompt = run.iter().all(|line| line.text.trim_start().starts_with(">>>"));
            !is_prompt && !matches!(run, [line] if calls_a_reader(&line.text))
        }
        // One bar may be anything, and bars further in the line draw a table.
        Sign::Bar => run.len() > 1 && run.iter().all(|line| line.text.matches('|').count() == 1),
    }
}

fn calls_a_reader(text: &str) -> bool {
    let name = text.trim_start().trim_start_matches(['>', '＞']).trim();
    name.chars().count() <= CALL_LENGTH && HONORIFICS.iter().any(|honorific| name.ends_with(honorific))
}
