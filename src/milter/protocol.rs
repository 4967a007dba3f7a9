//! Packets of the milter protocol, versions 2 to 6, as bytes: a length of four bytes, a letter, what belongs to it.
//! Source: Sendmail 8 `include/libmilter/mfdef.h`, and what Postfix sends. Knows no order of packets.

/// The highest version of the protocol that is spoken here (`SMFI_PROT_VERSION`).
pub const VERSION: u32 = 6;
/// The lowest one (`SMFI_PROT_VERSION_MIN`).
pub const VERSION_MIN: u32 = 2;
/// `SMFIF_CHGHDRS`: header fields may be changed.
pub const CHANGES_HEADER: u32 = 0x10;
/// The longest packet: the largest piece of a body that versions up to 6 know (`SMFIP_MDS_1M`), with room to spare.
const LONGEST: usize = 1024 * 1024 + 1024;
/// Bytes of a queue id that are kept: those of Postfix and Sendmail have at most 20.
const LONGEST_ID: usize = 64;

/// What a mail server need not send, or wait for an answer to (`SMFIP_*`).
pub mod step {
    /// No connection (`SMFIP_NOCONNECT`).
    pub const NO_CONNECT: u32 = 0x1;
    /// No HELO.
    pub const NO_HELO: u32 = 0x2;
    /// No end of header.
    pub const NO_END_OF_HEADER: u32 = 0x40;
    /// No answer to a header field (`SMFIP_NR_HDR`).
    pub const NO_REPLY_HEADER: u32 = 0x80;
    /// No unknown commands.
    pub const NO_UNKNOWN: u32 = 0x100;
    /// No DATA.
    pub const NO_DATA: u32 = 0x200;
    /// No answer to a connection.
    pub const NO_REPLY_CONNECT: u32 = 0x1000;
    /// No answer to HELO.
    pub const NO_REPLY_HELO: u32 = 0x2000;
    /// No answer to MAIL.
    pub const NO_REPLY_MAIL: u32 = 0x4000;
    /// No answer to RCPT.
    pub const NO_REPLY_RCPT: u32 = 0x8000;
    /// No answer to DATA.
    pub const NO_REPLY_DATA: u32 = 0x1_0000;
    /// No answer to unknown commands.
    pub const NO_REPLY_UNKNOWN: u32 = 0x2_0000;
    /// No answer to the end of the header.
    pub const NO_REPLY_END_OF_HEADER: u32 = 0x4_0000;
    /// No answer to a piece of the body.
    pub const NO_REPLY_BODY: u32 = 0x8_0000;
    /// Values of header fields come with the blank behind the colon, as they were written (`SMFIP_HDR_LEADSPC`).
    pub const LEADING_SPACE: u32 = 0x10_0000;
    /// Everything that a check of whole messages can do without.
    pub const UNNEEDED: u32 = NO_CONNECT
        | NO_HELO
        | NO_END_OF_HEADER
        | NO_REPLY_HEADER
        | NO_UNKNOWN
        | NO_DATA
        | NO_REPLY_MAIL
        | NO_REPLY_RCPT
        | NO_REPLY_BODY
        | LEADING_SPACE;
}

/// What a mail server says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// What it can do (`SMFIC_OPTNEG`).
    Negotiate(Options),
    /// Values of macros.
    Macros {
        /// The one by which the mail server calls the message (`i`), when it is among them.
        queue_id: Option<String>,
    },
    /// Somebody connected, said HELO or DATA, or something unknown: nothing that a message is judged by. The flag is the
    /// one by which no answer is awaited.
    Unneeded(u32),
    /// MAIL FROM: a message begins. Who sends, with or without angle brackets.
    Mail(String),
    /// RCPT TO, with or without angle brackets.
    Recipient(String),
    /// A header field, in the order of the message.
    Header {
        /// Before the colon.
        name: Vec<u8>,
        /// Behind it; line ends inside are `\n`.
        value: Vec<u8>,
    },
    /// The header is over.
    EndOfHeader,
    /// A piece of the body.
    Body(Vec<u8>),
    /// The message is over, perhaps with its last piece.
    EndOfMessage(Vec<u8>),
    /// The message does not come; the connection stays.
    Abort,
    /// The connection is over.
    Quit,
    /// The connection goes on with another sender (`SMFIC_QUIT_NC`).
    NewConnection,
}

