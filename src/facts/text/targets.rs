//! Where the links, pictures, forms and frames of an HTML body lead: merge fields in targets, and who can follow them.
//! Knows the author's own targets only; what is quoted was sent before.

use super::links::{Destination, destination};
use super::patterns::Searched;
use super::{Searching, Vocabulary};
use crate::domain_name::is_same_or_under;
use crate::draft::{Draft, LinkTarget, TargetKind};
use crate::facts::schema::{BodyKind, BodyPlace, BodyRow, Certainty};
use std::ops::Range;

/// Schemes whose rest is content or code and leads nowhere.
const CONTENT: [&str; 5] = ["data", "cid", "mid", "javascript", "about"];
/// Fields that advertising networks fill in when a page is called (IAB Tech Lab: GDPR Transparency and Consent, US
/// Privacy and Click Macros; Google Ad Manager).
const ADVERTISING: [&str; 12] = [
    "gdpr",
    "us_privacy",
    "usprivacy",
    "addtl_consent",
    "gpp",
    "cachebuster",
    "cache_buster",
    "timestamp",
    "click_url",
    "clickurl",
    "auction_",
    "view_url",
];

/// What stands around the name of a field. Two of a sign are looked for before one.
const WHOLE: [(&str, &str); 9] = [
    ("[[", "]]"),
    ("{", "}"),
    ("[", "]"),
    ("<", ">"),
    ("%", "%"),
    ("@@", "@@"),
    ("##", "##"),
    ("__", "__"),
    ("$", "$"),
];

/// Longest target in bytes that may be one field.
const LONGEST_WHOLE: usize = 100;
/// Rows before the end of a link's text that are compared with its target.
const MOST_NEAR: usize = 200;

/// Rows of the own targets; `written` are the rows of the texts, which say the same for a link that is its own text.
pub(super) fn rows(draft: &Draft, searching: &Searching<'_>, written: &[BodyRow]) -> Vec<BodyRow> {
    let own: Vec<&LinkTarget> =
        draft.body.targets.iter().filter(|target| !target.is_quoted && !is_content(&target.target)).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let mut rows = fields(&own, searching.vocabulary);
    rows.extend(own.iter().filter_map(|target| Some(field_row(target, whole_field(&target.target)?))));
    rows.extend(own.iter().filter_map(|target| link(target, searching)));
    rows.retain(|row| !near(written, row).any(|other| says_the_same(other, row)));
    rows.sort_by(|one, other| (one.span, one.kind, &one.text).cmp(&(other.span, other.kind, &other.text)));
    rows.dedup_by(|one, other| (one.span, one.kind, &one.text) == (other.span, other.kind, &other.text));
    rows
}

/// A target of a template: as written, or without the escapes that editors put around the marks of a template.
pub(in crate::facts) struct TemplateTarget<'a> {
    /// What has it.
    pub target: &'a LinkTarget,
    /// In which kind of place it stands.
    pub place: BodyPlace,
    /// To be read.
    pub reading: String,
    /// It is one field and nothing else, of whatever language.
    pub whole: Option<String>,
}

/// Targets that may hold marks of a template.
pub(in crate::facts) fn of_template(draft: &Draft) -> Vec<TemplateTarget<'_>> {
    let targets = draft.body.targets.iter().filter(|target| !is_content(&target.target));
    let targets = targets.filter(|target| may_hold_field(&target.target) || target.target.contains('$'));
    let read = |target| TemplateTarget {
        target,
        place: place_of(target),
        reading: percent_decoded(&target.target).unwrap_or_else(|| target.target.clone()),
        whole: whole_field(&target.target),
    };
    targets.map(read).collect()
}

/// Those of the rows, which are in order, that may stand in the text of the link; not more than anybody reads, since a
/// line may be a million links.
fn near<'w>(written: &'w [BodyRow], row: &BodyRow) -> impl Iterator<Item = &'w BodyRow> {
    let end = written.partition_point(|other| other.span.start < row.span.end);
    written[..end].iter().rev().take(MOST_NEAR)
}

