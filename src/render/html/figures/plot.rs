//! How often against how dear: a dot for each thing at its place between two scales, numbered, and below which number is
//! what.

use maud::html;

use super::{Drawing, LABEL, WIDTH, room, shown_apart, top};
use crate::render::figure::{Point, scaled};
use crate::text;

/// The height of the highest place above the lowest.
const HEIGHT: u64 = 165;

/// Where the lowest place is.
const GROUND: u64 = 192;

/// So much is left on the right for what stands beside the last dot.
const MARGIN: u64 = 20;

/// So many steps at most on a scale.
const STEPS: u64 = 4;

/// The columns that the number and the cost of a thing take in the list below.
const COUNT_AND_COST: usize = 24;

/// A dot and its number take this much to each side, and two numbers, beside what the number takes.
const AROUND: i64 = 7;

/// Dots that are nearer to each other can hardly be told apart: one label names them all.
const APART: u64 = 8;

/// A scale from nothing to at least the most.
struct Scale {
    step: u64,
    end: u64,
}

impl Scale {
    /// The scale with the shortest of these steps, which become longer and longer, that is not cut too finely.
    fn to(most: u64, mut steps: impl Iterator<Item = u64>) -> Self {
        let most = most.max(1);
        let step = steps.find(|step| most.div_ceil(*step) <= STEPS);
        let step = step.unwrap_or(most);
        Self {
            step,
            end: most.div_ceil(step).saturating_mul(step),
        }
    }

    fn ticks(&self) -> impl Iterator<Item = u64> {
        (0..=self.end / self.step).map(|tick| tick * self.step)
    }
}

/// 1, 2, 5, 10, 20, 50 and so on.
fn round_numbers() -> impl Iterator<Item = u64> {
    let powers = (0..19).map(|power| 10_u64.pow(power));
    powers.flat_map(|power| [1, 2, 5].map(|digit| power.saturating_mul(digit)))
}

/// Minutes up to half an hour, and round numbers of hours.
fn round_times() -> impl Iterator<Item = u64> {
    let hours = round_numbers().map(|hours| hours.saturating_mul(60));
    [5, 10, 15, 30].into_iter().chain(hours)
}

/// The dots and their scales, and the list below.
pub(super) fn plot(points: &[Point]) -> Drawing {
    let count = points.iter().map(|point| point.count).max().unwrap_or(0);
    let minutes = points.iter().map(|point| point.minutes).max().unwrap_or(0);
    let often = Scale::to(count, round_numbers());
    let dear = Scale::to(minutes, round_times());
    let names: Vec<(u64, String)> = dear.ticks().map(|tick| (tick, cost(tick))).collect();
    let left = names.iter().map(|(_, name)| room(name)).max().unwrap_or(0) + 8;
    let right = WIDTH - MARGIN;
    let x = |count: u64| left + scaled(count, often.end, right.saturating_sub(left));
    let y = |minutes: u64| GROUND - scaled(minutes, dear.end, HEIGHT);
    let dots: Vec<(u64, u64)> = points
        .iter()
        .map(|point| (x(point.count), y(point.minutes)))
        .collect();
    let labels = points.iter().map(|point| point.label.as_str());
    let labels = shown_apart(labels, LABEL - COUNT_AND_COST);
    let drawn = html! {
        text.dim x="0" y="12" { "time spent" }
        @for (tick, name) in &names {
            path.grid d={ "M" (left) " " (y(*tick)) "H" (right) } {}
            text.dim.end x=(left - 6) y=(y(*tick) + 4) { (name) }
        }
        @for tick in often.ticks() {
            path.grid d={ "M" (x(tick)) " " (GROUND - HEIGHT) "V" (GROUND + 4) } {}
            text.dim.middle x=(x(tick)) y=(GROUND + 17) { (text::grouped(tick)) }
        }
        text.dim.end x=(WIDTH) y=(GROUND + 33) { "attempts" }
        @for (x, y) in &dots {
            circle.bar cx=(x) cy=(y) r="4" {}
        }
        @for label in labels_beside(&dots, left) {
            text.middle x=(label.x) y=(label.y) { (label.text) }
        }
        @for (index, (point, label)) in points.iter().zip(&labels).enumerate() {
            @let y = GROUND + 58 + top(index, 20);
            text x="0" y=(y) { (index + 1) "  " (label) }
            text.dim.end x=(WIDTH) y=(y) { (text::grouped(point.count)) " × · " (point.cost) }
        }
    };
    (drawn, GROUND + 46 + top(points.len(), 20))
}

fn cost(minutes: u64) -> String {
    match minutes {
        0 => "0".to_owned(),
        minutes => text::minutes(minutes),
    }
}

/// The numbers of dots that are near each other, at the place where they stand: `3`, `6–8`, `2, 5`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Label {
    text: String,
    x: i64,
    y: i64,
}

impl Label {
    /// Half of its width.
    fn half(&self) -> i64 {
        signed(room(&self.text).div_ceil(2))
    }
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(0)
}

