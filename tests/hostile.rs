//! Files that nobody would write and somebody may send: drafts, rules and settings changed in many ways, the same ones
//! in every run. Whatever is in them an answer comes, it keeps its laws, and it takes little memory.
//!
//! `MAILCHECK_HOSTILE=50 cargo test --release --test hostile` tries fifty times as many.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "support/collect.rs"]
#[expect(dead_code, reason = "this test needs the checker alone")]
mod collect;
#[path = "hostile/compound.rs"]
mod compound;
#[path = "support/fixture.rs"]
#[expect(dead_code, reason = "this test needs no paths")]
mod fixture;
#[path = "hostile/laws.rs"]
mod laws;
#[path = "hostile/random.rs"]
mod random;
#[path = "invariants/spans.rs"]
mod spans;
#[path = "hostile/talks.rs"]
mod talks;
#[path = "hostile/text.rs"]
mod text;

use cap::Cap;
use laws::{Depth, problems};
use mailcheck::lang::Lang;
use mailcheck::rule::builtin::{builtin_file, builtin_ids};
use mailcheck::settings::{Guess, starter};
use random::Random;
use std::alloc::System;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts what is allocated.
#[global_allocator]
static ALLOCATED: Cap<System> = Cap::new(System, usize::MAX);

/// What all tests here together may hold at a time, each trying several inputs at once.
const MOST_BYTES: usize = 256 << 20;
/// Larger drafts have more of the same.
const SMALL_BYTES: usize = 24_000;

/// Something to change, and its name.
type Seed = (String, Vec<u8>);

/// Changes each seed `rounds` times and names what did not keep the laws. `judge` gives what is wrong, or panics.
fn survived(
    what: &str,
    seeds: &[Seed],
    rounds: usize,
    change: impl Fn(&mut Vec<u8>, &[u8], &mut Random) + Sync,
    judge: impl Fn(&[u8]) -> Vec<String> + Sync,
) {
    let rounds = rounds * std::env::var("MAILCHECK_HOSTILE").map_or(1, |times| times.parse().unwrap());
    assert!(seeds.len() > 1, "{what}: nothing to change");
    let next = AtomicUsize::new(0);
    let work = || {
        let mut broken = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let (Some((title, seed)), true) = (seeds.get(number % seeds.len()), number < seeds.len() * rounds) else {
                return broken;
            };
            let mut random = Random(number as u64 ^ 0x5EED_0000_0000);
            let other = &seeds[random.below(seeds.len())].1;
            let mut changed = seed.clone();
            change(&mut changed, other, &mut random);
            let problems =
                catch_unwind(AssertUnwindSafe(|| judge(&changed))).unwrap_or_else(|_| vec!["a panic".into()]);
            broken.extend(problems.into_iter().map(|problem| {
                keep(what, number, &changed);
                format!("{title}, input {number}: {problem}")
            }));
        }
    };
    let broken: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(broken.is_empty(), "{} broken\n{}", broken.len(), broken[..broken.len().min(20)].join("\n"));
    let most = ALLOCATED.max_allocated();
    println!("{} changed {what} tried; {} MB were held at most", seeds.len() * rounds, most >> 20);
    assert!(most <= MOST_BYTES, "{} MB were held at a time", most >> 20);
}

/// Keeps an input that broke a law where it can be looked at.
fn keep(what: &str, number: usize, bytes: &[u8]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    // Without it the number in the message still tells which one it was.
    let _ = std::fs::write(folder.join(format!("{}-{number}", what.replace(' ', "-"))), bytes);
}

fn drafts(is_wanted: fn(&str) -> bool) -> Vec<Seed> {
    let fixtures = fixture::fixtures().into_iter();
    let small = fixtures.filter(|fixture| fixture.bytes.len() <= SMALL_BYTES && is_wanted(&fixture.name));
    small.map(|fixture| (fixture.title(), fixture.bytes)).collect()
}

