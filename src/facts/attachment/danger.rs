//! What a file name says of harm: that it is a program, a shortcut, a document with macros, or pretends to be another
//! kind of file. Words for what the content says as well, which `inner_danger` knows.

use crate::facts::filename::DOCUMENT_EXTENSIONS;
use crate::fold::fold;
use crate::lang::Bilingual;
use crate::lists::List;

/// RIGHT-TO-LEFT OVERRIDE: `invoice<U+202E>fdp.exe` is shown as `invoiceexe.pdf` (Unicode Standard Annex 9).
const TURNS_ROUND: char = '\u{202E}';

/// Why a file should not travel like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Danger {
    /// Runs when it is opened.
    Executable,
    /// Lines of commands that run when it is opened.
    Script,
    /// Points to a file or page, and holds neither.
    Link,
    /// Sets a program up.
    Installer,
    /// A drive in a file: what is in it escapes the mark that says "from the internet".
    DiskImage,
    /// A document that can carry programs.
    Macro,
    /// Source code; Outlook hides it from its reader.
    Code,
    /// A database of Access; Outlook hides it from its reader.
    Database,
    /// A program behind the ending of a document: `report.pdf.exe`.
    DoubleExtension,
    /// Part of the name is shown in the other direction.
    TurnedRound,
    /// A program by its content, under another name.
    Disguised,
    /// The content is another kind of file than the ending says.
    OtherKind,
    /// Macros are in it, though its name does not say so.
    InnerMacro,
}

impl Danger {
    /// What the name of a file says; `types` is the list `dangerous-file-types`.
    ///
    /// The ending is what Windows takes for it: dots and blanks at the end do not count. An entry of the list without
    /// a kind (a user's own) is a program.
    #[must_use]
    pub fn of(filename: &str, types: &List) -> Option<Self> {
        if filename.contains(TURNS_ROUND) {
            return Some(Danger::TurnedRound);
        }
        let (stem, extension) = extension(filename)?;
        let entry = types.exactly(&extension)?;
        let kind = entry.column(0).and_then(Self::of_kind).unwrap_or(Danger::Executable);
        let is_behind_another = || {
            let inner = self::extension(stem).map(|(_, inner)| inner);
            inner.is_some_and(|inner| DOCUMENT_EXTENSIONS.contains(&inner.as_str()))
        };
        Some(if kind.is_program() && is_behind_another() { Danger::DoubleExtension } else { kind })
    }

    /// The kind of that name in the list.
    fn of_kind(name: &str) -> Option<Self> {
        let kinds = [
            Danger::Executable,
            Danger::Script,
            Danger::Link,
            Danger::Installer,
            Danger::DiskImage,
            Danger::Macro,
            Danger::Code,
            Danger::Database,
        ];
        kinds.into_iter().find(|kind| kind.name() == name)
    }

    /// The word in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Danger::Executable => "executable",
            Danger::Script => "script",
            Danger::Link => "link",
            Danger::Installer => "installer",
            Danger::DiskImage => "disk-image",
            Danger::Macro => "macro",
            Danger::Code => "code",
            Danger::Database => "database",
            Danger::DoubleExtension => "double-extension",
            Danger::TurnedRound => "turned-round",
            Danger::Disguised => "disguised",
            Danger::OtherKind => "other-kind",
            Danger::InnerMacro => "inner-macro",
        }
    }

    /// What to say of it under the file's name.
    #[must_use]
    pub fn called(self) -> Bilingual {
        let (en, ja) = match self {
            Danger::Executable => ("a program", "プログラムです"),
            Danger::Script => ("commands that run when it is opened", "開くと動くスクリプトです"),
            Danger::Link => {
                ("a shortcut: the file itself is not in the mail", "ショートカットです。ファイルの中身は届きません")
            }
            Danger::Installer => ("sets a program up", "プログラムを組み込むファイルです"),
            Danger::DiskImage => ("a disk image", "ディスクイメージです"),
            Danger::Macro => ("can carry macros", "マクロを含むことのできる形式です"),
            Danger::Code => ("source code: Outlook hides it", "プログラムの原稿で、Outlook では開けません"),
            Danger::Database => ("a database: Outlook hides it", "データベースで、Outlook では開けません"),
            Danger::DoubleExtension => {
                ("a program with the ending of a document before its own", "文書のような名前ですが、プログラムです")
            }
            Danger::TurnedRound => (
                "an invisible sign shows part of the name backwards",
                "見えない文字で、名前の一部が逆向きに表示されます",
            ),
            Danger::Disguised => ("a program under another name", "別の形式の名前ですが、中身はプログラムです"),
            Danger::OtherKind => {
                ("its content is another kind of file than its name says", "拡張子と中身の形式が違います")
            }
            Danger::InnerMacro => ("macros are in it", "中にマクロが入っています"),
        };
        Bilingual { en: en.to_owned(), ja: ja.to_owned() }
    }

    /// `sure`: mail systems refuse it, or it deceives; `likely`: a document with macros that goes outside, where macros
    /// are taken out or not opened, or a kind that programs do not open under that name; `weak`: colleagues use it, or one mail program hides it.
    #[must_use]
    pub const fn certainty(self, goes_outside: bool) -> &'static str {
        match self {
            Danger::OtherKind => "likely",
            Danger::Macro | Danger::InnerMacro if goes_outside => "likely",
            Danger::Macro | Danger::InnerMacro | Danger::Code | Danger::Database => "weak",
            _ => "sure",
        }
    }

    /// Whoever opens it starts something. A shortcut has the file's own ending before its own without any intent.
    const fn is_program(self) -> bool {
        matches!(self, Danger::Executable | Danger::Script | Danger::Installer | Danger::DiskImage)
    }
}

