//! The script among all else that a shell has: a session with it is the same as one without.

use std::fs;

use super::session::{Room, Shell};
use crate::programs::is_there;

/// What a session leaves in `~/seen` without the script and with it.
fn seen(shell: Shell, before: &str, lines: &[&str]) -> [String; 2] {
    [String::new(), shell.hook()].map(|hook| {
        let room = Room::new(shell);
        let mut session = room.start(&format!("{before}\n{hook}\ntrue"));
        session.runs_each(lines);
        session.ends();
        fs::read_to_string(room.home.path("seen")).unwrap()
    })
}

fn assert_undisturbed(shell: Shell, before: &str, lines: &[&str]) {
    if !shell.is_there() {
        return;
    }
    let [without, with] = seen(shell, before, lines);
    assert_eq!(with, without, "{shell:?}");
    assert!(without.lines().count() >= 8, "{shell:?}: {without}");
}

#[test]
fn bash_goes_on_as_before() {
    assert_undisturbed(
        Shell::Bash,
        "PROMPT_COMMAND='echo \"prompt $? ${PIPESTATUS[*]} $_\" >>~/seen'",
        &[
            "sh -c 'exit 3' last",
            "echo \"status $? $_\" >>~/seen",
            "false | true | sh -c 'exit 4'",
            "echo \"pipe ${PIPESTATUS[*]}\" >>~/seen",
            "sleep 600 & slept=$!",
            "false",
            "[ $slept = $! ]; echo \"same $?\" >>~/seen",
            "jobs >>~/seen",
            "kill %1; wait; echo waited >>~/seen",
            "trap 'echo trapped >>~/seen' ERR",
            "false",
            "trap - ERR; trap 'true' DEBUG",
            "false",
            "trap -p >>~/seen; trap - DEBUG",
            "set -u -o noclobber; shopt -s extglob nullglob",
            "false",
            "echo \"options $- $BASHOPTS\" >>~/seen",
            "set +u; IFS=x; LC_ALL=C",
            "false",
            "set -e; ! true",
            "set +e; history >>~/seen",
            "trap 'echo left >>~/seen' EXIT",
        ],
    );
}

#[test]
fn zsh_goes_on_as_before() {
    assert_undisturbed(
        Shell::Zsh,
        "mine() { print \"prompt $? ${pipestatus[@]}\" >>~/seen }; precmd_functions=(mine); HISTSIZE=100",
        &[
            "sh -c 'exit 3' last",
            "echo \"status $? $_\" >>~/seen",
            "false | true | sh -c 'exit 4'",
            "echo \"pipe $pipestatus\" >>~/seen",
            "sleep 600 & slept=$!",
            "false",
            "[ $slept = $! ]; echo \"same $?\" >>~/seen",
            "jobs >>~/seen",
            "kill %1; wait; echo waited >>~/seen",
            "TRAPZERR() { echo trapped >>~/seen }",
            "false",
            "unfunction TRAPZERR",
            "setopt nounset ksharrays extendedglob shwordsplit warncreateglobal noclobber cshnullglob",
            "false",
            "setopt >>~/seen",
            "setopt shglob; IFS=x",
            "false",
            "set -e; ! true",
            "set +e; fc -l -100 >>~/seen",
            "trap 'echo left >>~/seen' EXIT",
        ],
    );
}

#[test]
fn fish_goes_on_as_before() {
    assert_undisturbed(
        Shell::Fish,
        "function mine --on-event fish_postexec; echo \"post $status $pipestatus\" >>~/seen; end",
        &[
            "sh -c 'exit 3'",
            "echo \"status $status\" >>~/seen",
            "false | true | sh -c 'exit 4'",
            "echo \"pipe $pipestatus\" >>~/seen",
            "sleep 600 &",
            "set slept $last_pid",
            "false",
            "test $slept = $last_pid; echo \"same $status\" >>~/seen",
            "jobs --quiet; echo \"jobs $status\" >>~/seen",
            "kill $slept; wait; echo waited >>~/seen",
            "false",
            "history >>~/seen",
        ],
    );
}

#[test]
fn bash_tells_a_repeated_command_but_none_that_its_history_hides() {
    if !Shell::Bash.is_there() {
        return;
    }
    let room = Room::new(Shell::Bash);
    let mut session = room.start(&format!(
        "{}\nHISTCONTROL=ignoreboth HISTIGNORE='*secret*'",
        Shell::Bash.hook()
    ));
    session.runs_each(&[
        "sh -c 'exit 1' a",
        "sh -c 'exit 1' a",
        " sh -c 'exit 1' hidden",
        "sh -c 'exit 1' a secret",
        "sh -c 'exit 1' a",
    ]);
    assert_eq!(session.told(), ["sh -c 'exit 1' a"; 3]);
}

#[test]
fn bash_tells_nothing_that_is_not_in_a_history() {
    if !Shell::Bash.is_there() {
        return;
    }
    let room = Room::new(Shell::Bash);
    let mut session = room.hooked();
    session.runs_each(&["true; set +o history", "false", "sh -c 'exit 1' true"]);
    session.runs("set -o history");
    assert_eq!(session.told(), [""; 0]);
}

