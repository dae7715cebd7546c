//! Processes that are killed: at any moment of their life, at each of their writes, alone and with all others.

use std::fs;
use std::io::Read;
use std::os::unix::process::CommandExt;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use super::extent::Extent;
use super::home::{FOLIO, Home, Run, eventually};
use super::random::Random;
use super::shim::{self, At, Fault};
use super::state::{State, assert_sound, copy};
use super::work::{self, Counts, Deed};

/// After so many commands, journals are begun anew.
const AFRESH: u64 = 250;

/// What became of the processes.
#[derive(Debug, Default)]
struct Figures {
    killed: u64,
    ended_first: u64,
    saved_nothing: u64,
    saved: u64,
    saved_and_said: u64,
    /// Those that were done and had said so.
    confirmed: Counts,
}

impl Figures {
    fn add(&mut self, other: Self) {
        self.killed += other.killed;
        self.ended_first += other.ended_first;
        self.saved_nothing += other.saved_nothing;
        self.saved += other.saved;
        self.saved_and_said += other.saved_and_said;
        self.confirmed.add(other.confirmed);
    }
}

/// So many of a hundred deeds of each kind are done in spite of the kills, and say so, at the least: an import, which takes
/// long, seldom.
const CONFIRMED: u64 = 3;

/// A journal whose processes are killed, and its twin, which is left in peace: after each deed they are alike.
struct Twins {
    disturbed: Home,
    undisturbed: Home,
    state: State,
    random: Random,
    figures: Figures,
    has_shim: bool,
}

impl Twins {
    fn new(random: Random, has_shim: bool) -> Self {
        let undisturbed = Home::new();
        Deed::new(0, &["log", "the first", "-b", "of all", "--json"])
            .run(&undisturbed)
            .done();
        Self {
            disturbed: copy(&undisturbed),
            state: State::of(&undisturbed),
            undisturbed,
            random,
            figures: Figures::default(),
            has_shim,
        }
    }

    /// The same with new homes: a journal that grows for ever is looked at ever more slowly.
    fn afresh(self) -> Self {
        Self {
            figures: self.figures,
            ..Self::new(self.random, self.has_shim)
        }
    }

    /// Does one deed in both, and kills the one that does it in the disturbed journal.
    fn kill_one(&mut self, number: u64) {
        let deed = work::next(number, &self.state, &mut self.random);
        let began = Instant::now();
        let whole = deed.run(&self.undisturbed);
        let usual = began.elapsed();
        let when = format!("{:?}", deed.arguments);
        assert_eq!(whole.code, Some(deed.exit_code()), "{when}: {whole:?}");
        let after = State::of(&self.undisturbed);
        let said = self.killed(&deed, usual);
        assert_sound(&self.disturbed, &when);
        let now = State::of(&self.disturbed);
        self.figures.confirmed.note(&deed, said == whole.output);
        if after == self.state {
            assert_eq!(now, after, "{when}");
        } else if now == after {
            self.figures.saved += 1;
            self.figures.saved_and_said += u64::from(!said.is_empty());
        } else {
            assert_eq!(now, self.state, "by halves: {when}");
            assert_eq!(said, "", "said and lost: {when}");
            self.figures.saved_nothing += 1;
            let again = deed.run(&self.disturbed);
            assert_eq!(again.output, whole.output, "{again:?}");
            assert_eq!(State::of(&self.disturbed), after, "{when}");
        }
        self.state = after;
    }

    /// Kills a process some time after it was started, or at some write, and gives what it had said.
    fn killed(&mut self, deed: &Deed, usual: Duration) -> String {
        let mut command = deed.command(&self.disturbed);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let at_a_write = self.random.below(2) == 0 && self.has_shim;
        let delay = self.random.part_of(usual * 5 / 4);
        let tally = at_a_write.then(|| {
            let fault = *self.random.one_of(&[Fault::Killed, Fault::Torn]);
            let number = 1 + self.random.below(80) as u64;
            shim::strike(
                &mut command,
                &self.disturbed.path(""),
                fault,
                At::Write(number),
            )
        });
        let mut child = command.process_group(0).spawn().unwrap();
        if tally.is_none() {
            thread::sleep(delay);
            let group = Pid::from_child(&child);
            kill_process_group(group, Signal::KILL).unwrap();
        }
        let mut said = String::new();
        let mut output = child.stdout.take().unwrap();
        output.read_to_string(&mut said).unwrap();
        match child.wait().unwrap().code() {
            Some(code) => {
                assert_eq!(
                    code,
                    deed.exit_code(),
                    "{:?} was not killed: {said}",
                    deed.arguments
                );
                self.figures.ended_first += 1;
            }
            None => self.figures.killed += 1,
        }
        said
    }
}

#[test]
fn after_a_kill_at_any_moment_what_was_said_is_there_and_nothing_is_by_halves() {
    let extent = Extent::asked();
    let mut figures = Figures::default();
    thread::scope(|scope| {
        let lanes = [0, 1].map(|lane| scope.spawn(move || kill_many(extent, lane)));
        for lane in lanes {
            figures.add(lane.join().unwrap());
        }
    });
    extent.tell(&format!("killed, in all: {figures:?}"));
    figures.confirmed.assert_share(CONFIRMED);
    assert!(
        figures.saved_and_said * 5 > figures.saved_nothing,
        "{figures:?}"
    );
}

