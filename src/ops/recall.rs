//! `recall`: a text goes in, the lessons that apply come out, or nothing.

use std::ops::Range;

use foldhash::HashMap;
use serde::Serialize;

use super::watching::fired;
use super::{OperationError, Shown};
use crate::model::{Entry, Filter, Tag, Text, Usefulness};
use crate::recall::{
    self, DEFAULT_THRESHOLD, Feedback, Lesson, LessonText, Probe, Setting, Statistics, Weights,
};
use crate::store::{Journal, TermCounts};
use crate::text::Analyzer;

/// Lessons compared with one input because of the terms they share with it.
const CANDIDATES: usize = 60;

/// Lessons compared with it because of their signals.
const CANDIDATES_BY_SIGNALS: usize = 12;

/// Terms by which they are found.
const LOOKUPS: usize = 24;

/// Of an output that was attached to an entry, so much of the end is compared, in bytes.
const OUTPUT_COMPARED: usize = 2_048;

/// What shapes an answer beside the text.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The entries that may come back.
    pub filter: Filter,
    /// Where the text comes from: lessons of the same project are preferred a little.
    pub project: Option<&'a str>,
    /// From this confidence on there is something to say, 0 to 1.
    pub threshold: f64,
    /// At most so many lessons.
    pub limit: usize,
}

impl Default for Request<'_> {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            project: None,
            threshold: DEFAULT_THRESHOLD,
            limit: 3,
        }
    }
}

/// A lesson that applies, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recalled {
    /// The entry.
    pub entry: Shown,
    /// How sure it is that the lesson applies, 0 to 1.
    pub confidence: f64,
    /// The signals that fired, as they were written.
    pub signals: Vec<String>,
    /// The words that the text and the lesson share, as the text has them, those that decided first.
    pub words: Vec<String>,
    /// The line of the text for which it came, as a terminal would have shown it. It may hold control characters.
    pub line: String,
    /// Where in the line the words stand that were met, in bytes.
    #[serde(skip)]
    pub met: Vec<Range<usize>>,
}

/// The lessons that apply to a text, best first; none where nothing is sure enough.
///
/// # Errors
/// When the journal cannot be read, or the text of the filter is no query.
pub fn recall(
    journal: &Journal,
    text: &str,
    request: &Request<'_>,
) -> Result<Vec<Recalled>, OperationError> {
    let Ranking {
        probe,
        entries,
        recalled,
    } = ranking(journal, text, request, &Weights::default())?;
    let mut analyzer = Analyzer::new();
    let _together = journal.read_together()?;
    let best = recall::shown(recalled, request.threshold, request.limit);
    best.into_iter()
        .filter_map(|found| Some((entries.get(found.index)?.clone(), found)))
        .map(|(entry, found)| {
            Ok(Recalled {
                entry: Shown::of(journal, entry)?,
                met: met(&probe, &found, &mut analyzer),
                line: probe.line(found.line).to_owned(),
                confidence: found.confidence,
                signals: found.signals,
                words: found.words.into_iter().map(|word| word.written).collect(),
            })
        })
        .collect()
}

/// All that a text may be about: what recall chooses from.
pub struct Ranking {
    probe: Probe,
    entries: Vec<Entry>,
    recalled: Vec<recall::Recalled>,
}

impl Ranking {
    /// The entries that were compared, and those that share anything with the text, best first, with their places
    /// among the former.
    pub fn into_parts(self) -> (Vec<Entry>, Vec<recall::Recalled>) {
        (self.entries, self.recalled)
    }
}

/// Ranks what a text may be about, with the weights given.
///
/// # Errors
/// When the journal cannot be read, or the text of the filter is no query.
pub fn ranking(
    journal: &Journal,
    text: &str,
    request: &Request<'_>,
    weights: &Weights,
) -> Result<Ranking, OperationError> {
    let mut analyzer = Analyzer::new();
    let probe = Probe::new(text, weights, &mut analyzer);
    let _together = journal.read_together()?;
    let mut counts = journal.term_counts()?;
    let mut statistics = counted(&probe, &mut counts)?;
    let filter = &request.filter;
    let entries = candidates(journal, &probe, &statistics, filter, &mut analyzer)?;
    let lessons: Vec<Lesson> = entries
        .iter()
        .map(|entry| lesson(entry, &mut analyzer))
        .collect();
    let lessons: Vec<&Lesson> = lessons.iter().collect();
    for term in recall::uncounted(&probe, &lessons, &statistics) {
        let count = counts.of(&term)?;
        statistics.frequencies.insert(term, count);
    }
    let setting = Setting {
        statistics: &statistics,
        weights,
        project: request.project,
    };
    let recalled = recall::rank(&probe, &lessons, setting);
    Ok(Ranking {
        probe,
        entries,
        recalled,
    })
}

