//! One failure and one lesson compared: what they have in common and what that is worth. The order of lessons lives
//! in `rank`.

use foldhash::{HashMap, HashSet};

use super::firing::Fired;
use super::lesson::Lesson;
use super::probe::{Passage, Probe, WeightedTerm};
use super::rank::{Setting, Word};
use super::similar::Similar;
use super::weights::{Field, Weights};

/// Words of a failure that a lesson has to explain to explain it all.
const WORDS_TO_EXPLAIN: usize = 12;
/// What a word must weigh at least to count where the lesson's opening is compared.
const LEAST_IN_OPENING: f64 = 0.3;

/// The terms of all failures of an input, each with a number, and which words of lessons are like them.
pub(super) struct Vocabulary<'a> {
    numbers: HashMap<&'a str, usize>,
    similar: Similar,
}

impl<'a> Vocabulary<'a> {
    pub(super) fn new(probe: &'a Probe, candidates: &[&Lesson], weights: &Weights) -> Self {
        let mut numbers: HashMap<&str, usize> = HashMap::default();
        let mut comparable: Vec<&str> = Vec::new();
        for term in probe.passages.iter().flat_map(|passage| &passage.terms) {
            let number = *numbers.entry(&term.text).or_insert_with(|| {
                comparable.push("");
                comparable.len() - 1
            });
            if term.weight >= weights.similar_from && weights.similar > 0.0 {
                comparable
                    .get_mut(number)
                    .into_iter()
                    .for_each(|text| *text = &term.text);
            }
        }
        let words: HashSet<&str> = candidates
            .iter()
            .flat_map(|lesson| lesson.terms.keys())
            .map(AsRef::as_ref)
            .collect();
        let similar = Similar::find(&comparable, words.into_iter(), weights.least_similarity);
        Self { numbers, similar }
    }

    /// Where in a lesson each term stands, itself or the word most like it.
    pub(super) fn meetings<'l>(&self, lesson: &'l Lesson, weights: &Weights) -> Meetings<'l> {
        let mut meetings: Meetings<'l> = vec![None; self.numbers.len()];
        let mut meet = |number: usize, counts: &'l Counts, likeness: f64| {
            if let Some(meeting) = meetings.get_mut(number)
                && meeting.is_none_or(|(_, known)| known < likeness)
            {
                *meeting = Some((counts, likeness));
            }
        };
        for (word, counts) in &lesson.terms {
            if let Some(number) = self.numbers.get(word.as_ref()) {
                meet(*number, counts, 1.0);
            }
            for (number, similarity) in self.similar.terms_of(word) {
                meet(*number, counts, similarity * weights.similar);
            }
        }
        meetings
    }
}

/// How often a term stands in each field of a lesson.
type Counts = [u16; Field::COUNT];

/// For each term of a vocabulary, where it stands in a lesson, and how much what stands there is like it.
pub(super) type Meetings<'l> = Vec<Option<(&'l Counts, f64)>>;

/// A failure, with what its words weigh among these lessons.
pub(super) struct Query<'a> {
    pub(super) passage: &'a Passage,
    terms: Vec<Asked<'a>>,
    /// The weight of the words that a lesson may explain.
    pub(super) total: f64,
    /// The share of the words' weight that stands in no lesson.
    pub(super) unknown: f64,
    /// The information shared by chance, in nats.
    pub(super) chance: f64,
}

/// A term that is asked for.
struct Asked<'a> {
    term: &'a WeightedTerm,
    /// Its number in the vocabulary.
    number: usize,
    rarity: f64,
    /// Place and rarity together.
    weight: f64,
    is_known: bool,
}

impl<'a> Query<'a> {
    pub(super) fn new(
        passage: &'a Passage,
        vocabulary: &Vocabulary<'_>,
        setting: Setting<'_>,
    ) -> Self {
        let Setting {
            statistics,
            weights,
            ..
        } = setting;
        let asked = |term: &'a WeightedTerm| {
            let rarity = statistics.rarity(&term.text);
            let code = if term.is_code { weights.code } else { 1.0 };
            let number = *vocabulary.numbers.get(term.text.as_str())?;
            Some(Asked {
                term,
                number,
                rarity,
                weight: term.weight * rarity * code,
                is_known: statistics.knows(&term.text),
            })
        };
        let terms: Vec<Asked<'a>> = passage.terms.iter().filter_map(asked).collect();
        let all: f64 = terms.iter().map(|term| term.weight).sum();
        let strange: f64 = terms
            .iter()
            .filter(|term| !term.is_known)
            .map(|term| term.weight)
            .sum();
        Self {
            passage,
            total: to_explain(&terms, weights),
            unknown: if all > 0.0 { strange / all } else { 0.0 },
            chance: statistics.chance(),
            terms,
        }
    }
}

/// The weight of the heaviest words.
fn to_explain(terms: &[Asked<'_>], weights: &Weights) -> f64 {
    let counted = |term: &Asked<'_>| {
        if term.is_known {
            term.weight
        } else {
            term.weight * weights.unknown
        }
    };
    let mut heaviest: Vec<f64> = terms.iter().map(counted).collect();
    heaviest.sort_by(|a, b| b.total_cmp(a));
    heaviest.iter().take(WORDS_TO_EXPLAIN).sum()
}

/// What a failure and a lesson have in common.
#[derive(Debug, Clone, Default)]
pub(super) struct Comparison {
    /// How well the lesson fits.
    pub(super) score: f64,
    /// Of the failure's weight, what the lesson explains.
    pub(super) explained: f64,
    /// The information in the words shared, in nats.
    pub(super) shared: f64,
    /// The share of the lesson's opening found in the failure, 0 to 1.
    pub(super) opening: f64,
    /// The information in the words of fired signals, in nats.
    pub(super) signal: f64,
    met: Vec<Met>,
}

