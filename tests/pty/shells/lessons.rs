//! The whole way: a command fails in a shell, and its lesson stands above the next prompt.

use std::fs;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, symlink};

use rustix::fs::OFlags;

use super::session::{Room, Shell};
use crate::home::{FOLIO, eventually};

/// A room with the real program, a lesson, and a command that fails.
fn room(shell: Shell) -> Room {
    let room = Room::new(shell);
    let program = room.home.path("bin/folio");
    fs::remove_file(&program).unwrap();
    symlink(FOLIO, program).unwrap();
    symlink("/bin/false", room.home.path("bin/sqlx")).unwrap();
    let principle = "migrate before you deploy";
    room.home.done(&[
        "log",
        "keep the old schema",
        "-b",
        "columns were missing",
        "-s",
        "sqlx migrate",
        "-p",
        principle,
    ]);
    room
}

#[test]
fn a_lesson_comes_back_above_the_prompt_once() {
    for shell in Shell::all() {
        let room = room(shell);
        room.waits_for_answers();
        let mut session = room.hooked();
        session
            .runs("sqlx migrate run 'a b'")
            .runs("sqlx migrate run");
        let shown = session.ends();
        let failed = room.home.remembered("sqlx migrate run");
        assert_eq!(failed.command, "sqlx migrate run", "{shell:?}");
        assert_eq!(failed.exit_code, 1, "{shell:?}");
        let lines = shown.matches("\u{1b}[2mfolio ").count();
        assert_eq!(lines, 1, "{shell:?}: {shown}");
        assert!(
            shown.contains(": migrate before you deploy"),
            "{shell:?}: {shown}"
        );
    }
}

/// Reading the branch waits for someone who writes it.
#[test]
fn a_disk_that_does_not_answer_does_not_hold_the_shell() {
    for shell in Shell::all() {
        let room = room(shell);
        let head = room.home.path("work/.git/HEAD");
        fs::create_dir(head.parent().unwrap()).unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(&head)
            .status()
            .unwrap();
        assert!(made.success());
        room.hurries();
        let mut session = room.hooked();
        session.runs("sqlx migrate run").runs("true");
        let shown = session.ends();
        assert!(!shown.contains("folio "), "{shell:?}: {shown}");
        // The pipe can be opened when somebody reads it, which a shell of its own accord does not wait for.
        let mut writer = eventually("a reader of the branch", || {
            let mut options = OpenOptions::new();
            let flags = OFlags::NONBLOCK.bits().cast_signed();
            options.write(true).custom_flags(flags).open(&head).ok()
        });
        writer.write_all(b"ref: refs/heads/cart\n").unwrap();
        drop(writer);
        assert_eq!(
            room.home.remembered("sqlx migrate").branch.as_deref(),
            Some("cart"),
            "{shell:?}"
        );
    }
}

/// What a shell would run, or a terminal obey, if it were not taken as text.
const HOSTILE: &str = "$(touch ~/owned) `touch ~/owned` ${HOME} %n !! \u{1b}]0;owned\u{7} '\"; touch ~/owned\ntouch ~/owned";

/// The same as the name of a folder.
const HOSTILE_FOLDER: &str =
    "$(touch owned) `touch owned` !! \u{1b}]2;x\u{7} '\"; touch owned\ntouch owned";

#[test]
fn texts_of_a_lesson_and_names_of_folders_run_nothing() {
    for shell in Shell::all() {
        let room = room(shell);
        let place = room.home.path("work").join(HOSTILE_FOLDER);
        fs::create_dir(&place).unwrap();
        fs::write(room.home.path("place"), HOSTILE_FOLDER).unwrap();
        let lesson = ["log", HOSTILE, "-b", HOSTILE, "-s", "sqlx prepare"];
        room.home
            .done(&[&lesson[..], &["-p", HOSTILE, "-n", HOSTILE]].concat());
        room.waits_for_answers();
        let mut session = room.hooked();
        session
            .runs("cd \"$(cat ~/place)\"")
            .runs("sqlx prepare")
            .runs("folio explore \"$(cat ~/place)\"")
            .runs("folio status --short")
            .runs("sqlx prepare again");
        let shown = session.ends();
        let told = "$(touch ~/owned) `touch ~/owned` ${HOME}";
        assert!(shown.contains(told), "{shell:?}: {shown}");
        assert!(!shown.contains("\u{1b}]0;owned"), "{shell:?}: {shown:?}");
        assert!(!room.home.path("owned").exists(), "{shell:?}");
        assert_eq!(fs::read_dir(&place).unwrap().count(), 0, "{shell:?}");
        assert!(!room.home.path("work/owned").exists(), "{shell:?}");
    }
}
