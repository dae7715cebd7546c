//! The figures of a report. None is drawn of fewer observations than [`ENOUGH`]; what is left out is named, with how many
//! there are.

mod calendar;

use chrono::Datelike as _;

use self::calendar::short_date;
use super::growth::elapsed;
use super::presentation::{self, Presentation};
use crate::config::Drawing;
use crate::model::Assist;
use crate::ops::report::{Area, ENOUGH, Intention, Report, Stretch};
use crate::render::{Bar, Document, Figure, Grid, Line, Point, Shape, Shares};
use crate::text::{self, counted, grouped};

/// So many things at most are drawn in one figure.
const MOST: usize = 8;

/// Up to so many weeks have their outcomes drawn.
const WEEKS_OF_OUTCOMES: usize = 14;

/// Up to so many months are drawn.
const MONTHS: usize = 24;

/// A figure, if it can be drawn, with what it would be made of.
struct Candidate {
    name: &'static str,
    observations: u64,
    figure: Option<Figure>,
}

/// The figures of a report, and which are left out for want of observations.
pub(super) fn figures(
    document: Document,
    report: &Report,
    drawings: &[Drawing],
    presentation: &Presentation<'_>,
) -> Document {
    let candidates = drawings.iter().map(|drawing| match drawing {
        Drawing::Days => calendar(report, presentation),
        Drawing::Outcomes => outcomes(report),
        Drawing::TagsByMonth => tags_by_month(report),
        Drawing::CostByTag => cost_and_count(report),
        Drawing::Recurrence => recurrence(report),
        Drawing::Help => help(report),
        Drawing::TimeToLesson => time_to_lesson(report),
        Drawing::Breadth => breadth(report),
        Drawing::CameBack => came_back(report),
    });
    let mut document = document.space().heading(2, "Figures");
    let mut few = Vec::new();
    let mut wide = Vec::new();
    for candidate in candidates {
        match (candidate.observations, candidate.figure) {
            (0, _) => {}
            (observations @ 1..ENOUGH, _) => few.push(format!(
                "{} ({observations} of at least {ENOUGH})",
                candidate.name
            )),
            (_, Some(figure)) => document = document.figure(figure).space(),
            (_, None) => wide.push(candidate.name),
        }
    }
    let left_out = [
        ("Too few to draw", few.join(", ")),
        ("Too long a period to draw", wide.join(", ")),
    ];
    for (why, names) in left_out {
        if !names.is_empty() {
            document = document.paragraph(Line::new().dim(format!("{why}: {names}.")));
        }
    }
    document
}

/// A figure that is drawn where there is anything to draw.
fn candidate(
    name: &'static str,
    observations: u64,
    counted: String,
    reading: String,
    shape: Option<Shape>,
) -> Candidate {
    let mut title = name.to_owned();
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let figure = shape.map(|shape| Figure {
        title,
        observations: counted,
        reading,
        shape,
    });
    Candidate {
        name,
        observations,
        figure,
    }
}

fn attempts(number: u64) -> String {
    counted(number, "attempt", "attempts")
}

fn calendar(report: &Report, presentation: &Presentation<'_>) -> Candidate {
    let days = &report.course.days;
    // A report for others does not tell of days.
    let observations = if days.is_empty() {
        0
    } else {
        report.figures.attempts
    };
    let busiest = days.iter().max_by_key(|day| (day.attempts, day.date));
    let reading = busiest.map_or_else(String::new, |busiest| {
        format!(
            "Attempts on {}, most on {}: {}.",
            counted(days.len() as u64, "day", "days"),
            short_date(busiest.date),
            busiest.attempts
        )
    });
    let shape = calendar::grid(report, presentation).map(Shape::Grid);
    candidate(
        "attempts by day",
        observations,
        attempts(observations),
        reading,
        shape,
    )
}

/// Week by week, or month by month where the weeks are many.
fn outcomes(report: &Report) -> Candidate {
    let course = &report.course;
    let figures = &report.figures;
    let by_week = course.weeks.len() <= WEEKS_OF_OUTCOMES;
    let (name, stretches) = if by_week {
        ("outcome by week", &course.weeks)
    } else {
        ("outcome by month", &course.months)
    };
    let rows = stretches.iter().map(|stretch| {
        let label = if by_week {
            format!("week of {}", short_date(stretch.begins))
        } else {
            stretch.begins.format("%b %Y").to_string()
        };
        (label, vec![stretch.failed, stretch.partial, stretch.worked])
    });
    let shares = Shares {
        parts: ["failed", "partial", "worked"].map(String::from).to_vec(),
        rows: rows.collect(),
    };
    let reading = format!(
        "{} of {} failed, {} held in part, {} worked.",
        grouped(figures.failed),
        attempts(figures.attempts),
        grouped(figures.partial),
        grouped(figures.worked)
    );
    let shape = (stretches.len() <= MONTHS).then_some(Shape::Shares(shares));
    let counted = attempts(figures.attempts);
    candidate(name, figures.attempts, counted, reading, shape)
}

