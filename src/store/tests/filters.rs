//! Filters: what SQL chooses is what a loop over all entries would choose, in the same order.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use uuid::Uuid;

use super::fixture::{AUTHORS, Desk, NOON, PROJECTS, TAGS, WORDS, any_entry, stamp, tag};
use crate::model::{
    Assist, Entry, EntryId, Filter, Order, Outcome, Privacy, Selection, Stage, Standing, Tag,
    TagGroup,
};
use crate::store::{Count, StoreError};

const ORDERS: [Order; 6] = [
    Order::Newest,
    Order::Oldest,
    Order::LastCreated,
    Order::FirstCreated,
    Order::MostSpent,
    Order::LeastSpent,
];

fn any_tags(most: usize) -> impl Strategy<Value = Vec<Tag>> {
    subsequence(TAGS, 1..=most).prop_map(|tags| tags.into_iter().map(tag).collect())
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let rarely = |probability| prop::bool::weighted(probability);
    let second = || (-5_i64..5).prop_map(|second| stamp(NOON + second));
    let tags = (
        prop::collection::vec(any_tags(3).prop_map(TagGroup), 0..3),
        prop::option::weighted(0.3, any_tags(2)),
    );
    let period = (
        prop::option::weighted(0.3, second()),
        prop::option::weighted(0.3, second()),
    );
    let columns = (
        prop::option::weighted(0.2, select(PROJECTS)),
        prop::option::weighted(0.2, select(Outcome::ALL)),
        prop::option::weighted(0.2, select(Stage::ALL)),
        prop::option::weighted(0.2, select(Standing::ALL)),
        prop::option::weighted(0.2, select(Assist::ALL)),
        rarely(0.2),
        prop::option::weighted(0.2, select(AUTHORS)),
    );
    let words = prop::option::weighted(0.3, subsequence(WORDS, 1..3));
    (tags, period, columns, words, rarely(0.3)).prop_map(
        |((tags, not_tags), (since, until), columns, words, without_private)| {
            let (project, outcome, stage, standing, assist, exploration, author) = columns;
            Filter {
                tags,
                not_tags: not_tags.unwrap_or_default(),
                since,
                until,
                project: project.map(str::to_owned),
                outcome,
                stage,
                standing,
                assist,
                exploration: exploration.then(|| "cache".to_owned()),
                author: author.map(str::to_owned),
                text: words.map(|words| words.join(" ")),
                privacy: if without_private {
                    Privacy::WithoutPrivate
                } else {
                    Privacy::Everything
                },
            }
        },
    )
}

/// Whether a filter chooses an entry, by the words of its documentation.
fn chooses(filter: &Filter, entry: &Entry) -> bool {
    let has = |tag: &Tag| {
        let below = format!("{tag}/");
        entry
            .tags
            .iter()
            .any(|own| own == tag || own.as_str().starts_with(&below))
    };
    let is = |wanted: &Option<String>, found: Option<&str>| {
        wanted.as_deref().is_none_or(|wanted| found == Some(wanted))
    };
    let leaves_out_private =
        filter.privacy == Privacy::WithoutPrivate || filter.not_tags.contains(&tag("private"));
    let written = written(entry);
    filter
        .tags
        .iter()
        .all(|TagGroup(group)| group.iter().any(has))
        && !filter.not_tags.iter().any(has)
        && filter
            .since
            .is_none_or(|since| entry.happened_at.utc_milliseconds() >= since.utc_milliseconds())
        && filter
            .until
            .is_none_or(|until| entry.happened_at.utc_milliseconds() < until.utc_milliseconds())
        && is(
            &filter.project,
            entry.project.as_ref().map(crate::model::Text::as_str),
        )
        && is(
            &filter.exploration,
            entry.exploration.as_ref().map(crate::model::Text::as_str),
        )
        && is(&filter.author, Some(entry.author.as_str()))
        && filter
            .outcome
            .is_none_or(|outcome| entry.outcome == outcome)
        && filter.stage.is_none_or(|stage| entry.stage() == stage)
        && filter
            .standing
            .is_none_or(|standing| entry.standing() == Some(standing))
        && filter
            .assist
            .is_none_or(|assist| entry.assist == Some(assist))
        && !(leaves_out_private && entry.is_private())
        && filter
            .text
            .as_deref()
            .unwrap_or_default()
            .split(' ')
            .all(|word| written.contains(word))
}

/// Where the words of [`WORDS`] can stand.
fn written(entry: &Entry) -> String {
    let output = entry
        .evidence
        .as_ref()
        .and_then(|evidence| evidence.output.clone());
    let next = entry.next.as_ref().map(ToString::to_string);
    [
        entry.tried.to_string(),
        entry.because.to_string(),
        next.unwrap_or_default(),
        output.unwrap_or_default(),
    ]
    .join("\n")
}

