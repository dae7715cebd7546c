//! The beginning of a text of which only the end was kept: half a secret has no shape any more, so it must go before
//! anything looks for secrets.

/// The bytes from where they are whole: from the second line on, or, where there is one line only, from the first
/// character that ends every token.
pub fn after_cut(kept: &[u8]) -> &[u8] {
    let line = kept.iter().position(|byte| *byte == b'\n');
    let ends_token = |byte: &u8| {
        byte.is_ascii_whitespace()
            || matches!(byte, b'"' | b'\'' | b',' | b';' | b'&' | b'<' | b'>')
    };
    let start = match line {
        Some(end) => end + 1,
        None => kept.iter().position(ends_token).unwrap_or(0),
    };
    kept.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_line_goes_and_in_a_single_line_half_a_word() {
        assert_eq!(after_cut(b"word=abc\nnext line\n"), b"next line\n");
        assert_eq!(after_cut(b"Bcd123\",\"a\":1"), b"\",\"a\":1");
        assert_eq!(after_cut(b"oneword"), b"oneword");
        assert_eq!(after_cut(b""), b"");
    }
}
