//! Door for writing XML: one element at a time, with attributes and text escaped, on its own line. What is handed in
//! has passed `safe`, so that no character is left that XML cannot hold.

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;
use std::io::{self, Write};

/// `<?xml ...?>`
pub(super) fn declaration(out: &mut dyn Write) -> io::Result<()> {
    write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)), out)
}

/// `<name ...>`
pub(super) fn start(indent: usize, name: &str, attributes: &[(&str, &str)], out: &mut dyn Write) -> io::Result<()> {
    line(indent, out)?;
    write(Event::Start(element(name, attributes)), out)
}

/// `</name>`
pub(super) fn end(indent: usize, name: &str, out: &mut dyn Write) -> io::Result<()> {
    line(indent, out)?;
    write(Event::End(BytesEnd::new(name)), out)
}

/// `<name .../>`
pub(super) fn empty(indent: usize, name: &str, attributes: &[(&str, &str)], out: &mut dyn Write) -> io::Result<()> {
    line(indent, out)?;
    write(Event::Empty(element(name, attributes)), out)
}

/// `<name ...>text</name>`
pub(super) fn text(
    indent: usize,
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    start(indent, name, attributes, out)?;
    write(Event::Text(BytesText::new(text)), out)?;
    write(Event::End(BytesEnd::new(name)), out)
}

fn element<'a>(name: &'a str, attributes: &[(&'a str, &'a str)]) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}

fn line(indent: usize, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "\n{:indent$}", "")
}

fn write(event: Event<'_>, out: &mut dyn Write) -> io::Result<()> {
    Writer::new(out).write_event(event)
}
