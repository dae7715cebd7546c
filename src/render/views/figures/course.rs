//! How the period went: attempts by day or in longer steps, outcomes and tags in steps of its length.

use chrono::NaiveDate;

use super::calendar::{self, Extent};
use super::steps::{Step, Steps};
use super::{Candidate, Drawn, attempts, candidate, capitalised};
use crate::ops::report::{Course, Report, Stretch, TagByMonth};
use crate::render::views::presentation::Presentation;
use crate::render::{Grid, Shape, Shares, Trend};
use crate::text::{counted, grouped};

/// So many rows at most: they have to fit on a printed page.
const ROWS: usize = 14;

/// So many columns at most.
const COLUMNS: usize = 24;

/// So many steps at most of a trend, which has one sign for each.
const STEPS_OF_TREND: usize = 60;

/// Day by day, or in longer steps where the days are many.
pub(super) fn by_day(report: &Report, presentation: &Presentation<'_>) -> Candidate {
    let days = &report.course.days;
    let Some(busiest) = days.iter().max_by_key(|day| day.attempts) else {
        return Candidate::untold("attempts by day", "not told to others");
    };
    let extent = Extent::of(report, &presentation.calendar);
    if let Some(grid) = calendar::grid(days, extent) {
        let first = days.first().map_or(busiest.date, |day| day.date);
        let last = days.last().map_or(busiest.date, |day| day.date);
        let reading = format!(
            "Attempts on {}{}, {}.",
            counted(days.len() as u64, "day", "days"),
            if report.running { " so far" } else { "" },
            most(
                busiest.attempts,
                days.iter().map(|day| day.attempts),
                ("on", &calendar::dated(busiest.date, (first, last)))
            )
        );
        let number = report.figures.attempts;
        let drawn = Drawn::As(Shape::Grid(grid));
        return candidate("attempts by day", number, attempts(number), reading, drawn);
    }
    trend(report, presentation)
}

fn trend(report: &Report, presentation: &Presentation<'_>) -> Candidate {
    let number = report.figures.attempts;
    let extent = Extent::of(report, &presentation.calendar);
    let Some((steps, stretches)) = stretches(&report.course, extent, STEPS_OF_TREND) else {
        return Candidate::untold("attempts by week", "there are none");
    };
    let unit = steps.step.name();
    let trend: Vec<(String, u64)> = steps
        .labels()
        .zip(
            stretches
                .iter()
                .map(|[failed, partial, worked]| failed + partial + worked),
        )
        .collect();
    let busiest = trend.iter().max_by_key(|(_, value)| *value);
    let reading = busiest.map_or_else(String::new, |(label, value)| {
        let all = trend.iter().map(|(_, value)| *value);
        format!("{}.", capitalised(&most(*value, all, ("in", label))))
    });
    candidate(
        &format!("attempts by {unit}"),
        number,
        attempts(number),
        cautious(reading, &steps, report, presentation),
        Drawn::As(Shape::Trend(Trend { unit, steps: trend })),
    )
}

/// Week by week, or in longer steps where the weeks are many.
pub(super) fn outcomes(report: &Report, presentation: &Presentation<'_>) -> Candidate {
    let figures = &report.figures;
    let extent = Extent::of(report, &presentation.calendar);
    let Some((steps, stretches)) = stretches(&report.course, extent, ROWS) else {
        return Candidate::untold("outcome by week", "there are no attempts");
    };
    let shares = Shares {
        unit: steps.step.name(),
        parts: ["failed", "partial", "worked"].map(String::from).to_vec(),
        rows: steps
            .labels()
            .zip(stretches.iter().map(|outcomes| outcomes.to_vec()))
            .collect(),
    };
    let reading = format!(
        "{} of {} failed, {} held in part, {} worked.",
        grouped(figures.failed),
        attempts(figures.attempts),
        grouped(figures.partial),
        grouped(figures.worked)
    );
    candidate(
        &format!("outcome by {}", steps.step.name()),
        figures.attempts,
        attempts(figures.attempts),
        cautious(reading, &steps, report, presentation),
        Drawn::As(Shape::Shares(shares)),
    )
}

