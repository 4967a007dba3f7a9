//! Tells what a message goes on from: an answer, a patch, or something that was sent already. Knows no recipients.

use super::folded_subject;
use crate::draft::Draft;
use crate::facts::headers::field_body;

/// What answers and forwards begin with (folded).
const REPLY_PREFIXES: [&str; 8] = ["re", "fw", "fwd", "返信", "転送", "aw", "wg", "sv"];
/// Fields that only carriers and mailboxes add (RFC 5321 4.4). Return-Path is none of them: programs that write drafts
/// set it beforehand.
const TRACE_FIELDS: [&str; 6] =
    ["received", "delivery-date", "x-received", "delivered-to", "x-original-to", "envelope-to"];

/// `[PATCH 1/3]` in the subject, or a line `diff --git` in the body.
pub(super) fn is_patch_mail(draft: &Draft) -> bool {
    let bracket = folded_subject(draft).split('[').skip(1).any(|tag| {
        let words = tag.split(']').next().unwrap_or_default();
        words.split([' ', '-']).any(|word| word == "patch")
    });
    bracket || draft.view.slice(draft.body.span).lines().any(|line| line.starts_with("diff --git "))
}

/// By a trace field; a message that says it was never sent is believed.
pub(super) fn is_transported(draft: &Draft) -> bool {
    let is_trace = |name: &str| TRACE_FIELDS.iter().any(|field| name.eq_ignore_ascii_case(field));
    !draft.is_unsent && draft.headers.iter().any(|field| field.is_present && is_trace(field.name.trim()))
}

/// By In-Reply-To or References, or by a prefix of the subject together with a quote: people type `Re:` by hand too.
pub(super) fn is_reply(draft: &Draft) -> bool {
    let names = |field: &str| field_body(draft, field).is_some_and(|body| !body.is_empty());
    names("in-reply-to") || names("references") || (!draft.body.quoted.is_empty() && has_reply_prefix(draft))
}

/// `Re:`, `RE：`, `Re[2]:`, `Fwd:`, `返信:` at the start of the subject.
fn has_reply_prefix(draft: &Draft) -> bool {
    let subject = folded_subject(draft);
    let Some((prefix, _)) = subject.split_once(':') else { return false };
    let prefix = prefix.split(['[', '^', '(']).next().unwrap_or_default().trim();
    REPLY_PREFIXES.contains(&prefix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::test_draft::draft;

    fn told(question: fn(&Draft) -> bool, text: &str) -> bool {
        question(&draft(text))
    }

    #[test]
    fn a_reply_has_a_reference_or_a_quote() {
        assert!(told(is_reply, "In-Reply-To: <1@beta.example>\nSubject: x\n\n"));
        assert!(told(is_reply, "Subject: RE：会議\n\nhello\n> quote\n"));
        assert!(told(is_reply, "Subject: 転送: 会議\n\nhello\n> quote\n"));
        assert!(!told(is_reply, "Subject: Re: 会議\n\nhello\n"));
        assert!(!told(is_reply, "Subject: Report: x\n\nhello\n> quote\n"));
    }

    #[test]
    fn a_patch_is_told_by_subject_or_diff() {
        assert!(told(is_patch_mail, "Subject: [PATCH v2 1/3] net: fix\n\n"));
        assert!(told(is_patch_mail, "Subject: Re: [RFC-PATCH] net: fix\n\n"));
        assert!(told(is_patch_mail, "Subject: fix\n\ndiff --git a/x b/x\n"));
        assert!(!told(is_patch_mail, "Subject: patch notes [draft]\n\n"));
    }

    #[test]
    fn a_trace_field_tells_what_was_sent() {
        assert!(told(is_transported, "Received: from a.example\n\n"));
        assert!(told(is_transported, "Delivered-To: me@alpha.example\n\n"));
        assert!(!told(is_transported, "Return-Path: <me@alpha.example>\n\n"));
        let mut unsent = draft("Received: from a.example\n\n");
        unsent.is_unsent = true;
        assert!(!is_transported(&unsent));
    }
}
