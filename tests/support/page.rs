//! The body of a draft as a page of HTML, as mail editors write it.

use mailcheck::draft::{Draft, TargetKind};

/// Marks that no text of ours holds: where a link begins and ends.
const LINK_START: char = '\u{E000}';
const LINK_END: char = '\u{E001}';

/// Each line of text as a block, with its links.
pub fn page(draft: &Draft) -> Result<String, String> {
    if draft.body.targets.iter().any(|target| target.kind != TargetKind::Link) {
        return Err("pictures and forms of a page".to_owned());
    }
    let mut text = draft.view.slice(draft.body.span).to_owned();
    for target in draft.body.targets.iter().rev() {
        text.insert(target.span.end - draft.body.span.start, LINK_END);
        text.insert(target.span.start - draft.body.span.start, LINK_START);
    }
    let lines = text.lines().map(|line| {
        let line = escaped(line);
        if line.is_empty() {
            "<div><br></div>\r\n".to_owned()
        } else {
            format!("<div>{}</div>\r\n", kept_spaces(&line))
        }
    });
    let mut page = format!("<html><body>\r\n{}</body></html>\r\n", lines.collect::<String>());
    for target in &draft.body.targets {
        let start = format!("<a href=\"{}\">", escaped(&target.target).replace('"', "&quot;"));
        page = page.replacen(LINK_START, &start, 1).replacen(LINK_END, "</a>", 1);
    }
    Ok(page)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A browser drops spaces at the ends of a line and after another space; editors write others there.
fn kept_spaces(line: &str) -> String {
    let mut kept = String::new();
    let mut follows_space = true;
    for (at, character) in line.char_indices() {
        let is_space = character == ' ';
        if is_space && (follows_space || at + 1 == line.len()) {
            kept.push_str("&nbsp;");
        } else {
            kept.push(character);
        }
        follows_space = is_space;
    }
    kept
}
