//! Rows of `contents` from what was counted, with the sentence that says where and what. Prints counts and kinds only.

use super::Known;
use super::surveyed::{FileSeen, Key, Numbers, Spot, Surveyed};
use super::words::{hidden_words, joined, measure, obstacle_words, part_words};
use crate::draft::Attachment;
use crate::facts::schema::ContentRow;
use crate::fold::fold;
use crate::inspect::{FileType, Hidden, Obstacle};
use crate::lang::Bilingual;
use crate::settings::NameGlobs;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Addresses that make a list.
const LISTED_ADDRESSES: u64 = 5;
/// Of these, how many must be those it goes to.
const LISTED_RECIPIENTS: u64 = 3;
/// Words in names of files that are lists of recipients (folded).
const LIST_NAMES: [&str; 12] = [
    "宛先",
    "配信",
    "送付先",
    "送信先",
    "メールアドレス",
    "アドレス一覧",
    "名簿",
    "mailing list",
    "mailing-list",
    "mailinglist",
    "recipients",
    "distribution list",
];
/// People from which a file is worth protecting.
const FEW_PEOPLE: u64 = 3;
/// A list to choose from has few columns.
const LOOKUP_COLUMNS: u64 = 4;

/// The rows of one attachment: places, the gravest first, then files, then obstacles.
pub(super) fn of(attachment: &Attachment, surveyed: &Surveyed, known: &Known<'_>) -> Vec<ContentRow> {
    let name = attachment.filename.as_ref().map(|name| name.value.clone());
    let common = Common {
        entrusted: is_entrusted(name.as_deref(), known),
        weight: surveyed.spots.iter().map(weight).sum(),
        span: attachment.filename.as_ref().map_or(attachment.span, |name| name.span),
        is_list_by_name: name.as_deref().is_some_and(is_list_name),
        name,
        pages: surveyed.files.iter().map(|file| (file.path.as_str(), file.file.pages)).collect(),
        known,
    };
    let mut spots: Vec<&Spot> = surveyed.spots.iter().filter(|spot| spot.cells > 0).collect();
    spots.sort_by_key(|spot| Reverse((weight(spot), spot.addresses, spot.cells)));
    let places = spots.into_iter().map(|spot| common.place(spot));
    let files = surveyed.files.iter().map(|file| common.file(file));
    let obstacles = surveyed.obstacles.iter().map(|(key, obstacle)| common.obstacle(key, *obstacle, surveyed));
    places.chain(files).chain(obstacles).collect()
}

/// True for data that deserve care: of three people, a number that identifies one, or marked as confidential.
pub(super) fn is_sensitive(surveyed: &Surveyed) -> bool {
    let weight: u64 = surveyed.spots.iter().map(weight).sum();
    weight >= FEW_PEOPLE || surveyed.spots.iter().any(|spot| spot.mark.is_some())
}

fn weight(spot: &Spot) -> u64 {
    spot.group.weight()
}

fn is_list_name(name: &str) -> bool {
    let folded = fold(name);
    LIST_NAMES.iter().any(|word| folded.contains(word))
}

/// True when everybody outside belongs to a partner that may receive files of this name.
fn is_entrusted(name: Option<&str>, known: &Known<'_>) -> bool {
    let Some(name) = name else { return false };
    let mut outside = known.recipients.iter().filter(|row| row.delivered && row.external != Some(false)).peekable();
    outside.peek().is_some()
        && outside.all(|row| {
            let organization = row.organization.as_deref();
            let partner = known.settings.partners.iter().find(|partner| Some(partner.name.as_str()) == organization);
            partner.is_some_and(|partner| NameGlobs::new(&partner.may_receive).matches(name))
        })
}

/// What all rows of an attachment have.
struct Common<'a> {
    span: crate::span::Span,
    name: Option<String>,
    is_list_by_name: bool,
    weight: u64,
    entrusted: bool,
    /// How many pages or slides each file has, by its path.
    pages: HashMap<&'a str, Option<usize>>,
    known: &'a Known<'a>,
}

