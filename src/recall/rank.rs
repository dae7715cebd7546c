//! The ranking: an input and candidate lessons → the lessons that apply, best first, each with why and how sure, or
//! silence. Which lessons are candidates is decided by the store's full text; how one lesson is compared lives in
//! `comparison`, how sure that makes in `confidence`.

use std::collections::{BTreeSet, HashMap};

use super::comparison::{Candidate, Comparison, Query, Vocabulary, compared};
use super::confidence::{Evidence, signal_confidence};
use super::firing::Fired;
use super::lesson::Lesson;
use super::probe::{Passage, Probe};
use super::statistics::Statistics;
use super::weights::Weights;

/// From this confidence on folio speaks, unless another threshold is given.
pub const DEFAULT_THRESHOLD: f64 = 0.6;

/// The share of the threshold that lessons need which come in the company of a better one.
const COMPANY: f64 = 0.6;

/// A lesson that may apply.
#[derive(Debug, Clone, PartialEq)]
pub struct Recalled {
    /// Which of the candidates.
    pub index: usize,
    /// How well it fits, in no particular unit; comparable for lessons of one failure only. Higher is better.
    pub score: f64,
    /// How sure it is that the lesson applies, 0 to 1.
    pub confidence: f64,
    /// The same for the best lesson of this failure.
    pub best_confidence: f64,
    /// The signals that fired, as they were written.
    pub signals: Vec<String>,
    /// The words that the input and the lesson share, those that decided first.
    pub words: Vec<Word>,
    /// What speaks for the best lesson of this failure.
    pub evidence: Evidence,
    /// The line of the input that states the failure, or in which a signal fired, counted from 0.
    pub line: usize,
}

/// A word of the input that a lesson has too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The term, as the full-text index holds it.
    pub term: String,
    /// The word as the input has it.
    pub written: String,
}

/// What shapes an answer beside the texts.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// What is known of all lessons.
    pub statistics: &'a Statistics,
    /// The numbers of the ranking.
    pub weights: &'a Weights,
    /// Where the input comes from.
    pub project: Option<&'a str>,
}

/// Ranks candidates for an input: best first, without those that share nothing with it. Where several things failed,
/// the best lesson for each comes before the further ones.
pub fn rank(probe: &Probe, candidates: &[&Lesson], setting: Setting<'_>) -> Vec<Recalled> {
    let vocabulary = Vocabulary::new(probe, candidates, setting.weights);
    let candidates: Vec<Candidate<'_>> = candidates
        .iter()
        .map(|lesson| Candidate {
            lesson,
            meetings: vocabulary.meetings(lesson, setting.weights),
            fired: lesson.fired(probe),
        })
        .collect();
    let queries: Vec<Query<'_>> = probe
        .passages
        .iter()
        .map(|passage| Query::new(passage, &vocabulary, setting))
        .collect();
    let mut best: HashMap<usize, Ranked<'_>> = HashMap::new();
    let worst = probe.passages.iter().map(|passage| passage.severity).max();
    let is_worst = |passage: &&Passage| Some(passage.severity) == worst;
    let failures = probe.passages.iter().filter(is_worst).count();
    for query in &queries {
        let doubt = if is_worst(&query.passage) {
            1.0
        } else {
            setting.weights.warning
        };
        for ranked in ranked(query, &candidates, failures, setting) {
            keep_better(&mut best, ranked.doubted(doubt));
        }
    }
    for (index, candidate) in candidates
        .iter()
        .enumerate()
        .filter(|(_, candidate)| !candidate.fired.is_empty())
    {
        let known = best.remove(&index);
        best.insert(
            index,
            Ranked::by_signals(index, known, &candidate.fired, setting),
        );
    }
    let mut found: Vec<Ranked<'_>> = best.into_values().collect();
    found.sort_by(|a, b| {
        b.turn
            .total_cmp(&a.turn)
            .then(b.recalled.score.total_cmp(&a.recalled.score))
            .then(a.recalled.index.cmp(&b.recalled.index))
    });
    found
        .into_iter()
        .map(|ranked| {
            let fired = candidates
                .get(ranked.recalled.index)
                .map_or(&[][..], |candidate| &candidate.fired);
            Recalled {
                signals: fired
                    .iter()
                    .map(|fired| fired.signal.as_str().to_owned())
                    .collect(),
                words: ranked.words(),
                ..ranked.recalled
            }
        })
        .collect()
}

