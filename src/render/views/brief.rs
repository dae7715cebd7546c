//! `brief`: the message to a senior. It says first what is asked, and leaves out what nobody has told.

use super::exploration::{answer, progress};
use super::presentation::{self, Presentation};
use crate::model::Text;
use crate::ops::brief::{
    Attempt, Briefed, Changed, Edition, Missing, News, Reproduction, SeenError,
};
use crate::ops::exploration::Progress;
use crate::render::{Block, Column, Document, Item, Line, Table};
use crate::text;

/// What becomes of attempts and of labels with values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// A table, and labels that stand out.
    Marked,
    /// Points of a list, for formats in which columns have no titles.
    Bare,
}

/// The message.
pub fn brief(briefed: &Briefed, listing: Listing, presentation: &Presentation<'_>) -> Document {
    let told = &briefed.told;
    let mut document = Document::new().heading(1, briefed.explores.as_str());
    let mut section = |title: &str, blocks: Vec<Block>| {
        if !blocks.is_empty() {
            document.push(Block::Space);
            document.push(Block::Heading {
                level: 2,
                text: title.into(),
            });
            document.blocks.extend(blocks);
        }
    };
    section("Question", prose(told.question.as_ref()));
    if let Some(news) = &briefed.news {
        let since = presentation.moment(news.since);
        section(&format!("New since the brief of {since}"), points(news));
    }
    section("Goal", prose(told.goal.as_ref()));
    section("Expected", prose(told.expected.as_ref()));
    section("Observed", prose(told.observed.as_ref()));
    section("Error", briefed.error.iter().flat_map(error).collect());
    section(
        "How to reproduce",
        briefed
            .reproduction
            .iter()
            .map(|seen| reproduction(seen, listing))
            .collect(),
    );
    section("Attempts", tried(&briefed.attempts, listing));
    section("Best guess", guess(briefed));
    section("Answered so far", answers(briefed));
    section("Meanwhile", meanwhile(briefed));
    section(
        "Time spent",
        vec![Block::Paragraph(time(briefed, presentation))],
    );
    document
}

/// What the writer may want to know: that nothing is new, and what the brief is better with.
pub fn brief_notes(briefed: &Briefed, presentation: &Presentation<'_>) -> Document {
    let mut document = Document::new();
    if let Edition::Repeats(at) = briefed.edition {
        let at = presentation.moment(at);
        document = document.paragraph(format!("note: it says what the brief of {at} said"));
    }
    if briefed.missing.is_empty() {
        return document;
    }
    let words: Vec<&str> = briefed.missing.iter().map(|one| word(*one)).collect();
    document = document.paragraph(format!("missing: {}", words.join(", ")));
    let flags: Vec<String> = briefed
        .missing
        .iter()
        .filter_map(|one| Some(format!(" --{} …", flag(*one)?)))
        .collect();
    if flags.is_empty() {
        return document;
    }
    let command = format!("folio brief {}{}", briefed.exploration, flags.concat());
    let line = Line::new().plain("`").plain(command);
    document.paragraph(line.plain("` adds what you know"))
}

fn prose(text: Option<&Text>) -> Vec<Block> {
    let text = text.map(|text| Block::Text(text.to_string()));
    text.into_iter().collect()
}

fn points(news: &News) -> Vec<Block> {
    let attempts = news
        .attempts
        .iter()
        .map(|attempt| Item::from(named(attempt, Line::from("tried: "))));
    let changed = news.changed.iter().map(|one| Item::from(changed(one)));
    let points: Vec<Item> = attempts.chain(changed).collect();
    if points.is_empty() {
        return Vec::new();
    }
    vec![Block::List(points)]
}

fn changed(changed: &Changed) -> String {
    let what = match changed.what {
        "goal" => "the goal",
        "expected" => "the expectation",
        "observed" => "the observation",
        "hypothesis" => "the best guess",
        "confidence" => "how sure I am",
        "question" => "the question",
        "meanwhile" => "what I do meanwhile",
        other => other,
    };
    match (&changed.before, &changed.now) {
        (Some(before), Some(_)) => format!("changed: {what}, which was: {before}"),
        (Some(before), None) => format!("withdrawn: {what}, which was: {before}"),
        (None, _) => format!("added: {what}"),
    }
}

fn error(error: &SeenError) -> Vec<Block> {
    let line = Line::new()
        .plain("From the attempt ")
        .strong(&error.tried)
        .plain(" (")
        .identifier(&error.entry);
    let line = match error.lines_left_out {
        0 => line.plain("):"),
        lines => {
            let lines = text::counted(lines as u64, "line", "lines");
            line.plain(format!("; {lines} left out):"))
        }
    };
    let code = Block::Code {
        language: String::new(),
        text: error.output.clone(),
    };
    vec![Block::Paragraph(line), code]
}

