//! The page of a mailing: the numbers of all drafts, what they share and what differs, and three of them in short.

use super::phrases::{self, counted};
use super::{Block, Figure, Item, Page, Section, Tone, number, parts};
use crate::lang::Lang;
use crate::sheet::{Brief, MailingSheet, Open, Table};

/// Senders and subjects that are named.
const MOST_NAMED: usize = 3;
/// Files that are described.
const MOST_FILES: usize = 10;

/// The page of a mailing.
#[must_use]
pub fn bundle_page(sheet: &MailingSheet, lang: Lang) -> Page {
    let mut head = vec![
        (lang.pick("Drafts", "下書き"), sheet.paths.join(lang.pick(", ", "、"))),
        (lang.pick("Subject", "件名"), named(&sheet.subjects, sheet.drafts, lang)),
        (lang.pick("From", "差出人"), named(&sheet.senders, sheet.drafts, lang)),
    ];
    if let Some(Table { name, rows, hash }) = &sheet.roster {
        let rows = match lang {
            Lang::En => counted(*rows, "row", "rows"),
            Lang::Ja => format!("{rows} 行"),
        };
        head.push((lang.pick("Roster", "名簿"), format!("{name}{}{rows}", lang.pick(", ", "、"))));
        head.push(("", hash.clone()));
    }
    head.extend(sheet.digest.clone().map(|digest| (lang.pick("Digest", "照合値"), digest)));
    let all: Vec<Open> = sheet.together.iter().cloned().chain(sheet.findings.iter().map(in_drafts(lang))).collect();
    let mut sections = vec![numbers(sheet, lang), files(sheet, lang), parts::findings(&all, 0, lang)];
    sections.push(Section {
        title: lang.pick("First, middle, last", "最初・中ほど・最後").to_owned(),
        blocks: sheet.samples.iter().flat_map(|brief| sample(brief, lang)).collect(),
    });
    sections.extend(sheet.approvals.as_deref().map(|approvals| parts::approvals(approvals, lang)));
    sections.push(parts::questions(&sheet.questions, lang));
    number(&mut sections);
    Page {
        title: lang.pick("Check sheet of a mailing", "確認票（一斉送信）"),
        day: phrases::day(&sheet.checked_on, lang),
        head,
        sections,
        annex: None,
        is_close: false,
        kept: String::new(),
    }
}

fn numbers(sheet: &MailingSheet, lang: Lang) -> Section {
    let figure = |number: Option<usize>, en: &str, ja: &str, is_loud: bool| Figure {
        number: number.map_or_else(|| "?".to_owned(), |number| number.to_string()),
        label: lang.pick(en, ja).to_owned(),
        is_loud,
    };
    let mut figures = vec![
        figure(Some(sheet.drafts), "drafts", "下書き", sheet.drafts == 0),
        figure(Some(sheet.people), "addresses", "宛先の数", false),
        figure(sheet.outside, "outside", "うち組織外", sheet.outside != Some(0)),
        figure(Some(sheet.organizations), "organizations outside", "外部の組織", false),
    ];
    let others = [
        (sheet.private, "private mailboxes", "個人のアドレス", false),
        (sheet.several, "get several", "2 通以上届く", true),
        (sheet.unreadable, "unreadable", "読めない下書き", true),
    ];
    let others = others.into_iter().filter(|(number, ..)| *number > 0);
    figures.extend(others.map(|(number, en, ja, is_loud)| figure(Some(number), en, ja, is_loud)));
    let most = sheet.most_people;
    let sight = match (lang, most) {
        (_, 0) => (lang.pick("Nobody receives them.", "届く人がいません。").to_owned(), Tone::Loud),
        (Lang::En, 1) => ("Each draft goes to one address: nobody sees anybody else.".to_owned(), Tone::Plain),
        (Lang::Ja, 1) => ("どの下書きも宛先は 1 件です。受け取る人どうしは見えません。".to_owned(), Tone::Plain),
        (Lang::En, most) => (format!("A draft goes to {most} addresses at most."), Tone::Plain),
        (Lang::Ja, most) => (format!("1 通の宛先は最大 {most} 件です。"), Tone::Plain),
    };
    let mut blocks = vec![Block::Figures(figures), Block::Said(sight.0, sight.1)];
    if sheet.exposing > 0 {
        let text = match lang {
            Lang::En => {
                let drafts = counted(sheet.exposing, "draft", "drafts");
                format!("In {drafts} people of several outside parties see each other.")
            }
            Lang::Ja => format!("{} 通では、組織外の人どうしのアドレスが見えます。", sheet.exposing),
        };
        blocks.push(Block::Said(text, Tone::Loud));
    }
    Section { title: lang.pick("Who receives them", "届く相手").to_owned(), blocks }
}

