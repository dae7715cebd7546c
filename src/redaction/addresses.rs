//! Passwords in addresses of any scheme: `postgres://user:password@host`. User and host stay. What stands in the query of
//! an address is a name with a value like others.

use std::ops::Range;

use super::scan::{Scan, is_quote};
use super::span::Span;
use super::values::{self, Quoting, Value};

/// The most that stands before the host, in bytes.
const LONGEST: usize = 1024;

/// A user without a password that is so long is a token.
const LONG_USER: usize = 20;

/// The password of the address whose `://` is `separator`.
pub(super) fn find(scan: Scan<'_>, separator: Range<usize>) -> Option<Span> {
    let has_scheme = scan
        .before(separator.start)
        .is_some_and(|byte| byte.is_ascii_alphanumeric());
    if !has_scheme {
        return None;
    }
    let start = separator.end;
    let end = scan.short_run_end(start, LONGEST, |byte| {
        !byte.is_ascii_whitespace()
            && !is_quote(byte)
            && !matches!(byte, b'/' | b'?' | b'#' | b'<' | b'>' | b'\\')
    });
    let authority = scan.slice(start..end);
    let at = start + authority.iter().rposition(|byte| *byte == b'@')?;
    let user = scan.run_end(start, |byte| byte != b':' && byte != b'@');
    let (range, kind) = if user < at {
        (user + 1..at, "password")
    } else if user - start >= LONG_USER && values::is_noise(scan.slice(start..user)) {
        (start..user, "token")
    } else {
        return None;
    };
    let value = Value {
        range,
        quoting: Quoting::Quoted,
    };
    let is_replaced = scan.has(value.range.start, b"[redacted: ");
    let is_secret = !value.range.is_empty()
        && !is_replaced
        && (kind == "token" || !values::speaks_of_a_secret(scan, &value));
    is_secret.then(|| Span::placed(value.range, kind))
}
