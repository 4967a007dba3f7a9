//! What in a file's name keeps other systems from storing the file under it. Knows the name, and those beside it.

use crate::fold::{fold, fold_path};
use crate::lang::Bilingual;
use std::collections::HashSet;

/// Longest name of a file in bytes of UTF-8 on Linux and in archives (`NAME_MAX`); Windows has 255 UTF-16 units.
const LONGEST_BYTES: usize = 255;
/// Signs that no name of Windows may have, beside control characters (Microsoft, "Naming Files, Paths, and Namespaces").
const FORBIDDEN: [char; 9] = ['<', '>', ':', '"', '/', '\\', '|', '?', '*'];
/// Names of devices, with any ending (the same page).
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Marks of が and ぱ as characters of their own. Latin letters with marks look the same composed or not; kana fall apart.
const KANA_MARKS: [char; 2] = ['\u{3099}', '\u{309A}'];

/// Why a name does not travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// A sign that Windows forbids.
    ForbiddenSign(char),
    /// A control character.
    ControlCharacter,
    /// Windows drops a dot at the end.
    TrailingDot,
    /// Windows takes it for a device.
    DeviceName,
    /// More bytes than file systems take.
    TooLong,
    /// `が` written as `か` and its mark, as old file systems of macOS do: shown as two characters elsewhere.
    Decomposed,
    /// Many archives and old systems have no sign for it.
    Emoji(char),
    /// Another attachment has the same name: one of them is lost when both are saved.
    SameName,
}

impl Obstacle {
    /// The first that the name has; names are noted in `seen`, where those of the attachments before it stand.
    pub(super) fn of(filename: &str, seen: &mut HashSet<String>) -> Option<Self> {
        let is_new = seen.insert(fold_path(filename));
        let sign = |is_meant: fn(char) -> bool| filename.chars().find(|character| is_meant(*character));
        if let Some(sign) = sign(|character| FORBIDDEN.contains(&character)) {
            return Some(Obstacle::ForbiddenSign(sign));
        }
        if sign(char::is_control).is_some() {
            return Some(Obstacle::ControlCharacter);
        }
        if filename.ends_with('.') {
            return Some(Obstacle::TrailingDot);
        }
        if is_device(filename) {
            return Some(Obstacle::DeviceName);
        }
        if filename.len() > LONGEST_BYTES {
            return Some(Obstacle::TooLong);
        }
        if filename.contains(KANA_MARKS) {
            return Some(Obstacle::Decomposed);
        }
        if let Some(emoji) = sign(|character| matches!(character, '\u{1F000}'..='\u{1FAFF}')) {
            return Some(Obstacle::Emoji(emoji));
        }
        (!is_new).then_some(Obstacle::SameName)
    }

    /// The word in rule files.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Obstacle::ForbiddenSign(_) => "forbidden-sign",
            Obstacle::ControlCharacter => "control-character",
            Obstacle::TrailingDot => "trailing-dot",
            Obstacle::DeviceName => "device-name",
            Obstacle::TooLong => "too-long",
            Obstacle::Decomposed => "decomposed",
            Obstacle::Emoji(_) => "emoji",
            Obstacle::SameName => "same-name",
        }
    }

    /// What to say of it under the name.
    pub(super) fn called(self) -> Bilingual {
        let (en, ja) = match self {
            Obstacle::ForbiddenSign(sign) => {
                let en = format!("`{sign}` cannot stand in a name on Windows");
                return Bilingual { en, ja: format!("「{sign}」は Windows のファイル名に使えません") };
            }
            Obstacle::Emoji(sign) => {
                let en = format!("{sign} is lost on some systems");
                return Bilingual { en, ja: format!("{sign} は環境によって表示・保存できません") };
            }
            Obstacle::ControlCharacter => ("it has a character that cannot be seen", "見えない制御文字が入っています"),
            Obstacle::TrailingDot => ("Windows drops the dot at the end", "末尾の「.」は Windows で消えます"),
            Obstacle::DeviceName => {
                ("Windows takes it for a device", "Windows では装置の名前とみなされ、保存できません")
            }
            Obstacle::TooLong => ("longer than 255 bytes", "255 バイトを超えています"),
            Obstacle::Decomposed => (
                "the marks of が and ぱ are characters of their own, as macOS writes them",
                "濁点・半濁点が別の文字になっています（macOS の形式）",
            ),
            Obstacle::SameName => ("another attachment has the same name", "同じ名前の添付がもう 1 つあります"),
        };
        Bilingual { en: en.to_owned(), ja: ja.to_owned() }
    }
}

