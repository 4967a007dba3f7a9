//! Properties of an .xls: who wrote it, for whom, about what (MS-OLEPS).

use super::biff::{u16_at, u32_at, utf_16};

/// Properties of a set; a file has a few dozen.
const MAX_PROPERTIES: u32 = 1_000;
/// Type of a string in a code page (VT_LPSTR).
const CODE_PAGE_STRING: u16 = 30;
/// Type of a string in UTF-16 (VT_LPWSTR).
const WIDE_STRING: u16 = 31;

/// Names of the properties of `SummaryInformation` that are told (MS-OLEPS 3.1.2).
pub(super) const SUMMARY: [(u32, &str); 6] =
    [(2, "title"), (3, "subject"), (4, "creator"), (5, "keywords"), (6, "description"), (8, "lastModifiedBy")];
/// Names of the properties of `DocumentSummaryInformation` that are told (MS-OSHARED 2.3.3.2.2.1).
pub(super) const DOCUMENT_SUMMARY: [(u32, &str); 3] = [(2, "category"), (14, "Manager"), (15, "Company")];

/// Lines like `creator: 見本 太郎` of the first set in a stream; `decode` reads text in a code page.
pub(super) fn lines(stream: &[u8], names: &[(u32, &str)], decode: impl Fn(&[u8], u16) -> String) -> Vec<String> {
    let Some(set) = u32_at(stream, 44).and_then(|at| stream.get(at as usize..)) else { return Vec::new() };
    let count = u32_at(set, 4).unwrap_or_default().min(MAX_PROPERTIES);
    let place = |index: u32| {
        let at = 8 + index as usize * 8;
        Some((u32_at(set, at)?, u32_at(set, at + 4)? as usize))
    };
    let places: Vec<(u32, usize)> = (0..count).map_while(place).collect();
    let code_page = places.iter().find(|(id, _)| *id == 1).and_then(|(_, at)| u16_at(set, at + 4)).unwrap_or(1252);
    let text = |at: usize| {
        let length = u32_at(set, at + 4)? as usize;
        match u16_at(set, at)? {
            CODE_PAGE_STRING if code_page == 1200 => Some(utf_16(set.get(at + 8..(at + 8).checked_add(length)?)?)),
            CODE_PAGE_STRING => Some(decode(set.get(at + 8..(at + 8).checked_add(length)?)?, code_page)),
            WIDE_STRING => Some(utf_16(set.get(at + 8..(at + 8).checked_add(length.checked_mul(2)?)?)?)),
            _ => None,
        }
    };
    let lines = places.iter().filter_map(|(id, at)| {
        let (_, name) = names.iter().find(|(named, _)| named == id)?;
        let text = text(*at)?;
        let text = text.trim_end_matches('\0').trim();
        (!text.is_empty()).then(|| format!("{name}: {text}"))
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_that_points_out_of_itself_gives_nothing() {
        let mut stream = vec![0; 44];
        stream.extend(48_u32.to_le_bytes());
        stream.extend([0; 4]);
        stream.extend(1_u32.to_le_bytes());
        stream.extend(4_u32.to_le_bytes());
        stream.extend(u32::MAX.to_le_bytes());
        assert!(lines(&stream, &SUMMARY, |_, _| String::new()).is_empty());
        assert!(lines(&[0xFF; 60], &SUMMARY, |_, _| String::new()).is_empty());
    }
}
