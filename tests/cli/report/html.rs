//! `--format html`: the report and the summary as one file, and opening it.

use std::cell::RefCell;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::rc::Rc;

use crate::driver::Home;

#[test]
fn the_summary_of_a_month_is_written_as_one_file_that_loads_nothing() {
    let mut home = Home::with_portfolio();
    let shown = home.output("export summary --month 2026-10 --format html");
    home.run("export summary --month 2026-10 --format html -O october.html")
        .succeeded();
    assert_eq!(home.read("october.html"), shown);
    assert!(
        shown.starts_with("<!DOCTYPE html><html lang=\"en\">"),
        "{shown}"
    );
    assert!(shown.ends_with("</html>\n"), "{shown}");
    assert!(
        shown.contains("<h1>What we tried: October 2026, so far</h1>"),
        "{shown}"
    );
    for foreign in ["<script", "<link", "<img", "<iframe", "http:", "https:"] {
        assert!(!shown.contains(foreign), "{foreign}: {shown}");
    }
}

#[test]
fn markup_in_an_entry_is_text_in_the_page() {
    let mut home = Home::new();
    home.run("log '<script>alert(1)</script>' --because '</style>\" onload=\"x' --tag 'a<b>' --principle '[x](javascript:y)]]>' --signal '<img src=x>' --next '<b>'")
        .succeeded();
    for command in ["export summary --format html", "report --format html"] {
        let page = home.output(command);
        for markup in ["<script", "<img", "<b>", "href=\"javascript", " onload=\""] {
            assert!(!page.contains(markup), "{command}: {markup}: {page}");
        }
        assert_eq!(page.matches("</style>").count(), 1, "{command}: {page}");
    }
}

#[test]
fn a_report_is_opened_where_the_platform_has_a_program_for_it() {
    let mut home = Home::with_portfolio();
    let opened = Rc::new(RefCell::new(String::new()));
    let seen = Rc::clone(&opened);
    let folder = home.path("").display().to_string();
    let run = home
        .command("report --open")
        .environment("DISPLAY", ":0")
        .environment("TMPDIR", &folder)
        .opening(move |program, path| {
            (program == "xdg-open").then(|| {
                seen.replace(path.to_owned());
                0
            })
        })
        .run();
    assert_eq!(run.output, "");
    let path = opened.take();
    let name = path.rsplit('/').next().unwrap();
    assert_eq!(run.error, format!("opened ~/work/{name}\n"));
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        home.output("report --format html")
    );
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

#[test]
fn where_nothing_opens_pages_the_report_is_kept_and_its_file_named() {
    let mut home = Home::with_portfolio();
    let refused = home
        .command("report --open -O october.html")
        .run()
        .refused(1);
    assert_eq!(
        refused,
        "error: nothing was found here that opens a page\nhint: open it in a browser: ~/work/october.html\n"
    );
    assert!(home.read("october.html").ends_with("</html>\n"));
}

#[test]
fn only_html_is_opened() {
    let mut home = Home::with_portfolio();
    let refused = home.refused(2, "report --open --format markdown");
    assert_eq!(
        refused,
        "error: only HTML is opened in the browser\nhint: leave out the other format, give the file a name in `.html`, or leave out `--open`\n"
    );
}

#[test]
fn every_format_of_a_report_goes_to_a_file() {
    let mut home = Home::with_portfolio();
    for format in ["table", "plain", "json", "markdown", "html"] {
        let shown = home.output(&format!("report --format {format}"));
        home.run(&format!("report --format {format} -O report.out"))
            .succeeded();
        assert_eq!(home.read("report.out"), shown, "{format}");
    }
}
