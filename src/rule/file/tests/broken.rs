//! A valid rule file that uses the whole language, and its mistakes. Knows no way of checking them.

/// A rule file in which everything can be broken.
pub(crate) const VALID: &str = r#"category = "exposure"
severity = "warning"
since = "0.1.0"
fix = ["move-to-bcc", "split"]
needs = "partner"
message.en = "{count} outside organizations, more than {warning}: {party}; mine are {ours}"
message.ja = "社外の {count} 組織（{warning} 以上）：{party}。自社は {ours}"
help.en = "move them to Bcc"
help.ja = "Bcc に移してください"
why.en = "They see each other."
why.ja = "互いに見えます。"

[params]
warning = { default = 5, min = 2, doc.en = "from here a warning", doc.ja = "警告する組織数" }
error = { default = 10, max = 50, doc.en = "from here an error", doc.ja = "エラーにする組織数" }

[let.ours]
recipients = { external = false }
take = "organization"

[[when.message]]
subject = { contains = "ＡＢＣ", not = { word = ["draft", "下書き"] } }

[[when.recipients]]
field = ["to", "cc"]
external = true
domain = { glob = "*.Example", list = "consumer-domains" }
count = { distinct = "party", warning = "$warning", error = "$error" }
label.en = "{address} is visible"
label.ja = "{address} が見えます"

[[when.attachments]]
addressees = { none-in = "$ours" }
size-bytes = { at-least = 1 }

[[raise.error.recipients]]
kind = "carrier"
count = { at-least = 3 }

[[unless.message]]
patch-mail = true

[[bad]]
severity = "warning"
points-at = ["a@alpha.example"]
draft = "To: a@alpha.example"

[[good]]
because = "they are in Bcc"
drafts = ["Bcc: a@alpha.example"]
now = 2026-04-01
"#;

/// A change to [`VALID`] and the problem it makes.
pub(crate) struct Broken {
    /// What is replaced; stands once in the valid file.
    pub from: &'static str,
    /// By what.
    pub to: &'static str,
    /// The text that the problem underlines.
    pub at: &'static str,
    /// What is said.
    pub message: &'static str,
    /// What is proposed; empty: not asked.
    pub help: &'static str,
}

const fn broken(
    from: &'static str,
    to: &'static str,
    at: &'static str,
    message: &'static str,
    help: &'static str,
) -> Broken {
    Broken { from, to, at, message, help }
}

