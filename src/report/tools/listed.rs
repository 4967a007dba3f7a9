//! The frame of reports that are one list of remarks, in the order of the run: checked drafts, what they show together,
//! and that the run did not come to its end. Knows no form of them.

use super::remark::{Remark, Remarks};
use crate::lang::Lang;
use crate::report::outcome::{MailingOutcome, Outcome, Summary};
use crate::report::{Report, Texts};
use std::io;

/// A form that such a list is written in.
pub trait Form {
    /// What stands before the first remark.
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()>;

    /// The next remarks, those of one draft or of one cause; often none.
    fn write(&mut self, remarks: &[Remark<'_>], lang: Lang, out: &mut dyn io::Write) -> io::Result<()>;

    /// What stands behind the last remark.
    fn end(&mut self, out: &mut dyn io::Write) -> io::Result<()>;
}

/// Writes what people are shown, draft by draft.
#[derive(Debug)]
pub struct Listed<'a, F> {
    remarks: Remarks<'a>,
    form: F,
}

impl<'a, F: Form> Listed<'a, F> {
    /// A report of that form in the language of `texts`.
    #[must_use]
    pub fn new(texts: Texts<'a>, form: F) -> Self {
        Self { remarks: Remarks::new(texts), form }
    }
}

impl<F: Form> Report for Listed<'_, F> {
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        self.form.begin(out)
    }

    fn draft(&mut self, outcome: &Outcome, out: &mut dyn io::Write) -> io::Result<()> {
        let remarks = self.remarks.shown(outcome);
        self.form.write(&remarks, self.remarks.texts.lang, out)
    }

    fn mailing(&mut self, mailing: &MailingOutcome, out: &mut dyn io::Write) -> io::Result<()> {
        let remarks = self.remarks.shown_of_mailing(mailing);
        self.form.write(&remarks, self.remarks.texts.lang, out)
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()> {
        let of_run = self.remarks.of_run(summary);
        self.form.write(of_run.as_slice(), self.remarks.texts.lang, out)?;
        self.form.end(out)
    }
}
