//! Which file wins, what cannot be changed, and what is said when something is broken.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use crate::lang::Lang;
use crate::settings::PolicyDemand;
use crate::severity::Severity;

/// A folder with system.toml, user.toml and work/mailcheck.toml, as far as a test writes them.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("work")).unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        Self { folder }
    }

    fn request(&self) -> Request {
        Request {
            working_directory: self.folder.path().join("work"),
            user_file: Some(self.folder.path().join("user.toml")),
            system_file: Some(self.folder.path().join("system.toml")),
            trust_project: true,
            ..Request::default()
        }
    }

    fn load(&self) -> Loaded {
        load(&self.request()).unwrap()
    }

    /// All problems as `file: message`.
    fn problems(&self) -> Vec<String> {
        self.problems_of(&self.request())
    }

    fn problems_of(&self, request: &Request) -> Vec<String> {
        let root = format!("{}{}", self.folder.path().display(), std::path::MAIN_SEPARATOR);
        let error = load(request).unwrap_err();
        let mut said = Vec::new();
        for broken in &error.broken {
            match broken {
                Broken::Document(error) => {
                    said.extend(
                        error.problems().iter().map(|problem| format!("{}: {}", error.name(), problem.message)),
                    );
                }
                other => said.push(other.to_string()),
            }
        }
        said.iter().map(|line| line.replace(&root, "")).collect()
    }
}

#[test]
fn without_any_file_nothing_is_set() {
    assert_eq!(Office::new(&[]).load(), Loaded::default());
}

#[test]
fn the_project_counts_more_than_the_user_and_the_user_more_than_the_system() {
    let office = Office::new(&[
        ("system.toml", "lang = 'en'\n[limits]\nmta-bytes = 1\ntool-bytes = 1\n[policy]\nbulk = 'bcc'\n"),
        ("user.toml", "[limits]\nmta-bytes = 2\ntool-bytes = 2\n"),
        ("work/mailcheck.toml", "\n[limits]\nmta-bytes = 3\n"),
    ]);
    let loaded = office.load();
    assert_eq!(loaded.settings.limits.mta_bytes, Some(3));
    assert_eq!(loaded.settings.limits.tool_bytes, Some(2));
    assert_eq!(loaded.settings.lang, Some(Lang::En));
    let source = loaded.sources.iter().find(|source| source.key == "limits.mta-bytes").unwrap();
    assert_eq!(source.place.to_string(), "mailcheck.toml:3 (project)");
    let layers: Vec<Layer> = source.overrides.iter().map(|place| place.layer).collect();
    assert_eq!(layers, [Layer::User, Layer::System]);
}

#[test]
fn the_command_line_counts_more_than_all_files() {
    let office = Office::new(&[("work/mailcheck.toml", "lang = 'en'\n[rule.x]\nseverity = 'error'\nwarning = 3\n")]);
    let mut request = office.request();
    request.command_line = CommandLine { lang: Some(Lang::Ja), skip: vec!["x".to_owned()] };
    let loaded = load(&request).unwrap();
    assert_eq!(loaded.settings.lang, Some(Lang::Ja));
    assert_eq!(loaded.settings.rules["x"].severity, Some(None));
    assert_eq!(loaded.settings.rules["x"].params["warning"], 3);
    let source = loaded.sources.iter().find(|source| source.key == "rule.x.severity").unwrap();
    assert_eq!(source.place.to_string(), "--skip x (command line)");
    assert_eq!(source.overrides.len(), 1);
}

#[test]
fn who_we_are_is_replaced_as_a_whole_and_partners_add_up() {
    let office = Office::new(&[
        (
            "system.toml",
            "rules = 'r'\n[organization]\nname = 'City'\ndomains = ['city.example', 'ward.example']\n\
             [[partner]]\nname = 'A'\n[lists]\nx.add = ['a']\n",
        ),
        (
            "work/mailcheck.toml",
            "rules = ['r']\n[organization]\ndomains = ['school.example']\n[[partner]]\nname = 'B'\n[lists]\nx.add = ['b']\n",
        ),
    ]);
    let loaded = office.load();
    let settings = &loaded.settings;
    assert_eq!(settings.organization.name.as_deref(), Some("City"));
    assert_eq!(settings.organization.domains, ["school.example"]);
    assert_eq!(settings.partners.iter().map(|partner| partner.name.as_str()).collect::<Vec<_>>(), ["A", "B"]);
    assert_eq!(settings.lists["x"].add, ["a", "b"]);
    assert_eq!(settings.rule_folders, [office.folder.path().join("r"), office.folder.path().join("work/r")]);
    let keys: Vec<&str> = loaded.sources.iter().map(|source| source.key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "rules",
            "rules",
            "organization.name",
            "organization.domains",
            "partner[1]",
            "partner[2]",
            "lists.x.add",
            "lists.x.add"
        ]
    );
}

