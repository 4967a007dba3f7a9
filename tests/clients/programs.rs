//! Commands and scripts that send.

use crate::post::{HIDDEN, Post, REASON, REFUSED, SENDER, Way, given, said, skip};

#[test]
fn msmtp_itself() {
    let Some(post) = Post::with("msmtp", &[]) else { return };
    let refused = post.tries(|way, draft| {
        let mut command = match way {
            Way::Direct => post.command(post.path("direct/sendmail")),
            Way::Checked => post.command(post.path("lib/sendmail")),
        };
        given(command.args(["-t", "-i"]), &draft.message(""))
    });
    assert_eq!(refused.status.code(), Some(65));
    assert!(said(&refused).starts_with(REFUSED) && said(&refused).contains(REASON), "{refused:?}");
}

#[test]
fn git_send_email() {
    let Some(mut post) = Post::with("git send-email", &["git", "perl"]) else { return };
    post.writes_its_own = true;
    if !post.command("git").args(["send-email", "--dump-aliases"]).output().unwrap().status.success() {
        return skip("git send-email", "it is not installed");
    }
    // Visible addresses in a patch are a warning: who sends patches is used to them.
    post.settings("fail-on = \"warning\"\n");
    let shell = |line: &str| {
        let ran = post.command("sh").args(["-ec", line]).output().unwrap();
        assert!(ran.status.success(), "{ran:?}");
    };
    shell(&format!(
        "git init -q .; git config user.name Ann; git config user.email {SENDER}
        git config sendemail.confirm never; git config sendemail.suppresscc all
        printf '.\n議事録\n' >minutes; git add minutes; git commit -qm 'Add the minutes' -m '議事録です。'
        git format-patch -q -1 -o patches"
    ));
    let refused = post.tries(|way, draft| {
        shell(&post.line("git send-email", way));
        let mut command = post.command("git");
        command.args(["send-email", "--quiet", "--bcc", HIDDEN]);
        command.args(draft.to.iter().map(|to| format!("--to={to}"))).arg("patches").output().unwrap()
    });
    assert_eq!(refused.status.code(), Some(65));
    assert!(said(&refused).contains("mailcheck: not sent: ") && said(&refused).contains(REASON), "{refused:?}");
    assert_eq!(std::fs::read_dir(post.path("patches")).unwrap().count(), 1);
}

/// The hook as the guide has it; with Git before 2.41 it sees no recipients.
#[test]
fn git_sends_no_patch_of_a_series_when_its_hook_refuses_one() {
    let Some(post) = Post::with("git send-email", &["git", "perl"]) else { return };
    if !post.command("git").args(["send-email", "--dump-aliases"]).output().unwrap().status.success() {
        return skip("git send-email", "it is not installed");
    }
    post.settings("fail-on = \"warning\"\n");
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/send-path.md");
    let page = std::fs::read_to_string(page).unwrap();
    let hook = page.split("```sh\n").find(|block| block.starts_with("#!/bin/sh\n")).unwrap();
    post.write("hook", hook.split("```").next().unwrap());
    post.write("text.good", "It squeaked.");
    post.write("text.bad", "Dear ,\n\nit is on its way.");
    let shell = |line: &str| post.command("sh").args(["-ec", line]).output().unwrap();
    let made = shell(&format!(
        "git init -q .; git config user.name Ann; git config user.email {SENDER}
        git config sendemail.confirm never; git config sendemail.to bob@tsubame.example
        git config sendemail.sendmailCmd direct/sendmail; install -m 755 hook .git/hooks/sendemail-validate
        git commit -q --allow-empty -m start
        for name in good bad; do echo $name >$name; git add $name; git commit -qm \"Add $name\" -m \"$(cat text.$name)\"; done
        git format-patch -q -2 -o patches"
    ));
    assert!(made.status.success(), "{made:?}");
    let good = shell("git send-email --quiet patches/0001*");
    assert!(good.status.success(), "{good:?}");
    assert_eq!(post.sink.take().len(), 1);
    let refused = shell("git send-email --quiet patches");
    assert!(!refused.status.success());
    assert!(said(&refused).contains("mailcheck: not sent: warning[empty-merge]"), "{refused:?}");
    assert_eq!(post.sink.take(), []);
}

#[test]
fn python_subprocess() {
    let Some(post) = Post::with("Python", &["python3"]) else { return };
    let refused = post.tries(|way, draft| {
        let script =
            format!("import subprocess, sys\nmessage = sys.stdin.buffer.read()\n{}\n", post.line("Python", way));
        post.write("send.py", &script);
        given(post.command("python3").arg("send.py"), &draft.message(""))
    });
    assert_eq!(refused.status.code(), Some(1));
    let told = said(&refused);
    assert!(told.contains("CalledProcessError") && told.contains("exit status 65"), "{told}");
    assert!(told.contains(REASON), "{told}");
}
