//! Which fields the marks of a template ask for: reads paths out of values, statements and code, and leaves out what
//! the template binds itself. Knows the common ground of these languages, no grammar of any.

use super::marks::{Holds, Mark};
use std::collections::BTreeSet;

/// Words that are no field in any of the languages.
const WORDS: [&str; 46] = [
    "and",
    "or",
    "not",
    "in",
    "is",
    "if",
    "else",
    "elif",
    "elsif",
    "elseif",
    "end",
    "do",
    "unless",
    "then",
    "true",
    "false",
    "null",
    "nil",
    "none",
    "None",
    "True",
    "False",
    "undefined",
    "this",
    "self",
    "loop",
    "forloop",
    "super",
    "new",
    "eq",
    "ne",
    "lt",
    "gt",
    "le",
    "ge",
    "each",
    "while",
    "for",
    "foreach",
    "empty",
    "blank",
    "contains",
    "as",
    "with",
    "echo",
    "endif",
];
/// Blocks of Handlebars whose argument everything in them is read from.
const OBJECT_BLOCKS: [&str; 2] = ["each", "with"];
/// Statements whose words are names of files, blocks and filters.
const STRUCTURE: [&str; 15] = [
    "block",
    "include",
    "extends",
    "import",
    "from",
    "macro",
    "filter",
    "autoescape",
    "raw",
    "comment",
    "load",
    "csrf_token",
    "layout",
    "render",
    "verbatim",
];
/// Statements that begin with the name that they bind.
const BINDERS: [&str; 5] = ["set", "assign", "capture", "increment", "decrement"];
/// Longest name that is told.
const LONGEST_CHARS: usize = 80;

/// The fields of all marks of a text.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_mark: Vec<Vec<String>>,
    /// Of sections that may be lists or objects: what is inside may be theirs.
    pub sections: Sections,
}

/// What the fields of a text may be read from.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Sections {
    /// `{{#each items}}`: an object for sure.
    pub objects: BTreeSet<String>,
    /// `{{#vip}}`: perhaps no more than a condition.
    pub conditions: BTreeSet<String>,
}

impl Names {
    /// Reads `marks` of `text`.
    pub(super) fn of(text: &str, marks: &[Mark]) -> Self {
        let mut reader = Reader::default();
        let read: Vec<Vec<String>> = marks.iter().map(|mark| reader.read(text, mark)).collect();
        let is_bound = |field: &String| {
            let root = field.split('.').next().unwrap_or_default();
            reader.bound.contains(root)
        };
        let by_mark = read.into_iter().map(|fields| fields.into_iter().filter(|field| !is_bound(field)).collect());
        Self { by_mark: by_mark.collect(), sections: reader.sections }
    }

    /// The fields of each mark, in the order of the marks.
    pub(super) fn by_mark(&self) -> &[Vec<String>] {
        &self.by_mark
    }
}

/// The name in a mark that is nothing but brackets and a name.
pub(super) fn bare(text: &str) -> String {
    let is_bracket = |character: char| {
        matches!(
            character,
            '{' | '}' | '[' | ']' | '<' | '>' | '«' | '»' | '≪' | '≫' | '＜' | '＞' | '［' | '］' | '【' | '】'
        ) || matches!(character, '%' | '#' | '$' | '*' | '|' | '!' | '(' | ')' | '（' | '）')
            || character.is_whitespace()
    };
    let name = text.trim_matches(is_bracket);
    if name.is_empty() { text.trim().to_owned() } else { name.chars().take(LONGEST_CHARS).collect() }
}

#[derive(Default)]
struct Reader {
    /// Names that the template itself gives a value: loop variables, `set`.
    bound: BTreeSet<String>,
    sections: Sections,
}

impl Reader {
    fn read(&mut self, text: &str, mark: &Mark) -> Vec<String> {
        let inner = text[mark.inner.clone()].trim_matches(['~', '-', '+']).trim();
        match mark.holds {
            Holds::Comment => Vec::new(),
            Holds::Name | Holds::ByHand => self.name(inner),
            Holds::Value if text[mark.range.clone()].starts_with("{{") => self.value(inner),
            Holds::Value => self.paths(inner, false),
            Holds::Statement => self.statement(inner),
            Holds::Code => {
                self.bind_block_params(inner);
                self.paths(inner.trim_start_matches('='), false)
            }
        }
    }