fn tags_by_month(report: &Report) -> Candidate {
    let course = &report.course;
    let year = |month: &Stretch| month.begins.year();
    let several_years = course.months.first().map(year) != course.months.last().map(year);
    let name = |month: &Stretch| {
        let format = if several_years { "%b %y" } else { "%b" };
        month.begins.format(format).to_string()
    };
    let rows = course.tags.iter().map(|tag| {
        let cells = tag.attempts.iter().copied().map(Some);
        (tag.tag.clone(), cells.collect())
    });
    let grid = Grid {
        columns: course.months.iter().map(name).collect(),
        rows: rows.collect(),
    };
    let reading = course.tags.first().map_or_else(String::new, |first| {
        let sum = first.attempts.iter().sum();
        format!("Most often {}: {}.", first.tag, attempts(sum))
    });
    let observations = course.tags.iter().flat_map(|tag| &tag.attempts).sum();
    let shape = (2..=MONTHS)
        .contains(&grid.columns.len())
        .then_some(Shape::Grid(grid));
    let counted = format!("{}, each under every tag it has", attempts(observations));
    // A single month is no course: then the table of tags says all.
    let observations = if course.months.len() < 2 {
        0
    } else {
        observations
    };
    candidate("tags by month", observations, counted, reading, shape)
}

fn cost_and_count(report: &Report) -> Candidate {
    let groups = report.dearest_tags.iter().take(MOST);
    let points: Vec<Point> = groups
        .filter_map(|group| {
            Some(Point {
                label: group.name.clone()?,
                count: group.figures.attempts,
                minutes: group.figures.spent_minutes,
                cost: text::minutes(group.figures.spent_minutes),
            })
        })
        .collect();
    let dearest = points
        .iter()
        .max_by_key(|point| point.minutes / point.count.max(1));
    let reading = dearest.map_or_else(String::new, |dearest| {
        format!(
            "Dearest for each attempt: {}, {} in {}.",
            dearest.label,
            dearest.cost,
            attempts(dearest.count)
        )
    });
    let figures = &report.figures;
    let timed = figures.attempts.saturating_sub(figures.without_cost);
    let shape = (!points.is_empty()).then_some(Shape::Points(points));
    let counted = format!("{} that say their cost", attempts(timed));
    candidate("cost against count, by tag", timed, counted, reading, shape)
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
    let reading = format!(
        "{} met more than once, in the period or outside it.",
        counted(
            report.in_all.principles_met_again,
            "principle was",
            "principles were"
        )
    );
    candidate(
        "principles by recurrence",
        observations,
        attempts(observations),
        reading,
        (!bars.is_empty()).then_some(Shape::Bars(bars)),
    )
}

fn help(report: &Report) -> Candidate {
    let help = &report.calibration;
    let areas: Vec<&Area> = help
        .areas
        .iter()
        .filter(|area| area.observations >= ENOUGH)
        .take(MOST)
        .collect();
    let parts = |attempts: &dyn Fn(Assist) -> u64| {
        Assist::ALL.iter().map(|assist| attempts(*assist)).collect()
    };
    let of_all = |assist: Assist| {
        let level = help
            .levels
            .iter()
            .find(|level| level.assist == Some(assist));
        level.map_or(0, |level| level.figures.attempts)
    };
    let mut rows = vec![("all".to_owned(), parts(&of_all))];
    rows.extend(areas.iter().map(|area| {
        let meant = match area.intention {
            Intention::ByHand => "meant by hand",
            Intention::WithHelp => "meant with help",
        };
        (
            format!("{}, {meant}", area.name),
            parts(&|assist| area.attempts(assist)),
        )
    }));
    let otherwise: u64 = areas.iter().map(|area| area.otherwise).sum();
    let reading = match areas.len() {
        0 => "No area has been named, or none has enough attempts.".to_owned(),
        _ => format!(
            "{} in these areas went otherwise than meant.",
            attempts(otherwise)
        ),
    };
    let shares = Shares {
        parts: Assist::ALL
            .iter()
            .map(|assist| presentation::assist(*assist).to_owned())
            .collect(),
        rows,
    };
    let counted = format!(
        "{} that say how much help they had",
        attempts(help.observations)
    );
    candidate(
        "how much help, against what was meant",
        help.observations,
        counted,
        reading,
        Some(Shape::Shares(shares)),
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
        shown: elapsed(minutes),
    };
    let shape = time.minutes.map(|minutes| {
        Shape::Quartiles([
            bar("a quarter within", minutes.first),
            bar("half within", minutes.median),
            bar("three quarters within", minutes.third),
        ])
    });
    let reading = time.minutes.map_or_else(String::new, |minutes| {
        format!(
            "Half of the new lessons were written within {} of the first attempt.",
            elapsed(minutes.median)
        )
    });
    let counted = counted(time.observations, "new lesson", "new lessons");
    candidate("time to lesson", time.observations, counted, reading, shape)
}

/// Two bars that add up to the observations.
fn parted(yes: (&str, u64), no: (&str, u64)) -> Shape {
    let bar = |(label, value): (&str, u64)| Bar {
        label: label.to_owned(),
        value,
        shown: grouped(value),
    };
    Shape::Bars(vec![bar(yes), bar(no)])
}

fn breadth(report: &Report) -> Candidate {
    let breadth = &report.growth.breadth;
    let narrow = breadth.observations.saturating_sub(breadth.broad);
    let shape = parted(
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
        Some(shape),
    )
}

fn came_back(report: &Report) -> Candidate {
    let back = &report.growth.came_back;
    let not = back.observations.saturating_sub(back.helped);
    let shape = parted(("helped", back.helped), ("was not relevant", not));
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
        Some(shape),
    )
}
