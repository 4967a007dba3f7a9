//! `mailcheck init`: a first `mailcheck.toml` with what can be guessed filled in and all else as comments. Knows neither
//! drafts nor rules; a line that begins with `#` and no space is a setting to switch on.

use super::source::quoted;
use crate::lang::Lang;

/// What the caller found out without asking.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guess {
    /// Domains of our own, from the drafts' From fields or the user's address; no provider of mail for everyone.
    pub domains: Vec<String>,
}

/// The text of the file, with comments in `lang`.
#[must_use]
pub fn starter(guess: &Guess, lang: Lang) -> String {
    let domains: Vec<String> = guess.domains.iter().map(|domain| quoted(domain)).collect();
    let domains = if domains.is_empty() {
        "#domains = [\"city.example\"]".to_owned()
    } else {
        format!("domains = [{}]", domains.join(", "))
    };
    let text = lang.pick(ENGLISH, JAPANESE);
    text.replace("{lang}", lang.name()).replace("{domains}", &domains)
}

const ENGLISH: &str = r#"# Settings of mailcheck. All of them are optional; `mailcheck config show` tells which are in force.
# Lines beginning with `#` and no space are examples: take the `#` away to switch them on.

# Language of reports: "en" or "ja". Without it the system's locale decides.
lang = "{lang}"

# Folders with your own rules, beside the built-in ones.
#rules = ["./rules"]

# Another file whose settings hold where this one is silent.
#extends = ["../mailcheck-org.toml"]

[organization]
# Domains that are yours; sub-domains are included. All others count as outside.
{domains}
#name = "Riverside City"
#aliases = ["City of Riverside"]
# Yours, but these people must not see each other's addresses: students, members, residents.
#member-domains = ["students.city.example"]
# Hosts that only your own people can reach.
#intranet-hosts = ["portal.city.example"]
# Senders at other domains who may write for you, such as an agency.
#allowed-senders = ["@agency.example"]

# Organizations you write to, one table each.
#[[partner]]
#name = "Yamada Trading"
#aliases = ["Yamada"]
#domains = ["yamada.example"]
# true: mail to them must name them, so that a text written for somebody else is noticed.
#name-required = false

# People you know: CSV in UTF-8 or Shift_JIS with a header line, or a vCard file.
#[people]
# Columns: address, name, kana, organization, verified.
#address-book = "book.csv"
# Columns: list, name, audience, member, external; one line for each member.
#lists = "lists.csv"

# A rule made stricter, weaker or switched off: `mailcheck explain RULE` tells its numbers.
#[rule.mixed-external-domains]
#severity = "error"
#warning = 3

# How large a message may be on its way, in bytes.
#[limits]
#mta-bytes = 10_240_000
#tool-bytes = 2_000_000

# The same for others, each by a name that the report tells.
#[limits.size]
#recipient = "10 MB"

# How much of a file is read; what is beyond is reported as unread. `mailcheck config show` lists all of them.
#[limits.reading]
#file-bytes = 209_715_200
#recipients = 50_000

# How far attachments are looked into; what is beyond is reported.
#[limits.attachments]
#depth = 4
#unpacked-bytes = 268_435_456
#cells = 2_000_000

# How mail to many must go: "any", "bcc" or "tool".
#[policy]
#bulk = "bcc"

# Rules of your house, as many as you like, each with the words that are shown: also `required-recipient`,
# `keyword-recipient`, `forbidden-text` and `attachment-forbidden`.
#[[policy.forbidden-recipient]]
#text = "ask the legal department before you write to them"
#recipients = ["@rival.example"]
#level = "warning"

#[[policy.required-recipient]]
#text = "mail with files to the outside goes to the archive as well"
#recipients = ["archive@city.example"]
#when-external = true
#when-attachment = true

#[[policy.forbidden-text]]
#text = "this word does not leave the house"
#words = ["internal use only"]
#in = ["subject", "own-text", "quoted-text", "attachment-name"]
#when-external = true

# Words and domains to add to a built-in list, or to take out.
#[lists]
#consumer-domains.add = ["provider.example"]
#typo-domains.allow = ["city.example"]