/// Does what the documentation of bash-preexec promises: functions of two arrays are called before a command line with
/// it, and before the prompt with its exit code. DEBUG tells when a command line begins, which is after the last element
/// of `PROMPT_COMMAND`; it is added at the first prompt.
const PREEXEC: &str = r#"
bash_preexec_imported=defined
preexec_functions=() precmd_functions=()
preexec_ready=
preexec_run() {
    local code=$? line call
    [[ -n $preexec_ready && $BASH_COMMAND != preexec_* ]] || return 0
    preexec_ready=
    line=$(HISTTIMEFORMAT= builtin history 1)
    line=${line#*[0-9][* ] }
    for call in "${preexec_functions[@]}"; do "$call" "$line"; done
    return 0
}
preexec_prompt() {
    local code=$? call
    preexec_ready=
    for call in "${precmd_functions[@]}"; do (exit "$code"); "$call"; done
    return "$code"
}
preexec_wait() { preexec_ready=1; }
preexec_install() {
    PROMPT_COMMAND=preexec_prompt$'\n'${PROMPT_COMMAND%preexec_install}
    PROMPT_COMMAND+=(preexec_wait)
}
PROMPT_COMMAND+=$'\npreexec_install'
trap preexec_run DEBUG
"#;

#[test]
fn bash_goes_on_with_a_framework_that_calls_functions() {
    if !Shell::Bash.is_there() {
        return;
    }
    let mine = "begins() { echo \"begins $1\" >>~/seen; }; ends() { echo \"ends $?\" >>~/seen; }; \
                preexec_functions+=(begins); precmd_functions+=(ends)";
    let hook = Shell::Bash.hook();
    for start in [
        format!("{PREEXEC}\n{mine}\n{hook}"),
        format!("{PREEXEC}\n{hook}\n{mine}"),
        format!("{hook}\n{PREEXEC}\n{mine}"),
    ] {
        if !Shell::Bash.is_there() {
            return;
        }
        let room = Room::new(Shell::Bash);
        let mut session = room.start(&start);
        session.runs_each(&[
            "true before",
            "sh -c 'exit 3' | cat; false",
            " false hidden",
            "true after",
        ]);
        assert_eq!(session.told(), ["sh -c 'exit 3' | cat; false"], "{start}");
        let seen = fs::read_to_string(room.home.path("seen")).unwrap();
        for expected in [
            "begins true before\nends 0\nbegins sh -c 'exit 3' | cat; false\nends 1\nbegins  false hidden\nends 1\n",
            "begins true after\nends 0\n",
        ] {
            assert!(seen.contains(expected), "{start}\n{seen}");
        }
    }
}

/// Does what the integration of Visual Studio Code does: it makes the first element of `PROMPT_COMMAND` its own, and
/// takes what runs after that for a command line.
const TERMINAL: &str = r#"
earlier=$PROMPT_COMMAND
is_waiting=
gives_back() { return "$1"; }
prompts() {
    local code=$?
    gives_back "$code"
    eval "$earlier"
    echo "ends $code" >>~/seen
    is_waiting=1
}
runs() {
    [[ -n $is_waiting ]] || return 0
    is_waiting=
    [[ $BASH_COMMAND == prompts ]] || echo "runs $BASH_COMMAND" >>~/seen
}
PROMPT_COMMAND=prompts
trap runs DEBUG
"#;

#[test]
fn bash_goes_on_in_a_terminal_that_watches_command_lines() {
    if !Shell::Bash.is_there() {
        return;
    }
    let room = Room::new(Shell::Bash);
    let before = "TERM_PROGRAM=vscode PROMPT_COMMAND='echo \"own $?\" >>~/seen'";
    let hook = Shell::Bash.hook();
    let mut session = room.start(&format!("{before}\n{hook}\n{TERMINAL}"));
    session.runs_each(&["true one", "", "sh -c 'exit 3'"]);
    assert_eq!(session.told(), ["sh -c 'exit 3'"]);
    let seen = fs::read_to_string(room.home.path("seen")).unwrap();
    let expected =
        "runs true one\nown 0\nends 0\nown 0\nends 0\nruns sh -c 'exit 3'\nown 3\nends 3\n";
    assert!(seen.contains(expected), "{seen}");
}

#[test]
fn a_prompt_that_takes_over_and_calls_the_earlier_one_goes_on() {
    if !Shell::Bash.is_there() {
        return;
    }
    let hook = Shell::Bash.hook();
    let taking_over = "earlier=$PROMPT_COMMAND; takes_over() { local code=$?; echo \"prompt $code\" >>~/seen; \
                       (exit $code); eval \"$earlier\"; }; PROMPT_COMMAND=takes_over; PS0='$(echo starts >>~/seen)'";
    for start in [
        format!("{hook}\n{taking_over}"),
        format!("{taking_over}\n{hook}"),
    ] {
        if !Shell::Bash.is_there() {
            return;
        }
        let room = Room::new(Shell::Bash);
        let mut session = room.start(&start);
        session.runs_each(&["false one", "true", "false two"]);
        assert_eq!(session.told(), ["false one", "false two"], "{start}");
        let seen = fs::read_to_string(room.home.path("seen")).unwrap();
        assert!(
            seen.contains("starts\nprompt 1\nstarts\nprompt 0\nstarts\nprompt 1\n"),
            "{start}\n{seen}"
        );
    }
}

#[test]
fn the_scripts_are_sound() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/shell");
    for (program, arguments) in [
        (
            "shellcheck",
            [
                "--enable=all",
                "--exclude=SC2312,SC2250,SC2310",
                "folio.bash",
            ]
            .as_slice(),
        ),
        ("zsh", &["-n", "folio.zsh"]),
        ("fish", &["-n", "folio.fish"]),
    ] {
        if !is_there(program, &["--version"]) {
            continue;
        }
        let output = std::process::Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        assert!(
            output.status.success() && said.is_empty(),
            "{}",
            String::from_utf8_lossy(&said)
        );
    }
}
