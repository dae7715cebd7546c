//! The value that stands after a name, and whether it is a secret or only speaks of one. What makes a name secret does
//! not live here.

use std::ops::Range;

use super::scan::{Scan, is_line_end, is_quote};

/// So much of a value is looked at, in bytes: enough to tell what it is.
pub(super) const LOOKED_AT: usize = 256;

/// A value in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    /// The value itself, without quotation marks.
    pub(super) range: Range<usize>,
    /// Whether quotation marks stand around it.
    pub(super) quoting: Quoting,
}

/// Whether quotation marks stand around a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoting {
    /// They do.
    Quoted,
    /// They do not.
    Bare,
}

/// The value that begins at `start`, or so much of it as tells what it is; none where there is nothing, or a secret was
/// replaced already.
pub(super) fn read(scan: Scan<'_>, start: usize) -> Option<Value> {
    read_up_to(scan, start, LOOKED_AT)
}

/// The value that begins at `start`, whole, however long it is.
pub(super) fn read_whole(scan: Scan<'_>, start: usize) -> Option<Value> {
    read_up_to(scan, start, usize::MAX)
}

fn read_up_to(scan: Scan<'_>, start: usize, most: usize) -> Option<Value> {
    let start = if scan.has(start, b"Some(") {
        start + b"Some(".len()
    } else if scan.has(start, b"b\"") || scan.has(start, b"b'") {
        start + 1
    } else {
        start
    };
    let escapes = scan.run_end(start, |byte| byte == b'\\');
    let (range, quoting) = match scan.at(escapes) {
        Some(quote) if is_quote(quote) => {
            let inner = escapes + 1;
            let end = quoted_end(
                scan,
                inner..inner.saturating_add(most),
                quote,
                escapes - start,
            );
            (inner..end, Quoting::Quoted)
        }
        _ => (
            start..bare_end(scan, start..start.saturating_add(most)),
            Quoting::Bare,
        ),
    };
    let is_replaced = scan.has(range.start, b"[redacted: ");
    (!range.is_empty() && !is_replaced).then_some(Value { range, quoting })
}

/// Where a quoted value ends within the range: before a quotation mark with as many backslashes as the first had, or
/// with the line.
fn quoted_end(scan: Scan<'_>, within: Range<usize>, quote: u8, escapes: usize) -> usize {
    let mut place = within.start;
    while place < within.end {
        let run = scan.short_run_end(place, within.end - place, |byte| {
            byte != quote && byte != b'\\' && !is_line_end(byte)
        });
        let after = scan.short_run_end(run, within.end - run, |byte| byte == b'\\');
        place = match scan.at(after) {
            Some(byte) if byte == quote && after - run <= escapes => return run,
            Some(byte) if byte == quote => after + 1,
            Some(byte) if !is_line_end(byte) && after > run => after,
            _ => return after,
        }
    }
    place
}

/// Where a bare value ends within the range: before white space and what separates values in shells, addresses and
/// lists.
fn bare_end(scan: Scan<'_>, within: Range<usize>) -> usize {
    let Range { start, end } = within;
    let mut place = start;
    while place < end {
        place = scan.short_run_end(place, end - place, |byte| !ends_bare(byte) && byte != b',');
        if scan.at(place) != Some(b',') || separates(scan, place) {
            break;
        }
        place += 1;
    }
    let closing = scan
        .slice(start..place)
        .iter()
        .rev()
        .take_while(|byte| matches!(byte, b')' | b']' | b'}'));
    place - closing.count()
}

fn ends_bare(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || byte.is_ascii_control()
        || is_quote(byte)
        || matches!(byte, b';' | b'&' | b'|' | b'<' | b'>' | b'\\')
}

/// Whether a comma separates two values instead of being part of one.
fn separates(scan: Scan<'_>, comma: usize) -> bool {
    let name = scan.short_run_end(comma + 1, 64, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
    });
    let next = scan.at(name);
    name == comma + 1 || next.is_none() || matches!(next, Some(b'=' | b':'))
}

