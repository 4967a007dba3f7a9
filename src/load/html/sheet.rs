//! Style sheets: which elements they hide for every reader. Hides by selectors of one element (`.preheader`, `div.x`,
//! `#x`) that hold everywhere; what a rule for some devices (`@media`) or places shows is hidden to none. Knows of
//! declarations only whether they display.

use super::style::{Hiding, Style};
use std::collections::{HashMap, HashSet};

/// What the style sheets say of an element, after all their rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub is_hidden: bool,
    /// Whether it wins over a style attribute.
    pub is_important: bool,
}

/// What the style sheets met so far hide and show.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// By selector: `div`, `.x`, `#x`, `div.x`, `div#x`; what the rules for it said last, and which rule that was.
    rules: HashMap<String, (Said, usize)>,
    rule_count: usize,
    /// `.x` and `#x` that some reader sees, or sees in some places, and whether even against a style attribute.
    sometimes: HashMap<String, bool>,
    /// The text of the sheet that is being read.
    text: String,
    /// The sheet that is being read holds for some devices only.
    is_conditional: bool,
    /// A rule takes the blank line between paragraphs away, as Outlook on the web does.
    pub has_tight_paragraphs: bool,
}

impl Sheet {
    /// A `<style>` element begins, with that attribute `media`.
    pub(super) fn begin(&mut self, media: &str) {
        let is_for_all = |media: &str| matches!(media.trim().to_ascii_lowercase().as_str(), "" | "all" | "screen");
        self.is_conditional = !media.split(',').any(is_for_all);
    }

    /// Adds text of the `<style>` element.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Reads what was added: the element ends.
    pub(super) fn finish(&mut self) {
        let text = without_comments(&std::mem::take(&mut self.text));
        let mut around: Vec<&str> = Vec::new();
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'{' => {
                    around.push(&text[start..at]);
                    start = at + 1;
                }
                b'}' => {
                    if let Some(selectors) = around.pop()
                        && !selectors.contains('@')
                    {
                        self.rule(selectors, &text[start..at], self.is_conditional || !around.is_empty());
                    }
                    start = at + 1;
                }
                // `@import` and its like end without a block.
                b';' if around.is_empty() => start = at + 1,
                _ => {}
            }
        }
    }

    /// What holds for an element with that name, id and classes for every reader; `None` when no rule is about it.
    pub(super) fn said(&self, name: &str, id: &str, class: &str) -> Option<Said> {
        if self.rules.is_empty() {
            return None;
        }
        let by_id = [format!("#{id}"), format!("{name}#{id}")].map(|selector| (2, selector));
        let by_class =
            class.split_ascii_whitespace().flat_map(|class| [format!(".{class}"), format!("{name}.{class}")]);
        let candidates = by_class.map(|selector| (1, selector)).chain(by_id).chain([(0, name.to_owned())]);
        let found = candidates.filter_map(|(rank, selector)| {
            let (said, order) = self.rules.get(&selector)?;
            Some((said.is_important, rank, !selector.starts_with(['.', '#']), order, *said))
        });
        // Selectors 4, 15: the more specific one counts, of equal ones the later.
        found
            .max_by_key(|(is_important, rank, has_name, order, _)| (*is_important, *rank, *has_name, *order))
            .map(|(.., said)| said)
    }

    /// Whether some reader sees an element with that id and classes, or sees it in some places: `Some(true)` even when
    /// its style attribute hides it.
    pub(super) fn shows_sometimes(&self, id: &str, class: &str) -> Option<bool> {
        if self.sometimes.is_empty() {
            return None;
        }
        let by_class = class.split_ascii_whitespace().map(|class| format!(".{class}"));
        by_class.chain([format!("#{id}")]).filter_map(|selector| self.sometimes.get(&selector).copied()).max()
    }

    fn rule(&mut self, selectors: &str, declarations: &str, is_conditional: bool) {
        self.has_tight_paragraphs |= !is_conditional && takes_paragraph_margins(selectors, declarations);
        let style = Style::parse(declarations);
        let said = match style.hiding {
            Hiding::Hidden => Said { is_hidden: true, is_important: style.is_hiding_important },
            Hiding::Shown { is_important } => Said { is_hidden: false, is_important },
            Hiding::Unsaid => return,
        };
        // A reader that does not know one of the selectors leaves the whole rule out.
        let is_doubtful = said.is_hidden && selectors.contains(':');
        self.rule_count += 1;
        let order = self.rule_count;
        for selector in selectors.split(',').map(str::trim) {
            if is_simple(selector) && !is_conditional && !is_doubtful {
                match self.rules.get(selector) {
                    Some((before, _)) if before.is_important && !said.is_important => {}
                    _ => {
                        self.rules.insert(selector.to_owned(), (said, order));
                    }
                }
            } else if !said.is_hidden {
                for word in subject_words(selector) {
                    *self.sometimes.entry(word).or_default() |= said.is_important;
                }
            }
        }
    }
}

