//! The confidences fitted: logistic regression on the dev split and on the unmatched texts, cross-validated over lessons
//! and over unmatched texts, with the bases placed by what is silent where nothing was fitted.

use folio::recall::{DEFAULT_THRESHOLD, Evidence, Origin, Weights};

use crate::Data;
use crate::corpus::Query;
use crate::made::{Made, as_they_are, logs, paragraphs, sentences};
use crate::measure::{answers, auc};

/// Folds of the cross-validation.
pub const FOLDS: usize = 5;

const ROUNDS: usize = 6_000;
/// Sentences made of each unmatched text.
const ROUNDS_OF_SENTENCES: usize = 6;
const STEP: f64 = 0.5;
const MOMENTUM: f64 = 0.9;
/// How strongly large weights are discouraged (L2).
const RESTRAINT: f64 = 0.0001;
/// A set with fewer matched texts of a kind says nothing about the model for that kind.
const FEWEST: usize = 50;
/// The share of the unmatched texts of each set on which folio is to be silent, where nothing was fitted to them.
const SILENT: f64 = 0.95;
/// The same for all sets on average: other people's texts are more various than these.
const SILENT_ON_AVERAGE: f64 = 0.96;

/// The fold of a lesson or of an unmatched text: all that is made of it is in the same.
pub fn fold_of(lesson: &str) -> usize {
    lesson.bytes().fold(7_usize, |hash, byte| {
        hash.wrapping_mul(31).wrapping_add(byte.into())
    }) % FOLDS
}

struct Sample {
    evidence: Evidence,
    /// 1 where the right lesson is among the first three, 0 for an unmatched text.
    label: f64,
    share: f64,
    fold: usize,
    set: &'static str,
}

impl Sample {
    fn is_matched(&self) -> bool {
        self.label > 0.5
    }
}

/// The base, then the weight of each observation.
type Model = [f64; Evidence::COUNT + 1];

pub fn print(data: &Data<'_>, weights: &Weights) {
    let samples = samples(data, weights);
    let (typed, printed): (Vec<&Sample>, Vec<&Sample>) = samples
        .iter()
        .partition(|sample| sample.evidence.origin == Origin::Speech);
    for (name, samples) in [("typed", typed), ("printed", printed)] {
        print_model(name, &samples);
    }
}

fn print_model(name: &str, samples: &[&Sample]) {
    let folds: Vec<Fold<'_>> = (0..FOLDS).map(|fold| Fold::new(fold, samples)).collect();
    for (number, fold) in folds.iter().enumerate() {
        println!(
            "{name}, fold {number}: AUC {:.3} where fitted, {:.3} where not",
            quality(&fold.model, &fold.others),
            quality(&fold.model, &fold.own)
        );
    }
    let sets = sets_of(samples);
    let is_silent_enough = |share: &f64| {
        let silent = sets
            .iter()
            .map(|set| below_outside(&folds, *share, set, false));
        let silent: Vec<f64> = silent.collect();
        let mean = silent.iter().sum::<f64>() / silent.len() as f64;
        mean >= SILENT_ON_AVERAGE && silent.iter().all(|silent| *silent >= SILENT)
    };
    let mut shares = (0..100).map(|step| SILENT + f64::from(step) / 2_000.0);
    let share = shares.find(is_silent_enough).unwrap();
    for set in &sets {
        println!(
            "  {set}: where not fitted, silent on {:.3} of the unmatched, above the line {:.3} of the matched",
            below_outside(&folds, share, set, false),
            1.0 - below_outside(&folds, share, set, true)
        );
    }
    let mut model = trained(samples);
    for weight in &mut model[1..] {
        *weight = (*weight * 10.0).round() / 10.0;
    }
    let line = line(&model, samples, share);
    model[0] += (DEFAULT_THRESHOLD / (1.0 - DEFAULT_THRESHOLD)).ln() - line;
    println!(
        "{name}: AUC {:.3}, silent on {share:.4} where fitted, base and observations {model:.2?}",
        quality(&model, samples)
    );
}

/// A model and the samples on which it was not fitted.
struct Fold<'a> {
    model: Model,
    others: Vec<&'a Sample>,
    own: Vec<&'a Sample>,
}

