//! Every word and domain list can be added to and taken from in the settings, and the program sees another draft then.
//! Knows no rule: what a list does is told by the facts that change.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use mailcheck::lists::Lists;
use mailcheck::load::{Limits, load};
use mailcheck::run::checker::{CheckOptions, RosterText, Workbench};
use mailcheck::run::drafts::DEFAULT_CODE_PAGE;
use mailcheck::settings::{Settings, from_text};
use std::path::Path;
use std::process::Command;

/// A change of one list each way, with a draft that is seen differently after it.
struct Probe {
    list: &'static str,
    /// As it stands in the settings; `\t` before further columns.
    added: &'static str,
    /// Ann's when it has no From.
    draft_for_added: &'static str,
    removed: &'static str,
    draft_for_removed: &'static str,
}

const fn probe(
    list: &'static str,
    (added, draft_for_added): (&'static str, &'static str),
    (removed, draft_for_removed): (&'static str, &'static str),
) -> Probe {
    Probe { list, added, draft_for_added, removed, draft_for_removed }
}

#[rustfmt::skip]
const PROBES: &[Probe] = &[
    probe("attachment-negations", ("御覧なし", "To: a@b.example\n\n添付の資料は御覧なしで。"), ("添付", "To: a@b.example\n\n添付はありません。")),
    probe("attachment-phrases", ("同送", "To: a@b.example\n\n資料を同送します。"), ("同封", "To: a@b.example\n\n見本を同封します。")),
    probe("confidentiality-markers", ("門外不出", "To: a@b.example\nSubject: 【門外不出】計画\n\n計画です。"), ("社外秘", "To: a@b.example\nSubject: 【社外秘】計画\n\n計画です。")),
    probe("confidentiality-notices", ("for the addressees' eyes", "To: a@b.example\n\nBob, see below.\n\nCONFIDENTIAL\nFor the addressees' eyes; delete it otherwise.\n"), ("intended recipient", "To: a@b.example\n\nBob, see below.\n\nCONFIDENTIAL\nThis is meant for the intended recipient.\n")),
    probe("consumer-domains", ("kanri-net.example", "To: a@kanri-net.example\n\nHello."), ("gmail.com", "To: a-demo@gmail.com\n\nHello.")),
    probe("dangerous-file-types", ("xyz", "To: a@b.example\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=a.xyz\n\nx"), ("exe", "To: a@b.example\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=a.exe\n\nx")),
    probe("document-words", ("絵図", "To: a@b.example\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=UTF-8''%E7%B5%B5%E5%9B%B3%E6%A7%98.pdf\n\nx"), ("報告書", "To: a@b.example\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=UTF-8''%E5%A0%B1%E5%91%8A%E6%9B%B8%E6%A7%98.pdf\n\nx")),
    probe("draft-markers", ("たたき台", "To: a@b.example\nSubject: 【たたき台】計画\n\n計画です。"), ("案", "To: a@b.example\nSubject: 【案】計画\n\n計画です。")),
    probe("escaped-characters", ("&hellip;", "To: a@b.example\n\nand so on &hellip;"), ("&amp;", "To: a@b.example\n\nO'Hara &amp; Sons")),
    probe("empty-merges", ("宛名未記入", "To: a@b.example\n\n宛名未記入\n\n計画です。"), ("様", "To: a@b.example\n\n様\n\n計画です。")),
    probe("everybody-names", ("minna", "To: minna@city.example\n\nHello."), ("all", "To: all@city.example\n\nHello.")),
    probe("file-transfer-hosts", ("okuri.example", "To: a@b.example\n\nhttps://okuri.example/f/1"), ("drive.google.com", "To: a@b.example\n\nhttps://drive.google.com/file/d/1")),
    probe("generic-file-names", ("furoku", "To: a@b.example\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=furoku.pdf\n\nx"), ("untitled", "To: a@b.example\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=untitled.pdf\n\nx")),
    probe("greeting-stop-words", ("葵様", "To: 山田 <a@b.example>\n\n葵様\n\n計画です。"), ("お客様", "To: 山田 <a@b.example>\n\nお客様\n\n計画です。")),
    probe("group-greetings", ("町衆", "To: a@b.example\n\n町衆\n\n計画です。"), ("各位", "To: a@b.example\n\n各位\n\n計画です。")),
    probe("honorifics", ("うじ", "To: 山田 <a@b.example>\n\n佐藤うじ\n\n計画です。"), ("様", "To: 山田 <a@b.example>\n\n佐藤様\n\n計画です。")),
    probe("insider-greetings", ("町衆各位", "To: a@b.example\n\n町衆各位\n\n計画です。"), ("職員各位", "To: a@b.example\n\n職員各位\n\n計画です。")),
    probe("lookup-sheets", ("花入れ", include_str!("lists/choices.eml")), ("選択肢", include_str!("lists/choices.eml"))),
    probe("mailing-list-domains", ("koe.example", "To: yuzu@koe.example\n\nHello."), ("googlegroups.com", "To: yuzu@googlegroups.com\n\nHello.")),
    probe("mailing-list-names", ("-koe", "To: yuzu-koe@b.example\n\nHello."), ("-devel", "To: yuzu-devel@b.example\n\nHello.")),
    probe("office-words", ("寮", "To: 山田 <a@b.example>\n\nあおい寮様\n\n計画です。"), ("製薬", "To: 山田 <a@b.example>\n\nあおい製薬様\n\n計画です。")),
    probe("organization-forms", ("結社", "To: a@b.example\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=UTF-8''%E7%B5%90%E7%A4%BE%E3%83%A4%E3%83%9E%E3%82%BB%E3%83%9F.pdf\n\nx"), ("株式会社", "To: a@b.example\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=UTF-8''%E6%A0%AA%E5%BC%8F%E4%BC%9A%E7%A4%BE%E3%83%A4%E3%83%9E%E3%82%BB%E3%83%9F.pdf\n\nx")),
    probe("password-phrases", ("合言葉は", "To: a@b.example\n\n合言葉は abc123XY です。"), ("パスコード", "To: a@b.example\n\nパスコード：abc123XY")),
    probe("personal-file-words", ("yaku", "From: taro.yamada@city.example\nTo: taroyamada-demo@gmail.com\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=yaku.pdf\n\nx"), ("名簿", "From: taro.yamada@city.example\nTo: taroyamada-demo@gmail.com\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=UTF-8''%E5%90%8D%E7%B0%BF.pdf\n\nx")),
    probe("personal-headers", (r"呼び名\tname\tpart", "To: a@b.example\nContent-Type: text/csv\nContent-Disposition: attachment; filename=a.csv\n\n呼び名,電話番号\nあおい,090-0000-1111\nみどり,090-0000-2222\nあかね,090-0000-3333\n"), ("氏名", "To: a@b.example\nContent-Type: text/csv\nContent-Disposition: attachment; filename=a.csv\n\n氏名,電話番号\nあおい,090-0000-1111\nみどり,090-0000-2222\nあかね,090-0000-3333\n")),
    probe("personal-key-words", ("背番号札", "To: a@b.example\n\n背番号札 123456789018"), ("マイナンバー", "To: a@b.example\n\nマイナンバー 123456789018")),
    probe("placeholders", ("ZZNAME", "To: a@b.example\n\nDear ZZNAME,"), ("{{", "To: a@b.example\n\nDear {{name}},")),
    probe("private-top-levels", ("kaisha", "To: a@srv.kaisha\n\nHello."), ("lan", "To: a@srv.lan\n\nHello.")),
    probe("public-archives", ("kokai.example", "To: a@kokai.example\n\nHello."), ("whatdotheyknow.com", "To: request-1-ab@whatdotheyknow.com\n\nHello.")),
    probe("reserved-top-levels", ("zzz", "To: a@b.zzz\n\nHello."), ("example", "To: a@b.example\n\nHello.")),
    probe("role-local-parts", ("madoguchi", "To: a@b.example\n\nmadoguchi@gamma.example"), ("info", "To: a@b.example\n\ninfo@gamma.example")),
    probe("role-names", ("hanasaki", "To: hanasaki@city.example, hanasaki@gmail.com\n\nHello."), ("info", "To: info@city.example, info@gmail.com\n\nHello.")),
    probe("roster-columns", (r"連絡用\taddress", "roster:連絡用\na@b.example"), ("address", "roster:address\na@b.example")),
    probe("shared-tenant-suffixes", ("yado.example", "To: a@x.yado.example, b@y.yado.example\n\nHello."), ("onmicrosoft.com", "To: a@x.onmicrosoft.com, b@y.onmicrosoft.com\n\nHello.")),
    probe("short-names", (r"yukki\tyukiko", "To: Yukiko Mori <a@b.example>\n\nDear Yukki,\n\nhello."), ("bob", "To: Robert Moore <a@b.example>\n\nDear Bob,\n\nhello.")),
    probe("special-category-words", ("星座の記録", "To: a@b.example\n\n電話 090-0000-1234 星座の記録"), ("病名", "To: a@b.example\n\n電話 090-0000-1234 病名")),
    probe("superseded-file-words", ("boki", "To: a@b.example\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a_boki.pdf\n\nx"), ("old", "To: a@b.example\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a_old.pdf\n\nx")),
    probe("surnames", ("星宮", "To: a@b.example\n\n星宮太郎、生年月日：1985年4月1日"), ("佐藤", "To: a@b.example\n\n佐藤太郎、生年月日：1985年4月1日")),
    probe("template-words", ("型紙", "To: a@b.example\n\n型紙には {{name}} があります。"), ("テンプレート", "To: a@b.example\n\nテンプレートには {{name}} があります。")),
    probe("typo-allow", ("gmaiil.com", "To: a-demo@gmaiil.com\n\nHello."), ("amail.com", "To: a-demo@amail.com\n\nHello.")),
    probe("typo-domains", (r"kanri.example\tgmail.com\tsure", "To: a@kanri.example\n\nHello."), ("gmail.cm", "To: a-demo@gmail.cm\n\nHello.")),
];