/// Kills half of all that are to be killed.
fn kill_many(extent: Extent, lane: u64) -> Figures {
    let has_shim = shim::is_there("kills at writes");
    let mut twins = Twins::new(Random::new(extent.seed + lane), has_shim);
    let mut number = 0;
    while twins.figures.killed < extent.kills / 2 {
        number += 1;
        if number % AFRESH == 0 {
            twins = twins.afresh();
        }
        twins.kill_one(number);
    }
    let entries = twins.state.len();
    extent.tell(&format!(
        "killed, seed {}: {number} commands, {:?}, {entries} entries at the end",
        extent.seed + lane,
        twins.figures
    ));
    twins.figures
}

/// Whole lines that were printed into a file: what stands after the last end of a line was broken off.
fn whole_lines(text: &str) -> impl Iterator<Item = &str> {
    let (whole, _) = text.rsplit_once('\n').unwrap_or_default();
    whole.lines().filter(|line| !line.is_empty())
}

#[test]
fn after_a_kill_of_several_writers_at_once_all_that_they_printed_is_there() {
    let extent = Extent::asked();
    let mut random = Random::new(extent.seed);
    let home = Home::new();
    let printed = home.path("printed");
    fs::create_dir(&printed).unwrap();
    let rounds = extent.either(4, 200);
    let mut acknowledged = 0;
    for round in 0..rounds {
        let script = format!(
            "for writer in 1 2 3 4; do (while :; do '{FOLIO}' log \"round {round} of $writer\" -b killed --json \
             >>\"$0/{round}.$writer\" 2>/dev/null; done) & done; wait"
        );
        let mut command = home.command("sh");
        command.args(["-c", &script]).arg(&printed);
        let mut group = command.process_group(0).spawn().unwrap();
        eventually("what a writer prints", || {
            let bytes = fs::read(printed.join(format!("{round}.1"))).ok()?;
            (!bytes.is_empty()).then_some(())
        });
        thread::sleep(random.part_of(Duration::from_millis(60)));
        kill_process_group(Pid::from_child(&group), Signal::KILL).unwrap();
        group.wait().unwrap();
        assert_sound(&home, &format!("round {round}"));
        let state = State::of(&home);
        for writer in 1..=4 {
            let text = fs::read_to_string(printed.join(format!("{round}.{writer}")));
            for line in whole_lines(&text.unwrap_or_default()) {
                let said: serde_json::Value = serde_json::from_str(line).unwrap();
                let mut said = said["entry"].clone();
                let id = said["id"].as_str().unwrap().to_owned();
                let mut there = state.entry(&id).unwrap().clone();
                // A longer journal may need a letter more to tell ids apart.
                (said["short"], there["short"]) = (().into(), ().into());
                assert_eq!(said, there);
                acknowledged += 1;
            }
        }
    }
    assert!(acknowledged >= rounds, "{acknowledged}");
    extent.tell(&format!(
        "groups killed, seed {}: {rounds} times four writers, {acknowledged} entries printed, none lost",
        extent.seed
    ));
}

#[test]
fn a_writer_that_is_killed_disturbs_no_other() {
    let extent = Extent::asked();
    let home = Home::new();
    let rounds = extent.either(12, 200);
    let (done, killed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for writer in 0..4 {
            let (home, done, killed) = (&home, &done, &killed);
            scope.spawn(move || {
                let mut random = Random::new(extent.seed + writer);
                for round in 0..rounds {
                    let tried = format!("{writer} {round}");
                    let mut command = home.folio(&["log", &tried, "-b", "others are killed"]);
                    if random.below(3) > 0 {
                        Run::of(&mut command).done();
                        done.fetch_add(1, Ordering::Relaxed);
                        continue;
                    }
                    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
                    let mut child = quiet.spawn().unwrap();
                    thread::sleep(random.part_of(Duration::from_millis(30)));
                    child.kill().unwrap();
                    let ended = child.wait().unwrap().code();
                    assert!([None, Some(0)].contains(&ended), "{tried}: {ended:?}");
                    killed.fetch_add(usize::from(ended.is_none()), Ordering::Relaxed);
                }
            });
        }
    });
    assert_sound(&home, "after all of them");
    assert!(killed.into_inner() > 0);
    assert!(State::of(&home).len() >= done.into_inner());
}

#[test]
fn a_kill_at_each_write_of_the_first_command_leaves_a_home_that_works() {
    if !shim::is_there("kills at the first command") {
        return;
    }
    let stride = Extent::asked().either(17, 1);
    for fault in [Fault::Killed, Fault::Torn] {
        for number in (1..).step_by(stride) {
            let home = Home::new();
            let deed = Deed::new(1, &["log", "the first", "-b", "of all"]);
            let mut command = deed.command(&home);
            let tally = shim::strike(&mut command, &home.path(""), fault, At::Write(number));
            command.output().unwrap();
            let when = format!("{fault:?} at {number}");
            assert_sound(&home, &when);
            home.log("after it");
            let state = State::of(&home);
            assert!((1..=2).contains(&state.len()), "{when}");
            assert_sound(&home, &when);
            if !tally.is_struck() {
                assert_eq!(state.len(), 2);
                break;
            }
        }
    }
}
