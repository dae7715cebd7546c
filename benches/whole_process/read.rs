//! Listing, searching and reporting, by the size of the journal.
//!
//! The names in the commands are those of the corpus: real reverts, recombined, or `benches/corpus`.

use std::time::Duration;

use super::corpus::{COMMON_WORD, RARE_WORD};
use super::page::{Page, Table, Target};
use super::plan::Size;
use super::timing::{Run, Timing, in_turns, three_digits};
use super::{Bench, Outcome, scene};

/// A command with what its time at 1,000,000 may be beside its time at 10,000.
struct Query {
    arguments: Vec<&'static str>,
    target: Target,
}

/// Lists with each filter on its own, then searches.
fn queries() -> Vec<Query> {
    let page = Target::AtMost(3.0);
    let list = |arguments: &[&'static str]| Query {
        arguments: [&["list"], arguments].concat(),
        target: page,
    };
    let search = |word, target| Query {
        arguments: vec!["search", word],
        target,
    };
    vec![
        list(&[]),
        list(&["--tag", "lib/CodeGen"]),
        list(&["--tag", "lib"]),
        list(&["--tag", "lib/Sema,lib/Driver"]),
        list(&["--not-tag", "lib"]),
        list(&["--since", "2024-01-01"]),
        list(&["--until", "2023-12-31"]),
        list(&["--month", "2024-06"]),
        list(&["--project", "clang"]),
        list(&["--project", "clang-infra"]),
        list(&["--outcome", "worked"]),
        list(&["--stage", "draft"]),
        list(&["--assist", "delegate"]),
        list(&["--author", scene::AUTHOR]),
        list(&["--text", RARE_WORD]),
        list(&["--text", COMMON_WORD]),
        search(RARE_WORD, page),
        search(COMMON_WORD, Target::AtMost(30.0)),
    ]
}

/// For each size a month with some 300 entries: as journals of five years grow, so do their months.
const LIKE_MONTHS: [(&str, &str); 3] = [("10k", "2026-05"), ("100k", "2021-12"), ("1M", "2021-07")];

/// The month with the most entries.
const FULLEST_MONTH: &str = "2026-05";

const REMARK: &str = "Medians. Every list is a page of 20, the latest first; every search ranks all that matches and \
    shows the best 20. The number of entries that a word or a month has is given for each size.";

/// Adds the part to the page.
///
/// # Errors
/// When something cannot be run.
pub fn add(bench: &Bench, page: &mut Page) -> Outcome<()> {
    let sizes = &bench.plan.sizes;
    let head = ["command"]
        .into_iter()
        .chain(sizes.iter().map(|size| size.name.as_str()));
    let mut table = Table::new(&head.chain(["1M : 10k", "target", ""]).collect::<Vec<_>>());
    for query in queries() {
        let arguments = query.arguments;
        let words = arguments
            .last()
            .copied()
            .filter(|_| arguments.contains(&"search"));
        let counting = |word| vec!["list", "--text", word];
        let each = sizes
            .iter()
            .map(|size| (size, arguments.clone(), words.map(counting)))
            .collect::<Vec<_>>();
        add_row(
            bench,
            page,
            &mut table,
            (&arguments.join(" "), &each, query.target),
        )?;
    }
    let month = |month: &'static str| {
        (
            vec!["report", "--month", month],
            Some(vec!["list", "--month", month]),
        )
    };
    let mut each = Vec::new();
    for size in sizes {
        if let Some((_, name)) = LIKE_MONTHS.iter().find(|(name, _)| *name == size.name) {
            let (arguments, counting) = month(name);
            each.push((size, arguments, counting));
        }
    }
    add_row(
        bench,
        page,
        &mut table,
        ("report of a month of like size", &each, Target::AtMost(3.0)),
    )?;
    let each: Vec<Each<'_>> = sizes
        .iter()
        .map(|size| {
            let (arguments, counting) = month(FULLEST_MONTH);
            (size, arguments, counting)
        })
        .collect();
    let title = format!("report --month {FULLEST_MONTH}");
    add_row(bench, page, &mut table, (&title, &each, Target::None))?;
    page.part("Listing, searching, reporting", REMARK, &table);
    Ok(())
}

/// A size with the command to be timed at it, and a list of all entries that it deals with.
type Each<'a> = (&'a Size, Vec<&'static str>, Option<Vec<&'static str>>);

fn add_row(
    bench: &Bench,
    page: &mut Page,
    table: &mut Table,
    row: (&str, &[Each<'_>], Target),
) -> Outcome<()> {
    let (title, each, target) = row;
    eprintln!("  {title}");
    let mut runs = Vec::new();
    for (size, arguments, _) in each {
        let journal = bench.data.journal(&bench.scene, size)?;
        runs.push(Run::from(bench.scene.folio(&journal, arguments)));
    }
    let timings = in_turns(&mut runs, bench.plan.short_runs())?;
    let mut cells = vec![format!("`{title}`")];
    for size in &bench.plan.sizes {
        let place = each.iter().position(|(other, ..)| *other == size);
        cells.push(
            match place.and_then(|place| Some((timings.get(place)?, each.get(place)?))) {
                Some((timing, one)) => cell(bench, timing, one)?,
                None => "—".to_owned(),
            },
        );
    }
    let at = |name: &str| {
        let place = each.iter().position(|(size, ..)| size.name == name)?;
        timings.get(place)
    };
    cells.extend(match (at("1M"), at("10k")) {
        (Some(large), Some(small)) => page.compare(&format!("`{title}`"), large, small, target),
        _ => ["not measured".to_owned(), String::new(), String::new()],
    });
    table.row(cells);
    Ok(())
}

/// The median, with the number of entries where that is to be told.
fn cell(bench: &Bench, timing: &Timing, one: &Each<'_>) -> Outcome<String> {
    let (size, _, counting) = one;
    let time = milliseconds(timing.median);
    let Some(counting) = counting else {
        return Ok(time);
    };
    let journal = bench.data.journal(&bench.scene, size)?;
    let all = [counting.as_slice(), &["--limit", "0", "--format", "plain"]].concat();
    let listed = scene::output(&mut bench.scene.folio(&journal, &all))?;
    Ok(format!("{time} ({})", listed.lines().count()))
}

fn milliseconds(time: Duration) -> String {
    format!("{} ms", three_digits(time.as_secs_f64() * 1e3))
}
