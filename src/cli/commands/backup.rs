//! `folio backup`: the journal is copied to a file, or one is put back.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::output::{self, Format};
use crate::cli::{Failure, Kind, Settings};
use crate::host::files::FileError;
use crate::host::{Host, YesOrNo};
use crate::ops::OperationError;
use crate::ops::backup::{self, Plan};
use crate::render::{Document, Line, Role, views};
use crate::store::{Agreed, JournalFile, Keeping, StoreError, Target};
use crate::text;

const EXAMPLES: &str = "\
Examples:
  folio backup
  folio backup /media/stick/journal.db
  folio backup --list
  folio backup --restore /media/stick/journal.db";

/// From so many bytes on it takes a while to copy a journal.
const MANY_BYTES: u64 = 100 << 20;

/// What `folio backup` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub struct BackupArguments {
    /// Where the copy goes: a file, or a folder in which it gets a name; without it, a folder beside the journal
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    file: Option<PathBuf>,
    /// List the copies in the folder beside the journal
    #[arg(long, conflicts_with_all = ["file", "restore", "force", "yes"])]
    list: bool,
    /// Put this backup, a file or one that `--list` names, in the place of the journal, which is kept as it was
    #[arg(long, value_name = "FILE", conflicts_with = "file", value_hint = clap::ValueHint::FilePath)]
    restore: Option<PathBuf>,
    /// Replace a file that is there; with `--restore`, a journal with changes that the backup lacks
    #[arg(long)]
    force: bool,
    /// Do not ask
    #[arg(short, long, requires = "restore")]
    yes: bool,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(
    arguments: &BackupArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let path = settings.journal_path(host)?;
    let journal = JournalFile::new(path);
    if arguments.list {
        return list(&journal, arguments, settings, host);
    }
    if let Some(backup) = &arguments.restore {
        let backup = meant(&journal, backup, host);
        return restore(journal, &backup, arguments, settings, host);
    }
    if !journal.exists() {
        return Err(
            Failure::new(Kind::Journal, "there is no journal to back up")
                .hint("the first `folio log` makes it"),
        );
    }
    say_that_it_takes_a_while(journal.path(), settings, host)?;
    let given = arguments.file.as_ref();
    let given = given.map(|file| host.directory.join(file));
    let made = backup::back_up(&journal, target(given.as_deref(), arguments)?, settings.now);
    let made = made.map_err(|error| named(error, given.as_deref()))?;
    if arguments.json {
        return output::envelope("backup", &made, host);
    }
    output::document(&views::backup(&made), Format::Table, settings, host)
}

fn target<'a>(given: Option<&'a Path>, arguments: &BackupArguments) -> Result<Target<'a>, Failure> {
    let Some(path) = given else {
        return Ok(Target::Kept);
    };
    if arguments.file.as_deref() == Some(Path::new("-")) {
        return Err(Failure::usage(
            "a backup is a file, and cannot be written to standard output",
            "name a file, as in `folio backup journal.db`",
        ));
    }
    Ok(if path.is_dir() {
        Target::Folder(path)
    } else if arguments.force {
        Target::Over(path)
    } else {
        Target::New(path)
    })
}

/// A failure that says what to do about a file that is there already and can be replaced.
fn named(error: OperationError, given: Option<&Path>) -> Failure {
    let is_there = matches!(
        &error,
        OperationError::Store(StoreError::File(FileError::Exists { path })) if given == Some(path)
    );
    let failure = Failure::from(error);
    if is_there {
        return failure.hint("`--force` replaces it");
    }
    failure
}

/// The backup that is meant: a file, or one of the folder beside the journal by its name alone.
fn meant(journal: &JournalFile, given: &Path, host: &Host) -> PathBuf {
    let file = host.directory.join(given);
    let kept = journal.folder_of_copies().join(given);
    let is_name = given.file_name() == Some(given.as_os_str());
    if is_name && !file.exists() && kept.exists() {
        kept
    } else {
        file
    }
}

fn list(
    journal: &JournalFile,
    arguments: &BackupArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let copies = backup::list(journal)?;
    if arguments.json {
        return output::envelope("backups", &copies, host);
    }
    let document = views::backups(&copies, &settings.presentation());
    output::document(&document, Format::Table, settings, host)
}

fn restore(
    journal: JournalFile,
    file: &Path,
    arguments: &BackupArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    say_that_it_takes_a_while(file, settings, host)?;
    let plan = backup::plan(journal, file)?;
    let lost = loss(&plan);
    if let Some(lost) = lost.as_ref().filter(|_| !arguments.force) {
        return Err(
            Failure::new(Kind::Failed, format!("nothing was restored: {lost}")).hint(
                "`--force` restores the backup all the same, and keeps the journal as it was",
            ),
        );
    }
    if !arguments.yes {
        confirm(&plan, lost.as_deref(), settings, host)?;
    }
    settings.make_journal_folder(host)?;
    // Who is asked nothing is told nothing, and goes on while others write.
    let agreed = if arguments.force && arguments.yes {
        Agreed::Whatever
    } else {
        Agreed::AsTold
    };
    if lost.is_some() || agreed == Agreed::Whatever {
        // Numbers of records that are lost here may be known elsewhere: they are not given to others.
        settings.renew_machine(host)?;
    }
    let copies = settings.configuration.backup_keep.value;
    let restored = plan.carry_out(agreed, Keeping::at_least_one(copies, settings.now))?;
    if arguments.json {
        return output::envelope("restored", &restored, host);
    }
    output::document(&views::restored(&restored), Format::Table, settings, host)
}

/// Says before a large file is copied that this takes a while.
fn say_that_it_takes_a_while(
    file: &Path,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let bytes = fs::metadata(file).map_or(0, |file| file.len());
    if bytes < MANY_BYTES {
        return Ok(());
    }
    let note = format!(
        "note: copying and checking {}, which takes a while",
        text::size(bytes)
    );
    output::remark(note, settings, host)
}

/// What would be lost, as one sentence; nothing where the backup has all that the journal has.
fn loss(plan: &Plan) -> Option<String> {
    match (plan.lost(), plan.damage()) {
        (Some(lost), _) if lost.records == 0 => None,
        (Some(lost), _) => Some(format!("the journal has {}", views::lost(&lost))),
        (None, damage) => {
            let damage = damage.unwrap_or_default();
            Some(format!(
                "the journal cannot be read ({damage}), so what the backup lacks of it cannot be told"
            ))
        }
    }
}

fn confirm(
    plan: &Plan,
    lost: Option<&str>,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    if !settings.may_ask(host) {
        return Err(Failure::usage(
            "restoring asks first, and there is nobody to ask",
            "add `--yes`",
        ));
    }
    let has = match plan.entries() {
        Some(entries) => text::counted(entries, "entry", "entries"),
        None => "entries that cannot be counted yet".to_owned(),
    };
    let mut document = Document::new().paragraph(format!("the backup has {has}"));
    if let Some(lost) = lost {
        document = document.paragraph(Line::new().with(Role::Warning, lost));
    }
    output::remarks(&document, settings, host)?;
    let label = "Put it in the place of the journal?";
    match host.prompts.confirm(label, YesOrNo::No)? {
        YesOrNo::Yes => Ok(()),
        YesOrNo::No => Err(Failure::new(Kind::Failed, "nothing was restored")
            .hint("answer `y` to restore, or add `--yes`")),
    }
}
