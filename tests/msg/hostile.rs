//! Damaged and hostile files: never a panic, never much time or memory, never a message that is not one.

use super::*;
use mailcheck::draft::DefectPart;
use mailcheck::load::msg::MsgError;
use mailcheck::load::parts::Anchor;
use std::io::{Cursor, Write};

#[test]
fn a_file_cut_anywhere_is_survived() {
    let bytes = MsgDraft { body: MsgBody::Html("<p>本文</p>".repeat(400)), ..circular() }.compose();
    let whole = msg::parse(&bytes, &Limits::default(), 932).unwrap();
    for cut in (0..bytes.len()).step_by(64) {
        // What can still be opened is either whole or says that something is missing.
        if let Ok(parts) = msg::parse(&bytes[..cut], &Limits::default(), 932) {
            assert!(parts == whole || !parts.defects.is_empty(), "cut at {cut}");
        }
    }
}

#[test]
fn mutated_files_are_survived() {
    let bytes = circular().compose();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut opened = 0;
    for _ in 0..2000 {
        let mut mutated = bytes.clone();
        for _ in 0..=random.below(4) {
            // Half of the changes go where the structure is: the header and the tables behind it.
            let span = if random.below(2) == 0 { 2048.min(mutated.len()) } else { mutated.len() };
            let at = random.below(span);
            match random.below(3) {
                0 => mutated[at] ^= 1 << random.below(8),
                1 => mutated[at] = [0x00, 0x01, 0x7F, 0xFE, 0xFF][random.below(5)],
                _ => {
                    let from = random.below(mutated.len());
                    mutated[at] = mutated[from];
                }
            }
        }
        opened += usize::from(msg::parse(&mutated, &Limits::default(), 932).is_ok());
    }
    assert!(opened > 100, "only {opened} mutations could be opened: they test the door, not the rooms");
}

#[test]
fn a_fat_chain_that_closes_on_itself_is_refused_at_once() {
    let bytes = MsgDraft { attachments: vec![MsgAttachment::file("a.bin", &[7; 20_000])], ..circular() }.compose();
    let fat_sector = u32::from_le_bytes(bytes[0x4C..0x50].try_into().unwrap()) as usize;
    let fat = (fat_sector + 1) * 512;
    let mut refused = 0;
    for sector in 0..128 {
        let entry = fat + sector * 4;
        let next = u32::from_le_bytes(bytes[entry..entry + 4].try_into().unwrap());
        if next != sector as u32 + 1 {
            continue;
        }
        for target in [sector.saturating_sub(3), sector] {
            let mut looped = bytes.clone();
            looped[entry..entry + 4].copy_from_slice(&(target as u32).to_le_bytes());
            match msg::parse(&looped, &Limits::default(), 932) {
                Err(error) => {
                    assert_eq!(error.code(), "damaged-compound-file");
                    refused += 1;
                }
                Ok(parts) => assert!(!parts.defects.is_empty(), "sector {sector} -> {target}"),
            }
        }
    }
    assert!(refused > 20, "{refused}");
}

#[test]
fn a_small_file_that_claims_to_be_huge_is_refused_at_once() {
    let bytes = MsgDraft::default().compose();
    // Numbers of FAT, mini FAT and DIFAT sectors, and the start of the DIFAT.
    for field in [0x2C, 0x40, 0x44, 0x48] {
        let mut huge = bytes.clone();
        huge[field..field + 4].copy_from_slice(&0x00FF_FFFFu32.to_le_bytes());
        let recipients = msg::parse(&huge, &Limits::default(), 932).map_or(0, |parts| parts.recipients.len());
        assert!(recipients <= MsgDraft::default().recipients.len(), "{field:#x}");
    }
}

