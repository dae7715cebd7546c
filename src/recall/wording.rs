//! What the words of a line say: that something failed, that work goes on, or why. Marks that are not words (gutters,
//! arrows, underlines) are read in `lines`.

use super::lines::Kind;
use super::vocabulary::{is_error_code, is_level, is_progress, is_summary, is_trouble};

/// What a line without gutter or arrow is, by its words.
pub(super) fn kind_of_words(text: &str) -> Kind {
    let text = text.trim_start_matches(['=', '*', '-', '#', '_', ' ', '[', '(', '>']);
    let text = text.strip_prefix("npm ").unwrap_or(text);
    if text.starts_with(['\u{2713}', '\u{2714}', '\u{221a}']) {
        return Kind::Progress;
    }
    let kind = if is_note(text) {
        Kind::Note
    } else if is_harmless(text) {
        Kind::Progress
    } else if opens_with_level(text) {
        Kind::Opening
    } else if tells_progress(text) {
        Kind::Progress
    } else if reports_trouble(text) {
        Kind::Trouble
    } else {
        Kind::Plain
    };
    match kind {
        Kind::Opening | Kind::Trouble if is_summary(text) => Kind::Progress,
        kind => kind,
    }
}

/// The first word of the text, in lower case, and what is behind it.
fn first_word(text: &str) -> (String, &str) {
    let end = text
        .find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '+' | '_'))
        .unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    (word.to_lowercase(), rest)
}

/// Whether the text begins with a level and its punctuation, perhaps behind the place: `a.c:5:1: error: …`.
fn opens_with_level(text: &str) -> bool {
    let behind_place = text
        .split_once(' ')
        .filter(|(place, _)| is_place(place))
        .map(|(_, rest)| rest);
    [Some(text), behind_place]
        .into_iter()
        .flatten()
        .any(|text| {
            let (word, rest) = first_word(text);
            let is_marked = rest.starts_with([':', '['])
                || rest.strip_prefix(' ').is_some_and(begins_with_code);
            is_marked && is_level(&word)
        })
}

/// Whether the text begins with the number of an error and a colon: `TS2304: …`.
fn begins_with_code(text: &str) -> bool {
    text.split_once(':')
        .is_some_and(|(code, _)| is_error_code(code))
}

/// Whether the word names a place in a source: `a.c:5:1:`, `a.ts(3,5):`.
fn is_place(word: &str) -> bool {
    let Some(word) = word.strip_suffix(':') else {
        return false;
    };
    let stripped =
        word.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | ',' | ')' | '('));
    stripped.len() < word.len()
        && !stripped.is_empty()
        && word.ends_with(|c: char| c.is_ascii_digit() || c == ')')
}

/// Whether the line has the level of a log entry that reports no trouble.
fn is_harmless(text: &str) -> bool {
    text.split_whitespace().take(6).any(|word| {
        let level = word.trim_matches(|c: char| !c.is_ascii_alphabetic());
        matches!(level, "INFO" | "DEBUG" | "TRACE" | "VERBOSE" | "NOTICE")
    })
}

/// Whether the line explains what was said before.
fn is_note(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "help:",
        "note:",
        "hint:",
        "hint ",
        "caused by",
        "= note",
        "= help",
        "suggestion:",
        "did you mean",
    ];
    let start: String = text.chars().take(12).collect::<String>().to_lowercase();
    let behind_place = text
        .split_once(' ')
        .is_some_and(|(place, rest)| is_place(place) && rest.starts_with("note:"));
    behind_place || STARTS.iter().any(|prefix| start.starts_with(prefix))
}

fn tells_progress(text: &str) -> bool {
    const ENDINGS: &[&str] = &[" ok", " passed", "%]", " done", " done."];
    let (first, _) = first_word(text);
    let first = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let text = text.trim_end().to_lowercase();
    (is_progress(first) && !states_failure(&text))
        || ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// Whether a line that begins like progress says that something failed, in words that no file or package is named by.
fn states_failure(lower: &str) -> bool {
    lower.split_whitespace().any(|word| {
        matches!(
            word,
            "failed" | "error:" | "cannot" | "err!" | "fatal:" | "denied" | "refused"
        )
    })
}

/// Whether a word of the line reports trouble, other than as `0 errors` or `no errors`.
fn reports_trouble(text: &str) -> bool {
    let mut before = String::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '_' | '-' | '/'))
        .filter(|word| !word.is_empty())
    {
        let lower = word.to_lowercase();
        let is_counted_out = matches!(before.as_str(), "0" | "no" | "without");
        let names_error =
            (word.ends_with("Error") || word.ends_with("Exception")) && word.len() > 5;
        if !is_counted_out && (names_error || is_trouble(&lower) || is_error_code(word)) {
            return true;
        }
        if matches!(
            (before.as_str(), lower.as_str()),
            ("not", "found")
                | ("no", "such")
                | ("could" | "does" | "did", "not")
                | ("core", "dumped")
                | ("timed", "out")
        ) {
            return true;
        }
        before = lower;
    }
    false
}
