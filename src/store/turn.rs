//! Whose turn it is to write. SQLite has those who wait for a lock look again now and then, and whoever looks at the
//! right moment has it: of many writers one may wait much longer than its share. Here they stand in a queue, which the
//! operating system keeps. It is a courtesy of each folio to the others and protects nothing: what keeps the journal
//! whole are the locks of SQLite.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Whose turn it is. It is over when this is dropped, or the process ends.
pub(super) struct Turn(
    #[expect(dead_code, reason = "the lock lasts as long as the file is open")] Option<File>,
);

impl Turn {
    /// Where nobody else can write.
    pub(super) fn none() -> Self {
        Self(None)
    }

    /// Waits until all who came earlier have had their turn, but no longer than `patience`. The queue is for a lock on
    /// the journal's folder, which needs no file of its own; where that cannot be locked there is none.
    pub(super) fn take(folder: &Path, patience: Duration) -> Self {
        let Ok(folder) = File::open(folder) else {
            return Self(None);
        };
        match folder.try_lock() {
            Ok(()) => Self(Some(folder)),
            Err(TryLockError::WouldBlock) => Self(stand_in_queue(folder, patience)),
            Err(TryLockError::Error(_)) => Self(None),
        }
    }
}

/// Waits in another thread, because only who waits without an end stands in the queue. A lock that comes too late is
/// given back by that thread.
fn stand_in_queue(folder: File, patience: Duration) -> Option<File> {
    let (hand_over, locked) = mpsc::channel();
    let queueing = thread::Builder::new().spawn(move || {
        if folder.lock().is_ok() {
            drop(hand_over.send(folder));
        }
    });
    queueing.ok()?;
    locked.recv_timeout(patience).ok()
}
