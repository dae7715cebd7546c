//! A long life of mixed commands: the files do not grow beyond what is in them. Somebody has the journal open all along:
//! otherwise each command would be the last to close it, and SQLite would remove the write-ahead file each time.

use std::fs;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::extent::Extent;
use super::home::Home;
use super::random::Random;
use super::state::{State, assert_sound};
use super::work::{self, Counts, Deed};

/// So many commands are given before the files are looked at.
const ROUND: u64 = 60;

/// So many rounds at the least: in the first, the journal is empty, so that there is little to do.
const ROUNDS: u64 = 3;

/// So many of a hundred deeds are done at the least. Others speak of what was removed or closed earlier in the round.
const DONE: u64 = 50;

/// What the write-ahead log may hold: SQLite begins it anew after a thousand pages of 4 KiB, and the change with which it
/// comes to that many may be as large again.
const WRITE_AHEAD: u64 = 2 * 4_024 * 1_024;

/// The files of a journal.
#[derive(Debug)]
struct Sizes {
    journal: u64,
    write_ahead: u64,
    /// A copy without any free room.
    compact: u64,
    records: i64,
}

impl Sizes {
    fn of(home: &Home) -> Self {
        let size = |path| fs::metadata(path).map_or(0, |file| file.len());
        let copy = home.path("compact.db");
        let connection = Connection::open(home.journal()).unwrap();
        let write_ahead = size(home.journal().with_file_name("journal.db-wal"));
        connection
            .execute("VACUUM INTO ?1", [copy.to_str().unwrap()])
            .unwrap();
        let count = "SELECT count(*) FROM record";
        let records = connection.query_row(count, [], |row| row.get(0)).unwrap();
        drop(connection);
        let compact = size(copy.clone());
        fs::remove_file(copy).unwrap();
        Self {
            journal: size(home.journal()),
            write_ahead,
            compact,
            records,
        }
    }

    /// What is no data: half as much again is room that the next entries take, and a small file has pages of its own.
    fn assert_bounded(&self, commands: u64) {
        assert!(self.journal <= self.compact * 2 + 256 * 1_024, "{self:?}");
        let is_bounded = (1..=WRITE_AHEAD).contains(&self.write_ahead);
        assert!(is_bounded, "{commands} commands: {self:?}");
        assert!(self.records > 0, "{commands} commands: {self:?}");
    }
}

/// Begins the journal, and opens it for reading.
fn begin(home: &Home) -> Connection {
    let first = Deed::new(0, &["log", "a cache", "-b", "it was stale"]);
    first.run(home).done();
    Connection::open(home.journal()).unwrap()
}

/// Reads once: a transaction that begins and ends.
fn read(reader: &Connection) {
    let count = "SELECT count(*) FROM record";
    reader.query_row(count, [], |_| Ok(())).unwrap();
}

#[test]
fn the_files_do_not_grow_beyond_what_is_in_them() {
    let extent = Extent::asked();
    let home = Home::new();
    let mut random = Random::new(extent.seed);
    let (began, whole) = (Instant::now(), Duration::from_mins(extent.minutes));
    let mut number = 0;
    let mut done = Counts::default();
    let reader = begin(&home);
    loop {
        let state = State::of(&home);
        for _ in 0..ROUND {
            read(&reader);
            number += 1;
            let deed = work::next(number, &state, &mut random);
            let run = deed.run(&home);
            done.note(&deed, run.code == Some(deed.exit_code()));
        }
        let sizes = Sizes::of(&home);
        sizes.assert_bounded(number);
        let minutes = began.elapsed().as_secs() / 60;
        if number % (ROUND * 50) == 0 {
            extent.tell(&format!(
                "soak, minute {minutes}, {number} commands: {sizes:?}"
            ));
        }
        if number >= ROUND * ROUNDS && began.elapsed() >= whole {
            done.assert_share(DONE);
            assert_sound(&home, "after the soak");
            let entries = State::of(&home).len();
            extent.tell(&format!(
                "soak, seed {}: {number} commands in {minutes} minutes, {entries} entries, {sizes:?}, {done:?}",
                extent.seed
            ));
            return;
        }
    }
}
