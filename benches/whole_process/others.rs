//! The same entries in the stores of other tools, made by those tools themselves.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use super::data::{Attempt, Data};
use super::machine::Tool;
use super::plan::Size;
use super::scene::{self, Scene};
use super::timing::Run;
use super::{Bench, Outcome};

/// What holds for every connection, as it does for folio's.
pub const DURABLE: &str = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";

const TABLE: &str = "CREATE TABLE entry (tried TEXT, because TEXT, principle TEXT, signals TEXT, tags TEXT, project TEXT, \
     outcome TEXT, assist TEXT, spent_minutes INTEGER, happened_at TEXT);";

const FULL_TEXT: &str = "CREATE VIRTUAL TABLE entry_text USING fts5 (tried, because, principle, signals, tags, project, \
     content = 'entry', tokenize = 'porter unicode61');
CREATE TRIGGER entry_is_indexed AFTER INSERT ON entry BEGIN INSERT INTO entry_text \
     (rowid, tried, because, principle, signals, tags, project) VALUES \
     (new.rowid, new.tried, new.because, new.principle, new.signals, new.tags, new.project); END;";

/// What `jrnl` writes when it is first started and asked nothing, without colours.
const JRNL_SETTINGS: &str = "\
colors: {body: none, date: none, tags: none, title: none}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: true
indent_character: '|'
journals: {default: {journal: JOURNAL}}
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%F %r'
version: vVERSION
";

/// Whether a table has a full-text index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Index {
    None,
    FullText,
}

/// The import of a file of comma-separated values by the SQLite shell, into a new database with one table.
///
/// # Errors
/// When the shell's script cannot be written.
pub fn sqlite_import(
    scene: &Scene,
    tool: &Tool,
    database: &Path,
    values: &Path,
    index: Index,
) -> Outcome<Run> {
    let full_text = match index {
        Index::None => "",
        Index::FullText => FULL_TEXT,
    };
    let script = database.with_extension("sql");
    let values = values.display();
    fs::write(
        &script,
        format!("{DURABLE}\n{TABLE}\n{full_text}\n.import --csv '{values}' entry\n"),
    )?;
    let mut command = scene.command(&tool.program);
    command.arg("-bail").arg(database);
    Ok(Run::from(command).reading(script).without(database))
}

/// The entries as comma-separated values, in the order of the table's columns.
///
/// # Errors
/// When the entries cannot be read or the file not written.
pub fn comma_separated(bench: &Bench, size: &Size) -> Outcome<PathBuf> {
    let path = bench.scene.path(&format!("{}.csv", size.name));
    let mut writer = csv::Writer::from_path(&path)?;
    for attempt in bench.data.attempts(size)? {
        let attempt = attempt?;
        writer.write_record([
            attempt.tried.as_str(),
            &attempt.because,
            attempt.principle.as_deref().unwrap_or_default(),
            &attempt.signals.join("\n"),
            &attempt.tags.join(" "),
            &attempt.project,
            &attempt.outcome,
            &attempt.assist,
            &attempt.spent_minutes.to_string(),
            &attempt.happened_at,
        ])?;
    }
    writer.flush()?;
    Ok(path)
}

/// `jrnl` with a journal of so many entries: title, body and tags, imported by `jrnl --import`; its own defaults, no
/// encryption.
///
/// # Errors
/// When it cannot be made.
pub fn jrnl(bench: &Bench, tool: &Tool, size: &Size) -> Outcome<impl Fn(&[&str]) -> Command> {
    let configuration = bench.scene.path("jrnl.yaml");
    let journal = bench.scene.path("jrnl.txt");
    let settings = JRNL_SETTINGS
        .replace("JOURNAL", &json!(journal).to_string())
        .replace("VERSION", tool.version());
    fs::write(&configuration, settings)?;
    fs::write(&journal, "")?;
    let mut text = String::new();
    for attempt in bench.data.attempts(size)? {
        add_to_jrnl(&mut text, &attempt?)?;
    }
    let imported = bench.scene.path("jrnl.import");
    fs::write(&imported, text)?;
    let program = tool.program.clone();
    let run = move |arguments: &[&str]| {
        let mut command = bench.scene.command(&program);
        command
            .arg("--config-file")
            .arg(&configuration)
            .args(arguments);
        command
    };
    scene::output(run(&["--import", "--file"]).arg(imported))?;
    Ok(run)
}

/// An entry in the format of `jrnl`. A line that begins with a bracket would begin another entry.
fn add_to_jrnl(text: &mut String, attempt: &Attempt) -> Outcome<()> {
    let day = attempt.happened_at.get(..10).unwrap_or_default();
    let minute = attempt.happened_at.get(11..16).unwrap_or_default();
    writeln!(text, "[{day} {minute}] {}.", attempt.tried)?;
    for line in attempt
        .because
        .lines()
        .filter(|line| !line.starts_with('['))
    {
        writeln!(text, "{line}")?;
    }
    let tags: Vec<String> = attempt.tags.iter().map(|tag| format!("@{tag}")).collect();
    writeln!(text, "{}\n", tags.join(" "))?;
    Ok(())
}

/// `task` with so many pending tasks: description, project, tags and one annotation, imported by `task import`; no
/// hooks.
///
/// # Errors
/// When they cannot be imported.
pub fn task(bench: &Bench, tool: &Tool, size: &Size) -> Outcome<impl Fn(&[&str]) -> Command> {
    let configuration = bench.scene.path("taskrc");
    let folder = bench.scene.path("task");
    fs::create_dir(&folder)?;
    fs::write(
        &configuration,
        "confirmation=off\nhooks=off\nverbose=nothing\n",
    )?;
    let imported = bench.scene.path("task.json");
    fs::write(&imported, tasks(&bench.data, size)?)?;
    let program = tool.program.clone();
    let run = move |arguments: &[&str]| {
        let mut command = bench.scene.command(&program);
        command
            .env("TASKRC", &configuration)
            .env("TASKDATA", &folder)
            .args(arguments);
        command
    };
    scene::output(run(&["import"]).arg(imported))?;
    Ok(run)
}

fn tasks(data: &Data, size: &Size) -> Outcome<String> {
    let mut text = String::new();
    for attempt in data.attempts(size)? {
        let attempt = attempt?;
        let digits: String = attempt
            .happened_at
            .chars()
            .take(19)
            .filter(|character| !matches!(character, '-' | ':'))
            .collect();
        let entry = format!("{digits}Z");
        let tags: Vec<String> = attempt
            .tags
            .iter()
            .map(|tag| tag.replace('/', "_"))
            .collect();
        let task = json!({
            "description": attempt.tried, "entry": entry, "status": "pending", "project": attempt.project, "tags": tags,
            "annotations": [{"entry": entry, "description": attempt.because}],
        });
        writeln!(text, "{task}")?;
    }
    Ok(text)
}