/// The tags with most attempts through the months, or in longer steps.
pub(super) fn tags(report: &Report, presentation: &Presentation<'_>) -> Candidate {
    let course = &report.course;
    let months = begins(&course.months);
    let extent = Extent::of(report, &presentation.calendar);
    let steps = Steps::through((&[], &months), extent, Step::Month, COLUMNS);
    let Some(steps) = steps.filter(|steps| steps.count() > 1) else {
        return Candidate::untold("tags by month", "only of two months or more");
    };
    let summed = |of_months: &[u64]| {
        let mut sums = vec![0; steps.count()];
        for (month, attempts) in months.iter().zip(of_months) {
            let place = steps.place(*month);
            if let Some(sum) = place.and_then(|place| sums.get_mut(place)) {
                *sum += attempts;
            }
        }
        sums
    };
    let rows = course.tags.iter().map(|tag| {
        let cells = summed(&tag.attempts).into_iter().map(Some);
        (tag.tag.clone(), cells.collect())
    });
    let grid = Grid {
        unit: "tag".to_owned(),
        columns: steps.short_labels().collect(),
        rows: rows.collect(),
        span: steps.span(),
        counted: "attempts".to_owned(),
    };
    let reading = course.tags.first().map_or_else(String::new, |first| {
        let sum = |tag: &TagByMonth| tag.attempts.iter().sum::<u64>();
        let as_often = course.tags.iter().filter(|tag| sum(tag) == sum(first));
        let others = match as_often.count() {
            0 | 1 => "",
            2 => "; another tag as often",
            _ => "; others as often",
        };
        format!(
            "Most often {}: {}{others}.",
            first.tag,
            attempts(sum(first))
        )
    });
    let observations = course.attempts_under_tags;
    candidate(
        &format!("tags by {}", steps.step.name()),
        observations,
        format!("{}, each under every tag it has", attempts(observations)),
        cautious(reading, &steps, report, presentation),
        Drawn::As(Shape::Grid(grid)),
    )
}

/// Where the most was, of the numbers of all: `most on 13 Oct: 5`. Where several have as much, how many of them.
fn most(most: u64, all: impl Iterator<Item = u64>, (within, place): (&str, &str)) -> String {
    match all.filter(|number| *number == most).count() {
        0 | 1 => format!("most {within} {place}: {}", grouped(most)),
        several => format!("{} at most, {within} {several} of them", grouped(most)),
    }
}

/// What a figure says, with what is to be known of its first and last step.
fn cautious(
    reading: String,
    steps: &Steps,
    report: &Report,
    presentation: &Presentation<'_>,
) -> String {
    match steps.caution(report, &presentation.calendar) {
        Some(caution) => format!("{reading} {caution}").trim_start().to_owned(),
        None => reading,
    }
}

/// The outcomes in steps of the length of the period: failed, partial and worked of each.
fn stretches(course: &Course, extent: Extent, most: usize) -> Option<(Steps, Vec<[u64; 3]>)> {
    let (weeks, months) = (begins(&course.weeks), begins(&course.months));
    let steps = Steps::through((&weeks, &months), extent, Step::Week, most)?;
    let stretches = if steps.step == Step::Week {
        &course.weeks
    } else {
        &course.months
    };
    let mut sums = vec![[0; 3]; steps.count()];
    for stretch in stretches {
        let place = steps.place(stretch.begins);
        if let Some(sum) = place.and_then(|place| sums.get_mut(place)) {
            let [failed, partial, worked] = *sum;
            *sum = [
                failed + stretch.failed,
                partial + stretch.partial,
                worked + stretch.worked,
            ];
        }
    }
    Some((steps, sums))
}

fn begins(stretches: &[Stretch]) -> Vec<NaiveDate> {
    stretches.iter().map(|stretch| stretch.begins).collect()
}
