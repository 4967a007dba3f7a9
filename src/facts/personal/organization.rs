//! What stands in a column of names and is nobody: companies, branches, desks, symbols. Knows endings and no directory.

/// How the names of companies, branches and offices end. Longer than the endings of `name`, since 服部 and 阿部 are people.
const ENDINGS: [&str; 38] = [
    "御中",
    "支店",
    "本店",
    "商店",
    "店舗",
    "号店",
    "支社",
    "本社",
    "支所",
    "支部",
    "本部",
    "営業所",
    "事業所",
    "出張所",
    "事務所",
    "保育所",
    "研究所",
    "製作所",
    "役所",
    "役場",
    "工場",
    "銀行",
    "信用金庫",
    "郵便局",
    "大学",
    "学校",
    "幼稚園",
    "保育園",
    "病院",
    "医院",
    "クリニック",
    "センター",
    "協会",
    "組合",
    "法人",
    "公民館",
    "図書館",
    "ホテル",
];
const COMPANIES: [&str; 8] = ["株式会社", "有限会社", "合同会社", "(株)", "(有)", "㈱", "㈲", "法人"];
/// Last words of the same (lower case).
const LATIN_ENDINGS: [&str; 30] = [
    "ltd",
    "ltd.",
    "limited",
    "inc",
    "inc.",
    "llc",
    "llp",
    "plc",
    "gmbh",
    "ag",
    "corp",
    "corp.",
    "corporation",
    "company",
    "co.",
    "bank",
    "university",
    "college",
    "school",
    "hospital",
    "hotel",
    "store",
    "restaurant",
    "office",
    "department",
    "council",
    "library",
    "association",
    "foundation",
    "agency",
];
/// Signs of symbols, paths and code.
const CODE: [char; 12] = ['_', '/', '\\', '<', '>', '{', '}', '[', ']', '=', ';', '#'];

/// True for what is nobody's name: a company, a branch, a desk, a symbol.
pub(super) fn is_nobody(text: &str) -> bool {
    if text.ends_with(['様', '氏']) {
        return false;
    }
    if text.is_ascii() {
        let is_code =
            text.contains(CODE) || !text.contains(' ') && text.contains(|letter: char| letter.is_ascii_digit());
        let last = text.rsplit(' ').next().unwrap_or_default().to_ascii_lowercase();
        return is_code || text.contains(' ') && LATIN_ENDINGS.contains(&last.as_str());
    }
    COMPANIES.iter().any(|form| text.contains(form)) || ENDINGS.iter().any(|end| text.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_branches_and_symbols_are_nobody() {
        for text in [
            "株式会社ヤマセミ",
            "熊本支店",
            "見本小学校",
            "Acme Trading Ltd",
            "Hill Primary School",
            "sym_12",
            "host3",
            "192.168.0.1",
        ] {
            assert!(is_nobody(text), "{text}");
        }
    }

    #[test]
    fn people_are_somebody() {
        for text in [
            "見本太郎",
            "服部",
            "阿部 花子",
            "株式会社ヤマセミ 川辺様",
            "Ann Marsh",
            "A. Marsh",
            "O'Neil",
            "Marsh, Ann",
        ] {
            assert!(!is_nobody(text), "{text}");
        }
    }
}
