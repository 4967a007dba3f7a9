//! What is nobody else's business of somebody who is named: a line with a name and a word of health, welfare, conduct or
//! grades, and a list of names under such a word. Knows no numbers.

use super::name::{is_only_a_name, names_somebody};
use super::{Datum, KeyWords, LONGEST_LINE_BYTES, MOST_DATA, PersonalKind};
use std::ops::Range;

/// Names below each other that make a list.
const FEWEST_NAMES: usize = 5;
/// Words by which a heading speaks of a meeting about the matter, and the names below take part in it.
const GATHERINGS: [&str; 12] =
    ["出席", "参加", "委員", "講師", "担当", "会議", "研修", "審査会", "部会", "説明会", "attend", "speaker"];

/// Adds what is found in `text` to the data of it, in order.
pub(super) fn add_to(data: &mut Vec<Datum>, text: &str, key_words: &KeyWords) {
    if key_words.special_in(text).is_none() {
        return;
    }
    let before = data.len();
    // The names since a heading with such a word.
    let mut names: Option<Vec<Range<usize>>> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n').filter(|line| line.len() <= LONGEST_LINE_BYTES) {
        let word = key_words.special_in(line).map(|word| start + word.start..start + word.end);
        let written = line.trim();
        let place = start + (line.len() - line.trim_start().len())..start + line.trim_end().len();
        start += line.len();
        if written.is_empty() {
            continue;
        }
        match word {
            Some(word) if names_somebody(line, key_words.surnames()) => data.extend([datum(word)]),
            Some(_) => {
                take(data, names.take());
                let is_gathering = GATHERINGS.iter().any(|word| written.to_lowercase().contains(word));
                names = (!is_gathering).then(Vec::new);
            }
            None if names.is_some() && is_only_a_name(written, key_words.surnames()) => {
                names.get_or_insert_default().push(place);
            }
            None => take(data, names.take()),
        }
        if data.len() > MOST_DATA {
            break;
        }
    }
    take(data, names);
    if data.len() > before {
        data.sort_by_key(|datum| datum.range.start);
    }
}

fn take(data: &mut Vec<Datum>, names: Option<Vec<Range<usize>>>) {
    data.extend(names.filter(|names| names.len() >= FEWEST_NAMES).into_iter().flatten().map(datum));
}

fn datum(range: Range<usize>) -> Datum {
    let value = format!("{}", range.start);
    Datum { range, kind: PersonalKind::SpecialCategory, value }
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;

    fn count(text: &str) -> usize {
        kinds(text).into_iter().filter(|kind| *kind == "special-category").count()
    }

    #[test]
    fn a_name_and_a_word_on_one_line_tell_it_of_somebody() {
        assert_eq!(count("山田太郎 卵アレルギー\n佐藤 花子、要介護3\n"), 2);
        assert_eq!(count("アレルギーのある方はお知らせください。\nご利用者様のアレルギー\n"), 0);
    }

    #[test]
    fn five_names_under_a_word_are_a_list() {
        let names = "山田太郎\n佐藤花子\n鈴木次郎\n高橋三郎\n田中四郎\n";
        assert_eq!(count(&format!("不採用者は次のとおりです。\n\n{names}")), 5);
        assert_eq!(count(&format!("要介護認定審査会の出席者\n{names}")), 0);
        assert_eq!(count("不採用者\n山田太郎\n佐藤花子\n以上\n"), 0);
    }
}
