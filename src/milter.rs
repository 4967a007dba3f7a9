//! Between a mail server and a check: the milter protocol of Sendmail 8 and Postfix, as bytes, as a conversation and as a
//! server with bounds. What a verdict rests on is handed in.

pub mod listen;
pub mod protocol;
pub mod server;
pub mod session;
