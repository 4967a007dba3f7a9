//! What a place inside of an attachment is called, and how much is there: in words for people. Knows counts and kinds only.

use super::kind::ColumnKind;
use super::surveyed::{Key, Spot};
use crate::inspect::{Hidden, Obstacle};
use crate::lang::Bilingual;

pub(super) fn joined(place: &Bilingual, what: &Bilingual) -> Bilingual {
    if place.en.is_empty() {
        return what.clone();
    }
    Bilingual { en: format!("{}: {}", place.en, what.en), ja: format!("{}：{}", place.ja, what.ja) }
}

/// How much is there: people with the kinds of their data, else addresses, rows or cells, else in the unit of the place.
pub(super) fn measure(spot: &Spot) -> Bilingual {
    let group = &spot.group;
    let plural =
        |count: u64, one: &str, many: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {many}") };
    if group.persons > 0 {
        let called: Vec<Bilingual> = group.kinds.iter().map(ColumnKind::called).collect();
        let en: Vec<&str> = called.iter().map(|kind| kind.en.as_str()).collect();
        let ja: Vec<&str> = called.iter().map(|kind| kind.ja.as_str()).collect();
        return Bilingual {
            en: format!("{} ({})", plural(group.persons, "person", "people"), en.join(", ")),
            ja: format!("{} 人分（{}）", group.persons, ja.join("・")),
        };
    }
    if spot.addresses > 0 {
        return Bilingual {
            en: plural(spot.addresses, "e-mail address", "e-mail addresses"),
            ja: format!("メールアドレス {} 件", spot.addresses),
        };
    }
    if spot.key.part == "sheet" && spot.widest_row == 1 {
        return Bilingual { en: plural(spot.cells, "cell", "cells"), ja: format!("{} セル", spot.cells) };
    }
    if spot.widest_row > 1 {
        return Bilingual {
            en: format!("{} in {}", plural(spot.cells, "cell", "cells"), plural(spot.rows, "row", "rows")),
            ja: format!("{} 行 {} セル", spot.rows, spot.cells),
        };
    }
    match spot.key.part {
        "comments" | "defined-names" => Bilingual { en: spot.cells.to_string(), ja: format!("{} 件", spot.cells) },
        "tracked-changes" | "redactions" => {
            Bilingual { en: plural(spot.cells, "place", "places"), ja: format!("{} か所", spot.cells) }
        }
        "properties" => Bilingual { en: plural(spot.cells, "field", "fields"), ja: format!("{} 項目", spot.cells) },
        _ => Bilingual {
            en: format!("text in {}", plural(spot.cells, "place", "places")),
            ja: format!("文章 {} か所", spot.cells),
        },
    }
}

pub(super) fn hidden_words(hidden: Hidden) -> Option<(&'static str, &'static str)> {
    match hidden {
        Hidden::Sheet => Some(("hidden sheet", "非表示のシート")),
        Hidden::VerySheet => Some(("hidden sheet that only the editor shows", "通常の操作では表示できないシート")),
        Hidden::Rows => Some(("hidden rows", "非表示の行")),
        Hidden::Columns => Some(("hidden columns", "非表示の列")),
        Hidden::Slide => Some(("hidden", "非表示")),
        Hidden::Text => Some(("hidden text", "隠し文字")),
        Hidden::Residue => None,
    }
}

pub(super) fn part_words(key: &Key, number: Option<usize>) -> (String, String) {
    if let Some(number) = number {
        return numbered_words(key.part, number);
    }
    let (en, ja) = match key.part {
        "sheet" if key.sheet.is_empty() => ("", ""),
        "sheet" => return (format!("sheet `{}`", key.sheet), format!("シート「{}」", key.sheet)),
        "slide" => ("slides", "スライド"),
        "notes" => ("notes", "ノート"),
        "margin" => ("headers and footers", "ヘッダー・フッター"),
        "comments" if key.sheet.is_empty() => ("comments", "コメント"),
        "comments" => {
            return (format!("comments on sheet `{}`", key.sheet), format!("シート「{}」のコメント", key.sheet));
        }
        "redactions" => ("redactions not applied", "未適用の墨消し"),
        "tracked-changes" => ("tracked changes", "変更履歴"),
        "pivot-cache" => ("source data of a pivot table", "ピボットテーブルの元データ"),
        "external-link" => ("values kept of another workbook", "ほかのブックから残っている値"),
        "properties" => ("properties (author, title ...)", "プロパティ（作成者・題名など）"),
        "defined-names" if key.hidden.is_some() => ("hidden defined names", "非表示の名前の定義"),
        "defined-names" => ("defined names", "名前の定義"),
        _ => ("", ""),
    };
    (en.to_owned(), ja.to_owned())
}

fn numbered_words(part: &str, number: usize) -> (String, String) {
    match part {
        "slide" => (format!("slide {number}"), format!(" {number} 枚目のスライド")),
        "comments" => (format!("comments on slide {number}"), format!(" {number} 枚目のスライドのコメント")),
        "notes" => (format!("notes of slide {number}"), format!(" {number} 枚目のスライドのノート")),
        _ => (format!("page {number}"), format!(" {number} ページ目")),
    }
}

pub(super) fn obstacle_words(obstacle: Obstacle) -> Bilingual {
    let (en, ja) = match obstacle {
        Obstacle::Encrypted => ("encrypted", "暗号化されています"),
        Obstacle::UnknownKind => ("a kind of file that is not read", "中を読めない種類のファイルです"),
        Obstacle::ImageOnly => ("pictures of pages without text", "文字のない画像だけのページです"),
        Obstacle::Damaged => ("damaged", "壊れています"),
        Obstacle::UnknownCharacters => ("a font with unknown characters", "文字を判別できないフォントです"),
        Obstacle::Depth => ("files too deep inside one another", "入れ子が深すぎます"),
        Obstacle::Entries => ("too many files", "ファイルが多すぎます"),
        Obstacle::Size => ("too large when unpacked", "展開すると大きすぎます"),
        Obstacle::Cells => ("too many cells", "セルが多すぎます"),
        Obstacle::Text => ("too much text", "文章が長すぎます"),
        Obstacle::Pages => ("too many pages", "ページが多すぎます"),
    };
    Bilingual { en: en.to_owned(), ja: ja.to_owned() }
}
