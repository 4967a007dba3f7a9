//! PidTagMessageClass -> what the item is. Knows nothing of what is in the item.

use crate::draft::MessageKind;

/// Classes and what they are; a class that begins with one of them, followed by a dot, is of its kind (MS-OXCMSG
/// 2.2.1.3). The longest that fits decides.
const CLASSES: &[(&str, MessageKind)] = &[
    ("ipm.note", MessageKind::Note),
    ("ipm.note.smime", MessageKind::Encrypted),
    ("ipm.note.smime.multipartsigned", MessageKind::Signed),
    ("ipm.note.rpmsg", MessageKind::Encrypted),
    ("ipm.schedule.meeting", MessageKind::Meeting),
    ("ipm.appointment", MessageKind::Appointment),
    ("ipm.ole.class", MessageKind::Appointment),
    ("ipm.taskrequest", MessageKind::TaskRequest),
    ("ipm.task", MessageKind::Task),
    ("ipm.contact", MessageKind::Contact),
    ("ipm.abchperson", MessageKind::Contact),
    ("ipm.distlist", MessageKind::DistributionList),
    ("ipm.post", MessageKind::Post),
    ("ipm.stickynote", MessageKind::StickyNote),
    ("ipm.activity", MessageKind::Journal),
    ("ipm.outlook.recall", MessageKind::Recall),
    ("ipm.recall.report", MessageKind::Report),
    ("ipm.report", MessageKind::Report),
    ("report", MessageKind::Report),
];

/// What an item of `class` is. Mail when it has no class or one that was made up: Outlook shows those as mail, too.
pub(super) fn kind(class: &str) -> MessageKind {
    let class = class.trim().to_ascii_lowercase();
    let is_of = |of: &str| class.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let known = CLASSES.iter().filter(|(of, _)| is_of(of)).max_by_key(|(of, _)| of.len());
    match known {
        Some((_, kind)) => *kind,
        None if class.starts_with("ipm.") => MessageKind::Other,
        None => MessageKind::Note,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_class_that_fits_decides() {
        assert_eq!(kind("IPM.Note.SMIME.MultipartSigned"), MessageKind::Signed);
        assert_eq!(kind("IPM.Note.SMIME"), MessageKind::Encrypted);
        assert_eq!(kind("ipm.note.rpmsg.Microsoft.Voicemail"), MessageKind::Encrypted);
        assert_eq!(kind("IPM.Schedule.Meeting.Resp.Pos"), MessageKind::Meeting);
        assert_eq!(kind("IPM.TaskRequest.Accept"), MessageKind::TaskRequest);
        assert_eq!(kind("IPM.Task"), MessageKind::Task);
        assert_eq!(kind("REPORT.IPM.Note.NDR"), MessageKind::Report);
    }

    #[test]
    fn a_form_of_ones_own_is_what_it_was_made_from() {
        assert_eq!(kind("IPM.Note.HolidayRequest"), MessageKind::Note);
        assert_eq!(kind("IPM.Contact.Client"), MessageKind::Contact);
        assert_eq!(kind("IPM.Notes"), MessageKind::Other);
        assert_eq!((kind(""), kind("F")), (MessageKind::Note, MessageKind::Note));
    }
}
