//! Words at the head of columns: 氏名, 住所, phone. Knows no table.

use super::kind::ColumnKind;
use crate::fold::fold;
use crate::lists::{Entry, List};
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

/// The list `personal-headers`: words, the kind that each names, and whether it must be the whole head.
#[derive(Debug, Clone, Default)]
pub struct HeaderWords {
    list: Arc<List>,
}

/// Longer cells are sentences.
const LONGEST_HEAD_CHARACTERS: usize = 24;
/// What stands right before or behind a word makes it one about a thing: 商品名前, file name.
const THINGS: [&str; 12] =
    ["商品", "製品", "品目", "会社", "店舗", "施設", "ファイル", "product", "item", "file", "host", "company"];

impl HeaderWords {
    /// Takes the columns word, kind, how.
    #[must_use]
    pub fn new(list: Arc<List>) -> Self {
        Self { list }
    }

    /// What a column with this head holds; `None` for any other cell.
    #[must_use]
    pub fn kind_of(&self, cell: &str) -> Option<ColumnKind> {
        if cell.len() > 4 * LONGEST_HEAD_CHARACTERS || cell.chars().count() > LONGEST_HEAD_CHARACTERS {
            return None;
        }
        let folded = fold(cell.trim());
        // 「氏　名」 and 「住所（自宅）」 are heads as well.
        let joined: String = folded.split_whitespace().collect();
        let folded = if folded.is_ascii() { folded } else { joined };
        let head = folded.split(['(', '（', '[', '※', '*', '\n']).find(|part| !part.is_empty())?.trim();
        if let Some(entry) = self.list.exactly(head) {
            return Some(kind_named_by(entry));
        }
        let is_about_thing = || THINGS.iter().any(|thing| head.contains(thing));
        let may_be_part = |number: usize| self.list.entries[number].column(1) != Some("whole");
        let parts = self.list.words_in(head).filter(|(number, place)| may_be_part(*number) && is_word(head, place));
        // 電話番号 says more than 番号.
        let (longest, _) = parts.max_by_key(|(number, place)| (place.len(), Reverse(*number)))?;
        (!is_about_thing()).then(|| kind_named_by(&self.list.entries[longest]))
    }

    /// True for a cell that is nothing but such a word: a head that is printed again, the label of a form.
    #[must_use]
    pub fn is_head(&self, cell: &str) -> bool {
        let cell = cell.trim();
        cell.len() <= LONGEST_HEAD_CHARACTERS && !cell.is_empty() && self.list.has(&fold(cell))
    }
}

/// An entry of a user with a word alone counts as a name.
fn kind_named_by(entry: &Entry) -> ColumnKind {
    entry.column(0).and_then(ColumnKind::from_name).unwrap_or(ColumnKind::Name)
}

/// Latin words stand alone: `tel` is not in `hotel`.
fn is_word(head: &str, place: &Range<usize>) -> bool {
    let is_letter = |beside: Option<char>| beside.is_some_and(|beside| beside.is_ascii_alphanumeric());
    !head[place.clone()].is_ascii()
        || !is_letter(head[..place.start].chars().next_back()) && !is_letter(head[place.end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Lists;

    #[track_caller]
    fn kind(heads: &[&str], expected: Option<ColumnKind>) {
        let words = HeaderWords::new(Lists::builtin().needed("personal-headers"));
        for head in heads {
            assert_eq!(words.kind_of(head), expected, "{head}");
        }
    }

    #[test]
    fn a_head_is_known_with_what_stands_around_it() {
        kind(
            &["氏名", "氏　名", "氏名（漢字）", "保護者氏名", "Name", "First Name", "申請者 氏名"],
            Some(ColumnKind::Name),
        );
        kind(&["自宅電話番号", "TEL", "携帯電話", "Phone number"], Some(ColumnKind::Phone));
        kind(&["E-mail", "メールアドレス", "連絡先メールアドレス"], Some(ColumnKind::Email));
        kind(&["個人番号（マイナンバー）"], Some(ColumnKind::MyNumber));
    }

    #[test]
    fn heads_about_things_are_none() {
        kind(
            &[
                "商品名",
                "品名",
                "Product name",
                "file name",
                "会社名",
                "IP address",
                "Hotel",
                "番号",
                "日付",
                "担当部署",
            ],
            None,
        );
        kind(&["氏名は住民票のとおりに漢字で正確に書いてください。カナも忘れずに"], None);
    }

    #[test]
    fn every_kind_in_the_list_is_one() {
        for entry in &Lists::builtin().needed("personal-headers").entries {
            assert!(entry.column(0).and_then(ColumnKind::from_name).is_some(), "{}", entry.key);
            assert!(matches!(entry.column(1), Some("part" | "whole")), "{}", entry.key);
        }
    }
}
