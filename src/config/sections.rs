//! What reports are made of, by name: sections, drawings, columns of their tables, formats. How each looks is decided
//! where it is drawn.

use super::choices::{Named, named};

/// A section of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// The counts of the period, each with its label.
    Overview,
    /// The same in sentences.
    InWords,
    /// Attempts by tag, as a table.
    Tags,
    /// Attempts by project, as a table.
    Projects,
    /// The attempts themselves, as a table.
    Entries,
    /// The questions that were explored.
    Explorations,
    /// The same, as a page for others names them.
    Questions,
    /// The principles met again, as a table.
    Principles,
    /// The same as sentences.
    MetAgain,
    /// The lessons that mattered, each told by its most expensive attempt.
    Lessons,
    /// What failed, by tag.
    FailedByTag,
    /// The signals that were seen most, as a table.
    Signals,
    /// The same as sentences.
    Watch,
    /// Attempts that wait for their principle, as a table.
    Drafts,
    /// The same as sentences.
    Unresolved,
    /// How trying turns into lessons, as far as that can be told.
    Growth,
    /// The same with what is too little to tell.
    GrowthInFull,
    /// How much help attempts had, as far as that can be told.
    Calibration,
    /// The same with every area.
    CalibrationInFull,
    /// The same in sentences.
    Help,
    /// This period beside the one before.
    Comparison,
    /// What did not work, the most expensive first.
    Failures,
    /// The principles, as what is known now.
    Known,
    /// What does not go on.
    Stuck,
    /// What waits for others.
    WouldHelp,
    /// The principles learnt, with the attempts that taught them.
    Learnt,
    /// The questions and what was decided, of a body of work.
    Decisions,
    /// The growth over the quarters.
    Quarters,
    /// All drawings.
    Figures,
    /// All drawings, in a page for the browser alone.
    FiguresInHtml,
    /// One drawing.
    Drawing(Drawing),
}

/// A drawing of the numbers of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Drawing {
    /// Attempts by day.
    Days,
    /// Outcome by week, or by month.
    Outcomes,
    /// The most frequent tags through the months.
    TagsByMonth,
    /// Cost against count, by tag.
    CostByTag,
    /// Principles by how often they were met.
    Recurrence,
    /// How much help, against what was meant.
    Help,
    /// From the first attempt to the lesson.
    TimeToLesson,
    /// Breadth before converging.
    Breadth,
    /// Lessons that came back.
    CameBack,
}

impl Drawing {
    /// Every drawing, in the order in which a page has them.
    pub const ALL: [Self; 9] = [
        Self::Days,
        Self::Outcomes,
        Self::TagsByMonth,
        Self::CostByTag,
        Self::Recurrence,
        Self::Help,
        Self::TimeToLesson,
        Self::Breadth,
        Self::CameBack,
    ];
}

impl Section {
    /// The sections of a report that does not say otherwise, in order.
    pub const USUAL: [Self; 10] = [
        Self::Overview,
        Self::Tags,
        Self::Projects,
        Self::Explorations,
        Self::Principles,
        Self::Signals,
        Self::Drafts,
        Self::Growth,
        Self::Calibration,
        Self::Comparison,
    ];
}

named! { Section:
    Self::Overview => "overview",
    Self::Tags => "tags",
    Self::Projects => "projects",
    Self::Explorations => "explorations",
    Self::Principles => "principles",
    Self::Signals => "signals",
    Self::Drafts => "drafts",
    Self::Growth => "growth",
    Self::Calibration => "calibration",
    Self::Comparison => "comparison",
    Self::Entries => "entries",
    Self::InWords => "in-words",
    Self::Lessons => "lessons",
    Self::FailedByTag => "failed-by-tag",
    Self::Questions => "questions",
    Self::MetAgain => "met-again",
    Self::Watch => "watch",
    Self::Help => "help",
    Self::Unresolved => "unresolved",
    Self::GrowthInFull => "growth-in-full",
    Self::CalibrationInFull => "calibration-in-full",
    Self::Failures => "failures",
    Self::Known => "known-now",
    Self::Stuck => "stuck",
    Self::WouldHelp => "would-help",
    Self::Learnt => "learnt",
    Self::Decisions => "decisions",
    Self::Quarters => "quarters",
    Self::Figures => "figures",
    Self::FiguresInHtml => "figures-in-html",
    Self::Drawing(Drawing::Days) => "attempts-by-day",
    Self::Drawing(Drawing::Outcomes) => "outcome-by-week",
    Self::Drawing(Drawing::TagsByMonth) => "tags-by-month",
    Self::Drawing(Drawing::CostByTag) => "cost-by-tag",
    Self::Drawing(Drawing::Recurrence) => "recurrence",
    Self::Drawing(Drawing::Help) => "help-by-area",
    Self::Drawing(Drawing::TimeToLesson) => "time-to-lesson",
    Self::Drawing(Drawing::Breadth) => "breadth",
    Self::Drawing(Drawing::CameBack) => "came-back",
}

/// A column of the tables of tags and projects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TagColumn {
    /// How many attempts.
    Attempts,
    /// How many of them failed.
    Failed,
    /// How many held in part.
    Partial,
    /// How many worked.
    Worked,
    /// How many have a principle.
    Lessons,
    /// What they cost together.
    Spent,
}

named! { TagColumn:
    Self::Attempts => "attempts",
    Self::Failed => "failed",
    Self::Partial => "partial",
    Self::Worked => "worked",
    Self::Lessons => "lessons",
    Self::Spent => "spent",
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReportFormat {
    /// For the terminal.
    Table,
    /// Without decoration.
    Plain,
    /// One JSON object.
    Json,
    /// Markdown.
    Markdown,
    /// One HTML file.
    Html,
}

named! { ReportFormat:
    Self::Table => "table",
    Self::Plain => "plain",
    Self::Json => "json",
    Self::Markdown => "markdown",
    Self::Html => "html",
}
