//! `[[template]]` compiled: which placeholders are declared for the template at some path. Knows no template.

use super::TemplateFields;
use super::allowance::FileGlobs;
use std::path::Path;

/// All `[[template]]`, in the order of the files.
#[derive(Debug, Default)]
pub struct Templates {
    compiled: Vec<Compiled>,
}

#[derive(Debug)]
struct Compiled {
    /// `None` speaks of every template.
    files: Option<FileGlobs>,
    placeholders: Vec<String>,
}

impl Templates {
    /// Compiles.
    #[must_use]
    pub fn new(templates: &[TemplateFields]) -> Self {
        let compiled = |given: &TemplateFields| Compiled {
            files: (!given.files.is_empty()).then(|| FileGlobs::new(&given.files, &given.base)),
            placeholders: given.placeholders.clone(),
        };
        Self { compiled: templates.iter().map(compiled).collect() }
    }

    /// Everything declared for the template at `path`; `None` when no `[[template]]` speaks of it, so that nothing can be
    /// compared. Standard input has no path.
    #[must_use]
    pub fn declared(&self, path: Option<&Path>) -> Option<Vec<&str>> {
        let speaking = |given: &&Compiled| given.files.as_ref().is_none_or(|files| files.name(path));
        let mut speaking = self.compiled.iter().filter(speaking).peekable();
        speaking.peek()?;
        Some(speaking.flat_map(|given| &given.placeholders).map(String::as_str).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_that_names_the_path_adds_its_placeholders() {
        let given = |files: &[&str], placeholders: &[&str]| TemplateFields {
            files: files.iter().map(|glob| (*glob).to_owned()).collect(),
            placeholders: placeholders.iter().map(|name| (*name).to_owned()).collect(),
            base: "/office".into(),
        };
        let templates = Templates::new(&[given(&[], &["name"]), given(&["orders/**"], &["order.total"])]);
        assert_eq!(templates.declared(Some(Path::new("/office/orders/a.eml"))), Some(vec!["name", "order.total"]));
        assert_eq!(templates.declared(None), Some(vec!["name"]));
        let templates = Templates::new(&[given(&["orders/**"], &["order.total"])]);
        assert_eq!(templates.declared(Some(Path::new("/office/b.eml"))), None);
    }
}
