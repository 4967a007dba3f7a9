//! Whom a file name is for: `御見積書_株式会社ヤマセミ様.xlsx` is for ヤマセミ.
//! Evidence only: a name without form, honorific or known organization says nothing.

use super::Known;
use crate::facts::name::is_same;
use crate::facts::text::Vocabulary;
use crate::fold::{fold, fold_name};
use crate::settings::Settings;

/// A Latin company form longer than this is a word of the language as well: limited, corporation.
const LONGEST_ABBREVIATION_BYTES: usize = 5;

/// An organization or person a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// Folded, without forms and honorifics: what is compared.
    pub name: String,
    /// As people read it.
    pub spelling: String,
    /// Index into `Settings::partners`, when it is a configured one.
    pub partner: Option<usize>,
}

/// The organizations and people named in a file name, each once, in order. Our own are left out.
#[must_use]
pub fn named_in(filename: &str, known: Known<'_>) -> Vec<Addressee> {
    let Known { settings, partner_names, vocabulary } = known;
    let stem = filename.rsplit_once('.').map_or(filename, |(stem, _)| stem);
    // Before a name is cut at its brackets: the form 「(株)」 belongs to it.
    let stem = &["(株)", "（株）", "㈱"].iter().fold(stem.to_owned(), |stem, form| stem.replace(form, "株式会社"));
    let stem = &["(有)", "（有）", "㈲"].iter().fold(stem.to_owned(), |stem, form| stem.replace(form, "有限会社"));
    let mut found: Vec<Addressee> = Vec::new();
    for mention in partner_names.mentions_in_filename(stem, &vocabulary.names, &vocabulary.document_words) {
        let spelling = stem[mention.range].to_owned();
        let name = vocabulary.names.bare(&spelling);
        found.extend(mention.partners.into_iter().map(|partner| Addressee {
            name: name.clone(),
            spelling: spelling.clone(),
            partner: Some(partner),
        }));
    }
    for spelling in tokens(stem).into_iter().filter_map(|token| addressed(&token, vocabulary)) {
        let name = vocabulary.names.bare(&spelling);
        if name.chars().count() >= 2 && !is_document_word(&name, vocabulary) && !is_stop_word(&spelling, vocabulary) {
            found.push(Addressee { name, spelling, partner: None });
        }
    }
    let own: Vec<String> = own_names(settings).map(|name| vocabulary.names.bare(name)).collect();
    let mut seen: Vec<Addressee> = Vec::new();
    found.retain(|addressee| {
        // Two partners may go by one name.
        let is_new = !seen.iter().any(|earlier| match addressee.partner {
            Some(_) => earlier.partner == addressee.partner,
            None => is_same(&earlier.name, &addressee.name),
        });
        seen.push(addressee.clone());
        is_new && !own.iter().any(|name| is_same(name, &addressee.name))
    });
    found
}

/// Names of ours.
pub(crate) fn own_names(settings: &Settings) -> impl Iterator<Item = &str> {
    settings.organization.name.iter().chain(&settings.organization.aliases).map(String::as_str)
}

/// Pieces of a file name. A space separates too, except around a Latin company form ("Acme Trading Ltd"); where there is
/// none, an underscore is one ("Contract_Acme_Inc").
fn tokens(stem: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let spaced = (stem.is_ascii() && !stem.contains(' ')).then(|| stem.replace('_', " "));
    let stem = spaced.as_deref().unwrap_or(stem);
    for piece in stem.split(['_', '＿', '(', ')', '（', '）', '【', '】', '[', ']', '「', '」', '　', '－']) {
        let piece = piece.trim();
        if piece.is_ascii() {
            tokens.push(piece.to_owned());
        } else {
            tokens.extend(piece.split([' ', '-']).map(|token| token.trim().to_owned()));
        }
    }
    tokens.retain(|token| !token.is_empty());
    tokens
}

/// The part of a token that names someone: before an honorific, with an organization form, or after "for".
fn addressed(token: &str, vocabulary: &Vocabulary) -> Option<String> {
    if token.is_ascii() {
        return latin_addressee(token, vocabulary);
    }
    for suffix in ["様宛", "様向け", "御中", "様", "さま", "殿", "先生宛", "先生"] {
        if let Some(end) = token.rfind(suffix) {
            let name = token[..end].trim();
            let rest = &token[end + suffix.len()..];
            let is_end = rest.is_empty()
                || is_document_word(&fold_name(rest), vocabulary)
                || rest.starts_with("宛")
                || rest.starts_with(|character: char| character.is_numeric());
            if is_end && !name.is_empty() && !is_stop_word(&format!("{name}様"), vocabulary) {
                return Some(without_document_words(name, vocabulary));
            }
        }
    }
    vocabulary.names.has_form(token).then(|| without_document_words(token, vocabulary))
}

