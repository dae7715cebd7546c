//! The headers of web requests that hold credentials: `Authorization`, `Proxy-Authorization`, `Cookie`, `Set-Cookie`.
//! Headers with a name such as `X-Api-Key` are names with a value like others.

use std::ops::Range;

use super::scan::{Scan, is_blank, is_line_end, is_quote};
use super::span::{Looked, Span};
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
    b"OAuth",
    b"Signature",
    b"GoogleLogin",
    b"SharedKey",
    b"PRIVATE-TOKEN",
];

/// Those of them that take parameters, most of them in quotation marks.
const WITH_PARAMETERS: &[&[u8]] = &[b"Digest", b"Hawk", b"OAuth", b"Signature"];

/// The credentials of an `Authorization` header whose name ends at `name.end`.
pub(super) fn authorization(scan: Scan<'_>, name: Range<usize>) -> Option<Span> {
    // `HTTP_AUTHORIZATION` is the header, `Win32_Security_Authorization` is not.
    let is_end_of_identifier = scan.before(name.start) == Some(b'_')
        && scan.slice(name.clone()).iter().any(u8::is_ascii_lowercase);
    if is_end_of_identifier {
        return None;
    }
    let content = content_start(scan, name.end)?;
    let scheme = SCHEMES.iter().find(|scheme| {
        let end = content + scheme.len();
        scan.has_in_any_case(content, scheme) && scan.at(end).is_some_and(is_blank)
    });
    let start = match scheme {
        Some(scheme) => scan.skip_blanks(content + scheme.len()),
        None => content,
    };
    if scheme.is_some_and(|scheme| WITH_PARAMETERS.contains(scheme))
        && let Some(end) = parameters_end(scan, start)
    {
        return Some(Span::placed(start..end, "authorization"));
    }
    let looked_at = scan.short_run_end(start, values::LOOKED_AT, is_of_content);
    let value = whole(scan, start..looked_at)?;
    let bytes = scan.slice(value.range.clone());
    let is_secret = match scheme {
        Some(_) => !values::is_prose(bytes) && !values::is_word_of_sentence(bytes),
        None => values::is_noise(bytes),
    };
    if !is_secret {
        return None;
    }
    let value = whole(scan, start..scan.run_end(start, is_of_content))?;
    Some(Span::placed(value.range, "authorization"))
}

/// Where a list of parameters ends, such as `username="ada", nc=00000001` (RFC 9110, section 11.4): after the value of
/// the last. None where there is no quoted value: without one the list is content like any other.
fn parameters_end(scan: Scan<'_>, start: usize) -> Option<usize> {
    let mut place = start;
    let mut end = None;
    let mut has_quoted = false;
    loop {
        let equals = scan.run_end(place, is_of_parameter_name);
        if equals == place || scan.at(equals) != Some(b'=') {
            break;
        }
        let Some(value) = values::read_whole(scan, equals + 1) else {
            break;
        };
        let closing = match value.quoting {
            Quoting::Quoted => {
                has_quoted = true;
                closing_end(scan, value.range.end)
            }
            Quoting::Bare => value.range.end,
        };
        end = Some(closing);
        let comma = scan.skip_blanks(closing);
        if scan.at(comma) != Some(b',') {
            break;
        }
        place = scan.skip_blanks(comma + 1);
    }
    end.filter(|_| has_quoted)
}

/// Where the quotation mark ends that closes a value, with the backslashes before it.
fn closing_end(scan: Scan<'_>, value_end: usize) -> usize {
    let mark = scan.run_end(value_end, |byte| byte == b'\\');
    mark + usize::from(scan.at(mark).is_some_and(is_quote))
}

fn is_of_parameter_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'*')
}

/// A token after `Bearer`, where the name of the header is not told.
pub(super) fn bearer(scan: Scan<'_>, word: Range<usize>) -> Option<Span> {
    if !scan.begins_word(word.start) {
        return None;
    }
    let start = scan.skip_blanks(word.end);
    let value = values::read(scan, start)?;
    let bytes = scan.slice(value.range.clone());
    let is_secret =
        bytes.len() >= 16 && values::is_noise(bytes) && !values::speaks_of_a_secret(scan, &value);
    if !is_secret {
        return None;
    }
    let value = values::read_whole(scan, start)?;
    Some(Span::placed(value.range, "authorization"))
}

/// The values of the cookies in a header: all of those that are sent, the one that is set.
pub(super) fn cookies(scan: Scan<'_>, name: Range<usize>) -> Looked {
    let mut looked = Looked::in_vain(name.end);
    let Some(mut start) = content_start(scan, name.end) else {
        return looked;
    };
    let is_setting = scan.has_in_any_case(name.start.saturating_sub(4), b"set-");
    loop {
        let equals = scan.run_end(start, is_of_cookie_name);
        if equals == start || scan.at(equals) != Some(b'=') {
            // A sentence about cookies is no list of them.
            return looked;
        }
        let value = equals + 1;
        let end = scan.run_end(value, |byte| byte != b';' && is_of_content(byte));
        let cookie = whole(scan, value..end);
        let cookie = cookie.map(|value| Span::placed(value.range, "cookie"));
        looked.spans.extend(cookie);
        looked.read_to = end;
        if is_setting || scan.at(end) != Some(b';') {
            return looked;
        }
        start = scan.skip_blanks(end + 1);
    }
}

fn is_of_cookie_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'%' | b'$' | b'!')
}

/// Where begins what a header says whose name ends at `name_end`.
fn content_start(scan: Scan<'_>, name_end: usize) -> Option<usize> {
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
    scan.at(start).is_some_and(is_of_content).then_some(start)
}

/// What a header says ends with the line, or at the quotation mark that ends the header or its content.
fn is_of_content(byte: u8) -> bool {
    !is_line_end(byte) && !is_quote(byte) && !matches!(byte, b'\\' | b']')
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
