//! Whom the quoted thread below a reply shows: the addresses in its From, To and Cc lines. Knows no recipients.

use crate::draft::Draft;
use crate::facts::addr_spec::{FoldedAddress, addresses_in};
use crate::fold::{fold, fold_name};
use std::collections::{HashMap, HashSet};

/// Names of quoted header fields that list recipients (Outlook, Thunderbird, Gmail; folded).
const RECIPIENT_FIELDS: [&str; 9] = ["to", "cc", "宛先", "宛て先", "送信先", "受信者", "an", "收件人", "抄送"];
/// Names of quoted header fields that name the sender.
const SENDER_FIELDS: [&str; 7] = ["from", "差出人", "送信者", "送信元", "von", "发件人", "reply-to"];
/// Longest name of a quoted header field in bytes: longer text before a colon is prose.
const LONGEST_FIELD_NAME_BYTES: usize = 40;

/// Who is already visible in the quoted thread.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ThreadAddresses {
    addresses: HashMap<String, FoldedAddress>,
    names: HashSet<String>,
    names_recipients: bool,
    message_count: usize,
    /// Messages whose sender is given by name alone.
    named_senders: usize,
}

/// The quoted header field that a line belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Recipients,
    Sender,
    None,
}

impl ThreadAddresses {
    /// Reads the quoted text of a draft, in time linear in its length.
    ///
    /// Outlook shows many recipients by name alone (`宛先: 山田 太郎; 佐藤 花子`): such names are kept too.
    #[must_use]
    pub fn of(draft: &Draft) -> Self {
        let mut thread = Self::default();
        for quoted in &draft.body.quoted {
            let mut field = Field::None;
            let mut above: [&str; 2] = ["", ""];
            for line in draft.view.slice(*quoted).lines() {
                let text = unmarked(line);
                if let Some(name) = notes_sender(above, text) {
                    thread.names.insert(fold_name(name));
                    thread.message_count += 1;
                    thread.named_senders += 1;
                }
                field = thread.read(text, field);
                if !text.is_empty() {
                    above = [above[1], text];
                }
            }
        }
        thread
    }

    /// True when the quoted thread shows this folded address, or names a person so without showing any address.
    #[must_use]
    pub fn shows(&self, address: &str, display_name: Option<&str>) -> bool {
        self.addresses.contains_key(address) || display_name.is_some_and(|name| self.names.contains(&fold_name(name)))
    }

    /// True when the quote says to whom the quoted message went.
    #[must_use]
    pub fn names_recipients(&self) -> bool {
        self.names_recipients
    }

    /// Everyone whose address the headers of the quote show, in no order.
    pub fn addresses(&self) -> impl Iterator<Item = &FoldedAddress> {
        self.addresses.values()
    }

    /// True when the quote gives some people by name alone.
    #[must_use]
    pub fn has_names_only(&self) -> bool {
        !self.names.is_empty()
    }

    /// True when someone whom the quote gives by name alone may bear this display name in another script: 川辺 is
    /// Kawabe to people, and not to us.
    #[must_use]
    pub fn may_name(&self, display_name: Option<&str>) -> bool {
        let is_comparable = |name: &String| display_name.is_some_and(|written| written.is_ascii() == name.is_ascii());
        !self.names.iter().all(is_comparable)
    }

    /// True when the senders of all quoted messages are given by name alone, as Outlook and Notes show the people of their
    /// own house: whoever writes from outside has an address there.
    #[must_use]
    pub fn has_only_named_senders(&self) -> bool {
        self.named_senders > 0 && self.named_senders == self.message_count
    }

    /// How many messages are quoted, by the lines that say who wrote them.
    #[must_use]
    pub fn message_count(&self) -> usize {
        self.message_count
    }

    fn add(&mut self, text: &str) -> bool {
        let found = addresses_in(text);
        let has_some = !found.is_empty();
        self.addresses.extend(found.into_iter().map(|found| (found.address.clone(), found)));
        has_some
    }

