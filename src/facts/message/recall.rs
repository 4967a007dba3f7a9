//! Tells a recall of a mail already sent. Knows that Outlook writes them, in which words, and nothing of recipients.

use super::folded_subject;
use crate::draft::{Draft, MessageKind};
use crate::fold::fold;

/// What recalls begin with (folded). The colon belongs to it: 「メッセージの取り消し」 alone is an ordinary subject.
const RECALL_PREFIXES: [&str; 4] = ["取り消し", "メッセージの取り消し", "recall", "message recall"];
/// What Outlook writes into the body of a recall (folded).
const RECALL_SENTENCES: [&str; 2] = ["would like to recall the message", "さんが、メッセージ「"];

/// Words of a text about mail (folded).
const OF_MAIL: [&str; 5] = ["message", "mail", "メール", "メッセージ", "送信"];

/// Longest line that may be Outlook's sentence: a name, and a subject.
const LONGEST_RECALL_BYTES: usize = 2_000;

/// By its kind, by the prefix of the subject, or by Outlook's own sentence at the top
/// of what the author wrote.
pub(super) fn is_recall(draft: &Draft) -> bool {
    let by_class = draft.kind == MessageKind::Recall;
    let subject = folded_subject(draft);
    let by_prefix = subject.split_once(':').is_some_and(|(prefix, _)| RECALL_PREFIXES.contains(&prefix.trim()));
    by_class || (by_prefix && speaks_of_mail(draft)) || has_recall_sentence(draft)
}

/// False when the author wrote something that is not about mail: makers recall their goods as well.
fn speaks_of_mail(draft: &Draft) -> bool {
    let own = draft.body.own.iter().map(|span| fold(draft.view.slice(*span))).collect::<String>();
    own.trim().is_empty() || OF_MAIL.iter().any(|word| own.contains(word))
}

fn has_recall_sentence(draft: &Draft) -> bool {
    let Some(own) = draft.body.own.first() else { return false };
    let first = draft.view.slice(*own).lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let is_short = first.len() <= LONGEST_RECALL_BYTES;
    is_short
        && RECALL_SENTENCES.iter().any(|sentence| {
            let line = fold(first);
            line.contains(sentence) && (sentence.is_ascii() || line.contains("」を取り消します"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::test_draft::draft;

    #[test]
    fn a_recall_is_told_by_its_colon() {
        assert!(is_recall(&draft("Subject: 取り消し：会議\n\n")));
        assert!(is_recall(&draft("Subject: Recall : minutes\n\n")));
        assert!(is_recall(&draft("Subject: メッセージの取り消し: 会議\n\n")));
        assert!(!is_recall(&draft("Subject: メッセージの取り消し\n\n")));
        assert!(!is_recall(&draft("Subject: Recall of product\n\n")));
        assert!(!is_recall(&draft("Subject: About Recall: notes\n\n")));
        assert!(is_recall(&draft("Subject: 取り消し: 会議\n\n先ほどのメールを取り消します。\n")));
        assert!(!is_recall(&draft("Subject: Recall: kettle K2\n\nThe lid may open. Please bring it back.\n")));
    }

    #[test]
    fn a_recall_is_told_by_outlooks_sentence() {
        assert!(is_recall(&draft("Subject: x\n\n鈴木 さんが、メッセージ「会議」を取り消します。\n")));
        assert!(is_recall(&draft("Subject: x\n\nAnn would like to recall the message, \"Budget\".\n")));
        assert!(!is_recall(&draft("Subject: x\n\n予約を取り消します。\n")));
        assert!(!is_recall(&draft("Subject: x\n\nok\n> Ann would like to recall the message, \"Budget\".\n")));
    }

    #[test]
    fn a_recall_is_told_by_its_class() {
        let mut draft = draft("Subject: x\n\n");
        draft.kind = MessageKind::Recall;
        assert!(is_recall(&draft));
    }
}
