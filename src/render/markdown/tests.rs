//! What Markdown says: snapshots of the source, and properties of what a parser reads back.

use insta::assert_snapshot;
use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::write;
use crate::{
    render::{Block, Column, Document, Item, Line, Role, Table},
    text::visible_line,
};

fn events(markdown: &str) -> Vec<Event<'_>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    Parser::new_ext(markdown, options).collect()
}

/// What a reader sees: the text of each paragraph, heading, item or cell.
fn shown(markdown: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    for event in events(markdown) {
        match event {
            Event::Text(text) | Event::Code(text) => texts
                .last_mut()
                .into_iter()
                .for_each(|last| last.push_str(&text)),
            Event::SoftBreak => texts
                .last_mut()
                .into_iter()
                .for_each(|last| last.push('\n')),
            Event::Start(Tag::Emphasis | Tag::Strong)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong) => {}
            _ => texts.push(String::new()),
        }
    }
    texts.retain(|text| !text.is_empty());
    texts
}

/// The text of an event that has one.
fn literal(event: Event<'_>) -> Option<String> {
    if let Event::Text(text) = event {
        Some(text.into_string())
    } else {
        None
    }
}

/// Whether a parser finds only what the writer of these blocks can have meant.
fn holds_no_foreign_markup(markdown: &str) -> bool {
    !events(markdown).iter().any(|event| {
        matches!(
            event,
            Event::Html(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::HardBreak
                | Event::Rule
                | Event::TaskListMarker(_)
                | Event::Start(
                    Tag::Link { .. }
                        | Tag::Image { .. }
                        | Tag::HtmlBlock
                        | Tag::BlockQuote(_)
                        | Tag::Emphasis
                        | Tag::Strikethrough
                )
        )
    })
}

fn is_shown_as_itself(document: &Document, text: &str) -> Result<(), TestCaseError> {
    let markdown = write(document);
    let expected = visible_line(&text.replace(['\n', '\t'], " "))
        .trim_matches(' ')
        .to_owned();
    let expected: Vec<String> = Some(expected)
        .filter(|text| !text.is_empty())
        .into_iter()
        .collect();
    let read: Vec<String> = shown(&markdown)
        .iter()
        .map(|text| text.trim_matches(' ').to_owned())
        .collect();
    prop_assert_eq!(read, expected, "{}", markdown);
    prop_assert!(holds_no_foreign_markup(&markdown), "{}", markdown);
    Ok(())
}

#[test]
fn every_block_has_its_markup() {
    let document = Document::new()
        .heading(1, Line::from("Lesson ").identifier("k7fq"))
        .space()
        .fields([
            ("Tried", "keep sessions in <memory>"),
            ("Because", "two replicas disagreed"),
        ])
        .list([
            Item::from("count the replicas"),
            Item::new(
                "look at",
                [
                    Block::Code {
                        language: "sh".into(),
                        text: "echo '```'\n\n  ls\n".into(),
                    },
                    Block::List(vec![Item::from("inner")]),
                ],
            ),
        ])
        .text("First line\n# not a heading\n\n\n- not a list\n1. nor this")
        .rule()
        .table(
            Table::new([Column::keep("ID"), Column::number("n|m")])
                .titled("Entries")
                .row([Line::new().code("a|b"), Line::from("4")]),
        )
        .paragraph(Line::from("seen ").strong("3 times").plain("."));
    assert_snapshot!(write(&document), @r"
    # Lesson `k7fq`

    - **Tried:** keep sessions in \<memory>
    - **Because:** two replicas disagreed

    * count the replicas
    * look at

      ````sh
      echo '```'

        ls
      ````

      - inner

    First line
    \# not a heading

    \- not a list
    1\. nor this

    ***

    **Entries**

    | ID | n\|m |
    | --- | ---: |
    | a\|b | 4 |

    seen **3 times**.
    ");
}

#[test]
fn an_empty_document_is_written_as_nothing() {
    assert_eq!(
        write(&Document::new().space().paragraph("").text(" \n ")),
        ""
    );
}

#[test]
fn ordinary_prose_is_left_as_it_was_written() {
    let prose = "snake_case is 2 * 3 - 1, AT&T's `a` < b > c; C# (see x|y) # 12 ~ 40m! 1.5 a@ b";
    assert_eq!(
        write(&Document::new().paragraph(prose)),
        format!("{}\n", prose.replace('`', "\\`"))
    );
}

#[test]
fn what_hosts_make_live_is_code_and_reads_the_same() {
    let document = Document::new()
        .heading(2, "after #6")
        .paragraph(Line::from("ask @ada, or see ").strong("GH-6 (https://example.org/a_b)."))
        .text("since 9933ec8:\n@ada broke it")
        .table(Table::new([Column::keep("#1")]).row([Line::from("a|#6|b")]));
    assert_snapshot!(write(&document), @r"
    ## after `#6`

    ask `@ada`, or see `GH-6` (`https://example.org/a_b`).

    since `9933ec8`:
    `@ada` broke it

    | `#1` |
    | --- |
    | a\|`#6`\|b |
    ");
    assert_eq!(
        shown(&write(&document)),
        [
            "after #6",
            "ask @ada, or see GH-6 (https://example.org/a_b).",
            "since 9933ec8:\n@ada broke it",
            "#1",
            "a|#6|b"
        ]
    );
}

#[test]
fn what_would_be_markup_is_escaped() {
    let lines = [
        "*a*", "_a_", "[a](b)", "<b>", "&copy;", "C:\\*", "# a", "> a", "- a", "+ a", "* a",
        "12. a", "---", "=== ", "~~a~~", "| - |", "``` a",
    ];
    let document = lines
        .iter()
        .fold(Document::new(), |document, line| document.paragraph(*line));
    assert_snapshot!(write(&document), @r"
    \*a\*

    \_a\_

    \[a](b)

    \<b>

    \&copy;

    C:\\\*

    \# a

    \> a

    \- a

    \+ a

    \* a

    12\. a

    \---

    \===

    \~\~a\~\~

    \| - |

    \`\`\` a
    ");
}

#[test]
fn neighbouring_lists_stay_two_lists() {
    let markdown = write(&Document::new().list(["a"]).list(["b"]).list(["c"]));
    let lists = events(&markdown)
        .iter()
        .filter(|event| matches!(event, Event::Start(Tag::List(_))))
        .count();
    assert_eq!(lists, 3);
}

#[test]
fn an_item_without_a_line_holds_its_blocks() {
    let item = Item::new(
        "",
        [
            Block::Paragraph(Line::from("a")),
            Block::Paragraph(Line::from("b")),
        ],
    );
    assert_eq!(write(&Document::new().list([item])), "- a\n\n  b\n");
}

#[test]
fn strong_text_is_strong_only_where_a_parser_would_see_it() {
    let strong = |before: &str, text: &str, after: &str| {
        write(&Document::new().paragraph(Line::from(before).strong(text).plain(after)))
    };
    assert_eq!(strong("a", "b", "c"), "a**b**c\n");
    assert_eq!(strong("a ", " (b) ", " c"), "a  **(b)**  c\n");
    assert_eq!(strong("a", "(b)", "c"), "a(b)c\n");
}

/// What opens, closes or only resembles a construct of Markdown.
const FRAGMENTS: &[&str] = &[
    "&amp;",
    "&#42;",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<http://a.b>",
    "<a@b.c>",
    "[a](b)",
    "![a](b)",
    "[a]: b",
    "```",
    "~~~",
    "1. ",
    "10) ",
    "- ",
    "    ",
    "***",
    "___",
    "---",
    "===",
    "| - |",
    "a_b",
    "\\",
    "\u{a0}",
    "\u{1b}[1m",
    "[ ] ",
    "<?",
    "<div",
    "Ⓐ",
    "\t",
    "“",
];

/// Characters and fragments that mean something to a Markdown parser, among ordinary ones.
fn nasty() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        4 => "[ a-c0-9é]",
        4 => "[-\\\\`*_\\[\\]<>|#+.!&~=:;()\"'{}$/@^]",
        1 => prop::sample::select(FRAGMENTS).prop_map(str::to_owned),
    ];
    prop::collection::vec(fragment, 0..14).prop_map(|fragments| fragments.concat())
}

fn roles() -> impl Strategy<Value = Role> {
    prop::sample::select(vec![
        Role::Plain,
        Role::Strong,
        Role::Dim,
        Role::Code,
        Role::Identifier,
        Role::Match,
    ])
}

fn line() -> impl Strategy<Value = Line> {
    prop::collection::vec((roles(), nasty()), 0..4).prop_map(|spans| {
        spans
            .into_iter()
            .fold(Line::new(), |line, (role, text)| line.with(role, text))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn text_of_a_paragraph_comes_out_as_it_went_in(text in nasty()) {
        is_shown_as_itself(&Document::new().paragraph(text.as_str()), &text)?;
    }

    #[test]
    fn a_line_with_roles_comes_out_as_it_went_in(line in line()) {
        is_shown_as_itself(&Document::new().paragraph(line.clone()), &line.text())?;
    }

    #[test]
    fn text_of_a_heading_comes_out_as_it_went_in(line in line()) {
        is_shown_as_itself(&Document::new().heading(2, line.clone()), &line.text())?;
    }

    #[test]
    fn text_of_an_item_comes_out_as_it_went_in(line in line()) {
        is_shown_as_itself(&Document::new().list([line.clone()]), &line.text())?;
    }

    #[test]
    fn text_of_a_cell_comes_out_as_it_went_in(line in line()) {
        let table = Table::new([Column::keep("")]).row([line.clone()]);
        is_shown_as_itself(&Document::new().table(table), &line.text())?;
    }

    #[test]
    fn a_cell_never_spills_into_another(left in line(), right in line()) {
        let table = Table::new([Column::keep("a"), Column::keep("b")]).row([left, right]);
        let markdown = write(&Document::new().table(table));
        let is_cell = |event: &&Event| matches!(event, Event::Start(Tag::TableCell));
        let cells = events(&markdown).iter().filter(is_cell).count();
        prop_assert_eq!(cells, 4, "{}", markdown);
    }

    #[test]
    fn lines_of_prose_come_out_as_they_went_in(lines in prop::collection::vec(nasty(), 0..5)) {
        let text = lines.join("\n");
        let markdown = write(&Document::new().text(text.as_str()));
        let visible = crate::text::visible_block(&text).into_owned();
        let trimmed = visible.lines().map(str::trim);
        let expected: Vec<&str> = trimmed.filter(|line| !line.is_empty()).collect();
        let read = shown(&markdown).join("\n");
        prop_assert_eq!(read, expected.join("\n"), "{}", markdown);
        prop_assert!(holds_no_foreign_markup(&markdown), "{}", markdown);
    }

    #[test]
    fn code_comes_out_as_it_went_in(text in "[a `~\\n]{0,20}") {
        let text = text + "x";
        let block = Block::Code { language: "s h`".into(), text: text.clone() };
        let markdown = write(&Document::new().list([Item::new("a", [block])]));
        let read = events(&markdown);
        let opens = Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced("sh".into())));
        prop_assert!(read.contains(&opens), "{}", markdown);
        let inside = read.into_iter().skip_while(|event| event != &opens);
        let code: String = inside.filter_map(literal).collect();
        prop_assert_eq!(code, text + "\n", "{}", markdown);
    }
}
