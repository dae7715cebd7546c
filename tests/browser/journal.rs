//! A journal with a made-up month and two years of real reverts, in a home of its own.

use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A month with every figure, an exploration, a brief, what is private, and text that looks like markup.
const MONTH: [&str; 16] = [
    "explore 'which cache' --as cache-layer",
    "try 'a cache in each process'",
    "log 'keep sessions in process memory' -b 'two replicas disagreed after the deploy' -p 'state shared by replicas lives outside them' -s 'works on one replica, flaky on two' -n 'count the replicas' -t sessions -t caching --spent 40m --assist pair --at 2026-10-01",
    "log 'cache the answer' -b 'it was stale for an hour' -p 'state shared by replicas lives outside them' -t caching --spent 2h --assist ask --at 2026-10-02 --on cache-layer",
    "log 'a cache in Redis' -b 'one owner of the state' -p 'one owner of each state' -t caching --outcome worked --spent 1h30m --at 2026-10-05 --on cache-layer",
    "log '<script>alert(1)</script>' -b '</style>\" onload=\"x' -p '[x](javascript:y)]]>' -s '<img src=x>' -n '<b>' -t 'a<b>' --at 2026-10-06",
    "log 'the migration in one step' -b 'the lock stood for ten minutes' -p 'take the lock as late as you can' -t sql/locks --spent 3h --assist delegate --at 2026-10-07",
    "log 'retry without a limit' -b 'the queue grew faster than it was emptied' -t queues --spent 25m --at 2026-10-08",
    "log 'retry with a limit' -b 'the limit was that of the other side' -p 'a limit has an owner' -t queues --outcome partial --spent 35m --at 2026-10-12",
    "log 'a longer time-out' -b 'the work was slow, not the network' -p 'a timeout is a promise about the longest request' -t queues --spent 15m --assist none --at 2026-10-13",
    "log 'skip the check in staging' -b 'the column was missing in production' -p 'test the path that runs once' -t sql --spent 15m --at 2026-10-14",
    "log 'drain before the restart' -b 'long uploads outlived the grace period' -p 'a timeout is a promise about the longest request' -t deploy --outcome partial --spent 2h --at 2026-10-15",
    "log 'averyveryveryverylongwordthatnobodycanbreakintopiecesbecauseithasnoplaceforit::and::a::path::to::follow::to::the::end' -b 'it is wide' -t deploy --at 2026-10-16",
    "log 'a private matter' -b 'nobody else needs to know' -t private --at 2026-10-17",
    "explore 'how to deploy without a pause' --as deploy-without-pause",
    "brief --goal 'no pause' --question 'who drains the connections?' --output brief.md",
];

/// What takes in two years of public commits that were taken back.
const YEARS: &str = "import reverts.jsonl --map failed_at=happened_at --map repo=project --map failed_commit=evidence.commit";

/// The journal, as long as it is there.
pub struct Journal {
    home: TempDir,
}

impl Journal {
    /// Makes it.
    pub fn with_a_month_and_two_years() -> Self {
        let journal = Self {
            home: TempDir::new().unwrap(),
        };
        let reverts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reverts.jsonl");
        std::fs::copy(reverts, journal.home.path().join("reverts.jsonl")).unwrap();
        for command in MONTH.iter().chain([&YEARS]) {
            journal.output(command);
        }
        journal
    }

    /// Makes one in which every text is as long as one can be made of such words, with more of everything than is told.
    pub fn with_texts_of(word: &str) -> Self {
        let journal = Self {
            home: TempDir::new().unwrap(),
        };
        journal.import((0..20).map(|number| {
            let text = format!("{number} {}", word.repeat(2_000 / word.len()));
            serde_json::json!({
                "tried": text, "because": text, "principle": text, "next": text, "spent_minutes": 90,
                "happened_at": "2026-10-20T09:00:00+02:00", "tags": ["web"],
            })
        }));
        journal.output("log secret -b none --private --at 2026-10-21");
        journal
    }

    /// Makes one of reports that are one table, `long` and `wide`.
    pub fn with_a_long_table() -> Self {
        let journal = Self {
            home: TempDir::new().unwrap(),
        };
        let folder = journal.home.path().join(".config/folio");
        std::fs::create_dir_all(&folder).unwrap();
        let definition = concat!(
            "[reports.long]\nsections = ['entries']\n",
            "columns = ['date', 'project', 'tags', 'tried', 'because', 'principle']\n",
            "[reports.wide]\nsections = ['entries']\n",
            "columns = ['id', 'date', 'outcome', 'stage', 'tags', 'project', 'tried', 'because', 'principle', 'spent', \
             'assist', 'author', 'exploration']\n",
        );
        std::fs::write(folder.join("config.toml"), definition).unwrap();
        journal.import((0..50).map(|number| {
            serde_json::json!({
                "tried": format!("parse dates by hand, attempt {number}"), "because": "the counterexample was right",
                "principle": "a date is not a number", "project": "warehouse", "tags": ["parsing", "infra/kubernetes"], "spent_minutes": 90, "assist": "delegate",
                "happened_at": "2026-10-20T09:00:00+02:00",
            })
        }));
        journal
    }

    /// Makes one of the year 2025, with more than a hundred attempts on one of its days and one on each of twelve others.
    pub fn with_a_busy_year() -> Self {
        let journal = Self {
            home: TempDir::new().unwrap(),
        };
        let days = (1..=12).map(|month| format!("2025-{month:02}-28"));
        let days = days.chain(std::iter::repeat_n("2025-12-31".to_owned(), 101));
        journal.import(days.enumerate().map(|(number, day)| {
            serde_json::json!({
                "tried": format!("parse dates by hand, attempt {number}"), "because": "the counterexample was right", "tags": ["parsing"],
                "happened_at": format!("{day}T09:00:00+02:00"),
            })
        }));
        journal
    }

    fn import(&self, entries: impl Iterator<Item = serde_json::Value>) {
        let lines: String = entries.map(|entry| entry.to_string() + "\n").collect();
        std::fs::write(self.home.path().join("entries.jsonl"), lines).unwrap();
        self.output("import entries.jsonl");
    }

    /// What a command writes.
    pub fn output(&self, command: &str) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_folio"))
            .args(shell_words::split(command).unwrap())
            .current_dir(self.home.path())
            .env_clear()
            .env("HOME", self.home.path())
            .env("USER", "you")
            .env("LC_ALL", "C.UTF-8")
            .env("FOLIO_NOW", "2026-10-31T18:00:00+01:00")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }
}
