//! Journals that are damaged on purpose, in every kind of page and in many places: each command gives its right answer or
//! says that it cannot, `doctor` finds what the others do not see, and `doctor --salvage` says what it could not read.

use std::fmt::Write as _;
use std::fs;

use rusqlite::Connection;

use crate::driver::{Home, Run};

/// How many entries the journal has that is damaged.
const ENTRIES: usize = 60;

/// Commands that only look.
const READING: &[&str] = &[
    "list --limit 0",
    "show last",
    "search replica",
    "report --year 2026",
    "export entries",
    "tags",
];

/// A journal, and what folio says of it while it is whole.
struct Whole {
    home: Home,
    file: Vec<u8>,
    answers: Vec<(String, String)>,
    cases: usize,
}

impl Whole {
    fn new() -> Self {
        let mut home = Home::new();
        let entries = (0..ENTRIES).fold(String::new(), |mut lines, number| {
            let _ = writeln!(
                lines,
                r#"{{"tried": "approach {number}: a cache in each replica", "because": "{because}", "principle": "principle {principle}", "signals": ["flaky on {number}"], "tags": ["area/{area}", "caching"], "project": "shop", "spent_minutes": {number}, "happened_at": "2026-09-{day:02}T10:00:{second:02}+02:00"}}"#,
                because = "the replicas disagreed ".repeat(if number % 9 == 4 { 300 } else { 2 + number % 7 }),
                principle = number % 9,
                area = number % 5,
                day = 1 + number % 30,
                second = number % 60,
                number = number + 1,
            );
            lines
        });
        home.command("import -").input(entries).run().succeeded();
        home.output("explore 'which cache?' --as cache");
        for number in 0..6 {
            let id = home.ids("list --limit 30")[number * 4].clone();
            home.output(&format!(
                "edit {id} --next 'count the replicas {number}' --add-tag counted"
            ));
        }
        home.output(
            "log 'a queue in memory' -b 'a deploy lost it' -p 'what must not be lost is on a disk'",
        );
        let last = home.ids("list --limit 1")[0].clone();
        home.output(&format!("practice {last} --got-it"));
        home.output("rm last --yes");
        home.output("undo");
        Self::of(home)
    }

    fn of(mut home: Home) -> Self {
        let file = fs::read(home.journal()).unwrap();
        let answers = READING
            .iter()
            .map(|line| ((*line).to_owned(), home.output(line)))
            .collect();
        Self {
            home,
            file,
            answers,
            cases: 0,
        }
    }

    /// Which pages there are: what they belong to, their kind, and their number.
    fn pages(&self) -> Vec<(String, String, usize)> {
        let connection = Connection::open(self.home.journal()).unwrap();
        let mut statement = connection
            .prepare("SELECT name, pagetype, pageno FROM dbstat ORDER BY name, pagetype, path")
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        rows.unwrap().map(Result::unwrap).collect()
    }

    /// Some pages of each kind of each table and index.
    fn some_pages(&self, most: usize) -> Vec<(String, usize)> {
        let mut chosen: Vec<(String, usize)> = Vec::new();
        for (name, kind, page) in self.pages() {
            let label = format!("{name} {kind}");
            if chosen.iter().filter(|(other, _)| *other == label).count() < most {
                chosen.push((label, page));
            }
        }
        chosen
    }

