//! minimal; replaced
/// placeholders
pub fn placeholders(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|t| t.split_once('}').map(|x| x.0)).collect()
}
