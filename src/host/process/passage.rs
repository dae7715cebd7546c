//! One stream of a command on its way to the stream of this process that it would have written to itself.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::io::Errno;

use super::tail::Tail;
use super::terminals::take_size;

/// Where a command's stream would have gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// Standard output.
    Output,
    /// Standard error.
    Error,
}

/// Bytes that have moved, or why none did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moved {
    /// So many.
    Bytes(usize),
    /// There are none at the moment.
    Nothing,
    /// There will never be any again: nobody writes, or nobody reads.
    End,
}

/// A stream of a command: what it writes is read here, kept, and written where it belongs.
pub(super) struct Passage {
    source: OwnedFd,
    target: Target,
}

impl Passage {
    /// From a source that does not wait.
    pub(super) fn new(source: OwnedFd, target: Target) -> Self {
        Self { source, target }
    }

    /// Moves what is there, up to the size of the buffer. Waits only for whoever reads the target.
    pub(super) fn pass(&self, buffer: &mut [u8], tail: &mut Tail) -> Moved {
        let count = match rustix::io::read(&self.source, &mut *buffer) {
            // A terminal that nobody has open any more says so with EIO.
            Ok(0) | Err(Errno::IO) => return Moved::End,
            Ok(count) => count,
            Err(Errno::AGAIN | Errno::INTR) => return Moved::Nothing,
            Err(_) => return Moved::End,
        };
        let piece = buffer.get(..count).unwrap_or_default();
        tail.push(piece);
        let written = match self.target {
            Target::Output => write_all(io::stdout(), piece),
            Target::Error => write_all(io::stderr(), piece),
        };
        if written.is_ok() {
            Moved::Bytes(count)
        } else {
            Moved::End
        }
    }
}

impl Passage {
    /// Gives a terminal that leads to the person's the size of that.
    pub(super) fn take_size(&self) {
        match self.target {
            Target::Output => take_size(io::stdout(), &self.source),
            Target::Error => take_size(io::stderr(), &self.source),
        }
    }
}

impl AsFd for Passage {
    /// Readable when there is something to pass on.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.source.as_fd()
    }
}

/// Writes all of it, past the buffers of the standard library. A stream that another process has told not to wait is
/// waited for.
fn write_all(target: impl AsFd, mut bytes: &[u8]) -> rustix::io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    while !bytes.is_empty() {
        match rustix::io::write(&target, bytes) {
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                poll(&mut [PollFd::new(&target, PollFlags::OUT)], None).ok();
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
