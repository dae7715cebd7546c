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
        ("man config-get", "folio\\-config\\-get"),
        ("man forget-commands", "folio\\-forget\\-commands"),
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
fn a_page_names_the_version_and_refers_to_pages_that_are_there() {
    let mut home = Home::new();
    home.output("man --to pages");
    let version = format!("\"folio {}\"", env!("CARGO_PKG_VERSION"));
    for entry in std::fs::read_dir(home.path("pages")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let page = home.read(&format!("pages/{name}"));
        let title = page.lines().find(|line| line.starts_with(".TH")).unwrap();
        assert!(title.contains(&version), "{name}: {title}");
        let words = page.split_whitespace().map(|word| word.replace('\\', ""));
        let referred = words.filter_map(|word| Some(word.split_once("(1)")?.0.to_owned()));
        for referred in referred {
            assert!(
                home.path(&format!("pages/{referred}.1")).exists(),
                "{name}: {referred}"
            );
        }
    }
}

#[test]
fn an_unknown_command_has_no_page() {
    let mut home = Home::new();
    assert_snapshot!(home.refused(4, "man swim"), @"
    error: there is no command `swim`
    hint: `folio --help` lists the commands
    ");
    home.refused(4, "man config-swim");
    home.refused(2, "man log --to here");
    home.write("file", "");
    home.refused(1, "man --to file/below");
}