    /// `*|FNAME|*`, `«会社名»`; `*|IF:VIP|*` and `*|END:IF|*` are Mailchimp's sections.
    fn name(&self, inner: &str) -> Vec<String> {
        match inner.split_once(':') {
            Some(("END" | "ELSE" | "MC" | "DATE", _)) => Vec::new(),
            Some(("IF" | "IFNOT" | "ELSEIF", name)) => vec![bare(name)],
            _ if matches!(inner, "ELSE:" | "END") => Vec::new(),
            _ => vec![bare(inner)],
        }
    }

    /// `{{...}}`: Mustache, Handlebars, Jinja, Liquid.
    fn value(&mut self, inner: &str) -> Vec<String> {
        let inner = inner.strip_prefix('&').map_or(inner, str::trim_start);
        if inner.starts_with(['>', '!', '=', '/']) || matches!(inner, "" | "." | "^" | "else") {
            return Vec::new();
        }
        self.bind_block_params(inner);
        if let Some(section) = inner.strip_prefix(['#', '^']) {
            return self.section(section.trim());
        }
        if let Some(rest) = inner.strip_prefix("else ") {
            return self.paths(rest, true);
        }
        let call = is_call(inner).then(|| inner.split_once(char::is_whitespace)).flatten();
        self.paths(call.map_or(inner, |(_, arguments)| arguments), true)
    }

    fn section(&mut self, section: &str) -> Vec<String> {
        if section.starts_with(['*', '>']) {
            return Vec::new();
        }
        match section.split_once(char::is_whitespace) {
            Some((block, arguments)) => {
                let fields = self.paths(arguments, true);
                if OBJECT_BLOCKS.contains(&block) {
                    self.sections.objects.extend(fields.iter().cloned());
                }
                fields
            }
            None => {
                let fields = self.paths(section, true);
                self.sections.conditions.extend(fields.iter().cloned());
                fields
            }
        }
    }

