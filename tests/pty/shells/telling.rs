//! Which command lines are told to folio, and what comes of its answer.

use std::fs;

use super::session::{Room, Shell};

/// The shells but fish.
fn without_fish() -> impl Iterator<Item = Shell> {
    Shell::all()
        .into_iter()
        .filter(|shell| *shell != Shell::Fish)
}

#[test]
fn a_failed_command_is_told_with_its_exit_code_and_where_it_ran() {
    for shell in Shell::all() {
        let room = Room::new(shell);
        let mut session = room.hooked();
        session.runs("sh -c 'exit 3'");
        let calls = room.calls(1);
        let mut expected = vec!["hook"];
        if shell == Shell::Fish {
            expected.push("--in-background");
        }
        expected.extend(["--exit-code", "3", "--milliseconds"]);
        assert_eq!(calls[0].arguments, expected, "{shell:?}");
        assert_eq!(calls[0].line, "sh -c 'exit 3'", "{shell:?}");
        assert_eq!(calls[0].columns, "80", "{shell:?}");
        let work = fs::canonicalize(room.home.path("work")).unwrap();
        assert_eq!(calls[0].directory, work.to_str().unwrap(), "{shell:?}");
        session.ends();
    }
}

#[test]
fn what_did_not_fail_is_not_told() {
    for shell in Shell::all() {
        let room = Room::new(shell);
        let mut session = room.hooked();
        session
            .runs("true")
            .runs("")
            .runs("sh -c 'exit 130'")
            .runs("sh -c 'exit 141'")
            .runs("sh -c 'exit 143'")
            .runs("sh -c 'exit 148'")
            .runs(" sh -c 'exit 1'");
        session.runs("true").gives_up("half");
        session.settles();
        assert_eq!(session.told(), [""; 0], "{shell:?}");
    }
}

#[test]
fn return_alone_after_a_failure_does_not_tell_it_again() {
    for shell in Shell::all() {
        let room = Room::new(shell);
        let mut session = room.hooked();
        session.screen.types("false\r\r\r\r");
        session.settles();
        assert_eq!(session.told(), ["false"], "{shell:?}");
    }
}

#[test]
fn what_the_shell_cannot_read_is_not_told() {
    for shell in without_fish() {
        let room = Room::new(shell);
        let mut session = room.hooked();
        session.runs("if; fi");
        assert_eq!(session.told(), [""; 0], "{shell:?}");
    }
}

#[test]
fn nothing_is_told_while_folio_is_to_be_quiet() {
    for (shell, quiet, loud) in [
        (Shell::Bash, "FOLIO_QUIET=1", "unset FOLIO_QUIET"),
        (Shell::Zsh, "FOLIO_QUIET=1", "unset FOLIO_QUIET"),
        (Shell::Fish, "set FOLIO_QUIET 1", "set --erase FOLIO_QUIET"),
    ] {
        if !shell.is_there() {
            continue;
        }
        let room = Room::new(shell);
        let mut session = room.hooked();
        session.runs(quiet).runs("false").runs(loud);
        assert_eq!(session.told(), [""; 0], "{shell:?}");
    }
}

#[test]
fn what_fails_quickly_is_not_told() {
    for shell in Shell::all() {
        let room = Room::configured(shell, "[hook]\nminimum_duration = \"1h\"\n");
        let mut session = room.hooked();
        session.runs("false").runs(match shell {
            Shell::Bash | Shell::Zsh => "__folio_minimum=200",
            Shell::Fish => "set --global __folio_minimum 200",
        });
        session.runs("sh -c 'sleep 0.3; exit 1'");
        let told = room.told(1);
        assert_eq!(told, ["sh -c 'sleep 0.3; exit 1'"], "{shell:?}");
        session.ends();
    }
}

