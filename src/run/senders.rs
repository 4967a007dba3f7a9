//! Which domains the senders of drafts have: what `mailcheck init` can find out without asking. Knows no settings.

use super::drafts::shown_path;
use super::read::{messages, read};
use crate::domain_name::fold_domain;
use crate::lang::Bilingual;
use crate::lists::{List, Lists};
use crate::load::Limits;
use crate::paths::{Input, inputs};
use crate::report::Failure;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// Tells domains that are somebody's own from those of mail providers.
#[derive(Debug)]
pub struct Senders {
    consumers: Arc<List>,
}

impl Default for Senders {
    fn default() -> Self {
        Self { consumers: Lists::builtin().get("consumer-domains").unwrap_or_default() }
    }
}

impl Senders {
    /// Domains of the drafts' From fields, folded, without those of mail providers.
    ///
    /// # Errors
    /// The first draft that cannot be read.
    pub fn domains_of(&self, drafts: &[PathBuf]) -> Result<BTreeSet<String>, Failure> {
        let mut domains = BTreeSet::new();
        for input in inputs(drafts, None).inputs {
            let limits = Limits::default();
            let bytes = read(&input, &limits).map_err(|failure| of_input(&input, failure))?;
            for message in messages(&bytes, &limits, None).map_err(|failure| of_input(&input, failure))? {
                let folded = message.draft.from.iter().filter_map(|mailbox| fold_domain(&mailbox.addr_spec()?.domain));
                domains.extend(folded.filter(|domain| !self.is_providers(domain)));
            }
        }
        Ok(domains)
    }

    /// The domain of an address; `None` for a provider's, or one made up to hide the real one.
    #[must_use]
    pub fn domain_of(&self, address: &str) -> Option<String> {
        let domain = fold_domain(address.rsplit_once('@')?.1)?;
        (!self.is_providers(&domain) && !domain.contains("noreply")).then_some(domain)
    }

    fn is_providers(&self, domain: &str) -> bool {
        self.consumers.domain(domain).is_some()
    }
}

/// The failure with the name of the file: of several drafts, the reader does not know which one.
fn of_input(input: &Input, failure: Failure) -> Failure {
    let (Input::Stdin(path) | Input::File(path) | Input::Deleted(path) | Input::Broken(path, _)) = input;
    let (path, text) = (shown_path(path).0, failure.text);
    Failure { text: Bilingual { en: format!("{path}: {}", text.en), ja: format!("{path}：{}", text.ja) }, ..failure }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_providers_domain_is_nobodys_own() {
        let senders = Senders::default();
        assert_eq!(senders.domain_of("Ann@City.Example").as_deref(), Some("city.example"));
        assert_eq!(senders.domain_of("ann.of.nowhere@gmail.com"), None);
        assert_eq!(senders.domain_of("1+ann@users.noreply.forge.example"), None);
        assert_eq!(senders.domain_of("ann"), None);
    }
}
