//! Many processes that write at once, while others read, import and remember: nothing is lost, and nobody is turned
//! away before the wait is over.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::extent::Extent;
use super::home::{Home, Run};
use super::state::assert_sound;

/// How many entries one import brings.
const IMPORTED: usize = 20;

/// What goes on beside those who log, over and over until they have ended.
struct Bystanders {
    home: Home,
    is_over: AtomicBool,
}

impl Bystanders {
    /// Does something with a number that counts up, and gives how often.
    fn repeat(&self, deed: impl Fn(&Home, usize)) -> usize {
        let mut times = 0;
        while !self.is_over.load(Ordering::Relaxed) {
            deed(&self.home, times);
            times += 1;
        }
        times
    }
}

/// Imports entries that nobody else has.
fn import(home: &Home, number: usize) {
    let file = home.path(&format!("work/import-{number}.jsonl"));
    let line = |row| {
        format!("{{\"tried\": \"row {row} of import {number}\", \"because\": \"it came along\"}}\n")
    };
    let lines: String = (0..IMPORTED).map(line).collect();
    fs::write(&file, lines).unwrap();
    home.done(&["import", file.to_str().unwrap()]);
}

/// Backs the journal up, and looks whether the backup is sound.
fn back_up(home: &Home, number: usize) {
    let file = format!("backup-{number}.db");
    home.done(&["backup", &file]);
    home.done(&["doctor", "--journal", &file]);
    fs::remove_file(home.path("work").join(file)).unwrap();
}

/// Tells the hook of a command that failed, as a shell does.
fn hook(home: &Home, number: usize) {
    let mut command = home.folio(&["hook", "--exit-code", "1", "--milliseconds", "4200"]);
    let mut hook = command
        .args(["--in-background"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = hook.stdin.take().unwrap();
    write!(input, "make target-{number}").unwrap();
    drop(input);
    let run = Run::from(hook.wait_with_output().unwrap());
    assert_eq!((run.code, run.error.as_str()), (Some(0), ""), "{run:?}");
}

fn run(home: &Home, number: usize) {
    let script = format!("echo broke {number} >&2; exit 3");
    assert_eq!(home.run(&["run", "--", "sh", "-c", &script]).code, Some(3));
}

/// Logs entries, one process each, and gives how long the slowest took.
fn log_many(home: &Home, writer: usize, entries: usize) -> Duration {
    let mut slowest = Duration::ZERO;
    for attempt in 0..entries {
        let began = Instant::now();
        home.done(&["log", &format!("{writer}/{attempt}"), "-b", "many at once"]);
        slowest = slowest.max(began.elapsed());
    }
    slowest
}

#[test]
fn many_writers_at_once_lose_nothing_and_nobody_waits_in_vain() {
    let extent = Extent::asked();
    let (writers, entries) = extent.either((16, 10), (64, 50));
    let busy = Bystanders {
        home: Home::new(),
        is_over: AtomicBool::new(false),
    };
    busy.home.log("the first");
    let slowest = Mutex::new(Duration::ZERO);
    let began = Instant::now();
    let (imports, others) = thread::scope(|scope| {
        let busy = &busy;
        let imports = scope.spawn(|| busy.repeat(import));
        let others = [
            scope.spawn(|| busy.repeat(|home, _| drop(home.done(&["list"])))),
            scope.spawn(|| busy.repeat(|home, _| drop(home.done(&["report"])))),
            scope.spawn(|| busy.repeat(|home, _| drop(home.done(&["export", "entries"])))),
            scope.spawn(|| busy.repeat(back_up)),
            scope.spawn(|| busy.repeat(hook)),
            scope.spawn(|| busy.repeat(run)),
        ];
        let slowest = &slowest;
        let logging = (0..writers).map(|writer| {
            scope.spawn(move || {
                let longest = log_many(&busy.home, writer, entries);
                let mut slowest = slowest.lock().unwrap();
                *slowest = (*slowest).max(longest);
            })
        });
        let logging: Vec<_> = logging.collect();
        let ended: Vec<_> = logging
            .into_iter()
            .map(thread::ScopedJoinHandle::join)
            .collect();
        busy.is_over.store(true, Ordering::Relaxed);
        for outcome in ended {
            outcome.unwrap();
        }
        let others = others.map(|thread| thread.join().unwrap());
        (imports.join().unwrap(), others)
    });
    let took = began.elapsed();
    let tried: BTreeSet<String> = busy.home.tried().into_iter().collect();
    for writer in 0..writers {
        for attempt in 0..entries {
            assert!(tried.contains(&format!("{writer}/{attempt}")));
        }
    }
    assert_eq!(tried.len(), 1 + writers * entries + imports * IMPORTED);
    assert_sound(&busy.home, "after many writers");
    let [lists, reports, exports, backups, hooks, runs] = others;
    extent.tell(&format!(
        "many writers: {} entries of {writers} processes at a time in {took:.1?}, the slowest log {:.1?}; meanwhile \
         {imports} imports, {lists} lists, {reports} reports, {exports} exports, {backups} backups, {hooks} hooks, {runs} runs",
        writers * entries,
        slowest.lock().unwrap()
    ));
}
