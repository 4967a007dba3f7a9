//! What the header of a part says beyond what is read here, and what makes other programs show the message otherwise: a
//! field or a parameter given twice, a place for relative links, a file among the forms of a text. Judges nothing.

use super::source::Source;
use super::structure::Entity;
use super::text_part::TextForm;
use crate::link::link_form;

/// Fields of which programs take the first or the last.
const TAKEN_ONCE: &[&str] = &["Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID"];
/// Fields with a URL that relative links begin with (RFC 2557 4, 5).
const BASES: &[&str] = &["Content-Base", "Content-Location"];

/// All of it as a piece of `draft::Body::markup`, empty for what mail programs write: `<!content-type="text/plain">`.
pub(super) fn of(source: Source<'_>, entity: &Entity, parent_type: &str) -> String {
    let mut readings = Readings(String::new());
    let bodies = |name: &str| {
        let fields = entity.header.fields.iter().filter(|field| field.is(name));
        fields.map(|field| String::from_utf8_lossy(&source.bytes[field.body.clone()]).trim().to_owned()).collect()
    };
    for name in TAKEN_ONCE {
        let bodies: Vec<String> = bodies(name);
        bodies.iter().skip(1).for_each(|body| readings.push(name, body));
    }
    for parameters in [&entity.content_type, &entity.disposition] {
        parameters.again().for_each(|(name, value)| readings.push(name, value));
    }
    let media_type = entity.media_type();
    let is_page = media_type == "text/html" || media_type.starts_with("multipart/");
    for name in BASES.iter().filter(|_| is_page) {
        let bodies: Vec<String> = bodies(name);
        bodies.iter().for_each(|body| readings.push(name, &link_form(body)));
    }
    match media_type {
        "text/plain" | "text/html" | "multipart/mixed" | "multipart/alternative" | "multipart/related" => {}
        _ if media_type.starts_with("multipart/") || TextForm::of(media_type).is_some() => {
            readings.push("media-type", media_type);
        }
        _ if parent_type == "multipart/alternative" => readings.push("alternative", media_type),
        _ => {}
    }
    if media_type == "text/calendar" {
        let method = entity.content_type.token("method").unwrap_or_default();
        readings.push("method", &method.to_ascii_lowercase());
    }
    readings.0
}

struct Readings(String);

impl Readings {
    fn push(&mut self, name: &str, value: &str) {
        let name: String = name.to_ascii_lowercase();
        self.0.push_str(&format!("<!{}=\"{}\">", escaped(&name), escaped(value)));
    }
}

fn escaped(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
