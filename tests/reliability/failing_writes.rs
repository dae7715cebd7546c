//! Writes that fail: for each command, its first write, then its second, and so on until none is left. A command either
//! does all that it should or says an error, and leaves nothing by halves.

use std::fs;
use std::path::PathBuf;

use super::extent::{Extent, leave_out};
use super::home::{Home, Run};
use super::shim::{self, At, Fault};
use super::state::{State, assert_sound, copy};
use super::work::Deed;

/// A command whose writes fail, and the home in which it is given.
struct Trial {
    home: Home,
    deed: Deed,
    /// The file that it writes besides the journal.
    output: Option<&'static str>,
    /// What somebody typed, and would have to type again.
    typed: &'static str,
}

/// How many writes of each fault the short form strikes, at the least.
const EACH: u64 = 3;

/// How commands ended whose writes were struck.
#[derive(Debug, Default)]
struct Figures {
    struck: u64,
    went_through: u64,
    refused: u64,
    refused_yet_saved: u64,
    killed: u64,
    killed_yet_saved: u64,
}

/// What one command left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Left {
    state: State,
    output: Option<Vec<u8>>,
    /// What the output says: of a journal its entries, for its pages may stand in another order.
    content: Option<Vec<u8>>,
}

impl Left {
    fn of(home: &Home, trial: &Trial) -> Self {
        let path = trial.output.map(|below| home.path(below));
        let output = path.as_ref().and_then(|path| fs::read(path).ok());
        let content = match (&path, &output) {
            (Some(path), Some(bytes)) if bytes.starts_with(b"SQLite") => {
                let journal = path.to_str().unwrap();
                Some(
                    home.done(&["export", "entries", "--journal", journal])
                        .into(),
                )
            }
            _ => output.clone(),
        };
        Self {
            state: State::of(home),
            output,
            content,
        }
    }

    /// Whether it is all that should be there.
    fn is_whole(&self, whole: &Self) -> bool {
        self.state == whole.state && self.content == whole.content
    }

    /// Whether it is that but for ids, which differ where the machine's identity was made by an earlier command.
    fn is_like(&self, whole: &Self) -> bool {
        self.state.len() == whole.state.len() && self.content == whole.content
    }
}

/// A home with a few entries, among them some that an import brought.
fn lived_in() -> Home {
    let home = Home::new();
    Deed::new(1, &["log", "the first", "-b", "of all", "-t", "cache"])
        .run(&home)
        .done();
    Deed::new(2, &["import", "import.jsonl"]).run(&home).done();
    Deed::new(3, &["config", "set", "author", "Ada"])
        .run(&home)
        .done();
    Deed::new(4, &["export", "entries", "-O", "all.jsonl"])
        .run(&home)
        .done();
    Deed::new(5, &["log", "the second", "-b", "after it"])
        .run(&home)
        .done();
    home
}

impl Trial {
    fn of(arguments: &[&str]) -> Self {
        Self {
            home: lived_in(),
            deed: Deed::new(9, arguments),
            output: None,
            typed: "",
        }
    }

    /// Tries every fault at every write, or in the short form some of each.
    fn hold(&self) {
        let test = self
            .deed
            .arguments
            .iter()
            .take(2)
            .cloned()
            .collect::<Vec<_>>()
            .join(" ");
        if !shim::is_there(&test) {
            return;
        }
        let extent = Extent::asked();
        let before = Left::of(&self.home, self);
        let undisturbed = copy(&self.home);
        let mut command = self.deed.command(&undisturbed);
        let tally = shim::count(&mut command, &undisturbed.path(""));
        Run::of(&mut command).done();
        let after = Left::of(&undisturbed, self);
        let stride = extent.either(tally.calls() / EACH + 1, 1);
        let mut figures = Figures::default();
        if self.output.is_some() && tally.placings() == 0 {
            leave_out(&test, "it cannot be seen when a file is put in its place");
        }
        for (fault, number) in Fault::ALL
            .into_iter()
            .flat_map(|fault| (1..=tally.placings()).map(move |number| (fault, number)))
        {
            let at = At::Placing(number);
            let is_struck = self.strike(fault, at, (&before, &after), &mut figures);
            assert!(is_struck, "{fault:?} at {at:?}");
        }
        for (fault, first) in Fault::ALL.into_iter().zip((0..stride).cycle()) {
            for number in (1 + first..).step_by(usize::try_from(stride).unwrap()) {
                if !self.strike(fault, At::Write(number), (&before, &after), &mut figures) {
                    break;
                }
            }
        }
        assert!(figures.struck > EACH, "{figures:?}");
        extent.tell(&format!("writes struck, `{test} …`: {figures:?}"));
    }

