//! Labels that a draft carries in its header, however they got there: RFC 2156's Sensitivity, Microsoft Purview's labels,
//! keywords and categories. Knows no words and judges none.

use crate::draft::Draft;

/// Fields that hold a label, or several parted by commas: RFC 2156 5.3.4, RFC 5322 3.6.5 (also the categories of Outlook),
/// mutt's labels, the markings of the Australian government (`SEC=PROTECTED`).
const FIELDS: [&str; 5] = ["sensitivity", "keywords", "x-keywords", "x-label", "x-protective-marking"];

/// Their names as written, in the order of the header.
pub(super) fn labels(draft: &Draft) -> Vec<String> {
    let mut labels = Vec::new();
    for field in draft.headers.iter().filter(|field| field.is_present) {
        if field.name.eq_ignore_ascii_case("msip_labels") {
            labels.extend(purview(&field.body));
        } else if FIELDS.iter().any(|name| field.name.eq_ignore_ascii_case(name)) {
            let names = field.body.split(',').map(str::trim).filter(|name| !name.is_empty());
            labels.extend(names.map(str::to_owned));
        }
    }
    labels
}

/// The names in `MSIP_Label_<guid>_Enabled=True; MSIP_Label_<guid>_Name=Confidential; ...`.
pub(super) fn purview(field: &str) -> impl Iterator<Item = String> + '_ {
    let names = field.split(';').filter_map(|attribute| attribute.split_once('='));
    names.filter(|(key, _)| key.trim().to_ascii_lowercase().ends_with("_name")).map(|(_, name)| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::HeaderField;

    #[test]
    fn every_kind_of_label_is_found() {
        let field = |name: &str, body: &str| HeaderField {
            name: name.to_owned(),
            body: body.to_owned(),
            span: None,
            is_present: true,
        };
        let draft = Draft {
            headers: vec![
                field("Keywords", "社外秘, budget"),
                field("MSIP_Labels", "MSIP_Label_1_Enabled=True; MSIP_Label_1_Name=Confidential\\All staff"),
                field("Sensitivity", "Company-Confidential"),
                field("Subject", "Confidential"),
            ],
            ..Draft::default()
        };
        assert_eq!(labels(&draft), ["社外秘", "budget", "Confidential\\All staff", "Company-Confidential"]);
    }
}
