//! Styles of Word whose text is hidden (ECMA-376 part 1, 17.7 and 17.3.2.41). Knows nothing else of styles.

use super::super::look::Look;
use super::super::ooxml::is_on;
use super::super::package::Package;
use super::super::story::Spent;
use super::super::xml::Event;
use std::collections::{HashMap, HashSet};

/// Styles that are looked at; Word itself has some hundreds.
const STYLES: usize = 20_000;

/// Ids of the styles that hide, by themselves or through the style they are based on.
pub(super) fn hidden(package: &mut Package<'_>, look: &mut Look<'_>) -> HashSet<String> {
    let Some(index) = package.find("word/styles.xml") else { return HashSet::new() };
    let mut hides: HashMap<String, bool> = HashMap::new();
    let mut bases: Vec<(String, String)> = Vec::new();
    let mut style = String::new();
    let mut open: Vec<bool> = Vec::new();
    package.read(index, look.budget, |event| {
        match event {
            Event::Start(element) => {
                // `rPr` within `pPr` is of the paragraph's mark alone.
                let is_in_properties = open.len() == 3 && open.last() == Some(&true);
                match element.name() {
                    "style" => style = element.kept("styleId").unwrap_or_default(),
                    "basedOn" if bases.len() < STYLES => {
                        bases.push((style.clone(), element.kept("val").unwrap_or_default()));
                    }
                    "vanish" if is_in_properties && hides.len() < STYLES => {
                        hides.insert(style.clone(), is_on(&element));
                    }
                    _ => {}
                }
                open.push(element.name() == "rPr");
            }
            Event::End(name) => {
                open.pop();
                if name == "style" {
                    style.clear();
                }
            }
            Event::Text(_) => {}
        }
        Spent::default()
    });
    let mut hidden: HashSet<String> =
        hides.iter().filter(|(_, hides)| **hides).map(|(style, _)| style.clone()).collect();
    // A chain of ten is longer than any that people make.
    for _ in 0..10 {
        let inherits = |(style, base): &&(String, String)| hidden.contains(base) && hides.get(style) != Some(&false);
        let more: Vec<String> = bases.iter().filter(inherits).map(|(style, _)| style.clone()).collect();
        hidden.extend(more);
    }
    hidden
}