/// The text of the link says what the row says.
fn says_the_same(written: &BodyRow, row: &BodyRow) -> bool {
    let is_same = match row.kind {
        BodyKind::Link => written.host == row.host && written.reach == row.reach,
        _ => written.text == row.text,
    };
    written.kind == row.kind && is_same && written.span.overlaps(row.span)
}

/// Merge fields, also those that an editor has escaped (`%7B%7Bname%7D%7D`), each once for a target.
fn fields(targets: &[&LinkTarget], vocabulary: &Vocabulary) -> Vec<BodyRow> {
    // A line for each reading of each target: no pattern crosses a line end.
    let mut text = String::new();
    let mut lines: Vec<(usize, &LinkTarget)> = Vec::new();
    let mut add = |target, reading: &str| {
        let start = text.len();
        text.extend(reading.chars().map(|sign| if sign.is_control() { ' ' } else { sign }));
        text.push('\n');
        lines.push((start, target));
    };
    for target in targets.iter().filter(|target| may_hold_field(&target.target)) {
        add(*target, &target.target);
        if target.target.contains('%')
            && let Some(decoded) = percent_decoded(&target.target)
        {
            add(*target, &decoded);
        }
    }
    if text.is_empty() {
        return Vec::new();
    }
    let found = vocabulary.placeholders.found_in(&Searched::new(&text)).into_iter();
    let found = found.filter(|(place, certainty)| *certainty != Certainty::Weak && is_field(&text, place));
    let row = |(place, certainty): (Range<usize>, Certainty)| {
        let line = lines.partition_point(|(start, _)| *start <= place.start).checked_sub(1)?;
        let (_, target) = lines.get(line)?;
        Some(BodyRow { certainty, ..field_row(target, text[place].trim().to_owned()) })
    };
    found.filter_map(row).collect()
}

fn field_row(target: &LinkTarget, field: String) -> BodyRow {
    BodyRow::new(target.span, BodyKind::Placeholder, place_of(target), field)
}

/// A target that is one field and nothing else, as `{UNSUB}` and `%LINK%`, of whatever template language: no address
/// looks like that. Editors put `http://` before what they take for a host.
fn whole_field(target: &str) -> Option<String> {
    if target.len() > LONGEST_WHOLE {
        return None;
    }
    let is_escaped = target.starts_with('%') || target.contains("//%");
    let decoded = is_escaped.then(|| percent_decoded(target)).flatten();
    let target = decoded.as_deref().unwrap_or(target);
    let field = ["http://", "https://"].iter().find_map(|scheme| target.strip_prefix(scheme)).unwrap_or(target);
    let field = field.strip_suffix('/').unwrap_or(field);
    let name = WHOLE.iter().find_map(|(open, close)| field.strip_prefix(open)?.strip_suffix(close))?;
    let is_name = name.starts_with(char::is_alphabetic)
        && name.len() <= 60
        && name.chars().all(|sign| sign.is_alphanumeric() || "_-. ".contains(sign));
    is_name.then(|| field.to_owned())
}

/// A quick look, since nearly every target is an address and nothing else: the signs that fields begin with stand in
/// no address but escaped, and a `%` there comes before two digits.
fn may_hold_field(target: &str) -> bool {
    let is_sign = |sign: char| matches!(sign, '{' | '<' | '[' | '*' | '«' | '≪' | '＜');
    target.contains(is_sign)
        || target.contains("__")
        || target.matches('#').nth(1).is_some()
        || escapes(target).any(|digits| !digits.is_ok_and(is_ordinary))
}

/// What follows each `%`: the byte that is escaped, or `Err` where none is.
fn escapes(target: &str) -> impl Iterator<Item = Result<u8, ()>> + '_ {
    target.match_indices('%').map(|(at, _)| {
        let digits = target.as_bytes().get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
        let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).ok_or(())
    })
}