# For programs that send one message after another: a folder in which each check remembers whom its message goes to.
#[mailing]
#loop-guard = "guard"
#loop-guard-minutes = 10

# What stands between your mail program and what really sends: see docs/send-path.md.
#[send]
#via = "/usr/bin/msmtp"
#log = "send.log"
#fail-on = "error"
#strip-bcc = "auto"
#allow-in-draft = false
#fail-mode = "tempfail"
#too-large = "reject"

# Whose approvals count, where `[[policy.approval]]` asks for some: see docs/second-person.md.
#[approval]
#signers = "allowed_signers"
#revoked = "revoked_keys"
#folder = "approvals"
#roles.manager = ["kacho@city.example", "kacho-dairi@city.example"]

# What your program fills in, compared with templates at `--stage template`. `order` stands for everything below it.
#[[template]]
#files = ["templates/**"]
#placeholders = ["name", "email", "order"]

# Windows code page of old .msg files that do not say theirs.
#[outlook]
#code-page = 932

# What may pass although a rule says no. A reason is required, a last day is wise.
#[[allow]]
#rule = "mixed-external-domains"
#recipients = ["*@lists.example"]
#files = ["notices/**"]
#reason = "a public mailing list"
#until = 2099-03-31
"#;

const JAPANESE: &str = r#"# mailcheck の設定です。どの項目も省けます。いま効いている値は `mailcheck config show` で確かめられます。
# `#` のすぐ後に文字が続く行は例です。行頭の `#` を消すと有効になります。

# 報告の言語（"ja" または "en"）。省くとシステムのロケールに従います。
lang = "{lang}"

# 組み込みのルールに加えて使う、自前のルールのフォルダー。
#rules = ["./rules"]

# 土台にする別の設定ファイル。同じ項目はこのファイルが優先します。
#extends = ["../mailcheck-org.toml"]

[organization]
# 自組織のドメイン。サブドメインも含みます。これ以外はすべて組織外とみなします。
{domains}
#name = "みどり市役所"
#aliases = ["みどり市"]
# 自組織のドメインのうち、互いのアドレスを見せてはいけない人たちのもの（学生、会員、住民など）。
#member-domains = ["students.city.example"]
# 組織の中からしか開けないホスト。
#intranet-hosts = ["portal.city.example"]
# 自組織に代わって送ってよい、ほかのドメインの差出人（委託先など）。
#allowed-senders = ["@agency.example"]

# やり取りのある相手先。1 組織につき 1 つ書きます。
#[[partner]]
#name = "株式会社山田商事"
#aliases = ["山田商事", "Yamada Trading"]
#domains = ["yamada.example"]
# true にすると、宛先にいるのに文面に名前がないときに知らせます（別の相手に書いた文面の使い回しに気づけます）。
#name-required = false

# 知っている人の一覧。見出し行のある CSV（UTF-8 または Shift_JIS）か vCard です。
#[people]
# 列：address, name, kana, organization, verified
#address-book = "book.csv"
# 列：list, name, audience, member, external（1 行に 1 人）
#lists = "lists.csv"

# ルールの重さや数を変えます。ルールごとの数は `mailcheck explain RULE` でわかります。
#[rule.mixed-external-domains]
#severity = "error"
#warning = 3

# 送れるメールの大きさ（バイト）。
#[limits]
#mta-bytes = 10_240_000
#tool-bytes = 2_000_000

# そのほかの上限。名前は自由に付けられ、超えたときにその名前が表示されます。
#[limits.size]
#recipient = "10 MB"

# ファイルをどこまで読むか。これを超えた部分は、読めなかったものとして報告します。項目は `mailcheck config show` で確かめられます。
#[limits.reading]
#file-bytes = 209_715_200
#recipients = 50_000

# 添付ファイルの中をどこまで調べるか。これを超えた部分は、調べられなかったものとして報告します。
#[limits.attachments]
#depth = 4
#unpacked-bytes = 268_435_456
#cells = 2_000_000

# 一斉送信の決まり："any"（なし）、"bcc"、"tool"（一斉送信システム）
#[policy]
#bulk = "bcc"

