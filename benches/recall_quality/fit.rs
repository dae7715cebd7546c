//! The confidences fitted: logistic regression on the dev split, cross-validated over lessons.

use folio::recall::{Evidence, Origin, Weights};

use crate::Data;
use crate::corpus::Query;
use crate::made::{Made, as_they_are, logs, sentences};
use crate::measure::{answers, auc};

/// Folds of the cross-validation.
pub const FOLDS: usize = 5;

const ROUNDS: usize = 6_000;
/// Sentences made of each unmatched text.
const ROUNDS_OF_SENTENCES: usize = 6;
const STEP: f64 = 0.5;
const MOMENTUM: f64 = 0.9;
/// How strongly large weights are discouraged (L2).
const RESTRAINT: f64 = 0.0005;

/// The fold of a lesson: all its queries are in the same.
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
    let mut outside: Vec<(&Sample, f64)> = Vec::new();
    for fold in 0..FOLDS {
        let (others, own): (Vec<&Sample>, Vec<&Sample>) =
            samples.iter().partition(|sample| sample.fold != fold);
        let model = trained(&others);
        println!(
            "{name}, fold {fold}: AUC {:.3} where fitted, {:.3} where not",
            quality(&model, &others),
            quality(&model, &own)
        );
        outside.extend(own.iter().map(|sample| (*sample, odds(&model, sample))));
    }
    let model = trained(samples);
    println!(
        "{name}: AUC {:.3}, base and observations {model:.2?}",
        quality(&model, samples)
    );
    let mut sets: Vec<&str> = samples.iter().map(|sample| sample.set).collect();
    sets.dedup();
    for set in sets {
        print_silence(set, &outside);
    }
}

/// Where the line lies above which 5 % of the unmatched texts of a set are, as log-odds, and how many matched ones are
/// above it; by models that were not fitted on them.
fn print_silence(set: &str, outside: &[(&Sample, f64)]) {
    let of = |label: f64| {
        let chosen = outside
            .iter()
            .filter(move |(sample, _)| sample.set == set && (sample.label - label).abs() < 0.5);
        let mut odds: Vec<f64> = chosen.map(|(_, odds)| *odds).collect();
        odds.sort_by(f64::total_cmp);
        odds
    };
    let (matched, unmatched) = (of(1.0), of(0.0));
    let Some(line) = unmatched.get(unmatched.len() * 95 / 100) else {
        return;
    };
    let above = matched.iter().filter(|odds| *odds > line).count();
    println!(
        "  {set}: silent on 95 % from log-odds {line:.2}, where {:.3} of the matched are answered",
        above as f64 / matched.len().max(1) as f64
    );
}

/// Texts of the dev split, and every other unmatched text. A matched text that is answered wrongly teaches neither: a
/// sibling of the right lesson may help as well.
fn samples(data: &Data<'_>, weights: &Weights) -> Vec<Sample> {
    let dev = data.split("dev");
    let none: Vec<&Query> = data.unmatched.iter().step_by(2).collect();
    let failing: Vec<&Query> = none
        .iter()
        .copied()
        .filter(|query| !query.kind.ends_with("_ok"))
        .collect();
    let mut sets: Vec<(&'static str, Vec<Made>, f64)> = vec![
        ("diagnostics", as_they_are(&dev), 1.0),
        ("diagnostics", as_they_are(&none), 1.0),
        ("one failure", logs(&dev, 1), 0.5),
        ("one failure", logs(&failing, 1), 0.5),
        ("three failures", logs(&dev, 3), 0.5),
        ("three failures", logs(&failing, 3), 0.5),
        ("sentences", sentences(&dev, 0), 1.0),
    ];
    for round in 0..ROUNDS_OF_SENTENCES {
        let share = 1.0 / ROUNDS_OF_SENTENCES as f64;
        sets.push(("sentences", sentences(&failing, round), share));
    }
    let mut samples = Vec::new();
    for (name, set, share) in sets {
        for (at, (query, answer)) in set
            .iter()
            .zip(answers(data.corpus, &set, weights))
            .enumerate()
        {
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
                    fold: query
                        .relevant
                        .first()
                        .map_or(at % FOLDS, |lesson| fold_of(lesson)),
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
