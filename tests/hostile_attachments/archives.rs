//! Archives whose directories lie, whose files overlap, whose names have no end, and that stand in one another.

use super::survive::Hostile;
use super::swelling::{deep, gz, packed_zeros, tar_header, with_end, zipped};
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use mailcheck::inspect::Obstacle::{Damaged, Depth, Entries, Size, Text};
use std::io::Write;

pub fn files() -> Vec<Hostile> {
    vec![
        ("entries quoted in entries", "quoted.zip", quoted(250), &[Size]),
        ("sizes of 4 EB", "sizes.zip", lying_sizes(), &[Size, Damaged]),
        ("a directory of 10^18 lines", "lines.zip", lying_directory(), &[Damaged, Entries]),
        ("an entry without compression that claims 4 GB", "stored.zip", lying_stored(), &[Damaged, Size]),
        ("ten million headers", "headers.tar.gz", gz(|write| many(write, &tar_header(b'0', 0), 10_000_000)), &[Size]),
        ("ten million global headers", "global.tar.gz", gz(|write| many(write, &tar_header(b'g', 0), 90_000)), &[]),
        ("a name of 20 MB before many files", "name.tar.gz", long_name(), &[Entries, Size, Damaged]),
        ("a pax name of 20 MB before many files", "pax.tar.gz", pax_name(), &[Entries, Size, Damaged]),
        (
            "gz in gz",
            "deep.gz",
            (0..9).fold(vec![b'a'; 99], |content, _| gz(|write| write.write_all(&content))),
            &[Depth],
        ),
        ("a gz bomb in gz in gz", "bombs.gz", gz_in_gz(), &[Size, Depth]),
        ("many gz in one", "many.gz", gz(|_| Ok(())).repeat(500_000), &[]),
        ("messages in zips in messages", "a.eml", messages_in_zips(8), &[Depth]),
        ("large messages in zips in messages", "large.eml", large_messages(), &[Size, Text, Depth]),
        ("zips of messages of zips", "zips.zip", zips_of_messages(), &[Size, Depth, Entries, Text]),
        ("zips in zips in a zip", "deep.zip", zipped([("a.zip", deep(9))]), &[Depth]),
    ]
}

fn many(write: &mut dyn Write, piece: &[u8], times: usize) -> std::io::Result<()> {
    // Without optimization gigabytes take minutes to make.
    let times = if cfg!(debug_assertions) { times / 20 } else { times };
    let together = ((1 << 20) / piece.len().max(1)).clamp(1, times.max(1));
    let block = piece.repeat(together);
    (0..times / together).try_for_each(|_| write.write_all(&block))
}

/// A header of a file in a zip (APPNOTE 4.3.7), from its version on.
fn header(crc: u32, packed: u32, size: u32, name: &[u8], extra: &[u8]) -> Vec<u8> {
    let mut header = vec![20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0];
    [crc, packed, size].iter().for_each(|number| header.extend(number.to_le_bytes()));
    header.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
    header.extend(u16::try_from(extra.len()).unwrap().to_le_bytes());
    header
}

fn local(crc: u32, packed: u32, size: u32, name: &[u8]) -> Vec<u8> {
    [b"PK\x03\x04", &*header(crc, packed, size, name, b""), name].concat()
}

/// A line of the directory (APPNOTE 4.3.12).
fn line(crc: u32, packed: u32, size: u32, name: &[u8], extra: &[u8], at: u32) -> Vec<u8> {
    let start = [b"PK\x01\x02\x14\0", &*header(crc, packed, size, name, extra), &[0; 10], &at.to_le_bytes()].concat();
    [&*start, name, extra].concat()
}

/// Files one behind the other, each of which holds the headers of all that follow and the same 20 MB: whole as to
/// checksums and lengths (D. Fifield, "A better zip bomb", 2019).
fn quoted(count: u32) -> Vec<u8> {
    let zeros = vec![0; 20 << 20];
    let mut crc = Crc::new();
    crc.update(&zeros);
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&zeros).unwrap();
    let kernel = encoder.finish().unwrap();
    let (mut packed, mut size) = (u32::try_from(kernel.len()).unwrap(), u32::try_from(zeros.len()).unwrap());
    // From the last file to the first.
    let mut pieces = vec![kernel];
    let mut lines = Vec::new();
    for number in (0..count).rev() {
        let name = format!("{number}.txt").into_bytes();
        let local = local(crc.sum(), packed, size, &name);
        lines.push((crc.sum(), packed, size, name));
        let length = u16::try_from(local.len()).unwrap();
        let mut own = Crc::new();
        own.update(&local);
        own.combine(&crc);
        pieces.push(local);
        if number > 0 {
            pieces.push([&[0], &length.to_le_bytes()[..], &(!length).to_le_bytes()].concat());
            packed += 5 + u32::from(length);
            size += u32::from(length);
            crc = own;
        }
    }
    let mut bytes: Vec<u8> = pieces.into_iter().rev().flatten().collect();
    let (start, end) = (bytes.len(), lines.len());
    let mut directory = Vec::new();
    for (crc, packed, size, name) in lines.into_iter().rev() {
        let local = local(crc, packed, size, &name);
        let at = bytes[..start].windows(local.len()).position(|window| window == local).unwrap();
        directory.extend(line(crc, packed, size, &name, b"", u32::try_from(at).unwrap()));
    }
    bytes.extend(directory);
    with_end(bytes, start, u16::try_from(end).unwrap())
}

