//! Writing the front matter: keys, their guiding comments, and strings that hold any text on lines of their own.

use std::fmt::Write as _;

use super::structure::is_delimiter;

/// The front matter as far as it is written, without its `+++`.
#[derive(Debug, Default)]
pub(super) struct FrontMatter(String);

impl FrontMatter {
    /// A key with a text.
    pub(super) fn text(&mut self, key: &str, value: &str) {
        self.pair(key, &quoted(value));
    }

    /// A key with a text, where there is one.
    pub(super) fn text_if_any(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }

    /// A key with a number, where there is one.
    pub(super) fn number_if_any(&mut self, key: &str, value: Option<i32>) {
        if let Some(value) = value {
            self.pair(key, &value.to_string());
        }
    }

    /// A key with a list of texts, where there are any.
    pub(super) fn list_if_any<'a>(&mut self, key: &str, values: impl Iterator<Item = &'a str>) {
        let values: Vec<String> = values.map(quoted).collect();
        if !values.is_empty() {
            self.pair(key, &format!("[{}]", values.join(", ")));
        }
    }

    /// The heading of a table: `[evidence]`.
    pub(super) fn table(&mut self, heading: &str) {
        let _ = writeln!(self.0, "\n{heading}");
    }

    /// A comment on the line that was written last.
    pub(super) fn remark(&mut self, remark: &str) {
        self.0.truncate(self.0.trim_end_matches('\n').len());
        let _ = writeln!(self.0, "   # {remark}");
    }

    /// A key that is absent, as a comment from which the key is had by taking the `#` away.
    pub(super) fn absent(&mut self, key: &str, example: &str) {
        let _ = writeln!(self.0, "# {key} = {example}");
    }

    /// The front matter between its `+++`.
    pub(super) fn finish(self) -> String {
        format!("+++\n{}+++\n", self.0)
    }

    fn pair(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.0, "{key} = {value}");
    }
}

/// A TOML string (TOML 1.0, "String"): a basic one, or a multi-line basic one for a text of several lines. What
/// could drive a terminal is escaped, and no line of it is a `+++`.
fn quoted(text: &str) -> String {
    if !text.contains('\n') {
        return format!("\"{}\"", escaped(text, Quotes::Escaped));
    }
    let mut quoted = String::from("\"\"\"");
    for line in text.split('\n') {
        quoted.push('\n');
        match line.strip_prefix('+') {
            Some(rest) if is_delimiter(line) => {
                quoted.push_str("\\u002B");
                quoted.push_str(rest);
            }
            _ => quoted.push_str(&escaped(line, Quotes::Single)),
        }
    }
    quoted.push_str("\"\"\"");
    quoted
}

/// Which double quotes are left as they are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    Escaped,
    /// Those that neither follow another nor end the line.
    Single,
}

fn escaped(line: &str, quotes: Quotes) -> String {
    let mut escaped = String::with_capacity(line.len());
    let mut characters = line.chars().peekable();
    let mut previous = None;
    while let Some(character) = characters.next() {
        let single = previous != Some('"') && characters.peek().is_some();
        match character {
            '\\' => escaped.push_str("\\\\"),
            '"' if quotes == Quotes::Single && single => escaped.push('"'),
            '"' => escaped.push_str("\\\""),
            '\t' if quotes == Quotes::Single => escaped.push('\t'),
            '\t' => escaped.push_str("\\t"),
            '\r' => escaped.push_str("\\r"),
            control if drives_terminal(control) => {
                let _ = write!(escaped, "\\u{:04X}", u32::from(control));
            }
            other => escaped.push(other),
        }
        previous = Some(character);
    }
    escaped
}

/// Control characters, and those that break lines or turn the direction of text without being seen (UAX #9).
pub(super) fn drives_terminal(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_of_one_line_is_a_plain_string() {
        assert_eq!(quoted("say \"C:\\x\"\u{1b}"), r#""say \"C:\\x\"\u001B""#);
    }

    #[test]
    fn a_text_of_several_lines_stands_on_lines_of_its_own() {
        let text = "error: \"x\" failed\n+++\n  \"\"\"\r\n";
        let expected = "\"\"\"\nerror: \"x\" failed\n\\u002B++\n  \"\\\"\\\"\\r\n\"\"\"";
        assert_eq!(quoted(text), expected);
    }

    #[test]
    fn what_turns_the_direction_of_text_is_escaped() {
        assert_eq!(quoted("a\u{202e}b\u{2066}"), r#""a\u202Eb\u2066""#);
        assert!(
            !drives_terminal('\u{200f}'),
            "Arabic and Hebrew need their marks"
        );
    }

    #[test]
    fn an_absent_key_is_had_by_taking_the_mark_away() {
        let mut front = FrontMatter::default();
        front.absent("assist", "\"none\"");
        front.remark("none or ask");
        assert_eq!(front.0, "# assist = \"none\"   # none or ask\n");
        let table: toml::Table = toml::from_str(front.0.strip_prefix("# ").unwrap()).unwrap();
        assert_eq!(
            table.get("assist").and_then(toml::Value::as_str),
            Some("none")
        );
    }

    proptest! {
        #[test]
        fn every_text_comes_back_from_its_string(text in "([a\"\\\\+\\n\\r\\t #'\u{0}-\u{1f}\u{7f}\u{85}]|\\PC){0,40}") {
            let written = format!("a = {}", quoted(&text));
            prop_assert!(!written.lines().any(is_delimiter));
            let table: toml::Table = toml::from_str(&written).unwrap();
            prop_assert_eq!(table.get("a").and_then(toml::Value::as_str), Some(text.as_str()));
        }
    }
}
