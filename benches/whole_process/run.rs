//! Running a command that prints much, beside passing the same through `cat`.

use super::page::{Page, Table, Target};
use super::timing::{Run, in_turns};
use super::{Bench, Outcome};

const REMARK: &str = "The command prints 1 GiB of zeros into a pipe, which is read to its end and written to nowhere: by \
    `folio run`, which keeps the last 64 KiB, and by `cat`. The exit code is 0, so nothing is remembered.";

/// What is printed.
const PRINTED: &str = "head -c 1073741824 /dev/zero";

/// Adds the part to the page.
///
/// # Errors
/// When something cannot be run.
pub fn add(bench: &Bench, page: &mut Page) -> Outcome<()> {
    let mut cat = bench.scene.command("sh");
    cat.args(["-c", &format!("{PRINTED} | cat")]);
    let journal = bench.scene.path("none.db");
    let mut ours = bench.scene.folio(&journal, &["run", "--"]);
    ours.args(PRINTED.split(' '));
    let timings = in_turns(
        &mut [Run::from(cat), Run::from(ours)],
        bench.plan.long_runs(),
    )?;
    let [theirs, ours] = timings.as_slice() else {
        return Ok(());
    };
    let mut table = Table::new(&["printing 1 GiB", "time", "beside `cat`", "target", ""]);
    let verdict = page.compare("`folio run`", ours, theirs, Target::AtMost(1.3));
    table.row(
        ["through `folio run`".to_owned(), ours.to_string()]
            .into_iter()
            .chain(verdict),
    );
    table.row(
        ["through `cat`".to_owned(), theirs.to_string()]
            .into_iter()
            .chain([const { String::new() }; 3]),
    );
    page.part("Running a command", REMARK, &table);
    Ok(())
}
