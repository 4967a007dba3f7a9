//! What the content of a file says of harm: a program or another kind of file than its name says, macros, and names of
//! files in it that deceive. Knows no list of its own.

use super::danger::Danger;
use crate::facts::contents::{Contents, Whole};
use crate::inspect::FileType;
use crate::lang::Bilingual;
use crate::lists::List;

/// A danger that only the content tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct InnerDanger {
    /// What it is.
    pub danger: Danger,
    /// How sure, for a file inside an archive: whoever packs programs for somebody mostly means to.
    pub certainty: &'static str,
    /// The same in words.
    pub called: Bilingual,
}

/// The danger of the attachment `number`. `has_other_name`: by its content it is another kind than its ending says.
pub(super) fn of(
    number: usize,
    contents: &Contents,
    whole: &Whole,
    has_other_name: bool,
    types: &List,
    goes_outside: bool,
) -> Option<InnerDanger> {
    let itself =
        |danger: Danger| InnerDanger { danger, certainty: danger.certainty(goes_outside), called: danger.called() };
    if has_other_name {
        let is_program = whole.file_type == Some(FileType::Executable);
        return Some(itself(if is_program { Danger::Disguised } else { Danger::OtherKind }));
    }
    let inside = contents.inner_names(number).filter_map(|name| Some((name, named(name, types)?)));
    // The gravest; of several the first.
    let gravest = inside.min_by_key(|(_, danger)| danger.certainty(goes_outside) != "sure" || !deceives(*danger));
    if let Some((name, danger)) = gravest {
        let Bilingual { en, ja } = danger.called();
        let called = Bilingual { en: format!("`{name}` in it: {en}"), ja: format!("中の「{name}」：{ja}") };
        let certainty = if deceives(danger) { "sure" } else { "likely" };
        return Some(InnerDanger { danger, certainty, called });
    }
    whole.has_macros.then(|| itself(Danger::InnerMacro))
}

/// What the name of a file in an archive says: scripts, source code and documents are what archives are packed for.
fn named(name: &str, types: &List) -> Option<Danger> {
    let danger = Danger::of(name, types)?;
    let is_told = deceives(danger) || matches!(danger, Danger::Executable | Danger::Installer | Danger::Link);
    is_told.then_some(danger)
}

const fn deceives(danger: Danger) -> bool {
    matches!(danger, Danger::DoubleExtension | Danger::TurnedRound)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::lists::Lists;

    #[test]
    fn of_files_in_archives_programs_and_names_that_deceive_are_told() {
        let types = Lists::builtin().get("dangerous-file-types").unwrap();
        let told = |name| named(name, &types).map(Danger::name);
        assert_eq!(told("a.pdf.exe"), Some("double-extension"));
        assert_eq!(told("a\u{202E}fdp.docx"), Some("turned-round"));
        assert_eq!(told("setup.exe"), Some("executable"));
        assert_eq!(told("予算.xlsx.lnk"), Some("link"));
        for name in ["build.sh", "main.js", "様式.xlsm", "報告.pdf"] {
            assert_eq!(told(name), None, "{name}");
        }
    }
}
