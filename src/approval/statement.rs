//! The text that an approver signs: who, when, until when, and every component of what was approved. Several lines of UTF-8
//! that a person can read and `ssh-keygen -Y verify` can check.

use super::components::{Component, Components, DRAFT_FORM, MAILING_FORM};
use super::reason::{Reason, ReasonKey};
use jiff::Timestamp;

/// First line of every statement.
const TITLE: &str = "mailcheck-approval 1";
/// Namespace of the signature (`ssh-keygen -n`): a signature made for anything else is none.
pub const NAMESPACE: &str = "mailcheck-approval";
/// Bytes of the longest statement that is read.
pub const LONGEST: u64 = 16 * 1024 * 1024;

/// What an approver states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The principal of allowed_signers, an address.
    pub approver: String,
    /// When.
    pub approved_at: Timestamp,
    /// From then on it counts no more; `None` leaves that to whoever asks for approvals.
    pub expires_at: Option<Timestamp>,
    /// What.
    pub components: Components,
}

/// Why a text is no statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAStatement {
    /// It begins with something else.
    Title,
    /// Line ends of Windows: something changed the file, and no signature holds any more.
    LineEnds,
    /// A line that this version does not know, by its number from 1: written by a later one, or edited.
    Line(usize),
    /// A field is missing.
    Missing(&'static str),
    /// The digest is not that of the components.
    Digest,
}

impl NotAStatement {
    /// As the end of a sentence that begins with the file.
    #[must_use]
    pub fn reason(self) -> Reason {
        match self {
            NotAStatement::Title => {
                Reason::new(ReasonKey::NoStatement, "is no approval", "は承認のファイルではありません")
            }
            NotAStatement::LineEnds => Reason::new(
                ReasonKey::StatementLineEnds,
                "has line ends of Windows, and no signature holds any more: write `*.approval -text` into .gitattributes",
                "の改行が変えられ、署名が無効になっています。.gitattributes に「*.approval -text」と書いてください",
            ),
            NotAStatement::Line(line) => Reason::new(
                ReasonKey::StatementUnreadable,
                &format!("cannot be read at line {line}: a later version wrote it, or somebody changed it"),
                &format!("の {line} 行目が読めません。新しい版のものか、書き換えられています"),
            ),
            NotAStatement::Missing(field) => Reason::new(
                ReasonKey::StatementUnreadable,
                &format!("lacks `{field}`"),
                &format!("に {field} がありません"),
            ),
            NotAStatement::Digest => Reason::new(
                ReasonKey::StatementEdited,
                "was changed: its digest is not that of its lines",
                "は書き換えられています（digest が合いません）",
            ),
        }
    }
}

impl Statement {
    /// `sha256:...` of the draft or the mailing.
    #[must_use]
    pub fn digest(&self) -> String {
        self.components.digest()
    }

    /// The bytes that are signed.
    #[must_use]
    pub fn text(&self) -> String {
        let field = match self.components.form {
            MAILING_FORM => "mailing-digest",
            _ => "draft-digest",
        };
        let expires = self.expires_at.map(|time| format!("expires-at {time}\n")).unwrap_or_default();
        format!(
            "{TITLE}\napprover {}\napproved-at {}\n{expires}{field} {}\n\n{}",
            self.approver,
            self.approved_at,
            self.components.digest(),
            self.components.text(),
        )
    }

    /// Reads what [`Statement::text`] writes, and nothing else.
    ///
    /// # Errors
    /// See [`NotAStatement`].
    pub fn read(text: &str) -> Result<Self, NotAStatement> {
        if text.contains('\r') {
            return Err(NotAStatement::LineEnds);
        }
        let mut lines = text.split_terminator('\n').zip(1..);
        if lines.next().is_none_or(|(line, _)| line != TITLE) {
            return Err(NotAStatement::Title);
        }
        let (mut approver, mut approved_at, mut expires_at, mut digest) = (None, None, None, None);
        for (line, number) in lines.by_ref() {
            if line.is_empty() {
                break;
            }
            let unknown = NotAStatement::Line(number);
            let (name, value) = line.split_once(' ').ok_or(unknown)?;
            let time = || value.parse::<Timestamp>().map_err(|_| unknown);
            match name {
                "approver" if approver.is_none() => approver = Some(value.to_owned()),
                "approved-at" if approved_at.is_none() => approved_at = Some(time()?),
                "expires-at" if expires_at.is_none() => expires_at = Some(time()?),
                "draft-digest" | "mailing-digest" if digest.is_none() => digest = Some((name, value)),
                _ => return Err(unknown),
            }
        }
        let (name, digest) = digest.ok_or(NotAStatement::Missing("draft-digest"))?;
        let (form, number) = lines.next().ok_or(NotAStatement::Missing("mailcheck-canon"))?;
        let form = match (form, name) {
            (DRAFT_FORM, "draft-digest") => DRAFT_FORM,
            (MAILING_FORM, "mailing-digest") => MAILING_FORM,
            _ => return Err(NotAStatement::Line(number)),
        };
        let component = |(line, number): (&str, usize)| {
            let (kind, value) = line.split_once(' ').ok_or(NotAStatement::Line(number))?;
            Ok(Component { kind: kind.to_owned(), value: value.to_owned() })
        };
        let components = Components { form, lines: lines.map(component).collect::<Result<_, _>>()? };
        if components.digest() != digest {
            return Err(NotAStatement::Digest);
        }
        Ok(Self {
            approver: approver.ok_or(NotAStatement::Missing("approver"))?,
            approved_at: approved_at.ok_or(NotAStatement::Missing("approved-at"))?,
            expires_at,
            components,
        })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn statement() -> Statement {
        let line = |kind: &str, value: &str| Component { kind: kind.to_owned(), value: value.to_owned() };
        Statement {
            approver: "suzuki@tsubame.example".to_owned(),
            approved_at: "2026-11-21T22:53:18Z".parse().unwrap(),
            expires_at: Some("2026-11-28T22:53:18Z".parse().unwrap()),
            components: Components {
                form: DRAFT_FORM,
                lines: vec![line("to", "a@x.example"), line("attach", "sha256:00 見積 書.pdf")],
            },
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let statement = statement();
        let text = statement.text();
        assert!(
            text.starts_with(
                "mailcheck-approval 1\napprover suzuki@tsubame.example\napproved-at 2026-11-21T22:53:18Z\n"
            )
        );
        assert!(text.ends_with("\n\nmailcheck-canon-1\nto a@x.example\nattach sha256:00 見積 書.pdf\n"));
        assert_eq!(Statement::read(&text), Ok(statement));
    }

    #[test]
    fn anything_else_is_refused() {
        let text = statement().text();
        for (from, to, why) in [
            ("mailcheck-approval 1", "mailcheck-approval 2", NotAStatement::Title),
            ("\n", "\r\n", NotAStatement::LineEnds),
            ("expires-at 2026-11-28T22:53:18Z", "expires-at soon", NotAStatement::Line(4)),
            ("expires-at", "valid-until", NotAStatement::Line(4)),
            ("approver suzuki@tsubame.example\n", "", NotAStatement::Missing("approver")),
            ("to a@x.example", "to b@x.example", NotAStatement::Digest),
            ("mailcheck-canon-1", "mailcheck-canon-2", NotAStatement::Line(7)),
        ] {
            assert_eq!(Statement::read(&text.replace(from, to)), Err(why), "{from}");
        }
        assert_eq!(Statement::read(""), Err(NotAStatement::Title));
    }
}
