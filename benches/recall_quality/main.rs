//! How well recall finds the lesson that applies, and when it is silent.
//!
//! The lessons stand in a journal on disk, which is asked as `folio recall` asks it. Without arguments this prints the
//! quality and the ablation of `docs/recall.md`; `quality` and `ablation` print one of them, `hidden` the quality among
//! the entries of a file that `FOLIO_RECALL_DISTRACTORS` names, one JSON object a line. `sensitivity` and `fit` are how
//! the weights were set. `FOLIO_RECALL_WEIGHTS=pair=0,note=1` changes weights for one run.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a measurement that stops where its data are wrong"
)]

mod corpus;
mod fit;
mod made;
mod measure;
mod sensitivity;
mod tables;

use std::path::{Path, PathBuf};

use corpus::{Corpus, Query};

/// The set; its README says where it is from.
const SET: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/recall_quality/data");

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("nothing is measured here: run `cargo bench --bench recall_quality`");
        return;
    }
    let set = Path::new(SET);
    let asked = arguments.iter().find(|argument| !argument.starts_with('-'));
    let others = std::env::var_os("FOLIO_RECALL_DISTRACTORS").map(PathBuf::from);
    let others = others.filter(|_| asked.is_some_and(|asked| asked == "hidden"));
    let corpus = Corpus::load(&set.join("lessons.jsonl"), others.as_deref());
    let queries = Query::load(&set.join("queries.jsonl"));
    let unmatched = Query::load(&set.join("unmatched.jsonl"));
    let weights = sensitivity::weights_from_environment();
    let data = Data {
        corpus: &corpus,
        queries: &queries,
        unmatched: &unmatched,
    };
    match asked.map(String::as_str) {
        Some("sensitivity") => sensitivity::print(&data, &weights),
        Some("fit") => fit::print(&data, &weights),
        Some("hidden") => tables::print_hidden(&data, &weights),
        Some("quality") => tables::print_quality(&data, &weights),
        Some("ablation") => tables::print_ablation(&data, &weights),
        _ => {
            tables::print_quality(&data, &weights);
            tables::print_ablation(&data, &weights);
        }
    }
}

/// What is measured on.
struct Data<'a> {
    corpus: &'a Corpus,
    queries: &'a [Query],
    unmatched: &'a [Query],
}

impl Data<'_> {
    fn split(&self, name: &str) -> Vec<&Query> {
        self.queries
            .iter()
            .filter(|query| query.split == name)
            .collect()
    }

    /// The unmatched texts in which something fails.
    fn failing(&self) -> Vec<&Query> {
        self.unmatched
            .iter()
            .filter(|query| !query.kind.ends_with("_ok"))
            .collect()
    }
}
