//! What a terminal shows: layouts by width, colours, and text that cannot drive it.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop where it fails"
)]

use insta::assert_snapshot;
use proptest::prelude::*;

use super::{Characters, Coloring, TerminalStyle, write};
use crate::{
    render::{Block, Column, Document, Head, Item, Line, Role, Table, markdown, plain},
    text::display_width,
};

const PIPED: TerminalStyle = TerminalStyle {
    width: None,
    coloring: Coloring::Off,
    characters: Characters::Unicode,
};

fn wide(width: u16) -> TerminalStyle {
    TerminalStyle {
        width: Some(width),
        coloring: Coloring::Off,
        characters: Characters::Unicode,
    }
}

fn entries() -> Table {
    let columns = [
        Column::keep("ID"),
        Column::shrink("Tried"),
        Column::keep("Outcome"),
        Column::number("Minutes"),
    ];
    Table::new(columns)
        .row([
            Line::new().identifier("k7fq"),
            Line::from("keep ")
                .with(Role::Match, "sessions in process")
                .plain(" memory until the deploy"),
            Line::new().with(Role::Bad, "failed"),
            Line::from("40"),
        ])
        .row([
            Line::new().identifier("m2xd"),
            Line::from("sticky cookies"),
            Line::new().with(Role::Good, "worked"),
            Line::from("5"),
        ])
}

fn document() -> Document {
    Document::new()
        .heading(1, Line::from("Lesson ").identifier("k7fq"))
        .space()
        .fields([
            ("tried", "keep sessions in process memory"),
            ("because", "two replicas disagreed"),
        ])
        .space()
        .text("First paragraph of a note that is long.\n\nSecond.")
        .rule()
        .list([
            Item::from("count the replicas first, then count them again"),
            Item::new(
                "look at",
                [Block::Code {
                    language: "sh".into(),
                    text: "kubectl get pods --all-namespaces".into(),
                }],
            ),
        ])
        .paragraph(Line::from("seen ").strong("3 times"))
}

#[test]
fn an_empty_document_is_written_as_nothing() {
    assert_eq!(write(&Document::new(), &PIPED), "");
    assert_eq!(write(&Document::new().space().space(), &wide(80)), "");
}

