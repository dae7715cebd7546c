//! A number for each place of a grid: shaded cells with their numbers. Where these have no room side by side the columns
//! go on below, in bands.

use maud::{Markup, html};

use super::key::{key, nothing, shades};
use super::{Drawing, WIDTH, room, shown_apart, top};
use crate::render::figure::{Grid, level};
use crate::text::grouped;

/// Columns of a label beside a grid.
const ROW_LABEL: usize = 14;

/// The space beside a label.
const BESIDE: u64 = 10;

/// The height of the names above a band.
const HEAD: u64 = 18;

/// The height of a row where there is one band.
const HIGH: u64 = 26;

/// The height of a row where there are several, and where cells have no numbers.
const LOW: u64 = 18;

/// So much wider than its number is a cell.
const AROUND: u64 = 5;

/// The width of a cell that can be seen without its number.
const SEEN: u64 = 10;

/// All bands together are at most so high: they have to fit on a printed page.
const TALLEST: u64 = 740;

/// How columns are laid out.
struct Layout {
    /// Where the cells begin.
    left: u64,
    /// How many columns a band has.
    columns: usize,
    /// The room of a cell.
    cell: (u64, u64),
    /// The height of a band with its names and the space below.
    band: u64,
    numbered: bool,
}

impl Layout {
    /// In as few bands as leave room for the numbers; without numbers where no few enough do.
    fn of(grid: &Grid, left: u64) -> Self {
        let count = grid.columns.len().max(1);
        let number = room(&grouped(grid.most())) + AROUND;
        let least = |least: u64| {
            (1..=count)
                .map(|bands| Self::in_bands(bands, grid.rows.len(), (left, count)))
                .find(|(layout, _)| layout.cell.0 >= least)
                .filter(|(_, height)| *height <= TALLEST)
                .map(|(layout, _)| layout)
        };
        least(number).unwrap_or_else(|| {
            let seen =
                least(SEEN).unwrap_or_else(|| Self::in_bands(1, grid.rows.len(), (left, count)).0);
            Self {
                numbered: false,
                ..seen
            }
        })
    }

    /// The columns in so many bands, and how high these are together.
    fn in_bands(bands: usize, rows: usize, (left, count): (u64, usize)) -> (Self, u64) {
        let columns = count.div_ceil(bands);
        let width = WIDTH.saturating_sub(left) / top(columns, 1).max(1);
        let height = if bands == 1 { HIGH } else { LOW };
        let band = HEAD + top(rows, height) + 4;
        let layout = Self {
            left,
            columns,
            cell: (width.max(3), height),
            band,
            numbered: true,
        };
        (layout, top(count.div_ceil(columns), band))
    }

    /// A name of a column stands above as many columns as it needs.
    fn every(&self, names: &[String]) -> usize {
        let widest = names.iter().map(|name| room(name) + BESIDE).max();
        let columns = widest.unwrap_or(0).div_ceil(self.cell.0);
        usize::try_from(columns).unwrap_or(1).max(1)
    }
}

/// The cells with their names, and the key to their shades.
pub(super) fn cells(grid: &Grid) -> Drawing {
    let names = shown_apart(grid.rows.iter().map(|(name, _)| name.as_str()), ROW_LABEL);
    let widest = names.iter().map(|name| room(name)).max();
    let layout = Layout::of(grid, widest.unwrap_or(0) + BESIDE);
    let every = layout.every(&grid.columns);
    let bands = grid.columns.len().div_ceil(layout.columns);
    let mut ground = top(bands, layout.band);
    let drawn = html! {
        @for index in 0..bands { (band(grid, &names, &layout, (index, every))) }
        @if every > 1 {
            text.dim.end x=(WIDTH) y=(ground + 12) { (grid.span) }
        }
    };
    ground += if every > 1 { 24 } else { 6 };
    let (key, height) = key(&shades(grid.most(), &grid.counted), ground);
    (html! { (drawn) (key) }, ground + height)
}

/// One band: the names of its columns, of which one of `every` so many has room, and a row for each name.
fn band(grid: &Grid, names: &[String], layout: &Layout, (index, every): (usize, usize)) -> Markup {
    let ground = top(index, layout.band);
    let skipped = index * layout.columns;
    let (width, height) = layout.cell;
    let heads = grid.columns.iter().skip(skipped).take(layout.columns);
    let x = |column: usize| layout.left + top(column, width);
    html! {
        @for (column, name) in heads.enumerate().step_by(every) {
            @if x(column) + room(name) <= WIDTH {
                text.dim x=(x(column)) y=(ground + 12) { (name) }
            }
        }
        @for (row, (name, (_, numbers))) in names.iter().zip(&grid.rows).enumerate() {
            @let y = ground + HEAD + top(row, height);
            text.dim x="0" y=(y + height / 2 + 3) { (name) }
            @for (column, number) in numbers.iter().skip(skipped).take(layout.columns).enumerate() {
                @if let Some(number) = number {
                    (cell((x(column), y), layout, *number, grid.most()))
                }
            }
        }
    }
}

/// A cell with its number where that has room.
fn cell((x, y): (u64, u64), layout: &Layout, number: u64, most: u64) -> Markup {
    let step = level(number, most);
    let (width, height) = (layout.cell.0 - 2, layout.cell.1 - 2);
    html! {
        @if number == 0 {
            (nothing((x, y), (width, height)))
        } @else {
            rect class={ "cell-" (step) } x=(x) y=(y) width=(width) height=(height) {}
            @if layout.numbered {
                text class={ "on-" (step) } x=(x + width / 2) y=(y + height / 2 + 4) { (grouped(number)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(columns: usize, rows: usize, most: u64) -> Grid {
        Grid {
            unit: String::new(),
            columns: vec!["31 Dec".to_owned(); columns],
            rows: vec![("Wed".to_owned(), vec![Some(most); columns]); rows],
            span: String::new(),
            counted: "attempts".to_owned(),
        }
    }

    #[test]
    fn a_calendar_of_a_month_a_quarter_and_a_year_has_room_for_its_numbers() {
        for (weeks, most) in [(7, 99), (14, 99), (27, 99), (53, 9), (53, 99), (54, 999)] {
            let layout = Layout::of(&grid(weeks, 7, most), 31);
            assert!(layout.numbered, "{weeks} {most}");
            assert!(layout.cell.0 >= room(&most.to_string()) + AROUND);
            let bands = weeks.div_ceil(layout.columns);
            assert!(top(bands, layout.band) <= TALLEST, "{weeks} {most}");
        }
    }

    #[test]
    fn where_numbers_would_make_a_grid_too_high_its_cells_are_still_to_be_seen() {
        let layout = Layout::of(&grid(53, 7, 99_999), 31);
        assert!(!layout.numbered);
        assert!(layout.cell.0 >= SEEN);
    }

    #[test]
    fn every_cell_stands_within_the_width_of_the_figure() {
        for columns in 1..60 {
            for most in [1, 10, 100, 1_000, 100_000] {
                let layout = Layout::of(&grid(columns, 10, most), 108);
                let right = layout.left + top(layout.columns, layout.cell.0);
                assert!(right <= WIDTH, "{columns} {most}");
            }
        }
    }
}
