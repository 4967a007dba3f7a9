//! Places of a draft that are not what they say. Knows no rule.

use mailcheck::draft::{Address, Draft, Mailbox, Origin};
use mailcheck::facts::Facts;
use mailcheck::facts::schema::Row;
use mailcheck::finding::Finding;
use mailcheck::span::Span;

/// Everything that is wrong with the places of a draft, its facts and its findings; `bytes` is its file.
pub fn problems(draft: &Draft, bytes: &[u8], facts: &Facts, findings: &[Finding]) -> Vec<String> {
    let mut problems = Problems { draft, bytes, found: Vec::new() };
    problems.mailboxes();
    problems.fields();
    problems.attachments();
    problems.body();
    problems.origins();
    problems.rows(facts);
    problems.labels(findings);
    let nested = draft.nested.iter().flat_map(|nested| self::problems(nested, bytes, &Facts::default(), &[]));
    problems.found.into_iter().chain(nested).collect()
}

struct Problems<'a> {
    draft: &'a Draft,
    bytes: &'a [u8],
    found: Vec<String>,
}

impl<'a> Problems<'a> {
    fn check(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.found.push(what());
        }
    }

    /// The text at `span`; a place outside of the view or inside a character is a problem and has none.
    fn text(&mut self, span: Span, what: &str) -> Option<&'a str> {
        let text = self.draft.view.text().get(span.start..span.end);
        self.check(text.is_some(), || format!("{what} at {span:?} is no place in the view"));
        text
    }

    fn is(&mut self, span: Span, value: &str, what: &str) {
        let text = self.text(span, what);
        self.check(text == Some(value), || format!("{what} is {value:?}, the view has {text:?}"));
    }

    fn mailboxes(&mut self) {
        let recipients = self.draft.recipients.iter().map(|recipient| &recipient.mailbox);
        let others = self.draft.from.iter().chain(&self.draft.sender).chain(&self.draft.reply_to);
        for mailbox in others.chain(recipients) {
            self.mailbox(mailbox);
        }
    }

    fn mailbox(&mut self, mailbox: &Mailbox) {
        let address = &mailbox.address;
        self.text(mailbox.span, "mailbox");
        self.check(mailbox.span.contains(address.span), || "an address outside of its mailbox".to_owned());
        if let Some(name) = &mailbox.display_name {
            self.is(name.span, &name.value, "display name");
            self.check(mailbox.span.contains(name.span), || "a name outside of its mailbox".to_owned());
        }
        match &address.value {
            Address::Ok(addr_spec) => self.is(address.span, &addr_spec.to_string(), "address"),
            Address::Malformed { text, .. } | Address::Placeholder(text) => self.is(address.span, text, "address"),
            Address::NameOnly | Address::Unresolved => match &mailbox.display_name {
                Some(name) => {
                    self.check(name.span == address.span, || "no address, and not the name's place".to_owned());
                }
                None => self.is(address.span, "<>", "nobody"),
            },
        }
        if let (Address::Ok(addr_spec), Some(Origin::Raw(range))) =
            (&address.value, self.draft.view.origin(address.span))
        {
            let (literal, raw) = (addr_spec.to_string(), self.bytes.get(range.clone()).unwrap_or_default());
            let is_held = raw.windows(literal.len()).any(|window| window == literal.as_bytes());
            // Where the address stands inside an encoded-word, ISO-2022-JP, UTF-16 or a comment, or over two lines, its
            // bytes are other ones; a control is a space in the view.
            let is_as_read = !raw.iter().any(u8::is_ascii_control);
            let is_plain = raw.is_ascii() && is_as_read && !raw.windows(2).any(|pair| pair == b"=?");
            self.check(is_held || !is_plain, || format!("{literal} is not in the bytes it is said to come from"));
        }
    }

    fn fields(&mut self) {
        if let Some(subject) = &self.draft.subject {
            self.is(subject.span, &subject.value, "subject");
        }
        if let Some(date) = &self.draft.date {
            self.is(date.span, &date.value, "date");
        }
        for field in &self.draft.headers {
            let Some(span) = field.span else { continue };
            let text = self.text(span, "header field").unwrap_or_default();
            let name = text.split_once(':').map_or("", |(name, _)| name);
            self.check(name.eq_ignore_ascii_case(&field.name), || format!("{} points at {name:?}", field.name));
            self.check(self.draft.view.text()[..span.start].ends_with('\n') || span.start == 0, || {
                format!("{} begins inside a line", field.name)
            });
        }
    }

    fn attachments(&mut self) {
        for attachment in &self.draft.attachments {
            let text = self.text(attachment.span, "attachment").unwrap_or_default();
            self.check(text.starts_with("Attachment: ") || text.starts_with("Inline: "), || {
                format!("an attachment points at {text:?}")
            });
            if let Some(filename) = &attachment.filename {
                self.is(filename.span, &filename.value, "file name");
                self.check(attachment.span.contains(filename.span), || "a file name outside of its line".to_owned());
            }
        }
    }

    fn body(&mut self) {
        let body = &self.draft.body;
        let mut pieces: Vec<Span> = body.own.iter().chain(&body.quoted).chain(&body.signatures).copied().collect();
        pieces.sort();
        for span in pieces.iter().chain([&body.span]) {
            self.text(*span, "body");
        }
        self.check(pieces.iter().all(|piece| body.span.contains(*piece)), || "a piece outside of the body".to_owned());
        self.check(pieces.windows(2).all(|pair| !pair[0].overlaps(pair[1])), || "pieces overlap".to_owned());
        let total: usize = pieces.iter().map(|piece| piece.len()).sum();
        self.check(total == body.span.len(), || format!("pieces are {total} bytes of a body of {}", body.span.len()));
        self.check(body.span.end == self.draft.view.text().len(), || "the body does not end the view".to_owned());
    }

    fn origins(&mut self) {
        for segment in self.draft.view.segments() {
            self.text(segment.span, "segment");
            if let Origin::Raw(range) = &segment.origin {
                self.check(range.start <= range.end && range.end <= self.bytes.len(), || {
                    format!("origin {range:?} outside of a file of {} bytes", self.bytes.len())
                });
            }
        }
        for defect in &self.draft.defects {
            self.text(defect.span, "defect");
        }
    }

    fn rows(&mut self, facts: &Facts) {
        let rows = |rows: Vec<&dyn Row>| rows.into_iter().map(Row::span).collect::<Vec<_>>();
        let spans = [
            rows(facts.recipients.iter().map(|row| row as &dyn Row).collect()),
            rows(facts.attachments.iter().map(|row| row as &dyn Row).collect()),
            rows(facts.body.iter().map(|row| row as &dyn Row).collect()),
            rows(facts.headers.iter().map(|row| row as &dyn Row).collect()),
            rows(facts.defects.iter().map(|row| row as &dyn Row).collect()),
            vec![facts.message.span()],
        ];
        for span in spans.concat() {
            self.text(span, "fact");
        }
        for row in &facts.recipients {
            if let (Some(address), Some(text)) = (row.address(), self.text(row.span(), "recipient")) {
                let is_its_own = text.contains('@') || text.contains('＠');
                self.check(is_its_own, || format!("the recipient {address} points at {text:?}"));
            }
        }
    }

    fn labels(&mut self, findings: &[Finding]) {
        for finding in findings {
            let rule = &finding.rule;
            let primary = finding.labels.iter().filter(|label| label.is_primary).count();
            self.check(primary == 1, || format!("{rule} has {primary} primary labels"));
            self.check(finding.labels.is_sorted_by_key(|label| label.span.start), || {
                format!("labels of {rule} are not in the order of the view")
            });
            for label in &finding.labels {
                let text = self.text(label.span, rule);
                self.check(text.is_none_or(|text| !text.is_empty()), || format!("{rule} has a label on nothing"));
            }
        }
    }
}
