//! `folio run` on pipes and files: exit codes, signals, streams apart and unchanged, and commands that leave others
//! running. Real terminals are in `pty`.

use std::fs;
use std::io::{Read, Write, pipe};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use rustix::process::Signal;

use super::home::{FOLIO, Home, PATIENCE, Run, eventually, send};

/// Runs a shell script through folio.
fn shell(home: &Home, script: &str) -> Run {
    home.run(&["run", "--", "sh", "-c", script])
}

/// The command that was remembered last, as evidence.
fn remembered(home: &Home) -> serde_json::Value {
    home.json(&["log", "x", "-b", "y", "--last", "--json"])["entry"]["evidence"].clone()
}

/// Waits until a file is there.
fn wait_for(path: &Path) {
    eventually(&path.display().to_string(), || path.exists().then_some(()));
}

#[test]
fn the_exit_code_is_that_of_the_command() {
    let home = Home::new();
    for code in [0, 1, 3, 126, 127, 255] {
        assert_eq!(shell(&home, &format!("exit {code}")).code, Some(code));
    }
}

#[test]
fn a_command_that_a_signal_ends_has_128_and_its_number() {
    let home = Home::new();
    for (signal, code) in [("HUP", 129), ("KILL", 137), ("TERM", 143)] {
        assert_eq!(shell(&home, &format!("kill -{signal} $$")).code, Some(code));
    }
}

#[test]
fn a_command_that_a_signal_ends_is_said_to_have_as_a_shell_would() {
    let home = Home::new();
    let run = shell(&home, "kill -SEGV $$");
    assert_eq!(run.error, "Segmentation fault\n");
    assert_eq!(remembered(&home)["output"], "Segmentation fault\n");
    assert_eq!(shell(&home, "kill -PIPE $$").error, "");
}

#[test]
fn a_command_that_an_interrupt_ends_ends_folio_by_one() {
    let home = Home::new();
    let script = ["run", "--", "sh", "-c", "kill -INT $$"];
    let status = home.folio(&script).status().unwrap();
    assert_eq!(status.signal(), Some(2));
}

#[test]
fn a_command_that_is_not_there_or_cannot_be_executed_ends_as_in_a_shell() {
    let home = Home::new();
    fs::write(home.path("work/notes"), "x").unwrap();
    for (command, code, said) in [
        ("mkae", 127, "folio: mkae: command not found\n"),
        ("./mkae", 127, "folio: ./mkae: No such file or directory\n"),
        ("./notes", 126, "folio: ./notes: Permission denied\n"),
        ("/", 126, "folio: /: Permission denied\n"),
    ] {
        let run = home.run(&["run", command]);
        assert_eq!((run.code, run.error.as_str()), (Some(code), said));
    }
    assert_eq!(remembered(&home)["exit_code"], 126);
}

#[test]
fn a_script_that_does_not_say_what_runs_it_is_run_by_a_shell() {
    let home = Home::new();
    let write = |name: &str, bytes: &[u8]| {
        let path = home.path(name);
        fs::write(&path, bytes).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    };
    write("work/build", b"echo \"$0 $#: $2\"; exit 3\n");
    let run = home.run(&["run", "./build", "-x", "a b"]);
    assert_eq!(
        (run.code, run.output.as_str()),
        (Some(3), "./build 2: a b\n")
    );
    assert_eq!(remembered(&home)["command"], "./build -x 'a b'");

    write("build-all", b"echo found; exit 4\n");
    let mut by_name = home.folio(&["run", "build-all"]);
    let path = std::env::var("PATH").unwrap();
    by_name.env("PATH", format!("{path}:{}", home.path("").display()));
    let run = Run::of(&mut by_name);
    assert_eq!((run.code, run.output.as_str()), (Some(4), "found\n"));

    write("work/program", b"\x7fELF\0\0\0\n exit 5\n");
    let run = home.run(&["run", "./program"]);
    assert_eq!(run.code, Some(126));
    assert_eq!(run.error, "folio: ./program: Exec format error\n");
}

