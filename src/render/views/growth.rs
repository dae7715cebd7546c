//! The measures of growth, as the report and `report --growth` show them.

use super::presentation;
use super::rest::{Listed, SameChoice};
use crate::ops::report::{
    Breadth, CameBack, CheapFailures, Cycles, Growth, LessonDensity, Quartiles, Repeats,
    TimeToLesson,
};
use crate::render::{Column, Document, Line, Table};
use crate::text;

/// So many explorations are named that were converged after one approach.
const NAMED: usize = 7;

const MINUTES_PER_DAY: f64 = 24.0 * 60.0;

/// One measure: its name, what it is unless there are too few observations, and these.
struct Measure {
    name: &'static str,
    value: Option<String>,
    observations: String,
}

/// What there are enough observations for, and what was converged after one approach; nothing where that is nothing.
pub(super) fn known(document: Document, growth: &Growth, choice: &SameChoice) -> Document {
    let measures: Vec<Measure> = measures(growth)
        .into_iter()
        .filter(|measure| measure.value.is_some())
        .collect();
    if measures.is_empty() && growth.breadth.after_one.is_empty() {
        return document;
    }
    let mut document = document.space().heading(2, "Growth");
    if !measures.is_empty() {
        document = document.table(table(&measures));
    }
    remarks(document, growth, choice)
}

/// Every measure, with those that have too few observations.
pub(super) fn whole(document: Document, growth: &Growth, choice: &SameChoice) -> Document {
    let document = document.table(table(&measures(growth)));
    remarks(document, growth, choice)
}

fn table(measures: &[Measure]) -> Table {
    let mut table = Table::new([
        Column::keep("measure"),
        Column::shrink("value"),
        Column::keep("from"),
    ]);
    for measure in measures {
        let value = match &measure.value {
            Some(value) => Line::from(value.as_str()),
            None => Line::new().dim(presentation::TOO_FEW),
        };
        table.push([
            Line::from(measure.name),
            value,
            measure.observations.as_str().into(),
        ]);
    }
    table
}

fn measures(growth: &Growth) -> Vec<Measure> {
    // A report for others does not tell of days.
    let by_day = growth
        .cycles
        .as_ref()
        .filter(|cycles| cycles.observations > 0)
        .map(cycles);
    let others = [
        lesson_density(&growth.lesson_density),
        breadth(&growth.breadth),
        time_to_lesson(&growth.time_to_lesson),
        repeats(&growth.repeats),
        cheap_failures(&growth.cheap_failures),
        came_back(&growth.came_back),
    ];
    by_day.into_iter().chain(others).collect()
}

fn cycles(cycles: &Cycles) -> Measure {
    Measure {
        name: "learning cycles",
        value: cycles
            .per_day
            .map(|per_day| middle(&per_day, rounded, " a day")),
        observations: text::counted(cycles.observations, "active day", "active days"),
    }
}

fn lesson_density(density: &LessonDensity) -> Measure {
    let attempts = text::counted(density.met_again, "attempt", "attempts");
    let value = density.per_week.map(|per_week| {
        if density.principles == 0 {
            return "no principle".to_owned();
        }
        let often = rounded(per_week);
        let principles = if often == "1" {
            "principle"
        } else {
            "principles"
        };
        format!(
            "{often} {principles} a week; {} of {} new; {attempts} met one again",
            text::grouped(density.new_principles),
            text::grouped(density.principles)
        )
    });
    Measure {
        name: "lesson density",
        value,
        observations: text::counted(density.observations, "active week", "active weeks"),
    }
}

fn breadth(breadth: &Breadth) -> Measure {
    Measure {
        name: "breadth",
        value: share(breadth.share, "converged after two approaches or more"),
        observations: text::counted(breadth.observations, "exploration", "explorations"),
    }
}

fn time_to_lesson(time: &TimeToLesson) -> Measure {
    Measure {
        name: "time to lesson",
        value: time.minutes.map(|minutes| middle(&minutes, elapsed, "")),
        observations: text::counted(time.observations, "new lesson", "new lessons"),
    }
}

fn repeats(repeats: &Repeats) -> Measure {
    Measure {
        name: "repeats",
        value: share(repeats.share, "met a lesson already written"),
        observations: text::counted(repeats.observations, "lesson", "lessons"),
    }
}

