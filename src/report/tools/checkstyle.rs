//! Checkstyle's XML, which most tools for code review and CI read. A file stands in it when there is something to say
//! of it, and again for its next message.

use super::listed::Form;
use super::remark::Remark;
use super::xml;
use crate::lang::Lang;
use crate::report::safe;
use std::io;

/// The version of Checkstyle's form that is written; the form has not changed since.
const FORM: &str = "4.3";

/// Checkstyle's XML, draft by draft.
#[derive(Debug)]
pub struct Checkstyle;

impl Form for Checkstyle {
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        xml::declaration(out)?;
        xml::start(0, "checkstyle", &[("version", FORM)], out)
    }

    fn write(&mut self, remarks: &[Remark<'_>], lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
        for of_file in remarks.chunk_by(|one, next| one.path == next.path) {
            // Every error stands in a file; all drafts together are the folder we were called in.
            let path = of_file[0].path.map_or_else(|| ".".into(), safe::line);
            xml::start(1, "file", &[("name", &path)], out)?;
            for remark in of_file {
                let [line, column] = [remark.line(), remark.place.column].map(|number| number.map(|it| it.to_string()));
                let message = remark.placed_message(lang);
                let source = format!("mailcheck.{}", safe::line(remark.rule));
                let places = [("line", line.as_deref()), ("column", column.as_deref())];
                let places = places.into_iter().filter_map(|(name, value)| Some((name, value?)));
                let words = [("severity", remark.severity.name()), ("message", &message), ("source", &source)];
                let attributes: Vec<(&str, &str)> = places.chain(words).collect();
                xml::empty(2, "error", &attributes, out)?;
            }
            xml::end(1, "file", out)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        xml::end(0, "checkstyle", out)?;
        writeln!(out)
    }
}
