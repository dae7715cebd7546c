//! The monthly page of a small and of a large journal with the same month, and what a year holds in memory.
//!
//! The month and the years are those of `benches/corpus`, moved to times at which the other entries of a journal do not
//! lie.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::corpus;
use super::data;
use super::page::{Page, Table, Target};
use super::plan::Size;
use super::timing::{Memory, Run, in_turns};
use super::{Bench, Outcome};

/// The month that is added to the journals, with so many entries.
const MONTH: (&str, u64) = ("2026-10", 5_000);

/// The year of journals that hold nothing else.
const YEAR: &str = "2025";

/// The first seconds of that month and of that year in UTC, and for how many days entries are spread from there.
const IN_MONTH: (i64, u64) = (1_790_812_800, 31);
const IN_YEAR: (i64, u64) = (1_735_689_600, 365);

/// How much a page may weigh, in bytes.
const HEAVY: u64 = 2_000_000;

const REMARK: &str = "`folio export summary --month 2026-10 --format html`. The same 5,000 entries of October 2026 were \
    added to both journals.";

const REMARK_YEAR: &str = "`folio export summary --year 2025 --format html`. Memory is the most that the process has \
    held (resident set), looked at every 5 ms. In the last row each entry has a principle and a signal of its own; \
    of each a report holds a few numbers.";

/// How the entries of a year are worded.
#[derive(Clone, Copy)]
enum Wording {
    /// As in the corpus, where principles are met again.
    Usual,
    /// Each has a principle and a signal that no other has.
    Distinct,
}

/// Adds the part to the page.
///
/// # Errors
/// When something cannot be run.
pub fn add(bench: &Bench, page: &mut Page) -> Outcome<()> {
    add_month(bench, page)?;
    add_years(bench, page)
}

fn add_month(bench: &Bench, page: &mut Page) -> Outcome<()> {
    let (month, entries) = MONTH;
    let lines = bench.scene.path("month.jsonl");
    write(&lines, entries, IN_MONTH, Wording::Usual)?;
    let wanted = ["10k", "1M"];
    let sizes = bench.plan.sizes.iter();
    let sizes: Vec<&Size> = sizes
        .filter(|size| wanted.contains(&size.name.as_str()))
        .collect();
    let html = bench.scene.path("month.html");
    let mut runs = Vec::new();
    let mut weights = Vec::new();
    for size in &sizes {
        eprintln!("  adding the month to {}", size.name);
        let journal = with_month(bench, size, &lines)?;
        let mut run = summary(bench, &journal, &["--month", month], &html);
        run.once()?;
        weights.push(fs::metadata(&html)?.len());
        runs.push(run);
    }
    let timings = in_turns(&mut runs, bench.plan.short_runs())?;
    let mut table = Table::new(&[
        "entries",
        "time",
        "beside 10k",
        "target",
        "",
        "size",
        "target",
        "",
    ]);
    for ((size, timing), weight) in sizes.iter().zip(&timings).zip(weights) {
        let verdict = match timings.first() {
            Some(small) if size.name != "10k" => {
                page.compare("the month in 1M", timing, small, Target::AtMost(2.0))
            }
            _ => [const { String::new() }; 3],
        };
        let cells = [size.name.clone(), timing.to_string()].into_iter();
        table.row(cells.chain(verdict).chain(weighed(page, weight)));
    }
    page.part("A monthly page", REMARK, &table);
    Ok(())
}

/// The cells that say how large a page is.
#[expect(
    clippy::cast_precision_loss,
    reason = "a byte more or less does not matter"
)]
fn weighed(page: &mut Page, bytes: u64) -> [String; 3] {
    let ratio = bytes as f64 / HEAVY as f64;
    let [_, _, verdict] = page.judge("the size of the page", ratio, Target::AtMost(1.0));
    [format!("{} kB", bytes / 1000), "≤ 2 MB".to_owned(), verdict]
}

