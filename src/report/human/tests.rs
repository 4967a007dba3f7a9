//! What people see.

use super::*;
use crate::draft::view::View;
use crate::report::Failure;
use crate::report::sample::{self, bilingual, exposed, finding, notice, outcome, rule, span_of};
use crate::rule::Rule;

const PLAIN: Style = Style { color: false, unicode: true, width: 80, graphics: true };

fn missing() -> Rule {
    rule(
        "missing-attachment",
        bilingual(
            "the text speaks of an attachment, but nothing is attached",
            "本文は添付に触れていますが、添付ファイルがありません",
        ),
        bilingual("attach the file, or change the text", "ファイルを添付するか、本文を直してください"),
        vec![bilingual("speaks of an attachment", "添付に触れています")],
    )
}

fn report(outcomes: &[Outcome], rules: &[Rule], lang: Lang, style: Style) -> String {
    let mut human = Human::new(Texts::new(rules, lang, Severity::Warning, "0.1.0"), style);
    let mut out = Vec::new();
    human.begin(&mut out).unwrap();
    for outcome in outcomes {
        human.draft(outcome, &mut out).unwrap();
    }
    human.end(&sample::summary(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn look() {
    let (text, spans) = notice(294);
    let many = outcome(
        "plants.eml",
        &text,
        vec![finding("exposed-personal-addresses", spans.clone()), finding("other", spans)],
    );
    let body = "From: a@city.example\nTo: 山田 <yamada@yamada.example>\nSubject: 見積書の送付\n\n株式会社山田商事\n山田様\n\n平素より大変お世話になっております。先日ご依頼いただきました件につきまして、見積書を添付いたしますのでご査収ください。よろしくお願いいたします。\n";
    let mut f = finding("missing-attachment", vec![span_of(body, "添付いたします"), span_of(body, "見積書")]);
    f.labels.sort_by_key(|l| l.span);
    f.severity = Severity::Warning;
    let mut b = outcome("見積.msg", body, vec![f]);
    b.format = "msg".into();
    let esc = "Subject: \u{1b}]0;pwned\u{7}添付 \u{202e}fdp.exe\n\nx\n";
    let c = outcome(
        "\u{1b}[31mx.eml",
        esc,
        vec![finding("missing-attachment", vec![span_of(esc, "fdp")]), finding("missing-attachment", vec![])],
    );
    let d = Outcome {
        path: "broken.msg".into(),
        status: Status::Unreadable,
        failure: Some(Failure {
            code: "not-a-compound-file".into(),
            text: bilingual("it is not a compound file", "複合ファイルではありません"),
        }),
        ..Outcome::default()
    };
    let other = rule(
        "other",
        bilingual(
            "five outside organizations can see each other's addresses: alpha.example, beta.example, gamma.example and 12 more",
            "社外の 5 組織が互いのアドレスを見られます：alpha.example、beta.example、gamma.example ほか 12 件",
        ),
        bilingual("x", "y"),
        vec![bilingual("sees the others", "ほかの人が見えます")],
    );
    let rules = [exposed(), missing(), other];
    for lang in Lang::ALL {
        for style in [
            PLAIN,
            Style { color: true, ..PLAIN },
            Style { unicode: false, ..PLAIN },
            Style { graphics: false, ..PLAIN },
        ] {
            println!(
                "=========== {lang:?} {style:?}\n{}",
                report(&[many.clone(), b.clone(), c.clone(), d.clone()], &rules, lang, style)
            );
        }
    }
}
