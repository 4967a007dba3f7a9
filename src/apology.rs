//! After a leak: one letter to each person whom a mail reached, that asks for its deletion. Nothing of the mail is in it but
//! its day and whom it went to. Reads and writes no file.

use crate::draft::{Address, Draft};
use crate::lang::Lang;
use crate::send::compose::{encoded_text, to_field};
use crate::split::{Reader, readers};

/// The letter in a language, for whoever brings none of their own.
#[must_use]
pub const fn letter(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!("apology/en.txt"),
        Lang::Ja => include_str!("apology/ja.txt"),
    }
}

/// A letter to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apology {
    /// Whom it is for, as written.
    pub address: String,
    /// The whole message: unsent, so that a mail program opens it to be sent.
    pub message: String,
}

/// A letter to each, and whom none could be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apologies {
    /// In the order of the draft.
    pub letters: Vec<Apology>,
    /// Addresses as they stand in the draft.
    pub unusable: Vec<String>,
}

/// What a letter is written from.
pub struct Writing<'a> {
    /// Its first line is `Subject: ...`, then comes a blank one; `{{name}}` and `{{date}}` are filled in.
    pub letter: &'a str,
    /// Of words that stand in for what is not known.
    pub lang: Lang,
    /// Knows a recipient's name better than the draft does.
    pub name_of: &'a dyn Fn(&str) -> Option<String>,
}

impl Writing<'_> {
    /// One letter for each recipient of `draft` who has an address that can be used. `None` when the letter does not begin
    /// with `Subject:`.
    #[must_use]
    pub fn to_all(&self, draft: &Draft) -> Option<Apologies> {
        let (subject, body) = self.letter.strip_prefix("Subject:")?.split_once('\n')?;
        let body = body.trim_start_matches(['\r', '\n']);
        let date = self.date(draft);
        let from = draft.from.first().and_then(|from| match &from.address.value {
            Address::Ok(addr_spec) => {
                let name = from.display_name.as_ref().map(|name| name.value.as_str());
                Some(to_field("From", name, &addr_spec.to_string(), "\r\n"))
            }
            _ => None,
        });
        let reached = readers(draft, self.name_of);
        let letters = reached.named.into_iter().map(|Reader { address, name }| {
            let filled = |text: &str| self.filled(text, name.as_deref(), &date);
            let message = format!(
                "{}{}Subject: {}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\nX-Unsent: 1\r\n\r\n{}",
                from.as_deref().unwrap_or_default(),
                to_field("To", name.as_deref(), &address, "\r\n"),
                encoded_text(&filled(subject.trim()), "\r\n"),
                filled(body).replace("\r\n", "\n").replace('\n', "\r\n"),
            );
            Apology { address, message }
        });
        Some(Apologies { letters: letters.collect(), unusable: reached.unusable })
    }

    /// A person without a name is spoken to without one: 「様」 stands behind nothing.
    fn filled(&self, text: &str, name: Option<&str>, date: &str) -> String {
        let (greeting, name) = match name {
            Some(name) => (with_honorific(name), name),
            None => ("メールを受け取られた方へ".to_owned(), self.lang.pick("Sir or Madam", "メールを受け取られた方")),
        };
        text.replace("{{date}}", date).replace("{{name}} 様", &greeting).replace("{{name}}", name)
    }

    /// The day of the mail, in words of the language.
    fn date(&self, draft: &Draft) -> String {
        let day = draft.date.as_ref().and_then(|date| date.value.get(..10).map(str::to_owned));
        let Some(day) = day else { return self.lang.pick("late", "先日").to_owned() };
        match (self.lang, day.split('-').map(|part| part.trim_start_matches('0')).collect::<Vec<_>>().as_slice()) {
            (Lang::Ja, [year, month, day]) => format!("{year}年{month}月{day}日"),
            _ => day,
        }
    }
}

/// Names of lists and offices may end with an honorific already.
fn with_honorific(name: &str) -> String {
    let has_one = ["様", "御中", "殿", "先生"].iter().any(|honorific| name.ends_with(honorific));
    if has_one { name.to_owned() } else { format!("{name} 様") }
}
