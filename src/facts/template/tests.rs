//! Templates of each language: which fields they ask for, and what is open.

use super::*;
use crate::draft::{LinkTarget, TargetKind};
use crate::facts::test_draft::draft;
use crate::lists::Lists;

/// Every row as `text`, with `!problem actual` where something is wrong.
fn found(text: &str, declared: Option<&[&str]>) -> Vec<String> {
    let lists = Lists::builtin();
    let vocabulary = Vocabulary::new(&|name| lists.get(name));
    let draft = draft(&format!("From: Shop <shop@tsubame.example>\nSubject: Hi\n\n{text}\n"));
    let wrong = |row: BodyRow, problem: &str| {
        format!("{} !{problem} {}", row.text, row.actual.unwrap_or_default()).trim().to_owned()
    };
    let row = |row: BodyRow| match row.kind {
        BodyKind::MisspeltField => wrong(row, "misspelt"),
        BodyKind::UndeclaredField => wrong(row, "undeclared"),
        BodyKind::OpenMark => wrong(row, "unclosed"),
        _ => row.text,
    };
    rows(&draft, &vocabulary, declared).into_iter().map(row).collect()
}

fn fields(text: &str) -> Vec<String> {
    found(text, None)
}

#[test]
fn fields_are_read_from_every_language() {
    for (text, expected) in [
        ("Dear {{name}},", "name"),
        ("Dear {{{ customer.name }}},", "customer.name"),
        ("{{& company}}", "company"),
        ("{{first-name}}", "first-name"),
        ("{{ name | default('you') | upper }}", "name"),
        ("{{ user.name if user else 'you' }}", "user.name user"),
        ("{{ greet(name, \"x\") }}", "name"),
        ("{{formatDate order.date \"long\"}}", "order.date"),
        ("{{this.price}} {{../shop}} {{@index}}", "price shop"),
        ("{% if vip and not order.paid %}x{% endif %}", "vip order.paid"),
        ("{% for item in order.items %}{{ item.name }}{{ loop.index }}{% endfor %}", "order.items"),
        ("{% set total = order.total %}{{ total }}", "order.total"),
        ("{{#each items as |item|}}{{item.name}}{{/each}}", "items"),
        ("Dear ${customer.name},", "customer.name"),
        ("${user?.name ?? 'you'}", "user.name"),
        ("<%= @order.total %> <% if vip %>x<% end %>", "order.total vip"),
        ("<% items.each do |item| %><%= item.name %><% end %>", "items.each"),
        ("<?php echo $customer['name']; ?>", "customer.name"),
        ("[% name %] [% IF vip %]x[% END %]", "name vip"),
        ("*|FNAME|* *|IF:VIP|*x*|END:IF|*", "FNAME VIP"),
        ("≪会社名≫ 御中", "会社名"),
        ("«Nom»", "Nom"),
        ("{$name}様", "name"),
        ("##name##様", "name"),
        ("○○様", "○○様"),
        ("{{! a note }}{{> footer}}{{else}}", ""),
        ("{# a note #}{% include 'footer' %}{% block a %}{% endblock %}", ""),
    ] {
        assert_eq!(fields(text).join(" "), expected, "{text}");
    }
}

#[test]
fn prose_has_no_fields() {
    for text in
        ["It costs $5 {really} [1] <b> 100% #1 a|b", "{\"a\": {\"b\": \"c\"}}", "if (a) { b }", "x << 3, y >> 2"]
    {
        assert_eq!(fields(text), [""; 0], "{text}");
    }
}

#[test]
fn marks_left_open_are_told_with_what_they_lack() {
    for (text, expected) in [
        ("Dear {{name},", &["{{name} !unclosed }}"] as &[&str]),
        ("{{name 様", &["{{name !unclosed }}"]),
        ("Dear {name}},", &["{name}} !unclosed {{"]),
        ("{{name {{company}}", &["company", "{{name !unclosed }}"]),
        ("${name 様", &["${name !unclosed }"]),
        ("<%= name", &["<%= name !unclosed %>"]),
        ("{% if vip", &["{% if !unclosed %}"]),
        ("*|FNAME, hello", &["*|FNAME !unclosed |*"]),
    ] {
        assert_eq!(fields(text), expected, "{text}");
    }
}

