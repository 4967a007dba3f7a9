//! The page in a browser, where one is installed: its policy lets its own style and script in, and the script hides what
//! the address asks to hide.

use super::html::{all, read};
use super::reports::{Reports, runs};
use super::xml::Node;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// One engine under its names.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// A browser that needs longer does not start at all.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn the_filter_hides_what_it_should() {
    let [drafts, mailing, ..] = runs();
    for (run, weights) in [(drafts, "error"), (drafts, "failure,info"), (mailing, "warning")] {
        let Some(page) = opened(run, &format!("#show={weights}")) else { return };
        let chosen: Vec<&str> = weights.split(',').collect();
        let elements = all(&page);
        let mut shown = 0;
        for section in elements.iter().filter(|it| it.attributes.get("class").is_some_and(|class| class == "draft")) {
            let findings: Vec<&Node> =
                all(section).into_iter().filter(|it| it.attributes.contains_key("data-rule")).collect();
            for finding in &findings {
                assert_eq!(is_hidden(finding), !chosen.contains(&&finding["data-weight"]), "{} {weights}", run.name);
            }
            let visible = findings.iter().filter(|finding| !is_hidden(finding)).count();
            assert_eq!(is_hidden(section), visible == 0, "{} {weights}", run.name);
            shown += visible;
        }
        let numbers = elements.iter().filter(|it| it.name == "label" && chosen.contains(&&it["data-weight"]));
        let number = |label: &&&Node| -> usize {
            all(label).into_iter().find(|it| it.name == "b").unwrap().text.parse().unwrap()
        };
        assert_eq!(numbers.clone().map(|label| number(&label)).sum::<usize>(), shown, "{} {weights}", run.name);
        let nothing = elements.iter().find(|it| it.attributes.get("id").is_some_and(|id| id == "nothing")).unwrap();
        assert_eq!(is_hidden(nothing), shown > 0, "{} {weights}", run.name);
        assert!(elements.iter().filter(|it| it.name == "input").all(|it| !is_hidden(it)), "the numbers are switches");
    }
}

fn is_hidden(element: &Node) -> bool {
    element.attributes.contains_key("hidden")
}

/// The page after its script ran; `None`, with a word about why, where no browser is.
fn opened(run: &Reports, fragment: &str) -> Option<Node> {
    let named = std::env::var("MAILCHECK_BROWSER").ok();
    // Where `.ci/run` has found a browser, it has named it.
    let must_be_there = named.is_some() && std::env::var_os("CI").is_some();
    let names: Vec<&str> = named.as_deref().map_or(BROWSERS.to_vec(), |named| vec![named]);
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("report.html");
    std::fs::write(&page, run.text("html")).unwrap();
    let address =
        format!("file:///{}{fragment}", page.display().to_string().replace('\\', "/").trim_start_matches('/'));
    let said = names.iter().find_map(|browser| dumped(browser, folder.path(), &address));
    let Some((document, said)) = said else {
        assert!(!must_be_there, "{names:?} does not open a page");
        let _ = writeln!(std::io::stderr(), "skipped: no browser opens the page: none of {names:?} starts here");
        return None;
    };
    let refused: Vec<_> = said.lines().filter(|line| line.contains("CONSOLE")).collect();
    assert!(refused.is_empty(), "{}: {refused:?}", run.name);
    Some(read(&document))
}

/// What the browser holds and what it said; `None` when it does not start.
fn dumped(browser: &str, folder: &Path, address: &str) -> Option<(String, String)> {
    let files = ["document", "said"].map(|name| folder.join(name));
    let [document, said] = files.each_ref().map(|file| std::fs::File::create(file).unwrap());
    let mut child = Command::new(browser)
        // A container has no room for its sandbox, and the page is ours.
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .args(["--enable-logging=stderr", "--dump-dom", address])
        .stdin(Stdio::null())
        .stdout(document)
        .stderr(said)
        .spawn()
        .ok()?;
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > PATIENCE {
            let _ = child.kill();
            break child.wait().unwrap();
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let [document, said] = files.map(|file| String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned());
    (status.success() && document.contains("</html>")).then_some((document, said))
}
