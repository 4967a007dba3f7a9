//! Lines that a quote sign starts: `>`, `＞`, `|` where it draws no table, and `suzuki> ` where nobody else speaks so.
//! Knows nothing of the lines that introduce a quotation.

use super::words;
use crate::load::line::Line;
use crate::load::scan;

/// Endings of a line that calls a reader and quotes nobody: `＞山田様`.
const HONORIFICS: [&str; 8] = ["様", "さん", "さま", "各位", "殿", "先生", "御中", "皆さん"];
/// Longer lines are sentences.
const CALL_LENGTH: usize = 16;
/// Characters that the name before a quote sign has at most.
const NAME_LENGTH: usize = 12;

/// Marks the lines that a quote sign starts.
pub(super) fn mark(lines: &[Line], is_excerpt: &[bool], is_quoted: &mut [bool]) {
    let signs: Vec<Option<Sign<'_>>> = lines
        .iter()
        .zip(is_excerpt)
        .map(|(line, is_excerpt)| if *is_excerpt { None } else { sign(&line.text) })
        .collect();
    let is_transcript = has_several_names(&signs);
    let mut index = 0;
    while index < lines.len() {
        let Some(sign) = signs[index] else {
            index += 1;
            continue;
        };
        let end = (index..lines.len()).find(|at| signs[*at] != Some(sign)).unwrap_or(lines.len());
        if is_quotation(&lines[index..end], sign) && !(is_transcript && matches!(sign, Sign::Name(_))) {
            is_quoted[index..end].fill(true);
        }
        index = end;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign<'line> {
    Angle,
    Bar,
    /// The name before the angle, as Mew and Emacs write it.
    Name(&'line str),
}

fn sign(text: &str) -> Option<Sign<'_>> {
    let text = text.trim_start();
    match text.chars().next()? {
        '>' | '＞' => Some(Sign::Angle),
        '|' | '｜' => Some(Sign::Bar),
        _ => name(text).map(Sign::Name),
    }
}

/// `suzuki` of `suzuki> text`, when it is no prompt of a program.
fn name(text: &str) -> Option<&str> {
    let head = &text[..text.floor_char_boundary((NAME_LENGTH + 1) * char::MAX_LEN_UTF8)];
    // The second is the first byte of a wide sign.
    scan::find_any(head.as_bytes(), [b'>', 0xef, b'>'])?;
    let length = text.chars().take(NAME_LENGTH).take_while(|character| character.is_alphanumeric()).count();
    let end = text.char_indices().nth(length).map_or(text.len(), |(end, _)| end);
    let (name, after) = text.split_at(end);
    let after = after.strip_prefix(['>', '＞'])?;
    let is_sign = after.is_empty() || after.starts_with([' ', '　', '>']);
    (is_sign && !name.is_empty() && !words::PROMPTS.has(name)).then_some(name)
}

/// Minutes of a meeting and chats: several speak.
fn has_several_names(signs: &[Option<Sign<'_>>]) -> bool {
    let mut names = signs.iter().filter_map(|sign| match sign {
        Some(Sign::Name(name)) => Some(*name),
        _ => None,
    });
    names.next().is_some_and(|first| names.any(|name| name != first))
}

fn is_quotation(run: &[Line], sign: Sign<'_>) -> bool {
    match sign {
        Sign::Angle => {
            // A prompt of a shell or a transcript; a quotation that deep has shallower lines around it.
            let is_prompt = run.iter().all(|line| line.text.trim_start().starts_with(">>>"));
            !is_prompt && !matches!(run, [line] if calls_a_reader(&line.text))
        }
        // One bar may be anything, and bars further in the line draw a table.
        Sign::Bar => run.len() > 1 && run.iter().all(|line| line.text.matches(['|', '｜']).count() == 1),
        Sign::Name(_) => run.len() > 1,
    }
}

fn calls_a_reader(text: &str) -> bool {
    let name = text.trim_start().trim_start_matches(['>', '＞']).trim();
    name.chars().count() <= CALL_LENGTH && HONORIFICS.iter().any(|honorific| name.ends_with(honorific))
}
