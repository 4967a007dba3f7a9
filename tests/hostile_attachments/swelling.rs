//! Small files that want to be large, made with the libraries that read them.

use super::random::Random;
use super::survive::Hostile;
use mailcheck::inspect::Obstacle;
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// What it is, its name, its content, and what of these must be told; nothing when it may be read as a whole.
pub fn files() -> Vec<Hostile> {
    use Obstacle::{Damaged, Depth, Entries, Size, Text};
    vec![
        ("a nested bomb", "42.zip", nested_bomb(), &[Size, Depth]),
        ("65,000 entries", "many.zip", many_entries(65_000), &[Entries]),
        ("500,000 entries", "more.zip", many_entries(500_000), &[Entries]),
        ("entries that overlap", "overlap.zip", overlapping(), &[Size, Damaged]),
        ("a part of 4 GB", "large.zip", large_part("zeros.bin", b"", 4 << 30), &[Size]),
        ("a document of 4 GB", "large.docx", large_document(), &[Size]),
        ("zips in zips", "deep.zip", deep(50), &[Depth]),
        ("many directory ends", "ends.zip", many_ends(4_000), &[Damaged]),
        ("chains of directories", "chains.zip", chains(), &[Damaged, Entries]),
        ("a gz bomb", "bomb.gz", packed_zeros(600), &[Size]),
        ("a tar of empty files", "empty.tar", tar_header(b'0', 0).repeat(50_000), &[Entries]),
        ("elements without end", "deep.docx", document(&"<w:p>".repeat(1_000_000)), &[Size]),
        ("empty elements", "empty.docx", document(&"<w:p/>".repeat(30_000_000)), &[Size]),
        ("small cells", "cells.docx", document(&cells()), &[Text, Obstacle::Cells, Size]),
        ("a long text", "text.docx", document(&format!("<w:p><w:r><w:t>{}", "見".repeat(20_000_000))), &[Size]),
        ("many short paragraphs", "short.docx", document(&paragraphs("")), &[Text, Size]),
        ("hidden paragraphs", "hidden.docx", document(&paragraphs("<w:rPr><w:vanish/></w:rPr>")), &[Text, Size]),
        ("many attributes", "attributes.docx", document(&attributes()), &[]),
        ("one slide a million times", "same.pptx", same_slide(), &[]),
        ("many charts with one workbook", "charts.docx", many_charts(), &[Entries]),
        ("an open text of repeated spaces", "spaces.odt", open_text(), &[Text, Size]),
    ]
}

