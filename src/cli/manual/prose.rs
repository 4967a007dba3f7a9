//! What the manual page says beside commands and options, in both languages. Knows no markup but backquotes.

use crate::lang::Lang;

/// A section after the commands.
pub(super) struct Section {
    pub(super) title: &'static str,
    /// Something with a name, and what it is.
    pub(super) items: &'static [(&'static str, &'static str)],
    /// A sentence and the lines to type.
    pub(super) examples: &'static [(&'static str, &'static str)],
}

pub(super) const fn name(lang: Lang) -> &'static str {
    lang.pick("says what would go wrong if an e-mail draft were sent", "メールの下書きを、送る前に検査する")
}

pub(super) const fn description(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &[
            "`mailcheck` reads e-mail drafts and tells what their sender would regret: addresses that every reader sees, a \
             recipient who is not meant, a greeting that fits nobody, a promised attachment that is missing, personal data in \
             a hidden sheet. It sends nothing, reads the network never, and writes only what it was told to write.",
            "A draft that is named is told by its content: .eml, .msg, .oft, .emlx or mbox. Of a folder the files with these \
             endings are taken, also in the folders below it and in Maildirs; what .gitignore and .ignore leave out is left \
             out. Everything that a draft brings along is printed so that it cannot steer the terminal.",
            "A finding is an error, a warning or an info. Errors fail the run, unless `--fail-on` says otherwise; infos are \
             shown with `--show info`. `mailcheck explain RULE` tells what a rule looks for, why, and how to allow something.",
        ],
        Lang::Ja => &[
            "`mailcheck` はメールの下書きを読み、送ってしまったら困ることを知らせます。受信者全員に見えるアドレス、意図しない宛先、\
             宛先と合わない宛名、付け忘れた添付ファイル、非表示のシートに残った個人情報などです。メールを送ることはなく、ネットワークにも\
             接続しません。書き込むのは、指示されたものだけです。",
            "名前を指定した下書きは、内容から形式（.eml、.msg、.oft、.emlx、mbox）を判断します。フォルダーを指定すると、その下にあるものも\
             含めて、これらの拡張子のファイルと Maildir を検査します。.gitignore と .ignore で除外されたものは除きます。下書きの中の文字が\
             端末を操作することはありません。",
            "見つかったものは、エラー・警告・情報に分かれます。エラーがあれば失敗になります（`--fail-on` で変更）。情報は `--show info` で\
             表示します。ルールの内容と理由、許可のしかたは `mailcheck explain ルール名` で読めます。",
        ],
    }
}

pub(super) const fn sections(lang: Lang) -> &'static [Section] {
    match lang {
        Lang::En => &ENGLISH,
        Lang::Ja => &JAPANESE,
    }
}

pub(super) const fn see_also(lang: Lang) -> &'static str {
    lang.pick(
        "`git-send-email`(1), `mutt`(1), `sendmail`(8). Every rule: `mailcheck rules list`.",
        "`git-send-email`(1)、`mutt`(1)、`sendmail`(8)。ルールの一覧は `mailcheck rules list` で見られます。",
    )
}

const EXAMPLES_OF_COMMANDS: [&str; 5] = [
    "mailcheck draft.msg",
    "mailcheck --fail-on warning --output junit=report.xml notices/",
    "mailcheck --mailing --roster members.csv --expect 294 out/",
    "mailcheck explain exposed-personal-addresses",
    "source <(mailcheck completions bash)",
];

