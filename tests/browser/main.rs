//! Pages for the browser, opened in a real one: headless Chromium, from the disk, with the network off. What a page says
//! and how its markup is made is tested elsewhere.
//!
//! Where there is no Chromium that starts these tests are left out and say so; with `FOLIO_REQUIRE_BROWSER=1` they fail.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test says what it expects by failing, and starts programs as a person does"
)]

mod browser;
mod journal;

use std::sync::LazyLock;

use browser::{Browser, Scheme, Seen};
use journal::Journal;

/// The commands that write the pages, by the names of the files that hold them.
const PAGES: [(&str, &str); 7] = [
    ("month.html", "export summary --month 2026-10 --format html"),
    ("report.html", "report --month 2026-10 --format html"),
    (
        "lead.html",
        "report --month 2026-10 --for lead --format html",
    ),
    (
        "sprint.html",
        "export summary --month 2026-10 --for sprint --format html",
    ),
    ("portfolio.html", "export portfolio --format html"),
    (
        OF_A_TEMPLATE,
        concat!(
            "export portfolio --template ",
            env!("CARGO_MANIFEST_DIR"),
            "/docs/examples/lessons.html.jinja"
        ),
    ),
    (
        "years.html",
        "export summary --since 2016-01-01 --until 2017-12-31 --format html",
    ),
];

/// A page that a template makes, whose landmarks are its author's affair.
const OF_A_TEMPLATE: &str = "lessons.html";

/// The commands that write pages with figures.
const OF_FIGURES: [(&str, &str); 3] = [PAGES[0], PAGES[1], PAGES[6]];

/// The width of a small phone, of a tablet, and of a screen, in CSS pixels.
const WIDTHS: [u32; 3] = [360, 600, 1280];

/// The widths of printed pages, A4 and Letter less their margins, in CSS pixels.
const PAPERS: [u32; 2] = [680, 703];

/// The height of a printed page: that of Letter, the lower one, less its margins and a heading, in CSS pixels.
const PRINTED: f64 = 926.0 - 76.0;

/// The least contrast of text (<https://www.w3.org/TR/WCAG22/#contrast-minimum>).
const CONTRAST: f64 = 4.5;

static LIGHT: LazyLock<Option<Vec<Seen>>> = LazyLock::new(|| seen(Scheme::Light));
static DARK: LazyLock<Option<Vec<Seen>>> = LazyLock::new(|| seen(Scheme::Dark));

/// What a browser makes of all pages; nothing where there is none.
fn seen(scheme: Scheme) -> Option<Vec<Seen>> {
    let browser = Browser::find()?;
    let journal = Journal::with_a_month_and_two_years();
    for (page, command) in PAGES {
        browser.keep(page, &journal.output(command));
    }
    let pages = PAGES.map(|(page, _)| page);
    let seen = browser.probe(&pages, &WIDTHS, scheme);
    assert_eq!(seen.len(), PAGES.len() * WIDTHS.len());
    Some(seen)
}

#[test]
fn a_page_loads_nothing_and_never_scrolls_sideways() {
    for page in LIGHT.iter().flatten() {
        assert_eq!(page.loaded, [] as [String; 0], "{}", page.name);
        assert!(
            page.scroll_width <= page.room,
            "{} is {} wide on {}",
            page.name,
            page.scroll_width,
            page.width
        );
    }
}

#[test]
fn a_page_has_landmarks_headings_in_order_and_names_for_tables_and_figures() {
    let own = |page: &&Seen| page.name != OF_A_TEMPLATE;
    for page in LIGHT.iter().flatten().filter(own) {
        assert_eq!(page.faults, [] as [String; 0], "{}", page.name);
    }
    if let Some(seen) = LIGHT.as_ref() {
        let drawn: u32 = seen.iter().map(|page| page.figures).sum();
        assert!(drawn >= 30, "{drawn} figures");
    }
}

#[test]
fn no_text_of_a_table_is_out_of_sight_however_narrow_the_page_is() {
    for page in LIGHT.iter().flatten() {
        assert_eq!(page.cut, [] as [String; 0], "{} {}", page.name, page.width);
    }
}

#[test]
fn a_table_of_all_columns_is_whole_in_print_and_on_narrow_pages() {
    let Some(browser) = Browser::find() else {
        return;
    };
    let page = Journal::with_a_long_table().output("report wide --format html");
    browser.keep("screen.html", &page);
    browser.keep("printed.html", &as_printed(&page));
    let screen = browser.probe(&["screen.html"], &[360, 600, 860], Scheme::Light);
    let printed = browser.probe(&["printed.html"], &PAPERS, Scheme::Light);
    for page in screen.iter().chain(&printed) {
        assert_eq!(page.cut, [] as [String; 0], "{} {}", page.name, page.width);
        assert!(page.scroll_width <= page.room, "{}", page.width);
    }
}

#[test]
fn text_stands_out_from_its_ground_in_light_and_dark() {
    for (scheme, is_dark) in [(&LIGHT, false), (&DARK, true)] {
        for page in scheme.iter().flatten() {
            assert_eq!(page.is_dark, is_dark, "{}", page.name);
            assert!(
                page.contrast >= CONTRAST,
                "{}: {:.2} of {}",
                page.name,
                page.contrast,
                page.faintest
            );
        }
    }
}

