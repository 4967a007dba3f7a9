//! Named thoughts about a draft: what rules may ask. Knows no rule and no language of messages.

pub mod addr_spec;
pub mod attachment;
pub mod defects;
pub mod domain;
pub mod headers;
pub mod message;
pub mod own;
pub mod recipient;
pub mod schema;
pub mod text;
pub mod thread;

#[cfg(test)]
mod test_draft;

use schema::{AttachmentRow, BodyRow, Collection, DefectRow, HeaderRow, MessageRow, RecipientRow, Row};

/// Every row of every collection for one draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The one row of `message`.
    pub message: MessageRow,
    /// In the order of the view.
    pub recipients: Vec<RecipientRow>,
    /// In file order.
    pub attachments: Vec<AttachmentRow>,
    /// In the order of the view.
    pub body: Vec<BodyRow>,
    /// In file order.
    pub headers: Vec<HeaderRow>,
    /// In the order met.
    pub defects: Vec<DefectRow>,
}

impl Facts {
    /// The rows of a collection.
    #[must_use]
    pub fn rows(&self, collection: Collection) -> Vec<&dyn Row> {
        fn all<R: Row>(rows: &[R]) -> Vec<&dyn Row> {
            rows.iter().map(|row| row as &dyn Row).collect()
        }
        match collection {
            Collection::Message => vec![&self.message],
            Collection::Recipients => all(&self.recipients),
            Collection::Attachments => all(&self.attachments),
            Collection::Body => all(&self.body),
            Collection::Headers => all(&self.headers),
            Collection::Defects => all(&self.defects),
        }
    }
}