#[test]
fn standard_output_and_standard_error_stay_apart_and_in_place() {
    let home = Home::new();
    let run = shell(&home, "echo one; echo two >&2; echo three");
    assert_eq!(
        (run.output.as_str(), run.error.as_str()),
        ("one\nthree\n", "two\n")
    );
}

#[test]
fn streams_that_lead_to_one_place_keep_their_order() {
    let home = Home::new();
    let script =
        "i=0; while [ $i -lt 200 ]; do echo $i; i=$((i+1)); echo $i >&2; i=$((i+1)); done; exit 3";
    let (mut reader, writer) = pipe().unwrap();
    let mut folio = home.folio(&["run", "--", "sh", "-c", script]);
    let mut child = folio
        .stdout(writer.try_clone().unwrap())
        .stderr(writer)
        .spawn()
        .unwrap();
    drop(folio);
    let mut both = String::new();
    reader.read_to_string(&mut both).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(3));
    let lines: Vec<String> = (0..200).map(|number| number.to_string()).collect();
    let expected = lines.join("\n") + "\n";
    assert_eq!(both, expected);
    assert_eq!(remembered(&home)["output"], expected.as_str());
}

#[test]
fn bytes_pass_unchanged_however_many_there_are() {
    let home = Home::new();
    let bytes: Vec<u8> = (0..=255).cycle().take(3_000_001).collect();
    fs::write(home.path("work/bytes"), &bytes).unwrap();
    let Output {
        status,
        stdout,
        stderr,
    } = home
        .folio(&["run", "--", "sh", "-c", "cat bytes; cat bytes >&2; exit 7"])
        .output()
        .unwrap();
    assert_eq!(status.code(), Some(7));
    assert!(
        stdout == bytes && stderr == bytes,
        "every byte in its place"
    );
    let kept = remembered(&home)["output"].as_str().unwrap().len();
    assert!(kept < 200_000, "the end is kept: {kept}");
}