impl Common<'_> {
    fn row(&self, entry: &'static str, path: &str, file_type: FileType) -> ContentRow {
        ContentRow {
            span: self.span,
            entry,
            attachment: self.name.clone(),
            file: (!path.is_empty()).then(|| path.to_owned()),
            file_type: file_type.name(),
            entrusted: self.entrusted,
            ..ContentRow::default()
        }
    }

    fn place(&self, spot: &Spot) -> ContentRow {
        let (key, group) = (&spot.key, &spot.group);
        let is_message =
            matches!(spot.file_type, FileType::Eml | FileType::Msg | FileType::Calendar | FileType::EncryptedOffice);
        let is_list = self.is_list_by_name
            || is_list_name(&key.path)
            || spot.recipient_addresses >= LISTED_RECIPIENTS
            || spot.listed_addresses >= LISTED_RECIPIENTS;
        let partner = spot.partners.first().and_then(|index| self.known.settings.partners.get(*index));
        let is_named_so = || self.known.lists.needed("lookup-sheets").word_in(&fold(&key.sheet)).is_some();
        let is_plain = spot.telling_cells == 0 && spot.widest_row <= LOOKUP_COLUMNS;
        // Nobody chooses from what a pivot table keeps.
        let may_be_list = weight(spot) == 0 && spot.addresses == 0 && key.part != "pivot-cache";
        let is_list_to_choose_from = may_be_list && (is_plain || is_named_so());
        ContentRow {
            container: spot.container.map(FileType::name),
            part: Some(key.part),
            sheet: (!key.sheet.is_empty()).then(|| key.sheet.clone()),
            active: spot.is_active,
            hidden: key.hidden.map(hidden_word),
            residue: residue(spot),
            lookup: Some(is_list_to_choose_from),
            rows: spot.rows,
            cells: spot.cells,
            persons: group.persons,
            personal_kinds: group.kinds.iter().map(|kind| kind.name().to_owned()).collect(),
            identifiers: group.identifiers,
            special_category: group.has_special,
            addresses: spot.addresses,
            recipient_addresses: spot.recipient_addresses,
            known_addresses: spot.listed_addresses,
            // The header of a message names those who have it already.
            recipient_list: spot.addresses >= LISTED_ADDRESSES && is_list && !is_message,
            marker: spot.mark.is_some(),
            weight: (weight(spot) > 0).then_some(self.weight),
            sensitive: spot.mark.is_some() || weight(spot) > 0 && self.weight >= FEW_PEOPLE,
            partner: partner.map(|partner| partner.name.clone()),
            found: joined(&self.place_words(key, self.number(spot), is_behind(spot)), &measure(spot)),
            found_inside: joined(
                &within(inner_words(&key.path), key, self.number(spot), is_behind(spot)),
                &measure(spot),
            ),
            ..self.row("place", &key.path, spot.file_type)
        }
    }

    fn file(&self, file: &FileSeen) -> ContentRow {
        ContentRow {
            container: file.container.map(FileType::name),
            size_bytes: file.file.size_bytes,
            encrypted: Some(file.file.is_encrypted),
            has_macros: Some(file.file.has_macros),
            found: self.file_words(&file.path),
            found_inside: inner_words(&file.path),
            ..self.row("file", &file.path, file.file.file_type)
        }
    }

    fn obstacle(&self, key: &Key, obstacle: Obstacle, surveyed: &Surveyed) -> ContentRow {
        let file = surveyed.files.iter().find(|file| file.path == key.path);
        let file_type = file.map_or(FileType::Other, |file| file.file.file_type);
        ContentRow {
            container: file.and_then(|file| file.container).map(FileType::name),
            obstacle: Some(obstacle.name()),
            found: joined(&self.place_words(key, None, false), &obstacle_words(obstacle)),
            found_inside: joined(&within(inner_words(&key.path), key, None, false), &obstacle_words(obstacle)),
            ..self.row("obstacle", &key.path, file_type)
        }
    }

    /// 「名簿.zip › 2026/顧客.xlsx」
    fn file_words(&self, path: &str) -> Bilingual {
        let name = self.name.clone();
        let written = |unnamed: &str| {
            let name = name.clone().unwrap_or_else(|| unnamed.to_owned());
            if path.is_empty() { name } else { format!("{name} › {path}") }
        };
        Bilingual {
            en: format!("`{}`", written("unnamed attachment")),
            ja: format!("「{}」", written("名前のない添付")),
        }
    }

    /// The page or slide, when it is one alone of several.
    fn number(&self, spot: &Spot) -> Option<usize> {
        let numbers = if spot.group.persons > 0 { spot.personal } else { spot.filled };
        let is_only_one = self.pages.get(spot.key.path.as_str()).is_some_and(|pages| *pages == Some(1));
        if let Numbers::One(number) = numbers { (!is_only_one).then_some(number) } else { None }
    }

    fn place_words(&self, key: &Key, number: Option<usize>, is_behind: bool) -> Bilingual {
        within(self.file_words(&key.path), key, number, is_behind)
    }
}

