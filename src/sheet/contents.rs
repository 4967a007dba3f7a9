//! What a draft says and carries, as far as a person who checks it needs to be told: the beginning of the text, how much of
//! a thread goes along, where links lead, files with what was found inside. No value of a file.

use crate::draft::{Attachment, Draft, TargetKind, View};
use crate::facts::Facts;
use crate::facts::schema::{AttachmentRow, BodyKind, BodyPlace, ContentRow};
use crate::facts::thread::ThreadAddresses;
use crate::lang::Bilingual;
use crate::pattern::Pattern;
use crate::show;
use crate::span::Span;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// Lines of the text that are shown.
const MOST_LINES: usize = 12;
/// Characters of the text that are shown.
const MOST_CHARACTERS: usize = 600;
/// Text that is searched for dates and amounts.
const SEARCHED_BYTES: usize = 64 << 10;
/// Dates, and amounts, that are named.
const MOST_NAMED: usize = 4;

/// What is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// First lines of what the author wrote.
    pub beginning: Vec<String>,
    /// Lines of it that follow.
    pub lines_left: usize,
    /// Whom the greeting speaks to, as written.
    pub greeted: Vec<String>,
    /// Dates, as written; the first few different ones.
    pub dates: Vec<String>,
    /// Amounts of money, as written; the first few different ones.
    pub amounts: Vec<String>,
    /// The thread below; `None` when there is none.
    pub quote: Option<Quote>,
    /// Where it leads, each target once.
    pub links: Vec<Link>,
}

/// A quoted thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Lines with something on them.
    pub lines: usize,
    /// Messages, by the lines that say who wrote them.
    pub messages: usize,
    /// Addresses that its header fields show, sorted.
    pub addresses: Vec<String>,
}

/// A link of the author's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// As written.
    pub target: String,
    /// Host in lower case; `None` when it has none.
    pub host: Option<String>,
    /// A file that lies elsewhere.
    pub shares_file: bool,
}

/// A file that goes along.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct File {
    /// Decoded name.
    pub name: Option<String>,
    /// `type/subtype`.
    pub media_type: String,
    /// By its content; `None` when nobody looked.
    pub file_type: Option<&'static str>,
    /// Of the decoded content.
    pub size_bytes: u64,
    /// Hexadecimal; `None` for what is not in the draft.
    pub sha256: Option<String>,
    /// Opens only with a password or key.
    pub is_encrypted: bool,
    /// Holds macros.
    pub has_macros: bool,
    /// Files inside.
    pub files: Vec<Bilingual>,
    /// Places with something in them.
    pub places: Vec<Place>,
    /// What was not looked into, and why.
    pub obstacles: Vec<Bilingual>,
    /// People whose data are in it.
    pub persons: u64,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which, and what is there: counts and kinds.
    pub text: Bilingual,
    /// The sheet of a workbook that it is, or is on; `None` for any other place.
    pub sheet: Option<String>,
    /// Nobody sees it who opens the file.
    pub is_hidden: bool,
    /// People whose data are there.
    pub persons: u64,
}

impl Words {
    pub(super) fn of(draft: &Draft, facts: &Facts, view: &View) -> Self {
        let mut own: String = draft.body.own.iter().map(|span| view.slice(*span)).collect::<Vec<_>>().join("\n");
        let lines: Vec<&str> = own.trim().lines().map(str::trim_end).collect();
        let (beginning, lines_left) = beginning(&lines);
        own.truncate(own.floor_char_boundary(SEARCHED_BYTES));
        let mut greeted = Vec::new();
        for row in facts.body.iter().filter(|row| row.kind == BodyKind::Greeting && row.place == BodyPlace::OwnText) {
            if !greeted.contains(&row.text) {
                greeted.push(row.text.clone());
            }
        }
        Self {
            beginning,
            lines_left,
            greeted,
            dates: found(&DATES, &own),
            amounts: found(&AMOUNTS, &own),
            quote: quote(draft),
            links: links(draft, facts),
        }
    }
}

impl File {
    /// Places that nobody sees who opens it.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.places.iter().filter(|place| place.is_hidden).count()
    }

    /// Different sheets of workbooks with something on them.
    #[must_use]
    pub fn sheets(&self) -> usize {
        self.places.iter().filter_map(|place| place.sheet.as_ref()).collect::<BTreeSet<_>>().len()
    }
}

/// The first lines, and how many are left.
fn beginning(lines: &[&str]) -> (Vec<String>, usize) {
    let mut shown = Vec::new();
    let mut characters = 0;
    for line in lines.iter().take(MOST_LINES) {
        let room = MOST_CHARACTERS - characters;
        if room == 0 {
            break;
        }
        let cut: String = line.chars().take(room).collect();
        characters += cut.chars().count();
        shown.push(if cut.len() < line.len() { format!("{cut}…") } else { cut });
    }
    while shown.last().is_some_and(String::is_empty) {
        shown.pop();
    }
    let left = lines[shown.len()..].iter().filter(|line| !line.is_empty()).count();
    (shown, left)
}

static DATES: LazyLock<Pattern> = LazyLock::new(|| {
    let month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}";
    let japanese = r"(?:(?:令和 ?)?\d{1,4} ?年 ?)?\d{1,2} ?月 ?\d{1,2} ?日(?: ?[(（][月火水木金土日・祝]+[)）])?";
    let english = format!(r"\b\d{{1,2}} {month}\b(?: \d{{4}})?|\b{month} \d{{1,2}}\b(?:, \d{{4}})?");
    Pattern::new(format!(r"{japanese}|\b\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}\b|{english}"))
});

