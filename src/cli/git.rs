//! What the git repository around the working directory says: its name, the branch and the commit.
//!
//! The usual layouts are read from `.git` directly, in microseconds; anything else is asked of the `git` command.
//! What stands in a repository is not trusted: names are taken as text, and nothing of it is run.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::host::{Host, ProcessOutput};

/// What is known of the repository around a directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repository {
    /// The name of its top folder.
    pub project: Option<String>,
    /// The branch that is checked out; none when a commit is checked out on its own.
    pub branch: Option<String>,
    /// The commit that is checked out, in hexadecimal digits.
    pub commit: Option<String>,
}

/// How far a chain of symbolic refs is followed.
const DEPTH: usize = 5;

/// Looks around the working directory.
pub fn look(host: &mut Host) -> Repository {
    let Some((top, git)) = find(&host.directory) else {
        return Repository::default();
    };
    let mut found = Repository {
        project: name(&top, &git),
        ..Repository::default()
    };
    match fs::read_to_string(git.join("HEAD")) {
        Ok(head) if !is_reftable(&git) => {
            (found.branch, found.commit) = read_head(&git, head.trim());
        }
        _ => ask_git(host, &mut found),
    }
    found
}

/// The top folder of the repository, and where its git data is.
fn find(directory: &Path) -> Option<(PathBuf, PathBuf)> {
    directory.ancestors().find_map(|top| {
        let git = top.join(".git");
        let kind = fs::metadata(&git).ok()?;
        if kind.is_dir() {
            return Some((top.to_owned(), git));
        }
        let pointer = fs::read_to_string(&git).ok()?;
        let target = pointer.strip_prefix("gitdir:")?.trim();
        Some((top.to_owned(), top.join(target)))
    })
}

/// The repository's name: its top folder, and for a linked worktree that of the main one.
fn name(top: &Path, git: &Path) -> Option<String> {
    let common = common_folder(git);
    let main = if common == git { None } else { common.parent() };
    let folder = main.unwrap_or(top).file_name()?;
    folder.to_str().map(str::to_owned)
}

/// Where branches are kept: a linked worktree keeps only its `HEAD` apart.
fn common_folder(git: &Path) -> PathBuf {
    match fs::read_to_string(git.join("commondir")) {
        Ok(common) => {
            let joined = git.join(common.trim());
            fs::canonicalize(&joined).unwrap_or(joined)
        }
        Err(_) => git.to_owned(),
    }
}

fn is_reftable(git: &Path) -> bool {
    common_folder(git).join("reftable").is_dir()
}

fn read_head(git: &Path, head: &str) -> (Option<String>, Option<String>) {
    let Some(reference) = head.strip_prefix("ref:") else {
        return (None, commit(head));
    };
    let reference = reference.trim();
    let branch = reference.strip_prefix("refs/heads/").map(str::to_owned);
    (branch, resolve(git, reference, DEPTH))
}

fn resolve(git: &Path, reference: &str, depth: usize) -> Option<String> {
    let harmless = reference.starts_with("refs/") && !reference.split('/').any(|part| part == "..");
    if !harmless {
        return None;
    }
    let common = common_folder(git);
    if let Ok(value) = fs::read_to_string(common.join(reference)) {
        return match value.trim().strip_prefix("ref:") {
            Some(next) => resolve(git, next.trim(), depth.checked_sub(1)?),
            None => commit(value.trim()),
        };
    }
    let packed = fs::read_to_string(common.join("packed-refs")).ok()?;
    packed.lines().find_map(|line| {
        let (id, name) = line.split_once(' ')?;
        if name == reference { commit(id) } else { None }
    })
}

/// A commit's identifier: 40 (SHA-1) or 64 (SHA-256) hexadecimal digits.
fn commit(text: &str) -> Option<String> {
    let is_commit =
        matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_commit.then(|| text.to_owned())
}

fn ask_git(host: &mut Host, found: &mut Repository) {
    let directory = host.directory.clone();
    let mut ask = |arguments: &[&str]| {
        let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
        let output = host
            .processes
            .run("git", &arguments, &directory)
            .ok()
            .filter(ProcessOutput::succeeded)?;
        let text = String::from_utf8(output.standard_output).ok()?;
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    found.branch = ask(&["symbolic-ref", "--quiet", "--short", "HEAD"]);
    found.commit = ask(&["rev-parse", "--verify", "--quiet", "HEAD"])
        .as_deref()
        .and_then(commit);
}
