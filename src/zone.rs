//! The time zone of this machine: `TZ`, else what `/etc/localtime` holds. The one file is read that says it: looking a
//! name up in the whole database takes longer than the check of a draft. Knows no dates.

use jiff::tz::TimeZone;

/// The zone, UTC where nothing says which.
#[must_use]
pub fn system() -> TimeZone {
    directly().unwrap_or_else(TimeZone::system)
}

/// The zone; `None` where what is said names none.
#[must_use]
pub fn try_system() -> Option<TimeZone> {
    directly().or_else(|| TimeZone::try_system().ok())
}

/// From its own file, where there is one; everything else that `TZ` may hold is left to the crate.
#[cfg(unix)]
fn directly() -> Option<TimeZone> {
    let path = match std::env::var_os("TZ") {
        None => "/etc/localtime".to_owned(),
        Some(name) => {
            let name = name.into_string().ok().filter(|name| is_plain(name) && std::env::var_os("TZDIR").is_none())?;
            format!("/usr/share/zoneinfo/{name}")
        }
    };
    let zone = std::fs::read(path).ok()?;
    TimeZone::tzif("", &zone).ok()
}

#[cfg(not(unix))]
fn directly() -> Option<TimeZone> {
    None
}

/// `Asia/Tokyo`: a name below the folder of zones.
#[cfg(unix)]
fn is_plain(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_/+-".contains(&byte))
}
