//! What a browser makes of a page: read by a strict parser of HTML.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop where it fails"
)]

mod contrast;

use std::collections::BTreeMap;

use base64::Engine as _;
use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use insta::assert_snapshot;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;
use sha2::Digest as _;

use super::page::{STYLE, STYLE_HASH};
use super::write;
use crate::render::{
    Bar, Block, Column, Document, Figure, Grid, Item, Line, Point, Role, Shape, Shares, Table,
};

/// What would be markup, a link, a script or the end of an element.
const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "\" onload=\"alert(1)",
    "' onmouseover='alert(1)",
    "]]>",
    "</style><img src=x>",
    "[a](javascript:alert(1))",
    "--><b>",
    "&lt;b&gt;&amp;",
];

/// The elements that a page may hold, figures included.
const ELEMENTS: &str = "bdi html head meta title style body a header h1 h2 h3 nav ul li main section p strong span code \
     mark pre br dl div dt dd hr table caption thead tbody tr th td footer figure figcaption svg desc text rect circle path \
     details summary";

/// The attributes that a page may hold.
const ATTRIBUTES: &str = "dir lang charset http-equiv content name href class id aria-labelledby aria-label tabindex role scope \
     viewBox x y width height cx cy r d data-label";

/// An element, its attributes and its text, in the order of the document.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

/// The elements of a page that is valid.
fn parsed(page: &str) -> Vec<Element> {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    assert_eq!(*dom.errors.borrow(), Vec::<String>::new(), "{page}");
    let mut elements = Vec::new();
    gather(&dom.document, &mut elements);
    elements
}

fn gather(node: &Handle, elements: &mut Vec<Element>) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attributes = attrs.borrow();
        elements.push(Element {
            name: name.local.to_string(),
            attributes: attributes
                .iter()
                .map(|each| (each.name.local.to_string(), each.value.to_string()))
                .collect(),
            text: text(node),
        });
    }
    for child in node.children.borrow().iter() {
        gather(child, elements);
    }
}

fn text(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => node.children.borrow().iter().map(text).collect(),
    }
}

/// A document with `text` in every place that can hold text.
fn everywhere(text: &str) -> Document {
    let line = || {
        Line::from(text)
            .strong(text)
            .dim(text)
            .identifier(text)
            .tag(text)
    };
    let document = Document::new()
        .heading(1, line())
        .paragraph(line().with(Role::Match, text).with(Role::Good, text))
        .heading(2, line())
        .text(format!("{text}\n{text}\n\n{text}"))
        .code(text, text)
        .heading(2, line())
        .heading(3, line())
        .list([Item::new(line(), [Block::Paragraph(line())])])
        .fields([(text, line())])
        .rule()
        .heading(2, line())
        .table(
            Table::new([
                Column::number(text),
                Column::shrink(text),
                Column::keep(text),
            ])
            .titled(line())
            .row([line(), line(), line().code(text)]),
        )
        .heading(2, line());
    shapes(text).into_iter().fold(document, |document, shape| {
        document.figure(Figure {
            title: text.to_owned(),
            observations: text.to_owned(),
            reading: text.to_owned(),
            shape,
        })
    })
}

/// A figure of each kind with `text` for every name.
fn shapes(text: &str) -> [Shape; 5] {
    let name = || text.to_owned();
    let bar = || Bar {
        label: name(),
        value: 3,
        shown: name(),
    };
    let point = || Point {
        label: name(),
        count: 2,
        minutes: 40,
        cost: name(),
    };
    [
        Shape::Bars(["thing", "number"], vec![bar(), bar()]),
        Shape::Quartiles([bar(), bar(), bar()]),
        Shape::Points(vec![point(), point()]),
        Shape::Grid(Grid {
            unit: name(),
            columns: vec![name(), name()],
            rows: vec![
                (name(), vec![Some(2), None]),
                (name(), vec![Some(0), Some(1)]),
            ],
            span: name(),
            counted: name(),
        }),
        Shape::Shares(Shares {
            unit: name(),
            parts: vec![name(), name()],
            rows: vec![(name(), vec![1, 2])],
        }),
    ]
}

