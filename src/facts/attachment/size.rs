//! How large a message is on its way, and whose limit that exceeds. Counts sizes alone; whether a file is worth its
//! size is nobody's business here.

use crate::draft::{Attachment, Content, Draft, HeaderField};
use crate::facts::schema::RecipientRow;
use crate::lang::Bilingual;
use crate::settings::{LARGE_PROVIDERS, MAIL_SERVER, MANY_SERVERS, RECIPIENT, SizeLimit, SizeLimits, TOOL};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// As many outside addresses go through a tool for bulk mail where there is one.
const BULK_ADDRESSES: usize = 20;

/// A message that is larger than somebody takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excess {
    /// Numbers of the largest attachments, without which the message would be small enough.
    pub heavy: BTreeSet<usize>,
    /// Names of the limits, the smallest first.
    pub limits: Vec<String>,
    /// Size and limits in words.
    pub called: Bilingual,
    /// `sure` or `likely`.
    pub certainty: &'static str,
}

/// Bytes of the message on its way: header, texts in every form, and its files in base64 (RFC 2045 6.8). An .eml is
/// what travels; it weighs more than it holds when its files are not yet encoded.
#[must_use]
pub fn transported_bytes(draft: &Draft) -> u64 {
    let header = draft.headers.iter().filter(|field| field.is_present).map(field_bytes);
    let texts = in_base64(draft.text_bytes.max(draft.body.span.len() as u64));
    let files = draft.attachments.iter().map(|attachment| file_bytes(draft, attachment));
    header.chain(files).fold(texts, u64::saturating_add).max(draft.file_bytes)
}

/// Bytes of a header field; what is not ASCII becomes encoded-words, some half longer than the text (RFC 2047).
fn field_bytes(field: &HeaderField) -> u64 {
    let body = field.body.len() as u64;
    let body = if field.body.is_ascii() { body } else { body.saturating_mul(3) / 2 };
    body + field.name.len() as u64 + 4
}

/// Bytes of an attachment on its way.
pub(super) fn file_bytes(draft: &Draft, attachment: &Attachment) -> u64 {
    // A message in an .eml is encoded already; Outlook keeps it as it is and encodes it when it is sent.
    let is_encoded = matches!(attachment.content, Content::Message(_)) && draft.message_class.is_none();
    if is_encoded { attachment.size_bytes } else { in_base64(attachment.size_bytes) }
}

/// Four letters for three bytes, and a line end after 76 letters: about 37 % more.
fn in_base64(size_bytes: u64) -> u64 {
    let letters = size_bytes.div_ceil(3).saturating_mul(4);
    letters.saturating_add(letters.div_ceil(76).saturating_mul(2))
}

/// What is exceeded; `None` for a message that fits, and for one without files, which nobody could make smaller.
pub(super) fn excess(draft: &Draft, recipients: &[RecipientRow], limits: &SizeLimits) -> Option<Excess> {
    let total = transported_bytes(draft);
    let exceeded: Vec<SizeLimit> = in_the_way(limits, recipients).filter(|limit| total > limit.bytes).collect();
    let smallest = exceeded.first().filter(|_| !draft.attachments.is_empty())?.bytes;
    let is_refused = exceeded.iter().any(|limit| matches!(limit.name.as_str(), MAIL_SERVER | LARGE_PROVIDERS));
    Some(Excess {
        heavy: heaviest(draft, total, smallest),
        called: called(total, &exceeded),
        limits: exceeded.into_iter().map(|limit| limit.name).collect(),
        certainty: if is_refused { "sure" } else { "likely" },
    })
}

