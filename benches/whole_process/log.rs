//! Logging one entry into a journal of 10,000, beside what people would type instead.

use std::fs;
use std::process::Command;

use super::others::{self, DURABLE, Index};
use super::page::{Page, Table, Target};
use super::plan::Size;
use super::timing::{Run, in_turns};
use super::{Bench, Outcome};

const TRIED: &str = "keep sessions in process memory";
const BECAUSE: &str = "two replicas disagreed after the deploy";
const PRINCIPLE: &str = "state shared by replicas lives outside them";

const REMARK: &str = "Each run is one process that adds one entry (tried, because, principle, a tag, the time spent) and \
    has it on the disk when it ends. The table of `sqlite3` has ten columns and no index; folio writes a record of the \
    log, the entry, its indexes, totals and full-text terms.";

/// Adds the part to the page.
///
/// # Errors
/// When something cannot be run.
pub fn add(bench: &Bench, page: &mut Page) -> Outcome<()> {
    let size = Size::parse("10k")?;
    let mut table = Table::new(&[
        "adding to 10,000",
        "`folio log`",
        "the other",
        "ratio",
        "target",
        "",
    ]);
    if let Some(tool) = &bench.tools.sqlite {
        let values = others::comma_separated(bench, &size)?;
        for (what, index, target) in [
            (
                "`sqlite3`, one insert into a table",
                Index::None,
                Target::AtMost(1.5),
            ),
            (
                "`sqlite3`, the same with a full-text index",
                Index::FullText,
                Target::None,
            ),
        ] {
            let database = bench.scene.path("insert.db");
            others::sqlite_import(&bench.scene, tool, &database, &values, index)?.once()?;
            let mut insert = bench.scene.command(&tool.program);
            insert.arg(&database).arg(insertion());
            compare(bench, page, &mut table, (what, insert, target))?;
        }
    }
    if let Some(tool) = &bench.tools.task {
        let task = others::task(bench, tool, &size)?;
        let command = task(&["add", TRIED, "project:shop", "+sessions"]);
        compare(
            bench,
            page,
            &mut table,
            ("`task add`", command, Target::AtMost(1.0)),
        )?;
    }
    if let Some(tool) = &bench.tools.jrnl {
        let jrnl = others::jrnl(bench, tool, &size)?;
        let command = jrnl(&[&format!("{TRIED}. {BECAUSE} @sessions")]);
        compare(
            bench,
            page,
            &mut table,
            ("`jrnl`", command, Target::AtMost(1.0)),
        )?;
    }
    page.part("Logging one entry", REMARK, &table);
    Ok(())
}

/// Times `folio log` and another command in turns.
fn compare(
    bench: &Bench,
    page: &mut Page,
    table: &mut Table,
    other: (&str, Command, Target),
) -> Outcome<()> {
    let (what, command, target) = other;
    let journal = bench.scene.path("log.db");
    fs::copy(
        bench.data.journal(&bench.scene, &Size::parse("10k")?)?,
        &journal,
    )?;
    let mut runs = [logging(bench), Run::from(command)];
    if let [ours, theirs] = in_turns(&mut runs, bench.plan.short_runs())?.as_slice() {
        let name = format!("`folio log` beside {what}");
        let verdict = page.compare(&name, ours, theirs, target);
        table.row(
            [what.to_owned(), ours.to_string(), theirs.to_string()]
                .into_iter()
                .chain(verdict),
        );
    }
    Ok(())
}

fn logging(bench: &Bench) -> Run {
    let journal = bench.scene.path("log.db");
    let arguments = [
        "log",
        TRIED,
        "--because",
        BECAUSE,
        "--principle",
        PRINCIPLE,
        "--tag",
        "modules",
        "--spent",
        "40m",
        "--no-input",
    ];
    bench.scene.folio(&journal, &arguments).into()
}

fn insertion() -> String {
    format!(
        "{DURABLE} INSERT INTO entry (tried, because, principle, tags, project, outcome, spent_minutes, happened_at) VALUES \
         ('{TRIED}', '{BECAUSE}', '{PRINCIPLE}', 'modules', 'shop', 'failed', 40, '2026-10-03T14:05:00+02:00')"
    )
}
