//! The line that mailers on telephones put under a message: `Sent from my iPhone`, `iPhoneから送信`.
//! Knows no signature around it.

use super::{is_blank, words};
use crate::load::line::Line;

/// Characters that such a line has at most, without the address behind it.
const LENGTH: usize = 60;

/// Where the last line with text starts the signature, when a mailer wrote it; the length of `own` otherwise.
pub(super) fn start(own: &[Line]) -> usize {
    let last = own.iter().rposition(|line| !is_blank(line));
    last.filter(|last| is_device_line(&own[*last].text)).unwrap_or(own.len())
}

fn is_device_line(text: &str) -> bool {
    // `Get Outlook for iOS<https://...>`
    let text = text.split(['<', '\u{ff1c}']).next().unwrap_or_default().trim();
    let text = text.trim_end_matches(['.', '。', '!']);
    if text.is_empty() || text.chars().count() > LENGTH {
        return false;
    }
    let folded = text.to_lowercase();
    // A sentence about a telephone has a comma or a second sentence; a device has neither.
    let is_sentence = folded.contains(['、', '。', ',', '?', '？', ':']);
    !is_sentence
        && (words::DEVICE_STARTS.start(&folded) || (words::DEVICE_ENDS.end(&folded) && words::DEVICES.are_in(&folded)))
}
