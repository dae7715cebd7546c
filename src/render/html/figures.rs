//! Figures as SVG. Colours are classes, so a figure follows the scheme of the page; each number stands beside what is
//! drawn, and again in a table below it.
//!
//! The crates that draw charts write fixed colours and no names for those who cannot see them, so this is drawn here. One
//! unit is about one pixel: on the narrowest page a figure is shown as it is drawn.

mod grid;
mod key;
mod plot;

use maud::{Markup, html};

use super::blocks;
use super::words::words;
use crate::render::figure::{Bar, Figure, LEVELS, Shape, Shares, Trend, scaled};
use crate::render::line::Line;
use crate::text::{apart, display_width, grouped};

/// The width of every figure.
const WIDTH: u64 = 320;

/// The height of a label with its bar.
const ROW: u64 = 40;

/// The height of a label without one.
const EMPTY_ROW: u64 = 20;

/// Columns of a label that fit the width.
const LABEL: usize = 46;

/// The width of the smallest part of a row.
const SLIVER: u64 = 3;

/// Units that a column of a label takes, about.
const COLUMN: u64 = 7;

/// What the title, the reading and the link to the numbers take, about.
const WORDS: u64 = 140;

/// The height of the highest column.
const COLUMNS: u64 = 110;

/// A drawing and its height.
type Drawing = (Markup, u64);

/// Figures side by side, where there is room for that: the first of them in one column and the others in another, so that
/// both are about equally high.
pub(super) fn columns(figures: &[&Figure]) -> Markup {
    let (drawn, heights): (Vec<Markup>, Vec<u64>) = figures.iter().map(|each| figure(each)).unzip();
    let (first, second) = drawn.split_at(half(&heights));
    html! {
        div.figures {
            @for column in [first, second].iter().filter(|column| !column.is_empty()) {
                div { @for figure in *column { (figure) } }
            }
        }
    }
}

/// How many of these heights, at least one, differ least from the others taken together.
fn half(heights: &[u64]) -> usize {
    let sum = |heights: &[u64]| heights.iter().map(|height| height + WORDS).sum::<u64>();
    let difference = |count: &usize| {
        let (first, second) = heights.split_at(*count);
        sum(first).abs_diff(sum(second))
    };
    (1..=heights.len()).min_by_key(difference).unwrap_or(0)
}

/// A figure with its title, its reading and its numbers, and the height of what is drawn.
fn figure(figure: &Figure) -> Drawing {
    let (drawn, height) = match &figure.shape {
        Shape::Bars(_, bars) => bar_rows(bars),
        Shape::Quartiles(bars) => bar_rows(bars),
        Shape::Points(points) => plot::plot(points),
        Shape::Trend(trend) => trend_columns(trend),
        Shape::Grid(grid) => grid::cells(grid),
        Shape::Shares(shares) => share_rows(shares),
    };
    let named = Line::from(figure.title.as_str());
    let whole = html! {
        figure {
            figcaption { h3 { (figure.title) } p.dim { (figure.observations) } }
            svg role="img" viewBox={ "0 0 " (WIDTH) " " (height) } {
                title { (figure.title) }
                desc { (figure.reading) " The numbers follow as a table." }
                (drawn)
            }
            p { (words(&figure.reading)) }
            details {
                summary { "The numbers" }
                (blocks::numbers(&figure.table(), &named))
            }
        }
    };
    (whole, height)
}

/// Labels cut to so many columns, so that they can be told apart.
fn shown_apart<'a>(labels: impl Iterator<Item = &'a str>, columns: usize) -> Vec<String> {
    apart(&labels.collect::<Vec<_>>(), columns)
}

/// The vertical place of a row.
fn top(index: usize, height: u64) -> u64 {
    u64::try_from(index).unwrap_or(0) * height
}

/// Units for text of so many columns.
fn room(text: &str) -> u64 {
    u64::try_from(display_width(text)).unwrap_or(0) * COLUMN
}

fn bar_rows(bars: &[Bar]) -> Drawing {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0);
    let beside = bars.iter().map(|bar| room(&bar.shown)).max().unwrap_or(0);
    let units = WIDTH.saturating_sub(beside + 8);
    let labels = shown_apart(bars.iter().map(|bar| bar.label.as_str()), LABEL);
    let drawn = html! {
        @for (index, (bar, label)) in bars.iter().zip(&labels).enumerate() {
            @let y = top(index, ROW);
            @let width = scaled(bar.value, most, units);
            text x="0" y=(y + 13) { (label) }
            rect.bar x="0" y=(y + 19) width=(width) height="12" {}
            text.dim x=(width + 6) y=(y + 29) { (bar.shown) }
        }
    };
    (drawn, top(bars.len(), ROW))
}

