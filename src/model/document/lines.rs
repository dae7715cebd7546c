//! Numbered lines of a file that was made elsewhere: no line is held that is too long, and a bad line does not hide
//! those that follow. What the lines mean is not known here.

use std::io::{self, BufRead};

/// The longest line, and the largest document, that is read: 16 MiB.
pub const LARGEST: usize = 16 * 1024 * 1024;

/// The end of a longer line is not looked for: a device without an end may be read. 64 MiB.
const ENDLESS: usize = 4 * LARGEST;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// One line of a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number; the first line is 1.
    pub number: u64,
    /// What it says, without its line ending.
    pub text: Result<String, LineProblem>,
}

/// Why a line cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineProblem {
    /// It has more than [`LARGEST`] bytes.
    #[error("the line is longer than 16 MiB")]
    TooLong,
    /// Its end is not found within 64 MiB. No line follows.
    #[error("the line does not end within 64 MiB; nothing behind it is read")]
    Endless,
    /// Its bytes are not UTF-8.
    #[error("the line is not UTF-8: byte {byte} does not belong there")]
    NotUtf8 {
        /// The place of the first byte that does not fit; the first of the line is 1.
        byte: usize,
    },
    /// The file itself failed. No line follows.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
}

impl LineProblem {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooLong | Self::Endless => "check that this is a file of entries",
            Self::NotUtf8 { .. } => "convert the file, for example with `iconv -f latin1 -t utf-8`",
            Self::Unreadable(_) => "check the file and read it again",
        }
    }
}

/// The lines of a file, each without `\n` or `\r\n`; a byte order mark before the first is passed over.
#[derive(Debug)]
pub struct Lines<R> {
    reader: R,
    number: u64,
    state: State,
}

#[derive(Debug, PartialEq, Eq)]
enum State {
    Reading,
    Broken,
}

impl<R: BufRead> Lines<R> {
    /// The lines of a file from its beginning.
    pub fn new(reader: R) -> Self {
        Self {
            reader,
            number: 0,
            state: State::Reading,
        }
    }

    /// The lines of the rest of a file, of which the first has the number `first`.
    pub fn starting_at(reader: R, first: u64) -> Self {
        Self {
            number: first.saturating_sub(1),
            ..Self::new(reader)
        }
    }

    /// What has not been read yet.
    pub fn into_rest(self) -> R {
        self.reader
    }

    /// The bytes up to the next line feed, or `None` at the end of the file.
    fn read_bytes(&mut self) -> io::Result<Option<Result<Vec<u8>, LineProblem>>> {
        let mut bytes = Vec::new();
        let mut problem = None;
        let mut length = 0;
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if available.is_empty() {
                break;
            }
            let feed = available.iter().position(|byte| *byte == b'\n');
            let used = feed.map_or(available.len(), |place| place + 1);
            length += used;
            if length > LARGEST + 2 {
                problem = Some(LineProblem::TooLong);
                bytes = Vec::new();
            }
            if problem.is_none() {
                bytes.extend(available.iter().take(used));
            }
            self.reader.consume(used);
            if feed.is_some() {
                break;
            }
            if length > ENDLESS {
                self.state = State::Broken;
                problem = Some(LineProblem::Endless);
                break;
            }
        }
        Ok((length > 0).then(|| problem.map_or(Ok(bytes), Err)))
    }

    fn text_of(&self, bytes: &[u8]) -> Result<String, LineProblem> {
        let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        let bytes = match bytes.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) if self.number == 1 => rest,
            _ => bytes,
        };
        if bytes.len() > LARGEST {
            return Err(LineProblem::TooLong);
        }
        std::str::from_utf8(bytes)
            .map(str::to_owned)
            .map_err(|error| LineProblem::NotUtf8 {
                byte: error.valid_up_to() + 1,
            })
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        if self.state == State::Broken {
            return None;
        }
        let read = self.read_bytes();
        self.number += 1;
        let text = match read {
            Ok(None) => return None,
            Ok(Some(Ok(bytes))) => self.text_of(&bytes),
            Ok(Some(Err(problem))) => Err(problem),
            Err(error) => {
                self.state = State::Broken;
                Err(LineProblem::Unreadable(error.to_string()))
            }
        };
        Some(Line {
            number: self.number,
            text,
        })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use std::io::{BufReader, Cursor, Read};

    use super::*;

    fn texts(file: &[u8]) -> Vec<Result<String, LineProblem>> {
        Lines::new(file).map(|line| line.text).collect()
    }

    #[test]
    fn both_line_endings_and_a_byte_order_mark_are_taken_off() {
        let lines: Vec<String> = texts(b"\xef\xbb\xbfa\r\n\r\n b \n\xef\xbb\xbfc\r")
            .into_iter()
            .map(Result::unwrap)
            .collect();
        assert_eq!(lines, ["a", "", " b ", "\u{feff}c"]);
        assert_eq!(texts(b""), []);
    }

    #[test]
    fn a_line_that_is_not_utf_8_is_named_and_the_next_is_read() {
        assert_eq!(
            texts(b"a\nb\xffc\nd\n"),
            [
                Ok("a".to_owned()),
                Err(LineProblem::NotUtf8 { byte: 2 }),
                Ok("d".to_owned())
            ]
        );
    }

    #[test]
    fn a_line_of_the_largest_size_is_read_and_one_byte_more_is_not() {
        for (length, fits) in [(LARGEST, true), (LARGEST + 1, false), (LARGEST * 2, false)] {
            let file = io::repeat(b'x').take(length as u64).chain(&b"\r\nnext"[..]);
            let mut lines = Lines::new(BufReader::new(file));
            assert_eq!(lines.next().unwrap().text.is_ok(), fits, "{length}");
            assert_eq!(
                lines.next(),
                Some(Line {
                    number: 2,
                    text: Ok("next".to_owned())
                })
            );
        }
    }

    #[test]
    fn a_line_without_an_end_ends_the_file_with_its_number() {
        let endless = Cursor::new("first\n").chain(io::repeat(b'x'));
        let mut lines = Lines::new(BufReader::with_capacity(1 << 20, endless));
        assert_eq!(lines.next().unwrap().text.unwrap(), "first");
        let line = lines.next().unwrap();
        assert_eq!((line.number, line.text), (2, Err(LineProblem::Endless)));
        assert!(lines.next().is_none());
    }

    #[test]
    fn nothing_follows_a_file_that_fails() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("gone"))
            }
        }
        let lines: Vec<Line> = Lines::new(BufReader::new((&b"a\nb"[..]).chain(Failing))).collect();
        let numbers: Vec<u64> = lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [1, 2]);
        let problem = lines.into_iter().last().unwrap().text.unwrap_err();
        assert_eq!(problem, LineProblem::Unreadable("gone".to_owned()));
    }
}
