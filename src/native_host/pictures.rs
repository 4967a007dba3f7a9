//! Pictures in a page: while a mail is written Thunderbird keeps them in the page itself, as `data:` URLs (RFC 2397), and
//! sends each as a part of its own. Knows no HTML but the quotes around a value.

use crate::link::percent_decoded;

/// What stands before every picture in the page that Thunderbird tells.
const OPENING: &str = "src=\"data:image/";

/// A picture that leaves as a part.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Picture<'a> {
    /// `image/gif`.
    pub media_type: String,
    /// Of the file that it was.
    pub name: Option<String>,
    /// Its bytes.
    pub base64: &'a str,
}

/// The page with a Content-ID in place of each picture, and the pictures. What is no picture in base64 stays where it is.
pub(super) fn taken_out(page: &str) -> (String, Vec<Picture<'_>>) {
    let (mut rest, mut text, mut pictures) = (page, String::with_capacity(page.len().min(1 << 20)), Vec::new());
    while let Some(at) = rest.find(OPENING) {
        let url = &rest[at + "src=\"".len()..];
        let Some((url, after)) = url.split_once('"') else { break };
        text.push_str(&rest[..at]);
        match picture(url) {
            Some(picture) => {
                pictures.push(picture);
                text.push_str(&format!("src=\"cid:{}\"", content_id(pictures.len())));
            }
            None => text.push_str(&format!("src=\"{url}\"")),
        }
        rest = after;
    }
    text.push_str(rest);
    (text, pictures)
}

/// Of the picture with that number, from 1.
pub(super) fn content_id(number: usize) -> String {
    format!("picture{number}@mailcheck.invalid")
}

/// `data:image/gif;filename=seal.gif;base64,R0lG`
fn picture(url: &str) -> Option<Picture<'_>> {
    let (head, base64) = url.strip_prefix("data:")?.split_once(',')?;
    let mut words = head.split(';');
    let media_type = words.next()?;
    let is_type = media_type.chars().all(|sign| sign.is_ascii_alphanumeric() || "/.+-".contains(sign));
    let words: Vec<&str> = words.collect();
    let signs = base64.trim_end_matches('=');
    let is_base64 = words.last() == Some(&"base64")
        && base64.len().is_multiple_of(4)
        && base64.len() - signs.len() <= 2
        && signs.bytes().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, b'+' | b'/'));
    let name = words.iter().find_map(|word| word.strip_prefix("filename=")).map(percent_decoded);
    (is_type && is_base64).then(|| Picture { media_type: media_type.to_owned(), name, base64 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_leaves_a_content_id_behind() {
        let page = "<p>a<img src=\"data:image/gif;filename=%E5%8D%B0.gif;base64,R0lG\" alt=\"x\">\
            <img src=\"data:image/png;base64,AQ==\"></p>";
        let (text, pictures) = taken_out(page);
        assert_eq!(
            text,
            "<p>a<img src=\"cid:picture1@mailcheck.invalid\" alt=\"x\"><img src=\"cid:picture2@mailcheck.invalid\"></p>"
        );
        let names: Vec<_> = pictures.iter().map(|picture| picture.name.as_deref()).collect();
        assert_eq!(names, [Some("印.gif"), None]);
        assert_eq!((pictures[0].media_type.as_str(), pictures[1].base64), ("image/gif", "AQ=="));
    }

    #[test]
    fn what_is_no_picture_stays() {
        for page in [
            "<img src=\"data:image/gif;base64,R0l\">",
            "<img src=\"data:image/gif,R0lG\">",
            "<img src=\"data:image/gif\r\nX: y;base64,R0lG\">",
            "<img src=\"data:image/gif;base64,R0lG",
            "<a href=\"https://a.example/\">",
        ] {
            assert_eq!(taken_out(page), (page.to_owned(), Vec::new()));
        }
    }
}
