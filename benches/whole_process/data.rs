//! Files of entries, and the journals made of them.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::plan::{Plan, Size};
use super::scene::Scene;
use super::timing::Run;
use super::{Outcome, corpus};

/// Where files and journals are, by size.
pub struct Data {
    given: Option<PathBuf>,
    made: PathBuf,
    journals: PathBuf,
}

/// What other tools are given of an entry.
#[derive(Deserialize)]
pub struct Attempt {
    pub tried: String,
    pub because: String,
    pub principle: Option<String>,
    pub signals: Vec<String>,
    pub tags: Vec<String>,
    pub project: String,
    pub outcome: String,
    pub assist: String,
    pub spent_minutes: u64,
    /// RFC 3339.
    pub happened_at: String,
}

impl Data {
    /// The files and journals that the plan names; what it leaves open is made in the scene.
    pub fn new(plan: &Plan, scene: &Scene) -> Self {
        let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
        Self {
            given: plan.data.as_ref().map(absolute),
            made: scene.path(""),
            journals: plan
                .journals
                .as_ref()
                .map_or_else(|| scene.path(""), absolute),
        }
    }

    /// What the entries are.
    pub fn describe(&self) -> String {
        if self.given.is_some() {
            "files given with `FOLIO_BENCH_DATA`".to_owned()
        } else {
            "made up by `benches/corpus`".to_owned()
        }
    }

    /// The file with so many entries, as JSON lines.
    ///
    /// # Errors
    /// When it is not where it should be, or cannot be made.
    pub fn lines(&self, size: &Size) -> Outcome<PathBuf> {
        let name = format!("{}.jsonl", size.name);
        if let Some(folder) = &self.given {
            let path = folder.join(&name);
            if path.is_file() {
                return Ok(path);
            }
            return Err(
                format!("there is no {name} in the folder that FOLIO_BENCH_DATA names").into(),
            );
        }
        let path = self.made.join(&name);
        if !path.exists() {
            eprintln!("  making {name}");
            let mut file = BufWriter::new(File::create(&path)?);
            corpus::write_lines(size.entries, &mut file)?;
        }
        Ok(path)
    }

    /// The entries of that file, one by one.
    ///
    /// # Errors
    /// When the file cannot be had.
    pub fn attempts(&self, size: &Size) -> Outcome<impl Iterator<Item = Outcome<Attempt>>> {
        let file = BufReader::new(File::open(self.lines(size)?)?);
        Ok(file
            .lines()
            .map(|line| Ok(serde_json::from_str::<Attempt>(&line?)?)))
    }

    /// Where the journal of that size is, or is to be.
    pub fn journal_path(&self, size: &Size) -> PathBuf {
        self.journals.join(format!("{}.db", size.name))
    }

    /// The journal of that size. It is made where it is not there yet.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn journal(&self, scene: &Scene, size: &Size) -> Outcome<PathBuf> {
        let path = self.journal_path(size);
        if !path.exists() {
            eprintln!("  importing {} entries", size.name);
            let lines = self.lines(size)?;
            fs::create_dir_all(&self.journals)?;
            let half_made = path.with_extension("part");
            importing(scene, &half_made, &lines).once()?;
            fs::rename(half_made, &path)?;
        }
        Ok(path)
    }
}

/// The import of a file into a new journal.
pub fn importing(scene: &Scene, journal: &Path, lines: &Path) -> Run {
    let mut command = scene.folio(journal, &["import"]);
    command.arg(lines);
    Run::from(command).without(journal)
}
