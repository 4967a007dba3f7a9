//! A small tree of an XML document, read by the parser itself: what is not well-formed panics.

use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::collections::BTreeMap;
use std::ops::Index;

/// An element.
#[derive(Debug, Default)]
pub struct Node {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Node>,
    pub text: String,
}

impl Index<&str> for Node {
    type Output = str;

    fn index(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).unwrap_or_else(|| panic!("<{}> has no {attribute}", self.name))
    }
}

/// The root element.
pub fn read(text: &str) -> Node {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(node(&start)),
            Event::Empty(empty) => open.last_mut().unwrap().children.push(node(&empty)),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text),
            Event::GeneralRef(reference) => {
                let letter = quick_xml::escape::unescape(&format!("&{};", &*reference)).unwrap().into_owned();
                open.last_mut().unwrap().text.push_str(&letter);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let [mut root] = <[Node; 1]>::try_from(open).unwrap_or_else(|open| panic!("{} elements are open", open.len()));
    assert_eq!(root.children.len(), 1);
    root.children.remove(0)
}

fn node(start: &quick_xml::events::BytesStart<'_>) -> Node {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
        (attribute.key.as_ref().to_owned(), value)
    });
    Node { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), ..Node::default() }
}
