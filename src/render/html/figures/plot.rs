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

/// Where a number may stand beside its dot: right, left, above, below, and the same further away.
const BESIDE: [(i64, i64); 8] = [
    (11, 4),
    (-11, 4),
    (0, -9),
    (0, 17),
    (25, 4),
    (-25, 4),
    (0, -23),
    (0, 31),
];

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
        @for (index, (x, y)) in numbers(&dots).iter().enumerate() {
            text.middle x=(x) y=(y) { (index + 1) }
        }
        @for (index, (point, label)) in points.iter().zip(&labels).enumerate() {
            @let y = GROUND + 58 + top(index, 20);
            text x="0" y=(y) { (index + 1) "  " (label) }
            text.dim.end x=(WIDTH) y=(y) { (point.count) " × · " (point.cost) }
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

/// Where the numbers stand: each beside its dot, and not upon another number or dot where there is room elsewhere.
fn numbers(dots: &[(u64, u64)]) -> Vec<(i64, i64)> {
    let signed = |number: u64| i64::try_from(number).unwrap_or(0);
    let dots = dots.iter().map(|(x, y)| (signed(*x), signed(*y)));
    let dots: Vec<(i64, i64)> = dots.collect();
    let mut taken: Vec<(i64, i64)> = Vec::new();
    for (x, y) in &dots {
        let places = BESIDE.map(|(right, down)| (x + right, y + down));
        let is_free = |(x, y): &&(i64, i64)| {
            let is_near = |(other_x, other_y): &(i64, i64)| {
                (other_x - x).abs() < 11 && (other_y - y).abs() < 12
            };
            // A number stands upon its lowest edge.
            let on_dot = |(dot_x, dot_y): &(i64, i64)| is_near(&(*dot_x, dot_y + 4));
            (8..signed(WIDTH) - 6).contains(x)
                && (20..=signed(GROUND)).contains(y)
                && !taken.iter().any(is_near)
                && !dots.iter().any(on_dot)
        };
        let place = places.iter().find(is_free).or(places.first());
        taken.extend(place);
    }
    taken
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
    fn numbers_of_dots_at_one_place_stand_beside_each_other() {
        for count in 1..=8 {
            let mut places = numbers(&vec![(100, 100); count]);
            places.sort_unstable();
            places.dedup();
            assert_eq!(places.len(), count);
        }
    }
}
