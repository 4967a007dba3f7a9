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

/// What the page speaks of, and what stands on it. Its commands are run as they stand there.
#[cfg(target_os = "linux")]
mod page {
    use super::*;
    use std::process::{Command, Output};

    const PAGES: [&str; 2] = ["docs/mailings.md", "docs/mailings.ja.md"];

    /// The block of the page that begins so, without the fences.
    fn block(page: &str, beginning: &str) -> String {
        let text = std::fs::read_to_string(project_file(page)).unwrap();
        let fence = beginning.find("```").unwrap();
        let start = text.find(beginning).unwrap_or_else(|| panic!("{page} has {beginning:?}")) + fence;
        let (_, rest) = text[start..].split_once('\n').unwrap();
        rest.split("```").next().unwrap().to_owned()
    }

    /// Runs commands in the folder of the drafts.
    fn shell(desk: &Desk, commands: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_mailcheck")).parent().unwrap();
        let search = format!("{}:{}:{}", program.display(), std::env::var("PATH").unwrap(), desk.path("bin").display());
        Command::new("sh")
            .args(["-c", commands])
            .env("PATH", search)
            .env("HOME", desk.path(""))
            .current_dir(desk.path(""))
            .output()
            .unwrap()
    }

    #[test]
    fn the_worked_example_does_what_the_page_says() {
        for page in PAGES {
            let (desk, paths) = mailing();
            let ran = shell(&desk, &block(page, "<!-- example -->\n```sh"));
            let mut drafts: Vec<String> =
                paths.into_iter().filter(|path| path.starts_with("out/") && path.ends_with(".eml")).collect();
            drafts.retain(|path| desk.path(path).exists());
            drafts.sort();
            desk.write("all.txt", drafts.join("\n"));
            let day = desk.read("day.txt");
            let mailing = ["--mailing", "--roster", "members.csv", "--now", day.trim(), "--files-from", "all.txt"];
            let single = desk.run(&[&["--format", "json"], &mailing[..]].concat());
            assert!(single.out.contains("mailing-name-shift"));
            assert_eq!(desk.read("report.json"), single.out, "{page}: {ran:?}");
            assert_eq!(ran.status.code(), Some(single.code));
        }
    }

    /// As much of GNU parallel as the page needs, for machines that lack it.
    const PARALLEL: &str = "#!/bin/sh
command=
while [ \"$1\" != ::: ]; do command=\"$command $1\"; shift; done
shift
printf '%s\\n' \"$@\" | xargs -P 2 -I {} sh -c \"$command\"
";

    #[test]
    fn parts_that_are_made_at_once_or_in_a_matrix_are_the_same() {
        for page in PAGES {
            let (desk, _) = mailing();
            let ran = shell(&desk, &block(page, "<!-- example -->\n```sh"));
            let expected = desk.read("report.json");
            let join = "mailcheck --mailing --digests part.??.digest --roster members.csv --format json --now";

            desk.write("bin/parallel", PARALLEL);
            let parallel = block(page, "```sh\nparallel");
            let parallel = shell(
                &desk,
                &format!("chmod +x bin/parallel; rm part.??.digest report.json; {parallel} {join} $(cat day.txt)"),
            );
            assert_eq!(String::from_utf8_lossy(&parallel.stdout), expected, "{page}: {parallel:?}");
            assert_eq!(parallel.status.code(), ran.status.code());

            let workflow = block(page, "```yaml");
            let (_, matrix) = workflow.split_once("matrix: { part: ").unwrap();
            let matrix: Vec<String> = serde_json::from_str(matrix.split(" }").next().unwrap()).unwrap();
            let runs: Vec<&str> = workflow.lines().filter_map(|line| line.trim().strip_prefix("- run: ")).collect();
            let [part, mailing] = runs[..] else { panic!("{runs:?}") };
            shell(&desk, "rm part.??.digest");
            for number in matrix {
                let part = shell(&desk, &part.replace("${{ matrix.part }}", &number));
                assert_eq!(part.status.code(), Some(0), "{page}: {part:?}");
            }
            let matrix = shell(&desk, mailing);
            assert_eq!(matrix.status.code(), ran.status.code(), "{page}: {matrix:?}");
            assert!(String::from_utf8_lossy(&matrix.stdout).contains("mailing-name-shift"), "{page}: {matrix:?}");
        }
    }

    /// With whatever reads YAML here.
    #[test]
    fn the_workflow_of_the_page_is_yaml() {
        for page in PAGES {
            let (desk, _) = mailing();
            desk.write("workflow.yaml", block(page, "```yaml"));
            let read = "import sys, yaml; jobs = yaml.safe_load(open('workflow.yaml'))['jobs']; \
                        print(len(jobs['part']['strategy']['matrix']['part']), jobs['mailing']['needs'], \
                        [len(jobs[job]['steps']) for job in ('part', 'mailing')])";
            if !shell(&desk, "python3 -c 'import yaml'").status.success() {
                eprintln!("not tried: nothing here reads YAML");
                return;
            }
            let ran = shell(&desk, &format!("python3 -c \"{read}\""));
            assert_eq!(String::from_utf8_lossy(&ran.stdout).trim(), "7 part [2, 2]", "{page}: {ran:?}");
        }
    }
}
