//! Settings and rules made ready for each folder that is open, and made anew when they may have changed. Finds them as
//! the command line does when it is run in that folder.

use super::trouble::{self, Trouble};
use crate::lang::Lang;
use crate::run::checker::{CheckOptions, Checker};
use crate::settings::{Request, load};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What the server is told by the command line.
pub struct Surroundings {
    /// `--config`.
    pub config: Option<PathBuf>,
    /// `--lang`.
    pub lang: Option<Lang>,
    /// Of the system, for a client that does not say its own.
    pub locale: Lang,
    /// For drafts that lie in no open folder.
    pub working_directory: PathBuf,
    /// How drafts are checked, asked again and again: a server runs for days.
    pub check_options: Box<dyn Fn() -> CheckOptions + Send + Sync>,
}

/// For how long settings are believed while no editor tells that they changed.
const BELIEVED: Duration = Duration::from_secs(5);

/// What drafts of one folder are checked with.
pub(super) struct Bench {
    /// The language of messages there.
    pub lang: Lang,
    /// Why nothing can be checked, when nothing can.
    pub checker: Result<Checker, Vec<Trouble>>,
}

/// The benches of all folders.
pub(super) struct Benches {
    surroundings: Surroundings,
    client_lang: Option<Lang>,
    folders: Mutex<Vec<PathBuf>>,
    ready: Mutex<BTreeMap<PathBuf, (Instant, Arc<Bench>)>>,
}

impl Benches {
    pub fn new(surroundings: Surroundings, client_lang: Option<Lang>, folders: Vec<PathBuf>) -> Self {
        Self { surroundings, client_lang, folders: Mutex::new(folders), ready: Mutex::default() }
    }

    /// The folders that are open from now on.
    pub fn change_folders(&self, added: Vec<PathBuf>, removed: &[PathBuf]) {
        let mut folders = locked(&self.folders);
        folders.retain(|folder| !removed.contains(folder));
        folders.extend(added);
        drop(folders);
        self.forget();
    }

    /// The bench for a draft: that of the innermost open folder around it, else of the first one.
    pub fn of(&self, path: Option<&Path>) -> Arc<Bench> {
        let folder = self.folder(path);
        let mut ready = locked(&self.ready);
        if let Some((_, bench)) = ready.get(&folder).filter(|(made, _)| made.elapsed() < BELIEVED) {
            return Arc::clone(bench);
        }
        let bench = Arc::new(self.make(&self.request(folder.clone())));
        ready.insert(folder, (Instant::now(), Arc::clone(&bench)));
        bench
    }

    /// Settings or rules may have changed.
    pub fn forget(&self) {
        locked(&self.ready).clear();
    }

    /// Where to look for the settings of a draft.
    pub fn request_for(&self, path: Option<&Path>) -> Request {
        self.request(self.folder(path))
    }

    /// Where to look for the settings that a settings file belongs to, with that file as it stands in the editor.
    pub fn request_of_settings(&self, path: &Path, text: &str) -> Request {
        let mut request = self.request(path.parent().unwrap_or(path).to_owned());
        let is_named = self.is_config(path);
        // A file that is not there yet would not be found.
        request.config = (is_named || !path.exists()).then(|| path.to_owned());
        request.unsaved = Some((path.to_owned(), text.to_owned()));
        request
    }

    /// True for the file that `--config` names.
    pub fn is_config(&self, path: &Path) -> bool {
        let config = self.surroundings.config.as_ref();
        config.is_some_and(|config| self.surroundings.working_directory.join(config) == path)
    }

    /// Settings and rules as they are found now.
    pub fn make(&self, request: &Request) -> Bench {
        match load(request) {
            Err(error) => Bench { lang: self.lang(None), checker: Err(trouble::of_settings(&error)) },
            Ok(loaded) => {
                let lang = self.lang(loaded.settings.lang);
                let checker = Checker::new(loaded.settings, &(self.surroundings.check_options)());
                Bench { lang, checker: checker.map_err(|error| trouble::of_checker(&error)) }
            }
        }
    }

    /// As the command line has it, the client's language in place of the system's.
    pub fn lang(&self, setting: Option<Lang>) -> Lang {
        let lang = self.surroundings.lang.or(setting).or(self.client_lang);
        lang.unwrap_or(self.surroundings.locale)
    }

    fn request(&self, folder: PathBuf) -> Request {
        let config = self.surroundings.config.as_ref();
        let config = config.map(|config| self.surroundings.working_directory.join(config));
        Request { config, ..Request::from_environment(folder) }
    }

    fn folder(&self, path: Option<&Path>) -> PathBuf {
        let folders = locked(&self.folders);
        let around = folders.iter().filter(|folder| path.is_some_and(|path| path.starts_with(folder)));
        let innermost = around.max_by_key(|folder| folder.components().count());
        innermost.or(folders.first()).unwrap_or(&self.surroundings.working_directory).clone()
    }
}

/// What a thread that panicked left behind is as good as before: nothing is written in two steps.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
