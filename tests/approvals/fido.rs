//! Keys on FIDO tokens, made here without a token (PROTOCOL.u2f), certificates, and signatures that are not what they seem:
//! ssh-keygen is asked about each.

use crate::desk::Desk;
use crate::keys::{SATO, approve, desk, keygen};
use data_encoding::BASE64;
use sha2::{Digest, Sha256, Sha512};
use ssh_key::private::KeypairData;
use ssh_key::{PrivateKey, SigningKey};

const ED25519: &str = "sk-ssh-ed25519@openssh.com";
const ECDSA: &str = "sk-ecdsa-sha2-nistp256@openssh.com";
const NAMESPACE: &str = "mailcheck-approval";
/// Bits of the flags that a token signs: somebody touched it, and entered the PIN.
const TOUCHED: u8 = 1;
const VERIFIED: u8 = 4;

/// A token's key, and what is signed with it and what is told of that: the same unless a test lies.
#[derive(Clone)]
struct Token {
    kind: &'static str,
    key: PrivateKey,
    application: &'static str,
    flags: u8,
    counter: u32,
    /// What stands in the signature; what was signed is above.
    told_flags: u8,
    told_counter: u32,
    told_application: &'static str,
}

fn string(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    [&(bytes.as_ref().len() as u32).to_be_bytes(), bytes.as_ref()].concat()
}

fn raw_signature<K: SigningKey>(key: &K, text: &[u8]) -> Vec<u8> {
    key.try_sign(text).unwrap().as_bytes().to_vec()
}

/// What a signature of a text is about (PROTOCOL.sshsig).
fn signed_blob(reserved: &str, text: &str) -> Vec<u8> {
    [&b"SSHSIG"[..], &string(NAMESPACE), &string(reserved), &string("sha512"), &string(Sha512::digest(text))].concat()
}

fn armored(public_key: &[u8], reserved: &str, signature: &[u8]) -> String {
    let blob = [
        &b"SSHSIG\0\0\0\x01"[..],
        &string(public_key),
        &string(NAMESPACE),
        &string(reserved),
        &string("sha512"),
        &string(signature),
    ];
    let base64 = BASE64.encode(&blob.concat());
    let lines: Vec<&str> = base64.as_bytes().chunks(70).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n"))
}

impl Token {
    fn new(desk: &Desk, kind: &'static str) -> Self {
        let family = if kind == ED25519 { "ed25519" } else { "ecdsa" };
        keygen(desk, &["-q", "-t", family, "-N", "", "-f", kind], "");
        let key = PrivateKey::from_openssh(desk.read(kind)).unwrap();
        let application = "ssh:";
        Self {
            kind,
            key,
            application,
            flags: TOUCHED,
            counter: 7,
            told_flags: TOUCHED,
            told_counter: 7,
            told_application: application,
        }
    }

    fn public_blob(&self, application: &str) -> Vec<u8> {
        let point = match self.key.key_data() {
            KeypairData::Ed25519(pair) => string(pair.public.0),
            KeypairData::Ecdsa(pair) => [string("nistp256"), string(pair.public_key_bytes())].concat(),
            other => panic!("{other:?}"),
        };
        [string(self.kind), point, string(application)].concat()
    }

    /// As it stands in allowed_signers.
    fn public_line(&self) -> String {
        format!("{} {}", self.kind, BASE64.encode(&self.public_blob(self.application)))
    }

    fn signature(&self, text: &str) -> Vec<u8> {
        let application = Sha256::digest(self.application);
        let counter = self.counter.to_be_bytes();
        let about = [&application[..], &[self.flags], &counter, &Sha256::digest(signed_blob("", text))].concat();
        let signature = raw_signature(&self.key, &about);
        [string(self.kind), string(signature), vec![self.told_flags], self.told_counter.to_be_bytes().to_vec()].concat()
    }

    fn sign(&self, text: &str) -> String {
        armored(&self.public_blob(self.told_application), "", &self.signature(text))
    }
}

fn ssh_keygen_lets_pass(desk: &Desk) -> bool {
    let words = ["-Y", "verify", "-f", "allowed_signers", "-I", SATO, "-n", NAMESPACE, "-s", "draft.eml.approval.sig"];
    keygen(desk, &words, &desk.read("draft.eml.approval")).status.success()
}

