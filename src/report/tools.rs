//! Reports that other tools read: CI systems, code review, test reports. Each is one small file that writes
//! [`remark::Remark`]s in the tool's form.

pub mod checkstyle;
pub mod github;
pub mod gitlab;
pub mod junit;
pub mod listed;
pub mod proof;
pub mod rdjson;
pub mod remark;
pub mod sarif;
mod xml;
