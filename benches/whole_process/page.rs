//! The page: tables, ratios, and which targets were met.

use std::fmt::{self, Display, Write as _};

use super::timing::{Timing, three_digits};

/// A page of Markdown that grows from above.
#[derive(Default)]
pub struct Page {
    facts: Table,
    warnings: Vec<String>,
    missing: Vec<String>,
    text: String,
    met: usize,
    missed: Vec<String>,
}

/// Rows of cells; the first is the head.
#[derive(Default)]
pub struct Table(Vec<Vec<String>>);

impl Table {
    /// A table with this head.
    pub fn new(head: &[&str]) -> Self {
        Self(vec![head.iter().map(ToString::to_string).collect()])
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.0.push(cells.into_iter().collect());
    }
}

impl Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, row) in self.0.iter().enumerate() {
            writeln!(formatter, "| {} |", row.join(" | "))?;
            if number == 0 {
                writeln!(formatter, "|{}", " --- |".repeat(row.len()))?;
            }
        }
        Ok(())
    }
}

impl Page {
    /// A fact about the machine.
    pub fn fact(&mut self, name: &str, value: String) {
        if self.facts.0.is_empty() {
            self.facts = Table::new(&["", ""]);
        }
        self.facts.row([name.to_owned(), value]);
    }

    /// A tool that is not there: what would be compared with it is not.
    pub fn missing(&mut self, tool: &str) {
        eprintln!("WARNING: `{tool}` is not installed; nothing is compared with it");
        self.missing.push(tool.to_owned());
        self.fact(tool, "**not installed: not compared**".to_owned());
    }

    /// Something that makes the page worth less.
    pub fn warn(&mut self, warning: &str) {
        eprintln!("WARNING: {warning}");
        self.warnings.push(warning.to_owned());
    }

    /// A part with its table.
    pub fn part(&mut self, title: &str, remark: &str, table: &Table) {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "\n### {title}\n\n{remark}\n\n{table}");
    }

    /// A table of commands beside the program that only says its version.
    pub fn beside_version(
        &mut self,
        commands: &[(&str, &Timing, Target)],
        version: &Timing,
    ) -> Table {
        let mut table = Table::new(&["command", "time", "beside `folio --version`", "target", ""]);
        for (what, ours, target) in commands {
            let verdict = self.compare(what, ours, version, *target);
            table.row(
                [(*what).to_owned(), ours.to_string()]
                    .into_iter()
                    .chain(verdict),
            );
        }
        let alone = ["`folio --version`".to_owned(), version.to_string()];
        table.row(alone.into_iter().chain([const { String::new() }; 3]));
        table
    }

    /// The cells that compare two times: ratio, target, and whether it is met.
    pub fn compare(
        &mut self,
        what: &str,
        ours: &Timing,
        theirs: &Timing,
        target: Target,
    ) -> [String; 3] {
        self.judge(what, ours.ratio(theirs), target)
    }

    /// The cells that say how a ratio stands to its target.
    pub fn judge(&mut self, what: &str, ratio: f64, target: Target) -> [String; 3] {
        let shown = if ratio < 0.1 {
            format!("1/{:.0} ×", ratio.recip())
        } else {
            format!("{} ×", three_digits(ratio))
        };
        let Target::AtMost(most) = target else {
            return [shown, "—".to_owned(), String::new()];
        };
        let verdict = if ratio <= most {
            self.met += 1;
            "met"
        } else {
            self.missed.push(format!("{what} ({shown} for {most} ×)"));
            "**missed**"
        };
        [shown, format!("≤ {most} ×"), verdict.to_owned()]
    }

    /// Adds the load at the end, and sums up.
    pub fn conclude(&mut self, load: &str) {
        self.fact("load average at the end", load.to_owned());
        let missed = if self.missed.is_empty() {
            "none missed".to_owned()
        } else {
            format!(
                "**{} missed**: {}",
                self.missed.len(),
                self.missed.join("; ")
            )
        };
        let mut summary = format!("Targets: {} met, {missed}.", self.met);
        if !self.missing.is_empty() {
            let _ = write!(
                summary,
                " **Not compared with {}**, which this machine does not have.",
                self.missing.join(", ")
            );
        }
        for warning in &self.warnings {
            let _ = write!(summary, " **Warning**: {warning}.");
        }
        self.text = format!("{summary}\n\n{}{}", self.facts, self.text);
    }
}

/// What a ratio should be.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    /// No more than this.
    AtMost(f64),
    /// It is only told.
    None,
}

impl Display for Page {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}