/// A byte that no field begins with; 0xC2, 0xE2 and 0xEF begin `«`, `≪` and `＜`.
fn is_ordinary(byte: u8) -> bool {
    !matches!(byte, b'{' | b'<' | b'[' | b'*' | b'%' | b'#' | b'_' | b'$' | 0xC2 | 0xE2 | 0xEF)
}

/// Signs people leave by hand, 「○○様」 for instance, are names of folders here; `user[name]=` is a form's field, and
/// what advertising fills in is not ours to fill.
fn is_field(text: &str, place: &Range<usize>) -> bool {
    let field = text[place.clone()].trim();
    let is_machines = field.starts_with(|first: char| first.is_ascii_punctuation() || "«≪＜".contains(first));
    let is_index = field.starts_with('[')
        && text[..place.start].ends_with(|before: char| before.is_alphanumeric() || "]_-".contains(before));
    let name = field.trim_matches(|sign: char| !sign.is_alphanumeric()).to_ascii_lowercase();
    is_machines && !is_index && !ADVERTISING.iter().any(|macro_name| name.starts_with(macro_name))
}

/// A picture that everybody can load is no link to follow; one that nobody can is a gap.
fn link(target: &LinkTarget, searching: &Searching<'_>) -> Option<BodyRow> {
    let Destination { host, reach } = destination(&target.target)?;
    let is_intranet = searching.intranet_hosts.iter().any(|own| is_same_or_under(&host, own));
    let reach = if is_intranet { Some("intranet") } else { reach };
    let is_followed = matches!(target.kind, TargetKind::Link | TargetKind::Form);
    (is_followed || matches!(reach, Some("local" | "intranet"))).then(|| BodyRow {
        shares_file: searching.vocabulary.file_transfer_hosts.domain(&host).is_some(),
        reach,
        host: (!host.is_empty()).then_some(host),
        ..BodyRow::new(target.span, BodyKind::Link, place_of(target), target.target.clone())
    })
}

fn place_of(target: &LinkTarget) -> BodyPlace {
    match target.kind {
        TargetKind::Picture => BodyPlace::PictureSource,
        TargetKind::Link | TargetKind::Form | TargetKind::Frame => BodyPlace::LinkTarget,
    }
}

