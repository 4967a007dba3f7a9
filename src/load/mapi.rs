//! What MAPI leaves in a compound file: properties by tag, in storages (MS-OXMSG).
//! Knows no message: which property means what to a draft stands in [`super::msg`].

pub mod compound;
pub mod named;
pub mod properties;
pub mod tag;

pub use compound::{Compound, CompoundError};
pub use properties::{Holder, PropertySet, PropertyText, UnreadableStream};
pub use tag::Tag;
