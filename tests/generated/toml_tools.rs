//! The published schemas as editors read them: taplo and tombi, where they are installed, find nothing wrong with good
//! files, and the mistake in bad ones.

use super::root;
use mailcheck::lang::Lang;
use mailcheck::rule::skeleton::skeleton;
use mailcheck::settings::{Guess, starter};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The tool beside the Python that `.ci/run` names, else on the path; the words with which it checks a file.
const TOOLS: [(&str, &[&str]); 2] = [("taplo", &["lint"]), ("tombi", &["lint", "--offline"])];

/// What is wrong in files that no tool may let pass.
const SLIPS: [(&str, &str, &str); 4] = [
    ("rule", "external = true", "exterrnal = true"),
    ("rule", "severity = \"warning\"", "severity = \"eror\""),
    ("rule", "because = \"a colleague may have it\"\n", ""),
    ("mailcheck", "[[allow]]", "[[alow]]"),
];

const SETTINGS: &str = "[rule.missing-bcc]\nseverity = \"off\"\n\n[[allow]]\nrule = \"missing-bcc\"\n\
                        reason = \"they know each other\"\nuntil = 2027-03-31\n";

#[test]
fn editors_understand_the_schemas() {
    let folder = tempfile::tempdir().unwrap();
    for schema in ["rule", "mailcheck"] {
        let name = format!("{schema}.schema.json");
        std::fs::copy(root().join("docs").join(&name), folder.path().join(&name)).unwrap();
    }
    let write = |name: &str, schema: &str, text: &str| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("#:schema ./{schema}.schema.json\n{text}")).unwrap();
        path
    };
    let mut good: Vec<PathBuf> = super::files(&root().join("rules"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            write(&name, "rule", &std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n"))
        })
        .collect();
    for lang in Lang::ALL {
        good.push(write(&format!("new-{}.toml", lang.name()), "rule", &skeleton("old-list", lang)));
        good.push(write(&format!("init-{}.toml", lang.name()), "mailcheck", &starter(&Guess::default(), lang)));
    }
    good.push(write("settings.toml", "mailcheck", SETTINGS));
    let bad = SLIPS.iter().zip(0..).map(|((schema, was, is), number)| {
        let text = if *schema == "rule" { skeleton("old-list", Lang::En) } else { SETTINGS.to_owned() };
        assert!(text.contains(was), "{was}");
        (*is, write(&format!("bad-{number}.toml"), schema, &text.replace(was, is)))
    });
    let bad: Vec<(&str, PathBuf)> = bad.collect();
    for (tool, words) in TOOLS {
        let check = |files: &[PathBuf]| {
            let mut command = Command::new(beside_python(tool));
            command.args(words).args(files).current_dir(folder.path()).env("NO_COLOR", "1").output()
        };
        let ran = match check(&good) {
            Ok(ran) => ran,
            Err(error) => {
                // Where `.ci/run` has found a pip, it has installed them.
                let must_be_there = std::env::var_os("MAILCHECK_PYTHON").is_some() && std::env::var_os("CI").is_some();
                assert!(!must_be_there, "{tool}: {error}");
                let _ = writeln!(std::io::stderr(), "skipped: no {tool} here to read the schemas: {error}");
                continue;
            }
        };
        let said = String::from_utf8_lossy(&ran.stderr);
        // tombi's word for a key that it does not find in the schema.
        assert!(ran.status.success() && !said.contains("strict mode"), "{tool}: {said}");
        for (slip, file) in &bad {
            let ran = check(std::slice::from_ref(file)).unwrap();
            assert!(!ran.status.success(), "{tool} lets `{slip}` pass");
        }
    }
}

fn beside_python(tool: &str) -> PathBuf {
    let python = std::env::var_os("MAILCHECK_PYTHON").map(PathBuf::from);
    let beside = python.as_deref().and_then(Path::parent).map(|folder| folder.join(tool));
    beside.filter(|path| path.exists()).unwrap_or_else(|| PathBuf::from(tool))
}
