//! What stands on the page.

use super::*;
use crate::lang::Bilingual;
use crate::report::outcome::Failure;
use crate::report::sample::{exposed, finding, notice, outcome, summary};

fn page(outcomes: &[Outcome], mailing: Option<&MailingOutcome>, lang: Lang) -> String {
    let rules = [exposed()];
    let mut html = Html::new(Texts::new(&rules, lang, Severity::Info, "0.1.0"));
    let mut out = Vec::new();
    html.begin(&mut out).unwrap();
    for outcome in outcomes {
        html.draft(outcome, &mut out).unwrap();
    }
    if let Some(mailing) = mailing {
        html.mailing(mailing, &mut out).unwrap();
    }
    assert!(out.is_empty(), "numbers come first");
    html.end(&Summary { errors: outcomes.len(), ..summary() }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn exposing(path: &str) -> Outcome {
    let (text, spans) = notice(2);
    outcome(path, &text, vec![finding("exposed-personal-addresses", spans)])
}

#[test]
fn words_are_marked_and_what_is_said_of_them_stands_below() {
    let page = page(&[exposing("a.eml")], None, Lang::En);
    let line = "<div class=\"line\">Cc: <mark class=\"primary\">hana1@gmail.com</mark>,</div>\n\
                <div class=\"note\"><bdi>visible to everyone</bdi></div>\n";
    assert!(page.contains(line), "{page}");
    assert!(page.contains("<mark>hana2@gmail.com</mark>"), "{page}");
}

#[test]
fn names_of_files_cannot_become_markup() {
    let page = page(&[exposing("</h2><script>alert(1)</script>.eml")], None, Lang::En);
    assert_eq!(page.matches("<script>").count(), 1);
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;.eml"), "{page}");
}

#[test]
fn all_drafts_together_come_before_each_of_them() {
    let all = Outcome { format: crate::report::outcome::MAILING.into(), ..exposing("") };
    let mailing = MailingOutcome { outcome: all, ..MailingOutcome::default() };
    let page = page(&[exposing("a.eml")], Some(&mailing), Lang::Ja);
    assert!(page.find("一斉送信の全体").unwrap() < page.find("a.eml").unwrap());
}

#[test]
fn a_draft_that_could_not_be_read_is_told() {
    let failure = Failure { code: "file-not-found".into(), text: Bilingual { en: "gone".into(), ja: "ない".into() } };
    let outcome =
        Outcome { path: "b.eml".into(), status: Status::Unreadable, failure: Some(failure), ..Outcome::default() };
    let page = page(&[outcome], None, Lang::En);
    assert!(page.contains("data-weight=\"failure\" data-rule=\"file-not-found\""), "{page}");
    assert!(page.contains("could not be read: gone"), "{page}");
}

#[test]
fn a_page_of_nothing_is_a_page() {
    let page = page(&[], None, Lang::Ja);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"ja\">") && page.ends_with("</html>\n"));
    assert!(!page.contains("<section"), "{page}");
}
