//! What a failed command costs in a shell with folio's script: the process that it starts, beside an empty one.

use std::fs;

use super::page::{Page, Target};
use super::plan::Size;
use super::timing::{Run, in_turns};
use super::{Bench, Outcome};

/// A command whose failure is remembered.
const COMMAND: &str = "cargo test --workspace --all-features -- --include-ignored";

const REMARK: &str = "The journal holds 10,000 entries, none of them about this command. Each run remembers one failed \
    command and looks for its lessons. With `--in-background`, as fish needs it, it ends when another process has done \
    that, or after 50 ms.";

/// Adds the part to the page.
///
/// # Errors
/// When something cannot be run.
pub fn add(bench: &Bench, page: &mut Page) -> Outcome<()> {
    let journal = bench.data.journal(&bench.scene, &Size::parse("10k")?)?;
    let line = bench.scene.path("command-line");
    fs::write(&line, COMMAND)?;
    let hook = |more: &[&str]| {
        let arguments = ["hook", "--exit-code", "101", "--milliseconds", "4200"];
        let arguments = [&arguments, more].concat();
        Run::from(bench.scene.folio(&journal, &arguments)).reading(line.clone())
    };
    let mut runs = [
        bench.scene.folio(&journal, &["--version"]).into(),
        hook(&[]),
        hook(&["--in-background"]),
    ];
    let timings = in_turns(&mut runs, bench.plan.short_runs())?;
    let [version, plain, background] = timings.as_slice() else {
        return Ok(());
    };
    let commands = [
        ("`folio hook`", plain, Target::AtMost(3.0)),
        ("`folio hook --in-background`", background, Target::None),
    ];
    let table = page.beside_version(&commands, version);
    page.part("A command that fails in a shell", REMARK, &table);
    Ok(())
}
