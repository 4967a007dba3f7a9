//! Lines of OpenSMTPD's filter protocol as bytes: fields between bars, the last of which may hold bars and any bytes.
//! Source: smtpd-filters(7), and `lka_filter.c` of OpenSMTPD 6.8 to 7.8. Knows no order of lines.

/// What is asked for, once the server has told its settings.
pub const REGISTRATION: &[u8] = b"register|report|smtp-in|tx-begin\n\
register|report|smtp-in|tx-mail\n\
register|report|smtp-in|tx-rcpt\n\
register|report|smtp-in|tx-reset\n\
register|report|smtp-in|link-disconnect\n\
register|filter|smtp-in|data-line\n\
register|filter|smtp-in|commit\n\
register|ready\n";

/// The longest name of a session or a request: both are 16 hexadecimal digits.
const LONGEST_NAME: usize = 64;

/// What the mail server says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line<'l> {
    /// All of its settings are told (`config|ready`).
    Ready,
    /// Something happened in a session.
    Event {
        /// The session.
        session: &'l str,
        /// What.
        event: Event<'l>,
    },
    /// An answer is awaited.
    Request {
        /// Which.
        request: Request,
        /// About what.
        phase: Phase<'l>,
    },
    /// Anything else: a setting, an event of newer servers, or no line of the protocol at all.
    Other,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event<'l> {
    /// A message begins; the mail server calls it so.
    Begin(&'l [u8]),
    /// Who sends it; empty for mail that nobody sends.
    Sender(&'l [u8]),
    /// A recipient was accepted.
    Recipient(&'l [u8]),
    /// The message does not come, or is done with.
    Reset,
    /// The session is over.
    Gone,
}

/// What is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase<'l> {
    /// A line of the message as SMTP carries it: dots doubled, one dot alone at the end.
    DataLine(&'l [u8]),
    /// May the message be accepted?
    Commit,
    /// Nothing that was registered for.
    Other,
}

/// To whom an answer goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The session.
    pub session: String,
    /// The request; data lines of one message share it.
    pub token: String,
    /// Until protocol 0.4 answers named the request before the session.
    is_token_first: bool,
}

/// Reads a line without its end.
#[must_use]
pub fn line(line: &[u8]) -> Line<'_> {
    if line == b"config|ready" {
        return Line::Ready;
    }
    read(line).unwrap_or(Line::Other)
}

/// The session that a line is about, when it tells one.
#[must_use]
pub fn session(line: &[u8]) -> Option<&str> {
    line.split(|byte| *byte == b'|').nth(5).and_then(name)
}

fn read(line: &[u8]) -> Option<Line<'_>> {
    let mut fields = line.splitn(7, |byte| *byte == b'|');
    let (stream, version, _time, subsystem) = (fields.next()?, version(fields.next()?), fields.next()?, fields.next()?);
    let (kind, session) = (fields.next()?, name(fields.next()?)?);
    let rest = fields.next();
    if subsystem != b"smtp-in" {
        return None;
    }
    match stream {
        b"report" => Some(Line::Event { session, event: event(kind, version, rest.unwrap_or_default())? }),
        b"filter" => {
            let mut rest = rest?.splitn(2, |byte| *byte == b'|');
            let (token, parameter) = (name(rest.next()?)?, rest.next());
            let request =
                Request { session: session.to_owned(), token: token.to_owned(), is_token_first: version < (0, 5) };
            let phase = match kind {
                b"data-line" => Phase::DataLine(parameter.unwrap_or_default()),
                b"commit" => Phase::Commit,
                _ => Phase::Other,
            };
            Some(Line::Request { request, phase })
        }
        _ => None,
    }
}

fn event<'l>(kind: &[u8], version: (u32, u32), rest: &'l [u8]) -> Option<Event<'l>> {
    Some(match kind {
        b"tx-begin" => Event::Begin(rest),
        b"tx-reset" => Event::Reset,
        b"link-disconnect" => Event::Gone,
        b"tx-mail" => Event::Sender(accepted(version, rest)?),
        b"tx-rcpt" => Event::Recipient(accepted(version, rest)?),
        _ => return None,
    })
}

/// The address behind the name of the message, if the mail server takes it.
fn accepted(version: (u32, u32), rest: &[u8]) -> Option<&[u8]> {
    let bar = rest.iter().position(|byte| *byte == b'|')?;
    let rest = &rest[bar + 1..];
    let bar = match version {
        // Since 0.6 the result stands before the address, which may have bars in it.
        (0, ..6) => rest.iter().rposition(|byte| *byte == b'|')?,
        _ => rest.iter().position(|byte| *byte == b'|')?,
    };
    let (before, behind) = (&rest[..bar], &rest[bar + 1..]);
    let (result, address) = if version < (0, 6) { (behind, before) } else { (before, behind) };
    (result == b"ok").then_some(address)
}

/// `0.6` as two numbers; what is no version is newer than all that are known.
fn version(field: &[u8]) -> (u32, u32) {
    let numbers = std::str::from_utf8(field).ok().and_then(|field| field.split_once('.'));
    let numbers = numbers.and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)));
    numbers.unwrap_or((u32::MAX, 0))
}

