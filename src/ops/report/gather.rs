//! One pass over the entries of a period. What it holds grows with the days, tags, projects and principles of the
//! period, a few numbers for each, and not with its entries.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::calibration::{HelpTally, Intentions};
use super::course::{CourseTally, FOLLOWED};
use super::explorations::explored;
use super::figures::{
    Comparison, DEAREST, DEAREST_EACH, Draft, Figures, Group, InAll, LISTED, Report,
};
use super::growth::Observed;
use super::leading::Leading;
use super::principles::Principles;
use super::signals::Signals;
use crate::model::Filter;
use crate::model::time::{Calendar, Period};
use crate::ops::{OperationError, Session};
use crate::store::{Outline, Shorts};

/// What the pass adds up.
struct Gathered<'a> {
    calendar: Calendar<'a>,
    figures: Figures,
    tags: HashMap<Option<String>, Figures>,
    projects: HashMap<Option<String>, Figures>,
    principles: Principles<'a>,
    signals: Signals,
    drafts: Vec<Draft>,
    growth: Observed,
    help: HelpTally,
    course: CourseTally,
}

impl<'a> Gathered<'a> {
    fn new(
        session: &'a Session<'_>,
        filter: &Filter,
        intentions: &Intentions,
    ) -> Result<Self, OperationError> {
        Ok(Self {
            calendar: session.calendar,
            figures: Figures::default(),
            tags: HashMap::new(),
            projects: HashMap::new(),
            principles: Principles::new(session, filter.privacy)?,
            signals: Signals::new(),
            drafts: Vec::new(),
            growth: Observed::default(),
            help: HelpTally::new(intentions),
            course: CourseTally::default(),
        })
    }

    fn add(&mut self, outline: &Outline) -> Result<(), OperationError> {
        self.figures.add(outline);
        self.growth.add(outline, &self.calendar);
        self.help.add(outline);
        self.course.add(outline, &self.calendar);
        self.signals.add(outline);
        if let Some(meeting) = self.principles.add(outline)? {
            self.growth.meet(&meeting);
        }
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
        Ok(())
    }

    /// Keeps an attempt that waits for its principle, where it is among the first.
    fn add_draft(&mut self, outline: &Outline, shorts: &Shorts<'_>) -> Result<(), OperationError> {
        if outline.principle.is_none() && self.drafts.len() < LISTED {
            self.drafts.push(Draft {
                short: shorts.of(outline.id)?,
                tried: outline.tried.to_string(),
                happened_at: outline.happened_at,
            });
        }
        Ok(())
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
    let within = within(filter, period);
    let shorts = session.journal.shorts();
    let mut gathered = Gathered::new(session, filter, intentions)?;
    session.journal.for_each_outline(&within, |outline| {
        gathered.add(&outline)?;
        gathered.add_draft(&outline, &shorts)
    })?;
    let course = gathered
        .course
        .finish(session, &within, most_frequent(&gathered.tags))?;
    let figures = gathered.figures;
    let principles = gathered.principles.count();
    let met_again = gathered.principles.met_again(session)?;
    let (signals, all_signals) = gathered.signals.most_named(session, &within)?;
    let (explorations, all_explorations) = explored(session, period, filter)?;
    let in_all = InAll {
        tags: gathered.tags.len() as u64,
        projects: gathered.projects.len() as u64,
        principles_met_again: met_again.in_all,
        attempts_met_again: met_again.attempts,
        attempts_timed_under_tags: timed_under_tags(&figures, &gathered.tags),
        signals: all_signals,
        drafts: figures.drafts(),
        explorations: all_explorations,
    };
    let now = session.calendar.now();
    Ok(Report {
        period: period.clone(),
        zone: session.calendar.zone_name().map(str::to_owned),
        days: period.days(&session.calendar),
        only: filter.describe(),
        running: period.contains(now),
        days_so_far: period.days_begun(now, &session.calendar),
        figures,
        dearest_tags: dearest(&gathered.tags),
        tags: groups(gathered.tags),
        projects: groups(gathered.projects),
        principles_met_again: met_again.principles,
        signals,
        drafts: gathered.drafts,
        growth: gathered
            .growth
            .growth(session, period, filter, (&figures, principles))?,
        calibration: gathered.help.finish(),
        course,
        explorations,
        before: before(session, period, filter)?,
        in_all,
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

/// The groups with most attempts.
fn groups(figures: HashMap<Option<String>, Figures>) -> Vec<Group> {
    let mut leading = Leading::new(LISTED);
    for (name, figures) in figures {
        let size = Reverse((figures.attempts, figures.spent_minutes));
        leading.add((size, name.clone()), Group { name, figures });
    }
    leading.into_values().collect()
}

/// The tags that cost most, by what they cost in all. Some are there for what each of their attempts cost: what is rare
/// but dear would not be among the greatest sums.
fn dearest(tags: &HashMap<Option<String>, Figures>) -> Vec<Group> {
    let mut in_all = Leading::new(DEAREST);
    let mut each = Leading::new(DEAREST_EACH);
    for (name, figures) in tags {
        if name.is_some() && figures.spent_minutes > 0 {
            let sum = (Reverse(figures.spent_minutes), name);
            in_all.add(sum, figures);
            each.add((Reverse(figures.minutes_each()), sum), figures);
        }
    }
    let mut told: BTreeMap<_, _> = each
        .into_entries()
        .map(|((_, sum), figures)| (sum, figures))
        .collect();
    for (sum, figures) in in_all.into_entries() {
        if told.len() < DEAREST {
            told.insert(sum, figures);
        }
    }
    told.into_iter()
        .map(|((_, name), figures)| Group {
            name: name.clone(),
            figures: *figures,
        })
        .collect()
}

/// How many attempts have a tag and say what they cost: all but those without a tag.
fn timed_under_tags(all: &Figures, tags: &HashMap<Option<String>, Figures>) -> u64 {
    let untagged = tags.get(&None).map_or(0, Figures::timed);
    all.timed().saturating_sub(untagged)
}

/// The tags with most attempts.
fn most_frequent(tags: &HashMap<Option<String>, Figures>) -> Vec<String> {
    let mut leading = Leading::new(FOLLOWED);
    for (name, figures) in tags {
        if let Some(name) = name {
            leading.add((Reverse(figures.attempts), name), name.clone());
        }
    }
    leading.into_values().collect()
}