pub fn zipped<'n>(parts: impl IntoIterator<Item = (&'n str, Vec<u8>)>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Changes one part of a zip and packs it again; `None` for what is no zip.
pub fn changed_inside(bytes: &[u8], random: &mut Random, change: fn(&mut Vec<u8>, &mut Random)) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let wanted = random.below(archive.len());
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).ok()?;
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).ok()?;
        if index == wanted && !content.is_empty() {
            change(&mut content, random);
        }
        writer.start_file(name, stored).ok()?;
        writer.write_all(&content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// Sixteen zips of sixteen zips ... of files of zeros, as the one of 42 kB.
fn nested_bomb() -> Vec<u8> {
    let mut content = large_part("0.dll", b"", 40 << 20);
    for level in 0..4 {
        let names: Vec<String> = (0..16).map(|number| format!("{level}-{number}.zip")).collect();
        content = zipped(names.iter().map(|name| (name.as_str(), content.clone())));
    }
    content
}

fn many_entries(count: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for number in 0..count {
        writer.start_file(format!("{number}.txt"), stored).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A zip whose directory names one file of 40 MB a thousand times.
fn overlapping() -> Vec<u8> {
    let bytes = large_part("0000.txt", b"", 40 << 20);
    let end = bytes.windows(4).rposition(|mark| mark == b"PK\x05\x06").unwrap();
    let start = bytes.windows(4).rposition(|mark| mark == b"PK\x01\x02").unwrap();
    let mut output = bytes[..start].to_vec();
    for number in 0..1_000 {
        let mut header = bytes[start..end].to_vec();
        header[46..50].copy_from_slice(format!("{number:04}").as_bytes());
        output.extend(header);
    }
    with_end(output, start, 1_000)
}

/// Adds the end of a directory that begins at `start`.
pub fn with_end(mut bytes: Vec<u8>, start: usize, entries: u16) -> Vec<u8> {
    let size = u32::try_from(bytes.len() - start).unwrap();
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([entries.to_le_bytes(), entries.to_le_bytes()].concat());
    bytes.extend(size.to_le_bytes());
    bytes.extend(u32::try_from(start).unwrap().to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

/// A zip with one file of that many zeros behind `head`.
fn large_part(name: &str, head: &[u8], count: u64) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    if name.starts_with("word/") {
        writer.start_file("[Content_Types].xml", SimpleFileOptions::default()).unwrap();
    }
    writer.start_file(name, SimpleFileOptions::default().large_file(true).compression_level(Some(1))).unwrap();
    writer.write_all(head).unwrap();
    // Without optimization four gigabytes take minutes to make.
    let count = if cfg!(debug_assertions) { count.min(400 << 20) } else { count };
    let block = vec![if head.is_empty() { 0 } else { b' ' }; 1 << 20];
    for _ in 0..count >> 20 {
        writer.write_all(&block).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn large_document() -> Vec<u8> {
    large_part("word/document.xml", b"<w:document xmlns:w='w'><w:body>", 4 << 30)
}

pub fn deep(levels: usize) -> Vec<u8> {
    (0..levels).fold(b"text".to_vec(), |content, _| zipped([("inner.zip", content)]))
}

/// A file whose last bytes are all ends of directories that are not there.
fn many_ends(count: usize) -> Vec<u8> {
    let mut bytes = zipped([("a.txt", b"text".to_vec())]);
    for number in 0..count {
        let start = number * 7 % bytes.len();
        bytes = with_end(bytes, start, 9);
    }
    bytes
}

/// Ends that each begin another walk through 20 MB of headers, each of which ends in a broken one.
fn chains() -> Vec<u8> {
    let mut header = [0; 46];
    header[..4].copy_from_slice(b"PK\x01\x02");
    // Sixty names long: the walks do not meet.
    header[28..30].copy_from_slice(&u16::to_le_bytes(46 * 59));
    let mut bytes = header.repeat(450_000);
    for number in 0..60 {
        let start = number * 46;
        bytes.extend(b"PK\x05\x06\0\0\0\0");
        bytes.extend([0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]);
        bytes.extend(u32::try_from(start).unwrap().to_le_bytes());
        bytes.extend([0, 0]);
    }
    [b"PK\x03\x04".to_vec(), bytes].concat()
}

/// What `write` writes, in gz.
pub fn gz(write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    write(&mut encoder).unwrap();
    encoder.finish().unwrap()
}

/// Megabytes of zeros, in gz.
pub fn packed_zeros(megabytes: usize) -> Vec<u8> {
    let block = vec![0; 1 << 20];
    gz(|write| (0..megabytes).try_for_each(|_| write.write_all(&block)))
}

/// A header of a tar, for a file, a directory or what else `kind` says (POSIX.1-1988, ustar).
pub fn tar_header(kind: u8, size: usize) -> Vec<u8> {
    let mut header = vec![0_u8; 512];
    header[..5].copy_from_slice(b"a.txt");
    header[124..136].copy_from_slice(format!("{size:011o}\0").as_bytes());
    header[156] = kind;
    header[257..263].copy_from_slice(b"ustar\0");
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum::<u32>() + 8 * 32;
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    header
}

/// A .docx with this in its body, cut short there.
pub fn document(body: &str) -> Vec<u8> {
    zipped([
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("word/document.xml", format!("<w:document xmlns:w='w'><w:body>{body}").into_bytes()),
    ])
}

fn cells() -> String {
    format!("<w:tbl><w:tr>{}", "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>".repeat(3_000_000))
}

fn paragraphs(properties: &str) -> String {
    format!("<w:p><w:r>{properties}<w:t>x</w:t></w:r></w:p>").repeat(3_000_000)
}

fn attributes() -> String {
    let mut element = "<w:r".to_owned();
    for number in 0..100_000 {
        write!(element, " a{number}='1'").unwrap();
    }
    format!("{element}></w:r>").repeat(50) + "</w:body></w:document>"
}

fn same_slide() -> Vec<u8> {
    let relation = "<Relationship Id='rId1' Type='t/slide' Target='slides/slide1.xml'/>";
    let ids = "<p:sldId id='256' r:id='rId1'/>".repeat(1_000_000);
    zipped([
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("ppt/presentation.xml", format!("<p:presentation>{ids}</p:presentation>").into_bytes()),
        ("ppt/_rels/presentation.xml.rels", format!("<R>{}</R>", relation.repeat(20_000)).into_bytes()),
        ("ppt/slides/slide1.xml", b"<p:sld><a:p><a:r><a:t>x</a:t></a:r></a:p></p:sld>".to_vec()),
    ])
}

/// Every chart refers to the same ten thousand parts.
fn many_charts() -> Vec<u8> {
    let relation = "<Relationship Id='rId1' Type='t/package' Target='../embeddings/a.xlsx'/>";
    let relations = format!("<R>{}</R>", relation.repeat(10_000)).into_bytes();
    let names: Vec<String> = (0..300).map(|number| format!("word/charts/chart{number}.xml")).collect();
    let links: Vec<String> = (0..300).map(|number| format!("word/charts/_rels/chart{number}.xml.rels")).collect();
    let mut parts = vec![
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("word/document.xml", b"<w:document/>".to_vec()),
        ("word/embeddings/a.xlsx", b"text".to_vec()),
    ];
    parts.extend(names.iter().map(|name| (name.as_str(), b"<c:chartSpace/>".to_vec())));
    parts.extend(links.iter().map(|name| (name.as_str(), relations.clone())));
    zipped(parts)
}

fn open_text() -> Vec<u8> {
    let spaces = "<text:s text:c='4294967295'/>".repeat(1_000_000);
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("mimetype", stored).unwrap();
    writer.write_all(b"application/vnd.oasis.opendocument.text").unwrap();
    writer.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    writer.write_all(format!("<office:document-content><text:p>{spaces}").as_bytes()).unwrap();
    writer.finish().unwrap().into_inner()
}
