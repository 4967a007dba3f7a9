//! Tells a merge field that was left over from a variable that people write about: by what is written inside of it,
//! what it touches, and the lines around it. A field in a greeting, or before 様, is left over whatever stands around.

use super::prose::around_line;
use std::ops::Range;

/// Lines looked at on either side for code.
const NEIGHBOURS: usize = 3;
/// Names that compilers know: nobody is called so (C 6.10.8, PHP, Perl).
const COMPILER_NAMES: [&str; 12] =
    ["FILE", "LINE", "FUNCTION", "FUNC", "CLASS", "METHOD", "NAMESPACE", "DIR", "PACKAGE", "END", "COUNTER", "VA_ARGS"];
/// What people write in `<<...>>` for themselves, folded.
const ASIDES: [&str; 9] = ["snip", "snipped", "cut", "grin", "sigh", "deleted", "eof", "end", "begin"];
/// Words that begin a greeting, folded.
const GREETINGS: [&str; 12] =
    ["dear", "hi", "hello", "hey", "bonjour", "cher", "chère", "guten tag", "hallo", "liebe", "hola", "estimado"];
/// What follows a name in a Japanese greeting.
const HONORIFICS: [&str; 5] = ["様", "さま", "殿", "御中", "先生"];

/// True when the field at `place` is code, or somebody's aside, rather than something left unfilled.
pub(super) fn is_code(text: &str, place: &Range<usize>) -> bool {
    let field = &text[place.clone()];
    if is_compilers(field) || is_aside(field) {
        return true;
    }
    let line = around_line(text, place);
    let before = &text[line.start..place.start];
    let after = &text[place.end..line.end];
    if is_slot(before, after) {
        return false;
    }
    touches_code(field, before, after) || is_line_of_code(&text[line.clone()]) || is_among_code(text, &line)
}

/// True when `&amp;` at `place` is an author's own: in the address of a link, beside tags, or among code.
pub(super) fn is_markup(text: &str, place: &Range<usize>) -> bool {
    let line = around_line(text, place);
    let (before, after) = (&text[line.start..place.start], &text[place.end..line.end]);
    let token = before.rsplit(|character: char| character.is_whitespace()).next().unwrap_or_default();
    let is_in_link = token.contains("://") || token.contains('?') && token.contains('=') || token.contains("www.");
    let has_tag = |text: &str| {
        text.match_indices('<').any(|(at, _)| {
            text[at + 1..].trim_start_matches('/').starts_with(|next: char| next.is_ascii_alphabetic())
                && text[at..].contains('>')
        })
    };
    is_in_link
        || has_tag(before)
        || has_tag(after)
        || is_line_of_code(&text[line.clone()])
        || is_among_code(text, &line)
}

/// A greeting before it, or an honorific after it.
fn is_slot(before: &str, after: &str) -> bool {
    let opening = before.trim().to_lowercase();
    let is_greeted = GREETINGS.iter().any(|greeting| {
        opening.strip_prefix(greeting).is_some_and(|rest| rest.is_empty() || (rest.starts_with(' ') && rest.len() < 24))
    });
    let after = after.trim_start_matches([' ', '　']);
    is_greeted || HONORIFICS.iter().any(|honorific| after.starts_with(honorific))
}

/// `__FILE__`.
fn is_compilers(field: &str) -> bool {
    let name = field.strip_prefix("__").and_then(|rest| rest.strip_suffix("__"));
    name.is_some_and(|name| COMPILER_NAMES.contains(&name))
}

/// `<<snip>>`, and `<<report.doc>>`, by which Exchange marks the place of an attachment in plain text.
fn is_aside(field: &str) -> bool {
    let Some(inner) = field.strip_prefix("<<").and_then(|rest| rest.strip_suffix(">>")) else { return false };
    let inner = inner.trim().to_lowercase();
    let is_file = inner
        .rsplit_once('.')
        .is_some_and(|(_, extension)| super::super::filename::DOCUMENT_EXTENSIONS.contains(&extension));
    ASIDES.contains(&inner.as_str()) || is_file
}

