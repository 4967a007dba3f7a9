//! Labels and bytes as mailers put them together, and what is read from them.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;

fn kinds(met: &[Met]) -> Vec<DefectKind> {
    met.iter().map(|met| met.kind).collect()
}

#[test]
fn labels_that_only_microsoft_writes_are_known() {
    for label in ["cp932", "MS932", "windows-31j", "x-sjis", "shift-jis", "\"Shift_JIS\""] {
        assert_eq!(Charset::from_label(label).unwrap().decode(b"\x8eR\x93c").0, "山田", "{label}");
    }
    for label in ["iso-2022-jp-ms", "cp50221", "ISO-2022-JP-3"] {
        assert_eq!(Charset::from_label(label), Some(Charset::Iso2022Jp), "{label}");
    }
    for label in ["ks_c_5601", "gb2312", "utf8", "latin1", "windows-1251"] {
        assert!(Charset::from_label(label).is_some(), "{label}");
    }
}

#[test]
fn an_unknown_label_is_told_and_guessed() {
    let (text, met) = decode("山田".as_bytes(), Some("x-klingon"));
    assert_eq!(text, "山田");
    assert_eq!(kinds(&met), [DefectKind::UnknownCharset]);
}

#[test]
fn us_ascii_with_escapes_is_japanese() {
    let (text, met) = decode(b"\x1b$B;3ED\x1b(B", Some("us-ascii"));
    assert_eq!(text, "山田");
    assert_eq!(kinds(&met), [DefectKind::RawBytes]);
}

#[test]
fn a_label_the_bytes_contradict_loses_to_valid_text() {
    let (text, met) = decode(b"\x8eR\x93c\x91\xbe\x98Y", Some("utf-8"));
    assert_eq!(text, "山田太郎");
    assert_eq!(kinds(&met), [DefectKind::InvalidBytes]);
}

#[test]
fn one_japanese_charset_under_the_name_of_another_is_found_out() {
    let iso_2022_jp = b"\x1b$B;3ED\x1b(B";
    let cases: [(&[u8], &str); 6] = [
        ("山田".as_bytes(), "iso-2022-jp"),
        (b"\x8eR\x93c", "iso-2022-jp"),
        (iso_2022_jp, "utf-8"),
        (iso_2022_jp, "Shift_JIS"),
        ("山田".as_bytes(), "Shift_JIS"),
        ("山田".as_bytes(), "EUC-JP"),
    ];
    for (bytes, label) in cases {
        let (text, met) = decode(bytes, Some(label));
        assert_eq!((text.as_str(), kinds(&met)), ("山田", vec![DefectKind::InvalidBytes]), "{label} {bytes:?}");
    }
    let (text, met) = decode(b"\x8eR\x93c", Some("us-ascii"));
    assert_eq!((text.as_str(), kinds(&met)), ("山田", vec![DefectKind::RawBytes]));
}

#[test]
fn western_text_under_the_name_of_utf_8_is_read() {
    let (text, met) = decode(b"Fr\xf6sche \xfcber", Some("utf-8"));
    assert_eq!((text.as_str(), kinds(&met)), ("Frösche über", vec![DefectKind::InvalidBytes]));
    // One whole sequence is enough to believe the label.
    let bytes = ["é é".as_bytes(), b"\xf6"].concat();
    assert_eq!(decode(&bytes, Some("utf-8")).0, "é é\u{fffd}");
}

#[test]
fn one_mangled_character_does_not_refute_a_label() {
    let (text, met) =
        decode(b"\xa7\xda\xaa\xbe\xb9D\xa7A\xbb\xdd\xadn\xa7\xf3\xa6h\xbe\xf7\xb7|\xa4@\xb0 \xa8\xd3", Some("big5"));
    assert_eq!((text.as_str(), kinds(&met)), ("我知道你需要更多機會一\u{fffd} 來", vec![DefectKind::InvalidBytes]));
}

#[test]
fn a_right_label_is_not_doubted() {
    for (bytes, label, text) in [
        (&b"\xc2\xb1 \xc2\xb1"[..], "Shift_JIS", "ﾂｱ ﾂｱ"),
        (b"plain", "iso-2022-jp", "plain"),
        (b"\x1b(B reset", "utf-8", "\u{1b}(B reset"),
    ] {
        assert_eq!(decode(bytes, Some(label)), (text.to_owned(), Vec::new()), "{label}");
    }
}

#[test]
fn vendor_characters_of_windows_are_read() {
    let shift_jis = Some("shift_jis");
    // NEC row 13, NEC-selected and IBM rows of the same characters, and the first and last IBM cell.
    assert_eq!(decode(b"\x87\x40\x87\x8a\xee\xe0\xfb\xfc\xfa\x40\xfc\x4b", shift_jis).0, "①㈱髙髙ⅰ黑");
    // The characters that Windows maps otherwise than JIS does.
    assert_eq!(decode(b"\x81\x60\x81\x7c\x81\x61", shift_jis).0, "～－∥");
    assert_eq!(decode(b"\xa1\xc1\xa1\xdd\xad\xa1\x8e\xb1", Some("euc-jp")).0, "～－①ｱ");
}

#[test]
fn utf_7_is_read_by_any_of_its_names() {
    for label in ["utf-7", "UTF7", "unicode-1-1-utf-7"] {
        assert_eq!(decode(b"+XHF1MA-", Some(label)), ("山田".to_owned(), Vec::new()), "{label}");
    }
}

#[test]
fn eight_bit_text_is_no_utf_7() {
    let (text, met) = decode(b"M\xfcller +", Some("utf-7"));
    assert_eq!((text.as_str(), kinds(&met)), ("Müller +", vec![DefectKind::InvalidBytes]));
}

#[test]
fn a_trail_byte_that_looks_like_a_backslash_is_foreign() {
    let bytes = b"a \x95\\ <";
    assert_eq!(Charset::Other(SHIFT_JIS).foreign_stretches(bytes).first(), Some(&(2..4)));
}
