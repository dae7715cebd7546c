//! Importing files of every size, and one of them beside the SQLite shell.

use std::fs;

use super::others::{self, Index};
use super::page::{Page, Table, Target};
use super::plan::Size;
use super::timing::{Memory, Run, in_turns};
use super::{Bench, Outcome, data};

/// At a hundred times the entries, memory may grow by this and still counts as flat.
const FLAT: f64 = 2.0;

const REMARK: &str =
    "Memory is the most that the process has held (resident set), looked at every 5 ms.";

const REMARK_BESIDE: &str = "`sqlite3` reads the same rows as CSV, in one transaction, into one table with an FTS5 index \
    over tried, because, principle, signals, tags and project (`porter unicode61`, external content, trigger). folio \
    writes its log and all derived tables.";

/// Adds the part to the page.
///
/// # Errors
/// When something cannot be run.
pub fn add(bench: &Bench, page: &mut Page) -> Outcome<()> {
    add_sizes(bench, page)?;
    add_comparison(bench, page)
}

fn add_sizes(bench: &Bench, page: &mut Page) -> Outcome<()> {
    let mut table = Table::new(&[
        "import of",
        "time",
        "entries a second",
        "memory",
        "memory beside 10k",
        "target",
        "",
    ]);
    let mut reference: Option<Memory> = None;
    for size in &bench.plan.sizes {
        eprintln!("  importing {}", size.name);
        let journal = bench.scene.path("import.db");
        let lines = bench.data.lines(size)?;
        let (time, memory) = data::importing(&bench.scene, &journal, &lines).watched()?;
        keep(bench, &journal, size)?;
        if size.name == "10k" {
            reference = Some(memory);
        }
        let rate = u128::from(size.entries) * 1000 / time.as_millis().max(1);
        let seconds = format!("{:.2} s", time.as_secs_f64());
        let verdict = compare(page, size, memory, reference);
        table.row(
            [
                size.name.clone(),
                seconds,
                rate.to_string(),
                memory.to_string(),
            ]
            .into_iter()
            .chain(verdict),
        );
    }
    page.part("Importing", REMARK, &table);
    Ok(())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a byte more or less does not matter"
)]
fn compare(page: &mut Page, size: &Size, memory: Memory, reference: Option<Memory>) -> [String; 3] {
    match (memory.0, reference.and_then(|reference| reference.0)) {
        (Some(ours), Some(reference)) if size.entries > 10_000 => {
            let ratio = ours as f64 / reference as f64;
            page.judge(
                &format!("memory of importing {}", size.name),
                ratio,
                Target::AtMost(FLAT),
            )
        }
        _ => [const { String::new() }; 3],
    }
}

/// Leaves the journal for the parts that read one of this size, unless there is one already.
fn keep(bench: &Bench, journal: &std::path::Path, size: &Size) -> Outcome<()> {
    let wanted = bench.data.journal_path(size);
    if wanted.exists() {
        return Ok(fs::remove_file(journal)?);
    }
    if fs::rename(journal, &wanted).is_err() {
        fs::copy(journal, &wanted)?;
    }
    Ok(())
}

fn add_comparison(bench: &Bench, page: &mut Page) -> Outcome<()> {
    let Some(tool) = &bench.tools.sqlite else {
        return Ok(());
    };
    let size = Size::parse(if bench.plan.quick { "10k" } else { "100k" })?;
    let values = others::comma_separated(bench, &size)?;
    let database = bench.scene.path("other.db");
    let mut runs: [Run; 2] = [
        data::importing(
            &bench.scene,
            &bench.scene.path("import.db"),
            &bench.data.lines(&size)?,
        ),
        others::sqlite_import(&bench.scene, tool, &database, &values, Index::FullText)?,
    ];
    let timings = in_turns(&mut runs, bench.plan.long_runs())?;
    let mut table = Table::new(&[
        "entries",
        "`folio import`",
        "`sqlite3` with full text",
        "ratio",
        "target",
        "",
    ]);
    if let [ours, theirs] = timings.as_slice() {
        let verdict = page.compare(
            "`folio import` beside `sqlite3`",
            ours,
            theirs,
            Target::AtMost(3.0),
        );
        table.row(
            [size.name, ours.to_string(), theirs.to_string()]
                .into_iter()
                .chain(verdict),
        );
    }
    page.part("Importing beside `sqlite3`", REMARK_BESIDE, &table);
    Ok(())
}
