//! What the sheet of a mailing says of its approvals and its roster.

use crate::keys::{DRAFT, SATO, approve, desk};

const SHEET: [&str; 5] = ["sheet", "--mailing", "letters", "--roster", "members.csv"];

#[test]
fn the_sheet_of_a_mailing_tells_approvals_and_roster() {
    let Some(desk) = desk() else { return };
    let letter = |name: &str| DRAFT.replace("bob@beta.example", &format!("{name}@beta.example"));
    for name in ["ann", "bob", "cho"] {
        desk.write(&format!("letters/{name}.eml"), letter(name));
    }
    desk.write("members.csv", "address\nann@beta.example\nbob@beta.example\ncho@beta.example\n");
    let ran = desk.run(&SHEET).expect_code(0);
    assert!(ran.out.contains("\nRoster   members.csv, 3 rows\n"), "{}", ran.out);
    assert!(ran.out.contains("Nobody has approved it so far."), "{}", ran.out);
    assert!(ran.out.contains("There are 3 drafts, as many as members.csv has rows."), "{}", ran.out);

    approve(&desk, &["--mailing", "letters", "--roster", "members.csv"]);
    let ran = desk.run(&SHEET).expect_code(0);
    assert!(ran.out.contains(&format!("{SATO} approved all 3 drafts as they are, 20")), "{}", ran.out);
    let statements: Vec<_> = std::fs::read_dir(desk.path("letters")).unwrap().flatten().collect();
    let statement = statements.iter().find(|entry| entry.path().extension().is_some_and(|end| end == "approval"));
    let statement = std::fs::read_to_string(statement.unwrap().path()).unwrap();
    for (name, field) in [("         ", "roster"), ("Digest", "mailing-digest")] {
        let hash = ran.out.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim();
        assert!(statement.contains(&format!("\n{field} {hash}\n")), "{name} {hash}: {statement}");
    }

    desk.write("letters/bob.eml", letter("bob").replace("1 000", "2 000"));
    let ran = desk.run(&SHEET).expect_code(0);
    assert!(ran.out.contains(&format!("! {SATO} approved 2 of 3 drafts, 20")), "{}", ran.out);
    assert!(ran.out.contains(&format!("! for 1 draft: {SATO} approved a mailing without this draft")), "{}", ran.out);

    desk.write("members.csv", "address\nann@beta.example\n");
    let ran = desk.run_with(&[], &[&["--lang", "ja"], &SHEET[..]].concat(), "").expect_code(0);
    assert!(ran.out.contains("3 通について、") || ran.out.contains("2 通について、"), "{}", ran.out);
    assert!(ran.out.contains("別の名簿による"), "{}", ran.out);
    assert!(ran.out.contains("下書きは 3 通、名簿「members.csv」は 1 行です。"), "{}", ran.out);
}
