//! Rows of `defects` from a draft: what was met while loading, and attached files that are not whole or not looked into.
//! Knows no settings.

use super::schema::DefectRow;
use crate::draft::{Attachment, Content, Defect, DefectKind, DefectPart, Draft};
use crate::inspect::container::damage;
use crate::inspect::tnef;

/// Every breach of the format, in the order met, then attached files that are cut short or not looked into.
#[must_use]
pub fn rows(draft: &Draft) -> Vec<DefectRow> {
    let damaged = draft.attachments.iter().filter_map(unread_attachment);
    draft.defects.iter().cloned().chain(damaged).map(row).collect()
}

fn row(defect: Defect) -> DefectRow {
    DefectRow {
        span: defect.span,
        kind: defect.kind.name(),
        part: defect.part.name(),
        loss: defect.kind.is_loss(),
        detail: defect.detail,
    }
}

fn unread_attachment(attachment: &Attachment) -> Option<Defect> {
    let Content::Bytes(bytes) = &attachment.content else { return None };
    let (kind, detail) = if tnef::is_tnef(&attachment.media_type, bytes) {
        (DefectKind::Opaque, tnef::NAME)
    } else {
        (DefectKind::UnreadableAttachment, damage(bytes)?)
    };
    Some(Defect { kind, part: DefectPart::Attachment, span: attachment.span, detail: detail.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Defect, DefectKind, DefectPart};
    use crate::facts::schema::{Collection, Kind};
    use crate::span::Span;

    fn words(field: &str) -> Vec<&'static str> {
        let fields = Collection::Defects.fields();
        match fields.iter().find(|known| known.name == field).expect("a field of defects").kind {
            Kind::Choice(words) => words.to_vec(),
            other => panic!("{field} is {other:?}"),
        }
    }

    #[test]
    fn rules_may_name_every_kind_of_defect() {
        assert_eq!(words("kind"), DefectKind::ALL.map(DefectKind::name));
    }

    #[test]
    fn rules_may_name_every_part() {
        assert_eq!(words("part"), DefectPart::ALL.map(DefectPart::name));
    }

    #[test]
    fn a_loss_is_told_from_what_was_put_right() {
        let defect =
            |kind| Defect { kind, part: DefectPart::Recipients, span: Span::new(0, 2), detail: "To".to_owned() };
        let draft = Draft {
            defects: vec![defect(DefectKind::MissingComma), defect(DefectKind::UnreadableField)],
            ..Draft::default()
        };
        let rows = rows(&draft);
        assert_eq!((rows[0].kind, rows[0].loss), ("missing-comma", false));
        assert_eq!((rows[1].part, rows[1].loss, rows[1].detail.as_str()), ("recipients", true, "To"));
    }
}
