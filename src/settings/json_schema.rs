//! The JSON Schema of `mailcheck.toml`, for editors and for `config schema`. Rule ids and their params are handed in:
//! settings know no rules.
//!
//! No `anyOf` and no null: editors would then blame the whole table for one slip.

mod policy;
mod send;

use super::limits::{InsideLimit, LARGE_PROVIDERS, MAIL_SERVER, MANY_SERVERS, RECIPIENT, ReadingLimit, TOOL};
use crate::lang::Lang;
use crate::settings::RosterField;
use crate::severity::Severity;
use serde_json::{Map, Value, json};

/// JSON Schema (2020-12) of the file. `rule_params` holds each rule's id and the names of its params.
#[must_use]
pub fn settings_schema(rule_params: &[(String, Vec<String>)]) -> Value {
    let ids: Vec<&str> = rule_params.iter().map(|(id, _)| id.as_str()).collect();
    let mut schema = table(
        "Settings of mailcheck",
        &[
            ("lang", one_of("Language of reports; without it the system's locale decides", &Lang::ALL.map(Lang::name))),
            ("rules", texts("Folders with rules of your own, relative to this file")),
            ("extends", texts("Files whose settings hold where this one is silent, relative to this file")),
            ("organization", organization()),
            ("partner", tables(partner())),
            ("people", people()),
            ("rule", rules(rule_params)),
            ("override", tables(overridden(&ids))),
            ("limits", limits()),
            ("policy", policy::policy()),
            ("mailing", mailing()),
            ("template", tables(template())),
            ("send", send::send()),
            ("approval", send::approval()),
            ("lists", lists()),
            ("outlook", outlook()),
            ("allow", tables(allowance(&ids))),
        ],
        &[],
    );
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("mailcheck.toml");
    schema
}

fn organization() -> Value {
    table(
        "Who you are",
        &[
            ("name", text("Name of your organization")),
            ("aliases", texts("Other names of it")),
            ("domains", texts("Your domains, sub-domains included; all others count as outside")),
            ("member-domains", texts("Your domains whose people must not see each other's addresses")),
            ("intranet-hosts", texts("Hosts that only your own people can reach, sub-domains included")),
            ("allowed-senders", texts("Senders at other domains who may write for you: addresses, globs, or @domain")),
        ],
        &[],
    )
}

fn template() -> Value {
    table(
        "What a template may have to be filled in, compared at --stage template",
        &[
            ("files", texts("Globs of templates, relative to this file; without it every template")),
            (
                "placeholders",
                texts("Names without brackets; `order` stands for everything below it, `order.total` for that field"),
            ),
        ],
        &["placeholders"],
    )
}

fn partner() -> Value {
    table(
        "An organization you write to",
        &[
            ("name", text("Its name")),
            ("aliases", texts("Other names of it")),
            ("domains", texts("Its domains, sub-domains included")),
            ("name-required", json!({ "type": "boolean", "description": "Whether mail to it is to name it" })),
            ("may-receive", texts("Globs of names of files with personal data that it handles for you")),
        ],
        &["name"],
    )
}

fn people() -> Value {
    table(
        "People you know",
        &[
            ("address-book", text("CSV with the columns address, name, kana, organization, verified, or vCard")),
            ("lists", text("CSV with the columns list, name, audience, member, external; one line a member")),
        ],
        &[],
    )
}

fn rules(rule_params: &[(String, Vec<String>)]) -> Value {
    let levels: Vec<&str> = std::iter::once("off").chain(Severity::ALL.map(Severity::name)).collect();
    let rule = |(id, params): &(String, Vec<String>)| {
        let mut keys = vec![
            ("severity", one_of("The level of every firing", &levels)),
            (
                "locked",
                json!({ "type": "boolean", "description": "Only in the system-wide file: no other can change it" }),
            ),
        ];
        keys.extend(params.iter().map(|param| (param.as_str(), number("A number of this rule", 0))));
        (id.clone(), table(&format!("The rule {id}; see `mailcheck explain {id}`"), &keys, &[]))
    };
    let tables: Map<String, Value> = rule_params.iter().map(rule).collect();
    json!({ "type": "object", "description": "Rules by id", "properties": tables, "additionalProperties": false })
}

fn limits() -> Value {
    table(
        "Transported sizes in bytes, how much of a file is read, and how far attachments are looked into",
        &[
            ("mta-bytes", number("What your mail server takes", 1)),
            ("tool-bytes", number("What the bulk-mail system takes", 1)),
            ("size", sizes()),
            ("reading", reading()),
            ("attachments", inside()),
        ],
        &[],
    )
}