fn add_years(bench: &Bench, page: &mut Page) -> Outcome<()> {
    let mut table = Table::new(&[
        "entries of the year",
        "time",
        "memory",
        "beside 5,000",
        "target",
        "",
    ]);
    let mut reference: Option<Memory> = None;
    let flat = Target::AtMost(1.3);
    for (title, entries, wording, target) in [
        ("5,000", 5_000, Wording::Usual, Target::None),
        ("60,000", 60_000, Wording::Usual, flat),
        (
            "60,000, all distinct",
            60_000,
            Wording::Distinct,
            Target::None,
        ),
    ] {
        eprintln!("  a year of {title}");
        let lines = bench.scene.path("year.jsonl");
        write(&lines, entries, IN_YEAR, wording)?;
        let journal = bench.scene.path("year.db");
        data::importing(&bench.scene, &journal, &lines).once()?;
        let html = bench.scene.path("year.html");
        let mut run = summary(bench, &journal, &["--year", YEAR], &html);
        let timing = in_turns(std::slice::from_mut(&mut run), bench.plan.long_runs())?;
        let (_, memory) = run.watched()?;
        let reference = *reference.get_or_insert(memory);
        let verdict = beside(page, title, (memory, reference), target);
        let time = timing.first().map_or_else(String::new, ToString::to_string);
        let cells = [title.to_owned(), time, memory.to_string()].into_iter();
        table.row(cells.chain(verdict));
    }
    page.part("A page of a year", REMARK_YEAR, &table);
    Ok(())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a byte more or less does not matter"
)]
fn beside(
    page: &mut Page,
    title: &str,
    (memory, reference): (Memory, Memory),
    target: Target,
) -> [String; 3] {
    match (memory.0, reference.0) {
        (Some(ours), Some(reference)) if title != "5,000" => {
            let what = format!("memory of a year of {title}");
            page.judge(&what, ours as f64 / reference as f64, target)
        }
        _ => [const { String::new() }; 3],
    }
}

/// The summary of a period as a page in a file.
fn summary(bench: &Bench, journal: &Path, period: &[&str], html: &Path) -> Run {
    let summary = ["export", "summary", "--format", "html"];
    let mut command = bench.scene.folio(journal, &[&summary, period].concat());
    command.arg("-O").arg(html);
    Run::from(command)
}

/// A journal of a size with the month added to it. It is made where it is not there yet.
fn with_month(bench: &Bench, size: &Size, lines: &Path) -> Outcome<PathBuf> {
    let plain = bench.data.journal(&bench.scene, size)?;
    let path = plain.with_file_name(format!("{}-with-month.db", size.name));
    if !path.exists() {
        let half_made = path.with_extension("part");
        fs::copy(&plain, &half_made)?;
        let mut command = bench.scene.folio(&half_made, &["import"]);
        command.arg(lines);
        Run::from(command).once()?;
        fs::rename(half_made, &path)?;
    }
    Ok(path)
}

/// Writes entries of the corpus, spread evenly over days from a second on.
fn write(path: &Path, entries: u64, (start, days): (i64, u64), wording: Wording) -> Outcome<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for index in 0..entries {
        let mut entry = corpus::entry(index, entries);
        let seconds = index * days * 86_400 / entries;
        let at = chrono::DateTime::from_timestamp(start + i64::try_from(seconds)?, 0);
        let at = at.ok_or("a time beyond all calendars")?.to_rfc3339();
        set(&mut entry, "happened_at", json!(at));
        if let Wording::Distinct = wording {
            let principle = format!("Look at the thing with number {index} first.");
            set(&mut entry, "principle", json!(principle));
            set(
                &mut entry,
                "signals",
                json!([format!("thing number {index} is slow")]),
            );
        }
        writeln!(file, "{entry}")?;
    }
    Ok(file.flush()?)
}

fn set(entry: &mut Value, field: &str, value: Value) {
    if let Some(fields) = entry.as_object_mut() {
        fields.insert(field.to_owned(), value);
    }
}