#[test]
fn every_block_has_its_layout_at_40_columns() {
    assert_snapshot!(write(&document(), &wide(40)), @"
    Lesson k7fq

    tried    keep sessions in process memory
    because  two replicas disagreed

    First paragraph of a note that is long.

    Second.
    ────────────────────────────────────────
    - count the replicas first, then count
      them again
    - look at
        kubectl get pods --all-namespaces
    seen 3 times
    ");
}

#[test]
fn piped_blocks_are_not_wrapped() {
    assert_snapshot!(write(&document(), &PIPED), @"
    Lesson k7fq

    tried    keep sessions in process memory
    because  two replicas disagreed

    First paragraph of a note that is long.

    Second.
    ────────────────────────────────────────
    - count the replicas first, then count them again
    - look at
        kubectl get pods --all-namespaces
    seen 3 times
    ");
}

#[test]
fn fields_stand_one_below_the_other_where_labels_leave_no_room() {
    assert_snapshot!(write(&document(), &wide(20)), @"
    Lesson k7fq

    tried
      keep sessions in
      process memory
    because
      two replicas
      disagreed

    First paragraph of a
    note that is long.

    Second.
    ────────────────────
    - count the replicas
      first, then count
      them again
    - look at
        kubectl get pods --all-namespaces
    seen 3 times
    ");
}

#[test]
fn a_table_fits_the_terminal_and_narrows_only_columns_that_shrink() {
    assert_snapshot!(write(&Document::new().table(entries().titled("Entries")), &wide(50)), @"
    Entries
    ID    Tried                       Outcome  Minutes
    ──────────────────────────────────────────────────
    k7fq  keep sessions in process    failed        40
          memory until the deploy
    m2xd  sticky cookies              worked         5
    ");
}

#[test]
fn a_piped_table_is_not_wrapped() {
    assert_snapshot!(write(&Document::new().table(entries()), &PIPED), @"
    ID    Tried                                             Outcome  Minutes
    ────────────────────────────────────────────────────────────────────────
    k7fq  keep sessions in process memory until the deploy  failed        40
    m2xd  sticky cookies                                    worked         5
    ");
}

#[test]
fn a_table_too_wide_for_its_terminal_becomes_records() {
    assert_snapshot!(write(&Document::new().table(entries()), &wide(39)), @"
    ID       k7fq
    Tried    keep sessions in process
             memory until the deploy
    Outcome  failed
    Minutes  40

    ID       m2xd
    Tried    sticky cookies
    Outcome  worked
    Minutes  5
    ");
}

#[test]
fn a_table_without_rows_shows_its_head() {
    let table = Table::new([Column::keep("ID"), Column::shrink("Tried")]);
    assert_snapshot!(write(&Document::new().table(table), &wide(80)), @"
    ID  Tried
    ─────────
    ");
}

#[test]
fn rows_of_any_length_fill_the_columns_there_are() {
    let table = Table::new([Column::keep("A"), Column::keep("B")])
        .row([Line::from("1")])
        .row([Line::from("1"), Line::from("2"), Line::from("3")]);
    assert_snapshot!(write(&Document::new().table(table), &PIPED), @"
    A  B
    ────
    1
    1  2
    ");
}

#[test]
fn a_run_that_wraps_is_painted_on_each_of_its_lines() {
    let style = TerminalStyle {
        width: Some(40),
        coloring: Coloring::Ansi16,
        characters: Characters::Unicode,
    };
    let table = Table::new([Column::keep("ID"), Column::shrink("Tried")]).row([
        Line::new().identifier("k7fq"),
        Line::from("keep ")
            .with(Role::Match, "sessions in the memory of one process")
            .plain(" only"),
    ]);
    let shown = write(&Document::new().table(table), &style).replace('\u{1b}', "␛");
    assert_snapshot!(shown, @"
    ␛[1mID␛[0m    ␛[1mTried␛[0m
    ────────────────────────────────────────
    ␛[36mk7fq␛[0m  keep ␛[1;4msessions in the memory of one␛[0m
          ␛[1;4mprocess␛[0m only
    ");
}

#[test]
fn text_of_the_journal_cannot_drive_the_terminal() {
    let nasty = "a\u{1b}[2Jb\u{7}\u{9b}31m\rc\u{202e}d";
    let document = Document::new()
        .heading(1, nasty)
        .text(nasty)
        .code(nasty, nasty)
        .list([nasty])
        .fields([(nasty, nasty)])
        .table(
            Table::new([Column::keep(nasty)])
                .titled(nasty)
                .row([Line::from(nasty)]),
        );
    let shown = write(&document, &PIPED);
    assert_eq!(
        shown
            .chars()
            .find(|each| each.is_control() && *each != '\n'),
        None
    );
    assert!(!shown.contains('\u{202e}'));
}

#[test]
fn neighbouring_spaces_make_one_empty_line() {
    let document = Document::new()
        .space()
        .paragraph("a")
        .space()
        .space()
        .paragraph("b")
        .space();
    assert_eq!(write(&document, &PIPED), "a\n\nb\n");
}

/// The text without select-graphic-rendition sequences.
fn unpainted(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').unwrap().1)
}

fn line() -> impl Strategy<Value = Line> {
    let role = prop::sample::select(vec![
        Role::Plain,
        Role::Strong,
        Role::Match,
        Role::Code,
        Role::Bad,
    ]);
    let span = (role, "[a-z 界é\u{301}\u{1b}\u{1f}\u{1e}\n\t]{0,12}");
    prop::collection::vec(span, 0..5).prop_map(|spans| {
        spans
            .into_iter()
            .fold(Line::new(), |line, (role, text)| line.with(role, text))
    })
}

fn any_document() -> impl Strategy<Value = Document> {
    let rows = prop::collection::vec(prop::collection::vec(line(), 0..4), 0..4);
    (
        line(),
        prop::collection::vec(line(), 0..3),
        rows,
        "[a-z \n\t]{0,40}",
    )
        .prop_map(|(heading, items, rows, text)| {
            let columns = [
                Column::keep("ID"),
                Column::shrink("Tried"),
                Column::shrink("Because"),
            ];
            let mut table = Table::new(columns);
            for row in rows {
                table.push(row);
            }
            let fields = items.clone().into_iter().map(|item| ("label", item));
            Document::new()
                .heading(2, heading)
                .fields(fields)
                .list(items)
                .text(text.as_str())
                .code("", text.as_str())
                .table(table)
        })
}

proptest! {
    #[test]
    fn no_line_ends_in_white_space_and_the_last_ends_once(document in any_document(), width in prop::option::of(1u16..120)) {
        for coloring in [Coloring::Off, Coloring::Ansi16] {
            let shown = write(&document, &TerminalStyle { width, coloring, characters: Characters::Unicode });
            prop_assert!(shown.lines().all(|line| line == line.trim_end()));
            prop_assert!(shown.is_empty() || (shown.ends_with('\n') && !shown.ends_with("\n\n")));
        }
    }

    #[test]
    fn colours_change_nothing_but_colours(document in any_document(), width in prop::option::of(1u16..120)) {
        let painted = write(&document, &TerminalStyle { width, coloring: Coloring::Ansi16, characters: Characters::Unicode });
        let plain = write(&document, &TerminalStyle { width, coloring: Coloring::Off, characters: Characters::Unicode });
        prop_assert_eq!(unpainted(&painted), plain);
    }

    #[test]
    fn a_table_stays_within_a_terminal_of_at_least_20_columns(document in any_document(), width in 20u16..120) {
        let tables = document.blocks.into_iter().filter(|block| matches!(block, Block::Table(_)));
        let shown = write(&Document { blocks: tables.collect() }, &wide(width));
        for line in shown.lines() {
            prop_assert!(display_width(line) <= usize::from(width), "{line:?}");
        }
    }
}

#[test]
fn a_table_written_in_parts_is_the_table_written_at_once() {
    let whole = entries().row([
        Line::from("\u{1b}[2J 漢字"),
        "–".into(),
        "".into(),
        "1234567".into(),
    ]);
    let mut part = Table::new(whole.columns.clone());
    whole.rows.iter().for_each(|row| part.widen(row));
    let parts = whole.rows.iter().map(|row| {
        let mut document = part.clone();
        document.push(row.clone());
        part.head = Head::Above;
        Document::new().table(document)
    });
    let parts: Vec<Document> = parts.collect();
    let whole = Document::new().table(whole);
    let piped = |document: &Document| write(document, &PIPED);
    let writers: [&dyn Fn(&Document) -> String; 3] = [&piped, &markdown::write, &plain::write];
    for writer in writers {
        let in_parts: String = parts.iter().map(writer).collect();
        assert_eq!(in_parts, writer(&whole));
    }
}