fn sizes() -> Value {
    let size = |description: &str| {
        json!({
            "type": ["integer", "string"], "description": description, "minimum": 1,
            "pattern": r"^\s*[0-9][0-9_,]*(\.[0-9]{1,3})?\s*([kKmMgG]?[bB]?|[kKmMgG]i[bB]|bytes)\s*$",
        })
    };
    let named = [
        (MAIL_SERVER, "What your mail server takes"),
        (TOOL, "What the bulk-mail system takes"),
        (RECIPIENT, "What the readers' mail server takes"),
        (MANY_SERVERS, "What an ordinary mail server takes; 10,000,000 bytes unless set"),
        (LARGE_PROVIDERS, "What the large providers take; 25,000,000 bytes unless set"),
    ];
    let mut schema = table(
        "Largest messages by who takes them, such as \"10 MB\"",
        &named.map(|(name, description)| (name, size(description))),
        &[],
    );
    schema["additionalProperties"] = size("A limit of your own, called by its name");
    schema
}

fn reading() -> Value {
    let limits = ReadingLimit::ALL
        .map(|limit| (limit.key(), bound(limit.description(), limit.default_value(), limit.largest())));
    table("How much of a file is read; what is beyond is told as unread", &limits, &[])
}

fn inside() -> Value {
    let limits =
        InsideLimit::ALL.map(|limit| (limit.key(), bound(limit.description(), limit.default_value(), limit.largest())));
    let description = "How far the attachments of a draft are looked into; what is beyond is told as not looked into";
    table(description, &limits, &[])
}

fn bound(description: &str, default: u64, largest: u64) -> Value {
    let mut schema = number(description, 1);
    schema["maximum"] = json!(largest);
    schema["default"] = json!(default);
    schema
}

fn lists() -> Value {
    let change = table(
        "Changes to a word or domain list",
        &[
            ("add", texts("Entries to add")),
            ("remove", texts("Entries to take out")),
            ("allow", texts("Entries to take out, said of what is let pass")),
        ],
        &[],
    );
    json!({ "type": "object", "description": "Word and domain lists by name", "additionalProperties": change })
}

fn mailing() -> Value {
    let columns = RosterField::ALL.map(|field| (field.name(), text("Head of that column")));
    let columns = table("Columns of the roster, where their heads are not the usual ones", &columns, &[]);
    let mut minutes = number("How long the loop guard remembers a message; 10 without it", 1);
    minutes["maximum"] = json!(24 * 60);
    let guard = text("Folder in which `mailcheck` remembers for some minutes whom messages went to (`--loop-guard`)");
    let keys = [("columns", columns), ("loop-guard", guard), ("loop-guard-minutes", minutes)];
    table("Drafts that go out together (`--mailing`), or one after another", &keys, &[])
}

fn outlook() -> Value {
    let mut code_page = number("Windows code page of old .msg files that do not say theirs", 1);
    code_page["maximum"] = json!(u16::MAX);
    table("Files written by Outlook", &[("code-page", code_page)], &[])
}

fn allowance(ids: &[&str]) -> Value {
    let mut globs = ["recipients", "files"].map(|_| texts(""));
    for glob in &mut globs {
        glob["minItems"] = json!(1);
    }
    let [mut recipients, mut files] = globs;
    recipients["description"] = json!("Only these leave the count; without it the whole finding leaves");
    files["description"] = json!("Paths relative to this file, with `/`; without it every draft");
    let until = json!({ "type": "string", "format": "date", "description": "The last day it holds" });
    table(
        "What may pass although a rule says no",
        &[
            ("rule", one_of("The rule's id", ids)),
            ("recipients", recipients),
            ("files", files),
            ("reason", text("Why")),
            ("until", until),
        ],
        &["rule", "reason"],
    )
}

fn overridden(ids: &[&str]) -> Value {
    let mut files = texts("Paths relative to this file, with `/`");
    files["minItems"] = json!(1);
    let levels: Vec<&str> = std::iter::once("off").chain(Severity::ALL.map(Severity::name)).collect();
    let severities: Vec<_> = ids.iter().map(|id| (*id, one_of("The level there", &levels))).collect();
    table(
        "Other levels for drafts in some folders",
        &[("files", files), ("severity", table("Levels by rule", &severities, &[]))],
        &["files", "severity"],
    )
}

fn table(description: &str, keys: &[(&str, Value)], required: &[&str]) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    let mut schema = json!({
        "type": "object", "description": description, "properties": properties, "additionalProperties": false,
    });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

fn tables(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "description": description, "pattern": "\\S" })
}

/// A list of strings, or one alone.
fn texts(description: &str) -> Value {
    let items = json!({ "type": "string", "pattern": "\\S" });
    json!({ "type": ["array", "string"], "description": description, "items": items, "pattern": "\\S" })
}

fn number(description: &str, minimum: u64) -> Value {
    json!({ "type": "integer", "description": description, "minimum": minimum })
}

