//! File formats -> [`Draft`](crate::draft::Draft). The only room that knows mail-parser, msg_parser, cfb and html5ever.

pub mod code_page;
pub mod file;
pub mod html;
pub mod limits;
pub mod line;
pub mod mapi;
pub mod mbox;
pub mod msg;
pub mod parts;
pub mod quote;
pub mod rtf;
pub mod text;
pub mod write;

pub use file::{Format, LoadError, Loaded, load};
pub use limits::Limits;
