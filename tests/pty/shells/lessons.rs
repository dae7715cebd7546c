//! The whole way: a command fails in a shell, and its lesson stands above the next prompt.

use std::fs;
use std::os::unix::fs::symlink;

use folio::model::time::Stamp;
use folio::store::{FailedCommand, Memory};

use super::session::{Room, Shell};
use crate::home::FOLIO;

/// How often a shell is started anew where the machine was too busy to answer within 50 milliseconds.
const ATTEMPTS: usize = 20;

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

/// The command that failed last, when it has been remembered.
fn remembered(room: &Room) -> FailedCommand {
    let memory = room.home.path(".local/state/folio/memory.db");
    let now = Stamp::from_datetime(&chrono::Local::now().fixed_offset()).unwrap();
    room.eventually(|| Memory::open(&memory).ok()?.last_failed(now).ok()?)
}

#[test]
fn a_lesson_comes_back_above_the_prompt_once() {
    for shell in Shell::ALL {
        let attempt = |_| {
            let room = room(shell);
            let mut session = room.hooked();
            session
                .runs("sqlx migrate run 'a b'")
                .runs("sqlx migrate run");
            let shown = session.ends();
            let failed = remembered(&room);
            assert!(
                failed.command.starts_with("sqlx migrate run"),
                "{shell:?}: {failed:?}"
            );
            assert_eq!(failed.exit_code, 1, "{shell:?}");
            let lines = shown.matches("\u{1b}[2mfolio ").count();
            assert!(lines <= 1, "{shell:?}: {shown}");
            shown.contains(": migrate before you deploy")
        };
        assert!((0..ATTEMPTS).any(attempt), "{shell:?}");
    }
}

/// Reading the branch waits for someone who writes it.
#[test]
fn a_disk_that_does_not_answer_does_not_hold_the_shell() {
    for shell in Shell::ALL {
        let room = room(shell);
        let head = room.home.path("work/.git/HEAD");
        fs::create_dir(head.parent().unwrap()).unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(&head)
            .status()
            .unwrap();
        assert!(made.success());
        let mut session = room.hooked();
        session.runs("sqlx migrate run").runs("true");
        let shown = session.ends();
        assert!(!shown.contains("folio "), "{shell:?}: {shown}");
        fs::write(&head, "ref: refs/heads/cart\n").unwrap();
        assert_eq!(
            remembered(&room).branch.as_deref(),
            Some("cart"),
            "{shell:?}"
        );
    }
}
