//! The words that mailers put around a quotation, by language. Knows no rules: what a word proves is said where it is used.

/// Words or phrases, parted by bars.
#[derive(Debug)]
pub(super) struct Words {
    text: &'static str,
    edges: Edges,
}

/// The bytes at the edges of words. Every line of a long thread is asked for words, and nearly all are told by one look.
#[derive(Debug)]
struct Edges {
    /// Those that one of the words begins with, ASCII letters in either case.
    first: [bool; 256],
    last: [bool; 256],
    /// Those before the last one: many Japanese words and sentences end in the same byte.
    before_last: [bool; 256],
}

impl Edges {
    const fn of(words: &str) -> Self {
        let bytes = words.as_bytes();
        let mut edges = Self { first: [false; 256], last: [false; 256], before_last: [false; 256] };
        let mut start = 0;
        let mut at = 0;
        while at < bytes.len() {
            if at == start {
                edges.first[bytes[at].to_ascii_lowercase() as usize] = true;
                edges.first[bytes[at].to_ascii_uppercase() as usize] = true;
            }
            if at + 1 == bytes.len() || bytes[at + 1] == b'|' {
                edges.last[bytes[at] as usize] = true;
                match at - start {
                    0 => edges.before_last = [true; 256],
                    _ => edges.before_last[bytes[at - 1] as usize] = true,
                }
                at += 1;
                start = at + 1;
            }
            at += 1;
        }
        edges
    }

    fn may_start(&self, text: &str) -> bool {
        text.as_bytes().first().is_some_and(|first| self.first[usize::from(*first)])
    }

    fn may_end(&self, text: &str) -> bool {
        match *text.as_bytes() {
            [.., before, last] => self.last[usize::from(last)] && self.before_last[usize::from(before)],
            [last] => self.last[usize::from(last)],
            [] => false,
        }
    }
}

impl Words {
    const fn new(text: &'static str) -> Self {
        Self { text, edges: Edges::of(text) }
    }

    /// Whether `name` is one of them, whatever the case of its ASCII letters.
    pub(super) fn has(&self, name: &str) -> bool {
        self.edges.may_start(name) && self.all().any(|word| word.eq_ignore_ascii_case(name.as_bytes()))
    }

    /// Whether `text` starts with one of them.
    pub(super) fn start(&self, text: &str) -> bool {
        self.edges.may_start(text) && self.all().any(|word| text.as_bytes().starts_with(word))
    }

    /// Whether `text` ends with one of them.
    pub(super) fn end(&self, text: &str) -> bool {
        self.edges.may_end(text) && self.all().any(|word| text.as_bytes().ends_with(word))
    }

    /// Whether one of them stands in `text`.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.text.split('|').any(|word| text.contains(word))
    }

    // Splitting bytes costs half of splitting text.
    fn all(&self) -> impl Iterator<Item = &'static [u8]> {
        self.text.as_bytes().split(|byte| *byte == b'|')
    }
}

/// Field names of header blocks, without their colon.
pub(super) static FROM: Words =
    Words::new("From|差出人|送信者|送信元|De|Von|Da|Van|发件人|寄件者|寄件人|보낸 사람|Från|Fra|Lähettäjä|Od|От");
/// Names of the day that other texts than mail use too.
pub(super) static DATE: Words = Words::new("Date|日時|日付|Datum|Fecha|Data|日期|날짜|Dato|Päivämäärä|Дата|Message du");
/// Names of the day that only mailers write.
pub(super) static SENT: Words = Words::new(
    "Sent|送信日時|送信日|送信済み|Gesendet|Envoyé|Envoyé le|Enviado|Enviado el|Enviada em|Enviado em|Inviato|\
     Verzonden|发送时间|寄件日期|傳送日期|보낸 날짜|Skickat|Sendt|Lähetetty|Wysłano|Отправлено",
);
/// Names of the field of readers.
pub(super) static TO: Words =
    Words::new("To|宛先|送信先|An|À|A|Para|Aan|收件人|收件者|받는 사람|Till|Til|Vastaanottaja|Do|Кому");
/// Names of the subject.
pub(super) static SUBJECT: Words = Words::new(
    "Subject|件名|Betreff|Objet|Sujet|Asunto|Assunto|Oggetto|Onderwerp|主题|主旨|제목|Ämne|Emne|Aihe|Temat|\
     Тема",
);
/// Names of the field of those who read along.
pub(super) static COPIES: Words = Words::new("Cc|ＣＣ|Copie à|抄送|副本|참조|Kopia|Kopi|Копия");
/// Other fields that stand among them.
pub(super) static OTHER: Words =
    Words::new("Bcc|Reply-To|返信先|Importance|重要度|Wichtigkeit|Attachments|添付ファイル|Anlagen|Pièces jointes");
/// Fields that mailers hide: they stand in a body only where somebody shows a raw header.
pub(super) static RAW: Words = Words::new(
    "Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Content-Type|DKIM-Signature|\
     Authentication-Results|Received-SPF|Content-Transfer-Encoding",
);

