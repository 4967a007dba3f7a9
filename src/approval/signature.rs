//! Whether somebody signed a text: OpenSSH's signatures (PROTOCOL.sshsig) against allowed_signers, as
//! `ssh-keygen -Y verify` does it, without that program.

use super::allowed_signers::{AllowedSigners, Flaw, Signer};
use super::pattern_list::Match;
use super::reason::{Reason, ReasonKey};
use data_encoding::BASE64;
use jiff::Timestamp;
use ssh_key::public::KeyData;
use ssh_key::{Algorithm, HashAlg, PublicKey, SshSig};

const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----\n";
const END: &str = "\n-----END SSH SIGNATURE-----";
/// Bits of RSA keys whose signatures are verified here; OpenSSH takes any from 1024 on.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=4096;
/// What the names of all kinds of certificates hold (PROTOCOL.certkeys).
const CERTIFICATE: &[u8] = b"-cert-v";
/// Characters of base64 in which the name of a key's kind stands.
const CERTIFICATE_KIND: usize = 96;

/// What a signature is held against.
#[derive(Debug, Clone, Copy)]
pub struct Verifier<'a> {
    /// Whose keys count.
    pub signers: &'a AllowedSigners,
    /// Keys that count no more.
    pub revoked: &'a Revoked,
    /// What the signature must have been made for.
    pub namespace: &'a str,
    /// When.
    pub now: Timestamp,
}

/// A signature that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Fingerprint of the key: one key is one person, however many addresses it has.
    pub key: String,
    /// Every address that allowed_signers has for the key, in lower case.
    pub people: Vec<String>,
    /// When the key ends; `None` when it does not.
    pub valid_until: Option<Timestamp>,
}

/// Why a signature does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unverified {
    /// It is no signature of OpenSSH.
    Unreadable,
    /// It was made with a certificate.
    Certificate,
    /// Line ends of Windows: something changed the file.
    LineEnds,
    /// Keys of this kind or size are not verified here.
    KindOfKey,
    /// It was made for another use.
    Namespace,
    /// The text is not what was signed, or the signature is damaged.
    Text,
    /// No line of allowed_signers has this key.
    UnknownKey,
    /// The key is somebody else's.
    OtherPerson,
    /// The line of the key has the name in other capitals: to OpenSSH somebody else's.
    OtherLetters,
    /// A `!` in the line of the key leaves this person out.
    Excluded,
    /// The line of the key, by its number, cannot be read.
    BadLine(usize),
    /// The only line with this key is one for many people, or for a certificate authority.
    Pattern,
    /// The line does not let the key be used for this.
    OtherUse,
    /// The key counts from a later time on.
    NotYet,
    /// The key counts no more.
    Expired,
    /// The key was called back.
    Revoked,
}

