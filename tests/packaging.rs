//! The Debian package: built from this program, unpacked or installed into a folder, complete and working.

// Other systems have no Debian packages.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const MAILCHECK: &str = env!("CARGO_BIN_EXE_mailcheck");
const DRAFT: &str = "fixtures/incidents/zoo-school.eml";
const SKIPPED_TAGS: [&str; 2] = ["initial-upload-closes-no-bugs", "running with root privileges"];

#[test]
fn the_package_installs_a_working_program_with_manual_and_completions() {
    let folder = TempDir::new().unwrap();
    let Some(package) = package(folder.path()) else { return };
    let root = installed(&package, folder.path());
    let program = root.join("usr/bin/mailcheck");
    let ran = output(Command::new(&program).arg(project_file(DRAFT)));
    assert_eq!(ran.status.code(), Some(1), "{}", String::from_utf8_lossy(&ran.stderr));
    for (installed, committed) in [
        ("share/bash-completion/completions/mailcheck", "packaging/completions/mailcheck.bash"),
        ("share/zsh/vendor-completions/_mailcheck", "packaging/completions/_mailcheck"),
        ("share/fish/vendor_completions.d/mailcheck.fish", "packaging/completions/mailcheck.fish"),
        ("share/doc/mailcheck/README.ja.md", "README.ja.md"),
        ("share/doc/mailcheck/docs/settings.md", "docs/settings.md"),
    ] {
        let installed =
            std::fs::read(root.join("usr").join(installed)).unwrap_or_else(|error| panic!("{installed}: {error}"));
        assert!(installed == std::fs::read(project_file(committed)).unwrap(), "{committed}");
    }
    for (page, committed) in [("man1", "packaging/man/mailcheck.1"), ("ja/man1", "packaging/man/ja/mailcheck.1")] {
        let page = root.join("usr/share/man").join(page).join("mailcheck.1.gz");
        let unpacked = output(Command::new("gzip").arg("-dc").arg(page));
        assert!(unpacked.stdout == std::fs::read(project_file(committed)).unwrap(), "{committed}");
    }
    let copyright = std::fs::read_to_string(root.join("usr/share/doc/mailcheck/copyright")).unwrap();
    assert!(copyright.contains("License: MIT or Apache-2.0") && copyright.contains("common-licenses/Apache-2.0"));
    let link = root.join("usr/lib/mailcheck/sendmail");
    assert_eq!(std::fs::read_link(&link).unwrap(), Path::new("../../bin/mailcheck"));
    stands_in_for_sendmail(&link);
    answers_thunderbird(&root.join("usr"));
    lint(&package);
}

#[test]
fn the_changelog_of_the_package_begins_with_this_version() {
    let changelog = std::fs::read_to_string(project_file("packaging/deb/changelog")).unwrap();
    assert!(changelog.starts_with(&format!("mailcheck ({}-1) ", env!("CARGO_PKG_VERSION"))), "{changelog}");
}

/// As mail programs call it, with a program that sends which is not there: nothing leaves this machine.
fn stands_in_for_sendmail(link: &Path) {
    let mut command = Command::new(link);
    command.args(["--via=/nowhere/sendmail", "-oi", "-t"]).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.env("LC_ALL", "C.UTF-8").env_remove("LANGUAGE").stdout(Stdio::piped()).spawn().unwrap();
    let message = b"From: a@city.example\nTo: b@city.example\nSubject: x\n\nText.\n";
    child.stdin.take().unwrap().write_all(message).unwrap();
    let ran = child.wait_with_output().unwrap();
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!((ran.status.code(), ran.stdout.len()), (Some(69), 0), "{said}");
    assert!(said.contains("/nowhere/sendmail"), "{said}");
}

