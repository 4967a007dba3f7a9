//! The Japanese help. A test holds that every command and option has its text.

use clap::{Arg, ArgAction, Command};

/// The same command with Japanese help.
pub(super) fn translate(command: Command) -> Command {
    translated(command, "")
}

fn translated(command: Command, path: &str) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command;
    if let Some(text) = about(path) {
        command = command.about(text).long_about(None);
    }
    if path.is_empty() {
        command = command.after_help(AFTER_HELP);
    }
    command = command
        .help_template("{about-with-newline}\n使い方：{usage}\n\n{all-args}{after-help}")
        .subcommand_help_heading("コマンド")
        .mut_args(|argument| match help(path, argument.get_id().as_str()) {
            Some(text) => translated_argument(argument, text),
            None => argument,
        });
    command = command.disable_help_flag(true).arg(flag("help", 'h', ArgAction::Help, "使い方を表示"));
    if path.is_empty() {
        command = command.disable_version_flag(true).arg(flag("version", 'V', ArgAction::Version, "版を表示"));
    }
    for name in names {
        let below = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(name, |sub| translated(sub, &below));
    }
    command
}

/// A flag that clap would add with English help.
fn flag(name: &'static str, short: char, action: ArgAction, text: &'static str) -> Arg {
    Arg::new(name).short(short).long(name).action(action).help(text).help_heading("オプション")
}

/// The words an option takes stand behind its text: clap would explain each of them in English.
fn translated_argument(argument: Arg, text: &str) -> Arg {
    let words: Vec<String> = argument
        .get_possible_values()
        .iter()
        .filter(|_| argument.get_action().takes_values())
        .map(|value| value.get_name().to_owned())
        .collect();
    let text = if words.is_empty() { text.to_owned() } else { format!("{text}（{}）", words.join("、")) };
    let heading = if argument.is_positional() { "引数" } else { "オプション" };
    let takes_words = !words.is_empty();
    let argument = argument.help(text).long_help(None).help_heading(heading);
    if takes_words { argument.hide_possible_values(true) } else { argument }
}

const AFTER_HELP: &str = "終了コード：0 は --fail-on 以上の問題なし、1 は問題あり、2 は検査できないものがあったことを表します。\n\
                          ルールの内容と理由は mailcheck explain ルール名 で読めます。";

fn about(path: &str) -> Option<&'static str> {
    Some(match path {
        "" => {
            "メールの下書きを検査し、送ってしまったら困ることを送る前に知らせます。\n\
             ネットワークには接続せず、指示されたもの以外は書き込みません。"
        }
        "show" => "下書きを復号して表示、またはルールから見える内容をすべて出力",
        "rules" => "ルールの一覧・検証・点検・作成",
        "rules list" => "すべてのルールと、有効かどうか、無効の理由",
        "rules test" => "ルールファイル内の例を実行（省略時は有効なルール）",
        "rules check" => "壊れたもの、決して当てはまらないもの、ほかと重なるものを探す（省略時は設定にあるもの）",
        "rules new" => "注釈付きのルールのひな形を作成",
        "explain" => "ルールが何を見るのか、なぜか、どう許可するか",
        "config" => "設定の表示と点検",
        "config show" => "有効な設定と、それがどこに書かれているか",
        "config check" => "設定ファイルを点検",
        "config schema" => "JSON Schema を出力",
        "book" => "下書きの代わりにアドレスの一覧を検査",
        "book lint" => "アドレス帳・配布リスト・転送先の一覧に、アドレスに関するルールを適用",
        "digest" => "一斉送信の一部を検査し、mailcheck --mailing --digests で合わせるための中間ファイルを書き出す",
        "sent" => "送信した下書きを --history 用に記録",
        "completions" => "コマンド・オプション・ルール名をシェルで補完するためのスクリプトを出力",
        "man" => "マニュアルを man の形式で出力（言語は --lang）",
        "sendmail" => "sendmail の代わりに呼ばれ、受け取ったメールを検査してから送信プログラムに渡すか、断る",
        "approve" => "下書きを確認したことを、自分の鍵で署名して残す",
        "verify" => "だれが承認したか、有効でない承認はなぜかを表示",
        "approvals" => "承認の一覧：有効なもの、期限切れのもの、下書きのないもの",
        "split" => "下書きを宛先ごとの下書きに分け、受信者どうしが見えないようにする",
        "apology" => "誤送信の後で、受け取った一人一人に、お詫びと削除のお願いの下書きを作る",
        "gate" => "標準入力のメールを検査してから、同じメールをコマンドに渡す",
        "milter" => "メールサーバー（Postfix、Sendmail）から呼ばれ、出してはいけないメールに 550 を返す",
        "native-host" => "Thunderbird のアドオンから送信前に呼ばれ、下書きを検査して答える",
        "opensmtpd-filter" => "OpenSMTPD のフィルターとして動き、出してはいけないメールに 550 を返す",
        "git-validate" => "Git の sendemail-validate フックでパッチを検査",
        "lsp" => "エディターと連携し、書いている最中の下書き・ルール・設定を検査（Language Server Protocol）",
        "fix" => "下書きを修正（変更点を表示するか、書き込む）",
        "sheet" => "送信前に下書きを確認する人のための、1 枚の確認票を出力",
        "init" => "このフォルダーに mailcheck.toml を作成",
        _ => return None,
    })
}

