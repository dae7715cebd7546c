//! How documents look, and which entries need more than Markdown.

use super::*;
use crate::model::document::{editable, print, template};

#[test]
fn a_document_reads_as_markdown_with_the_short_facts_first() {
    assert_eq!(
        print(&full_entry()),
        r#"+++
id = "0198c0de-0000-7000-8000-000000000001"
happened_at = "2026-10-03T14:05:00+02:00"
created_at = "2026-10-03T12:30:00Z"
outcome = "failed"
tags = ["sessions", "web/caching"]
project = "shop"
exploration = "cache-layer"
assist = "pair"
spent = "1h 20m"
author = "Ada"

[evidence]
command = "cargo test -- \"sessions\""
exit_code = 101
commit = "4f2a"
output = """
running 2 tests
assertion `left == right` failed
"""

[[reviews]]
verdict = "refined"
by = "Grace"
at = "2026-10-05T09:00:00Z"
reviewed = "state has one owner"
principle = "what two processes share has one owner"
elsewhere = ["rate limits", "caches"]
+++

# Tried

keep sessions in process memory

## Because

two replicas disagreed after the deploy

## Principle

state shared by replicas lives outside them

## Signals

- works on one replica, flaky on two
- sticky

  sessions

## Next

count the replicas first
"#
    );
}

#[test]
fn what_is_absent_is_left_out_of_a_printed_document() {
    let printed = print(&entry());
    assert!(printed.ends_with("## Because\n\ntwo replicas disagreed after the deploy\n"));
    for key in [
        "tags", "project", "assist", "spent", "evidence", "reviews", "Signals",
    ] {
        assert!(!printed.contains(key), "{key}");
    }
}

#[test]
fn a_template_shows_all_sections_and_says_what_is_accepted() {
    let draft = EntryDraft {
        because: Some(text("it broke")),
        project: Some(text("shop")),
        ..EntryDraft::default()
    };
    assert_eq!(
        template(&draft),
        "+++\n\
         outcome = \"failed\"   # failed, partial or worked\n\
         # tags = [\"caching\", \"parent/child\"]\n\
         project = \"shop\"\n\
         # assist = \"none\"   # none, ask, pair or delegate\n\
         # spent = \"1h 20m\"\n\
         # happened_at = \"yesterday 14:00\"   # now, unless it is given\n\
         +++\n\n\
         # Tried\n\n\n\
         ## Because\n\nit broke\n\n\
         ## Principle\n\n\n\
         ## Signals\n\n- \n\n\
         ## Next\n\n"
    );
}

#[test]
fn the_comments_of_a_template_are_keys_that_can_be_read() {
    let template = template(&EntryDraft::default()).replace("\n# ", "\n");
    let with_texts = template.replace("\nTried\n", "\n# Tried\n");
    let draft = draft_of(&only(&with_texts));
    assert_eq!(draft.assist, Some(Assist::None));
    assert_eq!(draft.tags.len(), 2);
    assert_eq!(draft.spent.map(Spent::minutes), Some(80));
    assert_eq!(draft.happened_at, Some(stamp("2026-10-31T14:00:00Z")));
}

#[test]
fn an_empty_template_gives_nothing_but_the_outcome() {
    let expected = EntryDraft {
        outcome: Some(Outcome::Failed),
        ..EntryDraft::default()
    };
    assert_eq!(draft_of(&only(&template(&EntryDraft::default()))), expected);
}

#[test]
fn what_is_edited_shows_no_reviews_no_output_and_no_time_of_writing() {
    let shown = editable(&full_entry());
    for hidden in ["created_at", "reviews", "output", "Grace"] {
        assert!(!shown.contains(hidden), "{hidden}");
    }
    assert!(shown.contains("assist = \"pair\"   # none, ask, pair or delegate\n"));
    let output_alone = Entry {
        evidence: Some(Evidence {
            output: Some("x".to_owned()),
            ..Evidence::default()
        }),
        ..entry()
    };
    assert!(!editable(&output_alone).contains("evidence"));
}
