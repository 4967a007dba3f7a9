//! Paths that lead to no ordinary file, or to none: each is named with the reason, the others are still checked, and
//! nothing waits for ever.

use super::desk::{Desk, Ran};
use super::drafts::{CLEAN, WARNING};

/// Checks a warning together with `path` and sees both told, in both languages.
#[track_caller]
fn is_told(desk: &Desk, path: &str, code: &str, english: &str, japanese: &str) {
    desk.write("warning.eml", WARNING);
    let arguments = ["warning.eml", path];
    for (lang, reason) in [("en", english), ("ja", japanese)] {
        let ran = desk.run_with(&[], &[&["--lang", lang], arguments.as_slice()].concat(), "").expect_code(2);
        on_one_line(&ran.expect(&["missing-attachment"]), &[path, reason]);
        let short = [&["--lang", lang, "--format", "short"], arguments.as_slice()].concat();
        desk.run_with(&[], &short, "").expect_code(2).expect(&[&format!("{path}: error[{code}]: "), reason]);
    }
    let report = desk.json(&arguments);
    assert_eq!((&report["summary"]["checked"], &report["summary"]["unreadable"]), (&1.into(), &1.into()));
    assert_eq!(report["drafts"][1]["error"]["code"], code);
}

/// The words stand in what was printed, however it was broken into lines.
#[track_caller]
fn on_one_line(ran: &Ran, words: &[&str]) {
    let text: String = ran.all().replace('│', "").split_whitespace().collect();
    for word in words {
        let word: String = word.split_whitespace().collect();
        assert!(text.contains(&word), "{word} is not in\n{}", ran.all());
    }
}

#[test]
fn a_file_that_is_not_there() {
    is_told(&Desk::new(), "gone.eml", "file-not-found", "there is no such file", "このファイルは見つかりません");
}

#[test]
fn a_file_with_nothing_in_it() {
    is_told(&Desk::with(&[("empty.eml", "")]), "empty.eml", "empty-file", "the file is empty", "ファイルが空です");
}

#[test]
fn a_file_of_two_gigabytes_is_not_read() {
    let desk = Desk::new();
    // With a hole in it, where the system can: nothing is written.
    std::fs::File::create(desk.path("huge.eml")).unwrap().set_len(2 << 30).unwrap();
    is_told(&desk, "huge.eml", "too-large", "more than the 209715200 that are read", "上限は 209715200 バイト");
}

#[test]
fn a_folder_without_a_draft_is_told_and_the_others_are_checked() {
    let desk = Desk::with(&[("warning.eml", WARNING), ("nothing/notes.txt", "x")]);
    for (lang, reason) in [("en", "there is no draft in this folder"), ("ja", "このフォルダーに下書きはありません")]
    {
        for format in ["human", "short"] {
            let arguments = ["--lang", lang, "--format", format, "warning.eml", "nothing"];
            let ran = desk.run_with(&[], &arguments, "").expect_code(2).expect(&["missing-attachment"]);
            on_one_line(&ran, &["nothing", reason]);
        }
    }
    desk.run(&["--allow-empty", "warning.eml", "nothing"]).expect_code(0);
}

#[test]
fn a_path_given_twice_is_checked_twice() {
    let desk = Desk::with(&[("warning.eml", WARNING)]);
    let report = desk.json(&["warning.eml", "warning.eml"]);
    assert_eq!((&report["summary"]["checked"], &report["summary"]["warnings"]), (&2.into(), &2.into()));
}

#[test]
fn a_thousand_paths_are_all_checked_however_they_are_named() {
    let desk = Desk::with(&[("clean.eml", CLEAN), ("warning.eml", WARNING)]);
    let paths: Vec<&str> =
        (0..1000).map(|number| if number % 100 == 0 { "warning.eml" } else { "clean.eml" }).collect();
    let told = |report: &serde_json::Value| {
        assert_eq!((&report["summary"]["checked"], &report["summary"]["warnings"]), (&1000.into(), &10.into()));
    };
    told(&desk.json(&paths));
    let listed = desk.run_with(&[], &["--format", "json", "--files-from", "-"], paths.join("\n"));
    told(&serde_json::from_str(&listed.out).unwrap());
}

