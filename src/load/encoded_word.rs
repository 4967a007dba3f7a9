//! A header field's bytes -> text: unfolding, RFC 2047 with the breaches mailers commit, and raw bytes of a guessed
//! charset. Knows no structure within the field.

mod word;

use crate::draft::DefectKind;
use crate::load::charset::{self, Charset};
use crate::load::decoded_text::DecodedText;
use crate::load::met::Met;
use crate::load::scan::find;
use std::ops::Range;
use word::{EncodedWord, encoded_word};

/// Decodes a field body whose first byte lies at `base`.
#[must_use]
pub fn decode(body: &[u8], base: usize) -> (DecodedText, Vec<Met>) {
    decode_near(body, base, None)
}

/// Decodes a field body that stands above text in `charset`: raw bytes are in it, too, when they can be.
#[must_use]
pub fn decode_near(body: &[u8], base: usize, charset: Option<Charset>) -> (DecodedText, Vec<Met>) {
    let mut writer = Writer { body, base, decoded: DecodedText::default(), met: Vec::new() };
    let raw_charset = raw_charset(body).map(|guessed| charset::nearer(guessed, charset, body));
    let mut foreign = raw_charset.map(|charset| charset.foreign_stretches(body)).unwrap_or_default();
    let has_foreign = !foreign.is_empty();
    drop_inside_encoded_words(body, &mut foreign);
    match raw_charset {
        Some(charset) if !foreign.is_empty() => writer.met(DefectKind::RawBytes, charset.name()),
        Some(_) if has_foreign => writer.met(DefectKind::EncodedWord, "raw bytes in an encoded-word"),
        _ => {}
    }
    let mut at = 0;
    for stretch in foreign {
        writer.ascii(at..stretch.start);
        writer.foreign(stretch.clone(), raw_charset.unwrap_or(Charset::UTF_8));
        at = stretch.end;
    }
    writer.ascii(at..body.len());
    (writer.decoded, writer.met)
}

/// Decodes without looking for encoded-words: for parameters, whose quotes and `;` must be found first.
#[must_use]
pub fn decode_raw(body: &[u8], base: usize) -> (DecodedText, Vec<Met>) {
    let mut writer = Writer { body, base, decoded: DecodedText::default(), met: Vec::new() };
    let raw_charset = raw_charset(body);
    if let Some(charset) = raw_charset {
        writer.met(DefectKind::RawBytes, charset.name());
    }
    let mut at = 0;
    for stretch in raw_charset.map(|charset| charset.foreign_stretches(body)).unwrap_or_default() {
        writer.plain(at..stretch.start);
        writer.foreign(stretch.clone(), raw_charset.unwrap_or(Charset::UTF_8));
        at = stretch.end;
    }
    writer.plain(at..body.len());
    (writer.decoded, writer.met)
}

/// Decodes the encoded-words in text that was decoded otherwise before (a parameter's value).
#[must_use]
pub fn decode_text(text: &str) -> (String, Vec<Met>) {
    let (decoded, met) = decode(text.as_bytes(), 0);
    (decoded.text().to_owned(), met)
}

/// The charset of raw bytes in the field; `None` when it is ASCII or UTF-8, which need no decoding.
fn raw_charset(body: &[u8]) -> Option<Charset> {
    if body.is_ascii() && !body.contains(&0x1b) {
        return None;
    }
    Some(charset::guess(body)).filter(|charset| *charset != Charset::UTF_8)
}

/// Raw bytes inside an encoded-word are decoded with its charset, not by guess.
fn drop_inside_encoded_words(body: &[u8], foreign: &mut Vec<Range<usize>>) {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut next_foreign = 0;
    while let Some(found) = find(&body[at..], b"=?").filter(|_| !foreign.is_empty()) {
        let start = at + found;
        while foreign.get(next_foreign).is_some_and(|stretch| stretch.end <= start) {
            next_foreign += 1;
        }
        let is_foreign = foreign.get(next_foreign).is_some_and(|stretch| stretch.start <= start);
        at = match encoded_word(body, start).filter(|_| !is_foreign) {
            Some(word) => {
                words.push(word.range.clone());
                word.range.end
            }
            None => start + 2,
        };
    }
    foreign.retain(|stretch| {
        let after = words.partition_point(|word| word.start <= stretch.start);
        after.checked_sub(1).and_then(|index| words.get(index)).is_none_or(|word| stretch.end > word.end)
    });
}

