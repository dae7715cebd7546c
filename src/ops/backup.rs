//! `backup`: copies of the journal as a file, and putting one back.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::OperationError;
use crate::model::time::Stamp;
use crate::store::{
    Agreed, Copied, Difference, JournalFile, Keeping, Kept, Occasion, Present, SoundCopy, Target,
};

/// A backup that was made, and read again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// When it was made.
    pub at: Stamp,
    /// How many entries it has; none where the journal's derived tables are of another folio's form.
    pub entries: Option<u64>,
    /// How many records its log has.
    pub records: Option<u64>,
    /// Its size in bytes.
    pub bytes: u64,
    /// Whether it was read again after it was written, and found to be whole and like the journal: always.
    pub verified: bool,
}

/// A copy in the folder of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptCopy {
    /// The file.
    pub path: PathBuf,
    /// When it was made.
    pub at: Stamp,
    /// What folio made it before: `rebuild` or `restore`; nothing where a person asked for it.
    pub before: Option<&'static str>,
    /// How many entries it has; nothing where it cannot be read.
    pub entries: Option<u64>,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What stands in the folder of the journal's copies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Copies {
    /// The folder; there need not be one yet.
    pub folder: PathBuf,
    /// The copies in it, the newest first.
    pub copies: Vec<KeptCopy>,
}

/// What putting a backup back would do.
pub struct Plan {
    file: JournalFile,
    copy: SoundCopy,
    present: Present,
}

/// A backup that was put back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Restoration {
    /// The backup.
    pub from: PathBuf,
    /// How many entries the journal has now; none where its derived tables could not be made anew.
    pub entries: Option<u64>,
    /// How many records its log has now.
    pub records: u64,
    /// What it had before that the backup lacks; nothing where that could not be told.
    pub lost: Option<Lost>,
    /// The copy of the journal as it was; nothing where there was none.
    pub kept: Option<PathBuf>,
}

/// What the journal has that a backup lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Lost {
    /// Records of the log.
    pub records: u64,
    /// Entries of which the backup knows nothing; none where they cannot be counted.
    pub entries: Option<u64>,
}

impl From<Difference> for Lost {
    fn from(Difference { records, entries }: Difference) -> Self {
        Self { records, entries }
    }
}

/// Copies the journal.
///
/// # Errors
/// When the journal cannot be read, is damaged, or the copy cannot be written.
pub fn back_up(
    file: &JournalFile,
    target: Target<'_>,
    at: Stamp,
) -> Result<Backup, OperationError> {
    let Copied {
        path,
        bytes,
        entries,
        records,
        damage,
    } = file.back_up(target, at)?;
    Ok(Backup {
        path,
        at,
        entries,
        records,
        bytes,
        verified: damage.is_none(),
    })
}

/// The copies in the journal's folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn list(file: &JournalFile) -> Result<Copies, OperationError> {
    let shown = |kept: Kept| KeptCopy {
        path: kept.path,
        at: kept.at,
        before: kept.before.map(Occasion::as_str),
        entries: kept.entries,
        bytes: kept.bytes,
    };
    Ok(Copies {
        folder: file.folder_of_copies(),
        copies: file.copies()?.into_iter().map(shown).collect(),
    })
}

/// Looks at a backup and at the journal that it would replace. Nothing is changed.
///
/// # Errors
/// When the backup is none that is whole, or there is something that must not be replaced in the place of the journal.
pub fn plan(file: JournalFile, backup: &Path) -> Result<Plan, OperationError> {
    let copy = SoundCopy::open(backup)?;
    let present = file.compare(&copy)?;
    Ok(Plan {
        file,
        copy,
        present,
    })
}

impl Plan {
    /// How many entries the backup has; none where its derived tables are of another folio's form.
    pub fn entries(&self) -> Option<u64> {
        self.copy.entries()
    }

    /// What would be lost; nothing where the journal cannot be read and so nobody knows.
    pub fn lost(&self) -> Option<Lost> {
        match &self.present {
            Present::Readable(difference) => Some((*difference).into()),
            Present::Damaged(_) => None,
        }
    }

    /// Why the journal cannot be read, where it cannot.
    pub fn damage(&self) -> Option<&str> {
        match &self.present {
            Present::Readable(_) => None,
            Present::Damaged(reason) => Some(reason),
        }
    }

    /// Puts the backup in the place of the journal, which is kept as it was.
    ///
    /// # Errors
    /// When the journal is no longer as it was when the plan was made, and no more was agreed to, or when it cannot be kept or
    /// written: it is as it was then.
    pub fn carry_out(
        &self,
        agreed: Agreed,
        keeping: Keeping,
    ) -> Result<Restoration, OperationError> {
        let told = (&self.present, agreed);
        let restored = self.file.restore(&self.copy, told, keeping)?;
        Ok(Restoration {
            from: self.copy.path().to_owned(),
            entries: restored.entries,
            records: restored.records,
            lost: restored.lost.map(Lost::from),
            kept: restored.kept.map(|kept| kept.path),
        })
    }
}
