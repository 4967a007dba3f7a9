//! `[limits.attachments]`: each can be set, and what is beyond is told with the file and counted in the summary.

use super::desk::Desk;
use super::show::with_files;

/// A limit, a file that is beyond it, and what is told.
const MET: [(&str, &str, &str, &str); 9] = [
    ("depth = 1", "nested.zip", "files too deep inside one another", "入れ子が深すぎます"),
    ("files = 1", "nested.zip", "too many files", "ファイルが多すぎます"),
    ("unpacked-bytes = 100", "hidden.xlsx", "too large when unpacked", "展開すると大きすぎます"),
    ("part-bytes = 40", "nested.zip", "too large when unpacked", "展開すると大きすぎます"),
    ("held-bytes = 40", "nested.zip", "too large when unpacked", "展開すると大きすぎます"),
    ("elements = 5", "hidden.xlsx", "too large when unpacked", "展開すると大きすぎます"),
    ("cells = 3", "hidden.xlsx", "too many cells", "セルが多すぎます"),
    ("text-bytes = 5", "minutes.docx", "too much text", "文章が長すぎます"),
    ("pages = 1", "everything.pptx", "too many pages", "ページが多すぎます"),
];

#[test]
fn what_is_beyond_each_limit_is_told_with_the_file() {
    for (limit, file, en, ja) in MET {
        let settings = format!("[limits.attachments]\n{limit}\n");
        let desk = Desk::with(&[("a.eml", &with_files(&[file])), ("mailcheck.toml", &settings)]);
        for (lang, words) in [("en", en), ("ja", ja)] {
            let arguments = ["--lang", lang, "--only", "uninspectable-attachment", "a.eml"];
            let ran = desk.run_with(&[], &arguments, "");
            // Long lines are broken, with spaces in English and without in Japanese.
            let joint = if lang == "en" { " " } else { "" };
            let told = ran.all().split_whitespace().collect::<Vec<_>>().join(joint);
            assert!(told.contains(words) && told.contains(file), "{limit}: {told}");
            let (warning, part) = match lang {
                "en" => ("1 warning", "attachments of 1 draft inspected only in part"),
                _ => ("警告", "添付ファイルの一部を検査できなかった下書きが"),
            };
            assert!(told.contains(warning) && told.contains(part), "{limit}: {told}");
        }
        let shown = desk.run(&["show", "--format", "json", "a.eml"]).expect_code(0);
        assert!(!shown.out.contains("\"inspection\":\"complete\""), "{limit}");
    }
}

#[test]
fn without_settings_these_files_are_below_every_limit() {
    for (_, file, _, _) in MET {
        let desk = Desk::with(&[("a.eml", &with_files(&[file]))]);
        desk.run(&["--only", "uninspectable-attachment", "a.eml"])
            .expect_code(0)
            .expect(&["1 draft checked, nothing found"]);
        let shown = desk.run(&["show", "--format", "json", "a.eml"]).expect_code(0);
        assert!(shown.out.contains("\"inspection\":\"complete\""), "{file}: {}", shown.out);
    }
}

#[test]
fn limits_in_force_are_listed_and_their_bounds_told() {
    let desk = Desk::with(&[("mailcheck.toml", "[limits.attachments]\ncells = 5\n")]);
    desk.run(&["config", "show"])
        .expect_code(0)
        .expect(&["limits.attachments.cells = 5  # mailcheck.toml:2", "limits.attachments.depth = 4  # default"]);
    desk.write("mailcheck.toml", b"[limits.attachments]\ndepth = 17\n");
    let ran = desk.run(&["config", "check"]).expect_code(2);
    ran.expect(&["`limits.attachments.depth` cannot be 17", "the most is 16; without the key 4 holds"]);
}