/// Whether a value only says where the secret comes from, that there is none, or what kind of thing it is: `$TOKEN`,
/// `<password>`, `{password}`, `****`, `None`, `String`, `Token::Ident`, `read_password()`, `/run/secrets/key`.
pub(super) fn speaks_of_a_secret(scan: Scan<'_>, value: &Value) -> bool {
    let bytes = scan.slice(value.range.clone());
    let looked_at = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if is_reference(looked_at) || is_of_one_character(looked_at) || is_among(NOTHING, looked_at) {
        return true;
    }
    value.quoting == Quoting::Bare
        && (is_code(scan, looked_at, value.range.end) || is_path(looked_at))
}

fn is_reference(value: &[u8]) -> bool {
    match value {
        [b'$', b'{' | b'(', ..] | [b'<' | b'{', ..] | [b'[', .., b']'] => true,
        [b'$' | b'@' | b'%', name @ ..] => {
            let name = name.strip_suffix(b"%").unwrap_or(name);
            name.iter().all(|byte| is_name(*byte)) && !name.iter().all(u8::is_ascii_hexdigit)
        }
        _ => false,
    }
}

fn is_of_one_character(value: &[u8]) -> bool {
    let is_masking =
        |byte: &u8| matches!(byte, b'*' | b'x' | b'X' | b'.' | b'-' | b'_' | b'#' | b'?');
    value.iter().all(is_masking)
        || value.starts_with(b"\xe2\x80\xa2")
        || value.starts_with(b"\xe2\x80\xa6")
        || value.starts_with(b"...")
}

/// Whether a sentence goes on with this word instead of a secret.
pub(super) fn is_word_of_sentence(value: &[u8]) -> bool {
    is_among(OF_SENTENCES, value)
}

/// Whether a value is one of these words, with or without the end of a sentence.
fn is_among(words: &[&str], value: &[u8]) -> bool {
    let word = value
        .strip_suffix(b":")
        .or_else(|| value.strip_suffix(b"."))
        .unwrap_or(value);
    words
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known.as_bytes()))
}

/// Whether a bare value is an expression of a program.
fn is_code(scan: Scan<'_>, value: &[u8], end: usize) -> bool {
    let has_path = value.windows(2).any(|pair| pair == b"::" || pair == b"->");
    let is_borrowed = value.starts_with(b"&") || value.starts_with(b"=") || value.starts_with(b"(");
    let word = value
        .iter()
        .take_while(|byte| is_name(**byte) || **byte == b'.')
        .count();
    let is_call = word > 0 && matches!(value.get(word), Some(b'(' | b'[' | b'<' | b'{'));
    let is_generic = word == value.len() && scan.at(end) == Some(b'<');
    let is_member = [
        b"self.".as_slice(),
        b"this.",
        b"process.",
        b"os.",
        b"config.",
        b"args.",
        b"env.",
    ]
    .iter()
    .any(|owner| value.starts_with(owner));
    has_path || is_borrowed || is_call || is_generic || is_member
}

fn is_path(value: &[u8]) -> bool {
    let is_windows =
        matches!(value, [drive, b':', b'\\' | b'/', ..] if drive.is_ascii_alphabetic());
    let is_relative = value.starts_with(b"./") || value.starts_with(b"../");
    let is_absolute = matches!(value, [b'/', rest @ ..] if rest.contains(&b'/'));
    is_windows || is_relative || is_absolute || value.starts_with(b"~/") || is_address(value)
}

