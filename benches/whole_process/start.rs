//! What a start costs: the version, and the first page of a small journal.

use super::page::{Page, Table, Target};
use super::plan::Size;
use super::timing::{Run, in_turns};
use super::{Bench, Outcome};

const REMARK: &str = "The journal holds 1,000 entries. `sqlite3` selects all columns of its twenty latest entries, which \
    is what `folio list` shows.";

const SELECT: &str = "SELECT * FROM entry ORDER BY key DESC LIMIT 20";

/// Adds the part to the page.
///
/// # Errors
/// When something cannot be run.
pub fn add(bench: &Bench, page: &mut Page) -> Outcome<()> {
    let Some(tool) = &bench.tools.sqlite else {
        return Ok(());
    };
    let journal = bench.data.journal(&bench.scene, &Size::parse("1k")?)?;
    let mut select = bench.scene.command(&tool.program);
    select.arg(&journal).arg(SELECT);
    let mut runs = [
        Run::from(select),
        bench.scene.folio(&journal, &["--version"]).into(),
        bench.scene.folio(&journal, &["list"]).into(),
        bench.scene.command("true").into(),
    ];
    let timings = in_turns(&mut runs, bench.plan.short_runs())?;
    let [theirs, version, list, nothing] = timings.as_slice() else {
        return Ok(());
    };
    let mut table = Table::new(&["command", "time", "beside `sqlite3`", "target", ""]);
    for (what, ours) in [("`folio --version`", version), ("`folio list`", list)] {
        let verdict = page.compare(what, ours, theirs, Target::AtMost(2.0));
        table.row(
            [what.to_owned(), ours.to_string()]
                .into_iter()
                .chain(verdict),
        );
    }
    for (what, timing) in [
        ("`sqlite3`, the select", theirs),
        ("`true`, a process that does nothing", nothing),
    ] {
        table.row(
            [what.to_owned(), timing.to_string()]
                .into_iter()
                .chain([const { String::new() }; 3]),
        );
    }
    page.part("Starting", REMARK, &table);
    Ok(())
}
