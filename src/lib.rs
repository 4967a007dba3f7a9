//! mailcheck: says what would go wrong if this draft were sent. One straight pipeline, see ARCHITECTURE.md.

pub mod document;
pub mod draft;
pub mod facts;
pub mod finding;
pub mod lang;
pub mod load;
pub mod severity;
pub mod span;