    /// Strikes one write. Whether there was one of that number.
    fn strike(
        &self,
        fault: Fault,
        at: At,
        (before, after): (&Left, &Left),
        figures: &mut Figures,
    ) -> bool {
        let when = format!("{fault:?} at {at:?} of {:?}", self.deed.arguments);
        let home = copy(&self.home);
        let mut command = self.deed.command(&home);
        let tally = shim::strike(&mut command, &home.path(""), fault, at);
        let run = Run::of(&mut command);
        assert_sound(&home, &when);
        let left = Left::of(&home, self);
        let when = format!("{when}: {run:?}");
        assert!(left == *before || left.is_whole(after), "by halves: {when}");
        match run.code {
            None => assert!(fault.kills(), "{when}"),
            Some(0) => assert!(left.is_whole(after), "said and lost: {when}"),
            Some(code) => {
                let is_file = matches!(at, At::Placing(_)) && self.output.is_some();
                assert!(code == 1 || !is_file, "{when}");
                assert!(run.error.starts_with("error: "), "{when}");
                assert!(run.error.contains("\nhint: "), "{when}");
                let denies = run.error.contains("nothing was saved");
                assert!(!denies || left.state == before.state, "{when}");
                let may_be_there = ["is written, but", "is not certain"];
                let is_told = may_be_there.iter().any(|words| run.error.contains(words));
                assert!(is_told || left == *before, "done and not told: {when}");
                let kept = home
                    .drafts()
                    .into_iter()
                    .map(|file| fs::read_to_string(file).unwrap());
                let kept: String = kept.chain([run.error.clone()]).collect();
                assert!(kept.contains(self.typed), "lost: {when}");
            }
        }
        let is_tidied =
            !fault.keeps_from_tidying() || matches!((fault, at), (Fault::Device, At::Placing(_)));
        if is_tidied {
            assert_eq!(unfinished(&home), Vec::<PathBuf>::new(), "{when}");
        }
        if left == *before {
            let again = self.deed.run(&home);
            assert_eq!(again.code, Some(0), "{when}, and then: {again:?}");
            assert!(Left::of(&home, self).is_like(after), "{when}");
            assert_sound(&home, &when);
        }
        figures.note(&run, left.is_whole(after));
        tally.is_struck()
    }
}

impl Figures {
    fn note(&mut self, run: &Run, is_saved: bool) {
        self.struck += 1;
        match (run.code, is_saved) {
            (Some(0), _) => self.went_through += 1,
            (Some(_), false) => self.refused += 1,
            (Some(_), true) => self.refused_yet_saved += 1,
            (None, false) => self.killed += 1,
            (None, true) => self.killed_yet_saved += 1,
        }
    }
}

/// Files that were begun and not put in their place.
fn unfinished(home: &Home) -> Vec<PathBuf> {
    let folders = [
        "work",
        ".config/folio",
        ".local/share/folio",
        ".local/share/folio/journal.db.backups",
        ".local/state/folio",
    ];
    let files = folders.map(|folder| fs::read_dir(home.path(folder)));
    let paths = files.into_iter().flatten().flatten();
    let paths = paths.map(|item| item.unwrap().path());
    paths
        .filter(|path| path.to_string_lossy().contains(".folio-"))
        .collect()
}

