//! Parts of a mailing, put together, are one run: byte for byte.

use super::desk::{Desk, Ran, project_file};
use std::path::Path;

const SETTINGS: &str =
    "[organization]\ndomains = [\"club.example\"]\n\n[[allow]]\nrule = \"empty-subject\"\nreason = \"x\"\n";

/// A mailing with a slip of every kind in it: names off by a row, lists that grow, a file twice, messages in an mbox, a
/// draft that cannot be read; and all fixtures between its drafts.
fn mailing() -> (Desk, Vec<String>) {
    let desk = Desk::new();
    desk.write("mailcheck.toml", SETTINGS);
    let people =
        ["見本 太郎", "例田 花子", "仮名 次郎", "試山 三郎", "試田 四郎", "見山 五郎", "例川 六郎", "仮川 七海"];
    let mut roster = "会員番号,氏名,メールアドレス\n".to_owned();
    let mut paths = Vec::new();
    for (number, name) in people.iter().enumerate() {
        roster += &format!("{},{name},m{number}@gmail.com\n", 100 + number);
        let greeted = people[(number + usize::from(number > 2)) % people.len()];
        let copies: Vec<String> = (0..number).map(|before| format!("m{before}@gmail.com")).collect();
        let copies = if copies.is_empty() { String::new() } else { format!("Cc: {}\n", copies.join(", ")) };
        let path = format!("out/{number:02}.eml");
        desk.write(
            &path,
            format!(
                "From: 事務局 <jimu@club.example>\nTo: m{number}@gmail.com\n{copies}Subject: 会費のお知らせ\n\n{greeted} 様\n\n\
                 会費は {number}000 円です。\n"
            ),
        );
        paths.push(path);
    }
    desk.write("members.csv", roster);
    let letter = |to: &str| {
        format!(
            "From jimu Wed Apr  1 09:00:00 2026\nFrom: jimu@club.example\nTo: {to}\nSubject: 会費\n\n見本 太郎 様\n\n{to}\n\n"
        )
    };
    desk.write("out/some.mbox", ["x@gmail.com", "m1@gmail.com", "y@docomo.ne.jp"].map(letter).concat());
    desk.write("out/none.eml", "");
    paths.extend(["out/some.mbox".to_owned(), "out/none.eml".to_owned(), "out/missing.eml".to_owned()]);
    let mut fixtures = Vec::new();
    collect(&project_file("fixtures"), &mut fixtures);
    fixtures.sort();
    paths.extend(fixtures.into_iter().step_by(3));
    (desk, paths)
}

fn collect(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_draft =
            path.extension().is_some_and(|ending| ["eml", "msg", "mbox"].iter().any(|known| ending == *known));
        if path.is_dir() {
            collect(&path, found);
        } else if is_draft {
            found.push(path.to_str().unwrap().to_owned());
        }
    }
}

const FORMATS: [&str; 3] = ["json", "short", "human"];

fn options(format: &str) -> Vec<&str> {
    vec![
        "--format",
        format,
        "--show",
        "info",
        "--mailing",
        "--roster",
        "members.csv",
        "--expect",
        "9",
        "--now",
        "2026-04-01",
    ]
}

fn single(desk: &Desk, format: &str, paths: &[String]) -> Ran {
    desk.write("all.txt", paths.join("\n"));
    desk.run(&[options(format), vec!["--files-from", "all.txt"]].concat())
}

fn part(desk: &Desk, name: &str, paths: &[String]) -> Ran {
    desk.write(&format!("{name}.txt"), paths.join("\n"));
    let (list, output) = (format!("{name}.txt"), format!("{name}.digest"));
    let more = ["--files-from", &list, "--output", &output, "--roster", "members.csv", "--now", "2026-04-01"];
    desk.run(&[&["digest"], more.as_slice()].concat())
}

#[test]
fn any_number_of_parts_gives_what_one_run_gives() {
    let (desk, paths) = mailing();
    let expected = FORMATS.map(|format| single(&desk, format, &paths));
    assert!(expected[0].out.contains("mailing-name-shift"), "{}", expected[0].out);
    assert!(expected[0].out.contains("mailing-recipient-accumulation"));
    assert_eq!(expected[0].code, 2, "one draft cannot be read");
    for count in [1, 2, 7] {
        let size = paths.len().div_ceil(count);
        let names: Vec<String> = (0..count).map(|number| format!("{count}-{number}")).collect();
        for (name, paths) in names.iter().zip(paths.chunks(size)) {
            part(&desk, name, paths).expect_code(0);
        }
        let files: Vec<String> = names.iter().map(|name| format!("{name}.digest")).collect();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        for (format, expected) in FORMATS.iter().zip(&expected) {
            let joined = desk.run(&[&["--digests"], files.as_slice(), options(format).as_slice()].concat());
            assert_eq!(joined.out, expected.out, "{format} of {count} parts");
            assert_eq!(joined.err, expected.err, "{format} of {count} parts");
            assert_eq!(joined.code, expected.code);
        }
    }
}

