//! The file by which a mail program finds the program that its add-on wants to talk to (Mozilla's native manifest). Knows
//! not where it lies.

use serde::{Deserialize, Serialize};

/// By which add-ons call us.
pub const HOST_NAME: &str = "mailcheck";
/// The name of the program without words of its own: a manifest can name a path, and no arguments.
pub const PROGRAM_NAME: &str = "mailcheck-native-host";
/// Our add-on (extras/thunderbird/manifest.json).
pub const ADD_ON: &str = "thunderbird@mailcheck.example";

#[derive(Serialize, Deserialize)]
struct Manifest {
    name: String,
    description: String,
    path: String,
    #[serde(rename = "type")]
    kind: String,
    allowed_extensions: Vec<String>,
}

/// The file that leads to the program at `path`.
#[must_use]
pub fn text(path: &str) -> String {
    let manifest = Manifest {
        name: HOST_NAME.to_owned(),
        description: "mailcheck checks a draft before it is sent".to_owned(),
        path: path.to_owned(),
        kind: "stdio".to_owned(),
        allowed_extensions: vec![ADD_ON.to_owned()],
    };
    // Texts alone: there is nothing in it that JSON could not say.
    serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n"
}

/// True for a file that [`text`] has written, whatever path it leads to.
#[must_use]
pub fn is_ours(file: &str) -> bool {
    serde_json::from_str::<Manifest>(file)
        .is_ok_and(|manifest| manifest.name == HOST_NAME && manifest.allowed_extensions == [ADD_ON])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_brings_the_same_file() {
        let packaged = include_str!("../../packaging/deb/native-messaging-host.json");
        assert_eq!(packaged, text("/usr/lib/mailcheck/mailcheck-native-host"));
    }

    #[test]
    fn our_own_file_is_known_again() {
        assert!(is_ours(&text("/opt/\"mail\" check/mailcheck-native-host")));
        assert!(!is_ours(&text("/x").replace(ADD_ON, "other@x.example")));
        assert!(!is_ours(""));
    }
}
