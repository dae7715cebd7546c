//! Runs taken in turns, and what is said of their times: the median, and the quartiles as a measure of the noise.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use super::{Outcome, scene};

/// How often things are run: until the budget is spent, within bounds.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// At least so often.
    pub least: usize,
    /// At most so often.
    pub most: usize,
    /// For so long, if the bounds allow.
    pub budget: Duration,
}

/// A command that can be run again and again.
pub struct Run {
    command: Command,
    input: Option<PathBuf>,
    made_anew: Vec<PathBuf>,
}

impl From<Command> for Run {
    fn from(command: Command) -> Self {
        Self {
            command,
            input: None,
            made_anew: Vec::new(),
        }
    }
}

impl Run {
    /// Reads this file as its standard input.
    pub fn reading(mut self, input: PathBuf) -> Self {
        self.input = Some(input);
        self
    }

    /// Begins each time without the database at `path`.
    pub fn without(mut self, path: &std::path::Path) -> Self {
        for suffix in ["", "-wal", "-shm"] {
            let mut path = path.as_os_str().to_owned();
            path.push(suffix);
            self.made_anew.push(path.into());
        }
        self
    }

    fn prepare(&mut self) -> Outcome<()> {
        for path in &self.made_anew {
            if path.exists() {
                fs::remove_file(path)?;
            }
        }
        if let Some(input) = &self.input {
            self.command.stdin(fs::File::open(input)?);
        }
        Ok(())
    }

    /// Runs it once, and fails with what it says when it does.
    ///
    /// # Errors
    /// When the command cannot be run, or fails.
    pub fn once(&mut self) -> Outcome<Duration> {
        self.prepare()?;
        let begin = Instant::now();
        scene::output(&mut self.command)?;
        Ok(begin.elapsed())
    }

    fn timed(&mut self) -> Outcome<Duration> {
        self.prepare()?;
        let begin = Instant::now();
        let status = self.command.status()?;
        let time = begin.elapsed();
        if status.success() {
            Ok(time)
        } else {
            Err(format!("{:?} failed: {status}", self.command).into())
        }
    }

    /// Runs it once, and looks every five milliseconds at the most memory it has held.
    ///
    /// # Errors
    /// When the command cannot be run, or fails.
    pub fn watched(&mut self) -> Outcome<(Duration, Memory)> {
        self.prepare()?;
        let begin = Instant::now();
        let mut child = self.command.spawn()?;
        let mut peak = Memory(None);
        loop {
            peak = Memory::peak_of(&child).or(peak);
            if let Some(status) = child.try_wait()? {
                let time = begin.elapsed();
                return if status.success() {
                    Ok((time, peak))
                } else {
                    Err(format!("{:?} failed: {status}", self.command).into())
                };
            }
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// The most memory that a process has held, in bytes, where the system says so (`VmHWM`, on Linux).
#[derive(Debug, Clone, Copy)]
pub struct Memory(pub Option<u64>);

impl Memory {
    fn peak_of(child: &Child) -> Self {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        Self(kibibytes.map(|kibibytes| kibibytes * 1024))
    }

    fn or(self, other: Self) -> Self {
        Self(self.0.or(other.0))
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(bytes) => write!(formatter, "{} MiB", bytes.div_ceil(1 << 20)),
            None => write!(formatter, "not measured here"),
        }
    }
}

/// How long something took.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// Half of the runs took longer.
    pub median: Duration,
    /// A quarter of the runs took less.
    pub lower_quartile: Duration,
    /// A quarter of the runs took longer.
    pub upper_quartile: Duration,
}

impl Timing {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let at = |numerator: usize| {
            let index = (times.len().saturating_sub(1) * numerator + 2) / 4;
            times.get(index).copied().unwrap_or_default()
        };
        Self {
            median: at(2),
            lower_quartile: at(1),
            upper_quartile: at(3),
        }
    }

    /// How many times longer it took than `other`, by the medians.
    pub fn ratio(&self, other: &Self) -> f64 {
        self.median.as_secs_f64() / other.median.as_secs_f64()
    }
}

impl fmt::Display for Timing {
    /// The median with its quartiles: `2.41 ms (2.35–2.60)`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (unit, scale) = if self.median < Duration::from_secs(1) {
            ("ms", 1e3)
        } else {
            ("s", 1.0)
        };
        let [median, lower, upper] = [self.median, self.lower_quartile, self.upper_quartile]
            .map(|time| three_digits(time.as_secs_f64() * scale));
        write!(formatter, "{median} {unit} ({lower}–{upper})")
    }
}

/// A number with three digits that count.
pub fn three_digits(number: f64) -> String {
    let decimals = match number {
        _ if number < 10.0 => 2,
        _ if number < 100.0 => 1,
        _ => 0,
    };
    format!("{number:.decimals$}")
}

/// Times several commands, each once in every round, so that noise hits all of them alike. Before the first round
/// each runs once untimed, which fills the caches.
///
/// # Errors
/// When one of them fails.
pub fn in_turns(runs: &mut [Run], effort: Effort) -> Outcome<Vec<Timing>> {
    let warm_up = runs.iter_mut().map(Run::once).sum::<Outcome<Duration>>()?;
    let rounds = (effort.budget.as_micros() / warm_up.as_micros().max(1)) as usize;
    let rounds = rounds.clamp(effort.least, effort.most);
    let mut times = vec![Vec::with_capacity(rounds); runs.len()];
    for _ in 0..rounds {
        for (run, times) in runs.iter_mut().zip(&mut times) {
            times.push(run.timed()?);
        }
    }
    Ok(times.into_iter().map(Timing::of).collect())
}
