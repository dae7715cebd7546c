//! Made-up secrets in the right format. They are put together when a test runs: nothing in the source of folio looks
//! like a leak.

use crate::redaction::{Redacted, Redactor};

/// So many characters of an alphabet, in no order, the same each time.
pub(super) fn drawn(alphabet: &str, length: usize) -> String {
    let letters: Vec<char> = alphabet.chars().collect();
    let mut state: u32 = 2_463_534_242;
    let draw = |_| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        letters[state as usize % letters.len()]
    };
    (0..length).map(draw).collect()
}

pub(super) const HEX: &str = "0123456789abcdef";
pub(super) const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
pub(super) const LOWER: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
pub(super) const ALPHANUMERIC: &str =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
pub(super) const DASHED: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
pub(super) const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub(super) fn redactor() -> Redactor {
    Redactor::new(&[]).unwrap()
}

pub(super) fn redact(text: &str) -> Redacted {
    redactor().redact(text)
}

/// The text after redaction.
pub(super) fn redacted(text: &str) -> String {
    redact(text).text
}

/// The lines of a private key of this kind, with their markers.
pub(super) fn key_block(kind: &str) -> Vec<String> {
    let mut lines = vec![format!("-----{} {kind}-----", "BEGIN")];
    let body = drawn(BASE64, 64 * 5 + 20);
    lines.extend(
        body.as_bytes()
            .chunks(64)
            .map(|line| String::from_utf8(line.to_vec()).unwrap()),
    );
    lines.push(format!("-----{} {kind}-----", "END"));
    lines
}
