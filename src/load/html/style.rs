//! The declarations of a style that matter for reading. Knows neither elements nor selectors.

/// Whether a style says that its element takes part in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Hiding {
    #[default]
    Unsaid,
    Hidden,
    Shown {
        is_important: bool,
    },
}

/// The declarations of a style attribute, or of a rule in a style sheet.
#[derive(Debug, Default)]
pub(super) struct Style {
    pub hiding: Hiding,
    /// What hides says so before any other style.
    pub is_hiding_important: bool,
    /// Drawn with nothing, and with it whatever stands in it.
    pub is_transparent: bool,
    /// Has no height and cuts off what would stand out of it; words in a line and cells of a table have no such height.
    pub is_clipped: bool,
    pub is_invisible: Option<bool>,
    /// `None` also for a size relative to the one around.
    pub is_sizeless: Option<bool>,
    pub is_signature_bookmark: bool,
    pub is_block: Option<bool>,
    pub has_no_margin: bool,
    pub has_no_border: bool,
    pub is_preformatted: Option<bool>,
    /// The line above the header block of a reply: grey E1E1E1 since Outlook 2013, blue B5C4DF before.
    pub is_outlook_header: bool,
    /// The bar beside the text when Outlook is set to prefix quoted text.
    pub is_outlook_prefix: bool,
}

impl Style {
    pub(super) fn parse(style: &str) -> Self {
        let mut parsed = Self::default();
        let (mut has_no_height, mut has_no_max_height) = (false, false);
        let mut has_no_overflow = false;
        for declaration in style.split(';') {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let value = value.trim().to_ascii_lowercase();
            let (value, is_important) =
                match value.strip_suffix("important").and_then(|value| value.trim_end().strip_suffix('!')) {
                    Some(value) => (value.trim_end(), true),
                    None => (value.as_str(), false),
                };
            match property.trim().to_ascii_lowercase().as_str() {
                "display" => match value {
                    "none" => parsed.hide(is_important),
                    value if value.starts_with(|first: char| first.is_ascii_alphabetic()) => {
                        parsed.show(is_important);
                        parsed.is_block = match value {
                            "inline" => Some(false),
                            "block" | "flex" | "grid" | "list-item" => Some(true),
                            _ => parsed.is_block,
                        };
                    }
                    _ => {}
                },
                "visibility" => {
                    parsed.is_invisible = match value {
                        "hidden" | "collapse" => Some(true),
                        "visible" => Some(false),
                        _ => parsed.is_invisible,
                    }
                }
                "font-size" => parsed.is_sizeless = is_sizeless(value).or(parsed.is_sizeless),
                "font" => parsed.is_sizeless = font_size(value).and_then(is_sizeless).or(parsed.is_sizeless),
                "opacity" => parsed.is_transparent = is_zero(value),
                "height" => has_no_height = is_zero(value),
                "max-height" => has_no_max_height = is_zero(value),
                "overflow" => has_no_overflow = value == "hidden",
                "white-space" => {
                    parsed.is_preformatted = match value {
                        "pre" | "pre-wrap" | "pre-line" | "break-spaces" => Some(true),
                        "normal" | "nowrap" => Some(false),
                        _ => parsed.is_preformatted,
                    }
                }
                "margin" => {
                    let mut sides = value.split_ascii_whitespace();
                    let top = sides.next().unwrap_or_default();
                    let bottom = sides.nth(1).unwrap_or(top);
                    parsed.has_no_margin |= is_zero(top) && is_zero(bottom);
                }
                "margin-top" | "margin-bottom" => parsed.has_no_margin |= is_zero(value),
                "border" => parsed.has_no_border |= value == "none" || is_zero(value),
                "border-top" => {
                    let is_line = value.contains("solid") && value.contains("1.0pt");
                    parsed.is_outlook_header |= is_line && (value.contains("#e1e1e1") || value.contains("#b5c4df"));
                }
                "border-left" => parsed.is_outlook_prefix |= value == "solid blue 1.5pt",
                "mso-bookmark" => {
                    parsed.is_signature_bookmark |= value.trim_matches(['"', '\'']) == "_mailautosig";
                }
                _ => {}
            }
        }
        parsed.is_clipped = (has_no_height || has_no_max_height) && has_no_overflow;
        parsed
    }

    fn hide(&mut self, is_important: bool) {
        if is_important || !matches!(self.hiding, Hiding::Shown { is_important: true }) {
            self.hiding = Hiding::Hidden;
            self.is_hiding_important |= is_important;
        }
    }

    /// The later of two declarations counts, unless the earlier is more important.
    fn show(&mut self, is_important: bool) {
        if is_important || !self.is_hiding_important {
            self.hiding = Hiding::Shown { is_important };
        }
    }
}

/// Whether letters of that size cannot be seen; `None` when it is a share of the size around.
fn is_sizeless(size: &str) -> Option<bool> {
    let is_relative = size.ends_with('%') || (size.ends_with("em") && !size.ends_with("rem")) || size.ends_with("ex");
    let is_relative = is_relative || matches!(size, "inherit" | "larger" | "smaller" | "unset");
    if is_zero(size) { Some(true) } else { (!is_relative).then_some(false) }
}

/// The size in a `font` declaration: `bold 12px/1.5 Arial`. A number without unit is a weight, unless it is nothing.
fn font_size(font: &str) -> Option<&str> {
    font.split_ascii_whitespace().map(|word| word.split('/').next().unwrap_or(word)).find(|word| {
        word.starts_with(|first: char| first.is_ascii_digit() || first == '.')
            && (*word == "0" || !word.ends_with(|last: char| last.is_ascii_digit()))
    })
}

/// Whether a length is nothing to the eye: `0`, `0px`, `.0001pt`.
fn is_zero(length: &str) -> bool {
    let digits = length.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(length.len());
    length[..digits].parse::<f64>().is_ok_and(|length| length < 0.01)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_from_shares_of_the_size_around() {
        for (size, expected) in [
            ("0", Some(true)),
            ("0px", Some(true)),
            ("14px", Some(false)),
            ("1rem", Some(false)),
            ("100%", None),
            ("1em", None),
        ] {
            assert_eq!(is_sizeless(size), expected, "{size}");
        }
    }

    #[test]
    fn the_size_of_a_font_is_not_its_weight() {
        assert_eq!(font_size("0/0 a"), Some("0"));
        assert_eq!(font_size("400 16px/1.5 Arial"), Some("16px"));
        assert_eq!(font_size("inherit"), None);
    }

    #[test]
    fn the_later_declaration_counts_unless_the_earlier_is_important() {
        assert_eq!(Style::parse("display:none;display:block").hiding, Hiding::Shown { is_important: false });
        assert_eq!(Style::parse("display: none ! important; display:block").hiding, Hiding::Hidden);
    }

    #[test]
    fn what_has_no_height_is_clipped_only_when_nothing_may_stand_out() {
        assert!(Style::parse("max-height:0;overflow:hidden").is_clipped);
        assert!(!Style::parse("height:0").is_clipped);
        assert!(!Style::parse("height:0;overflow:hidden;height:auto").is_clipped);
    }
}
