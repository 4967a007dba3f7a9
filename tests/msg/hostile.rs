//! Damaged and hostile files: never a panic, never much time or memory, never a message that is not one.

use super::*;
use mailcheck::load::msg::MsgError;
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
