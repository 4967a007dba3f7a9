//! HTML as real mailers write it, with invented texts, and the lines it is read as.

use super::cid_references;
use crate::load::line::Line;

fn read(html: &str) -> Vec<Line> {
    super::read(html, 256).lines
}

fn texts(html: &str) -> Vec<String> {
    read(html).into_iter().map(|line| line.text).collect()
}

fn quoted(html: &str) -> Vec<String> {
    read(html).into_iter().filter(|line| line.is_quoted && !line.text.is_empty()).map(|line| line.text).collect()
}

fn unquoted(html: &str) -> Vec<String> {
    read(html).into_iter().filter(|line| !line.is_quoted && !line.text.is_empty()).map(|line| line.text).collect()
}

#[test]
fn blocks_and_breaks_make_lines() {
    assert_eq!(texts("a<div>b<br>c<br></div>d<div><br></div>e"), ["a", "b", "c", "d", "", "e"]);
}

#[test]
fn paragraphs_stand_apart_by_one_blank_line() {
    assert_eq!(texts("<p>a</p>\n<p>b</p><p>&nbsp;</p><p>c"), ["a", "", "b", "", "c"]);
}

#[test]
fn paragraphs_without_margin_follow_each_other() {
    assert_eq!(texts("<p style='margin:0mm;margin-bottom:.0001pt'>a</p><p style='margin:0 0 0 0'>b</p>"), ["a", "b"]);
    assert_eq!(texts("<style>P {margin-top:0;margin-bottom:0;}</style><p>a</p><p>b</p>"), ["a", "b"]);
}

#[test]
fn white_space_collapses_and_the_ideographic_space_stays() {
    assert_eq!(texts("<p>a \n\t b　　c&nbsp;&nbsp;d </p>"), ["a b　　c  d"]);
}

#[test]
fn a_source_line_end_between_japanese_characters_is_no_space() {
    assert_eq!(texts("お世話に\nなって\r\nおります on\ntime"), ["お世話になっております on time"]);
}

#[test]
fn entities_are_decoded() {
    assert_eq!(texts("&lt;&#23665;&#x7530;&gt; &amp; &yen;1"), ["<山田> & ¥1"]);
}

#[test]
fn list_items_have_a_dash() {
    assert_eq!(texts("<p>a<ul><li>b<li><p>c</p></li><li></ul>d"), ["a", "", "- b", "- c", "", "d"]);
}

#[test]
fn rows_are_lines_and_cells_are_parted_by_tabs() {
    let html = "<table><tr><th>氏名</th><th>電話</th></tr><tr><td><p class=MsoNormal>山田</p></td>
        <td><p class=MsoNormal>1</p></td><td></td><td>x</td></tr><tr><td></td><td>y</td></tr></table>z";
    assert_eq!(texts(html), ["氏名\t電話", "山田\t1\t\tx", "y", "z"]);
}

#[test]
fn preformatted_text_is_kept() {
    assert_eq!(
        texts("<pre>\na  b\n\n c</pre><div style='white-space:pre-wrap'>d\n e</div>"),
        ["a  b", "", " c", "", "d", " e"]
    );
}

#[test]
fn what_is_not_shown_is_left_out() {
    let html = "<html><head><title>t</title><style>p{}</style><script>s('</p>')</script></head><body><!-- c -->
        <div style='display:none;max-height:0'>preheader</div><span hidden>h</span><p style='DISPLAY: none !important'>n
        <p>shown</p></body></html>";
    assert_eq!(texts(html), ["shown"]);
}

#[test]
fn letters_without_size_are_left_out_and_those_with_a_size_of_their_own_stay() {
    let html = "<td style='font-size:0'>x<div style='font-size:14px'>a</div><span style='font-size:1em'>y</span></td>";
    assert_eq!(texts(html), ["a"]);
    assert_eq!(texts("B<span style='font-size:0px'>qx</span>ank<font style='font:0/0 a'>zz</font>"), ["Bank"]);
    assert_eq!(texts("<div style='font-size:0'><img alt=Logo><table><tr><td>a</table></div>"), ["Logo", "a"]);
}

#[test]
fn what_is_invisible_may_hold_what_is_visible() {
    assert_eq!(texts("<div style='visibility:hidden'>x<b style='visibility:visible'>a</b><img alt=y></div>"), ["a"]);
}

#[test]
fn a_style_sheet_hides_for_every_reader_or_not_at_all() {
    let html =
        "<style>.pre{display:none}@media (max-width:600px){.wide{display:none!important}}</style><div class='a pre'>x
        <p>y</p></div><p class=wide>a</p><p class=pre style='display:block'>b</p>";
    assert_eq!(texts(html), ["a", "", "b"]);
}

#[test]
fn without_height_a_block_is_hidden_and_a_cell_is_not() {
    let style = "style='height:0;overflow:hidden'";
    assert_eq!(
        texts(&format!("<div {style}>x</div><table><tr><td {style}>a</table><span {style}>b</span>")),
        ["a", "b"]
    );
}

