//! The page for the browser needs nothing but itself, and no draft can make it do anything.

use super::html::{all, read};
use super::reports::runs;
use std::collections::BTreeSet;

#[test]
fn the_page_loads_sends_and_runs_nothing() {
    for run in runs() {
        let page = read(run.text("html"));
        let elements = all(&page);
        let policy = elements.iter().find(|it| it.attributes.contains_key("http-equiv")).unwrap();
        assert_eq!(&policy["http-equiv"], "Content-Security-Policy");
        assert!(policy["content"].starts_with("default-src 'none'; style-src 'sha256-"), "{}", &policy["content"]);
        assert!(!policy["content"].contains("unsafe"), "{}", &policy["content"]);
        for name in ["script", "style"] {
            assert_eq!(elements.iter().filter(|it| it.name == name).count(), 1, "{}: {name}", run.name);
        }
        for element in &elements {
            let loads = |name: &str| {
                matches!(name, "src" | "href" | "srcset" | "style" | "action" | "data" | "srcdoc")
                    || name.starts_with("on")
            };
            let loading = element.attributes.keys().find(|name| loads(name.as_str()));
            assert_eq!(loading, None, "{}: <{}>", run.name, element.name);
            if element.name == "style" {
                assert!(!element.text.contains("url(") && !element.text.contains("@import"));
            }
        }
    }
}

#[test]
fn the_page_says_its_language_and_its_numbers() {
    for run in runs() {
        let page = read(run.text("html"));
        assert_eq!(page["lang"], run.json()["lang"].as_str().unwrap()[..], "{}", run.name);
        let elements = all(&page);
        for (weight, count) in [("error", "errors"), ("warning", "warnings"), ("info", "infos")] {
            let label = elements.iter().find(|it| it.name == "label" && &it["data-weight"] == weight).unwrap();
            let number = &all(label).into_iter().find(|it| it.name == "b").unwrap().text;
            assert_eq!(*number, run.json()["summary"][count].to_string(), "{} {weight}", run.name);
        }
    }
}

#[test]
fn every_draft_with_something_to_say_has_its_section() {
    let run = &runs()[0];
    let page = read(run.text("html"));
    let headings = all(&page).into_iter().filter(|it| it.name == "h2");
    let headings: BTreeSet<&str> = headings.map(|it| it.children[0].text.as_str()).collect();
    let report = run.json();
    for draft in report["drafts"].as_array().unwrap() {
        let counts = draft["findings"].as_array().unwrap().iter().any(|finding| finding["suppressed"].is_null());
        if counts || draft["error"].is_object() {
            let path = mailcheck::report::safe::line(draft["path"].as_str().unwrap()).into_owned();
            assert!(headings.iter().any(|heading| heading.starts_with(&path)), "{path}");
        }
    }
}

#[test]
fn without_its_script_nothing_but_switches_is_hidden() {
    for run in runs() {
        let page = read(run.text("html"));
        let hidden = all(&page).into_iter().filter(|it| it.attributes.contains_key("hidden"));
        assert!(hidden.into_iter().all(|it| it.name == "input" || &it["id"] == "nothing"), "{}", run.name);
    }
}