/// What may stand in an answer: a server that is told of a session with another name ends itself.
fn name(field: &[u8]) -> Option<&str> {
    let is_name = (1..=LONGEST_NAME).contains(&field.len()) && field.iter().all(u8::is_ascii_alphanumeric);
    if is_name { std::str::from_utf8(field).ok() } else { None }
}

impl Request {
    /// A line of the message, which goes on to whoever comes behind us.
    pub fn pass(&self, line: &[u8], to: &mut Vec<u8>) {
        self.begin("filter-dataline", to);
        to.extend_from_slice(line);
        to.push(b'\n');
    }

    /// Nothing speaks against it.
    #[must_use]
    pub fn proceed(&self) -> Vec<u8> {
        let mut answer = Vec::new();
        self.begin("filter-result", &mut answer);
        answer.extend_from_slice(b"proceed\n");
        answer
    }

    /// It must not be: one line of SMTP, codes and all.
    #[must_use]
    pub fn reject(&self, reply: &str) -> Vec<u8> {
        let mut answer = Vec::new();
        self.begin("filter-result", &mut answer);
        answer.extend_from_slice(format!("reject|{reply}\n").as_bytes());
        answer
    }

    fn begin(&self, word: &str, to: &mut Vec<u8>) {
        let (one, two) = if self.is_token_first { (&self.token, &self.session) } else { (&self.session, &self.token) };
        for piece in [word, "|", one, "|", two, "|"] {
            to.extend_from_slice(piece.as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(is_token_first: bool) -> Request {
        Request { session: "7641df97".into(), token: "1ef1c203".into(), is_token_first }
    }

    #[test]
    fn recipients_are_read_in_the_order_of_each_version() {
        let address = |text: &'static str| match line(text.as_bytes()) {
            Line::Event { session: "7641df97", event: Event::Recipient(address) } => address,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            address("report|0.5|1576146008.006099|smtp-in|tx-rcpt|7641df97|3fd2|a|b@x.example|ok"),
            b"a|b@x.example"
        );
        assert_eq!(
            address("report|0.6|1576146008.006099|smtp-in|tx-rcpt|7641df97|3fd2|ok|a|b@x.example"),
            b"a|b@x.example"
        );
        assert_eq!(address("report|0.7|1|smtp-in|tx-rcpt|7641df97|3fd2|ok|b@x.example"), b"b@x.example");
        assert_eq!(address("report|1.0|1|smtp-in|tx-rcpt|7641df97|3fd2|ok|b@x.example"), b"b@x.example");
        assert_eq!(line(b"report|0.7|1|smtp-in|tx-rcpt|7641df97|3fd2|permfail|b@x.example"), Line::Other);
        assert_eq!(
            line(b"report|0.7|1|smtp-in|tx-mail|7641df97|3fd2|ok|a@x.example"),
            Line::Event { session: "7641df97", event: Event::Sender(b"a@x.example") }
        );
    }

    #[test]
    fn a_line_of_a_message_may_be_any_bytes() {
        let expected = |text| Line::Request { request: request(false), phase: Phase::DataLine(text) };
        let head = b"filter|0.7|1576146008.006099|smtp-in|data-line|7641df97|1ef1c203|";
        for text in [&b""[..], b".", b"..", b"a|b||c|", b"\xff\xfe\r", b"  "] {
            assert_eq!(line(&[head, text].concat()), expected(text));
        }
        assert_eq!(
            line(b"filter|0.6|1|smtp-in|commit|7641df97|1ef1c203|"),
            Line::Request { request: request(false), phase: Phase::Commit }
        );
        assert_eq!(
            line(b"filter|0.4|1|smtp-in|helo|7641df97|1ef1c203|mx.example"),
            Line::Request { request: request(true), phase: Phase::Other }
        );
    }

    #[test]
    fn what_is_no_line_of_the_protocol_is_nothing() {
        for bytes in [
            &b""[..],
            b"|||||||||||",
            b"report",
            b"report|0.7|1|smtp-in|tx-reset",
            b"report|0.7|1|smtp-in|tx-reset|",
            b"report|0.7|1|smtp-out|tx-reset|7641df97|",
            b"report|0.7|1|smtp-in|tx-rcpt|7641df97|3fd2|ok",
            b"report|0.7|1|smtp-in|timeout|7641df97",
            b"filter|0.7|1|smtp-in|commit|7641df97",
            b"filter|0.7|1|smtp-in|commit|76 1df97|1ef1c203|",
            b"filter|0.7|1|smtp-in|commit|\xff|1ef1c203|",
            b"config|protocol|0.7",
        ] {
            assert_eq!(line(bytes), Line::Other, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn answers_name_session_and_request_in_the_order_of_each_version() {
        assert_eq!(request(false).proceed(), b"filter-result|7641df97|1ef1c203|proceed\n");
        assert_eq!(request(true).reject("550 5.7.1 no"), b"filter-result|1ef1c203|7641df97|reject|550 5.7.1 no\n");
        let mut passed = Vec::new();
        request(false).pass(b"a|\xff", &mut passed);
        assert_eq!(passed, b"filter-dataline|7641df97|1ef1c203|a|\xff\n");
    }
}
