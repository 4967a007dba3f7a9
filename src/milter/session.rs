//! One connection of a mail server as a conversation: commands in, answers out, messages put together on the way. Reads and
//! writes nothing; what a message deserves is asked of a function that is handed in.

use super::protocol::{Answer, CHANGES_HEADER, Command, Options, VERSION, VERSION_MIN, step};
use crate::mail_server::message::{Message, Room, Verdict};

/// What follows from a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// To be sent, in this order.
    pub answers: Vec<Answer>,
    /// The conversation is over.
    pub is_over: bool,
}

/// Where a conversation stands.
#[derive(Debug, Default)]
pub struct Session {
    agreed: Option<Options>,
    /// `Some` from MAIL to the end of the message.
    message: Option<Message>,
    is_in_body: bool,
    names: Vec<Vec<u8>>,
    /// Of the message on its way; told before MAIL, or as late as at its end.
    queue_id: Option<String>,
}

impl Session {
    /// True while no message is on its way: nothing is lost when the conversation ends now.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.message.is_none()
    }

    /// Takes a command; `judge` is asked when a message is whole.
    pub fn take(&mut self, command: Command, room: &mut dyn Room, judge: &mut dyn FnMut(Message) -> Verdict) -> Turn {
        let steps = self.agreed.map_or(0, |agreed| agreed.steps);
        let unless = |flag: u32| if steps & flag == 0 { vec![Answer::Continue] } else { Vec::new() };
        let answers = match command {
            Command::Negotiate(offered) => return self.negotiate(offered),
            // Whatever comes before both sides agreed has no meaning.
            _ if self.agreed.is_none() => return Turn::over(),
            Command::Quit => return Turn::over(),
            Command::Macros { queue_id } => {
                self.queue_id = queue_id.or(self.queue_id.take());
                Vec::new()
            }
            Command::Unneeded(flag) => unless(flag),
            Command::Abort | Command::NewConnection => {
                self.forget(room);
                self.queue_id = None;
                Vec::new()
            }
            Command::Mail(sender) => {
                self.forget(room);
                if let Some(message) = self.grow(sender.len(), room) {
                    message.sender = Some(sender);
                }
                unless(step::NO_REPLY_MAIL)
            }
            Command::Recipient(address) => {
                if let Some(message) = self.grow(address.len() + size_of::<String>(), room) {
                    message.envelope.push(address);
                }
                unless(step::NO_REPLY_RCPT)
            }
            Command::Header { name, value } => {
                let field = self.field(&name, &value);
                self.append(&field, room);
                if self.grow(name.len() + size_of::<Vec<u8>>(), room).is_some() {
                    self.names.push(name);
                }
                unless(step::NO_REPLY_HEADER)
            }
            Command::EndOfHeader => {
                self.end_header(room);
                unless(step::NO_REPLY_END_OF_HEADER)
            }
            Command::Body(bytes) => {
                self.end_header(room);
                self.append(&bytes, room);
                unless(step::NO_REPLY_BODY)
            }
            Command::EndOfMessage(bytes) => {
                self.end_header(room);
                self.append(&bytes, room);
                let message = self.message.take().unwrap_or_default();
                let verdict = judge(Message { queue_id: self.queue_id.take(), ..message });
                let answers = self.end(&verdict);
                self.forget(room);
                answers
            }
        };
        Turn { answers, is_over: false }
    }

    /// Asks for what is needed of what is offered: a mail server that cannot leave something out sends it.
    fn negotiate(&mut self, offered: Options) -> Turn {
        if offered.version < VERSION_MIN {
            return Turn::over();
        }
        let agreed = Options {
            version: offered.version.min(VERSION),
            actions: offered.actions & CHANGES_HEADER,
            steps: offered.steps & step::UNNEEDED,
        };
        self.agreed = Some(agreed);
        Turn { answers: vec![Answer::Negotiate(agreed)], is_over: false }
    }

    /// A header field as it stood in the message: the mail server has turned its line ends into `\n`, and taken the blank
    /// behind the colon away unless it agreed not to.
    fn field(&self, name: &[u8], value: &[u8]) -> Vec<u8> {
        let has_space = self.agreed.is_some_and(|agreed| agreed.steps & step::LEADING_SPACE != 0);
        let mut field = name.to_vec();
        field.extend_from_slice(if has_space { b":" } else { b": " });
        for (at, line) in value.split(|byte| *byte == b'\n').enumerate() {
            if at > 0 {
                field.extend_from_slice(b"\r\n");
            }
            field.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
        }
        field.extend_from_slice(b"\r\n");
        field
    }

    fn end_header(&mut self, room: &mut dyn Room) {
        if !self.is_in_body {
            self.is_in_body = true;
            self.append(b"\r\n", room);
        }
    }

    fn append(&mut self, bytes: &[u8], room: &mut dyn Room) {
        if let Some(message) = self.grow(bytes.len(), room) {
            message.bytes.extend_from_slice(bytes);
        }
    }

    /// The message, if there is room for so many bytes more; else nothing of it is kept.
    fn grow(&mut self, bytes: usize, room: &mut dyn Room) -> Option<&mut Message> {
        let message = self.message.get_or_insert_default();
        if message.excess.is_none()
            && let Err(excess) = room.take(bytes)
        {
            *message = Message { excess: Some(excess), ..Message::default() };
            self.names = Vec::new();
            room.give_back();
        }
        Some(message).filter(|message| message.excess.is_none())
    }

    fn end(&self, verdict: &Verdict) -> Vec<Answer> {
        match verdict {
            Verdict::Refuse(reply) => vec![Answer::Reply(reply.lines())],
            Verdict::Pass { without } => {
                let may_change = self.agreed.is_some_and(|agreed| agreed.actions & CHANGES_HEADER != 0);
                let is_ours = |name: &&Vec<u8>| name.trim_ascii().eq_ignore_ascii_case(without.as_bytes());
                let count = if may_change { self.names.iter().filter(is_ours).count() } else { 0 };
                // From the last one on: the numbers of those before it stay.
                let numbers = (1..=u32::try_from(count).unwrap_or(u32::MAX)).rev();
                let removed = numbers.map(|number| Answer::RemoveHeader { name: without, number });
                removed.chain([Answer::Accept]).collect()
            }
        }
    }

    fn forget(&mut self, room: &mut dyn Room) {
        self.message = None;
        self.is_in_body = false;
        self.names = Vec::new();
        room.give_back();
    }
}

impl Turn {
    fn over() -> Self {
        Self { answers: Vec::new(), is_over: true }
    }
}

#[cfg(test)]
mod tests;