fn files(sheet: &MailingSheet, lang: Lang) -> Section {
    let mut blocks = Vec::new();
    if sheet.shared_files.is_empty() && sheet.own_files == 0 {
        blocks.push(Block::Said(lang.pick("None.", "ありません。").to_owned(), Tone::Plain));
    }
    if !sheet.shared_files.is_empty() {
        let text = match lang {
            Lang::En => format!("The same in every draft: {}", counted(sheet.shared_files.len(), "file", "files")),
            Lang::Ja => format!("すべての下書きに共通：{} 個", sheet.shared_files.len()),
        };
        blocks.push(Block::Said(text, Tone::Plain));
        blocks.extend(sheet.shared_files.iter().take(MOST_FILES).map(|file| Block::Item(parts::item(file, lang))));
    }
    if sheet.own_files > 0 {
        let text = match lang {
            Lang::En => format!("Different from draft to draft: {}", counted(sheet.own_files, "file", "files")),
            Lang::Ja => format!("下書きによって違うもの：{} 個", sheet.own_files),
        };
        blocks.push(Block::Said(text, Tone::Loud));
    }
    let without = sheet.without_file;
    if without > 0 && without < sheet.drafts {
        let text = match lang {
            Lang::En => format!("Without any file: {}", counted(without, "draft", "drafts")),
            Lang::Ja => format!("添付のない下書き：{without} 通"),
        };
        blocks.push(Block::Said(text, Tone::Loud));
    }
    Section { title: lang.pick("Attachments", "添付ファイル").to_owned(), blocks }
}

/// The first names with how many drafts each has, when there are several.
fn named(counts: &[(String, usize)], drafts: usize, lang: Lang) -> String {
    let name = |name: &String| match name.is_empty() {
        true => lang.pick("(none)", "（なし）").to_owned(),
        false => name.clone(),
    };
    match counts {
        [] => lang.pick("(none)", "（なし）").to_owned(),
        [(only, count)] if *count == drafts => name(only),
        several => {
            let listed = several.iter().take(MOST_NAMED).map(|(text, count)| match lang {
                Lang::En => format!("{} ({count})", name(text)),
                Lang::Ja => format!("{}（{count} 通）", name(text)),
            });
            let mut listed = listed.collect::<Vec<_>>().join(lang.pick(", ", "、"));
            if several.len() > MOST_NAMED {
                let more = several.len() - MOST_NAMED;
                listed.push_str(&lang.pick(" and {} more", " ほか {} 種類").replace("{}", &more.to_string()));
            }
            listed
        }
    }
}

/// A finding of several drafts says in how many.
fn in_drafts(lang: Lang) -> impl Fn(&(Open, usize)) -> Open {
    move |(open, count)| {
        let message = match (lang, *count) {
            (_, 1) => open.message.clone(),
            (Lang::En, count) => format!("in {count} drafts, for example: {}", open.message),
            (Lang::Ja, count) => format!("{count} 通（例：{}）", open.message),
        };
        Open { message, ..open.clone() }
    }
}

fn sample(brief: &Brief, lang: Lang) -> [Block; 2] {
    let readers = brief.readers.iter().map(|who| who.text(lang)).collect::<Vec<_>>().join(lang.pick(", ", "、"));
    let more = match (lang, brief.readers_left) {
        (_, 0) => String::new(),
        (Lang::En, left) => format!(" and {left} more"),
        (Lang::Ja, left) => format!(" ほか {left} 人"),
    };
    let mut heading = brief.path.clone();
    if brief.message > 1 {
        heading.push_str(&lang.pick(", message {}", "（{} 通目）").replace("{}", &brief.message.to_string()));
    }
    let mut lines = vec![(format!("{}{readers}{more}", lang.pick("for: ", "届く相手：")), false)];
    lines.extend(brief.subject.iter().map(|subject| (format!("{}{subject}", lang.pick("subject: ", "件名：")), false)));
    if !brief.files.is_empty() {
        let files = brief.files.iter().take(MOST_FILES).cloned().collect::<Vec<_>>().join(lang.pick(", ", "、"));
        lines.push((format!("{}{files}", lang.pick("files: ", "添付：")), false));
    }
    let item = Item { heading, note: String::new(), lines, sha256: None };
    [Block::Item(item), Block::Lines(brief.beginning.clone())]
}
