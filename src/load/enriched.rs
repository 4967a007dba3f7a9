//! text/enriched (RFC 1896) and the older text/richtext (RFC 1341) as plain text. Knows no layout beyond lines.

/// Longest name of a command (RFC 1896 2): a `<` without `>` near stands for itself.
const COMMAND_LIMIT: usize = 60;

/// The text without its commands. A single line end is a space; of several in a row one goes (RFC 1896 2).
#[must_use]
pub fn plain(enriched: &str) -> String {
    let mut plain = String::with_capacity(enriched.len());
    let mut hidden_count = 0usize;
    let mut verbatim_count = 0usize;
    let mut rest = enriched;
    while let Some(character) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("<<") {
            push(&mut plain, "<", hidden_count);
            rest = after;
        } else if let Some((command, after)) = command(rest) {
            match command.to_ascii_lowercase().as_str() {
                // Colours and languages; remarks of the older form.
                "param" | "comment" => hidden_count += 1,
                "/param" | "/comment" => hidden_count = hidden_count.saturating_sub(1),
                "nofill" | "verbatim" => verbatim_count += 1,
                "/nofill" | "/verbatim" => verbatim_count = verbatim_count.saturating_sub(1),
                "nl" | "np" | "/paragraph" => push(&mut plain, "\n", hidden_count),
                "lt" => push(&mut plain, "<", hidden_count),
                _ => {}
            }
            rest = after;
        } else if let Some((count, after)) = line_ends(rest) {
            let shown = match count {
                _ if verbatim_count > 0 => count,
                1 => 0,
                count => count - 1,
            };
            push(&mut plain, if shown == 0 { " " } else { "" }, hidden_count);
            (0..shown).for_each(|_| push(&mut plain, "\n", hidden_count));
            rest = after;
        } else {
            let length = character.len_utf8();
            push(&mut plain, &rest[..length], hidden_count);
            rest = &rest[length..];
        }
    }
    plain
}

fn push(plain: &mut String, text: &str, hidden_count: usize) {
    if hidden_count == 0 {
        plain.push_str(text);
    }
}

/// The command at the beginning of `text` and what follows it.
fn command(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('<')?;
    let end = inside.bytes().take(COMMAND_LIMIT + 1).position(|byte| byte == b'>')?;
    let command = &inside[..end];
    let is_name = command.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-'));
    (is_name && !command.is_empty()).then(|| (command, &inside[end + 1..]))
}

fn line_ends(text: &str) -> Option<(usize, &str)> {
    let after = text.trim_start_matches(['\r', '\n']);
    let ends = &text[..text.len() - after.len()];
    let count = ends.matches('\n').count().max(usize::from(!ends.is_empty()));
    (count > 0).then_some((count, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_go_and_the_text_stays() {
        assert_eq!(
            plain("<bold>Now</bold> <color><param>red</param>is</color> the <<time> 1 < 2"),
            "Now is the <time> 1 < 2"
        );
    }

    #[test]
    fn one_line_end_is_a_space_and_two_are_one() {
        assert_eq!(plain("a\r\nb\r\n\r\nc\n\n\nd"), "a b\nc\n\nd");
        assert_eq!(plain("<nofill>a\r\nb</nofill>"), "a\nb");
    }

    #[test]
    fn the_older_form_names_its_line_ends() {
        assert_eq!(plain("a<nl>b <comment>no</comment><lt>c"), "a\nb <c");
    }

    #[test]
    fn what_never_ends_hides_nothing_but_itself() {
        assert_eq!(plain("a <bold"), "a <bold");
        assert_eq!(plain(&"<".repeat(3)), "<<");
    }
}
