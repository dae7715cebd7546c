//! `--template` and `reports.NAME.template`: which file it is, what it is filled with, and where that goes.

use std::fs;

use insta::assert_snapshot;

use crate::driver::Home;

const LESSONS: &str = "\
# {{ report.period.label }}

{% for lesson in report.lessons %}
- **{{ lesson.entry.principle }}** ({{ lesson.spent_minutes | duration }})
{% endfor %}
";

/// A home with a template beside its configuration, which a report names.
fn with_report() -> Home {
    let home = Home::with_portfolio();
    home.configure(
        "[reports.week]\nperiod = 'all'\nsections = ['lessons']\ntemplate = 'templates/week.md.jinja'\n",
    );
    let folder = home.configuration().parent().unwrap().join("templates");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("week.md.jinja"), LESSONS).unwrap();
    home
}

#[test]
fn a_report_is_written_with_its_template_from_the_folder_of_the_configuration() {
    let mut home = with_report();
    assert_snapshot!(home.run("report week"), @"
    # all time

    - **state shared by replicas lives outside them** (2 h 10 min)
    - **a timeout is a promise about the longest request** (2 h)
    - **test the path that runs once** (15 min)
    ");
    assert!(home.output("report week --for lead").contains("**"));
    home.output("report week -O week.md");
    assert_eq!(home.read("week.md"), home.output("report week"));
}

#[test]
fn a_flag_that_names_a_format_or_another_template_beats_that_of_the_report() {
    let mut home = with_report();
    home.json("report", "report week --json");
    assert!(!home.output("report week --format plain").contains("**"));
    home.write("mine.txt", "{{ folio }} {{ report.figures.attempts }}\n");
    assert_eq!(home.output("report week --template mine.txt"), "1 7\n");
    home.write("mine.txt", "\u{feff}without a byte order mark\n");
    assert_eq!(
        home.output("report week --template mine.txt"),
        "without a byte order mark\n"
    );
}

#[test]
fn every_command_that_takes_a_template_fills_it_with_its_own_json() {
    let mut home = Home::with_portfolio();
    home.write("all.txt", "{{ report }}{{ summary }}{{ portfolio }}");
    for (kind, command) in [
        ("report", "report"),
        ("summary", "export summary"),
        ("summary", "export summary --for lead --anonymous"),
        ("portfolio", "export portfolio"),
        ("report", "report portfolio --for sprint"),
    ] {
        let keys = "{% for key in VALUE %}{{ key }} {% endfor %}".replace("VALUE", kind);
        home.write("keys.txt", keys);
        let written = home.output(&format!("{command} --template keys.txt"));
        let value = home.json(kind, &format!("{command} --format json"));
        let keys: Vec<&String> = value.as_object().unwrap().keys().collect();
        let written: Vec<&str> = written.split_whitespace().collect();
        assert_eq!(written, keys, "{command}");
    }
}

#[test]
fn what_is_private_or_anonymous_does_not_reach_a_template() {
    let mut home = Home::with_portfolio();
    home.output("log 'my salary' -b 'no numbers' -p 'bring numbers' --private --spent 9h");
    home.write("all.txt", "{{ summary }}");
    let command = "export summary --month 2026-10 --template all.txt";
    assert!(home.output(command).contains("salary"));
    assert!(
        !home
            .output(&format!("{command} --for lead"))
            .contains("salary")
    );
    assert!(home.output(command).contains("shop"));
    let anonymous = home.output(&format!("{command} --anonymous"));
    assert!(
        !anonymous.contains("ada") && !anonymous.contains("shop"),
        "{anonymous}"
    );
    home.write("all.txt", "{{ portfolio }}");
    assert!(
        !home
            .output("export portfolio --template all.txt")
            .contains("salary")
    );
}

#[test]
fn a_wrong_template_writes_nothing_and_leaves_the_file_as_it_was() {
    let mut home = Home::with_portfolio();
    home.write("out.md", "before");
    home.write("bad.md", "fine\n{{ summary.lesons }}\n");
    assert_snapshot!(home.refused(2, "export summary --template bad.md -O out.md"), @"
    error: the template bad.md (line 2, column 4) cannot be used: `summary.lesons` is undefined
    hint: did you mean `lessons`?
    ");
    assert_eq!(home.read("out.md"), "before");
    assert_snapshot!(home.refused(1, "report --template gone.md"), @"
    error: gone.md cannot be read: No such file or directory (os error 2)
    hint: check the path of the template
    ");
    assert_snapshot!(home.refused(2, "report --template -"), @"
    error: the template - cannot be used: its name does not tell what it writes
    hint: let it end in .html, .md or .txt, or in one of these and .jinja
    ");
    home.write("latin.md", [0xe9]);
    assert_snapshot!(home.refused(2, "report --template latin.md"), @"
    error: the template latin.md is not UTF-8
    hint: save it as UTF-8
    ");
    home.write("large.md", "x".repeat(256 * 1024 + 1));
    assert_snapshot!(home.refused(2, "report --template large.md"), @"
    error: large.md has more than 262144 bytes
    hint: check that it is the file you mean
    ");
    home.write("bad.md", "{{ summary.period.label }}");
    assert_snapshot!(home.refused(2, "report --template bad.md"), @"
    error: the template bad.md (line 1, column 4) cannot be used: `summary` is undefined
    hint: did you mean `report`?
    ");
    home.write("bad.md", "{% include 'all.md' %}");
    assert_snapshot!(home.refused(2, "report --template bad.md"), @"
    error: the template bad.md (line 1, column 4) cannot be used: unknown statement include
    hint: a template is one file: it cannot include, import or extend others
    ");
    home.refused(2, "report --template bad.md --format html");
}

#[test]
fn a_report_with_a_template_and_a_format_says_so() {
    let mut home = Home::with_portfolio();
    home.configure("[reports.week]\ntemplate = 'week.md'\nformat = 'html'\n");
    assert_snapshot!(home.refused(2, "report week"), @"
    error: the report `week` in ~/.config/folio/config.toml, line 3, has both a template and a format
    hint: run `folio config unset reports.week.format`
    ");
    assert!(
        home.output("report week --format plain")
            .contains("October")
    );
}

#[test]
fn only_a_page_is_opened() {
    let mut home = with_report();
    assert_snapshot!(home.refused(2, "report week --open"), @"
    error: only HTML is opened in the browser
    hint: add `--format html` for the report as folio writes it, or leave out `--open`
    ");
    home.write("page.html", "<p>{{ report.figures.attempts }}</p>\n");
    let run = home
        .command("report --template page.html --open -O out.html")
        .environment("DISPLAY", ":0")
        .opening(|_, _| Some(0))
        .run();
    assert!(run.error.starts_with("opened "), "{run}");
    assert_eq!(home.read("out.html"), "<p>5</p>\n");
}

#[test]
fn the_file_of_a_project_cannot_name_a_template() {
    let mut home = Home::with_portfolio();
    home.write("evil.md", "gotcha");
    home.write(".folio.toml", "[reports.month]\ntemplate = 'evil.md'\n");
    let run = home.run("report --month 2026-10");
    assert!(!run.output.contains("gotcha"), "{run}");
    assert!(run.error.contains("`reports.month.template` in"), "{run}");
}

#[test]
fn a_template_is_shown_with_its_report_and_can_be_set() {
    let mut home = Home::with_portfolio();
    home.output("config set reports.week.template ~/week.html");
    assert_eq!(
        home.output("report --show week"),
        "[reports.week]\nsections = [\"overview\", \"tags\", \"projects\", \"explorations\", \"principles\", \"signals\", \"drafts\", \"growth\", \"calibration\", \"comparison\", \"figures-in-html\"]\ntemplate = \"~/week.html\"\n"
    );
}
