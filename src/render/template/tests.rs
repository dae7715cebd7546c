//! Templates as they are filled: how values are escaped, what a template cannot do, and what is said of a wrong one.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop where it fails"
)]

use std::collections::BTreeSet;

use insta::assert_snapshot;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::{Value, json};

use super::*;

fn fill(file: &str, source: &str, value: &Value) -> Result<String, TemplateError> {
    Template::read(file, source.to_owned())?.fill("report", value)
}

fn filled(file: &str, source: &str, value: &Value) -> String {
    fill(file, source, value).unwrap()
}

/// What is said of a wrong template: the message and, on a line of its own, the hint.
fn refused(source: &str) -> String {
    let value = json!({"lessons": [{"tried": "x", "spent_minutes": 90}], "title": "October"});
    let error = fill("week.md", source, &value).unwrap_err();
    format!("{error}\n{}", error.hint())
}

#[test]
fn the_name_of_the_file_tells_what_it_writes() {
    let told = [
        "a.html",
        "A.HTML",
        "a.htm.j2",
        "b/week.md.jinja",
        "a.markdown",
        "a.txt.jinja2",
        "a.md.txt",
        "a.jinja",
        "a.tex",
        "html",
        "-",
    ];
    assert_eq!(
        told.map(Form::of),
        [
            Some(Form::Html),
            Some(Form::Html),
            Some(Form::Html),
            Some(Form::Markdown),
            Some(Form::Markdown),
            Some(Form::Text),
            Some(Form::Text),
            None,
            None,
            None,
            None
        ]
    );
    let error = Template::read("week.jinja", String::new()).unwrap_err();
    assert_snapshot!(error, @"the template week.jinja cannot be used: its name does not tell what it writes");
}

