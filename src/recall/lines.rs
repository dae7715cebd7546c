//! The lines of an input as a person would have seen them, and what each of them is: a report of trouble, quoted code,
//! progress… Terminal escapes and overwritten text are gone. What the words of a line say is decided in `wording`, which
//! lines belong together in `passages`.

use super::wording::kind_of_words;

/// Of a longer line the first bytes count: what is longer was not written for a person.
const LONGEST_LINE: usize = 2_000;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing to read.
    Blank,
    /// Says that work goes on, or went well.
    Progress,
    /// States trouble and begins a report of its own: `error[E0382]: …`, `a.c:5:1: error: …`.
    Opening,
    /// Says that something is wrong, perhaps within a report.
    Trouble,
    /// Only says where: `--> src/main.rs:5:9`.
    Location,
    /// Code, quoted beside a gutter.
    Quote,
    /// Marks a part of the line before, and may say something of it.
    Pointer,
    /// Explains: `help:`, `note:`, `Caused by:`.
    Note,
    /// Anything else.
    Plain,
}

/// How much a line of trouble says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Severity {
    /// Something may be wrong, work goes on.
    Warning,
    /// Something failed.
    Error,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The line as it was seen, without escapes.
    pub(super) shown: String,
    /// Where in `shown` the content begins, behind gutter and marks, in bytes.
    pub(super) content: usize,
    pub(super) kind: Kind,
    /// Whether the next line says where.
    pub(super) is_above_location: bool,
}

impl Line {
    /// How bad it is, if it reports trouble. A line that names no level is taken for an error.
    pub(super) fn severity(&self) -> Severity {
        let mut words = self
            .content()
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .take(8);
        let warns = words.any(|word| {
            let warnings = ["warn", "warning", "deprecated", "deprecationwarning"];
            warnings
                .iter()
                .any(|warning| word.eq_ignore_ascii_case(warning))
        });
        let is_named = self.content().contains("rror")
            || self.content().contains("ERR")
            || self.content().contains("FAIL");
        if warns && !is_named && !self.is_above_location {
            Severity::Warning
        } else {
            Severity::Error
        }
    }

    pub(super) fn content(&self) -> &str {
        self.shown.get(self.content..).unwrap_or_default()
    }
}

/// The lines of a text, each with its kind, in order.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = text
        .split('\n')
        .map(|line| classified(seen(line)))
        .collect();
    mark_by_neighbours(&mut lines);
    lines
}

/// Whether a line alone reports trouble.
pub(super) fn reports_trouble(line: &str) -> bool {
    matches!(
        classified(seen(line)).kind,
        Kind::Opening | Kind::Trouble | Kind::Location
    )
}

/// Decides what a line alone cannot tell: a line above a location states the trouble, a signed line below quoted
/// code is code.
fn mark_by_neighbours(lines: &mut [Line]) {
    let mut after_quote = false;
    for index in 0..lines.len() {
        let next = lines.get(index + 1).map(|line| line.kind);
        let Some(line) = lines.get_mut(index) else {
            break;
        };
        line.is_above_location = next == Some(Kind::Location);
        let is_signed = line.content().trim_start().starts_with(['+', '-']);
        line.kind = match line.kind {
            Kind::Plain | Kind::Trouble | Kind::Progress if next == Some(Kind::Location) => {
                Kind::Opening
            }
            Kind::Plain | Kind::Trouble if after_quote && is_signed => Kind::Quote,
            kind => kind,
        };
        after_quote = match line.kind {
            Kind::Quote | Kind::Pointer => true,
            Kind::Blank => after_quote,
            _ => false,
        };
    }
}

/// A text as a person would have seen it on a terminal: without escape sequences and what was overwritten. Very long
/// lines are cut.
pub fn as_seen(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(seen).collect();
    lines.join("\n")
}

