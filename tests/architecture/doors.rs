//! Where each outside crate comes in, and what it is kept away from. Test code may use any of them.

/// A crate of `[dependencies]`.
pub struct Door {
    /// As Rust writes it.
    pub name: &'static str,
    /// Modules that may name it, with everything below them.
    pub rooms: &'static [&'static str],
    /// Why nobody else.
    pub because: &'static str,
}

pub const DOORS: &[Door] = &[
    Door {
        name: "cfb",
        rooms: &["load::mapi", "load::msg"],
        because: "compound files are opened only where .msg is read",
    },
    Door { name: "clap", rooms: &["cli"], because: "only the command line knows options" },
    Door {
        name: "clap_complete",
        rooms: &["cli::args", "cli::commands::completions"],
        because: "shells complete what the command line knows",
    },
    Door {
        name: "csv",
        rooms: &["settings::people", "inspect::plain::table"],
        because: "tables of people in settings, and tables in attachments",
    },
    Door {
        name: "ctrlc",
        rooms: &["cli::watch", "cli::commands::milter"],
        because: "the pipeline is told that it ends, and knows no signals",
    },
    Door {
        name: "data_encoding",
        rooms: &["send::compose", "fix::quote", "approval::signature"],
        because: "base64 is written where fields are, and where a text was cut; in mail it is read by our own code, which survives damage; a signature that ssh-key does not read is asked whether it is of a certificate",
    },
    Door {
        name: "dialoguer",
        rooms: &["cli::commands::approve::confirm"],
        because: "nothing else may ever wait for an answer",
    },
    Door {
        name: "encoding_rs",
        rooms: &["load::charset", "load::code_page", "load::msg::body", "settings::people"],
        because: "bytes become text where charset labels and code pages are known, and nowhere else",
    },
    Door {
        name: "globset",
        rooms: &["rule", "settings::allowance", "settings::pattern"],
        because: "globs are the language of rules and settings; elsewhere names are compared whole",
    },
    Door {
        name: "flate2",
        rooms: &["inspect::archive::gzip", "inspect::inflate"],
        because: "zip inflates by itself; of .gz and of streams in PDF files nothing is inflated without a bound",
    },
    Door { name: "hayro_cmap", rooms: &["inspect::pdf"], because: "codes of fonts stand in PDF files alone" },
    Door {
        name: "hayro_syntax",
        rooms: &["inspect::pdf"],
        because: "it must only ever read the copy of a PDF that we made safe",
    },
    Door { name: "html5ever", rooms: &["load::html"], because: "behind this door there is only text" },
    Door { name: "idna", rooms: &["domain_name"], because: "a domain that is folded in two ways is two domains" },
    Door { name: "ignore", rooms: &["paths"], because: "folders are walked in one place" },
    Door {
        name: "indicatif",
        rooms: &["cli::watch"],
        because: "the pipeline says how far it is, and knows no terminal",
    },
    Door {
        name: "jiff",
        rooms: &[
            "approval",
            "cli::commands::approve",
            "cli::commands::verify",
            "run::approvals",
            "run::approve",
            "convert::compose",
            "load::msg::message",
            "settings::allowance",
            "settings::file::allow",
            "facts",
            "run::checker",
            "run::history",
            "run::proof",
            "zone",
            "cli",
        ],
        because: "days are compared for allowances and for dates in texts, and `today` is handed in",
    },
    Door {
        name: "lsp_server",
        rooms: &["lsp::server", "lsp::transport"],
        because: "messages of editors are taken apart before anything is done about them",
    },
    Door {
        name: "mail_builder",
        rooms: &["convert::compose"],
        because: "messages are written anew in one place; everywhere else their bytes stay as they are",
    },
    Door {
        name: "mail_parser",
        rooms: &["load::eml"],
        because: "its types do not leave the reading of .eml: our own layer puts right what it gets wrong",
    },
    Door { name: "memchr", rooms: &["load::scan"], because: "what is looked for in raw bytes is named there" },
    Door {
        name: "miette",
        rooms: &[
            "document",
            "settings::error",
            "load::msg",
            "rule::compile",
            "rule::error",
            "run",
            "report::human",
            "cli",
        ],
        because: "errors about places in a text, the human report and the command line",
    },
    Door { name: "msg_parser", rooms: &["load::msg"], because: "it must only ever read the copy that we made clean" },
    Door {
        name: "postcard",
        rooms: &["rule::builtin", "run::part", "run::guard"],
        because: "built-in rules, parts of mailings and what a loop guard remembers are kept in compact form",
    },
    Door {
        name: "psl",
        rooms: &["facts::domain"],
        because: "it is case-sensitive and knows unknown endings: only folded names may reach it",
    },
    Door {
        name: "quick_xml",
        rooms: &["inspect::xml", "report::tools::xml"],
        because: "depth, length and entities of hostile parts are kept in bounds in one place, and what is written is escaped in one",
    },
    Door {
        name: "rayon",
        rooms: &["run::stream", "run::drafts"],
        because: "drafts are independent; nothing inside of one is parallel",
    },
    Door {
        name: "reflink_copy",
        rooms: &["cli::commands::split"],
        because: "how a system shares the bytes of files is its own matter",
    },
    Door {
        name: "regex",
        rooms: &["rule", "facts::text::patterns", "settings::pattern"],
        because: "it says what is wrong with a pattern that a user wrote; the engines that search are made in `pattern`",
    },
    Door {
        name: "regex_automata",
        rooms: &["pattern"],
        because: "patterns cost a millisecond each to compile: one place makes them lazily and as small as the text allows",
    },
    Door {
        name: "serde",
        rooms: &[
            "span",
            "lang",
            "severity",
            "finding",
            "facts::schema",
            "facts::mailing::key",
            "facts::mailing::digest",
            "lsp::protocol",
            "lsp::server",
            "native_host",
            "rule::file",
            "report::json",
            "report::jsonl",
            "report::place",
            "report::tools",
            "run::mailing::pieces",
            "run::part",
            "run::guard",
            "show",
        ],
        because: "for the two documents, what add-ons say and hear, digests and parts of mailings and the compact rules; TOML is read through `document`, which keeps places",
    },
    Door {
        name: "serde_json",
        rooms: &[
            "report::json",
            "report::json_schema",
            "rule::json_schema",
            "settings::json_schema",
            "sheet::json",
            "shape",
            "sheet::json_schema",
            "approval::json",
            "approval::json_schema",
            "sheet::printed",
            "show",
            "lsp",
            "native_host",
            "cli::commands",
        ],
        because: "JSON is written by the report, by `show` and as schemas, and editors and add-ons speak it",
    },
    Door {
        name: "sha2",
        rooms: &[
            "show",
            "approval::canonical_text",
            "facts::mailing::key",
            "report::fingerprint",
            "report::html::page",
        ],
        because: "`show` tells the hash of an attachment; keys of digests and fingerprints must be the same on every machine; a page names the one script it may run by its hash",
    },
    Door { name: "ssh_key", rooms: &["approval"], because: "who signed what is asked in one place" },
    Door {
        name: "strsim",
        rooms: &["document::problem", "facts::name::person", "facts::recipient::resemblance", "facts::recipient::slip"],
        because: "distances are for \"did you mean\", for look-alike domains and for misspelt names",
    },
    Door { name: "supports_color", rooms: &["cli::terminal"], because: "reports are told what the terminal can show" },
    Door {
        name: "supports_unicode",
        rooms: &["cli::terminal"],
        because: "reports are told what the terminal can show",
    },
    Door {
        name: "tempfile",
        rooms: &["report::html", "report::json", "report::tools::github", "report::tools::sarif", "run::stored"],
        because: "a report that outgrows memory waits on disk, and so does standard input that has to be read again; nothing else is written that nobody asked for",
    },
    Door { name: "sys_locale", rooms: &["cli::terminal"], because: "the language is found once and handed in" },
    Door { name: "terminal_size", rooms: &["cli::terminal"], because: "reports are told what the terminal can show" },
    Door {
        name: "thiserror",
        rooms: &["lists", "settings::error", "load", "milter", "native_host", "rule", "run"],
        because: "one error enum for each room that can fail",
    },
    Door {
        name: "toml",
        rooms: &["document"],
        because: "TOML is read in one place, which keeps the place of every value",
    },
    Door { name: "unicode_normalization", rooms: &["fold"], because: "names folded in two ways would not meet" },
    Door { name: "unicode_width", rooms: &["report"], because: "only what is drawn has columns" },
    Door {
        name: "zip",
        rooms: &["inspect::zip"],
        because: "everything that comes out of compression is counted there",
    },
];

impl Door {
    /// True when the module may name the crate.
    pub fn is_open_to(&self, module: &str) -> bool {
        self.rooms.iter().any(|room| is_in(module, room))
    }
}

/// True when `module` is `room` or below it.
pub fn is_in(module: &str, room: &str) -> bool {
    module.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}
