//! A log of any length in bounded memory: its beginning, the neighbourhoods of lines that report trouble, and its end.
//! What is left out is progress. A log that is short is kept as it is.

use std::collections::VecDeque;

use super::lines::reports_trouble;

/// Bytes of the beginning that are kept.
const HEAD: usize = 16 * 1024;
/// Bytes of the end that are kept.
const TAIL: usize = 64 * 1024;
/// Bytes of the first neighbourhoods of trouble that are kept, and as many of the last.
const TROUBLE: usize = 48 * 1024;
/// Lines of a neighbourhood before the trouble and behind it.
const LINES_BEFORE: usize = 2;
const LINES_BEHIND: usize = 16;

/// Takes a log line by line and keeps what may matter.
#[derive(Debug, Default)]
pub struct Condenser {
    head: Lines,
    first_trouble: Lines,
    last_trouble: Lines,
    tail: Lines,
    /// The last lines that were left out.
    before: VecDeque<String>,
    /// So many lines still belong to the last trouble.
    behind: usize,
}

/// Lines, and the bytes that they take.
#[derive(Debug, Default)]
struct Lines {
    lines: VecDeque<String>,
    bytes: usize,
}

impl Lines {
    fn push(&mut self, line: String) {
        self.bytes += line.len() + 1;
        self.lines.push_back(line);
    }

    fn pop(&mut self) -> Option<String> {
        let line = self.lines.pop_front()?;
        self.bytes -= line.len() + 1;
        Some(line)
    }
}

impl Condenser {
    /// Takes the next line, without its end. It should be of bounded length.
    pub fn push(&mut self, line: String) {
        self.tail.push(line);
        while self.tail.bytes > TAIL
            && let Some(line) = self.tail.pop()
        {
            self.leave_tail(line);
        }
    }

    /// What was kept, in order.
    pub fn finish(self) -> String {
        let parts = [self.head, self.first_trouble, self.last_trouble, self.tail];
        let mut text = String::with_capacity(parts.iter().map(|part| part.bytes).sum());
        for line in parts.into_iter().flat_map(|part| part.lines) {
            text.push_str(&line);
            text.push('\n');
        }
        text
    }

    /// Decides over a line that is too far from the end to be kept for that.
    fn leave_tail(&mut self, line: String) {
        if self.head.bytes < HEAD && self.first_trouble.lines.is_empty() {
            self.head.push(line);
        } else if reports_trouble(&line) {
            // A gap between neighbourhoods keeps them apart.
            self.keep(String::new());
            for before in std::mem::take(&mut self.before) {
                self.keep(before);
            }
            self.keep(line);
            self.behind = LINES_BEHIND;
        } else if self.behind > 0 {
            self.behind -= 1;
            self.keep(line);
        } else {
            self.before.push_back(line);
            if self.before.len() > LINES_BEFORE {
                self.before.pop_front();
            }
        }
    }

    fn keep(&mut self, line: String) {
        if self.first_trouble.bytes < TROUBLE {
            self.first_trouble.push(line);
            return;
        }
        self.last_trouble.push(line);
        while self.last_trouble.bytes > TROUBLE && self.last_trouble.pop().is_some() {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn condensed(lines: impl Iterator<Item = String>) -> String {
        let mut condenser = Condenser::default();
        lines.for_each(|line| condenser.push(line));
        condenser.finish()
    }

    #[test]
    fn a_short_log_is_kept_as_it_is() {
        let log = "one\n\nerror: two\nthree\n";
        assert_eq!(condensed(log.lines().map(str::to_owned)), log);
    }

    #[test]
    fn of_a_long_log_the_trouble_in_its_middle_stays_with_its_neighbours() {
        let line = |number: usize| match number {
            10_000 => "error[E0382]: borrow of moved value".to_owned(),
            10_003 => "help: clone it".to_owned(),
            other => format!("   Compiling part_{other} v1.0.0"),
        };
        let kept = condensed((0..20_000).map(line));
        for expected in ["part_0 ", "part_9999 ", "E0382", "clone it", "part_19999 "] {
            assert!(kept.contains(expected), "{expected}");
        }
        assert!(!kept.contains("part_8000 "));
        assert!(kept.len() <= HEAD + 2 * TROUBLE + TAIL + 4_096);
    }

    #[test]
    fn of_very_much_trouble_the_first_and_the_last_stays() {
        let kept = condensed((0..20_000).map(|number| format!("error: widget {number} broke")));
        for expected in ["widget 0 ", "widget 600 ", "widget 19999 "] {
            assert!(kept.contains(expected), "{expected}");
        }
        assert!(kept.len() <= HEAD + 2 * TROUBLE + TAIL + 4_096);
    }
}
