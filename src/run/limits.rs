//! `[limits.reading]` and `[limits.attachments]` of the settings -> the limits that loading and looking into attachments
//! are given. Knows no file.

use crate::inspect;
use crate::load::Limits;
use crate::settings::{InsideLimit, ReadingLimit, Settings};

/// The limits of reading in force.
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

/// The limits of looking into attachments in force.
#[must_use]
pub fn inside_limits(settings: &Settings) -> inspect::Limits {
    let mut limits = inspect::Limits::default();
    for (limit, value) in &settings.inside {
        let count = usize::try_from(*value).unwrap_or(usize::MAX);
        match limit {
            InsideLimit::Depth => limits.depth = count,
            InsideLimit::Files => limits.entries = count,
            InsideLimit::UnpackedBytes => limits.inflated_bytes = *value,
            InsideLimit::PartBytes => limits.part_bytes = *value,
            InsideLimit::HeldBytes => limits.held_bytes = *value,
            InsideLimit::Elements => limits.elements = *value,
            InsideLimit::Cells => limits.cells = *value,
            InsideLimit::TextBytes => limits.text_characters = *value,
            InsideLimit::Pages => limits.pages = count,
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
            keeps_markup: true,
        };
        assert_eq!(limits(&one), expected);
    }

    #[test]
    fn the_defaults_that_settings_tell_are_those_of_looking_into_attachments() {
        let inside = InsideLimit::ALL.map(|limit| (limit, limit.default_value()));
        let told = Settings { inside: inside.into(), ..Settings::default() };
        assert_eq!(inside_limits(&told), inspect::Limits::default());
    }

    #[test]
    fn every_limit_of_attachments_can_be_set() {
        let inside = InsideLimit::ALL.map(|limit| (limit, 1));
        let one = Settings { inside: inside.into(), ..Settings::default() };
        let expected = inspect::Limits {
            depth: 1,
            entries: 1,
            inflated_bytes: 1,
            part_bytes: 1,
            held_bytes: 1,
            elements: 1,
            cells: 1,
            text_characters: 1,
            pages: 1,
        };
        assert_eq!(inside_limits(&one), expected);
    }
}
