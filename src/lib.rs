//! mailcheck: says what would go wrong if this draft were sent. One straight pipeline, see ARCHITECTURE.md.

pub mod draft;
pub mod lang;
pub mod load;
pub mod severity;
pub mod span;
