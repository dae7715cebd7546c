//! What the user's file, a variable or a flag is refused or warned for, and what the message says.

use chrono::Weekday;

use super::*;

#[test]
fn an_unknown_key_warns_with_the_nearest_and_its_line() {
    let (configuration, warnings) = user("dates = \"long\"\nweek_strat = \"sunday\"").unwrap();
    assert_eq!(configuration.dates.value, Dates::Long);
    assert_eq!(configuration.week_start.value, Weekday::Mon);
    assert_eq!(
        messages(&warnings),
        [format!(
            "unknown key `week_strat` in {USER}, line 2, did you mean `week_start`?"
        )]
    );
}

#[test]
fn an_unknown_key_is_suggested_by_spelling_by_its_last_part_or_not_at_all() {
    let nearest = |text: &str| match user(text).unwrap().1.as_slice() {
        [Warning::UnknownKey { key, nearest, .. }] => (key.clone(), nearest.clone()),
        other => panic!("{other:?}"),
    };
    let pair = |key: &str, nearest: Option<&str>| (key.to_owned(), nearest.map(str::to_owned));
    assert_eq!(
        nearest("list.limt = 3"),
        pair("list.limt", Some("list.limit"))
    );
    assert_eq!(nearest("limit = 3"), pair("limit", Some("list.limit")));
    assert_eq!(
        nearest("\"list.limit\" = 3"),
        pair("\"list.limit\"", Some("list.limit"))
    );
    assert_eq!(nearest("zzzzzzzzzz = 3"), pair("zzzzzzzzzz", None));
    assert_eq!(
        nearest("[zzzzzzzzzz]\na = 3\nb = 4"),
        pair("zzzzzzzzzz", None)
    );
}

#[test]
fn a_wrong_name_is_an_error_with_place_list_and_suggestion() {
    let (message, hint) = refused("author = \"Ada\"\n\nweek_start = \"mondy\"\n");
    assert_eq!(
        message,
        format!(
            "`week_start` in {USER}, line 3, is the text `mondy`, but it must be one of `monday`, `tuesday`, \
             `wednesday`, `thursday`, `friday`, `saturday`, `sunday`"
        )
    );
    assert_eq!(hint, "did you mean `monday`?");
}

#[test]
fn a_wrong_type_is_an_error_that_says_what_was_found() {
    for (text, key, found) in [
        ("[list]\nlimit = \"20\"", "list.limit", "the text `20`"),
        ("[list]\nlimit = -1", "list.limit", "the number -1"),
        ("[struggle]\nafter = 15", "struggle.after", "the number 15"),
        (
            "[struggle]\nafter = \"soon\"",
            "struggle.after",
            "the text `soon`",
        ),
        (
            "[hook]\nignore = \"grep\"",
            "hook.ignore",
            "the text `grep`",
        ),
        ("[hook]\nignore = [\"\"]", "hook.ignore", "empty"),
        ("[list]\nlimit = 1.5", "list.limit", "the number 1.5"),
        ("# x\nauthor = true", "author", "the truth value true"),
        ("# x\nauthor = \" \"", "author", "empty"),
        ("# x\ntags = \"a,b\"", "tags", "the text `a,b`"),
        ("# x\ntags = [\"a\", 1]", "tags", "a list with the number 1"),
        ("# x\ndates = 2026-10-03", "dates", "a date or time"),
        ("# x\n[dates]\na = 1", "dates", "a table"),
        ("\n[[dates]]\na = 1", "dates", "a list of tables"),
        ("[list]\ncolumns = []", "list.columns", "an empty list"),
        (
            "[list]\ncolumns = [\"id\", \"ID\"]",
            "list.columns",
            "a list that has `id` twice",
        ),
        ("[journals]\nwork = 1", "journals.work", "the number 1"),
        (
            "[redaction]\npatterns = [\"a\", \"b(c\"]",
            "redaction.patterns",
            "a list with the text `b(c` (unclosed group, at character 2)",
        ),
    ] {
        let Err(ConfigError::Value(error)) = user(text) else {
            panic!("{text}")
        };
        assert_eq!((error.key.as_str(), error.found.as_str()), (key, found));
        assert_eq!(
            error.place,
            Place::File {
                path: USER.into(),
                line: 2
            },
            "{text}"
        );
    }
}

#[test]
fn a_wrong_type_is_answered_with_a_line_that_would_do() {
    assert_eq!(
        refused("[list]\nlimit = \"20\"").1,
        "write for example `list.limit = 50`"
    );
    assert_eq!(
        refused("tags = \"a\"").1,
        "write for example `tags = [\"sessions\", \"backend/cache\"]`"
    );
    assert_eq!(refused("list.columns = [\"idd\"]").1, "did you mean `id`?");
}

#[test]
fn a_value_for_a_group_of_keys_is_an_error_that_names_them() {
    let (message, hint) = refused("list = 3");
    assert_eq!(
        message,
        format!("`list` in {USER}, line 1, is not a value but a group of settings")
    );
    assert_eq!(hint, "set one of `list.columns`, `list.limit`");
}

#[test]
fn a_name_with_characters_that_are_not_allowed_is_an_error() {
    let (message, hint) = refused("[journals]\n\"my work\" = \"/w.db\"");
    assert!(
        message.starts_with(&format!("`journals.\"my work\"` in {USER}, line 2,")),
        "{message}"
    );
    assert_eq!(
        hint,
        "use only the letters a to z, digits, `-` and `_` in the name"
    );
}

#[test]
fn a_malformed_user_file_is_an_error_with_line_and_column() {
    let Err(ConfigError::Malformed {
        file, line, column, ..
    }) = user("author = \"é\" x\n")
    else {
        panic!()
    };
    assert_eq!((file.as_str(), line, column), (USER, 1, 14));
    let Err(ConfigError::Malformed { line, column, .. }) = user("a = 1\r\nb = = 2") else {
        panic!()
    };
    assert_eq!((line, column), (2, 5));
}

#[test]
fn a_wrong_value_in_a_variable_or_a_flag_names_it() {
    let sources = Sources {
        environment: &[("FOLIO_AUTHOR", "a\u{7}b")],
        ..Sources::default()
    };
    let message = Configuration::resolve(&sources).unwrap_err().to_string();
    assert!(
        message.starts_with(
            "`author` in the environment variable `FOLIO_AUTHOR` is the text `a\\u{7}b`"
        ),
        "{message}"
    );
    let flags = [Override {
        flag: "--color",
        key: "color",
        value: "red",
    }];
    let message = Configuration::resolve(&Sources {
        flags: &flags,
        ..Sources::default()
    })
    .unwrap_err()
    .to_string();
    assert!(
        message.starts_with("`color` in the flag `--color` is the text `red`"),
        "{message}"
    );
}
