//! How far a long piece of work has come, shown to a person who waits. The bar itself is made here, over `indicatif`;
//! whether there is a terminal to show it on, `process` knows.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that takes less than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the sign that somebody is at work moves.
const TICK: Duration = Duration::from_millis(120);

/// Begins to show how far a piece of work has come.
pub trait ProgressBars {
    /// A bar for work of so many bytes, or of an unknown number.
    fn begin(&mut self, label: &str, bytes: Option<u64>) -> Rc<dyn Progress>;

    /// A line for work that has parts and no measure. It goes when this is dropped.
    fn watch(&mut self) -> Box<dyn Watch>;
}

/// How far a piece of work has come.
pub trait Progress {
    /// So many more bytes are done.
    fn advance(&self, bytes: u64);
    /// The work has ended; the bar goes.
    fn end(&self);
}

/// What part of a piece of work is under way.
pub trait Watch {
    /// This is done next.
    fn comes_to(&self, part: &str);
}

/// Shows nothing: for pipes and tests.
#[derive(Debug, Clone, Copy)]
pub struct NoProgress;

impl ProgressBars for NoProgress {
    fn begin(&mut self, _: &str, _: Option<u64>) -> Rc<dyn Progress> {
        Rc::new(Self)
    }

    fn watch(&mut self) -> Box<dyn Watch> {
        Box::new(Self)
    }
}

impl Watch for NoProgress {
    fn comes_to(&self, _: &str) {}
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

    fn watch(&mut self) -> Box<dyn Watch> {
        Box::new(Line::begin())
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

/// A line that moves by itself, for its work may be one call that takes minutes.
struct Line {
    bar: ProgressBar,
    /// Dropped when the work ends.
    end: Option<Sender<()>>,
    waiting: Option<JoinHandle<()>>,
}

impl Line {
    fn begin() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}, {elapsed}") {
            bar.set_style(style);
        }
        let shown = bar.clone();
        let (end, ended) = mpsc::channel();
        let waiting = thread::Builder::new().spawn(move || {
            if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(TICK);
            }
        });
        Self {
            bar,
            end: Some(end),
            waiting: waiting.ok(),
        }
    }
}

impl Watch for Line {
    fn comes_to(&self, part: &str) {
        self.bar.set_message(part.to_owned());
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        drop(self.end.take());
        drop(self.waiting.take().map(JoinHandle::join));
        self.bar.finish_and_clear();
    }
}