#[test]
fn a_figure_fits_on_a_printed_page_with_its_title_and_is_kept_in_one_piece() {
    let Some(browser) = Browser::find() else {
        return;
    };
    let journal = Journal::with_a_month_and_two_years();
    for (page, command) in OF_FIGURES {
        browser.keep(page, &as_printed(&journal.output(command)));
    }
    let busy = Journal::with_a_busy_year().output("report --year 2025 --format html");
    browser.keep("busy.html", &as_printed(&busy));
    let pages = OF_FIGURES.map(|(page, _)| page);
    for page in browser.probe(
        &[pages.as_slice(), &["busy.html"]].concat(),
        &PAPERS,
        Scheme::Light,
    ) {
        assert!(page.figures > 0, "{}", page.name);
        assert!(
            page.tallest_figure < PRINTED,
            "{}: {}",
            page.name,
            page.tallest_figure
        );
        assert!(page.keeps_figures, "{}", page.name);
    }
}

#[test]
fn a_page_can_be_printed() {
    let Some(browser) = Browser::find() else {
        return;
    };
    let journal = Journal::with_a_month_and_two_years();
    browser.keep("month.html", &journal.output(PAGES[0].1));
    let printed = browser.print("month.html");
    assert!(printed.starts_with(b"%PDF-"));
    assert!(printed.len() > 10_000, "{}", printed.len());
}

#[test]
fn a_table_longer_than_a_page_begins_below_its_heading_and_breaks_no_word() {
    let Some(browser) = Browser::find() else {
        return;
    };
    let page = Journal::with_a_long_table().output("report long --format html");
    // Rows of a known height: the table takes a little more than two pages.
    let rows = "tbody tr { height: 10mm; } td, th { font-size: 4pt; }";
    for (kept, expected) in [("", 3), (".scroll { break-inside: avoid; }", 4)] {
        let page =
            on_paper(&page, EITHER_PAPER).replace("</style>", &format!("{rows}{kept}</style>"));
        browser.keep("long.html", &page);
        assert_eq!(pages(&browser.print("long.html")), expected, "{kept}");
    }
    browser.keep("long.html", &page);
    for seen in browser.probe(&["long.html"], &WIDTHS, Scheme::Light) {
        assert_eq!(seen.faults, [] as [String; 0], "{}", seen.width);
        assert!(seen.scroll_width <= seen.room, "{}", seen.width);
    }
}

/// A sheet as narrow as A4 and as low as Letter: what fits on it fits on both.
const EITHER_PAPER: &str = "210mm 279mm";

/// Texts of every width: ordinary words, letters and words that are wide, scripts without spaces, marks on a letter.
const WORDS: [&str; 8] = [
    "of long words and short ones ",
    "WWWW MMMM @@@@ ",
    "averyveryverylongwordthatnobodycanbreak::",
    "W",
    "\u{4e16}\u{754c}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{915}\u{94d}\u{937}\u{93f} \u{627}\u{644}\u{639}\u{627}\u{644}\u{645} ",
    "e\u{301}\u{302}\u{303} ",
];

#[test]
fn a_report_for_a_sprint_is_one_page_whatever_the_texts_are() {
    let Some(browser) = Browser::find() else {
        return;
    };
    for word in WORDS {
        let journal = Journal::with_texts_of(word);
        let flags =
            "--tag web,a-tag-that-is-long --not-tag no --author you --tz Europe/Berlin --anonymous";
        for flags in ["", flags] {
            let page = journal.output(&format!(
                "export summary --for sprint --format html {flags}"
            ));
            assert!(page.contains("What we know now"), "{word} {flags}");
            browser.keep("sprint.html", &on_paper(&page, EITHER_PAPER));
            let printed = browser.print("sprint.html");
            assert_eq!(pages(&printed), 1, "{word} {flags}");
        }
    }
}

#[test]
fn the_pages_of_what_is_printed_are_counted() {
    let Some(browser) = Browser::find() else {
        return;
    };
    let long = "<p>a line</p>".repeat(200);
    browser.keep(
        "long.html",
        &format!("<!DOCTYPE html><title>long</title>{long}"),
    );
    assert!(pages(&browser.print("long.html")) > 2);
}

/// A page without its policy, so that its style may be changed.
fn without_policy(page: &str) -> String {
    let (before, policy) = page
        .split_once("<meta http-equiv=\"Content-Security-Policy\"")
        .unwrap();
    let (_, after) = policy.split_once('>').unwrap();
    format!("{before}{after}")
}

/// A page that looks on the screen as it does in print.
fn as_printed(page: &str) -> String {
    without_policy(page)
        .replace("@media print", "@media all")
        .replace("@media screen", "@media not all")
}

/// A page to be printed on a paper of that size.
fn on_paper(page: &str, size: &str) -> String {
    let page = without_policy(page);
    let sized = page.replace("@page { ", &format!("@page {{ size: {size}; "));
    assert_ne!(sized, page);
    sized
}

/// How many pages a PDF has.
fn pages(printed: &[u8]) -> usize {
    let text = String::from_utf8_lossy(printed);
    text.matches("/Type /Page").count() - text.matches("/Type /Pages").count()
}
