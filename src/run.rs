//! The pipeline in one place: paths -> load -> facts -> check -> report. Knows nothing of the command line's syntax.

pub mod baseline;
pub mod book;
pub mod buffer;
pub mod checker;
mod course;
pub mod digest;
pub mod drafts;
pub mod guard;
pub mod handed_over;
pub mod history;
mod judge;
pub mod limits;
pub mod mailing;
mod mbox;
pub mod merge;
mod notes;
pub mod pages;
pub mod part;
pub mod proof;
pub mod read;
pub mod readers;
pub mod senders;
pub mod sent;
pub mod split;
pub mod stored;
pub mod stream;
pub mod watch;