impl Verifier<'_> {
    /// Whether `principal` signed `text` with the armored `signature`.
    ///
    /// # Errors
    /// See [`Unverified`].
    pub fn verify(&self, text: &[u8], signature: &str, principal: &str) -> Result<Signed, Unverified> {
        let signature = read(signature)?;
        let key = PublicKey::from(signature.public_key().clone());
        // A signature of another kind than its key, and reserved bytes, are none to OpenSSH.
        let is_of_key = match signature.algorithm() {
            Algorithm::Rsa { hash: Some(_) } => matches!(key.key_data(), KeyData::Rsa(_)),
            algorithm => algorithm == key.algorithm(),
        };
        if !is_of_key || !signature.reserved().is_empty() {
            return Err(Unverified::Unreadable);
        }
        if signature.namespace() != self.namespace {
            return Err(Unverified::Namespace);
        }
        if !is_verified_here(&key) {
            return Err(Unverified::KindOfKey);
        }
        if key.verify(self.namespace, text, &signature).is_err() {
            return Err(Unverified::Text);
        }
        if self.revoked.0.iter().any(|revoked| revoked.key_data() == key.key_data()) {
            return Err(Unverified::Revoked);
        }
        let is_its = |signer: &&Signer| signer.key.as_ref().is_some_and(|known| known.key_data() == key.key_data());
        let with_key: Vec<&Signer> = self.signers.signers.iter().filter(is_its).collect();
        let theirs = with_key.iter().filter(|signer| signer.names(principal) == Match::Yes);
        // One line that lets it pass is enough; else the reason of the first.
        let judged: Vec<Result<Option<Timestamp>, Unverified>> = theirs.map(|signer| self.judge(signer)).collect();
        let ends = judged.iter().filter_map(|judged| judged.as_ref().ok());
        // The line that lasts longest counts; `None` is no end.
        if let Some(valid_until) = ends.copied().max_by_key(|end| (end.is_none(), *end)) {
            let people =
                with_key.iter().flat_map(|signer| signer.principals.literals()).map(str::to_lowercase).collect();
            return Ok(Signed { key: key.fingerprint(HashAlg::Sha256).to_string(), people, valid_until });
        }
        let some = |is_so: &dyn Fn(&Signer) -> bool| with_key.iter().any(|signer| is_so(signer));
        Err(match judged.into_iter().find_map(Result::err) {
            Some(reason) => reason,
            None if with_key.is_empty() => Unverified::UnknownKey,
            None if some(&|signer| signer.names(principal) == Match::Excluded) => Unverified::Excluded,
            None if some(&|signer| signer.names_in_other_letters(principal)) => Unverified::OtherLetters,
            None => Unverified::OtherPerson,
        })
    }

    /// When the key ends.
    fn judge(&self, signer: &Signer) -> Result<Option<Timestamp>, Unverified> {
        match &signer.flaw {
            Some(Flaw::Pattern | Flaw::Authority) => return Err(Unverified::Pattern),
            Some(_) => return Err(Unverified::BadLine(signer.line)),
            None => {}
        }
        if signer.namespaces.as_ref().is_some_and(|namespaces| namespaces.matches(self.namespace) != Match::Yes) {
            return Err(Unverified::OtherUse);
        }
        // In whole seconds, and the last one counts, as in OpenSSH.
        let now = self.now.as_second();
        if signer.valid_after.is_some_and(|from| now < from.as_second()) {
            return Err(Unverified::NotYet);
        }
        if signer.valid_before.is_some_and(|until| now > until.as_second()) {
            return Err(Unverified::Expired);
        }
        Ok(signer.valid_before)
    }
}

fn is_verified_here(key: &PublicKey) -> bool {
    match key.key_data() {
        KeyData::Rsa(rsa) => {
            let modulus = rsa.n.as_positive_bytes().unwrap_or_default();
            let zeros = modulus.first().map_or(0, |first| first.leading_zeros() as usize);
            RSA_BITS.contains(&(modulus.len() * 8 - zeros))
        }
        KeyData::Dsa(_) => false,
        _ => true,
    }
}

/// Text behind the signature means nothing, as to OpenSSH; before it there may be none.
fn read(signature: &str) -> Result<SshSig, Unverified> {
    if signature.contains('\r') {
        return Err(Unverified::LineEnds);
    }
    // pem would pass over it, and OpenSSH does not.
    if !signature.starts_with(BEGIN) {
        return Err(Unverified::Unreadable);
    }
    let end = signature.find(END).ok_or(Unverified::Unreadable)? + END.len();
    let signature = format!("{}\n", &signature[..end]);
    SshSig::from_pem(&signature).map_err(|_| match is_of_certificate(&signature) {
        true => Unverified::Certificate,
        false => Unverified::Unreadable,
    })
}

/// True when the key that the signature begins with is a certificate, which is not read further.
fn is_of_certificate(signature: &str) -> bool {
    let base64: String = signature.lines().skip(1).take(2).collect();
    let begin = base64.get(..CERTIFICATE_KIND).and_then(|text| BASE64.decode(text.as_bytes()).ok());
    begin.is_some_and(|bytes| bytes.windows(CERTIFICATE.len()).any(|window| window == CERTIFICATE))
}

/// Keys that were called back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Revoked(Vec<PublicKey>);