/// A name, or one class or id, perhaps of a named element: `div`, `.x`, `#x`, `div.x`.
fn is_simple(selector: &str) -> bool {
    let mut parts = selector.split(['.', '#']);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(name), None, None) => name.bytes().all(is_word_byte) && !name.is_empty(),
        (Some(name), Some(word), None) => {
            name.bytes().all(is_word_byte) && word.bytes().all(is_word_byte) && !word.is_empty()
        }
        _ => false,
    }
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// The classes and ids of the element that a selector is about, the last one in it: `.x` of `div .x:hover`,
/// `td[class=x]` and `.x`.
fn subject_words(selector: &str) -> HashSet<String> {
    let subject = selector.rsplit([' ', '>', '+', '~', '\n', '\t']).next().unwrap_or(selector);
    let mut words = HashSet::new();
    for (sign, marks) in [(".", [".", "[class=", "[class~=", "[class*="].as_slice()), ("#", &["#", "[id="])] {
        for mark in marks {
            for (at, _) in subject.match_indices(mark) {
                let rest = subject[at + mark.len()..].trim_start_matches(['"', '\'']);
                let end = rest.bytes().position(|byte| !is_word_byte(byte)).unwrap_or(rest.len());
                words.insert(format!("{sign}{}", &rest[..end]));
            }
        }
    }
    words
}

/// Whether a rule sets the margins of `p` to nothing: `P {margin-top:0;margin-bottom:0;}`.
fn takes_paragraph_margins(selectors: &str, declarations: &str) -> bool {
    let is_taken = |declaration: &str| {
        let dense: String = declaration.split_ascii_whitespace().collect();
        ["margin:0", "margin-bottom:0"].iter().any(|known| dense.eq_ignore_ascii_case(known))
    };
    selectors.split(',').any(|selector| selector.trim().eq_ignore_ascii_case("p"))
        && declarations.split(';').any(is_taken)
}

/// Without `/* */`, and without the `<!-- -->` that hides sheets from the oldest readers.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.replace("<!--", "").replace("-->", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hides(sheet: &Sheet, name: &str, id: &str, class: &str) -> bool {
        sheet.said(name, id, class).is_some_and(|said| said.is_hidden)
    }

    fn sheet(text: &str) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.push(text);
        sheet.finish();
        sheet
    }

    #[test]
    fn classes_and_ids_are_hidden() {
        let sheet = sheet("<!-- p{margin:0} .pre, #top , td.x{ display : none !important }  -->");
        assert_eq!(sheet.said("div", "", "a pre"), Some(Said { is_hidden: true, is_important: true }));
        assert_eq!(sheet.said("div", "top", ""), Some(Said { is_hidden: true, is_important: true }));
        assert!(hides(&sheet, "td", "", "x"));
        assert!(!hides(&sheet, "div", "", "x"));
    }

    #[test]
    fn elements_are_hidden_by_their_name() {
        assert!(hides(&sheet("dl, blockquote {display:none}"), "blockquote", "", ""));
    }

    #[test]
    fn rules_for_some_devices_hide_nothing() {
        let sheet = sheet("@import url(x); @media print{.a{display:none}.b{display:none}} .c{display:none}");
        assert!(!hides(&sheet, "p", "", "a b"));
        assert!(hides(&sheet, "p", "", "c"));
    }

    #[test]
    fn what_depends_on_the_elements_around_hides_nothing() {
        let sheet = sheet(".a .b{display:none} .c:hover{display:none} u + .d{display:none} p b{display:none}");
        assert!(!hides(&sheet, "p", "", "a b c d"));
    }

    #[test]
    fn a_later_rule_shows_again() {
        let sheet =
            sheet(".a{display:none}/* .b{display:none} */.a{display:block}.c{display:none!important}.c{display:block}");
        assert!(!hides(&sheet, "p", "", "a b"));
        assert!(hides(&sheet, "p", "", "c"));
    }

    #[test]
    fn the_more_specific_rule_counts() {
        let sheet = sheet("p.a{display:block} .a{display:none} #i{display:block} .b{display:none}");
        assert!(!hides(&sheet, "p", "", "a"));
        assert!(hides(&sheet, "div", "", "a"));
        assert!(!hides(&sheet, "p", "i", "b"));
    }

    #[test]
    fn what_some_reader_sees_is_told() {
        let sheet = sheet(
            "@media(max-width:9em){.a{display:block!important} td[class=b]{display:block}} .x .c:hover{display:block}",
        );
        assert_eq!(sheet.shows_sometimes("", "a"), Some(true));
        assert_eq!(sheet.shows_sometimes("", "z b"), Some(false));
        assert_eq!(sheet.shows_sometimes("", "c"), Some(false));
        assert_eq!(sheet.shows_sometimes("", "x"), None);
    }

    #[test]
    fn a_sheet_for_paper_hides_nothing() {
        let mut sheet = Sheet::default();
        sheet.begin("print");
        sheet.push(".a{display:none}");
        sheet.finish();
        assert!(!hides(&sheet, "p", "", "a"));
    }

    #[test]
    fn a_sheet_may_set_paragraphs_close() {
        assert!(sheet("<!-- P {margin-top:0;margin-bottom:0;} -->").has_tight_paragraphs);
        assert!(!sheet("p.x {margin:0} p {margin:1em}").has_tight_paragraphs);
    }
}
