//! Style sheets: which elements they hide for every reader. Reads selectors of one element (`.preheader`, `div.x`, `#x`); rules for some devices only (`@media`) and for elements within others hide nothing here.

use super::style::{Hiding, Style};
use std::collections::HashMap;

/// That an element is hidden, and how strongly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hides {
    /// Whether it wins over a style attribute.
    pub is_important: bool,
}

/// What the style sheets met so far hide.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// By selector: `div`, `.x`, `#x`, `div.x`, `div#x`; `None` where a later rule shows it again.
    rules: HashMap<String, Option<Hides>>,
    /// The text of the sheet that is being read.
    text: String,
}

impl Sheet {
    /// Adds text of a `<style>` element.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Reads what was added: the element ends.
    pub(super) fn finish(&mut self) {
        let text = without_comments(&std::mem::take(&mut self.text));
        let mut depth = 0usize;
        let mut start = 0;
        let mut selectors = None;
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'{' => {
                    if depth == 0 {
                        selectors = Some(&text[start..at]).filter(|selectors| !selectors.contains('@'));
                    }
                    depth += 1;
                    start = at + 1;
                }
                b'}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0
                        && let Some(selectors) = selectors.take()
                    {
                        self.rule(selectors, &text[start..at]);
                    }
                    start = at + 1;
                }
                // `@import` and its like end without a block.
                b';' if depth == 0 => start = at + 1,
                _ => {}
            }
        }
    }

    /// Whether an element with that name, id and classes is hidden.
    pub(super) fn hides(&self, name: &str, id: &str, class: &str) -> Option<Hides> {
        if self.rules.is_empty() {
            return None;
        }
        let look_up = |selector: String| self.rules.get(&selector).copied().flatten();
        let by_id = (!id.is_empty()).then(|| [format!("{name}#{id}"), format!("#{id}")]).into_iter().flatten();
        let by_class =
            class.split_ascii_whitespace().flat_map(|class| [format!("{name}.{class}"), format!(".{class}")]);
        by_id.chain(by_class).chain([name.to_owned()]).find_map(look_up)
    }

    fn rule(&mut self, selectors: &str, declarations: &str) {
        let style = Style::parse(declarations);
        let hides = match style.hiding {
            Hiding::Hidden => Some(Hides { is_important: style.is_hiding_important }),
            Hiding::Shown { .. } => None,
            Hiding::Unsaid => return,
        };
        for selector in selectors.split(',').map(str::trim).filter(|selector| is_simple(selector)) {
            match self.rules.get(selector) {
                Some(Some(before)) if before.is_important && !hides.is_some_and(|hides| hides.is_important) => {}
                _ => {
                    self.rules.insert(selector.to_owned(), hides);
                }
            }
        }
    }
}

/// A name, or one class or id, perhaps of a named element: `div`, `.x`, `#x`, `div.x`.
fn is_simple(selector: &str) -> bool {
    let mut parts = selector.split(['.', '#']);
    let is_word = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    match (parts.next(), parts.next(), parts.next()) {
        (Some(name), None, None) => is_word(name) && !name.is_empty(),
        (Some(name), Some(word), None) => is_word(name) && is_word(word) && !word.is_empty(),
        _ => false,
    }
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

    fn sheet(text: &str) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.push(text);
        sheet.finish();
        sheet
    }

    #[test]
    fn classes_and_ids_are_hidden() {
        let sheet = sheet("<!-- p{margin:0} .pre, #top , td.x{ display : none !important }  -->");
        assert_eq!(sheet.hides("div", "", "a pre"), Some(Hides { is_important: true }));
        assert_eq!(sheet.hides("div", "top", ""), Some(Hides { is_important: true }));
        assert!(sheet.hides("td", "", "x").is_some());
        assert!(sheet.hides("div", "", "x").is_none());
    }

    #[test]
    fn elements_are_hidden_by_their_name() {
        assert!(sheet("dl, blockquote {display:none}").hides("blockquote", "", "").is_some());
    }

    #[test]
    fn rules_for_some_devices_hide_nothing() {
        let sheet = sheet("@import url(x); @media print{.a{display:none}.b{display:none}} .c{display:none}");
        assert!(sheet.hides("p", "", "a b").is_none());
        assert!(sheet.hides("p", "", "c").is_some());
    }

    #[test]
    fn what_depends_on_the_elements_around_hides_nothing() {
        let sheet = sheet(".a .b{display:none} .c:hover{display:none} u + .d{display:none} p b{display:none}");
        assert!(sheet.hides("p", "", "a b c d").is_none());
    }

    #[test]
    fn a_later_rule_shows_again() {
        let sheet =
            sheet(".a{display:none}/* .b{display:none} */.a{display:block}.c{display:none!important}.c{display:block}");
        assert!(sheet.hides("p", "", "a b").is_none());
        assert!(sheet.hides("p", "", "c").is_some());
    }
}
