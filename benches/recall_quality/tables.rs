//! The tables of `docs/recall.md`.

use folio::recall::{Trick, Weights};

use crate::Data;
use crate::made::{Made, as_they_are, every_sentence, logs, paragraphs, quiet_logs, sentences};
use crate::measure::{answers, auc, confidences, figures};

const HEADER: &str = "\
| set | split | R@1 | R@3 | R@10 | MRR@10 | AUC | answered | right of these | silent on unmatched |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |";

pub fn print_quality(data: &Data<'_>, weights: &Weights) {
    println!("{HEADER}");
    for split in ["dev", "test"] {
        let queries = data.split(split);
        let failing = data.failing();
        let unmatched: Vec<_> = data.unmatched.iter().collect();
        let row = |name, matched: &[Made], unmatched: &[Made]| {
            print_row(data, weights, (name, split), matched, unmatched);
        };
        row(
            "diagnostics",
            &as_they_are(&queries),
            &as_they_are(&unmatched),
        );
        row(
            "whole logs, one failure",
            &logs(&queries, 1),
            &logs(&failing, 1),
        );
        row(
            "whole logs, three failures",
            &logs(&queries, 3),
            &logs(&failing, 3),
        );
        row(
            "typed sentences",
            &sentences(&queries, 0),
            &every_sentence(&failing),
        );
        row(
            "typed, several lines",
            &paragraphs(&queries),
            &paragraphs(&failing),
        );
    }
    let quiet = answers(data.corpus, &quiet_logs(), weights);
    let silent = quiet
        .iter()
        .filter(|answer| answer.shown.is_empty())
        .count();
    println!(
        "\nsilent on {silent} of {} whole logs in which nothing fails\n",
        quiet.len()
    );
}

pub fn print_hidden(data: &Data<'_>, weights: &Weights) {
    println!("hidden among {} entries\n\n{HEADER}", data.corpus.entries);
    let unmatched: Vec<_> = data.unmatched.iter().collect();
    for split in ["dev", "test"] {
        print_row(
            data,
            weights,
            ("diagnostics", split),
            &as_they_are(&data.split(split)),
            &as_they_are(&unmatched),
        );
    }
}

fn print_row(
    data: &Data<'_>,
    weights: &Weights,
    (name, split): (&str, &str),
    matched: &[Made],
    unmatched: &[Made],
) {
    let found = answers(data.corpus, matched, weights);
    let others = answers(data.corpus, unmatched, weights);
    let figures = figures(matched, &found);
    let silent = others
        .iter()
        .filter(|answer| answer.shown.is_empty())
        .count() as f64
        / others.len() as f64;
    let auc = auc(&confidences(&found), &confidences(&others));
    let [first, three, ten] = figures.at;
    println!(
        "| {name} | {split} | {first:.3} | {three:.3} | {ten:.3} | {:.3} | {auc:.3} | {:.3} | {:.3} | {silent:.3} |",
        figures.reciprocal, figures.answered, figures.right
    );
}

/// A change to the weights that leaves one trick out.
type Change = fn(&mut Weights);

const ABLATION: [(&str, Change); 12] = [
    ("everything", |_| {}),
    ("without focus on the lines of trouble", |weights| {
        weights.focus = Trick::LeftOut;
    }),
    ("without dropping what never repeats", |weights| {
        weights.noise = Trick::LeftOut;
    }),
    ("every place weighs the same", |weights| {
        (weights.note, weights.nearby, weights.quote) = (1.0, 1.0, 1.0);
    }),
    ("without pairs of words", |weights| weights.pair = 0.0),
    ("without similar words", |weights| weights.similar = 0.0),
    ("without the lesson's opening", |weights| {
        weights.opening = 0.0;
    }),
    ("all fields weigh the same", |weights| {
        weights.fields = [1.0; 7];
    }),
    ("without length normalisation", |weights| {
        weights.length = 0.0;
    }),
    ("without parts of identifiers", |weights| weights.part = 0.0),
    ("without fired signals", |weights| weights.signal = 0.0),
    ("without turns for several failures", |weights| {
        weights.turns = 0.0;
    }),
];

pub fn print_ablation(data: &Data<'_>, weights: &Weights) {
    println!(
        "| | MRR@10 diagnostics | AUC diagnostics | MRR@10 one failure in a log | MRR@10 sentences | R@10 three failures |\n| --- | --- | --- | --- | --- | --- |"
    );
    let dev = data.split("dev");
    let sets = [
        as_they_are(&dev),
        logs(&dev, 1),
        sentences(&dev, 0),
        logs(&dev, 3),
    ];
    let unmatched = as_they_are(&data.unmatched.iter().collect::<Vec<_>>());
    for (name, change) in ABLATION {
        let mut changed = weights.clone();
        change(&mut changed);
        let found = sets
            .each_ref()
            .map(|set| answers(data.corpus, set, &changed));
        let others = confidences(&answers(data.corpus, &unmatched, &changed));
        let [diagnostics, log, typed, several] =
            std::array::from_fn(|at| figures(&sets[at], &found[at]));
        let auc = auc(&confidences(&found[0]), &others);
        println!(
            "| {name} | {:.3} | {auc:.3} | {:.3} | {:.3} | {:.3} |",
            diagnostics.reciprocal, log.reciprocal, typed.reciprocal, several.at[2]
        );
    }
    println!();
}