    /// What folio does wrong with a damaged file: a wrong answer that `doctor` does not warn of, or worse.
    fn faults(&mut self, damage: &str, file: &[u8]) -> Vec<String> {
        let journal = self.home.journal();
        let put = || {
            for beside in ["-wal", "-shm"] {
                let mut path = journal.clone().into_os_string();
                path.push(beside);
                drop(fs::remove_file(path));
            }
            fs::write(&journal, file).unwrap();
        };
        let mut faults = Vec::new();
        put();
        let diagnosis = self.home.run("doctor --json");
        let says_nothing = ["\"hint\":null", "run `folio doctor`"];
        if says_nothing
            .iter()
            .any(|hint| diagnosis.output.contains(hint))
        {
            faults.push(format!(
                "{damage}: doctor does not say what to do: {diagnosis}"
            ));
        }
        if fs::read(&journal).unwrap() != file {
            faults.push(format!("{damage}: doctor changed the journal"));
        }
        let is_warned_of = diagnosis.code == 3;
        if ![0, 3].contains(&diagnosis.code) {
            faults.push(format!("{damage}: doctor ended with {diagnosis}"));
        }
        // Where `doctor` warns, an answer may be wrong: one is enough to see that it comes.
        let asked = if is_warned_of { 1 } else { self.answers.len() };
        self.cases += 1;
        let answers = self.answers.iter().cycle().skip(self.cases);
        for (line, answer) in answers.take(asked) {
            let run = self.home.run(line);
            let is_right = run.code == 0 && run.output == *answer;
            if !is_right && !is_refused(&run) && !is_warned_of {
                faults.push(format!("{damage}: {line} is wrong without a word"));
            }
        }
        // Records stand in few of the pages: damage elsewhere is the same to what is saved.
        if is_warned_of && (damage.contains("record") || self.cases.is_multiple_of(4)) {
            put();
            faults.extend(self.salvage_faults(damage));
        }
        put();
        let run = self.home.run("log 'another one' -b 'it broke'");
        if run.code != 0 && !is_refused(&run) {
            faults.push(format!("{damage}: log ended with {run}"));
        }
        faults
    }

    /// What is wrong with what could be saved: it must be sound, and say whether it is all.
    fn salvage_faults(&mut self, damage: &str) -> Vec<String> {
        let saved = self.home.path("saved.db");
        drop(fs::remove_file(&saved));
        let run = self.home.run("doctor --salvage saved.db");
        if is_refused(&run) && !saved.exists() {
            return vec![format!("{damage}: nothing was saved, {run}")];
        }
        let exported = self.home.run("export entries --journal saved.db");
        let is_all = self
            .answers
            .iter()
            .any(|(line, answer)| line == "export entries" && *answer == exported.output);
        if self.cases.is_multiple_of(5) {
            let diagnosis = self.home.run("doctor --journal saved.db");
            if diagnosis.code != 0 {
                return vec![format!(
                    "{damage}: what was saved is not sound, {diagnosis}"
                )];
            }
        }
        match run.code {
            _ if exported.code != 0 => {
                vec![format!("{damage}: what was saved is of no use, {exported}")]
            }
            0 if !is_all => vec![format!("{damage}: something is lost without a word")],
            0 | 1 => Vec::new(),
            _ => vec![format!("{damage}: salvage ended with {run}")],
        }
    }
}

/// Whether a command said that it could not do what was asked.
fn is_refused(run: &Run) -> bool {
    [1, 3, 4].contains(&run.code) && run.error.contains("error: ") && !run.error.contains("panic")
}

