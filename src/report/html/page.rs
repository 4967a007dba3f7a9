//! The page around the findings: what it may load (nothing), its style and script, the numbers on top that are the
//! filter as well. Knows no draft.

use super::element::{escaped, say};
use crate::lang::Lang;
use crate::report::outcome::Summary;
use crate::report::{Texts, summary};
use crate::severity::Severity;
use sha2::{Digest, Sha256};
use std::io;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Everything before the first finding.
pub(super) fn head(texts: &Texts<'_>, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()> {
    let lang = texts.lang;
    let title = lang.pick("Check of e-mail drafts", "メールの下書きの検査結果");
    let (style, script) = (unix_lines(STYLE), unix_lines(SCRIPT));
    let mut html = String::from("<!DOCTYPE html>\n");
    say(&mut html, format_args!("<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", lang.name()));
    // Nothing may be loaded, sent or embedded; the one style and the one script are known by their hashes.
    say(
        &mut html,
        format_args!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;sha256-{}&#39;; \
             script-src &#39;sha256-{}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\">\n",
            hash(&style),
            hash(&script)
        ),
    );
    html.push_str(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"format-detection\" content=\"telephone=no, email=no, address=no\">\n",
    );
    say(&mut html, format_args!("<title>mailcheck: {title}</title>\n<style>{style}</style>\n</head>\n<body>\n"));
    say(&mut html, format_args!("<header>\n<h1>{title}</h1>\n"));
    let sentence = summary::line(summary, texts.show, lang);
    say(&mut html, format_args!("<p class=\"summary\">{}</p>\n", escaped(&sentence)));
    // A run that did not come to its end tells them itself.
    if !summary.notes.is_empty() && !summary.is_incomplete() {
        html.push_str("<ul class=\"notes\">\n");
        for note in &summary.notes {
            say(&mut html, format_args!("<li><bdi>{}</bdi></li>\n", escaped(note.get(lang))));
        }
        html.push_str("</ul>\n");
    }
    html.push_str("</header>\n");
    filter(texts, summary, &mut html);
    html.push_str("<main>\n");
    out.write_all(html.as_bytes())
}

/// Everything after the last finding.
pub(super) fn foot(texts: &Texts<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut html = String::new();
    let nothing = texts.lang.pick("Nothing of what is chosen above was found.", "上で選んだ種類のものはありません。");
    say(&mut html, format_args!("<p id=\"nothing\" hidden>{nothing}</p>\n</main>\n<footer>\n"));
    let about = texts.lang.pick(
        "What a rule is about and how to allow an exception: <code>mailcheck explain RULE</code>. This page may quote the drafts: \
         treat it as you treat them.",
        "ルールの意味と例外の許可のしかたは <code>mailcheck explain ルール名</code> で読めます。このページには下書きの内容が載っていることがあります。\
         下書きと同じように扱ってください。",
    );
    say(&mut html, format_args!("<p>{about}</p>\n<p>mailcheck {}</p>\n</footer>\n", escaped(texts.version)));
    say(&mut html, format_args!("<script>{}</script>\n</body>\n</html>\n", unix_lines(SCRIPT)));
    out.write_all(html.as_bytes())
}

/// How many there are of each weight. The script makes each number a switch.
fn filter(texts: &Texts<'_>, summary: &Summary, html: &mut String) {
    let lang = texts.lang;
    let undone = summary.unreadable + usize::from(summary.is_incomplete());
    let numbers = [
        ("failure", lang.pick("not checked", "未検査"), undone, undone > 0),
        ("error", lang.pick("errors", "エラー"), summary.errors, true),
        ("warning", lang.pick("warnings", "警告"), summary.warnings, texts.show <= Severity::Warning),
        ("info", lang.pick("infos", "情報"), summary.infos, texts.show <= Severity::Info),
    ];
    let label = lang.pick("what is shown", "表示する種類");
    say(html, format_args!("<div id=\"filter\" role=\"group\" aria-label=\"{label}\">\n"));
    for (weight, word, number, _) in numbers.into_iter().filter(|(.., is_shown)| *is_shown) {
        let words = match lang {
            Lang::En if number == 1 => format!("<b>1</b> {}", word.trim_end_matches('s')),
            Lang::En => format!("<b>{number}</b> {word}"),
            Lang::Ja => format!("{word} <b>{number}</b> 件"),
        };
        let switch = format_args!("<input type=\"checkbox\" value=\"{weight}\" checked hidden>");
        say(html, format_args!("<label data-weight=\"{weight}\">{switch} <span>{words}</span></label>\n"));
    }
    html.push_str("</div>\n");
}

/// As the browser hashes it, whatever line ends the source was checked out with.
pub(crate) fn unix_lines(text: &str) -> String {
    text.replace('\r', "")
}

/// SHA-256 in base64, as CSP writes it.
pub(crate) fn hash(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for three in Sha256::digest(text.as_bytes()).chunks(3) {
        let byte = |at: usize| usize::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let letter = if digit > three.len() { b'=' } else { DIGITS[bits >> (18 - 6 * digit) & 63] };
            encoded.push(char::from(letter));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_written_as_browsers_compare_them() {
        assert_eq!(hash("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }
}
