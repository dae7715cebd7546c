//! What happens to the dev split when one weight is changed. A change counts as better only when it is so in at least
//! four of five folds, which are made of lessons, not of queries.

use folio::recall::Weights;

use crate::Data;
use crate::fit::{FOLDS, fold_of};
use crate::made::as_they_are;
use crate::measure::{answers, places, reciprocal};

const NAMES: [&str; 18] = [
    "note",
    "nearby",
    "quote",
    "tried",
    "because",
    "principle",
    "signals",
    "next",
    "tags",
    "length",
    "saturation",
    "pair",
    "part",
    "similar",
    "least_similarity",
    "similar_from",
    "signal",
    "opening",
];

fn slot<'a>(weights: &'a mut Weights, name: &str) -> Option<&'a mut f64> {
    let [tried, because, principle, signals, next, tags, _] = &mut weights.fields;
    Some(match name {
        "headline" => &mut weights.headline,
        "note" => &mut weights.note,
        "nearby" => &mut weights.nearby,
        "quote" => &mut weights.quote,
        "conversation" => &mut weights.conversation,
        "code" => &mut weights.code,
        "tried" => tried,
        "because" => because,
        "principle" => principle,
        "signals" => signals,
        "next" => next,
        "tags" => tags,
        "length" => &mut weights.length,
        "saturation" => &mut weights.saturation,
        "pair" => &mut weights.pair,
        "part" => &mut weights.part,
        "similar" => &mut weights.similar,
        "least_similarity" => &mut weights.least_similarity,
        "similar_from" => &mut weights.similar_from,
        "unknown" => &mut weights.unknown,
        "signal" => &mut weights.signal,
        "opening" => &mut weights.opening,
        "warning" => &mut weights.warning,
        "turns" => &mut weights.turns,
        _ => return None,
    })
}

/// The weights in use, changed as `FOLIO_RECALL_WEIGHTS` says.
pub fn weights_from_environment() -> Weights {
    let mut weights = Weights::default();
    let set = std::env::var("FOLIO_RECALL_WEIGHTS").unwrap_or_default();
    for (name, value) in set.split(',').filter_map(|pair| pair.split_once('=')) {
        *slot(&mut weights, name).unwrap() = value.parse().unwrap();
    }
    weights
}

pub fn print(data: &Data<'_>, weights: &Weights) {
    let now = by_fold(data, weights);
    println!(
        "MRR@10 by fold {now:.3?}\n\n| weight | value | change of the mean | folds better |\n| --- | --- | --- | --- |"
    );
    for name in NAMES {
        for factor in [0.5, 0.7, 1.4, 2.0] {
            let mut changed = weights.clone();
            let value = slot(&mut changed, name).unwrap();
            *value *= factor;
            let value = *value;
            let then = by_fold(data, &changed);
            let change: f64 = now
                .iter()
                .zip(&then)
                .map(|(now, then)| then - now)
                .sum::<f64>()
                / FOLDS as f64;
            let better = now
                .iter()
                .zip(&then)
                .filter(|(now, then)| then > now)
                .count();
            println!("| {name} | {value:.3} | {change:+.4} | {better} |");
        }
    }
}

fn by_fold(data: &Data<'_>, weights: &Weights) -> [f64; FOLDS] {
    let queries = as_they_are(&data.split("dev"));
    let mut sums = [(0.0, 0.0); FOLDS];
    for (query, answer) in queries.iter().zip(answers(data.corpus, &queries, weights)) {
        let (sum, count) = &mut sums[fold_of(&query.relevant[0])];
        *sum += places(query, &answer)
            .into_iter()
            .map(reciprocal)
            .sum::<f64>();
        *count += 1.0;
    }
    sums.map(|(sum, count)| sum / count)
}
