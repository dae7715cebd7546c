//! Tokens that their own shape gives away. The table of shapes does not live here.

use std::ops::Range;

use super::scan::Scan;
use super::span::{Looked, Span};
use super::token_shapes::{Alphabet, LOOKED_AT, Part, Shape};

/// The token of a shape, whose literal stands at `literal`.
pub(super) fn find(scan: Scan<'_>, shape: &Shape, literal: Range<usize>) -> Option<Span> {
    let is_in_this_case = scan.slice(literal.clone()) == shape.literal.as_bytes();
    if !is_in_this_case {
        return None;
    }
    let start = match shape.before {
        None => literal.start,
        Some(part) => starts_of(scan, part, literal.start).next()?,
    };
    if !scan.begins_word(start) {
        return None;
    }
    let alphabet = shape.after.alphabet;
    let looked_at = scan.short_run_end(literal.end, LOOKED_AT, |byte| alphabet.has(byte));
    let looked_at = literal.end..looked_at;
    if looked_at.len() < shape.after.least || !is_noise(scan.slice(looked_at)) {
        return None;
    }
    let end = end_of(scan, shape.after, literal.end)?;
    Some(Span::shaped(start..end, shape.kind))
}

/// The JSON web token whose header begins at `literal`: a payload follows that is a JSON object too. The payload of an
/// encrypted token is no JSON, but such a token has five parts.
pub(super) fn web_token(scan: Scan<'_>, literal: Range<usize>) -> Looked {
    if scan.slice(literal.clone()) != b"eyJ" || !scan.begins_word(literal.start) {
        return Looked::in_vain(literal.end);
    }
    let part_end = |start| scan.run_end(start, |byte| Alphabet::Dashed.has(byte));
    let header_end = part_end(literal.end);
    let parts = || {
        let next = |end: &usize| (scan.at(*end) == Some(b'.')).then(|| part_end(end + 1));
        std::iter::successors(Some(header_end), next).take(6)
    };
    let has_payload = scan.has(header_end, b".eyJ") || parts().count() == 5;
    let is_long = header_end - literal.end >= 8;
    let end = (has_payload && is_long).then(|| end_of(scan, WEB_TOKEN, literal.end));
    match end.flatten() {
        Some(end) => Looked::found(Span::shaped(literal.start..end, "json web token")),
        // What else begins in these characters is followed by the same.
        None => Looked::in_vain(header_end),
    }
}

const WEB_TOKEN: Part = Part {
    alphabet: Alphabet::Dotted,
    least: 20,
    most: usize::MAX,
};

/// The bot token of Discord that begins at `start`. It has no literal: its first part is a number in base64, and so are
/// few other things.
pub(super) fn discord(scan: Scan<'_>, start: usize) -> Option<Span> {
    const NUMBER: Part = Part {
        alphabet: Alphabet::Alphanumeric,
        least: 23,
        most: 28,
    };
    const TIME: Part = Part {
        alphabet: Alphabet::Dashed,
        least: 6,
        most: 6,
    };
    const CHECK: Part = Part {
        alphabet: Alphabet::Dashed,
        least: 27,
        most: 40,
    };
    if !scan.begins_word(start) {
        return None;
    }
    let dot = end_of(scan, NUMBER, start)?;
    let second_dot = dot + 1 + TIME.most;
    let is_one = scan.at(dot) == Some(b'.')
        && is_number_in_base64(scan.slice(start..dot))
        && end_of(scan, TIME, dot + 1) == Some(second_dot)
        && scan.at(second_dot) == Some(b'.');
    let end = is_one.then(|| end_of(scan, CHECK, second_dot + 1))??;
    Some(Span::shaped(start..end, "discord token"))
}

/// Where a part may begin that ends at `end`: at the beginnings of words that leave it a length that it may have.
fn starts_of(scan: Scan<'_>, part: Part, end: usize) -> impl Iterator<Item = usize> {
    let farthest = scan.run_start(end, part.most, |byte| part.alphabet.has(byte));
    let nearest = end.saturating_sub(part.least);
    (farthest..=nearest).filter(move |start| end - start >= part.least && scan.begins_word(*start))
}

/// Where a part ends that begins at `start`. A dot, a dash or a sign of equality that ends a sentence is not part of it,
/// nor is a word that goes on in other characters.
fn end_of(scan: Scan<'_>, part: Part, start: usize) -> Option<usize> {
    let most = part.most.saturating_add(1);
    let end = scan.short_run_end(start, most, |byte| part.alphabet.has(byte));
    let stray = scan
        .slice(start..end)
        .iter()
        .rev()
        .take_while(|byte| **byte == b'.')
        .count();
    let end = end - stray;
    let goes_on = scan
        .at(end)
        .is_some_and(|byte| byte.is_ascii_alphanumeric());
    ((part.least..=part.most).contains(&(end - start)) && !goes_on).then_some(end)
}

/// Whether characters look drawn by lot: with digits, or with letters of both cases. `ghp_xxxx…` and words with dashes
/// between them do not.
fn is_noise(secret: &[u8]) -> bool {
    let has = |belongs: fn(&u8) -> bool| secret.iter().any(belongs);
    let is_of_one_kind = secret.windows(2).all(|pair| pair.first() == pair.last());
    let is_mixed = has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    !is_of_one_kind && (has(u8::is_ascii_digit) || is_mixed)
}

/// Whether these characters are base64 of ASCII digits.
fn is_number_in_base64(encoded: &[u8]) -> bool {
    encoded.chunks(4).all(|group| {
        let mut bits: u32 = 0;
        for character in group {
            let Some(value) = base64_value(*character) else {
                return false;
            };
            bits = bits << 6 | value;
        }
        let whole = group.len() * 6 / 8;
        let bits = bits >> (group.len() * 6 - whole * 8);
        (0..whole).all(|index| (bits >> (8 * index) & 0xff) as u8 & 0xf0 == 0x30)
    })
}

/// The six bits that a letter or digit stands for.
fn base64_value(character: u8) -> Option<u32> {
    let offset = match character {
        b'A'..=b'Z' => character - b'A',
        b'a'..=b'z' => character - b'a' + 26,
        b'0'..=b'9' => character - b'0' + 52,
        _ => return None,
    };
    Some(u32::from(offset))
}
