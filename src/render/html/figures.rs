//! Figures as SVG. Colours are classes, so a figure follows the scheme of the page; each number stands beside what is
//! drawn, and again in a table below it.
//!
//! The crates that draw charts write fixed colours and no names for those who cannot see them, so this is drawn here. One
//! unit is about one pixel: on the narrowest page a figure is shown as it is drawn.

use maud::{Markup, html};

use super::blocks;
use crate::render::figure::{
    Bar, Figure, Grid, LEVELS, Point, Shape, Shares, Trend, level, scaled,
};
use crate::render::line::Line;
use crate::text::{display_width, truncate};

/// The width of every figure.
const WIDTH: u64 = 320;

/// The height of a label with its bar.
const ROW: u64 = 40;

/// Columns of a label that fit the width.
const LABEL: usize = 46;

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
        Shape::Points(points) => plot(points),
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
            p { (figure.reading) }
            details {
                summary { "The numbers" }
                (blocks::table(&figure.table(), &named))
            }
        }
    }
}

fn label(text: &str, columns: usize) -> String {
    truncate(text, columns).into_owned()
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
    let drawn = html! {
        @for (index, bar) in bars.iter().enumerate() {
            @let y = top(index, ROW);
            @let width = scaled(bar.value, most, units);
            text x="0" y=(y + 13) { (label(&bar.label, LABEL)) }
            rect.bar x="0" y=(y + 19) width=(width) height="12" {}
            text.dim x=(width + 6) y=(y + 29) { (bar.shown) }
        }
    };
    (drawn, top(bars.len(), ROW))
}

/// A point for each thing, numbered, and below which number is what.
fn plot(points: &[Point]) -> Drawing {
    let count = points.iter().map(|point| point.count).max().unwrap_or(0);
    let minutes = points.iter().map(|point| point.minutes).max().unwrap_or(0);
    let mut taken: Vec<(u64, u64)> = Vec::new();
    let mut places = Vec::new();
    for point in points {
        let (mut x, y) = (
            22 + scaled(point.count, count, 270),
            190 - scaled(point.minutes, minutes, 165),
        );
        while taken
            .iter()
            .any(|(other_x, other_y)| other_x.abs_diff(x) < 18 && other_y.abs_diff(y) < 18)
        {
            x = x.saturating_sub(18);
        }
        taken.push((x, y));
        places.push((x, y));
    }
    let drawn = html! {
        path.axis d="M8 12V198H316" {}
        text.dim x="14" y="14" { "costs more" }
        text.dim.end x="316" y="214" { "happens more often" }
        @for (index, (x, y)) in places.iter().enumerate() {
            circle.bar cx=(x) cy=(y) r="9" {}
            text.inside x=(x) y=(y + 4) { (index + 1) }
        }
        @for (index, point) in points.iter().enumerate() {
            @let y = 236 + top(index, 20);
            text x="0" y=(y) { (index + 1) "  " (label(&point.label, 22)) }
            text.dim.end x=(WIDTH) y=(y) { (point.count) " × · " (point.cost) }
        }
    };
    (drawn, 226 + top(points.len(), 20))
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
    let widest = grid
        .rows
        .iter()
        .map(|(name, _)| room(&label(name, 14)))
        .max();
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
        .map(|name| room(name) + 4)
        .max()
        .unwrap_or(0);
    let every = usize::try_from(every.div_ceil(width.max(1)))
        .unwrap_or(1)
        .max(1);
    let most = grid.most();
    let drawn = html! {
        @for (index, name) in grid.columns.iter().enumerate().step_by(every) {
            @let x = left + top(index, width);
            @if x + room(name) <= WIDTH {
                text.dim x=(x) y="12" { (name) }
            }
        }
        @for (row, (name, numbers)) in grid.rows.iter().enumerate() {
            @let y = 18 + top(row, height);
            text.dim.small[height < 14] x="0" y=(y + height / 2 + 3) { (label(name, 14)) }
            @for (index, number) in numbers.iter().enumerate() {
                @if let Some(number) = number {
                    (cell((left + top(index, width), y), (width, height), *number, most))
                }
            }
        }
    };
    (drawn, 20 + top(grid.rows.len(), height))
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
    let drawn = html! {
        @for (index, (part, step)) in shares.parts.iter().zip(PARTS).enumerate() {
            @let (x, y) = (top(index % beside, half), top(index / beside, 20));
            rect class={ "cell-" (step) } x=(x) y=(y + 2) width="12" height="12" {}
            text x=(x + 17) y=(y + 12) { (label(part, LABEL)) }
        }
        @for (index, (name, parts)) in shares.rows.iter().enumerate() {
            @let y = legend + top(index, ROW);
            text x="0" y=(y + 13) { (label(name, LABEL)) }
            (segments(parts, most, y + 18))
        }
    };
    (drawn, legend + top(shares.rows.len(), ROW))
}

fn segments(parts: &[u64], most: u64, y: u64) -> Markup {
    let mut x = 0;
    let mut places = Vec::new();
    for (part, step) in parts.iter().zip(PARTS) {
        let width = part.saturating_mul(WIDTH) / most.max(1);
        places.push((x, width, *part, step));
        x += width;
    }
    html! {
        @for (x, width, part, step) in places {
            @if width > 0 {
                rect class={ "cell-" (step) } x=(x) y=(y) width=(width.saturating_sub(1).max(1)) height="17" {}
                @if width > room(&part.to_string()) {
                    text class={ "on-" (step) } x=(x + width / 2) y=(y + 13) { (part) }
                }
            }
        }
    }
}