/// Each label stands beside its dot, right of the scale, and not upon another label or dot where there is room elsewhere.
fn labels_beside(dots: &[(u64, u64)], left: u64) -> Vec<Label> {
    let mut taken: Vec<Label> = Vec::new();
    for cluster in clusters(dots) {
        let Some((x, y)) = cluster.first().and_then(|first| dots.get(*first)) else {
            continue;
        };
        let (text, (x, y)) = (named(&cluster), (signed(*x), signed(*y)));
        let places = places(&Label { text, x, y });
        let is_free = |label: &&Label| {
            let is_near = |x: i64, y: i64, half: i64| {
                (label.x - x).abs() < label.half() + half && (label.y - y).abs() < 12
            };
            let on_label = |other: &Label| is_near(other.x, other.y, other.half() + AROUND / 2);
            // A label stands upon its lowest edge.
            let on_dot = |(x, y): &(u64, u64)| is_near(signed(*x), signed(*y) + 4, AROUND);
            label.x - label.half() > signed(left) + 2
                && label.x + label.half() < signed(WIDTH)
                && (20..=signed(GROUND)).contains(&label.y)
                && !taken.iter().any(on_label)
                && !dots.iter().any(on_dot)
        };
        let place = places.iter().find(is_free).or(places.first());
        taken.extend(place.cloned());
    }
    taken
}

/// Where a label may stand beside a dot at its place: right, left, above, below, at the right above and below, and further
/// away.
fn places(label: &Label) -> [Label; 10] {
    let beside = label.half() + AROUND;
    [
        (beside, 4),
        (-beside, 4),
        (0, -9),
        (0, 17),
        (beside - 3, -13),
        (beside - 3, 21),
        (beside + 14, 4),
        (-beside - 14, 4),
        (0, -23),
        (0, 31),
    ]
    .map(|(right, down)| Label {
        text: label.text.clone(),
        x: label.x + right,
        y: label.y + down,
    })
}

/// The places of dots in their list, those together that are near the first of them.
fn clusters(dots: &[(u64, u64)]) -> Vec<Vec<usize>> {
    let is_near = |one: &(u64, u64), other: &(u64, u64)| {
        one.0.abs_diff(other.0) < APART && one.1.abs_diff(other.1) < APART
    };
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for (index, dot) in dots.iter().enumerate() {
        let near = clusters.iter_mut().find(|cluster| {
            let first = cluster.first().and_then(|first| dots.get(*first));
            first.is_some_and(|first| is_near(first, dot))
        });
        match near {
            Some(cluster) => cluster.push(index),
            None => clusters.push(vec![index]),
        }
    }
    clusters
}

/// What dots are called, by their places in the list.
fn named(cluster: &[usize]) -> String {
    let runs = cluster.chunk_by(|one, next| one + 1 == *next);
    let run = |run: &[usize]| match (run.first(), run.last()) {
        (Some(first), Some(last)) if run.len() > 2 => format!("{}–{}", first + 1, last + 1),
        _ => {
            let numbers: Vec<String> = run.iter().map(|index| (index + 1).to_string()).collect();
            numbers.join(", ")
        }
    };
    runs.map(run).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_few_steps_that_are_round_and_reaches_the_most() {
        let hours = |hours: u64| 60 * hours;
        for (most, step, end) in [
            (0, 5, 5),
            (19, 5, 20),
            (25, 10, 30),
            (hours(2), 30, hours(2)),
            (hours(9), hours(5), hours(10)),
            (hours(150), hours(50), hours(150)),
        ] {
            let scale = Scale::to(most, round_times());
            assert_eq!((scale.step, scale.end), (step, end), "{most}");
            assert!(scale.ticks().count() <= 5, "{most}");
        }
        assert_eq!(Scale::to(u64::MAX, round_times()).end, u64::MAX);
        let counts = |most| Scale::to(most, round_numbers()).ticks().collect::<Vec<_>>();
        assert_eq!(counts(3), [0, 1, 2, 3]);
        assert_eq!(counts(41), [0, 20, 40, 60]);
    }

    #[test]
    fn dots_that_can_hardly_be_told_apart_have_one_label() {
        let dots = [
            (200, 50),
            (50, 190),
            (52, 188),
            (200, 100),
            (51, 192),
            (203, 52),
        ];
        let labels = labels_beside(&dots, 40);
        let texts: Vec<&str> = labels.iter().map(|label| label.text.as_str()).collect();
        assert_eq!(texts, ["1, 6", "2, 3, 5", "4"]);
        assert_eq!(named(&[5, 6, 7]), "6–8");
        assert_eq!(named(&[0, 1, 2, 4, 6, 7]), "1–3, 5, 7, 8");
    }

    #[test]
    fn no_label_stands_upon_the_scale_another_label_or_a_dot() {
        let near_the_scale = [(46, 160), (58, 158), (74, 158), (46, 192)];
        let side_by_side = [(100, 100), (109, 100), (118, 100), (127, 100)];
        for dots in [near_the_scale, side_by_side] {
            let labels = labels_beside(&dots, 46);
            assert_eq!(labels.len(), 4);
            for (index, label) in labels.iter().enumerate() {
                assert!(label.x - label.half() > 46, "{label:?}");
                for other in labels.iter().skip(index + 1) {
                    let apart = (label.x - other.x).abs() >= label.half() + other.half();
                    assert!(
                        apart || (label.y - other.y).abs() >= 12,
                        "{label:?} {other:?}"
                    );
                }
                for (x, y) in dots {
                    let apart = (label.x - signed(x)).abs() >= label.half() + 4;
                    assert!(apart || (label.y - 4 - signed(y)).abs() >= 8, "{label:?}");
                }
            }
        }
    }
}
