//! What `folio status --short` costs, which a shell runs before each prompt.

use std::fs;

use super::page::{Page, Target};
use super::plan::Size;
use super::timing::{Run, in_turns};
use super::{Bench, Outcome, scene};

const REMARK: &str = "The journal holds 1,000 entries. The open exploration has one approach that failed, one that worked \
    and one that is running.";

/// Adds the part to the page.
///
/// # Errors
/// When something cannot be run.
pub fn add(bench: &Bench, page: &mut Page) -> Outcome<()> {
    let none_open = bench.data.journal(&bench.scene, &Size::parse("1k")?)?;
    let journal = bench.scene.path("prompt.db");
    fs::copy(&none_open, &journal)?;
    for arguments in [
        ["explore", "which cache?", "--as", "cache"].as_slice(),
        &["log", "in-memory LRU", "--because", "it forgets"],
        &[
            "log",
            "redis",
            "--because",
            "it holds",
            "--outcome",
            "worked",
        ],
        &["try", "sqlite"],
    ] {
        scene::output(&mut bench.scene.folio(&journal, arguments))?;
    }
    let short = ["status", "--short"];
    let mut runs = [
        Run::from(bench.scene.folio(&journal, &["--version"])),
        bench.scene.folio(&journal, &short).into(),
        bench.scene.folio(&none_open, &short).into(),
    ];
    let timings = in_turns(&mut runs, bench.plan.short_runs())?;
    let [version, open, none] = timings.as_slice() else {
        return Ok(());
    };
    let commands = [
        (
            "`folio status --short`, one open",
            open,
            Target::AtMost(3.0),
        ),
        (
            "`folio status --short`, none open",
            none,
            Target::AtMost(3.0),
        ),
    ];
    let table = page.beside_version(&commands, version);
    page.part("Prompts", REMARK, &table);
    Ok(())
}
