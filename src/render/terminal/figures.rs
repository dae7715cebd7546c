//! Figures on a terminal: bars and shaded cells, each with its number.

use super::ascii::{cut, cut_apart};
use super::canvas::{Canvas, Characters};
use crate::render::figure::{Bar, Figure, Grid, Point, Shape, Shares, Trend, level, scaled};
use crate::render::line::Line;
use crate::text::{display_width, grouped, pad_right};

/// Columns of the longest bar, and of a label at most, on a terminal of [`NARROW`] columns.
const BAR: usize = 24;
const LABEL: usize = 34;

/// The width of an ordinary terminal. Of what a wider one has more, labels get two parts of three and bars one.
const NARROW: usize = 80;

/// No more columns than that are put to use: a bar far from its label is hard to follow.
const WIDE: usize = 140;

/// Columns that a bar of how often with its number takes at least.
const OFTEN: usize = 18;

/// Columns that a number of a grid takes at least.
const DIGITS: usize = 4;

/// So many columns of a grid have room for their numbers.
const NUMBERED: usize = 8;

/// From nothing to the most.
fn shades(characters: Characters) -> [char; 5] {
    match characters {
        Characters::Unicode => ['·', '░', '▒', '▓', '█'],
        Characters::Ascii => ['.', ':', '+', 'x', '#'],
    }
}

/// Columns beyond those of an ordinary terminal.
fn spare(canvas: Canvas) -> usize {
    canvas.columns.unwrap_or(NARROW).clamp(NARROW, WIDE) - NARROW
}

/// Columns of the longest bar.
fn longest_bar(canvas: Canvas) -> u64 {
    (BAR + spare(canvas) / 3) as u64
}

/// The figure as lines.
pub(super) fn lines(figure: &Figure, canvas: Canvas) -> Vec<String> {
    let title = Line::new()
        .strong(figure.title.as_str())
        .dim(format!("  {}", figure.observations));
    let mut lines = canvas.prose(&title);
    let drawn = match &figure.shape {
        Shape::Bars(_, bars) => bar_lines(bars, canvas),
        Shape::Quartiles(bars) => bar_lines(bars, canvas),
        Shape::Points(points) => point_lines(points, canvas),
        Shape::Trend(trend) => trend_lines(trend, canvas),
        Shape::Grid(grid) => grid_lines(grid, canvas),
        Shape::Shares(shares) => share_lines(shares, canvas),
    };
    let columns = canvas.columns.unwrap_or(usize::MAX);
    lines.extend(
        drawn
            .iter()
            .map(|line| cut(line, columns, canvas.characters)),
    );
    lines.extend(canvas.prose(&Line::new().dim(figure.reading.as_str())));
    lines
}

/// Labels padded to the longest of them.
fn padded<'a>(labels: impl Iterator<Item = &'a str>, canvas: Canvas) -> Vec<String> {
    let labels: Vec<&str> = labels.collect();
    let cut = cut_apart(&labels, LABEL + spare(canvas) * 2 / 3, canvas.characters);
    let width = cut.iter().map(|label| display_width(label)).max();
    let pad = |label: &String| pad_right(label, width.unwrap_or(0)).into_owned();
    cut.iter().map(pad).collect()
}

/// A bar of as many columns as `value` has of `most`: what is not nothing is seen, and nothing has a sign of its own.
fn bar(value: u64, most: u64, canvas: Canvas) -> String {
    let [none, .., full] = shades(canvas.characters);
    match scaled(value, most, longest_bar(canvas)) {
        0 => none.to_string(),
        columns => (0..columns).map(|_| full).collect(),
    }
}

fn bar_lines(bars: &[Bar], canvas: Canvas) -> Vec<String> {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0);
    let labels = padded(bars.iter().map(|bar| bar.label.as_str()), canvas);
    let line = |(label, each): (String, &Bar)| {
        format!("{label}  {} {}", bar(each.value, most, canvas), each.shown)
    };
    labels.into_iter().zip(bars).map(line).collect()
}

/// How often on the left, how dear on the right: what is rare but dear has a short bar and a long one.
fn point_lines(points: &[Point], canvas: Canvas) -> Vec<String> {
    let count = points.iter().map(|point| point.count).max().unwrap_or(0);
    let minutes = points.iter().map(|point| point.minutes).max().unwrap_or(0);
    let labels = padded(points.iter().map(|point| point.label.as_str()), canvas);
    let often = points.iter().map(|point| {
        let bar = bar(point.count, 2 * count, canvas);
        format!("{bar} {}x", grouped(point.count))
    });
    let often: Vec<String> = often.collect();
    let widest = often.iter().map(|often| display_width(often)).max();
    let widest = widest.unwrap_or(0).max(OFTEN);
    let line = |((label, often), point): ((String, &String), &Point)| {
        let (label, often) = (label, pad_right(often, widest).into_owned());
        format!(
            "{label}  {often} {} {}",
            bar(point.minutes, minutes, canvas),
            point.cost
        )
    };
    labels
        .into_iter()
        .zip(&often)
        .zip(points)
        .map(line)
        .collect()
}

/// From nothing to the most, in a line of its own.
fn sparks(characters: Characters) -> [char; 9] {
    match characters {
        Characters::Unicode => ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
        Characters::Ascii => ['.', '_', '-', '~', ':', '=', '+', 'x', '#'],
    }
}