#[test]
fn every_list_has_its_probe() {
    let mut probed: Vec<&str> = PROBES.iter().map(|probe| probe.list).collect();
    probed.sort_unstable();
    assert_eq!(probed, Lists::names());
}

#[test]
fn what_is_added_to_a_list_takes_effect() {
    let without: Vec<&str> = PROBES
        .iter()
        .filter(|probe| {
            let changed = settings(&format!("{}.add = [\"{}\"]", probe.list, probe.added));
            seen(probe.draft_for_added, changed) == seen(probe.draft_for_added, Settings::default())
        })
        .map(|probe| probe.list)
        .collect();
    assert!(without.is_empty(), "an entry more changes nothing in {without:?}");
}

#[test]
fn what_is_taken_out_of_a_list_takes_effect() {
    let without: Vec<&str> = PROBES
        .iter()
        .filter(|probe| {
            let changed = settings(&format!("{}.remove = [\"{}\"]", probe.list, probe.removed));
            seen(probe.draft_for_removed, changed) == seen(probe.draft_for_removed, Settings::default())
        })
        .map(|probe| probe.list)
        .collect();
    assert!(without.is_empty(), "an entry less changes nothing in {without:?}");
}

#[test]
fn what_is_added_and_taken_out_again_leaves_the_draft_as_it_was() {
    for Probe { list, added, draft_for_added: draft, .. } in PROBES {
        let changed = settings(&format!("{list}.add = [\"{added}\"]\n{list}.remove = [\"{added}\"]"));
        assert_eq!(seen(draft, changed), seen(draft, Settings::default()), "{list}");
    }
}

