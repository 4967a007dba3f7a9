//! `[limits]`: sizes that rules compare with, how much of a file is read, and how far attachments are looked into. Knows
//! nothing of how files are read: `run` hands the numbers over, and holds the defaults told here equal to those in use.

mod inside;

pub use inside::InsideLimit;

use std::collections::BTreeMap;

/// `[limits]`: transported sizes in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SizeLimits {
    /// What our mail server takes.
    pub mta_bytes: Option<u64>,
    /// What the bulk-mail system takes.
    pub tool_bytes: Option<u64>,
    /// `[limits.size]`: by name.
    pub named: BTreeMap<String, u64>,
}

/// Somebody who takes messages only up to a size.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SizeLimit {
    /// The largest message, in bytes as transported.
    pub bytes: u64,
    /// The key in `[limits.size]`.
    pub name: String,
    /// No file says it: it is what is known of mail in general.
    pub is_default: bool,
}

/// The name in `[limits.size]` that `mta-bytes` stands for.
pub const MAIL_SERVER: &str = "mail-server";
/// The name that `tool-bytes` stands for.
pub const TOOL: &str = "tool";
/// The name of what the readers' servers take.
pub const RECIPIENT: &str = "recipient";
/// The name of what an ordinary mail server takes: Postfix has 10,240,000 bytes unless it is told otherwise
/// (`message_size_limit`), so a round number below it.
pub const MANY_SERVERS: &str = "many-servers";
/// The name of what the large providers take: Gmail 25 MB, and Exchange Online not much more.
pub const LARGE_PROVIDERS: &str = "large-providers";

/// Limits that hold where no file says another size.
pub const DEFAULT_SIZES: [(&str, u64); 2] = [(MANY_SERVERS, 10_000_000), (LARGE_PROVIDERS, 25_000_000)];

impl SizeLimits {
    /// True when a file names a limit.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.mta_bytes.is_some() || self.tool_bytes.is_some() || !self.named.is_empty()
    }

    /// Every limit in force, the smallest first. A limit that has two spellings is the smaller one.
    #[must_use]
    pub fn in_force(&self) -> Vec<SizeLimit> {
        let mut sizes = self.named.clone();
        for (name, bytes) in [(MAIL_SERVER, self.mta_bytes), (TOOL, self.tool_bytes)] {
            if let Some(bytes) = bytes {
                let size = sizes.entry(name.to_owned()).or_insert(bytes);
                *size = bytes.min(*size);
            }
        }
        let set = sizes.into_iter().map(|(name, bytes)| SizeLimit { bytes, name, is_default: false });
        let defaults = DEFAULT_SIZES.into_iter().filter(|(name, _)| !self.named.contains_key(*name));
        let defaults = defaults.map(|(name, bytes)| SizeLimit { bytes, name: name.to_owned(), is_default: true });
        let mut limits: Vec<SizeLimit> = set.chain(defaults).collect();
        limits.sort();
        limits
    }
}

/// Bytes of a size as people write it: `10 MB` is 10,000,000, `10 MiB` 10 × 1024 × 1024, `2.5 MB` 2,500,000. `None`
/// for anything else, and for nothing.
#[must_use]
pub fn size_in_bytes(text: &str) -> Option<u64> {
    let text = crate::fold::fold(text.trim());
    let digits = text.find(|character: char| !matches!(character, '0'..='9' | '.' | ',' | '_')).unwrap_or(text.len());
    let number = text[..digits].replace([',', '_'], "");
    let unit: u64 = match text[digits..].trim() {
        "" | "b" | "bytes" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        _ => return None,
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
    // Three places are a byte of a kilobyte; more would be nobody's limit.
    if fraction.len() > 3 || (fraction.is_empty() && number.contains('.')) {
        return None;
    }
    let thousandths: u64 = format!("{fraction:0<3}").parse().ok()?;
    let bytes = whole.parse::<u64>().ok()?.checked_mul(unit)?.checked_add(thousandths.checked_mul(unit)? / 1_000)?;
    (bytes > 0).then_some(bytes)
}

/// A key of `[limits.reading]`: how much of a file is read before the rest is told as unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReadingLimit {
    /// `file-bytes`.
    FileBytes,
    /// `header-bytes`.
    HeaderBytes,
    /// `header-fields`.
    HeaderFields,
    /// `depth`.
    Depth,
    /// `encodings`.
    Encodings,
    /// `parts`.
    Parts,
    /// `recipients`.
    Recipients,
    /// `body-bytes`.
    BodyBytes,
    /// `html-depth`.
    HtmlDepth,
}

