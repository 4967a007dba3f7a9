//! Whether the plain text beside a page is what a mail program makes of the page by itself. Knows the signs that such
//! programs put in for bold letters, lists, lines and links, and takes any other difference for one.

mod page;

use crate::link::link_form;

pub(super) use page::Page;
use page::{Sign, signs};

/// As many equal signs in a row draw a line.
const SHORTEST_LINE: usize = 3;

/// True when `plain` says what `page` says, sign by sign, and where its links lead at the places where they stand.
pub(super) fn repeats(plain: &str, page: &Page) -> bool {
    let plain = items(plain, page);
    let mut used = None;
    let (mut at, mut shown) = (0, 0);
    while let Some(item) = plain.get(at) {
        let number = if page.is_in_list(shown) { number(&plain[at..]) } else { 0 };
        match item {
            Item::Sign(sign)
                if page.signs.get(shown).is_some_and(|page| page.sign == sign.sign)
                    && !is_other_number(&plain, at, &page.signs, shown) =>
            {
                (at, shown) = (at + 1, shown + 1);
            }
            _ if is_bullet(&page.signs, shown) => {
                shown += 1;
                at += self::number(&plain[at..]);
            }
            _ if is_line(&page.signs, shown) => shown += 1,
            Item::Target { form, signs } => {
                let as_written = page.signs.get(shown..shown + signs.len());
                if as_written.is_some_and(|page| page.iter().map(|sign| sign.sign).eq(signs.iter().copied())) {
                    shown += signs.len();
                } else {
                    let Some(link) = page.link_to(form, shown, used) else { return false };
                    used = Some(link);
                }
                at += 1;
            }
            Item::Sign(_) if number > 0 => at += number,
            Item::Sign(sign) if sign.sign == '^' && page.raised.binary_search(&shown).is_ok() => at += 1,
            Item::Sign(_) if is_decoration(&plain, at) => at += 1,
            Item::Sign(_) => return false,
        }
    }
    (shown..page.signs.len()).all(|shown| is_bullet(&page.signs, shown) || is_line(&page.signs, shown))
}

/// True when two digits stand apart in one of the texts and are one number in the other: `5 10` is not `510`.
fn is_other_number(plain: &[Item], at: usize, page: &[Sign], shown: usize) -> bool {
    let sign = |at: usize| match plain.get(at) {
        Some(Item::Sign(sign)) => Some(*sign),
        _ => None,
    };
    let is_apart = |before: Option<Sign>, next: Option<Sign>| {
        let (before, next) = before.zip(next)?;
        (before.sign.is_numeric() && next.sign.is_numeric()).then_some(next.is_behind_space)
    };
    let in_plain = is_apart(at.checked_sub(1).and_then(sign), sign(at));
    let in_page = is_apart(shown.checked_sub(1).and_then(|at| page.get(at).copied()), page.get(shown).copied());
    in_plain.zip(in_page).is_some_and(|(plain, page)| plain != page)
}

/// What a plain text consists of.
#[derive(Debug)]
enum Item {
    Sign(Sign),
    /// A link in brackets, which the page has as well: compared, and as it is written with its brackets.
    Target {
        form: String,
        signs: Vec<char>,
    },
}

fn items(plain: &str, page: &Page) -> Vec<Item> {
    let mut items = Vec::with_capacity(plain.len());
    let mut from = 0;
    for (at, open) in plain.match_indices(['<', '[', '(']) {
        if at < from {
            continue;
        }
        let close = match open {
            "<" => '>',
            "[" => ']',
            _ => ')',
        };
        let inner = &plain[at + 1..];
        // Links have an end that is not far.
        let near = &inner[..inner.floor_char_boundary(4096)];
        let Some(end) = near.find(close) else { continue };
        let form = link_form(&near[..end]);
        if page.by_form.contains_key(&form) {
            let written = &plain[at..at + 1 + end + close.len_utf8()];
            items.extend(signs(&plain[from..at]).into_iter().map(Item::Sign));
            items.push(Item::Target { form, signs: signs(written).iter().map(|sign| sign.sign).collect() });
            from = at + written.len();
        }
    }
    items.extend(signs(&plain[from..]).into_iter().map(Item::Sign));
    items
}

