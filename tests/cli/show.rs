//! `mailcheck show`: the decoded view, and everything that rules can see.

use super::desk::Desk;
use super::drafts::{CLEAN, WARNING};
use super::steering::base64;
use serde_json::{Value, json};

/// A draft with these files of `tests/attachments/files`, or none of that name for a picture.
pub fn with_files(names: &[&str]) -> String {
    let files = names.iter().map(|name| {
        let path = format!("{}/tests/attachments/files/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).unwrap_or_else(|_| b"\x89PNG\r\n\x1a\n".to_vec());
        let head = "--b\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n";
        format!("{head}Content-Disposition: attachment; filename=\"{name}\"\n\n{}\n", base64(&bytes))
    });
    let files: String = files.collect();
    let head = "From: a@city.example\nTo: b@beta.example\nSubject: x\nMIME-Version: 1.0\n";
    format!("{head}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe files.\n{files}--b--\n")
}

/// What `show --format json` tells of the attachments of a draft with these files.
fn attachments(names: &[&str]) -> Vec<Value> {
    let desk = Desk::with(&[("a.eml", &with_files(names))]);
    let ran = desk.run(&["show", "--format", "json", "a.eml"]).expect_code(0);
    let shown: Value = serde_json::from_str(&ran.out).unwrap();
    let validator = jsonschema::validator_for(&mailcheck::show::json_schema::show_schema()).unwrap();
    let errors: Vec<String> = validator.iter_errors(&shown).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    shown["drafts"][0]["attachments"].as_array().unwrap().clone()
}

#[test]
fn the_view_is_the_decoded_text() {
    let desk = Desk::with(&[(
        "a.eml",
        "From: a@city.example\nTo: b@beta.example\nSubject: =?UTF-8?B?6K2w5LqL6Yyy?=\n\nHello.\n",
    )]);
    let ran = desk.run(&["show", "a.eml"]).expect_code(0);
    assert!(ran.out.contains("Subject: 議事録\n"), "{}", ran.out);
    assert!(ran.out.ends_with("\n\nHello.\n"), "{}", ran.out);
}

#[test]
fn json_tells_every_recipient() {
    let desk = Desk::with(&[("a.eml", CLEAN)]);
    let ran = desk.run(&["show", "--format", "json", "a.eml"]).expect_code(0);
    let shown: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let recipient = &shown["drafts"][0]["recipients"][0];
    assert_eq!(recipient["address"], "taro@yamada.example");
    assert_eq!(recipient["external"], true);
}

#[test]
fn a_draft_that_cannot_be_read_does_not_hide_the_others() {
    let desk = Desk::with(&[("a.eml", WARNING)]);
    desk.run(&["show", "missing.eml", "a.eml"]).expect_code(2).expect(&["missing.eml", "Please find attached"]);
    desk.run(&["show"]).expect_code(2);
}

#[test]
fn standard_input_can_be_shown() {
    let ran = Desk::new().run_with(&[], &["show", "-"], CLEAN).expect_code(0);
    assert!(ran.out.contains("See you on Thursday."), "{}", ran.out);
}

#[test]
fn json_tells_the_places_of_a_workbook_in_numbers() {
    let attachment = &attachments(&["hidden.xlsx"])[0];
    assert_eq!(attachment["inspection"], "complete");
    let contents = &attachment["contents"];
    assert_eq!(contents["file-type"], "xlsx");
    assert_eq!((&contents["encrypted"], &contents["obstacles"]), (&json!(false), &json!([])));
    let expected = json!({
        "file": null, "file-type": "xlsx", "part": "sheet", "sheet": "顧客", "hidden": "sheet", "active": false,
        "rows": 4, "cells": 16, "persons": 3, "personal-kinds": ["name", "postal-code", "phone", "birth-date"],
        "identifiers": 0, "addresses": 0, "special-category": false,
    });
    assert_eq!(contents["places"][0], expected);
}

#[test]
fn json_tells_the_files_inside_with_path_type_and_size() {
    let contents = &attachments(&["nested.zip"])[0]["contents"];
    let files = contents["files"].as_array().unwrap();
    let named: Vec<_> = files.iter().map(|file| (file["path"].as_str().unwrap(), &file["file-type"])).collect();
    assert!(named.contains(&("履歴/名簿.csv", &json!("csv"))), "{named:?}");
    assert!(named.contains(&("inner.zip/見本.docx", &json!("docx"))), "{named:?}");
    assert_eq!((&files[0]["size"], &files[0]["container"]), (&json!(100), &json!("zip")));
}

#[test]
fn json_tells_how_far_each_attachment_was_looked_into() {
    let names = ["people-user-password.pdf", "picture.pdf", "photo.png", "people.txt"];
    let told = attachments(&names);
    let inspected: Vec<_> = told.iter().map(|attachment| attachment["inspection"].as_str().unwrap()).collect();
    assert_eq!(inspected, ["none", "partial", "none", "complete"]);
    assert_eq!(told[0]["contents"]["obstacles"], json!([{ "file": null, "obstacle": "encrypted" }]));
    assert_eq!(told[0]["contents"]["encrypted"], true);
    assert_eq!(told[1]["contents"]["obstacles"][0]["obstacle"], "image-only");
}

#[test]
fn no_value_of_a_file_is_shown() {
    let names = ["hidden.xlsx", "everything.docx", "people.pdf", "people.vcf", "people.eml"];
    let desk = Desk::with(&[("a.eml", &with_files(&names))]);
    for format in ["json", "text"] {
        let ran = desk.run(&["show", "--format", format, "a.eml"]).expect_code(0);
        for value in ["見本 太郎", "090-", "〒", "taro.mihon@"] {
            assert!(!ran.out.contains(value), "{value} in {format}");
        }
    }
}

#[test]
fn people_read_what_is_inside_below_each_attachment() {
    let desk = Desk::with(&[("a.eml", &with_files(&["hidden.xlsx", "people-user-password.pdf"]))]);
    let ran = desk.run(&["show", "a.eml"]).expect_code(0);
    ran.expect(&[
        "Attachment: hidden.xlsx (application/octet-stream, 9 kB)\n    xlsx\n    sheet `顧客` (hidden sheet): 3 people (name, ",
        "    and 3 more (--format json has all)\nAttachment: people-user-password.pdf",
        "    pdf, encrypted\n    not wholly looked into: encrypted\n\nThe files.\n",
    ]);
    let ran = desk.run_with(&[], &["show", "--lang", "ja", "a.eml"], "").expect_code(0);
    ran.expect(&[
        "    シート「顧客」（非表示のシート）：3 人分（氏名・",
        "    pdf、暗号化\n    調べきれていません：暗号化されています\n",
    ]);
}

#[test]
fn a_name_inside_an_archive_cannot_break_the_list() {
    // A zip with one stored file named "a", line feed, "b.txt".
    let zip = b"PK\x03\x04\x0a\0\0\0\0\0\0\0\x21\0\x83\x16\xdc\x8c\x01\0\0\0\x01\0\0\0\x07\0\0\0a\nb.txtx\
                PK\x01\x02\x0a\0\x0a\0\0\0\0\0\0\0\x21\0\x83\x16\xdc\x8c\x01\0\0\0\x01\0\0\0\x07\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\
                a\nb.txtPK\x05\x06\0\0\0\0\x01\0\x01\0\x35\0\0\0\x26\0\0\0\0\0";
    let draft = with_files(&["people.txt"]);
    let (head, _) = draft.split_once("\n\n--b\n\nThe files.").unwrap();
    let file = "Content-Type: application/zip; name=a.zip\nContent-Disposition: attachment; filename=a.zip";
    let draft = format!("{head}\n\n--b\n{file}\nContent-Transfer-Encoding: base64\n\n{}\n--b--\n", base64(zip));
    let desk = Desk::with(&[("a.eml", &draft)]);
    let ran = desk.run(&["show", "a.eml"]).expect_code(0);
    ran.expect(&["    zip, 1 file inside: `a\\u{A}b.txt`\n"]);
}