#[test]
fn standard_input_is_that_of_the_command() {
    let home = Home::new();
    let mut child = home
        .folio(&["run", "cat"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"typed").unwrap();
    assert_eq!(child.wait_with_output().unwrap().stdout, b"typed");
}

#[test]
fn the_command_has_our_environment_and_directory_and_nothing_more() {
    let home = Home::new();
    let ours = Run::of(home.command("env").env("COLOR", "teal")).done();
    let theirs = Run::of(home.folio(&["run", "env"]).env("COLOR", "teal")).done();
    assert_eq!(theirs, ours);
    assert_eq!(
        home.done(&["run", "pwd"]),
        Run::of(&mut home.command("pwd")).done()
    );
}

#[test]
fn signals_mean_to_the_command_what_they_usually_mean() {
    let home = Home::new();
    // Real-time signals, from 32 on, are the affair of the C library.
    let status = |program: &mut Command| {
        let status = Run::of(program).done();
        ["SigBlk:", "SigIgn:"].map(|name| {
            let digits = status.lines().find_map(|line| line.strip_prefix(name));
            u64::from_str_radix(digits.unwrap().trim(), 16).unwrap() & 0x7fff_ffff
        })
    };
    let read = ["cat", "/proc/self/status"];
    let alone = status(home.command(read[0]).arg(read[1]));
    assert_eq!(status(&mut home.folio(&["run", read[0], read[1]])), alone);
    let ignoring = |program: &str| {
        let script = format!("trap '' HUP USR1; exec {program} cat /proc/self/status");
        status(home.command("sh").args(["-c", &script]))
    };
    assert_eq!(ignoring(&format!("{FOLIO} run")), ignoring("env"));
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_command_quietly() {
    let home = Home::new();
    let mut pipeline = home.command("sh");
    pipeline.args(["-c", "{ \"$0\" run yes; echo $? >&2; } | head -1", FOLIO]);
    let run = Run::of(&mut pipeline);
    assert_eq!((run.output.as_str(), run.error.as_str()), ("y\n", "141\n"));
    assert_eq!(
        home.run(&["log", "x", "-b", "y", "--last"]).code,
        Some(4),
        "that is no failure to remember"
    );
}

#[test]
fn closed_streams_do_no_harm() {
    let home = Home::new();
    let mut shell = home.command("sh");
    shell.args(["-c", "\"$0\" run sh -c 'exit 5' <&- >&- 2>&-", FOLIO]);
    assert_eq!(Run::of(&mut shell).code, Some(5));
}

#[test]
fn what_a_command_leaves_running_is_not_waited_for() {
    let home = Home::new();
    let began = Instant::now();
    let run = shell(&home, "sleep 600 & echo $!; exit 4");
    assert_eq!(run.code, Some(4));
    assert!(began.elapsed() < PATIENCE);
    send(Signal::KILL, &run.output);
}

#[test]
fn what_a_command_leaves_printing_ends_with_it() {
    let home = Home::new();
    let run = shell(&home, "yes & echo done >&2");
    assert_eq!((run.code, run.error.as_str()), (Some(0), "done\n"));
}

#[test]
fn a_signal_to_folio_reaches_the_command() {
    let home = Home::new();
    let script = "trap 'echo told; exit 9' TERM; : > ready; while :; do sleep 0.01; done";
    let child = home
        .folio(&["run", "--", "sh", "-c", script])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    wait_for(&home.path("work/ready"));
    send(Signal::TERM, &child.id().to_string());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(9));
    assert_eq!(output.stdout, b"told\n");
}

#[test]
fn an_interrupt_that_came_from_no_keyboard_reaches_the_command() {
    let home = Home::new();
    let script = "trap 'exit 8' INT; : > ready; while :; do sleep 0.01; done";
    let mut folio = home.folio(&["run", "--", "sh", "-c", script]);
    // A group of its own is not in the foreground of any terminal.
    let mut child = folio.process_group(0).spawn().unwrap();
    wait_for(&home.path("work/ready"));
    send(Signal::INT, &child.id().to_string());
    assert_eq!(child.wait().unwrap().code(), Some(8));
}

#[test]
fn a_command_is_run_in_a_directory_that_is_gone() {
    let home = Home::new();
    let mut shell = home.command("sh");
    let script = "mkdir gone; cd gone; rmdir ../gone; export PWD; exec \"$0\" run false";
    let run = Run::of(shell.args(["-c", script, FOLIO]));
    assert_eq!((run.code, run.error.as_str()), (Some(1), ""));
    let gone = home.path("work/gone");
    assert_eq!(remembered(&home)["directory"], gone.to_str().unwrap());
}

#[test]
fn a_command_is_run_where_the_configuration_cannot_be_used() {
    let home = Home::new();
    fs::create_dir_all(home.path(".config/folio")).unwrap();
    fs::write(home.path(".config/folio/config.toml"), "tags = [").unwrap();
    let run = shell(&home, "echo done; exit 3");
    assert_eq!((run.code, run.output.as_str()), (Some(3), "done\n"));
    assert!(run.error.starts_with("warning: "), "{run:?}");
    assert!(
        run.error.ends_with("; the command is not remembered\n"),
        "{run:?}"
    );
    assert!(!home.path(".local").exists());
}

#[test]
fn the_command_runs_once() {
    let home = Home::new();
    shell(&home, "echo x >> runs; exit 1");
    assert_eq!(fs::read_to_string(home.path("work/runs")).unwrap(), "x\n");
}

#[test]
fn the_word_of_the_keeper_does_nothing_outside_a_terminal() {
    let home = Home::new();
    let run = home.run(&["keep-in-terminal", "touch", "made"]);
    assert_eq!(run.code, Some(126), "{run:?}");
    assert!(!home.path("work/made").exists());
}
