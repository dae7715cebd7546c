//! How far a long piece of work has come, shown to a person who waits. The bar itself is made here, over `indicatif`;
//! whether there is a terminal to show it on, `process` knows.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that takes less than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Begins to show how far a piece of work has come.
pub trait ProgressBars {
    /// A bar for work of so many bytes, or of an unknown number.
    fn begin(&mut self, label: &str, bytes: Option<u64>) -> Rc<dyn Progress>;
}

/// How far a piece of work has come.
pub trait Progress {
    /// So many more bytes are done.
    fn advance(&self, bytes: u64);
    /// The work has ended; the bar goes.
    fn end(&self);
}

/// Shows nothing: for pipes and tests.
#[derive(Debug, Clone, Copy)]
pub struct NoProgress;

impl ProgressBars for NoProgress {
    fn begin(&mut self, _: &str, _: Option<u64>) -> Rc<dyn Progress> {
        Rc::new(Self)
    }
}

impl Progress for NoProgress {
    fn advance(&self, _: u64) {}

    fn end(&self) {}
}

/// Bars on standard error, past the first second.
#[derive(Debug, Clone, Copy)]
pub(super) struct TerminalProgress;

struct Bar {
    bar: ProgressBar,
    shown: Cell<bool>,
}

impl ProgressBars for TerminalProgress {
    fn begin(&mut self, label: &str, bytes: Option<u64>) -> Rc<dyn Progress> {
        let bar = match bytes {
            Some(bytes) => ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::hidden()),
            None => ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()),
        };
        let template = match bytes {
            Some(_) => "{msg} {wide_bar} {bytes}/{total_bytes}, {eta} left",
            None => "{msg} {spinner} {bytes}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(label.to_owned());
        Rc::new(Bar {
            bar,
            shown: Cell::new(false),
        })
    }
}

impl Progress for Bar {
    fn advance(&self, bytes: u64) {
        self.bar.inc(bytes);
        if !self.shown.get() && self.bar.elapsed() > PATIENCE {
            self.shown.set(true);
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}
