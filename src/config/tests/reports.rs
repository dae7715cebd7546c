//! `[reports.<name>]`: what a person says of a report, how it is changed, and the reports that are built in.

use super::*;
use crate::model::{Audience, Outcome, Tag};

#[test]
fn a_report_is_what_its_table_says() {
    let text = r#"
[reports.week]
title = "What we learnt"
period = "last week"
tags = ["a,b", "c"]
not_tags = ["spike"]
outcome = "failed"
sections = ["overview", "recurrence"]
tag_columns = ["spent"]
format = "html"
for = "lead"
"#;
    let (configuration, warnings) = user(text).unwrap();
    assert_eq!(warnings, []);
    let report = &configuration.reports["week"];
    assert_eq!(report.origin, Origin::User(USER.into()));
    let report = &report.value;
    assert_eq!(report.title.as_deref(), Some("What we learnt"));
    assert_eq!(report.period.as_deref(), Some("last week"));
    let groups: Vec<Vec<&str>> = report
        .tags
        .iter()
        .flatten()
        .map(|group| group.0.iter().map(Tag::as_str).collect())
        .collect();
    assert_eq!(groups, [vec!["a", "b"], vec!["c"]]);
    assert_eq!(report.outcome, Some(Outcome::Failed));
    assert_eq!(
        report.sections,
        Some(vec![
            Section::Overview,
            Section::Drawing(Drawing::Recurrence)
        ])
    );
    assert_eq!(report.tag_columns, Some(vec![TagColumn::Spent]));
    assert_eq!(report.format, Some(ReportFormat::Html));
    assert_eq!(report.audience, Some(Audience::Lead));
    assert_eq!(report.since, None);
}

#[test]
fn what_is_printed_of_a_report_reads_as_the_same_report() {
    let own = "[reports.own]\ntags = [\"a,b\"]\ntitle = \"say \\\"hi\\\"\"\n";
    let (configuration, _) = user(own).unwrap();
    let mut reports = built_in().unwrap();
    reports.insert("own".to_owned(), configuration.reports["own"].value.clone());
    for (name, report) in reports {
        let lines = definition_lines(&name, &report);
        let (again, warnings) = user(&lines).unwrap();
        assert_eq!(warnings, [], "{lines}");
        assert_eq!(again.reports[&name].value, report, "{lines}");
    }
}

#[test]
fn the_reports_that_are_built_in_are_those_that_are_named() {
    let reports = built_in().unwrap();
    let mut named = BUILT_IN.to_vec();
    named.sort_unstable();
    assert_eq!(reports.keys().collect::<Vec<_>>(), named);
    let month = reports["month"].sections.as_deref().unwrap();
    let usual = Section::USUAL.iter().chain(&[Section::FiguresInHtml]);
    assert!(month.iter().eq(usual));
}

#[test]
fn an_unknown_section_or_column_is_an_error_with_its_line_and_the_nearest() {
    for (line, nearest) in [
        ("sections = [\"overview\", \"lesson\"]", "lessons"),
        ("columns = [\"tryed\"]", "tried"),
        ("tag_columns = [\"attempt\"]", "attempts"),
        ("for = \"leed\"", "lead"),
        ("format = \"htm\"", "html"),
    ] {
        let (message, hint) = broken(&format!("[reports.week]\ntitle = \"x\"\n{line}\n"));
        assert!(
            message.contains(&format!("in {USER}, line 3,")),
            "{message}"
        );
        assert_eq!(hint, format!("did you mean `{nearest}`?"), "{line}");
    }
}

#[test]
fn a_period_that_nobody_understands_is_an_error_with_its_line() {
    for line in [
        "period = \"fortnightly\"",
        "since = \"soon\"",
        "until = \"\"",
    ] {
        let (message, _) = broken(&format!("[reports.week]\n{line}\n"));
        assert!(
            message.contains(&format!("in {USER}, line 2,")),
            "{message}"
        );
    }
    for period in [
        "month",
        "Week",
        "quarter",
        "year",
        "all",
        "last month",
        "2026-Q3",
        "last 14 days",
        "2031",
        "week 53",
        "29 february",
    ] {
        user(&format!("[reports.week]\nperiod = \"{period}\"\n")).unwrap();
    }
}

#[test]
fn an_unknown_key_of_a_report_warns_with_the_nearest_and_one_that_is_no_table_names_the_keys() {
    let (_, warnings) = user("[reports.week]\ntitel = \"x\"").unwrap();
    assert_eq!(
        messages(&warnings),
        [format!(
            "unknown key `reports.week.titel` in {USER}, line 2, did you mean `reports.week.title`?"
        )]
    );
    let of_all = refused("reports = 3");
    for (message, hint) in [of_all, broken("[reports]\nweek = 3")] {
        assert!(message.ends_with("is not a value but a group of settings"));
        assert!(
            hint.starts_with("set one of `reports.<name>.title`"),
            "{hint}"
        );
    }
    let (message, _) = broken("[reports.\"my week\"]\ntitle = \"x\"");
    assert!(message.contains("has a name with characters that are not allowed"));
}

