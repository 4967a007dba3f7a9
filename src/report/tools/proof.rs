//! The examples inside rule files as JUnit's tests: a suite for each file, a test for each example. Knows neither rules
//! nor how examples are judged.

use super::xml;
use crate::report::safe;
use std::io;

/// What the examples of one rule file showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofSuite {
    /// What the file is called.
    pub name: String,
    /// In the order of the file.
    pub cases: Vec<ProofCase>,
}

/// What one example showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofCase {
    /// Tells it from the others of its file.
    pub name: String,
    /// What went wrong, a line each; empty when it passed.
    pub failures: Vec<String>,
}

/// Writes the whole document.
///
/// # Errors
/// `out` cannot be written to.
pub fn write_junit(suites: &[ProofSuite], out: &mut dyn io::Write) -> io::Result<()> {
    xml::declaration(out)?;
    xml::start(0, "testsuites", &[("name", "mailcheck rules test")], out)?;
    for suite in suites {
        let name = safe::line(&suite.name);
        let failures = suite.cases.iter().filter(|case| !case.failures.is_empty()).count().to_string();
        let tests = suite.cases.len().to_string();
        let counts = [("tests", tests.as_str()), ("failures", &failures), ("errors", "0"), ("skipped", "0")];
        xml::start(1, "testsuite", &[&[("name", name.as_ref())], counts.as_slice()].concat(), out)?;
        for case in &suite.cases {
            let case_name = safe::line(&case.name);
            let attributes = [("name", case_name.as_ref()), ("classname", name.as_ref())];
            let lines: Vec<_> = case.failures.iter().map(|line| safe::line(line.trim_end())).collect();
            let Some(first) = lines.first() else {
                xml::empty(2, "testcase", &attributes, out)?;
                continue;
            };
            xml::start(2, "testcase", &attributes, out)?;
            xml::text(3, "failure", &[("message", first)], &lines.join("\n"), out)?;
            xml::end(2, "testcase", out)?;
        }
        xml::end(1, "testsuite", out)?;
    }
    xml::end(0, "testsuites", out)?;
    writeln!(out)
}
