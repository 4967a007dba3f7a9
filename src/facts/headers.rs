//! Rows of `headers` from a draft. Knows no settings.

use super::schema::HeaderRow;
use crate::draft::Draft;
use crate::span::Span;

/// Every header field of the draft, and those the view shows although they are absent.
#[must_use]
pub fn rows(draft: &Draft) -> Vec<HeaderRow> {
    let subject = subject_span(draft);
    draft
        .headers
        .iter()
        .map(|field| HeaderRow {
            span: field.span.unwrap_or(subject),
            name: field.name.trim().to_lowercase(),
            body: field.body.trim().to_owned(),
            existing: field.is_present,
        })
        .collect()
}

/// The line that stands for the message: its Subject, present or not; the start of the view where there is neither.
#[must_use]
pub fn subject_span(draft: &Draft) -> Span {
    let line = || {
        let mut fields = draft.headers.iter().filter(|field| field.name.eq_ignore_ascii_case("subject"));
        fields.find_map(|field| field.span)
    };
    draft.subject.as_ref().map(|subject| subject.span).or_else(line).unwrap_or_default()
}

/// The body of the first field of that name (lower case), trimmed; `None` when the message has no such field.
#[must_use]
pub fn field_body<'d>(draft: &'d Draft, name: &str) -> Option<&'d str> {
    let mut fields = draft.headers.iter().filter(|field| field.is_present);
    fields.find(|field| field.name.eq_ignore_ascii_case(name)).map(|field| field.body.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::HeaderField;
    use crate::facts::test_draft::draft;

    #[test]
    fn names_are_lower_case_and_bodies_trimmed() {
        let rows = rows(&draft("From: a@alpha.example\nX-Unsent: 1\nSubject:  Hello \n\nx\n"));
        assert_eq!(rows[1].name, "x-unsent");
        assert_eq!((rows[2].body.as_str(), rows[2].existing), ("Hello", true));
    }

    #[test]
    fn an_absent_subject_is_a_row_with_a_place() {
        let mut draft = draft("From: a@alpha.example\n\nx\n");
        let span = Span::new(0, 4);
        draft.headers.push(HeaderField {
            name: "Subject".to_owned(),
            body: String::new(),
            span: Some(span),
            is_present: false,
        });
        let rows = rows(&draft);
        assert_eq!((rows[1].name.as_str(), rows[1].existing, rows[1].span), ("subject", false, span));
        assert_eq!(subject_span(&draft), span);
        assert_eq!(field_body(&draft, "subject"), None);
    }

    #[test]
    fn a_field_the_view_does_not_show_points_at_the_subject() {
        let mut draft = draft("Subject: Hello\n\nx\n");
        draft.headers.push(HeaderField {
            name: "References".to_owned(),
            body: "<1@alpha.example>".to_owned(),
            span: None,
            is_present: true,
        });
        assert_eq!(draft.view.slice(rows(&draft)[1].span), "Hello");
    }
}
