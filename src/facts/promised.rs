//! Files that the text names, counts or numbers, held against those that are attached and, where somebody has looked, those
//! inside of archives and messages. Knows names only, and says nothing where something is attached that may hold the file
//! and was not listed, or where nothing is attached at all: that is another fact.

use super::filename::DOCUMENT_EXTENSIONS;
use super::schema::{AttachmentRow, BodyKind, BodyPlace, BodyRow, Certainty, ContentRow};
use crate::draft::Draft;
use crate::fold::fold;
use crate::pattern::Pattern;
use crate::span::Span;
use std::ops::Range;
use std::sync::LazyLock;

/// Files that may hold others.
const CONTAINERS: [&str; 8] = ["zip", "7z", "rar", "lzh", "eml", "msg", "tgz", "gz"];
/// Kinds of files that list what is in them.
const LISTED: [&str; 6] = ["zip", "tar", "gz", "eml", "msg", "tnef"];
/// Words of a line whose files went another way, or will (folded).
const ELSEWHERE: [&str; 18] = [
    "後日",
    "後ほど",
    "別途",
    "追って",
    "郵送",
    "前回",
    "先日",
    "以前",
    "ダウンロード",
    "サーバ",
    "いただいた",
    "頂いた",
    "later",
    "separately",
    "earlier",
    "by post",
    "download",
    "last time",
];
/// Words by which a line promises what it names (folded).
const PROMISES: [&str; 8] = ["添付", "送付", "送り", "同封", "別添", "attach", "enclos", "files:"];
/// Longest line that is read, in bytes.
const LONGEST_LINE_BYTES: usize = 1_000;
/// Kinds of papers that are numbered.
const NUMBERED: [&str; 5] = ["別紙", "別添", "別表", "資料", "様式"];

/// 「計 3 点」, 「添付ファイル 3 件」, "3 files attached", "the two attached files": a word of the folded line without which
/// the pattern need not be made, and the pattern.
static COUNTS: LazyLock<[(&str, Pattern); 6]> = LazyLock::new(|| {
    const SUMMED: &str = r"(?:計|全|以上|以下の?)[ 　]*([0-9０-９]{1,2})[ 　]*(?:点|ファイル)(?:[^0-9]|$)";
    [
        ("点", SUMMED),
        ("ファイル", SUMMED),
        ("添付", r"添付(?:ファイル|資料|書類|データ)?(?:は|：|:)?[ 　(（]*(?:計|全)?[ 　]*([0-9０-９]{1,2})[ 　]*(?:点|件|ファイル)(?:[^0-9目]|$)"),
        ("attached", r"(?i)\b([0-9]{1,2}|two|three|four|five|six) (?:attached )?(?:files|documents|attachments|pdfs)(?: \w+)? attached"),
        ("attached", r"(?i)\b(?:the|i have|i've|i) attached ([0-9]{1,2}|two|three|four|five|six) (?:files|documents|pdfs)"),
        ("attached", r"(?i)\b(?:the )([0-9]{1,2}|two|three|four|five|six) attached (?:files|documents|pdfs)"),
    ]
    .map(|(word, source)| (word, Pattern::new(source.to_owned())))
});
/// 「別紙1～4」, 「資料３」.
static NUMBERS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"((?:別紙|別添|別表|資料|様式)[ 　]?(?:No\.?)?[0-9０-９]{1,2}(?:[ 　]?(?:[~～〜－-]|から|、|,|，|・|及び|と)[ 　]?(?:別紙|別添|別表|資料|様式)?[0-9０-９]{1,2})*)(?:[^0-9０-９年月/]|$)"
            .to_owned(),
    )
});

/// Rows for what is promised and missing.
pub(super) fn rows(
    draft: &Draft,
    attachments: &[AttachmentRow],
    contents: &[ContentRow],
    body: &[BodyRow],
) -> Vec<BodyRow> {
    let real: Vec<&AttachmentRow> = attachments.iter().filter(|row| row.real).collect();
    if real.is_empty() || body.iter().any(|row| row.shares_file) {
        return Vec::new();
    }
    let Some(attached) = Attached::new(&real, contents) else { return Vec::new() };
    let has_promise = body.iter().any(|row| row.kind == BodyKind::AttachmentPhrase);
    let mut rows = Vec::new();
    for own in &draft.body.own {
        let mut start = own.start;
        for line in draft.view.slice(*own).split_inclusive('\n') {
            if line.len() <= LONGEST_LINE_BYTES && may_promise(line) {
                let found = missing_in(line, &attached, has_promise);
                rows.extend(found.into_iter().map(|(place, problem, actual)| {
                    let span = Span::from(place.clone()).shifted(start);
                    let row = BodyRow::new(span, BodyKind::PromisedFile, BodyPlace::OwnText, line[place].to_owned());
                    BodyRow { certainty: Certainty::Likely, problem: Some(problem), actual: Some(actual), ..row }
                }));
            }
            start += line.len();
        }
    }
    rows
}

