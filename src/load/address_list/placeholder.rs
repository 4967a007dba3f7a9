//! Merge fields that mail-merge tools leave in addresses. Knows no address syntax.

/// Longest merge field looked for.
const PLACEHOLDER_LIMIT: usize = 100;

/// Brackets that mail-merge tools put around a field's name.
const PLACEHOLDER_BRACKETS: [(&str, &str); 9] = [
    ("<%=", "%>"),
    ("{{", "}}"),
    ("<<", ">>"),
    ("${", "}"),
    ("*|", "|*"),
    ("«", "»"),
    ("≪", "≫"),
    ("[[", "]]"),
    ("[", "]"),
];

/// Length of the merge field that begins `rest`.
pub(super) fn placeholder_len(rest: &str) -> Option<usize> {
    if let Some(inner) = rest.strip_prefix('%') {
        let name_len = inner.find('%')?;
        let name = inner[..name_len].trim_start_matches('=').trim();
        let is_name = name.len() > 1
            && name.len() < PLACEHOLDER_LIMIT
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
            // `%20` and the like belong to an address.
            && name.chars().any(char::is_alphabetic)
            && !name.starts_with(|c: char| c.is_ascii_digit());
        return is_name.then_some(name_len + 2);
    }
    // Asked at every character of every address: nearly none of them opens a bracket.
    if !rest.starts_with(['{', '<', '$', '*', '«', '≪', '[']) {
        return None;
    }
    PLACEHOLDER_BRACKETS.iter().find_map(|(open, close)| {
        let inner = rest.strip_prefix(open)?;
        let limit = inner.char_indices().map(|(at, _)| at).find(|at| *at >= PLACEHOLDER_LIMIT).unwrap_or(inner.len());
        let length = inner[..limit].find(close)?;
        let name = &inner[..length];
        // Code of Ruby: `<%= @user.email %>`.
        let is_code = *open == "<%=" && !name.contains(['<', '>']);
        let is_name = !name.trim().is_empty() && (is_code || !name.contains(['@', '<', '>', ',', ';', '"', ':', '＠']));
        is_name.then_some(open.len() + length + close.len())
    })
}