/// One mistake each: the change, then what comes of it.
#[rustfmt::skip]
pub(crate) const BROKEN: &[Broken] = &[
    broken("category = \"exposure\"", "category = \"exposures\"",
        "\"exposures\"", "unknown category `exposures`", "did you mean `exposure`?"),
    broken("category = \"exposure\"\n", "",
        "", "`category` is missing", ""),
    broken("severity = \"warning\"\nsince", "severity = \"off\"\nsince",
        "\"off\"", "unknown severity `off`", "known here: info, warning, error"),
    broken("since = \"0.1.0\"", "since = \"1.0\"",
        "\"1.0\"", "`1.0` is no version", "three numbers, for example 0.1.0"),
    broken("\"split\"]", "\"spilt\"]",
        "\"spilt\"", "unknown fix `spilt`", "did you mean `split`?"),
    broken("needs = \"partner\"", "needs = \"partners\"",
        "\"partners\"", "unknown setting `partners`", "did you mean `partner`?"),
    broken("needs = \"partner\"", "formerly = \"use-bcc\"",
        "\"use-bcc\"", "`use-bcc` begins with `use-`: a rule is named after the slip, not after the remedy", ""),
    broken("needs = \"partner\"", "default = \"no\"",
        "\"no\"", "unknown default `no`", "did you mean `on`?"),
    broken("help.ja = \"Bcc に移してください\"\n", "",
        "help", "`help.ja` is missing", ""),
    broken("help.en = \"move them to Bcc\"\nhelp.ja = \"Bcc に移してください\"", "help = \"move\"",
        "\"move\"", "`help` must be a table of two languages, not a string", "write help.en and help.ja"),
    broken("why.en = \"They see each other.\"", "why.en = \" \"",
        "\" \"", "`why.en` is empty", ""),
    broken("help.en = \"move them", "help.en = \"move {partyy}",
        "{partyy}", "unknown placeholder `{partyy}`", "did you mean `party`?"),
    broken("help.en = \"move them to Bcc\"", "help.en = \"{count} to Bcc\"",
        "{count}", "`{count}` stands in `help.en` but not in `help.ja`", ""),
    broken("help.en = \"move them to Bcc\"", "help.en = \"{count to Bcc\"",
        "\"{count to Bcc\"", "a brace without its partner", "for a brace in the text write it twice"),
    broken("label.en = \"{address} is", "label.en = \"{count} is",
        "{count}", "unknown placeholder `{count}`", ""),
    broken("external = true", "externl = true",
        "externl", "unknown key `when.recipients.externl`", "did you mean `external`?"),
    broken("label.ja = \"{address} が見えます\"", "lable.ja = \"x\"",
        "lable", "unknown key `when.recipients.lable`", "did you mean `label`?"),
    broken("external = true", "external = \"yes\"",
        "\"yes\"", "`when.recipients.external` must be true or false, not a string", ""),
    broken("field = [\"to\", \"cc\"]", "field = [\"to\", \"ccc\"]",
        "\"ccc\"", "unknown value of `field`: `ccc`", "did you mean `cc`?"),
    broken("field = [\"to\", \"cc\"]", "field = []",
        "[]", "`when.recipients.field` is an empty list: nothing would match", ""),
    broken("[[when.recipients]]", "[[when.recipient]]",
        "recipient", "unknown key `when.recipient`", "did you mean `recipients`?"),
    broken("[[unless.message]]", "[unless.message]",
        "[unless.message]", "`unless.message` must be a list of tables, not a table", "write it as [[unless.message]]"),
    broken("[[raise.error.recipients]]", "[[raise.eror.recipients]]",
        "eror", "unknown key `raise.eror`", "did you mean `error`?"),
    broken("list = \"consumer-domains\"", "list = \"consumer-domain\"",
        "\"consumer-domain\"", "unknown list `consumer-domain`", "did you mean `consumer-domains`?"),
    broken("glob = \"*.Example\"", "glob = \"[a\"",
        "\"[a\"", "`[a` is no glob", "unclosed character class; missing ']'"),
    broken("glob = \"*.Example\"", "regex = '(a'",
        "'(a'", "`(a` is no regular expression", "unclosed group"),
    broken("glob = \"*.Example\"", "regex = 'a*'",
        "'a*'", "`a*` is found in every text", "ask for at least one character"),
    broken("contains = \"ＡＢＣ\"", "contains = ''",
        "''", "`when.message.subject.contains` holds an empty text", ""),
    broken("contains = \"ＡＢＣ\"", "at-least = 3",
        "at-least", "`at-least` does not fit `subject`, which is a text", "known here: contains, word, glob, regex, list, present, not"),
    broken("contains = \"ＡＢＣ\"", "contain = 'a'",
        "contain", "unknown key `when.message.subject.contain`", "did you mean `contains`?"),
    broken("contains = \"ＡＢＣ\"", "contains = '$ours'",
        "'$ours'", "`$ours` cannot stand here: `when.message.subject.contains` wants words", "for the text itself write regex = '\\$ours'"),
    broken("{ contains = \"ＡＢＣ\", not = { word = [\"draft\", \"下書き\"] } }", "{}",
        "{}", "`when.message.subject` asks nothing", "known here: contains, word, glob, regex, list, present, not"),
    broken("word = [\"draft\", \"下書き\"]", "not = 'a'",
        "not", "a `not` inside a `not`", "take both out"),
    broken("\"$warning\"", "\"$warnin\"",
        "\"$warnin\"", "unknown param `$warnin`", "did you mean `$warning`?"),
    broken("\"$warning\"", "12",
        "{ distinct = \"party\", warning = 12, error = \"$error\" }", "`warning` begins at 12 and would never be seen: `error` begins at 10", ""),
    broken("\"$ours\"", "\"$our\"",
        "\"$our\"", "unknown let `$our`", "did you mean `$ours`?"),
    broken("{ none-in = \"$ours\" }", "\"x\"",
        "\"x\"", "`when.attachments.addressees` is a set and needs a set comparison", "for example addressees = { some-in = [...] }"),
    broken("distinct = \"party\"", "distinct = \"parti\"",
        "\"parti\"", "unknown field `parti`", "did you mean `party`?"),
    broken("addressees = { none-in = \"$ours\" }\nsize-bytes = { at-least = 1 }", "size-bytes = { error = 1 }\ncount = { error = 2 }",
        "[[when.attachments]]", "two sets of grades in one test", "only one can set the severity: make it two rules"),
    broken("warning = \"$warning\", error = \"$error\" }", "at-most = 0 }",
        "[[when.recipients]]", "this test holds when there is no row: a label has no place", "give the label to another test"),
    broken("count = { at-least = 3 }", "count = 3",
        "3", "`raise.error.recipients.count` must be a table, not a whole number", "for example count = { at-least = 3 }"),
    broken("count = { at-least = 3 }", "count = { error = 3 }",
        "error", "a grade sets the severity, and only a `when` test can do that", "use at-least here"),
    broken("count = { at-least = 3 }", "count = { at-least = -3 }",
        "-3", "`raise.error.recipients.count.at-least` must not be negative", ""),
    broken("count = { at-least = 3 }", "count = { at-least = 3, at-most = 2 }",
        "{ at-least = 3, at-most = 2 }", "`at-least` is above `at-most`: nothing would match", ""),
    broken("patch-mail = true", "label.en = 'x'",
        "label", "a label is shown only for a `when` test", ""),
    broken("size-bytes = { at-least = 1 }", "size-bytes = { at-least = 1,\n at-most = 3 }",
        "{ at-least = 1,\n at-most = 3 }", "an inline table over several lines is TOML 1.1, not 1.0", "write it on one line, or as a table of its own"),
    broken("label.en = \"{address} is visible\"\nlabel.ja = \"{address} が見えます\"\n", "",
        "", "no test has a label: a finding would point nowhere", "give a `when` test label.en and label.ja"),
    broken("default = 5, ", "default = 1, ",
        "1", "the default of `warning` lies outside of its own `min` and `max`", ""),
    broken("[params]", "[params]\nspare = { default = 1, doc.en = 'x', doc.ja = 'x' }",
        "spare", "nothing uses the param `spare`", "write `$spare` where it is meant, or take it out"),
    broken("[params]", "[params]\ncount = { default = 1, doc.en = 'x', doc.ja = 'x' }",
        "count", "`count` is reserved", "choose another name"),
    broken("recipients = { external = false }", "attachments = { addressees = { all-in = '$ours' } }",
        "'$ours'", "`$ours` stands in a `let`, which sees no other", "compare the two sets in a test"),
    broken("recipients = { external = false }", "recipients = {}\nmessage = {}",
        "[let.ours]", "`let.ours` must select from one collection", "for example recipients = { ... }, not 2 of them"),
    broken("take = \"organization\"", "take = \"external\"",
        "\"external\"", "`external` is true or false: a set is made of names", ""),
    broken("take = \"organization\"\n", "",
        "[let.ours]", "`let.ours.take` is missing", ""),
    broken("points-at = [\"a@alpha.example\"]\n", "",
        "[[bad]]", "`bad.points-at` is missing", ""),
    broken("draft = \"To: a@alpha.example\"\n", "",
        "[[bad]]", "`bad.draft` is missing", ""),
    broken("because = \"they are in Bcc\"\n", "",
        "[[good]]", "`good.because` is missing", ""),
    broken("because = \"they are in Bcc\"\n", "because = 'x'\nstage = 'final'\n",
        "'final'", "unknown stage `final`", "known here: template, rendered, sending"),
    broken("because = \"they are in Bcc\"\n", "because = 'x'\nattach = 'a/b.xlsx'\n",
        "'a/b.xlsx'", "an attachment needs a plain file name", ""),
    broken("because = \"they are in Bcc\"\n", "because = 'x'\nattach = 'gen:hiden-sheet'\n",
        "'gen:hiden-sheet'", "unknown generator `hiden-sheet`", ""),
];
