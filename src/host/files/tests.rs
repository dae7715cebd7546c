//! Tests of private files, atomic replacement and drafts, each in a folder of its own.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a failed step fails the test; a named pipe is made by a command"
)]

use super::*;
use tempfile::{TempDir, tempdir};

fn text(text: &str) -> impl FnOnce(&mut dyn Write) -> io::Result<()> {
    move |output| output.write_all(text.as_bytes())
}

fn half_then_failure(output: &mut dyn Write) -> io::Result<()> {
    output.write_all(b"half")?;
    Err(io::Error::other("the rest is missing"))
}

fn names_in(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_is_written_is_read_back() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("machine");
    assert_eq!(read_private(&path).unwrap(), None);
    write_private_atomically(&path, text("one")).unwrap();
    write_private_atomically(&path, text("two")).unwrap();
    assert_eq!(read_private(&path).unwrap().as_deref(), Some("two"));
    assert_eq!(names_in(&folder), ["machine"]);
}

#[test]
fn a_file_that_is_made_if_missing_is_whole_private_and_never_made_twice() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("machine");
    create_private_if_missing(&path, half_then_failure).unwrap_err();
    assert!(names_in(&folder).is_empty());
    create_private_if_missing(&path, text("one")).unwrap();
    create_private_if_missing(&path, text("two")).unwrap();
    assert_eq!(read_private(&path).unwrap().as_deref(), Some("one"));
    assert_eq!(names_in(&folder), ["machine"]);
}

#[test]
fn a_write_that_fails_leaves_the_old_content_and_nothing_else() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("report.md");
    fs::write(&path, "whole").unwrap();
    write_private_atomically(&path, half_then_failure).unwrap_err();
    let error = write_output_atomically(&path, half_then_failure).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("cannot write `{}`: the rest is missing", path.display())
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
    assert_eq!(names_in(&folder), ["report.md"]);
}

#[test]
fn a_write_that_fails_leaves_no_new_file() {
    let folder = tempdir().unwrap();
    write_output_atomically(&folder.path().join("new.md"), half_then_failure).unwrap_err();
    assert!(names_in(&folder).is_empty());
}

#[test]
fn a_folder_is_not_written_over_and_the_hint_names_a_file_in_it() {
    let folder = tempdir().unwrap();
    for error in [
        write_output_atomically(folder.path(), text("x")).unwrap_err(),
        write_private_atomically(folder.path(), text("x")).unwrap_err(),
    ] {
        assert!(matches!(error, FileError::IsFolder { .. }));
        assert!(error.hint().unwrap().contains("folio.md"));
    }
}

#[test]
fn a_file_in_the_place_of_a_folder_is_told_in_the_hint() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for path in [file.clone(), file.join("below")] {
        let error = create_private_folder(&path).unwrap_err();
        assert!(error.hint().unwrap().contains("a file is where"));
    }
}

#[test]
fn an_error_does_not_name_the_file_that_was_to_be_renamed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("missing").join("file");
    let error = write_output_atomically(&path, |_| Ok(())).unwrap_err();
    assert!(!error.to_string().contains(".part"), "{error}");
}

#[test]
fn what_cannot_be_read_gets_no_hint_about_writing() {
    for kind in [
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::IsADirectory,
        io::ErrorKind::InvalidData,
        io::ErrorKind::TimedOut,
    ] {
        let error = FileError::Unreadable {
            path: PathBuf::from("config.toml"),
            cause: kind.into(),
        };
        let hint = error.hint().unwrap();
        assert!(
            !hint.contains("write") && !hint.contains("another"),
            "{hint}"
        );
    }
}

#[test]
fn a_missing_folder_is_named_in_the_hint() {
    let folder = tempdir().unwrap();
    let missing = folder.path().join("reports");
    let error = write_output_atomically(&missing.join("october.md"), text("x")).unwrap_err();
    assert_eq!(
        error.hint(),
        Some(format!("create the folder `{}` first", missing.display()))
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_holds_no_files_but_its_own_is_not_called_missing() {
    let error = write_output_atomically(Path::new("/proc/october.md"), text("x")).unwrap_err();
    assert!(error.to_string().contains("no file can be made"), "{error}");
    assert!(!error.hint().unwrap().contains("create"), "{error}");
}

#[test]
fn text_that_is_not_utf8_is_refused_with_its_path() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("machine");
    fs::write(&path, [0xff]).unwrap();
    let error = read_private(&path).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with(&format!("cannot read `{}`", path.display()))
    );
}

