//! The figures of a set of queries.

use folio::recall::Weights;

use crate::corpus::{Answer, Corpus};
use crate::made::Made;

/// Threads that measure at once.
const THREADS: usize = 2;

/// How well a set of queries was answered.
#[derive(Default, Clone, Copy)]
pub struct Figures {
    /// The share of right lessons that came first, among the first three, among the first ten.
    pub at: [f64; 3],
    /// The mean of one divided by the place, of places up to ten.
    pub reciprocal: f64,
    /// The share of queries for which anything is shown.
    pub answered: f64,
    /// Of those, the share with a right lesson among the three shown.
    pub right: f64,
}

/// The answers to queries, in order.
pub fn answers(corpus: &Corpus, queries: &[Made], weights: &Weights) -> Vec<Answer> {
    let size = queries.len().div_ceil(THREADS).max(1);
    std::thread::scope(|scope| {
        let answer = |part: &[Made]| {
            let journal = corpus.journal();
            part.iter()
                .map(|query| corpus.recall(&journal, &query.text, weights))
                .collect::<Vec<_>>()
        };
        let threads: Vec<_> = queries
            .chunks(size)
            .map(|part| scope.spawn(move || answer(part)))
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    })
}

/// The places of the right lessons, from 1; 0 for one that is not in the ranking.
pub fn places(query: &Made, answer: &Answer) -> Vec<usize> {
    let place = |id: &String| {
        answer
            .ranking
            .iter()
            .position(|(found, _)| found == id)
            .map_or(0, |at| at + 1)
    };
    query.relevant.iter().map(place).collect()
}

/// One divided by the place, or 0 beyond the tenth.
pub fn reciprocal(place: usize) -> f64 {
    if (1..=10).contains(&place) {
        1.0 / place as f64
    } else {
        0.0
    }
}

pub fn figures(queries: &[Made], answers: &[Answer]) -> Figures {
    let all: Vec<usize> = queries
        .iter()
        .zip(answers)
        .flat_map(|(query, answer)| places(query, answer))
        .collect();
    let share = |most: usize| {
        all.iter()
            .filter(|place| (1..=most).contains(*place))
            .count() as f64
            / all.len().max(1) as f64
    };
    let answered = answers
        .iter()
        .filter(|answer| !answer.shown.is_empty())
        .count() as f64;
    let is_right = |(query, answer): &(&Made, &Answer)| {
        answer.shown.iter().any(|id| query.relevant.contains(id))
    };
    let right = queries.iter().zip(answers).filter(is_right).count() as f64;
    Figures {
        at: [share(1), share(3), share(10)],
        reciprocal: all.iter().copied().map(reciprocal).sum::<f64>() / all.len().max(1) as f64,
        answered: answered / answers.len().max(1) as f64,
        right: right / answered.max(1.0),
    }
}

/// How sure recall is of its best lesson; 0 where it has none.
pub fn confidences(answers: &[Answer]) -> Vec<f64> {
    answers
        .iter()
        .map(|answer| {
            answer
                .ranking
                .first()
                .map_or(0.0, |(_, found)| found.confidence)
        })
        .collect()
}

/// The area under the ROC curve: how often a matched text is answered with more confidence than an unmatched one.
pub fn auc(matched: &[f64], unmatched: &[f64]) -> f64 {
    let wins = |sure: &f64, unsure: &f64| {
        if sure > unsure {
            1.0
        } else if sure < unsure {
            0.0
        } else {
            0.5
        }
    };
    let sum: f64 = matched
        .iter()
        .flat_map(|sure| unmatched.iter().map(move |unsure| wins(sure, unsure)))
        .sum();
    sum / (matched.len() * unmatched.len()).max(1) as f64
}
