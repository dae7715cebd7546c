//! Whose turn it is to write. SQLite has those who wait for a lock look again now and then, and whoever looks at the
//! right moment has it: of many writers one may wait much longer than its share. Here they stand in a queue, which the
//! operating system keeps. It is a courtesy of each folio to the others and protects nothing: what keeps the journal
//! whole are the locks of SQLite.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::StoreError;
use super::journal::BUSY_SECONDS;
use super::place::Place;

/// How long nothing may happen while somebody waits for the turn. The rest of the wait is for SQLite's own lock.
const STANDSTILL: Duration = Duration::from_secs(BUSY_SECONDS - 1);

/// How long somebody waits at the most, though others are writing all the time.
const LONGEST: Duration = Duration::from_mins(2);

/// How often who waits looks whether anything happens.
const GLANCE: Duration = Duration::from_millis(250);

/// Whose turn it is. It is over when this is dropped, or the process ends.
pub(super) struct Turn(
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the lock lasts as long as the file is open")
    )]
    Option<File>,
);

impl Turn {
    /// Waits until all who came earlier have had their turn, but not where nobody gets on. What is left of the wait
    /// then is how long SQLite waits for its lock, a second at least.
    pub(super) fn await_for(
        connection: &Connection,
        place: Option<&Place>,
    ) -> Result<Self, StoreError> {
        let mut queue = Queue::of(connection);
        let turn = match place {
            Some(place) => Self::take(place.folder(), || queue.gets_on()),
            None => Self(None),
        };
        let second = Duration::from_secs(1);
        let whole = STANDSTILL + second;
        let left = whole.saturating_sub(queue.standstill()).max(second);
        connection.busy_timeout(left)?;
        Ok(turn)
    }

    /// Waits in the queue as long as that is worth it. It is the queue for a lock on the journal's folder, which needs no
    /// file of its own; where that cannot be locked there is none.
    fn take(folder: &Path, is_worth_it: impl FnMut() -> bool) -> Self {
        let Ok(folder) = File::open(folder) else {
            return Self(None);
        };
        match folder.try_lock() {
            Ok(()) => Self(Some(folder)),
            Err(TryLockError::WouldBlock) => Self(stand_in_queue(folder, is_worth_it)),
            Err(TryLockError::Error(_)) => Self(None),
        }
    }
}

/// Waits in another thread, because only who waits without an end stands in the queue. A lock that comes too late is
/// given back by that thread.
fn stand_in_queue(folder: File, mut is_worth_it: impl FnMut() -> bool) -> Option<File> {
    let (hand_over, locked) = mpsc::channel();
    let queueing = thread::Builder::new().spawn(move || {
        if folder.lock().is_ok() {
            drop(hand_over.send(folder));
        }
    });
    queueing.ok()?;
    loop {
        match locked.recv_timeout(GLANCE) {
            Ok(folder) => return Some(folder),
            Err(RecvTimeoutError::Timeout) if is_worth_it() => {}
            Err(_) => return None,
        }
    }
}

/// Whether those who write get on.
struct Queue<'a> {
    connection: &'a Connection,
    began: Instant,
    moved: Instant,
    state: Option<i64>,
}

impl<'a> Queue<'a> {
    fn of(connection: &'a Connection) -> Self {
        let now = Instant::now();
        Self {
            connection,
            began: now,
            moved: now,
            state: None,
        }
    }

    /// Whether somebody has written lately. In a crowd whoever comes at the right moment goes first, so that one may be
    /// overtaken again and again; that is no reason to give up.
    fn gets_on(&mut self) -> bool {
        // SQLite changes this number whenever another connection has committed.
        let state = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0));
        let state = state.ok().or(self.state);
        if state != self.state {
            self.state = state;
            self.moved = Instant::now();
        }
        self.standstill() < STANDSTILL && self.began.elapsed() < LONGEST
    }

    /// How long nobody has written.
    fn standstill(&self) -> Duration {
        self.moved.elapsed()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

    use super::*;
    use crate::store::{Access, Journal};

    #[test]
    fn who_comes_later_has_its_turn_when_the_earlier_is_over() {
        let folder = tempfile::tempdir().unwrap();
        let first = Turn::take(folder.path(), || false);
        let (tell, told) = mpsc::channel();
        thread::scope(|scope| {
            let folder = folder.path();
            let second = scope.spawn(move || {
                let turn = Turn::take(folder, || true);
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
        let somebody = Turn::take(folder.path(), || false);
        assert!(Turn::take(folder.path(), || false).0.is_none());
        drop(somebody);
        assert!(
            Turn::take(&folder.path().join("none"), || false)
                .0
                .is_none()
        );
    }

    #[test]
    fn who_waits_goes_on_waiting_as_long_as_others_write() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        let waiting = Journal::open(&path, Access::Write).unwrap();
        let other = Journal::open(&path, Access::Write).unwrap();
        let mut queue = Queue::of(&waiting.connection);
        let long_ago = || Instant::now().checked_sub(STANDSTILL).unwrap();
        assert!(queue.gets_on());
        queue.moved = long_ago();
        assert!(!queue.gets_on(), "nobody has written");
        other
            .connection
            .execute_batch("CREATE TABLE written (x)")
            .unwrap();
        assert!(queue.gets_on(), "somebody has");
        queue.moved = long_ago();
        assert!(!queue.gets_on());
    }
}