fn reproduction(seen: &Reproduction, listing: Listing) -> Block {
    let code = |text: &Option<String>| text.as_ref().map(|text| Line::new().code(text));
    let exit = seen.exit_code.map(|code| Line::from(code.to_string()));
    let fields = [
        ("command", code(&seen.command)),
        ("exit code", exit),
        ("commit", code(&seen.commit)),
        ("branch", code(&seen.branch)),
        ("directory", code(&seen.directory)),
        ("environment", Some(Line::from(seen.environment.as_str()))),
    ];
    let fields = fields
        .into_iter()
        .filter_map(|(label, value)| Some((label.to_owned(), value?)));
    match listing {
        Listing::Marked => Block::Fields(fields.collect()),
        Listing::Bare => {
            let points = fields.map(|(label, value)| format!("{label}: {}", value.text()));
            Block::List(points.map(Item::from).collect())
        }
    }
}

fn tried(tried: &[Attempt], listing: Listing) -> Vec<Block> {
    if tried.is_empty() {
        return Vec::new();
    }
    vec![match listing {
        Listing::Marked => Block::Table(rows(tried)),
        Listing::Bare => Block::List(tried.iter().map(point).collect()),
    }]
}

fn rows(tried: &[Attempt]) -> Table {
    let mut table = Table::new([
        Column::shrink("tried"),
        Column::keep("progress"),
        Column::shrink("because"),
        Column::shrink("rules out"),
        Column::number("spent"),
    ]);
    for attempt in tried {
        let optional = |text: &Option<Text>| text.as_ref().map_or("", Text::as_str).into();
        table.push([
            attempt.title.as_str().into(),
            progress(attempt.progress),
            optional(&attempt.because),
            optional(&attempt.rules_out),
            presentation::spent(u64::from(attempt.spent_minutes.unwrap_or(0))).into(),
        ]);
    }
    table
}

fn point(attempt: &Attempt) -> Item {
    let mut line = named(attempt, Line::new());
    if let Some(because) = &attempt.because {
        line = line.plain(format!(": {because}"));
    }
    let rules_out = attempt.rules_out.iter();
    let below = rules_out.map(|text| Block::Paragraph(format!("rules out: {text}").into()));
    Item::new(line, below)
}

/// `an in-memory LRU (failed, 40 min)`
fn named(attempt: &Attempt, line: Line) -> Line {
    let spent = match attempt.spent_minutes {
        Some(minutes) => format!(", {}", text::minutes(u64::from(minutes))),
        None => String::new(),
    };
    line.plain(&attempt.title)
        .plain(format!(" ({}{spent})", attempt.progress.as_str()))
}

fn guess(briefed: &Briefed) -> Vec<Block> {
    let Some(hypothesis) = &briefed.told.hypothesis else {
        return Vec::new();
    };
    let hypothesis = hypothesis.as_str().trim_end_matches(['.', '?', '!']);
    let sure = match briefed.told.confidence {
        Some(percent) => format!(" I am {percent} % sure."),
        None => String::new(),
    };
    vec![Block::Text(format!(
        "I think: {hypothesis}. Does that hold up?{sure}"
    ))]
}

fn answers(briefed: &Briefed) -> Vec<Block> {
    if briefed.answers.is_empty() {
        return Vec::new();
    }
    let answers = briefed.answers.iter().map(answer);
    vec![Block::List(answers.map(Item::from).collect())]
}

/// What the person told, else the approaches that are running.
fn meanwhile(briefed: &Briefed) -> Vec<Block> {
    if briefed.told.meanwhile.is_some() {
        return prose(briefed.told.meanwhile.as_ref());
    }
    let running = briefed
        .attempts
        .iter()
        .filter(|attempt| attempt.progress == Progress::Running);
    let running: Vec<&str> = running.map(|attempt| attempt.title.as_str()).collect();
    if running.is_empty() {
        return Vec::new();
    }
    let trying = format!("I am trying {}.", running.join("; "));
    vec![Block::Paragraph(trying.into())]
}

fn time(briefed: &Briefed, presentation: &Presentation<'_>) -> Line {
    let opened = presentation.moment(briefed.opened_at);
    let clock = text::minutes(briefed.clock.minutes);
    let since = format!("opened {opened}, {clock} on the clock");
    Line::from(match briefed.spent_minutes {
        0 => format!("{since}."),
        minutes => format!("{} on the attempts; {since}.", text::minutes(minutes)),
    })
}

fn word(missing: Missing) -> &'static str {
    match missing {
        Missing::Attempt => "an attempt that has ended",
        Missing::Error => "the output of an attempt",
        Missing::Expected => "expected",
        Missing::Observed => "observed",
        Missing::Hypothesis => "hypothesis",
        Missing::Question => "question",
        Missing::Meanwhile => "meanwhile",
    }
}

/// The flag that adds what is missing, where one does.
fn flag(missing: Missing) -> Option<&'static str> {
    match missing {
        Missing::Attempt | Missing::Error => None,
        told => Some(word(told)),
    }
}