/// The chosen entries in order. `entries` are in the order in which they came.
fn chosen(entries: &[Entry], selection: &Selection) -> Vec<EntryId> {
    let mut chosen: Vec<(usize, &Entry)> = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| chooses(&selection.filter, entry))
        .collect();
    let latest_first = |(arrival, entry): &(usize, &Entry)| {
        std::cmp::Reverse((entry.happened_at.seconds(), *arrival))
    };
    let created = |entry: &Entry| entry.created_at.utc_milliseconds();
    let spent = |entry: &Entry| entry.spent.map(crate::model::time::Spent::minutes);
    chosen.sort_by_key(latest_first);
    match selection.order {
        Order::Newest => {}
        Order::Oldest => chosen.reverse(),
        Order::LastCreated => chosen.sort_by_key(|(_, entry)| std::cmp::Reverse(created(entry))),
        Order::FirstCreated => {
            chosen.reverse();
            chosen.sort_by_key(|(_, entry)| created(entry));
        }
        Order::MostSpent => chosen.sort_by_key(|(_, entry)| std::cmp::Reverse(spent(entry))),
        Order::LeastSpent => {
            chosen.sort_by_key(|(_, entry)| (spent(entry).is_none(), spent(entry)));
        }
    }
    let limit = selection
        .limit
        .map_or(usize::MAX, |limit| usize::try_from(limit).unwrap());
    chosen
        .into_iter()
        .take(limit)
        .map(|(_, entry)| entry.id)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_selection_gives_what_a_loop_over_all_entries_would_give(
        entries in prop::collection::vec(any_entry(), 0..40),
        filters in prop::collection::vec((any_filter(), prop::option::weighted(0.3, 1_u64..10)), 12),
    ) {
        let mut desk = Desk::in_memory();
        let name = |(index, entry)| Entry { id: EntryId(Uuid::from_u128(index as u128 * 7919 + 1)), ..entry };
        let entries: Vec<Entry> = entries.into_iter().enumerate().map(name).collect();
        entries.chunks(7).for_each(|batch| desk.create(batch));
        for (filter, limit) in filters {
            for order in ORDERS {
                let selection = Selection { filter: filter.clone(), order, limit };
                let found: Vec<EntryId> =
                    desk.journal.entries(&selection).unwrap().iter().map(|entry| entry.id).collect();
                prop_assert_eq!(found, chosen(&entries, &selection), "{:?}", selection);
            }
            check_other_readers(&desk, &entries, filter)?;
        }
    }
}

/// Counting, outlines and ranked search choose the same entries.
fn check_other_readers(
    desk: &Desk,
    entries: &[Entry],
    filter: Filter,
) -> Result<(), TestCaseError> {
    let selection = Selection {
        filter,
        order: Order::Oldest,
        limit: None,
    };
    let expected = chosen(entries, &selection);
    let count = desk.journal.count(&selection.filter).unwrap();
    prop_assert_eq!(count, Count::Exactly(expected.len() as u64));
    let mut seen = Vec::new();
    let outlines = desk.journal.for_each_outline(&selection.filter, |outline| {
        seen.push(outline.id);
        Ok::<(), StoreError>(())
    });
    outlines.unwrap();
    prop_assert_eq!(&seen, &expected);
    if selection.filter.text.is_some() {
        let ranked = desk.journal.ranked(&selection.filter, None).unwrap();
        let mut ranked: Vec<EntryId> = ranked.iter().map(|entry| entry.id).collect();
        ranked.sort();
        let mut sorted = expected;
        sorted.sort();
        prop_assert_eq!(ranked, sorted);
    }
    Ok(())
}

#[test]
fn a_text_without_a_letter_or_digit_is_refused() {
    let filter = Filter {
        text: Some("* \" ! (".to_owned()),
        ..Filter::default()
    };
    let refused = Desk::in_memory().journal.count(&filter);
    assert!(matches!(refused, Err(StoreError::Query(_))));
}

#[test]
fn what_fts5_takes_for_an_operator_is_a_word_like_others() {
    let mut desk = Desk::in_memory();
    desk.create(&[super::fixture::entry(
        1,
        "a cache AND a queue NOT near (col: x) ^ \"quoted",
    )]);
    for typed in [
        "AND",
        "NOT near",
        "col:x",
        "tried:cache",
        "\"a cache AND",
        "cache* OR",
        "(cache",
        "queue^2",
        "near(a b)",
    ] {
        let filter = Filter {
            text: Some(typed.to_owned()),
            ..Filter::default()
        };
        assert!(desk.journal.count(&filter).is_ok(), "{typed}");
        assert!(desk.journal.ranked(&filter, Some(3)).is_ok(), "{typed}");
    }
}