/// A target without its percent escapes (RFC 3986 2.1); `None` where they are no UTF-8, or there is none.
fn percent_decoded(target: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let [byte, after @ ..] = rest {
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (byte, digit(0).zip(digit(1))) {
            (b'%', Some((high, low))) => {
                decoded.push(high * 16 + low);
                rest = &after[2..];
            }
            _ => {
                decoded.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8(decoded).ok().filter(|decoded| decoded != target)
}

fn is_content(target: &str) -> bool {
    target.starts_with('#') && !target.contains(['{', '|'])
        || target.split_once(':').is_some_and(|(scheme, _)| CONTENT.iter().any(|one| one.eq_ignore_ascii_case(scheme)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::test_draft::draft;
    use crate::lists::Lists;
    use crate::span::Span;

    /// Rows of a draft whose text is "See this page", where `target` is what "this page" leads to.
    fn found(kind: TargetKind, target: &str, is_quoted: bool) -> Vec<BodyRow> {
        let mut draft = draft("From: a@alpha.example\n\nSee this page\n");
        let at = draft.view.text().find("this page").expect("there");
        let span = Span::new(at, at + "this page".len());
        draft.body.targets = vec![LinkTarget { target: target.to_owned(), kind, span, is_quoted }];
        let vocabulary = Vocabulary::new(&|name| Lists::builtin().get(name));
        let intranet_hosts = ["portal.alpha.example".to_owned()];
        rows(&draft, &Searching { vocabulary: &vocabulary, intranet_hosts: &intranet_hosts }, &[])
    }

    #[track_caller]
    fn holds(target: &str, expected: &[&str]) {
        let rows = found(TargetKind::Link, target, false).into_iter();
        let fields: Vec<_> = rows.filter(|row| row.kind == BodyKind::Placeholder).map(|row| row.text).collect();
        assert_eq!(fields, expected, "{target}");
    }

    #[test]
    fn fields_are_found_as_written_and_escaped() {
        holds("{{order_url}}", &["{{order_url}}"]);
        holds("https://a.example/?u=%7B%7Bname%7D%7D&v={{name}}", &["{{name}}"]);
        holds("https://a.example/{{base}}/%7B%7Bid%7D%7D", &["{{base}}", "{{id}}"]);
        holds("*|UNSUB|*", &["*|UNSUB|*"]);
        holds("mailto:{email}", &["{email}"]);
        holds("https://a.example/?n=%%name%%", &["%%name%%"]);
        holds("https://a.example/%3C%3CFirst_Name%3E%3E", &["<<First_Name>>"]);
    }

    #[test]
    fn a_target_that_is_one_field_is_one_in_any_language() {
        for field in ["{UNSUB}", "[[link]]", "[unsubscribe link]", "%LINKCR%", "@@URL@@", "$url$", "{配信停止}"] {
            holds(field, &[field]);
        }
        holds("http://{UNSUB}/", &["{UNSUB}"]);
        holds("%7BUNSUB%7D", &["{UNSUB}"]);
        for target in ["%E3%81%82%", "{aAn,86}", "https://a.example/{x}", "__utm", "[1]", "$", "{}"] {
            holds(target, &[]);
        }
    }

    #[test]
    fn what_only_looks_like_a_field_is_none() {
        holds("https://a.example/?user[name]=x&a%5Bname%5D=1", &[]);
        holds("https://a.example/%E6%A0%AA%E5%BC%8F%E4%BC%9A%E7%A4%BE%E2%97%8B%E2%97%8B/x", &[]);
        holds("https://ads.example/?gdpr=${GDPR}&c=${GDPR_CONSENT_755}&r=%%CACHEBUSTER%%", &[]);
        holds("https://a.example/%83e%83X%83g%DATE", &[]);
        holds("data:text/plain,{{name}}", &[]);
        holds("cid:{{name}}", &[]);
        holds("javascript:a(`${name}`)", &[]);
    }

    #[test]
    fn what_is_quoted_was_sent_before() {
        assert_eq!(found(TargetKind::Link, "{{order_url}}", true), []);
    }

    #[track_caller]
    fn reaches(kind: TargetKind, target: &str, expected: &[Option<&str>]) {
        let rows = found(kind, target, false).into_iter();
        let reaches: Vec<_> = rows.filter(|row| row.kind == BodyKind::Link).map(|row| row.reach).collect();
        assert_eq!(reaches, expected, "{target}");
    }

    #[test]
    fn a_link_has_the_reach_of_its_target() {
        reaches(TargetKind::Link, "file://srv01/人事/名簿.xlsx", &[Some("local")]);
        reaches(TargetKind::Link, "https://portal.alpha.example/leave", &[Some("intranet")]);
        reaches(TargetKind::Form, "https://docs.google.com/forms/d/1demo/edit", &[Some("shared")]);
        reaches(TargetKind::Link, "https://a.example/", &[None]);
        reaches(TargetKind::Link, "#top", &[]);
    }

    #[test]
    fn a_picture_is_a_link_only_where_it_cannot_be_loaded() {
        reaches(TargetKind::Picture, "file:///C:/Users/ann/logo.png", &[Some("local")]);
        reaches(TargetKind::Picture, "https://a.example/logo.png", &[]);
    }

    #[test]
    fn a_link_that_is_its_own_text_is_one_row() {
        let row = found(TargetKind::Link, "https://a.example/", false).remove(0);
        let written = BodyRow { place: BodyPlace::OwnText, ..row.clone() };
        assert!(says_the_same(&written, &row));
        assert!(!says_the_same(&BodyRow { host: Some("b.example".to_owned()), ..written }, &row));
    }
}
