//! The headers of web requests that hold credentials: `Authorization`, `Proxy-Authorization`, `Cookie`, `Set-Cookie`.
//! Headers with a name such as `X-Api-Key` are names with a value like others.

use std::ops::Range;

use super::scan::{Scan, is_blank, is_line_end, is_quote};
use super::span::Span;
use super::values::{self, Quoting, Value};

/// Ways of proving who one is. The name of the way stays.
const SCHEMES: &[&[u8]] = &[
    b"Bearer",
    b"Basic",
    b"Token",
    b"Digest",
    b"Negotiate",
    b"NTLM",
    b"ApiKey",
    b"Api-Key",
    b"Bot",
    b"DPoP",
    b"Hawk",
    b"AWS4-HMAC-SHA256",
    b"GoogleLogin",
    b"SharedKey",
    b"PRIVATE-TOKEN",
];

/// The credentials of an `Authorization` header whose name ends at `name.end`.
pub(super) fn authorization(scan: Scan<'_>, name: Range<usize>) -> Option<Span> {
    let content = content(scan, name.end)?;
    let scheme = SCHEMES.iter().find(|scheme| {
        let end = content.start + scheme.len();
        scan.has_in_any_case(content.start, scheme) && scan.at(end).is_some_and(is_blank)
    });
    let start = match scheme {
        Some(scheme) => scan.skip_blanks(content.start + scheme.len()),
        None => content.start,
    };
    let value = whole(scan, start..content.end)?;
    let bytes = scan.slice(value.range.clone());
    let is_secret = match scheme {
        Some(_) => !values::is_prose(bytes) && !values::is_word_of_sentence(bytes),
        None => values::is_noise(bytes),
    };
    is_secret.then(|| Span::placed(value.range, "authorization"))
}

/// A token after `Bearer`, where the name of the header is not told.
pub(super) fn bearer(scan: Scan<'_>, word: Range<usize>) -> Option<Span> {
    if !scan.begins_word(word.start) {
        return None;
    }
    let value = values::read(scan, scan.skip_blanks(word.end))?;
    let bytes = scan.slice(value.range.clone());
    let is_secret =
        bytes.len() >= 16 && values::is_noise(bytes) && !values::speaks_of_a_secret(scan, &value);
    is_secret.then(|| Span::placed(value.range, "authorization"))
}

/// The values of the cookies in a header: all of those that are sent, the one that is set.
pub(super) fn cookies(scan: Scan<'_>, name: Range<usize>, spans: &mut Vec<Span>) {
    let Some(content) = content(scan, name.end) else {
        return;
    };
    let is_setting = scan.has_in_any_case(name.start.saturating_sub(4), b"set-");
    let mut start = content.start;
    while start < content.end {
        let end = scan
            .run_end(start, |byte| byte != b';' && !is_line_end(byte))
            .min(content.end);
        let equals = scan.run_end(start, is_of_cookie_name);
        if equals > start && scan.at(equals) == Some(b'=') && equals < end {
            let value = whole(scan, equals + 1..end);
            spans.extend(value.map(|value| Span::placed(value.range, "cookie")));
        } else {
            // A sentence about cookies is no list of them.
            return;
        }
        if is_setting {
            return;
        }
        start = scan.skip_blanks(end + 1);
    }
}

fn is_of_cookie_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'%' | b'$' | b'!')
}

/// What a header says, from the end of its name on: up to the end of the line, or to the quotation mark that ends the
/// header or its content.
fn content(scan: Scan<'_>, name_end: usize) -> Option<Range<usize>> {
    let escapes = scan.run_end(name_end, |byte| byte == b'\\');
    let closed = match scan.at(escapes) {
        Some(byte) if is_quote(byte) => escapes + 1,
        _ => name_end,
    };
    let colon = scan.skip_blanks(closed);
    if !matches!(scan.at(colon), Some(b':' | b'=')) {
        return None;
    }
    let arrow = usize::from(scan.at(colon + 1) == Some(b'>'));
    let start = scan.skip_blanks(colon + 1 + arrow);
    let start = scan.run_end(start, |byte| {
        byte == b'\\' || is_quote(byte) || byte == b'['
    });
    let end = scan.run_end(start, |byte| {
        !is_line_end(byte) && !is_quote(byte) && byte != b'\\' && byte != b']'
    });
    (start < end).then_some(start..end)
}

/// A range as a value, if it holds one.
fn whole(scan: Scan<'_>, range: Range<usize>) -> Option<Value> {
    let trimmed = scan.run_start(range.end, range.len(), is_blank);
    let value = Value {
        range: range.start..trimmed,
        quoting: Quoting::Quoted,
    };
    let is_replaced = scan.has(range.start, b"[redacted: ");
    let is_empty = value.range.is_empty();
    (!is_empty && !is_replaced && !values::speaks_of_a_secret(scan, &value)).then_some(value)
}