/// A sign for each step, and what the signs go from and to.
fn trend_lines(trend: &Trend, canvas: Canvas) -> Vec<String> {
    let sparks = sparks(canvas.characters);
    let most = trend.most();
    let spark = |value: u64| {
        let step = scaled(value, most, sparks.len() as u64 - 1);
        let place = usize::try_from(step).unwrap_or(0);
        sparks.get(place).copied().unwrap_or(' ')
    };
    let drawn: Vec<char> = trend.steps.iter().map(|(_, value)| spark(*value)).collect();
    let columns = canvas.columns.unwrap_or(usize::MAX).max(1);
    let mut lines: Vec<String> = drawn
        .chunks(columns)
        .map(|part| part.iter().collect())
        .collect();
    if let (Some((first, _)), Some((last, _))) = (trend.steps.first(), trend.steps.last()) {
        let [none, .., full] = sparks;
        lines.push(format!(
            "{first} to {last}; {none} none, {full} up to {}",
            grouped(most)
        ));
    }
    lines
}

/// The names of columns that are one sign wide: a name stands above as many columns as it needs.
fn heads_apart(columns: &[String]) -> String {
    let widest = columns.iter().map(|name| display_width(name)).max();
    let every = widest.unwrap_or(0) + 1;
    let heads = columns.chunks(every).filter_map(|above| {
        let name = above.first()?;
        (display_width(name) <= above.len()).then(|| pad_right(name, every).into_owned())
    });
    heads.collect::<String>().trim_end().to_owned()
}

fn grid_lines(grid: &Grid, canvas: Canvas) -> Vec<String> {
    let shades = shades(canvas.characters);
    let most = grid.most();
    let numbered = grid.columns.len() <= NUMBERED;
    let digits = grouped(most).len().max(DIGITS);
    let cell = |cell: &Option<u64>| {
        let shade = |value: u64| {
            let place = usize::try_from(level(value, most)).unwrap_or(0);
            shades.get(place).copied().unwrap_or(' ')
        };
        match (cell, numbered) {
            (None, true) => " ".repeat(digits + 3),
            (None, false) => " ".to_owned(),
            (Some(0), true) => format!("{:>digits$}{}  ", "", shade(0)),
            (Some(value), true) => format!("{:>digits$}{1}{1} ", grouped(*value), shade(*value)),
            (Some(value), false) => shade(*value).to_string(),
        }
    };
    let labels = padded(grid.rows.iter().map(|(label, _)| label.as_str()), canvas);
    let width = labels.first().map(|label| display_width(label));
    let mut lines = Vec::new();
    let heads = if numbered {
        let heads = grid.columns.iter();
        let room = digits + 2;
        let heads = heads.map(|column| format!("{:>room$} ", cut(column, room, canvas.characters)));
        heads.collect::<Vec<_>>().concat()
    } else {
        heads_apart(&grid.columns)
    };
    let beside = " ".repeat(width.unwrap_or(0));
    lines.push(format!("{beside}  {heads}"));
    for (label, (_, cells)) in labels.iter().zip(&grid.rows) {
        lines.push(format!(
            "{label}  {}",
            cells.iter().map(cell).collect::<String>()
        ));
    }
    if !numbered {
        let [none, .., full] = shades;
        lines.push(format!(
            "{}; {none} none, {full} up to {}",
            grid.span,
            grouped(most)
        ));
    }
    lines
}

/// What the signs mean, on as many lines as that takes.
fn legend_lines(parts: &[String], canvas: Canvas) -> Vec<String> {
    const BETWEEN: &str = "   ";
    let columns = canvas.columns.unwrap_or(usize::MAX);
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        let taken = display_width(part) + BETWEEN.len();
        match lines.last_mut() {
            Some(line) if display_width(line) + taken <= columns => {
                line.push_str(BETWEEN);
                line.push_str(part);
            }
            _ => lines.push(part.clone()),
        }
    }
    lines
}

fn share_lines(shares: &Shares, canvas: Canvas) -> Vec<String> {
    let [rest @ .., _] = shades(canvas.characters);
    let [.., last] = shades(canvas.characters);
    let marks: Vec<char> = std::iter::once(last)
        .chain(rest.into_iter().rev())
        .collect();
    let legend = shares
        .parts
        .iter()
        .zip(&marks)
        .map(|(part, mark)| format!("{mark} {part}"));
    let legend: Vec<String> = legend.collect();
    let sums = shares
        .rows
        .iter()
        .map(|(_, parts)| parts.iter().sum::<u64>());
    let most = sums.max().unwrap_or(0);
    let labels = padded(shares.rows.iter().map(|(label, _)| label.as_str()), canvas);
    let mut lines = legend_lines(&legend, canvas);
    for (label, (_, parts)) in labels.iter().zip(&shares.rows) {
        let segments = parts.iter().zip(&marks).map(|(part, mark)| {
            let columns = scaled(*part, most, longest_bar(canvas));
            (0..columns).map(|_| *mark).collect::<String>()
        });
        let drawn = match segments.collect::<String>() {
            none if none.is_empty() => bar(0, most, canvas),
            drawn => drawn,
        };
        lines.push(format!("{label}  {drawn} {}", Shares::numbers(parts)));
    }
    lines
}
