//! Libraries that send: what they do with a refusal is up to their authors, and said here.

use crate::post::{Draft, HIDDEN, Post, REASON, SENDER, TEXT, Way, said, skip};
use std::process::{Command, Output};

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

const SYMFONY: &str = r#"<?php
require "/usr/share/php/Symfony/Component/Mailer/autoload.php";
$transport = Symfony\Component\Mailer\Transport::fromDsn("LINE");
$mail = (new Symfony\Component\Mime\Email())->from("Ann <SENDER>")->bcc("HIDDEN")->subject("Minutes 議事録");
$mail->text(file_get_contents("text"))->to(...array_slice($argv, 1));
try { $transport->send($mail); } catch (Exception $failure) { echo $failure->getMessage(); exit(7); }
"#;

#[test]
fn symfony_mailer_tells_the_reason_in_its_exception() {
    let mailer = "/usr/share/php/Symfony/Component/Mailer/autoload.php";
    let Some(post) = Post::with("Symfony Mailer", &["php"]) else { return };
    if !std::path::Path::new(mailer).exists() {
        return skip("Symfony Mailer", "it is not installed");
    }
    let refused = post.tries(|way, draft| {
        let script = SYMFONY.replace("SENDER", SENDER).replace("HIDDEN", HIDDEN);
        let line = post.line("Symfony Mailer", way).replace("MAILER_DSN=", "");
        post.write("send.php", &script.replace("LINE", &line));
        post.write("text", TEXT);
        post.command("php").arg("send.php").args(draft.to).output().unwrap()
    });
    assert_eq!(refused.status.code(), Some(7));
    let exception = String::from_utf8_lossy(&refused.stdout);
    assert!(exception.contains("failed with exit code 65") && exception.contains(REASON), "{refused:?}");
}

/// Runs a Perl script; `None` where its module is missing.
fn perl(module: &str, script: &str) -> Option<(Post, Output)> {
    let post = Post::with(module, &["perl"])?;
    if !post.command("perl").arg(format!("-M{module}")).args(["-e", "1"]).output().unwrap().status.success() {
        skip(module, "it is not installed");
        return None;
    }
    let refused = post.tries(|way, draft| {
        let script = script.replace("SENDER", SENDER).replace("HIDDEN", HIDDEN);
        post.write("send.pl", &script.replace("LINE", &post.line(&format!("Perl `{module}`"), way)));
        post.write("text", TEXT);
        post.command("perl").arg("send.pl").args(draft.to).output().unwrap()
    });
    Some((post, refused))
}

#[test]
fn email_sender() {
    let script = r#"
        use Email::Simple; use Email::Sender::Simple qw(sendmail); use Email::Sender::Transport::Sendmail;
        open my $text, "<", "text"; local $/;
        my $mail = Email::Simple->create(header => [From => 'Ann <SENDER>', To => join(", ", @ARGV), Bcc => 'HIDDEN',
            Subject => "Minutes", "Content-Type" => "text/plain; charset=utf-8"], body => <$text>);
        my $transport = LINE;
        eval { sendmail($mail, { from => 'SENDER', to => [@ARGV, 'HIDDEN'], transport => $transport }); 1 }
            or do { print $@->message; exit 7 };
    "#;
    let Some((_, refused)) = perl("Email::Sender", script) else { return };
    assert_eq!(refused.status.code(), Some(7));
    assert!(String::from_utf8_lossy(&refused.stdout).contains("error when closing pipe"), "{refused:?}");
    assert!(String::from_utf8_lossy(&refused.stderr).contains(REASON), "{refused:?}");
}

#[test]
fn mime_lite_returns_false() {
    let script = r#"
        use MIME::Lite;
        open my $text, "<", "text"; local $/;
        LINE;
        my $mail = MIME::Lite->new(From => 'Ann <SENDER>', To => join(", ", @ARGV), Bcc => 'HIDDEN', Subject => "Minutes",
            Type => "text/plain; charset=utf-8", Data => <$text>);
        exit($mail->send ? 0 : 7);
    "#;
    let Some((_, refused)) = perl("MIME::Lite", script) else { return };
    assert_eq!(refused.status.code(), Some(7));
    assert!(said(&refused).contains(REASON), "{refused:?}");
}

#[test]
fn mime_lite_with_a_path_dies() {
    let script = r#"
        use MIME::Lite;
        open my $text, "<", "text"; local $/;
        my ($path) = q{LINE} =~ m{"(/\S+)};
        my $mail = MIME::Lite->new(From => 'Ann <SENDER>', To => join(", ", @ARGV), Bcc => 'HIDDEN', Subject => "Minutes",
            Type => "text/plain; charset=utf-8", Data => <$text>);
        exit($mail->send("sendmail", Sendmail => $path, SetSender => 0) ? 0 : 7);
    "#;
    let Some((_, refused)) = perl("MIME::Lite", script) else { return };
    assert_eq!(refused.status.code(), Some(65));
    assert!(said(&refused).contains(REASON) && said(&refused).contains("error closing"), "{refused:?}");
}
