//! Sections of a template that are opened and not closed, or closed and not opened.

use super::marks::{Holds, Mark, Trouble};

/// Statements of Jinja, Liquid, Twig and Django that are closed by `end` and their name.
const BLOCKS: [&str; 24] = [
    "if",
    "for",
    "unless",
    "case",
    "capture",
    "block",
    "macro",
    "call",
    "filter",
    "with",
    "autoescape",
    "raw",
    "comment",
    "verbatim",
    "spaceless",
    "trans",
    "blocktrans",
    "blocktranslate",
    "tablerow",
    "ifchanged",
    "ifequal",
    "apply",
    "embed",
    "sandbox",
];
/// Directives of Template Toolkit that are closed by `END`.
const DIRECTIVES: [&str; 8] = ["IF", "UNLESS", "FOREACH", "FOR", "WHILE", "BLOCK", "SWITCH", "WRAPPER"];
/// Words that begin what Ruby closes by `end`.
const RUBY_OPENERS: [&str; 7] = ["if", "unless", "case", "while", "until", "for", "begin"];

/// What a mark does to the sections around it.
#[derive(Debug, PartialEq, Eq)]
enum Step<'t> {
    Opens(&'t str),
    Closes(&'t str),
}

/// Sections that are open at one end. Sections of two languages do not see each other.
pub(super) fn unbalanced(text: &str, marks: &[Mark]) -> Vec<Trouble> {
    let mut troubles = Vec::new();
    for language in [Language::Mustache, Language::Jinja, Language::Toolkit, Language::Ruby] {
        let mut open: Vec<(&Mark, &str)> = Vec::new();
        for mark in marks.iter().filter(|mark| Language::of(text, mark) == Some(language)) {
            match language.step(text, mark) {
                Some(Step::Opens(name)) => open.push((mark, name)),
                Some(Step::Closes(name)) => {
                    match open.iter().rposition(|(_, opened)| *opened == name || name.is_empty()) {
                        Some(at) => {
                            let within = open.split_off(at);
                            troubles.extend(within.iter().skip(1).map(|(mark, name)| language.unclosed(mark, name)));
                        }
                        None => troubles.push(Trouble { range: mark.range.clone(), missing: language.opener(name) }),
                    }
                }
                None => {}
            }
        }
        troubles.extend(open.iter().map(|(mark, name)| language.unclosed(mark, name)));
    }
    troubles.sort_by_key(|trouble| trouble.range.start);
    troubles
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    /// And Handlebars.
    Mustache,
    /// And Liquid, Twig, Django.
    Jinja,
    /// Template Toolkit.
    Toolkit,
    /// In ERB.
    Ruby,
}

impl Language {
    fn of(text: &str, mark: &Mark) -> Option<Self> {
        let written = &text[mark.range.clone()];
        match mark.holds {
            Holds::Value if written.starts_with("{{") => Some(Language::Mustache),
            Holds::Statement if written.starts_with("{%") => Some(Language::Jinja),
            Holds::Statement => Some(Language::Toolkit),
            Holds::Code if written.starts_with("<%") => Some(Language::Ruby),
            _ => None,
        }
    }

    fn step<'t>(self, text: &'t str, mark: &Mark) -> Option<Step<'t>> {
        let inner = text[mark.inner.clone()].trim_matches(['~', '-', '+']).trim();
        let word = |text: &'t str| {
            text.split(|character: char| character.is_whitespace() || character == '(').next().unwrap_or_default()
        };
        let first = word(inner);
        match self {
            Language::Mustache => {
                if let Some(name) = inner.strip_prefix('/') {
                    return Some(Step::Closes(word(name.trim())));
                }
                let section = inner.strip_prefix(['#', '^'])?.trim().trim_start_matches(['>', '*']).trim();
                // `{{^}}` is Handlebars' else.
                (!section.is_empty()).then(|| Step::Opens(word(section)))
            }
            Language::Jinja => {
                if let Some(name) = first.strip_prefix("end").filter(|name| !name.is_empty()) {
                    return Some(Step::Closes(name));
                }
                (BLOCKS.contains(&first) || first == "set" && !inner.contains('=')).then_some(Step::Opens(first))
            }
            Language::Toolkit if first == "END" => Some(Step::Closes("")),
            Language::Toolkit => DIRECTIVES.contains(&first).then_some(Step::Opens(first)),
            Language::Ruby => {
                if first == "end" {
                    return Some(Step::Closes(""));
                }
                let is_block = inner.ends_with(" do") || inner.contains(" do |") && inner.ends_with('|');
                let opens = !inner.starts_with('=') && RUBY_OPENERS.contains(&first) && !inner.ends_with(" end");
                (opens || is_block).then_some(Step::Opens(first))
            }
        }
    }

    fn unclosed(self, mark: &Mark, name: &str) -> Trouble {
        let missing = match self {
            Language::Mustache => format!("{{{{/{name}}}}}"),
            Language::Jinja => format!("{{% end{name} %}}"),
            Language::Toolkit => "[% END %]".to_owned(),
            Language::Ruby => "<% end %>".to_owned(),
        };
        Trouble { range: mark.range.clone(), missing }
    }

    fn opener(self, name: &str) -> String {
        match self {
            Language::Mustache => format!("{{{{#{name}}}}}"),
            Language::Jinja => format!("{{% {name} %}}"),
            Language::Toolkit => "[% IF %]".to_owned(),
            Language::Ruby => "<% if %>".to_owned(),
        }
    }
}