fn texts(folder: &str) -> Vec<Seed> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let rules = paths.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    rules.map(|path| (path.display().to_string(), std::fs::read(path).unwrap())).collect()
}

/// The settings in the examples of all rules, and a few that no rule needs.
fn settings() -> Vec<Seed> {
    let files = builtin_ids().filter_map(builtin_file);
    let examples = files.flat_map(|file| {
        let settings: Vec<_> = file.bad.into_iter().chain(file.good).filter_map(|example| example.config).collect();
        settings.into_iter().map(move |text| (format!("an example of {}", file.id), text.into_bytes()))
    });
    examples.chain([("a starter".to_owned(), starter(&Guess::default(), Lang::Ja).into_bytes())]).collect()
}

/// Tables of people as spreadsheets and address books write them.
fn tables() -> Vec<Seed> {
    let tables = [
        "address,name,kana,organization,verified\nann@city.example,Ann,,City,2026-04-01\ntaro@yamada.example,\"Yamada, Taro\",やまだ たろう,Yamada,\n",
        "list,name,audience,member,external\nall@city.example,\"Everybody\nhere\",staff,ann@city.example,false\nall@city.example,,,taro@yamada.example,true\n",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:山田 太郎\r\nN;CHARSET=UTF-8:山田;太郎;;;\r\nORG:Yamada;Sales\r\nEMAIL;TYPE=WORK,PREF:taro@yama\r\n da.example\r\nEND:VCARD\r\n",
        "BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=E5=B1=B1=\n=E7=94=B0\nitem1.EMAIL:ann@city.example\nEND:VCARD\n",
    ];
    let shift_jis = encoding_rs::SHIFT_JIS.encode(tables[0]).0.into_owned();
    let texts = tables.into_iter().map(|table| table.as_bytes().to_vec());
    texts.chain([shift_jis]).enumerate().map(|(number, table)| (format!("table {number}"), table)).collect()
}

#[test]
fn changed_mail_is_survived() {
    let checker = collect::default_checker();
    survived(
        "drafts in mail",
        &drafts(|name| name.ends_with(".eml")),
        15,
        |draft, other, random| text::change(draft, other, &text::MAIL, random),
        |draft| problems(draft, &checker, Depth::Report),
    );
}

#[test]
fn changed_outlook_items_are_survived() {
    let checker = collect::default_checker();
    survived("Outlook items", &drafts(|name| !name.ends_with(".eml")), 200, compound::change, |item| {
        problems(item, &checker, Depth::Report)
    });
}

#[test]
fn a_changed_rule_file_is_a_rule_or_has_mistakes_in_places() {
    let checker = collect::default_checker();
    survived(
        "rule files",
        &texts("rules"),
        60,
        |rule, other, random| text::change(rule, other, &text::TOML, random),
        |rule| laws::rule_problems(&String::from_utf8_lossy(rule), &checker),
    );
}

#[test]
fn changed_settings_are_settings_or_have_mistakes_in_places() {
    survived(
        "settings",
        &settings(),
        30,
        |settings, other, random| text::change(settings, other, &text::TOML, random),
        |settings| laws::settings_problems(&String::from_utf8_lossy(settings)),
    );
}

#[test]
fn a_changed_table_of_people_is_one_or_has_mistakes_in_places() {
    survived(
        "tables of people",
        &tables(),
        2_000,
        |table, other, random| text::change(table, other, &text::TOML, random),
        laws::table_problems,
    );
}

