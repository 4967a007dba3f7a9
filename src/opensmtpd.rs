//! Between OpenSMTPD and a check: the line protocol of its filters (smtpd-filters(7), protocol 0.4 to 0.7), the messages of
//! its sessions put together, and a server on two streams. What a verdict rests on is handed in.

pub mod header;
pub mod protocol;
pub mod server;
pub mod sessions;