#[test]
fn config_show_tells_every_change_and_its_place() {
    let desk = tempfile::tempdir().unwrap();
    let changes = PROBES
        .iter()
        .map(|probe| format!("{0}.add = [\"{1}\"]\n{0}.remove = [\"{2}\"]\n", probe.list, probe.added, probe.removed));
    std::fs::write(desk.path().join("mailcheck.toml"), format!("[lists]\n{}", changes.collect::<String>())).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_mailcheck"))
        .args(["--lang", "en", "config", "show"])
        .current_dir(desk.path())
        .env("HOME", desk.path())
        .env("XDG_CONFIG_HOME", desk.path())
        .env("APPDATA", desk.path())
        .env("PROGRAMDATA", desk.path())
        .output()
        .unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    for (number, probe) in PROBES.iter().enumerate() {
        let line = |key: &str, entry: &str, line: usize| {
            format!("lists.{}.{key} = [\"{entry}\"]  # mailcheck.toml:{line} (project)", probe.list)
        };
        assert!(shown.contains(&line("add", probe.added, number * 2 + 2)), "{}\n{shown}", probe.list);
        assert!(shown.contains(&line("remove", probe.removed, number * 2 + 3)), "{}\n{shown}", probe.list);
    }
}

#[test]
fn a_pattern_that_is_none_is_refused() {
    let refused = settings(r#"attachment-phrases.add = ["同送\t(同送"]"#);
    let error = Workbench::new(refused, &CheckOptions::default()).err().unwrap();
    assert_eq!(error.to_string(), "[lists] attachment-phrases: `(同送` is no regular expression");
}

fn settings(lists: &str) -> Settings {
    from_text("mailcheck.toml", &format!("[lists]\n{lists}\n"), Path::new(".")).unwrap()
}

/// Everything that rules may ask about the draft.
fn seen(draft: &str, settings: Settings) -> String {
    if let Some(text) = draft.strip_prefix("roster:") {
        let roster = Some(RosterText { name: "members.csv".to_owned(), text: text.to_owned() });
        let workbench = Workbench::new(settings, &CheckOptions { roster, ..CheckOptions::default() });
        return workbench
            .map_or_else(|error| error.to_string(), |workbench| format!("{:?}", workbench.settings().people));
    }
    let from = if draft.starts_with("From:") { "" } else { "From: Ann <ann@city.example>\n" };
    let text = format!("{from}{draft}");
    let loaded = load(text.as_bytes(), &Limits::default(), DEFAULT_CODE_PAGE).unwrap();
    let draft = &loaded[0].draft;
    format!("{:#?}", Workbench::new(settings, &CheckOptions::default()).unwrap().facts(draft, None))
}
