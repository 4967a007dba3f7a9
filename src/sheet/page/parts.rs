//! What a page says of the text, the files, the findings and the questions of a draft.

use super::phrases::{self, counted, size};
use super::{Block, Found, Item, Section, Tone};
use crate::approval::difference::sentences;
use crate::lang::Lang;
use crate::report::summary::japanese_name;
use crate::sheet::{Approved, File, Link, Open, Question, Quote, Sheet, Since};
use std::collections::BTreeMap;

/// Lines of the text that stand on a page with many people.
const MOST_CLOSE_LINES: usize = 6;
/// Places, files inside and obstacles told of one attachment.
const MOST_PLACES: usize = 10;
/// Links that are named one by one; of more only the hosts are.
const MOST_LINKS: usize = 5;
/// Addresses of a thread that are named.
const MOST_ADDRESSES: usize = 4;

pub(super) fn head(sheet: &Sheet, lang: Lang) -> Vec<(&'static str, String)> {
    let mut path = sheet.path.clone();
    if sheet.message > 1 {
        path.push_str(&lang.pick(", message {}", "（{} 通目）").replace("{}", &sheet.message.to_string()));
    }
    let all = |people: &[crate::sheet::Who]| {
        people.iter().map(|who| who.text(lang)).collect::<Vec<_>>().join(lang.pick(", ", "、"))
    };
    let or_none = |text: String| match text.trim().is_empty() {
        true => lang.pick("(none)", "（なし）").to_owned(),
        false => text,
    };
    let mut head = vec![
        (lang.pick("Draft", "下書き"), path),
        (lang.pick("Subject", "件名"), or_none(sheet.subject.clone().unwrap_or_default())),
        (lang.pick("From", "差出人"), or_none(all(&sheet.from))),
    ];
    if !sheet.reply_to.is_empty() {
        head.push((lang.pick("Replies to", "返信先"), all(&sheet.reply_to)));
    }
    head.extend(sheet.digest.clone().map(|digest| (lang.pick("Digest", "照合値"), digest)));
    head
}

pub(super) fn since(since: &Since, lang: Lang) -> Section {
    let day = since.checked_on.as_deref().map(|day| phrases::day(day, lang));
    let title = match (lang, &day) {
        (Lang::En, Some(day)) => format!("Changed since the sheet of {day}"),
        (Lang::Ja, Some(day)) => format!("{day}の確認票からの変更"),
        (Lang::En, None) => "Changed since the earlier draft".to_owned(),
        (Lang::Ja, None) => "前の下書きからの変更".to_owned(),
    };
    let said = match since.changes.as_deref() {
        None => vec![(
            lang.pick(
                "There is nothing about this draft: look at all of it.",
                "この下書きについての記録がありません。全体を見てください。",
            )
            .to_owned(),
            Tone::Loud,
        )],
        Some([]) => vec![(
            lang.pick(
                "Nothing: recipients, subject, text, links and attachments are the same.",
                "変更はありません。宛先・件名・本文・リンク・添付は同じです。",
            )
            .to_owned(),
            Tone::Plain,
        )],
        Some(changes) => {
            sentences(changes).iter().map(|sentence| (sentence.get(lang).to_owned(), Tone::Loud)).collect()
        }
    };
    let mut blocks: Vec<Block> = said.into_iter().map(|(text, tone)| Block::Said(text, tone)).collect();
    let compared = format!("{}{}", lang.pick("Compared with: ", "比べたもの："), since.file);
    blocks.push(Block::Said(compared, Tone::Quiet));
    Section { title, blocks }
}

/// The text; `is_close`: fewer lines of it, and none that is empty.
pub(super) fn words(sheet: &Sheet, is_close: bool, lang: Lang) -> Section {
    let words = &sheet.words;
    let mut blocks = Vec::new();
    let written = words.beginning.iter().filter(|line| !line.is_empty());
    let left = if is_close { written.clone().count().saturating_sub(MOST_CLOSE_LINES) } else { 0 };
    if words.beginning.is_empty() {
        let nothing = lang.pick("Nothing is written.", "本文に何も書かれていません。");
        blocks.push(Block::Said(nothing.to_owned(), Tone::Loud));
    } else if is_close {
        blocks.push(Block::Lines(written.take(MOST_CLOSE_LINES).cloned().collect()));
    } else {
        blocks.push(Block::Lines(words.beginning.clone()));
    }
    let left = left + words.lines_left;
    if left > 0 {
        let text = match lang {
            Lang::En => format!("… {}", counted(left, "more line", "more lines")),
            Lang::Ja => format!("… このあと {left} 行"),
        };
        blocks.push(Block::Said(text, Tone::Quiet));
    }
    blocks.extend(words.quote.as_ref().map(|quote| Block::Said(quoted(quote, lang), Tone::Plain)));
    // What stands in the lines above needs no second telling.
    let is_told = |link: &&Link| link.shares_file || !words.beginning.iter().any(|line| line.contains(&link.target));
    let told: Vec<&Link> = words.links.iter().filter(is_told).collect();
    blocks.extend(links(&told, lang).into_iter().map(|line| Block::Said(line, Tone::Plain)));
    Section { title: lang.pick("What it says", "本文").to_owned(), blocks }
}