/// What a terminal would show of a line: without escape sequences, and of text overwritten by `\r` only the last.
fn seen(line: &str) -> String {
    let line = line.strip_suffix('\r').unwrap_or(line);
    let last = line
        .rsplit('\r')
        .find(|part| !part.trim().is_empty())
        .unwrap_or_default();
    let mut shown = String::with_capacity(last.len().min(LONGEST_LINE));
    let mut rest = last;
    while shown.len() < LONGEST_LINE {
        let room = rest.ceil_char_boundary(LONGEST_LINE - shown.len());
        let plain = rest.find(may_escape).unwrap_or(rest.len()).min(room);
        let (before, behind) = rest.split_at_checked(plain).unwrap_or((rest, ""));
        shown.push_str(before);
        rest = behind;
        let Some(character) = rest.chars().next().filter(|_| shown.len() < LONGEST_LINE) else {
            break;
        };
        rest = match escape_length(rest) {
            0 => {
                match character {
                    '\t' => shown.push_str("    "),
                    '\u{8}' => {
                        shown.pop();
                    }
                    control if control.is_control() => {}
                    other => shown.push(other),
                }
                rest.get(character.len_utf8()..)
            }
            escaped => rest.get(escaped..),
        }
        .unwrap_or_default();
    }
    shown
}

/// Whether an escape sequence may begin with the character, or a terminal does not show it.
fn may_escape(character: char) -> bool {
    character.is_control() || character == '['
}

/// How many bytes of escape sequence the text begins with (ECMA-48). Colours that have lost their escape character on
/// the way (`[31m`) count as well.
fn escape_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let final_of = |from: usize| {
        bytes
            .iter()
            .skip(from)
            .position(|byte| (0x40..=0x7e).contains(byte))
            .map_or(bytes.len(), |at| from + at + 1)
    };
    match bytes {
        [0x1b, b'[', ..] => final_of(2),
        [0x1b, b']' | b'P' | b'_' | b'^', ..] => {
            let bell = text.find('\u{7}').map(|at| at + 1);
            let terminator = text.find("\u{1b}\\").map(|at| at + 2);
            bell.into_iter()
                .chain(terminator)
                .min()
                .unwrap_or(bytes.len())
        }
        [0x1b, next, ..] if next.is_ascii() => 2,
        [0x1b, ..] => 1,
        [b'[', rest @ ..] => {
            let parameters = rest
                .iter()
                .take_while(|byte| byte.is_ascii_digit() || **byte == b';')
                .count();
            if parameters > 0 && rest.get(parameters) == Some(&b'm') {
                parameters + 2
            } else {
                0
            }
        }
        _ => 0,
    }
}

fn classified(shown: String) -> Line {
    let (kind, content) = kind_of(&shown);
    Line {
        shown,
        content,
        kind,
        is_above_location: false,
    }
}

/// What the line is, and where its content begins.
fn kind_of(shown: &str) -> (Kind, usize) {
    let trimmed = shown.trim_start();
    let indent = shown.len() - trimmed.len();
    if let Some(pointer) = pointer(shown, indent) {
        return pointer;
    }
    if is_location(trimmed) {
        return (Kind::Location, shown.len());
    }
    if let Some(gutter) = gutter_length(trimmed) {
        let content = indent + gutter;
        let inner = shown.get(content..).unwrap_or_default();
        return pointer_in(inner, content).unwrap_or((Kind::Quote, content));
    }
    if !trimmed.contains(char::is_alphanumeric) {
        return (Kind::Blank, indent);
    }
    if let Some(raised) = trimmed.strip_prefix("E  ") {
        return (Kind::Trouble, shown.len() - raised.len());
    }
    if trimmed.starts_with(">  ") || is_frame(trimmed) {
        return (Kind::Quote, indent);
    }
    (kind_of_words(trimmed), indent)
}

fn is_location(trimmed: &str) -> bool {
    const ARROWS: &[&str] = &["-->", "┌─", "╭─", ":::", "╭▸", "File \"", "-- in "];
    ARROWS.iter().any(|arrow| trimmed.starts_with(arrow))
}

/// Whether the line is a frame of a call stack: `at run (a.js:1:2)`, `4: std::rt::run`.
fn is_frame(trimmed: &str) -> bool {
    trimmed
        .strip_prefix("at ")
        .is_some_and(|rest| rest.contains(':') && rest.contains(|c: char| c.is_ascii_digit()))
}