#[test]
fn what_is_no_message_is_told_apart() {
    let code = |bytes: &[u8]| msg::parse(bytes, &Limits::default(), 932).unwrap_err().code();
    assert_eq!(code(b"From: taro@town.example\r\n"), "not-a-compound-file");
    assert_eq!(code(&MsgDraft::default().compose()[..300]), "truncated-compound-file");
    let mut document = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    document.create_stream("/WordDocument").unwrap().write_all(b"text").unwrap();
    document.flush().unwrap();
    let document = document.into_inner().into_inner();
    assert!(msg::looks_like_compound_file(&document));
    assert_eq!(code(&document), "not-a-message");
    let limits = Limits { file_bytes: 100, ..Limits::default() };
    let too_large = msg::parse(&MsgDraft::default().compose(), &limits, 932).unwrap_err();
    assert_eq!(too_large, MsgError::TooLarge { limit_bytes: 100 });
}

/// Numbers that are the same in every run (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}

/// A file of four sectors whose streams all stand on one FAT chain that points back to its start: whoever follows it
/// for each of them, as long as its size says, reads gigabytes out of two kilobytes.
#[test]
fn streams_on_one_chain_that_points_back_are_refused_before_anything_is_read() {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    for id in ["0037", "1000", "0E04"] {
        file.create_stream(format!("/__substg1.0_{id}001F")).unwrap().write_all(&[b'x'; 4096]).unwrap();
    }
    file.flush().unwrap();
    let mut bytes = file.into_inner().into_inner();
    let field = |bytes: &[u8], at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    let name: Vec<u8> = "__substg1.0_".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let entries: Vec<usize> = (0..bytes.len() - name.len()).filter(|at| bytes[*at..].starts_with(&name)).collect();
    let start = field(&bytes, entries[0] + 116);
    for entry in &entries {
        bytes[entry + 116..entry + 120].copy_from_slice(&start.to_le_bytes());
        bytes[entry + 120..entry + 124].copy_from_slice(&0x7FFF_FFFFu32.to_le_bytes());
    }
    let fat = (field(&bytes, 0x4C) as usize + 1) * 512;
    let second = fat + (start as usize + 1) * 4;
    bytes[second..second + 4].copy_from_slice(&start.to_le_bytes());
    let refused = msg::parse(&bytes, &Limits::default(), 932).unwrap_err();
    assert_eq!((entries.len(), refused.code()), (3, "damaged-compound-file"));
}

#[test]
fn every_limit_of_a_message_is_told_where_it_is_met() {
    let places = |draft: &MsgDraft, limits: Limits| -> Vec<(&'static str, DefectPart, Anchor)> {
        let parts = msg::parse(&draft.compose(), &limits, 932).unwrap();
        parts.defects.iter().map(|defect| (defect.kind.name(), defect.part, defect.anchor.clone())).collect()
    };
    let draft = circular();
    let recipients = Limits { recipients: 1, ..Limits::default() };
    let expected = ("size-limit", DefectPart::Recipients, Anchor::Field("To"));
    assert!(places(&draft, recipients).contains(&expected), "{:?}", places(&draft, recipients));
    let attachments = Limits { parts: 1, ..Limits::default() };
    let expected = ("part-limit", DefectPart::Attachment, Anchor::Attachment(0));
    assert!(places(&draft, attachments).contains(&expected), "{:?}", places(&draft, attachments));
    let headers = MsgDraft { transport_headers: Some("A: 1\r\nTo: b@x.example\r\n".into()), ..MsgDraft::default() };
    let fields = Limits { header_fields: 1, ..Limits::default() };
    let expected = ("size-limit", DefectPart::Header, Anchor::Top);
    assert!(places(&headers, fields).contains(&expected), "{:?}", places(&headers, fields));
    let text = MsgDraft { body: MsgBody::Plain("本文です。\r\n".repeat(10)), ..MsgDraft::default() };
    let body = Limits { body_bytes: 50, ..Limits::default() };
    let expected = ("size-limit", DefectPart::Body, Anchor::Body);
    assert!(places(&text, body).contains(&expected), "{:?}", places(&text, body));
}
