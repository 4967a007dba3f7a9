//! Cells of other workbooks that links keep (ECMA-376 part 1, 18.14), and where those workbooks lie.

use super::sheet::Values;
use crate::inspect::look::Look;
use crate::inspect::place::{Hidden, Part};
use crate::inspect::spreadsheet::cell_text::NumberStyle;
use crate::inspect::spreadsheet::office::link_targets;
use crate::inspect::spreadsheet::parts::Parts;
use crate::inspect::spreadsheet::section::Section;
use crate::inspect::spreadsheet::strings::Strings;

/// Shows all of them.
pub(super) fn show(parts: &mut Parts<'_>, look: &mut Look<'_>) {
    let (style, strings) = (NumberStyle::default(), Strings::new(0));
    let values = Values { style: &style, strings: &strings };
    for name in parts.names(|name| name.starts_with("xl/externallinks/") && name.ends_with(".xml")) {
        link_targets(parts, &name, look);
        let place = look.place(Part::ExternalLink, Some(Hidden::Residue));
        let mut section = Section::new(place, &mut *look.visitor);
        let Some(xml) = parts.xml(&name, look.budget) else { continue };
        let outcome = xml.and_then(|mut xml| values.show(&mut xml, &mut section, &mut Vec::new()));
        section.end(outcome);
    }
}
