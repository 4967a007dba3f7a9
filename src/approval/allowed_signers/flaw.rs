//! Why a line of allowed_signers counts for nobody, in words.

use crate::lang::Bilingual;

/// Why a line counts for nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// A pattern stands for people whom nobody has named.
    Pattern,
    /// The key signs certificates, not texts.
    Authority,
    /// The key is a certificate.
    Certificate,
    /// There is no key where one should stand.
    Key,
    /// A quotation mark is not closed.
    Quote,
    /// It begins with a byte-order mark, or holds bytes that no text has.
    Bytes,
    /// An option that OpenSSH does not know, or that is not written as it should be.
    Option(String),
    /// An option stands there more than once.
    Twice(&'static str),
    /// No time.
    Time(String),
    /// A time without `Z`, on a machine whose time zone cannot be found.
    Zone,
    /// It ends before it begins.
    Order,
}

impl Flaw {
    /// True for lines that OpenSSH reads as well, and takes for more than we do.
    #[must_use]
    pub const fn is_ours(&self) -> bool {
        matches!(self, Flaw::Pattern | Flaw::Authority | Flaw::Certificate)
    }

    /// As a sentence's end behind the number of the line.
    #[must_use]
    pub fn told(&self) -> Bilingual {
        let (en, ja) = match self {
            Flaw::Pattern => (
                "a pattern with `*` or `?` is not one person".to_owned(),
                "「*」「?」のあるパターンは 1 人のものではありません".to_owned(),
            ),
            Flaw::Authority => (
                "a certificate authority is not one person".to_owned(),
                "認証局（cert-authority）は 1 人のものではありません".to_owned(),
            ),
            Flaw::Certificate => (
                "a certificate counts for nobody: write the key itself".to_owned(),
                "証明書は使えません。鍵そのものを書いてください".to_owned(),
            ),
            Flaw::Key => ("no readable public key stands there".to_owned(), "公開鍵が読めません".to_owned()),
            Flaw::Quote => ("a quotation mark is not closed".to_owned(), "引用符が閉じていません".to_owned()),
            Flaw::Bytes => (
                "it holds a byte-order mark or bytes that are no UTF-8: save the file as UTF-8 without BOM".to_owned(),
                "BOM または UTF-8 でない文字があります。BOM なしの UTF-8 で保存してください".to_owned(),
            ),
            Flaw::Option(text) => (
                format!("`{text}` is no option, or not written as one: values stand in quotation marks"),
                format!("「{text}」はオプションとして読めません。値は \" で囲みます"),
            ),
            Flaw::Twice(name) => (format!("`{name}` stands there twice"), format!("「{name}」が 2 回あります")),
            Flaw::Time(text) => (
                format!("`{text}` is no time: write YYYYMMDDZ or YYYYMMDDHHMMZ"),
                format!("「{text}」は日時として読めません。YYYYMMDDZ または YYYYMMDDHHMMZ の形で書いてください"),
            ),
            Flaw::Zone => (
                "the time zone of this machine is not known: write the time in UTC, with `Z` behind it".to_owned(),
                "このコンピューターのタイムゾーンがわかりません。日時の後に「Z」を付けて UTC で書いてください"
                    .to_owned(),
            ),
            Flaw::Order => (
                "`valid-before` is not later than `valid-after`".to_owned(),
                "valid-before が valid-after より後になっていません".to_owned(),
            ),
        };
        Bilingual { en, ja }
    }
}