fn one_of(description: &str, words: &[&str]) -> Value {
    json!({ "type": "string", "description": description, "enum": words })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::document::{Document, Item};
    use crate::settings::{Guess, from_text, starter};

    fn to_json(item: &Item) -> Value {
        match item {
            Item::Text(text) | Item::Date(text) => json!(text),
            Item::Integer(number) => json!(number),
            Item::Float(number) => json!(number),
            Item::Flag(flag) => json!(flag),
            Item::Array(nodes) => nodes.iter().map(|node| to_json(&node.item)).collect(),
            Item::Table(table) => Value::Object(
                table.entries.iter().map(|(key, node)| (key.value.clone(), to_json(&node.item))).collect(),
            ),
        }
    }

    fn is_valid(text: &str) -> bool {
        let schema = settings_schema(&[("mixed-external-domains".to_owned(), vec!["warning".to_owned()])]);
        let document = Document::parse("mailcheck.toml", text).unwrap();
        jsonschema::draft202012::new(&schema).unwrap().is_valid(&to_json(&Item::Table(document.root)))
    }

    #[test]
    fn the_schema_is_one() {
        assert!(jsonschema::meta::is_valid(&settings_schema(&[])));
    }

    #[test]
    fn good_files_are_valid() {
        for text in [
            "",
            "lang = 'ja'\nrules = './rules'\nextends = ['a.toml']\n[organization]\ndomains = ['city.example']\n",
            "[rule.mixed-external-domains]\nseverity = 'off'\nwarning = 3\nlocked = true\n",
            "[lists]\nx.add = ['a']\ny.allow = ['b']\n[outlook]\ncode-page = 932\n",
            "[[allow]]\nrule = 'mixed-external-domains'\nreason = 'r'\nfiles = ['a/**']\nuntil = 2027-03-31\n",
            "[[override]]\nfiles = ['a/**']\nseverity.mixed-external-domains = 'off'\n",
            "[approval.roles]\nmanager = ['a@city.example']\n[[policy.approval]]\ntext = 'x'\nby = ['role:manager']\n",
            "[[policy.forbidden-text]]\ntext.ja = 'x'\nlevel = 'info'\npattern = 'a+'\nin = 'subject'\n",
            &starter(&Guess::default(), Lang::En),
        ] {
            assert!(is_valid(text), "{text}");
        }
    }

    #[test]
    fn what_loading_refuses_the_schema_refuses_too() {
        for text in [
            "lang = 'jp'",
            "organisation = {}",
            "[approval]\nsigner = 'x'",
            "[approval.roles]\nmanager = []",
            "[approval.roles]\nmanager = 5",
            "[[policy.approval]]\ntext = 'x'\ncount = 0",
            "[organization]\ndomain = ['a.example']",
            "[[partner]]\ndomains = ['a.example']",
            "[rule.mixed-external-domains]\nseverity = 'eror'",
            "[rule.mixed-external-domains]\nwarning = -1",
            "[limits]\nmta-bytes = 0",
            "[limits.reading]\nfile-bytes = 0",
            "[limits.reading]\ndepth = 33",
            "[limits.reading]\nfile-byte = 5",
            "[limits.attachments]\ndepth = 17",
            "[limits.attachments]\ncells = 0",
            "[policy]\nbulk = 'bbc'",
            "[[policy.forbidden-recipient]]\ntext = 'x'",
            "[[policy.forbidden-text]]\nwords = ['a']",
            "[[policy.forbidden-text]]\ntext = {}\nwords = ['a']",
            "[[policy.forbidden-text]]\ntext = 'x'\nwords = ['a']\nin = 'suject'",
            "[[policy.attachment-forbidden]]\ntext = 'x'\nwhen-external = false",
            "[[policy.attachment-forbidden]]\ntext = 'x'\nrecipients = []",
            "[lists]\nx.ad = ['a']",
            "[outlook]\ncode-page = 70000",
            "[[override]]\nfiles = ['a/**']",
            "[[override]]\nseverity.mixed-external-domains = 'off'",
            "[[override]]\nfiles = []\nseverity.mixed-external-domains = 'off'",
            "[[override]]\nfiles = ['a/**']\nseverity.mixed-external-domains = 'of'",
            "[[allow]]\nrule = 'mixed-external-domains'",
            "[[allow]]\nrule = 'mixed-external-domains'\nreason = ' '",
            "[[allow]]\nrule = 'mixed-external-domains'\nreason = 'r'\nrecipients = []",
        ] {
            assert!(!is_valid(text), "{text}");
            assert!(from_text("mailcheck.toml", text, std::path::Path::new("/office")).is_err(), "{text}");
        }
    }

    #[test]
    fn rules_that_do_not_exist_are_refused() {
        assert!(!is_valid("[rule.mixed-external-domain]\nseverity = 'off'"));
        assert!(!is_valid("[rule.mixed-external-domains]\nerorr = 4"));
        assert!(!is_valid("[[allow]]\nrule = 'nothing'\nreason = 'r'"));
    }
}
