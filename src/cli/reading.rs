//! What a command is handed as a file or on standard input (`-`).

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::{Failure, Kind};
use crate::host::Host;

/// So much of the end of an output is kept, in bytes.
const OUTPUT_KEPT: usize = 64 * 1024;

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

/// All of it.
///
/// # Errors
/// When it cannot be read.
pub fn whole(path: &Path, host: &mut Host) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    with(path, host, |reader| reader.read_to_end(&mut bytes))?;
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
    if cut && let Some(line_end) = kept.iter().position(|byte| *byte == b'\n') {
        kept.drain(..=line_end);
    }
    Ok(kept)
}
