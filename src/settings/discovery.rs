//! Which configuration files there are: of the system, of the user, of the project. Knows where they lie, not what
//! they say.

use super::Lang;
use super::source::Layer;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The name of the file everywhere.
pub const FILE_NAME: &str = "mailcheck.toml";

/// What to load settings from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// `--config FILE`: takes the place of the user's and the project's file.
    pub config: Option<PathBuf>,
    /// Where the project's file is looked for, upwards; other paths are relative to it.
    pub working_directory: PathBuf,
    /// Where the user's file would be; it need not be there.
    pub user_file: Option<PathBuf>,
    /// Where the system-wide file would be; it need not be there.
    pub system_file: Option<PathBuf>,
    /// False in the send path (`sendmail`, `gate`, `milter`, filters): a file found beside the message or in a
    /// cloned folder does not count there.
    pub trust_project: bool,
    /// True where the tables of `[people]` are what is looked at: they are named in the settings, and not read.
    pub leaves_people_unread: bool,
    /// A file as it stands in an editor, which counts instead of what lies on disk.
    pub unsaved: Option<(PathBuf, String)>,
    /// Options of this run.
    pub command_line: CommandLine,
}

/// Options that are settings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CommandLine {
    /// `--lang`.
    pub lang: Option<Lang>,
    /// `--skip`: rules to leave out.
    pub skip: Vec<String>,
}

impl Request {
    /// The places that this system and its environment variables name, with the project trusted.
    #[must_use]
    pub fn from_environment(working_directory: PathBuf) -> Self {
        let variable = |name: &str| std::env::var_os(name);
        Self {
            config: None,
            working_directory,
            user_file: Platform::CURRENT.user_file(&variable, std::env::home_dir().as_deref()),
            system_file: Platform::CURRENT.system_file(&variable),
            trust_project: true,
            leaves_people_unread: false,
            unsaved: None,
            command_line: CommandLine::default(),
        }
    }

    /// The files to read, the weakest first.
    pub(super) fn files(&self) -> Vec<(Layer, PathBuf)> {
        let mut files = Vec::new();
        files.extend(present(self.system_file.as_deref()).map(|path| (Layer::System, path)));
        if let Some(config) = &self.config {
            files.push((Layer::Config, self.working_directory.join(config)));
            return files;
        }
        files.extend(present(self.user_file.as_deref()).map(|path| (Layer::User, path)));
        if self.trust_project {
            files.extend(self.project_file().map(|path| (Layer::Project, path)));
        }
        files
    }

    /// The file that is the project's own to change: the one that `--config` names, else that at or above the working
    /// directory, else one in it that need not be there.
    #[must_use]
    pub fn own_file(&self) -> PathBuf {
        let config = self.config.as_ref().map(|config| self.working_directory.join(config));
        config.or_else(|| self.project_file()).unwrap_or_else(|| self.working_directory.join(FILE_NAME))
    }

    fn project_file(&self) -> Option<PathBuf> {
        let folders = self.working_directory.ancestors();
        folders.map(|folder| folder.join(FILE_NAME)).find(|path| is_there(path))
    }
}

fn present(path: Option<&Path>) -> Option<PathBuf> {
    path.filter(|path| is_there(path)).map(Path::to_owned)
}

/// True also for a link that leads nowhere and a file that may not be read: those are failures to report, not
/// settings to go without.
fn is_there(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|found| !found.is_dir())
}

/// Families of systems that keep settings in different places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Platform {
    Windows,
    MacOs,
    Unix,
}

type Variable<'a> = &'a dyn Fn(&str) -> Option<OsString>;

impl Platform {
    const CURRENT: Self = if cfg!(windows) {
        Self::Windows
    } else if cfg!(target_os = "macos") {
        Self::MacOs
    } else {
        Self::Unix
    };

    fn system_file(self, variable: Variable<'_>) -> Option<PathBuf> {
        let folder = match self {
            Self::Windows => variable("PROGRAMDATA").map(PathBuf::from)?,
            Self::MacOs | Self::Unix => PathBuf::from("/etc"),
        };
        Some(folder.join("mailcheck").join(FILE_NAME))
    }

    fn user_file(self, variable: Variable<'_>, home: Option<&Path>) -> Option<PathBuf> {
        let in_folder = |folder: PathBuf| folder.join("mailcheck").join(FILE_NAME);
        if self == Self::Windows {
            return variable("APPDATA").map(PathBuf::from).map(in_folder);
        }
        // The XDG Base Directory Specification says to ignore a relative path.
        let xdg = variable("XDG_CONFIG_HOME").map(PathBuf::from).filter(|folder| folder.has_root());
        let home = home.filter(|home| !home.as_os_str().is_empty());
        let usual = xdg.or_else(|| home.map(|home| home.join(".config"))).map(in_folder);
        let library = home.map(|home| in_folder(home.join("Library").join("Application Support")));
        match library.filter(|path| self == Self::MacOs && is_there(path)) {
            Some(library) if !usual.as_deref().is_some_and(is_there) => Some(library),
            _ => usual,
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn no_variable(_: &str) -> Option<OsString> {
        None
    }

    #[test]
    fn each_system_has_its_own_places() {
        let home = Path::new("/home/hana");
        let windows = |name: &str| (name == "APPDATA").then(|| OsString::from("/roaming"));
        assert_eq!(Platform::Unix.system_file(&no_variable).unwrap(), Path::new("/etc/mailcheck/mailcheck.toml"));
        assert_eq!(
            Platform::Unix.user_file(&no_variable, Some(home)).unwrap(),
            Path::new("/home/hana/.config/mailcheck/mailcheck.toml")
        );
        assert_eq!(
            Platform::Windows.user_file(&windows, Some(home)).unwrap(),
            Path::new("/roaming/mailcheck/mailcheck.toml")
        );
        assert_eq!(Platform::Windows.system_file(&no_variable), None);
    }

    #[test]
    fn a_relative_xdg_folder_is_ignored() {
        let relative = |name: &str| (name == "XDG_CONFIG_HOME").then(|| OsString::from("conf"));
        let absolute = |name: &str| (name == "XDG_CONFIG_HOME").then(|| OsString::from("/conf"));
        assert_eq!(Platform::Unix.user_file(&relative, None), None);
        assert_eq!(Platform::Unix.user_file(&absolute, None).unwrap(), Path::new("/conf/mailcheck/mailcheck.toml"));
    }

    #[test]
    fn a_mac_has_a_second_place_for_the_user() {
        let home = tempfile::tempdir().unwrap();
        let library = home.path().join("Library/Application Support/mailcheck");
        std::fs::create_dir_all(&library).unwrap();
        std::fs::write(library.join(FILE_NAME), "").unwrap();
        assert_eq!(Platform::MacOs.user_file(&no_variable, Some(home.path())).unwrap(), library.join(FILE_NAME));
        assert!(!Platform::Unix.user_file(&no_variable, Some(home.path())).unwrap().starts_with(&library));
    }

    #[test]
    fn the_project_is_looked_for_upwards_and_only_where_it_is_trusted() {
        let project = tempfile::tempdir().unwrap();
        let deep = project.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::write(project.path().join(FILE_NAME), "").unwrap();
        let mut request = Request { working_directory: deep, trust_project: true, ..Request::default() };
        assert_eq!(request.files(), [(Layer::Project, project.path().join(FILE_NAME))]);
        request.trust_project = false;
        assert_eq!(request.files(), []);
    }
}