/// A column for each step, on one line, with the first and the last by name.
fn trend_columns(trend: &Trend) -> Drawing {
    let most = trend.most();
    let count = u64::try_from(trend.steps.len()).unwrap_or(0).max(1);
    let width = (WIDTH / count).max(2);
    let ground = 24 + COLUMNS;
    let drawn = html! {
        text.dim x="0" y="14" { "up to " (grouped(most)) }
        @for (index, (_, value)) in trend.steps.iter().enumerate() {
            @let height = scaled(*value, most, COLUMNS);
            @if height > 0 {
                rect.bar x=(top(index, width)) y=(ground - height) width=(width - 1) height=(height) {}
            }
        }
        path.axis d={ "M0 " (ground) "H" (WIDTH) } {}
        @if let (Some((first, _)), Some((last, _))) = (trend.steps.first(), trend.steps.last()) {
            text.dim x="0" y=(ground + 16) { (first) }
            @if count > 1 {
                text.dim.end x=(count * width) y=(ground + 16) { (last) }
            }
        }
    };
    (drawn, ground + 22)
}

/// The steps of the scale for so many parts of a row: the first is the strongest, as on a terminal, and they become weaker
/// in the order in which the parts are named.
fn part_steps(parts: usize) -> impl Iterator<Item = u64> {
    let last = top(parts, 1).saturating_sub(1).max(1);
    (0..=last).map(move |index| LEVELS - index * LEVELS / last)
}

fn share_rows(shares: &Shares) -> Drawing {
    let sums = shares
        .rows
        .iter()
        .map(|(_, parts)| parts.iter().sum::<u64>());
    let most = sums.max().unwrap_or(0);
    let parts = shown_apart(shares.parts.iter().map(String::as_str), LABEL);
    let steps = part_steps(parts.len()).map(Some);
    let swatches: Vec<_> = steps.zip(parts).collect();
    let (key, height) = key::key(&swatches, 0);
    let legend = height + 8;
    let numbers = shares.rows.iter().map(|(_, parts)| Shares::numbers(parts));
    let numbers: Vec<String> = numbers.collect();
    let widest = numbers.iter().map(|each| display_width(each)).max();
    let columns = LABEL.saturating_sub(widest.unwrap_or(0) + 2);
    let names = shown_apart(shares.rows.iter().map(|(name, _)| name.as_str()), columns);
    let mut tops = vec![legend];
    for (_, parts) in &shares.rows {
        let is_empty = parts.iter().all(|part| *part == 0);
        let last = tops.last().copied().unwrap_or(legend);
        tops.push(last + if is_empty { EMPTY_ROW } else { ROW });
    }
    let rows = shares
        .rows
        .iter()
        .zip(names.iter().zip(&numbers))
        .zip(&tops);
    let drawn = html! {
        (key)
        @for (((_, parts), (name, numbers)), y) in rows {
            text x="0" y=(y + 13) { (name) }
            text.dim.end x=(WIDTH) y=(y + 13) { (numbers) }
            (segments(parts, most, y + 18))
        }
    };
    (drawn, tops.last().copied().unwrap_or(legend))
}

/// The parts of a row side by side: what is not nothing is seen.
fn segments(parts: &[u64], most: u64, y: u64) -> Markup {
    let units = WIDTH.saturating_sub(top(parts.len(), SLIVER));
    let steps = parts.iter().zip(part_steps(parts.len()));
    let mut x = 0;
    let mut places = Vec::new();
    for (part, step) in steps.filter(|(part, _)| **part > 0) {
        let width = (part.saturating_mul(units) / most.max(1)).max(SLIVER);
        places.push((x, width, step));
        x += width;
    }
    html! {
        @for (x, width, step) in places {
            rect class={ "cell-" (step) } x=(x) y=(y) width=(width - 1) height="17" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{half, part_steps};

    #[test]
    fn figures_stand_in_two_columns_that_are_about_equally_high() {
        for (heights, first) in [
            (&[][..], 0),
            (&[300], 1),
            (&[300, 300], 1),
            (&[800, 300, 300, 200], 1),
            (&[300, 300, 300, 900], 3),
        ] {
            assert_eq!(half(heights), first, "{heights:?}");
        }
    }

    #[test]
    fn the_parts_of_a_row_become_weaker_in_their_order_and_none_looks_like_another() {
        let steps = |parts| part_steps(parts).take(parts).collect::<Vec<_>>();
        assert_eq!(steps(1), [4]);
        assert_eq!(steps(2), [4, 0]);
        assert_eq!(steps(3), [4, 2, 0]);
        for parts in 1..=5 {
            let steps = steps(parts);
            assert!(steps.is_sorted_by(|one, next| one > next), "{steps:?}");
        }
    }
}