#[test]
fn policy_entries_add_up_and_are_numbered_as_config_show_numbers_them() {
    let entry = |text: &str| format!("[[policy.forbidden-text]]\ntext = '{text}'\nwords = ['a']\n");
    let (system, project) = (entry("A"), entry("B"));
    let office = Office::new(&[("system.toml", system.as_str()), ("work/mailcheck.toml", project.as_str())]);
    let loaded = office.load();
    let texts: Vec<&str> = loaded.settings.policy.entries.iter().map(|entry| entry.text.en.as_str()).collect();
    assert_eq!(texts, ["A", "B"]);
    let keys: Vec<&str> = loaded.sources.iter().map(|source| source.key.as_str()).collect();
    assert_eq!(keys, ["policy.forbidden-text[1]", "policy.forbidden-text[2]"]);
    assert!(loaded.sources[1].value.contains("text = \"B\""));
}

#[test]
fn a_given_file_takes_the_place_of_the_users_and_the_projects() {
    let office = Office::new(&[
        ("system.toml", "[policy]\nbulk = 'bcc'\n"),
        ("user.toml", "lang = 'en'\n"),
        ("work/mailcheck.toml", "[limits]\nmta-bytes = 3\n"),
        ("work/other.toml", "[limits]\ntool-bytes = 4\n"),
    ]);
    let settings = load(&Request { config: Some("other.toml".into()), ..office.request() }).unwrap().settings;
    assert_eq!(settings.lang, None);
    assert_eq!(settings.limits, super::super::SizeLimits { tool_bytes: Some(4), ..Default::default() });
    assert!(settings.policy.bulk.is_some());
}

#[test]
fn a_given_file_that_is_not_there_is_broken() {
    let office = Office::new(&[]);
    let request = Request { config: Some("nowhere.toml".into()), ..office.request() };
    assert_eq!(office.problems_of(&request).len(), 1);
}

#[test]
fn a_file_counts_more_than_those_it_extends() {
    let office = Office::new(&[
        ("org.toml", "lang = 'en'\n[limits]\nmta-bytes = 1\n[[allow]]\nrule = 'x'\nreason = 'r'\n"),
        ("user.toml", "extends = 'org.toml'\n"),
        ("work/mailcheck.toml", "extends = ['../org.toml']\nlang = 'ja'\n"),
    ]);
    let settings = office.load().settings;
    assert_eq!(settings.lang, Some(Lang::Ja));
    assert_eq!(settings.limits.mta_bytes, Some(1));
    assert_eq!(settings.allowances.len(), 1, "a file reached on two ways counts once");
    assert_eq!(settings.allowances[0].base, office.folder.path());
}

#[test]
fn files_that_extend_each_other_are_named_in_a_circle() {
    let office = Office::new(&[
        ("work/mailcheck.toml", "extends = ['b.toml']\n"),
        ("work/b.toml", "extends = ['./mailcheck.toml']\n"),
    ]);
    assert_eq!(office.problems(), ["b.toml: `extends` runs in a circle: mailcheck.toml -> b.toml -> mailcheck.toml"]);
}

#[test]
fn a_long_chain_comes_to_an_end() {
    let texts: Vec<(String, String)> =
        (0..40).map(|number| (format!("work/{number}.toml"), format!("extends = '{}.toml'\n", number + 1))).collect();
    let mut files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    files.push(("work/mailcheck.toml", "extends = '0.toml'\n"));
    assert_eq!(Office::new(&files).problems(), ["14.toml: `extends` leads over more than 16 files"]);
}

#[test]
fn all_broken_files_are_listed() {
    let office = Office::new(&[
        ("user.toml", "lang = \n"),
        ("work/mailcheck.toml", "extends = ['gone.toml']\nlnag = 'ja'\n[people]\naddress-book = 'book.csv'\n"),
        ("work/book.csv", "address\nnobody\n"),
    ]);
    let problems = office.problems();
    assert!(problems[0].starts_with("user.toml: "), "{problems:?}");
    assert_eq!(
        problems[1..],
        [
            "mailcheck.toml: `gone.toml` cannot be read: there is no such file",
            "mailcheck.toml: unknown key `lnag`",
            "book.csv: this address has no `@`",
        ]
    );
}