fn help(path: &str, argument: &str) -> Option<&'static str> {
    Some(match (path, argument) {
        ("sent", "history") => "記録を書き足すファイル（なければ作成）",
        (_, "history") => "送信済みの記録（mailcheck sent）。以前に送ったものを知らせる",
        (_, "digests") => "下書きの代わりに、mailcheck digest が書き出したファイルを順に指定",
        (_, "loop_guard") => "1 通ずつ検査する送信プログラム用に、宛先を数分間このフォルダーに覚えておく",
        ("rules new", "name") => "ルール名。誤りそのものを表す（例：old-price-list）",
        ("rules new", "dir") => "作成先のフォルダー（省略時は設定にあるもの、なければ rules）",
        ("fix", "output") => {
            "修正した下書きの書き出し先。Outlook のファイルは、Outlook で下書きとして開ける .eml になる"
        }
        (_, "diff") => "変更点を表示するだけで、何も書き換えない（--write も --output もないときと同じ）",
        (_, "write") => "下書きをその場で修正",
        (_, "guesses") => "推測による修正も行う（打ち間違いと思われるアドレス、引用の削除）",
        ("digest", "output") => "書き出すファイル",
        ("sendmail", "words") => "--via=プログラム、--config=ファイル、--fail-on=重さ、--lang=言語と、sendmail の引数",
        ("gate", "envelope") => "メールの中にない宛先（繰り返し可）",
        ("gate", "envelope_sender") => "メールの中にない送信者",
        ("gate", "command") => "実行するコマンド",
        ("gate", "fail_on") => "この重さ以上で止める（省略時は設定、なければ error）",
        ("git-validate", "files") => "パッチと、Git が渡す場合はヘッダーのファイル",
        ("approve", "drafts") => "下書き。--mailing では一斉送信の下書きすべて、またはそのフォルダー",
        ("approve", "approver") => "承認者のアドレス。allowed_signers に鍵とともに書かれているもの",
        ("approve", "key") => "自分の SSH 鍵。秘密鍵、または ssh-agent やトークンにある鍵の公開鍵",
        ("approve", "days") => "承認の有効日数",
        ("approve", "confirm") => "宛先・本文・添付について 1 つずつ質問に答えてから承認",
        ("approve", "mailing") => "全部を 1 つの一斉送信として承認",
        ("approve", "roster") => "一斉送信の元になった名簿。名簿が変われば承認も無効になる",
        ("approve", "folder") => "下書きの隣ではなく、このフォルダーにダイジェストの名前で書き出す",
        ("verify" | "approvals", "format") => "text：画面で読む、json：プログラム用",
        ("verify", "drafts") => "下書き、または下書きのフォルダー",
        ("approvals", "paths") => "下書きと承認のあるフォルダー（省略時は今のフォルダーと、設定にあるフォルダー）",
        ("split" | "apology", "draft") => "下書き。.eml か .emlx（apology では .msg も可）",
        ("split" | "apology", "output") => "書き出すフォルダー（なければ作成）",
        ("split" | "apology", "roster") => "アドレスと名前の CSV。宛名に使う",
        ("apology", "letter") => "自分の文面。1 行目が Subject: ...、空行、本文（{{name}} と {{date}} が置き換わる）",
        ("milter", "listen") => "待ち受ける場所：inet:アドレス:ポート、または unix:/パス",
        ("milter", "connections") => "同時に受け付ける接続の数（次の接続は待つ）",
        ("native-host", "install") => "自分の Thunderbird から使えるように登録して終わる",
        ("native-host", "words") => "Thunderbird が呼び出すときに付ける引数",
        ("milter" | "opensmtpd-filter", "fail_on") => "この重さ以上で断る（省略時は設定、なければ error）",
        (_, "lang") => "メッセージの言語（省略時は設定、次にシステムのロケール）",
        (_, "color") => "色を付けるか（NO_COLOR と CLICOLOR_FORCE に従います）",
        (_, "config") => "mailcheck.toml を上のフォルダーへ探す代わりに使う設定ファイル",
        (_, "paths") if path.starts_with("rules") => "ルールのフォルダーまたはファイル",
        (_, "paths") => "下書き：.eml、.msg、.oft、.emlx、mbox、フォルダー、標準入力は -",
        ("book lint", "files") => {
            "見出しのある CSV、vCard、aliases、.forward、1 行 1 アドレスの一覧（省略時は設定にあるもの）"
        }
        ("show", "format") => "text：復号した下書き、json：すべての内容",
        ("sheet", "format") => "text：画面で読む、html：印刷できる 1 つのファイル、json：プログラム用",
        ("sheet", "output") => "確認票の書き出し先",
        ("sheet", "show") => "この重さ以上の指摘を載せる",
        ("sheet", "all") => "宛先が何人でも全員を一覧にする（html と json では常に全員）",
        ("sheet", "mailing") => "下書きを 1 つの一斉送信とみなし、全体で 1 枚にまとめる",
        ("sheet", "roster") => "一斉送信の元になった名簿。名前・行数・照合値を載せる",
        ("sheet", "since") => "以前の確認票（html か json）、または前の版の下書きからの変更を示す",
        ("sheet", "drafts") => "下書き：.eml、.msg、.oft、.emlx、mbox、フォルダー、標準入力は -",
        (_, "format") => "標準出力に書く報告の形式",
        (_, "output") => "報告をもう 1 つ書き出す（形式=ファイル、繰り返し可）",
        (_, "fail_on") => "この重さ以上で失敗とする",
        (_, "show") => {
            "この重さ以上を表示（省略時は warning。--fail-on がそれより低ければそれに合わせ、[[template]] のない --stage template では info）"
        }
        (_, "only") => "このルールだけを使う（繰り返し可）",
        (_, "skip") => "このルールを使わない（繰り返し可）",
        (_, "stage") => "下書きの段階。template なら差し込み記号があってよい",
        (_, "stdin_filename") => "報告に書く標準入力の名前",
        (_, "files_from") => "パスの一覧を読むファイル（1 行に 1 つ、標準入力は -）",
        (_, "null") => "--files-from の区切りを改行でなく NUL とする",
        (_, "now") => "現在の代わりに使う時刻（2026-04-01 または RFC 3339）",
        (_, "mailing") => "下書きを 1 つの一斉送信とみなし、まとめて初めて分かることも検査する",
        (_, "roster") => "一斉送信の名簿（CSV）。アドレスの列と、差し込みに使った列",
        (_, "expect") => "一斉送信の通数",
        (_, "jobs") => "同時に処理する数（省略時はコアの数）",
        (_, "fail_fast") => "--fail-on 以上の問題が 1 つ見つかったら止める",
        (_, "baseline") => "このファイルに記録された問題は既知とみなす",
        (_, "write_baseline") => "今回見つかったものをすべて既知とし、--baseline 用に書き出す",
        (_, "redact") => "公開ログ用。下書きの文字列とアドレスを、どの報告にも出さない",
        (_, "allow_empty") => "検査するものがなくても失敗としない",
        (_, "quiet") => "問題がなければ何も表示しない",
        (_, "drafts") if path == "init" => "差出人から自組織のドメインを知るための下書き",
        (_, "drafts") => "下書き（標準入力は -）",
        ("lsp", "stdio") => "標準入出力で通信する（常にそうするので、付けなくても同じ）",
        ("completions", "shell") => "シェル",
        (_, "rule") => "ルール名",
        (_, "what") => "何の JSON Schema か",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn untranslated(command: &Command, path: &str, missing: &mut Vec<String>) {
        if about(path).is_none() {
            missing.push(format!("command `{path}`"));
        }
        for argument in command.get_arguments() {
            if help(path, argument.get_id().as_str()).is_none() {
                missing.push(format!("`{path}` {}", argument.get_id()));
            }
        }
        for sub in command.get_subcommands() {
            let below = if path.is_empty() { sub.get_name().to_owned() } else { format!("{path} {}", sub.get_name()) };
            untranslated(sub, &below, missing);
        }
    }

    #[test]
    fn every_command_and_option_has_its_japanese_help() {
        let mut missing = Vec::new();
        untranslated(&crate::cli::args::Arguments::command(), "", &mut missing);
        assert!(missing.is_empty(), "{missing:?}");
    }
}