#[test]
fn what_is_drawn_is_as_long_as_its_number() {
    let bar = |value| Bar {
        label: "a".to_owned(),
        value,
        shown: "1".to_owned(),
    };
    let figure = Figure {
        title: "t".to_owned(),
        observations: "5 attempts".to_owned(),
        reading: "r".to_owned(),
        shape: Shape::Bars(["thing", "number"], vec![bar(100), bar(50), bar(0)]),
    };
    let page = parsed(&write(&Document::new().figure(figure)));
    let widths: Vec<u64> = page
        .iter()
        .filter(|element| element.name == "rect")
        .map(|element| element.attributes.get("width").unwrap().parse().unwrap())
        .collect();
    let [longest, half, nothing] = widths.try_into().unwrap();
    assert_eq!((half, nothing), (longest.div_ceil(2), 0));
}

/// A page that holds nothing but the elements, attributes and links of folio.
fn holds_no_foreign_markup(page: &str) {
    for element in parsed(page) {
        let name = element.name.as_str();
        assert!(
            ELEMENTS.split_whitespace().any(|each| each == name),
            "<{name}>: {page}"
        );
        for (attribute, value) in &element.attributes {
            let known = ATTRIBUTES.split_whitespace().any(|each| each == attribute);
            assert!(known, "{attribute}: {page}");
            assert!(
                attribute != "href" || value.starts_with('#'),
                "{value}: {page}"
            );
        }
    }
}

#[test]
fn text_of_the_journal_is_never_markup_link_or_attribute() {
    for hostile in HOSTILE {
        let page = write(&everywhere(hostile));
        holds_no_foreign_markup(&page);
        assert_eq!(page.matches("</style>").count(), 1, "{page}");
        let shown = parsed(&page);
        let title = shown.iter().find(|element| element.name == "h1").unwrap();
        assert_eq!(title.text, hostile.repeat(5));
    }
}

#[test]
fn the_policy_names_the_hash_of_the_only_style_and_allows_nothing_else() {
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(STYLE));
    assert_eq!(STYLE_HASH, hash, "the style has changed: name its hash");
    let page = parsed(&write(&Document::new()));
    let style = page.iter().find(|element| element.name == "style").unwrap();
    assert_eq!(style.text, STYLE);
    let policy = page
        .iter()
        .find(|element| element.attributes.contains_key("http-equiv"))
        .unwrap();
    assert_eq!(
        policy.attributes.get("content").unwrap(),
        &format!(
            "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
        )
    );
    for foreign in ["url(", "@import", "http", "<"] {
        assert!(!STYLE.contains(foreign), "{foreign}");
    }
}

#[test]
fn headings_follow_each_other_in_order_and_name_their_sections() {
    let page = parsed(&write(&everywhere("a")));
    let levels: Vec<&str> = page
        .iter()
        .map(|element| element.name.as_str())
        .filter(|name| ["h1", "h2", "h3"].contains(name))
        .collect();
    assert_eq!(
        levels,
        [
            "h1", "h2", "h2", "h3", "h2", "h2", "h3", "h3", "h3", "h3", "h3"
        ]
    );
    for section in page.iter().filter(|element| element.name == "section") {
        let label = section.attributes.get("aria-labelledby").unwrap();
        assert!(
            page.iter()
                .any(|element| element.attributes.get("id") == Some(label))
        );
    }
    let links: Vec<&String> = page
        .iter()
        .filter_map(|element| element.attributes.get("href"))
        .collect();
    assert_eq!(
        links,
        [
            "#content",
            "#section-1",
            "#section-2",
            "#section-3",
            "#section-4"
        ]
    );
}

