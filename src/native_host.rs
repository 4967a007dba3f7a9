//! Between a mail program's add-on and a check: native messaging as Mozilla and Chromium have it (a length, then JSON), what
//! an add-on knows of a draft, and that draft as a message. What is found in it is asked elsewhere.

pub mod draft;
pub mod framing;
pub mod manifest;
mod pictures;
pub mod reply;
