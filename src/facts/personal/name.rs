//! Whether a line names a person: by an honorific, a field name, or a cell with family and given name. Knows no names.

use super::narrow::Narrow;
use crate::pattern::Pattern;
use std::sync::LazyLock;

static HONORIFIC: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"[\p{Han}ァ-ヶー々]{2,8} ?(?:様|さま|さん|氏|殿)".to_owned()));
static CELL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?:^|[,\t|、;:・＊*]|  )[ \t]*([\p{Han}々]{1,4} [\p{Han}々ぁ-んァ-ヶー]{1,5})(?:$|[,\t|、;(]| )".to_owned(),
    )
});
static LATIN_CELL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?:^|[,\t|;:]|  )[ \t]*([A-Z][a-z]+(?: [A-Z]\.?)? [A-Z][a-z]+)(?:$|[,\t|;(])".to_owned())
});
/// Field names before a colon.
const FIELD_NAMES: [&str; 12] = [
    "氏名",
    "名前",
    "フリガナ",
    "ふりがな",
    "児童名",
    "生徒名",
    "保護者名",
    "患者名",
    "申請者",
    "受取人",
    "name:",
    "patient",
];
/// How the names of companies, shops and offices end.
const ORGANIZATIONS: [char; 15] =
    ['店', '社', '局', '所', '部', '課', '館', '校', '園', '院', '会', '係', '室', '署', '場'];

/// True when a person is named on the line.
pub(super) fn names_somebody(line: &str) -> bool {
    let line = Narrow::new(line);
    let text = line.text().trim();
    let lower = text.to_lowercase();
    FIELD_NAMES.iter().any(|name| lower.contains(name))
        || HONORIFIC.is_found_in(text)
        || CELL.places_in(text, text.len()).any(|place| !text[place].trim_end().ends_with(ORGANIZATIONS))
        || LATIN_CELL.is_found_in(text)
}

#[cfg(test)]
mod tests {
    use super::names_somebody;

    #[test]
    fn an_honorific_a_field_or_a_cell_names_somebody() {
        for line in [
            "山田様 090-",
            "氏名：山田太郎",
            "山田　太郎,860-0001",
            "1, 山田 太郎, x",
            "Name: Ann",
            "Ann Marsh, 1985-04-01",
        ] {
            assert!(names_somebody(line), "{line}");
        }
    }

    #[test]
    fn shops_and_offices_are_nobody() {
        for line in ["本社 〒100-0001 東京都", "大阪 支店 06-1234-5678", "TEL 03-1234-5678", "会場：中央公民館"]
        {
            assert!(!names_somebody(line), "{line}");
        }
    }
}