fn none(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// The file with some bits of one byte turned.
fn flipped(file: &[u8], place: usize, bits: u8) -> Vec<u8> {
    let mut damaged = file.to_owned();
    damaged[place] ^= bits;
    damaged
}

#[test]
fn a_byte_that_flips_in_any_kind_of_page_is_no_wrong_answer_without_a_word() {
    let mut whole = Whole::new();
    let mut faults = Vec::new();
    let file = whole.file.clone();
    for (label, page) in whole.some_pages(2) {
        let start = (page - 1) * 4096;
        // What the page says of itself, and places within its rows; more of them where the records stand.
        let places = [
            (0, 0x04),
            (4, 0x01),
            (2100, 0x20),
            (4080, 0x08),
            (9, 0x10),
            (3900, 0x01),
        ];
        let most = if label.contains("record") { 6 } else { 4 };
        for (place, bits) in places.into_iter().take(most) {
            let place = if page == 1 && place < 100 {
                place + 100
            } else {
                place
            };
            let damage = format!("{label}, page {page}, byte {place} ^ {bits:#x}");
            faults.extend(whole.faults(&damage, &flipped(&file, start + place, bits)));
        }
    }
    none(&faults);
}

/// The size of a frame of a write-ahead file.
const FRAME: usize = 24 + 4096;

#[test]
fn what_was_written_last_and_is_damaged_is_no_wrong_answer_without_a_word() {
    let (mut home, states) = home_with_changes_beside_the_file();
    let file = fs::read(home.journal()).unwrap();
    let beside = home.journal().with_extension("db-wal");
    let written = fs::read(&beside).unwrap();
    let index_path = home.journal().with_extension("db-shm");
    let index = fs::read(&index_path).unwrap();
    let mut faults = Vec::new();
    let step = written.len() / 60;
    // The header, what frames say of themselves, and places within their pages.
    let headers = (0..32).chain((0..24).map(|place| 32 + 5 * FRAME + place));
    let anywhere = (0..60).map(|part| part * step + part % 40);
    let flips = headers.chain(anywhere).map(|place| (place, true));
    let short = [0, 1, 31, 32].into_iter();
    let cuts = short.chain((1..20).map(|part| part * step * 3 + part % 40));
    for (place, is_flip) in flips.chain(cuts.map(|place| (place, false))) {
        let damaged = if is_flip {
            flipped(&written, place, 0x10)
        } else {
            written[..place].to_owned()
        };
        let put = |home: &Home| {
            fs::write(home.journal(), &file).unwrap();
            fs::write(&beside, &damaged).unwrap();
            fs::write(&index_path, &index).unwrap();
        };
        let is_untouched = |home: &Home| {
            fs::read(&beside).ok().as_ref() == Some(&damaged)
                && fs::read(home.journal()).unwrap() == file
        };
        let what = if is_flip { "flipped" } else { "cut" };
        put(&home);
        let diagnosis = home.run("doctor");
        if !is_untouched(&home) {
            faults.push(format!("{what} at {place}: doctor changed the journal"));
        }
        let saved = home.run("doctor --salvage saved.db");
        // Whoever reads without having asked `doctor` before loses nothing.
        let listed = home.run("list --limit 0");
        let is_all = states.last() == Some(&listed.output);
        let is_refused = listed.code == 3 && listed.error.contains("may be lost");
        if is_refused && (diagnosis.code != 3 || !is_untouched(&home)) {
            faults.push(format!("{what} at {place}: refused without a reason"));
        }
        if !is_refused && !is_all {
            faults.push(format!(
                "{what} at {place}: lost without a word\n{diagnosis}\n{listed}"
            ));
        }
        if ![0, 1].contains(&saved.code)
            || (saved.code == 0 && !is_all && !saves_all(&mut home, &states))
        {
            faults.push(format!("{what} at {place}: {saved}"));
        }
        drop(fs::remove_file(home.path("saved.db")));
    }
    none(&faults);
}

/// A home with a journal whose latest changes stand in the file beside it, and the list after each of them.
fn home_with_changes_beside_the_file() -> (Home, Vec<String>) {
    let mut home = Home::with_portfolio();
    // As long as somebody has the journal open, its changes stay beside it.
    let reader = Connection::open(home.journal()).unwrap();
    reader
        .query_row("SELECT count(*) FROM record", [], |_| Ok(()))
        .unwrap();
    let mut states = vec![home.output("list --limit 0")];
    for number in 0..6 {
        home.output(&format!(
            "log 'approach {number}' -b 'it did not hold' -t caching"
        ));
        states.push(home.output("list --limit 0"));
    }
    let files = ["db", "db-wal", "db-shm"].map(|ending| home.journal().with_extension(ending));
    let copies = files.clone().map(|file| fs::read(file).unwrap());
    drop(reader);
    for (file, copy) in files.iter().zip(copies) {
        fs::write(file, copy).unwrap();
    }
    (home, states)
}

#[test]
fn what_was_written_last_and_is_gone_is_told_and_what_is_left_can_be_put_back() {
    for length in [None, Some(0), Some(31)] {
        let (mut home, states) = home_with_changes_beside_the_file();
        let beside = home.journal().with_extension("db-wal");
        match length {
            Some(length) => fs::write(beside, vec![0; length]).unwrap(),
            None => fs::remove_file(beside).unwrap(),
        }
        let says = "the last changes may be lost";
        let diagnosis = home.run("doctor");
        assert_eq!(diagnosis.code, 3, "{diagnosis}");
        for told in [says, "folio doctor --salvage FILE", "folio backup --list"] {
            assert!(diagnosis.output.contains(told), "{diagnosis}");
        }
        for command in ["list", "log more -b 'it broke'", "backup copy.db"] {
            let error = home.refused(3, command);
            assert!(error.contains(says), "{error}");
        }
        assert_eq!(home.run("doctor --salvage saved.db").code, 1);
        home.output("backup --restore saved.db --force --yes");
        let diagnosis = home.run("doctor");
        assert_eq!(diagnosis.code, 0, "{length:?}: {diagnosis}");
        assert_eq!(Some(&home.output("list --limit 0")), states.first());
        home.output("log more -b 'it broke'");
    }
}

/// Whether what was saved has everything.
fn saves_all(home: &mut Home, states: &[String]) -> bool {
    states.last() == Some(&home.output("list --limit 0 --journal saved.db"))
}

#[test]
fn a_page_that_is_zeroed_is_no_wrong_answer_without_a_word() {
    let mut whole = Whole::new();
    let mut faults = Vec::new();
    for (label, page) in whole.some_pages(1) {
        let mut damaged = whole.file.clone();
        damaged[(page - 1) * 4096..page * 4096].fill(0);
        faults.extend(whole.faults(&format!("{label}, page {page} zeroed"), &damaged));
    }
    none(&faults);
}

#[test]
fn a_broken_header_is_no_wrong_answer_without_a_word() {
    let mut whole = Whole::new();
    let mut faults = Vec::new();
    let file = whole.file.clone();
    for place in (0..100).step_by(3) {
        let damage = format!("header, byte {place}");
        faults.extend(whole.faults(&damage, &flipped(&file, place, 0x11)));
    }
    none(&faults);
}

#[test]
fn a_file_that_is_cut_off_is_no_wrong_answer_without_a_word() {
    let mut whole = Whole::new();
    let mut faults = Vec::new();
    let file = whole.file.clone();
    for part in 1..24 {
        let length = file.len() * part / 24 + part % 3;
        faults.extend(whole.faults(&format!("cut to {length} bytes"), &file[..length]));
    }
    none(&faults);
}

#[test]
fn doctor_tells_what_to_do_about_a_journal_that_it_cannot_look_into() {
    let mut home = Home::with_portfolio();
    let file = fs::read(home.journal()).unwrap();
    let overwritten = |places: &[(usize, &[u8])]| {
        let mut damaged = file.clone();
        for (place, bytes) in places {
            damaged[*place..*place + bytes.len()].copy_from_slice(bytes);
        }
        damaged
    };
    let headers: Vec<usize> = (0..file.len()).step_by(4096).collect();
    let headers: Vec<(usize, &[u8])> = headers
        .into_iter()
        .map(|page| (page.max(100), [0x77; 12].as_slice()))
        .collect();
    let mut cases = vec![
        ("the tree on page 1", overwritten(&[(105, &[0xff; 7])])),
        ("the headers of all pages", overwritten(&headers)),
        ("the size of a page", overwritten(&[(16, &[0x20, 0x00])])),
        ("no power of two", overwritten(&[(16, &[0x11, 0x11])])),
    ];
    for length in [50, 99, 100, 4096, file.len() / 2] {
        cases.push(("cut off", file[..length].to_owned()));
    }
    for (damage, bytes) in cases {
        fs::write(home.journal(), &bytes).unwrap();
        for command in ["doctor", "doctor --json"] {
            let run = home.run(command);
            let length = bytes.len();
            assert_eq!(run.code, 3, "{damage}, {length} bytes: {run}");
            let leads_on = run.output.contains("folio doctor --salvage FILE");
            assert!(leads_on, "{damage}, {length} bytes: {run}");
            let leads_back = run.output.contains("run `folio doctor`");
            assert!(!leads_back, "{damage}, {length} bytes: {run}");
        }
    }
}