# 自組織の決まり。いくつでも書け、text がそのまま表示されます。ほかに `required-recipient`、`keyword-recipient`、
# `forbidden-text`、`attachment-forbidden` があります。
#[[policy.forbidden-recipient]]
#text = "この会社へ送る前に法務課へ相談してください"
#recipients = ["@rival.example"]
#level = "warning"

#[[policy.required-recipient]]
#text = "組織外へファイルを送るときは保管用アドレスも入れてください"
#recipients = ["archive@city.example"]
#when-external = true
#when-attachment = true

#[[policy.forbidden-text]]
#text = "この語のあるメールは組織外へ出せません"
#words = ["取扱注意"]
#in = ["subject", "own-text", "quoted-text", "attachment-name"]
#when-external = true

# 組み込みの一覧に加える語やドメインと、外すもの。
#[lists]
#consumer-domains.add = ["provider.example"]
#typo-domains.allow = ["city.example"]

# 1 通ずつ送るプログラム用に、検査したメールの宛先を数分間覚えておくフォルダー。
#[mailing]
#loop-guard = "guard"
#loop-guard-minutes = 10

# メールソフトと送信プログラムの間に入るときの設定。docs/send-path.ja.md をご覧ください。
#[send]
#via = "/usr/bin/msmtp"
#log = "send.log"
#fail-on = "error"
#strip-bcc = "auto"
#allow-in-draft = false
#fail-mode = "tempfail"
#too-large = "reject"

# [[policy.approval]] で承認を求めるとき、だれの鍵が有効か。docs/second-person.ja.md をご覧ください。
#[approval]
#signers = "allowed_signers"
#revoked = "revoked_keys"
#folder = "approvals"
#roles.manager = ["kacho@city.example", "kacho-dairi@city.example"]

# ひな形に差し込まれる項目。--stage template で照合します。order と書けばその下の項目すべてを表します。
#[[template]]
#files = ["templates/**"]
#placeholders = ["name", "email", "order"]

# 文字コードの記録がない古い .msg の Windows コードページ。
#[outlook]
#code-page = 932

# ルールに触れても通してよいもの。理由は必須です。期限も付けることをお勧めします。
#[[allow]]
#rule = "mixed-external-domains"
#recipients = ["*@lists.example"]
#files = ["notices/**"]
#reason = "公開メーリングリスト"
#until = 2099-03-31
"#;

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::settings::{Settings, from_text};
    use std::path::Path;

    fn guess() -> Guess {
        Guess { domains: vec!["city.example".to_owned()] }
    }

    #[test]
    fn a_fresh_file_says_only_what_was_guessed() {
        for lang in Lang::ALL {
            let settings = from_text("mailcheck.toml", &starter(&guess(), lang), Path::new("/office")).unwrap();
            let mut expected = Settings { lang: Some(lang), ..Settings::default() };
            expected.organization.domains = vec!["city.example".to_owned()];
            assert_eq!(settings, expected);
            assert!(from_text("mailcheck.toml", &starter(&Guess::default(), lang), Path::new("/office")).is_ok());
        }
    }

    #[test]
    fn every_example_in_it_can_be_switched_on() {
        for lang in Lang::ALL {
            let text: String = starter(&guess(), lang)
                .lines()
                .filter(|line| !line.contains("extends"))
                .map(|line| match line.strip_prefix('#') {
                    Some(setting) if !setting.starts_with(' ') => format!("{setting}\n"),
                    _ => format!("{line}\n"),
                })
                .collect();
            let document = Document::parse("mailcheck.toml", &text).unwrap();
            let (values, findings) = crate::settings::file::read(&document, Path::new("/office"), false);
            // The tables of people are not there in a test.
            let others = findings.problems.iter().filter(|problem| !problem.message.contains(".csv"));
            assert_eq!(others.count(), 0, "{:#?}", findings.problems);
            assert_eq!((values.partners.len(), values.allowances.len(), values.rules.len()), (1, 1, 1));
            assert_eq!(values.policy_entries.len(), 3);
        }
    }
}