/// The terms of fired signals that have not been counted yet. Without their frequencies these signals say nothing.
pub fn uncounted(
    probe: &Probe,
    candidates: &[&Lesson],
    statistics: &Statistics,
) -> BTreeSet<String> {
    let fired = candidates.iter().flat_map(|lesson| lesson.fired(probe));
    fired
        .flat_map(|fired| fired.signal.terms())
        .filter(|term| !statistics.frequencies.contains_key(*term))
        .cloned()
        .collect()
}

/// What to show of a ranking: the lessons of failures for which one is sure enough, at most `limit`; or nothing.
pub fn shown(recalled: Vec<Recalled>, threshold: f64, limit: usize) -> Vec<Recalled> {
    recalled
        .into_iter()
        .filter(|found| {
            found.best_confidence >= threshold && found.confidence >= threshold * COMPANY
        })
        .take(limit)
        .collect()
}

/// A lesson with its place among those for several failures.
struct Ranked<'q> {
    /// Without signals and words, which are only told of the lessons that remain.
    recalled: Recalled,
    turn: f64,
    /// The failure, and what it has in common with the lesson.
    compared: Option<(&'q Query<'q>, Comparison)>,
}

impl Ranked<'_> {
    fn words(&self) -> Vec<Word> {
        let compared = self.compared.as_ref();
        compared.map_or_else(Vec::new, |(query, comparison)| comparison.words(query))
    }

    fn doubted(mut self, doubt: f64) -> Self {
        self.recalled.confidence *= doubt;
        self.recalled.best_confidence *= doubt;
        self.turn *= doubt;
        self
    }

    /// The lesson with what its fired signals alone make sure, wherever in the input they fired.
    fn by_signals(
        index: usize,
        known: Option<Self>,
        fired: &[Fired<'_>],
        setting: Setting<'_>,
    ) -> Self {
        let sure = signal_confidence(fired, setting.statistics);
        let mut ranked = known.unwrap_or_else(|| Self {
            turn: 0.0,
            compared: None,
            recalled: Recalled {
                index,
                score: 0.0,
                confidence: 0.0,
                best_confidence: 0.0,
                signals: Vec::new(),
                words: Vec::new(),
                evidence: Evidence::default(),
                line: fired.first().map_or(0, |fired| fired.line),
            },
        });
        if sure > ranked.recalled.confidence
            && let Some(first) = fired.first()
        {
            ranked.recalled.line = first.line;
        }
        ranked.recalled.confidence = ranked.recalled.confidence.max(sure);
        ranked.recalled.best_confidence = ranked.recalled.best_confidence.max(sure);
        ranked.turn = ranked.turn.max(sure);
        ranked
    }
}

fn keep_better<'q>(best: &mut HashMap<usize, Ranked<'q>>, ranked: Ranked<'q>) {
    match best.get(&ranked.recalled.index) {
        Some(known) if known.turn >= ranked.turn => {}
        _ => {
            best.insert(ranked.recalled.index, ranked);
        }
    }
}

/// Of the lessons for one failure, those that can still be shown.
const MOST_OF_ONE_FAILURE: usize = 50;

/// The candidates for one of so many failures, best first.
fn ranked<'q>(
    query: &'q Query<'q>,
    candidates: &[Candidate<'_>],
    failures: usize,
    setting: Setting<'_>,
) -> Vec<Ranked<'q>> {
    let mut found: Vec<(usize, Comparison)> = candidates
        .iter()
        .enumerate()
        .map(|(index, candidate)| (index, compared(query, candidate, setting)))
        .filter(|(_, comparison)| comparison.score > 0.0)
        .collect();
    found.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then(a.0.cmp(&b.0)));
    found.truncate(MOST_OF_ONE_FAILURE);
    let Some((_, first)) = found.first() else {
        return Vec::new();
    };
    let best = first.score;
    let second = found.get(1).map_or(0.0, |(_, second)| second.score);
    let evidence = Evidence::of(first, query, 1.0 - second / best, failures);
    let sure = setting.weights.confidence(&evidence);
    // Where failures take turns, their number makes none of them wait.
    let alone = setting.weights.confidence(&Evidence {
        chances: 0.0,
        ..evidence
    });
    let ranked = |((index, comparison), place): ((usize, Comparison), f64)| {
        let share = comparison.score / best;
        let confidence = sure * share;
        Ranked {
            turn: alone * share / (1.0 + setting.weights.turns * place),
            recalled: Recalled {
                index,
                score: comparison.score,
                confidence,
                best_confidence: sure,
                signals: Vec::new(),
                words: Vec::new(),
                evidence,
                line: query.passage.headline,
            },
            compared: Some((query, comparison)),
        }
    };
    found
        .into_iter()
        .zip((0_u32..).map(f64::from))
        .map(ranked)
        .collect()
}
