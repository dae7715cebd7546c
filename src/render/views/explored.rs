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
        .map(|approach| format!("{} ({})", approach.title, approach.progress.as_str()))
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

/// What was decided, after how many approaches, and why.
fn decision(explored: &Explored) -> Line {
    let after = match explored.ended {
        0 => "without an approach".to_owned(),
        1 => "after one approach".to_owned(),
        more => format!("after {} approaches", text::grouped(more as u64)),
    };
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
