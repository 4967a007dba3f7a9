//! What stands between the cells of a text table, told by its first lines. Knows quotes only as far as this needs.

/// Lines looked at.
const SAMPLE_LINES: usize = 60;
/// Characters looked at: a line may be the whole file.
const SAMPLE_BYTES: usize = 64 * 1024;

/// The sign between the cells; `None` for a text that is no table. A file that calls itself a table is always one;
/// `is_tabbed` says that it calls itself one with tabs.
pub(super) fn of(text: &str, is_table: bool, is_tabbed: bool) -> Option<u8> {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let lines: Vec<&str> = text[..end].lines().filter(|line| !line.trim().is_empty()).take(SAMPLE_LINES).collect();
    if is_table {
        let order: &[u8] = if is_tabbed { b"\t,;|" } else { b",\t;|" };
        let best = order.iter().rev().max_by_key(|delimiter| regularity(&lines, **delimiter));
        return best.copied().filter(|best| regularity(&lines, *best) > 0).or(order.first().copied());
    }
    // Text is full of commas and semicolons: only lines that all have the same number of them are a table.
    let least = |delimiter: u8| if delimiter == b'\t' { 1 } else { 2 };
    let is_regular = |delimiter: &&u8| {
        // Tabs before a line indent it.
        let counts: Vec<usize> = lines.iter().map(|line| count(line.trim_start(), **delimiter)).collect();
        let (most, times) = most_frequent(&counts);
        lines.len() >= 3 && most >= least(**delimiter) && times * 10 >= lines.len() * 9
    };
    b"\t,;|".iter().find(is_regular).copied()
}

/// How many delimiters stand in lines that have as many as most lines.
fn regularity(lines: &[&str], delimiter: u8) -> usize {
    let counts: Vec<usize> = lines.iter().map(|line| count(line, delimiter)).collect();
    let (most, times) = most_frequent(&counts);
    most * times
}

/// The number above zero that comes most often, and how often.
fn most_frequent(counts: &[usize]) -> (usize, usize) {
    let mut sorted: Vec<usize> = counts.iter().copied().filter(|count| *count > 0).collect();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|first, second| first == second);
    runs.map(|run| (run[0], run.len())).max_by_key(|(_, times)| *times).unwrap_or_default()
}

/// Delimiters outside of quotes.
fn count(line: &str, delimiter: u8) -> usize {
    let mut is_quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            byte if byte == delimiter && !is_quoted => count += 1,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_that_stands_most_regularly_parts_the_cells() {
        assert_eq!(of("a,b\n1,2", true, false), Some(b','));
        assert_eq!(of("a\tb, c\n1\t2", true, false), Some(b'\t'));
        assert_eq!(of("a;b;c\n1,5;2;3\n2,5;2;3", true, false), Some(b';'));
        assert_eq!(of("\"a;b;c;d\",e\n\"1;2;3;4\",5", true, false), Some(b','));
        assert_eq!(of("only one column", true, false), Some(b','));
        assert_eq!(of("only one column", true, true), Some(b'\t'));
    }

    #[test]
    fn a_text_is_a_table_when_every_line_has_the_same_cells() {
        assert_eq!(of("氏名\t電話\n見本\t1\n見本\t2", false, false), Some(b'\t'));
        assert_eq!(of("a,b,c\n1,2,3\n4,5,6", false, false), Some(b','));
        assert_eq!(of("Hello, you, there\nI am, as ever, here\nYours\nAnn", false, false), None);
        assert_eq!(of("one, two\nthree, four\nfive, six", false, false), None);
        assert_eq!(
            of("2026-11-22  Ann\n\n\t* main.c: New.\n\t* Makefile: Likewise.\n\t* README: Say so.", false, false),
            None
        );
        assert_eq!(of("", false, false), None);
    }
}
