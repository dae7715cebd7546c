//! `folio run` on a terminal: the command sees one of its own that behaves as terminals do, and the person's is as it
//! was when the command has ended.

use std::fs;
use std::path::Path;

use rustix::process::Signal;

use super::home::{FOLIO, Home, eventually, send};
use super::programs::has_bash;
use super::screen::{ENTER, Screen};

/// Ctrl-C, Ctrl-Z and Ctrl-D.
const INTERRUPT: &str = "\u{3}";
const SUSPEND: &str = "\u{1a}";
const END: &str = "\u{4}";

/// A command that folio runs.
fn running(home: &Home, script: &str) -> Screen {
    Screen::of(&home.folio(&["run", "--", "sh", "-c", script]))
}

/// A shell in which a person types, with the program as `$F`; none where there is no Bash.
fn shell(home: &Home) -> Option<Screen> {
    has_bash().then(|| {
        let mut shell = home.command("bash");
        shell
            .args(["--norc", "--noprofile", "--noediting", "-i"])
            .env("PS1", "> ")
            .env("F", FOLIO);
        let mut screen = Screen::of(&shell);
        screen.shows("> ");
        screen
    })
}

/// Waits until a file is there, or is gone.
fn wait_until(path: &Path, is_there: bool) {
    let what = path.display().to_string();
    eventually(&what, || (path.exists() == is_there).then_some(()));
}

