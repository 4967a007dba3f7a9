//! Who may import whom: one row for each layer of `src/`, and why not for what it must not know.
//! A layer may always import itself.

use super::doors::is_in;

/// A room, or a part of one that others may enter where they may not enter the room.
pub struct Layer {
    /// As in ARCHITECTURE.md.
    pub name: &'static str,
    /// Modules that belong to it, with everything below them.
    pub modules: &'static [&'static str],
    /// Layers it may import.
    pub may: &'static [&'static str],
    /// Layers it must not know, each with the reason; every other layer is refused with `otherwise`.
    pub must_not: &'static [(&'static str, &'static str)],
    /// Why nothing else.
    pub otherwise: &'static str,
}

pub const LAYERS: &[Layer] = &[
    Layer {
        name: "words",
        modules: &["span", "lang", "severity"],
        may: &[],
        must_not: &[],
        otherwise: "the words that every layer speaks know nothing of mail",
    },
    Layer {
        name: "fold",
        modules: &["fold"],
        may: &[],
        must_not: &[],
        otherwise: "two names are compared without knowing what they name",
    },
    Layer {
        name: "pattern",
        modules: &["pattern"],
        may: &[],
        must_not: &[],
        otherwise: "a pattern is found in any text; whose pattern it is does not matter",
    },
    Layer {
        name: "domain_name",
        modules: &["domain_name"],
        may: &["fold"],
        must_not: &[],
        otherwise: "a domain is folded from its text alone",
    },
    Layer {
        name: "link",
        modules: &["link"],
        may: &[],
        must_not: &[],
        otherwise: "a link is compared by its text alone",
    },
    Layer { name: "zone", modules: &["zone"], may: &[], must_not: &[], otherwise: "the machine's zone is one for all" },
    Layer { name: "shape", modules: &["shape"], may: &[], must_not: &[], otherwise: "a schema is made of schemas" },
    Layer {
        name: "document",
        modules: &["document"],
        may: &["words"],
        must_not: &[],
        otherwise: "the door for TOML knows tables and places, not what a rule or a setting means",
    },
    Layer {
        name: "paths",
        modules: &["paths"],
        may: &[],
        must_not: &[("load", "files are found by name; what is in them is told apart by content, later")],
        otherwise: "finding files needs nothing of what they are for",
    },
    Layer {
        name: "lists",
        modules: &["lists"],
        may: &["fold", "domain_name"],
        must_not: &[("settings", "a user's changes to a list are handed in")],
        otherwise: "a list of words knows neither drafts nor rules",
    },
    Layer {
        name: "settings",
        modules: &["settings"],
        may: &["words", "fold", "domain_name", "document"],
        must_not: &[
            ("rule", "rule ids and their params are handed in: else a rule could not read settings"),
            ("draft", "settings hold whatever draft is checked"),
        ],
        otherwise: "settings say what the user wants, not what is done with it",
    },
    Layer {
        name: "draft",
        modules: &["draft"],
        may: &["words"],
        must_not: &[("load", "a draft does not know which file format it came from")],
        otherwise: "a draft is the same whatever is asked about it",
    },
    Layer {
        name: "load",
        modules: &["load"],
        may: &["words", "draft", "link"],
        must_not: &[
            ("facts", "loading decides nothing about a draft; what breaks the format becomes a Defect"),
            ("rule", "what is read must not depend on what is looked for"),
            ("settings", "limits and the code page are handed in"),
            ("report", "an unreadable file is an Err here, and a sentence there"),
        ],
        otherwise: "bytes become a Draft, and nothing more",
    },
    Layer {
        name: "inspect",
        modules: &["inspect"],
        may: &[],
        must_not: &[("load", "a message inside a message is read by a function that run hands in")],
        otherwise: "what is inside an attachment does not depend on the draft around it",
    },
    Layer {
        name: "schema",
        modules: &["facts::schema"],
        may: &["words"],
        must_not: &[],
        otherwise: "build.rs reads rules with it: names and kinds of facts need no draft",
    },
    Layer {
        name: "approval",
        modules: &["approval"],
        may: &["draft", "fold", "link", "shape", "words", "zone"],
        must_not: &[
            ("facts", "what was agreed to is the draft itself, not what anybody thinks of it"),
            ("settings", "whose keys count is handed in"),
            ("run", "it reads no file and runs no program"),
        ],
        otherwise: "a draft becomes a statement that a person signs",
    },
    Layer {
        name: "facts",
        modules: &["facts"],
        may: &[
            "schema",
            "words",
            "fold",
            "pattern",
            "domain_name",
            "lists",
            "settings",
            "draft",
            "inspect",
            "approval",
        ],
        must_not: &[
            ("load", "a fact must not depend on the file format"),
            ("rule", "facts are named thoughts about a draft; which of them matter is the rules' business"),
            ("report", "facts have no language"),
        ],
        otherwise: "facts come from the draft, the lists and the settings alone",
    },
    Layer {
        name: "finding",
        modules: &["finding"],
        may: &["words"],
        must_not: &[],
        otherwise: "a finding holds places and values, no text and no language",
    },
    Layer {
        name: "rule",
        modules: &["rule"],
        may: &["schema", "words", "fold", "pattern", "document", "lists", "settings", "finding"],
        must_not: &[
            ("draft", "a rule selects facts; it never sees the draft"),
            ("load", "a rule holds for every carrier of a draft"),
            ("facts", "only the schema: a rule that computes would be a fact"),
            ("check", "a rule is data; it does not run itself"),
        ],
        otherwise: "a rule is what its file says, checked",
    },
    Layer {
        name: "fix",
        modules: &["fix"],
        may: &["words", "draft", "schema", "finding", "send", "load"],
        must_not: &[
            ("facts", "what is to change follows from rows and findings"),
            ("report", "an edit is bytes; why there is none is told in words of its own"),
        ],
        otherwise: "a correction is a proposal: findings and bytes become edits",
    },
    Layer {
        name: "convert",
        modules: &["convert"],
        may: &["words", "draft", "load"],
        must_not: &[("facts", "a draft is written anew as it is, whatever may be wrong with it")],
        otherwise: "an item is read, written and read again, and judged elsewhere",
    },
    Layer {
        name: "check",
        modules: &["check"],
        may: &["schema", "facts", "rule", "finding", "words", "fold"],
        must_not: &[
            ("draft", "what rules may ask is in the facts"),
            ("settings", "tuning is compiled into the rule"),
            ("report", "checking has no language"),
        ],
        otherwise: "facts and a rule give a finding: pure, no reading, no writing",
    },
    Layer {
        name: "report",
        modules: &["report"],
        may: &["words", "draft", "finding", "rule"],
        must_not: &[
            ("facts", "a report tells what was found, and asks nothing of its own"),
            ("load", "an unreadable file reaches it as a plain Failure"),
            ("settings", "language and severity are handed in"),
            ("schema", "a report tells what was found, and asks nothing of its own"),
        ],
        otherwise: "findings become something to read",
    },
    Layer {
        name: "show",
        modules: &["show"],
        may: &["draft", "facts", "schema", "shape", "words"],
        must_not: &[("rule", "everything the rules can see is shown without any rule")],
        otherwise: "a draft and its facts become a document",
    },
    Layer {
        name: "sheet",
        modules: &["sheet"],
        may: &[
            "words", "fold", "draft", "schema", "facts", "finding", "pattern", "report", "shape", "show", "approval",
        ],
        must_not: &[
            ("rule", "a sheet tells what was found in words that are handed in, and finds nothing of its own"),
            ("settings", "what our organization is called is handed in"),
            ("run", "a sheet is made of a draft that was read and judged"),
        ],
        otherwise: "a draft, its facts and its findings become one page for a person",
    },
    Layer {
        name: "run",
        modules: &["run"],
        may: &[
            "words",
            "document",
            "fold",
            "domain_name",
            "paths",
            "lists",
            "settings",
            "draft",
            "load",
            "inspect",
            "schema",
            "facts",
            "rule",
            "finding",
            "check",
            "fix",
            "convert",
            "report",
            "sheet",
            "split",
            "approval",
        ],
        must_not: &[("cli", "the pipeline also serves programs without a command line")],
        otherwise: "the pipeline in one place",
    },
    Layer {
        name: "lsp",
        modules: &["lsp"],
        may: &["words", "document", "lists", "settings", "rule", "finding", "report", "run"],
        must_not: &[
            ("load", "`run` judges the text of an editor; how it is read is the inside"),
            ("facts", "the server asks `run`"),
            ("check", "the server asks `run`"),
            ("cli", "what the command line says is handed in"),
        ],
        otherwise: "an editor is shown what is found, by the same judgement as any report",
    },
    Layer {
        name: "send",
        modules: &["send"],
        may: &[],
        must_not: &[("run", "what may leave is decided elsewhere; here it is handed on")],
        otherwise: "a message is bytes here, and what sends it a program",
    },
    Layer {
        name: "split",
        modules: &["split", "apology"],
        may: &["draft", "send", "words"],
        must_not: &[("facts", "whom a draft goes to is read, not judged")],
        otherwise: "drafts are made of a draft's own bytes",
    },
    Layer {
        name: "mail_server",
        modules: &["mail_server"],
        may: &[],
        must_not: &[("run", "what a message deserves is asked of a function that is handed in")],
        otherwise: "a message is bytes here, and a verdict lines of SMTP",
    },
    Layer {
        name: "opensmtpd",
        modules: &["opensmtpd"],
        may: &["mail_server"],
        must_not: &[("run", "what a message deserves is asked of a function that is handed in")],
        otherwise: "a message is bytes here, and its protocol has nothing of a milter's",
    },
    Layer {
        name: "milter",
        modules: &["milter"],
        may: &["mail_server"],
        must_not: &[("run", "what a message deserves is asked of a function that is handed in")],
        otherwise: "a message is bytes here, and a verdict lines of SMTP",
    },
    Layer {
        name: "native_host",
        modules: &["native_host"],
        may: &["send", "link"],
        must_not: &[("run", "what a draft deserves is asked elsewhere; here it becomes a message, and an answer JSON")],
        otherwise: "a draft is what an add-on says of it, and becomes bytes",
    },
    Layer {
        name: "cli",
        modules: &["cli"],
        may: &[
            "words",
            "document",
            "paths",
            "lists",
            "settings",
            "rule",
            "report",
            "show",
            "sheet",
            "run",
            "lsp",
            "send",
            "mail_server",
            "milter",
            "opensmtpd",
            "native_host",
            "fix",
            "convert",
            "approval",
            "zone",
        ],
        must_not: &[
            ("load", "the command line hands paths to `run`; how files are read is the inside"),
            ("draft", "the command line hands paths to `run`; what a draft is made of is the inside"),
            ("facts", "the command line asks `run`"),
            ("check", "the command line asks `run`"),
        ],
        otherwise: "the command line knows what can be asked for, not how it is done",
    },
    Layer {
        name: "main",
        modules: &["main", "lib"],
        may: &["cli"],
        must_not: &[],
        otherwise: "the program hands its arguments over and ends",
    },
];

impl Layer {
    /// True when the table has the edge.
    pub fn may_import(&self, imported: &Layer) -> bool {
        self.name == imported.name || self.may.contains(&imported.name)
    }

    /// Why the table has not.
    pub fn because(&self, imported: &Layer) -> &'static str {
        let named = self.must_not.iter().find(|(name, _)| *name == imported.name);
        named.map_or(self.otherwise, |(_, because)| because)
    }
}

/// The layer of a module, by the longest name that fits.
pub fn layer_of(module: &str) -> Option<&'static Layer> {
    let fitting = LAYERS.iter().flat_map(|layer| layer.modules.iter().map(move |room| (room, layer)));
    let fitting = fitting.filter(|(room, _)| is_in(module, room));
    fitting.max_by_key(|(room, _)| room.len()).map(|(_, layer)| layer)
}

#[test]
fn no_reason_stands_for_an_edge_that_is_allowed() {
    for layer in LAYERS {
        for (name, _) in layer.must_not {
            assert!(!layer.may.contains(name), "{} may and must not import {name}", layer.name);
            assert!(
                LAYERS.iter().any(|other| other.name == *name),
                "{} must not import `{name}`: no layer",
                layer.name
            );
        }
    }
}
