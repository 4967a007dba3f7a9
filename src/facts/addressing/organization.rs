//! Whether an organization that is spoken to reads the message. Certain only for `[[partner]]`s, by their domains.

use super::Addressing;
use super::readers::Readers;
use crate::facts::attachment::addressee::own_names;
use crate::facts::name::is_same;
use crate::facts::schema::RecipientRow;
use crate::fold::fold;

/// `partner` when the words name a partner and nobody of it is among the recipients; `organization` when somebody at
/// a private address might be, or when the words name another company than the recipients' own names do.
pub(super) fn misses(addressing: &Addressing<'_>, text: &str, readers: &Readers<'_>) -> Option<&'static str> {
    let names = &addressing.vocabulary.names;
    let partners = &addressing.settings.partners;
    let rows = readers.rows_for();
    let outside: Vec<&&RecipientRow> = rows.iter().filter(|row| row.external != Some(false)).collect();
    let is_ours = |name: &str| own_names(addressing.settings).any(|own| is_same(&names.bare(own), name));
    if outside.is_empty() || outside.iter().any(|row| row.mailing_list) {
        return None;
    }
    let mentions = addressing.acquaintances.partner_names(names).mentions_in(text, names);
    if !mentions.is_empty() {
        let mut named = mentions.iter().flat_map(|mention| &mention.partners).filter_map(|index| partners.get(*index));
        let reads = named.any(|partner| {
            is_ours(&names.bare(&partner.name))
                || readers.all().any(|row| row.organization.as_deref() == Some(partner.name.as_str()))
        });
        let may_read = outside.iter().any(|row| row.kind != Some("organization") && row.organization.is_none());
        return (!reads).then_some(if may_read { "organization" } else { "partner" });
    }
    let spoken_to = company(text, addressing).filter(|name| !is_ours(name))?;
    let known: Option<Vec<String>> = outside.iter().map(|row| company_of(row, addressing)).collect();
    let fits = |known: &String| is_same(known, &spoken_to) || known.contains(&spoken_to) || spoken_to.contains(known);
    (!known?.iter().any(fits)).then_some("organization")
}

/// The organization that a recipient belongs to, by settings or display name; bare.
fn company_of(row: &RecipientRow, addressing: &Addressing<'_>) -> Option<String> {
    let set = row.organization.as_ref().map(|name| addressing.vocabulary.names.bare(name));
    set.or_else(|| company(row.display_name.as_deref()?, addressing)).filter(|name| name.chars().count() >= 2)
}

/// The bare name of a Japanese organization in a text, told by its form; the form may stand apart (「株式会社 ヤマセミ」).
fn company(text: &str, addressing: &Addressing<'_>) -> Option<String> {
    let names = &addressing.vocabulary.names;
    let folded = fold(text).replace("(株)", "株式会社").replace("(有)", "有限会社");
    let words: Vec<&str> = folded.split([' ', '/', '(', ')', '【', '】']).filter(|word| !word.is_empty()).collect();
    let index = words.iter().position(|word| !word.is_ascii() && names.has_form(word))?;
    let bare = names.bare(words[index]);
    let name = if bare.is_empty() { names.bare(words.get(index + 1)?) } else { bare };
    (name.chars().count() >= 2).then_some(name)
}
