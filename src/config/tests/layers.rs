//! What each layer sets, and which one wins.

use std::time::Duration;

use chrono::Weekday;

use super::*;
use crate::model::Assist;

#[test]
fn without_any_layer_every_value_is_its_default() {
    let (configuration, warnings) = Configuration::resolve(&Sources::default()).unwrap();
    assert_eq!(configuration, Configuration::default());
    assert_eq!(warnings, []);
    assert!(
        configuration
            .list()
            .iter()
            .all(|row| row.origin == "default")
    );
}

#[test]
fn the_users_file_sets_every_key() {
    let text = r#"
author = "Ada"
project = "shop"
tags = ["Sessions", "backend/cache"]
assist = "pair"
week_start = "Sunday"
dates = "relative"
color = "never"
pager = "never"
editor = "code --wait"
journal = "~/j.db"

[list]
columns = ["tried", "id"]
limit = 0

[report]
sections = ["drafts"]

[calibration]
by_hand = ["sql", "big project", "sql"]
with_help = ["docs"]
[exploration]
clock = "1h 30m"

[memory]
commands = false

[hook]
minimum_duration = "1m 30s"
ignore = ["make check", "ssh"]

[struggle]
after = 0
[redaction]
patterns = ["shop-[0-9]{4,8}"]

[backup]
keep = 2

[journals]
work = "~/work.db"
side-2 = "/side.db"
"#;
    let (configuration, warnings) = user(text).unwrap();
    assert_eq!(warnings, []);
    assert_eq!(configuration.author.value.as_deref(), Some("Ada"));
    assert_eq!(configuration.project.value.as_deref(), Some("shop"));
    assert_eq!(names(&configuration.tags), ["Sessions", "backend/cache"]);
    assert_eq!(configuration.assist.value, Some(Assist::Pair));
    assert_eq!(configuration.week_start.value, Weekday::Sun);
    assert_eq!(configuration.dates.value, Dates::Relative);
    assert_eq!(configuration.color.value, Color::Never);
    assert_eq!(configuration.pager.value, Pager::Never);
    assert_eq!(configuration.editor.value.as_deref(), Some("code --wait"));
    assert_eq!(
        configuration.list_columns.value,
        [Column::Tried, Column::Id]
    );
    assert_eq!(configuration.list_limit.value, 0);
    assert_eq!(configuration.report_sections.value, [Section::Drafts]);
    assert_eq!(
        configuration.calibration_by_hand.value,
        ["sql", "big project"]
    );
    assert_eq!(configuration.calibration_with_help.value, ["docs"]);
    assert_eq!(configuration.exploration_clock.value.minutes(), 90);
    assert!(!configuration.remembers_commands.value);
    assert_eq!(
        configuration.hook_minimum_duration.value,
        Duration::from_secs(90)
    );
    assert_eq!(configuration.hook_ignore.value, ["make check", "ssh"]);
    assert!(configuration.struggle_after.value.is_zero());
    assert_eq!(configuration.redaction_patterns.value, ["shop-[0-9]{4,8}"]);
    assert_eq!(configuration.backup_keep.value, 2);
    assert_eq!(configuration.journal.value.as_deref(), Some("~/j.db"));
    assert_eq!(configuration.journals["work"].value, "~/work.db");
    assert_eq!(configuration.journals["side-2"].value, "/side.db");
    assert!(
        configuration
            .list()
            .iter()
            .all(|row| row.origin == format!("user: {USER}"))
    );
}

#[test]
fn dotted_keys_tables_and_inline_tables_mean_the_same() {
    for text in [
        "list.limit = 5",
        "[list]\nlimit = 5",
        "list = { limit = 5 }",
    ] {
        assert_eq!(user(text).unwrap().0.list_limit.value, 5, "{text}");
    }
}

#[test]
fn an_empty_pager_is_no_pager() {
    assert_eq!(user("pager = \"\"").unwrap().0.pager.value, Pager::Never);
    let less = Pager::Command("less -FRX".to_owned());
    assert_eq!(user("pager = \"less -FRX\"").unwrap().0.pager.value, less);
}

#[test]
fn the_environment_beats_the_files_and_flags_beat_the_environment() {
    let sources = Sources {
        user: Some(FileText {
            path: Path::new(USER),
            text: "author = \"a\"\nproject = \"a\"\njournal = \"a\"",
        }),
        project: Some(FileText {
            path: Path::new(PROJECT),
            text: "project = \"b\"",
        }),
        environment: &[
            ("FOLIO_AUTHOR", "c"),
            ("FOLIO_PROJECT", "c"),
            ("FOLIO_JOURNAL", "c"),
            ("HOME", "/h"),
        ],
        flags: &[Override {
            flag: "--journal",
            key: "journal",
            value: "d",
        }],
    };
    let (configuration, warnings) = Configuration::resolve(&sources).unwrap();
    assert_eq!(warnings, []);
    let row = |key: &str| {
        let row = configuration.get(key).unwrap();
        format!("{} ({})", row.value, row.origin)
    };
    assert_eq!(row("author"), "c (environment: FOLIO_AUTHOR)");
    assert_eq!(row("project"), "c (environment: FOLIO_PROJECT)");
    assert_eq!(row("journal"), "d (flag: --journal)");
}

#[test]
fn an_empty_environment_variable_is_as_good_as_none() {
    let sources = Sources {
        environment: &[("FOLIO_AUTHOR", ""), ("FOLIO_PROJECT", " ")],
        ..Sources::default()
    };
    assert_eq!(
        Configuration::resolve(&sources).unwrap().0,
        Configuration::default()
    );
}

#[test]
fn tags_from_a_flag_replace_those_of_all_files() {
    let sources = Sources {
        user: Some(FileText {
            path: Path::new(USER),
            text: "tags = [\"a\"]",
        }),
        project: Some(FileText {
            path: Path::new(PROJECT),
            text: "tags = [\"b\"]",
        }),
        flags: &[Override {
            flag: "--default-tags",
            key: "tags",
            value: "c",
        }],
        ..Sources::default()
    };
    let (configuration, _) = Configuration::resolve(&sources).unwrap();
    assert_eq!(names(&configuration.tags), ["c"]);
    assert_eq!(
        configuration.get("tags").unwrap().origin,
        "flag: --default-tags"
    );
}
