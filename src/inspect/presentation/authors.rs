//! Who wrote the remarks on slides: names by the ids that remarks give, of the old kind (ECMA-376 part 1, 19.4.2) and
//! the newer one in threads (MS-PPTX 2.6).

use super::super::look::Look;
use super::super::package::Package;
use super::super::story::Spent;
use super::super::xml::Event;
use std::collections::HashMap;

/// Authors that are remembered.
const AUTHORS: usize = 1_000;
/// Bytes of a name that are remembered.
const NAME_BYTES: usize = 1_000;

/// Names of authors by their ids.
pub(super) fn read(package: &mut Package<'_>, look: &mut Look<'_>) -> HashMap<String, String> {
    let mut authors = HashMap::new();
    for name in ["ppt/commentAuthors.xml", "ppt/authors.xml"] {
        let Some(index) = package.find(name) else { continue };
        package.read(index, look.budget, |event| {
            if let Event::Start(element) = event
                && matches!(element.name(), "cmAuthor" | "author")
                && let (Some(id), Some(name)) = (element.attribute("id"), element.attribute("name"))
                && authors.len() < AUTHORS
                && id.len() + name.len() <= NAME_BYTES
            {
                authors.insert(id.into_owned(), name.into_owned());
            }
            Spent::default()
        });
    }
    authors
}