fn quoted(quote: &Quote, lang: Lang) -> String {
    let named = quote.addresses.len().min(MOST_ADDRESSES);
    let mut people = quote.addresses[..named].join(lang.pick(", ", "、"));
    let more = quote.addresses.len() - named;
    let lines = quote.lines;
    match lang {
        Lang::En => {
            if more > 0 {
                people.push_str(&format!(" and {more} more"));
            }
            let people = if people.is_empty() { people } else { format!("; it names {people}") };
            format!("An older thread goes along below it: {}{people}.", counted(lines, "line", "lines"))
        }
        Lang::Ja => {
            if more > 0 {
                people.push_str(&format!(" ほか {more} 人"));
            }
            let people = if people.is_empty() {
                people
            } else {
                format!("そこに {people} のアドレスがあります。")
            };
            format!("下に以前のやりとりが {lines} 行付いています。{people}")
        }
    }
}

fn links(links: &[&Link], lang: Lang) -> Vec<String> {
    if links.len() <= MOST_LINKS {
        let one = |link: &Link| {
            let shared =
                if link.shares_file { lang.pick(" (shares a file)", "（ファイルの共有）") } else { "" };
            format!("{}{}{shared}", lang.pick("Link: ", "リンク："), link.target)
        };
        return links.iter().copied().map(one).collect();
    }
    let mut hosts: BTreeMap<&str, usize> = BTreeMap::new();
    for link in links {
        *hosts.entry(link.host.as_deref().unwrap_or("-")).or_default() += 1;
    }
    let mut sorted: Vec<_> = hosts.into_iter().collect();
    sorted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let count = sorted.len();
    let mut named: Vec<String> =
        sorted.iter().take(MOST_LINKS).map(|(host, count)| format!("{host} {count}")).collect();
    if count > MOST_LINKS {
        named.push("…".to_owned());
    }
    let named = named.join(lang.pick(", ", "、"));
    vec![match lang {
        Lang::En => format!("{} links, to: {named}.", links.len()),
        Lang::Ja => format!("リンクが {} 個あります（{named}）。", links.len()),
    }]
}

pub(super) fn files(sheet: &Sheet, lang: Lang) -> Section {
    let mut blocks: Vec<Block> = sheet.files.iter().map(|file| Block::Item(item(file, lang))).collect();
    let count = sheet.files.len();
    if count == 0 {
        blocks.push(Block::Said(lang.pick("None.", "ありません。").to_owned(), Tone::Plain));
    }
    if sheet.pictures > 0 {
        let pictures = sheet.pictures;
        let text = match lang {
            Lang::En => format!("Besides, {} inside of the text.", counted(pictures, "picture", "pictures")),
            Lang::Ja => format!("ほかに、本文の中の画像が {pictures} 個あります。"),
        };
        blocks.push(Block::Said(text, Tone::Quiet));
    }
    let title = match (lang, count) {
        (_, 0) => lang.pick("Attachments", "添付ファイル").to_owned(),
        (Lang::En, count) => format!("Attachments ({count})"),
        (Lang::Ja, count) => format!("添付ファイル（{count} 個）"),
    };
    Section { title, blocks }
}

