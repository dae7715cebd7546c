//! What was asked for on the command line and in the environment.

use std::path::PathBuf;
use std::time::Duration;

use super::Outcome;
use super::timing::Effort;

const USAGE: &str = "cargo bench --bench whole_process -- [import|log|start|prompt|read|report|run|hook|recall …] [--sizes 1k,10k,100k,1M] [--quick]";

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Importing files, beside `sqlite3`.
    Import,
    /// Logging one entry, beside `sqlite3`, `jrnl` and `task`.
    Log,
    /// What a start costs, beside `sqlite3`.
    Start,
    /// What a prompt costs that shows an exploration.
    Prompt,
    /// Listing, searching and reporting, by the size of the journal.
    Read,
    /// The page of a month by the size of the journal, and the memory that a year takes.
    Report,
    /// Running a command that prints much, beside `cat`.
    Run,
    /// A command that fails in a shell, beside an empty process.
    Hook,
    /// Finding lessons for a log, beside an empty process.
    Recall,
}

impl Part {
    /// Every part, in the order of the page. Importing comes first: it leaves journals for the others.
    pub const ALL: [Self; 9] = [
        Self::Import,
        Self::Log,
        Self::Start,
        Self::Prompt,
        Self::Read,
        Self::Report,
        Self::Run,
        Self::Hook,
        Self::Recall,
    ];
}

/// How many entries a journal holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Size {
    /// As it is written: `10k`.
    pub name: String,
    /// The number.
    pub entries: u64,
}

impl Size {
    /// Reads a number, or a number with `k` or `M`.
    ///
    /// # Errors
    /// When it is neither.
    pub fn parse(name: &str) -> Outcome<Self> {
        let (digits, unit) = match (name.strip_suffix('k'), name.strip_suffix('M')) {
            (Some(digits), _) => (digits, 1_000),
            (_, Some(digits)) => (digits, 1_000_000),
            _ => (name, 1),
        };
        let number: u64 = digits
            .parse()
            .map_err(|_| format!("`{name}` is no size: write 1k, 10k, 100k or 1M"))?;
        Ok(Self {
            name: name.to_owned(),
            entries: number * unit,
        })
    }
}

/// What is to be done.
pub struct Plan {
    parts: Vec<Part>,
    /// The sizes of journals, smallest first.
    pub sizes: Vec<Size>,
    /// Where files of entries are, where they are not to be made up.
    pub data: Option<PathBuf>,
    /// Where journals are kept from one run to the next.
    pub journals: Option<PathBuf>,
    /// Few runs of everything, to see whether the benchmark works.
    pub quick: bool,
}

impl Plan {
    /// Reads the command line and the environment.
    ///
    /// # Errors
    /// When something on the command line is not understood.
    pub fn from_arguments(arguments: &[String]) -> Outcome<Self> {
        let folder = |name| std::env::var_os(name).map(PathBuf::from);
        let mut plan = Self {
            parts: Vec::new(),
            sizes: sizes("1k,10k,100k,1M")?,
            data: folder("FOLIO_BENCH_DATA"),
            journals: folder("FOLIO_BENCH_JOURNALS"),
            quick: false,
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--bench" => {}
                "--quick" => plan.quick = true,
                "--sizes" => plan.sizes = sizes(arguments.next().ok_or(USAGE)?)?,
                "import" => plan.parts.push(Part::Import),
                "log" => plan.parts.push(Part::Log),
                "start" => plan.parts.push(Part::Start),
                "prompt" => plan.parts.push(Part::Prompt),
                "read" => plan.parts.push(Part::Read),
                "report" => plan.parts.push(Part::Report),
                "run" => plan.parts.push(Part::Run),
                "hook" => plan.parts.push(Part::Hook),
                "recall" => plan.parts.push(Part::Recall),
                other => return Err(format!("`{other}` is not understood\nhint: {USAGE}").into()),
            }
        }
        Ok(plan)
    }

    /// Whether a part was asked for; all are where none was named.
    pub fn wants(&self, part: Part) -> bool {
        self.parts.is_empty() || self.parts.contains(&part)
    }

    /// How often commands of some milliseconds are run.
    pub fn short_runs(&self) -> Effort {
        self.effort(15, 101, Duration::from_secs(3))
    }

    /// How often commands of a second and more are run.
    pub fn long_runs(&self) -> Effort {
        self.effort(3, 7, Duration::from_secs(20))
    }

    fn effort(&self, least: usize, most: usize, budget: Duration) -> Effort {
        if self.quick {
            return Effort {
                least: 2,
                most: 7,
                budget: budget / 10,
            };
        }
        Effort {
            least,
            most,
            budget,
        }
    }
}

fn sizes(list: &str) -> Outcome<Vec<Size>> {
    let mut sizes = list
        .split(',')
        .map(Size::parse)
        .collect::<Outcome<Vec<_>>>()?;
    sizes.sort_by_key(|size| size.entries);
    Ok(sizes)
}
