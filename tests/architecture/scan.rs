//! Rust text -> the same text with comments, strings and test modules blanked out, line by line where it was.
//! Knows no modules.

/// `text` with every comment and the inside of every literal turned into spaces.
pub fn code_only(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let end = literal_or_comment_end(&letters, at);
        if end > at {
            code.extend(letters[at..end].iter().map(|letter| if *letter == '\n' { '\n' } else { ' ' }));
            at = end;
        } else {
            code.push(letters[at]);
            at += 1;
        }
    }
    code
}

/// Where what begins at `at` ends, when it is a comment or a literal; else `at`.
fn literal_or_comment_end(letters: &[char], at: usize) -> usize {
    let rest = &letters[at..];
    let is_word = |letter: &char| letter.is_alphanumeric() || *letter == '_';
    let begins_word = at == 0 || !is_word(&letters[at - 1]);
    match rest {
        ['/', '/', ..] => at + rest.iter().position(|letter| *letter == '\n').unwrap_or(rest.len()),
        ['/', '*', ..] => block_comment_end(letters, at),
        ['"', ..] => quoted_end(letters, at + 1, '"'),
        ['r', '"' | '#', ..] if begins_word => raw_end(letters, at, 1),
        ['b', 'r', '"' | '#', ..] if begins_word => raw_end(letters, at, 2),
        // A lifetime has no quote after its name.
        ['\'', '\\', ..] | ['\'', _, '\'', ..] => quoted_end(letters, at + 1, '\''),
        _ => at,
    }
}

fn block_comment_end(letters: &[char], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    while at < letters.len() {
        match &letters[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn quoted_end(letters: &[char], mut at: usize, quote: char) -> usize {
    while at < letters.len() && letters[at] != quote {
        at += if letters[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(letters.len())
}

fn raw_end(letters: &[char], start: usize, prefix: usize) -> usize {
    let hashes = letters[start + prefix..].iter().take_while(|letter| **letter == '#').count();
    let inside = start + prefix + hashes + 1;
    // `r#name` is a name, not a literal.
    if letters.get(inside - 1) != Some(&'"') {
        return start;
    }
    let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let found = letters[inside.min(letters.len())..].windows(end.len()).position(|window| window == end);
    found.map_or(letters.len(), |found| inside + found + end.len())
}

const TEST_ONLY: &str = "#[cfg(test)]";

/// Code without what stands behind `#[cfg(test)]`, and the names of test modules that are files of their own.
pub fn without_tests(code: &str) -> (String, Vec<String>) {
    let mut kept = String::with_capacity(code.len());
    let mut modules = Vec::new();
    let mut rest = code;
    while let Some(start) = rest.find(TEST_ONLY) {
        kept.push_str(&rest[..start]);
        let item = &rest[start..];
        let end = item_end(item);
        modules.extend(file_module(&item[..end]));
        kept.extend(item[..end].chars().filter(|letter| *letter == '\n'));
        rest = &item[end..];
    }
    kept.push_str(rest);
    (kept, modules)
}

/// Where an item with its attributes ends: at its `;`, or behind the brace that closes it.
fn item_end(item: &str) -> usize {
    let mut depth = 0_usize;
    let mut in_attribute = 0_usize;
    let is_use =
        item.split_once("]").is_some_and(|(_, rest)| rest.trim_start().trim_start_matches("pub ").starts_with("use "));
    for (at, letter) in item.char_indices() {
        match letter {
            '[' => in_attribute += 1,
            ']' => in_attribute = in_attribute.saturating_sub(1),
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 && !is_use {
                    return at + 1;
                }
            }
            ';' if depth == 0 && in_attribute == 0 => return at + 1,
            _ => {}
        }
    }
    item.len()
}

/// `x` of `mod x;`.
fn file_module(item: &str) -> Option<String> {
    let (_, declared) = item.strip_suffix(';')?.rsplit_once("mod ")?;
    Some(declared.trim().to_owned())
}

#[test]
fn comments_and_literals_are_no_code() {
    let code = code_only("a /* b /* c */ d */ \"e \\\" f\" r#\"g \" h\"# 'i' '\\'' &'j k // l\nm");
    assert_eq!(code.split_whitespace().collect::<Vec<_>>(), ["a", "&'j", "k", "m"]);
}

#[test]
fn what_is_only_for_tests_is_left_out() {
    let text =
        "use a;\n#[cfg(test)]\n#[expect(x)]\nmod tests {\n fn f() { g(); }\n}\n#[cfg(test)]\nmod sample;\nuse b;\n";
    let (code, modules) = without_tests(text);
    assert_eq!(code.split_whitespace().collect::<Vec<_>>(), ["use", "a;", "use", "b;"]);
    assert_eq!(modules, ["sample"]);
    assert_eq!(code.lines().count(), text.lines().count());
}