/// The limits that this message meets. Mail among colleagues meets our own server alone, and where its limit is known
/// what others take does not matter; the tool for bulk mail takes mail to many. A draft without recipients may go to
/// anybody.
fn in_the_way(limits: &SizeLimits, recipients: &[RecipientRow]) -> impl Iterator<Item = SizeLimit> {
    let delivered = || recipients.iter().filter(|row| row.delivered);
    let outside: BTreeSet<&str> =
        delivered().filter(|row| row.external != Some(false)).filter_map(|row| row.address.as_deref()).collect();
    let is_open = delivered().next().is_none();
    let goes_outside = is_open || delivered().any(|row| row.external != Some(false));
    let is_bulk = is_open || outside.len() >= BULK_ADDRESSES;
    let limits = limits.in_force();
    let knows_our_server = limits.iter().any(|limit| limit.name == MAIL_SERVER);
    limits.into_iter().filter(move |limit| match limit.name.as_str() {
        TOOL => is_bulk,
        RECIPIENT => goes_outside,
        _ => goes_outside || !limit.is_default || !knows_our_server,
    })
}

/// The largest attachments, as many as must leave for the rest to fit.
fn heaviest(draft: &Draft, total: u64, limit: u64) -> BTreeSet<usize> {
    let mut files: Vec<(usize, u64)> =
        draft.attachments.iter().map(|attachment| file_bytes(draft, attachment)).enumerate().collect();
    files.sort_by_key(|(number, bytes)| (Reverse(*bytes), *number));
    let mut rest = total;
    let mut heavy = BTreeSet::new();
    for (number, bytes) in files {
        heavy.insert(number);
        rest = rest.saturating_sub(bytes);
        if rest <= limit {
            break;
        }
    }
    heavy
}

fn called(total_bytes: u64, exceeded: &[SizeLimit]) -> Bilingual {
    let total = readable(total_bytes);
    let (en, ja): (Vec<String>, Vec<String>) = exceeded
        .iter()
        .map(|limit| {
            let (bytes, spoken) = (readable(limit.bytes), spoken(&limit.name));
            let excess = readable(total_bytes.saturating_sub(limit.bytes));
            (format!("{} ({bytes}) by {excess}", spoken.en), format!("{}の上限（{bytes}）を {excess}", spoken.ja))
        })
        .unzip();
    Bilingual {
        en: format!("about {total} when sent, over the limit of {}", en.join(" and that of ")),
        ja: format!("送信時に約 {total} になり、{} 超えます", ja.join("、")),
    }
}

/// What to call whoever has the limit; a name of the user's own stands as it is.
fn spoken(name: &str) -> Bilingual {
    let (en, ja) = match name {
        MAIL_SERVER => ("your mail server", "自組織のメールサーバー"),
        TOOL => ("the bulk-mail system", "一斉送信システム"),
        RECIPIENT => ("the readers' mail server", "受信側のメールサーバー"),
        MANY_SERVERS => ("many mail servers", "多くのメールサーバー"),
        LARGE_PROVIDERS => ("large mail providers", "大手のメールサービス"),
        own => return Bilingual { en: format!("`{own}`"), ja: format!("「{own}」") },
    };
    Bilingual { en: en.to_owned(), ja: ja.to_owned() }
}

