//! `cargo bench`: how long each room of the pipeline takes on drafts of different kinds, as medians.
//! Says nothing of starting the program; that is `benches/compare.sh`.

use mailcheck::draft::Draft;
use mailcheck::lang::Lang;
use mailcheck::load::{Limits, load};
use mailcheck::report::human::{Human, Style};
use mailcheck::report::json::Json;
use mailcheck::report::{Inspection, Outcome, Report, Status, Texts};
use mailcheck::run::checker::{CheckOptions, Checker};
use mailcheck::run::drafts::DEFAULT_CODE_PAGE;
use mailcheck::settings::Settings;
use mailcheck::severity::Severity;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

const DRAFTS: [&str; 5] = [
    "benches/drafts/ordinary-20kb.eml",
    "fixtures/clean/reply-to-one-client-ja.eml",
    "fixtures/incidents/plants.eml",
    "fixtures/incidents/bees.eml",
    "fixtures/incidents/care-homes.eml",
];

/// Each stage is repeated for so long.
const PATIENCE: Duration = Duration::from_millis(300);

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let make_ready = || Checker::new(Settings::default(), &CheckOptions::default()).expect("built-in rules are valid");
    let (checker, first) = timed(make_ready);
    println!("made ready in {} the first time, then in {}\n", shown(first), shown(median(make_ready)));
    println!("{:44}{:>11}{:>11}{:>11}{:>11}{:>11}", "median of", "load", "facts", "check", "human", "json");
    for name in DRAFTS {
        let bytes = std::fs::read(root.join(name)).expect("it lies in the repository");
        println!("{name:44}{}", stages(&bytes, &checker).map(|time| format!("{:>11}", shown(time))).concat());
    }
}

fn stages(bytes: &[u8], checker: &Checker) -> [Duration; 5] {
    let loaded = || load(bytes, &Limits::default(), DEFAULT_CODE_PAGE).expect("a draft");
    let draft: Draft = loaded().remove(0).draft;
    let facts = checker.facts(&draft, None);
    let findings = || checker.findings(&facts, None);
    let outcome = Outcome {
        path: "draft.eml".to_owned(),
        status: Status::Checked,
        inspection: Inspection::Complete,
        view: Some(draft.view.clone()),
        raw: bytes.into(),
        findings: findings(),
        ..Outcome::default()
    };
    let texts = Texts::new(checker.rules().rules(), Lang::Ja, Severity::Info, "0");
    let style = Style { color: false, unicode: true, width: 80, graphics: true };
    let report = |report: &mut dyn Report| {
        let mut out = Vec::new();
        report.draft(&outcome, &mut out).expect("writing to memory does not fail");
        out
    };
    [
        median(loaded),
        median(|| checker.facts(&draft, None)),
        median(findings),
        median(|| report(&mut Human::new(texts.clone(), style))),
        median(|| report(&mut Json::new(texts.clone()))),
    ]
}

/// The median time of `work`, after one run that does not count.
fn median<T>(mut work: impl FnMut() -> T) -> Duration {
    black_box(work());
    let start = Instant::now();
    let mut times = Vec::new();
    while start.elapsed() < PATIENCE || times.is_empty() {
        times.push(timed(&mut work).1);
    }
    times.sort_unstable();
    times[times.len() / 2]
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = black_box(work());
    (result, start.elapsed())
}

fn shown(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1_000.0)
}