/// In lower case: between dashes these start a reply or a forward.
pub(super) static SEPARATORS: Words = Words::new(
    "original message|original mail|original appointment|reply message|replied message|forwarded message|\
     forwarded mail|元のメッセージ|元のメール|元の予定|オリジナルメッセージ|転送メッセージ|\
     転送されたメッセージ|転送メール|転送元のメッセージ|ursprüngliche nachricht|original-nachricht|\
     antwort nachricht|weitergeleitete nachricht|message d'origine|message d’origine|message original|\
     message transféré|message initial|mensaje original|mensaje reenviado|mensagem original|\
     mensagem encaminhada|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|\
     原始邮件|邮件原件|转发的邮件|原始郵件|轉寄郵件|원본 메시지|원본 메일|전달된 메시지|\
     ursprungligt meddelande|oprindelig meddelelse|oprindelig besked|opprinnelig melding|\
     videresendt meddelelse|videresendt melding|vidarebefordrat meddelande|alkuperäinen viesti|\
     wiadomość oryginalna|исходное сообщение|пересылаемое сообщение",
);
/// In lower case: how such a line begins when a name follows.
pub(super) static SEPARATOR_STARTS: Words = Words::new("forwarded by |forwarded message from |original message from ");
/// In lower case: these start a forward without dashes, when a header block follows (Apple Mail).
pub(super) static FORWARD_LINES: Words = Words::new(
    "begin forwarded message|転送されたメッセージ|anfang der weitergeleiteten nachricht|\
     début du message transféré|début du message réexpédié|inicio del mensaje reenviado|\
     início da mensagem reencaminhada|início da mensagem encaminhada|inizio messaggio inoltrato|\
     begin doorgestuurd bericht|以下是转发的邮件|開始轉寄郵件|전달된 메시지",
);

/// How attributions end, before the colon.
pub(super) static ACTS: Words = Words::new(
    "wrote|writes|wrote back|さんは書きました|さんが書きました|は書きました|が書きました|のメール|\
     のメッセージ|schrieb|écrit|escribió|ha scritto|escreveu|schreef|geschreven|写道|寫道|님이 작성|작성|\
     skrev|kirjoitti|napisał|napisała|napisał(a)|написал|написал(а)|пишет|írta|đã viết",
);
/// The same within attributions that end in a name.
pub(super) static ACTS_BEFORE_NAME: Words = Words::new(" schrieb | a écrit| schreef | skrev ");
/// How attributions start that name the day first, or the message (News, Emacs).
pub(super) static DAY_STARTS: Words = Words::new(
    "On |At |In article |In message |Am |Le |El |Il |In data |Em |No dia |Op |Den |På |W dniu |Dnia |Vào |在|於",
);

/// In lower case: how the line starts that a mailer on a telephone adds.
pub(super) static DEVICE_STARTS: Words = Words::new(
    "sent from my |sent from mail for |sent from outlook|sent from yahoo|sent from samsung|sent from typeapp|\
     sent from proton|sent with proton|get outlook for |gesendet von |gesendet mit |\
     envoyé de mon |envoyé à partir d|envoyé depuis |obtenir outlook pour |\
     enviado desde mi |enviado desde outlook|enviado do meu |enviado de mi |obtener outlook para |inviato da |\
     inviato dal |verstuurd vanaf |verzonden vanaf |发自我的|從我的|skickat från min |sendt fra min ",
);
/// How that line ends where the device comes first.
pub(super) static DEVICE_ENDS: Words =
    Words::new("から送信|から送信されました|から送信しました|を入手|を入手する|에서 보냄|傳送|gesendet");
/// In lower case: devices and mailers that such a line names.
pub(super) static DEVICES: Words = Words::new(
    "iphone|ipad|ipod|android|アンドロイド|outlook|gmail|yahoo|galaxy|xperia|aquos|pixel|arrows|docomo|ドコモ|ソフトバンク|携帯|\
     スマートフォン|スマホ|タブレット|smartphone|windows|mac|proton|thunderbird",
);

/// Programs that stand before `>` where they wait for a command.
pub(super) static PROMPTS: Words =
    Words::new("mysql|mariadb|sqlite|sqlite3|ftp|sftp|lftp|telnet|irb|ghci|iex|smtp|gdb|psql|node|ps");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_by_their_edges() {
        static SOME: Words = Words::new("A|To|宛先|a écrit");
        for word in ["A", "To", "宛先", "a écrit"] {
            assert!(SOME.has(word) && SOME.start(word) && SOME.end(word), "{word}");
            assert!(SOME.start(&format!("{word}x")) && SOME.end(&format!("x{word}")), "{word}");
        }
        assert!(SOME.has("TO") && SOME.has("a") && !SOME.has("t") && !SOME.has(""));
        assert!(!SOME.start("to") && !SOME.end("TO") && !SOME.start("") && !SOME.end("o"));
    }
}