#[test]
fn a_log_whose_writes_fail_is_whole_or_not_there() {
    let because = "it did not hold ".repeat(400);
    let mut trial = Trial::of(&["log", "the third", "-b", &because, "-t", "a/b"]);
    trial.typed = "the third";
    trial.hold();
}

#[test]
fn an_edit_whose_writes_fail_is_whole_or_not_there() {
    Trial::of(&["edit", "last", "-b", "otherwise", "-p", "a rule"]).hold();
}

#[test]
fn a_removal_whose_writes_fail_is_whole_or_not_there() {
    let home = lived_in();
    let state = State::of(&home);
    let (first, last) = (state.ids()[0], state.ids()[1]);
    Trial::of(&["rm", first, last, "--yes"]).hold();
}

#[test]
fn an_import_whose_writes_fail_is_all_or_nothing() {
    Trial::of(&["import", "import.jsonl"]).hold();
}

#[test]
fn an_undo_whose_writes_fail_takes_back_all_or_nothing() {
    let trial = Trial::of(&["undo"]);
    Deed::new(7, &["import", "import.jsonl"])
        .run(&trial.home)
        .done();
    trial.hold();
}

#[test]
fn an_export_whose_writes_fail_leaves_the_file_as_it_was() {
    let mut trial = Trial::of(&["export", "entries", "-O", "all.jsonl"]);
    trial.output = Some("work/all.jsonl");
    trial.hold();
}

#[test]
fn an_export_whose_writes_fail_leaves_no_file_where_there_was_none() {
    let mut trial = Trial::of(&["export", "portfolio", "-O", "portfolio.md"]);
    trial.output = Some("work/portfolio.md");
    trial.hold();
}

#[test]
fn a_report_whose_writes_fail_leaves_the_file_as_it_was() {
    let mut trial = Trial::of(&["report", "-O", "report.html"]);
    fs::write(trial.home.path("work/report.html"), "the one before").unwrap();
    trial.output = Some("work/report.html");
    trial.hold();
}

#[test]
fn a_backup_whose_writes_fail_is_whole_or_not_there() {
    let mut trial = Trial::of(&["backup", "copy.db"]);
    trial.output = Some("work/copy.db");
    trial.hold();
}

#[test]
fn a_backup_over_another_whose_writes_fail_leaves_that_as_it_was() {
    let mut trial = Trial::of(&["backup", "copy.db", "--force"]);
    Deed::new(7, &["backup", "copy.db"]).run(&trial.home).done();
    Deed::new(8, &["log", "the third", "-b", "after the backup"])
        .run(&trial.home)
        .done();
    trial.output = Some("work/copy.db");
    trial.hold();
}

#[test]
fn a_restore_whose_writes_fail_leaves_the_journal_as_it_was() {
    let trial = Trial::of(&["backup", "--restore", "copy.db", "--force", "--yes"]);
    Deed::new(7, &["backup", "copy.db"]).run(&trial.home).done();
    Deed::new(8, &["log", "the third", "-b", "after the backup"])
        .run(&trial.home)
        .done();
    trial.hold();
}

#[test]
fn a_salvage_whose_writes_fail_is_whole_or_not_there() {
    let mut trial = Trial::of(&["doctor", "--salvage", "whole.db"]);
    trial.output = Some("work/whole.db");
    trial.hold();
}

#[test]
fn a_setting_whose_writes_fail_is_set_or_as_it_was() {
    let mut trial = Trial::of(&["config", "set", "author", "Grace"]);
    trial.output = Some(".config/folio/config.toml");
    trial.hold();
}

#[test]
fn a_first_command_whose_writes_fail_is_whole_or_not_there() {
    let mut trial = Trial::of(&["log", "the first", "-b", "of all"]);
    trial.home = Home::new();
    trial.typed = "the first";
    trial.hold();
}
