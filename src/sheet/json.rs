//! Sheets for programs: one document, its sentences in one language. Its shape is held by `docs/sheet.schema.json`; keys
//! are added, never renamed.

use super::mailing::Brief;
use super::printed;
use super::{Approved, File, Group, MailingSheet, Open, Person, Question, Readers, Sheet, Who, Words};
use crate::lang::{Bilingual, Lang};
use serde_json::{Value, json};

/// The whole document.
#[must_use]
pub fn document(sheets: &[Sheet], mailing: Option<&MailingSheet>, lang: Lang) -> Value {
    let writer = Writer { lang };
    json!({
        "version": 1,
        "language": lang.name(),
        "sheets": sheets.iter().map(|sheet| writer.sheet(sheet)).collect::<Vec<_>>(),
        "mailing": mailing.map(|mailing| writer.mailing(mailing)),
    })
}

#[derive(Clone, Copy)]
struct Writer {
    lang: Lang,
}

impl Writer {
    fn sheet(self, sheet: &Sheet) -> Value {
        json!({
            "path": sheet.path,
            "message": sheet.message,
            "checked-on": sheet.checked_on,
            "digest": sheet.digest,
            "components": printed::shown(sheet).as_ref().map(printed::components),
            "since": sheet.since.as_ref().map(|since| printed::since(since, self.lang)),
            "subject": sheet.subject,
            "from": all(&sheet.from, who),
            "reply-to": all(&sheet.reply_to, who),
            "readers": readers(&sheet.readers),
            "reply": sheet.is_reply,
            "text": words(&sheet.words),
            "attachments": all(&sheet.files, |file| self.file(file)),
            "pictures": sheet.pictures,
            "findings": all(&sheet.findings, open),
            "findings-below": sheet.findings_below,
            "approvals": sheet.approvals.as_ref().map(|approvals| self.approvals(approvals)),
            "questions": all(&sheet.questions, |question| self.question(question)),
        })
    }

    fn mailing(self, mailing: &MailingSheet) -> Value {
        let number = |(text, drafts): &(String, usize)| json!({ "text": text, "drafts": drafts });
        json!({
            "paths": mailing.paths,
            "checked-on": mailing.checked_on,
            "digest": mailing.digest,
            "roster": mailing.roster.as_ref().map(|table| {
                json!({ "name": table.name, "rows": table.rows, "hash": table.hash })
            }),
            "approvals": mailing.approvals.as_ref().map(|approvals| self.approvals(approvals)),
            "drafts": mailing.drafts,
            "unreadable": mailing.unreadable,
            "people": mailing.people,
            "outside": mailing.outside,
            "organizations": mailing.organizations,
            "private": mailing.private,
            "get-several": mailing.several,
            "most-people": mailing.most_people,
            "exposing": mailing.exposing,
            "senders": all(&mailing.senders, number),
            "subjects": all(&mailing.subjects, number),
            "shared-attachments": all(&mailing.shared_files, |file| self.file(file)),
            "other-attachments": mailing.own_files,
            "without-attachment": mailing.without_file,
            "findings": all(&mailing.findings, |(finding, drafts)| {
                let mut value = open(finding);
                value["drafts"] = json!(drafts);
                value
            }),
            "findings-together": all(&mailing.together, open),
            "samples": all(&mailing.samples, brief),
            "questions": all(&mailing.questions, |question| self.question(question)),
        })
    }

    fn file(self, file: &File) -> Value {
        json!({
            "filename": file.name,
            "media-type": file.media_type,
            "file-type": file.file_type,
            "size": file.size_bytes,
            "sha256": file.sha256,
            "encrypted": file.is_encrypted,
            "has-macros": file.has_macros,
            "persons": file.persons,
            "files": all(&file.files, |name| self.text(name)),
            "places": all(&file.places, |place| json!({
                "text": place.text.get(self.lang),
                "sheet": place.sheet,
                "hidden": place.is_hidden,
                "persons": place.persons,
            })),
            "obstacles": all(&file.obstacles, |obstacle| self.text(obstacle)),
        })
    }

    fn approvals(self, approvals: &[Approved]) -> Vec<Value> {
        all(approvals, |approved| json!({ "text": approved.text.get(self.lang), "valid": approved.is_valid }))
    }

    fn question(self, question: &Question) -> Value {
        json!({ "id": question.id, "text": question.text.get(self.lang) })
    }

    fn text(self, text: &Bilingual) -> Value {
        json!(text.get(self.lang))
    }
}

fn all<T>(items: &[T], value: impl Fn(&T) -> Value) -> Vec<Value> {
    items.iter().map(value).collect()
}

fn who(who: &Who) -> Value {
    json!({ "name": who.name, "address": who.address })
}

fn readers(readers: &Readers) -> Value {
    json!({
        "people": readers.people,
        "outside": readers.outside,
        "organizations": readers.organizations,
        "private": readers.private,
        "first-time": readers.first_time,
        "unusable": readers.unusable,
        "lists": readers.lists,
        "repeated": readers.repeated,
        "fields": all(&readers.fields, |count| {
            json!({ "field": count.field, "people": count.people, "outside": count.outside })
        }),
        "visible": readers.visible,
        "visible-parties": readers.visible_parties,
        "hidden": readers.hidden,
        "only-shown": readers.only_shown,
        "named-by-calendar": readers.betrayed,
        "groups": all(&readers.groups, group),
    })
}

fn group(group: &Group) -> Value {
    json!({
        "kind": group.kind.name(),
        "name": group.name,
        "outside": group.is_outside(),
        "people": all(&group.people, person),
    })
}

fn person(person: &Person) -> Value {
    json!({
        "field": person.field,
        "name": person.who.name,
        "address": person.who.address,
        "outside": person.is_outside,
        "first-time": person.is_first_time,
        "unusable": person.is_unusable,
        "list": person.is_list,
        "resource": person.is_resource,
        "sender": person.is_sender,
        "only-shown": person.is_only_shown,
        "findings": person.findings,
    })
}

fn words(words: &Words) -> Value {
    json!({
        "beginning": words.beginning,
        "lines-left": words.lines_left,
        "greeted": words.greeted,
        "dates": words.dates,
        "amounts": words.amounts,
        "quoted": words.quote.as_ref().map(|quote| {
            json!({ "lines": quote.lines, "messages": quote.messages, "addresses": quote.addresses })
        }),
        "links": all(&words.links, |link| {
            json!({ "target": link.target, "host": link.host, "shares-file": link.shares_file })
        }),
    })
}

fn open(open: &Open) -> Value {
    json!({ "rule": open.rule, "severity": open.severity.name(), "message": open.message, "help": open.help })
}

fn brief(brief: &Brief) -> Value {
    json!({
        "path": brief.path,
        "message": brief.message,
        "subject": brief.subject,
        "readers": all(&brief.readers, who),
        "readers-left": brief.readers_left,
        "beginning": brief.beginning,
        "attachments": brief.files,
    })
}