/// `%{name}` of a spec file, `lib/${kernel}`, `${path}/x`, `${{ secrets }}`, `${local_part: $from}`, `${HOME:-/root}`.
fn touches_code(field: &str, before: &str, after: &str) -> bool {
    let token = before.rsplit([' ', '\t', '　', '"', '(', '（']).next().unwrap_or_default();
    let is_below = token.len() > 1 && token.ends_with('/') && token.is_ascii();
    let is_path = (is_below || after.starts_with('/')) && !token.contains("://");
    let inner = field.strip_prefix("${").unwrap_or_default();
    let is_expanded = inner.contains('$') || [":-", ":+", ":?", "##", "%%"].iter().any(|sign| inner.contains(sign));
    (field.starts_with('{') && before.ends_with(['%', '$', '\\', '@']))
        || (field.starts_with("${") && is_path)
        || is_expanded
}

/// Two lines of code around it, or the only ones that there are.
fn is_among_code(text: &str, line: &Range<usize>) -> bool {
    let before = text[..line.start].lines().rev().filter(|line| !line.trim().is_empty()).take(NEIGHBOURS);
    let after = text[line.end..].lines().filter(|line| !line.trim().is_empty()).take(NEIGHBOURS);
    before.chain(after).filter(|line| is_line_of_code(line)).count() >= 2
}

/// Written for a machine: a statement, a bracket alone, a comment, a line of a log. Prose may end with a semicolon, so
/// one sign that letters do not have is not enough when a greeting could have it.
fn is_line_of_code(line: &str) -> bool {
    let trimmed = line.trim();
    let code = trimmed.trim_start_matches(['+', '-', '|', '>']).trim_start();
    let is_ascii = code.is_ascii();
    let ends_as_code = [");", "};", "{", "\\", "*/", "];", "\";", "';"].iter().any(|end| code.ends_with(end));
    let begins_as_code = [
        "#include",
        "#define",
        "#!/",
        "//",
        "/*",
        "import ",
        "const ",
        "let ",
        "var ",
        "return ",
        "return;",
        "echo ",
        "export ",
        "function ",
        "def ",
        "public ",
        "static ",
        "if (",
        "if [",
        "for (",
        "while (",
        "$ ",
        "sudo ",
        "%_",
        "%{",
        "BuildRoot",
        "elif ",
        "else if",
        "} else",
    ]
    .iter()
    .any(|start| code.starts_with(start));
    let is_bracket =
        matches!(code, "{" | "}" | "};" | ")" | ");" | "]" | "];" | "fi" | "done" | "endif" | "end" | "then");
    let has_call = ["(\"", "('", "$(", "=\"", "='", " := ", " == ", " != ", " => ", "->", "::", "</", "/>", "();"]
        .iter()
        .any(|sign| code.contains(sign));
    is_ascii && (ends_as_code || begins_as_code || is_bracket || has_call || is_log(code))
}

/// `18:19:04 Marking`.
fn is_log(line: &str) -> bool {
    let clock: Vec<&str> = line.split([' ', ',', '.']).next().unwrap_or_default().split(':').collect();
    clock.len() == 3 && clock.iter().all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn code(text: &str, field: &str, expected: bool) {
        let start = text.find(field).expect("there");
        assert_eq!(is_code(text, &(start..start + field.len())), expected, "{text}");
    }

    #[test]
    fn a_field_that_touches_code_is_code() {
        code("Source: http://tsubame.example/%{name}.tar.gz", "{name}", true);
        code("We build lib/${kernel} first", "${kernel}", true);
        code("it says ${{ secrets.KEY }} there", "{{ secrets.KEY }}", true);
        code("set ${HOME:-/root} here", "${HOME:-/root}", true);
        code("${path}/${file}: is a bad title", "${path}", true);
        code("See https://tsubame.example/${id} for it", "${id}", false);
    }

    #[test]
    fn a_field_among_lines_of_code_is_code() {
        code("\tif (ok) {\n\t\tlog \"{name}: x\"\n\t}\n", "{name}", true);
        code("18:19:03 start\n18:19:04 {{hits}}\n18:19:05 end\n", "{{hits}}", true);
        code("Your order {{id}}\nis on its way;\nthank you.", "{{id}}", false);
    }

    #[test]
    fn a_greeting_outweighs_what_stands_around() {
        code("x = f(\"a\");\n}\nDear {{name}},\n", "{{name}}", false);
        code("x = f(\"a\");\n}\n{name} 様\n", "{name}", false);
    }

    #[test]
    fn names_of_compilers_and_asides_are_no_fields() {
        code("the __FUNCTION__ abuse", "__FUNCTION__", true);
        code("Dear __NAME__,", "__NAME__", false);
        code(" <<Minutes.doc>> ", "<<Minutes.doc>>", true);
        code("<<snip>>", "<<snip>>", true);
        code("<<Name>>", "<<Name>>", false);
    }
}