/// As Thunderbird calls it: by the program that the manifest names, with an add-on that is there as well.
fn answers_thunderbird(usr: &Path) {
    let manifest = std::fs::read(usr.join("lib/mozilla/native-messaging-hosts/mailcheck.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    let add_on = std::fs::read(usr.join("share/mailcheck/thunderbird/manifest.json")).unwrap();
    let add_on: serde_json::Value = serde_json::from_slice(&add_on).unwrap();
    assert_eq!(manifest["allowed_extensions"][0], add_on["browser_specific_settings"]["gecko"]["id"]);
    for file in ["background.js", "reasons.html", "README.ja.md", "_locales/ja/messages.json"] {
        assert!(usr.join("share/mailcheck/thunderbird").join(file).exists(), "{file}");
    }
    let host = usr.join(Path::new(manifest["path"].as_str().unwrap()).strip_prefix("/usr").unwrap());
    let ran = output(Command::new(host).args(["manifest.json", "add-on"]).stdin(Stdio::null()));
    assert_eq!((ran.status.code(), ran.stdout.len()), (Some(0), 0), "{}", String::from_utf8_lossy(&ran.stderr));
}

/// Built from the program under test; `None`, with a word about it, where there is no cargo-deb.
fn package(folder: &Path) -> Option<PathBuf> {
    let named = std::env::var_os("MAILCHECK_CARGO_DEB");
    // Where `.ci/run` has installed it, it has named it.
    let must_be_there = named.is_some() && std::env::var_os("CI").is_some();
    let cargo_deb = named.unwrap_or_else(|| "cargo-deb".into());
    let missing =
        [cargo_deb.as_os_str(), OsStr::new("dpkg-deb"), OsStr::new("strip")].into_iter().find_map(|program| {
            let error = Command::new(program).arg("--version").output().err()?;
            Some(format!("{}: {error}", program.display()))
        });
    if let Some(missing) = missing {
        assert!(!must_be_there, "{missing}");
        let _ = writeln!(std::io::stderr(), "skipped: no Debian package is built: {missing}");
        return None;
    }
    // cargo-deb looks for a release; to build one would take minutes.
    let release = folder.join("target/release");
    std::fs::create_dir_all(&release).unwrap();
    output(Command::new("strip").arg("-o").args([release.join("mailcheck").as_path(), Path::new(MAILCHECK)]));
    let package = folder.join("mailcheck.deb");
    output(
        Command::new(cargo_deb)
            .args([
                "--no-build",
                "--no-strip",
                "--fast",
                "--compress-system",
                "-Z",
                "gz",
                "--offline",
                "--locked",
                "--output",
            ])
            .arg(&package)
            .current_dir(project_file(""))
            .env("CARGO_TARGET_DIR", folder.join("target")),
    );
    Some(package)
}

/// Where `/usr` of the package now is: installed by dpkg where the rights are there, else unpacked.
fn installed(package: &Path, folder: &Path) -> PathBuf {
    let root = folder.join("root");
    let is_administrator = output(Command::new("id").arg("-u")).stdout == b"0\n";
    if is_administrator {
        for name in ["info", "updates"] {
            std::fs::create_dir_all(root.join("var/lib/dpkg").join(name)).unwrap();
        }
        std::fs::write(root.join("var/lib/dpkg/status"), "").unwrap();
        // Nothing is installed there that it depends on.
        let root = format!("--root={}", root.display());
        // dpkg looks for its helpers where not every root has its PATH lead.
        let path = format!("{}:/usr/sbin:/sbin", std::env::var("PATH").unwrap_or_default());
        let dpkg = &mut Command::new("dpkg");
        output(dpkg.env("PATH", path).args([&root, "--force-depends", "--log=/dev/null", "-i"]).arg(package));
    } else {
        output(Command::new("dpkg-deb").arg("-x").args([package, &root]));
    }
    root
}

/// What Debian's own checker says, where it is installed.
fn lint(package: &Path) {
    match Command::new("lintian").args(["--no-tag-display-limit"]).arg(package).output() {
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "skipped: lintian does not look at the package: {error}");
        }
        Ok(ran) => {
            let said = String::from_utf8_lossy(&ran.stdout).into_owned();
            let tags: Vec<_> = said.lines().filter(|line| !SKIPPED_TAGS.iter().any(|tag| line.contains(tag))).collect();
            assert!(tags.is_empty(), "{tags:#?}");
        }
    }
}

/// Failures of tools are told; whether the program found something is the test's business.
fn output(command: &mut Command) -> Output {
    let ran = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let is_fine = ran.status.success() || command.get_program().to_string_lossy().ends_with("mailcheck");
    assert!(is_fine, "{command:?}: {}", String::from_utf8_lossy(&ran.stderr));
    ran
}

fn project_file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
