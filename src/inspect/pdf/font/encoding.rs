//! What the codes of Latin fonts stand for (ISO 32000-1, annex D), and what the names of their glyphs mean.

/// Which table a font's codes are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::inspect::pdf) enum Encoding {
    /// StandardEncoding.
    Standard,
    /// WinAnsiEncoding.
    WinAnsi,
    /// MacRomanEncoding.
    MacRoman,
}

impl Encoding {
    /// The table with that name.
    pub(in crate::inspect::pdf) fn named(name: &[u8]) -> Option<Self> {
        match name {
            b"StandardEncoding" => Some(Encoding::Standard),
            b"WinAnsiEncoding" => Some(Encoding::WinAnsi),
            b"MacRomanEncoding" => Some(Encoding::MacRoman),
            _ => None,
        }
    }

    /// The character of a code.
    pub(in crate::inspect::pdf) fn character(self, code: u8) -> Option<char> {
        let character = match (self, code) {
            (_, ..32) | (_, 127) => return None,
            (Encoding::Standard, b'\'') => '’',
            (Encoding::Standard, b'`') => '‘',
            (_, 32..127) => char::from(code),
            (Encoding::Standard, _) => STANDARD.chars().nth(usize::from(code - 128))?,
            (Encoding::MacRoman, _) => MAC_ROMAN.chars().nth(usize::from(code - 128))?,
            (Encoding::WinAnsi, 128..160) => WIN_ANSI.chars().nth(usize::from(code - 128))?,
            (Encoding::WinAnsi, 160..) => char::from(code),
        };
        (character != '\0').then_some(character)
    }
}