/// A file inside of the attachment; nothing for the attachment itself.
fn inner_words(path: &str) -> Bilingual {
    if path.is_empty() {
        return Bilingual::default();
    }
    Bilingual { en: format!("`{path}`"), ja: format!("「{path}」") }
}

/// Which part of the file, and why nobody sees it, or not at first.
fn within(mut words: Bilingual, key: &Key, number: Option<usize>, is_behind: bool) -> Bilingual {
    let (en, ja) = part_words(key, number);
    if words.en.is_empty() {
        words = Bilingual { en, ja };
    } else if !en.is_empty() {
        words.en = format!("{}, {en}", words.en);
        words.ja = format!("{}の{ja}", words.ja);
    }
    let behind = is_behind.then_some(("not the sheet in front", "開いたとき前に出ないシート"));
    if let Some((en, ja)) = key.hidden.and_then(hidden_words).or(behind) {
        let is_bare = words.en.is_empty();
        words.en = if is_bare { en.to_owned() } else { format!("{} ({en})", words.en) };
        words.ja = if is_bare { ja.to_owned() } else { format!("{}（{ja}）", words.ja) };
    }
    words
}

/// People on a sheet that is shown, but not at first: who attaches the file does not look there.
fn is_behind(spot: &Spot) -> bool {
    spot.group.persons > 0 && spot.key.hidden.is_none() && spot.is_active == Some(false)
}

fn residue(spot: &Spot) -> Option<&'static str> {
    let key = &spot.key;
    let is_document = |file_type: FileType| {
        matches!(
            file_type,
            FileType::Docx
                | FileType::Odt
                | FileType::Pptx
                | FileType::Odp
                | FileType::Pdf
                | FileType::Doc
                | FileType::Ppt
        )
    };
    // The invoice as XML in a PDF of it, and other notes that programs leave for programs.
    let is_for_programs = spot.file_type == FileType::Text && weight(spot) == 0;
    if spot.container.is_some_and(is_document) && key.part != "properties" && !is_for_programs {
        return Some("embedded");
    }
    match (key.part, key.hidden) {
        // Excel hides names of its own, which point at cells; what hides somebody's data is not one of them.
        ("defined-names", Some(Hidden::Residue)) if spot.group.persons > 0 => Some("kept-source"),
        ("comments" | "tracked-changes" | "redactions", _) => Some("revision"),
        ("notes", _) => Some("hidden-text"),
        ("pivot-cache" | "external-link", _) => Some("kept-source"),
        ("defined-names" | "properties", _) => None,
        (_, Some(Hidden::Slide | Hidden::Text)) => Some("hidden-text"),
        (_, Some(Hidden::Sheet | Hidden::VerySheet | Hidden::Rows | Hidden::Columns)) => Some("hidden-cells"),
        (_, Some(Hidden::Residue)) => Some("kept-source"),
        (_, None) => None,
    }
}

fn hidden_word(hidden: Hidden) -> &'static str {
    match hidden {
        Hidden::Sheet => "sheet",
        Hidden::VerySheet => "very-sheet",
        Hidden::Rows => "rows",
        Hidden::Columns => "columns",
        Hidden::Slide => "slide",
        Hidden::Text => "text",
        Hidden::Residue => "residue",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::schema::{Collection, Kind};

    #[test]
    fn rules_may_name_every_obstacle() {
        let fields = Collection::Contents.fields();
        let field = fields.iter().find(|field| field.name == "obstacle").expect("a field of contents");
        let Kind::Choice(words) = field.kind else { panic!("{:?}", field.kind) };
        for obstacle in [
            Obstacle::Encrypted,
            Obstacle::UnknownKind,
            Obstacle::ImageOnly,
            Obstacle::Damaged,
            Obstacle::UnknownCharacters,
            Obstacle::Depth,
            Obstacle::Entries,
            Obstacle::Size,
            Obstacle::Cells,
            Obstacle::Text,
            Obstacle::Pages,
        ] {
            assert!(words.contains(&obstacle.name()), "{}", obstacle.name());
        }
    }
}
