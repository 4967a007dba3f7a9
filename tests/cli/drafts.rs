//! The smallest drafts that are clean, or reported at each level. Knows no command.

/// Nothing is wrong with it.
pub const CLEAN: &str = "\
From: Ann <ann@city.example>
To: Taro Yamada <taro@yamada.example>
Subject: Thursday

See you on Thursday.
";

/// An info: the same address twice.
pub const INFO: &str = "\
From: Ann <ann@city.example>
To: Taro Yamada <taro@yamada.example>, taro@yamada.example
Subject: Thursday

See you on Thursday.
";

/// A warning: nothing is attached.
pub const WARNING: &str = "\
From: Ann <ann@city.example>
To: Taro Yamada <taro@yamada.example>
Subject: Minutes

Please find attached the minutes.
";

/// An error: ten organizations see each other.
pub fn error() -> String {
    to_parties(10)
}

/// A draft to one person at each of so many organizations; from five on a warning, from ten on an error.
pub fn to_parties(count: usize) -> String {
    let addresses: Vec<String> = (1..=count).map(|number| format!("p{number}@org{number}.example")).collect();
    format!(
        "From: Ann <ann@city.example>\nTo: {}\nSubject: Minutes\n\nThe minutes are on our page.\n",
        addresses.join(",\n ")
    )
}
