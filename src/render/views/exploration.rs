//! Explorations: how one stands, what was done to it, and all of them. The approaches side by side are in
//! `comparison`.

use super::presentation::{self, Presentation};
use super::recall;
use crate::model::{Answer, ExplorationState, Text};
use crate::ops::exploration::{Approached, ClockState, Progress, Standing};
use crate::ops::explore::Opened;
use crate::ops::status::Status;
use crate::ops::r#try::{Noted, Tried};
use crate::render::{Column, Document, Line, Role, Table};
use crate::text;

/// The lessons that apply to a question, then that it is open.
pub fn opened(opened: &Opened) -> Document {
    let mut document = Document::new();
    if !opened.lessons.is_empty() {
        document = document.paragraph("Before you begin, what was learnt that may apply:");
        document.blocks.extend(recall(&opened.lessons).blocks);
        document = document.space();
    }
    let standing = &opened.standing;
    let limit = text::minutes(standing.clock.limit_minutes);
    let line = name(Line::new().plain("opened "), standing);
    document.paragraph(
        line.plain(": ")
            .plain(standing.exploration.facts.question.as_str())
            .dim(format!("  (time to ask after {limit})")),
    )
}

/// An exploration by its name and question, after what was done to it.
pub fn named(done: Line, standing: &Standing) -> Document {
    let question = standing.exploration.facts.question.as_str();
    Document::new().paragraph(name(done, standing).plain(": ").plain(question))
}

/// After `try`.
pub fn tried(tried: &Tried) -> Document {
    let state = match tried.noted {
        Noted::Begun => "trying ",
        Noted::Planned => "planned ",
        Noted::RanAlready => "running already: ",
        Noted::PlannedAlready => "planned already: ",
    };
    let line = Line::new().plain(state).strong(tried.title.as_str());
    Document::new().paragraph(
        name(line.plain(" on "), &tried.standing)
            .dim(format!("  ({})", counts(&tried.standing.approaches))),
    )
}

/// After `converge`.
pub fn converged(standing: &Standing) -> Document {
    let line = name(Line::new().plain("converged "), standing).plain(" on ");
    let line = match standing.chosen() {
        Some(chosen) => line
            .identifier(&chosen.short)
            .plain("  ")
            .plain(chosen.entry.tried.as_str()),
        None => line.plain("an entry"),
    };
    Document::new().paragraph(line)
}

/// What is worth knowing of a decision: that the chosen attempt failed, or that others were left unended.
pub fn converging_notes(standing: &Standing) -> Document {
    let mut document = Document::new();
    if let Some(chosen) = standing.chosen()
        && chosen.entry.outcome == crate::model::Outcome::Failed
    {
        let line = Line::new()
            .plain("note: ")
            .identifier(&chosen.short)
            .plain(" is noted as failed");
        document = document.paragraph(line);
    }
    let left: Vec<&str> = standing
        .approaches
        .iter()
        .filter(|approach| approach.progress == Progress::Left)
        .map(|approach| approach.title.as_str())
        .collect();
    if !left.is_empty() {
        document = document.paragraph(format!(
            "note: left without an outcome: {}",
            left.join("; ")
        ));
    }
    document
}

/// After `drop`.
pub fn dropped(standing: &Standing) -> Document {
    Document::new().paragraph(name(Line::new().plain("dropped "), standing))
}

/// How an exploration stands: the question, the clock, the approaches.
pub fn status(status: &Status, presentation: &Presentation<'_>) -> Document {
    let standing = &status.standing;
    let facts = &standing.exploration.facts;
    let mut fields: Vec<(&str, Line)> = vec![
        ("question", facts.question.as_str().into()),
        ("opened", presentation.moment(facts.opened_at).into()),
        ("clock", clock(standing)),
    ];
    if let Some(closed_at) = facts.closed_at {
        let closed = format!("{} {}", facts.state, presentation.moment(closed_at));
        fields.push(("closed", closed.into()));
    }
    if let Some(chosen) = standing.chosen() {
        let line = Line::new().identifier(&chosen.short).plain("  ");
        fields.push(("chosen", line.plain(chosen.entry.tried.as_str())));
    }
    fields.extend(facts.why.iter().map(|why| ("why", why.as_str().into())));
    fields.push(("approaches", counts(&standing.approaches).into()));
    if let Some(brief) = standing.exploration.latest_brief() {
        fields.push(("asked", presentation.moment(brief.at).into()));
    }
    fields.extend(facts.answers.iter().map(|one| ("answer", answer(one))));
    if !status.also_open.is_empty() {
        fields.push(("also open", status.also_open.join(", ").into()));
    }
    let head = name(Line::new(), standing)
        .plain("  ")
        .dim(facts.state.as_str());
    let document = Document::new().heading(2, head).fields(fields);
    if standing.approaches.is_empty() {
        return document;
    }
    document.space().table(approaches(&standing.approaches))
}

/// Who answered what, on one line.
pub(super) fn answer(answer: &Answer) -> Line {
    let said = answer.principle.iter().chain(&answer.note);
    let said: Vec<&str> = said.map(Text::as_str).collect();
    Line::new()
        .strong(answer.by.as_str())
        .plain(": ")
        .plain(said.join("; "))
}