/// The length of a gutter such as `12 | ` or `12 + ` in bytes.
fn gutter_length(trimmed: &str) -> Option<usize> {
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let behind = trimmed.get(digits..)?;
    let bar = behind.trim_start();
    let mark = bar.chars().next()?;
    let has_bar = matches!(mark, '|' | '│' | '┃');
    let has_sign = digits > 0 && bar.len() < behind.len() && matches!(mark, '+' | '-' | '~');
    let end = trimmed.len() - bar.len() + mark.len_utf8();
    (has_bar || has_sign).then_some(end)
}

/// The line as one that marks a part of the line before it, if it is one.
fn pointer(shown: &str, indent: usize) -> Option<(Kind, usize)> {
    let trimmed = shown.get(indent..)?;
    trimmed
        .starts_with(['^', '~'])
        .then(|| pointer_in(shown, 0))
        .flatten()
}

/// The same within the content behind a gutter, which begins at byte `base`.
fn pointer_in(content: &str, base: usize) -> Option<(Kind, usize)> {
    let trimmed = content.trim_start_matches([' ', '|', '│', '_']);
    let is_mark = |c: char| matches!(c, '^' | '~' | '─' | '┬' | '━');
    let is_run = trimmed.starts_with(is_mark) || trimmed.starts_with("--");
    if !is_run {
        return None;
    }
    let label = trimmed.trim_start_matches(|c: char| is_mark(c) || c == '-');
    Some((Kind::Pointer, base + content.len() - label.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        lines(text).iter().map(|line| line.kind).collect()
    }

    #[test]
    fn a_line_is_what_a_terminal_would_have_shown_last() {
        let shown = |text: &str| {
            lines(text)
                .first()
                .map(|line| line.shown.clone())
                .unwrap_or_default()
        };
        assert_eq!(
            shown("\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7}end"),
            "red end"
        );
        assert_eq!(shown("10 %\r50 %\rdone\r"), "done");
        assert_eq!(shown("[34mblue[39m [a]"), "blue [a]");
        assert_eq!(shown("a\tb\u{8}c[d"), "a    c[d");
        let long = "a".repeat(LONGEST_LINE - 1);
        assert_eq!(
            shown(&format!("{long}\u{1b}[31m\u{e9}!")),
            format!("{long}\u{e9}")
        );
        assert_eq!(shown(&format!("{long}a\u{8}b")), format!("{long}a"));
    }

    #[test]
    fn the_parts_of_a_diagnostic_are_told_apart() {
        let text = "error[E0382]: borrow of moved value\n  --> src/main.rs:5:9\n   |\n5  |     use_it(value);\n   |            ^^^^^ borrowed here\n   = note: it was moved\nhelp: clone it";
        let expected = [
            Kind::Opening,
            Kind::Location,
            Kind::Quote,
            Kind::Quote,
            Kind::Pointer,
            Kind::Note,
            Kind::Note,
        ];
        assert_eq!(kinds(text), expected);
    }

    #[test]
    fn a_line_above_a_place_opens_a_report_whatever_it_says() {
        assert_eq!(
            kinds("Whitespace after '('\n  --> app/utils.py:8:6"),
            [Kind::Opening, Kind::Location]
        );
    }

    #[test]
    fn progress_is_progress_although_names_sound_like_trouble() {
        for line in [
            "   Compiling thiserror v2.0.1",
            "test handles_error ... ok",
            "tests/test_failure.py ....   [ 12%]",
            "npm http fetch GET 200 https://example.com/error",
            "gcc -Werror -c -o error.o error.c",
            "2026-03-02 10:11:12 INFO error_handler: ready",
            "make: *** [all] Error 2",
        ] {
            assert_eq!(kinds(line), [Kind::Progress], "{line}");
        }
    }

    #[test]
    fn trouble_is_told_from_its_absence() {
        for line in [
            "thread 'main' panicked at src/main.rs:4:5",
            "ValueError: not a number",
            "connect ECONNREFUSED",
            "command not found",
        ] {
            assert_eq!(kinds(line), [Kind::Trouble], "{line}");
        }
        assert_eq!(kinds("12 files, 0 errors"), [Kind::Plain]);
    }
}