#[test]
fn keys_on_tokens_count_as_ssh_keygen_counts_them() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    let statement = desk.read("draft.eml.approval");
    for kind in [ED25519, ECDSA] {
        let token = Token::new(&desk, kind);
        desk.write("allowed_signers", format!("{SATO} {}\n", token.public_line()));
        let flags = |flags| Token { flags, told_flags: flags, ..token.clone() };
        let lies: [(&str, Token, &str); 8] = [
            ("touched", token.clone(), ""),
            ("touched, PIN entered", flags(TOUCHED | VERIFIED), ""),
            // sshd asks for a touch; `ssh-keygen -Y verify` does not, and so do we.
            ("not touched", flags(0), ""),
            ("counter at its end", Token { counter: u32::MAX, told_counter: u32::MAX, ..token.clone() }, ""),
            ("flags flipped", Token { told_flags: TOUCHED | VERIFIED, ..token.clone() }, "did not sign this text"),
            ("touch made up", Token { flags: 0, ..token.clone() }, "did not sign this text"),
            ("counter changed", Token { told_counter: 8, ..token.clone() }, "did not sign this text"),
            ("application changed", Token { told_application: "ssh:other", ..token.clone() }, "did not sign this text"),
        ];
        for (name, token, told) in lies {
            desk.write("draft.eml.approval.sig", token.sign(&statement));
            assert_eq!(ssh_keygen_lets_pass(&desk), told.is_empty(), "{kind} {name}");
            let ran = desk.run(&["verify", "draft.eml"]);
            assert!(ran.code == i32::from(!told.is_empty()) && ran.out.contains(told), "{kind} {name}: {}", ran.out);
        }
        // The same key for another application is another key.
        let other = Token { application: "ssh:other", told_application: "ssh:other", ..token.clone() };
        desk.write("draft.eml.approval.sig", other.sign(&statement));
        assert!(!ssh_keygen_lets_pass(&desk));
        assert!(desk.run(&["verify", "draft.eml"]).expect_code(1).out.contains("a key that nobody knows"));
        // And it can be called back.
        desk.write("draft.eml.approval.sig", token.sign(&statement));
        desk.write("revoked", token.public_line());
        let settings = desk.read("mailcheck.toml");
        desk.write("mailcheck.toml", settings.replace("folder =", "revoked = \"revoked\"\nfolder ="));
        assert!(desk.run(&["verify", "draft.eml"]).expect_code(1).out.contains("a key that was revoked"));
        desk.write("mailcheck.toml", settings);
    }
}

#[test]
fn a_signature_of_another_kind_than_its_key_is_none() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    let statement = desk.read("draft.eml.approval");
    let token = Token::new(&desk, ECDSA);
    desk.write("allowed_signers", format!("{SATO} {}\n", token.public_line()));
    let signature = token.signature(&statement);
    let (content, trailer) = signature[string(ECDSA).len() + 4..].split_at(signature.len() - string(ECDSA).len() - 9);
    let renamed = [string("rsa-sha2-512"), string([content, trailer].concat())].concat();
    desk.write("draft.eml.approval.sig", armored(&token.public_blob("ssh:"), "", &renamed));
    assert!(!ssh_keygen_lets_pass(&desk));
    assert!(desk.run(&["verify", "draft.eml"]).expect_code(1).out.contains("no readable signature"));
}

#[test]
fn what_stands_before_a_signature_makes_it_void_and_what_stands_behind_does_not() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    let signature = desk.read("draft.eml.approval.sig");
    let begin = "-----BEGIN SSH SIGNATURE-----";
    let base64 = signature.trim_start_matches(begin);
    for (text, passes) in [
        (format!("{signature}behind\n"), true),
        (signature.trim_end().to_owned(), true),
        (format!("{signature}{signature}"), true),
        (format!("before\n{signature}"), false),
        (format!("\n{signature}"), false),
        (format!("{begin} {base64}"), false),
        (signature.replace("\n-----END", "-----END"), false),
        (signature.replacen('U', "u", 1), false),
    ] {
        desk.write("draft.eml.approval.sig", &text);
        assert_eq!(ssh_keygen_lets_pass(&desk), passes, "{text}");
        assert_eq!(desk.run(&["verify", "draft.eml"]).code, i32::from(!passes), "{text}");
    }
}