#[test]
fn a_template_finds_the_json_of_the_command_and_what_is_null_writes_nothing() {
    let value = json!({"figures": {"entries": 3, "share": 0.5}, "next": null, "tags": ["b", "a"]});
    let source = "{{ folio }} {{ report.figures.entries }} {{ report.figures.share }} [{{ report.next }}] {{ report.next or 'none' }}\n\
        {% for tag in report.tags %}\n  - {{ tag }}\n{% endfor %}\n{{ report | list | join(' ') }}\n{% if report.lessons %}{{ report.lessons.first }}{% endif %}end\n";
    assert_snapshot!(filled("a.txt", source, &value), @"
    1 3 0.5 [] none
      - b
      - a
    figures next tags
    end
    ");
}

#[test]
fn dates_and_durations_are_written_for_people() {
    let value =
        json!({"at": "2026-10-06T23:18:00+02:00", "day": "2026-10-06", "spent": 90, "none": null});
    let source = "{{ report.at | date }} {{ report.at | date('%d.%m.%Y %H:%M') }} {{ report.day | date('%-d %B') }} \
        {{ report.spent | duration }} [{{ report.none | date }}{{ report.none | duration }}{{ report.none | code }}] {{ report.day | code }}";
    assert_eq!(
        filled("a.md", source, &value),
        "2026-10-06 06.10.2026 23:18 6 October 1 h 30 min [] `2026-10-06`"
    );
}

/// What a journal may hold to become markup, or to drive a terminal.
const EVIL: &str =
    "<script>alert(1)</script>\" onload='x' *b* [x](javascript:y) `c` |\n# h\u{1b}[2J\u{202e}";

/// Ways to write a value without calling it safe.
const WAYS: [&str; 20] = [
    "{{ report.x }}",
    "{{ report.x ~ '!' }}",
    "{{ report.x + '!' }}",
    "{{ report.x * 2 }}",
    "{{ report.x | upper | lower }}",
    "{{ report.x | trim | title }}",
    "{{ report.x | replace('!', '?') }}",
    "{{ ('<i>' | safe) ~ report.x }}",
    "{{ '<i>!</i>' | safe | replace('!', report.x) }}",
    "{{ [report.x, '<i>' | safe] | join('<i>' | safe) }}",
    "{{ ['<i>' | safe, 'a'] | join(report.x) }}",
    "{{ '<i>%s</i>' | safe | format(report.x) }}",
    "{{ report.x | indent(2) | default('d') | string }}",
    "{{ report.x | lines | first }}{{ report.x | split(' ') | join(' ') }}",
    "{{ report.list }}{{ report | pprint }}",
    "{{ report.list | join(', ') }}{{ report.list | map('upper') | list }}",
    "{% set a = report.x %}{% set b %}{{ a }}{% endset %}{{ b }}{{ b ~ a }}",
    "{% macro f(x) %}{{ x }}{% endmacro %}{{ f(report.x) }}{{ f(report.x) ~ report.x }}",
    "{% filter upper %}{{ report.x }}{% endfilter %}",
    "{{ report.x | e }}{{ report.x | escape | trim }}{{ (report.x | e) ~ report.x }}",
];

#[test]
fn no_way_to_write_a_value_lets_markup_of_the_journal_through() {
    let value = json!({"x": EVIL, "list": [EVIL]});
    for way in WAYS {
        let html = filled("a.html", way, &value).to_lowercase();
        assert!(
            !html.contains("<script") && !html.contains("' onload"),
            "{way}: {html}"
        );
        assert!(!html.contains("\" onload"), "{way}: {html}");
        let markdown = filled("a.md", way, &value).to_lowercase();
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let markup = Parser::new_ext(&markdown, options).find(|event| match event {
            Event::InlineHtml(html) => !matches!(html.as_ref(), "<i>" | "</i>"),
            Event::Start(tag) => *tag != Tag::Paragraph,
            Event::Code(_) | Event::Html(_) | Event::Rule => true,
            _ => false,
        });
        assert_eq!(markup, None, "{way}: {markdown}");
    }
}

#[test]
fn markup_goes_through_where_the_template_says_so_but_never_what_drives_a_terminal() {
    let value = json!({"x": EVIL});
    for file in ["a.html", "a.md", "a.txt"] {
        for source in [
            "{{ report.x | safe }}",
            "{% autoescape false %}{{ report.x }}{% endautoescape %}",
        ] {
            let written = filled(file, source, &value);
            assert!(written.contains("<script>"), "{file} {source}: {written}");
            let drives = |each: char| (each.is_control() && each != '\n') || each == '\u{202e}';
            assert!(!written.contains(drives), "{file} {source}: {written}");
        }
    }
}

#[test]
fn text_keeps_the_tabs_of_the_template_and_not_those_of_the_journal() {
    let value = json!({"x": "a\tb\u{7}"});
    assert_eq!(
        filled("a.txt", "1\t{{ report.x }}\r\n<b>", &value),
        "1\ta   b␇\n<b>"
    );
}

#[test]
fn what_a_template_writes_is_bounded() {
    for source in [
        "{% for a in range(90000) %}{% for b in range(90000) %}x{% endfor %}{% endfor %}",
        "{{ 'x' * 999999999 }}",
        "{{ '%999999999d' | format(1) }}",
        "{% set n = namespace(x='xxxxxxxx') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    ] {
        let said = refused(source);
        assert!(
            said.ends_with("it does more, or writes more, than a template may\nloop over less, or write less in each turn"),
            "{said}"
        );
    }
    let said = refused("{% macro f(x) %}{{ f(x) }}{% endmacro %}{{ f(1) }}");
    assert!(said.contains("recursion limit"), "{said}");
    let deep = format!("{{{{ {}1{} }}}}", "(".repeat(9000), ")".repeat(9000));
    assert!(refused(&deep).contains("recursion limit"));
    let deep = "{% if 1 %}".repeat(9000);
    assert!(refused(&deep).contains("recursion limit"));
}

#[test]
fn a_template_can_read_and_run_nothing() {
    for source in [
        "{% include 'other.md' %}",
        "{% import '/etc/passwd' as x %}",
        "{% extends '../base.md' %}",
        "{% from 'x' import y %}",
    ] {
        let said = refused(source);
        assert!(said.contains("unknown statement"), "{said}");
        assert!(
            said.ends_with("a template is one file: it cannot include, import or extend others"),
            "{said}"
        );
    }
    let environment = engine::environment(Form::Text);
    let globals = environment.globals().map(|(name, _)| name);
    assert_eq!(
        globals.collect::<BTreeSet<_>>(),
        BTreeSet::from(["dict", "namespace", "range"])
    );
}

#[test]
fn what_is_wrong_is_named_with_line_and_column_and_what_was_probably_meant() {
    let said = [
        "# é {{ report.title }}\n\n  é {{ report.lesons | length }}",
        "{% for lesson in report.lessons %}\n{{ lesson.spent_minute | duration }}\n{% endfor %}",
        "{{ report.title | uper }}",
        "{{ report.owner }}",
        "{{ report.lessons[0].spent_minute }}",
        "{{ report.spent_minutes }}",
        "{{ report.title | date }}",
        "{{ '2026-10-06' | date('%Q') }}",
        "{{ report.title | duration }}",
        "a\n{% for x in %}",
        "{% if report.title %}",
    ]
    .map(refused);
    assert_snapshot!(said.join("\n\n"), @"
    the template week.md (line 3, column 24) cannot be used: `report.lesons` is undefined
    did you mean `lessons`?

    the template week.md (line 2, column 4) cannot be used: `lesson.spent_minute` is undefined
    did you mean `spent_minutes`, as in `report.lessons[0].spent_minutes`?

    the template week.md (line 1, column 19) cannot be used: filter uper is unknown
    did you mean `upper`?

    the template week.md (line 1, column 4) cannot be used: `report.owner` is undefined
    put `--json` in the place of the template to see which fields there are

    the template week.md (line 1, column 4) cannot be used: `report.lessons[0].spent_minute` is undefined
    did you mean `spent_minutes`?

    the template week.md (line 1, column 4) cannot be used: `report.spent_minutes` is undefined
    did you mean `spent_minutes`, as in `report.lessons[0].spent_minutes`?

    the template week.md (line 1, column 19) cannot be used: `date` takes a date or a time, as the JSON has them
    see docs/reports.md for what a template can do

    the template week.md (line 1, column 19) cannot be used: `%Q` is no pattern of a date, as `%d.%m.%Y` is
    see docs/reports.md for what a template can do

    the template week.md (line 1, column 19) cannot be used: `duration` takes a number of minutes
    see docs/reports.md for what a template can do

    the template week.md (line 2, column 13) cannot be used: unexpected end of block
    see docs/reports.md for what a template can do

    the template week.md (line 1, column 20) cannot be used: unexpected end of input, expected end of block
    see docs/reports.md for what a template can do
    ");
}

#[test]
fn every_filter_that_is_named_is_there() {
    for name in filters::NAMES {
        let source = format!("{{{{ '{name}' is filter }}}}");
        assert_eq!(filled("a.md", &source, &Value::Null), "True", "{name}");
    }
    assert!(filters::NAMES.is_sorted());
}

/// The text that a Markdown viewer shows, or nothing where it shows anything but paragraphs of text, list and table.
fn shown(markdown: &str) -> Option<String> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut shown = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => shown.push_str(&text),
            Event::End(_)
            | Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::List(None)
                | Tag::Item
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell,
            ) => {}
            _ => return None,
        }
    }
    Some(shown)
}

