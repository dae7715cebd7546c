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
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the lock lasts as long as the file is open")
    )]
    Option<File>,
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

    use super::*;

    #[test]
    fn who_comes_later_has_its_turn_when_the_earlier_is_over() {
        let folder = tempfile::tempdir().unwrap();
        let first = Turn::take(folder.path(), Duration::ZERO);
        let (tell, told) = mpsc::channel();
        thread::scope(|scope| {
            let folder = folder.path();
            let second = scope.spawn(move || {
                let turn = Turn::take(folder, Duration::from_mins(5));
                tell.send(()).unwrap();
                turn
            });
            thread::sleep(Duration::from_millis(20));
            assert!(told.try_recv().is_err(), "the first is not over");
            drop(first);
            assert!(second.join().unwrap().0.is_some());
            told.recv().unwrap();
        });
    }

    #[test]
    fn a_turn_that_does_not_come_and_a_folder_that_is_not_there_keep_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let somebody = Turn::take(folder.path(), Duration::ZERO);
        assert!(Turn::take(folder.path(), Duration::ZERO).0.is_none());
        drop(somebody);
        assert!(
            Turn::take(&folder.path().join("none"), Duration::ZERO)
                .0
                .is_none()
        );
    }
}
