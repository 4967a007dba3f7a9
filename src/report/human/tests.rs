//! What people see.

use super::*;
use crate::finding::{Filler, Suppression};
use crate::report::Failure;
use crate::report::sample::{self, bilingual, exposed, finding, notice, outcome, rule, span_of};
use crate::rule::Rule;
use crate::span::Span;
use unicode_width::UnicodeWidthStr;

const PLAIN: Style = Style { color: false, unicode: true, width: 80, graphics: true };

fn missing() -> Rule {
    rule(
        "missing-attachment",
        bilingual(
            "the text speaks of {what}, but nothing is attached",
            "本文に「{what}」とありますが、添付がありません",
        ),
        bilingual("attach the file, or change the text", "ファイルを添付するか、本文を直してください"),
        vec![bilingual("speaks of an attachment", "添付に触れています")],
    )
}

fn rules() -> Vec<Rule> {
    let seen = bilingual("{count} people see each other's addresses", "{count} 人が互いのアドレスを見られます");
    let split = bilingual("send one message to each", "1 通ずつ送ってください");
    vec![exposed(), missing(), rule("seen", seen, split, vec![bilingual("sees the others", "ほかの人が見えます")])]
}

fn report(outcomes: &[Outcome], lang: Lang, style: Style) -> String {
    let rules = rules();
    let mut human = Human::new(Texts::new(&rules, lang, Severity::Warning, "0.1.0"), style);
    let mut out = Vec::new();
    human.begin(&mut out).unwrap();
    for outcome in outcomes {
        human.draft(outcome, &mut out).unwrap();
    }
    human.end(&sample::summary(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A Japanese draft that speaks of an attachment on a line too wide for the terminal.
fn japanese() -> Outcome {
    let body = "Subject: お見積り\n\n株式会社山田商事 御中\n平素より大変お世話になっております。先日ご依頼いただきました件につきまして、\
                見積書を添付いたしますのでご査収ください。よろしくお願いいたします。\n";
    let mut finding = finding("missing-attachment", vec![span_of(body, "添付いたします")]);
    finding.severity = Severity::Warning;
    finding.values.insert("what".into(), Filler::Texts(vec!["添付".into()]));
    outcome("見積.eml", body, vec![finding])
}

fn unreadable() -> Outcome {
    let text = bilingual("it is not a compound file", "複合ファイルではありません");
    let failure = Failure { code: "not-a-compound-file".into(), text };
    Outcome { path: "broken.msg".into(), status: Status::Unreadable, failure: Some(failure), ..Outcome::default() }
}

#[test]
fn a_finding_reads_like_this() {
    let (text, spans) = notice(294);
    let outcome = outcome("plants.eml", &text, vec![finding("exposed-personal-addresses", spans)]);
    assert_eq!(
        report(&[outcome], Lang::Ja, PLAIN),
        "  エラー：個人のアドレス 294 件が全員に見えます
   ╭─[plants.eml]
   │ Cc: hana1@gmail.com,
   ·     ───────┬───────
   ·            ╰── 全員に見えます
   │     hana2@gmail.com,
   ·     ───────────────
   │     hana3@gmail.com,
   ·     ───────────────
   │     … ほか 290 件
   │     hana294@gmail.com
   ·     ─────────────────
   ╰────
  対処：Bcc に移すか、1 通ずつ送ってください
  詳細：mailcheck explain exposed-personal-addresses

下書き 1 通を検査しました。問題は見つかりませんでした（ルール 17 件）。
"
    );
}

#[test]
fn a_finding_reads_like_this_without_drawing() {
    let (text, spans) = notice(6);
    let outcome = outcome("plants.eml", &text, vec![finding("exposed-personal-addresses", spans)]);
    assert_eq!(
        report(&[outcome], Lang::En, Style { graphics: false, ..PLAIN }),
        "error: 6 personal addresses can be seen by everyone
  draft: plants.eml
  in Cc: \"hana1@gmail.com\", visible to everyone
  in Cc: \"hana2@gmail.com\"
  in Cc: \"hana3@gmail.com\"
  and 2 more places
  in Cc: \"hana6@gmail.com\"
  help: move them to Bcc, or send one message to each
  more: mailcheck explain exposed-personal-addresses

1 draft checked, nothing found (17 rules)
"
    );
}

#[test]
fn an_empty_field_is_not_quoted() {
    let text = "Subject:\n\nx\n";
    let outcome = outcome("a.eml", text, vec![finding("seen", vec![Span::new(8, 8)])]);
    let report = |lang| report(std::slice::from_ref(&outcome), lang, Style { graphics: false, ..PLAIN });
    assert!(report(Lang::En).contains("\n  in Subject, sees the others\n"), "{}", report(Lang::En));
    assert!(report(Lang::Ja).contains("\n  場所：Subject、ほかの人が見えます\n"), "{}", report(Lang::Ja));
}

#[test]
fn the_command_and_the_summary_stay_on_one_line_in_a_narrow_terminal() {
    let report = report(&[japanese()], Lang::Ja, Style { width: 20, ..PLAIN });
    assert!(report.contains("\n  詳細：mailcheck explain missing-attachment\n"), "{report}");
    assert_eq!(report.lines().last().unwrap(), summary::line(&sample::summary(), Severity::Warning, Lang::Ja));
}

#[test]
fn the_line_below_japanese_text_begins_and_ends_with_it() {
    for unicode in [true, false] {
        let report = report(&[japanese()], Lang::Ja, Style { unicode, ..PLAIN });
        let lines: Vec<_> = report.lines().collect();
        let at = lines.iter().position(|line| line.contains("添付いたします")).unwrap();
        let columns_before = |line: &str, needle: &str| line[..line.find(needle).unwrap()].width();
        let line = if unicode { "───────┬──────" } else { "^^^^^^^|^^^^^^" };
        assert_eq!(columns_before(lines[at + 1], line), columns_before(lines[at], "添付いたします"), "{report}");
        assert_eq!(line.width(), "添付いたします".width());
        assert!(lines.iter().all(|line| line.width() <= PLAIN.width), "{report}");
    }
}

#[test]
fn findings_about_the_same_places_share_one_excerpt() {
    let (text, spans) = notice(8);
    let findings = vec![finding("exposed-personal-addresses", spans.clone()), finding("seen", spans)];
    let report = report(&[outcome("a.eml", &text, findings)], Lang::En, PLAIN);
    assert_eq!(report.matches("hana1@gmail.com").count(), 1, "{report}");
    assert_eq!(report.matches("… 4 more").count(), 1, "{report}");
    for said in ["visible to everyone", "sees the others", "8 people see", "explain seen", "in the same place as above"]
    {
        assert_eq!(report.matches(said).count(), 1, "{said}: {report}");
    }
}

#[test]
fn severity_is_a_word_in_both_languages() {
    for (severity, en, ja) in [(Severity::Error, "error: ", "エラー："), (Severity::Warning, "warning: ", "警告：")]
    {
        let mut outcome = japanese();
        outcome.findings[0].severity = severity;
        for graphics in [true, false] {
            let style = Style { graphics, ..PLAIN };
            let english = report(std::slice::from_ref(&outcome), Lang::En, style);
            assert!(english.trim_start().starts_with(&format!("{en}the text speaks of 添付")), "{english}");
            let japanese = report(std::slice::from_ref(&outcome), Lang::Ja, style);
            assert!(japanese.trim_start().starts_with(&format!("{ja}本文に「添付」")), "{japanese}");
        }
    }
}

#[test]
fn colour_is_red_magenta_and_bold_and_only_when_wanted() {
    let colored = report(&[japanese(), unreadable()], Lang::En, Style { color: true, ..PLAIN });
    for code in colored.split("\u{1b}[").skip(1) {
        let code = code.split_once('m').unwrap().0;
        assert!(["0", "1", "31", "35;1"].contains(&code), "{code}");
    }
    assert!(!report(&[japanese(), unreadable()], Lang::En, PLAIN).contains('\u{1b}'));
}

#[test]
fn a_draft_cannot_speak_to_the_terminal() {
    let evil = "\u{1b}]0;x\u{7}\u{202e}\u{9b}2J\r\n";
    let text = format!("Subject: {evil}x: see attachment\n\nbody\n");
    let mut finding = finding("missing-attachment", vec![span_of(&text, "attachment"), span_of(&text, evil)]);
    finding.values.insert("what".into(), Filler::Texts(vec![evil.into()]));
    let mut outcome = outcome(evil, &text, vec![finding]);
    outcome.message = 2;
    let mut unreadable = unreadable();
    unreadable.path = evil.into();
    unreadable.failure = Some(Failure { code: evil.into(), text: bilingual(evil, evil) });
    for lang in Lang::ALL {
        for graphics in [true, false] {
            let report = report(&[outcome.clone(), unreadable.clone()], lang, Style { graphics, ..PLAIN });
            let obeyed = report.chars().find(|character| *character != '\n' && safe::is_unsafe(*character));
            assert_eq!(obeyed, None, "{report:?}");
            assert!(report.contains("\\u{1B}]0;x\\u{7}\\u{202E}"), "{report}");
        }
    }
}

#[test]
fn a_clean_draft_and_what_is_allowed_or_hidden_print_nothing_but_the_summary() {
    let mut allowed = japanese();
    allowed.findings[0].suppressed = Some(Suppression::Allow);
    let mut hidden = japanese();
    hidden.findings[0].severity = Severity::Info;
    let clean = outcome("a.eml", "To: a\n", vec![]);
    assert_eq!(report(&[allowed, hidden, clean], Lang::En, PLAIN), "1 draft checked, nothing found (17 rules)\n");
}

#[test]
fn an_unreadable_draft_stands_where_its_findings_would() {
    let report = report(&[unreadable(), japanese()], Lang::En, PLAIN);
    assert!(
        report.starts_with("  not checked: broken.msg could not be read: it is not a compound file\n\n"),
        "{report}"
    );
}

#[test]
fn a_name_says_what_is_shown() {
    let name = |path: &str, format: &str, message: u32| {
        let outcome = Outcome { format: format.into(), message, path: path.into(), ..japanese() };
        let report = report(&[outcome], Lang::En, PLAIN);
        report.split_once("╭─[").unwrap().1.split_once("]\n").unwrap().0.to_owned()
    };
    assert_eq!(name("a.eml", "eml", 1), "a.eml");
    assert_eq!(name("a.msg", "msg", 1), "a.msg (decoded)");
    assert_eq!(name("a.mbox", "mbox", 3), "a.mbox, message 3");
}

#[test]
fn a_finding_without_a_place_names_its_draft() {
    for graphics in [true, false] {
        let outcome = outcome("a.eml", "To: a\n", vec![finding("seen", vec![])]);
        let report = report(&[outcome], Lang::En, Style { graphics, ..PLAIN });
        assert!(report.contains("\n  draft: a.eml\n  help: "), "{report}");
    }
}

#[test]
fn our_own_characters_are_ascii_where_nothing_else_can_be_shown() {
    let (text, spans) = notice(9);
    let mut outcome = outcome("a.eml", &text, vec![finding("exposed-personal-addresses", spans)]);
    outcome.findings.push(finding("missing-attachment", vec![span_of(&text, "parks@"), span_of(&text, "Subject")]));
    let report = report(&[outcome], Lang::En, Style { unicode: false, color: true, ..PLAIN });
    let foreign: String =
        report.lines().filter(|line| !line.contains("公園")).filter(|line| !line.is_ascii()).collect();
    assert_eq!(foreign, "   | Subject: 植樹イベントのご案内");
}

#[test]
fn no_set_of_places_stops_the_report() {
    let text = "From: 山田\u{202e} <a@b.example>\nTo:\n  \u{1b}[1m,\n\tb@c.example\n\n\n👨\u{200d}👩 e\u{301} ｶﾞ\t\r\n最後の行は長い行です。\n";
    let boundaries: Vec<_> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
    let mut state = 7_usize;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for round in 0..400 {
        let spans = (0..=random(6)).map(|_| {
            let [one, other] = [boundaries[random(boundaries.len())], boundaries[random(boundaries.len())]];
            Span::new(one.min(other), one.max(other))
        });
        let outcome = outcome("a.eml", text, vec![finding("seen", spans.collect())]);
        let style =
            Style { color: round % 2 == 0, width: random(90), unicode: round % 3 == 0, graphics: round % 5 > 0 };
        let report = report(&[outcome], Lang::ALL[round % 2], style);
        assert!(report.contains("mailcheck explain seen"), "{report}");
        assert!(!report.contains("Failed to read"), "{report}");
    }
}
