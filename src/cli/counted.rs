//! Names with their counts (tags, principles, signals): the same filters, orders and formats for all of them.

use std::cmp::Reverse;

use clap::Args;
use serde::Serialize;

use super::filters::{FilterArguments, PageArguments, Sort};
use super::output::{self, Format, OfLists, OutputArguments};
use super::{Failure, Settings};
use crate::host::Host;
use crate::model::Filter;
use crate::ops::principles::PrincipleUse;
use crate::ops::signals::SignalUse;
use crate::ops::tags::TagUse;
use crate::render::Document;
use crate::render::views::{self, Presentation};

/// Which entries count, how many names are shown, in which order and how.
#[derive(Debug, Args)]
pub struct CountedArguments {
    #[command(flatten)]
    filters: FilterArguments,
    #[command(flatten)]
    page: PageArguments,
    #[command(flatten)]
    output: OutputArguments<OfLists>,
}

/// A name with its count.
pub trait Counted: Serialize + Sized {
    /// What many of them are called.
    const NAME: &'static str;
    /// So many are shown unless a limit says otherwise; 0 is all.
    const SHOWN: u64;
    /// By what they are sorted.
    fn rank(&self) -> Rank;
    /// What is shown of them.
    fn document(items: &[Self], presentation: &Presentation<'_>) -> Document;
}

/// By what a name can be sorted.
pub struct Rank {
    name: String,
    count: u64,
    last_seen: i64,
    spent: u64,
}

impl CountedArguments {
    /// The filter that is meant.
    ///
    /// # Errors
    /// When a date is not understood.
    pub fn filter(&self, settings: &Settings) -> Result<Filter, Failure> {
        self.filters.filter(&settings.calendar())
    }

    /// The format that is meant.
    pub fn format(&self) -> Format {
        self.output.format()
    }

    /// Shows a page of names, and says how many more there are.
    ///
    /// # Errors
    /// When names cannot be sorted so, or the output cannot be written.
    pub fn show<C: Counted>(
        &self,
        mut items: Vec<C>,
        settings: &Settings,
        host: &mut Host,
    ) -> Result<(), Failure> {
        let format = self.format();
        self.sort(&mut items)?;
        let total = items.len();
        if let Some(limit) = self.page.limit(C::SHOWN) {
            items.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        }
        match format {
            Format::Json => output::envelope(C::NAME, &items, host)?,
            Format::Jsonl => output::lines(&items, host)?,
            _ if items.is_empty() => output::remark(format!("no {}", C::NAME), settings, host)?,
            _ => {
                let document = C::document(&items, &settings.presentation_in(format));
                output::document(&document, format, settings, host)?;
            }
        }
        output::remark_more((total - items.len()) as u64, settings, host)
    }

    /// Most frequent first unless another order is asked for; by name where that leaves it open.
    fn sort<C: Counted>(&self, items: &mut [C]) -> Result<(), Failure> {
        items.sort_by_cached_key(|item| item.rank().name);
        match self.page.sort.unwrap_or(Sort::Count) {
            Sort::Name => {}
            Sort::Count => items.sort_by_cached_key(|item| Reverse(item.rank().count)),
            Sort::Date => items.sort_by_cached_key(|item| Reverse(item.rank().last_seen)),
            Sort::Spent => items.sort_by_cached_key(|item| Reverse(item.rank().spent)),
            Sort::Created | Sort::Relevance => {
                return Err(Failure::usage(
                    "names cannot be sorted so",
                    "write `--sort count`, `name`, `date` or `spent`",
                ));
            }
        }
        if self.page.reverse {
            items.reverse();
        }
        Ok(())
    }
}

impl Counted for TagUse {
    const NAME: &'static str = "tags";
    const SHOWN: u64 = 0;

    fn rank(&self) -> Rank {
        Rank {
            name: self.tag.to_lowercase(),
            count: self.entries,
            last_seen: self.last_seen.utc_milliseconds(),
            spent: self.spent_minutes,
        }
    }

    fn document(items: &[Self], presentation: &Presentation<'_>) -> Document {
        views::tags(items, presentation)
    }
}

impl Counted for PrincipleUse {
    const NAME: &'static str = "principles";
    const SHOWN: u64 = 20;

    fn rank(&self) -> Rank {
        Rank {
            name: self.principle.to_lowercase(),
            count: self.entries,
            last_seen: self.last_seen.utc_milliseconds(),
            spent: self.spent_minutes,
        }
    }

    fn document(items: &[Self], presentation: &Presentation<'_>) -> Document {
        views::principles(items, presentation)
    }
}

impl Counted for SignalUse {
    const NAME: &'static str = "signals";
    const SHOWN: u64 = 20;

    fn rank(&self) -> Rank {
        Rank {
            name: self.signal.to_lowercase(),
            count: self.entries,
            last_seen: self.last_seen.utc_milliseconds(),
            spent: self.spent_minutes,
        }
    }

    fn document(items: &[Self], presentation: &Presentation<'_>) -> Document {
        views::signals(items, presentation)
    }
}