impl ReadingLimit {
    /// Every key, in the order of the handbook.
    pub const ALL: [ReadingLimit; 9] = [
        ReadingLimit::FileBytes,
        ReadingLimit::HeaderBytes,
        ReadingLimit::HeaderFields,
        ReadingLimit::Depth,
        ReadingLimit::Encodings,
        ReadingLimit::Parts,
        ReadingLimit::Recipients,
        ReadingLimit::BodyBytes,
        ReadingLimit::HtmlDepth,
    ];

    /// The key in `[limits.reading]`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            ReadingLimit::FileBytes => "file-bytes",
            ReadingLimit::HeaderBytes => "header-bytes",
            ReadingLimit::HeaderFields => "header-fields",
            ReadingLimit::Depth => "depth",
            ReadingLimit::Encodings => "encodings",
            ReadingLimit::Parts => "parts",
            ReadingLimit::Recipients => "recipients",
            ReadingLimit::BodyBytes => "body-bytes",
            ReadingLimit::HtmlDepth => "html-depth",
        }
    }

    /// What holds where no file says anything.
    #[must_use]
    pub const fn default_value(self) -> u64 {
        match self {
            ReadingLimit::FileBytes => 200 * 1024 * 1024,
            ReadingLimit::HeaderBytes => 8 * 1024 * 1024,
            ReadingLimit::HeaderFields => 100_000,
            ReadingLimit::Depth => 16,
            ReadingLimit::Encodings => 4,
            ReadingLimit::Parts => 2_000,
            ReadingLimit::Recipients => 50_000,
            ReadingLimit::BodyBytes => 4 * 1024 * 1024,
            ReadingLimit::HtmlDepth => 256,
        }
    }

    /// The most that may be set: beyond it places would not fit 32 bits, the stack would not hold the nesting, or
    /// memory would have no bound worth stating.
    #[must_use]
    pub const fn largest(self) -> u64 {
        match self {
            ReadingLimit::FileBytes => 2_000_000_000,
            ReadingLimit::HeaderBytes | ReadingLimit::BodyBytes => 256 * 1024 * 1024,
            ReadingLimit::HeaderFields | ReadingLimit::Recipients => 1_000_000,
            ReadingLimit::Depth => 32,
            ReadingLimit::Encodings => 16,
            ReadingLimit::Parts => 100_000,
            ReadingLimit::HtmlDepth => 1_024,
        }
    }

    /// What it bounds, for the JSON Schema.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            ReadingLimit::FileBytes => "Largest file that is read, in bytes",
            ReadingLimit::HeaderBytes => "Bytes of header that are read, over all parts of a message",
            ReadingLimit::HeaderFields => "Header fields that are read, over all parts of a message",
            ReadingLimit::Depth => "Messages inside messages, and multiparts inside multiparts",
            ReadingLimit::Encodings => "Messages in base64 or quoted-printable inside one another",
            ReadingLimit::Parts => "Parts or attachments of a message",
            ReadingLimit::Recipients => "Mailboxes that are read from a message",
            ReadingLimit::BodyBytes => "Bytes of text that are read of a body",
            ReadingLimit::HtmlDepth => "Depth of HTML elements that is told apart",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        for (text, bytes) in [
            ("10 MB", 10_000_000),
            ("10MB", 10_000_000),
            ("２．５ ＭＢ", 2_500_000),
            ("500 kB", 500_000),
            ("10 MiB", 10_485_760),
            ("1 GB", 1_000_000_000),
            ("10,240,000", 10_240_000),
            ("50000 bytes", 50_000),
        ] {
            assert_eq!(size_in_bytes(text), Some(bytes), "{text}");
        }
        for text in ["", "0", "0 MB", "MB", "ten MB", "10 MB or so", "1.2.3 MB", "1. MB", "-1", "99999999999999999 GB"]
        {
            assert_eq!(size_in_bytes(text), None, "{text}");
        }
    }

    #[test]
    fn two_spellings_of_a_limit_are_one_and_the_smaller_counts() {
        let named = BTreeMap::from([(MAIL_SERVER.to_owned(), 5), (MANY_SERVERS.to_owned(), 7)]);
        let limits = SizeLimits { mta_bytes: Some(6), tool_bytes: Some(1), named }.in_force();
        let seen: Vec<(&str, u64, bool)> =
            limits.iter().map(|limit| (limit.name.as_str(), limit.bytes, limit.is_default)).collect();
        assert_eq!(
            seen,
            [(TOOL, 1, false), (MAIL_SERVER, 5, false), (MANY_SERVERS, 7, false), (LARGE_PROVIDERS, 25_000_000, true)]
        );
    }
}