#[test]
fn sections_left_open_are_told() {
    for (text, expected) in [
        ("{{#if vip}}x", "{{#if vip}} !unclosed {{/if}}"),
        ("{{#vip}}x{{/vp}}", "{{#vip}} !unclosed {{/vip}}|{{/vp}} !unclosed {{#vp}}"),
        ("{{#a}}{{#b}}{{/a}}", "{{#b}} !unclosed {{/b}}"),
        ("{% if a %}{% for x in b %}{% endif %}", "{% for x in b %} !unclosed {% endfor %}"),
        ("x{% endif %}", "{% endif %} !unclosed {% if %}"),
        ("<% if a %>x", "<% if a %> !unclosed <% end %>"),
        ("<% b.each do |x| %><% end %><% end %>", "<% end %> !unclosed <% if %>"),
        ("[% FOREACH x IN y %]", "[% FOREACH x IN y %] !unclosed [% END %]"),
        ("{{#if a}}b{{else}}c{{/if}}{% if a %}{% elif b %}{% else %}{% endif %}{{#a}}{{/a}}{{^a}}{{/a}}", ""),
        ("<% if a %><% elsif b %><% else %><% end %><%= c if d %>{% set x = 1 %}{% set y %}z{% endset %}", ""),
    ] {
        let troubles: Vec<String> = fields(text).into_iter().filter(|row| row.contains('!')).collect();
        assert_eq!(troubles.join("|"), expected, "{text}");
    }
}

#[test]
fn fields_are_compared_with_what_is_declared() {
    let declared: &[&str] = &["name", "order", "items.price", "vip"];
    let wrong = |text: &str| {
        let rows = found(text, Some(declared)).into_iter();
        rows.filter(|row| row.contains('!')).collect::<Vec<_>>().join("|")
    };
    assert_eq!(wrong("Dear {{name}}, {{order.total}} {{#items}}{{price}}{{/items}} {{#vip}}{{name}}{{/vip}}"), "");
    assert_eq!(wrong("Dear {{nmae}},"), "nmae !misspelt name");
    assert_eq!(wrong("Dear {{Name}},"), "Name !misspelt name");
    assert_eq!(wrong("{{#vip}}{{nmae}}{{/vip}}"), "nmae !misspelt name", "a condition declares nothing inside of it");
    assert_eq!(wrong("○○様"), "○○様 !undeclared", "no program fills that in");
    assert_eq!(wrong("{{#items}}{{colour}}{{/items}}"), "colour !undeclared");
    assert_eq!(wrong("{% if vpi %}x{% endif %}"), "vpi !undeclared", "too short to tell what was meant");
    assert_eq!(found("Dear {{nmae}},", None), ["nmae"], "nothing to compare with");
}

#[test]
fn subject_names_and_the_plain_form_are_looked_at() {
    let lists = Lists::builtin();
    let vocabulary = Vocabulary::new(&|name| lists.get(name));
    let mut draft =
        draft("From: {{shop}} <shop@tsubame.example>\nTo: {{to_name}} <a@b.example>\nSubject: Hi {{first}}\n\nx\n");
    draft.body.plain_alternative = Some("Dear {{only_plain}}".to_owned());
    let texts: Vec<String> = rows(&draft, &vocabulary, None).into_iter().map(|row| row.text).collect();
    assert_eq!(texts, ["first", "only_plain", "shop", "to_name"]);
}

#[test]
fn targets_of_links_and_pictures_are_looked_at() {
    let lists = Lists::builtin();
    let vocabulary = Vocabulary::new(&|name| lists.get(name));
    let mut draft = draft("From: a@tsubame.example\n\nSee this page\n");
    let at = draft.view.text().find("this page").unwrap_or_default();
    let target = |target: &str| LinkTarget {
        target: target.to_owned(),
        kind: TargetKind::Link,
        span: Span::new(at, at + "this page".len()),
        is_quoted: false,
    };
    draft.body.targets = vec![
        target("https://a.example/o/{{order.id}}?v=%7B%7Bview%7D%7D&user[name]=x"),
        target("${unsubscribe}"),
        target("https://a.example/%E5%B1%B1?a=1"),
        target("%LINK%"),
        target("https://a.example/{{open"),
    ];
    let texts: Vec<String> = rows(&draft, &vocabulary, None).into_iter().map(|row| row.text).collect();
    assert_eq!(texts, ["order.id", "view", "unsubscribe", "LINK", "{{open"]);
}
