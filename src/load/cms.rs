//! What a CMS message (RFC 5652, the `smime.p7m` of S/MIME) holds: signed content, which anybody can read, or content
//! that only its recipients can. Verifies nothing. Reads BER, since mailers write lengths that are told only at the
//! end, which the crates for DER refuse.

/// What the outermost layer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cms {
    /// Signed data; the content is a MIME entity (RFC 8551 3.5.1).
    Signed(Vec<u8>),
    /// Signatures or certificates without content.
    Detached,
    /// Encrypted, compressed, or a signed receipt: the name of the type (RFC 8551 3.2.2), and what that means.
    Sealed(&'static str),
}

/// Constructed values inside each other that are followed; mailers nest two.
const DEPTH: usize = 16;

const OBJECT_IDENTIFIER: u8 = 0x06;
const OCTET_STRING: u8 = 0x04;
const OCTET_STRING_IN_PIECES: u8 = 0x24;
const SEQUENCE: u8 = 0x30;
const EXPLICIT_0: u8 = 0xA0;
const END_OF_CONTENTS: &[u8] = &[0, 0];

/// 1.2.840.113549.1.7, and behind it the type (RFC 5652 4, 5.1, 6.1, 7, 8).
const PKCS_7: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07];
/// 1.2.840.113549.1.9.16.1, and behind it the type (RFC 3274, RFC 5083).
const SMIME_TYPES: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01];

/// Reads the outermost layer; `None` when these bytes are no CMS message.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Cms> {
    let mut cursor = Cursor { bytes };
    cursor.enter(SEQUENCE)?;
    let identifier = cursor.object_identifier()?;
    let kind = identifier.strip_prefix(PKCS_7).map(|kind| (PKCS_7, kind));
    match kind.or_else(|| identifier.strip_prefix(SMIME_TYPES).map(|kind| (SMIME_TYPES, kind)))? {
        (PKCS_7, [2]) => signed_content(cursor),
        (PKCS_7, [3]) => Some(Cms::Sealed("enveloped-data (encrypted)")),
        (PKCS_7, [6]) => Some(Cms::Sealed("encrypted-data (encrypted)")),
        (SMIME_TYPES, [9]) => Some(Cms::Sealed("compressed-data")),
        (SMIME_TYPES, [23]) => Some(Cms::Sealed("authEnveloped-data (encrypted)")),
        _ => None,
    }
}

/// What SignedData carries (RFC 5652 5.1, 5.2).
fn signed_content(mut cursor: Cursor<'_>) -> Option<Cms> {
    cursor.enter(EXPLICIT_0)?;
    cursor.enter(SEQUENCE)?;
    cursor.skip(DEPTH)?; // version
    cursor.skip(DEPTH)?; // digestAlgorithms
    let encapsulated_bytes = cursor.enter(SEQUENCE)?;
    let before = cursor.bytes.len();
    let is_message = cursor.object_identifier()?.strip_prefix(PKCS_7) == Some(&[1]);
    let is_at_end = encapsulated_bytes.is_some_and(|length| before - cursor.bytes.len() >= length);
    if is_at_end || cursor.bytes.first() != Some(&EXPLICIT_0) {
        return Some(Cms::Detached);
    }
    if !is_message {
        return Some(Cms::Sealed("signed-data around something that is no message"));
    }
    cursor.enter(EXPLICIT_0)?;
    let mut content = Vec::new();
    cursor.octets(&mut content, DEPTH)?;
    Some(Cms::Signed(content))
}

/// The rest of the bytes.
struct Cursor<'a> {
    bytes: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// Tag and length of the value that comes next; `None` inside for a length told only at its end (X.690 8.1.3.6).
    fn header(&mut self) -> Option<(u8, Option<usize>)> {
        let (&[tag, length], mut rest) = self.bytes.split_first_chunk::<2>()?;
        let length = match length {
            0x80 => None,
            0x81..=0x84 => {
                let (digits, behind) = rest.split_at_checked(usize::from(length & 0x7F))?;
                rest = behind;
                Some(digits.iter().fold(0, |number: usize, digit| number << 8 | usize::from(*digit)))
            }
            0x85.. => return None,
            short => Some(usize::from(short)),
        };
        self.bytes = rest;
        Some((tag, length))
    }

    /// Goes into a value of this tag; its length, where it says one.
    fn enter(&mut self, wanted: u8) -> Option<Option<usize>> {
        let (tag, length) = self.header()?;
        (tag == wanted).then_some(length)
    }

    fn object_identifier(&mut self) -> Option<&'a [u8]> {
        let length = self.enter(OBJECT_IDENTIFIER)??;
        self.take(length)
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(taken)
    }

    /// Goes behind the next value.
    fn skip(&mut self, depth: usize) -> Option<()> {
        match self.header()? {
            (_, Some(length)) => self.take(length).map(drop),
            (_, None) => {
                while !self.is_at_end_of_contents() {
                    self.skip(depth.checked_sub(1)?)?;
                }
                self.take(END_OF_CONTENTS.len()).map(drop)
            }
        }
    }

    /// Adds the bytes of an OCTET STRING, which may come in pieces.
    fn octets(&mut self, content: &mut Vec<u8>, depth: usize) -> Option<()> {
        match self.header()? {
            (OCTET_STRING, Some(length)) => content.extend_from_slice(self.take(length)?),
            (OCTET_STRING_IN_PIECES, Some(length)) => {
                let mut pieces = Cursor { bytes: self.take(length)? };
                while !pieces.bytes.is_empty() {
                    pieces.octets(content, depth.checked_sub(1)?)?;
                }
            }
            (OCTET_STRING_IN_PIECES, None) => {
                while !self.is_at_end_of_contents() {
                    self.octets(content, depth.checked_sub(1)?)?;
                }
                self.take(END_OF_CONTENTS.len())?;
            }
            _ => return None,
        }
        Some(())
    }

    fn is_at_end_of_contents(&self) -> bool {
        self.bytes.starts_with(END_OF_CONTENTS)
    }
}

