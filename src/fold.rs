//! Folding before any comparison of words: width, case, and what people do not see. Knows nothing of mail.

mod placed;

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
    let mut rest = text;
    while !rest.is_empty() {
        let is_plain = |character: char| character.is_ascii() || folds_to_itself(character);
        let plain = rest.find(|character| !is_plain(character)).unwrap_or(rest.len());
        // A mark that follows makes one character with the last of them.
        let alone = if plain == rest.len() { plain } else { rest.floor_char_boundary(plain.saturating_sub(1)) };
        let start = folded.len();
        folded.push_str(&rest[..alone]);
        folded[start..].make_ascii_lowercase();
        let end = rest[plain..].find(is_plain).map_or(rest.len(), |end| plain + end);
        fold_into(&mut folded, &rest[alone..end]);
        rest = &rest[end..];
    }
    folded
}

fn fold_into(folded: &mut String, text: &str) {
    let seen = text.nfkc().filter(|character| !is_invisible(*character));
    folded.extend(seen.flat_map(char::to_lowercase).map(one_dash));
}

/// Kana, kanji and their stops, which most of a Japanese text is: with nothing after it that joins it, each is its own
/// fold, and it joins nothing before it.
#[must_use]
pub fn folds_to_itself(character: char) -> bool {
    matches!(
        character,
        '\u{3001}'..='\u{3003}' | '\u{3005}'..='\u{3011}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FE}'
            | '\u{4E00}'..='\u{9FFF}'
    )
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
    text.nfd().filter(|character| !is_combining_mark(*character)).collect()
}

/// A file path for comparison: composed (NFC, since macOS hands out `か` and its mark apart) and in lower case.
/// Width stays: `？` is a letter of a name, `?` a wildcard.
#[must_use]
pub fn fold_path(path: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_case_do_not_matter() {
        assert_eq!(fold("ＡＢＣ㈱ ﾔﾏﾀﾞ"), fold("abc(株) ヤマダ"));
    }

    #[test]
    fn what_folds_to_itself_is_folded_as_all_else() {
        let slowly = |text: &str| {
            let mut folded = String::new();
            fold_into(&mut folded, text);
            folded
        };
        for character in ('\u{3000}'..='\u{A000}').filter(|character| folds_to_itself(*character)) {
            assert_eq!(slowly(&character.to_string()), character.to_string());
            for before in ['A', 'か', '\u{1100}', 'e', '\u{1161}', '\u{0915}'] {
                let joined = format!("{before}{character}");
                assert_eq!(slowly(&joined), slowly(&before.to_string()) + &slowly(&character.to_string()), "{joined}");
            }
        }
        for text in [
            "か\u{3099}くＡbか\u{3099}",
            "Ae\u{301}É",
            "\u{3099}か",
            "見本　Ｘ\u{200B}様ー〜",
            "ﾊﾞ漢\u{FE00}",
            "각가\u{11A8}",
        ] {
            assert_eq!(fold(text), slowly(text), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_dropped() {
        assert_eq!(fold("山\u{200B}田\u{FE00}"), "山田");
    }

    #[test]
    fn marks_are_taken_off() {
        assert_eq!(without_marks("gmáil e\u{301} łß"), "gmail e łß");
    }

    #[test]
    fn kanji_variants_are_one_name() {
        assert_eq!(fold_name("髙橋　邉"), fold_name("高橋 辺"));
        assert_ne!(fold_name("高橋"), fold_name("高田"));
    }
}
