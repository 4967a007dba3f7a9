//! The questions on a sheet: a table of what is asked when. A draft gets those that fit it, the most telling first, since
//! a list that is always the same is ticked without being read.

mod contents;
mod readers;

use super::Sheet;
use crate::lang::Bilingual;

/// Questions on one sheet at most.
const MOST: usize = 7;
/// Questions on one sheet at least; what fits every draft fills up.
const LEAST: usize = 3;

/// A question that fits a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// A word for programs.
    pub id: &'static str,
    /// The sentence.
    pub text: Bilingual,
}

/// What is asked, and when: `None` where it does not fit.
struct Row {
    id: &'static str,
    ask: fn(&Sheet) -> Option<Bilingual>,
}

/// In the order of what has gone wrong most often.
const QUESTIONS: &[Row] = &[
    Row { id: "changed-since", ask: changed_since },
    Row { id: "nobody", ask: readers::nobody },
    Row { id: "empty-text", ask: contents::empty_text },
    Row { id: "unusable-addresses", ask: readers::unusable_addresses },
    Row { id: "seen-by-each-other", ask: readers::seen_by_each_other },
    Row { id: "personal-data", ask: contents::personal_data },
    Row { id: "hidden-places", ask: contents::hidden_places },
    Row { id: "unread-files", ask: contents::unread_files },
    Row { id: "thread-goes-along", ask: contents::thread_goes_along },
    Row { id: "first-time", ask: readers::first_time },
    Row { id: "many", ask: readers::many },
    Row { id: "private-among-offices", ask: readers::private_among_offices },
    Row { id: "right-person", ask: readers::right_person },
    Row { id: "hidden-in-bcc", ask: readers::hidden_in_bcc },
    Row { id: "greeting", ask: contents::greeting },
    Row { id: "open-files", ask: contents::open_files },
    Row { id: "lists", ask: readers::lists },
    Row { id: "reply-to-all", ask: readers::reply_to_all },
    Row { id: "shared-links", ask: contents::shared_links },
    Row { id: "findings", ask: findings },
    Row { id: "amounts", ask: contents::amounts },
    Row { id: "dates", ask: contents::dates },
];

/// What fits every draft.
const ALWAYS: &[Row] = &[
    Row { id: "subject", ask: contents::subject },
    Row { id: "everybody-needed", ask: readers::everybody_needed },
    Row { id: "last-words", ask: contents::last_words },
];

pub(super) fn of(sheet: &Sheet) -> Vec<Question> {
    let ask = |row: &Row| (row.ask)(sheet).map(|text| Question { id: row.id, text });
    let mut questions: Vec<Question> = QUESTIONS.iter().filter_map(ask).take(MOST).collect();
    let missing = LEAST.saturating_sub(questions.len());
    questions.extend(ALWAYS.iter().filter_map(ask).take(missing));
    questions
}

fn said(en: String, ja: String) -> Option<Bilingual> {
    Some(Bilingual { en, ja })
}

fn changed_since(sheet: &Sheet) -> Option<Bilingual> {
    let changes = sheet.since.as_ref()?.changes.as_ref()?;
    (!changes.is_empty()).then_some(())?;
    said(
        "Is every change of section 1 meant, and does all the rest still fit it?".to_owned(),
        "1 の変更は、どれも意図したものですか？ ほかの部分と食い違っていませんか？".to_owned(),
    )
}

fn findings(sheet: &Sheet) -> Option<Bilingual> {
    match sheet.findings.len() {
        0 => None,
        1 => said(
            "Has what was found been put right? If not: who has decided that?".to_owned(),
            "検査での指摘は直しましたか？ そのまま送るなら、誰の判断ですか？".to_owned(),
        ),
        count => said(
            format!("Have the {count} findings been put right? If not: who has decided that?"),
            format!("検査での {count} 件の指摘は直しましたか？ そのまま送るなら、誰の判断ですか？"),
        ),
    }
}

#[cfg(test)]
mod tests;
