//! `folio man`: the manual pages.

use insta::assert_snapshot;

use crate::driver::Home;

#[test]
fn there_is_a_page_of_folio_and_of_each_command() {
    let mut home = Home::new();
    for (line, title) in [
        ("man", "folio"),
        ("man log", "folio\\-log"),
        ("man ls", "folio\\-list"),
    ] {
        let page = home.output(line);
        assert!(
            page.contains(".TH ") && page.contains(".SH SYNOPSIS") && page.contains(title),
            "{line}\n{page}"
        );
    }
    assert!(
        home.output("man log").contains(".SH EXAMPLES"),
        "a page without examples"
    );
}

#[test]
fn all_pages_are_written_into_a_folder() {
    let mut home = Home::new();
    home.output("man --to share/man1");
    for name in [
        "folio",
        "folio-log",
        "folio-export-summary",
        "folio-config-set",
    ] {
        assert!(
            home.read(&format!("share/man1/{name}.1")).contains(".TH "),
            "{name}"
        );
    }
}

#[test]
fn an_unknown_command_has_no_page() {
    let mut home = Home::new();
    assert_snapshot!(home.refused(4, "man swim"), @"
    error: there is no command `swim`
    hint: `folio --help` lists the commands
    ");
    home.refused(2, "man log --to here");
    home.write("file", "");
    home.refused(1, "man --to file/below");
}
