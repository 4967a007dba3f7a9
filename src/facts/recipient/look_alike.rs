//! Characters in an address that pass for others: invisible ones, full-width letters, letters of another script.
//! Told from the address alone and from the domains we know; looks nothing up.

use crate::domain_name::unfold_domain;
use crate::fold::{fold, without_marks};

/// How an address deceives the eye.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LookAlike {
    /// A word of `look-alike`.
    pub(super) kind: &'static str,
    /// The ASCII address it reads as, where it does.
    pub(super) reads_as: Option<String>,
}

/// Looks at an address as written. `is_familiar` says whether a folded domain is one of ours, of somebody we know or of
/// a provider: only these are worth imitating letter by letter.
pub(super) fn find(written: &str, is_familiar: &dyn Fn(&str) -> bool) -> Option<LookAlike> {
    let has_a_label = || written.to_ascii_lowercase().contains("xn--");
    if written.is_ascii() && !has_a_label() {
        return None;
    }
    if written.chars().any(is_invisible) {
        let visible: String = written.chars().filter(|character| !is_invisible(*character)).collect();
        return Some(LookAlike { kind: "invisible", reads_as: ascii(fold(&visible)) });
    }
    // The at sign and the dots of a Japanese keyboard deceive nobody: they are a malformed address.
    if written.chars().any(is_full_width_letter) {
        return Some(LookAlike { kind: "full-width", reads_as: ascii(fold(written)) });
    }
    let (local_part, domain) = written.rsplit_once(['@', '＠'])?;
    let domain = unfold_domain(&domain.to_lowercase());
    let reads_as = || ascii(format!("{}@{}", skeleton(local_part), skeleton(&domain)));
    let mut labels = domain.split('.').chain([local_part]);
    if labels.any(mixes_scripts) {
        return Some(LookAlike { kind: "mixed-script", reads_as: reads_as() });
    }
    imitates(local_part, &domain, is_familiar).then(|| LookAlike { kind: "imitation", reads_as: reads_as() })
}

/// True for a label that is wholly written in letters that pass for ASCII below an ASCII top level (`рау.example`), and
/// for a domain that reads as one we know.
fn imitates(local_part: &str, domain: &str, is_familiar: &dyn Fn(&str) -> bool) -> bool {
    let top_level = domain.rsplit('.').next().unwrap_or_default();
    let mut labels = domain.split('.').chain([local_part]);
    if top_level.is_ascii() && labels.any(|label| !label.is_ascii() && reads_as_ascii_letters(label)) {
        return true;
    }
    if domain.is_ascii() {
        return false;
    }
    let unmarked = without_marks(&skeleton(domain));
    unmarked.is_ascii() && is_familiar(&unmarked)
}

/// True when every letter is of another script and passes for a Latin one.
fn reads_as_ascii_letters(label: &str) -> bool {
    let foreign = |character: char| character.is_ascii_digit() || matches!(character, '-' | '_' | '.');
    label.chars().all(|character| foreign(character) || latin_twin(character).is_some())
}

/// True when letters of scripts stand side by side that nobody writes together. Japanese, Korean and Chinese are
/// written with Latin letters among them (UTS 39, 5.2 "highly restrictive").
fn mixes_scripts(label: &str) -> bool {
    let mut scripts = label.chars().filter_map(alphabet);
    scripts.next().is_some_and(|first| scripts.any(|script| script != first))
}

/// Alphabets whose letters pass for each other's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Georgian,
    Cherokee,
}

/// The alphabet of a letter; `None` for digits, signs and all other scripts (Unicode blocks, letters only).
fn alphabet(character: char) -> Option<Alphabet> {
    if !character.is_alphabetic() {
        return None;
    }
    match character {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{250}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' => {
            Some(Alphabet::Latin)
        }
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Alphabet::Greek),
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{2de0}'..='\u{2dff}' | '\u{a640}'..='\u{a69f}' => {
            Some(Alphabet::Cyrillic)
        }
        '\u{530}'..='\u{58f}' => Some(Alphabet::Armenian),
        '\u{590}'..='\u{5ff}' => Some(Alphabet::Hebrew),
        '\u{10a0}'..='\u{10ff}' | '\u{1c90}'..='\u{1cbf}' => Some(Alphabet::Georgian),
        '\u{13a0}'..='\u{13ff}' | '\u{ab70}'..='\u{abbf}' => Some(Alphabet::Cherokee),
        _ => None,
    }
}

