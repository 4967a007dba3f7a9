//! The page for the browser, read back with html5ever: a tree in which every element is closed.

use super::told::Told;
use super::xml::Node;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// Elements without an end.
const VOID: [&str; 2] = ["meta", "input"];

/// The root element; what the parser finds fault with panics.
pub fn read(text: &str) -> Node {
    let tokenizer = Tokenizer::new(Tree(RefCell::new(vec![Node::default()])), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(text));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let [mut root] = <[Node; 1]>::try_from(tokenizer.sink.0.into_inner()).unwrap();
    assert_eq!(root.children.len(), 1);
    root.children.remove(0)
}

struct Tree(RefCell<Vec<Node>>);

impl TokenSink for Tree {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut open = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let node = node(&tag);
                if VOID.contains(&node.name.as_str()) {
                    open.last_mut().unwrap().children.push(node);
                    return TokenSinkResult::Continue;
                }
                let raw = match node.name.as_str() {
                    "script" => Some(RawKind::ScriptData),
                    "style" => Some(RawKind::Rawtext),
                    "title" => Some(RawKind::Rcdata),
                    _ => None,
                };
                open.push(node);
                return raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData);
            }
            Token::TagToken(tag) => {
                let done = open.pop().unwrap();
                assert_eq!(done.name, &*tag.name, "line {line}");
                open.last_mut().unwrap().children.push(done);
            }
            Token::CharacterTokens(text) => open.last_mut().unwrap().text.push_str(&text),
            Token::ParseError(error) => panic!("line {line}: {error}"),
            Token::NullCharacterToken | Token::CommentToken(_) => panic!("line {line}: nothing writes that"),
            Token::DoctypeToken(_) | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}

fn node(tag: &Tag) -> Node {
    let attributes = tag.attrs.iter().map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()));
    Node { name: tag.name.to_string(), attributes: attributes.collect(), ..Node::default() }
}

/// Everything below, itself included.
pub fn all(node: &Node) -> Vec<&Node> {
    std::iter::once(node).chain(node.children.iter().flat_map(all)).collect()
}

/// What the page tells. Places are shown, not numbered.
pub fn told(text: &str) -> Vec<Told> {
    let page = read(text);
    let findings = all(&page).into_iter().filter(|node| node.attributes.contains_key("data-rule"));
    findings
        .map(|finding| Told {
            path: String::new(),
            rule: finding["data-rule"].to_owned(),
            weight: finding["data-weight"].to_owned(),
            line: None,
        })
        .collect()
}