/// What stands before the last dot, and the folded ending after it; `None` for a name without one.
fn extension(name: &str) -> Option<(&str, String)> {
    let name = name.trim_end_matches(|character: char| character == '.' || character.is_whitespace());
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty()).then(|| (stem, fold(extension)))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::facts::schema::DANGERS;
    use crate::lists::Lists;

    fn danger(filename: &str) -> Option<&'static str> {
        Danger::of(filename, &Lists::builtin().get("dangerous-file-types").unwrap()).map(Danger::name)
    }

    #[test]
    fn the_ending_says_what_it_is() {
        assert_eq!(danger("setup.EXE"), Some("executable"));
        assert_eq!(danger("集計.vbs"), Some("script"));
        assert_eq!(danger("様式.xlsm"), Some("macro"));
        assert_eq!(danger("disk.iso"), Some("disk-image"));
        assert_eq!(danger("data.mdb"), Some("database"));
    }

    #[test]
    fn documents_and_names_without_an_ending_are_silent() {
        for name in
            ["報告書.pdf", "名簿.xlsx", "exe", ".exe", "exe.txt", "archive.tar.gz", "案.docx.pdf", "app.min.css", ""]
        {
            assert_eq!(danger(name), None, "{name}");
        }
    }

    #[test]
    fn what_windows_drops_from_a_name_hides_nothing() {
        for name in ["setup.exe.", "setup.exe ", "setup.exe . .", "setup.exe\u{3000}", "setup.ｅｘｅ"] {
            assert_eq!(danger(name), Some("executable"), "{name}");
        }
    }

    #[test]
    fn a_program_behind_a_documents_ending_deceives() {
        for name in ["report.pdf.exe", "report.PDF      .scr", "写真.jpg　　.js", "paper.docx.iso", "a.txt.b.pdf.cmd"]
        {
            assert_eq!(danger(name), Some("double-extension"), "{name}");
        }
        assert_eq!(danger("jquery.min.js"), Some("script"));
        assert_eq!(danger("v1.2.exe"), Some("executable"));
    }

    #[test]
    fn a_shortcut_has_the_files_ending_without_any_intent() {
        assert_eq!(danger("予算.xlsx - ショートカット.lnk"), Some("link"));
        assert_eq!(danger("予算.xlsx.lnk"), Some("link"));
    }

    #[test]
    fn a_turned_name_deceives_whatever_its_ending_is() {
        assert_eq!(danger("invoice\u{202E}fdp.exe"), Some("turned-round"));
        assert_eq!(danger("請求書\u{202E}txt.pdf"), Some("turned-round"));
        assert_eq!(danger("\u{200F}חשבונית.pdf"), None);
    }

    #[test]
    fn the_list_and_the_code_know_the_same_kinds() {
        for entry in &Lists::builtin().get("dangerous-file-types").unwrap().entries {
            assert!(entry.column(0).and_then(Danger::of_kind).is_some(), "{}", entry.key);
            assert!(!entry.key.contains('.'), "{}: an ending has no dot", entry.key);
        }
        let kinds = DANGERS.iter().filter(|name| Danger::of_kind(name).is_some()).count();
        assert_eq!(kinds + 5, DANGERS.len(), "those about names and contents are no kinds of files");
    }

    #[test]
    fn an_entry_of_ones_own_without_a_kind_is_a_program() {
        assert_eq!(Danger::of("a.xyz", &List::parse("types", "xyz\n")), Some(Danger::Executable));
        assert_eq!(Danger::of("a.xyz", &List::parse("types", "xyz\tmacro\n")), Some(Danger::Macro));
    }
}
