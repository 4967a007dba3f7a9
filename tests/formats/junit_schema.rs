//! JUnit's elements as the XML Schema of Jenkins names them: which stand in which, and with which attributes. The types
//! of values are checked by xmlschema (`consumers.py`), where that is installed.

use super::reports::project_file;
use super::xml::{Node, read};
use std::collections::BTreeSet;

pub fn assert_valid(root: &Node) {
    let schema = read(&std::fs::read_to_string(project_file("tests/formats/junit-10.xsd")).unwrap());
    assert_eq!(root.name, "testsuites");
    check(root, &schema);
}

fn check(node: &Node, schema: &Node) {
    let element = schema.children.iter().find(|child| child.name == "xs:element" && child["name"] == *node.name);
    let element = element.unwrap_or_else(|| panic!("JUnit knows no <{}>", node.name));
    let mut within = Vec::new();
    descendants(element, &mut within);
    let of_kind = |kind: &str, attribute: &str| -> BTreeSet<&str> {
        let found = within.iter().filter(|it| it.name == kind);
        found.filter_map(|it| it.attributes.get(attribute)).map(String::as_str).collect()
    };
    let attributes = of_kind("xs:attribute", "name");
    for name in node.attributes.keys() {
        assert!(attributes.contains(name.as_str()), "<{}> has no attribute {name}", node.name);
    }
    for required in within.iter().filter(|it| it.attributes.get("use").is_some_and(|it| it == "required")) {
        assert!(node.attributes.contains_key(&required["name"]), "<{}> needs {}", node.name, &required["name"]);
    }
    let children = of_kind("xs:element", "ref");
    for child in &node.children {
        assert!(children.contains(child.name.as_str()), "<{}> does not stand in <{}>", child.name, node.name);
        check(child, schema);
    }
}

fn descendants<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
    for child in &node.children {
        found.push(child);
        descendants(child, found);
    }
}