/// Zip64 (APPNOTE 4.5.3) that says a file of some bytes has 2^62.
fn lying_sizes() -> Vec<u8> {
    let content = [0x03, 0x00];
    let mut bytes = [local(0, u32::MAX, u32::MAX, b"a.txt"), content.to_vec()].concat();
    let start = bytes.len();
    let mut extra = vec![1, 0, 24, 0];
    [1_u64 << 62, 1 << 62, 0].iter().for_each(|number| extra.extend(number.to_le_bytes()));
    (0..100).for_each(|_| bytes.extend(line(0, u32::MAX, u32::MAX, b"a.txt", &extra, u32::MAX)));
    with_end(bytes, start, 100)
}

/// An end of a directory in zip64 (APPNOTE 4.3.14) that counts 10^18 lines.
fn lying_directory() -> Vec<u8> {
    let mut bytes = [local(0, 2, 0, b"a.txt"), vec![3, 0]].concat();
    let start = bytes.len() as u64;
    bytes.extend(line(0, 2, 0, b"a.txt", b"", 0));
    let end = bytes.len() as u64;
    bytes.extend(b"PK\x06\x06");
    bytes.extend(44_u64.to_le_bytes());
    bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let count = 1_000_000_000_000_000_000_u64;
    [count, count, u64::MAX >> 1, start].iter().for_each(|number| bytes.extend(number.to_le_bytes()));
    bytes.extend(b"PK\x06\x07\0\0\0\0");
    bytes.extend(end.to_le_bytes());
    bytes.extend([1, 0, 0, 0]);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([0xFF; 12]);
    bytes.extend([0, 0]);
    bytes
}

fn lying_stored() -> Vec<u8> {
    let is_stored = |mut header: Vec<u8>, at: usize| {
        header[at] = 0;
        header
    };
    let mut bytes = is_stored(local(0, 0xFFFF_FFFE, 0xFFFF_FFFE, b"a.txt"), 8);
    bytes.extend(b"text");
    let start = bytes.len();
    bytes.extend(is_stored(line(0, 0xFFFF_FFFE, 0xFFFF_FFFE, b"a.txt", b"", 0), 10));
    bytes.extend(is_stored(line(0, 40 << 20, 40 << 20, b"b.txt", b"", 0), 10));
    with_end(bytes, start, 2)
}

/// A file with a name of 20 MB; in it ten thousand others.
fn named(write: &mut dyn Write, kind: u8, record: &[u8]) -> std::io::Result<()> {
    write.write_all(&tar_header(kind, record.len()))?;
    write.write_all(record)?;
    write.write_all(&vec![0; record.len().next_multiple_of(512) - record.len()])?;
    let inner = tar_header(b'0', 0).repeat(20_000);
    write.write_all(&tar_header(b'0', inner.len()))?;
    write.write_all(&inner)
}

fn long_name() -> Vec<u8> {
    gz(|write| named(write, b'L', &vec![b'n'; 20 << 20]))
}

fn pax_name() -> Vec<u8> {
    let name = "n".repeat(20 << 20);
    gz(|write| named(write, b'x', format!("{} path={name}\n", name.len() + 15).as_bytes()))
}

fn gz_in_gz() -> Vec<u8> {
    let bomb = gz(|write| many(write, &[0; 1 << 20], 2_000));
    gz(|write| write.write_all(&gz(|write| write.write_all(&bomb))))
}

/// A message with this file; in base64 it would take a third more room each time.
fn message(name: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "From: a@x.example\nTo: b@x.example\nContent-Type: multipart/mixed; boundary=\"{0}\"\n\n--{0}\n\ntext\n--{0}\n\
         Content-Type: application/octet-stream; name={name}\nContent-Disposition: attachment\n\
         Content-Transfer-Encoding: binary\n\n",
        content.len()
    );
    [head.as_bytes(), content, format!("\n--{}--\n", content.len()).as_bytes()].concat()
}

fn messages_in_zips(levels: usize) -> Vec<u8> {
    (0..levels).fold(b"name,phone\n".to_vec(), |content, level| match level {
        0 => message("a.csv", &content),
        _ if level % 2 == 0 => message("a.zip", &content),
        _ => zipped([("a.eml", message("b.eml", &content))]),
    })
}

/// 40 MB in a message in a zip in a message in a zip in a message.
fn large_messages() -> Vec<u8> {
    let text = "見本 太郎 090-0000-0000\n".repeat(1_300_000);
    let inner = zipped([("a.eml", message("a.txt", text.as_bytes()))]);
    message("a.zip", &zipped([("b.eml", message("b.zip", &inner))]))
}

fn zips_of_messages() -> Vec<u8> {
    let inner = zipped([("zeros.bin", packed_zeros(30)), ("a.eml", message("a.txt", &b"text\n".repeat(1_000_000)))]);
    let names: Vec<String> = (0..200).map(|number| format!("{number}.eml")).collect();
    zipped(names.iter().map(|name| (name.as_str(), message("a.zip", &inner))))
}
