//! Scripts and libraries that send: what they do with a refusal is up to their authors, and said here.

use crate::post::{Draft, HIDDEN, Post, REASON, REFUSED, SENDER, TEXT, Way, given, said, skip};
use std::process::{Command, Output};

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
    let Some(post) = Post::with("git send-email", &["git", "perl"]) else { return };
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

/// Runs `script` with the settings that the guide names; recipients are its arguments.
fn php(post: &Post, way: Way, draft: &Draft, script: &str) -> Output {
    post.write("php.ini", &post.line("PHP", way));
    post.write("send.php", &script.replace("SENDER", SENDER).replace("HIDDEN", HIDDEN));
    post.write("text", TEXT);
    post.command("php").args(["-c", "php.ini", "send.php"]).args(draft.to).output().unwrap()
}

const PHP_MAIL: &str = r#"<?php
$to = implode(", ", array_slice($argv, 1));
$fields = ["From" => "Ann <SENDER>", "Bcc" => "HIDDEN", "Content-Type" => "text/plain; charset=utf-8"];
exit(mail($to, "Minutes", file_get_contents("text"), $fields) ? 0 : 7);
"#;

#[test]
fn php_mail() {
    let Some(post) = Post::with("PHP mail()", &["php"]) else { return };
    let refused = post.tries(|way, draft| php(&post, way, draft, PHP_MAIL));
    assert_eq!(refused.status.code(), Some(7), "mail() is false");
    assert!(said(&refused).contains(REASON), "{refused:?}");
}

/// Loads PHPMailer as Debian installs it.
const PHP_MAILER: &str = r#"<?php
require "/usr/share/php/libphp-phpmailer/autoload.php";
$mail = new PHPMailer\PHPMailer\PHPMailer(true);
$mail->CharSet = "utf-8";
$mail->setFrom("SENDER", "Ann");
$mail->Subject = "Minutes 議事録";
$mail->Body = file_get_contents("text");
"#;

fn with_php_mailer() -> Option<Post> {
    Post::with("PHPMailer", &["php", "/usr/share/php/libphp-phpmailer/src/PHPMailer.php"])
}

#[test]
fn php_mailer() {
    for (method, told) in [("isMail", "Could not instantiate mail function"), ("isSendmail", "Could not execute: ")] {
        let Some(post) = with_php_mailer() else { return };
        let script = format!(
            "{PHP_MAILER}
            $mail->{method}();
            foreach (array_slice($argv, 1) as $to) $mail->addAddress($to);
            $mail->addBCC('HIDDEN');
            try {{ $mail->send(); }} catch (Exception $failure) {{ echo $failure->getMessage(); exit(7); }}"
        );
        let refused = post.tries(|way, draft| php(&post, way, draft, &script));
        assert_eq!(refused.status.code(), Some(7));
        let exception = String::from_utf8_lossy(&refused.stdout);
        assert!(exception.contains(told) && !exception.contains(REASON), "the exception has no reason: {refused:?}");
        assert!(String::from_utf8_lossy(&refused.stderr).contains(REASON), "{refused:?}");
    }
}

#[test]
fn a_loop_of_php_mailer_that_clears_only_to_stops_at_its_second_message() {
    let Some(post) = with_php_mailer() else { return };
    post.settings("[mailing]\nloop-guard = \"guard\"\n");
    let script = format!(
        "{PHP_MAILER}
        foreach (['a', 'b', 'c'] as $name) {{
            $mail->clearAddresses();
            $mail->addAddress(\"jinji@college-$name.example\");
            $mail->addCC(\"kyomu@college-$name.example\");
            try {{ $mail->send(); }} catch (Exception $failure) {{ exit(7); }}
        }}"
    );
    let nobody = Draft { to: &[], subject: "" };
    assert_eq!(php(&post, Way::Direct, &nobody, &script).status.code(), Some(0));
    assert_eq!(post.sink.take().last().unwrap().recipients.len(), 4, "three of them in Cc");
    let refused = php(&post, Way::Checked, &nobody, &script);
    assert_eq!(refused.status.code(), Some(7), "{refused:?}");
    assert_eq!(post.sink.take().len(), 1, "the first one only");
    assert!(said(&refused).contains("error[mailing-recipient-accumulation]"), "{refused:?}");
}

const RUBY: &str = r#"
require "mail"
LINE
Mail.deliver do
  from "SENDER"
  to ARGV
  bcc "HIDDEN"
  subject "Minutes"
  body File.read("text", encoding: "UTF-8")
  self.charset = "UTF-8"
end
"#;

#[test]
fn ruby_mail_takes_a_refusal_for_a_success() {
    let Some(post) = Post::with("Ruby's mail", &["ruby"]) else { return };
    if !post.command("ruby").args(["-e", "require 'mail'"]).output().unwrap().status.success() {
        return skip("Ruby's mail", "it is not installed");
    }
    let refused = post.tries(|way, draft| {
        let script = RUBY.replace("SENDER", SENDER).replace("HIDDEN", HIDDEN);
        post.write("send.rb", &script.replace("LINE", &post.line("Ruby", way)));
        post.write("text", TEXT);
        post.command("ruby").arg("send.rb").args(draft.to).output().unwrap()
    });
    assert_eq!(refused.status.code(), Some(0));
    assert!(said(&refused).contains(REASON), "{refused:?}");
}

const NODEMAILER: &str = r#"
const nodemailer = require("nodemailer");
const transport = LINE;
const text = require("fs").readFileSync("text", "utf8");
transport.sendMail({ from: "Ann <SENDER>", to: process.argv.slice(2), bcc: "HIDDEN", subject: "Minutes 議事録", text })
  .catch((failure) => { console.log(failure.message); process.exit(7); });
"#;

#[test]
fn nodemailer() {
    let Some(post) = Post::with("nodemailer", &["node"]) else { return };
    let modules = std::env::var("MAILCHECK_NODE_FOLDER").map(|folder| format!("{folder}/node_modules"));
    let modules = modules.unwrap_or_default();
    let mut command = Command::new("node");
    command.args(["-e", "require('nodemailer')"]).env("NODE_PATH", &modules);
    if !command.output().unwrap().status.success() {
        return skip("nodemailer", "it is not in MAILCHECK_NODE_FOLDER");
    }
    post.settings("log = \"send.log\"\n");
    let refused = post.tries(|way, draft| {
        let script = NODEMAILER.replace("SENDER", SENDER).replace("HIDDEN", HIDDEN);
        post.write("send.js", &script.replace("LINE", &post.line("nodemailer", way)));
        post.write("text", TEXT);
        post.command("node").arg("send.js").args(draft.to).env("NODE_PATH", &modules).output().unwrap()
    });
    assert_eq!(refused.status.code(), Some(7));
    assert_eq!(said(&refused).trim(), "Sendmail exited with code 65", "nodemailer keeps the reason to itself");
    assert!(post.log().contains(REASON), "{}", post.log());
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