const LOCKED: (&str, &str) = ("system.toml", "[rule.x]\nseverity = 'error'\nwarning = 3\nlocked = true\n");

#[test]
fn what_is_locked_cannot_be_changed_and_both_places_are_named() {
    for table in ["severity = 'off'", "severity = 'warning'", "warning = 50", "error = 9"] {
        let office = Office::new(&[LOCKED, ("user.toml", &format!("[rule.x]\n{table}\n"))]);
        assert_eq!(office.problems(), ["user.toml: `rule.x` is locked by `system.toml:4`"], "{table}");
    }
}

#[test]
fn saying_what_is_locked_again_changes_nothing() {
    let office = Office::new(&[LOCKED, ("user.toml", "[rule.x]\nseverity = 'error'\nwarning = 3\n")]);
    let rule = office.load().settings.rules.remove("x").unwrap();
    assert!(rule.is_locked);
    assert_eq!(rule.severity, Some(Some(Severity::Error)));
}

#[test]
fn what_is_locked_cannot_be_allowed_or_skipped_below() {
    let allow = "[[allow]]\nrule = 'x'\nreason = 'r'\n";
    let office = Office::new(&[LOCKED, ("work/mailcheck.toml", allow)]);
    assert_eq!(office.problems(), ["mailcheck.toml: `x` is locked by `system.toml:4` and cannot be allowed here"]);
    let office = Office::new(&[LOCKED]);
    let command_line = CommandLine { skip: vec!["x".to_owned()], ..CommandLine::default() };
    let request = Request { command_line, ..office.request() };
    assert_eq!(office.problems_of(&request), ["`--skip x` would weaken a rule that `system.toml:4` locks"]);
}

#[test]
fn what_is_locked_has_its_level_in_every_folder() {
    let given = "[[override]]\nfiles = ['out/**']\nseverity = { x = 'off', y = 'off' }\n";
    let office = Office::new(&[LOCKED, ("work/mailcheck.toml", given)]);
    assert_eq!(office.problems(), ["mailcheck.toml: `x` is locked by `system.toml:4`"]);
    let office = Office::new(&[("system.toml", &format!("{given}{}", LOCKED.1))]);
    assert_eq!(office.load().settings.overrides.len(), 1);
}

#[test]
fn whose_keys_count_may_be_kept_to_the_system() {
    let system = ("system.toml", "[approval]\nsigners = '/etc/mailcheck/signers'\nlocked = true\n");
    let office = Office::new(&[system, ("user.toml", "[approval]\nsigners = 'mine'\n")]);
    assert_eq!(office.problems(), ["user.toml: `approval` is locked by `system.toml:1`"]);
    let office = Office::new(&[("user.toml", "[approval]\nlocked = true\n")]);
    assert_eq!(office.problems(), ["user.toml: `approval.locked` counts only in the system-wide file"]);
    let settings = Office::new(&[system]).load().settings;
    assert!(settings.approval.is_locked && settings.rules["approval-required"].is_locked);
    // Nor does whoever can say that nobody is outside.
    let ours = ("work/mailcheck.toml", "[organization]\ndomains = ['beta.example']\n");
    let settings = Office::new(&[system, ours]).load().settings;
    assert_eq!(settings.organization.domains, ["beta.example"]);
    assert_eq!(settings.approval.organization, Some(crate::settings::Organization::default()));
    assert_eq!(Office::new(&[ours]).load().settings.approval.organization, None);
    // Whoever can switch the rule off needs no key.
    let off = "[rule.approval-required]\nseverity = 'off'\n";
    let office = Office::new(&[system, ("mailcheck.toml", off)]);
    assert_eq!(office.problems(), ["mailcheck.toml: `rule.approval-required` is locked by `system.toml:1`"]);
}

const ASKS: &str = "[[policy.approval]]\ntext = 'x'\nby = ['role:manager', 'b@city.example']\n";

fn approvers(settings: &Settings) -> &[String] {
    let PolicyDemand::Approval { by, .. } = &settings.policy.entries[0].demand else { panic!("an approval") };
    by
}

#[test]
fn a_role_stands_for_its_people_whichever_file_explains_it() {
    let roles = "[approval.roles]\nmanager = ['a@city.example', '@head.example']\n";
    for files in [
        [("user.toml", roles), ("work/mailcheck.toml", ASKS)],
        [("user.toml", ASKS), ("work/mailcheck.toml", roles)],
        [
            ("user.toml", "[approval.roles]\nmanager = ['old@city.example']\n"),
            ("work/mailcheck.toml", &format!("{ASKS}{roles}")),
        ],
    ] {
        assert_eq!(
            approvers(&Office::new(&files).load().settings),
            ["a@city.example", "@head.example", "b@city.example"]
        );
    }
}

