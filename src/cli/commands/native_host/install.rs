//! Makes this program known to the mail programs of one user. Writes over nothing that is not its own.

use crate::lang::Lang;
use crate::native_host::manifest::{self, HOST_NAME, PROGRAM_NAME};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::fs;
use std::path::{Path, PathBuf};

/// Writes what is needed; in words, what that was.
pub(super) fn install(lang: Lang) -> Result<String> {
    let program = std::env::current_exe().into_diagnostic()?;
    let home = std::env::home_dir()
        .filter(|home| home.is_absolute())
        .ok_or_else(|| miette!("{}", lang.pick("there is no home folder", "ホームフォルダーが分かりません")))?;
    let [manifest, caller] = places(&home);
    let is_foreign = fs::read_to_string(&manifest).map_or(manifest.exists(), |text| !manifest::is_ours(&text));
    if is_foreign {
        return Err(foreign(&manifest, lang));
    }
    lead(&caller, &program, lang)?;
    write(&manifest, &manifest::text(&caller.display().to_string()))?;
    register(&manifest, lang)?;
    let text = lang.pick("wrote {}", "{} を作成しました");
    Ok(text.replace("{}", &manifest.display().to_string()))
}

/// The manifest, and the program that it names.
fn places(home: &Path) -> [PathBuf; 2] {
    let own = match std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute()) {
        Some(folder) if cfg!(unix) => folder.join(HOST_NAME),
        _ if cfg!(windows) => home.join("AppData").join("Local").join(HOST_NAME),
        _ => home.join(".local").join("share").join(HOST_NAME),
    };
    let manifests = match std::env::consts::OS {
        "windows" => own.clone(),
        "macos" => home.join("Library/Application Support/Mozilla/NativeMessagingHosts"),
        _ => home.join(".mozilla/native-messaging-hosts"),
    };
    let program = if cfg!(windows) { format!("{PROGRAM_NAME}.bat") } else { PROGRAM_NAME.to_owned() };
    [manifests.join(format!("{HOST_NAME}.json")), own.join(program)]
}

/// A link of our name: a manifest has no place for arguments, so the name tells what is wanted.
#[cfg(unix)]
fn lead(link: &Path, program: &Path, lang: Lang) -> Result<()> {
    match fs::symlink_metadata(link) {
        Ok(there) if there.is_symlink() => fs::remove_file(link).into_diagnostic()?,
        Ok(_) => return Err(foreign(link, lang)),
        Err(_) => make_folder_of(link)?,
    }
    std::os::unix::fs::symlink(program, link).into_diagnostic().wrap_err_with(|| link.display().to_string())
}

/// Links are not for everybody there; a batch file is.
#[cfg(not(unix))]
fn lead(batch: &Path, program: &Path, _lang: Lang) -> Result<()> {
    write(batch, &format!("@echo off\r\n\"{}\" native-host %*\r\n", program.display()))
}

/// Mail programs look there themselves.
#[cfg(unix)]
fn register(_manifest: &Path, _lang: Lang) -> Result<()> {
    Ok(())
}

/// Where mail programs look is a key of the registry.
#[cfg(not(unix))]
fn register(manifest: &Path, lang: Lang) -> Result<()> {
    use std::process::{Command, Stdio};
    let key = format!("HKCU\\Software\\Mozilla\\NativeMessagingHosts\\{HOST_NAME}");
    let value = manifest.display().to_string();
    let known = Command::new("reg").args(["query", &key, "/ve"]).output().into_diagnostic()?;
    if known.status.success() && !String::from_utf8_lossy(&known.stdout).contains(&value) {
        return Err(foreign(Path::new(&key), lang));
    }
    let added = Command::new("reg")
        .args(["add", &key, "/ve", "/t", "REG_SZ", "/d", &value, "/f"])
        .stdout(Stdio::null())
        .status()
        .into_diagnostic()?;
    if added.success() { Ok(()) } else { Err(miette!("{key}")) }
}

fn write(path: &Path, text: &str) -> Result<()> {
    make_folder_of(path)?;
    fs::write(path, text).into_diagnostic().wrap_err_with(|| path.display().to_string())
}

fn make_folder_of(path: &Path) -> Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).into_diagnostic().wrap_err_with(|| folder.display().to_string())
}

/// Somebody else's is never written over.
fn foreign(path: &Path, lang: Lang) -> miette::Report {
    let help = lang.pick("look at it, and move it away", "内容を確かめて、別の場所に移してください");
    let text =
        lang.pick("`{}` is there already and not of mailcheck", "「{}」はすでにあり、mailcheck のものではありません");
    miette!(help = help, "{}", text.replace("{}", &path.display().to_string()))
}