/// The sign that stands before an item of a list in the text of a page.
fn is_bullet(page: &[Sign], at: usize) -> bool {
    page.get(at).is_some_and(|sign| sign.sign == '-' && sign.starts_line)
        && page.get(at + 1).is_none_or(|next| next.is_behind_space)
}

/// One of the signs that draw a line across the page.
fn is_line(page: &[Sign], at: usize) -> bool {
    page.get(at).is_some_and(|sign| sign.sign == '_')
        && run(at, |at| page.get(at).map(|sign| sign.sign)) >= SHORTEST_LINE
}

/// How many items at the beginning are the number of an item of a list: `12.`
fn number(items: &[Item]) -> usize {
    let sign = |at: usize| match items.get(at) {
        Some(Item::Sign(sign)) => Some(*sign),
        _ => None,
    };
    if !sign(0).is_some_and(|first| first.starts_line) {
        return 0;
    }
    let digits = (0..).take_while(|at| sign(*at).is_some_and(|sign| sign.sign.is_ascii_digit())).count();
    let is_marked = sign(digits).is_some_and(|mark| matches!(mark.sign, '.' | ')'))
        && sign(digits + 1).is_none_or(|next| next.is_behind_space);
    if digits > 0 && is_marked { digits + 1 } else { 0 }
}

/// A sign that a program puts in: around bold letters, before quoted lines and items, as a line.
fn is_decoration(items: &[Item], at: usize) -> bool {
    let sign = |at: usize| match items.get(at) {
        Some(Item::Sign(sign)) => Some(*sign),
        _ => None,
    };
    let Some(Sign { sign: mark, starts_line, .. }) = sign(at) else { return false };
    let is_run = || run(at, |at| sign(at).map(|sign| sign.sign)) >= SHORTEST_LINE;
    let before = at.checked_sub(1).and_then(sign);
    let next = sign(at + 1);
    match mark {
        '*' | '_' | '/' | '|' => {
            // Between two digits it makes another number of them, and a stroke other words: 1/2 is not 12.
            let is_part =
                |sign: Sign| sign.sign.is_numeric() || (matches!(mark, '/' | '|') && sign.sign.is_ascii_alphabetic());
            // Bold numbers may stand in a row, strokes between numbers are written with blanks, too.
            let is_near = |next: Sign| !next.is_behind_space || (matches!(mark, '/' | '|') && next.sign.is_numeric());
            !(before.is_some_and(is_part) && next.is_some_and(|next| is_part(next) && is_near(next)))
        }
        '>' => starts_line || before.is_some_and(|before| before.sign == '>' && before.starts_line),
        // `- 5` may be a number.
        '-' => is_run() || (starts_line && next.is_none_or(|next| next.is_behind_space && !next.sign.is_numeric())),
        '=' | '~' => is_run(),
        '#' => starts_line || before.is_some_and(|before| before.sign == '#'),
        '•' | '·' | '○' | '●' | '・' => starts_line,
        _ => false,
    }
}

