//! Folding before any comparison of words: width, case, and what people do not see. Knows nothing of mail.

mod placed;
#[cfg(test)]
mod tests;

pub use placed::PlacedFold;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// NFKC, lower case, without zero-width characters and variation selectors, dashes made one.
///
/// Full-width Latin becomes ASCII and half-width kana full-width (`㈱` gives `(株)`): the same word typed with
/// another input method compares equal. Wave dash U+301C and full-width tilde U+FF5E, which NFKC keeps apart, become
/// `~`.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    // What stands from here on is not folded yet; when it is one character so far, what it folds to.
    let mut start = 0;
    let mut single = None;
    for (at, character) in text.char_indices() {
        let next = alone(character);
        if next.is_some() {
            push(&text[start..at], single, &mut folded);
            (start, single) = (at, next);
        } else {
            single = None;
        }
    }
    push(&text[start..], single, &mut folded);
    folded
}

fn push(text: &str, single: Option<char>, folded: &mut String) {
    match single {
        Some(character) => folded.push(character),
        None => folded.extend(folded_together(text)),
    }
}

/// What the characters of `text` fold to, each of which may change its neighbours.
fn folded_together(text: &str) -> impl Iterator<Item = char> {
    text.nfkc().filter(|character| !is_invisible(*character)).flat_map(char::to_lowercase).map(one_dash)
}

/// What a character folds to that no character before it can change, and none behind it that is of this kind, too: most
/// of any text. Normalising it would cost ten times as much. `None` for all others.
fn alone(character: char) -> Option<char> {
    match character {
        '\0'..='\x7f' => Some(character.to_ascii_lowercase()),
        // Punctuation of Japanese, kana, kanji, and the syllables of Korean.
        '\u{3001}'..='\u{3003}'
        | '\u{3005}'..='\u{3011}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fe}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' => Some(character),
        '\u{3000}' => Some(' '),
        '\u{ff01}'..='\u{ff5e}' => Some(narrow(character).to_ascii_lowercase()),
        // Quotation marks and dashes; letters with accents, and Russian ones.
        '\u{2010}' | '\u{2012}'..='\u{2015}' => Some('-'),
        '\u{2018}'..='\u{201f}' => Some(character),
        '\u{c0}'..='\u{ff}' | '\u{410}'..='\u{44f}' => character.to_lowercase().next(),
        _ => None,
    }
}

/// True for a character outside of ASCII that is its own fold, whatever stands beside it of this kind: kana, kanji.
#[must_use]
pub fn folds_to_itself(character: char) -> bool {
    !character.is_ascii() && alone(character) == Some(character)
}

/// [`fold`] for names of people and organizations: without any white space, and with variants of kanji that are
/// one name in two spellings made one (髙橋 and 高橋, 渡邊 and 渡辺), which NFKC does not do.
#[must_use]
pub fn fold_name(text: &str) -> String {
    let folded = fold(text);
    if folded.is_ascii() && !folded.contains(char::is_whitespace) {
        return folded;
    }
    folded.chars().filter(|character| !character.is_whitespace()).map(common_kanji).collect()
}

/// [`fold`] with variants of kanji made one, spaces kept: what names are looked for in texts by.
#[must_use]
pub fn fold_variants(text: &str) -> String {
    fold(text).chars().map(common_kanji).collect()
}

/// Latin letters without the marks above and below them: `gmáil` gives `gmail`, and `ł` stays.
#[must_use]
pub fn without_marks(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.nfd().filter(|character| !is_combining_mark(*character)).collect()
}

/// NFC: a letter and its mark as one sign where there is one. Nothing else changes.
#[must_use]
pub fn composed(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.nfc().collect()
}

/// A file path for comparison: composed (NFC, since macOS hands out `か` and its mark apart) and in lower case.
/// Width stays: `？` is a letter of a name, `?` a wildcard.
#[must_use]
pub fn fold_path(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.nfc().flat_map(char::to_lowercase).collect()
}

/// Full-width digits, letters and signs as ASCII; anything else as it is. One character stays one.
#[must_use]
pub fn narrow(character: char) -> char {
    match character {
        // ！ to ～ stand in the same order as ! to ~.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xff01 + 0x21).unwrap_or(character),
        other => other,
    }
}

/// True for a character that shows nothing and is no white space: zero-width signs, variation selectors.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn one_dash(character: char) -> char {
    match character {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '\u{301C}' | '\u{FF5E}' => '~',
        other => other,
    }
}

/// Variants that one family writes and another reads: the common form of each (own table; NFKC leaves them apart).
fn common_kanji(character: char) -> char {
    match character {
        '髙' => '高',
        '﨑' | '嵜' | '碕' => '崎',
        '邉' | '邊' => '辺',
        '齋' | '齊' | '斎' => '斉',
        '澤' => '沢',
        '濵' | '濱' => '浜',
        '廣' => '広',
        '德' => '徳',
        '眞' => '真',
        '惠' => '恵',
        '國' => '国',
        '嶋' | '嶌' => '島',
        '櫻' => '桜',
        '龍' => '竜',
        '藪' | '籔' => '薮',
        '塚' => '塚',
        '曽' => '曾',
        '冨' => '富',
        '𠮷' => '吉',
        other => other,
    }
}
