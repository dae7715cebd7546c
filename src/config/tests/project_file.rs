//! What a project's file may do, which is little: it is not trusted.

use super::*;

#[test]
fn a_projects_project_replaces_the_users_and_its_tags_are_added() {
    let (configuration, warnings) = both(
        "project = \"mine\"\ntags = [\"a\", \"b\"]",
        "project = \"shop\"\ntags = [\"B\", \"c\"]",
    );
    assert_eq!(warnings, []);
    assert_eq!(configuration.project.value.as_deref(), Some("shop"));
    assert_eq!(
        configuration.project.origin,
        Origin::Project(PROJECT.into())
    );
    assert_eq!(names(&configuration.tags), ["a", "b", "B", "c"]);
    let row = configuration.get("tags").unwrap();
    assert_eq!(row.origin, format!("user: {USER} and project: {PROJECT}"));
}

#[test]
fn tags_of_a_project_alone_name_only_the_project_as_their_origin() {
    let (configuration, _) = both("", "tags = [\"c\"]");
    assert_eq!(
        configuration.get("tags").unwrap().origin,
        format!("project: {PROJECT}")
    );
}

#[test]
fn a_project_sets_nothing_else_whatever_it_says() {
    let text = r#"
project = "shop"
editor = "sh -c evil"
pager = "evil"
journal = "/tmp/j.db"
author = "Mallory"
assist = 3
[list]
limit = "not even valid"
[redaction]
patterns = [".+"]
[journals]
work = "/tmp/j.db"
"a b" = "/tmp/j.db"
"#;
    let (configuration, warnings) = both("", text);
    let project = Sourced {
        value: Some("shop".to_owned()),
        origin: Origin::Project(PROJECT.into()),
    };
    let expected = Configuration {
        project,
        ..Configuration::default()
    };
    assert_eq!(configuration, expected);
    let ignored: Vec<&str> = warnings
        .iter()
        .map(|warning| match warning {
            Warning::NotForProjects { key, .. } => key.as_str(),
            other => panic!("{other}"),
        })
        .collect();
    assert_eq!(
        ignored,
        [
            "editor",
            "pager",
            "journal",
            "author",
            "assist",
            "list.limit",
            "redaction.patterns",
            "journals.work",
            "journals.\"a b\""
        ]
    );
    assert_eq!(
        messages(&warnings)[0],
        format!(
            "`editor` in {PROJECT}, line 3, is ignored: a project's file may set only `project` and `tags`"
        )
    );
}

#[test]
fn a_malformed_project_file_only_warns() {
    let (configuration, warnings) = both("author = \"Ada\"", "project = \"shop\ntags = [");
    assert_eq!(configuration.author.value.as_deref(), Some("Ada"));
    assert_eq!(configuration.project.value, None);
    assert_eq!(warnings.len(), 1);
    let message = &messages(&warnings)[0];
    assert!(
        message.starts_with(&format!(
            "ignored: {PROJECT} is not valid TOML (line 1, column "
        )),
        "{message}"
    );
}

#[test]
fn a_wrong_value_in_a_project_file_only_warns_and_the_rest_holds() {
    let (configuration, warnings) = both(
        "tags = [\"a\"]",
        "tags = [\"has space\"]\nproject = \"shop\"",
    );
    assert_eq!(names(&configuration.tags), ["a"]);
    assert_eq!(configuration.project.value.as_deref(), Some("shop"));
    assert!(
        matches!(&warnings[..], [Warning::Ignored(ConfigError::Value(error))] if error.key == "tags")
    );
}

#[test]
fn a_warning_about_a_projects_file_cannot_drive_the_terminal() {
    for text in [
        "\"\\u001b]0;x\\u0007\" = 1",
        "\"\u{202e}x\" = 1",
        "project = \"\\u001b[2J\"",
    ] {
        let (configuration, warnings) = both("", text);
        assert_eq!(configuration.project.value, None);
        let message = &messages(&warnings)[0];
        assert!(
            !message.contains(|c: char| c.is_control() || c == '\u{202e}'),
            "{message:?}"
        );
    }
}

#[test]
fn a_project_file_is_only_pointed_to_keys_that_it_may_set() {
    let (_, warnings) = both("", "projct = \"shop\"");
    assert_eq!(
        messages(&warnings),
        [format!(
            "unknown key `projct` in {PROJECT}, line 1, did you mean `project`?"
        )]
    );
    let (_, warnings) = both("", "assst = \"none\"");
    assert!(matches!(
        &warnings[..],
        [Warning::UnknownKey { nearest: None, .. }]
    ));
}
