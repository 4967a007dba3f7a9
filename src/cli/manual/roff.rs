//! Writes the source of a manual page, in the macros of man(7). Knows how text is escaped, not what it says.

/// A page while it is written.
#[derive(Debug, Default)]
pub(super) struct Roff {
    source: String,
    /// Below a title there is no paragraph to end.
    is_below_title: bool,
}

impl Roff {
    /// The title line of a page in section 1 about `name`.
    pub(super) fn new(name: &str, version: &str) -> Self {
        // Without a date: the same program writes the same page on every day. Neither hyphens nor blanks fill lines: both
        // would stand within options and file names.
        let title = format!(".TH {} 1 \"\" \"{name} {version}\" \"{name}\"", name.to_uppercase());
        Self { source: format!("{title}\n.nh\n.ad l\n"), is_below_title: true }
    }

    pub(super) fn finish(self) -> String {
        self.source
    }

    pub(super) fn section(&mut self, title: &str) {
        self.line(&format!(".SH {}", escaped(title)));
        self.is_below_title = true;
    }

    pub(super) fn subsection(&mut self, title: &str) {
        self.line(&format!(".SS {}", escaped(title)));
        self.is_below_title = true;
    }

    /// Words between backquotes are to be typed as they stand.
    pub(super) fn paragraph(&mut self, text: &str) {
        if !self.is_below_title {
            self.line(".PP");
        }
        self.text(text);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.line(&prose(text));
    }

    /// Something with a name, and what it is.
    pub(super) fn item(&mut self, term: &str, text: &str) {
        self.line(".TP");
        self.line(term);
        self.text(text);
    }

    /// Words with their meaning, below an item.
    pub(super) fn words<'a>(&mut self, words: impl Iterator<Item = (&'a str, String)>) {
        self.line(".RS");
        for (word, meaning) in words {
            self.item(&bold(word), &meaning);
        }
        self.line(".RE");
    }

    /// Lines to be typed as they stand.
    pub(super) fn example(&mut self, lines: &str) {
        for line in [".PP", ".RS 4", ".nf"] {
            self.line(line);
        }
        for line in lines.lines() {
            self.line(&protected(escaped(line)));
        }
        self.line(".fi");
        self.line(".RE");
    }

    /// One way to call the program, on a line of its own.
    pub(super) fn usage(&mut self, usage: &str) {
        if !self.is_below_title {
            self.line(".br");
        }
        self.line(&syntax(usage));
    }

    fn line(&mut self, line: &str) {
        self.is_below_title = false;
        self.source.push_str(line);
        self.source.push('\n');
    }
}

/// What is typed as it stands is bold, what is replaced is slanted: `--output <FORMAT=FILE>`.
pub(super) fn syntax(text: &str) -> String {
    let mut marked = String::new();
    let is_in_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '=' | '_');
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = is_in_word(first);
        let (piece, after) = rest.split_at(rest.find(|letter| is_in_word(letter) != is_word).unwrap_or(rest.len()));
        rest = after;
        if !is_word {
            marked.push_str(&escaped(&piece.replace(['<', '>'], "")));
        } else if piece.chars().any(char::is_lowercase) || piece.starts_with('-') {
            marked.push_str(&bold(piece));
        } else {
            marked.push_str(&format!("\\fI{}\\fR", escaped(piece)));
        }
    }
    marked
}

pub(super) fn bold(text: &str) -> String {
    format!("\\fB{}\\fR", escaped(text))
}

fn prose(text: &str) -> String {
    let pieces = text.split('`').enumerate();
    protected(pieces.map(|(number, piece)| if number % 2 == 1 { bold(piece) } else { escaped(piece) }).collect())
}

/// A hyphen is to be typed, so it is a minus; the signs that a terminal would show as others keep their shape.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => escaped.push_str("\\e"),
            '-' => escaped.push_str("\\-"),
            '\'' => escaped.push_str("\\(aq"),
            '~' => escaped.push_str("\\(ti"),
            '^' => escaped.push_str("\\(ha"),
            letter => escaped.push(letter),
        }
        if letters.peek().is_some_and(|next| may_break(letter, *next)) {
            escaped.push_str("\\:");
        }
    }
    escaped
}

/// Between which letters of Japanese a line may end: roff by itself ends lines at blanks alone.
fn may_break(letter: char, next: char) -> bool {
    let is_wide =
        |letter| matches!(letter, '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}');
    let must_follow = "、。，）」・：；？！ーぁぃぅぇぉっゃゅょァィゥェォッャュョ ";
    is_wide(letter) && !"（「".contains(letter) && !must_follow.contains(next)
}

/// A line of text that begins with a dot is no request.
fn protected(line: String) -> String {
    if line.starts_with('.') { format!("\\&{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_bold_and_what_is_replaced_is_slanted() {
        assert_eq!(syntax("-o, --output <FORMAT=FILE>"), r"\fB\-o\fR, \fB\-\-output\fR \fIFORMAT=FILE\fR");
        assert_eq!(syntax("mailcheck [PATH]..."), r"\fBmailcheck\fR [\fIPATH\fR]...");
    }

    #[test]
    fn a_japanese_line_ends_where_readers_expect_it() {
        assert_eq!(escaped("下書き（.eml）を、読む。"), r"下\:書\:き\:（.eml）\:を、\:読\:む。");
    }

    #[test]
    fn text_is_no_request_and_keeps_its_signs() {
        let mut roff = Roff::default();
        roff.text(".eml in `C:\\a` and ~");
        assert_eq!(roff.finish(), "\\&.eml in \\fBC:\\ea\\fR and \\(ti\n");
    }
}
