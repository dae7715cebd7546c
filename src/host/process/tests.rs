//! Tests of the real process that need no terminal: the variables for tests, and programs that are started.
#![allow(clippy::unwrap_used, reason = "a failed step fails the test")]

use super::*;

fn environment(name: &str, value: &str) -> Environment {
    Environment::from_iter([(name, value)])
}

#[test]
fn folio_now_stops_the_clock_in_the_zone_of_its_offset() {
    let clock = clock(&environment("FOLIO_NOW", "2026-10-05T09:30:00+02:00")).unwrap();
    assert_eq!(clock.now().to_rfc3339(), "2026-10-05T09:30:00+02:00");
    assert_eq!(clock.zone(), LocalZone::Fixed(*clock.now().offset()));
}

#[test]
fn without_folio_now_the_clock_is_the_systems() {
    for environment in [Environment::default(), environment("FOLIO_NOW", "")] {
        assert_eq!(clock(&environment).unwrap().zone(), LocalZone::System);
    }
}

#[test]
fn a_malformed_folio_now_is_an_error_that_shows_it() {
    let error = clock(&environment("FOLIO_NOW", "yesterday")).err().unwrap();
    assert_eq!(
        error.to_string(),
        "FOLIO_NOW is `yesterday`, which is not an RFC 3339 instant"
    );
    assert!(error.hint().contains("2026-10-05T09:30:00+02:00"));
}

#[test]
fn folio_seed_makes_ids_repeat() {
    let seeded = environment("FOLIO_SEED", "7");
    let mut source = entropy(&seeded).unwrap();
    assert_eq!(
        source.bytes().unwrap(),
        SeededEntropy::new(7).bytes().unwrap()
    );
}

#[test]
fn without_folio_seed_bytes_do_not_repeat() {
    let mut source = entropy(&Environment::default()).unwrap();
    assert_ne!(source.bytes().unwrap(), source.bytes().unwrap());
}

#[test]
fn a_malformed_folio_seed_is_an_error_that_shows_it() {
    for text in ["-1", "seven", "18446744073709551616"] {
        let error = entropy(&environment("FOLIO_SEED", text)).err().unwrap();
        assert!(error.to_string().contains(text), "{error}");
    }
}

#[test]
fn a_command_is_split_as_a_shell_does() {
    let (program, arguments) = words("vim -c 'set textwidth=72'").unwrap();
    assert_eq!(
        (program.as_str(), arguments.as_slice()),
        (
            "vim",
            ["-c", "set textwidth=72"].map(String::from).as_slice()
        )
    );
}

#[test]
fn a_command_that_names_no_program_or_leaves_a_quote_open_is_an_error() {
    for command in ["", "  ", "''", "vim 'oops"] {
        assert!(words(command).is_err(), "{command:?}");
    }
}

#[cfg(unix)]
mod on_unix {
    use super::*;
    use std::path::PathBuf;

    /// An editor command whose shell script gets the file as `$1`.
    fn editor(script: &str) -> String {
        format!("sh -c {} editor", shell_words::quote(script))
    }

    #[test]
    fn the_editor_gets_the_file_as_its_last_argument() {
        let file = tempfile::NamedTempFile::new().unwrap();
        RealPrograms
            .edit(&editor("printf edited > \"$1\""), file.path())
            .unwrap();
        assert_eq!(std::fs::read_to_string(file.path()).unwrap(), "edited");
    }

    #[test]
    fn an_editor_that_fails_is_killed_or_is_not_there_is_told_apart() {
        let file = PathBuf::from("unused");
        let edit = |command: &str| RealPrograms.edit(command, &file).unwrap_err();
        assert!(matches!(
            edit(&editor("exit 3")),
            EditorError::Failed { code: 3, .. }
        ));
        assert!(matches!(
            edit(&editor("kill -9 $$")),
            EditorError::Killed { .. }
        ));
        assert!(matches!(
            edit("/no/such/editor"),
            EditorError::NotStarted { .. }
        ));
        assert!(matches!(edit(""), EditorError::Command { .. }));
    }

    #[test]
    fn the_pager_gets_the_text_and_its_default_options() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let script = format!(
            "{{ cat; printf %s \"$LESS $LESSCHARSET\"; }} > {}",
            file.path().display()
        );
        RealPrograms
            .page(
                &format!("sh -c {}", shell_words::quote(&script)),
                "a lesson\n",
            )
            .unwrap();
        let or = |name, default: &str| std::env::var(name).unwrap_or(default.to_owned());
        let expected = format!(
            "a lesson\n{} {}",
            or("LESS", "FRX"),
            or("LESSCHARSET", "utf-8")
        );
        assert_eq!(std::fs::read_to_string(file.path()).unwrap(), expected);
    }

    #[test]
    fn leaving_the_pager_before_the_end_is_fine() {
        RealPrograms
            .page("true", &"line\n".repeat(100_000))
            .unwrap();
    }

    #[test]
    fn a_pager_that_is_not_there_is_an_error() {
        let error = RealPrograms.page("/no/such/pager", "text").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn a_program_runs_in_its_folder_and_leaves_output_and_exit_code() {
        let folder = tempfile::tempdir().unwrap();
        let script = "cat; pwd -P; echo trouble >&2; exit 4";
        let output = RealPrograms
            .run("sh", &["-c".as_ref(), script.as_ref()], folder.path())
            .unwrap();
        let real_folder = folder.path().canonicalize().unwrap();
        assert_eq!(
            output.standard_output,
            format!("{}\n", real_folder.display()).into_bytes()
        );
        assert_eq!(output.standard_error, b"trouble\n");
        assert_eq!(output.exit_code, Some(4));
        assert!(!output.succeeded());
    }
}
