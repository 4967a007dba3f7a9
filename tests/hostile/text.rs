//! Changes a text as somebody might who knows its structure: lines, header fields, parts, words that mean something.
//! Knows no rule of any format beyond these words.

use super::random::Random;

/// What a kind of text is made of.
#[derive(Debug, Clone, Copy)]
pub struct Language {
    /// Pieces to put anywhere.
    pub tokens: &'static [&'static [u8]],
    /// Words that a value follows, and values to put there instead.
    pub values: &'static [(&'static [u8], &'static [&'static [u8]])],
}

/// Larger texts are left as they are: more of the same takes longer and shows nothing new.
const LARGEST_BYTES: usize = 96 << 10;

/// Mail (RFC 5322, RFC 2045).
pub const MAIL: Language = Language {
    tokens: &[
        b"=?UTF-8?B?",
        b"=?iso-2022-jp?B?GyRC?=",
        b"=?shift_jis?Q?=82=A0",
        b"?=",
        b"=?",
        b"\"",
        b"<",
        b">",
        b",",
        b";",
        b":",
        b"@",
        b"\\",
        b"(",
        b")",
        b"\r",
        b"\n",
        b"\r\n\t",
        b"\n\n",
        b"\0",
        b"\xFF\xFE",
        b"\xEF\xBB\xBF",
        b"\x1B$B",
        b"\x1B(B",
        b"\x1B]0;x\x07",
        b"\x1B[2J",
        b"\xC2\x9B31m",
        b"\xE2\x80\xAE",
        b"\xE2\x81\xA6",
        b"\xE2\x80\x8B",
        b"\x82",
        b"=3D",
        b"=\n",
        b"&#x202e;",
        b"<div>",
        b"</style>",
        b"<!--",
        b"<blockquote>",
        b"%00",
        b"%E3%81",
        b"*0*=UTF-8''",
        b"To: ",
        b"Bcc: ",
        b"From: ",
        b"Content-Type: multipart/mixed; boundary=\"x\"\n",
        b"--x\n",
        b"--x--\n",
        b"Content-Type: message/rfc822\n\n",
        b"undisclosed-recipients:;",
        b"a@b.example",
        b"From - ",
        b"From a@b.example Mon Apr  6 09:00:00 2026\n",
        b"begin 644 a.txt\n",
        b"> ",
        b"-- \n",
        b"\xEF\xBC\xA0",
        b"xn--",
    ],
    values: &[
        (
            b"charset=",
            &[b"utf-7", b"iso-2022-jp", b"shift_jis", b"euc-jp", b"utf-16", b"gb18030", b"x-none", b"\"", b""],
        ),
        (b"boundary=", &[b"x", b"\"\"", b"\"x y\"", b"--", b"\"unclosed", b""]),
        (b"Transfer-Encoding: ", &[b"base64", b"quoted-printable", b"8bit", b"x-uuencode", b"binary", b"base64 x"]),
        (
            b"Content-Type: ",
            &[
                b"multipart/mixed",
                b"multipart/alternative",
                b"message/rfc822",
                b"text/html",
                b"text/plain",
                b"application/ms-tnef",
                b"/",
                b"",
            ],
        ),
        (b"filename=", &[b"\"../../x\"", b"\"\x1B[2J\"", b"=?UTF-8?B?4oCu?=", b"\"a\\", b""]),
        (b"Disposition: ", &[b"attachment", b"inline", b"form-data", b""]),
        (b"name*=", &[b"UTF-8''%E2%80%AE", b"iso-2022-jp''%1B%24B", b"''", b"%"]),
    ],
};

/// Rule files, settings and tables of people.
pub const TOML: Language = Language {
    tokens: &[
        b"[",
        b"]",
        b"[[",
        b"]]",
        b"{",
        b"}",
        b"=",
        b".",
        b",",
        b"\"",
        b"'",
        b"\"\"\"",
        b"'''",
        b"\\u202E",
        b"\\u0000",
        b"\\",
        b"#",
        b"\n",
        b"\r",
        b"\t",
        b"0",
        b"-1",
        b"9223372036854775807",
        b"99999999999999999999",
        b"1e400",
        b"nan",
        b"true",
        b"2026-04-01",
        b"\xE3\x81\x82",
        b"\xE2\x80\xAE",
        b"\xE2\x80\x8B",
        b"\x1B[2J",
        b"\x7F",
        b"[when.message]\n",
        b"[[good]]\n",
        b"(a{1000}){1000}",
        b"(?:",
        b"[^",
        b"*",
        b"**",
        b"{a,",
        b"$organization.domains",
        b"list:",
        b"{count}",
        b"{",
        b"mailto:",
        b"extends = [\"mailcheck.toml\"]\n",
        b"BEGIN:VCARD\n",
        b"EMAIL;TYPE=x:",
        b"a@b.example",
    ],
    values: &[
        (
            b" = ",
            &[
                b"true",
                b"0",
                b"-5",
                b"\"\"",
                b"\"\xE3\x81\x82\"",
                b"[]",
                b"{}",
                b"[\"a\", 1]",
                b"18446744073709551616",
                b"1.5",
                b"2026-04-01",
                b"",
            ],
        ),
        (b"regex = ", &[b"\"(\"", b"\"(a*)*b\"", b"\"\\\\p{Han}{500}\"", b"\"\"", b"[\".*\", \"(?R)\"]"]),
        (b"glob = ", &[b"\"[\"", b"\"{a,{b,{c\"", b"\"**/**/**\"", b"\"\""]),
        (b"severity = ", &[b"\"fatal\"", b"\"info\"", b"1"]),
        (b"= \"", &[b"\"\n", b"\\x\"", b"{\"", b"}}{{\""]),
    ],
};