/// Adjacent encoded-words that are kept to be joined; a character is split over two of them, not over more.
const JOINED_WORDS: usize = 1_000;

struct Writer<'a> {
    body: &'a [u8],
    base: usize,
    decoded: DecodedText,
    met: Vec<Met>,
}

impl Writer<'_> {
    fn met(&mut self, kind: DefectKind, detail: &str) {
        if !self.met.iter().any(|met| met.kind == kind) {
            self.met.push(Met::new(kind, detail));
        }
    }

    fn source(&self, range: Range<usize>) -> Range<usize> {
        range.start + self.base..range.end + self.base
    }

    fn foreign(&mut self, range: Range<usize>, charset: Charset) {
        let (text, is_damaged) = charset.decode(&self.body[range.clone()]);
        if is_damaged {
            self.met(DefectKind::InvalidBytes, charset.name());
        }
        let source = self.source(range);
        self.decoded.push_decoded(&text, source);
    }

    /// Text that holds no raw bytes of another charset: encoded-words and what stands between them.
    fn ascii(&mut self, range: Range<usize>) {
        let mut written = range.start;
        let mut words: Vec<EncodedWord> = Vec::new();
        let mut is_after_word = false;
        let mut at = range.start;
        while let Some(found) = find(&self.body[at..range.end], b"=?") {
            let start = at + found;
            let Some(word) = encoded_word(&self.body[..range.end], start) else {
                at = start + 2;
                continue;
            };
            let gap = written..start;
            if !is_after_word || !self.body[gap.clone()].trim_ascii().is_empty() {
                self.words(&mut words);
                self.plain(gap);
            }
            if word.is_damaged {
                self.met(DefectKind::EncodedWord, "transfer encoding");
            }
            at = word.range.end;
            written = at;
            words.push(word);
            is_after_word = true;
            if words.len() >= JOINED_WORDS {
                self.words(&mut words);
            }
        }
        self.words(&mut words);
        self.plain(written..range.end);
    }

    /// Plain text without its line ends (unfolding, RFC 5322 2.2.3).
    fn plain(&mut self, range: Range<usize>) {
        let mut start = range.start;
        for at in range.clone() {
            if matches!(self.body[at], b'\r' | b'\n') {
                self.verbatim(start..at);
                start = at + 1;
                // A folded line that lost its blanks must not be glued to the one before.
                let next = self.body.get(at + 1);
                if next.is_some_and(|next| !matches!(next, b' ' | b'\t' | b'\r' | b'\n')) {
                    let source = self.source(at..at + 1);
                    self.decoded.push_decoded(" ", source);
                }
            }
        }
        self.verbatim(start..range.end);
    }

    fn verbatim(&mut self, range: Range<usize>) {
        let source = self.source(range.clone());
        match std::str::from_utf8(&self.body[range.clone()]) {
            Ok(text) => self.decoded.push_verbatim(text, source.start),
            Err(_) => {
                self.met(DefectKind::InvalidBytes, "UTF-8");
                let text = String::from_utf8_lossy(&self.body[range]).into_owned();
                self.decoded.push_decoded(&text, source);
            }
        }
    }

    /// Adjacent encoded-words: those of one charset are joined before decoding, since mailers split characters.
    fn words(&mut self, words: &mut Vec<EncodedWord>) {
        let all = std::mem::take(words);
        for run in all.chunk_by(|left, right| left.charset == right.charset) {
            let joined: Vec<u8> = run.iter().flat_map(|word| word.bytes.iter().copied()).collect();
            let (text, met) = charset::decode(&joined, Some(&run[0].charset));
            let is_damaged = |met: &[Met]| met.iter().any(|met| met.kind == DefectKind::InvalidBytes);
            let apart: Vec<_> = run.iter().map(|word| charset::decode(&word.bytes, Some(&word.charset))).collect();
            let is_apart_damaged = apart.iter().any(|(_, met)| is_damaged(met));
            let is_same = apart.iter().map(|(text, _)| text.len()).sum::<usize>() == text.len()
                && apart.iter().map(|(text, _)| text.as_str()).collect::<String>() == text;
            if is_same || (is_damaged(&met) && !is_apart_damaged) {
                for (word, (text, met)) in run.iter().zip(apart) {
                    self.encoded(&text, word.range.clone(), met);
                }
            } else {
                self.met(DefectKind::EncodedWord, "character split over two encoded-words");
                self.encoded(&text, run[0].range.start..run[run.len() - 1].range.end, met);
            }
        }
    }

    fn encoded(&mut self, text: &str, range: Range<usize>, met: Vec<Met>) {
        for met in met {
            self.met(met.kind, &met.detail);
        }
        let source = self.source(range);
        // Line ends hidden in an encoded-word would forge header lines in the view.
        let flat = text.replace(['\r', '\n', '\0'], " ");
        self.decoded.push_encoded_word(&flat, source);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &[u8], text: &str, kinds: &[DefectKind]) {
        let (decoded, met) = decode(body, 0);
        assert_eq!(decoded.text(), text);
        assert_eq!(met.iter().map(|met| met.kind).collect::<Vec<_>>(), kinds);
    }

    #[test]
    fn a_character_split_over_two_words_is_whole() {
        // 山 is E5 B1 B1; ED is the second half of 田 in ISO-2022-JP.
        check(b"=?UTF-8?Q?=E5=B1?= =?utf-8?Q?=B1?=", "山", &[DefectKind::EncodedWord]);
        check(b"=?ISO-2022-JP?B?GyRCOzM=?= =?ISO-2022-JP?B?RUQbKEI=?=", "山田", &[DefectKind::EncodedWord]);
    }

    #[test]
    fn white_space_between_words_vanishes_and_before_text_stays() {
        check(b"=?UTF-8?Q?a?=\r\n =?UTF-8?Q?b?= c", "ab c", &[]);
        check(b"a\r\n b\r\nc", "a b c", &[]);
    }

    #[test]
    fn common_breaches_are_read() {
        check(b"=?utf-8*ja?q?a b_c?=", "a b c", &[]);
        check(b"x=?UTF-8?B?5bGx?=y", "x山y", &[]);
        check(b"\"=?UTF-8?B?5bGx5?=\"", "\"山\"", &[DefectKind::EncodedWord]);
        check(b"=?UTF-8?B?YQ?=", "a", &[]);
        check(b"=?iso-8859-1?Q?caf=E9=?=", "café=", &[DefectKind::EncodedWord]);
    }

    #[test]
    fn text_that_only_looks_encoded_stays() {
        check(b"=?not one =?UTF-8?Q?a?=", "=?not one a", &[]);
        check(b"1 =? 2 ?= 3", "1 =? 2 ?= 3", &[]);
    }

    #[test]
    fn raw_bytes_are_decoded_by_guess() {
        check("山田".as_bytes(), "山田", &[]);
        check(b"\x8eR\x93c a", "山田 a", &[DefectKind::RawBytes]);
        check(b"\x1b$B;3ED\x1b(B a", "山田 a", &[DefectKind::RawBytes]);
    }

    #[test]
    fn raw_bytes_in_an_encoded_word_take_its_charset() {
        check(b"=?iso-8859-1?Q?Fr\xf6sche?= a", "Frösche a", &[DefectKind::EncodedWord]);
    }

    #[test]
    fn line_ends_inside_a_word_forge_no_line() {
        check(b"=?UTF-8?Q?a=0D=0ATo:_b?=", "a  To: b", &[]);
    }

    #[test]
    fn many_unclosed_words_take_linear_time() {
        let body = b"=?UTF-8?Q?a".repeat(200_000);
        let (decoded, _) = decode(&body, 0);
        assert_eq!(decoded.text().len(), body.len());
    }
}