#[test]
fn text_for_readers_without_scripts_is_shown() {
    assert_eq!(
        texts(
            "<noscript>a</noscript><template>x</template><![if !mso]>b<![endif]><!--[if !mso]><!-->c<!--<![endif]-->"
        ),
        ["abc"]
    );
}

#[test]
fn what_only_outlook_shows_is_shown_once() {
    let html = "<p>a</p><!--[if gte vml 1]><v:shape><v:textbox><p>box</p></v:textbox></v:shape><![endif]-->
        <!--[if mso]><table><tr><td><![endif]--><p>b</p><!--[if mso]></table><a>c</a><![endif]--><p>c</p>
        <!--[if gte mso 9]><xml>x</xml><style>x</style><![endif]--><!--[if !mso]>x<![endif]--><!--[if IE]>x<![endif]-->";
    assert_eq!(texts(html), ["a", "box", "", "b", "", "c"]);
    assert_eq!(texts("<table><tr><td>a<!--[if mso]>b<![endif]--><td>b c</table>"), ["a\tb c", "b"]);
}

#[test]
fn what_only_outlook_shows_is_quoted_where_it_stands() {
    let html = "a<!--[if mso]>b<![endif]--><blockquote type=cite>q<!--[if mso]>r<![endif]--></blockquote>c";
    assert_eq!(unquoted(html), ["a", "b", "c"]);
    assert_eq!(quoted(html), ["q", "r"]);
}

#[test]
fn a_comment_within_what_only_outlook_shows_ends_it() {
    assert_eq!(texts(&"<!--[if mso]>".repeat(100_000)), [""; 0]);
    assert_eq!(texts(&"<!--[if mso]>a<![endif]-->".repeat(10_000)), ["a"]);
}

#[test]
fn what_one_style_hides_and_a_stronger_one_shows_is_shown() {
    let sheet = "<style>.a{display:block!important} @media(max-width:9em){.m{display:block!important}}</style>";
    let hidden = "style='display:none'";
    assert_eq!(
        texts(&format!("{sheet}<p {hidden} class=a>a</p><p {hidden} class=m>m</p><p {hidden}>x")),
        ["a", "", "m"]
    );
    assert_eq!(texts("<p hidden style='display:block'>a</p><p hidden>x</p>"), ["a"]);
}

#[test]
fn a_link_or_button_ends_the_one_before() {
    assert_eq!(texts("<a hidden>x<a>a</a><button hidden>x<button>b</button>"), ["ab"]);
}

#[test]
fn an_unclosed_hidden_span_ends_with_its_block() {
    assert_eq!(texts("<div><span style='display:none'>a</div>b"), ["b"]);
}

#[test]
fn pictures_are_read_by_their_alternative_text() {
    assert_eq!(texts("<img src=x alt='Logo'> here<img alt=''>"), ["Logo here"]);
}

#[test]
fn links_show_their_text_only() {
    assert_eq!(texts("see <a href='https://a.example/'>the page</a>."), ["see the page."]);
}

#[test]
fn word_html_comes_out_as_written() {
    let html = r#"<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml>
        <o:OfficeDocumentSettings/></xml><![endif]--><style><!-- p.MsoNormal {margin:0mm;} --></style></head>
        <body lang=JA><div class=WordSection1><p class=MsoNormal><span lang=EN-US>Ann</span>様<span lang=EN-US><o:p></o:p>
        </span></p><p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p><p class=MsoNormal>本文
        <![if !supportLists]>です<![endif]></p></div></body></html>"#;
    assert_eq!(texts(html), ["Ann様", "", "本文です"]);
}

#[test]
fn outlook_marks_the_reply_by_a_grey_line() {
    let html = r#"<div class=WordSection1><p class=MsoNormal>承知しました。</p><div><div style='border:none;
        border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0mm 0mm 0mm'><p class=MsoNormal><b>From:</b> Ann Example &lt;ann@a.example&gt;<br>
        <b>Sent:</b> Monday, February 1, 2026 10:00 AM<br><b>To:</b> Bob</p></div></div><p class=MsoNormal>question</p></div>"#;
    assert_eq!(unquoted(html), ["承知しました。"]);
    assert_eq!(quoted(html).last().map(String::as_str), Some("question"));
}

#[test]
fn the_same_line_above_no_header_is_decoration() {
    assert_eq!(quoted("a<div style='border-top:solid #E1E1E1 1.0pt'><p>footer</p></div>b"), [""; 0]);
    assert_eq!(quoted("a<div style='border-top:solid #E1E1E1 1.0pt'><p>Note: x</p></div><p>b</p>"), [""; 0]);
}