fn cheap_failures(cheap: &CheapFailures) -> Measure {
    let spent = text::minutes(cheap.spent_minutes);
    let failures = text::counted(cheap.failures, "failure", "failures");
    Measure {
        name: "cheap failures",
        value: share(cheap.share, &format!("of the time: {spent} in {failures}")),
        observations: text::counted(cheap.observations, "timed attempt", "timed attempts"),
    }
}

fn came_back(came_back: &CameBack) -> Measure {
    let lessons = text::counted(came_back.lessons, "lesson", "lessons");
    Measure {
        name: "came back",
        value: share(
            came_back.share,
            &format!("of the times it helped: {lessons}"),
        ),
        observations: text::counted(came_back.observations, "judgment", "judgments"),
    }
}

/// A share and what it is a share of.
fn share(share: Option<f64>, what: &str) -> Option<String> {
    share.map(|share| format!("{} {what}", presentation::percent(share)))
}

/// What the table cannot say.
fn remarks(document: Document, growth: &Growth, choice: &SameChoice) -> Document {
    let mut document = document;
    let after_one = &growth.breadth.after_one;
    if !after_one.is_empty() {
        let breadth = &growth.breadth;
        let named: Vec<&str> = after_one.iter().take(NAMED).map(String::as_str).collect();
        let all = breadth.observations.saturating_sub(breadth.broad);
        let told = format!("Converged after one approach at most: {}", named.join(", "));
        document = document.paragraph(match all.saturating_sub(named.len() as u64) {
            0 => Line::from(format!("{told}.")),
            more => {
                let told = format!("{told}, and {} more", text::grouped(more));
                choice.rest(Listed::Explorations).line(&told).plain(".")
            }
        });
    }
    let early = growth.repeats.met_before_writing;
    if early > 0 && growth.repeats.share.is_some() {
        document = document.paragraph(Line::new().dim(format!(
            "{} a lesson again before it was written down or imported: lesson density counts them, repeats do not.",
            text::counted(early, "attempt met", "attempts met")
        )));
    }
    let time = &growth.time_to_lesson;
    if time.imported > 0 && time.minutes.is_some() {
        let were = if time.imported == 1 { "was" } else { "were" };
        document = document.paragraph(Line::new().dim(format!(
            "{} of the new lessons {were} imported: the time at which the entry was written counts.",
            text::grouped(time.imported)
        )));
    }
    document
}

/// The median, and the first and third quartile around it.
fn middle(quartiles: &Quartiles, written: fn(f64) -> String, unit: &str) -> String {
    format!(
        "median {}{unit}, middle half {} to {}",
        written(quartiles.median),
        written(quartiles.first),
        written(quartiles.third)
    )
}

/// A number with at most two decimals, without zeros at its end.
fn rounded(number: f64) -> String {
    let rounded = format!("{number:.2}");
    rounded
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

/// A time that passed, from minutes: in days where it was two or more.
pub(super) fn elapsed(minutes: f64) -> String {
    if minutes >= 2.0 * MINUTES_PER_DAY {
        return format!("{} days", rounded(minutes / MINUTES_PER_DAY));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and two days"
    )]
    text::minutes(minutes.round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_passed_is_told_in_minutes_hours_or_days() {
        assert_eq!(elapsed(0.0), "0 min");
        assert_eq!(elapsed(12.5), "13 min");
        assert_eq!(elapsed(150.0), "2 h 30 min");
        assert_eq!(elapsed(3.0 * MINUTES_PER_DAY), "3 days");
        assert_eq!(elapsed(2.26 * MINUTES_PER_DAY), "2.26 days");
    }

    #[test]
    fn converging_after_one_approach_is_said_though_there_is_too_little_for_a_share() {
        let mut growth = Growth::default();
        assert_eq!(
            known(Document::new(), &growth, &SameChoice::default()),
            Document::new()
        );
        growth.breadth.observations = 2;
        growth.breadth.after_one = vec!["cache-layer".to_owned(), "queue".to_owned()];
        let told = Document::new()
            .space()
            .heading(2, "Growth")
            .paragraph("Converged after one approach at most: cache-layer, queue.");
        assert_eq!(
            known(Document::new(), &growth, &SameChoice::default()),
            told
        );
    }
}
