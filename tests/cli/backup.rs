//! `folio backup`: the journal as a file, made, listed and put back.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::Duration;

use folio::host::YesOrNo;
use folio::host::scripted::Reply;
use insta::assert_snapshot;
use rusqlite::Connection;

use crate::driver::Home;

fn folder(home: &Home) -> PathBuf {
    let mut folder = home.journal().into_os_string();
    folder.push(".backups");
    folder.into()
}

/// The names of the files in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let Ok(files) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn without_a_file_the_copy_goes_into_a_private_folder_beside_the_journal() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("backup"), @"
    backed up 7 entries  (128 KiB, read again and whole)
      ~/.local/share/folio/journal.db.backups/20261005T073000Z.db
    ");
    assert_eq!(names(&folder(&home)), ["20261005T073000Z.db"]);
    assert_eq!(mode(&folder(&home)), 0o700);
    assert_eq!(mode(&folder(&home).join("20261005T073000Z.db")), 0o600);
    let copy = folder(&home).join("20261005T073000Z.db");
    let exported = home.exported();
    assert_eq!(
        home.output(&format!("export entries --journal {}", copy.display())),
        exported
    );
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_told_so() {
    let mut home = Home::with_portfolio();
    home.output("backup copy.db");
    home.output("rm k7fq --yes");
    assert_snapshot!(home.refused(1, "backup copy.db"), @"
    error: `~/work/copy.db` is there already
    hint: choose another name
    hint: `--force` replaces it
    ");
    assert_eq!(home.ids("list --journal copy.db").len(), 7);
    home.output("backup copy.db --force");
    assert_eq!(home.ids("list --journal copy.db").len(), 6);
    assert_eq!(mode(&home.path("copy.db")), 0o600);
    home.output("backup new.db --force");
    assert_eq!(home.ids("list --journal new.db").len(), 6);
}

#[test]
fn no_copy_is_written_beside_what_would_be_taken_for_a_part_of_it() {
    let mut home = Home::with_portfolio();
    home.output("backup copy.db");
    let copy = fs::read(home.path("copy.db")).unwrap();
    for ending in ["wal", "shm", "journal"] {
        home.write(&format!("new.db-{ending}"), "of another journal");
        home.write(&format!("copy.db-{ending}"), "of another journal");
        let commands = [
            "backup new.db",
            "backup new.db --force",
            "doctor --salvage new.db",
            "backup copy.db --force",
        ];
        for command in commands {
            let error = home.refused(1, command);
            assert!(error.contains(&format!(".db-{ending}` stands")), "{error}");
        }
        if ending == "wal" {
            assert_snapshot!(home.refused(1, "backup new.db"), @"
            error: `~/work/new.db` is not written: `~/work/new.db-wal` stands there, and would be taken for a part of it
            hint: choose another name; or remove that file, where no program has a journal of this name open
            ");
        }
        assert!(!home.path("new.db").exists());
        assert_eq!(fs::read(home.path("copy.db")).unwrap(), copy);
        fs::remove_file(home.path(&format!("new.db-{ending}"))).unwrap();
        fs::remove_file(home.path(&format!("copy.db-{ending}"))).unwrap();
    }
    home.write("stick/journal-20261005T073000Z.db-journal", "of another");
    home.output("backup stick");
    assert!(home.path("stick/journal-20261005T073000Z-2.db").exists());
}

#[test]
fn what_is_left_of_a_journal_that_is_gone_is_not_removed() {
    let mut home = Home::with_portfolio();
    home.output("backup copy.db");
    let journal = home.journal();
    let left = journal.with_extension("db-wal");
    for is_gone in [true, false] {
        fs::write(&left, "the last changes").unwrap();
        if is_gone {
            fs::remove_file(&journal).unwrap();
        } else {
            fs::write(&journal, "").unwrap();
        }
        for command in [
            "list",
            "log 'a cache' -b 'it was stale'",
            "backup --restore copy.db --yes --force",
        ] {
            let error = home.refused(3, command);
            assert!(error.contains("nothing is left of the journal"), "{error}");
        }
        assert_eq!(home.run("doctor").code, 3);
        assert_eq!(fs::read_to_string(&left).unwrap(), "the last changes");
        assert_eq!(journal.exists(), !is_gone);
    }
    assert_snapshot!(home.refused(3, "list"), @"
    error: nothing is left of the journal ~/.local/share/folio/journal.db but `~/.local/share/folio/journal.db-wal`, in which its last changes may stand
    hint: put the journal back where it was; or move that file away to do without it
    ");
    fs::remove_file(&left).unwrap();
    home.output("backup --restore copy.db --yes");
    assert_eq!(home.ids("list").len(), 7);
}

#[test]
fn a_folder_gets_a_file_that_is_named_after_the_journal_and_the_moment() {
    let mut home = Home::with_portfolio();
    fs::create_dir(home.path("stick")).unwrap();
    for _ in 0..2 {
        home.output("backup stick");
    }
    assert_eq!(
        names(&home.path("stick")),
        [
            "journal-20261005T073000Z-2.db",
            "journal-20261005T073000Z.db"
        ]
    );
}

#[test]
fn json_says_what_was_copied_and_that_it_was_read_again() {
    let mut home = Home::with_portfolio();
    let backup = home.json("backup", "backup copy.db --json");
    assert_eq!(backup["entries"], 7);
    assert_eq!(backup["verified"], true);
    assert_eq!(backup["at"], "2026-10-05T09:30:00+02:00");
    assert_eq!(backup["path"], "~/work/copy.db");
    let bytes = fs::metadata(home.path("copy.db")).unwrap().len();
    assert_eq!(backup["bytes"], bytes);
}

#[test]
fn what_is_no_file_of_its_own_is_never_replaced() {
    let mut home = Home::with_portfolio();
    let journal = home.journal();
    symlink(home.path("elsewhere"), home.path("link")).unwrap();
    symlink(&journal, home.path("journal")).unwrap();
    home.output("backup busy.db");
    let busy = Connection::open(home.path("busy.db")).unwrap();
    busy.query_row("SELECT count(*) FROM record", [], |_| Ok(()))
        .unwrap();
    home.write("prose.txt", "not a journal at all");
    let photos = Connection::open(home.path("photos.db")).unwrap();
    photos.execute_batch("CREATE TABLE photo (taken)").unwrap();
    photos.close().unwrap();
    let files = [
        "link",
        "journal",
        "/dev/null",
        "busy.db",
        "prose.txt",
        "photos.db",
        journal.to_str().unwrap(),
    ];
    let said: String = files
        .iter()
        .map(|file| home.refused(1, &format!("backup {file} --force")))
        .collect();
    assert_snapshot!(said, @"
    error: `~/work/link` is not replaced: it is a symbolic link
    hint: name another file
    error: `~/work/journal` is not replaced: it is a symbolic link
    hint: name another file
    error: `/dev/null` is not replaced: it is not a regular file
    hint: name another file
    error: `~/work/busy.db` is not written: `~/work/busy.db-wal` stands there, and would be taken for a part of it
    hint: choose another name; or remove that file, where no program has a journal of this name open
    error: `~/work/prose.txt` is not replaced: it is neither a backup nor a journal
    hint: name another file
    error: `~/work/photos.db` is not replaced: it is neither a backup nor a journal
    hint: name another file
    error: `~/.local/share/folio/journal.db` is not replaced: it is the journal itself
    hint: name another file
    ");
    let said_without_force: String = files
        .iter()
        .map(|file| home.refused(1, &format!("backup {file}")))
        .collect();
    assert_eq!(said_without_force, said);
    drop(busy);
    home.output("backup busy.db --force");
    assert!(home.path("link").is_symlink() && !home.path("elsewhere").exists());
    assert_eq!(home.ids("list").len(), 7);
}

#[test]
fn no_backup_takes_the_name_of_a_part_of_a_journal() {
    let mut home = Home::with_portfolio();
    let part = home.journal().with_extension("db-wal");
    let part = part.to_str().unwrap();
    assert_snapshot!(home.refused(1, &format!("backup {part}")), @"
    error: `~/.local/share/folio/journal.db-wal` is not replaced: SQLite keeps a part of a journal under this name
    hint: name another file
    ");
    home.refused(1, &format!("backup {part} --force"));
}

#[test]
fn the_list_tells_copies_of_a_person_from_those_that_folio_makes() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("backup --list"), @"no backups in ~/.local/share/folio/journal.db.backups yet; `folio backup` makes one");
    home.output("backup");
    home.set_now("2026-10-06T09:30:00+02:00");
    home.output("rm k7fq --yes");
    home.output("backup --restore 20261005T073000Z.db --force --yes");
    assert_snapshot!(home.run("backup --list"), @"
    made              for             entries     size  file
    ──────────────────────────────────────────────────────────────────────────────────────
    2026-10-06 09:30  before restore        6  128 KiB  20261006T073000Z-before-restore.db
    2026-10-05 09:30  you                   7  128 KiB  20261005T073000Z.db
    in ~/.local/share/folio/journal.db.backups
    ");
    let list = home.json("backups", "backup --list --json");
    assert_eq!(list["copies"][0]["before"], "restore");
    assert_eq!(list["copies"][0]["entries"], 6);
    assert_eq!(list["copies"][1]["before"], serde_json::Value::Null);
}

#[test]
fn a_backup_is_put_back_and_the_journal_as_it_was_is_kept() {
    let mut home = Home::with_portfolio();
    let before = home.exported();
    home.output("backup copy.db");
    home.output("rm k7fq p3we --yes");
    home.output("log 'a later attempt' -b 'it failed too'");
    assert_snapshot!(home.refused(1, "backup --restore copy.db --yes"), @"
    error: nothing was restored: the journal has 3 changes that the backup lacks, with 1 new entry
    hint: `--force` restores the backup all the same, and keeps the journal as it was
    ");
    let run = home.run("backup --restore copy.db --yes --force");
    assert_snapshot!(run, @"
    restored 7 entries
    the journal as it was is kept:
      ~/.local/share/folio/journal.db.backups/20261005T073000Z-before-restore.db
    ");
    assert_eq!(home.exported(), before);
    home.output("backup --restore 20261005T073000Z-before-restore.db --yes");
    assert_eq!(home.ids("list").len(), 6);
}

#[test]
fn on_a_terminal_it_asks_before_it_restores() {
    let mut home = Home::with_portfolio();
    home.output("backup copy.db");
    home.output("log 'a later attempt' -b 'it failed too'");
    let line = "backup --restore copy.db --force --color never";
    for (reply, code) in [(Reply::Confirm(YesOrNo::No), 1), (Reply::Interrupt, 130)] {
        let run = home
            .command(line)
            .terminal(80, 24)
            .reply("Put it in the place of the journal?", reply)
            .run();
        assert_eq!(run.code, code, "{run}");
        assert_eq!(home.ids("list").len(), 8);
    }
    let run = home
        .command(line)
        .terminal(80, 24)
        .reply(
            "Put it in the place of the journal?",
            Reply::Confirm(YesOrNo::Yes),
        )
        .run();
    assert_snapshot!(run, @"
    restored 7 entries
    the journal as it was is kept:
      ~/.local/share/folio/journal.db.backups/20261005T073000Z-before-restore.db
    -- standard error --
    the backup has 7 entries
    the journal has 1 change that the backup lacks, with 1 new entry
    ");
    assert_eq!(home.ids("list").len(), 7);
    assert_snapshot!(home.refused(2, "backup --restore copy.db"), @"
    error: restoring asks first, and there is nobody to ask
    hint: add `--yes`
    ");
}

#[test]
fn nothing_is_asked_for_force_where_the_backup_has_all_that_the_journal_has() {
    let mut home = Home::with_portfolio();
    home.output("backup copy.db");
    assert_snapshot!(home.run("backup --restore copy.db --yes"), @"
    restored 7 entries
    the journal as it was is kept:
      ~/.local/share/folio/journal.db.backups/20261005T073000Z-before-restore.db
    ");
    fs::remove_file(home.journal()).unwrap();
    assert_snapshot!(home.run("backup --restore copy.db --yes"), @"restored 7 entries");
    assert_eq!(home.ids("list").len(), 7);
    let restored = home.json("restored", "backup --restore copy.db --yes --json");
    assert_eq!(restored["lost"]["records"], 0);
    assert_eq!(restored["entries"], 7);
}

#[test]
fn what_is_no_whole_backup_is_refused_and_the_journal_stays() {
    let mut home = Home::with_portfolio();
    home.output("backup copy.db");
    home.output("rm k7fq --yes");
    let whole = fs::read(home.path("copy.db")).unwrap();
    home.write(
        "notes.txt",
        "not a journal at all, but long enough to be looked at as one".repeat(40),
    );
    home.write("empty.db", "");
    home.write("short.db", &whole[..whole.len() / 2]);
    let mut zeroed = whole.clone();
    zeroed[8192..12288].fill(0);
    home.write("zeroed.db", &zeroed);
    let mut newer = whole;
    newer[63] += 1;
    home.write("newer.db", &newer);
    fs::create_dir(home.path("folder")).unwrap();
    let files = [
        "missing.db",
        "notes.txt",
        "empty.db",
        "folder",
        "short.db",
        "zeroed.db",
        "newer.db",
    ];
    let said: String = files
        .iter()
        .map(|file| home.refused(1, &format!("backup --restore {file} --yes --force")))
        .collect();
    assert_snapshot!(said, @"
    error: the backup `~/work/missing.db` cannot be restored: No such file or directory (os error 2)
    hint: `folio backup --list` shows the copies that folio keeps
    error: the backup `~/work/notes.txt` cannot be restored: it is not a folio journal
    hint: `folio backup --list` shows the copies that folio keeps
    error: the backup `~/work/empty.db` cannot be restored: it is not a folio journal
    hint: `folio backup --list` shows the copies that folio keeps
    error: the backup `~/work/folder` cannot be restored: it is not a folio journal
    hint: `folio backup --list` shows the copies that folio keeps
    error: the backup `~/work/short.db` cannot be restored: it is damaged: database disk image is malformed
    hint: `folio doctor --journal FILE` says what is damaged, and what to do; `folio backup --list` shows the copies that folio keeps
    error: the backup `~/work/zeroed.db` cannot be restored: it is damaged: Tree 3 page 3: btreeInitPage() returns error code 11
    hint: `folio doctor --journal FILE` says what is damaged, and what to do; `folio backup --list` shows the copies that folio keeps
    error: the backup `~/work/newer.db` cannot be restored: a newer folio has written it (format 2, this one knows 1)
    hint: restore it with the newer folio
    ");
    assert_eq!(home.ids("list").len(), 6);
    assert!(names(&folder(&home)).is_empty());
}

#[test]
fn a_backup_with_pages_of_another_size_is_refused_and_its_entries_can_be_taken_over() {
    let mut home = Home::with_portfolio();
    home.output("backup copy.db");
    let exported = home.exported();
    let copy = rusqlite::Connection::open(home.path("copy.db")).unwrap();
    let with_larger_pages =
        "PRAGMA journal_mode = DELETE; PRAGMA page_size = 8192; VACUUM; PRAGMA journal_mode = WAL;";
    copy.execute_batch(with_larger_pages).unwrap();
    drop(copy);
    assert_snapshot!(home.refused(1, "backup --restore copy.db --yes --force"), @"
    error: the backup `~/work/copy.db` cannot be restored: its pages have 8192 bytes, and those of the journal 4096
    hint: `folio export entries --journal FILE -O FILE.jsonl` and `folio import FILE.jsonl` take its entries over
    ");
    assert!(names(&folder(&home)).is_empty());
    assert_eq!(home.exported(), exported);

    fs::remove_file(home.journal()).unwrap();
    home.refused(1, "backup --restore copy.db --yes");
    assert!(!home.journal().exists());
    home.output("export entries --journal copy.db -O copy.jsonl");
    home.output("import copy.jsonl");
    assert_eq!(home.exported(), exported);

    home.write("damaged.db", "SQLite format 3".repeat(900));
    home.output("backup --restore copy.db --yes --force --journal damaged.db");
    assert_eq!(home.output("export entries --journal damaged.db"), exported);
}

#[test]
fn what_a_killed_backup_has_left_is_removed_by_the_next_one_into_that_folder() {
    let mut home = Home::with_portfolio();
    let left = home.path("stick/.folio-7c8d9e.part");
    for arguments in [
        "backup stick",
        "backup stick/copy.db",
        "backup stick/copy.db --force",
    ] {
        fs::create_dir_all(home.path("stick")).unwrap();
        fs::write(&left, "half of a journal").unwrap();
        let file = fs::File::options().append(true).open(&left).unwrap();
        let written = file.metadata().unwrap().modified().unwrap();
        file.set_modified(written - Duration::from_mins(5)).unwrap();
        home.output(arguments);
        assert!(!left.exists(), "{arguments}");
    }
}

#[test]
fn a_journal_is_not_restored_from_itself() {
    let mut home = Home::with_portfolio();
    let itself = home.journal();
    symlink(&itself, home.path("link.db")).unwrap();
    fs::hard_link(&itself, home.path("name.db")).unwrap();
    for path in [itself.to_str().unwrap(), "link.db", "name.db"] {
        let error = home.refused(1, &format!("backup --restore {path} --yes --force"));
        assert!(error.contains("it is the backup itself"), "{error}");
    }
    assert_eq!(home.ids("list").len(), 7);
}

#[test]
fn a_damaged_journal_is_restored_over_and_kept_byte_for_byte() {
    let mut home = Home::with_portfolio();
    home.output("backup copy.db");
    let whole = fs::read(home.journal()).unwrap();
    let mut header = whole.clone();
    header[..16].fill(b'x');
    let mut pages = whole.clone();
    for page in pages.chunks_mut(4096).skip(1) {
        page[..100].fill(0xff);
    }
    let damaged = [
        header,
        pages,
        whole[..whole.len() / 2].to_vec(),
        vec![0; 8192],
    ];
    for (number, damaged) in damaged.iter().enumerate() {
        fs::write(home.journal(), damaged).unwrap();
        home.set_now(&format!("2026-10-05T09:3{number}:00+02:00"));
        home.refused(1, "backup --restore copy.db --yes");
        home.output("backup --restore copy.db --yes --force");
        let kept = folder(&home).join(format!("20261005T073{number}00Z-before-restore-damaged.db"));
        assert_eq!(fs::read(kept).unwrap(), *damaged, "{number}");
        assert_eq!(home.ids("list").len(), 7);
        home.output("doctor");
    }
}

#[test]
fn a_damaged_journal_is_not_taken_for_a_backup() {
    let mut home = Home::with_portfolio();
    let mut bytes = fs::read(home.journal()).unwrap();
    bytes[8192..12288].fill(0);
    fs::write(home.journal(), bytes).unwrap();
    let error = home.refused(3, "backup copy.db");
    assert!(error.contains("damaged"), "{error}");
    assert!(!home.path("copy.db").exists());
    assert_eq!(names(&home.path("")), [""; 0]);
}

#[test]
fn a_journal_with_a_changed_record_is_not_taken_for_a_backup_nor_put_back() {
    for change in [
        "UPDATE record SET body = replace(body, '+02:00', '+03:00') WHERE position = 3",
        "UPDATE record SET step = CAST(x'7f' || substr(step, 2) AS BLOB) WHERE position = 3",
        "DELETE FROM record WHERE position = 3",
        "UPDATE record SET body = replace(body, '+02:00', '+03:00') WHERE position = 3; DELETE FROM step",
    ] {
        let mut home = Home::with_portfolio();
        let unguarded =
            "DROP TRIGGER record_is_never_updated; DROP TRIGGER record_is_never_deleted";
        let tampering = Connection::open(home.journal()).unwrap();
        tampering
            .execute_batch(&format!("{unguarded}; {change}"))
            .unwrap();
        drop(tampering);
        assert_eq!(
            home.refused(3, "backup copy.db"),
            "error: the journal is damaged: what 1 command wrote is no longer what stands there, or its checksum is damaged\n\
             hint: run `folio doctor`: it says what is damaged, and what to do\n",
            "{change}"
        );
        assert!(!home.path("copy.db").exists());
        let diagnosis = home.run("doctor");
        assert_eq!(diagnosis.code, 3);
        assert!(
            diagnosis.output.contains("what 1 command wrote"),
            "{diagnosis}"
        );
        fs::copy(home.journal(), home.path("by-hand.db")).unwrap();
        let refused = home.refused(1, "backup --restore by-hand.db");
        assert!(
            refused.contains("it is damaged: what 1 command wrote"),
            "{refused}"
        );
    }
}

#[test]
#[expect(clippy::print_stderr, reason = "what is left out is said")]
fn what_cannot_be_done_is_said() {
    let mut home = Home::new();
    assert_snapshot!(home.refused(3, "backup"), @"
    error: there is no journal to back up
    hint: the first `folio log` makes it
    ");
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.refused(1, "backup nowhere/copy.db"), @"
    error: cannot write `~/work/nowhere/copy.db`: No such file or directory (os error 2)
    hint: create the folder `~/work/nowhere` first
    ");
    assert_snapshot!(home.refused(2, "backup -"), @"
    error: a backup is a file, and cannot be written to standard output
    hint: name a file, as in `folio backup journal.db`
    ");
    home.refused(2, "backup copy.db --list");
    home.refused(2, "backup copy.db --restore other.db");
    home.refused(2, "backup --yes");
    fs::create_dir(home.path("closed")).unwrap();
    fs::set_permissions(home.path("closed"), fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(home.path("closed/probe"), "").is_err() {
        let error = home.refused(1, "backup closed");
        assert!(error.contains("check who may write there"), "{error}");
    } else {
        eprintln!("left out, for root may write everywhere: a folder that is closed");
    }
    fs::write(folder(&home), "in the way").unwrap();
    assert_snapshot!(home.refused(1, "backup"), @"
    error: cannot create the folder `~/.local/share/folio/journal.db.backups`: File exists (os error 17)
    hint: a file is where a folder would have to be; choose another place
    ");
}

#[test]
fn a_backup_of_an_older_form_is_made_ready_and_one_of_a_newer_journal_is_still_made() {
    let mut home = Home::with_portfolio();
    home.output("backup copy.db");
    let copy = rusqlite::Connection::open(home.path("copy.db")).unwrap();
    copy.execute_batch("DROP TABLE projection_state; DROP TABLE entry")
        .unwrap();
    copy.close().unwrap();
    assert_snapshot!(home.run("backup --restore copy.db --yes"), @"
    restored 7 entries
    the journal as it was is kept:
      ~/.local/share/folio/journal.db.backups/20261005T073000Z-before-restore.db
    ");
    home.output("doctor");
    assert_eq!(home.ids("list").len(), 7);
    let journal = rusqlite::Connection::open(home.journal()).unwrap();
    journal.pragma_update(None, "user_version", 99).unwrap();
    journal.close().unwrap();
    home.output("backup newer.db");
    home.refused(3, "backup --restore copy.db --yes --force");
}

#[test]
fn a_machine_whose_records_are_lost_takes_another_identity() {
    let mut home = Home::with_portfolio();
    let machine =
        |home: &Home| fs::read_to_string(home.memory().with_file_name("machine")).unwrap();
    let before = machine(&home);
    home.output("backup copy.db");
    home.output("backup --restore copy.db --yes");
    assert_eq!(machine(&home), before);
    home.output("rm k7fq --yes");
    home.output("backup --restore copy.db --yes --force");
    assert_ne!(machine(&home), before);
    home.output("log 'a later attempt' -b 'it failed too'");
    home.output("doctor");
}
