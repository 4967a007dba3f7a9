//! Messages as attachments, read by a function that is handed in: their text, and the files that hang on them.

use super::look::Look;
use super::place::Part;
use super::visitor::{InnerFile, Obstacle};

/// Shows the message; false, and nothing told, when it is none.
pub(super) fn show(bytes: &[u8], file: &InnerFile, look: &mut Look<'_>) -> bool {
    let Some(message) = (look.readers.message)(bytes) else { return false };
    look.tell(file);
    look.text(Part::Text, None, &message.text);
    if message.is_damaged {
        look.meet(Obstacle::Damaged);
    }
    for (name, content) in message.attachments {
        if let Err(obstacle) = look.budget.take_entry() {
            look.meet(obstacle);
            break;
        }
        look.inner(name.as_deref().unwrap_or_default(), &content);
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::inspect::test_visitor::{record, record_within};
    use crate::inspect::{FileType, Limits};

    const EML: &[u8] = b"From: a@x.example\nTo: b@x.example\nSubject: list\n\
        Content-Type: multipart/mixed; boundary=b\n\n--b\n\nPlease see.\n--b\n\
        Content-Type: text/csv; name=l.csv\nContent-Disposition: attachment\n\nname,phone\nMihon,090-0000-0000\n--b--\n";

    #[test]
    fn a_message_shows_its_text_and_its_attachments() {
        let told = record("old.eml", EML);
        assert_eq!(told[0], "file eml");
        assert!(told.contains(&"text To: b@x.example".to_owned()), "{told:?}");
        assert!(told.contains(&"text Please see.".to_owned()), "{told:?}");
        assert!(told.contains(&"file l.csv > csv".to_owned()), "{told:?}");
        assert!(told.contains(&"row 2: Mihon | 090-0000-0000".to_owned()), "{told:?}");
    }

    #[test]
    fn what_only_calls_itself_a_message_is_text() {
        assert_eq!(record("notes.eml", b"Hello\nyou"), ["file text", "enter text", "text Hello", "text you"]);
    }

    #[test]
    fn messages_inside_messages_end_at_the_depth_limit() {
        let told = record_within(Limits { depth: 0, ..Limits::default() }, "old.eml", EML);
        assert_eq!(told.last().map(String::as_str), Some("obstacle l.csv > depth"));
    }

    #[test]
    fn a_compound_file_that_is_no_message_is_damaged() {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.extend("__properties_version1.0\0".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(FileType::of(Some("a.msg"), &bytes), FileType::Msg);
        assert_eq!(record("a.msg", &bytes), ["file msg", "obstacle damaged"]);
    }
}