static AMOUNTS: LazyLock<Pattern> = LazyLock::new(|| {
    let before = r"[¥￥$€£] ?\d[\d,，]*(?:\.\d+)?";
    let after = r"\d[\d,，.]* ?(?:[百千万億]?円|yen\b|dollars\b|euros?\b|USD\b|EUR\b|JPY\b)";
    Pattern::new(format!("{before}|{after}"))
});

fn found(pattern: &Pattern, text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for place in pattern.places_in(text) {
        let written = text[place].trim();
        if found.len() < MOST_NAMED && !found.iter().any(|known| known == written) {
            found.push(written.to_owned());
        }
    }
    found
}

fn quote(draft: &Draft) -> Option<Quote> {
    let text = draft.body.quoted.iter().map(|span| draft.view.slice(*span));
    let lines = text.flat_map(str::lines).filter(|line| !line.trim_matches(['>', ' ', '\t', '　']).is_empty()).count();
    let thread = ThreadAddresses::of(draft);
    let mut addresses: Vec<String> = thread.addresses().map(|found| found.address.clone()).collect();
    addresses.sort();
    (lines > 0).then(|| Quote { lines, messages: thread.message_count(), addresses })
}

fn links(draft: &Draft, facts: &Facts) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut add = |target: &str, host: Option<String>, shares_file: bool| {
        let number = *known.entry(target.trim_end_matches('/').to_owned()).or_insert_with(|| {
            links.push(Link { target: target.to_owned(), host, shares_file });
            links.len() - 1
        });
        links[number].shares_file |= shares_file;
    };
    let is_ours = |place: BodyPlace| matches!(place, BodyPlace::OwnText | BodyPlace::LinkTarget);
    for row in facts.body.iter().filter(|row| row.kind == BodyKind::Link && is_ours(row.place)) {
        add(&row.text, row.host.clone(), row.shares_file);
    }
    let is_followed = |kind: TargetKind| matches!(kind, TargetKind::Link | TargetKind::Form);
    for target in draft.body.targets.iter().filter(|target| !target.is_quoted && is_followed(target.kind)) {
        if let Some(host) = host_of(&target.target) {
            add(&target.target, Some(host), false);
        }
    }
    links
}

/// Host of a link to the web.
fn host_of(target: &str) -> Option<String> {
    let (scheme, rest) = target.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.to_lowercase();
    (is_web && !host.is_empty()).then_some(host)
}

/// A picture inside of the text, which nobody would call an attachment.
pub(super) fn is_picture(attachment: &Attachment, known: &AttachmentRow) -> bool {
    !known.real && (attachment.is_inline || attachment.media_type.starts_with("image/"))
}

pub(super) fn files(draft: &Draft, facts: &Facts) -> Vec<File> {
    let mut rows: HashMap<Span, Vec<&ContentRow>> = HashMap::new();
    for row in &facts.contents {
        rows.entry(row.span).or_default().push(row);
    }
    let with_facts = draft.attachments.iter().zip(&facts.attachments);
    with_facts
        .filter(|(attachment, known)| !is_picture(attachment, known))
        .map(|(attachment, known)| {
            let rows = rows.get(&known.span).map(Vec::as_slice).unwrap_or_default();
            let of = |entry: &'static str| rows.iter().filter(move |row| row.entry == entry);
            let whole = of("file").find(|row| row.file.is_none());
            let place = |row: &&ContentRow| Place {
                text: row.found_inside.clone(),
                sheet: row.sheet.clone(),
                is_hidden: row.hidden.is_some(),
                persons: row.persons,
            };
            File {
                name: known.filename.clone(),
                media_type: known.media_type.clone(),
                file_type: whole.map(|row| row.file_type),
                size_bytes: known.size_bytes,
                sha256: show::sha256(attachment),
                is_encrypted: known.encrypted == Some(true),
                has_macros: known.has_macros == Some(true),
                files: of("file").filter(|row| row.file.is_some()).map(|row| row.found_inside.clone()).collect(),
                places: of("place").map(place).collect(),
                obstacles: of("obstacle").map(|row| row.found_inside.clone()).collect(),
                persons: known.persons.unwrap_or(0),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_amounts_are_named_as_written_and_once() {
        let text = "会議は8月3日（月）、締切は令和8年2月6日です。8月3日（月） 3,000円と¥1,200、$5.50. On 12 June 2026 or 2026-04-01.";
        assert_eq!(found(&DATES, text), ["8月3日（月）", "令和8年2月6日", "12 June 2026", "2026-04-01"]);
        assert_eq!(found(&AMOUNTS, text), ["3,000円", "¥1,200", "$5.50"]);
        assert_eq!(found(&DATES, "12 people may come, version 2026, 3/4 of them"), [""; 0]);
    }

    #[test]
    fn a_long_text_is_cut_and_says_how_much_is_left() {
        let lines = vec!["line"; 30];
        assert_eq!(beginning(&lines).1, 18);
        let long = "あ".repeat(1_000);
        let (shown, left) = beginning(&[&long, "rest"]);
        assert_eq!((shown.len(), shown[0].chars().count(), left), (1, MOST_CHARACTERS + 1, 1));
        assert_eq!(beginning(&["one", "", ""]), (vec!["one".to_owned()], 0));
    }

    #[test]
    fn a_host_is_told_of_links_to_the_web_alone() {
        assert_eq!(host_of("https://user@Beta.example/a?b"), Some("beta.example".to_owned()));
        assert_eq!((host_of("mailto:a@beta.example"), host_of("cid://x")), (None, None));
    }
}
