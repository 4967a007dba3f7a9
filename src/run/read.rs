//! One input -> its bytes, bounded, and the messages in them; every failure a plain `Failure` in both languages.

use super::stored::Stored;
use crate::lang::Bilingual;
use crate::load::mbox::begins_with_from_line;
use crate::load::{self, ForeignFile, Limits, LoadError, Messages};
use crate::paths::Input;
use crate::report::Failure;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Arc, Mutex};

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

/// What an input is by its first bytes.
#[derive(Debug)]
pub enum Opened {
    /// Anything but an mbox, read whole.
    Whole(Arc<[u8]>),
    /// Begins as an mbox does, and may have any size.
    Mbox(Arc<Stored>),
}

/// The bytes of an input, where they are read again and again when it is an mbox.
///
/// # Errors
/// As [`read`]; an mbox is never too large.
pub fn open(input: &Input, limits: &Limits) -> Result<Opened, Failure> {
    let told = |bytes: Arc<[u8]>| {
        let is_mbox = begins_with_from_line(&bytes);
        if is_mbox { Opened::Mbox(Arc::new(Stored::Memory(bytes))) } else { Opened::Whole(bytes) }
    };
    match input {
        Input::Stdin(_) => {
            let mut stdin = io::stdin().lock();
            let head = head_of(&mut stdin).map_err(|error| io_failure(&error))?;
            let is_mbox = begins_with_from_line(&head);
            let source = io::Cursor::new(head).chain(stdin);
            if !is_mbox {
                return take(source, limits).map(|bytes| Opened::Whole(bytes.into()));
            }
            Stored::keep(source).map(|stored| Opened::Mbox(Arc::new(stored))).map_err(|error| io_failure(&error))
        }
        Input::File(path) => {
            let size_bytes = size_of(path)?;
            if size_bytes <= limits.file_bytes.min(SMALL_FILE_BYTES) {
                return read_file(path, limits).map(told);
            }
            let mut file = File::open(path).map_err(|error| io_failure(&error))?;
            if begins_with_from_line(&head_of(&mut file).map_err(|error| io_failure(&error))?) {
                return Ok(Opened::Mbox(Arc::new(Stored::File(Mutex::new(file)))));
            }
            read_file(path, limits).map(Opened::Whole)
        }
        Input::Deleted(_) | Input::Broken(..) => read(input, limits).map(Opened::Whole),
    }
}

/// A file up to this size is read whole before anybody asks whether it is an mbox.
const SMALL_FILE_BYTES: u64 = 1 << 20;

/// The first bytes, enough to tell an mbox.
fn head_of(source: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    source.take(HEAD_BYTES).read_to_end(&mut head)?;
    Ok(head)
}

/// A byte-order mark and `From `.
const HEAD_BYTES: u64 = 8;

/// The size of an ordinary file.
fn size_of(path: &Path) -> Result<u64, Failure> {
    let metadata = std::fs::metadata(path).map_err(|error| io_failure(&error))?;
    // Opening a pipe would wait for a writer that never comes.
    if !metadata.is_file() {
        return Err(failure(
            "not-a-file",
            "this is no ordinary file".to_owned(),
            "通常のファイルではありません".to_owned(),
        ));
    }
    Ok(metadata.len())
}

fn read_file(path: &Path, limits: &Limits) -> Result<Arc<[u8]>, Failure> {
    let size_bytes = size_of(path)?;
    if size_bytes > limits.file_bytes {
        return Err(load_failure(&LoadError::TooLarge { size_bytes, limit_bytes: limits.file_bytes }));
    }
    let mut file = File::open(path).map_err(|error| io_failure(&error))?;
    // Read where it stays: a vector would be copied into the `Arc`, and a large file would be there twice.
    let length = usize::try_from(size_bytes).unwrap_or(0);
    let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, length).collect();
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

pub(super) fn io_failure(error: &io::Error) -> Failure {
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

/// A message of an mbox that is larger than a file may be.
pub(super) fn message_too_large(size_bytes: u64, limit_bytes: u64) -> Failure {
    let code = LoadError::TooLarge { size_bytes, limit_bytes }.code().to_owned();
    let text = Bilingual {
        en: format!("the message has {size_bytes} bytes, more than the {limit_bytes} that are read"),
        ja: format!("メールが大きすぎます（{size_bytes} バイト、上限は {limit_bytes} バイト）"),
    };
    Failure { code, text }
}

/// A file that holds no draft we can read, in words for people.
pub(super) fn load_failure(error: &LoadError) -> Failure {
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