/// The text with each letter replaced by the Latin one it passes for.
fn skeleton(text: &str) -> String {
    fold(text).chars().map(|character| latin_twin(character).unwrap_or(character)).collect()
}

/// The ASCII letter, digit or hyphen that looks like this character (from the confusables of UTS 39; lower case, and
/// the strokes of kana and kanji that pass for signs).
fn latin_twin(character: char) -> Option<char> {
    Some(match character {
        'а' | 'α' | 'ɑ' => 'a',
        'Ь' | 'ь' | 'ҍ' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' | 'ժ' => 'd',
        'е' | 'ҽ' => 'e',
        'ɡ' | 'ց' => 'g',
        'һ' | 'հ' => 'h',
        'і' | 'ı' | 'ι' | 'ɩ' => 'i',
        'ј' | 'ϳ' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' | 'ǀ' | '丨' => 'l',
        'м' => 'm',
        'п' | 'ո' | 'η' => 'n',
        'о' | 'ο' | 'օ' | 'σ' | '〇' => 'o',
        'р' | 'ρ' | 'ϼ' => 'p',
        'ԛ' | 'զ' => 'q',
        'г' => 'r',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'ս' | 'υ' => 'u',
        'ѵ' | 'ν' => 'v',
        'ԝ' | 'ω' | 'ѡ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' | 'ү' => 'y',
        'ᴢ' => 'z',
        'З' | 'з' => '3',
        'ー' | '一' | '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => return None,
    })
}

fn ascii(text: String) -> Option<String> {
    Some(text).filter(|text| text.is_ascii())
}

fn is_full_width_letter(character: char) -> bool {
    matches!(character, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Zero-width and direction marks, and the soft hyphen.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(written: &str, expected: Option<(&str, Option<&str>)>) {
        let found = find(written, &|domain| ["gmail.com", "yamasemi.example"].contains(&domain));
        let found = found.as_ref().map(|found| (found.kind, found.reads_as.as_deref()));
        assert_eq!(found, expected, "{written}");
    }

    #[test]
    fn what_cannot_be_seen_is_found() {
        finds("bob\u{200b}@beta.example", Some(("invisible", Some("bob@beta.example"))));
        finds("bob@beta\u{ad}.example", Some(("invisible", Some("bob@beta.example"))));
    }

    #[test]
    fn full_width_letters_pass_for_others_and_a_full_width_at_sign_does_not() {
        finds("ｂob@beta.example", Some(("full-width", Some("bob@beta.example"))));
        finds("bob＠beta.example", None);
    }

    #[test]
    fn a_cyrillic_letter_among_latin_ones_is_found_also_as_an_a_label() {
        finds("bob@gmаil.com", Some(("mixed-script", Some("bob@gmail.com"))));
        finds("bob@xn--gmil-63d.com", Some(("mixed-script", Some("bob@gmail.com"))));
        finds("bоb@beta.example", Some(("mixed-script", Some("bob@beta.example"))));
    }

    #[test]
    fn a_name_wholly_of_foreign_letters_imitates_only_below_a_latin_ending() {
        finds("bob@рау.com", Some(("imitation", Some("bob@pay.com"))));
        finds("bob@сохар.рф", None);
        finds("bob@пример.com", None);
    }

    #[test]
    fn marks_on_letters_count_where_a_known_domain_is_meant() {
        finds("bob@gmáil.com", Some(("imitation", None)));
        finds("bob@yamasemı.example", Some(("imitation", Some("bob@yamasemi.example"))));
        finds("bob@münchen.example", None);
    }

    #[test]
    fn names_in_their_own_letters_are_no_deceit() {
        finds("bob@日本語.example", None);
        finds("bob@株式会社abc.example", None);
        finds("taro@ソニー.example", None);
        finds("用户@例子.example", None);
        finds("bob@beta.example", None);
    }
}