/// `SMFIC_OPTNEG`, of both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Of the protocol.
    pub version: u32,
    /// What may be done with a message (`SMFIF_*`).
    pub actions: u32,
    /// What need not be sent or answered ([`step`]).
    pub steps: u32,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// What is wanted (`SMFIC_OPTNEG`).
    Negotiate(Options),
    /// Go on.
    Continue,
    /// The message may pass.
    Accept,
    /// The message may not pass: lines of an SMTP answer, code and all (`SMFIR_REPLYCODE`).
    Reply(String),
    /// A header field of that name is taken out (`SMFIR_CHGHEADER`); the first one has number 1.
    RemoveHeader {
        /// Its name.
        name: &'static str,
        /// Among those of that name.
        number: u32,
    },
}

/// Bytes that are no packet of the protocol: nothing behind them can be understood either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// Its length is 0, or more than any packet may have.
    #[error("a packet of {0} bytes")]
    Length(usize),
    /// A letter that no version up to 6 has.
    #[error("a command {0:#04x}")]
    Letter(u8),
    /// It ends too early.
    #[error("a command {0:?} that is cut short")]
    Cut(char),
}

/// Bytes as they come, and the packets in them.
#[derive(Debug, Clone, Default)]
pub struct Packets {
    bytes: Vec<u8>,
}

impl Packets {
    /// More bytes from the mail server.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// True between two packets.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The commands that have come whole; ends at the first that is broken.
    ///
    /// # Errors
    /// Bytes that are no packet; the commands before them are lost, as is the connection.
    pub fn commands(&mut self) -> Result<Vec<Command>, Broken> {
        let mut commands = Vec::new();
        let mut from = 0;
        while let Some((length, rest)) = self.bytes[from..].split_first_chunk::<4>() {
            let length = u32::from_be_bytes(*length) as usize;
            if length == 0 || length > LONGEST {
                return Err(Broken::Length(length));
            }
            let Some(packet) = rest.get(..length) else { break };
            commands.push(command(packet[0], &packet[1..])?);
            from += 4 + length;
        }
        self.bytes.drain(..from);
        if self.bytes.is_empty() {
            // A connection that waits for its next message for hours holds nothing.
            self.bytes = Vec::new();
        }
        Ok(commands)
    }
}

fn command(letter: u8, content: &[u8]) -> Result<Command, Broken> {
    Ok(match letter {
        b'O' => Command::Negotiate(options(content).ok_or(Broken::Cut('O'))?),
        b'D' => Command::Macros { queue_id: queue_id(content) },
        b'C' => Command::Unneeded(step::NO_REPLY_CONNECT),
        b'H' => Command::Unneeded(step::NO_REPLY_HELO),
        b'T' => Command::Unneeded(step::NO_REPLY_DATA),
        b'U' => Command::Unneeded(step::NO_REPLY_UNKNOWN),
        b'M' => Command::Mail(address(content)),
        b'R' => Command::Recipient(address(content)),
        b'L' => {
            let mut pieces = content.splitn(2, |byte| *byte == 0);
            let (name, value) = pieces.next().zip(pieces.next()).ok_or(Broken::Cut('L'))?;
            let value = value.strip_suffix(b"\0").unwrap_or(value);
            Command::Header { name: name.to_vec(), value: value.to_vec() }
        }
        b'N' => Command::EndOfHeader,
        b'B' => Command::Body(content.to_vec()),
        b'E' => Command::EndOfMessage(content.to_vec()),
        b'A' => Command::Abort,
        b'Q' => Command::Quit,
        b'K' => Command::NewConnection,
        other => return Err(Broken::Letter(other)),
    })
}

/// The first word; parameters of ESMTP come behind it, each with a NUL between.
fn address(content: &[u8]) -> String {
    let address = content.split(|byte| *byte == 0).next().unwrap_or_default();
    String::from_utf8_lossy(address).into_owned()
}

/// Of names and values, each with a NUL behind it, after the letter of the command that they belong to.
fn queue_id(content: &[u8]) -> Option<String> {
    let mut words = content.get(1..)?.split(|byte| *byte == 0);
    while let (Some(name), Some(value)) = (words.next(), words.next()) {
        if matches!(name, b"i" | b"{i}") && !value.is_empty() {
            return Some(String::from_utf8_lossy(&value[..value.len().min(LONGEST_ID)]).into_owned());
        }
    }
    None
}

