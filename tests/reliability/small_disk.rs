//! A disk of a few hundred KiB that fills up: what was said to be saved stays, what does not fit is refused as a whole,
//! and with room again everything works. The disk is a file system in memory, which only the test itself can see: it
//! starts itself anew in a namespace of its own.

use std::fs;
use std::io::Write;
use std::process::Command;

use super::extent::{Extent, leave_out, past_capture};
use super::home::{Home, Run};
use super::state::{State, assert_sound, copy_into};
use super::work::{Deed, IMPORTED};

/// Set where the test has started itself.
const INSIDE: &str = "RELIABILITY_INSIDE";

/// Runs a test in a namespace in which it may mount, where that is possible.
fn in_namespace(test: &str, body: impl FnOnce()) {
    if std::env::var_os(INSIDE).is_some() {
        return body();
    }
    let unshare = |program: &str| {
        let mut command = Command::new("unshare");
        command
            .args(["--user", "--map-root-user", "--mount", "--"])
            .arg(program);
        command
    };
    let mut probe = unshare("mount");
    let mounts = probe.args(["-t", "tmpfs", "none", "/mnt"]).output();
    if !mounts.is_ok_and(|output| output.status.success()) {
        return leave_out(test, "nobody but root can mount a disk here");
    }
    let program = std::env::current_exe().unwrap();
    let mut again = unshare(program.to_str().unwrap());
    again
        .args([test, "--exact", "--nocapture"])
        .env(INSIDE, "1");
    let run = Run::of(&mut again);
    assert!(
        run.code == Some(0) && run.output.contains("1 passed"),
        "{}{}",
        run.output,
        run.error
    );
    let figures = run
        .error
        .lines()
        .filter(|line| line.starts_with("small disk"));
    figures.for_each(|line| Extent::asked().tell(line));
}

/// A home whose journal lies on a disk of so many KiB.
fn home_on_disk(size: u32) -> Home {
    let home = Home::new();
    let folder = home.path(".local/share");
    fs::create_dir_all(&folder).unwrap();
    let mut mount = home.command("mount");
    mount
        .args([
            "-t",
            "tmpfs",
            "-o",
            &format!("size={size}k,mode=700"),
            "none",
        ])
        .arg(&folder);
    Run::of(&mut mount).done();
    home
}

/// Takes the disk of a home away.
fn take_off(home: &Home) {
    let mut command = home.command("umount");
    drop(command.arg(home.path(".local/share")).output());
}

/// Logs until the disk is full, and gives how many entries were said to be saved.
fn fill(home: &Home) -> usize {
    let because = "it did not hold ".repeat(60);
    for number in 0_u64.. {
        let run = Deed::new(
            number,
            &["log", &format!("attempt {number}"), "-b", &because],
        )
        .run(home);
        if run.code != Some(0) {
            assert_eq!(run.code, Some(3), "{run:?}");
            assert!(run.error.starts_with("error: the disk "), "{run:?}");
            assert!(run.error.contains("is kept in"), "{run:?}");
            return usize::try_from(number).unwrap();
        }
    }
    unreachable!("it is never full")
}

/// Takes what room is left.
fn use_up(home: &Home) {
    let mut rest = fs::File::create(home.path(".local/share/rest")).unwrap();
    while rest.write_all(&[0; 512]).is_ok() {}
}

/// A home with a journal, and a backup in its working directory of how that was before.
fn with_backup() -> (Home, State) {
    let home = Home::new();
    Deed::new(1, &["import", "import.jsonl"]).run(&home).done();
    Run::of(&mut home.folio(&["backup", "copy.db"])).done();
    let backed_up = State::of(&home);
    for number in 2..8 {
        Deed::new(number, &["import", "import.jsonl"])
            .run(&home)
            .done();
    }
    (home, backed_up)
}

fn restore_on_disks() {
    let extent = Extent::asked();
    let (template, backed_up) = with_backup();
    let before = State::of(&template);
    let journal = fs::metadata(template.path(".local/share/folio/journal.db"));
    let size = u32::try_from(journal.unwrap().len() / 1024).unwrap();
    let (mut restored, mut refused, mut refused_in_the_midst) = (0, 0, 0);
    for size in (size + 48..size * 3 + 100).step_by(extent.either(72, 4)) {
        let home = home_on_disk(size);
        copy_into(&template, &home);
        let when = format!("a disk of {size} KiB");
        let run = home.run(&["backup", "--restore", "copy.db", "--force", "--yes"]);
        let kept = fs::read_dir(home.path(".local/share/folio/journal.db.backups"));
        let is_kept = kept.is_ok_and(|mut files| files.next().is_some());
        if run.code == Some(0) {
            assert_eq!(State::of(&home), backed_up, "{when}");
            assert!(is_kept, "{when}");
            restored += 1;
        } else {
            assert!(run.error.starts_with("error: "), "{when}: {run:?}");
            assert!(run.error.contains("\nhint: "), "{when}: {run:?}");
            assert_eq!(State::of(&home), before, "{when}: {run:?}");
            refused += 1;
            refused_in_the_midst += i32::from(is_kept);
        }
        assert_sound(&home, &when);
        take_off(&home);
    }
    let figures = format!(
        "{restored} restored, {refused} refused, {refused_in_the_midst} of them in the midst of it"
    );
    assert!(restored > 0 && refused_in_the_midst > 0, "{figures}");
    past_capture(&format!("small disk, restoring: {figures}"));
}

#[test]
fn a_restore_for_which_the_disk_is_too_small_leaves_the_journal_as_it_was() {
    let test = "small_disk::a_restore_for_which_the_disk_is_too_small_leaves_the_journal_as_it_was";
    in_namespace(test, restore_on_disks);
}

fn fill_disks() {
    let extent = Extent::asked();
    for size in (260..extent.either(420, 900)).step_by(extent.either(73, 4)) {
        let home = home_on_disk(size);
        let when = format!("a disk of {size} KiB");
        let saved = fill(&home);
        let full = State::of(&home);
        assert_eq!(full.len(), saved, "{when}");
        assert_sound(&home, &when);

        let import = Deed::new(10_000, &["import", "import.jsonl"]).run(&home);
        assert!(
            import.code == Some(3) || State::of(&home).len() == saved + IMPORTED,
            "{import:?}"
        );
        let before = State::of(&home);
        use_up(&home);
        assert_eq!(State::of(&home), before, "{when}");
        assert_sound(&home, &when);
        let target = home.path(".local/share/all.jsonl");
        let whole = home.run(&["export", "entries", "-O", target.to_str().unwrap()]);
        assert_eq!(whole.code, Some(1), "{when}: {whole:?}");
        assert!(whole.error.contains("hint: free some space"), "{whole:?}");
        let left = fs::read_dir(home.path(".local/share")).unwrap().count();
        assert_eq!(left, 2, "{when}");

        let mut room = home.command("mount");
        room.args(["-o", "remount,size=4m"])
            .arg(home.path(".local/share"));
        Run::of(&mut room).done();
        assert_eq!(State::of(&home), before, "{when}");
        home.log("after it");
        assert_sound(&home, &when);
        take_off(&home);
        past_capture(&format!(
            "small disk of {size} KiB: {saved} entries, then refused"
        ));
    }
}

#[test]
fn on_a_full_disk_nothing_is_lost_and_nothing_by_halves() {
    let test = "small_disk::on_a_full_disk_nothing_is_lost_and_nothing_by_halves";
    in_namespace(test, fill_disks);
}
