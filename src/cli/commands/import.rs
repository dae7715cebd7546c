//! `folio import`: entries from a file.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use clap::{Args, ValueEnum};

use crate::cli::output::{self, Format as Written};
use crate::cli::{Failure, Settings, reading, redacting};
use crate::host::{Host, Progress};
use crate::ops::import::{self, Format, ImportError, Imported, Intent, Mapping, Mode};
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio import journal.jsonl
  folio import attempts.csv --dry-run
  folio import reverts.jsonl --map failed_at=happened_at --map repo=project
  folio export entries | folio import - --journal copy.db";

/// What `folio import` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ImportArguments {
    /// A file of JSON lines, CSV or entry documents; `-` is standard input
    #[arg(value_name = "FILE|-", value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
    /// What the file holds: json, csv or markdown; told from its name and its beginning unless said
    #[arg(long, value_name = "FORMAT", value_enum, hide_possible_values = true)]
    format: Option<FileFormat>,
    /// Read their field as ours; `theirs=` leaves it out; may be repeated
    #[arg(long, value_name = "THEIRS=OURS")]
    map: Vec<String>,
    /// Import what is good, and name the lines that are not
    #[arg(long)]
    skip_bad: bool,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
    /// Print what came of it as JSON
    #[arg(long)]
    json: bool,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FileFormat {
    /// JSON lines, or one JSON document
    #[value(alias = "jsonl")]
    Json,
    /// Comma-separated values with a header line
    Csv,
    /// Entry documents
    Markdown,
}

pub(super) fn run(
    arguments: &ImportArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let mapping = Mapping::parse(&arguments.map)?;
    let mode = if arguments.skip_bad {
        Mode::SkipBad
    } else {
        Mode::AllOrNothing
    };
    let intent = if arguments.dry_run {
        Intent::DryRun
    } else {
        Intent::Keep
    };
    let (mut reader, size) = open(&arguments.file, host)?;
    let beginning = reader
        .fill_buf()
        .map_err(|error| reading::unreadable(&arguments.file, &error))?;
    if let Some(encoding) = import::other_encoding(beginning) {
        return Err(in_other_encoding(&arguments.file, encoding));
    }
    let name = Some(arguments.file.as_path()).filter(|path| !reading::is_standard_input(path));
    let format = match arguments.format {
        Some(FileFormat::Json) => Format::Json,
        Some(FileFormat::Csv) => Format::Csv,
        Some(FileFormat::Markdown) => Format::Markdown,
        None if beginning.is_empty() => Format::Json,
        None => Format::detect(name, beginning).ok_or_else(|| unknown_format(&arguments.file))?,
    };
    let progress = host.progress.begin("importing", size);
    let mut session = match intent {
        Intent::Keep => settings.session(host, Access::Write)?,
        Intent::DryRun => settings.trial(host)?,
    };
    let counted = Counted {
        reader,
        progress: Rc::clone(&progress),
    };
    let imported = import::import(
        &mut session,
        import::objects(Box::new(counted), format),
        &mapping,
        mode,
        intent,
    );
    progress.end();
    match imported {
        Ok(imported) => show(&imported, arguments.json, settings, host),
        Err(ImportError::Bad(imported)) => {
            let mut reasons = Vec::new();
            if arguments.json {
                let bad = imported.bad.iter();
                reasons.extend(bad.map(|bad| format!("line {}: {}", bad.line, bad.reason)));
                reasons.extend(views::more_bad_lines(&imported));
            } else {
                output::remarks(&views::bad_lines(&imported), settings, host)?;
            }
            let mut failure = Failure::from(ImportError::Bad(imported));
            failure.causes.extend(reasons);
            Err(failure)
        }
        Err(error) => Err(error.into()),
    }
}

fn unknown_format(file: &Path) -> Failure {
    Failure::usage(
        format!("it cannot be told what {} holds", reading::name(file)),
        "say so with `--format json`, `csv` or `markdown`",
    )
}

fn in_other_encoding(file: &Path, encoding: &str) -> Failure {
    let name = reading::name(file);
    Failure::usage(
        format!(
            "{name} is text in {}, and folio reads UTF-8",
            encoding.to_uppercase()
        ),
        format!("convert it with `iconv -f {encoding} -t utf-8`"),
    )
}

fn show(
    imported: &Imported,
    json: bool,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    if json {
        output::envelope("imported", imported, host)?;
    } else {
        output::document(&views::import(imported), Written::Table, settings, host)?;
        output::remarks(&views::import_remarks(imported), settings, host)?;
    }
    if imported.dry_run {
        return output::remarks(
            &views::would_be_replaced(&imported.replaced),
            settings,
            host,
        );
    }
    redacting::say(&imported.replaced, settings, host)
}

/// The file with its size in bytes, or standard input.
fn open(path: &Path, host: &mut Host) -> Result<(Box<dyn BufRead>, Option<u64>), Failure> {
    if reading::is_standard_input(path) {
        if host.terminal.input_is_terminal {
            return Err(Failure::usage(
                "standard input is a terminal",
                "pipe a file in, or name one",
            ));
        }
        let input = std::mem::replace(&mut host.standard_input, Box::new(std::io::empty()));
        return Ok((Box::new(BufReader::new(input)), None));
    }
    let file =
        File::open(host.directory.join(path)).map_err(|error| reading::unreadable(path, &error))?;
    let facts = file
        .metadata()
        .map_err(|error| reading::unreadable(path, &error))?;
    if facts.is_dir() {
        return Err(Failure::usage(
            format!("{} is a folder", path.display()),
            "name a file",
        ));
    }
    let size = Some(facts.len()).filter(|_| facts.is_file());
    Ok((Box::new(BufReader::with_capacity(1 << 16, file)), size))
}

/// A reader that tells how far it has come.
struct Counted {
    reader: Box<dyn BufRead>,
    progress: Rc<dyn Progress>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.progress.advance(count as u64);
        Ok(count)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.reader.consume(count);
        self.progress.advance(count as u64);
    }
}
