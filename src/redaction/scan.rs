//! Looking around in the bytes of a text without leaving it. What a secret looks like does not live here.
//!
//! Every place at which a run ends lies between two characters.

use std::ops::Range;

/// The bytes of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan<'a> {
    bytes: &'a [u8],
}

impl<'a> Scan<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            bytes: text.as_bytes(),
        }
    }

    /// The byte at a place.
    pub(super) fn at(self, place: usize) -> Option<u8> {
        work::note(1);
        self.bytes.get(place).copied()
    }

    /// The byte before a place.
    pub(super) fn before(self, place: usize) -> Option<u8> {
        self.at(place.checked_sub(1)?)
    }

    /// The bytes of a range; none where it leaves the text.
    pub(super) fn slice(self, range: Range<usize>) -> &'a [u8] {
        work::note(range.len());
        self.bytes.get(range).unwrap_or_default()
    }

    /// Where the bytes that satisfy `belongs` end, from a place on. It may be far away: a rule that reads so says up to
    /// where it has read.
    pub(super) fn run_end(self, from: usize, belongs: impl Fn(u8) -> bool) -> usize {
        self.short_run_end(from, usize::MAX, belongs)
    }

    /// The same, of no more than `most` bytes.
    pub(super) fn short_run_end(
        self,
        from: usize,
        most: usize,
        belongs: impl Fn(u8) -> bool,
    ) -> usize {
        let bytes = self.bytes.get(from..).unwrap_or_default().iter();
        let run = bytes.take(most).take_while(|byte| belongs(**byte)).count();
        work::note(run + 1);
        let mut end = from + run;
        // A run that is cut off may end inside a character.
        while end > from && self.at(end).is_some_and(|byte| byte & 0xc0 == 0x80) {
            end -= 1;
        }
        end
    }

    /// Where the bytes that satisfy `belongs` begin, that end before a place; no more than `most` of them.
    pub(super) fn run_start(self, end: usize, most: usize, belongs: impl Fn(u8) -> bool) -> usize {
        let bytes = self.bytes.get(..end).unwrap_or_default().iter().rev();
        let run = bytes.take(most).take_while(|byte| belongs(**byte)).count();
        work::note(run + 1);
        end - run
    }

    /// The first place from `from` on that holds none of blanks and tabulators.
    pub(super) fn skip_blanks(self, from: usize) -> usize {
        self.run_end(from, is_blank)
    }

    /// Whether these bytes stand at a place.
    pub(super) fn has(self, place: usize, wanted: &[u8]) -> bool {
        self.slice(place..place + wanted.len()) == wanted
    }

    /// The same, whatever the case of ASCII letters.
    pub(super) fn has_in_any_case(self, place: usize, wanted: &[u8]) -> bool {
        self.slice(place..place + wanted.len())
            .eq_ignore_ascii_case(wanted)
    }

    /// Whether a word can begin here: nothing of a word stands before. The end of an ANSI colour, of an escape such as
    /// `\n` in JSON and of a percent code such as `%3D` is not part of a word.
    pub(super) fn begins_word(self, place: usize) -> bool {
        let Some(before) = self.before(place) else {
            return true;
        };
        if !before.is_ascii_alphanumeric() {
            return true;
        }
        let is_escape = matches!(before, b'n' | b'r' | b't')
            && place.checked_sub(2).and_then(|place| self.at(place)) == Some(b'\\');
        let is_percent_code = before.is_ascii_hexdigit()
            && place.checked_sub(3).and_then(|place| self.at(place)) == Some(b'%');
        let is_color = before == b'm' && {
            let digits =
                self.run_start(place - 1, 16, |byte| byte.is_ascii_digit() || byte == b';');
            self.slice(digits.saturating_sub(2)..digits) == b"\x1b["
        };
        is_escape || is_percent_code || is_color
    }
}

/// A blank or a tabulator.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// The end of a line.
pub(super) fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Any of the three quotation marks of programs.
pub(super) fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

#[cfg(not(test))]
mod work {
    pub(super) fn note(_bytes: usize) {}
}

/// How many bytes were looked at, for the tests that show that no text makes it many more than it has.
#[cfg(test)]
pub(super) mod work {
    use std::cell::Cell;

    thread_local! {
        static BYTES: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn note(bytes: usize) {
        BYTES.set(BYTES.get() + bytes);
    }

    /// How many bytes `what` looks at.
    pub(in crate::redaction) fn of(what: impl FnOnce()) -> usize {
        BYTES.set(0);
        what();
        BYTES.get()
    }
}
