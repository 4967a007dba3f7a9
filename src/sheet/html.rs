//! A page for the browser and for paper (A4): one file that loads nothing and runs nothing. Every character of a draft
//! passes the same door as in the HTML report.

use super::page::{Block, Figure, Form, Found, Item, Page, People, PersonLine, Section, Tone};
use super::printed::ATTRIBUTE;
use crate::lang::Lang;
use crate::report::html::{escaped, hash, say, unix_lines};
use crate::report::human::wrap::columns;

/// Columns of text that a third of the page has room for.
const NARROW: usize = 36;

const STYLE: &str = include_str!("html/sheet.css");

/// Pages in one document, each on paper of its own.
#[must_use]
pub fn html(pages: &[Page], lang: Lang, version: &str) -> String {
    let style = unix_lines(STYLE);
    let title = pages.first().map_or(lang.pick("Check sheet", "確認票"), |page| page.title);
    let mut html = String::from("<!DOCTYPE html>\n");
    say(&mut html, format_args!("<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", lang.name()));
    // Nothing may be loaded, sent, embedded or run; the one style is known by its hash.
    say(
        &mut html,
        format_args!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;sha256-{}&#39;; \
             base-uri &#39;none&#39;; form-action &#39;none&#39;\">\n",
            hash(&style)
        ),
    );
    html.push_str(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"format-detection\" content=\"telephone=no, email=no, address=no\">\n",
    );
    say(&mut html, format_args!("<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"));
    for page in pages {
        draw(page, lang, version, &mut html);
    }
    html.push_str("</body>\n</html>\n");
    html
}

fn draw(page: &Page, lang: Lang, version: &str, html: &mut String) {
    html.push_str(if page.is_close { "<article class=\"close\"" } else { "<article" });
    match page.kept.as_str() {
        "" => html.push_str(">\n<header>\n"),
        kept => say(html, format_args!(" {ATTRIBUTE}=\"{kept}\">\n<header>\n")),
    }
    say(html, format_args!("<h1>{}</h1><p class=\"day\">{}</p>\n</header>\n", page.title, escaped(&page.day)));
    html.push_str("<table class=\"head\">\n");
    for (name, value) in &page.head {
        say(html, format_args!("<tr><th scope=\"row\">{name}</th><td><bdi>{}</bdi></td></tr>\n", escaped(value)));
    }
    html.push_str("</table>\n");
    for part in &page.sections {
        section(part, "part", lang, html);
    }
    signature(lang, html);
    say(html, format_args!("<footer>mailcheck {}</footer>\n", escaped(version)));
    if let Some(annex) = &page.annex {
        section(annex, "annex", lang, html);
    }
    html.push_str("</article>\n");
}

fn section(section: &Section, class: &str, lang: Lang, html: &mut String) {
    say(html, format_args!("<section class=\"{class}\">\n<h2>{}</h2>\n", escaped(&section.title)));
    for block in &section.blocks {
        match block {
            Block::Figures(figures) => draw_figures(figures, html),
            Block::Said(text, tone) => {
                let class = match tone {
                    Tone::Plain => "said",
                    Tone::Quiet => "said quiet",
                    Tone::Loud => "said loud",
                };
                say(html, format_args!("<p class=\"{class}\"><bdi>{}</bdi></p>\n", escaped(text)));
            }
            Block::People(people) => draw_people(people, lang, html),
            Block::Lines(lines) => {
                html.push_str("<div class=\"lines\">\n");
                for line in lines {
                    say(html, format_args!("<div>{}</div>\n", escaped(&line.replace('\t', "    "))));
                }
                html.push_str("</div>\n");
            }
            Block::Item(item) => draw_item(item, html),
            Block::Found(found) => draw_found(found, html),
            Block::Ask(text) => {
                say(
                    html,
                    format_args!("<p class=\"ask\"><span class=\"box\"></span><bdi>{}</bdi></p>\n", escaped(text)),
                );
            }
        }
    }
    html.push_str("</section>\n");
}

fn draw_figures(figures: &[Figure], html: &mut String) {
    html.push_str("<dl class=\"figures\">\n");
    for figure in figures {
        let class = if figure.is_loud { " class=\"loud\"" } else { "" };
        let (number, label) = (escaped(&figure.number), escaped(&figure.label));
        say(html, format_args!("<div{class}><dd>{number}</dd><dt>{label}</dt></div>\n"));
    }
    html.push_str("</dl>\n");
}

