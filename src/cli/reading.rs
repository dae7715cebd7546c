//! What a command is handed as a file or on standard input (`-`).

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::{Failure, Kind};
use crate::host::Host;
use crate::recall::Condenser;
use crate::redaction::after_cut;

/// So much of the end of an output is kept, in bytes.
pub const OUTPUT_KEPT: usize = 64 * 1024;

/// What some editors put before text in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Whether a path stands for standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

/// A path as messages name it.
pub fn name(path: &Path) -> String {
    if is_standard_input(path) {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

/// A failure to read.
pub fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(
        Kind::Failed,
        format!("{} cannot be read: {error}", name(path)),
    )
    .hint("check the path, or write `-` for standard input")
}

/// All of it, but for a byte order mark at its beginning.
///
/// # Errors
/// When it cannot be read.
pub fn whole(path: &Path, host: &mut Host) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    with(path, host, |reader| reader.read_to_end(&mut bytes))?;
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    Ok(bytes)
}

/// All of it, unless it is larger than `most` bytes.
///
/// # Errors
/// When it cannot be read, or is larger.
pub fn bounded(path: &Path, most: u64, host: &mut Host) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    with(path, host, |reader| {
        reader.take(most + 1).read_to_end(&mut bytes)
    })?;
    if bytes.len() as u64 > most {
        let message = format!("{} has more than {most} bytes", name(path));
        return Err(Failure::usage(
            message,
            "check that it is the file you mean",
        ));
    }
    Ok(bytes)
}

/// The end of an output, 64 KiB at most and from the beginning of a line where possible, as text; bytes that are no
/// UTF-8 are replaced. Memory does not grow with the output.
///
/// # Errors
/// When it cannot be read.
pub fn end_of_output(path: &Path, host: &mut Host) -> Result<String, Failure> {
    let bytes = with(path, host, end)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A log of any length: of a long one its beginning, the neighbourhoods of lines that report trouble, and its end.
/// Memory does not grow with it. Bytes that are no UTF-8 are replaced.
///
/// # Errors
/// When it cannot be read, or is no text.
pub fn log(path: &Path, host: &mut Host) -> Result<String, Failure> {
    match with(path, host, condensed)? {
        Some(text) => Ok(text),
        None => Err(Failure::usage(
            format!("{} is no text", name(path)),
            "hand over what a program printed",
        )),
    }
}

fn with<T>(
    path: &Path,
    host: &mut Host,
    read: impl FnOnce(&mut dyn Read) -> io::Result<T>,
) -> Result<T, Failure> {
    let result = if is_standard_input(path) {
        read(&mut *host.standard_input)
    } else {
        File::open(host.directory.join(path)).and_then(|mut file| read(&mut file))
    };
    result.map_err(|error| unreadable(path, &error))
}

/// The log that a reader gives; none where it is no text.
fn condensed(reader: &mut dyn Read) -> io::Result<Option<String>> {
    let mut condenser = Condenser::default();
    let mut lines = Lines::default();
    let mut buffer = vec![0; OUTPUT_KEPT];
    let mut is_first = true;
    loop {
        let count = reader.read(&mut buffer)?;
        let read = buffer.get(..count).unwrap_or_default();
        if read.is_empty() {
            break;
        }
        if std::mem::take(&mut is_first) && is_binary(read) {
            return Ok(None);
        }
        lines.take(read, |line| condenser.push(line));
    }
    lines.finish(|line| condenser.push(line));
    Ok(Some(condenser.finish()))
}

/// Whether the beginning of a file is no text: with a zero byte, and a tenth of bytes that no terminal shows.
fn is_binary(beginning: &[u8]) -> bool {
    let is_strange =
        |byte: &&u8| byte.is_ascii_control() && !byte.is_ascii_whitespace() && **byte != 0x1b;
    let invalid = beginning.utf8_chunks().map(|chunk| chunk.invalid().len());
    let strange = || beginning.iter().filter(is_strange).count() + invalid.sum::<usize>();
    beginning.contains(&0) && strange() * 10 > beginning.len()
}

/// Of a longer line the rest is left out, in bytes.
const LONGEST_LINE: usize = 8 * 1024;

/// Puts lines together from what is read. What a carriage return lets the rest of a line overwrite is gone, as on a terminal.
#[derive(Default)]
struct Lines {
    line: Vec<u8>,
    is_returned: bool,
}

impl Lines {
    fn take(&mut self, read: &[u8], mut each: impl FnMut(String)) {
        for piece in read.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
            match piece {
                [part @ .., b'\n'] => {
                    self.add(part);
                    each(String::from_utf8_lossy(&self.line).into_owned());
                    self.line.clear();
                    self.is_returned = false;
                }
                [part @ .., b'\r'] => {
                    self.add(part);
                    self.is_returned = true;
                }
                part => self.add(part),
            }
        }
    }

    fn add(&mut self, part: &[u8]) {
        if part.is_empty() {
            return;
        }
        if std::mem::take(&mut self.is_returned) {
            self.line.clear();
        }
        let room = LONGEST_LINE - self.line.len();
        self.line.extend(part.iter().take(room));
    }

    fn finish(self, each: impl FnOnce(String)) {
        if !self.line.is_empty() {
            each(String::from_utf8_lossy(&self.line).into_owned());
        }
    }
}

fn end(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut kept: Vec<u8> = Vec::new();
    let mut buffer = vec![0; OUTPUT_KEPT];
    let mut cut = false;
    loop {
        let count = reader.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        kept.extend(buffer.iter().take(count));
        if kept.len() > OUTPUT_KEPT {
            kept.drain(..kept.len() - OUTPUT_KEPT);
            cut = true;
        }
    }
    if cut {
        kept = after_cut(&kept).to_vec();
    }
    Ok(kept)
}

/// The end of an output as far as it was kept, from the beginning of a line where something was cut off.
pub fn from_line_start(kept: &[u8]) -> &[u8] {
    if kept.len() < OUTPUT_KEPT {
        kept
    } else {
        after_cut(kept)
    }
}