#[test]
fn a_report_is_changed_where_it_stands() {
    let file = "[reports.week] # mine\ntitle = \"x\" # short\n";
    let text = set(file, "reports.week.title", "y").unwrap();
    assert_eq!(text, file.replace("\"x\"", "\"y\""));
    let text = set(file, "reports.week.sections", "overview,drafts").unwrap();
    assert_eq!(
        text,
        format!("{file}sections = [\"overview\", \"drafts\"]\n")
    );
    let text = set("author = \"Ada\"\n", "reports.week.period", "week").unwrap();
    assert_eq!(
        text,
        "author = \"Ada\"\n\n[reports.week]\nperiod = \"week\"\n"
    );
    assert_eq!(
        unset(file, "reports.week.title").unwrap(),
        "[reports.week] # mine\n"
    );
    assert_eq!(unset(file, "reports.week.period").unwrap(), file);
    let inline = "reports = { week = { title = \"x\", period = \"week\" } }\n";
    let (configuration, _) = user(inline).unwrap();
    assert_eq!(
        configuration.reports["week"].value.period.as_deref(),
        Some("week")
    );
    let (configuration, _) = user(&unset(inline, "reports.week.period").unwrap()).unwrap();
    assert_eq!(configuration.reports["week"].value.period, None);
}

#[test]
fn a_report_of_which_nothing_is_understood_is_there_with_a_warning() {
    for text in [
        "[reports.week]\ntitel = \"x\"\n",
        "[reports.week]\n",
        "reports.week = {}\n",
    ] {
        let (configuration, _) = user(text).unwrap();
        let report = &configuration.reports["week"];
        assert_eq!(report.value, ReportDefinition::default(), "{text}");
        assert_eq!(report.origin, Origin::User(USER.into()));
    }
}

#[test]
fn a_wrong_value_of_a_report_is_answered_with_an_example_of_that_report() {
    let (_, hint) = broken("[reports.weekly]\nperiod = \"fortnightly\"\n");
    assert_eq!(
        hint,
        "write for example `reports.weekly.period = \"last month\"`"
    );
}

#[test]
fn an_unknown_section_is_answered_in_one_line_that_says_where_all_of_them_are() {
    for (line, nearest) in [
        ("sections = [\"lesson\"]", "did you mean `lessons`?"),
        (
            "sections = [\"xyzzy\"]",
            "write for example `reports.week.sections = [\"overview\", \"lessons\", \"entries\"]`",
        ),
    ] {
        let (message, hint) = broken(&format!("[reports.week]\n{line}\n"));
        assert!(
            message.contains("that `folio help report` lists"),
            "{message}"
        );
        assert!(message.len() < 200, "{message}");
        assert_eq!(hint, nearest);
    }
}

#[test]
fn a_projects_file_makes_no_report() {
    let (configuration, warnings) = both("", "[reports.month]\ntitle = \"gotcha\"\nsections = 3\n");
    assert!(configuration.reports.is_empty());
    assert!(
        warnings
            .iter()
            .all(|warning| matches!(warning, Warning::NotForProjects { .. })),
        "{warnings:?}"
    );
    assert_eq!(warnings.len(), 2);
}

#[test]
fn a_report_that_cannot_be_used_leaves_everything_else_as_it_was() {
    let text = "dates = \"long\"\n[reports.bad]\nsections = [\"x\"]\ntitle = \"y\"\n[reports.good]\ntitle = \"z\"\n";
    let (configuration, warnings) = user(text).unwrap();
    assert_eq!(warnings, []);
    assert_eq!(configuration.dates.value, Dates::Long);
    assert_eq!(configuration.reports.keys().collect::<Vec<_>>(), ["good"]);
    assert!(report_of("bad", &configuration).is_err());
    assert!(report_of("good", &configuration).unwrap().is_some());
    assert_eq!(report_of("other", &configuration).unwrap(), None);
}

#[test]
fn a_table_with_the_name_of_a_built_in_report_changes_only_what_it_says() {
    let built_in = built_in().unwrap();
    for name in BUILT_IN {
        let (configuration, _) = user(&format!("[reports.{name}]\ntitle = \"Ours\"\n")).unwrap();
        let expected = ReportDefinition {
            title: Some("Ours".to_owned()),
            ..built_in[name].clone()
        };
        assert_eq!(report_of(name, &configuration).unwrap(), Some(expected));
    }
    let lead = |line: &str| {
        let (configuration, _) = user(&format!("[reports.lead]\n{line}\n")).unwrap();
        report_of("lead", &configuration).unwrap().unwrap()
    };
    assert_eq!(lead("for = \"self\"").audience, Some(Audience::Myself));
    let since = lead("since = \"monday\"");
    assert_eq!(
        (since.period, since.since.as_deref()),
        (None, Some("monday"))
    );
}

#[test]
fn a_text_in_which_there_is_nothing_to_search_for_is_refused() {
    let (message, _) = broken("[reports.week]\ntext = \"***\"\n");
    assert!(
        message.contains("has no letter or digit in it"),
        "{message}"
    );
    assert!(set("", "reports.week.text", "***").is_err());
}
