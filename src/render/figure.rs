//! A figure: what is drawn, in what unit, of how many observations, and how to read it. How it looks is each writer's
//! affair; the numbers behind it are a table that every writer can show.

use super::line::Line;
use super::table::{Column, Table};
use crate::text::grouped;

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it shows.
    pub title: String,
    /// What is counted, with how many of it: `12 attempts`.
    pub observations: String,
    /// What it says, in one line.
    pub reading: String,
    /// What is drawn.
    pub shape: Shape,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A bar for each thing.
    Bars(Heads, Vec<Bar>),
    /// A number for each place of a grid.
    Grid(Grid),
    /// Two bars for each thing, or a point: how often, and how dear.
    Points(Vec<Point>),
    /// What each row is made of.
    Shares(Shares),
    /// A number for each step of time.
    Trend(Trend),
    /// Where the middle half of the observations lies.
    Quartiles([Bar; 3]),
}

/// What the things are that have bars, and what is told of each, as heads of a table.
pub type Heads = [&'static str; 2];

/// A thing with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// How much of it.
    pub value: u64,
    /// The same for people, with its unit.
    pub shown: String,
}

/// A number for each place of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// What a row is: `tag`.
    pub unit: String,
    /// What the columns are.
    pub columns: Vec<String>,
    /// What the rows are, with a number for each column, or nothing where there is no such place.
    pub rows: Vec<(String, Vec<Option<u64>>)>,
    /// From where to where the places lead, for whoever does not see what each column is.
    pub span: String,
    /// What the numbers count: `attempts`.
    pub counted: String,
}

/// A number for each step of time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trend {
    /// What a step is: `month`.
    pub unit: String,
    /// What the steps are called, in order and without a gap, each with its number.
    pub steps: Vec<(String, u64)>,
}

/// A thing that happened so often and cost so much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// What it is.
    pub label: String,
    /// How often.
    pub count: u64,
    /// How dear, in minutes.
    pub minutes: u64,
    /// The same for people.
    pub cost: String,
}

/// What each row is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shares {
    /// What a row is: `week`.
    pub unit: String,
    /// What the parts are, at most five.
    pub parts: Vec<String>,
    /// What the rows are, with a number for each part.
    pub rows: Vec<(String, Vec<u64>)>,
}

/// How many steps there are from nothing to the most.
pub(super) const LEVELS: u64 = 4;

/// The step of a number from 0, which is nothing, to [`LEVELS`], which is near `most`.
pub(super) fn level(value: u64, most: u64) -> u64 {
    scaled(value, most, LEVELS)
}

/// `value` of `most` on a scale of so many units, from 0, which is nothing: what is not nothing is seen.
pub(super) fn scaled(value: u64, most: u64, units: u64) -> u64 {
    value.saturating_mul(units).div_ceil(most.max(1))
}

impl Shares {
    /// The parts of a row as numbers, in the order in which the parts are named.
    pub(super) fn numbers(parts: &[u64]) -> String {
        if parts.iter().all(|part| *part == 0) {
            return "none".to_owned();
        }
        let numbers: Vec<String> = parts.iter().map(|part| grouped(*part)).collect();
        numbers.join(" + ")
    }
}

impl Trend {
    /// The largest number.
    pub(super) fn most(&self) -> u64 {
        let numbers = self.steps.iter().map(|(_, value)| *value);
        numbers.max().unwrap_or(0)
    }
}

impl Grid {
    /// The largest number.
    pub(super) fn most(&self) -> u64 {
        let numbers = self.rows.iter().flat_map(|(_, cells)| cells);
        numbers.flatten().copied().max().unwrap_or(0)
    }
}

impl Figure {
    /// The numbers behind the figure.
    pub(super) fn table(&self) -> Table {
        match &self.shape {
            Shape::Bars(heads, bars) => bar_table(*heads, bars),
            Shape::Quartiles(bars) => bar_table(["new lessons", "time"], bars),
            Shape::Trend(trend) => {
                let columns = [Column::shrink(&trend.unit), Column::number("attempts")];
                let mut table = Table::new(columns);
                for (step, value) in &trend.steps {
                    table.push([Line::from(step.as_str()), grouped(*value).into()]);
                }
                table
            }
            Shape::Points(points) => {
                let mut table = Table::new([
                    Column::shrink("tag"),
                    Column::number("attempts"),
                    Column::number("spent"),
                ]);
                for point in points {
                    table.push([
                        Line::from(point.label.as_str()),
                        grouped(point.count).into(),
                        point.cost.as_str().into(),
                    ]);
                }
                table
            }
            Shape::Grid(grid) => {
                let shown = |cell: &Option<u64>| cell.map(grouped);
                rows_table(
                    &grid.unit,
                    &grid.columns,
                    grid.rows.iter().map(|(label, cells)| {
                        let cells = cells.iter().map(|cell| shown(cell).unwrap_or_default());
                        (label, cells.collect())
                    }),
                )
            }
            Shape::Shares(shares) => rows_table(
                &shares.unit,
                &shares.parts,
                shares.rows.iter().map(|(label, parts)| {
                    (label, parts.iter().map(|part| grouped(*part)).collect())
                }),
            ),
        }
    }
}

fn bar_table([thing, told]: Heads, bars: &[Bar]) -> Table {
    let mut table = Table::new([Column::shrink(thing), Column::number(told)]);
    for bar in bars {
        table.push([Line::from(bar.label.as_str()), bar.shown.as_str().into()]);
    }
    table
}

fn rows_table<'a>(
    unit: &str,
    columns: &[String],
    rows: impl Iterator<Item = (&'a String, Vec<String>)>,
) -> Table {
    let heads = columns.iter().map(Column::number);
    let mut table = Table::new(std::iter::once(Column::shrink(unit)).chain(heads));
    for (label, cells) in rows {
        let cells = cells.into_iter().map(Line::from);
        table.push(std::iter::once(Line::from(label.as_str())).chain(cells));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{Shares, level};

    #[test]
    fn the_thousands_of_the_parts_of_a_row_stand_apart() {
        assert_eq!(Shares::numbers(&[2_544, 0, 12]), "2,544 + 0 + 12");
        assert_eq!(Shares::numbers(&[0, 0]), "none");
    }

    #[test]
    fn only_nothing_is_on_the_lowest_step_and_the_most_on_the_highest() {
        assert_eq!(
            [0, 1, 2, 3, 4].map(|value| level(value, 4)),
            [0, 1, 2, 3, 4]
        );
        assert_eq!(
            [0, 1, 50, 51, 100].map(|value| level(value, 100)),
            [0, 1, 2, 3, 4]
        );
        assert_eq!(level(0, 0), 0);
    }
}