fn may_promise(line: &str) -> bool {
    line.contains(['点', '件', '.', '．'])
        || line.contains("attached")
        || line.contains("ファイル")
        || NUMBERED.iter().any(|word| line.contains(word))
}

/// What is attached: names without their endings and without what people type one way or the other.
struct Attached {
    names: Vec<String>,
    all: String,
    count: usize,
}

impl Attached {
    /// `None` when something may hold files that nobody has listed.
    fn new(real: &[&AttachmentRow], contents: &[ContentRow]) -> Option<Self> {
        let mut names: Vec<String> = real.iter().filter_map(|row| row.filename.as_deref()).map(plain_name).collect();
        let mut count = 0;
        for row in real {
            let inside = files_inside(row, contents)?;
            names.extend(inside.iter().map(|path| plain_name(path.rsplit('/').next().unwrap_or(path))));
            // Whoever counts may mean the archive or what is in it.
            count += inside.len().max(1);
        }
        let all = real.iter().filter_map(|row| row.filename.as_deref()).collect::<Vec<_>>().join(", ");
        Some(Self { names, all, count })
    }

    /// One of them has this name, or a part of it: a date or a version may have been added on either side.
    fn has(&self, name: &str) -> bool {
        let name = plain_name(name);
        self.names
            .iter()
            .any(|known| known.contains(&name) || (known.chars().count() >= 3 && name.contains(known.as_str())))
    }
}

/// Paths of the files in an archive or message, those in archives inside of it too; none for other files. `None` when
/// nobody has looked, or not everywhere.
fn files_inside<'a>(row: &AttachmentRow, contents: &'a [ContentRow]) -> Option<Vec<&'a str>> {
    let rows = || contents.iter().filter(|content| content.span == row.span);
    let whole = rows().find(|content| content.entry == "file" && content.file.is_none());
    let is_container = |file_type: &str| LISTED.contains(&file_type);
    if !whole.is_some_and(|whole| is_container(whole.file_type)) {
        let may_hold_others =
            row.filename.is_none() || row.extension.as_deref().is_none_or(|extension| CONTAINERS.contains(&extension));
        return (!may_hold_others).then(Vec::new);
    }
    let is_gap = |content: &ContentRow| {
        content.obstacle.is_some_and(|obstacle| !matches!(obstacle, "encrypted" | "unknown-kind" | "image-only"))
    };
    if rows().any(is_gap) {
        return None;
    }
    let files = rows().filter(|content| content.entry == "file" && content.container.is_some_and(is_container));
    let is_left_behind = |path: &str| path.contains("__MACOSX/") || path.ends_with(".DS_Store");
    Some(files.filter_map(|content| content.file.as_deref()).filter(|path| !is_left_behind(path)).collect())
}

/// Folded, without ending, spaces and joining signs; a sign between two digits stays, since 1-3 is not 13.
fn plain_name(name: &str) -> String {
    let stem = name.rsplit_once(['.', '．']).map_or(name, |(stem, _)| stem);
    let signs: Vec<char> = fold(stem).chars().filter(|sign| !sign.is_whitespace()).collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(char::is_ascii_digit);
    let is_kept = |(at, sign): &(usize, &char)| match sign {
        '_' | '(' | ')' | '.' | '「' | '」' => false,
        '-' | '・' => is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)),
        _ => true,
    };
    signs.iter().enumerate().filter(is_kept).map(|(_, sign)| *sign).collect()
}

