//! How much help attempts had, in all and in the areas that were named, against what was meant there.

use super::{Candidate, Drawn, MOST, attempts, candidate};
use crate::model::Assist;
use crate::ops::report::{Area, ENOUGH, Intention, Report};
use crate::render::views::presentation;
use crate::render::{Shape, Shares};
use crate::text::{first_few, grouped};

/// So many things at most are named of those that are not drawn.
const FEW: usize = 3;

/// What attempts are made of by level of help, each area that has enough of them in a row.
pub(super) fn help(report: &Report) -> Candidate {
    let help = &report.calibration;
    let (mut areas, mut others): (Vec<&Area>, Vec<&Area>) =
        (help.areas.iter()).partition(|area| area.observations >= ENOUGH);
    others.splice(..0, areas.drain(MOST.min(areas.len())..));
    let parts = |attempts: &dyn Fn(Assist) -> u64| {
        Assist::ALL.iter().map(|assist| attempts(*assist)).collect()
    };
    let of_all = |assist: Assist| {
        let level = help
            .levels
            .iter()
            .find(|level| level.assist == Some(assist));
        level.map_or(0, |level| level.figures.attempts)
    };
    let mut rows = vec![("all".to_owned(), parts(&of_all))];
    rows.extend(areas.iter().map(|area| {
        let meant = match area.intention {
            Intention::ByHand => "meant by hand",
            Intention::WithHelp => "meant with help",
        };
        (
            format!("{}, {meant}", area.name),
            parts(&|assist| area.attempts(assist)),
        )
    }));
    let reading = match areas.len() {
        0 => "No area has been named, or none has enough attempts.".to_owned(),
        _ => format!(
            "{} went otherwise than meant in the areas that were named.{}",
            attempts(help.otherwise),
            not_drawn(&others)
        ),
    };
    let shares = Shares {
        unit: "area".to_owned(),
        parts: Assist::ALL
            .iter()
            .map(|assist| presentation::assist(*assist).to_owned())
            .collect(),
        rows,
    };
    let counted = format!(
        "{} that say how much help they had",
        attempts(help.observations)
    );
    candidate(
        "how much help, against what was meant",
        help.observations,
        counted,
        reading,
        Drawn::As(Shape::Shares(shares)),
    )
}

/// The areas that are not drawn in which attempts went otherwise than meant, with how many of how many.
fn not_drawn(areas: &[&Area]) -> String {
    let otherwise = areas.iter().filter(|area| area.otherwise > 0);
    let told = otherwise.map(|area| {
        format!(
            "{} ({} of {})",
            area.name,
            grouped(area.otherwise),
            grouped(area.observations)
        )
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        return String::new();
    }
    format!(" Not drawn: {}.", first_few(&told, FEW))
}
