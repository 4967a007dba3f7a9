//! What every way to be asked by a mail server has in common: a message with its envelope and what becomes of it, answers of
//! SMTP, and bounds for what is held of messages. Knows no protocol but SMTP's replies.

pub mod bounds;
pub mod message;
pub mod reply;
