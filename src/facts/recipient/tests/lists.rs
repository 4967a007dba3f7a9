//! Mailing lists and lists of the settings among the recipients.

use super::*;

#[test]
fn a_mailing_list_is_told_by_its_address() {
    for address in [
        "x@googlegroups.com",
        "pta-ml@beta.example",
        "ml-pta@beta.example",
        "x@ml.beta.example",
        "x@lists.beta.example",
    ] {
        assert!(one(address).mailing_list, "{address}");
    }
    for address in ["mlle@beta.example", "html@beta.example", "x@mlabs.example", "lists@beta.example"] {
        assert!(!one(address).mailing_list, "{address}");
    }
}

#[test]
fn a_configured_list_counts_unless_its_members_are_private() {
    let member = |list: &str, audience: Option<&str>| ListMember {
        list: list.to_owned(),
        audience: audience.map(str::to_owned),
        ..ListMember::default()
    };
    let lists = vec![member("all@beta.example", None), member("kai@beta.example", Some("private"))];
    let settings = Settings { people: People { lists, ..People::default() }, ..Settings::default() };
    let rows = to_with(&settings, "all@beta.example, kai@beta.example");
    assert_eq!((rows[0].mailing_list, rows[1].mailing_list), (true, false));
}
