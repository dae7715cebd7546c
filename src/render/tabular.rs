//! Comma-separated values as RFC 4180 has them: a header, records that end in CRLF, quotes only
//! where needed.
//!
//! Cells are written as they are. A cell that begins with `=`, `+`, `-` or `@` may be taken for a
//! formula by a spreadsheet; it is not altered, since a file that says something else than the
//! journal does is the worse surprise. Whoever opens files of others in a spreadsheet imports the
//! columns as text.

use std::io::{self, Write};

use csv::{ErrorKind, Terminator, WriterBuilder};

/// Writes the header `columns`, then `rows`, to `output`.
///
/// # Errors
///
/// The error of `output`, its kind kept, or [`io::ErrorKind::InvalidInput`] where a row has not as
/// many cells as there are columns.
pub fn write_csv<Row>(
    output: impl Write,
    columns: &[&str],
    rows: impl IntoIterator<Item = Row>,
) -> io::Result<()>
where
    Row: IntoIterator<Item: AsRef<[u8]>>,
{
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(output);
    writer.write_record(columns).map_err(into_io)?;
    for row in rows {
        writer.write_record(row).map_err(into_io)?;
    }
    writer.flush()
}

/// Writes one record, for lists that are never held whole.
///
/// # Errors
///
/// The error of `output`, its kind kept.
pub fn write_record<Row>(output: impl Write, row: Row) -> io::Result<()>
where
    Row: IntoIterator<Item: AsRef<[u8]>>,
{
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(output);
    writer.write_record(row).map_err(into_io)?;
    writer.flush()
}

fn into_io(error: csv::Error) -> io::Error {
    let message = error.to_string();
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        _ => io::Error::new(io::ErrorKind::InvalidInput, message),
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test that cannot go on should stop where it fails"
    )]

    use proptest::prelude::*;

    use super::*;

    /// An output that fails as a closed pipe does.
    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn records_end_in_crlf_and_only_what_must_be_is_quoted() {
        let mut output = Vec::new();
        let rows = [
            ["k7fq", "plain words"],
            ["=1+1", "a \"quote\", a comma\nand a line"],
        ];
        write_csv(&mut output, &["id", "tried"], rows).unwrap();
        let expected =
            "id,tried\r\nk7fq,plain words\r\n=1+1,\"a \"\"quote\"\", a comma\nand a line\"\r\n";
        assert_eq!(String::from_utf8(output).unwrap(), expected);
    }

    #[test]
    fn a_closed_pipe_is_told_apart() {
        for cell in ["k7fq".to_owned(), "longer than any buffer ".repeat(10_000)] {
            let error = write_csv(Closed, &["id"], [[cell]]).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
        }
    }

    #[test]
    fn a_row_of_another_length_is_an_error() {
        let error = write_csv(Vec::new(), &["id"], [["a", "b"]]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
    }

    proptest! {
        #[test]
        fn cells_come_out_as_they_went_in(rows in prop::collection::vec(prop::collection::vec(any::<String>(), 2), 0..4)) {
            let mut output = Vec::new();
            write_csv(&mut output, &["a", "b"], &rows).unwrap();
            let read: Vec<Vec<String>> = csv::Reader::from_reader(output.as_slice())
                .deserialize()
                .collect::<Result<_, _>>()
                .unwrap();
            prop_assert_eq!(read, rows);
        }
    }
}
