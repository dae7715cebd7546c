//! The explorations of a period, the same for the report and the monthly page.

use super::exploration::answer;
use crate::model::ExplorationState;
use crate::ops::report::Explored;
use crate::render::{Item, Line};
use crate::text;

/// An exploration as a point of a list: the question, what was tried, what was decided.
pub(super) fn item(explored: &Explored) -> Item {
    let approaches: Vec<String> = explored
        .approaches
        .iter()
        .map(|approach| {
            let later = if approach.ended_late { ", later" } else { "" };
            format!("{} ({}{later})", approach.title, approach.progress.as_str())
        })
        .collect();
    let mut fields: Vec<(String, Line)> = Vec::new();
    if !approaches.is_empty() {
        fields.push(("tried".to_owned(), approaches.join("; ").into()));
    }
    let answers = explored.answers.iter().map(answer);
    fields.extend(answers.map(|answer| ("answered".to_owned(), answer)));
    fields.push(("ended".to_owned(), decision(explored)));
    let head = Line::new()
        .identifier(&explored.name)
        .plain(": ")
        .plain(&explored.question);
    Item::new(head, [crate::render::Block::Fields(fields)])
}

/// After how many of the approaches that are listed it was decided.
fn after(ended: usize, listed: usize) -> String {
    let grouped = |count: usize| text::grouped(count as u64);
    match (ended, listed) {
        (_, 0) => "without an approach".to_owned(),
        (0, 1) => "before its one approach had ended".to_owned(),
        (0, all) => format!("before any of {} approaches had ended", grouped(all)),
        (1, 1) => "after one approach".to_owned(),
        (ended, all) if ended == all => format!("after {} approaches", grouped(all)),
        (ended, all) => format!("after {} of {} approaches", grouped(ended), grouped(all)),
    }
}

/// What was decided, after how many approaches, and why.
fn decision(explored: &Explored) -> Line {
    let after = after(explored.ended, explored.approaches.len());
    let mut line = match (explored.state, &explored.chosen) {
        (ExplorationState::Open, _) => return Line::from("not yet"),
        (ExplorationState::Dropped, _) => Line::from(format!("dropped {after}")),
        (ExplorationState::Converged, None) => Line::from(format!("converged {after}")),
        (ExplorationState::Converged, Some(chosen)) => Line::from(format!("converged {after}: "))
            .plain(&chosen.tried)
            .plain(" (")
            .identifier(&chosen.short)
            .plain(")"),
    };
    if let Some(why) = &explored.why {
        line = line.plain(", because ").plain(why);
    }
    line
}