    /// Reads one line that may continue `field`; gives the field that the next line may continue.
    fn read(&mut self, text: &str, field: Field) -> Field {
        if text.is_empty() {
            return Field::None;
        }
        let named = named_field(text).or_else(|| is_attribution(text).then_some((Field::Sender, text)));
        let begins_field = named.is_some();
        let (field, content) = named.unwrap_or((field, text));
        match field {
            Field::Recipients => self.add_recipients(content),
            Field::Sender => {
                // Outlook gives the sender by name alone inside of one house.
                let name =
                    fold_name(content.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '*')));
                if !self.add(content) && begins_field && !name.is_empty() {
                    self.names.insert(name);
                    self.named_senders += 1;
                }
                self.message_count += usize::from(begins_field);
            }
            Field::None => {}
        }
        if is_attribution(text) { Field::None } else { field }
    }

    fn add_recipients(&mut self, content: &str) {
        for piece in content.split([';', ',', '；', '、', '，']) {
            let has_address = self.add(piece);
            let name = fold_name(
                without_units(piece).trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '*')),
            );
            self.names_recipients |= has_address || !name.is_empty();
            if !has_address && !name.is_empty() {
                self.names.insert(name);
            }
        }
    }
}

/// The field of a line such as `*To:* a@alpha.example` or `宛　先：山田`, and what follows its colon. A field of
/// another name is [`Field::None`]; `None` for a line that begins no field.
fn named_field(text: &str) -> Option<(Field, &str)> {
    let colon = text.find([':', '：']).filter(|colon| *colon <= LONGEST_FIELD_NAME_BYTES)?;
    let (written, rest) = text.split_at(colon);
    if written.contains(['@', '<', ';', ',']) {
        return None;
    }
    let name = fold_name(written.trim_matches('*'));
    let content = rest.trim_start_matches([':', '：', '*', ' ', '\t', '\u{3000}', '\u{a0}']);
    let field = if RECIPIENT_FIELDS.contains(&name.as_str()) {
        Field::Recipients
    } else if SENDER_FIELDS.contains(&name.as_str()) {
        Field::Sender
    } else {
        Field::None
    };
    Some((field, content))
}

/// A line of a quote without its marks.
fn unmarked(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '＞' | '|' | '*')).trim_end()
}

/// The person of `Taro Yamada/Sales/Alpha@Alpha`: HCL Notes shows people of the house with the units they are in.
fn without_units(name: &str) -> &str {
    name.split('/').next().unwrap_or(name)
}

/// The sender whom HCL Notes shows above the day and the readers, without a field name.
fn notes_sender<'text>([name, day]: [&'text str; 2], text: &str) -> Option<&'text str> {
    let is_day = day.starts_with(|c: char| c.is_ascii_digit()) && day.contains(['/', '-', '.']) && day.contains(':');
    let is_name = !name.is_empty() && !name.contains([':', '：', '@']);
    let has_readers = matches!(named_field(text), Some((Field::Recipients, _)));
    (is_day && is_name && has_readers).then(|| without_units(name))
}

/// `"Taro" <taro@alpha.example> on 08/03/2026 10:00:00 AM`, as HCL Notes heads what it quotes from outside.
fn is_notes_attribution(text: &str) -> bool {
    text.rsplit_once(" on ").is_some_and(|(sender, day)| {
        sender.contains('@') && day.starts_with(|c: char| c.is_ascii_digit()) && day.contains('/') && day.contains(':')
    })
}