/// Changes `text` in one to four ways; `other` is a text of the same kind to take pieces from.
pub fn change(text: &mut Vec<u8>, other: &[u8], language: &Language, random: &mut Random) {
    for _ in 0..=random.below(4) {
        match random.below(13) {
            0 => swap_lines(text, random),
            1 => repeat_lines(text, random),
            2 => drain_lines(text, random),
            3 => take_lines(text, other, random),
            4 | 5 => change_value(text, language, random),
            6 | 7 => insert(text, language, random),
            8 => repeat_token(text, language, random),
            9 => replace_all(text, random),
            10 => text.truncate(random.below(text.len() + 1)),
            11 => cut_out(text, random),
            _ => change_bytes(text, random),
        }
    }
    text.truncate(LARGEST_BYTES);
}

fn lines(text: &[u8]) -> Vec<Vec<u8>> {
    text.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
}

/// A few lines in a row; more often few than many.
fn some_lines(lines: &[Vec<u8>], random: &mut Random) -> std::ops::Range<usize> {
    let start = random.below(lines.len());
    let most = if random.below(3) == 0 { lines.len() } else { 3 };
    start..(start + 1 + random.below(most)).min(lines.len())
}

fn swap_lines(text: &mut Vec<u8>, random: &mut Random) {
    let mut lines = lines(text);
    if !lines.is_empty() {
        let (one, other) = (random.below(lines.len()), random.below(lines.len()));
        lines.swap(one, other);
        *text = lines.concat();
    }
}

fn repeat_lines(text: &mut Vec<u8>, random: &mut Random) {
    let mut lines = lines(text);
    let chosen = some_lines(&lines, random);
    let times = if random.below(8) == 0 { 40 } else { 1 };
    let copies = lines[chosen].concat().repeat(times);
    lines.insert(random.below(lines.len() + 1), copies);
    *text = lines.concat();
}

fn drain_lines(text: &mut Vec<u8>, random: &mut Random) {
    let mut lines = lines(text);
    let chosen = some_lines(&lines, random);
    lines.drain(chosen);
    *text = lines.concat();
}

fn take_lines(text: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let (mut lines, others) = (lines(text), self::lines(other));
    let chosen = some_lines(&others, random);
    let at = random.below(lines.len() + 1);
    lines.splice(at..at, others[chosen].iter().cloned());
    *text = lines.concat();
}

/// Puts another value after a word that one follows, up to a space, `;` or the line end.
fn change_value(text: &mut Vec<u8>, language: &Language, random: &mut Random) {
    let (word, values) = language.values[random.below(language.values.len())];
    let places: Vec<usize> = text
        .windows(word.len())
        .enumerate()
        .filter(|(_, at)| at.eq_ignore_ascii_case(word))
        .map(|(at, _)| at + word.len())
        .collect();
    if places.is_empty() {
        return insert(text, language, random);
    }
    let start = places[random.below(places.len())];
    let end = text[start..].iter().position(|byte| b";\r\n".contains(byte)).map_or(text.len(), |length| start + length);
    text.splice(start..end, random.pick(values).iter().copied());
}

fn insert(text: &mut Vec<u8>, language: &Language, random: &mut Random) {
    let at = random.below(text.len() + 1);
    text.splice(at..at, random.pick(language.tokens).iter().copied());
}

fn repeat_token(text: &mut Vec<u8>, language: &Language, random: &mut Random) {
    let at = random.below(text.len() + 1);
    let token = random.pick(language.tokens).repeat(1 << random.below(12));
    text.splice(at..at, token);
}

/// One byte becomes another wherever it stands: line ends, separators, quotes.
fn replace_all(text: &mut Vec<u8>, random: &mut Random) {
    let pairs: [(u8, &[u8]); 6] =
        [(b'\n', b"\r"), (b'\n', b"\r\n"), (b'\r', b""), (b',', b";"), (b'"', b""), (b' ', b"\t")];
    let (from, to) = pairs[random.below(pairs.len())];
    *text = text.iter().flat_map(|byte| if *byte == from { to.to_vec() } else { vec![*byte] }).collect();
}

fn cut_out(text: &mut Vec<u8>, random: &mut Random) {
    let start = random.below(text.len());
    let end = (start + 1 + random.below(60)).min(text.len());
    text.drain(start..end);
}

/// Wrong bytes, one bit or all of it, or a byte of another place.
pub fn change_bytes(text: &mut [u8], random: &mut Random) {
    for _ in 0..=random.below(12) {
        if text.is_empty() {
            return;
        }
        let (at, from) = (random.below(text.len()), random.below(text.len()));
        match random.below(3) {
            0 => text[at] ^= 1 << random.below(8),
            1 => text[at] = random.edge().to_le_bytes()[0],
            _ => text[at] = text[from],
        }
    }
}
