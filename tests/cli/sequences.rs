//! Any commands in any order: the journal stays whole, a refused command changes nothing, and undo is the inverse of each.

use proptest::prelude::*;

use super::driver::Home;

/// What is drawn: a command, in whose line numbers stand for entries, explorations and words.
#[derive(Debug, Clone)]
struct Drawn {
    line: usize,
    entry: usize,
    other: usize,
    word: usize,
}

/// Every command that changes a journal. `{e}` and `{o}` are ids of entries, `{w}` is a word.
const LINES: &[&str] = &[
    "log 'keep {w} in memory' --because 'two replicas disagreed' --tag {w} --spent 20m",
    "log 'share {w}' --because 'it was slow' --principle 'measure {w} first' --signal '{w} is slow' --tag caching/{w}",
    "log 'shard {w}' --because 'it held' --outcome worked --rules-out 'one {w} for all' --on {w}",
    "edit {e} --because 'the {w} was cold' --add-tag {w}",
    "edit {e} --principle 'count the {w}' --remove-tag {w} --spent 1h",
    "edit {e} --outcome partial --next 'look at {w}' --assist pair",
    "distill {e} --principle '{w} has one owner' --signal 'two of {w}'",
    "rm {e} --yes",
    "rm {e} {o} --yes",
    "undo",
    "undo --redo",
    "import attempts.jsonl",
    "tags --rename {w} renamed-{w} --yes",
    "tags --merge {w} renamed-{w} --into merged --yes",
    "principles --merge {e} {o} --into 'one principle of {w}' --yes",
    "review {e} --verdict confirmed --elsewhere {w}",
    "review {e} --verdict refined --principle 'deeper than {w}' --by Grace",
    "review {e} --verdict disputed --note 'not {w}'",
    "practice {e} --got-it --elsewhere {w}",
    "practice {e} --again",
    "recall --helped {e}",
    "recall --not-relevant {e}",
    "explore 'which {w}?' --as {w}",
    "explore --switch {w}",
    "explore --reopen {w}",
    "try 'a {w}'",
    "try 'a {w}' --planned --on {w}",
    "answered {w} --by mo --principle 'ask about {w}' --note '{w}'",
    "brief {w} --hypothesis 'the {w} is cold'",
    "converge {e} --why 'it holds {w}' --on {w}",
    "drop {w} --why 'no {w} any more'",
];

const WORDS: &[&str] = &["sessions", "locks", "retries"];

const ATTEMPTS: &str = r#"{"id":"01a1104a-7ee0-7001-b6c4-2fd2ae9d3e55","tried":"import in one transaction","because":"it held the rows","tags":["locks"],"happened_at":"2026-09-01T10:00:00+02:00"}
{"id":"01a1104a-7ee0-7001-b6c4-2fd2ae9d3e56","tried":"poll for changes","because":"it woke the disk","principle":"let it be told","signals":["/idle \\d+/"],"happened_at":"2026-09-01T11:00:00+02:00"}
"#;

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let command = (
        0..LINES.len(),
        any::<usize>(),
        any::<usize>(),
        0..WORDS.len(),
    );
    let command = command.prop_map(|(line, entry, other, word)| Drawn {
        line,
        entry,
        other,
        word,
    });
    prop::collection::vec(command, 1..20)
}

impl Drawn {
    fn line(&self, ids: &[String]) -> String {
        let id = |number: usize| match ids.len() {
            0 => "none",
            length => &ids[number % length],
        };
        LINES[self.line]
            .replace("{e}", id(self.entry))
            .replace("{o}", id(self.other))
            .replace("{w}", WORDS[self.word])
    }
}

/// All that a journal holds, as it is handed out.
fn content(home: &mut Home) -> String {
    home.exported() + &home.output("explore --all --format json")
}

/// A command that was done has an inverse, and a redo that is the inverse of that.
fn is_invertible(home: &mut Home, line: &str, before: &str) {
    let after = content(home);
    if after == before || line.starts_with("undo") {
        return;
    }
    home.run("undo").succeeded();
    assert_eq!(content(home), before, "undo of {line}");
    home.run("undo --redo").succeeded();
    assert_eq!(content(home), after, "undo --redo of {line}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn after_any_commands_the_journal_is_whole_and_each_can_be_undone(commands in drawn()) {
        let mut home = Home::new();
        home.write("attempts.jsonl", ATTEMPTS);
        home.run("log 'keep state in memory' --because 'two replicas disagreed' --tag sessions").succeeded();
        for (number, drawn) in commands.into_iter().enumerate() {
            // Entries of one second have no order of their own but that in which they came.
            home.set_now(&format!("2026-10-05T10:{number:02}:00+02:00"));
            let before = content(&mut home);
            let ids = home.ids("list --limit 0");
            let line = drawn.line(&ids);
            let run = home.run(&line);
            if run.code == 0 {
                is_invertible(&mut home, &line, &before);
            } else {
                assert!(matches!(run.code, 1 | 2 | 4), "{line}: {run}");
                assert_eq!(content(&mut home), before, "{line} was refused, and changed something");
            }
            home.run("doctor").succeeded();
        }
    }
}