fn approaches(approaches: &[Approached]) -> Table {
    let mut table = Table::new([
        Column::keep("id"),
        Column::keep("progress"),
        Column::number("spent"),
        Column::shrink("approach"),
        Column::shrink("because"),
    ]);
    for approached in approaches {
        let entry = approached.entry.as_ref();
        table.push([
            entry.map_or(Line::new(), |shown| Line::new().identifier(&shown.short)),
            progress(approached.progress),
            presentation::spent(u64::from(approached.spent_minutes.unwrap_or(0))).into(),
            approached.title.as_str().into(),
            entry
                .map_or("", |shown| shown.entry.because.as_str())
                .into(),
        ]);
    }
    table
}

/// The open exploration, for the overview.
pub(super) fn summary(standing: &Standing) -> Document {
    let facts = &standing.exploration.facts;
    let head = name(Line::new().plain("Exploring "), standing);
    Document::new().heading(2, head).fields([
        ("question", Line::from(facts.question.as_str())),
        ("clock", clock(standing)),
        ("approaches", counts(&standing.approaches).into()),
    ])
}

/// Every exploration in a row of its own.
pub fn explorations(all: &[Standing], presentation: &Presentation<'_>) -> Document {
    let mut table = Table::new([
        Column::keep("name"),
        Column::keep("state"),
        Column::number("attempts"),
        Column::keep("opened"),
        Column::keep("closed"),
        Column::shrink("question"),
        Column::shrink("why"),
    ]);
    for standing in all {
        let facts = &standing.exploration.facts;
        let attempts = standing.approaches.len() - standing.count(Progress::Planned);
        let closed = facts.closed_at.map(|closed| presentation.date(closed));
        table.push([
            name(Line::new(), standing),
            state(facts.state),
            text::grouped(attempts as u64).into(),
            presentation.date(facts.opened_at).into(),
            closed.unwrap_or_default().into(),
            facts.question.as_str().into(),
            facts.why.as_ref().map_or("", |why| why.as_str()).into(),
        ]);
    }
    Document::new().table(table)
}

/// One line for a prompt: the name, how many approaches failed, held in part, worked and run, and the minutes, with `!`
/// when it is time to ask and `?` while an answer is waited for.
pub fn short(standing: &Standing) -> Line {
    let mut line = name(Line::new(), standing);
    for (progress, sign, role) in [
        (Progress::Failed, '✗', Role::Bad),
        (Progress::Partial, '~', Role::Warning),
        (Progress::Worked, '✓', Role::Good),
        (Progress::Running, '…', Role::Plain),
    ] {
        let count = standing.count(progress);
        if count > 0 {
            line = line.plain(" ").with(role, format!("{count}{sign}"));
        }
    }
    let (sign, role) = match standing.clock.state {
        ClockState::KeepTrying | ClockState::Stopped => ("", Role::Plain),
        ClockState::TimeToAsk => ("!", Role::Warning),
        ClockState::Asked => ("?", Role::Warning),
    };
    let minutes = standing.clock.minutes;
    let elapsed = match minutes {
        0..60 => format!("{minutes}m"),
        _ => format!("{}h{:02}m", minutes / 60, minutes % 60),
    };
    line.plain(" ").with(role, format!("{elapsed}{sign}"))
}

/// What the clock says, in words, and the command that it calls for.
fn clock(standing: &Standing) -> Line {
    let clock = &standing.clock;
    let name = &standing.exploration.facts.name;
    let minutes = text::minutes(clock.minutes);
    let limit = text::minutes(clock.limit_minutes);
    match clock.state {
        ClockState::KeepTrying => Line::from(format!("keep trying: {minutes} of {limit}")),
        ClockState::TimeToAsk => Line::new()
            .with(Role::Warning, "time to ask")
            .plain(format!(": {minutes} of {limit}"))
            .dim(format!("  (`folio brief {name}`)")),
        ClockState::Asked => {
            Line::from("asked, not answered yet").dim(format!("  (`folio answered {name}`)"))
        }
        ClockState::Stopped => Line::from(format!("stopped after {minutes}")),
    }
}

/// How many approaches stand how, in words.
pub(super) fn counts(approaches: &[Approached]) -> String {
    let kinds = [
        Progress::Running,
        Progress::Left,
        Progress::Failed,
        Progress::Partial,
        Progress::Worked,
        Progress::Planned,
    ];
    let counted = kinds.into_iter().filter_map(|kind| {
        let is_of_kind = |approached: &&Approached| approached.progress == kind;
        let count = approaches.iter().filter(is_of_kind).count();
        (count > 0).then(|| format!("{count} {}", kind.as_str()))
    });
    let counted: Vec<String> = counted.collect();
    if counted.is_empty() {
        "none yet".to_owned()
    } else {
        counted.join(", ")
    }
}

/// How an approach stands; the word carries the meaning, the role only colours it.
pub(super) fn progress(progress: Progress) -> Line {
    let role = match progress {
        Progress::Planned | Progress::Left => Role::Dim,
        Progress::Running => Role::Plain,
        Progress::Failed => Role::Bad,
        Progress::Partial => Role::Warning,
        Progress::Worked => Role::Good,
    };
    Line::new().with(role, progress.as_str())
}

fn state(state: ExplorationState) -> Line {
    let role = match state {
        ExplorationState::Open => Role::Warning,
        ExplorationState::Converged => Role::Good,
        ExplorationState::Dropped => Role::Plain,
    };
    Line::new().with(role, state.as_str())
}

fn name(line: Line, standing: &Standing) -> Line {
    line.identifier(standing.exploration.facts.name.as_str())
}
