//! The samples on the page of formats, made by running the program. Knows no format.

use super::run;

/// Shows one finding.
const DRAFT: &str = "fixtures/slips/missing-attachment-en.eml";
const NO_DRAFT: &str = "fixtures/no-such-draft.eml";
/// Characters of a text that are shown.
const SHOWN: usize = 72;

/// `page` with each sample written anew.
pub fn with_samples(page: &str, path: &str, lang: &str) -> String {
    let mut written = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!-- sample: ") {
        let (format, after) = after.split_once(" -->\n").unwrap_or_else(|| panic!("{path}: a mark without its end"));
        // What stands below the mark is the block of the last time, if any.
        let below = match after.strip_prefix("\n```") {
            Some(block) => block.split_once("\n```\n").unwrap_or_else(|| panic!("{path}: {format}: no end")).1,
            None => after,
        };
        let word = if matches!(format, "junit" | "checkstyle") {
            "xml"
        } else if format == "github" {
            "text"
        } else {
            "json"
        };
        written.push_str(&format!("{before}<!-- sample: {format} -->\n\n```{word}\n{}```\n", sample(format, lang)));
        rest = below;
    }
    written + rest
}

fn sample(format: &str, lang: &str) -> String {
    let arguments = ["--lang", lang, "--only", "missing-attachment", "--format", format, DRAFT, NO_DRAFT];
    let text = String::from_utf8(run(&arguments).stdout).unwrap();
    if matches!(format, "jsonl" | "sarif") { with_short_texts(&text) } else { text }
}

/// JSON with its long texts cut; everything else as it stands.
fn with_short_texts(json: &str) -> String {
    let mut short = String::new();
    let mut rest = json;
    while let Some((before, after)) = rest.split_once('"') {
        let mut is_escaped = false;
        let end = after.find(|letter| {
            let is_end = letter == '"' && !is_escaped;
            is_escaped = letter == '\\' && !is_escaped;
            is_end
        });
        let (text, after) = after.split_at(end.expect("a text that ends"));
        let cut = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
        short.push_str(before);
        short.push('"');
        if cut == text.len() {
            short.push_str(text);
        } else {
            // Not within an escape.
            short.push_str(text[..cut].trim_end_matches('\\'));
            short.push('…');
        }
        short.push('"');
        rest = &after[1..];
    }
    short + rest
}