/// Bytes below 1,000, then kB and MB in steps of 1,000, as limits are told.
pub(super) fn readable(bytes: u64) -> String {
    let tenths = |unit: u64, name: &str| match bytes / (unit / 10) % 10 {
        0 => format!("{} {name}", bytes / unit),
        tenth => format!("{}.{tenth} {name}", bytes / unit),
    };
    match bytes {
        1 => "1 byte".to_owned(),
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        1_000_000..1_000_000_000 => tenths(1_000_000, "MB"),
        _ => tenths(1_000_000_000, "GB"),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::facts::test_draft;
    use crate::span::Span;
    use std::collections::BTreeMap;

    const MB: u64 = 1_000_000;

    fn draft(sizes: &[u64]) -> Draft {
        let mut draft = test_draft::draft("Subject: x\n\nText\n");
        draft.attachments = sizes
            .iter()
            .map(|size_bytes| Attachment {
                filename: None,
                other_names: Vec::new(),
                media_type: "application/pdf".to_owned(),
                size_bytes: *size_bytes,
                is_inline: false,
                is_hidden: false,
                content_id: None,
                part: String::new(),
                span: Span::default(),
                content: Content::Absent,
            })
            .collect();
        draft
    }

    fn recipients(count: usize, external: bool) -> Vec<RecipientRow> {
        let row = |number| RecipientRow {
            external: Some(external),
            delivered: true,
            address: Some(format!("p{number}@beta.example")),
            ..RecipientRow::default()
        };
        (0..count).map(row).collect()
    }

    fn exceeded(sizes: &[u64], recipients: &[RecipientRow], limits: &SizeLimits) -> Vec<String> {
        excess(&draft(sizes), recipients, limits).map(|excess| excess.limits).unwrap_or_default()
    }

    fn named(name: &str, bytes: u64) -> SizeLimits {
        SizeLimits { named: BTreeMap::from([(name.to_owned(), bytes)]), ..SizeLimits::default() }
    }

    #[test]
    fn files_grow_by_a_third_and_the_line_ends() {
        assert_eq!(in_base64(57), 78);
        assert_eq!(in_base64(7_300_000) / 1_000, 9_989);
        assert_eq!(in_base64(0), 0);
        assert_eq!(transported_bytes(&draft(&[u64::MAX, u64::MAX])), u64::MAX);
    }

    #[test]
    fn seven_megabytes_fit_and_eight_do_not() {
        let (to, limits) = (recipients(1, true), SizeLimits::default());
        assert!(exceeded(&[7 * MB], &to, &limits).is_empty());
        assert_eq!(exceeded(&[8 * MB], &to, &limits), [MANY_SERVERS]);
        assert_eq!(exceeded(&[10 * MB, 9 * MB], &to, &limits), [MANY_SERVERS, LARGE_PROVIDERS]);
    }

    #[test]
    fn the_largest_files_are_named_until_the_rest_fits() {
        let excess = excess(&draft(&[MB, 5 * MB, 2 * MB, 4 * MB]), &[], &SizeLimits::default()).unwrap();
        assert_eq!(excess.heavy, BTreeSet::from([1]));
        assert_eq!(excess.certainty, "likely");
    }

    #[test]
    fn colleagues_are_reached_through_our_server_alone() {
        let limits = SizeLimits { mta_bytes: Some(30 * MB), ..SizeLimits::default() };
        assert!(exceeded(&[20 * MB], &recipients(1, false), &limits).is_empty());
        assert_eq!(exceeded(&[20 * MB], &recipients(1, true), &limits), [MANY_SERVERS, LARGE_PROVIDERS]);
        assert_eq!(exceeded(&[22 * MB], &recipients(1, false), &limits), [MAIL_SERVER]);
        assert_eq!(exceeded(&[8 * MB], &recipients(1, false), &SizeLimits::default()), [MANY_SERVERS]);
    }

    #[test]
    fn the_tool_takes_mail_to_many_and_the_readers_server_mail_to_outside() {
        let tool = named(TOOL, MB);
        assert!(exceeded(&[2 * MB], &recipients(19, true), &tool).is_empty());
        assert_eq!(exceeded(&[2 * MB], &recipients(20, true), &tool), [TOOL]);
        assert_eq!(exceeded(&[2 * MB], &[], &tool), [TOOL]);
        let recipient = named(RECIPIENT, MB);
        assert!(exceeded(&[2 * MB], &recipients(1, false), &recipient).is_empty());
        assert_eq!(exceeded(&[2 * MB], &recipients(1, true), &recipient), [RECIPIENT]);
    }

    #[test]
    fn whose_limit_it_is_stands_in_the_words() {
        let excess = excess(&draft(&[9 * MB]), &[], &named("県のシステム", 2_500_000)).unwrap();
        assert_eq!(
            excess.called.en,
            "about 12.3 MB when sent, over the limit of `県のシステム` (2.5 MB) by 9.8 MB and that of many mail servers (10 MB) by 2.3 MB"
        );
        assert_eq!(
            excess.called.ja,
            "送信時に約 12.3 MB になり、「県のシステム」の上限（2.5 MB）を 9.8 MB、多くのメールサーバーの上限（10 MB）を 2.3 MB 超えます"
        );
    }
}
