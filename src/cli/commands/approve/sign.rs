//! Signs a text by running ssh-keygen, which asks for passphrases and touches by itself.

use crate::approval::statement::NAMESPACE;
use crate::lang::Lang;
use miette::{IntoDiagnostic, Result, miette};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const PROGRAM: &str = "ssh-keygen";

/// The armored signature of `text`.
pub(super) fn sign(text: &str, key: &Path, lang: Lang) -> Result<Vec<u8>> {
    let mut command = Command::new(PROGRAM);
    // Without a file the signature goes to standard output, and nothing is asked about one that is there.
    command.args(["-q", "-Y", "sign", "-n", NAMESPACE, "-f"]).arg(key);
    let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = spawned.map_err(|error| {
        let help = lang.pick(
            "install OpenSSH (Debian: openssh-client)",
            "OpenSSH をインストールしてください（Debian では openssh-client）",
        );
        miette!(help = help, "{PROGRAM}: {error}")
    })?;
    if let Some(mut input) = child.stdin.take() {
        // A program that ended early says why by itself.
        let _ = input.write_all(text.as_bytes());
    }
    let output = child.wait_with_output().into_diagnostic()?;
    if !output.status.success() || !output.stdout.starts_with(b"-----BEGIN SSH SIGNATURE-----") {
        let text =
            lang.pick("the key could not sign: nothing is approved", "鍵で署名できませんでした。承認していません");
        return Err(miette!("{text}: {}", key.display()));
    }
    Ok(output.stdout)
}
