//! Options of `mailcheck milter`.

use super::SeverityArgument;
use crate::milter::listen::Endpoint;
use clap::Args;

/// `mailcheck milter`.
#[derive(Debug, Clone, Args)]
pub struct Milter {
    /// Where: inet:ADDRESS:PORT or unix:/PATH
    #[arg(long, value_name = "ENDPOINT", default_value = "inet:127.0.0.1:8891")]
    pub listen: Endpoint,
    /// Connections at the same time; the next one waits
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = connections)]
    pub connections: usize,
    /// Refuse from this severity on; without it the setting, or error
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<SeverityArgument>,
}

fn connections(word: &str) -> Result<usize, String> {
    word.parse().ok().filter(|number| (1..=10_000).contains(number)).ok_or_else(|| "1 to 10000".to_owned())
}
