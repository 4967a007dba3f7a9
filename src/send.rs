//! Between a mail program and what really sends: the command line of sendmail, header fields as bytes, the program below.
//! Knows no rule and no draft.

pub mod arguments;
pub mod compose;
pub mod downstream;
pub mod header_block;