#[test]
fn a_command_on_a_terminal_has_one_of_the_same_size_and_modes() {
    let home = Home::new();
    let script =
        "test -t 0 && test -t 1 && test -t 2 && echo all; stty size; stty -a > inside; exit 4";
    let (code, shown) = running(&home, script).ends();
    assert_eq!(code, 4);
    assert!(shown.contains("all\r\n24 80\r\n"), "{shown:?}");
    let outside = Screen::of(home.command("sh").args(["-c", "stty -a > outside"]));
    outside.ends();
    let modes = |name| fs::read_to_string(home.path(&format!("work/{name}"))).unwrap();
    assert_eq!(modes("inside"), modes("outside"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_command_is_in_the_foreground_from_its_first_moment_on() {
    let home = Home::new();
    let stat = "read -r stat < /proc/self/stat; echo \"$stat\"";
    let script = format!("for i in 1 2 3 4 5 6 7 8; do '{FOLIO}' run -- sh -c '{stat}'; done");
    let (code, shown) = Screen::of(home.command("sh").args(["-c", &script])).ends();
    assert_eq!(code, 0);
    let stats: Vec<&str> = shown.lines().filter(|line| line.contains("(sh)")).collect();
    assert_eq!(stats.len(), 8, "{shown:?}");
    for stat in stats {
        // proc(5): the first is the process, the fifth its group, the eighth the group in the foreground.
        let fields: Vec<&str> = stat.split(' ').collect();
        assert_eq!((fields[4], fields[7]), (fields[0], fields[0]), "{stat}");
    }
}

#[test]
fn keys_typed_before_the_command_has_begun_are_for_the_command() {
    let home = Home::new();
    let script = format!("echo ready; exec '{FOLIO}' run sh -c 'while :; do sleep 0.01; done'");
    for _ in 0..4 {
        let mut screen = Screen::of(home.command("sh").args(["-c", &script]));
        screen.shows("ready").interrupts();
        assert_eq!(screen.ends().0, 130);
    }
}

#[test]
fn a_command_may_open_the_terminal_by_name() {
    let home = Home::new();
    let script = "echo by name > /dev/tty; read -r x < /dev/tty; echo \"got $x\"";
    let mut screen = running(&home, script);
    screen.shows("by name\r\n").types("key").types(ENTER);
    let (code, shown) = screen.ends();
    assert_eq!(code, 0);
    assert!(shown.contains("got key\r\n"), "{shown:?}");
}

#[test]
fn what_is_typed_reaches_the_command() {
    let home = Home::new();
    let mut screen = running(&home, "read -r name; echo \"hello $name\"; cat; echo end");
    screen.types("ada").types(ENTER).shows("hello ada");
    screen
        .types("line")
        .types(ENTER)
        .shows("line\r\nline")
        .types(END);
    let (code, shown) = screen.ends();
    assert_eq!(code, 0);
    assert!(shown.contains("end"));
}

#[test]
fn keys_reach_a_command_that_reads_them_one_by_one() {
    let home = Home::new();
    let script = "stty raw -echo; echo ready; key=$(dd bs=1 count=1 2>/dev/null | od -An -tu1); stty sane; echo \"key$key\"";
    let mut screen = running(&home, script);
    screen.shows("ready").types(INTERRUPT);
    let (code, shown) = screen.ends();
    assert_eq!(code, 0);
    assert!(shown.contains("key   3\r\n"), "{shown:?}");
}

#[test]
fn ctrl_c_interrupts_the_command_and_only_that() {
    let home = Home::new();
    // A shell that is interrupted between two commands may begin the next one before it heeds that: none is long.
    let long = "echo ready; while :; do sleep 0.01; done";
    let mut screen = running(&home, long);
    screen.shows("ready").types(INTERRUPT);
    assert_eq!(screen.ends().0, 130);
    let mut screen = running(&home, &format!("trap 'echo caught; exit 6' INT; {long}"));
    screen.shows("ready").types(INTERRUPT);
    let (code, shown) = screen.ends();
    assert_eq!(code, 6);
    assert!(shown.contains("caught"));
}

#[test]
fn ctrl_c_ends_the_script_that_runs_the_command() {
    let home = Home::new();
    if !has_bash() {
        return;
    }
    let long = "echo ready; while :; do sleep 0.01; done";
    for redirection in ["", "| cat", "2> errors"] {
        let script = format!("'{FOLIO}' run -- sh -c '{long}' {redirection}; echo next");
        let mut screen = Screen::of(home.command("bash").args(["-c", &script]));
        screen.shows("ready").types(INTERRUPT);
        let (code, shown) = screen.ends();
        assert_eq!(code, 130, "{redirection}: {shown:?}");
        assert!(!shown.contains("next"), "{redirection}: {shown:?}");
    }
}

#[test]
fn ctrl_c_interrupts_a_command_that_shares_the_terminal_once() {
    let home = Home::new();
    let inner = "trap \"echo caught\" INT; echo ready; while ! test -e go; do sleep 0.01; done";
    let script = format!("'{FOLIO}' run -- sh -c '{inner}' 2> errors");
    let mut screen = Screen::of(home.command("sh").args(["-c", &script]));
    screen.shows("ready").types(INTERRUPT).shows("caught");
    fs::write(home.path("work/go"), "").unwrap();
    assert_eq!(screen.ends().1.matches("caught").count(), 1);
}

#[test]
fn a_new_size_of_the_window_reaches_the_command() {
    let home = Home::new();
    let script = "trap 'stty size; exit 0' WINCH; echo ready; while :; do sleep 0.01; done";
    let mut screen = running(&home, script);
    screen.shows("ready").resizes(100, 30);
    let (code, shown) = screen.ends();
    assert_eq!(code, 0);
    assert!(shown.contains("30 100\r\n"), "{shown:?}");
}

#[test]
fn ctrl_z_stops_command_and_folio_and_the_shell_continues_both() {
    let home = Home::new();
    let Some(mut screen) = shell(&home) else {
        return;
    };
    screen
        .types("\"$F\" run sh -c 'echo be''gun; read -r x; echo \"got $x\"; exit 7'")
        .types(ENTER);
    screen
        .shows("begun")
        .types(SUSPEND)
        .shows("Stopped")
        .shows("> ");
    screen.types("stty -a | grep -c ' icanon'").types(ENTER);
    screen.shows("\r\n1\r\n").shows("> ");
    screen.types("fg").types(ENTER).shows("run sh");
    screen
        .types("again")
        .types(ENTER)
        .shows("got again")
        .shows("> ");
    screen.types("echo \"code $?\"").types(ENTER);
    screen
        .shows("code 7")
        .shows("> ")
        .types("exit")
        .types(ENTER);
    screen.ends();
}

/// A shell that a person types into sets the modes of the terminal itself when a job stops; one that runs a script does
/// not.
#[test]
fn a_signal_that_stops_folio_stops_the_command_with_the_terminal_as_it_was() {
    if !has_bash() {
        return;
    }
    let inner = "echo begun; read -r x; echo \"got $x\"; exit 7";
    let script = format!(
        "stty -a > before; sh -c 'echo $$ > id; exec \"$0\" run \"$@\"' '{FOLIO}' sh -c '{inner}'\n\
         stty -a > after; echo stopped; fg; echo \"code $?\""
    );
    for signal in [Signal::TSTP, Signal::TTIN, Signal::TTOU] {
        let home = Home::new();
        let mut screen = Screen::of(home.command("bash").args(["-m", "-c", &script]));
        screen.shows("begun");
        send(signal, &fs::read_to_string(home.path("work/id")).unwrap());
        screen.shows("stopped");
        let modes = |name: &str| fs::read_to_string(home.path("work").join(name)).unwrap();
        assert_eq!(modes("after"), modes("before"), "{signal:?}");
        screen
            .listens()
            .types("again")
            .types(ENTER)
            .shows("again\r\ngot again\r\n");
        screen.shows("code 7");
        assert_eq!(screen.ends().0, 0, "{signal:?}");
    }
}

#[test]
fn a_command_in_the_background_leaves_the_terminal_to_the_shell() {
    let home = Home::new();
    let Some(mut screen) = shell(&home) else {
        return;
    };
    screen
        .types("\"$F\" run sh -c 'while ! test -e go; do sleep 0.01; done; echo late' &")
        .types(ENTER);
    screen
        .shows("> ")
        .types("echo still here")
        .types(ENTER)
        .shows("\r\nstill here")
        .shows("> ");
    screen
        .types("touch go; wait; echo \"code $?\"")
        .types(ENTER);
    screen.shows("late").shows("code 0").shows("> ");
    screen.types("exit").types(ENTER);
    assert_eq!(screen.ends().0, 0);
}

#[test]
fn a_command_that_dies_with_the_terminal_changed_leaves_it_as_it_was() {
    let home = Home::new();
    let Some(mut screen) = shell(&home) else {
        return;
    };
    screen.types("stty -a > before; \"$F\" run sh -c 'stty raw -echo; kill -9 $$'; echo \"code $?\"; stty -a > after");
    screen.types(ENTER).shows("Killed\r\n").shows("code 137");
    screen.shows("> ");
    screen
        .types("cmp before after && echo same")
        .types(ENTER)
        .shows("\r\nsame")
        .shows("> ");
    screen.types("exit").types(ENTER);
    assert_eq!(screen.ends().0, 0);
}

#[test]
fn a_signal_that_ends_folio_ends_the_command_and_restores_the_terminal() {
    let home = Home::new();
    let Some(mut screen) = shell(&home) else {
        return;
    };
    screen.types("stty -a > before; sh -c 'echo $$ > id; exec \"$F\" run sh -c \": > ready; sleep 600\"'; echo \"code $?\"");
    screen.types(ENTER);
    wait_until(&home.path("work/ready"), true);
    let id = fs::read_to_string(home.path("work/id")).unwrap();
    send(Signal::TERM, &id);
    screen.shows("code 143").shows("> ");
    screen
        .types("stty -a > after; cmp before after && echo same")
        .types(ENTER);
    screen
        .shows("\r\nsame")
        .shows("> ")
        .types("exit")
        .types(ENTER);
    assert_eq!(screen.ends().0, 0);
}

#[test]
fn a_terminal_that_is_closed_ends_the_command() {
    let home = Home::new();
    let script = "trap 'rm ready; exit 0' HUP; : > ready; while :; do sleep 0.01; done";
    let screen = running(&home, script);
    wait_until(&home.path("work/ready"), true);
    drop(screen);
    wait_until(&home.path("work/ready"), false);
}

#[test]
fn only_the_stream_that_is_a_terminal_is_one_to_the_command() {
    let home = Home::new();
    let inner = "test -t 1 || echo file; test -t 2 && echo terminal >&2; stty size <&2 >&2; exit 3";
    let script = format!("'{FOLIO}' run -- sh -c '{inner}' > output; echo \"code $?\"");
    let (_, shown) = Screen::of(home.command("sh").args(["-c", &script])).ends();
    assert!(shown.contains("terminal\r\n24 80\r\n"), "{shown:?}");
    assert!(shown.contains("code 3\r\n"), "{shown:?}");
    let output = fs::read_to_string(home.path("work/output")).unwrap();
    assert_eq!(output, "file\n");
}

#[test]
fn a_command_whose_output_is_read_leaves_the_keys_to_others() {
    let home = Home::new();
    let inner = "echo one; while ! test -e go; do sleep 0.01; done";
    let reader = "read -r x; echo $x; read -r y < /dev/tty; echo \"key $y\"; touch go";
    let script = format!("'{FOLIO}' run -- sh -c '{inner}' | {{ {reader}; }}");
    let mut screen = Screen::of(home.command("sh").args(["-c", &script]));
    screen
        .shows("one")
        .types("mine")
        .types(ENTER)
        .shows("key mine");
    assert_eq!(screen.ends().0, 0);
}

#[test]
fn a_command_that_is_not_there_is_said_on_the_terminal() {
    let home = Home::new();
    let (code, shown) = Screen::of(&home.folio(&["run", "mkae"])).ends();
    assert_eq!(code, 127);
    assert!(
        shown.contains("folio: mkae: command not found\r\n"),
        "{shown:?}"
    );
}

#[test]
fn a_crash_is_said_on_the_terminal() {
    let home = Home::new();
    let (code, shown) = running(&home, "kill -SEGV $$").ends();
    assert_eq!(code, 139);
    assert_eq!(
        shown.matches("Segmentation fault\r\n").count(),
        1,
        "{shown:?}"
    );
}

#[test]
fn colours_pass_and_are_not_remembered() {
    let home = Home::new();
    let (_, shown) = running(&home, "printf '\\033[31mred\\033[0m\\n'; exit 1").ends();
    assert!(shown.contains("\u{1b}[31mred\u{1b}[0m\r\n"), "{shown:?}");
    let entry = home.json(&["log", "x", "-b", "y", "--last", "--json"]);
    assert_eq!(entry["entry"]["evidence"]["output"], "red\n");
}

#[test]
fn what_a_command_leaves_running_on_the_terminal_is_not_waited_for() {
    let home = Home::new();
    // What is to outlive the terminal ignores that it is closed before it begins.
    let script = "trap '' HUP; sleep 600 & echo \"id $!.\"; exit 4";
    let (code, shown) = running(&home, script).ends();
    assert_eq!(code, 4);
    let (_, id) = shown.split_once("id ").unwrap();
    let (id, _) = id.split_once('.').unwrap();
    send(Signal::KILL, id);
}
