//! What is inside an attachment. Knows neither how drafts are loaded nor what rules ask.

pub mod container;
pub mod tnef;
