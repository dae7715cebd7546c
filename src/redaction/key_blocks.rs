//! Blocks that hold private keys, whole, without their end or without their beginning. Public keys and certificates are
//! left alone.

use std::ops::Range;

use super::keywords::{Hit, Rule};
use super::scan::{Scan, is_line_end, is_quote};
use super::span::Span;

const KIND: &str = "private key";

/// The longest name between `BEGIN` and the dashes, in bytes.
const LONGEST_NAME: usize = 64;

/// The end of a marker.
const DASHES: &[u8] = b"-----";

/// The shortest line of a key that is taken for one, in bytes, where a marker is missing.
const SHORTEST_LINE: usize = 16;

/// What may stand between the first marker and the key.
const HEADERS: &[&[u8]] = &[
    b"Proc-Type:",
    b"DEK-Info:",
    b"Version:",
    b"Comment:",
    b"Charset:",
];

/// The blocks between markers.
pub(super) fn find(scan: Scan<'_>, markers: &[Hit]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut closed = 0;
    for hit in markers {
        let Some(marker) = marker(scan, hit) else {
            continue;
        };
        match (hit.rule, open.take()) {
            (Rule::KeyBegin, before) => {
                if let Some(range) = before.and_then(|begin| without_end(scan, begin)) {
                    spans.push(range);
                }
                open = Some(marker);
            }
            (_, Some(begin)) => {
                closed = marker.end;
                spans.push(begin.start..marker.end);
            }
            (_, None) => {
                spans.extend(without_begin(scan, closed, marker.clone()));
                closed = marker.end;
            }
        }
    }
    spans.extend(open.and_then(|begin| without_end(scan, begin)));
    let spans = spans.into_iter();
    spans.map(|range| Span::shaped(range, KIND)).collect()
}

/// A marker of a private key: from its first dash to its last.
fn marker(scan: Scan<'_>, hit: &Hit) -> Option<Range<usize>> {
    let name = hit.range.end;
    let end = scan.short_run_end(name, LONGEST_NAME, |byte| {
        byte.is_ascii_alphanumeric() || byte == b' '
    });
    let is_private = scan
        .slice(name..end)
        .windows(b"PRIVATE KEY".len())
        .any(|words| words.eq_ignore_ascii_case(b"PRIVATE KEY"));
    (is_private && scan.has(end, DASHES)).then(|| hit.range.start..end + DASHES.len())
}

/// A block whose end is missing: the marker and what looks like a key after it. A marker alone is a word about keys.
fn without_end(scan: Scan<'_>, marker: Range<usize>) -> Option<Range<usize>> {
    let mut start = after_line_breaks(scan, marker.end);
    while HEADERS.iter().any(|header| scan.has(start, header)) {
        let line_end = scan.run_end(start, |byte| !is_line_end(byte) && byte != b'\\');
        start = after_line_breaks(scan, line_end);
    }
    let mut end = None;
    loop {
        let line_end = scan.run_end(start, is_of_key);
        let ends_here = scan
            .at(scan.skip_blanks(line_end))
            .is_none_or(is_between_lines);
        let is_long = line_end - start >= SHORTEST_LINE;
        // The last line of a key is as short as it comes.
        if !ends_here || line_end == start || (!is_long && end.is_none()) {
            break;
        }
        end = Some(line_end);
        if !is_long {
            break;
        }
        start = after_line_breaks(scan, line_end);
    }
    Some(marker.start..end?)
}

/// A block whose beginning is missing: what looks like a key before the marker, no further back than `floor`.
fn without_begin(scan: Scan<'_>, floor: usize, marker: Range<usize>) -> Option<Range<usize>> {
    let mut start = marker.start;
    loop {
        let line_end = before_line_breaks(scan, start);
        let mut line = scan.run_start(line_end, line_end.saturating_sub(floor), is_of_key);
        if scan.before(line) == Some(b'\\') && scan.at(line) == Some(b'n') {
            line += 1;
        }
        let is_long = line_end.saturating_sub(line) >= SHORTEST_LINE;
        // The last line of a key is as short as it comes, and so is the first where it was cut off.
        let may_be_short = start == marker.start || line == 0;
        if line >= line_end || !(is_long || may_be_short) {
            break;
        }
        start = line;
    }
    (marker.start - start >= SHORTEST_LINE).then_some(start..marker.end)
}

/// What a key is written in: base64, and the sum that ends an armoured one.
fn is_of_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// The place after what stands between the lines of a key: white space, `\n` and quotation marks where the key is part
/// of a program, the signs with which logs and mails begin a line.
fn after_line_breaks(scan: Scan<'_>, mut place: usize) -> usize {
    loop {
        place = match scan.at(place) {
            Some(b'\\') if matches!(scan.at(place + 1), Some(b'n' | b'r')) => place + 2,
            Some(byte) if is_between_lines(byte) => place + 1,
            _ => return place,
        }
    }
}

/// The place before it.
fn before_line_breaks(scan: Scan<'_>, mut place: usize) -> usize {
    loop {
        let escape = place.saturating_sub(2)..place;
        place = match scan.before(place) {
            Some(b'n' | b'r') if scan.at(escape.start) == Some(b'\\') => escape.start,
            Some(byte) if is_between_lines(byte) => place - 1,
            _ => return place,
        }
    }
}

fn is_between_lines(byte: u8) -> bool {
    byte.is_ascii_whitespace() || is_quote(byte) || matches!(byte, b'\\' | b',' | b'|' | b'>')
}