/// Packets, lines, requests and files as the other side makes them.
fn talks() -> [Vec<Seed>; 4] {
    let packet = |letter: u8, content: &[u8]| {
        let length = u32::try_from(content.len() + 1).unwrap().to_be_bytes();
        [&length[..], &[letter], content].concat()
    };
    let milter = |body: &[u8]| {
        [
            packet(b'O', b"\0\0\0\x06\0\0\x01\xff\0\x1f\xff\xff"),
            packet(b'D', b"Mi\x004FzA1\0"),
            packet(b'M', b"<ann@city.example>\0SIZE=900\0"),
            packet(b'R', b"<bob@beta.example>\0"),
            packet(b'R', b"root\0"),
            packet(b'L', b"To\0 bob@beta.example,\n\tcarl@gamma.example\0"),
            packet(b'L', b"Resent-From\0 ann@city.example\0"),
            packet(b'N', b""),
            packet(b'B', body),
            packet(b'E', b""),
        ]
        .concat()
    };
    let lines = "config|ready\nreport|0.7|1|smtp-in|tx-begin|a1|3fd2\nreport|0.7|1|smtp-in|tx-mail|a1|3fd2|ok|ann@city.example\n\
        report|0.7|1|smtp-in|tx-rcpt|a1|3fd2|ok|bob@beta.example\nreport|0.7|1|smtp-in|tx-rcpt|a1|3fd2|ok|root\n\
        filter|0.7|1|smtp-in|data-line|a1|aa|To: bob@beta.example\nfilter|0.7|1|smtp-in|data-line|a1|aa|Mailcheck-Allow: x; y\n\
        filter|0.7|1|smtp-in|data-line|a1|aa|\nfilter|0.7|1|smtp-in|data-line|a1|aa|..dot\nfilter|0.7|1|smtp-in|data-line|a1|aa|.\n\
        filter|0.7|1|smtp-in|commit|a1|bb|\nreport|0.7|1|smtp-in|link-disconnect|a1\n";
    let request = |json: &str| [&u32::try_from(json.len()).unwrap().to_ne_bytes()[..], json.as_bytes()].concat();
    let draft = r#"{"locale":"ja","details":{"from":"Ann <ann@city.example>","to":["山田 <yamada@beta.example>"],"bcc":"root","subject":"議事録","isPlainText":true,"plainTextBody":"添付します。","customHeaders":[{"name":"X-A","value":"b"}],"type":"reply"},"attachments":[{"name":"議事録.pdf","contentType":"application/pdf","base64":"eA=="}],"inReplyTo":"<1@beta.example>"}"#;
    let page = r#"{"details":{"from":"ann@city.example","to":"a@beta.example","body":"<p>x</p>"},"attachments":[]}"#;
    let file = |name: &str| {
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/approval").join(name))
            .unwrap()
    };
    let approval = |signature: &str, revoked: &str| {
        let files = [file("statement"), file("allowed_signers"), file(signature), revoked.to_owned()];
        files.join(talks::BETWEEN_FILES).into_bytes()
    };
    let named = |seeds: [Vec<u8>; 2]| seeds.map(|seed| ("a conversation".to_owned(), seed)).to_vec();
    [
        named([milter(b"Text.\r\n"), [milter(b""), milter(&[b'a'; 5000])].concat()]),
        named([lines.as_bytes().to_vec(), lines.replace("0.7", "0.5").replace("a1", "b2").into_bytes()]),
        named([request(draft), [request(page), request(draft)].concat()]),
        named([approval("ed25519.sig", ""), approval("ecdsa.sig", &file("revoked"))]),
    ]
}

#[test]
fn other_programs_may_say_what_they_like() {
    type Judge = fn(&[u8]) -> Vec<String>;
    let judges: [(&str, Judge); 4] = [
        ("milter connections", talks::milter_problems),
        ("lines of OpenSMTPD", talks::opensmtpd_problems),
        ("requests of an add-on", talks::native_host_problems),
        ("approvals", |bytes| talks::approval_problems(&String::from_utf8_lossy(bytes))),
    ];
    for ((what, judge), seeds) in judges.into_iter().zip(talks()) {
        for (_, seed) in &seeds {
            assert_eq!(judge(seed), [""; 0], "{what}");
        }
        let change = |talk: &mut Vec<u8>, other: &[u8], random: &mut Random| match random.below(2) {
            0 => text::change(talk, other, &text::MAIL, random),
            _ => text::change_bytes(talk, random),
        };
        survived(what, &seeds, 1_000, change, judge);
    }
}
