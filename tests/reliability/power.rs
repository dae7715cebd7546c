//! The power goes: whatever was not flushed to the disk may be gone, whole or in parts. Commands run one after the other,
//! and all that they change is written down; then disks are made as they may look at each moment of that, and each is
//! looked at. The memory that processes shared (`-shm`) is gone with the power.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use super::disk::{self, Disk, Image, Loss};
use super::extent::Extent;
use super::home::{Home, Run};
use super::random::Random;
use super::shim::{self, At, Fault};
use super::state::{State, assert_sound};
use super::trace::{Change, Trace};
use super::work::Deed;

/// So many disks wait to be looked at.
const WAITING: usize = 16;

/// Commands that only read; each must work on every disk.
const READERS: [&[&str]; 2] = [&["list", "--limit", "0"], &["report"]];

/// What somebody writes in the editor, which cannot be read as an entry.
const TYPED: &str = "half an hour of thoughts without a heading";

/// Everything that is left when a command has ended.
#[derive(Clone, PartialEq, Eq)]
struct Left {
    state: State,
    /// All that stands beside the journal and must not be lost.
    files: Image,
}

impl Left {
    /// What is left in a home of which one has the state, and the other the files: they may be one.
    fn of(journal: &Home, files: &Home) -> Self {
        let files = disk::found(&files.path("")).into_iter();
        let files = files.filter(|(path, content)| content.is_some() && must_stay(path));
        Self {
            files: files.collect(),
            state: State::of(journal),
        }
    }

    /// Whether it is all that should be there.
    fn has(&self, whole: &Self) -> bool {
        self.state == whole.state
            && whole
                .files
                .iter()
                .all(|(path, content)| self.files.get(path) == Some(content))
    }

    /// What is neither as it was before a command nor as it was after it.
    fn by_halves(&self, before: &Self, after: &Self) -> Option<PathBuf> {
        if self.state != before.state && self.state != after.state {
            return Some("the journal".into());
        }
        let paths = self.files.keys().chain(before.files.keys());
        // What stands in a draft that nobody was told of may be half of a text.
        let mut told = paths.filter(|path| !is_draft(path) || before.files.contains_key(*path));
        let is_either = |path: &&PathBuf| {
            let now = self.files.get(*path);
            now == before.files.get(*path) || now == after.files.get(*path)
        };
        told.find(|path| !is_either(path)).cloned()
    }
}

fn is_draft(path: &Path) -> bool {
    path.starts_with(".local/state/folio/drafts")
}

/// The journal is looked at by commands, the memory may be lost, and what was begun stands in a file that nobody opens.
fn must_stay(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_string_lossy();
    let is_own = ["editor", "import.jsonl"].contains(&&*name);
    let is_known = ["journal.db", "memory.db", ".folio-"]
        .iter()
        .any(|begin| name.starts_with(begin));
    !is_own && !is_known
}

/// A command that was given.
struct Step {
    deed: Deed,
    /// How many changes there were before it.
    begin: usize,
    /// After how many it had said something, or, where it says nothing, had ended.
    said: usize,
    /// How many there were at its end.
    end: usize,
    before: Left,
    after: Left,
}

impl Step {
    /// The command, with an editor for the one that asks for it.
    fn command(deed: &Deed, home: &Home) -> Command {
        let script = format!("printf '%s' '{TYPED}' >\"$1\"");
        let editor = home.script("editor", &script);
        let mut command = deed.command(home);
        command.env("EDITOR", editor);
        command
    }

    /// What is lost at a moment: in each way; in the short form in about one way at one moment of all, and in the greatest
    /// when something was said and at the end.
    fn losses(&self, moment: usize, extent: Extent, random: &mut Random) -> Vec<Loss> {
        let mut losses: Vec<Loss> = Loss::all().collect();
        if !extent.is_long {
            let all = losses.len() * (self.end - self.begin);
            losses.retain(|_| random.below(all) == 0);
            if [self.said, self.end].contains(&moment) {
                losses.push(Loss::GREATEST);
            }
        }
        losses
    }

    fn exit_code(deed: &Deed) -> i32 {
        if deed.arguments.iter().any(|word| word == "--edit") {
            2
        } else {
            deed.exit_code()
        }
    }
}

/// Commands that were given one after the other.
struct Session {
    steps: Vec<Step>,
    changes: Vec<Change>,
    /// Where they were given.
    home: Home,
    /// The disk before the first of them.
    disk: Disk,
    trace: Trace,
    /// A home in which the same was done, to be looked at: looking may change what stands on a disk.
    twin: Home,
}