pub(super) fn item(file: &File, lang: Lang) -> Item {
    let heading = file.name.clone().unwrap_or_else(|| {
        let is_calendar = file.media_type == "text/calendar";
        let words = if is_calendar {
            ("(invitation)", "（予定表・会議の招待）")
        } else {
            ("(no name)", "（名前なし）")
        };
        lang.pick(words.0, words.1).to_owned()
    });
    let kind = file.file_type.unwrap_or(&file.media_type);
    let mut lines: Vec<(String, bool)> = Vec::new();
    if file.is_encrypted {
        lines.push((
            lang.pick("opens only with a password or key", "パスワードや鍵がないと開けません").to_owned(),
            true,
        ));
    }
    if file.has_macros {
        lines.push((
            lang.pick("holds macros, which are programs", "マクロ（プログラム）が入っています").to_owned(),
            true,
        ));
    }
    if !file.files.is_empty() {
        let named: Vec<&str> = file.files.iter().take(MOST_PLACES).map(|name| name.get(lang)).collect();
        let rest = if file.files.len() > MOST_PLACES { " …" } else { "" };
        let (count, named) = (file.files.len(), named.join(lang.pick(", ", "、")));
        lines.push((
            match lang {
                Lang::En => format!("{} inside: {named}{rest}", counted(count, "file", "files")),
                Lang::Ja => format!("中に {count} ファイル：{named}{rest}"),
            },
            false,
        ));
    }
    // What is hidden or tells of people is not to be lost behind what is neither.
    let mut places: Vec<_> = file.places.iter().collect();
    places.sort_by_key(|place| !(place.is_hidden || place.persons > 0));
    for place in places.iter().take(MOST_PLACES) {
        // What is the file itself has no name of its own.
        let text = place.text.get(lang).trim_start();
        let is_whole = place.persons > 0 && place.text.en.starts_with(|sign: char| sign.is_ascii_digit());
        let lead = if is_whole { lang.pick("personal data of ", "個人情報 ") } else { "" };
        lines.push((format!("{lead}{text}"), place.is_hidden || place.persons > 0));
    }
    lines.extend(left_over(places.len(), lang.pick("and {} more places", "ほか {} か所")));
    let unread = lang.pick("not looked into wholly: ", "中を確かめきれていません：");
    let obstacles = file.obstacles.iter().take(MOST_PLACES);
    lines.extend(obstacles.map(|obstacle| (format!("{unread}{}", obstacle.get(lang)), true)));
    lines.extend(left_over(file.obstacles.len(), lang.pick("and {} more reasons", "ほか {} 件")));
    let note = format!("{kind}{}{}", lang.pick(", ", "、"), size(file.size_bytes, lang));
    Item { heading, note, lines, sha256: file.sha256.clone() }
}

/// How many are not told, `words` with their number.
fn left_over(count: usize, words: &str) -> Option<(String, bool)> {
    let rest = count.checked_sub(MOST_PLACES).filter(|rest| *rest > 0)?;
    Some((words.replace("{}", &rest.to_string()), false))
}

pub(super) fn findings(findings: &[Open], below: usize, lang: Lang) -> Section {
    let mut blocks: Vec<Block> = findings
        .iter()
        .zip(1..)
        .map(|(open, number)| {
            Block::Found(Found {
                number,
                severity: open.severity,
                word: match lang {
                    Lang::En => open.severity.name(),
                    Lang::Ja => japanese_name(open.severity),
                },
                message: open.message.clone(),
                help: open.help.clone(),
                rule: open.rule.clone(),
            })
        })
        .collect();
    if findings.is_empty() {
        blocks.push(Block::Said(lang.pick("None.", "ありません。").to_owned(), Tone::Plain));
    }
    if below > 0 {
        let text = match lang {
            Lang::En => format!("{} of lower severity not shown (--show info).", counted(below, "finding", "findings")),
            Lang::Ja => format!("このほか、軽いものが {below} 件あります（--show info で表示）。"),
        };
        blocks.push(Block::Said(text, Tone::Quiet));
    }
    let count = findings.len();
    let title = match (lang, count) {
        (_, 0) => lang.pick("Open findings", "検査での指摘").to_owned(),
        (Lang::En, count) => format!("Open findings ({count})"),
        (Lang::Ja, count) => format!("検査での指摘（{count} 件）"),
    };
    Section { title, blocks }
}

pub(super) fn approvals(approvals: &[Approved], lang: Lang) -> Section {
    let tone = |approved: &Approved| if approved.is_valid { Tone::Plain } else { Tone::Loud };
    let mut blocks: Vec<Block> =
        approvals.iter().map(|approved| Block::Said(approved.text.get(lang).to_owned(), tone(approved))).collect();
    if approvals.is_empty() {
        blocks.push(Block::Said(
            lang.pick("Nobody has approved it so far.", "まだ誰も承認していません。").to_owned(),
            Tone::Plain,
        ));
    }
    Section {
        title: lang.pick("Approvals, and what changed since", "これまでの承認と、その後の変更").to_owned(),
        blocks,
    }
}

pub(super) fn questions(questions: &[Question], lang: Lang) -> Section {
    let blocks = questions.iter().map(|question| Block::Ask(question.text.get(lang).to_owned())).collect();
    Section { title: lang.pick("To be checked by you", "確認すること").to_owned(), blocks }
}