/// `CON`, `nul.txt`, `COM1.tar.gz`: what stands before the first dot.
fn is_device(filename: &str) -> bool {
    let first = fold(filename.split('.').next().unwrap_or_default().trim());
    let port = first.strip_prefix("com").or_else(|| first.strip_prefix("lpt"));
    DEVICES.contains(&first.as_str())
        || port.is_some_and(|number| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::schema::OBSTACLES;

    fn obstacle(filename: &str) -> Option<&'static str> {
        Obstacle::of(filename, &mut HashSet::new()).map(Obstacle::name)
    }

    #[test]
    fn what_windows_cannot_store_is_found() {
        for name in ["4/1資料.pdf", "Re: plan.pdf", "a?.pdf", "\"plan\".pdf", "C:\\plan.pdf", "a|b", "*.pdf"] {
            assert_eq!(obstacle(name), Some("forbidden-sign"), "{name}");
        }
        assert_eq!(obstacle("plan."), Some("trailing-dot"));
        assert_eq!(obstacle("a\u{7}.pdf"), Some("control-character"));
        for name in ["CON", "aux.txt", "com1.tar.gz", "LPT9.pdf"] {
            assert_eq!(obstacle(name), Some("device-name"), "{name}");
        }
    }

    #[test]
    fn ordinary_names_travel() {
        for name in [
            "見積書（修正）～4月.pdf",
            "4月1日：資料.pdf",
            "community.pdf",
            "console.txt",
            "com10.txt",
            "Cafe\u{301}.pdf",
            "が.pdf",
            "★重要.pdf",
            "a.b.c.tar.gz",
            "𠮷田.pdf",
        ] {
            assert_eq!(obstacle(name), None, "{name}");
        }
    }

    #[test]
    fn kana_that_fall_apart_and_emoji_are_found() {
        assert_eq!(obstacle("か\u{3099}く.pdf"), Some("decomposed"));
        assert_eq!(obstacle("🎉祝.pdf"), Some("emoji"));
    }

    #[test]
    fn bytes_count_and_not_characters() {
        assert_eq!(obstacle(&format!("{}.pdf", "漢".repeat(83))), None);
        assert_eq!(obstacle(&format!("{}.pdf", "漢".repeat(84))), Some("too-long"));
    }

    #[test]
    fn the_second_of_two_names_is_the_same_in_any_case() {
        let seen = HashSet::from(["計画.pdf", "plan.pdf"].map(str::to_owned));
        let second = |name: &str| Obstacle::of(name, &mut seen.clone()).map(Obstacle::name);
        assert_eq!(second("PLAN.PDF"), Some("same-name"));
        assert_eq!(second("計画.pdf"), Some("same-name"));
        assert_eq!(second("計画2.pdf"), None);
    }

    #[test]
    fn every_obstacle_is_in_the_schema() {
        let all = [
            Obstacle::ForbiddenSign('?'),
            Obstacle::ControlCharacter,
            Obstacle::TrailingDot,
            Obstacle::DeviceName,
            Obstacle::TooLong,
            Obstacle::Decomposed,
            Obstacle::Emoji('x'),
            Obstacle::SameName,
        ];
        assert_eq!(all.map(Obstacle::name), OBSTACLES);
    }
}