impl Session {
    /// Gives commands of every kind.
    fn of_every_kind() -> Self {
        let (home, twin) = (Home::new(), Home::new());
        let mut session = Self {
            steps: Vec::new(),
            changes: Vec::new(),
            disk: Disk::of(&home.path("")),
            home,
            trace: Trace::new(),
            twin,
        };
        let because = "it did not hold ".repeat(400);
        session.give(&["log", "the first", "-b", &because, "-t", "cache", "--json"]);
        session.give(&["config", "set", "author", "Ada"]);
        session.give(&["import", "import.jsonl"]);
        session.give(&["log", "--edit"]);
        session.give(&["backup", "copy.db"]);
        session.give(&["edit", "last", "-b", "otherwise", "--add-tag", "edited"]);
        session.give(&["distill", "last", "-p", "a rule", "-s", "flaky on two"]);
        session.give(&["review", "last", "--verdict", "confirmed", "--by", "Grace"]);
        session.give(&["export", "entries", "-O", "all.jsonl"]);
        session.give(&["report", "-O", "report.html"]);
        let state = State::of(&session.twin);
        let ids = state.ids();
        session.give(&["rm", ids[0], ids[1], "--yes"]);
        session.give(&["undo"]);
        session.give(&["doctor", "--rebuild"]);
        session.give(&["backup", "copy.db", "--force"]);
        session.give(&["backup"]);
        session.give(&["run", "--", "sh", "-c", "echo it broke >&2; exit 3"]);
        session.give(&["log", "the second", "-b", "after it", "--json"]);
        session.give(&["import", "import.jsonl"]);
        session.give(&["undo"]);
        session.give(&["export", "entries", "-O", "all.jsonl"]);
        session.give(&["doctor", "--salvage", "whole.db"]);
        session.give(&["config", "set", "author", "Grace"]);
        session.give(&["backup", "--restore", "copy.db", "--force", "--yes"]);
        session
    }

    /// Gives one.
    fn give(&mut self, arguments: &[&str]) {
        let deed = Deed::new(self.steps.len() as u64 + 1, arguments);
        let before = self.steps.last().map_or_else(
            || Left::of(&self.twin, &self.home),
            |step| step.after.clone(),
        );
        let peaceful = Run::of(&mut Step::command(&deed, &self.twin));
        let mut command = Step::command(&deed, &self.home);
        let folder = self.home.path("");
        let tally = shim::trace(&mut command, &folder, self.trace.path());
        let run = Run::of(&mut command);
        let ends = [peaceful.code, run.code];
        assert_eq!(
            ends,
            [Some(Step::exit_code(&deed)); 2],
            "{peaceful:?} {run:?}"
        );
        assert!(
            tally.placings() > 0 || !arguments.contains(&"-O"),
            "{arguments:?}"
        );
        let begin = self.changes.len();
        self.changes = self.trace.changes(&folder);
        let all = format!("{}{}", run.output, run.error);
        let says = |change: &Change| matches!(change, Change::Printed(text) if all.contains(text));
        let said = self.changes[begin..].iter().position(says);
        self.steps.push(Step {
            deed,
            begin,
            said: said.map_or(self.changes.len(), |place| begin + place + 1),
            end: self.changes.len(),
            before,
            after: Left::of(&self.twin, &self.home),
        });
    }

    /// Fails where something was changed past the shim: then disks would be made that cannot be.
    fn assert_complete(&self, disk: &Disk) {
        let known = disk.after(Loss::NONE, &mut Random::new(0));
        let own = ["editor", "work/import.jsonl"].map(PathBuf::from);
        let there = disk::found(&self.home.path("")).into_iter();
        let there: Image = there.filter(|(path, _)| !own.contains(path)).collect();
        assert!(
            known.keys().eq(there.keys()),
            "{:?} {:?}",
            known.keys(),
            there.keys()
        );
        for (path, content) in &there {
            assert!(known[path] == *content, "{}", path.display());
        }
        for copy in there
            .keys()
            .filter(|path| path.extension().is_some_and(|ending| ending == "db") && must_stay(path))
        {
            self.home.done(&[
                "doctor",
                "--journal",
                self.home.path("").join(copy).to_str().unwrap(),
            ]);
        }
    }

    /// Makes disks for each moment and each loss, and has each one looked at once.
    fn lose_power(&mut self, extent: Extent, steps: &[Step], look: &mut dyn FnMut(Trial)) {
        let mut disk = std::mem::take(&mut self.disk);
        let mut random = Random::new(extent.seed);
        let mut known = HashSet::new();
        for (which, step) in steps.iter().enumerate() {
            for moment in step.begin + 1..=step.end {
                disk.take(&self.changes[moment - 1]);
                for loss in step.losses(moment, extent, &mut random) {
                    let mut image = disk.after(loss, &mut random);
                    image.retain(|path, _| !path.to_string_lossy().ends_with("-shm"));
                    let is_said = moment >= step.said;
                    let mut hasher = DefaultHasher::new();
                    (&image, which, is_said).hash(&mut hasher);
                    if known.insert(hasher.finish()) {
                        let words: Vec<_> = step.deed.arguments.iter().take(2).collect();
                        let when =
                            format!("{words:?}, change {moment}, {loss:?}, seed {}", extent.seed);
                        look(Trial {
                            image,
                            which,
                            is_said,
                            when,
                        });
                    }
                }
            }
        }
        self.assert_complete(&disk);
    }
}

