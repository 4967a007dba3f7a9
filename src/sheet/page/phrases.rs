//! Small words of a sheet: numbers with their nouns, days, sizes, fields. Knows nothing of where they stand.

use crate::lang::Lang;
use std::collections::BTreeSet;

/// `1 person`, `30 people`; `30 人`.
pub(super) fn people(count: usize, lang: Lang) -> String {
    match (lang, count) {
        (Lang::En, 1) => "1 person".to_owned(),
        (Lang::En, count) => format!("{count} people"),
        (Lang::Ja, count) => format!("{count} 人"),
    }
}

/// `1 line`, `3 lines`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `finding 1, 3`; `None` without any.
pub(super) fn finding_numbers(numbers: &BTreeSet<usize>, lang: Lang) -> Option<String> {
    let listed: Vec<String> = numbers.iter().map(usize::to_string).collect();
    let word = if numbers.len() == 1 { lang.pick("finding", "指摘") } else { lang.pick("findings", "指摘") };
    (!numbers.is_empty()).then(|| format!("{word} {}", listed.join(lang.pick(", ", "・"))))
}

/// A day as people write it; whatever is no day as it is.
pub(super) fn day(written: &str, lang: Lang) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let numbers: Vec<usize> = written.split('-').filter_map(|number| number.parse().ok()).collect();
    let [year, month, day] = numbers[..] else { return written.to_owned() };
    match (lang, month.checked_sub(1).and_then(|month| MONTHS.get(month))) {
        (_, None) => written.to_owned(),
        (Lang::En, Some(name)) => format!("{day} {name} {year}"),
        (Lang::Ja, Some(_)) => format!("{year}年{month}月{day}日"),
    }
}

/// A size in bytes, kB or MB.
pub(super) fn size(bytes: u64, lang: Lang) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1_000 => format!("{bytes} {}", lang.pick("bytes", "バイト")),
        1_000..10_000 => format!("{} kB", tenths(1_000)),
        10_000..1_000_000 => format!("{} kB", bytes / 1_000),
        1_000_000..10_000_000 => format!("{} MB", tenths(1_000_000)),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

/// What a field is called on paper.
pub(super) fn field(name: &str, lang: Lang) -> &'static str {
    match name {
        "to" => lang.pick("To", "宛先"),
        "cc" => "Cc",
        "bcc" => "Bcc",
        _ => lang.pick("invited", "出席者"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_sizes_are_written_as_people_do() {
        assert_eq!((day("2026-04-01", Lang::En), day("2026-04-01", Lang::Ja)).1, "2026年4月1日");
        assert_eq!(day("2026-04-01", Lang::En), "1 April 2026");
        assert_eq!(day("soon", Lang::En), "soon");
        let sizes = [5, 1_650, 23_400, 4_500_000, 45_000_000].map(|bytes| size(bytes, Lang::En));
        assert_eq!(sizes, ["5 bytes", "1.6 kB", "23 kB", "4.5 MB", "45 MB"]);
    }
}
