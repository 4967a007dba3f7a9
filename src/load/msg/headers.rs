//! Header fields: those the message came with, else the few that a draft's properties stand for.
//! Unfolded and decoded, as those of an .eml.

use super::clean_copy::{self, Copy};
use super::message::{Message, property};
use crate::draft::{DefectKind, DefectPart};
use crate::load::encoded_word::decode_text;
use crate::load::mapi::{Tag, named, tag};
use crate::load::parts::{Anchor, PartHeader};

/// The field in which Outlook sends the sensitivity labels of Microsoft Purview, and the named property for it.
const LABELS: &str = "msip_labels";

/// Reads them.
pub(super) fn read(
    message: &mut Message<'_, '_>,
    copy: Option<&Copy>,
    transport_headers: Option<String>,
) -> Vec<PartHeader> {
    let text = transport_headers.map(|own| clean_copy::or_own(own, copy.map(|copy| &copy.transport_headers)));
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        let limit = message.limits.header_fields;
        let (fields, is_cut) = fields(&text, limit);
        if is_cut {
            let detail = format!("more than {limit} header fields");
            message.defect(DefectKind::SizeLimit, DefectPart::Header, Anchor::Top, &detail);
        }
        return fields;
    }
    let synthesized = [
        ("Message-ID", tag::INTERNET_MESSAGE_ID),
        ("In-Reply-To", tag::IN_REPLY_TO_ID),
        ("References", tag::INTERNET_REFERENCES),
    ];
    let labels = named::id_of(message.compound, LABELS).map(|id| (LABELS, Tag { id, name: LABELS }));
    let mut fields: Vec<PartHeader> = synthesized
        .into_iter()
        .chain(labels)
        .filter_map(|(name, tag)| {
            let body = message.text(tag, DefectPart::Header, Anchor::Top)?;
            let body = body.split_whitespace().collect::<Vec<_>>().join(" ");
            (!body.is_empty()).then(|| PartHeader { name: name.to_owned(), body, origin: property("", tag) })
        })
        .collect();
    fields.extend(message.properties.integer(tag::SENSITIVITY).and_then(sensitivity).map(|body| PartHeader {
        name: "Sensitivity".to_owned(),
        body: body.to_owned(),
        origin: property("", tag::SENSITIVITY),
    }));
    fields
}

/// What PidTagSensitivity is sent as (MS-OXCMSG 2.2.1.13, RFC 2156 5.3.4); `None` when it says nothing.
fn sensitivity(value: u32) -> Option<&'static str> {
    match value {
        1 => Some("Personal"),
        2 => Some("Private"),
        3 => Some("Company-Confidential"),
        _ => None,
    }
}

/// The fields of a header (RFC 5322 2.2); ends at the first blank line, and leaves out lines that are no fields, such
/// as the banner Exchange puts first. At most `limit`, and whether there are more.
fn fields(text: &str, limit: usize) -> (Vec<PartHeader>, bool) {
    let origin = || property("", tag::TRANSPORT_MESSAGE_HEADERS);
    let mut fields: Vec<PartHeader> = Vec::new();
    let mut is_cut = false;
    for line in text.lines().skip_while(|line| line.trim().is_empty()) {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            if let Some(field) = fields.last_mut() {
                field.body.push(' ');
                field.body.push_str(line.trim());
            }
            continue;
        }
        let Some((name, body)) = line.split_once(':') else { continue };
        let name = name.trim_end();
        if fields.len() >= limit {
            is_cut = true;
            break;
        }
        if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic()) {
            fields.push(PartHeader { name: name.to_owned(), body: body.trim().to_owned(), origin: origin() });
        }
    }
    // Only when a field is whole: a character may be split over the encoded-words of two lines.
    for field in &mut fields {
        field.body = decode_text(&field.body).0;
    }
    (fields, is_cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_fields_become_one_and_the_banner_none() {
        let text =
            "Microsoft Mail Internet Headers Version 2.0\r\nReceived: from a\r\n\tby b\r\nX-Empty:\r\n\r\nBody: no";
        let (fields, _) = fields(text, 10);
        let fields: Vec<_> = fields.iter().map(|field| (field.name.as_str(), field.body.as_str())).collect();
        assert_eq!(fields, [("Received", "from a by b"), ("X-Empty", "")]);
    }

    #[test]
    fn encoded_words_are_decoded_over_lines() {
        let fields = fields("X-Note: =?ISO-2022-JP?B?GyRCOzM=?=\r\n =?ISO-2022-JP?B?RUQbKEI=?=\r\n", 10).0;
        assert_eq!(fields[0].body, "山田");
    }

    #[test]
    fn fields_beyond_the_limit_are_left() {
        let (fields, is_cut) = fields("A: 1\nB: 2\n more\nC: 3\n", 2);
        assert_eq!((fields.len(), fields[1].body.as_str(), is_cut), (2, "2 more", true));
    }
}
