//! Tokens that their own shape gives away. The table of shapes does not live here.

use std::ops::Range;

use super::scan::Scan;
use super::span::Span;
use super::token_shapes::{Alphabet, JSON_WEB_TOKEN, LONGEST, Part, Shape};

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
    let end = end_of(scan, shape.after, literal.end)?;
    let secret = scan.slice(literal.end..end);
    let is_made_up_of_noise = if shape.kind == JSON_WEB_TOKEN {
        has_encoded_payload(secret)
    } else {
        is_noise(secret)
    };
    is_made_up_of_noise.then(|| Span::shaped(start..end, shape.kind))
}

/// The bot token of Discord around a dot, the first of its two. It has no literal: its first part is a number in
/// base64, and so are few other things.
pub(super) fn discord(scan: Scan<'_>, dot: usize) -> Option<Span> {
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
    let start =
        starts_of(scan, NUMBER, dot).find(|start| is_number_in_base64(scan.slice(*start..dot)))?;
    let second_dot = end_of(scan, TIME, dot + 1)?;
    if scan.at(second_dot) != Some(b'.') {
        return None;
    }
    let end = end_of(scan, CHECK, second_dot + 1)?;
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
    let end = scan.short_run_end(start, LONGEST, |byte| part.alphabet.has(byte));
    let stray = scan
        .slice(start..end)
        .iter()
        .rev()
        .take_while(|byte| **byte == b'.')
        .count();
    let end = end - stray;
    let goes_on = end - start < LONGEST
        && scan
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

/// Whether what follows the beginning of a header in base64 is the rest of it, a dot, and a payload: a JSON object too.
/// The payload of an encrypted token is no JSON, but such a token has five parts.
fn has_encoded_payload(rest: &[u8]) -> bool {
    let mut parts = rest.split(|byte| *byte == b'.');
    let has_header = parts.next().is_some_and(|header| header.len() >= 8);
    let has_payload = parts.next().is_some_and(|part| part.starts_with(b"eyJ"));
    has_header && (has_payload || parts.count() == 3)
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
