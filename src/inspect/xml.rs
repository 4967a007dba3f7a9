//! Door for `quick-xml`: one event of a part at a time, names without prefix, from files that nobody vouches for.
//! Nothing is expanded: a DOCTYPE is passed over and an entity that XML itself does not know stays as it is written.

use quick_xml::XmlVersion;
use quick_xml::errors::Error;
use quick_xml::events::{BytesEnd, BytesStart, Event as Raw};
use quick_xml::reader::Reader;
use std::borrow::Cow;
use std::io::{self, BufRead, Read};
use std::ops::Deref;

/// Elements inside one another; a table in a table in Word costs four.
const DEPTH: usize = 256;
/// Bytes of one tag, comment or stretch of text.
const EVENT_BYTES: usize = 4 << 20;
/// Bytes of an element's name.
const NAME_BYTES: usize = 256;
/// Characters of a name that is kept while a file is read.
const KEPT_CHARACTERS: usize = 256;
/// Attributes of an element that are looked at.
const ATTRIBUTES: usize = 256;

/// Events of one XML part.
pub(super) struct Xml<R> {
    reader: Reader<Guard<R>>,
    buffer: Vec<u8>,
    depth: usize,
    fault: Option<Fault>,
}

/// Why there are no more events although the part goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is no well-formed XML, or is cut short.
    Malformed,
    /// Deeper or longer than any program writes.
    Limit,
    /// The bytes below could not be read.
    Input,
}

/// What stands next in a part.
pub(super) enum Event<'x> {
    /// `<name ...>`; `<name/>` is told as a start and an end.
    Start(Element<'x>),
    /// `</name>`
    End(Ended<'x>),
    /// Characters between tags, in pieces; empty where a comment stands.
    Text(Cow<'x, str>),
}

/// An end tag; stands for its name without prefix.
pub(super) struct Ended<'x>(BytesEnd<'x>);

/// A start tag.
pub(super) struct Element<'x>(BytesStart<'x>);

impl<R: BufRead> Xml<R> {
    /// Reads UTF-8 from `input`.
    pub(super) fn new(input: R) -> Self {
        let mut reader = Reader::from_reader(Guard { input, left: EVENT_BYTES, is_over: false });
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, buffer: Vec::new(), depth: 0, fault: None }
    }

    /// The next event; `None` at the end, and where it cannot go on: see [`Xml::fault`].
    pub(super) fn next(&mut self) -> Option<Event<'_>> {
        if self.fault.is_some() {
            return None;
        }
        self.buffer.clear();
        self.reader.get_mut().left = EVENT_BYTES;
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => {
                self.fault = Some(match error {
                    Error::Io(_) if self.reader.get_mut().is_over => Fault::Limit,
                    Error::Io(_) => Fault::Input,
                    _ => Fault::Malformed,
                });
                return None;
            }
        };
        Some(match event {
            Raw::Start(start) => {
                self.depth += 1;
                if self.depth > DEPTH || start.name().as_ref().len() > NAME_BYTES {
                    self.fault = Some(Fault::Limit);
                    return None;
                }
                Event::Start(Element(start))
            }
            Raw::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                Event::End(Ended(end))
            }
            Raw::Text(text) => Event::Text(text.into_inner()),
            Raw::CData(text) => Event::Text(text.into_inner()),
            Raw::GeneralRef(reference) => Event::Text(resolve(&reference)),
            Raw::Eof => {
                self.fault = (self.depth > 0).then_some(Fault::Malformed);
                return None;
            }
            Raw::Empty(_) | Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) | Raw::DocType(_) => Event::Text("".into()),
        })
    }

    /// Why [`Xml::next`] gave no more; `None` at a proper end.
    pub(super) fn fault(&self) -> Option<Fault> {
        self.fault
    }

    /// Where the bytes come from.
    pub(super) fn input(&mut self) -> &mut R {
        &mut self.reader.get_mut().input
    }
}