#[test]
fn a_command_line_is_told_as_it_was_typed() {
    for shell in Shell::all() {
        let room = Room::new(shell);
        let mut session = room.hooked();
        let lines = [
            "sh -c 'exit 1' -- \"two  words\" 'it'\"'\"'s' $HOME `` \\$x; false",
            "sh -c 'exit 1' ünïcödé 缓存 👩",
            "--help-me-not",
            "-n",
            "sh -c 'exit 1' 'two\nlines'",
            "false | false",
        ];
        let lines: Vec<&str> = lines
            .into_iter()
            .filter(|line| shell != Shell::Fish || !line.contains('`'))
            .collect();
        for line in &lines {
            session.runs(line);
        }
        assert_eq!(room.told(lines.len()), lines, "{shell:?}");
        session.ends();
    }
}

#[test]
fn a_command_line_of_200_kilobytes_is_told_whole() {
    for (shell, line) in [
        (
            Shell::Bash,
            "__folio_uses_preexec=1 __folio_line=$(cat ~/long); __folio_tell 1 1000 0 ''",
        ),
        (
            Shell::Zsh,
            "__folio_line=$(cat ~/long); __folio_tell 1 1000",
        ),
        (
            Shell::Fish,
            "set long (cat ~/long); sh -c 'exit 4'; emit fish_postexec $long",
        ),
    ] {
        if !shell.is_there() {
            continue;
        }
        let room = Room::new(shell);
        let long = "缓存 ".repeat(200 * 1024 / 7);
        fs::write(room.home.path("long"), &long).unwrap();
        let mut session = room.hooked();
        session.runs(line);
        assert!(room.told(1).contains(&long), "{shell:?}");
        session.ends();
    }
}

#[test]
fn the_answer_is_shown_before_the_next_prompt() {
    for shell in Shell::all() {
        let room = Room::new(shell);
        fs::write(
            room.home.path("answer"),
            "folio k7fq: -n \\n %s $HOME\nnot this\n",
        )
        .unwrap();
        let mut session = room.hooked();
        session.runs("false");
        let shown = session.ends();
        let answers = shown.matches("folio k7fq: -n \\n %s $HOME\r\n").count();
        assert_eq!(answers, 1, "{shell:?}: {shown}");
        assert!(!shown.contains("not this"), "{shell:?}: {shown}");
    }
}

#[test]
fn an_answer_that_takes_long_does_not_hold_the_shell() {
    for shell in without_fish() {
        let room = Room::new(shell);
        fs::write(room.home.path("answer"), "folio k7fq: too late\n").unwrap();
        fs::write(room.home.path("wait"), "").unwrap();
        room.hurries();
        let mut session = room.hooked();
        session.runs("false").runs("true");
        room.calls(1);
        fs::remove_file(room.home.path("wait")).unwrap();
        let shown = session.ends();
        assert!(!shown.contains("too late"), "{shell:?}: {shown}");
    }
}

#[test]
fn a_shell_without_folio_is_silent() {
    for shell in Shell::all() {
        let room = Room::new(shell);
        let mut session = room.hooked();
        fs::remove_file(room.home.path("bin/folio")).unwrap();
        session.runs("false");
        let shown = session.ends();
        assert!(!shown.contains("folio"), "{shell:?}: {shown}");
    }
}

#[test]
fn a_script_that_is_loaded_twice_tells_once() {
    for shell in Shell::all() {
        let room = Room::new(shell);
        let mut session = room.start(&[shell.hook(), shell.hook()].join("\n"));
        session.runs(&shell.hook()).runs("false");
        assert_eq!(session.told(), ["false"], "{shell:?}");
    }
}

#[test]
fn a_script_of_a_shell_tells_nothing() {
    for shell in Shell::all() {
        let room = Room::new(shell);
        let mut command = room.home.command(shell.name());
        let path = std::env::var("PATH").unwrap();
        command.env(
            "PATH",
            format!("{}:{path}", room.home.path("bin").display()),
        );
        let script = format!("{}\nfalse\nfalse\necho done", shell.hook());
        let output = command.args(["-c", &script]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), "done\n");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{shell:?}");
        assert_eq!(room.calls(0), [], "{shell:?}");
    }
}