/// How many equal signs stand in a row around that place, counted up to [`SHORTEST_LINE`] on each side.
fn run(at: usize, sign: impl Fn(usize) -> Option<char>) -> usize {
    let this = sign(at);
    let before = (1..SHORTEST_LINE).take_while(|back| at.checked_sub(*back).is_some_and(|at| sign(at) == this)).count();
    let after = (1..SHORTEST_LINE).take_while(|on| sign(at + on) == this).count();
    before + 1 + after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{LinkTarget, TargetKind};
    use crate::span::Span;

    /// The page as text, its links in it as `{text|target}`.
    fn says_the_same(page: &str, plain: &str) -> bool {
        let (mut text, mut targets) = (String::new(), Vec::new());
        for piece in page.split_inclusive('}') {
            let (before, link) = piece.split_once('{').unwrap_or((piece, ""));
            text.push_str(before);
            if let Some((shown, target)) = link.trim_end_matches('}').split_once('|') {
                let span = Span::new(text.len(), text.len() + shown.len());
                text.push_str(shown);
                let target = target.to_owned();
                targets.push(LinkTarget { target, kind: TargetKind::Link, span, is_quoted: false });
            }
        }
        repeats(plain, &Page::shown(&text, &targets, 0))
    }

    #[test]
    fn what_programs_write_beside_a_page_repeats_it() {
        for (page, plain) in [
            ("Dear Bob, 10 yen.", "Dear *Bob*, \n/10/ yen."),
            ("the {minutes|https://a.example} are here", "the minutes <https://a.example/> are here"),
            ("the {minutes|u} are {here|v}", "the minutes [u] are\nhere (v)"),
            ("- one\n- two\n", "  * one\n  * two\n"),
            ("- one\n- two\n", " 1. one\n 2. two\n"),
            ("- -5\n", " * -5"),
            (
                "a\n________________________________\nb",
                "a\n------------------------------------------------------------\nb",
            ),
            ("a\n________\nb", "a\nb"),
            ("On Monday:\nyes", "On Monday:\n>> yes"),
            ("see {https://a.example/|https://a.example/}", "see https://a.example/"),
            ("see <{https://a.example/|https://a.example/}>", "see <https://a.example/>"),
            ("項目\t10\t20", "項目 \t10 \t20"),
            ("か\u{3099}", "が"),
        ] {
            assert!(says_the_same(page, plain), "{page} / {plain}");
        }
    }

    #[test]
    fn any_other_difference_is_one() {
        for (page, plain) in [
            ("1.5", "15"),
            ("15", "1.5"),
            ("15", "1/5"),
            ("15", "1*5"),
            ("1 5", "1 / 5"),
            ("1 5", "1| 5"),
            ("5 yen", "-5 yen"),
            ("5 yen", "- 5 yen"),
            ("5 10 yen", "510 yen"),
            ("510 yen", "5 10 yen"),
            ("and or", "and/or"),
            ("-5 yen", "5 yen"),
            ("5,000", "5.000"),
            ("yes", "yes?"),
            ("2 * 3", "2 3"),
            ("a", "a b"),
            ("a b", "a"),
            ("a {b|u} c {d|v}", "a b <v> c d <u>"),
            ("a {b|u} c {d|v}", "a b c <u> d <v>"),
            ("a {b|u}", "a b <w>"),
            ("12. one", "one"),
            ("one", "12. one"),
        ] {
            assert!(!says_the_same(page, plain), "{page} / {plain}");
        }
    }

    #[test]
    fn programs_that_know_no_style_write_what_is_hidden() {
        let markup = "<style>p{content:'x'}</style><div|style=\"display:none\">Preview</div> A &lt;b> <a|href=\"u\">c<br>d</a>\
            1.5<sup>2</sup> <ol|start=\"3\"> three four </ol> <img|alt=\"a&#32;seal\"|src=\"v\"><![if&#32;mso]&gt;x>";
        let page = Page::written(markup);
        assert!(repeats("Preview\nA <b> c\nd <u>\n1.5^2\n 3. three\n 4. four\n\na seal", &page));
        assert!(repeats("Preview A <b> cd 1.52 three four a seal", &page));
        for other in [
            "A <b> cd 1.52 three four a seal",
            "Preview A <b> c <u> d e 1.52 three four a seal",
            "Preview A <b> cd 1.5^2 3. four three a seal",
            "Preview A <b> cd 1^.52 three four a seal",
            "Preview A <b> cd 1.52 three four a seal 3.",
        ] {
            assert!(!repeats(other, &page), "{other}");
        }
    }
}
