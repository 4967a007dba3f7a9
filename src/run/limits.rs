//! `[limits.reading]` of the settings -> the limits that loading is given. Knows no file.

use crate::load::Limits;
use crate::settings::{ReadingLimit, Settings};

/// The limits in force.
#[must_use]
pub fn limits(settings: &Settings) -> Limits {
    let mut limits = Limits::default();
    for (limit, value) in &settings.reading {
        let count = usize::try_from(*value).unwrap_or(usize::MAX);
        match limit {
            ReadingLimit::FileBytes => limits.file_bytes = *value,
            ReadingLimit::HeaderBytes => limits.header_bytes = count,
            ReadingLimit::HeaderFields => limits.header_fields = count,
            ReadingLimit::Depth => limits.depth = count,
            ReadingLimit::Encodings => limits.encodings = count,
            ReadingLimit::Parts => limits.parts = count,
            ReadingLimit::Recipients => limits.recipients = count,
            ReadingLimit::BodyBytes => limits.body_bytes = count,
            ReadingLimit::HtmlDepth => limits.html_depth = count,
        }
    }
    limits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_that_settings_tell_are_those_of_loading() {
        let reading = ReadingLimit::ALL.map(|limit| (limit, limit.default_value()));
        let told = Settings { reading: reading.into(), ..Settings::default() };
        assert_eq!(limits(&told), Limits::default());
    }

    #[test]
    fn every_limit_can_be_set() {
        let reading = ReadingLimit::ALL.map(|limit| (limit, 1));
        let one = Settings { reading: reading.into(), ..Settings::default() };
        let expected = Limits {
            file_bytes: 1,
            header_bytes: 1,
            header_fields: 1,
            depth: 1,
            encodings: 1,
            parts: 1,
            recipients: 1,
            body_bytes: 1,
            html_depth: 1,
        };
        assert_eq!(limits(&one), expected);
    }
}