impl Revoked {
    /// Reads a public key a line, as `ssh-keygen -r` takes them.
    ///
    /// # Errors
    /// The number of the first line that is none; 0 for a list in OpenSSH's binary form, which is not read.
    pub fn read(bytes: &[u8]) -> Result<Self, usize> {
        if bytes.starts_with(b"SSHKRL\n\0") {
            return Err(0);
        }
        let text = String::from_utf8_lossy(bytes);
        let lines = text.lines().zip(1..).map(|(line, number)| (line.trim(), number));
        let keys = lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
        // Of a certificate OpenSSH takes the key; we read none, and a key that is not read would not be revoked.
        let is_known = |key: &PublicKey| !matches!(key.key_data(), KeyData::Other(_));
        let keys = keys.map(|(line, number)| PublicKey::from_openssh(line).ok().filter(is_known).ok_or(number));
        keys.collect::<Result<_, _>>().map(Self)
    }
}

impl Unverified {
    /// As the end of a sentence that begins with the approver.
    #[must_use]
    pub fn reason(self) -> Reason {
        let (key, en, ja) = match self {
            Unverified::BadLine(line) => {
                return Reason::new(
                    ReasonKey::KeyLineUnreadable,
                    &format!("has a key whose line in allowed_signers, {line}, cannot be read"),
                    &format!("の鍵がある allowed_signers の {line} 行目が読めません"),
                );
            }
            Unverified::OtherLetters => (
                ReasonKey::OtherLetters,
                "is written in allowed_signers with other capitals: write it there in small letters",
                "の大文字・小文字が allowed_signers と違います。allowed_signers では小文字で書いてください",
            ),
            Unverified::Excluded => (
                ReasonKey::Excluded,
                "is left out by a `!` in the line of their key",
                "は allowed_signers の「!」で除かれています",
            ),
            Unverified::Unreadable => {
                (ReasonKey::SignatureUnreadable, "has no readable signature", "の署名が読めません")
            }
            Unverified::KindOfKey => (
                ReasonKey::KindOfKey,
                "signed with a key that is not used here: RSA has 2048 to 4096 bits, DSA does not count",
                "の鍵は使えません。RSA は 2048～4096 ビットのもの、DSA は使えません",
            ),
            Unverified::Certificate => (
                ReasonKey::Certificate,
                "signed with a certificate, which counts for nobody: sign with the key itself",
                "の署名は証明書によるもので、使えません。鍵そのもので署名してください",
            ),
            Unverified::LineEnds => (
                ReasonKey::SignatureLineEnds,
                "has a signature whose line ends were changed: write `*.sig -text` into .gitattributes",
                "の署名の改行が変えられています。.gitattributes に「*.sig -text」と書いてください",
            ),
            Unverified::Namespace => {
                (ReasonKey::OtherNamespace, "signed it for another use", "の署名は別の用途のものです")
            }
            Unverified::Text => (
                ReasonKey::TextChanged,
                "did not sign this text: it was changed",
                "が署名した内容から書き換えられています",
            ),
            Unverified::UnknownKey => (
                ReasonKey::UnknownKey,
                "signed with a key that nobody knows",
                "の署名の鍵が allowed_signers にありません",
            ),
            Unverified::OtherPerson => {
                (ReasonKey::OtherPerson, "signed with somebody else's key", "の署名は別の人の鍵によるものです")
            }
            Unverified::Pattern => (
                ReasonKey::NotOnePerson,
                "signed with a key that is not one person's in allowed_signers",
                "の鍵が allowed_signers で 1 人のものになっていません（ワイルドカード、または認証局）",
            ),
            Unverified::OtherUse => {
                (ReasonKey::KeyOtherUse, "has a key that is not for this use", "の鍵はこの用途に使えません")
            }
            Unverified::NotYet => {
                (ReasonKey::KeyNotYet, "has a key that does not count yet", "の鍵はまだ有効ではありません")
            }
            Unverified::Expired => (ReasonKey::KeyExpired, "has a key that counts no more", "の鍵は期限が切れています"),
            Unverified::Revoked => (ReasonKey::KeyRevoked, "has a key that was revoked", "の鍵は失効しています"),
        };
        Reason::new(key, en, ja)
    }
}
