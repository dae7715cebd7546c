//! The figures of a report. None is drawn of fewer observations than [`ENOUGH`]; what is left out is named, with how many
//! there are. How the period went in time is in `course`.

mod calendar;
mod course;
mod help;
mod steps;

use chrono::NaiveDate;

use self::steps::Steps;
use super::growth::elapsed;
use super::presentation::Presentation;
use crate::config::Drawing;
use crate::model::time::Calendar;
use crate::ops::report::{ENOUGH, Group, Report};
use crate::render::{Bar, Document, Figure, Heads, Line, Point, Shape};
use crate::text::{self, counted, grouped};

/// So many things at most are drawn in one figure.
const MOST: usize = 8;

/// How a figure was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Among all others: where there is nothing of it, it is not missed.
    Together,
    /// By name: it is said why it is not there.
    ByName,
}

/// A figure that may be drawn, with what it is made of.
struct Candidate {
    title: String,
    observations: u64,
    counted: String,
    reading: String,
    drawn: Drawn,
}

/// What is drawn of a figure.
enum Drawn {
    As(Shape),
    /// Nothing, for a reason.
    Not(&'static str),
}

impl Candidate {
    /// A figure that is not drawn, however many observations there are.
    fn untold(name: &str, reason: &'static str) -> Self {
        candidate(
            name,
            ENOUGH,
            String::new(),
            String::new(),
            Drawn::Not(reason),
        )
    }
}

/// The figures of a report, and which are left out for want of observations.
pub(super) fn figures(
    document: Document,
    report: &Report,
    drawings: &[(Drawing, Wanted)],
    presentation: &Presentation<'_>,
) -> Document {
    let candidate = |drawing: &Drawing| match drawing {
        Drawing::Days => course::by_day(report, presentation),
        Drawing::Outcomes => course::outcomes(report, presentation),
        Drawing::TagsByMonth => course::tags(report, presentation),
        Drawing::CostByTag => cost_and_count(report),
        Drawing::Recurrence => recurrence(report),
        Drawing::Help => help::help(report),
        Drawing::TimeToLesson => time_to_lesson(report),
        Drawing::Breadth => breadth(report),
        Drawing::CameBack => came_back(report),
    };
    let mut document = document.space().heading(2, "Figures");
    let mut few = Vec::new();
    for (drawing, wanted) in drawings {
        let Candidate {
            title,
            observations,
            counted,
            reading,
            drawn,
        } = candidate(drawing);
        let left_out = match (observations, drawn) {
            (ENOUGH.., Drawn::As(shape)) => {
                let figure = Figure {
                    title,
                    observations: counted,
                    reading,
                    shape,
                };
                document = document.figure(figure).space();
                continue;
            }
            (ENOUGH.., Drawn::Not(reason)) => format!("{title}: {reason}."),
            (_, _) => format!("{title}: {counted}, too few to draw."),
        };
        match (wanted, observations) {
            (Wanted::ByName, _) => document = document.paragraph(Line::new().dim(left_out)),
            (Wanted::Together, observations @ 1..ENOUGH) => few.push(format!(
                "{} ({observations} of at least {ENOUGH})",
                uncapitalised(&title)
            )),
            (Wanted::Together, _) => {}
        }
    }
    match few.join(", ") {
        none if none.is_empty() => document,
        few => document.paragraph(Line::new().dim(format!("Too few to draw: {few}."))),
    }
}

/// What is to be known of the quarters from one that begins on a day to another: which of them the period cuts off. Where
/// the period has an end, also whether the last is not over: what is told of all time is the same on every day.
pub(super) fn caution_of_quarters(
    first: NaiveDate,
    last: NaiveDate,
    report: &Report,
    calendar: &Calendar<'_>,
) -> Option<String> {
    let quarters = Steps::quarters(first, last)?;
    match report.period.end() {
        Some(_) => quarters.caution(report, calendar),
        None => quarters.cut(&report.period, calendar),
    }
}

fn candidate(
    name: &str,
    observations: u64,
    counted: String,
    reading: String,
    drawn: Drawn,
) -> Candidate {
    Candidate {
        title: capitalised(name),
        observations,
        counted,
        reading,
        drawn,
    }
}

fn capitalised(words: &str) -> String {
    let mut words = words.to_owned();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

fn uncapitalised(title: &str) -> String {
    let mut name = title.to_owned();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    name
}

fn attempts(number: u64) -> String {
    counted(number, "attempt", "attempts")
}

/// Only attempts that say what they cost are counted: others would be divided in as if they had cost nothing.
fn cost_and_count(report: &Report) -> Candidate {
    let groups = &report.dearest_tags;
    let points: Vec<Point> = groups
        .iter()
        .filter_map(|group| {
            Some(Point {
                label: group.name.clone()?,
                count: group.figures.timed(),
                minutes: group.figures.spent_minutes,
                cost: text::minutes(group.figures.spent_minutes),
            })
        })
        .collect();
    let timed = report.in_all.attempts_timed_under_tags;
    let drawn = if points.is_empty() {
        Drawn::Not("no attempt with a tag says what it cost")
    } else {
        Drawn::As(Shape::Points(points))
    };
    let counted = match timed {
        1 => "1 attempt that has a tag and says its cost".to_owned(),
        _ => format!("{} that have a tag and say their cost", attempts(timed)),
    };
    candidate(
        "cost against count, by tag",
        timed,
        counted,
        dearest_each(groups),
        drawn,
    )
}

/// Which tag is dearest for each of its attempts: of all tags, for the dearest are among those that are told.
fn dearest_each(groups: &[Group]) -> String {
    let each = |group: &&Group| group.figures.minutes_each();
    // Of several the first, which cost most in all.
    let Some(dearest) = groups.iter().rev().max_by_key(each) else {
        return String::new();
    };
    let as_dear = groups.iter().filter(|group| each(group) == each(&dearest));
    let others = match as_dear.count() {
        0 | 1 => "",
        2 => "; another tag is as dear",
        _ => "; others are as dear",
    };
    format!(
        "Dearest for each attempt: {}, {} in {}{others}.",
        dearest.name.as_deref().unwrap_or_default(),
        text::minutes(dearest.figures.spent_minutes),
        attempts(dearest.figures.timed()),
    )
}

fn recurrence(report: &Report) -> Candidate {
    let met = &report.principles_met_again;
    let observations = report.in_all.attempts_met_again;
    let bars = met.iter().take(MOST).map(|met| Bar {
        label: met.principle.clone(),
        value: met.times,
        shown: format!(
            "{}, {} in all",
            grouped(met.times),
            grouped(met.times_in_all)
        ),
    });
    let bars: Vec<Bar> = bars.collect();
    let in_all = report.in_all.principles_met_again;
    let more = match in_all.saturating_sub(bars.len() as u64) {
        0 => String::new(),
        more => format!(" {} not drawn.", counted(more, "more is", "more are")),
    };
    let reading = format!(
        "{} met more than once, in the period or outside it.{more}",
        counted(in_all, "principle was", "principles were")
    );
    candidate(
        "principles by recurrence",
        observations,
        attempts(observations),
        reading,
        Drawn::As(Shape::Bars(["principle", "times"], bars)),
    )
}

fn time_to_lesson(report: &Report) -> Candidate {
    let time = &report.growth.time_to_lesson;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "minutes of a life"
    )]
    let bar = |label: &str, minutes: f64| Bar {
        label: label.to_owned(),
        value: minutes.round() as u64,
        shown: match minutes.round() {
            0.0 => "at once".to_owned(),
            _ => elapsed(minutes),
        },
    };
    let shape = time.minutes.map(|minutes| {
        Shape::Quartiles([
            bar("a quarter within", minutes.first),
            bar("half within", minutes.median),
            bar("three quarters within", minutes.third),
        ])
    });
    let reading = time.minutes.map_or_else(String::new, |minutes| {
        match (minutes.median.round(), minutes.third.round()) {
            (_, 0.0) => "Three quarters of the new lessons were written at once.".to_owned(),
            (0.0, _) => "Half of the new lessons were written at once.".to_owned(),
            _ => format!(
                "Half of the new lessons were written within {} of the first attempt.",
                elapsed(minutes.median)
            ),
        }
    });
    let counted = counted(time.observations, "new lesson", "new lessons");
    let drawn = shape.map_or(Drawn::Not("too few"), Drawn::As);
    candidate("time to lesson", time.observations, counted, reading, drawn)
}

