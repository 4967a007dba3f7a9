//! docs/writing-rules.md does what it says: its files are written and its commands run, one after the other, and each
//! prints what stands there. `MAILCHECK_UPDATE=1 cargo test` writes what is printed anew.

use super::desk::{Desk, project_file};
use super::expected;

#[test]
fn every_step_of_the_guide_works_as_it_stands() {
    for (path, lang) in [("docs/writing-rules.md", "en"), ("docs/writing-rules.ja.md", "ja")] {
        let page = std::fs::read_to_string(project_file(path)).unwrap().replace("\r\n", "\n");
        let desk = Desk::new();
        let mut commands = 0;
        let mut played = String::new();
        for (number, piece) in page.split("```").enumerate() {
            played.push_str(if number > 0 { "```" } else { "" });
            let block = piece.split_once('\n').filter(|_| number % 2 == 1);
            match block {
                Some(("toml", text)) => write_file(&desk, text),
                Some(("eml", text)) => desk.write("draft.eml", text),
                Some(("console", text)) => {
                    commands += 1;
                    played.push_str(&format!("console\n{}", play(&desk, text, lang)));
                    continue;
                }
                _ => {}
            }
            played.push_str(piece);
        }
        assert!(commands >= 6, "{path}: {commands} commands");
        if let Some(difference) = expected::difference(&project_file(path), played.as_bytes()) {
            panic!("{difference}\n{path} shows what is not printed; `MAILCHECK_UPDATE=1 cargo test` writes it anew");
        }
    }
}

/// Both pages have the same steps.
#[test]
fn the_guide_has_the_same_steps_in_both_languages() {
    let steps = ["docs/writing-rules.md", "docs/writing-rules.ja.md"].map(|path| {
        let page = std::fs::read_to_string(project_file(path)).unwrap();
        let lines = page.lines().filter(|line| line.starts_with("$ ") || line.starts_with("# rules/"));
        lines.map(|line| line.split([',', '（']).next().unwrap().to_owned()).collect::<Vec<_>>()
    });
    assert_eq!(steps[0], steps[1]);
}

/// `# rules/x.toml` at the top of a block names its file; when more stands in that line, the block is added to the file.
fn write_file(desk: &Desk, text: &str) {
    let (first, rest) = text.split_once('\n').unwrap();
    let (name, is_added) = match first.trim_start_matches("# ").split_once(".toml") {
        Some((name, more)) => (format!("{name}.toml"), !more.is_empty()),
        None => panic!("`{first}` names no file"),
    };
    let before = if is_added { desk.read(&name) } else { String::new() };
    desk.write(&name, format!("{before}{rest}"));
}

/// The block with what its command prints.
fn play(desk: &Desk, text: &str, lang: &str) -> String {
    let line = text.lines().next().unwrap();
    let words = line.strip_prefix("$ mailcheck ").unwrap_or_else(|| panic!("`{line}` is no command of ours"));
    let (words, target) = words.split_once(" > ").map_or((words, None), |(words, file)| (words, Some(file)));
    let words: Vec<&str> = ["--lang", lang].into_iter().chain(words.split(' ')).collect();
    let ran = desk.run_with(&[("LC_ALL", "C.UTF-8")], &words, "");
    if let Some(file) = target {
        assert_eq!(ran.code, 0, "{line}: {}", ran.all());
        desk.write(file, &ran.out);
        return format!("{line}\n");
    }
    format!("{line}\n{}", ran.all())
}
