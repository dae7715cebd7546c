//! The configuration files: where they are, and what stands in them. What it means does not live here.

use std::path::{Path, PathBuf};

use super::Failure;
use crate::host::{Folders, files};

/// The project's part of the configuration.
const PROJECT_FILE: &str = ".folio.toml";

/// The person's configuration file.
///
/// # Errors
/// When there is no folder for it.
pub fn of_person(folders: &Folders) -> Result<PathBuf, Failure> {
    let folder = folders.configuration()?;
    Ok(folder.join("config.toml"))
}

/// A configuration file's path and text; none where there is no file.
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> Result<Option<(PathBuf, String)>, Failure> {
    Ok(files::read_private(path)?.map(|text| (path.to_owned(), text)))
}

/// The project's configuration: the nearest one, from the working directory upwards to the top of its repository.
pub fn of_project(directory: &Path, warnings: &mut Vec<String>) -> Option<(PathBuf, String)> {
    for folder in directory.ancestors() {
        let path = folder.join(PROJECT_FILE);
        match files::read_of_project(&path) {
            Ok(Some(text)) => return Some((path, text)),
            Ok(None) => {}
            Err(error) => {
                warnings.push(format!("{} was passed over: {error}", path.display()));
                return None;
            }
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}
