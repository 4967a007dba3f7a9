//! Every built-in rule proves itself: its bad examples are reported where they say, its good ones are silent, and no
//! condition is idle (laws 1 and 6).

use mailcheck::rule::builtin::{builtin_file, builtin_ids};
use mailcheck::run::proof::prove;

#[test]
fn every_built_in_rule_proves_itself() {
    let mut failures = Vec::new();
    let mut count = 0;
    for id in builtin_ids() {
        let file = builtin_file(id).expect("built in");
        count += 1;
        for failure in prove(&file) {
            let text = mailcheck::rule::builtin::builtin_text(id).expect("built in");
            let line = text[..failure.span.start].lines().count() + 1;
            failures.push(format!("rules/{id}.toml:{line}: {}: {}", failure.kind.name(), failure.detail));
        }
    }
    assert!(count >= 16, "{count} rules");
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