/// Files that only Unix has.
#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    const NO_FILE: (&str, &str, &str) = ("not-a-file", "this is no ordinary file", "通常のファイルではありません");

    fn is_no_file(desk: &Desk, path: &str) {
        is_told(desk, path, NO_FILE.0, NO_FILE.1, NO_FILE.2);
    }

    fn make_pipe(desk: &Desk, name: &str) {
        let made = std::process::Command::new("mkfifo").arg(desk.path(name)).status().unwrap();
        assert!(made.success());
    }

    #[test]
    fn a_pipe_without_a_writer_is_not_waited_for() {
        let desk = Desk::new();
        make_pipe(&desk, "pipe.eml");
        is_no_file(&desk, "pipe.eml");
    }

    #[test]
    fn a_pipe_in_place_of_settings_is_not_waited_for() {
        let desk = Desk::with(&[("a.eml", WARNING)]);
        make_pipe(&desk, "mailcheck.toml");
        let ran = desk.run(&["a.eml"]).expect_code(2);
        on_one_line(&ran, &["mailcheck.toml", "no ordinary file"]);
        let desk = Desk::new();
        make_pipe(&desk, "rule.toml");
        let ran = desk.run(&["rules", "check", "rule.toml"]).expect_code(2);
        on_one_line(&ran, &["rule.toml", "no ordinary file"]);
    }

    #[test]
    fn a_socket_is_no_draft() {
        let desk = Desk::new();
        let _socket = UnixListener::bind(desk.path("socket.eml")).unwrap();
        is_no_file(&desk, "socket.eml");
    }

    #[test]
    fn devices_are_not_read() {
        is_no_file(&Desk::new(), "/dev/null");
        is_no_file(&Desk::new(), "/dev/zero");
    }

    #[test]
    fn what_never_ends_is_no_list_no_settings_and_no_rule() {
        let desk = Desk::with(&[("a.eml", WARNING)]);
        for arguments in [
            ["--files-from", "/dev/zero"].as_slice(),
            &["--config", "/dev/zero", "a.eml"],
            &["rules", "check", "/dev/zero"],
        ] {
            let ran = desk.run(arguments).expect_code(2).expect(&["/dev/zero"]);
            on_one_line(&ran, &["more than", "bytes"]);
        }
    }

    #[test]
    fn links_that_lead_nowhere_or_round_in_a_circle() {
        let desk = Desk::new();
        symlink("gone.eml", desk.path("broken.eml")).unwrap();
        is_told(&desk, "broken.eml", "file-not-found", "there is no such file", "このファイルは見つかりません");
        symlink("circle.eml", desk.path("circle.eml")).unwrap();
        is_told(&desk, "circle.eml", "read-error", "the file cannot be read", "読み込めません");
    }

    #[test]
    fn in_a_folder_links_are_followed_to_drafts_and_never_to_folders() {
        let desk = Desk::with(&[("out/warning.eml", WARNING), ("elsewhere/clean.eml", CLEAN)]);
        symlink("..", desk.path("out/up")).unwrap();
        symlink("../elsewhere", desk.path("out/folder.mbox")).unwrap();
        symlink("../elsewhere/clean.eml", desk.path("out/link.eml")).unwrap();
        let report = desk.json(&["out"]);
        let paths: Vec<_> = report["drafts"].as_array().unwrap().iter().map(|draft| &draft["path"]).collect();
        assert_eq!(paths, ["out/link.eml", "out/warning.eml"]);
    }

    #[test]
    fn what_goes_by_the_name_of_a_draft_in_a_folder_is_never_passed_over() {
        let desk = Desk::with(&[("out/warning.eml", WARNING)]);
        make_pipe(&desk, "out/pipe.eml");
        symlink("gone", desk.path("out/broken.msg")).unwrap();
        let ran = desk.run(&["--format", "short", "out"]).expect_code(2);
        ran.expect(&["out/pipe.eml: error[not-a-file]", "out/broken.msg: error[file-not-found]", "missing-attachment"]);
    }

    #[test]
    fn a_name_that_is_not_utf_8_is_checked_and_shown_with_escapes() {
        let desk = Desk::new();
        std::fs::create_dir(desk.path("out")).unwrap();
        let path = desk.path("out").join(OsStr::from_bytes(b"\x8Ac\xFF.eml"));
        if let Err(error) = std::fs::write(path, WARNING) {
            println!("skipped: this file system takes no such name: {error}");
            return;
        }
        let report = desk.json(&["out"]);
        assert_eq!(report["drafts"][0]["path"], "out/%8Ac%FF.eml");
        assert_eq!((&report["drafts"][0]["path-lossy"], &report["summary"]["warnings"]), (&true.into(), &1.into()));
    }

    #[test]
    fn files_and_folders_that_may_not_be_read() {
        let desk = Desk::with(&[("secret.eml", CLEAN), ("locked/in.eml", CLEAN)]);
        for name in ["secret.eml", "locked"] {
            std::fs::set_permissions(desk.path(name), PermissionsExt::from_mode(0o000)).unwrap();
        }
        if std::fs::read(desk.path("secret.eml")).is_ok() {
            println!("skipped: whoever runs this test may read everything");
        } else {
            let (english, japanese) = ("the file may not be read", "このファイルを読む権限がありません");
            is_told(&desk, "secret.eml", "permission-denied", english, japanese);
            desk.run(&["locked"]).expect_code(2).expect(&["locked"]);
        }
        std::fs::set_permissions(desk.path("locked"), PermissionsExt::from_mode(0o700)).unwrap();
    }
}