/// ssh-keygen takes these; the reason is told, and is not that the text was changed.
#[test]
fn a_key_of_a_size_that_is_not_used_here_is_told() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    let statement = desk.read("draft.eml.approval");
    for (bits, passes) in [("1024", false), ("2048", true), ("4096", true), ("5120", false)] {
        keygen(&desk, &["-q", "-t", "rsa", "-b", bits, "-N", "", "-f", bits], "");
        desk.write("allowed_signers", format!("{SATO} {}", desk.read(&format!("{bits}.pub"))));
        let signed = keygen(&desk, &["-q", "-Y", "sign", "-n", NAMESPACE, "-f", bits], &statement);
        desk.write("draft.eml.approval.sig", signed.stdout);
        assert!(ssh_keygen_lets_pass(&desk), "{bits}");
        let ran = desk.run(&["verify", "draft.eml"]).expect_code(i32::from(!passes));
        assert!(passes || ran.out.contains("RSA has 2048 to 4096 bits"), "{bits}: {}", ran.out);
    }
}

/// OpenSSH always signs that they are empty.
#[test]
fn reserved_bytes_make_a_signature_void() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    let statement = desk.read("draft.eml.approval");
    let key = PrivateKey::from_openssh(desk.read("sato")).unwrap();
    let KeypairData::Ed25519(pair) = key.key_data() else { panic!("{key:?}") };
    let public = [string("ssh-ed25519"), string(pair.public.0)].concat();
    for (reserved, passes) in [("", true), ("later", false)] {
        let signature = raw_signature(&key, &signed_blob(reserved, &statement));
        let signature = [string("ssh-ed25519"), string(signature)].concat();
        desk.write("draft.eml.approval.sig", armored(&public, reserved, &signature));
        assert_eq!(ssh_keygen_lets_pass(&desk), passes);
        assert_eq!(desk.run(&["verify", "draft.eml"]).code, i32::from(!passes));
    }
}

/// ssh-keygen takes them where the authority or the certificate itself is listed; they say of nobody who they are.
#[test]
fn certificates_count_for_nobody_and_the_reason_is_told() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    let statement = desk.read("draft.eml.approval");
    for family in ["ed25519", "rsa", "ecdsa"] {
        keygen(&desk, &["-q", "-t", family, "-N", "", "-f", &format!("{family}-ca")], "");
        keygen(&desk, &["-q", "-t", family, "-N", "", "-f", family], "");
        let certified = ["-q", "-s", &format!("{family}-ca"), "-I", "sato", "-n", SATO, &format!("{family}.pub")];
        assert!(keygen(&desk, &certified, "").status.success());
        let certificate = format!("{family}-cert.pub");
        let signed = keygen(&desk, &["-q", "-Y", "sign", "-n", NAMESPACE, "-f", &certificate], &statement);
        desk.write("draft.eml.approval.sig", signed.stdout);
        let read = |name: &str| desk.read(name).trim().to_owned();
        for (line, theirs, told_of_line) in [
            (format!("cert-authority {}", read(&format!("{family}-ca.pub"))), true, "a certificate authority"),
            (read(&certificate), true, "a certificate counts for nobody"),
            (read(&format!("{family}.pub")), false, ""),
        ] {
            desk.write("allowed_signers", format!("{SATO} {line}\n"));
            assert_eq!(ssh_keygen_lets_pass(&desk), theirs, "{line}");
            let ran = desk.run(&["verify", "draft.eml"]).expect_code(1);
            assert!(ran.out.contains("signed with a certificate"), "{}", ran.out);
            assert!(ran.err.contains(told_of_line), "{}", ran.err);
        }
    }
    // A certificate in the list of keys called back would call back none.
    desk.write("revoked", desk.read("ed25519-cert.pub"));
    let settings = desk.read("mailcheck.toml");
    desk.write("mailcheck.toml", settings.replace("folder =", "revoked = \"revoked\"\nfolder ="));
    assert!(desk.run(&["verify", "draft.eml"]).expect_code(2).err.contains("line 1 is no public key"));
}
