//! What holds for every command: help, exit codes, failures as JSON, colour, the pager, journals that cannot be used.

use std::fs;

use insta::assert_snapshot;

use crate::driver::{Home, without_colors};

/// A command line for each command that reads the journal.
const READING: &[&str] = &[
    "",
    "list",
    "show last",
    "search x",
    "tags",
    "principles",
    "signals",
    "history last",
    "report",
    "export summary",
    "export entries",
    "undo --list",
];

/// A command line for each command that changes the journal.
const WRITING: &[&str] = &[
    "log x -b y",
    "distill last -p z",
    "import -",
    "edit last -b z",
    "rm last --yes",
    "tags --rename caching cache",
    "principles --merge k7fq --into z",
    "undo",
];

/// What a command line that imports is given.
const ENTRY: &str = "{\"tried\": \"x\", \"because\": \"y\"}";

#[test]
fn the_version_is_printed() {
    assert_eq!(
        Home::new().output("--version"),
        format!("folio {}\n", env!("CARGO_PKG_VERSION"))
    );
    assert_eq!(Home::new().output("-V"), Home::new().output("--version"));
}

#[test]
fn help_groups_the_commands_and_begins_with_examples() {
    let mut home = Home::new();
    assert_snapshot!(home.output("--help"), @r#"
    Examples:
      folio log "keep sessions in process memory" --because "two replicas disagreed" --tag sessions
      folio list --tag sessions
      folio search "replica*"
      folio report --month 2026-10

    A failure portfolio for developers: keep what failed attempts taught, and find it again

    Usage: folio [OPTIONS] [COMMAND]

    Capture:
      log              Note an attempt and why it failed
      run              Run a command, and see what applies when it fails
      distill          Write the principles of drafts, oldest first
      import           Take in entries from JSON lines, CSV or entry documents

    Read:
      list             List entries, latest first
      show             Show whole entries
      search           Find entries by their words, best match first
      tags             Show the tags, rename or merge them
      principles       Show the principles and how often each was met, merge them
      signals          Show the signals to watch for
      history          Show who changed what of an entry or an exploration, and when

    Return:
      recall           Find the lessons that apply to a log or a sentence
      practice         Call lessons to mind when they are due

    Explore:
      explore          Open a question to try several approaches to
      try              Note that an approach is begun, or planned
      status           Show how an exploration stands, and its clock
      compare          Show the approaches of an exploration side by side
      brief            Write a message to a senior: what is asked, seen, tried and guessed
      answered         Note what the senior answered
      converge         Choose an entry as the answer
      drop             Give a question up

    Review:
      review           Say what you think of lessons, or have somebody else say it

    Report:
      report           Show what a month, week, quarter or year was like
      export           Write a monthly summary, a portfolio, or entries, to hand over

    Change:
      edit             Change an entry
      rm               Remove entries; `undo` brings them back
      undo             Take the last command's changes back

    Keep:
      doctor           Check the journal and what surrounds it, and mend it
      backup           Copy the journal to a file, or put a copy back
      config           Show and change the configuration
      init             Print the script that makes a shell remember failed commands
      forget-commands  Empty the record of failed commands
      completions      Print the completion script of a shell
      man              Print the manual pages

    `folio COMMAND --help` explains a command. `folio` alone shows what waits and what came last.

    Options:
          --json                 Print the overview as JSON
          --journal <FILE>       Use this journal file
      -j, --journal-name <NAME>  Use the journal that the configuration calls NAME
          --color <WHEN>         When to use colour: auto, always or never
          --no-input             Never ask; what is missing is an error
      -h, --help                 Print help
      -V, --version              Print version
    "#);
    for command in ["log", "list", "export entries", "config set"] {
        let help = home.output(&format!("{command} --help"));
        assert!(
            help.starts_with(&format!("Examples:\n  folio {command}")),
            "{help}"
        );
    }
}

#[test]
fn an_unknown_command_or_flag_is_answered_with_the_nearest() {
    let mut home = Home::new();
    assert_snapshot!(home.refused(2, "serach x"), @"
    error: unrecognized subcommand `serach`
    hint: a similar subcommand exists: `search`
    hint: usage: folio [OPTIONS] [COMMAND]
    ");
    assert_snapshot!(home.refused(2, "list --projet shop"), @"
    error: unexpected argument `--projet` found
    hint: a similar argument exists: `--project`
    hint: usage: folio list --project <NAME>
    ");
    assert_snapshot!(home.refused(2, "list --tga x"), @"
    error: unexpected argument `--tga` found
    hint: did you mean `--tag`?
    hint: usage: folio list [OPTIONS]
    ");
    assert_snapshot!(home.refused(2, "log \"don't\" --outcom failed"), @"
    error: unexpected argument `--outcom` found
    hint: a similar argument exists: `--outcome`
    hint: usage: folio log --outcome <OUTCOME> <TRIED>...
    ");
    home.refused(2, "--nonsense");
    home.refused(2, "export");
    home.refused(2, "export everything");
}

#[test]
fn with_json_a_failure_is_one_object_on_standard_error() {
    let mut home = Home::with_portfolio();
    for (line, code, kind) in [
        ("show zzzz --json", 4, "not_found"),
        ("show m2 --json", 5, "ambiguous"),
        ("list --since never --json", 2, "usage"),
        ("list --format json --nonsense", 2, "usage"),
        ("list --json --format csv", 2, "usage"),
        ("list --format=json --limit x", 2, "usage"),
        ("undo --redo --json", 1, "failed"),
        ("import nowhere.jsonl --json", 1, "failed"),
        ("list --json --journal other.db", 3, "journal"),
        ("--json show", 2, "usage"),
    ] {
        home.write("other.db", "no journal ".repeat(100));
        let run = home.run(line);
        assert_eq!((run.code, run.output.as_str()), (code, ""), "{line}\n{run}");
        let failure: serde_json::Value = serde_json::from_str(&run.error).unwrap();
        assert_eq!(failure["folio"], 1, "{line}");
        assert_eq!(failure["error"]["kind"], kind, "{line}");
        assert_eq!(failure["error"]["exit_code"], code, "{line}");
        assert!(
            !failure["error"]["message"].as_str().unwrap().is_empty(),
            "{line}"
        );
        assert!(
            !failure["error"]["hints"].as_array().unwrap().is_empty(),
            "{line}"
        );
    }
    assert_snapshot!(home.run("show zzzz --json"), @r#"
    -- standard error --
    {"folio":1,"error":{"kind":"not_found","exit_code":4,"message":"no entry matches `zzzz`","causes":[],"hints":["run `folio list` to see the ids"]}}
    -- exit code 4 --
    "#);
}

#[test]
fn only_what_is_said_to_folio_itself_asks_for_failures_as_json() {
    let mut home = Home::new();
    for line in [
        "run -- npm ls --json",
        "run npm ls --format json",
        "--journal run run npm ls --json",
    ] {
        let error = home.command(line).nothing_runs().run().refused(1);
        assert!(error.starts_with("error: nothing was run"), "{error}");
    }
    for line in [
        "show -- --json",
        "import nowhere --format json",
        "--journal list.db import nowhere --format json",
    ] {
        let run = home.run(line);
        assert!(run.error.starts_with("error: "), "{run}");
    }
    for line in [
        "list --text import --format json --since never",
        "--journal import list --format json --since never",
        "--json list",
        "--json run ls",
    ] {
        let run = home.run(line);
        assert!(run.error.starts_with("{\"folio\":1,"), "{run}");
    }
}

#[test]
fn a_system_without_random_numbers_is_said_to_be_one() {
    let mut home = Home::new();
    let said =
        "error: the system gives no random numbers: unsupported\nhint: what you wrote is kept";
    let identity = home.command("log x -b y").without_entropy().run();
    assert!(identity.refused(1).starts_with(said));
    home.output("log x -b y");
    let entry = home.command("log x -b y").without_entropy().run();
    assert!(entry.refused(1).starts_with(said));
}

#[test]
fn a_file_that_is_no_journal_cannot_be_used_and_is_left_alone() {
    let mut home = Home::new();
    let text = "tried,because\nx,y\n".repeat(100);
    for content in [text.as_str(), "short", "SQLite format 3\0 but no more"] {
        home.write("notes.db", content);
        for line in READING.iter().chain(WRITING) {
            let line = format!("{line} --journal notes.db");
            home.command(&line).input(ENTRY).run().refused(3);
        }
        assert_eq!(home.read("notes.db"), content);
    }
    assert_snapshot!(home.refused(3, "list --journal notes.db"), @"
    error: ~/work/notes.db is not a folio journal
    hint: name another file with `--journal FILE`, or unset FOLIO_JOURNAL; if it was one, `folio doctor --salvage FILE` looks for what is left of it
    ");
    home.write("folder/file", "");
    home.refused(3, "list --journal folder");
}

#[test]
fn a_journal_of_a_newer_folio_is_read_and_not_written() {
    let mut home = Home::with_portfolio();
    let before = home.exported();
    // The format is what `PRAGMA user_version` reads: four bytes at offset 60 of the header, the highest first
    // (<https://www.sqlite.org/fileformat2.html#database_header>).
    let mut bytes = fs::read(home.journal()).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(home.journal(), &bytes).unwrap();
    assert_eq!(home.exported(), before);
    for line in READING {
        assert_eq!(home.run(line).code, 0, "{line}");
    }
    for line in WRITING {
        let error = home.command(line).input(ENTRY).run().refused(3);
        assert!(error.contains("newer folio"), "{line}\n{error}");
    }
    // Nobody is asked for what could not be saved.
    home.command("distill").terminal(80, 24).run().refused(3);
    assert_snapshot!(home.refused(3, "edit k7fq -b z"), @"
    error: the journal was written by a newer folio (format 99, this one writes 1)
    hint: install the newer folio; reading works with this one
    ");
    assert_eq!(home.exported(), before);
}

#[test]
fn a_newer_journal_is_read_with_a_word_on_it() {
    let mut home = Home::with_portfolio();
    let mut bytes = fs::read(home.journal()).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(home.journal(), &bytes).unwrap();
    let run = home.run("tags").succeeded();
    assert_snapshot!(run.error, @"warning: the journal was written by a newer folio (format 99); it is only read");
}

#[test]
fn a_journal_that_has_no_place_to_be_in_cannot_be_used() {
    let mut home = Home::new();
    home.write("file", "");
    assert_snapshot!(home.refused(3, "undo --journal file/below/journal.db"), @"
    error: cannot create the folder `~/work/file/below`: File exists (os error 17)
    hint: a file is where a folder would have to be; choose another place
    hint: name another file with `--journal FILE`, or set FOLIO_JOURNAL
    ");
    home.refused(3, "log x -b y --journal file/journal.db");
    let run = home.command("list").without("HOME").run();
    assert_snapshot!(run.refused(3), @"
    error: no folder for the journal: neither XDG_DATA_HOME nor HOME is set to an absolute path
    hint: set HOME, or name the journal with FOLIO_JOURNAL or --journal
    ");
}

#[test]
fn a_journal_that_cannot_be_looked_at_is_not_called_missing() {
    let mut home = Home::new();
    home.write("file", "");
    assert_snapshot!(home.refused(3, "list --journal file/journal.db"), @"
    error: the journal ~/work/file/journal.db cannot be read: Not a directory (os error 20)
    hint: check the path and who may read there, or name another file with `--journal FILE`
    ");
    assert_snapshot!(home.refused(3, "list --journal nowhere.db"), @"
    error: there is no journal ~/work/nowhere.db
    hint: the first `folio log` makes it
    ");
}

#[test]
fn reading_commands_make_no_files() {
    let mut home = Home::new();
    for line in READING {
        home.run(line);
    }
    assert!(!home.journal().parent().unwrap().exists());
}

#[cfg(unix)]
#[test]
fn folders_and_files_are_open_to_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let mut home = Home::new();
    home.output("log x -b y");
    home.output("config set dates long");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for file in [home.journal(), home.configuration()] {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
        assert_eq!(mode(file.parent().unwrap()), 0o700, "{}", file.display());
    }
}

#[test]
fn a_reader_that_has_gone_away_is_a_quiet_end() {
    let mut home = Home::with_portfolio();
    for line in READING.iter().chain(WRITING).chain(&[
        "--help",
        "--version",
        "man",
        "completions bash",
        "config",
    ]) {
        let run = home.command(line).input(ENTRY).closed_output().run();
        assert_eq!((run.code, run.error.as_str()), (0, ""), "{line}");
    }
}

#[test]
fn an_output_that_cannot_be_written_is_a_failure() {
    let mut home = Home::with_portfolio();
    let run = home.command("list").full_output().run();
    assert_snapshot!(run.refused(1), @"
    error: the output could not be written: no storage space
    hint: free some space on the disk
    ");
    home.command("export entries")
        .full_output()
        .run()
        .refused(1);
}

#[test]
fn a_command_that_has_saved_says_so_when_its_output_cannot_be_written() {
    for line in WRITING {
        let mut home = Home::with_portfolio();
        let before = home.output("undo --list");
        let run = home.command(line).input(ENTRY).full_output().run();
        let error = run.refused(1);
        assert!(
            error.starts_with("error: saved, but the output could not be written: "),
            "{line}: {error}"
        );
        assert_ne!(home.output("undo --list"), before, "{line}");
    }
    let mut home = Home::with_portfolio();
    let nothing = home.command("import -").full_output().run();
    assert!(!nothing.refused(1).contains("saved"));
    let run = home.command("log x -b y").full_output().run();
    assert_snapshot!(run.refused(1), @"
    error: saved, but the output could not be written: no storage space
    hint: `folio undo --list` shows what was saved
    hint: free some space on the disk
    ");
    let run = home.command("log x -b y --json").full_output().run();
    assert_snapshot!(run, @r#"
    -- standard error --
    {"folio":1,"error":{"kind":"unwritten","exit_code":1,"message":"saved, but the output could not be written","causes":["no storage space"],"hints":["`folio undo --list` shows what was saved","free some space on the disk"]}}
    -- exit code 1 --
    "#);
}

#[test]
fn colour_is_for_terminals_unless_it_is_asked_for_or_refused() {
    let mut home = Home::with_portfolio();
    let mut colored = |line: &str, terminal: bool, variables: &[(&str, &str)]| {
        let mut command = home.command(line);
        if terminal {
            command = command.terminal(80, 100);
        }
        for (name, value) in variables {
            command = command.environment(name, value);
        }
        let run = command.run().succeeded();
        without_colors(&run.output) != run.output
    };
    assert!(colored("list", true, &[]));
    assert!(!colored("list", false, &[]));
    assert!(!colored("list", true, &[("NO_COLOR", "1")]));
    assert!(colored("list", true, &[("NO_COLOR", "")]));
    assert!(!colored("list", true, &[("TERM", "dumb")]));
    assert!(colored("list", false, &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored("list", false, &[("CLICOLOR_FORCE", "0")]));
    assert!(colored("list --color always", false, &[]));
    assert!(colored("list --color always", true, &[("NO_COLOR", "1")]));
    assert!(!colored(
        "list --color never",
        true,
        &[("CLICOLOR_FORCE", "1")]
    ));
    assert!(colored("list --color auto", true, &[]));
    assert!(!colored("list --json", true, &[]));
    assert!(!colored("list --format plain --color always", true, &[]));
    assert!(colored("--help", true, &[]));
    assert!(!colored("--help", true, &[("NO_COLOR", "1")]));
    assert!(!colored("--help --color never", true, &[]));
    home.configure("color = 'never'\n");
    let run = home.command("list").terminal(80, 100).run().succeeded();
    assert_eq!(without_colors(&run.output), run.output);
}

#[test]
fn the_pager_shows_what_does_not_fit_the_terminal() {
    let mut home = Home::with_portfolio();
    let run = home.command("list").terminal(80, 5).run().succeeded();
    assert_eq!((run.output.as_str(), run.paged.len()), ("", 1));
    let fits = home.command("list").terminal(80, 50).run().succeeded();
    assert_eq!(
        (fits.output.as_str(), fits.paged.len()),
        (run.paged[0].as_str(), 0)
    );
    for line in ["list --json", "list --format csv", "export entries"] {
        assert_eq!(
            home.command(line)
                .terminal(80, 3)
                .run()
                .succeeded()
                .paged
                .len(),
            0,
            "{line}"
        );
    }
    assert_eq!(home.run("list").paged.len(), 0);
    home.configure("pager = 'never'\n");
    assert_eq!(home.command("list").terminal(80, 5).run().paged.len(), 0);
}

#[test]
fn remarks_stand_on_standard_error_and_data_on_standard_output() {
    let mut home = Home::with_portfolio();
    let run = home.run("list --limit 1 --format jsonl").succeeded();
    assert_eq!(run.output.lines().count(), 1);
    assert_eq!(run.error, "6 more; `--limit 0` shows all\n");
}

#[test]
fn what_somebody_types_cannot_drive_the_terminal_either() {
    let mut home = Home::new();
    for line in [
        "show 'x\u{1b}[31m'",
        "list --since '\u{1b}]0;x\u{7}'",
        "list --tag 'a\u{202e}b'",
        "tags --rename 'a\u{9b}' b",
        "import 'no\u{1b}file'",
        "'sub\u{1b}command'",
        "list '--fl\u{1b}ag'",
        "config get 'a\u{1b}b'",
        "man 'a\u{1b}b'",
        "list -j 'a\u{1b}b'",
        "principles --merge 'a\u{1b}b' --into x",
        "list --color 'a\u{1b}b'",
    ] {
        assert_ne!(home.run(line).code, 0, "{line}");
    }
}

#[test]
fn a_text_may_begin_with_a_hyphen() {
    let mut home = Home::new();
    let entry = home.json(
        "entry",
        "log x -b '-O3 miscompiled it' -n '--release first' --signal -Ofast --json",
    );
    assert_eq!(entry["because"], "-O3 miscompiled it");
    assert_eq!(entry["next"], "--release first");
    assert_eq!(entry["signals"][0], "-Ofast");
    home.output("edit last -b '-O2 did too'");
    home.refused(2, "log x --becuse y");
}

#[test]
fn a_flag_of_the_overview_before_a_command_is_refused() {
    let mut home = Home::new();
    let run = home.run("--json list");
    assert_eq!(run.code, 2);
    assert!(run.error.contains("folio list --json"), "{run}");
}

#[test]
fn what_is_less_than_nothing_is_said_to_be_so_and_not_taken_for_a_flag() {
    let mut home = Home::new();
    assert_snapshot!(home.refused(2, "log x -b y --spent -5m"), @"
    error: invalid value `-5m` for `--spent <DURATION>`: `-5m` is less than nothing
    hint: write numbers with their units, such as `40m`, `1h30m` or `2 hours`
    ");
    assert_snapshot!(home.refused(2, "list --since -2w"), @"
    error: `--since` cannot be used: `-2w` is not understood as a date
    hint: write a date such as `2026-10-03`, `2026-10-03 14:05`, `yesterday 9am`, `monday`, `last week`, `3 days ago`, `october 2026` or `2026-W41`
    ");
}

#[test]
fn what_is_wrong_with_a_command_line_is_wrapped_on_a_terminal() {
    let mut home = Home::new();
    let run = home
        .command("list --month --week --since yesterday --colour never")
        .terminal(40, 24)
        .run();
    assert!(
        run.error
            .lines()
            .all(|line| without_colors(line).chars().count() <= 40),
        "{run}"
    );
}