#[test]
fn each_draft_is_a_new_file_with_the_whole_text() {
    let folder = tempdir().unwrap();
    let drafts = folder.path().join("state/drafts");
    let first = keep_draft(&drafts, "first\n").unwrap();
    let second = keep_draft(&drafts, "second\n").unwrap();
    assert_ne!(first, second);
    assert_eq!(first.extension().unwrap(), "md");
    assert_eq!(fs::read_to_string(&first).unwrap(), "first\n");
    assert_eq!(fs::read_to_string(&second).unwrap(), "second\n");
}

#[test]
fn a_draft_that_cannot_be_kept_is_an_error() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    keep_draft(&file, "text").unwrap_err();
}

#[test]
fn a_bare_file_name_is_in_the_working_directory() {
    assert_eq!(folder_of(Path::new("report.md")), Path::new("."));
    assert_eq!(
        folder_of(Path::new("reports/october.md")),
        Path::new("reports")
    );
}

#[cfg(unix)]
mod on_unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::time::Duration;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn every_folder_that_is_made_is_private_and_those_that_exist_are_left_alone() {
        let folder = tempdir().unwrap();
        set_mode(folder.path(), 0o755);
        let inner = folder.path().join("share/folio");
        create_private_folder(&inner).unwrap();
        create_private_folder(&inner).unwrap();
        assert_eq!(mode(&inner), 0o700);
        assert_eq!(mode(&folder.path().join("share")), 0o700);
        assert_eq!(mode(folder.path()), 0o755);
    }

    #[test]
    fn a_file_in_the_way_of_a_folder_is_an_error() {
        let folder = tempdir().unwrap();
        let file = folder.path().join("share");
        fs::write(&file, "").unwrap();
        create_private_folder(&file.join("folio")).unwrap_err();
    }

    #[test]
    fn private_files_and_drafts_are_private_whatever_was_there() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("machine");
        fs::write(&path, "").unwrap();
        set_mode(&path, 0o644);
        write_private_atomically(&path, text("x")).unwrap();
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(&keep_draft(folder.path(), "x").unwrap()), 0o600);
    }

    #[test]
    fn a_private_file_takes_the_place_of_a_link() {
        let folder = tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "untouched").unwrap();
        symlink(&target, &link).unwrap();
        write_private_atomically(&link, text("x")).unwrap();
        assert!(!link.is_symlink());
        assert_eq!(fs::read_to_string(&target).unwrap(), "untouched");
    }

    #[test]
    fn an_output_keeps_the_permissions_of_the_file_it_replaces_and_a_new_one_is_private() {
        let folder = tempdir().unwrap();
        let (old, new) = (folder.path().join("old.md"), folder.path().join("new.md"));
        fs::write(&old, "").unwrap();
        set_mode(&old, 0o664);
        write_output_atomically(&old, text("x")).unwrap();
        write_output_atomically(&new, text("x")).unwrap();
        assert_eq!((mode(&old), mode(&new)), (0o664, 0o600));
    }

    #[test]
    fn an_output_follows_links_and_leaves_them_in_place() {
        let folder = tempdir().unwrap();
        fs::create_dir(folder.path().join("real")).unwrap();
        let target = folder.path().join("real/target.md");
        let (near, far) = (folder.path().join("real/near"), folder.path().join("far"));
        symlink("target.md", &near).unwrap();
        symlink("real/near", &far).unwrap();
        for content in ["made through a dangling link", "replaced"] {
            write_output_atomically(&far, text(content)).unwrap();
            assert_eq!(fs::read_to_string(&target).unwrap(), content);
            assert!(near.is_symlink() && far.is_symlink());
        }
    }

    #[test]
    fn a_link_is_followed_where_it_is_ours_or_that_of_the_owner_of_its_folder() {
        let (ours, theirs, root) = (1_000, 1_001, 0);
        for (owner, of_folder, follows) in [
            (ours, ours, true),
            (ours, root, true),
            (root, root, true),
            (theirs, theirs, true),
            (theirs, ours, false),
            (theirs, root, false),
            (root, ours, false),
        ] {
            let found = links::is_followed(owner, of_folder, ours);
            assert_eq!(found, follows, "{owner} in the folder of {of_folder}");
        }
    }

    #[test]
    #[expect(clippy::print_stderr, reason = "what is left out is said")]
    fn an_output_does_not_follow_a_link_that_somebody_else_has_put_there() {
        let folder = tempdir().unwrap();
        let target = folder.path().join("target");
        fs::write(&target, "mine").unwrap();
        for (name, leads_to) in [
            ("there", target.clone()),
            ("nowhere", folder.path().join("new")),
        ] {
            let link = folder.path().join(name);
            symlink(&leads_to, &link).unwrap();
            if std::os::unix::fs::lchown(&link, Some(54_321), None).is_err() {
                eprintln!("left out, for only root may give a link away: {name}");
                continue;
            }
            let error = write_output_atomically(&link, text("theirs")).unwrap_err();
            assert!(
                error.to_string().ends_with("belongs to somebody else"),
                "{error}"
            );
            assert!(error.hint().is_some());
            assert!(!folder.path().join("new").exists());
        }
        assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
    }

    #[test]
    fn a_file_that_is_filled_by_its_path_is_private_and_takes_no_place_that_is_taken() {
        let folder = tempdir().unwrap();
        let (taken, link) = (folder.path().join("taken"), folder.path().join("link"));
        fs::write(&taken, "old").unwrap();
        symlink(folder.path().join("elsewhere"), &link).unwrap();
        let make = |content: &str| {
            let file = Unplaced::beside(&folder.path().join("it")).unwrap();
            fs::write(file.path(), content).unwrap();
            file
        };
        let free = folder.path().join("free");
        let paths = [taken.clone(), link.clone(), free.clone()];
        assert_eq!(make("new").place_new(paths).unwrap(), free);
        assert_eq!(
            (mode(&free), fs::read_to_string(&free).unwrap()),
            (0o600, "new".into())
        );
        let error = make("new")
            .place_new([taken.clone(), link.clone()])
            .unwrap_err();
        assert!(matches!(error, FileError::Exists { .. }), "{error}");
        assert_eq!(fs::read_to_string(&taken).unwrap(), "old");
        make("over").place_over(&link).unwrap();
        assert!(!link.is_symlink() && !folder.path().join("elsewhere").exists());
        assert_eq!(
            names_in(&folder),
            ["free", "link", "taken"],
            "nothing else stays"
        );
    }

    #[test]
    fn what_killed_processes_have_left_is_removed_and_nothing_else() {
        let folder = tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let age = |path: &Path, minutes: u64| {
            let file = fs::File::options().append(true).open(path).unwrap();
            let then = file.metadata().unwrap().modified().unwrap();
            file.set_modified(then - Duration::from_mins(minutes))
                .unwrap();
        };
        for name in [".folio-left.part", ".folio-new.part", "mine", ".folio-mine"] {
            fs::write(path(name), "x").unwrap();
            age(&path(name), if name == ".folio-new.part" { 0 } else { 5 });
        }
        let held = Unplaced::beside(&path("it")).unwrap();
        age(held.path(), 5);
        remove_abandoned(folder.path());
        let name = held
            .path()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let mut expected = [".folio-mine", ".folio-new.part", "mine", &name];
        expected.sort_unstable();
        assert_eq!(names_in(&folder), expected);
    }

    #[test]
    fn links_in_a_circle_are_an_error() {
        let folder = tempdir().unwrap();
        let link = folder.path().join("circle");
        symlink(&link, &link).unwrap();
        write_output_atomically(&link, text("x")).unwrap_err();
        followed(&link).unwrap_err();
    }

    #[test]
    fn an_output_that_is_a_pipe_is_written_to_and_stays_a_pipe() {
        let folder = tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap();
        assert!(made.success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).unwrap()
        });
        write_output_atomically(&pipe, text("through")).unwrap();
        assert_eq!(reader.join().unwrap(), "through");
        assert_eq!(names_in(&folder), ["pipe"]);
    }
}

#[cfg(unix)]
#[test]
fn what_a_project_brings_is_read_only_where_it_is_a_small_file_of_ones_own() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(".folio.toml");
    assert_eq!(read_of_project(&path).unwrap(), None);
    let other = folder.path().join("other");
    fs::write(&other, "project = 'x'").unwrap();
    for target in [other.as_path(), Path::new("/dev/zero")] {
        symlink(target, &path).unwrap();
        let error = read_of_project(&path).unwrap_err().to_string();
        assert!(error.ends_with("it is a symbolic link"), "{error}");
        fs::remove_file(&path).unwrap();
    }
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &path,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR,
        0,
    )
    .unwrap();
    let error = read_of_project(&path).unwrap_err().to_string();
    assert!(error.ends_with("it is not a regular file"), "{error}");
    fs::remove_file(&path).unwrap();
    fs::write(&path, "#".repeat(2 << 20)).unwrap();
    let error = read_of_project(&path).unwrap_err().to_string();
    assert!(error.ends_with("it has more than 1 MiB"), "{error}");
    let error = read_private(Path::new("/dev/zero"))
        .unwrap_err()
        .to_string();
    assert!(error.ends_with("it is not a regular file"), "{error}");
}