impl<'a> Fold<'a> {
    fn new(number: usize, samples: &[&'a Sample]) -> Self {
        let (others, own): (Vec<&Sample>, Vec<&Sample>) =
            samples.iter().partition(|sample| sample.fold != number);
        Self {
            model: trained(&others),
            others,
            own,
        }
    }
}

/// The share of a set that lies below the line, where neither the model nor the line was fitted.
fn below_outside(folds: &[Fold<'_>], share: f64, set: &str, is_matched: bool) -> f64 {
    let (mut below, mut all) = (0.0, 0);
    for fold in folds {
        let line = line(&fold.model, &fold.others, share);
        let odds = odds_of(&fold.model, &fold.own, set, is_matched);
        below += odds.iter().filter(|odds| **odds <= line).count() as f64;
        all += odds.len();
    }
    below / all as f64
}

/// The sets that a model is for: those with many matched texts in it.
fn sets_of(samples: &[&Sample]) -> Vec<&'static str> {
    let mut sets: Vec<&str> = samples.iter().map(|sample| sample.set).collect();
    sets.sort_unstable();
    sets.dedup();
    sets.retain(|set| {
        let matched = samples
            .iter()
            .filter(|sample| sample.set == *set && sample.is_matched());
        matched.count() >= FEWEST
    });
    sets
}

/// The log-odds below which this share of the unmatched texts of every set is.
fn line(model: &Model, samples: &[&Sample], share: f64) -> f64 {
    let line_of = |set: &&str| {
        let mut odds = odds_of(model, samples, set, false);
        odds.sort_by(f64::total_cmp);
        let below = odds.len() as f64 * share;
        let mut ordered = (1_u32..).map(f64::from).zip(odds);
        let first_above = ordered.find(|(place, _)| *place > below);
        first_above.map_or(f64::MIN, |(_, odds)| odds)
    };
    sets_of(samples)
        .iter()
        .map(line_of)
        .fold(f64::MIN, f64::max)
}

fn odds_of(model: &Model, samples: &[&Sample], set: &str, is_matched: bool) -> Vec<f64> {
    let chosen = samples
        .iter()
        .filter(|sample| sample.set == set && sample.is_matched() == is_matched);
    chosen.map(|sample| odds(model, sample)).collect()
}

/// Texts of the dev split, and the unmatched texts. A matched text that is answered wrongly teaches neither: a sibling
/// of the right lesson may help as well.
fn samples(data: &Data<'_>, weights: &Weights) -> Vec<Sample> {
    let dev = data.split("dev");
    let none: Vec<&Query> = data.unmatched.iter().collect();
    let failing = data.failing();
    let mut sets: Vec<(&'static str, &[&Query], Vec<Made>, f64)> = vec![
        ("diagnostics", &dev, as_they_are(&dev), 1.0),
        ("diagnostics", &none, as_they_are(&none), 1.0),
        ("one failure", &dev, logs(&dev, 1), 0.5),
        ("one failure", &failing, logs(&failing, 1), 0.5),
        ("three failures", &dev, logs(&dev, 3), 0.5),
        ("three failures", &failing, logs(&failing, 3), 0.5),
        ("sentences", &dev, sentences(&dev, 0), 1.0),
        ("several lines", &dev, paragraphs(&dev), 0.5),
        ("several lines", &failing, paragraphs(&failing), 0.5),
    ];
    for round in 0..ROUNDS_OF_SENTENCES {
        let share = 1.0 / ROUNDS_OF_SENTENCES as f64;
        sets.push(("sentences", &failing, sentences(&failing, round), share));
    }
    let mut samples = Vec::new();
    for (name, sources, set, share) in sets {
        let answers = answers(data.corpus, &set, weights);
        for ((query, source), answer) in set.iter().zip(sources).zip(answers) {
            let Some((_, best)) = answer.ranking.first() else {
                continue;
            };
            let is_right = answer
                .ranking
                .iter()
                .take(3)
                .any(|(id, _)| query.relevant.contains(id));
            if is_right || query.relevant.is_empty() {
                samples.push(Sample {
                    evidence: best.evidence,
                    label: if is_right { 1.0 } else { 0.0 },
                    share: share / set.len() as f64,
                    fold: fold_of(source.relevant.first().unwrap_or(&source.text)),
                    set: name,
                });
            }
        }
    }
    samples
}

fn odds(model: &Model, sample: &Sample) -> f64 {
    model[0]
        + model[1..]
            .iter()
            .zip(sample.evidence.observations())
            .map(|(weight, value)| weight * value)
            .sum::<f64>()
}

fn quality(model: &Model, samples: &[&Sample]) -> f64 {
    let of = |label: f64| -> Vec<f64> {
        samples
            .iter()
            .filter(|sample| (sample.label - label).abs() < 0.5)
            .map(|sample| odds(model, sample))
            .collect()
    };
    auc(&of(1.0), &of(0.0))
}

fn trained(samples: &[&Sample]) -> Model {
    let total: f64 = samples.iter().map(|sample| sample.share).sum();
    let mut model = Model::default();
    let mut speed = Model::default();
    for _ in 0..ROUNDS {
        let mut slope = Model::default();
        for sample in samples {
            let wrong =
                (1.0 / (1.0 + (-odds(&model, sample)).exp()) - sample.label) * sample.share / total;
            slope[0] += wrong;
            for (slope, value) in slope[1..].iter_mut().zip(sample.evidence.observations()) {
                *slope += wrong * value;
            }
        }
        for at in 0..model.len() {
            let restraint = if at > 0 { RESTRAINT * model[at] } else { 0.0 };
            speed[at] = MOMENTUM * speed[at] + slope[at] + restraint;
            model[at] -= STEP * speed[at];
        }
    }
    model
}