#[test]
fn a_small_report_is_written_so() {
    let document = Document::new()
        .heading(1, "What we tried: October 2026")
        .paragraph("2 attempts.")
        .heading(2, "By tag")
        .table(
            Table::new([Column::shrink("tag"), Column::number("attempts")])
                .row([Line::new().tag("caching"), Line::from("2")]),
        );
    let page = write(&document);
    let body = page.split_once("<body>").unwrap().1.replace("><", ">\n<");
    assert_snapshot!(body, @r##"
    <a class="skip" href="#content">Skip to the content</a>
    <header>
    <h1>What we tried: October 2026</h1>
    </header>
    <main id="content">
    <p>2 attempts.</p>
    <section aria-labelledby="section-1">
    <h2 id="section-1">By tag</h2>
    <div class="scroll" tabindex="0" role="group" aria-label="By tag">
    <table>
    <caption class="unseen">By tag</caption>
    <thead>
    <tr>
    <th class="" scope="col">tag</th>
    <th class="number" scope="col">attempts</th>
    </tr>
    </thead>
    <tbody>
    <tr>
    <th class="sentence" scope="row">
    <span class="tag">caching</span>
    </th>
    <td class="number">2</td>
    </tr>
    </tbody>
    </table>
    </div>
    </section>
    </main>
    <footer>
    <p>Made with folio. This file is complete: it loads nothing and sends nothing.</p>
    </footer>
    </body>
    </html>
    "##);
}

#[test]
fn a_grid_has_a_key_to_its_shades_with_what_they_count() {
    let figure = Figure {
        title: "t".to_owned(),
        observations: "9 attempts".to_owned(),
        reading: "r".to_owned(),
        shape: Shape::Grid(Grid {
            unit: "week".to_owned(),
            columns: vec!["Mon".to_owned(), "Tue".to_owned()],
            rows: vec![("5 Oct".to_owned(), vec![Some(0), Some(9)])],
            span: String::new(),
            counted: "attempts".to_owned(),
        }),
    };
    let page = parsed(&write(&Document::new().figure(figure)));
    let texts: Vec<&str> = page
        .iter()
        .filter(|element| element.name == "text")
        .map(|element| element.text.as_str())
        .collect();
    assert_eq!(
        texts,
        [
            "Mon",
            "Tue",
            "5 Oct",
            "9",
            "no attempts",
            "1–2",
            "3–4",
            "5–6",
            "7–9"
        ]
    );
}

#[test]
fn only_a_table_too_wide_for_a_phone_names_roles_and_columns_in_its_cells() {
    let page = |principle: &str| {
        let table = Table::new([Column::number("times"), Column::shrink("principle")])
            .row([Line::from("3"), Line::from(principle)]);
        parsed(&write(&Document::new().table(table)))
    };
    let narrow = page("a timeout is a promise");
    let wide = page("a timeout is a promise about the longest request");
    let rows = ["table", "thead", "tbody", "tr", "th", "td"];
    for (elements, stacked) in [(&narrow, false), (&wide, true)] {
        for element in elements
            .iter()
            .filter(|element| rows.contains(&element.name.as_str()))
        {
            assert_eq!(
                element.attributes.contains_key("role"),
                stacked,
                "{}",
                element.name
            );
        }
        let count = elements
            .iter()
            .find(|element| element.name == "td")
            .unwrap();
        let label = count.attributes.get("data-label").map(String::as_str);
        assert_eq!(label, stacked.then_some("times"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_text_makes_a_valid_page_that_shows_it(text in "[a-z<>\"'&;/!\\[\\]()=\u{0}\u{1b}\u{202e}é -]{0,30}") {
        let page = write(&everywhere(&text));
        holds_no_foreign_markup(&page);
        let shown = crate::text::visible_line(&text).repeat(5);
        let elements = parsed(&page);
        let title = elements.iter().find(|element| element.name == "h1").unwrap();
        prop_assert_eq!(&title.text, &shown);
    }
}