/// Two bars that add up to the observations.
fn parted(heads: Heads, yes: (&str, u64), no: (&str, u64)) -> Shape {
    let bar = |(label, value): (&str, u64)| Bar {
        label: label.to_owned(),
        value,
        shown: grouped(value),
    };
    Shape::Bars(heads, vec![bar(yes), bar(no)])
}

fn breadth(report: &Report) -> Candidate {
    let breadth = &report.growth.breadth;
    let narrow = breadth.observations.saturating_sub(breadth.broad);
    let shape = parted(
        ["approaches", "explorations"],
        ("two approaches or more", breadth.broad),
        ("one at most", narrow),
    );
    let counted = counted(breadth.observations, "exploration", "explorations");
    let reading = format!(
        "{} of {counted} had several approaches that ended before it was decided.",
        grouped(breadth.broad)
    );
    candidate(
        "breadth before converging",
        breadth.observations,
        counted,
        reading,
        Drawn::As(shape),
    )
}

fn came_back(report: &Report) -> Candidate {
    let back = &report.growth.came_back;
    let not = back.observations.saturating_sub(back.helped);
    let shape = parted(
        ["judgment", "times"],
        ("helped", back.helped),
        ("was not relevant", not),
    );
    let counted = counted(back.observations, "judgment", "judgments");
    let reading = format!(
        "Of {counted}, {} said that a lesson had helped.",
        grouped(back.helped)
    );
    candidate(
        "lessons that came back",
        back.observations,
        counted,
        reading,
        Drawn::As(shape),
    )
}