/// A disk to look at.
struct Trial {
    image: Image,
    /// In which step the power went.
    which: usize,
    /// Whether that step had said something.
    is_said: bool,
    when: String,
}

impl Trial {
    /// Whether what the step was to do is done there.
    fn hold(&self, step: &Step) -> bool {
        let when = &self.when;
        let home = Home::new();
        disk::make(&self.image, &home.path(""));
        assert_sound(&home, when);
        let left = Left::of(&home, &home);
        assert_eq!(left.by_halves(&step.before, &step.after), None, "{when}");
        let is_done = left.has(&step.after);
        assert!(is_done || !self.is_said, "said and lost: {when}");
        for reader in READERS {
            let run = home.run(reader);
            assert_eq!(run.code, Some(0), "{when}, then {reader:?}: {run:?}");
        }
        if !is_done {
            let again = Run::of(&mut Step::command(&step.deed, &home));
            assert_eq!(
                again.code,
                Some(Step::exit_code(&step.deed)),
                "{when}: {again:?}"
            );
            assert_eq!(State::of(&home).len(), step.after.state.len(), "{when}");
        }
        home.log("after it");
        assert_sound(&home, when);
        is_done
    }
}

#[test]
fn after_a_loss_of_power_what_was_said_is_there_and_nothing_is_by_halves() {
    if !shim::is_there("loss of power") {
        return;
    }
    let extent = Extent::asked();
    let mut session = Session::of_every_kind();
    let steps = std::mem::take(&mut session.steps);
    let (disks, done, said) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    let (sender, receiver) = mpsc::sync_channel::<Trial>(WAITING);
    // It is gone with those who look, so that nobody waits for them where they have failed.
    let receiver = Arc::new(Mutex::new(receiver));
    let look = |receiver: Arc<Mutex<mpsc::Receiver<Trial>>>| {
        while let Some(trial) = receiver.lock().ok().and_then(|waiting| waiting.recv().ok()) {
            let is_done = trial.hold(&steps[trial.which]);
            disks.fetch_add(1, Ordering::Relaxed);
            done.fetch_add(u64::from(is_done), Ordering::Relaxed);
            said.fetch_add(u64::from(trial.is_said), Ordering::Relaxed);
        }
    };
    thread::scope(|scope| {
        for receiver in [Arc::clone(&receiver), receiver] {
            let look = &look;
            scope.spawn(move || look(receiver));
        }
        session.lose_power(extent, &steps, &mut |trial| drop(sender.send(trial)));
        drop(sender);
    });
    extent.tell(&format!(
        "power lost, seed {}: {} commands, {} changes, {disks:?} disks, on {done:?} of them all was done, on {said:?} that \
         had been said",
        extent.seed,
        steps.len(),
        session.changes.len()
    ));
}

#[test]
fn after_a_kill_and_a_loss_of_power_what_the_next_command_said_is_there() {
    if !shim::is_there("loss of power after a kill") {
        return;
    }
    // It is about folders, which are made first.
    for number in 1..=Extent::asked().either(14, u64::MAX) {
        let home = Home::new();
        let (folder, trace) = (home.path(""), Trace::new());
        let mut disk = Disk::of(&folder);
        let mut killed = Deed::new(1, &["log", "the first", "-b", "of all"]).command(&home);
        let _tally = shim::trace(&mut killed, &folder, trace.path());
        let at = At::Write(number);
        let tally = shim::strike(&mut killed, &folder, Fault::Killed, at);
        killed.output().unwrap();
        let mut next = Deed::new(2, &["log", "the second", "-b", "after it"]).command(&home);
        let _tally = shim::trace(&mut next, &folder, trace.path());
        Run::of(&mut next).done();
        for change in trace.changes(&folder) {
            disk.take(&change);
        }
        let left = Home::new();
        let mut image = disk.after(Loss::GREATEST, &mut Random::new(0));
        image.retain(|path, _| !path.to_string_lossy().ends_with("-shm"));
        disk::make(&image, &left.path(""));
        assert_sound(&left, &format!("{at:?}"));
        assert!(left.tried().contains(&"the second".to_owned()), "{at:?}");
        if !tally.is_struck() {
            break;
        }
    }
}