fn missing_in(line: &str, attached: &Attached, has_promise: bool) -> Vec<(Range<usize>, &'static str, String)> {
    let folded = fold(line);
    if ELSEWHERE.iter().any(|word| folded.contains(word)) {
        return Vec::new();
    }
    let promises = PROMISES.iter().any(|word| folded.contains(word));
    let mut missing = Vec::new();
    for place in file_names(line) {
        let is_listed = has_promise && is_list_item(line, &place);
        if (promises || is_listed) && !attached.has(&line[place.clone()]) {
            missing.push((place, "file", attached.all.clone()));
        }
    }
    if promises || has_promise {
        let has_digit = folded.contains(|sign: char| sign.is_ascii_digit());
        let counts = COUNTS.iter().filter(|(word, _)| folded.contains(word) && (has_digit || word.is_ascii()));
        let counted = counts.flat_map(|(_, pattern)| pattern.places_in(line).collect::<Vec<_>>());
        let too_many = counted.filter(|place| number(&line[place.clone()]).is_some_and(|count| count > attached.count));
        missing.extend(too_many.take(1).map(|place| (place, "count", attached.count.to_string())));
    }
    missing.extend(missing_numbers(line, attached));
    missing
}

/// A bullet, a number or nothing before it, and nothing but a remark in brackets after it.
fn is_list_item(line: &str, place: &Range<usize>) -> bool {
    let before = line[..place.start].trim();
    let after = line[place.end..].trim();
    before.chars().all(|sign| !sign.is_alphabetic()) && (after.is_empty() || after.starts_with(['(', '（', '…']))
}

/// Words that end like the name of a document; a link's path is none.
fn file_names(line: &str) -> Vec<Range<usize>> {
    let is_end = |sign: char| sign.is_whitespace() || "「」『』【】()（）<>＜＞\"'`、。,;；:：・*".contains(sign);
    let mut names = Vec::new();
    let mut start = 0;
    for piece in line.split_inclusive(is_end) {
        let name = piece.trim_end_matches(is_end).trim_end_matches('.');
        let is_path = name.contains(['/', '\\', '@', '*', '=', '%']);
        let extension = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
        let mut at = 0;
        let mut named = name;
        // Japanese runs on after the ending: 見積書.pdfを添付します.
        if extension.is_none_or(|(_, extension)| !is_document(extension))
            && let Some((stem, rest)) = name.rsplit_once('.')
        {
            let latin = rest.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(rest.len());
            if !stem.is_empty() && latin < rest.len() && is_document(&rest[..latin]) {
                named = &name[..stem.len() + 1 + latin];
            }
        }
        if !is_path
            && named.rsplit_once('.').is_some_and(|(stem, extension)| !stem.is_empty() && is_document(extension))
        {
            // 「資料の見積書.pdf」 may begin anywhere; what is compared is the whole run.
            at += named.len();
            // 「見積書.pdf と仕様書.pdf」
            let is_next = line[..start].trim_end().len() < start && !names.is_empty();
            let joint = if is_next && named.starts_with(['と', 'や']) { 'と'.len_utf8() } else { 0 };
            names.push(start + joint..start + at);
        }
        start += piece.len();
    }
    names
}

fn is_document(extension: &str) -> bool {
    extension.len() <= 5 && DOCUMENT_EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
}

/// Numbers of 別紙 and the like that no name has, when other names have theirs.
fn missing_numbers(line: &str, attached: &Attached) -> Vec<(Range<usize>, &'static str, String)> {
    let mut missing = Vec::new();
    if !NUMBERED.iter().any(|kind| line.contains(kind)) {
        return missing;
    }
    for place in NUMBERS.places_in(line) {
        let Some(kind) = NUMBERED.iter().find(|kind| line[place.clone()].starts_with(**kind)) else { continue };
        let known: Vec<u32> = attached.names.iter().flat_map(|name| numbers_after(name, kind)).collect();
        // A name with the word and no number, or with a range, may hold them all.
        let is_open = attached.names.iter().any(|name| {
            let after = name.split_once(kind).map(|(_, after)| after.trim_start_matches('第'));
            after.is_some_and(|after| {
                let rest = after.trim_start_matches(|sign: char| sign.is_ascii_digit());
                rest.len() == after.len() || rest.starts_with(['-', '~', '・', '、', ',', 'と', '&'])
            })
        });
        let wanted = wanted_numbers(&line[place.clone()]);
        if !known.is_empty() && !is_open && wanted.iter().any(|number| !known.contains(number)) {
            missing.push((place, "number", attached.all.clone()));
        }
    }
    missing
}

