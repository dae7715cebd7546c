//! How dates, costs and outcomes are put, the same in every view.

use crate::config::Dates;
use crate::model::time::{Calendar, Stamp};
use crate::model::{Assist, Outcome, Stage, Tag};
use crate::render::{Line, Role};
use crate::store::Count;
use crate::text;

/// What views need to know of the person they are made for.
#[derive(Clone, Copy)]
pub struct Presentation<'a> {
    /// The person's zone and present moment.
    pub calendar: Calendar<'a>,
    /// How dates are written.
    pub dates: Dates,
}

impl Presentation<'_> {
    /// The day of a stamp, in the style that is configured.
    pub fn date(&self, stamp: Stamp) -> String {
        let date = self.calendar.date_of(stamp);
        match self.dates {
            Dates::Iso => date.format("%Y-%m-%d").to_string(),
            Dates::Long => date.format("%-d %b %Y").to_string(),
            Dates::Relative => self.relative(stamp),
        }
    }

    /// The day and the minute of a stamp.
    pub fn moment(&self, stamp: Stamp) -> String {
        let local = self.calendar.local_of(stamp);
        match self.dates {
            Dates::Iso => local.format("%Y-%m-%d %H:%M").to_string(),
            Dates::Long => local.format("%-d %b %Y, %H:%M").to_string(),
            Dates::Relative => self.relative(stamp),
        }
    }

    fn relative(&self, stamp: Stamp) -> String {
        let days = (self.calendar.today() - self.calendar.date_of(stamp)).num_days();
        let ago = |count: i64, unit: &str| {
            let count = count.unsigned_abs();
            format!("{} ago", text::counted(count, unit, &format!("{unit}s")))
        };
        match days {
            ..0 => self.calendar.date_of(stamp).format("%Y-%m-%d").to_string(),
            0 => "today".to_owned(),
            1 => "yesterday".to_owned(),
            2..14 => ago(days, "day"),
            14..60 => ago(days / 7, "week"),
            60..730 => ago(days / 30, "month"),
            _ => ago(days / 365, "year"),
        }
    }
}

/// An outcome; the word carries the meaning, the role only colours it.
pub(super) fn outcome(outcome: Outcome) -> Line {
    let role = match outcome {
        Outcome::Failed => Role::Bad,
        Outcome::Partial => Role::Warning,
        Outcome::Worked => Role::Good,
    };
    Line::new().with(role, outcome.as_str())
}

/// A stage.
pub(super) fn stage(stage: Stage) -> Line {
    let role = match stage {
        Stage::Draft => Role::Warning,
        Stage::Lesson => Role::Plain,
        Stage::Reviewed => Role::Good,
    };
    Line::new().with(role, stage.as_str())
}

/// Tags, with commas between them.
pub(super) fn tags(tags: &[Tag]) -> Line {
    let mut line = Line::new();
    for (index, tag) in tags.iter().enumerate() {
        if index > 0 {
            line = line.plain(", ");
        }
        line = line.tag(tag.as_str());
    }
    line
}

/// Minutes, or nothing.
pub(super) fn spent(minutes: u64) -> String {
    if minutes == 0 {
        String::new()
    } else {
        text::minutes(minutes)
    }
}

/// A share from 0 to 1 as a percentage, or that there are too few observations for one.
pub(super) fn share(share: Option<f64>) -> String {
    share.map_or_else(|| TOO_FEW.to_owned(), percent)
}

/// A share from 0 to 1 as a percentage.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// What stands in the place of a figure that too few observations are behind.
pub(super) const TOO_FEW: &str = "too few";

/// A level of assistance, in words.
pub(super) fn assist(assist: Assist) -> &'static str {
    match assist {
        Assist::None => "by hand",
        Assist::Ask => "asked for help",
        Assist::Pair => "generated, then understood",
        Assist::Delegate => "generated, used as is",
    }
}

/// A count for people: `12`, or `more than 10,000`.
pub(super) fn count(count: Count) -> String {
    match count {
        Count::Exactly(count) => text::grouped(count),
        Count::MoreThan(bound) => format!("more than {}", text::grouped(bound)),
    }
}