/// A term of the failure that the lesson has, itself or a word like it.
#[derive(Debug, Clone)]
struct Met {
    /// Its position among the terms of the query; they are met in that order.
    at: usize,
    likeness: f64,
    /// What it added to the score.
    worth: f64,
}

impl Comparison {
    /// The words shared, those that decided first.
    pub(super) fn words(&self, query: &Query<'_>) -> Vec<Word> {
        let mut met = self.met.clone();
        met.sort_by(|a, b| b.worth.total_cmp(&a.worth));
        met.iter()
            .filter_map(|met| query.terms.get(met.at))
            .map(|asked| Word {
                term: asked.term.text.clone(),
                written: asked.term.written.clone(),
            })
            .collect()
    }

    /// How many terms are shared, each as much as its place says; words that are only alike do not count.
    pub(super) fn breadth(&self, query: &Query<'_>) -> f64 {
        let same = self.met.iter().filter(|met| met.likeness >= 1.0);
        same.filter_map(|met| query.terms.get(met.at))
            .map(|asked| asked.term.weight.min(1.0))
            .sum()
    }

    /// Of the weight that stands between the first and the last word shared, the share that the lesson explains: who
    /// quotes a failure quotes it in one piece, what is shared by accident lies scattered.
    pub(super) fn density(&self, query: &Query<'_>) -> f64 {
        let met = self.met.iter().filter_map(|met| query.terms.get(met.at));
        let (first, last) = met.fold((usize::MAX, 0), |(first, last), asked| {
            (first.min(asked.term.place), last.max(asked.term.place))
        });
        let between = query
            .terms
            .iter()
            .filter(|asked| (first..=last).contains(&asked.term.place));
        let weight: f64 = between.map(|asked| asked.weight).sum();
        if weight > 0.0 {
            (self.explained / weight).min(1.0)
        } else {
            0.0
        }
    }
}

/// A lesson with where the terms stand in it and which of its signals fired.
pub(super) struct Candidate<'l> {
    pub(super) lesson: &'l Lesson,
    pub(super) meetings: Meetings<'l>,
    pub(super) fired: Vec<Fired<'l>>,
}

/// Compares a failure with a lesson.
pub(super) fn compared(
    query: &Query<'_>,
    candidate: &Candidate<'_>,
    setting: Setting<'_>,
) -> Comparison {
    let Setting {
        statistics,
        weights,
        project,
    } = setting;
    let Candidate {
        lesson,
        meetings,
        fired,
    } = candidate;
    let mut found = Comparison::default();
    let mut in_opening = 0_u32;
    for (at, asked) in query.terms.iter().enumerate() {
        let Some((counts, likeness)) = meetings.get(asked.number).copied().flatten() else {
            continue;
        };
        let worth = asked.weight * likeness * saturated(counts, &lesson.lengths, setting);
        found.score += worth;
        found.explained += asked.weight * likeness;
        found.shared += asked.rarity * likeness * asked.term.weight.min(1.0);
        found.met.push(Met {
            at,
            likeness,
            worth,
        });
        let [tried, ..] = counts;
        if *tried > 0 && likeness >= 1.0 && asked.term.weight >= LEAST_IN_OPENING {
            in_opening += 1;
        }
    }
    found.score += weights.pair * pairs(query, lesson, &found.met);
    found.signal = fired
        .iter()
        .map(|fired| fired.information(statistics))
        .sum();
    found.score += weights.signal * found.signal;
    #[expect(clippy::cast_precision_loss, reason = "words of one text are few")]
    let opening = lesson.opening.max(1) as f64;
    found.opening = f64::from(in_opening) / opening;
    found.score *= 1.0 + weights.opening * found.opening;
    if project.is_some() && lesson.project.as_deref() == project {
        found.score *= 1.0 + weights.same_project;
    }
    found.score *= 1.0 + weights.feedback * lesson.feedback.balance();
    found
}

/// How much the lesson says about a term that stands in its fields so often: BM25F (Robertson, Zaragoza and Taylor,
/// "Simple BM25 Extension to Multiple Weighted Fields", 2004).
fn saturated(counts: &Counts, lengths: &[f64; Field::COUNT], setting: Setting<'_>) -> f64 {
    let Setting {
        statistics,
        weights,
        ..
    } = setting;
    let fields = counts
        .iter()
        .zip(lengths)
        .zip(&statistics.average_lengths)
        .zip(&weights.fields);
    let frequency: f64 = fields
        .filter(|(((count, _), _), _)| **count > 0)
        .map(|(((count, length), average), boost)| {
            let relative = if *average > 0.0 {
                length / average
            } else {
                1.0
            };
            boost * f64::from(*count) / (1.0 - weights.length + weights.length * relative)
        })
        .sum();
    frequency * (weights.saturation + 1.0) / (frequency + weights.saturation)
}

/// What the words add that stand side by side in both texts.
fn pairs(query: &Query<'_>, lesson: &Lesson, met: &[Met]) -> f64 {
    let asked = |at: usize| {
        met.binary_search_by_key(&at, |met| met.at)
            .ok()
            .and_then(|_| query.terms.get(at))
    };
    let worth = |(first, second, weight): &(usize, usize, f64)| {
        let (first, second) = (asked(*first)?, asked(*second)?);
        let is_shared = lesson.has_pair(&first.term.text, &second.term.text);
        is_shared.then(|| weight * f64::midpoint(first.rarity, second.rarity))
    };
    query.passage.pairs.iter().filter_map(worth).sum()
}