#[cfg(test)]
pub(in crate::load) mod tests {
    use super::*;

    fn value(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).expect("tests are short").to_be_bytes();
        [&[tag, 0x84], length.as_slice(), content].concat()
    }

    /// The same with its length told at its end.
    fn open_value(tag: u8, content: &[u8]) -> Vec<u8> {
        [&[tag, 0x80], content, END_OF_CONTENTS].concat()
    }

    fn signed(form: fn(u8, &[u8]) -> Vec<u8>, octets: &[u8]) -> Vec<u8> {
        let identifier = |kind: u8| value(OBJECT_IDENTIFIER, &[PKCS_7, &[kind]].concat());
        let encapsulated = form(SEQUENCE, &[identifier(1), octets.to_vec()].concat());
        let algorithms = form(0x31, &form(SEQUENCE, &value(OBJECT_IDENTIFIER, &[1, 2])));
        let data = form(SEQUENCE, &[value(2, &[1]), algorithms, encapsulated].concat());
        form(SEQUENCE, &[identifier(2), form(EXPLICIT_0, &data)].concat())
    }

    /// A message signed by nobody, as small as can be.
    pub(in crate::load) fn signed_message(content: &[u8]) -> Vec<u8> {
        signed(open_value, &open_value(EXPLICIT_0, &value(OCTET_STRING, content)))
    }

    #[test]
    fn signed_content_is_read_in_both_forms_of_lengths() {
        let whole = value(EXPLICIT_0, &value(OCTET_STRING, b"Content-Type: text/plain\r\n"));
        assert_eq!(read(&signed(value, &whole)), Some(Cms::Signed(b"Content-Type: text/plain\r\n".to_vec())));
        let pieces = [value(OCTET_STRING, b"Content-"), value(OCTET_STRING, b"Type")].concat();
        let pieces = open_value(EXPLICIT_0, &open_value(OCTET_STRING_IN_PIECES, &pieces));
        assert_eq!(read(&signed(open_value, &pieces)), Some(Cms::Signed(b"Content-Type".to_vec())));
    }

    #[test]
    fn a_signature_without_content_has_nothing_to_read() {
        assert_eq!(read(&signed(value, b"")), Some(Cms::Detached));
        assert_eq!(read(&signed(open_value, b"")), Some(Cms::Detached));
    }

    #[test]
    fn what_is_sealed_is_named() {
        let of = |identifier: &[u8]| value(SEQUENCE, &value(OBJECT_IDENTIFIER, identifier));
        assert_eq!(read(&of(&[PKCS_7, &[3]].concat())), Some(Cms::Sealed("enveloped-data (encrypted)")));
        assert_eq!(read(&of(&[SMIME_TYPES, &[9]].concat())), Some(Cms::Sealed("compressed-data")));
        assert_eq!(read(&of(&[1, 2])), None);
        let mut receipt = signed_message(b"x");
        let content_type = receipt.windows(PKCS_7.len() + 1).rposition(|bytes| bytes == [PKCS_7, &[1]].concat());
        receipt[content_type.expect("it was written") + PKCS_7.len()] = 2;
        assert_eq!(read(&receipt), Some(Cms::Sealed("signed-data around something that is no message")));
    }

    #[test]
    fn what_ends_too_early_or_goes_too_deep_is_no_message() {
        let whole = signed(open_value, &open_value(EXPLICIT_0, &value(OCTET_STRING, b"x")));
        for end in 0..whole.len() - 12 {
            assert!(!matches!(read(&whole[..end]), Some(Cms::Signed(content)) if content == b"x"), "cut at {end}");
        }
        let deep: Vec<u8> = [OCTET_STRING_IN_PIECES, 0x80].repeat(100_000);
        assert_eq!(read(&signed(open_value, &open_value(EXPLICIT_0, &deep))), None);
        assert_eq!(read(b"example"), None);
    }
}
