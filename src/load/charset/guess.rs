//! Bytes without a label -> the charset they most likely are in. Knows no field and no message: only the bytes.

use super::{Charset, has_japanese_escape};
use encoding_rs::{EUC_JP, SHIFT_JIS, UTF_8, WINDOWS_1252};

/// The charset these bytes most likely are in: ISO-2022-JP by its escapes, UTF-8 and the Japanese charsets by
/// validity, else windows-1252, in which every byte means something.
#[must_use]
pub fn guess(bytes: &[u8]) -> Charset {
    let has_escape = has_japanese_escape(bytes);
    if has_escape && bytes.is_ascii() {
        return Charset::Iso2022Jp;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Charset::UTF_8;
    }
    if has_escape {
        return Charset::Iso2022Jp;
    }
    if is_damaged_utf_8(bytes) {
        return Charset::UTF_8;
    }
    if is_western(bytes) {
        return Charset::Other(WINDOWS_1252);
    }
    let shift_jis = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
    let euc_jp = EUC_JP.decode_without_bom_handling_and_without_replacement(bytes);
    match (shift_jis, euc_jp) {
        (Some(shift_jis), Some(euc_jp)) => {
            // Two-byte EUC-JP characters read as Shift_JIS are pairs of half-width katakana.
            let katakana = shift_jis.chars().filter(|c| ('\u{ff61}'..='\u{ff9f}').contains(c)).count();
            let wide = euc_jp.chars().filter(|c| !c.is_ascii()).count();
            Charset::Other(if katakana > wide { EUC_JP } else { SHIFT_JIS })
        }
        (Some(_), None) => Charset::Other(SHIFT_JIS),
        (None, Some(_)) => Charset::Other(EUC_JP),
        (None, None) => Charset::Other(WINDOWS_1252),
    }
}

/// `guessed` for `bytes`, or the charset stated for text near them when that one explains them as well. What escapes or
/// valid UTF-8 say is no guess; ISO-8859-1 is what mailers state that know nothing, and explains everything.
#[must_use]
pub fn nearer(guessed: Charset, stated: Option<Charset>, bytes: &[u8]) -> Charset {
    let is_guess = matches!(guessed, Charset::Other(encoding) if encoding != UTF_8);
    let is_telling = |stated: &Charset| matches!(stated, Charset::Other(encoding) if *encoding != WINDOWS_1252);
    stated.filter(|stated| is_guess && is_telling(stated) && !stated.decode(bytes).1).unwrap_or(guessed)
}

/// UTF-8 that some mailer cut within a character: hardly any other text holds so many valid sequences.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid >= 4 && invalid * 8 <= valid
}

/// `Müller`, `ação`, `© 2026`, `it’s`: accented letters, one or two between ASCII, which Shift_JIS would read as rare
/// kanji; a lone sign, which would be a lone half-width katakana; the apostrophe of Windows inside a word.
fn is_western(bytes: &[u8]) -> bool {
    let is_apostrophe = |at: usize| {
        bytes[at] == 0x92
            && at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphabetic())
            && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase)
    };
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|byte| **byte >= 0x80).count();
        let is_western = match &bytes[at..at + run] {
            [] => true,
            [sign] => *sign >= 0xa1 || is_apostrophe(at),
            [first, second] => *first >= 0xc0 && *second >= 0xc0,
            _ => false,
        };
        if !is_western {
            return false;
        }
        at += run.max(1);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_tell_the_japanese_charsets_apart() {
        assert_eq!(guess(b"\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd").name(), "Shift_JIS");
        assert_eq!(guess(b"\xa4\xb3\xa4\xf3\xa4\xcb\xa4\xc1\xa4\xcf").name(), "EUC-JP");
        assert_eq!(guess(b"\x8eR\x93c").name(), "Shift_JIS");
    }

    #[test]
    fn accents_signs_and_apostrophes_between_ascii_are_western() {
        for western in [
            &b"M\xfcller caf\xe9s"[..],
            b"Forma\xe7\xe3o",
            b"INFORMA\xc7\xd5ES",
            b"\xa92026 Ann.pdf",
            b"\xb4!",
            b"it\x92s",
        ] {
            assert_eq!(guess(western).name(), "windows-1252", "{}", String::from_utf8_lossy(western));
        }
    }

    #[test]
    fn half_width_katakana_takes_more_than_one_to_be_japanese() {
        assert_eq!(guess(b"\xc3\xbd\xc4").name(), "Shift_JIS", "a word");
        assert_eq!(guess(b"\xb1 \x95\x5c").name(), "Shift_JIS", "one beside a kanji");
    }

    #[test]
    fn the_charset_of_the_text_explains_what_the_bytes_leave_open() {
        // 会议 in GBK.
        let bytes = b"\xbb\xe1\xd2\xe9";
        let gbk = Charset::from_label("gb2312");
        assert_eq!(nearer(guess(bytes), gbk, bytes).name(), "GBK");
        assert_eq!(nearer(guess(bytes), Charset::from_label("iso-8859-1"), bytes), guess(bytes));
        assert_eq!(nearer(guess(b"\xbb\xff"), gbk, b"\xbb\xff"), guess(b"\xbb\xff"), "no GBK");
    }

    #[test]
    fn utf_8_that_was_cut_is_still_utf_8() {
        assert_eq!(guess(b"\xe5\xb1\xb1\xe7\x94\xb0\xe5\xa4\xaa\xe9\x83\x8e\xe5\xb1").name(), "Shift_JIS");
        let name = "会議の資料と出席者の名簿".as_bytes();
        assert_eq!(guess(&name[..name.len() - 1]).name(), "UTF-8");
    }
}
