//! Rows, examples and the reference, all made from the table of keys.

use super::*;

#[test]
fn the_defaults_are_those_of_the_contract() {
    let rows = Configuration::default().list();
    let shown: Vec<String> = rows
        .iter()
        .map(|row| format!("{}={}", row.key, row.value))
        .collect();
    assert_eq!(
        shown,
        [
            "author=",
            "project=",
            "tags=",
            "assist=",
            "week_start=monday",
            "dates=iso",
            "color=auto",
            "pager=less",
            "editor=",
            "list.columns=id,date,outcome,tags,tried",
            "list.limit=20",
            "report.sections=overview,tags,projects,explorations,principles,signals,drafts,growth,calibration,comparison",
            "calibration.by_hand=",
            "calibration.with_help=",
            "exploration.clock=15m",
            "memory.commands=true",
            "hook.minimum_duration=1s",
            "hook.ignore=",
            "struggle.after=15m",
            "redaction.patterns=",
            "backup.keep=5",
            "journal=",
        ]
    );
}

#[test]
fn get_refuses_what_is_no_key_and_shows_what_has_no_value() {
    let configuration = Configuration::default();
    let error = configuration.get("list.limits").unwrap_err();
    assert_eq!(error.to_string(), "unknown key `list.limits`");
    assert_eq!(error.hint().unwrap(), "did you mean `list.limit`?");
    assert!(matches!(
        configuration.get("list"),
        Err(ConfigError::Group { .. })
    ));
    assert_eq!(
        configuration.get("journals.work").unwrap().value,
        Value::Nothing
    );
}

#[test]
fn rows_serialise_with_plain_values() {
    let (configuration, _) = user("tags = [\"a\"]").unwrap();
    let json = |key: &str| serde_json::to_string(&configuration.get(key).unwrap()).unwrap();
    assert_eq!(
        json("list.limit"),
        "{\"key\":\"list.limit\",\"value\":20,\"origin\":\"default\",\"description\":\"How many entries `list` and \
         `search` show; 0 shows all.\"}"
    );
    assert!(json("author").contains("\"value\":null"));
    assert!(json("tags").contains("\"value\":[\"a\"]"));
}

#[test]
fn every_example_and_every_accepted_name_is_accepted() {
    for definition in definitions() {
        let (_, warnings) = user(&definition.example_line(None)).unwrap();
        assert_eq!(warnings, [], "{}", definition.key);
        for name in definition.kind.names() {
            set("", &definition.example_key(), name).unwrap();
        }
    }
}

#[test]
fn the_reference_documents_every_key_and_its_examples_are_accepted() {
    let page = reference();
    for definition in definitions() {
        assert!(page.contains(&format!(
            "\n## `{}`\n\n{}\n",
            definition.key, definition.description
        )));
        assert!(page.contains(&definition.kind.accepted()));
    }
    let examples: Vec<&str> = page
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert_eq!(examples.len(), definitions().count());
    let (configuration, warnings) = user(&examples.concat()).unwrap();
    assert_eq!(warnings, []);
    assert!(
        configuration
            .list()
            .iter()
            .all(|row| row.origin != "default")
    );
}
