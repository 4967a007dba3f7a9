//! File formats -> [`Draft`](crate::draft::Draft). The only room that knows mail-parser, msg_parser, cfb and html5ever.

pub mod address_list;
pub mod calendar;
pub mod charset;
pub mod cms;
pub mod code_page;
pub mod decoded_text;
pub mod eml;
pub mod encoded_word;
pub mod enriched;
pub mod file;
pub mod foreign;
pub mod handed_over;
pub mod html;
pub mod inside;
pub mod limits;
pub mod line;
pub mod mapi;
pub mod mbox;
pub mod met;
pub mod msg;
pub mod normalise;
pub mod parameter;
pub mod parts;
pub mod quote;
pub mod rtf;
pub mod scan;
pub mod signed;
pub mod source_map;
pub mod text;
pub mod transfer_encoding;
pub mod write;

pub use file::{Format, LoadError, Loaded, Messages, load, message_of_mbox, messages};
pub use foreign::ForeignFile;
pub use handed_over::{Route, handed_over};
pub use limits::Limits;
