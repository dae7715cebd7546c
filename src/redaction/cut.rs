//! The beginning of a text of which only the end was kept: half a secret has no shape any more, so it must go before
//! anything looks for secrets.

/// The bytes from where they are whole: from the second line on, or, where that says nothing, from the first character
/// that ends every token.
pub fn after_cut(kept: &[u8]) -> &[u8] {
    let says_something = |start: &usize| {
        kept.iter()
            .skip(*start)
            .any(|byte| !byte.is_ascii_whitespace())
    };
    let ends_token = |byte: &u8| {
        byte.is_ascii_whitespace()
            || matches!(byte, b'"' | b'\'' | b',' | b';' | b'&' | b'<' | b'>')
    };
    let line = kept.iter().position(|byte| *byte == b'\n');
    let second_line = line.map(|end| end + 1).filter(says_something);
    let next_token = || kept.iter().position(ends_token).filter(says_something);
    let start = second_line.or_else(next_token).unwrap_or(0);
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

    #[test]
    fn a_last_line_longer_than_what_was_kept_is_not_lost_for_its_line_break() {
        assert_eq!(after_cut(b"Bcd123\",\"a\":1\n"), b"\",\"a\":1\n");
        assert_eq!(after_cut(b"oneword\n\n"), b"oneword\n\n");
    }
}
