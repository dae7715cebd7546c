//! How much help attempts had, as the report, `report --calibration` and the summary tell it.

use super::presentation;
use crate::model::Assist;
use crate::ops::report::{Area, Calibration, ENOUGH, Intention, Level};
use crate::render::{Column, Document, Line, Table};
use crate::text;

/// The levels of help, and a sentence for each area of which something was noted; nothing where too little is known and
/// there is no such area.
pub(super) fn known(document: Document, calibration: &Calibration) -> Document {
    let statements: Vec<String> = statements(calibration).collect();
    if calibration.observations < ENOUGH && statements.is_empty() {
        return document;
    }
    let mut document = document
        .space()
        .heading(2, "How much help")
        .table(levels(&calibration.levels));
    if !statements.is_empty() {
        document = document.list(statements);
    }
    document
}

/// Every level, and every area with its levels.
pub(super) fn whole(document: Document, calibration: &Calibration) -> Document {
    let mut document = document.table(levels(&calibration.levels));
    if calibration.areas.is_empty() {
        return document.paragraph(Line::new().dim(
            "Name areas to look at with `folio config set calibration.by_hand algorithms,sql`.",
        ));
    }
    for area in &calibration.areas {
        let title = format!("{}, meant {}", area.name, meant(area.intention));
        document = document
            .space()
            .heading(2, title)
            .paragraph(format!("{}.", found(area)));
        if area.observations >= ENOUGH {
            document = document.table(levels(&area.levels));
        }
    }
    document
}

/// A sentence for each area of which something was noted.
pub(super) fn statements(calibration: &Calibration) -> impl Iterator<Item = String> {
    let areas = calibration.areas.iter();
    areas.filter(|area| area.observations > 0).map(statement)
}

/// One area in a sentence: `sql, meant by hand: 4 of 6 attempts were delegated.`
fn statement(area: &Area) -> String {
    format!(
        "{}, meant {}: {}.",
        area.name,
        meant(area.intention),
        found(area)
    )
}

fn meant(intention: Intention) -> &'static str {
    match intention {
        Intention::ByHand => "by hand",
        Intention::WithHelp => "with help",
    }
}

/// Where practice and intention differ, or that they do not.
fn found(area: &Area) -> String {
    if area.observations < ENOUGH {
        let said = text::grouped(area.observations);
        return format!(
            "{} attempts say how much help they had ({said})",
            presentation::TOO_FEW
        );
    }
    let attempts = text::counted(area.observations, "attempt", "attempts");
    if area.otherwise == 0 {
        return format!("{attempts}, all as meant");
    }
    let delegated = area.attempts(Assist::Delegate);
    let were = |number: u64| if number == 1 { "was" } else { "were" };
    let how = match area.intention {
        Intention::WithHelp => "done by hand".to_owned(),
        Intention::ByHand if delegated == area.otherwise => "delegated".to_owned(),
        Intention::ByHand => match delegated {
            0 => "generated, then understood".to_owned(),
            delegated => format!("generated, {} of them used as is", text::grouped(delegated)),
        },
    };
    format!(
        "{} of {attempts} {} {how}",
        text::grouped(area.otherwise),
        were(area.otherwise)
    )
}

fn levels(levels: &[Level]) -> Table {
    let mut table = Table::new([
        Column::keep("help"),
        Column::number("attempts"),
        Column::number("failed"),
        Column::number("partial"),
        Column::number("worked"),
        Column::number("lessons"),
        Column::number("share"),
        Column::number("spent"),
    ]);
    for level in levels {
        let figures = &level.figures;
        let name = match level.assist {
            Some(assist) => Line::from(assist.as_str()),
            None => Line::new().dim("not said"),
        };
        table.push([
            name,
            text::grouped(figures.attempts).into(),
            text::grouped(figures.failed).into(),
            text::grouped(figures.partial).into(),
            text::grouped(figures.worked).into(),
            text::grouped(figures.lessons).into(),
            presentation::share(level.lesson_share).into(),
            presentation::spent(figures.spent_minutes).into(),
        ]);
    }
    table
}
