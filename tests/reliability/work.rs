//! What a person does with the program, as command lines that can be given again and then do the same: with a clock
//! that stands still and ids that are drawn from a seed.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};

use super::home::{Home, Run};
use super::random::Random;
use super::state::State;

/// How many entries one import brings.
pub const IMPORTED: usize = 25;

/// One command line, at one moment.
#[derive(Debug, Clone)]
pub struct Deed {
    /// The arguments.
    pub arguments: Vec<String>,
    /// What lies in `work/import.jsonl`.
    import: String,
    /// Which one it is; it makes the moment and the ids.
    number: u64,
}

impl Deed {
    /// The deed of this number with these arguments.
    pub fn new(number: u64, arguments: &[&str]) -> Self {
        Self {
            arguments: arguments.iter().map(|&word| word.to_owned()).collect(),
            import: entries_to_import(number),
            number,
        }
    }

    /// The program, about to do it.
    pub fn command(&self, home: &Home) -> Command {
        fs::write(home.path("work/import.jsonl"), &self.import).unwrap();
        let words: Vec<&str> = self.arguments.iter().map(String::as_str).collect();
        let mut command = home.folio(&words);
        let (minute, hour) = (self.number % 60, self.number / 60 % 24);
        let (day, month) = (self.number / 1_440 % 28 + 1, self.number / 40_320 % 12 + 1);
        let now = format!("2026-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z");
        command
            .env("FOLIO_NOW", now)
            .env("FOLIO_SEED", (self.number + 1).to_string())
            .stdin(Stdio::null());
        command
    }

    /// The command.
    pub fn kind(&self) -> &str {
        &self.arguments[0]
    }

    /// The exit code with which it ends where nothing disturbs it: `run` ends as what it ran.
    pub fn exit_code(&self) -> i32 {
        if self.kind() == "run" { 3 } else { 0 }
    }

    /// Does it, undisturbed.
    pub fn run(&self, home: &Home) -> Run {
        Run::of(&mut self.command(home))
    }
}

/// Entries to import that no other deed has.
fn entries_to_import(number: u64) -> String {
    let entry = |row: usize| {
        let text = "lorem ipsum dolor sit amet ".repeat(row % 7 * 12);
        let entry = serde_json::json!({
            "tried": format!("attempt {row} of import {number}"), "because": format!("it did not hold {text}"),
            "principle": row.is_multiple_of(2).then(|| format!("principle {}", row % 5)),
            "tags": ["imported", format!("tag-{}", row % 9)], "happened_at": "2026-02-03T10:00:00+01:00",
        });
        format!("{entry}\n")
    };
    (0..IMPORTED).map(entry).collect()
}

/// How many deeds of each kind were tried, and how many of them were known to be done.
#[derive(Debug, Default)]
pub struct Counts(BTreeMap<String, (u64, u64)>);

impl Counts {
    /// Counts a deed.
    pub fn note(&mut self, deed: &Deed, is_done: bool) {
        let (tried, done) = self.0.entry(deed.kind().to_owned()).or_default();
        *tried += 1;
        *done += u64::from(is_done);
    }

    /// Takes in what was counted elsewhere.
    pub fn add(&mut self, other: Self) {
        for (kind, (tried, done)) in other.0 {
            let sums = self.0.entry(kind).or_default();
            *sums = (sums.0 + tried, sums.1 + done);
        }
    }

    /// Fails where less than this share of all deeds was done, in per cent, or of those of one kind that is no rare one:
    /// a trial in which nothing is done shows nothing.
    pub fn assert_share(&self, percent: u64) {
        let sum = self.0.values().fold((0, 0), |sum, counted| {
            (sum.0 + counted.0, sum.1 + counted.1)
        });
        let kinds = self.0.iter().filter(|(_, (tried, _))| *tried >= COMMON);
        let kinds = kinds.map(|(kind, counted)| (kind.as_str(), *counted));
        for (kind, (tried, done)) in kinds.chain([("all", sum)]) {
            assert!(
                done * 100 >= tried * percent,
                "{kind}: {done} of {tried} done, {self:?}"
            );
        }
    }
}

/// Of so many deeds a share can be told.
const COMMON: u64 = 100;

/// Something to do next in a journal that holds this, and that can be done there.
pub fn next(number: u64, state: &State, random: &mut Random) -> Deed {
    let ids = state.ids();
    if ids.len() < 3 {
        return log(number, random);
    }
    let id = *random.one_of(&ids);
    let other = *random.one_of(&ids);
    let text = format!("it turned out otherwise in deed {number}");
    match random.below(20) {
        0..=5 => log(number, random),
        6..=8 => Deed::new(
            number,
            &["edit", id, "--because", &text, "--add-tag", "edited"],
        ),
        9 => Deed::new(number, &["rm", id, other, "--yes"]),
        10..=11 => Deed::new(number, &["undo"]),
        12 => Deed::new(number, &["import", "import.jsonl"]),
        13 => Deed::new(number, &["distill", id, "-p", &text, "-s", "flaky on two"]),
        14 => Deed::new(number, &["edit", id, "-p", &text, "--spent", "40m"]),
        15 => review(number, state, random),
        16..=18 => explore(number, state, random),
        _ => Deed::new(
            number,
            &["run", "--", "sh", "-c", "echo it broke >&2; exit 3"],
        ),
    }
}

/// A review of a lesson; where there is none, the first is made.
fn review(number: u64, state: &State, random: &mut Random) -> Deed {
    let lessons = state.lessons();
    if lessons.is_empty() {
        return Deed::new(number, &["distill", state.ids()[0], "-p", "a rule"]);
    }
    let lesson = *random.one_of(&lessons);
    let words = ["review", lesson, "--verdict", "confirmed", "--by", "Grace"];
    Deed::new(number, &words)
}

/// A question that is opened; or an approach to one that is open, an entry about it, or the answer.
fn explore(number: u64, state: &State, random: &mut Random) -> Deed {
    let open = state.open_explorations();
    if open.is_empty() || random.below(3) == 0 {
        let question = format!("which way for question {number}?");
        let name = format!("question-{number}");
        return Deed::new(number, &["explore", &question, "--as", &name]);
    }
    let (name, entries) = random.one_of(&open);
    let text = format!("a way in deed {number}");
    match entries.first() {
        _ if random.below(2) == 0 => Deed::new(number, &["try", &text, "--on", name]),
        Some(id) => Deed::new(number, &["converge", id, "--on", name, "--why", &text]),
        None => Deed::new(
            number,
            &[
                "log",
                &text,
                "-b",
                "it did not hold",
                "--on",
                name,
                "--json",
            ],
        ),
    }
}

fn log(number: u64, random: &mut Random) -> Deed {
    let tried = format!("attempt {number}");
    let because = "it did not hold ".repeat(1 + random.below(60));
    let tag = format!("tag-{}", random.below(9));
    let words = ["log", &tried, "-b", because.trim(), "-t", &tag, "--json"];
    Deed::new(number, &words)
}
