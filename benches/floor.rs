//! The floor: how fast mail-parser alone parses every message of an mbox, without looking at any. What mailcheck does is
//! compared with that (`benches/mailing.sh`).
//!
//!     cargo bench --bench floor -- MAILING.mbox

use mail_parser::MessageParser;
use std::io::BufRead;
use std::time::Instant;

fn main() {
    let Some(path) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else { return };
    let file = std::fs::File::open(&path).expect("a mailing");
    let mut lines = std::io::BufReader::with_capacity(1 << 20, file);
    let (mut message, mut line) = (Vec::new(), Vec::new());
    let (mut count, mut parts) = (0_u64, 0_usize);
    let start = Instant::now();
    let mut parse = |message: &mut Vec<u8>| {
        if !message.is_empty() {
            parts += MessageParser::default().parse(message.as_slice()).map_or(0, |parsed| parsed.parts.len());
            count += 1;
            message.clear();
        }
    };
    while lines.read_until(b'\n', &mut line).expect("readable") > 0 {
        if line.starts_with(b"From ") {
            parse(&mut message);
        } else {
            message.extend_from_slice(&line);
        }
        line.clear();
    }
    parse(&mut message);
    let seconds = start.elapsed().as_secs_f64();
    println!("{count} messages, {parts} parts, {seconds:.2} s, {:.0} messages a second", count as f64 / seconds);
}