fn draw_people(people: &People, lang: Lang, html: &mut String) {
    let (heading, note) = (escaped(&people.heading), escaped(&people.note));
    let narrow = people.lines.iter().filter(|line| is_narrow(line)).count();
    let form = match people.form {
        Form::Brief => " brief",
        // The others take two lines.
        Form::Close | Form::Annex if narrow * 4 >= people.lines.len() * 3 => " narrow",
        Form::List | Form::Close | Form::Annex => "",
    };
    let outside = if people.is_outside { " outside" } else { "" };
    say(html, format_args!("<div class=\"people{outside}{form}\">\n<h3>"));
    if people.is_outside {
        let outside = lang.pick("outside", "外");
        say(html, format_args!("<span class=\"mark loud\">{outside}</span> "));
    }
    say(html, format_args!("<bdi>{heading}</bdi> <span class=\"quiet\">{note}</span>"));
    draw_marks(&people.marks, html);
    html.push_str("</h3>\n<ul>\n");
    for line in &people.lines {
        html.push_str("<li>");
        if !line.field.is_empty() {
            say(html, format_args!("<span class=\"field\">{}</span>", line.field));
        }
        html.push_str("<span>");
        // An address is not broken where there is room for it on the next line.
        match line.who.rsplit_once(" <") {
            Some((name, address)) => {
                let (name, address) = (escaped(name), escaped(address));
                say(html, format_args!("<bdi>{name}</bdi> <bdi class=\"address\">&lt;{address}</bdi>"));
            }
            None => say(html, format_args!("<bdi class=\"address\">{}</bdi>", escaped(&line.who))),
        }
        draw_marks(&line.marks, html);
        html.push_str("</span></li>\n");
    }
    html.push_str("</ul>\n");
    if let Some(more) = &people.more {
        say(html, format_args!("<p class=\"quiet\">{}</p>\n", escaped(more)));
    }
    html.push_str("</div>\n");
}

fn draw_marks(marks: &[(String, bool)], html: &mut String) {
    for (mark, is_loud) in marks {
        let class = if *is_loud { "mark loud" } else { "mark" };
        say(html, format_args!(" <span class=\"{class}\">{}</span>", escaped(mark)));
    }
}

/// True for somebody who has room in a third of the page.
fn is_narrow(line: &PersonLine) -> bool {
    let marks: usize = line.marks.iter().map(|(mark, _)| columns(mark) + 3).sum();
    columns(line.field) + columns(&line.who) + marks <= NARROW
}

fn draw_item(item: &Item, html: &mut String) {
    let (heading, note) = (escaped(&item.heading), escaped(&item.note));
    say(
        html,
        format_args!("<div class=\"item\">\n<h3><bdi>{heading}</bdi> <span class=\"quiet\">{note}</span></h3>\n"),
    );
    if !item.lines.is_empty() {
        html.push_str("<ul>\n");
        for (text, is_loud) in &item.lines {
            let class = if *is_loud { " class=\"loud\"" } else { "" };
            say(html, format_args!("<li{class}><bdi>{}</bdi></li>\n", escaped(text)));
        }
        html.push_str("</ul>\n");
    }
    if let Some(sha256) = &item.sha256 {
        say(html, format_args!("<p class=\"hash\">SHA-256 <code>{}</code></p>\n", escaped(sha256)));
    }
    html.push_str("</div>\n");
}

fn draw_found(found: &Found, html: &mut String) {
    let Found { number, severity, word, .. } = found;
    say(html, format_args!("<div class=\"found {}\">\n", severity.name()));
    let message = escaped(&found.message);
    say(html, format_args!("<h3><span class=\"word\">{number} {word}</span> <bdi>{message}</bdi></h3>\n"));
    if !found.help.is_empty() {
        let (help, rule) = (escaped(&found.help), escaped(&found.rule));
        say(html, format_args!("<p class=\"help\"><bdi>{help}</bdi> <code class=\"quiet\">{rule}</code></p>\n"));
    }
    html.push_str("</div>\n");
}

fn signature(lang: Lang, html: &mut String) {
    let names = [
        lang.pick("Checked by", "確認者"),
        lang.pick("Date and time", "日時"),
        lang.pick("Signature or seal", "署名・印"),
    ];
    html.push_str("<table class=\"signature\">\n<tr>");
    for name in names {
        say(html, format_args!("<th scope=\"col\">{name}</th>"));
    }
    html.push_str("</tr>\n<tr><td></td><td></td><td></td></tr>\n</table>\n");
}