proptest! {
    #[test]
    fn a_value_is_plain_text_wherever_it_stands_in_markdown(text in "[-a1 *_`<>\\[\\]()|#+=~!&;:.\\\\\"\n\t]{1,12}") {
        let value = json!({"x": text});
        let words = |text: &str| text.split_whitespace().collect::<String>();
        for (before, after) in [("", ""), ("- ", ""), ("## ", ""), ("word ", " word"), ("| a |\n| --- |\n| ", " |")] {
            let written = filled("a.md", &format!("{before}{{{{ report.x }}}}{after}\n"), &value);
            let text_around = words(&before.replace(['-', '#', '|'], "")) + &words(&text) + &words(&after.replace('|', ""));
            prop_assert_eq!(shown(&written).map(|shown| words(&shown)), Some(text_around), "{:?}", written);
        }
    }

    #[test]
    fn code_is_code_whatever_it_holds_in_a_table_too(text in "[-a *`\\\\<|]{1,9}") {
        prop_assume!(!text.trim().is_empty());
        for template in ["x {{ report.x | code }} x", "| a | b |\n| --- | --- |\n| x {{ report.x | code }} x | y |"] {
            let written = filled("a.md", template, &json!({"x": text}));
            let mut told = String::new();
            for event in Parser::new_ext(&written, Options::ENABLE_TABLES) {
                match event {
                    Event::Code(code) => {
                        prop_assert!(!code.contains('|'));
                        told.push_str(&code);
                    }
                    Event::Text(text) => told.push_str(&text),
                    Event::Start(Tag::Paragraph | Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)
                    | Event::End(_) => {}
                    other => prop_assert!(false, "{other:?} in {written}"),
                }
            }
            prop_assert!(told.contains(&format!("x {text} x")), "{told:?} of {written}");
        }
    }
}
