//! JSON for programs: the envelope `{"folio": 1, "<kind>": …}`, lists written as they come, and
//! JSON lines.
//!
//! Always compact, one line and a line feed. Text is not altered, but a character that could drive
//! a terminal is written as its `\u` escape, so that JSON may be printed anywhere; a parser gives
//! back the same text.

use std::io::{self, Write};

use serde::{Serialize, ser::SerializeMap as _};
use serde_json::ser::{Formatter, Serializer};

/// Version of the envelope. Fields are only ever added, so it stays.
const VERSION: u8 = 1;

/// Writes `{"folio":1,"<kind>":value}` and a line feed.
///
/// # Errors
///
/// The error of `output`, its kind kept, or [`io::ErrorKind::InvalidData`] where `value` cannot be
/// JSON.
pub fn write_envelope<Value>(output: impl Write, kind: &str, value: &Value) -> io::Result<()>
where
    Value: Serialize + ?Sized,
{
    write_line(output, &Envelope { kind, value })
}

/// Writes `value` and a line feed: one line of JSON lines.
///
/// # Errors
///
/// As [`write_envelope`].
pub fn write_line<Value>(mut output: impl Write, value: &Value) -> io::Result<()>
where
    Value: Serialize + ?Sized,
{
    write_value(&mut output, value)?;
    output.write_all(b"\n")
}

fn write_value<Value>(output: impl Write, value: &Value) -> io::Result<()>
where
    Value: Serialize + ?Sized,
{
    let mut serializer = Serializer::with_formatter(output, TerminalSafe);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// `{"folio": 1, "<kind>": value}`, which every result is as JSON.
pub(super) struct Envelope<'value, Value: ?Sized> {
    /// What the value is.
    pub(super) kind: &'value str,
    /// The value.
    pub(super) value: &'value Value,
}

impl<Value: Serialize + ?Sized> Serialize for Envelope<'_, Value> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("folio", &VERSION)?;
        map.serialize_entry(self.kind, self.value)?;
        map.end()
    }
}

/// Writes `{"folio":1,"<kind>":[…]}` one element at a time, so that a long list is never held
/// whole.
#[derive(Debug)]
pub struct ListWriter<Output> {
    output: Output,
    separator: &'static str,
}

impl<Output: Write> ListWriter<Output> {
    /// Begins the list.
    ///
    /// # Errors
    ///
    /// The error of `output`.
    pub fn begin(mut output: Output, kind: &str) -> io::Result<Self> {
        write!(output, "{{\"folio\":{VERSION},")?;
        write_value(&mut output, kind)?;
        output.write_all(b":[")?;
        Ok(Self {
            output,
            separator: "",
        })
    }

    /// Writes the next element.
    ///
    /// # Errors
    ///
    /// As [`write_envelope`]; what was written until then stays written, so the list cannot be
    /// continued.
    pub fn push<Value: Serialize + ?Sized>(&mut self, value: &Value) -> io::Result<()> {
        self.output.write_all(self.separator.as_bytes())?;
        self.separator = ",";
        write_value(&mut self.output, value)
    }

    /// Ends the list and gives the output back.
    ///
    /// # Errors
    ///
    /// The error of the output.
    pub fn end(mut self) -> io::Result<Output> {
        self.output.write_all(b"]}\n")?;
        Ok(self.output)
    }
}

/// Compact JSON in which no string can drive a terminal.
struct TerminalSafe;

impl Formatter for TerminalSafe {
    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        output: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for piece in fragment.split_inclusive(drives_terminal) {
            let mut characters = piece.chars();
            match characters.next_back() {
                Some(last) if drives_terminal(last) => {
                    output.write_all(characters.as_str().as_bytes())?;
                    write!(output, "\\u{:04x}", u32::from(last))?;
                }
                _ => output.write_all(piece.as_bytes())?,
            }
        }
        Ok(())
    }
}

/// DEL, C1 controls, line and paragraph separators, and the bidirectional controls of UAX #9.
fn drives_terminal(character: char) -> bool {
    matches!(
        character,
        '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test that cannot go on should stop where it fails"
    )]

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut output = Vec::new();
        write(&mut output).unwrap();
        String::from_utf8(output).unwrap()
    }

    fn list(values: &[Value]) -> String {
        written(|output| {
            let mut list = ListWriter::begin(output, "entries")?;
            values.iter().try_for_each(|value| list.push(value))?;
            list.end().map(drop)
        })
    }

    #[test]
    fn an_envelope_is_one_line_with_its_version_first() {
        let value = json!({"z": 1.50, "a": [null, "é"]});
        let envelope = written(|output| write_envelope(output, "entry", &value));
        assert_eq!(
            envelope,
            "{\"folio\":1,\"entry\":{\"z\":1.5,\"a\":[null,\"é\"]}}\n"
        );
    }

    #[test]
    fn a_list_written_as_it_comes_is_the_envelope_of_the_whole() {
        for values in [
            vec![],
            vec![json!({"id": "a"})],
            vec![json!(1), json!("\u{9b}"), json!([])],
        ] {
            assert_eq!(
                list(&values),
                written(|output| write_envelope(output, "entries", &values))
            );
        }
    }

    #[test]
    fn json_lines_are_one_value_a_line() {
        let lines = written(|output| {
            write_line(&mut *output, &json!({"tried": "a\nb"}))?;
            write_line(output, &json!(2))
        });
        assert_eq!(lines, "{\"tried\":\"a\\nb\"}\n2\n");
    }

    #[test]
    fn what_could_drive_a_terminal_is_escaped_in_keys_and_values() {
        let value = json!({"\u{9b}": "a\u{7f}b\u{2028}\u{202e}\u{2066}c\u{1b}"});
        let line = written(|output| write_line(output, &value));
        assert_eq!(
            line,
            "{\"\\u009b\":\"a\\u007fb\\u2028\\u202e\\u2066c\\u001b\"}\n"
        );
    }

    #[test]
    fn the_error_of_the_output_keeps_its_kind() {
        let mut full: [u8; 0] = [];
        let error = write_line(full.as_mut_slice(), &"text").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WriteZero);
    }

    proptest! {
        #[test]
        fn text_comes_out_as_it_went_in(text in any::<String>(), controls in "[\u{0}-\u{9f}\u{200e}-\u{202e}\u{2066}-\u{2069}]{0,8}") {
            let text = text + &controls;
            let line = written(|output| write_line(output, &text));
            let body = line.strip_suffix('\n').unwrap();
            prop_assert!(!body.chars().any(|each| each.is_control() || drives_terminal(each)));
            prop_assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
        }
    }
}