fn is_address(value: &[u8]) -> bool {
    let is_of_scheme =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let scheme = value.iter().take_while(|byte| is_of_scheme(byte)).count();
    scheme > 0
        && value
            .get(scheme..)
            .is_some_and(|rest| rest.starts_with(b"://"))
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a value looks drawn by lot, as tokens and keys are: long, and with digits among its letters or letters of
/// both cases in no order of words.
pub(super) fn is_noise(value: &[u8]) -> bool {
    let value = value.get(..LOOKED_AT).unwrap_or(value);
    let has = |belongs: fn(&u8) -> bool| value.iter().any(belongs);
    let has_digit = has(u8::is_ascii_digit);
    let has_letter = has(u8::is_ascii_alphabetic);
    let is_of_base64 = value.iter().all(|byte| {
        is_name(*byte)
            || matches!(
                byte,
                b'-' | b'.' | b'+' | b'/' | b'=' | b'~' | b'%' | b':' | b'!' | b'*'
            )
    });
    let changes = value
        .windows(2)
        .filter(|pair| matches!(pair, [one, other] if one.is_ascii_lowercase() && other.is_ascii_uppercase()))
        .count();
    let is_mixed = value.len() >= 20 && changes * 6 >= value.len();
    is_of_base64 && ((value.len() >= 8 && has_digit && has_letter) || is_mixed)
}

/// Whether a value has what a person puts into a password and not into a word: a digit, a sign, a capital inside.
pub(super) fn is_unlike_a_word(value: &[u8]) -> bool {
    let value = value.get(..LOOKED_AT).unwrap_or(value);
    let inner = value.get(1..).unwrap_or_default();
    let is_sign = |byte: &u8| {
        byte.is_ascii_punctuation()
            && !matches!(
                byte,
                b'.' | b',' | b':' | b'-' | b'_' | b'\'' | b'(' | b')' | b'/'
            )
    };
    value.len() >= 4
        && value.iter().any(u8::is_ascii_alphabetic)
        && (value.iter().any(u8::is_ascii_digit)
            || value.iter().any(is_sign)
            || (inner.iter().any(u8::is_ascii_uppercase)
                && inner.iter().any(u8::is_ascii_lowercase)))
}

/// Whether words are a sentence about a password.
pub(super) fn is_prose(value: &[u8]) -> bool {
    let value = value.get(..LOOKED_AT).unwrap_or(value);
    let mut words = value.split(u8::is_ascii_whitespace);
    value.contains(&b' ') && words.any(|word| is_word_of_sentence(word) || is_among(NOTHING, word))
}

/// Words for nothing, for what is hidden, and for types.
#[rustfmt::skip]
const NOTHING: &[&str] = &[
    "true", "false", "none", "null", "nil", "undefined", "empty", "unset", "missing", "yes", "no", "on", "off",
    "string", "str", "text", "bytes", "byte", "char", "char*", "int", "integer", "number", "bool", "boolean", "any",
    "object", "option", "secretstring", "varchar", "required", "optional", "hidden", "masked", "redacted",
    "[redacted]", "(redacted)", "[hidden]", "[filtered]", "(hidden)", "(none)", "(empty)", "sensitive", "unknown",
];

/// Words with which a sentence about a secret goes on, after a colon or a flag.
#[rustfmt::skip]
const OF_SENTENCES: &[&str] = &[
    "invalid", "incorrect", "wrong", "blank", "expired", "rejected", "accepted", "denied", "failed", "mismatch",
    "unauthorized", "valid", "weak", "short", "set", "present", "absent", "default", "prompt", "password", "passwd",
    "pass", "token", "secret", "key", "value", "a", "an", "the", "to", "is", "was", "are", "be", "been", "for",
    "from", "of", "or", "and", "in", "with", "without", "not", "must", "should", "may", "can", "can't", "cannot",
    "could", "has", "have", "had", "does", "do", "did", "if", "when", "instead", "flag", "flags", "options",
    "argument", "arguments", "too", "at", "as", "it", "this", "that", "your", "my", "their", "via", "by", "you",
    "error", "changed", "reset", "ok", "new", "needed", "used", "deprecated", "enabled", "disabled",
    "authentication", "basic", "bearer", "digest", "stdin", "file", "field", "expected", "unexpected", "parameter",
    "method",
];