    /// `{% for item in order.items %}`, `[% IF vip %]`.
    fn statement(&mut self, inner: &str) -> Vec<String> {
        let (tag, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        if STRUCTURE.contains(&tag) || tag.starts_with("end") {
            return Vec::new();
        }
        let is_toolkit_value = rest.is_empty() && tag.contains(char::is_lowercase) && !WORDS.contains(&tag);
        if is_toolkit_value {
            return self.paths(tag, false);
        }
        if matches!(tag, "for" | "FOREACH" | "tablerow")
            && let Some((variables, values)) = rest.split_once(" in ").or_else(|| rest.split_once(" IN "))
        {
            self.bind(variables);
            return self.paths(values, false);
        }
        if BINDERS.contains(&tag) {
            let (name, value) = rest.split_once('=').unwrap_or((rest, ""));
            self.bind(name);
            return self.paths(value, false);
        }
        self.paths(rest, false)
    }

    fn bind(&mut self, names: &str) {
        let names = names.split([',', ' ', '(', ')']).map(str::trim).filter(|name| !name.is_empty());
        self.bound.extend(names.map(str::to_owned));
    }

    /// `as |item index|` of Handlebars, `do |item|` of Ruby.
    fn bind_block_params(&mut self, inner: &str) {
        let params =
            inner.split_once("as |").or_else(|| inner.split_once("do |")).and_then(|(_, rest)| rest.split_once('|'));
        if let Some((params, _)) = params {
            self.bind(params);
        }
    }

    /// The paths in an expression, without functions, filters, words in quotes and names of arguments.
    fn paths(&mut self, expression: &str, may_have_hyphens: bool) -> Vec<String> {
        let mut paths: Vec<String> = Vec::new();
        let mut rest = expression;
        let mut before = ' ';
        while let Some(first) = rest.chars().next() {
            if matches!(first, '"' | '\'' | '`') {
                let quoted = &rest[1..];
                rest = quoted.find(first).map_or("", |end| &quoted[end + 1..]);
                before = first;
            } else if is_name_start(first) {
                let length = path_len(rest, may_have_hyphens);
                let (written, after) = rest.split_at(length);
                let next = after.trim_start();
                let is_assigned = next.starts_with('=') && !next.starts_with("==") && !next.starts_with("=~");
                let is_argument = next.starts_with(':') && !next.starts_with("::") && !expression.contains('?');
                if is_assigned && !may_have_hyphens {
                    self.bind(written.trim_start_matches(['@', '$']));
                } else if before != '|' && before != ':' && !is_assigned && !is_argument {
                    paths.extend(path(written, next.starts_with('('), may_have_hyphens));
                }
                rest = after;
                before = 'a';
            } else {
                let is_doubled = first == before && matches!(first, '|' | ':');
                if !first.is_whitespace() {
                    before = if is_doubled { ' ' } else { first };
                }
                // Digits belong to no name that begins with them.
                let length = if first.is_ascii_digit() {
                    rest.find(|character: char| !character.is_alphanumeric() && character != '.').unwrap_or(rest.len())
                } else {
                    first.len_utf8()
                };
                rest = &rest[length..];
            }
        }
        paths.dedup();
        paths
    }
}

/// `formatDate order.date "long"`: a helper and its arguments, rather than `a if b` or `a | b`.
fn is_call(inner: &str) -> bool {
    let Some((first, rest)) = inner.split_once(char::is_whitespace) else { return false };
    let rest = rest.trim_start();
    let next = rest.split(|character: char| character.is_whitespace() || character == '(').next().unwrap_or_default();
    let begins_argument =
        rest.starts_with(|start: char| is_name_start(start) || start.is_ascii_digit() || "\"'(".contains(start));
    first.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-' | '.'))
        && begins_argument
        && !WORDS.contains(&next)
        && !rest.contains(" = ")
}

fn is_name_start(character: char) -> bool {
    character.is_alphabetic() || matches!(character, '_' | '@' | '$')
}

/// Length of the path at the beginning: names joined by `.`, `->`, `?.`, `/` after `..`, and what stands in `[...]`.
fn path_len(text: &str, may_have_hyphens: bool) -> usize {
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '_' | '@' | '$');
    let mut at = 0;
    loop {
        let rest = &text[at..];
        at += rest.find(|character: char| !is_part(character)).unwrap_or(rest.len());
        let rest = &text[at..];
        let joint = [".", "->", "?.", "&."]
            .into_iter()
            .find(|joint| rest.strip_prefix(*joint).is_some_and(|after| after.starts_with(|next: char| is_part(next))));
        let is_hyphen =
            may_have_hyphens && rest.strip_prefix('-').is_some_and(|after| after.starts_with(char::is_alphabetic));
        if let Some(joint) = joint {
            at += joint.len();
        } else if is_hyphen {
            at += 1;
        } else if rest.starts_with('[')
            && let Some(end) = rest.find(']')
        {
            at += end + 1;
        } else {
            return at;
        }
    }
}

/// A path as it is declared: `customer.name` for `@customer->name`, `$customer['name']` and `this.customer.name`.
fn path(written: &str, is_called: bool, is_handlebars: bool) -> Option<String> {
    if is_handlebars && written.starts_with('@') && !written.starts_with("@root.") {
        return None;
    }
    let text = written
        .replace("->", ".")
        .replace("?.", ".")
        .replace("&.", ".")
        .replace('[', ".")
        .replace(['"', '\'', ']'], "");
    let mut parts: Vec<&str> = text.split('.').map(|part| part.trim_start_matches(['@', '$'])).collect();
    parts.retain(|part| !part.is_empty());
    if is_called {
        parts.pop();
    }
    if parts.first().is_some_and(|first| matches!(*first, "this" | "root" | "self")) {
        parts.remove(0);
    }
    let root = *parts.first()?;
    if WORDS.contains(&root) || root.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    Some(parts.join(".").chars().take(LONGEST_CHARS).collect())
}