impl Element<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// The value of the attribute with this name, without prefix before one with any.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        self.find(|key| key == name).or_else(|| self.prefixed(name))
    }

    /// The value of the attribute with this name and a prefix (`r:id` beside `id`).
    pub(super) fn prefixed(&self, name: &str) -> Option<Cow<'_, str>> {
        self.find(|key| key.split_once(':').is_some_and(|(_, key)| key == name))
    }

    /// The value of an attribute that names something, to be kept: no more of it than such names have.
    pub(super) fn kept(&self, name: &str) -> Option<String> {
        self.attribute(name).map(|value| value.chars().take(KEPT_CHARACTERS).collect())
    }

    /// Names without prefix and values, in the order written.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let mut attributes = self.0.attributes();
        // Looking for one that stands twice compares each with each.
        attributes.with_checks(false);
        attributes.take(ATTRIBUTES).flatten().map(|attribute| {
            let value = attribute.normalized_value(XmlVersion::Explicit1_0);
            (local(attribute.key.into_inner()), value.unwrap_or(attribute.value))
        })
    }

    fn find(&self, is_wanted: impl Fn(&str) -> bool) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        let mut found = attributes.with_checks(false).take(ATTRIBUTES).flatten();
        let attribute = found.find(|attribute| is_wanted(attribute.key.as_ref()))?;
        Some(attribute.normalized_value(XmlVersion::Explicit1_0).unwrap_or_else(|_| attribute.value.clone()))
    }
}

impl Deref for Ended<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        local(self.0.name().into_inner())
    }
}

impl PartialEq<&str> for Ended<'_> {
    fn eq(&self, name: &&str) -> bool {
        **self == **name
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Characters by number and the five names of XML 1.0 4.6; anything else as it stands.
fn resolve(reference: &quick_xml::events::BytesRef<'_>) -> Cow<'static, str> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string().into();
    }
    match &**reference {
        "lt" => "<".into(),
        "gt" => ">".into(),
        "amp" => "&".into(),
        "quot" => "\"".into(),
        "apos" => "'".into(),
        name => format!("&{name};").into(),
    }
}

/// Ends the input where one event takes too many bytes: an event is held whole.
struct Guard<R> {
    input: R,
    left: usize,
    is_over: bool,
}

impl<R: BufRead> BufRead for Guard<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            self.is_over = true;
            return Err(io::Error::other("limit"));
        }
        let available = self.input.fill_buf()?;
        Ok(&available[..available.len().min(self.left)])
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count);
        self.input.consume(count);
    }
}

impl<R: BufRead> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Events in short, and why they ended.
    fn events(text: &str) -> (String, Option<Fault>) {
        let mut xml = Xml::new(text.as_bytes());
        let mut seen = String::new();
        while let Some(event) = xml.next() {
            match event {
                Event::Start(element) => {
                    let value = element.attribute("val").map_or(String::new(), |value| format!(" {value}"));
                    seen += &format!("<{}{value}>", element.name());
                }
                Event::End(name) => seen += &format!("</{}>", &*name),
                Event::Text(text) => seen += &text,
            }
        }
        (seen, xml.fault())
    }

    #[test]
    fn prefixes_are_left_out_and_references_resolved() {
        let text = "<?xml version='1.0'?><w:a w:val='1&amp;2'><b/>&lt;&#x898B;<![CDATA[<]]><!-- c --></w:a>";
        assert_eq!(events(text), ("<a 1&2><b></b><見<</a>".into(), None));
    }

    #[test]
    fn an_attribute_without_prefix_goes_before_one_with() {
        let mut xml = Xml::new(&b"<a r:id='rId2' id='256'/>"[..]);
        let Some(Event::Start(element)) = xml.next() else { panic!("no element") };
        assert_eq!(element.attribute("id").as_deref(), Some("256"));
        assert_eq!(element.prefixed("id").as_deref(), Some("rId2"));
    }

    #[test]
    fn entities_of_a_doctype_are_not_expanded() {
        let text = "<!DOCTYPE a [<!ENTITY b 'long'>]><a>&b;</a>";
        assert_eq!(events(text), ("<a>&b;</a>".into(), None));
    }

    #[test]
    fn what_is_cut_short_is_no_proper_end() {
        assert_eq!(events("<a><b></b>").1, Some(Fault::Malformed));
        assert_eq!(events("<a></b>").1, Some(Fault::Malformed));
    }

    #[test]
    fn depth_and_length_have_limits() {
        assert_eq!(events(&"<a>".repeat(100_000)).1, Some(Fault::Limit));
        assert_eq!(events(&format!("<a>{}</a>", "x".repeat(EVENT_BYTES + 1))).1, Some(Fault::Limit));
        assert_eq!(events(&format!("<{}/>", "x".repeat(NAME_BYTES + 1))).1, Some(Fault::Limit));
    }
}
