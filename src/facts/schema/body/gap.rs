//! What is not filled in where a merge field stands, in words for people: a field in a link's target is not in the text
//! that shows the link. Knows no fields.

use super::{BodyKind, BodyPlace, BodyRow};
use crate::lang::Bilingual;
use std::sync::LazyLock;

static TEXT: LazyLock<Bilingual> = LazyLock::new(|| bilingual("not filled in", "差し込まれていません"));
static LINK: LazyLock<Bilingual> =
    LazyLock::new(|| bilingual("the target of this link is not filled in", "このリンクの飛び先が差し込まれていません"));
static PICTURE: LazyLock<Bilingual> = LazyLock::new(|| {
    bilingual("the source of a picture here is not filled in", "ここの画像の場所が差し込まれていません")
});

fn bilingual(en: &str, ja: &str) -> Bilingual {
    Bilingual { en: en.to_owned(), ja: ja.to_owned() }
}

/// `None` for what is no merge field.
pub(super) fn of(row: &BodyRow) -> Option<&'static Bilingual> {
    (row.kind == BodyKind::Placeholder).then(|| match row.place {
        BodyPlace::LinkTarget => &*LINK,
        BodyPlace::PictureSource => &*PICTURE,
        _ => &*TEXT,
    })
}
