//! One input -> its bytes, bounded, and the messages in them; every failure a plain `Failure` in both languages.

use crate::lang::Bilingual;
use crate::load::{self, ForeignFile, Limits, LoadError, Messages};
use crate::paths::Input;
use crate::report::Failure;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;
use std::sync::Arc;

/// Japanese Windows, where most old .msg files of our users come from.
pub const DEFAULT_CODE_PAGE: u16 = 932;

/// The messages in the bytes of an input, one by one. `code_page` is that of old .msg files that do not say theirs.
///
/// # Errors
/// What stands in the way, in words for people.
pub fn messages<'a>(bytes: &'a [u8], limits: &'a Limits, code_page: Option<u16>) -> Result<Messages<'a>, Failure> {
    load::messages(bytes, limits, code_page.unwrap_or(DEFAULT_CODE_PAGE)).map_err(|error| load_failure(&error))
}

/// The bytes of an input.
///
/// # Errors
/// It cannot be read or is larger than the limit, in words for people.
pub fn read(input: &Input, limits: &Limits) -> Result<Arc<[u8]>, Failure> {
    match input {
        Input::Stdin(_) => take(io::stdin().lock(), limits).map(Arc::from),
        Input::File(path) | Input::Deleted(path) => read_file(path, limits),
        Input::Broken(_, reason) => {
            Err(failure("unreadable-path", reason.clone(), format!("読み込めません：{reason}")))
        }
    }
}

/// Some bytes of a file once more: those of one message.
///
/// # Errors
/// It cannot be read any more, or is shorter now.
pub fn read_range(input: &Input, start: u64, length: u32) -> io::Result<Arc<[u8]>> {
    let Input::File(path) = input else { return Err(io::ErrorKind::Unsupported.into()) };
    let mut file = File::open(path)?;
    file.seek(io::SeekFrom::Start(start))?;
    let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, length as usize).collect();
    file.read_exact(Arc::get_mut(&mut bytes).expect("nobody else has it yet"))?;
    Ok(bytes)
}

fn read_file(path: &Path, limits: &Limits) -> Result<Arc<[u8]>, Failure> {
    let metadata = std::fs::metadata(path).map_err(|error| io_failure(&error))?;
    // Opening a pipe would wait for a writer that never comes.
    if !metadata.is_file() {
        return Err(failure(
            "not-a-file",
            "this is no ordinary file".to_owned(),
            "通常のファイルではありません".to_owned(),
        ));
    }
    if metadata.len() > limits.file_bytes {
        return Err(load_failure(&LoadError::TooLarge { size_bytes: metadata.len(), limit_bytes: limits.file_bytes }));
    }
    let mut file = File::open(path).map_err(|error| io_failure(&error))?;
    // Read where it stays: a vector would be copied into the `Arc`, and a large file would be there twice.
    let size_bytes = usize::try_from(metadata.len()).unwrap_or(0);
    let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, size_bytes).collect();
    let place = Arc::get_mut(&mut bytes).expect("nobody else has it yet");
    let is_whole = match file.read_exact(place) {
        Ok(()) => matches!(file.read(&mut [0]), Ok(0)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => false,
        Err(error) => return Err(io_failure(&error)),
    };
    if is_whole {
        return Ok(bytes);
    }
    // It grew or shrank meanwhile, or is one of those that have no size.
    drop(bytes);
    take(File::open(path).map_err(|error| io_failure(&error))?, limits).map(Arc::from)
}

/// Reads to the end, or one byte past the limit: the loader then says that it is too large.
fn take(source: impl Read, limits: &Limits) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    source.take(limits.file_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| io_failure(&error))?;
    Ok(bytes)
}

fn io_failure(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::NotFound => {
            failure("file-not-found", "there is no such file".to_owned(), "このファイルは見つかりません".to_owned())
        }
        io::ErrorKind::PermissionDenied => failure(
            "permission-denied",
            "the file may not be read".to_owned(),
            "このファイルを読む権限がありません".to_owned(),
        ),
        _ => failure("read-error", format!("the file cannot be read: {error}"), format!("読み込めません：{error}")),
    }
}

/// A file that holds no draft we can read, in words for people.
fn load_failure(error: &LoadError) -> Failure {
    let text = match error {
        LoadError::Empty => Bilingual { en: "the file is empty".into(), ja: "ファイルが空です".into() },
        LoadError::TooLarge { size_bytes, limit_bytes } => Bilingual {
            en: format!("the file has {size_bytes} bytes, more than the {limit_bytes} that are read"),
            ja: format!("ファイルが大きすぎます（{size_bytes} バイト、上限は {limit_bytes} バイト）"),
        },
        LoadError::NotAMessage => Bilingual {
            en: "this is no e-mail message: there are no header fields at its top".into(),
            ja: "メールのファイルではありません（先頭にヘッダーがありません）".into(),
        },
        LoadError::Foreign(file) => foreign_text(*file),
        LoadError::Msg(error) => msg_text(error.code(), error.to_string()),
    };
    Failure { code: error.code().to_owned(), text }
}

fn foreign_text(file: ForeignFile) -> Bilingual {
    let (en, ja) = match file {
        ForeignFile::Calendar => (
            "this is a calendar file, not the mail that carries it: save the invitation from your mail program as a \
             message",
            "カレンダーのファイル（.ics）で、メールではありません。招待メールそのものを保存してください",
        ),
        ForeignFile::WebPage => (
            "this is a web page saved from a browser, not a mail: download the message itself (in Gmail: \
             \"Show original\", then \"Download original\")",
            "ブラウザーで保存した Web ページで、メールではありません。メールそのものを保存してください（Gmail なら\
             「メッセージのソースを表示」から「メッセージをダウンロード」）",
        ),
        ForeignFile::ContactCard => {
            ("this is a contact card, not a mail", "連絡先のファイル（.vcf）で、メールではありません")
        }
        ForeignFile::OutlookDataFile => (
            "this is an Outlook data file with whole folders: save the draft from Outlook as .msg",
            "Outlook のデータファイル（.pst・.ost）です。Outlook で下書きを .msg として保存してください",
        ),
    };
    Bilingual { en: en.into(), ja: ja.into() }
}

fn msg_text(code: &str, en: String) -> Bilingual {
    let ja = match code {
        "not-a-compound-file" => "Outlook のファイル（.msg）ではありません".to_owned(),
        "truncated-compound-file" => "Outlook のファイルが途中で切れています".to_owned(),
        "damaged-compound-file" => "Outlook のファイルが壊れています".to_owned(),
        "not-a-message" => "Office のファイルですが、メールではありません".to_owned(),
        "too-large" => "Outlook のファイルが大きすぎます".to_owned(),
        _ => format!("Outlook のファイルを読めません：{en}"),
    };
    Bilingual { en, ja }
}

fn failure(code: &str, en: String, ja: String) -> Failure {
    Failure { code: code.to_owned(), text: Bilingual { en, ja } }
}
