//! A lesson made ready to be compared with inputs. Where lessons come from is not decided here.

use foldhash::fast::RandomState;
use foldhash::{HashMap, HashSet};

use super::firing::Fired;
use super::probe::{Found, Probe};
use super::weights::Field;
use crate::text::{Analyzer, Signal};

/// The texts of a lesson.
#[derive(Debug, Clone, Copy, Default)]
pub struct LessonText<'a> {
    /// What was attempted.
    pub tried: &'a str,
    /// Why it failed or worked.
    pub because: &'a str,
    /// The general rule; may be empty.
    pub principle: &'a str,
    /// The phrases to look for.
    pub signals: &'a [&'a str],
    /// What to do when they are seen; may be empty.
    pub next: &'a str,
    /// The names it is found by, separated by spaces.
    pub tags: &'a str,
    /// Everything else that is searched.
    pub rest: &'a str,
    /// Where it happened.
    pub project: Option<&'a str>,
}

/// What people said of a lesson after it came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Feedback {
    /// How often it helped.
    pub helped: u32,
    /// How often it was not relevant.
    pub not_relevant: u32,
}

impl Feedback {
    /// Whether it helped more often than not, from -1 to 1, the less sure the fewer said so.
    pub(super) fn balance(self) -> f64 {
        let (helped, not) = (f64::from(self.helped), f64::from(self.not_relevant));
        (helped - not) / (helped + not + FEEDBACK_PRIOR)
    }
}

/// Most lessons have no more terms; a table for them need not grow.
const USUAL_TERMS: usize = 64;

/// How many votes it takes to believe half of what they say.
const FEEDBACK_PRIOR: f64 = 3.0;

/// A lesson, ready for the ranking.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// How often each term stands in each field.
    pub(super) terms: HashMap<Box<str>, [u16; Field::COUNT]>,
    /// How many terms each field has, those that say nothing included, as the full-text index counts them.
    pub(super) lengths: [f64; Field::COUNT],
    /// Fingerprints of the terms that stand side by side.
    pairs: HashSet<u64>,
    /// How many terms what was tried has, each counted once.
    pub(super) opening: usize,
    pub(super) signals: Vec<Signal>,
    pub(super) project: Option<Box<str>>,
    pub(super) feedback: Feedback,
}

impl Lesson {
    /// Makes a lesson ready. A signal that is no valid pattern is left out: it was refused when it was written.
    pub fn new(text: &LessonText<'_>, feedback: Feedback, analyzer: &mut Analyzer) -> Self {
        let mut lesson = Self {
            terms: HashMap::with_capacity_and_hasher(USUAL_TERMS, RandomState::default()),
            lengths: [0.0; Field::COUNT],
            pairs: HashSet::default(),
            opening: 0,
            signals: text
                .signals
                .iter()
                .filter_map(|signal| Signal::parse(signal, analyzer).ok())
                .collect(),
            project: text.project.map(Box::from),
            feedback,
        };
        let single = [
            (Field::Tried, text.tried),
            (Field::Because, text.because),
            (Field::Principle, text.principle),
            (Field::Next, text.next),
            (Field::Tags, text.tags),
            (Field::Rest, text.rest),
        ];
        for (field, text) in single {
            lesson.add(field, text, analyzer);
        }
        for signal in text.signals {
            lesson.add(Field::Signals, signal, analyzer);
        }
        lesson
    }

    /// Whether the two terms stand side by side in one of its texts.
    pub(super) fn has_pair(&self, first: &str, second: &str) -> bool {
        self.pairs.contains(&fingerprint(first, second))
    }

    /// The signals that fire in an input.
    pub(super) fn fired(&self, probe: &Probe) -> Vec<Fired<'_>> {
        self.signals
            .iter()
            .filter_map(|signal| Fired::find(signal, &probe.neighbourhoods))
            .collect()
    }

    fn add(&mut self, field: Field, text: &str, analyzer: &mut Analyzer) {
        let mut before: Option<u64> = None;
        for word in text.split_whitespace() {
            let all = Found::in_word(word, analyzer, |found| {
                self.count(field, found.text);
                if found.is_part {
                    return;
                }
                if let Some(before) = before.replace(beginning_of_pair(found.text)) {
                    self.pairs.insert(hashed(before, found.text));
                }
            });
            if let Some(length) = self.lengths.get_mut(field as usize) {
                *length += all;
            }
        }
    }

    fn count(&mut self, field: Field, term: &str) {
        let add = |counts: &mut [u16; Field::COUNT]| {
            if let Some(count) = counts.get_mut(field as usize) {
                *count = count.saturating_add(1);
            }
        };
        if let Some(counts) = self.terms.get_mut(term) {
            add(counts);
            return;
        }
        let mut counts = [0; Field::COUNT];
        add(&mut counts);
        self.terms.insert(term.into(), counts);
        self.opening += usize::from(field == Field::Tried);
    }
}

/// A fingerprint of two terms.
fn fingerprint(first: &str, second: &str) -> u64 {
    hashed(beginning_of_pair(first), second)
}

/// The part of a fingerprint that depends on the first term alone: its hash and that of a separator.
fn beginning_of_pair(first: &str) -> u64 {
    hashed(hashed(0xcbf2_9ce4_8422_2325, first), "\0")
}

/// FNV-1a over the bytes of a text, from the hash of what stands before it (<https://www.rfc-editor.org/rfc/rfc9923>).
fn hashed(before: u64, text: &str) -> u64 {
    text.bytes().fold(before, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