/// `On ... Taro <taro@alpha.example> wrote:` and `2026年8月3日(月) 10:00 山田 <taro@alpha.example>:`, or the second
/// half of such a line.
fn is_attribution(text: &str) -> bool {
    is_notes_attribution(text)
        || (text.ends_with([':', '：']) && text.contains('@') && (text.contains('>') || fold(text).ends_with("wrote:")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::test_draft::draft;

    fn quoting(quote: &str) -> ThreadAddresses {
        ThreadAddresses::of(&draft(&format!("From: me@alpha.example\n\nhello\n-----Original Message-----\n{quote}")))
    }

    #[track_caller]
    fn shows(quote: &str, addresses: &[&str]) {
        let thread = quoting(quote);
        for address in addresses {
            assert!(thread.shows(address, None), "{address}");
        }
        assert_eq!(thread.addresses.len(), addresses.len(), "{:?}", thread.addresses);
    }

    #[test]
    fn an_english_outlook_header_shows_everyone() {
        let quote = "From: Taro <taro@beta.example>\nSent: Monday\nTo: a@alpha.example; B <B@Gamma.example>\n\
                     Cc: c@delta.example\nSubject: x@y.example\n\nmail z@zeta.example\n";
        shows(quote, &["taro@beta.example", "a@alpha.example", "b@gamma.example", "c@delta.example"]);
        assert!(quoting(quote).names_recipients());
    }

    #[test]
    fn a_japanese_header_shows_everyone() {
        shows(
            "差出人: 山田 <taro@beta.example>\n宛　先： a@alpha.example; b@beta.example\nＣＣ：c@delta.example\n",
            &["taro@beta.example", "a@alpha.example", "b@beta.example", "c@delta.example"],
        );
    }

    #[test]
    fn a_long_list_goes_on_until_the_next_field() {
        shows(
            "> To: a@alpha.example,\n>  b@beta.example,\n> c@gamma.example\n> Subject: d@delta.example\n",
            &["a@alpha.example", "b@beta.example", "c@gamma.example"],
        );
    }

    #[test]
    fn an_attribution_names_the_sender_only() {
        let quote = "On Mon, Aug 3, 2026 at 10:00 Taro\n<taro@beta.example> wrote:\n> write to b@beta.example\n";
        shows(quote, &["taro@beta.example"]);
        assert!(!quoting(quote).names_recipients());
    }

    #[test]
    fn an_outlook_quote_may_give_names_only() {
        let thread = quoting("差出人: 山田 太郎\n宛先: 佐藤 花子; 髙橋 一\n件名: 会議\n");
        assert!(thread.names_recipients());
        assert!(thread.shows("hajime@beta.example", Some("高橋　一")));
        assert!(!thread.shows("goro@beta.example", Some("鈴木 五郎")));
    }

    #[test]
    fn a_name_in_another_script_may_be_the_same_person() {
        let thread = quoting("差出人: 川辺 彩\n宛先: 鈴木 一 <suzuki@alpha.example>\n件名: 会議\n");
        assert!(thread.may_name(None) && thread.may_name(Some("Aya Kawabe")) && !thread.may_name(Some("佐藤 花子")));
        assert!(thread.shows("kawabe@beta.example", Some("川辺　彩")));
    }

    #[test]
    fn messages_are_counted_by_their_senders() {
        let header = "From: a@beta.example\nTo: b@gamma.example\nSubject: x\n\nhello\n";
        assert_eq!(quoting(&format!("{header}{header}On Monday c@delta.example wrote:\n> yes\n")).message_count(), 3);
    }

    #[test]
    fn notes_names_the_sender_without_a_field() {
        let outside = "\"Taro\" <taro@beta.example> on 08/03/2026 10:00:00 AM\nTo: Ann Smith/HQ/Alpha@Alpha,\n\
                       b@gamma.example\ncc:\nSubject: x\n";
        shows(outside, &["taro@beta.example", "b@gamma.example"]);
        assert!(quoting(outside).shows("ann@alpha.example", Some("Ann Smith")));
        let inside = quoting("鈴木 花子/総務部/GAMMA\n2026/08/03 10:00\n宛先: 山田太郎/営業部/ALPHA@ALPHA\ncc:\n");
        assert!(
            inside.shows("hanako@gamma.example", Some("鈴木花子")) && inside.shows("t@a.example", Some("山田太郎"))
        );
        assert_eq!((quoting(outside).message_count(), inside.message_count()), (1, 1));
    }

    #[test]
    fn senders_by_name_alone_are_told() {
        let named = "差出人: 山田 太郎\n宛先: 佐藤 花子\n件名: 会議\n\n了解\n\n";
        let addressed = "差出人: 鈴木 <suzuki@beta.example>\n宛先: 佐藤 花子\n件名: 会議\n\n了解\n\n";
        let only_named = |quote: &str| quoting(quote).has_only_named_senders();
        assert!(only_named(&named.repeat(2)) && !only_named(&format!("{named}{addressed}")) && !only_named("hello\n"));
    }

    #[test]
    fn own_text_shows_nothing() {
        let thread = ThreadAddresses::of(&draft("From: me@alpha.example\n\nTo: a@alpha.example\n"));
        assert_eq!(thread, ThreadAddresses::default());
    }
}