/// "Quote for Acme Trading Ltd", "invoice to Beta".
fn latin_addressee(token: &str, vocabulary: &Vocabulary) -> Option<String> {
    let words: Vec<&str> = token.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let names_document = words.first().is_some_and(|word| is_document_word(&fold_name(word), vocabulary));
    let preposition = words.iter().position(|word| matches!(word.to_ascii_lowercase().as_str(), "for" | "to"));
    let name: Vec<&str> = match preposition {
        // "Invoice for March", "Report to board": only a form or a title tells a name from a matter.
        Some(index) if names_document && index > 0 && names_somebody(&words[index + 1..], vocabulary) => {
            words[index + 1..].to_vec()
        }
        _ => {
            let form = words.windows(2).position(|pair| is_form_after(pair[0], pair[1], vocabulary))? + 1;
            let to_form = words[..=form].iter().copied();
            to_form.filter(|word| !is_document_word(&fold_name(word), vocabulary)).collect()
        }
    };
    let name: Vec<&str> = name
        .into_iter()
        .take_while(|word| {
            !word.bytes().any(|byte| byte.is_ascii_digit()) && !is_document_word(&fold_name(word), vocabulary)
        })
        .collect();
    (!name.is_empty()).then(|| name.join(" "))
}

/// True when a word makes a company of the one before it: "Zenith Inc", but not "limited edition" or "time limited".
fn is_form_after(before: &str, word: &str, vocabulary: &Vocabulary) -> bool {
    let is_capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    let is_plain_word = word.len() > LONGEST_ABBREVIATION_BYTES;
    vocabulary.names.has_form(word)
        && before.bytes().any(|byte| byte.is_ascii_alphabetic())
        && (!is_plain_word || is_capital(word) && is_capital(before))
}

fn names_somebody(words: &[&str], vocabulary: &Vocabulary) -> bool {
    const TITLES: [&str; 5] = ["mr", "mrs", "ms", "mx", "dr"];
    let is_title = |word: &str| TITLES.contains(&word.trim_end_matches('.').to_ascii_lowercase().as_str());
    vocabulary.names.has_form(&words.join(" ")) || words.first().is_some_and(|word| is_title(word))
}

fn without_document_words(name: &str, vocabulary: &Vocabulary) -> String {
    let mut name = name.to_owned();
    for entry in &vocabulary.document_words.entries {
        if let Some(rest) = name.strip_prefix(&*entry.key) {
            name = rest.to_owned();
        }
        if let Some(rest) = name.strip_suffix(&*entry.key) {
            name = rest.to_owned();
        }
    }
    name.trim().to_owned()
}

fn is_document_word(folded: &str, vocabulary: &Vocabulary) -> bool {
    vocabulary.document_words.has(folded)
}

fn is_stop_word(text: &str, vocabulary: &Vocabulary) -> bool {
    let folded = fold(text);
    vocabulary.greeting_stop_words.entries.iter().any(|entry| folded.ends_with(&*entry.key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::partner_name::PartnerNames;
    use crate::lists::Lists;
    use crate::settings::Partner;

    fn names(filename: &str, settings: &Settings) -> Vec<String> {
        let vocabulary = Vocabulary::new(&|name| Lists::builtin().get(name));
        let partner_names = PartnerNames::new(&settings.partners, &vocabulary.names);
        let known = Known { settings, partner_names: &partner_names, vocabulary: &vocabulary };
        named_in(filename, known).into_iter().map(|addressee| addressee.name).collect()
    }

    #[test]
    fn a_form_or_an_honorific_names_an_addressee() {
        let settings = Settings::default();
        assert_eq!(names("御見積書_株式会社山田商事様.xlsx", &settings), ["山田商事"]);
        assert_eq!(names("請求書（ヤマセミ様）2026年5月.pdf", &settings), ["ヤマセミ"]);
        assert_eq!(names("㈱ひかり印刷御中_納品書.pdf", &settings), ["ひかり印刷"]);
        assert_eq!(names("Quote for Acme Trading Ltd.pdf", &settings), ["acmetrading"]);
        assert_eq!(names("請求書 みなと商事(株).pdf", &settings), ["みなと商事"]);
        assert_eq!(names("見積書みなと商事さま20260501.pdf", &settings), ["みなと商事"]);
        assert_eq!(names("Contract for Ms Harrow.pdf", &settings), ["msharrow"]);
        assert_eq!(names("Contract_Zenith_Inc_v2.pdf", &settings), ["zenith"]);
    }

    #[test]
    fn documents_name_nobody() {
        let settings = Settings::default();
        for filename in [
            "御見積書.pdf",
            "仕様書.docx",
            "仕様.pdf",
            "お客様アンケート.xlsx",
            "様式第1号.docx",
            "会議資料_20260501.pptx",
            "report-final.pdf",
            "お客様向け資料.pdf",
            "各社様_案内.pdf",
            "Invoice for March.pdf",
            "Report to board.pdf",
            "Limited edition.pdf",
            "time_limited_offer.pdf",
        ] {
            assert_eq!(names(filename, &settings), Vec::<String>::new(), "{filename}");
        }
    }

    #[test]
    fn a_partner_is_known_by_its_alias_alone() {
        let aliases = vec!["Yamada Trading".into()];
        let partner = Partner { name: "株式会社山田商事".into(), aliases, ..Partner::default() };
        let settings = Settings { partners: vec![partner], ..Settings::default() };
        assert_eq!(names("yamada trading price list.xlsx", &settings), ["yamadatrading"]);
    }

    #[test]
    fn our_own_name_is_no_addressee() {
        let mut settings = Settings::default();
        settings.organization.name = Some("株式会社つばめ印刷".into());
        assert_eq!(names("請求書_株式会社つばめ印刷.pdf", &settings), Vec::<String>::new());
    }
}
