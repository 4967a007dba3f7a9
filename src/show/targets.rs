//! Where the links of a page lead, as a list below it: the text shows them nowhere. Knows not where they should lead.

use super::Piece;
use super::contents::left_over;
use crate::draft::{Draft, LinkTarget, TargetKind};
use crate::lang::Lang;

/// Targets told to people; `show --format json` has all.
const MOST_TARGETS: usize = 100;
/// Longest target told to people, in characters.
const LONGEST: usize = 200;

/// A heading and a line for each own target that does not stand in the text as well; nothing without any.
pub(super) fn pieces<'a>(draft: &Draft, lang: Lang) -> Vec<Piece<'a>> {
    let shown = |target: &LinkTarget| draft.view.slice(target.span).trim().to_owned();
    let mut lines: Vec<String> = Vec::new();
    let mut count = 0;
    for target in draft.body.targets.iter().filter(|target| !target.is_quoted) {
        let text = shown(target);
        // Pictures of the message itself stand in the list of its attachments.
        if text.contains(&target.target)
            || target.target.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("cid:"))
        {
            continue;
        }
        count += 1;
        if lines.len() < MOST_TARGETS {
            lines.push(line(target, &text, lang));
        }
    }
    if lines.is_empty() {
        return Vec::new();
    }
    lines.extend(left_over(count, MOST_TARGETS, lang));
    let heading = lang.pick("Where links and pictures lead:", "リンク先と画像の場所：").to_owned();
    std::iter::once(Piece::Heading(heading)).chain(lines.into_iter().map(Piece::Inside)).collect()
}

fn line(target: &LinkTarget, text: &str, lang: Lang) -> String {
    let mut leads: String = target.target.chars().take(LONGEST).collect();
    if leads.len() < target.target.len() {
        leads.push('…');
    }
    let text = match (target.kind, lang) {
        (TargetKind::Link, Lang::En) => format!("\"{text}\""),
        (TargetKind::Link, Lang::Ja) => format!("「{text}」"),
        (TargetKind::Picture, Lang::En) => format!("picture at \"{text}\""),
        (TargetKind::Picture, Lang::Ja) => format!("画像（「{text}」の所）"),
        (TargetKind::Form, Lang::En) => format!("form at \"{text}\""),
        (TargetKind::Form, Lang::Ja) => format!("フォーム（「{text}」の所）"),
        (TargetKind::Frame, Lang::En) => format!("frame at \"{text}\""),
        (TargetKind::Frame, Lang::Ja) => format!("フレーム（「{text}」の所）"),
    };
    format!("{text} -> {leads}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Body, View};
    use crate::span::Span;

    fn listed(targets: &[(&str, TargetKind, &str, bool)]) -> Vec<String> {
        let view = View::new("From: a@alpha.example\n\nSee this page\n".to_owned(), Vec::new());
        let at = view.text().find("this page").expect("there");
        let target = |(target, kind, text, is_quoted): &(&str, TargetKind, &str, bool)| LinkTarget {
            target: (*target).to_owned(),
            kind: *kind,
            span: Span::new(at, at + text.len()),
            is_quoted: *is_quoted,
        };
        let body = Body { targets: targets.iter().map(target).collect(), ..Body::default() };
        let draft = Draft { view, body, ..Draft::default() };
        let pieces = pieces(&draft, Lang::En).into_iter();
        pieces
            .map(|piece| if let Piece::Inside(line) | Piece::Heading(line) = piece { line } else { String::new() })
            .collect()
    }

    #[test]
    fn targets_stand_in_a_list_below_the_page() {
        let targets =
            [("{{url}}", TargetKind::Link, "this page", false), ("{{logo}}", TargetKind::Picture, "this", false)];
        assert_eq!(
            listed(&targets),
            ["Where links and pictures lead:", "\"this page\" -> {{url}}", "picture at \"this\" -> {{logo}}"]
        );
    }

    #[test]
    fn what_the_text_shows_or_quotes_is_not_told_again() {
        let targets = [("this page", TargetKind::Link, "this page", false), ("u", TargetKind::Link, "this", true)];
        assert_eq!(listed(&targets), [""; 0]);
        assert_eq!(listed(&[("cid:a@b", TargetKind::Picture, "this", false)]), [""; 0]);
    }

    #[test]
    fn many_targets_are_counted() {
        let lines = listed(&vec![("u", TargetKind::Link, "this page", false); 102]);
        assert_eq!(lines.len(), 102);
        assert_eq!(lines.last().map(String::as_str), Some("and 2 more (--format json has all)"));
    }
}
