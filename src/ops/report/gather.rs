//! One pass over the entries of a period.

use std::collections::HashMap;

use super::calibration::{HelpTally, Intentions};
use super::course::CourseTally;
use super::explorations::explored;
use super::figures::{Comparison, Draft, Figures, Group, PrincipleMet, Report, SignalSeen};
use super::growth::Observed;
use crate::model::time::{Calendar, Period};
use crate::model::{Filter, PrincipleKey, Privacy, Standing};
use crate::ops::{OperationError, Session};
use crate::store::Outline;

/// Figures of one thing that is counted by name, with what was written last.
#[derive(Default)]
struct Tally {
    written: String,
    times: u64,
    spent_minutes: u64,
    disputed: u64,
    next: Option<String>,
}

impl Tally {
    fn add(&mut self, outline: &Outline, written: &str) {
        written.clone_into(&mut self.written);
        self.times += 1;
        self.spent_minutes += outline.spent_minutes();
        self.disputed += u64::from(outline.standing == Some(Standing::Disputed));
        if let Some(next) = &outline.next {
            self.next = Some(next.to_string());
        }
    }
}

/// What the pass adds up.
struct Gathered<'a> {
    calendar: Calendar<'a>,
    figures: Figures,
    tags: HashMap<Option<String>, Figures>,
    projects: HashMap<Option<String>, Figures>,
    principles: HashMap<PrincipleKey, Tally>,
    signals: HashMap<String, Tally>,
    drafts: Vec<Draft>,
    growth: Observed,
    help: HelpTally,
    course: CourseTally,
}

impl<'a> Gathered<'a> {
    fn new(calendar: Calendar<'a>, intentions: &Intentions) -> Self {
        Self {
            calendar,
            figures: Figures::default(),
            tags: HashMap::new(),
            projects: HashMap::new(),
            principles: HashMap::new(),
            signals: HashMap::new(),
            drafts: Vec::new(),
            growth: Observed::default(),
            help: HelpTally::new(intentions),
            course: CourseTally::default(),
        }
    }

    fn add(&mut self, outline: &Outline) {
        self.figures.add(outline);
        self.growth.add(outline, &self.calendar);
        self.help.add(outline);
        self.course.add(outline, &self.calendar);
        for tag in &outline.tags {
            self.tags
                .entry(Some(tag.to_string()))
                .or_default()
                .add(outline);
        }
        if outline.tags.is_empty() {
            self.tags.entry(None).or_default().add(outline);
        }
        self.projects
            .entry(outline.project.as_ref().map(ToString::to_string))
            .or_default()
            .add(outline);
        if let Some(principle) = &outline.principle {
            self.principles
                .entry(PrincipleKey::of(principle.as_str()))
                .or_default()
                .add(outline, principle.as_str());
        }
        for signal in &outline.signals {
            self.signals
                .entry(signal.as_str().to_lowercase())
                .or_default()
                .add(outline, signal.as_str());
        }
    }
}

/// The report of a period. The filter's own period is replaced by this one; `intentions` are the areas to look at.
///
/// # Errors
/// When the journal cannot be read.
pub fn report(
    session: &Session<'_>,
    period: &Period,
    filter: &Filter,
    intentions: &Intentions,
) -> Result<Report, OperationError> {
    let shorts = session.journal.shorts();
    let mut gathered = Gathered::new(session.calendar, intentions);
    session
        .journal
        .for_each_outline(&within(filter, period), |outline| {
            gathered.add(&outline);
            if outline.principle.is_none() {
                let short = shorts.of(outline.id)?;
                let tried = outline.tried.to_string();
                gathered.drafts.push(Draft {
                    short,
                    tried,
                    happened_at: outline.happened_at,
                });
            }
            Ok::<(), OperationError>(())
        })?;
    let now = session.calendar.now();
    Ok(Report {
        period: period.clone(),
        zone: session.calendar.zone_name().map(str::to_owned),
        days: period.days(&session.calendar),
        only: filter.describe(),
        running: period.contains(now),
        days_so_far: period.days_begun(now, &session.calendar),
        figures: gathered.figures,
        tags: groups(gathered.tags),
        projects: groups(gathered.projects),
        principles_met_again: met_again(session, gathered.principles, filter.privacy)?,
        signals: signals(gathered.signals),
        drafts: gathered.drafts,
        growth: gathered
            .growth
            .growth(session, period, filter, &gathered.figures)?,
        calibration: gathered.help.finish(),
        course: gathered.course.finish(),
        explorations: explored(session, period, filter)?,
        before: before(session, period, filter)?,
    })
}

/// A filter with a period in the place of its own.
pub(super) fn within(filter: &Filter, period: &Period) -> Filter {
    Filter {
        since: period.start(),
        until: period.end(),
        ..filter.clone()
    }
}

fn before(
    session: &Session<'_>,
    period: &Period,
    filter: &Filter,
) -> Result<Option<Comparison>, OperationError> {
    let calendar = &session.calendar;
    let Some(whole) = period.previous(calendar) else {
        return Ok(None);
    };
    let begun = period.days_begun(calendar.now(), calendar);
    let first = begun.and_then(|days| whole.first_days(days, calendar));
    let compared = first.unwrap_or_else(|| whole.clone());
    let mut figures = Figures::default();
    session
        .journal
        .for_each_outline(&within(filter, &compared), |outline| {
            figures.add(&outline);
            Ok::<(), OperationError>(())
        })?;
    Ok(Some(Comparison {
        days: compared.days(calendar),
        cut: compared != whole,
        period: compared,
        figures,
    }))
}

fn groups(figures: HashMap<Option<String>, Figures>) -> Vec<Group> {
    let mut groups: Vec<Group> = figures
        .into_iter()
        .map(|(name, figures)| Group { name, figures })
        .collect();
    groups.sort_by(|a, b| {
        let size = |group: &Group| (group.figures.attempts, group.figures.spent_minutes);
        size(b).cmp(&size(a)).then_with(|| a.name.cmp(&b.name))
    });
    groups
}

fn met_again(
    session: &Session<'_>,
    principles: HashMap<PrincipleKey, Tally>,
    privacy: Privacy,
) -> Result<Vec<PrincipleMet>, OperationError> {
    let hidden = session.journal.hidden_tags(privacy)?;
    let mut met = Vec::new();
    for (key, tally) in principles {
        let meetings = session.journal.principle_meetings(&key, &hidden)?;
        let Some(meetings) = meetings.filter(|meetings| meetings.entries > 1) else {
            continue;
        };
        met.push(PrincipleMet {
            principle: tally.written,
            times: tally.times,
            spent_minutes: tally.spent_minutes,
            times_in_all: meetings.entries,
            disputed: tally.disputed,
            first_met: meetings.first_met,
        });
    }
    met.sort_by(|a, b| {
        let weight = |met: &PrincipleMet| (met.times, met.times_in_all, met.spent_minutes);
        weight(b)
            .cmp(&weight(a))
            .then_with(|| a.principle.cmp(&b.principle))
    });
    Ok(met)
}

fn signals(signals: HashMap<String, Tally>) -> Vec<SignalSeen> {
    let mut seen: Vec<SignalSeen> = signals
        .into_values()
        .map(|tally| SignalSeen {
            signal: tally.written,
            times: tally.times,
            spent_minutes: tally.spent_minutes,
            next: tally.next,
            disputed: tally.disputed,
        })
        .collect();
    seen.sort_by(|a, b| {
        let weight = |seen: &SignalSeen| (seen.times, seen.spent_minutes);
        weight(b)
            .cmp(&weight(a))
            .then_with(|| a.signal.cmp(&b.signal))
    });
    seen
}