#[test]
fn outlook_on_the_web_marks_the_reply_by_ids() {
    let html = r#"<div class="elementToProof">own</div><div id="Signature"><div>Ann</div></div><div id="appendonsend"></div>
        <hr><div id="divRplyFwdMsg"><b>From:</b> Bob</div><div>below</div>"#;
    assert_eq!(unquoted(html), ["own", "Ann"]);
    assert!(read(html).iter().any(|line| line.text == "Ann" && line.is_signature));
    assert!(quoted(html).contains(&"below".to_owned()));
}

#[test]
fn an_outlook_reply_inside_a_quotation_does_not_quote_the_answer_below() {
    let html = "<blockquote type=cite>a<div id=divRplyFwdMsg>From: Bob</div>b</blockquote><p>answer</p>";
    assert_eq!(unquoted(html), ["answer"]);
}

#[test]
fn gmail_answers_between_quoted_lines_are_own() {
    let html = r#"<div dir="ltr">top</div><div class="gmail_quote"><div class="gmail_attr">On Mon, Ann wrote:<br></div>
        <blockquote class="gmail_quote">one</blockquote><div>answer</div><blockquote class="gmail_quote">two</blockquote></div>"#;
    assert_eq!(unquoted(html), ["top", "answer"]);
    assert_eq!(quoted(html), ["On Mon, Ann wrote:", "one", "two"]);
}

#[test]
fn a_gmail_forward_is_quoted_to_its_end() {
    let html = r#"<div dir="ltr"><br><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>
        From: Ann</div><blockquote class="gmail_quote">one</blockquote>two</div></div>"#;
    assert_eq!(unquoted(html), [""; 0]);
}

#[test]
fn a_gmail_container_without_a_quotation_is_own() {
    assert_eq!(quoted("<div class=gmail_quote><div class=gmail_quote>a</div>b</div>"), [""; 0]);
}

#[test]
fn an_indented_paragraph_is_own() {
    assert_eq!(quoted("<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>indented</blockquote>"), [""; 0]);
}

#[test]
fn thunderbird_marks_quotation_and_signature() {
    let html = r#"<div class="moz-cite-prefix">On 2/1/26 10:00, Ann wrote:<br></div><blockquote type="cite" cite="mid:x">q</blockquote>
        <p>own</p><pre class="moz-signature" cols="72">-- 
Bob</pre>"#;
    assert_eq!(unquoted(html), ["own", "-- ", "Bob"]);
    assert_eq!(read(html).iter().filter(|line| line.is_signature).count(), 2);
}

#[test]
fn a_newsletter_of_tables_is_readable() {
    let html =
        "<table><tr><td><table><tr><td><h1>News</h1></td></tr><tr><td><p>one</p><p>two</p></td></tr></table></td></tr>
        <tr><td><a style='display:block' href=x>Read</a></td></tr></table>";
    assert_eq!(texts(html), ["News", "", "one", "", "two", "", "Read"]);
}

#[test]
fn depth_costs_no_more_than_length() {
    let html = format!("{}deep{}after", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert_eq!(texts(&html), ["deep", "after"]);
}

#[test]
fn beyond_the_depth_limit_the_outer_elements_still_end_where_they_end() {
    let html = "<blockquote><div><div><div>a</div></div></div></blockquote>b";
    let page = super::read(html, 2);
    assert!(page.is_too_deep);
    let lines = page.lines;
    let seen: Vec<(&str, bool)> = lines.iter().map(|line| (line.text.as_str(), line.is_quoted)).collect();
    assert_eq!(seen, [("a", true), ("", false), ("b", false)]);
}

#[test]
fn hostile_html_hides_nothing_behind_it() {
    let many_attributes = format!("<p {}>", (0..200_000).map(|n| format!("a{n} ")).collect::<String>());
    let cases =
        [many_attributes, "<p><b>".repeat(50_000), "</td></x>".repeat(50_000), "<table><tr><td>".repeat(30_000)];
    for html in cases {
        let lines = texts(&format!("{html}<p>after</p>"));
        assert!(lines.last().is_some_and(|line| line.ends_with("after")), "{}", &html[..20]);
    }
}

#[test]
fn truncated_html_yields_what_was_there() {
    let html = r#"<html><body><p>text &amp; more<table><tr><td style="display:none">x</td><td><a href="https://a.exam"#;
    for end in 0..html.len() {
        let _ = read(&html[..end]);
    }
    assert_eq!(texts(&html[..34]), ["text & more"]);
}

#[test]
fn text_that_only_looks_like_markup_stays() {
    assert_eq!(texts("1 < 2 & 3 > 2 <\0>"), ["1 < 2 & 3 > 2 <>"]);
}

#[test]
fn content_ids_are_found_wherever_they_are_shown() {
    let html = r#"<img src="cid:image001.png@01D.x"><td background='CID:bg%40a'><p style="background:url(cid:c@d)">
        <!--[if gte mso 9]><v:fill src="cid:vml@e"/><![endif]--><img src="cid:image001.png@01D.x"><p>cid:text</p>"#;
    assert_eq!(cid_references(html), ["image001.png@01D.x", "bg@a", "c@d", "vml@e"]);
}