#[test]
fn parts_that_do_not_belong_together_are_refused() {
    let (desk, paths) = mailing();
    part(&desk, "one", &paths[..2]).expect_code(0);
    part(&desk, "again", &paths[..2]).expect_code(0);
    part(&desk, "nobody", &[]).expect_code(0);
    part(&desk, "nobody-else", &[]).expect_code(0);
    let join = |more: &[&str]| desk.run(&[&["--mailing", "--now", "2026-04-01"], more].concat());
    let roster = ["--roster", "members.csv"];
    join(&[&roster, ["--digests", "one.digest"].as_slice()].concat()).expect_code(1);
    join(&[&roster, ["--digests", "one.digest", "nobody.digest", "nobody-else.digest"].as_slice()].concat())
        .expect_code(1);
    join(&[&roster, ["--digests", "nobody.digest"].as_slice()].concat()).expect_code(2);
    join(&[&roster, ["--digests", "one.digest", "again.digest"].as_slice()].concat())
        .expect_code(2)
        .expect(&["`again.digest` is the same part as `one.digest`"]);
    join(&["--digests", "one.digest"]).expect_code(2).expect(&["was made with a roster"]);
    desk.write("others.csv", "氏名,メールアドレス\n見本 太郎,m0@gmail.com\n");
    join(&["--roster", "others.csv", "--digests", "one.digest"]).expect_code(2).expect(&["another roster"]);
    join(&[&roster, ["--skip", "empty-body", "--digests", "one.digest"].as_slice()].concat())
        .expect_code(2)
        .expect(&["was made with other settings"]);
    join(&[&roster, ["--only", "empty-body", "--digests", "one.digest"].as_slice()].concat())
        .expect_code(2)
        .expect(&["was made with other rules"]);
    desk.run(&["--mailing", "--now", "2026-04-02", "--roster", "members.csv", "--digests", "one.digest"])
        .expect_code(2)
        .expect(&["the date 2026-04-01", "--now 2026-04-01"]);
    join(&[&roster, ["--digests", "members.csv"].as_slice()].concat()).expect_code(2).expect(&["is no digest"]);
    join(&[&roster, ["--digests", "missing.digest"].as_slice()].concat()).expect_code(2).expect(&["missing.digest"]);
    desk.run(&["--digests", "one.digest"]).expect_code(2).expect(&["--mailing"]);
}

/// The commands of the page, on drafts that it speaks of.
#[cfg(target_os = "linux")]
#[test]
fn the_worked_example_does_what_the_page_says() {
    use std::process::Command;
    for page in ["docs/mailings.md", "docs/mailings.ja.md"] {
        let (desk, paths) = mailing();
        let text = std::fs::read_to_string(project_file(page)).unwrap();
        let (_, example) = text.split_once("<!-- example -->\n```sh\n").expect("the page has an example");
        let (example, _) = example.split_once("```").unwrap();
        let program = Path::new(env!("CARGO_BIN_EXE_mailcheck")).parent().unwrap();
        let search = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
        let ran = Command::new("sh")
            .args(["-c", example])
            .env("PATH", search)
            .env("HOME", desk.path(""))
            .current_dir(desk.path(""))
            .output()
            .unwrap();
        let mut drafts: Vec<String> =
            paths.into_iter().filter(|path| path.starts_with("out/") && path.ends_with(".eml")).collect();
        drafts.retain(|path| desk.path(path).exists());
        drafts.sort();
        desk.write("all.txt", drafts.join("\n"));
        let day = desk.read("day.txt");
        let single = desk.run(&[
            "--format",
            "json",
            "--mailing",
            "--roster",
            "members.csv",
            "--now",
            day.trim(),
            "--files-from",
            "all.txt",
        ]);
        assert!(single.out.contains("mailing-name-shift"));
        assert_eq!(desk.read("report.json"), single.out, "{page}: {ran:?}");
        assert_eq!(ran.status.code(), Some(single.code));
    }
}