/// What is known of all entries, with the frequencies of the input's terms.
fn counted(probe: &Probe, counts: &mut TermCounts<'_>) -> Result<Statistics, OperationError> {
    let extent = counts.extent();
    let mut frequencies = HashMap::default();
    for term in probe.terms() {
        let count = counts.of(&term.text)?;
        frequencies.insert(term.text, count);
    }
    Ok(Statistics {
        documents: extent.entries,
        frequencies,
        average_lengths: extent.terms.map(|terms| average(terms, extent.entries)),
    })
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a term more or less does not matter"
)]
fn average(terms: u64, entries: u64) -> f64 {
    terms as f64 / entries.max(1) as f64
}

/// The entries that share the heaviest and rarest terms.
fn candidates(
    journal: &Journal,
    probe: &Probe,
    statistics: &Statistics,
    filter: &Filter,
    analyzer: &mut Analyzer,
) -> Result<Vec<Entry>, OperationError> {
    let terms = probe.terms();
    let mut lookups: Vec<(&str, f64)> = terms
        .iter()
        .filter(|term| statistics.knows(&term.text))
        .map(|term| {
            (
                term.text.as_str(),
                term.weight * statistics.rarity(&term.text),
            )
        })
        .collect();
    lookups.sort_by(|(_, weight), (_, other)| other.total_cmp(weight));
    lookups.truncate(LOOKUPS);
    let mut keys = journal.sharing(&lookups, filter, CANDIDATES)?;
    keys.extend(fired(journal, probe, CANDIDATES_BY_SIGNALS, analyzer)?);
    Ok(journal.entries_among(&keys, filter)?)
}

/// An entry made ready for the ranking.
fn lesson(entry: &Entry, analyzer: &mut Analyzer) -> Lesson {
    let optional = |text: &'_ Option<Text>| text.as_ref().map_or("", Text::as_str).to_owned();
    let signals: Vec<&str> = entry.signals.iter().map(Text::as_str).collect();
    let principles: Vec<&str> = entry.principles().map(Text::as_str).collect();
    let tags: Vec<&str> = entry.tags.iter().map(Tag::as_str).collect();
    let text = LessonText {
        tried: entry.tried.as_str(),
        because: entry.because.as_str(),
        principle: &principles.join("\n"),
        signals: &signals,
        next: &optional(&entry.next),
        tags: &tags.join(" "),
        rest: &rest(entry),
        project: entry.project.as_ref().map(Text::as_str),
    };
    Lesson::new(&text, feedback(entry), analyzer)
}

/// What was said of an entry when it had come back.
fn feedback(entry: &Entry) -> Feedback {
    let count = |verdict| {
        let said = entry.feedback.iter();
        let alike = said.filter(|feedback| feedback.verdict == verdict).count();
        u32::try_from(alike).unwrap_or(u32::MAX)
    };
    Feedback {
        helped: count(Usefulness::Helped),
        not_relevant: count(Usefulness::NotRelevant),
    }
}

/// What else was written about an attempt: the command, the end of its output, what reviewers added.
fn rest(entry: &Entry) -> String {
    let mut parts: Vec<&str> = Vec::new();
    if let Some(evidence) = &entry.evidence {
        parts.extend(evidence.command.as_deref());
        parts.extend(evidence.output.as_deref().map(end_of_output));
    }
    parts.extend(entry.elsewhere.iter().map(Text::as_str));
    parts.extend(entry.review_remarks().map(Text::as_str));
    parts.join("\n")
}

fn end_of_output(output: &str) -> &str {
    let mut start = output.len().saturating_sub(OUTPUT_COMPARED);
    while !output.is_char_boundary(start) {
        start += 1;
    }
    output.get(start..).unwrap_or_default()
}

/// Where the words that were met stand in the line that is shown.
fn met(probe: &Probe, found: &recall::Recalled, analyzer: &mut Analyzer) -> Vec<Range<usize>> {
    let mut terms: Vec<String> = found.words.iter().map(|word| word.term.clone()).collect();
    for signal in &found.signals {
        analyzer.terms(signal, |term| terms.push(term.text.to_owned()));
    }
    probe.highlights(found.line, &terms, analyzer)
}