/// 「別紙1～4」 wants four, 「別紙1、3」 two.
fn wanted_numbers(text: &str) -> Vec<u32> {
    let folded = fold(text);
    let mut wanted: Vec<u32> = Vec::new();
    let mut is_range = false;
    let mut digits = String::new();
    for sign in folded.chars().chain(std::iter::once(' ')) {
        if sign.is_ascii_digit() {
            digits.push(sign);
            continue;
        }
        if let Ok(number) = digits.parse::<u32>() {
            match wanted.last().filter(|last| is_range && **last < number) {
                Some(last) => wanted.extend(last + 1..=number),
                None => wanted.push(number),
            }
            is_range = false;
        }
        digits.clear();
        is_range |= matches!(sign, '~' | '-' | 'ら');
    }
    wanted
}

/// The numbers right behind a word in a plain name.
fn numbers_after(name: &str, word: &str) -> Vec<u32> {
    let after = name.match_indices(word).map(|(at, _)| name[at + word.len()..].trim_start_matches('第'));
    after
        .filter_map(|rest| rest[..rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len())].parse().ok())
        .collect()
}

fn number(text: &str) -> Option<usize> {
    let words = ["two", "three", "four", "five", "six"];
    let folded = fold(text);
    words.iter().position(|word| *word == folded).map(|at| at + 2).or_else(|| folded.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold as folded;

    fn missing(line: &str, names: &[&str]) -> Vec<(String, &'static str)> {
        let attached = Attached {
            names: names.iter().map(|name| plain_name(name)).collect(),
            all: names.join(", "),
            count: names.len(),
        };
        let found = missing_in(line, &attached, true).into_iter();
        found.map(|(place, problem, _)| (line[place].to_owned(), problem)).collect()
    }

    #[track_caller]
    fn misses(line: &str, names: &[&str], text: &str, problem: &'static str) {
        assert_eq!(missing(line, names), [(text.to_owned(), problem)], "{line}");
    }

    #[track_caller]
    fn complete(line: &str, names: &[&str]) {
        assert_eq!(missing(line, names), [], "{line}");
    }

    #[test]
    fn a_named_file_is_attached_under_that_name() {
        misses("見積書.pdfを添付します。", &["請求書.pdf"], "見積書.pdf", "file");
        misses("見積書.pdf と仕様書.pdf を添付します。", &["見積書.pdf"], "仕様書.pdf", "file");
        misses("・仕様書.docx\n", &["見積書.pdf"], "仕様書.docx", "file");
        misses("I attached report.pdf and plan.xlsx", &["plan.xlsx"], "report.pdf", "file");
        complete("見積書.pdfを添付します。", &["見積書_20261122.pdf"]);
        complete("・見積書（案）.PDF", &["見積書(案).pdf"]);
        complete("Attached is report.pdf", &["Report-v2.pdf"]);
        complete("see https://tsubame.example/attach/plan.pdf", &["report.pdf"]);
        complete("様式.docxは後日お送りします。", &["見積書.pdf"]);
    }

    #[test]
    fn as_many_are_attached_as_are_counted() {
        misses("計 3 点を添付いたします。", &["a.pdf", "b.pdf"], "3", "count");
        misses("添付ファイル：３件", &["a.pdf"], "３", "count");
        misses("Please see the three attached files.", &["a.pdf", "b.pdf"], "three", "count");
        complete("計 2 点を添付いたします。", &["a.pdf", "b.pdf"]);
        complete("計 3 点のうち 3 件目です", &["a.pdf", "b.pdf", "c.pdf"]);
        complete("We have 12 files open.", &["a.pdf"]);
    }

    #[test]
    fn numbered_papers_are_all_there() {
        misses("別紙1～3をご確認ください。", &["別紙1.pdf", "別紙2.pdf"], "別紙1～3", "number");
        misses("資料２のとおりです", &["資料1_予算.pdf"], "資料２", "number");
        complete("別紙1～2をご確認ください。", &["別紙1.pdf", "別紙2.pdf"]);
        complete("別紙1～3をご確認ください。", &["別紙.pdf"]);
        complete("別紙1～3をご確認ください。", &["別紙1-3.pdf", "別紙1.pdf"]);
        complete("資料3月分です", &["資料1.pdf"]);
        complete("別紙2をご確認ください。", &["案内.pdf"]);
    }

    #[test]
    fn names_are_compared_without_what_people_type_either_way() {
        assert_eq!(plain_name("見積 書_(案).PDF"), folded("見積書案"));
        assert_eq!(wanted_numbers("別紙１、３～５"), [1, 3, 4, 5]);
    }
}
