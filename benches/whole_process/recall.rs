//! Finding the lessons for a log, by the size of the journal and of the log.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::page::{Page, Table, Target};
use super::plan::Size;
use super::timing::{Run, in_turns, three_digits};
use super::{Bench, Outcome};

/// How long a log is that people pipe in, in bytes.
const USUAL_LOG: usize = 64 * 1024;

/// How long one is that somebody forgot to cut, in bytes.
const LONG_LOG: usize = 100_000_000;

/// What a journal of a size may take beside an empty process.
const TARGETS: [(&str, f64); 3] = [("10k", 10.0), ("100k", 30.0), ("1M", 150.0)];

const REMARK: &str = "`folio recall - < LOG`. The usual log has 64 KiB: lines of progress, and three failures among \
    them. In the worst log of that length each line is another error. Their words are those of the entries, and the \
    memory is the most that the process has held.";

/// Adds the part to the page.
///
/// # Errors
/// When something cannot be run.
pub fn add(bench: &Bench, page: &mut Page) -> Outcome<()> {
    let errors = errors(bench)?;
    let logs = [
        ("usual log", write(bench, "usual.log", &usual(&errors))?),
        ("only errors", write(bench, "errors.log", &worst(&errors))?),
    ];
    let mut table = Table::new(&[
        "log",
        "entries",
        "time",
        "beside `folio --version`",
        "target",
        "",
        "memory",
    ]);
    for size in &bench.plan.sizes {
        let target = TARGETS.iter().find(|(name, _)| *name == size.name);
        let target = target.map_or(Target::None, |(_, most)| Target::AtMost(*most));
        for (what, log) in &logs {
            add_row(bench, page, &mut table, (what, log, size, target))?;
        }
    }
    let long = bench.scene.path("long.log");
    write_long(&long, &errors)?;
    add_long(bench, &mut table, &long)?;
    page.part("Finding lessons for a log", REMARK, &table);
    Ok(())
}

fn add_row(
    bench: &Bench,
    page: &mut Page,
    table: &mut Table,
    row: (&str, &Path, &Size, Target),
) -> Outcome<()> {
    let (what, log, size, target) = row;
    eprintln!("  {what}, {}", size.name);
    let journal = bench.data.journal(&bench.scene, size)?;
    let recall = || Run::from(bench.scene.folio(&journal, &["recall", "-"])).reading(log.into());
    let version = bench.scene.folio(&journal, &["--version"]);
    let timings = in_turns(&mut [version.into(), recall()], bench.plan.short_runs())?;
    let [version, ours] = timings.as_slice() else {
        return Ok(());
    };
    let (_, memory) = recall().watched()?;
    let verdict = page.compare(&format!("{what}, {}", size.name), ours, version, target);
    let cells = [what.to_owned(), size.name.clone(), ours.to_string()];
    let cells = cells.into_iter().chain(verdict);
    table.row(cells.chain([memory.to_string()]));
    Ok(())
}

/// A log of 100 MB: it is read to its end, and what may matter of it is kept.
fn add_long(bench: &Bench, table: &mut Table, log: &Path) -> Outcome<()> {
    eprintln!("  a log of 100 MB");
    let size = Size::parse("10k")?;
    let journal = bench.data.journal(&bench.scene, &size)?;
    let recall = bench.scene.folio(&journal, &["recall", "-"]);
    let (time, memory) = Run::from(recall).reading(log.to_owned()).watched()?;
    let time = format!("{} s", three_digits(time.as_secs_f64()));
    let cells = ["100 MB".to_owned(), size.name, time];
    let cells = cells.into_iter().chain([const { String::new() }; 3]);
    table.row(cells.chain([memory.to_string()]));
    Ok(())
}

/// A line of an error for each of 1,000 entries.
fn errors(bench: &Bench) -> Outcome<Vec<String>> {
    let size = Size::parse("1k")?;
    let attempts = bench.data.attempts(&size)?;
    attempts
        .map(|attempt| {
            let attempt = attempt?;
            let because = attempt.because.lines().next().unwrap_or_default();
            Ok(format!("error: {} {because}\n", attempt.tried))
        })
        .collect()
}

fn progress(number: usize) -> String {
    if number.is_multiple_of(2) {
        format!("   Compiling crate_{number} v1.{number}.0 (/src/crate_{number})\n")
    } else {
        format!("test module_{number}::handles_case_{number} ... ok\n")
    }
}

/// Progress with three errors evenly among it.
fn usual(errors: &[String]) -> String {
    let mut log = String::new();
    let mut number = 0;
    for error in errors.iter().take(3) {
        let until = log.len() + USUAL_LOG / 4;
        while log.len() < until {
            log.push_str(&progress(number));
            number += 1;
        }
        log.push_str(error);
    }
    while log.len() < USUAL_LOG {
        log.push_str(&progress(number));
        number += 1;
    }
    log
}

/// Nothing but errors, each another.
fn worst(errors: &[String]) -> String {
    let mut log = String::new();
    for error in errors {
        if log.len() >= USUAL_LOG {
            break;
        }
        log.push_str(error);
    }
    log
}

/// Progress with an error after every thousand lines of it.
fn write_long(path: &Path, errors: &[String]) -> Outcome<()> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut written = 0;
    for (number, error) in (0..).zip(errors.iter().cycle()) {
        for line in 0..1_000 {
            let line = progress(number * 1_000 + line);
            file.write_all(line.as_bytes())?;
            written += line.len();
        }
        file.write_all(error.as_bytes())?;
        written += error.len();
        if written >= LONG_LOG {
            break;
        }
    }
    Ok(file.flush()?)
}

fn write(bench: &Bench, name: &str, log: &str) -> Outcome<PathBuf> {
    let path = bench.scene.path(name);
    fs::write(&path, log)?;
    Ok(path)
}