#[test]
fn a_role_that_nobody_explains_is_a_mistake() {
    let problem = |roles: &str| Office::new(&[("mailcheck.toml", &format!("{ASKS}{roles}"))]).problems().join("\n");
    for roles in ["", "[approval.roles]\nmanger = 'a@city.example'\n"] {
        assert_eq!(problem(roles), "mailcheck.toml: `manager` is no role of `[approval.roles]`");
    }
    let help = |known: &[&str]| roles_in_words("manager", &known.iter().map(|name| (*name).to_owned()).collect());
    assert!(help(&[]).contains("write `[approval.roles]` and below it `manager = "));
    assert!(help(&["manger"]).contains("did you mean `role:manger`?"));
    assert!(
        help(&["clerk"])
            .contains("known roles: clerk / 役割「manager」は [approval.roles] にありません。あるのは clerk")
    );
    // A role without people would let everybody in; a role in a role is none.
    assert!(problem("[approval.roles]\nmanager = []\n").contains("`approval.roles.manager` is empty"));
    assert!(problem("[approval.roles]\nmanager = ['role:clerk']\n").contains("matches no address"));
    assert!(problem("[approval.roles]\nmanager = ['city.example']\n").contains("write `*@city.example`"));
}

#[test]
fn who_has_a_role_may_be_kept_to_the_system() {
    let system =
        ("system.toml", "[approval]\nsigners = 's'\nlocked = true\n[approval.roles]\nmanager = 'a@city.example'\n");
    let mine = "[approval.roles]\nmanager = ['me@city.example']\n";
    for mine in [
        mine,
        "approval.roles.manager = ['me@city.example']\n",
        "[approval]\nroles = { clerk = ['me@city.example'] }\n",
    ] {
        let office = Office::new(&[system, ("work/mailcheck.toml", mine)]);
        assert_eq!(office.problems(), ["mailcheck.toml: `approval` is locked by `system.toml:1`"]);
    }
    // Others may ask for a role that the system has.
    let settings = Office::new(&[system, ("work/mailcheck.toml", ASKS)]).load().settings;
    assert_eq!(approvers(&settings), ["a@city.example", "b@city.example"]);
}

#[test]
fn while_something_is_locked_what_is_said_of_other_rules_is_known() {
    let below = "[rule.y]\nseverity = 'off'\n[[allow]]\nrule = 'z'\nreason = 'r'\n\
                 [[override]]\nfiles = ['out/**']\nseverity = { u = 'off' }\n";
    let office = Office::new(&[LOCKED, ("work/mailcheck.toml", below)]);
    let wishes = office.load().settings.wishes;
    let said: Vec<String> = wishes.iter().map(|wish| format!("{} {}", wish.place, wish.rule)).collect();
    assert_eq!(said, ["mailcheck.toml:1 y", "mailcheck.toml:8 u", "mailcheck.toml:4 z"]);
    assert_eq!(Office::new(&[("work/mailcheck.toml", below)]).load().settings.wishes, []);
}

#[test]
fn the_file_that_locks_may_allow() {
    let office = Office::new(&[("system.toml", &format!("[[allow]]\nrule = 'x'\nreason = 'r'\n{}", LOCKED.1))]);
    assert_eq!(office.load().settings.allowances.len(), 1);
}

#[test]
fn a_lock_holds_against_a_given_file_and_in_what_the_system_extends() {
    let office = Office::new(&[
        ("org.toml", LOCKED.1),
        ("system.toml", "extends = 'org.toml'\n"),
        ("work/other.toml", "extends = '../org.toml'\n[rule.x]\nseverity = 'info'\n"),
    ]);
    let request = Request { config: Some("other.toml".into()), ..office.request() };
    assert_eq!(office.problems_of(&request), ["other.toml: `rule.x` is locked by `org.toml:4`"]);
}

#[test]
fn a_lock_outside_the_system_wide_file_is_no_lock() {
    let office = Office::new(&[("work/mailcheck.toml", "[rule.x]\nlocked = true\n")]);
    assert_eq!(office.problems(), ["mailcheck.toml: `locked` counts only in the system-wide file"]);
}

#[test]
fn one_text_alone_gives_settings() {
    let settings = from_text("example", "[organization]\ndomains = ['City.example']", Path::new("/office")).unwrap();
    assert_eq!(settings.organization.domains, ["city.example"]);
    assert!(from_text("example", "lnag = 'ja'", Path::new("/office")).is_err());
}