const ENGLISH: [Section; 4] = [
    Section {
        title: "EXIT STATUS",
        items: &[
            ("0", "Nothing was found at or above `--fail-on`."),
            ("1", "Something was found."),
            (
                "2",
                "Something could not be checked: a draft that cannot be read, a mistake in the settings, nothing to check. \
                 It outweighs 1.",
            ),
        ],
        examples: &[],
    },
    Section {
        title: "FILES",
        items: &[
            (
                "mailcheck.toml",
                "The project's settings: in the working folder, or in the nearest folder above it. Never looked for beside a \
                 draft.",
            ),
            (
                "~/.config/mailcheck/mailcheck.toml",
                "Your settings, weaker than the project's. With XDG_CONFIG_HOME below that folder; on Windows below %APPDATA%; \
                 on macOS also below ~/Library/Application Support.",
            ),
            (
                "/etc/mailcheck/mailcheck.toml",
                "The system's settings, which may lock rules; on Windows below %PROGRAMDATA%. `mailcheck config show` tells \
                 what is in force and where it comes from.",
            ),
        ],
        examples: &[],
    },
    Section {
        title: "ENVIRONMENT",
        items: &[
            (
                "LANGUAGE, LC_ALL, LC_MESSAGES, LANG",
                "The language of messages, when neither `--lang` nor the setting names one: Japanese, else English.",
            ),
            ("NO_COLOR, CLICOLOR, CLICOLOR_FORCE", "Whether reports are coloured, as long as `--color` is `auto`."),
            ("NO_GRAPHICS", "With `1` every line is a sentence of its own, for screen readers and Braille."),
            ("SOURCE_DATE_EPOCH", "The time of the check in seconds since 1970, as long as `--now` names none."),
            ("XDG_CONFIG_HOME", "Where your settings are, instead of ~/.config."),
        ],
        examples: &[],
    },
    Section {
        title: "EXAMPLES",
        items: &[],
        examples: &[
            ("A draft saved from Outlook:", EXAMPLES_OF_COMMANDS[0]),
            ("All notices of a repository, in CI:", EXAMPLES_OF_COMMANDS[1]),
            ("A mailing of 294 messages, before it goes out:", EXAMPLES_OF_COMMANDS[2]),
            ("What a rule means:", EXAMPLES_OF_COMMANDS[3]),
            ("Completions in this bash:", EXAMPLES_OF_COMMANDS[4]),
        ],
    },
];

const JAPANESE: [Section; 4] = [
    Section {
        title: "終了コード",
        items: &[
            ("0", "`--fail-on` 以上の問題はありませんでした。"),
            ("1", "問題が見つかりました。"),
            ("2", "検査できないものがありました（読めない下書き、設定の誤り、検査対象なしなど）。1 より優先します。"),
        ],
        examples: &[],
    },
    Section {
        title: "ファイル",
        items: &[
            (
                "mailcheck.toml",
                "プロジェクトの設定。作業フォルダーから上へ順に探し、最初に見つかったものを使います。下書きの隣は探しません。",
            ),
            (
                "~/.config/mailcheck/mailcheck.toml",
                "利用者の設定。プロジェクトの設定が優先されます。XDG_CONFIG_HOME があればその下、Windows では %APPDATA% の下、macOS では \
                 ~/Library/Application Support の下でもかまいません。",
            ),
            (
                "/etc/mailcheck/mailcheck.toml",
                "システムの設定。ルールを無効にできないよう固定できます。Windows では %PROGRAMDATA% の下です。有効な設定とその場所は \
                 `mailcheck config show` で見られます。",
            ),
        ],
        examples: &[],
    },
    Section {
        title: "環境変数",
        items: &[
            (
                "LANGUAGE, LC_ALL, LC_MESSAGES, LANG",
                "`--lang` も設定もないときのメッセージの言語。日本語でなければ英語になります。",
            ),
            ("NO_COLOR, CLICOLOR, CLICOLOR_FORCE", "`--color` が `auto` のとき、色を付けるかどうか。"),
            ("NO_GRAPHICS", "`1` にすると、読み上げや点字に向くように、1 行を 1 文にします。"),
            ("SOURCE_DATE_EPOCH", "`--now` がないとき、検査の時刻とする 1970 年からの秒数。"),
            ("XDG_CONFIG_HOME", "~/.config の代わりに、利用者の設定を置くフォルダー。"),
        ],
        examples: &[],
    },
    Section {
        title: "使用例",
        items: &[],
        examples: &[
            ("Outlook で保存した下書きを検査します。", EXAMPLES_OF_COMMANDS[0]),
            ("リポジトリーのお知らせを、CI でまとめて検査します。", EXAMPLES_OF_COMMANDS[1]),
            ("294 通の一斉送信を、送る前に検査します。", EXAMPLES_OF_COMMANDS[2]),
            ("ルールの意味を調べます。", EXAMPLES_OF_COMMANDS[3]),
            ("今の bash で補完を使えるようにします。", EXAMPLES_OF_COMMANDS[4]),
        ],
    },
];