/// From 128; zero where nothing is.
const STANDARD: &str = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\0–†‡·\0¶•‚„”»…‰\0¿\0`´ˆ˜¯˘˙¨\0˚¸\0˝˛ˇ—\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0Æ\0ª\0\0\0\0ŁØŒº\0\0\0\0\0æ\0\0\0ı\0\0łøœß\0\0\0\0";
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»… ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\0ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
/// From 128 to 159; what is not used shows as a bullet.
const WIN_ANSI: &str = "€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ";

/// PDFDocEncoding of strings outside of pages (ISO 32000-1, D.2); `None` for what it does not use.
pub(in crate::inspect::pdf) fn document_character(code: u8) -> Option<char> {
    let character = match code {
        b'\t' | b'\n' | b'\r' => char::from(code),
        24..32 => "˘ˇˆ˙˝˛˚˜".chars().nth(usize::from(code - 24))?,
        32..=126 => char::from(code),
        128..161 => "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\0€".chars().nth(usize::from(code - 128))?,
        161.. => char::from(code),
        _ => return None,
    };
    (character != '\0').then_some(character)
}

/// The text of a glyph's name (Adobe Glyph List Specification 2): `Aacute`, `uni5C71`, `u20BB7`, `f_i`, `a.alt`.
pub(in crate::inspect::pdf) fn glyph_text(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    let name = name.split('.').next().filter(|name| !name.is_empty() && name.len() <= 64)?;
    name.split('_').map(component_text).collect()
}

fn component_text(name: &str) -> Option<String> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return letter.is_ascii_alphabetic().then(|| letter.to_string());
    }
    if name == "space" || name == "nbspace" {
        return Some(" ".to_owned());
    }
    let mut words = GLYPH_NAMES.split_ascii_whitespace();
    while let (Some(known), Some(text)) = (words.next(), words.next()) {
        if known == name {
            return Some(text.to_owned());
        }
    }
    let is_hexadecimal = |digits: &str| digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'));
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() >= 4 && digits.len() % 4 == 0)
        && is_hexadecimal(digits)
    {
        let units: Option<Vec<u16>> = (0..digits.len() / 4)
            .map(|index| u16::from_str_radix(&digits[index * 4..index * 4 + 4], 16).ok())
            .collect();
        return String::from_utf16(&units?).ok();
    }
    let digits = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()) && is_hexadecimal(digits))?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?).map(String::from)
}

/// Names and characters in turn (ISO 32000-1, D.1).
const GLYPH_NAMES: &str = "\
    AE Æ Aacute Á Acircumflex Â Adieresis Ä Agrave À Aring Å Atilde Ã Ccedilla Ç Eacute É Ecircumflex Ê \
    Edieresis Ë Egrave È Eth Ð Euro € Iacute Í Icircumflex Î Idieresis Ï Igrave Ì Lslash Ł Ntilde Ñ \
    OE Œ Oacute Ó Ocircumflex Ô Odieresis Ö Ograve Ò Oslash Ø Otilde Õ Scaron Š Thorn Þ Uacute Ú \
    Ucircumflex Û Udieresis Ü Ugrave Ù Yacute Ý Ydieresis Ÿ Zcaron Ž aacute á acircumflex â acute ´ \
    adieresis ä ae æ agrave à ampersand & aring å asciicircum ^ asciitilde ~ asterisk * at @ atilde ã \
    backslash \\ bar | braceleft { braceright } bracketleft [ bracketright ] breve ˘ brokenbar ¦ \
    bullet • caron ˇ ccedilla ç cedilla ¸ cent ¢ circumflex ˆ colon : comma , copyright © currency ¤ \
    dagger † daggerdbl ‡ degree ° dieresis ¨ divide ÷ dollar $ dotaccent ˙ dotlessi ı eacute é \
    ecircumflex ê edieresis ë egrave è eight 8 ellipsis … emdash — endash – equal = eth ð exclam ! \
    exclamdown ¡ fi ﬁ five 5 fl ﬂ florin ƒ four 4 fraction ⁄ germandbls ß grave ` greater > \
    guillemotleft « guillemotright » guilsinglleft ‹ guilsinglright › hungarumlaut ˝ hyphen - iacute í \
    icircumflex î idieresis ï igrave ì less < logicalnot ¬ lslash ł macron ¯ minus − mu µ multiply × \
    nine 9 ntilde ñ numbersign # oacute ó ocircumflex ô odieresis ö oe œ ogonek ˛ ograve ò one 1 \
    onehalf ½ onequarter ¼ onesuperior ¹ ordfeminine ª ordmasculine º oslash ø otilde õ paragraph ¶ \
    parenleft ( parenright ) percent % period . periodcentered · perthousand ‰ plus + plusminus ± \
    question ? questiondown ¿ quotedbl \" quotedblbase „ quotedblleft “ quotedblright ” quoteleft ‘ \
    quoteright ’ quotesinglbase ‚ quotesingle ' registered ® ring ˚ scaron š section § semicolon ; \
    seven 7 six 6 slash / sterling £ thorn þ three 3 threequarters ¾ threesuperior ³ tilde ˜ \
    trademark ™ two 2 twosuperior ² uacute ú ucircumflex û udieresis ü ugrave ù underscore _ yacute ý \
    ydieresis ÿ yen ¥ zcaron ž zero 0";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_as_long_as_their_codes() {
        assert_eq!(STANDARD.chars().count(), 128);
        assert_eq!(MAC_ROMAN.chars().count(), 128);
        assert_eq!(WIN_ANSI.chars().count(), 32);
        assert_eq!(GLYPH_NAMES.split_ascii_whitespace().count() % 2, 0);
    }

    #[test]
    fn codes_stand_for_characters() {
        assert_eq!(Encoding::Standard.character(0xFB), Some('ß'));
        assert_eq!(Encoding::Standard.character(0x80), None);
        assert_eq!(Encoding::WinAnsi.character(0x80), Some('€'));
        assert_eq!(Encoding::WinAnsi.character(0xE9), Some('é'));
        assert_eq!(Encoding::MacRoman.character(0x8E), Some('é'));
        assert_eq!(Encoding::MacRoman.character(0xFF), Some('ˇ'));
        assert_eq!(document_character(0xA0), Some('€'));
    }

    #[test]
    fn names_of_glyphs_stand_for_characters() {
        for (name, text) in [("A", "A"), ("eacute", "é"), ("quotedbl", "\""), ("backslash", "\\"), ("uni5C71", "山")]
        {
            assert_eq!(glyph_text(name.as_bytes()).as_deref(), Some(text));
        }
        assert_eq!(glyph_text(b"u20BB7.vert").as_deref(), Some("𠮷"));
        assert_eq!(glyph_text(b"f_i").as_deref(), Some("fi"));
        assert_eq!(glyph_text(b"g123"), None);
        assert_eq!(glyph_text(b".notdef"), None);
        assert_eq!(glyph_text(b"uniD800"), None);
    }
}