fn options(content: &[u8]) -> Option<Options> {
    let number = |at: usize| Some(u32::from_be_bytes(*content.get(at..)?.first_chunk()?));
    Some(Options { version: number(0)?, actions: number(4)?, steps: number(8)? })
}

impl Answer {
    /// The packet.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let (letter, content) = match self {
            Self::Negotiate(options) => {
                let numbers = [options.version, options.actions, options.steps];
                (b'O', numbers.into_iter().flat_map(u32::to_be_bytes).collect())
            }
            Self::Continue => (b'c', Vec::new()),
            Self::Accept => (b'a', Vec::new()),
            Self::Reply(lines) => (b'y', [lines.as_bytes(), b"\0"].concat()),
            Self::RemoveHeader { name, number } => {
                (b'm', [&number.to_be_bytes() as &[u8], name.as_bytes(), b"\0\0"].concat())
            }
        };
        let length = u32::try_from(content.len() + 1).unwrap_or(u32::MAX);
        [&length.to_be_bytes() as &[u8], &[letter], &content].concat()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn packets_are_understood_however_they_are_cut() {
        let sent = b"\0\0\0\x0dO\0\0\0\x06\0\0\x01\xff\0\x1f\xff\xff\0\0\0\x0eM<a@x>\0SIZE=9\0\0\0\0\x07R<b@x>\0\0\0\0\x0aLTo\0 a,\n b\0\0\0\0\x03Bhi\0\0\0\x01E";
        // The length of the third packet is a lie by one, so that its NUL belongs to it.
        let mut sent = sent.to_vec();
        let at = sent.windows(3).position(|three| three == b"LTo").unwrap();
        sent[at - 1] = 11;
        let options = Options { version: 6, actions: 0x1ff, steps: 0x1f_ffff };
        let expected = [
            Command::Negotiate(options),
            Command::Mail("<a@x>".into()),
            Command::Recipient("<b@x>".into()),
            Command::Header { name: b"To".to_vec(), value: b" a,\n b".to_vec() },
            Command::Body(b"hi".to_vec()),
            Command::EndOfMessage(Vec::new()),
        ];
        for size in [1, 3, 1000] {
            let mut packets = Packets::default();
            let mut commands = Vec::new();
            for piece in sent.chunks(size) {
                packets.push(piece);
                commands.extend(packets.commands().unwrap());
            }
            assert_eq!(commands, expected, "{size}");
            assert!(packets.is_empty());
        }
    }

    #[test]
    fn what_is_no_packet_is_told_before_it_is_waited_for() {
        let broken = |bytes: &[u8]| {
            let mut packets = Packets::default();
            packets.push(bytes);
            packets.commands().unwrap_err()
        };
        assert_eq!(broken(b"GET / HTTP/1.1\r\n"), Broken::Length(0x4745_5420));
        assert_eq!(broken(b"\0\0\0\0"), Broken::Length(0));
        assert_eq!(broken(b"\0\0\0\x01z"), Broken::Letter(b'z'));
        assert_eq!(broken(b"\0\0\0\x05O\0\0\0\x06"), Broken::Cut('O'));
        assert_eq!(broken(b"\0\0\0\x03LTo"), Broken::Cut('L'));
    }

    #[test]
    fn the_name_of_a_message_is_found_among_the_macros() {
        assert_eq!(queue_id(b"Ej\0mx.example\0i\x004FzA1\0").as_deref(), Some("4FzA1"));
        assert_eq!(queue_id(b"M{i}\x00AB12\0").as_deref(), Some("AB12"));
        for without in [&b""[..], b"M", b"Mi\0", b"Mi\0\0", b"M{mail_addr}\0i\0"] {
            assert_eq!(queue_id(without), None, "{without:?}");
        }
    }

    #[test]
    fn answers_are_packets() {
        assert_eq!(Answer::Accept.bytes(), b"\0\0\0\x01a");
        assert_eq!(Answer::Reply("550 5.7.1 no".into()).bytes(), b"\0\0\0\x0ey550 5.7.1 no\0");
        let removed = Answer::RemoveHeader { name: "X", number: 2 };
        assert_eq!(removed.bytes(), b"\0\0\0\x08m\0\0\0\x02X\0\0");
    }
}
