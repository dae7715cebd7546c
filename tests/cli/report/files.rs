//! What is written to a file: its dates, its format by its name, and files that are not written over.

use std::fs;

use insta::assert_snapshot;

use crate::driver::Home;

#[test]
fn files_carry_absolute_dates_though_those_on_the_screen_are_relative() {
    let mut home = Home::with_portfolio();
    home.configure("dates = 'relative'\n");
    assert!(home.output("report --year").contains(" ago"));
    for (command, file) in [
        ("report --year -O shown.txt", "shown.txt"),
        ("report --year -O shown.html", "shown.html"),
        ("report --year --for lead -O lead.md", "lead.md"),
        ("export summary --year -O summary.md", "summary.md"),
    ] {
        home.run(command).succeeded();
        let written = home.read(file);
        assert!(!written.contains(" ago"), "{command}: {written}");
        assert!(written.contains("2026-09-"), "{command}: {written}");
    }
    for command in [
        "report --year --format markdown",
        "report --year --format html",
        "list --format markdown",
        "principles --format markdown",
    ] {
        let shown = home.output(command);
        assert!(!shown.contains(" ago"), "{command}: {shown}");
    }
}

#[test]
fn the_name_of_a_file_says_in_which_format_it_is_written() {
    let mut home = Home::with_portfolio();
    for (command, file, begins) in [
        ("report", "a.html", "<!DOCTYPE html>"),
        ("report", "a.HTM", "<!DOCTYPE html>"),
        ("report", "a.md", "# October 2026"),
        ("report", "a.json", "{\"folio\":1,\"report\":"),
        ("report", "a.txt", "October 2026"),
        ("report", "a", "October 2026"),
        ("report --format json", "a.html", "{\"folio\":1,\"report\":"),
        ("report --list", "a.html", "<!DOCTYPE html>"),
        ("export summary", "a.html", "<!DOCTYPE html>"),
        ("export summary", "a", "# What we tried"),
        ("export summary", "a.json", "{\"folio\":1,\"summary\":"),
        ("export portfolio", "a.html", "<!DOCTYPE html>"),
        ("export entries", "a.csv", "id,short,tried"),
        ("export entries", "a.jsonl", "{\"id\":"),
        ("export entries", "a.json", "{\"folio\":1,\"entries\":"),
        ("export entries", "a.md", "+++\n"),
    ] {
        let run = home.run(&format!("{command} -O {file}"));
        assert_eq!(run.error, "", "{command} {file}");
        let written = home.read(file);
        assert!(written.starts_with(begins), "{command} {file}: {written}");
    }
}

#[test]
fn a_name_that_stands_for_no_format_is_told_with_the_format_that_was_written() {
    let mut home = Home::with_portfolio();
    let mut told = String::new();
    for command in [
        "export summary -O z.txt",
        "report -O z.pdf",
        "export entries -O z.html",
        "report --format plain -O z.csv",
    ] {
        told.push_str(&home.run(command).error);
    }
    assert_snapshot!(told, @"
    note: z.txt is in the format `markdown`; `.txt` stands for none of markdown, html, json
    note: z.pdf is in the format `table`; `.pdf` stands for none of table, plain, json, markdown, html
    note: z.html is in the format `jsonl`; `.html` stands for none of jsonl, json, csv, markdown
    ");
    assert!(home.read("z.txt").starts_with("# What we tried"));
}

#[test]
fn the_name_of_a_file_beats_the_format_of_a_definition_but_not_its_template() {
    let mut home = Home::with_portfolio();
    home.configure(
        "[reports.page]\nformat = 'html'\n[reports.own]\ntemplate = '~/work/own.md.jinja'\n",
    );
    home.write("own.md.jinja", "of my own");
    home.run("report page -O page.md").succeeded();
    assert!(home.read("page.md").starts_with("# October 2026"));
    home.run("report page -O page.out").succeeded();
    assert!(home.read("page.out").starts_with("<!DOCTYPE html>"));
    home.run("report own -O own.html").succeeded();
    assert_eq!(home.read("own.html"), "of my own");
}

#[test]
fn no_file_takes_the_place_of_the_configuration_or_of_a_template() {
    let mut home = Home::with_portfolio();
    let configuration = "[reports.own]\ntemplate = '~/work/own.md.jinja'\n";
    home.configure(configuration);
    home.write("own.md.jinja", "of my own");
    home.write("other.md.jinja", "of another");
    home.write(".folio.toml", "project = 'shop'\n");
    std::os::unix::fs::symlink(home.configuration(), home.path("link.toml")).unwrap();
    let mut refusals = String::new();
    for (command, file) in [
        ("report", "../.config/folio/config.toml"),
        ("export summary", "link.toml"),
        ("export entries", "./.folio.toml"),
        ("report", "own.md.jinja"),
        (
            "export summary --template other.md.jinja",
            "../work/other.md.jinja",
        ),
    ] {
        refusals.push_str(&home.refused(1, &format!("{command} -O {file}")));
    }
    assert_snapshot!(refusals, @"
    error: cannot write `~/work/../.config/folio/config.toml`: it is a configuration of folio
    hint: choose another name
    error: cannot write `~/work/link.toml`: it is a configuration of folio
    hint: choose another name
    error: cannot write `~/work/./.folio.toml`: it is a configuration of folio
    hint: choose another name
    error: cannot write `~/work/own.md.jinja`: it is a template of a report
    hint: choose another name
    error: cannot write `~/work/../work/other.md.jinja`: it is the template
    hint: choose another name
    ");
    assert_eq!(
        fs::read_to_string(home.configuration()).unwrap(),
        configuration
    );
    assert_eq!(home.read("own.md.jinja"), "of my own");
    assert_eq!(home.read("other.md.jinja"), "of another");
}

#[test]
fn no_text_takes_the_place_of_what_belongs_to_a_journal() {
    let mut home = Home::with_portfolio();
    for ending in ["-wal", "-shm", "-journal"] {
        let error = home.refused(
            1,
            &format!("report -O {}{ending}", home.journal().display()),
        );
        assert!(error.contains("it is a database or part of one"), "{error}");
    }
}

#[test]
fn a_place_where_nothing_can_be_written_is_told_as_what_it_is() {
    let mut home = Home::with_portfolio();
    home.write("file", "");
    let mut refusals = String::new();
    for file in ["nowhere/", "nowhere/x.html", ".", "file/"] {
        refusals.push_str(&home.refused(1, &format!("report -O {file}")));
    }
    assert_snapshot!(refusals, @"
    error: cannot write `~/work/nowhere/`: it is named as a folder, and there is none
    hint: leave out the `/` at its end
    error: cannot write `~/work/nowhere/x.html`: No such file or directory (os error 2)
    hint: create the folder `~/work/nowhere` first
    error: cannot write `~/work/.`: it is a folder
    hint: name a file in it, such as `~/work/./folio.md`
    error: cannot write `~/work/file/`: Not a directory (os error 20)
    hint: a file is where a folder would have to be; choose another place
    ");
}
