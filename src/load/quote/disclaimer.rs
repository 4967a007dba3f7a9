//! Legal notices that a company puts under every message. Knows only a list of phrases; where it stands is for
//! `signature` to see.

use crate::load::line::Line;

/// How notices begin; the line must begin so.
const OPENERS: [&str; 34] = [
    "this e-mail",
    "this email",
    "this message",
    "this communication",
    "this transmission",
    "the information contained",
    "the information in this",
    "the contents of this",
    "confidentiality notice",
    "confidentiality:",
    "disclaimer",
    "notice:",
    "important notice",
    "本メール",
    "このメール",
    "本電子メール",
    "この電子メール",
    "本eメール",
    "このeメール",
    "このメッセージ",
    "本メッセージ",
    "免責事項",
    "機密保持",
    "秘密保持",
    "守秘義務",
    "diese e-mail",
    "diese nachricht",
    "ce message",
    "ce courriel",
    "este mensaje",
    "este correo",
    "esta mensagem",
    "questo messaggio",
    "dit bericht",
];
/// What a notice says somewhere.
const PHRASES: [&str; 26] = [
    "confidential",
    "intended recipient",
    "intended solely",
    "intended only",
    "intended for",
    "privileged",
    "received this in error",
    "received it in error",
    "機密",
    "秘密情報",
    "誤って受信",
    "誤って送信",
    "誤送信",
    "誤配信",
    "誤ってお受け取り",
    "名宛人",
    "意図された受信者",
    "機密保持",
    "秘密保持",
    "守秘義務",
    "第三者への開示",
    "vertraulich",
    "confidentiel",
    "confidencial",
    "riservat",
    "vertrouwelijk",
];

/// The line of the block where a notice begins, when there is one; what stands above it in the block is not part of it.
pub(super) fn start(block: &[Line]) -> Option<usize> {
    let start = block.iter().position(|line| {
        let text = line.text.trim_start_matches(|character: char| !character.is_alphanumeric());
        let mut lower_case = text.chars().flat_map(char::to_lowercase);
        let Some(first) = lower_case.next() else { return false };
        OPENERS.iter().any(|opener| {
            let mut opener = opener.chars();
            // Few lines begin like one at all.
            opener.next() == Some(first) && {
                let mut rest = lower_case.clone();
                opener.all(|character| rest.next() == Some(character))
            }
        })
    })?;
    let says_so = block[start..].iter().any(|line| {
        let text = line.text.to_lowercase();
        PHRASES.iter().any(|phrase| text.contains(phrase))
    });
    says_so.then_some(start)
}
