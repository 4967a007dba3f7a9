//! What is inside an attachment: what kind of file it is by its content, what it holds, and what of that nobody sees
//! who opens it. Knows neither how drafts are loaded nor what rules ask; whoever asks hands in a [`Visitor`].

mod archive;
pub mod budget;
mod compound;
pub mod container;
mod document;
pub mod file_type;
mod inflate;
pub mod limits;
mod look;
mod message;
mod odf;
mod ooxml;
mod package;
mod pdf;
pub mod place;
mod plain;
mod presentation;
pub mod readers;
mod spreadsheet;
mod story;
#[cfg(test)]
mod test_visitor;
pub mod tnef;
pub mod visitor;
mod xml;
mod zip;

pub use budget::Budget;
pub use file_type::FileType;
pub use limits::Limits;
pub use look::look;
pub use place::{Hidden, Part, Place};
pub use readers::{CompoundStream, HtmlInside, MessageInside, Readers};
pub use visitor::{Cell, InnerFile, Obstacle, Row, Visitor};
