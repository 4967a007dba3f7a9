//! File formats -> [`Draft`](crate::draft::Draft). The only room that knows mail-parser, msg_parser, cfb and html5ever.

pub mod limits;
pub mod parts;
pub mod write;

pub use limits::Limits;
