//! The schema of `[policy]`.

use super::{number, one_of, table, tables, text, texts};
use crate::settings::{BulkPolicy, EncryptionPolicy, PolicyKind, TextPlace};
use crate::severity::Severity;
use serde_json::{Value, json};

/// Schema of the table.
pub(super) fn policy() -> Value {
    let encrypt = one_of("How files with personal data must go", &EncryptionPolicy::ALL.map(EncryptionPolicy::name));
    let bulk = one_of("How mail to many must go", &BulkPolicy::ALL.map(BulkPolicy::name));
    let mut keys = vec![("bulk", bulk), ("encrypt", encrypt)];
    keys.extend(PolicyKind::ALL.map(|kind| (kind.name(), tables(entry(kind)))));
    table("Rules of the house", &keys, &[])
}

fn entry(kind: PolicyKind) -> Value {
    let (description, own_keys, required): (_, Vec<(&str, Value)>, &[&str]) = match kind {
        PolicyKind::ForbiddenRecipient => {
            ("People nobody may write to", vec![("recipients", addresses("Who"))], &["text", "recipients"])
        }
        PolicyKind::RequiredRecipient => (
            "People of whom one must be in To, Cc or Bcc",
            vec![("recipients", addresses("One of them must be there"))],
            &["text", "recipients"],
        ),
        PolicyKind::KeywordRecipient => (
            "Words that go to some people only; `required` or `forbidden` must be there",
            vec![
                ("words", filled(texts("One of them stands in the text"))),
                ("in", places()),
                ("required", addresses("One of them must be there")),
                ("forbidden", addresses("None of them may be there")),
            ],
            &["text", "words"],
        ),
        PolicyKind::ForbiddenText => (
            "Words nobody may send; `words` or `pattern` must be there",
            vec![
                ("words", filled(texts("Without regard to width and case"))),
                ("pattern", text("Regular expression, in single quotes")),
                ("in", places()),
            ],
            &["text"],
        ),
        PolicyKind::AttachmentForbidden => (
            "Files nobody may attach",
            vec![
                ("names", filled(texts("Globs of file names; without it any file"))),
                ("recipients", addresses("Only when one of them gets it")),
                ("unless-encrypted", switch("Files known to be encrypted may go")),
            ],
            &["text"],
        ),
        PolicyKind::Approval => (
            "Mail that others must have agreed to",
            vec![
                ("count", number("How many; 1 without it", 1)),
                (
                    "by",
                    addresses(
                        "Who may, also as `role:NAME` of `approval.roles`; without it whoever has a key in `approval.signers`",
                    ),
                ),
                ("valid-days", number("Days that an approval holds; without it until it says itself", 1)),
            ],
            &["text"],
        ),
    };
    let mut keys = vec![
        ("text", said()),
        ("level", one_of("Without it the rule's own level", &Severity::ALL.map(Severity::name))),
    ];
    keys.extend(own_keys);
    keys.extend(kind.conditions().iter().map(|key| (*key, condition(key))));
    table(description, &keys, required)
}

fn condition(key: &str) -> Value {
    match key {
        "when-external" => switch("Only when some recipient is outside"),
        "when-attachment" => switch("Only when something is attached"),
        "when-outside-recipients" => number("Only when at least so many recipients are outside", 1),
        "when-persons" => number("Only when personal data of at least so many people stand in it", 1),
        "when-mailing" => switch("Only for one of several drafts that go out together"),
        "when-label" => filled(texts("Only when its header carries one of these labels")),
        "when-words" => filled(texts("Only when one of them stands in subject or own text")),
        _ => addresses("Only when one of them is the sender"),
    }
}

/// One text, or one for each language.
fn said() -> Value {
    json!({
        "type": ["string", "object"], "pattern": "\\S", "minProperties": 1, "additionalProperties": false,
        "description": "What the user is told",
        "properties": { "en": text("In English"), "ja": text("In Japanese") },
    })
}

fn places() -> Value {
    let words = TextPlace::ALL.map(TextPlace::name);
    let mut places = filled(texts("Where the words count; without it everywhere but in quoted text"));
    places["items"] = json!({ "enum": words });
    places["pattern"] = json!(format!("^({})$", words.join("|")));
    places
}

pub(super) fn addresses(description: &str) -> Value {
    filled(texts(&format!("{description}: addresses, globs, or `@domain` with its sub-domains")))
}

fn filled(mut list: Value) -> Value {
    list["minItems"] = json!(1);
    list
}

fn switch(description: &str) -> Value {
    json!({ "const": true, "description": description })
}
