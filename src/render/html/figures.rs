//! Figures as SVG. Colours are classes, so a figure follows the scheme of the page; each number stands beside what is
//! drawn, and again in a table below it.
//!
//! The crates that draw charts write fixed colours and no names for those who cannot see them, so this is drawn here. One
//! unit is about one pixel: on the narrowest page a figure is shown as it is drawn.

mod plot;

use maud::{Markup, html};

use super::blocks;
use super::words::words;
use crate::render::figure::{Bar, Figure, Grid, LEVELS, Shape, Shares, Trend, level, scaled};
use crate::render::line::Line;
use crate::text::{apart, display_width};

/// The width of every figure.
const WIDTH: u64 = 320;

/// The height of a label with its bar.
const ROW: u64 = 40;

/// The height of a label without one.
const EMPTY_ROW: u64 = 20;

/// Columns of a label that fit the width.
const LABEL: usize = 46;

/// Columns of a label beside a grid.
const ROW_LABEL: usize = 14;

/// The width of the smallest part of a row.
const SLIVER: u64 = 3;

/// Units that a column of a label takes, about.
const COLUMN: u64 = 7;

/// The height of a row of a grid.
const CELL: u64 = 26;

/// A cell at least as wide has room for its number.
const NUMBERED: u64 = 19;

/// The height of the highest column.
const COLUMNS: u64 = 110;

/// A drawing and its height.
type Drawing = (Markup, u64);

/// The figure with its title, its reading and its numbers.
pub(super) fn figure(figure: &Figure) -> Markup {
    let (drawn, height) = match &figure.shape {
        Shape::Bars(bars) => bar_rows(bars),
        Shape::Quartiles(bars) => bar_rows(bars),
        Shape::Points(points) => plot::plot(points),
        Shape::Trend(trend) => columns(trend),
        Shape::Grid(grid) => cells(grid),
        Shape::Shares(shares) => share_rows(shares),
    };
    let named = Line::from(figure.title.as_str());
    html! {
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
                (blocks::table(&figure.table(), &named))
            }
        }
    }
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
fn columns(trend: &Trend) -> Drawing {
    let most = trend.most();
    let count = u64::try_from(trend.steps.len()).unwrap_or(0).max(1);
    let width = (WIDTH / count).max(2);
    let ground = 24 + COLUMNS;
    let drawn = html! {
        text.dim x="0" y="14" { "up to " (most) }
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

fn cells(grid: &Grid) -> Drawing {
    let names = shown_apart(grid.rows.iter().map(|(name, _)| name.as_str()), ROW_LABEL);
    let widest = names.iter().map(|name| room(name)).max();
    let left = widest.unwrap_or(0) + 6;
    let columns = u64::try_from(grid.columns.len()).unwrap_or(0).max(1);
    let width = WIDTH.saturating_sub(left) / columns;
    let height = if width < NUMBERED {
        width.max(5) + 5
    } else {
        CELL
    };
    // A name of a column stands above as many columns as it needs.
    let every = grid
        .columns
        .iter()
        .map(|name| room(name) + 6)
        .max()
        .unwrap_or(0);
    let every = usize::try_from(every.div_ceil(width.max(1)))
        .unwrap_or(1)
        .max(1);
    let most = grid.most();
    let ground = 18 + top(grid.rows.len(), height);
    let drawn = html! {
        @for (index, name) in grid.columns.iter().enumerate().step_by(every) {
            @let x = left + top(index, width);
            @if x + room(name) <= WIDTH {
                text.dim x=(x) y="12" { (name) }
            }
        }
        @for (row, (name, (_, numbers))) in names.iter().zip(&grid.rows).enumerate() {
            @let y = 18 + top(row, height);
            text.dim.small[height < 14] x="0" y=(y + height / 2 + 3) { (name) }
            @for (index, number) in numbers.iter().enumerate() {
                @if let Some(number) = number {
                    (cell((left + top(index, width), y), (width, height), *number, most))
                }
            }
        }
        @if every > 1 {
            text.dim.end x=(WIDTH) y=(ground + 14) { (grid.span) }
        }
    };
    (drawn, ground + if every > 1 { 20 } else { 2 })
}

/// A cell with its number, or as large as its number where that has no room.
fn cell((x, y): (u64, u64), (width, height): (u64, u64), number: u64, most: u64) -> Markup {
    let step = level(number, most);
    if width < NUMBERED {
        let side = width * (step + LEVELS) / (2 * LEVELS);
        let inset = width.saturating_sub(side) / 2;
        return html! {
            rect class={ "cell-" (step) } x=(x + inset) y=(y + inset) width=(side) height=(side) {}
        };
    }
    html! {
        rect class={ "cell-" (step) } x=(x) y=(y) width=(width - 2) height=(height - 2) {}
        @if number > 0 {
            text class={ "on-" (step) } x=(x + (width - 2) / 2) y=(y + height / 2 + 3) { (number) }
        }
    }
}

/// Steps of the scale for the parts of a row, so that neighbours differ in lightness.
const PARTS: [u64; 5] = [4, 1, 3, 0, 2];

fn share_rows(shares: &Shares) -> Drawing {
    let sums = shares
        .rows
        .iter()
        .map(|(_, parts)| parts.iter().sum::<u64>());
    let most = sums.max().unwrap_or(0);
    let half = WIDTH / 2;
    let beside = if shares.parts.iter().all(|part| room(part) + 20 < half) {
        2
    } else {
        1
    };
    let legend = top(shares.parts.len().div_ceil(beside), 20) + 8;
    let numbers = shares.rows.iter().map(|(_, parts)| Shares::numbers(parts));
    let numbers: Vec<String> = numbers.collect();
    let widest = numbers.iter().map(|each| display_width(each)).max();
    let columns = LABEL.saturating_sub(widest.unwrap_or(0) + 2);
    let names = shown_apart(shares.rows.iter().map(|(name, _)| name.as_str()), columns);
    let parts = shown_apart(shares.parts.iter().map(String::as_str), LABEL);
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
        @for (index, (part, step)) in parts.iter().zip(PARTS).enumerate() {
            @let (x, y) = (top(index % beside, half), top(index / beside, 20));
            rect class={ "cell-" (step) } x=(x) y=(y + 2) width="12" height="12" {}
            text x=(x + 17) y=(y + 12) { (part) }
        }
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
    let mut x = 0;
    let mut places = Vec::new();
    for (part, step) in parts.iter().zip(PARTS).filter(|(part, _)| **part > 0) {
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
