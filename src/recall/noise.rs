//! The words of a line that may repeat in another failure. What never does is left out: paths, places in a source,
//! times, durations, sizes, versions, hexadecimal numbers, identifiers made by machines and bare numbers. How words
//! become terms is decided in `text`.

use super::vocabulary::announces_number;
use super::weights::Trick;

/// Words longer than this were made by a machine.
const LONGEST_WORD: usize = 80;

/// Calls `visit` with each part of the line that is worth looking at, in order.
pub(super) fn words(line: &str, noise: Trick, mut visit: impl FnMut(&str)) {
    if noise == Trick::LeftOut {
        line.split_whitespace().for_each(visit);
        return;
    }
    let mut before = "";
    for written in line.split_whitespace() {
        if is_plain(written) {
            visit(written);
            before = written;
            continue;
        }
        let word = written.trim_matches(|c: char| {
            !c.is_alphanumeric() && !matches!(c, '_' | '/' | '~' | '.' | '@' | '$' | '%' | '-')
        });
        let word = word.trim_end_matches(['.', '/', '-']);
        if !word.contains(char::is_alphanumeric) {
            continue;
        }
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        if is_number {
            if word.len() <= 4 && announces_number(before) {
                visit(word);
            }
        } else if let Some(kept) = worth(word) {
            visit(kept);
        }
        before = word;
    }
}

/// Whether a word is of letters alone, as most are: there is nothing in it to leave out.
fn is_plain(word: &str) -> bool {
    word.len() <= LONGEST_WORD && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The part of a word that may repeat elsewhere.
fn worth(word: &str) -> Option<&str> {
    if is_plain(word) {
        return Some(word);
    }
    let word = word.strip_prefix("file://").unwrap_or(word);
    if word.contains("://")
        || word.starts_with("0x")
        || is_measure(word)
        || is_version(word)
        || is_place(word)
    {
        return None;
    }
    let word = without_version(word);
    let word = if is_path(word) {
        last_of_path(word)?
    } else {
        word
    };
    (word.len() <= LONGEST_WORD && !is_made_by_machine(word)).then_some(word)
}

/// Units behind a number, in lower case.
const UNITS: &[&str] = &[
    "", "s", "ms", "us", "µs", "ns", "m", "h", "d", "min", "sec", "b", "kb", "mb", "gb", "tb",
    "kib", "mib", "gib", "k", "g", "x", "z", "t",
];

/// Whether the word is a number with what goes with it: a time, a date, a duration, a size, a percentage, a range.
fn is_measure(word: &str) -> bool {
    let signs = |c: char| {
        c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '+' | '-' | '/' | '%' | '_' | '#' | '$')
    };
    let rest = word.trim_start_matches(signs);
    if rest.len() == word.len() {
        return false;
    }
    let letters: String = rest
        .chars()
        .filter(|c| !signs(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let begins_with_digit =
        word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '#' | '$'));
    begins_with_digit
        && (UNITS.contains(&letters.trim_end_matches("/s")) || is_clock(rest, &letters))
}

/// Whether what is left of a number is the rest of a timestamp or of a duration in several units: `T12:30:00Z`, `m3.1s`.
fn is_clock(rest: &str, letters: &str) -> bool {
    matches!(letters, "tz" | "ms" | "hm" | "hms" | "am" | "pm")
        && rest.contains(|c: char| c.is_ascii_digit())
}

/// Whether the word is a version: `v1.2.3`, `1.2.3-rc.1`.
fn is_version(word: &str) -> bool {
    let number = word.strip_prefix(['v', '^', '~']).unwrap_or(word);
    let mut parts = number.splitn(3, '.');
    let is_digits = |part: Option<&str>| {
        part.is_some_and(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let starts = is_digits(parts.next());
    starts && number.contains('.') && (is_digits(parts.next()) || word.starts_with('v'))
}

fn without_version(word: &str) -> &str {
    match word.rsplit_once('@') {
        Some((name, version))
            if !name.is_empty()
                && version.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '^' | '~')) =>
        {
            name
        }
        _ => word,
    }
}

/// Whether the word is a place in a source: `main.rs:5:9`, `a.ts(3,5)`.
fn is_place(word: &str) -> bool {
    let stripped =
        word.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | ',' | '(' | ')'));
    let numbers = word.get(stripped.len()..).unwrap_or_default();
    numbers.starts_with([':', '('])
        && numbers.contains(|c: char| c.is_ascii_digit())
        && (stripped.contains('.') || stripped.contains('/'))
}

fn is_path(word: &str) -> bool {
    let has_drive = word.get(1..3) == Some(":\\");
    let slashes = word.matches('/').count();
    has_drive
        || word.starts_with(['/', '~'])
        || word.starts_with("./")
        || word.starts_with("../")
        || (slashes >= 2 && !word.starts_with('@'))
        || (slashes == 1
            && word
                .rsplit_once('/')
                .is_some_and(|(_, last)| last.contains('.')))
}

/// The last part of a path, where it names more than a directory of some machine.
fn last_of_path(path: &str) -> Option<&str> {
    let last = path.rsplit(['/', '\\']).next()?;
    let name = last
        .split(':')
        .next()
        .filter(|_| !last.contains("::"))
        .unwrap_or(last);
    (name.contains('.') || name.contains("::")).then_some(name)
}

/// Whether the word is a hash, a UUID or the like: long, of hexadecimal digits, or a mix of letters and many digits.
fn is_made_by_machine(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let is_hex = word
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b'-' | b'.' | b':'));
    (is_hex && digits > 0 && word.len() >= 7) || (digits >= 5 && word.len() >= 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(line: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(line, Trick::Used, |word| found.push(word.to_owned()));
        found
    }

    #[test]
    fn what_never_repeats_is_left_out() {
        for noise in [
            "/home/dev/shop/src",
            "../shop/src/main.rs:12:5",
            "main.rs:12:5",
            "src/a.ts(3,5):",
            "C:\\shop\\bin",
            "2026-03-02T10:11:12.345Z",
            "10:11:12",
            "3.07s",
            "1m3.1s",
            "12ms",
            "45%",
            "1.2.3",
            "v0.1.0",
            "0x7ffd12ab",
            "a3f9c2d1e0b7",
            "8d8f6f6e-2c1b-4c7e-9a35-1d2f3c4b5a69",
            "foo-1dab516247d2f548",
            "https://example.com/a",
            "[12/412]",
            "412",
        ] {
            assert_eq!(kept(noise), Vec::<String>::new(), "{noise}");
        }
    }

    #[test]
    fn names_codes_and_words_are_kept() {
        for word in [
            "E0382",
            "std::sync::Mutex",
            "snake_case",
            "os.path.exists",
            "conftest.py",
            "@scope/package",
            "and/or",
            "libssl.so.1.1",
            "x86_64",
            "utf8",
        ] {
            assert_eq!(kept(word), [word]);
        }
        assert_eq!(
            kept("/usr/lib/libssl.so.1.1: left-pad@1.3.0"),
            ["libssl.so.1.1", "left-pad"]
        );
    }

    #[test]
    fn a_number_is_kept_where_the_word_before_it_makes_it_tell() {
        assert_eq!(
            kept("exit code 137 after 12 tries"),
            ["exit", "code", "137", "after", "tries"]
        );
    }
}
