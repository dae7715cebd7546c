//! Properties: what is set reads back, and no project file can stop a command.

use proptest::prelude::*;

use super::*;
use crate::config::choices;

fn key_and_value() -> impl Strategy<Value = (String, String)> {
    let line = "[^\\p{C}\\s]([^\\p{C}]{0,20}[^\\p{C}\\s])?";
    let text = prop::sample::select(vec![
        "author",
        "project",
        "editor",
        "journal",
        "journals.work",
        "pager",
    ]);
    let text = (text, line).prop_filter("`never` is spelt in one way", |(_, value)| {
        !value.eq_ignore_ascii_case("never")
    });
    let columns = prop::sample::subsequence(choices::names::<Column>(), 1..=13).prop_shuffle();
    prop_oneof![
        text.prop_map(|(key, value)| (key.to_owned(), value)),
        any::<u32>().prop_map(|limit| ("list.limit".to_owned(), limit.to_string())),
        columns.prop_map(|columns| ("list.columns".to_owned(), columns.join(","))),
        prop::collection::vec("[a-z,]{1,5}", 1..4).prop_map(|patterns| (
            "redaction.patterns".to_owned(),
            patterns
                .iter()
                .map(String::as_str)
                .collect::<toml_edit::Value>()
                .to_string()
        )),
        prop::collection::btree_set("[a-z]{1,5}(/[a-z]{1,5})?", 0..4).prop_map(|tags| (
            "tags".to_owned(),
            tags.into_iter().collect::<Vec<_>>().join(",")
        )),
    ]
}

proptest! {
    #[test]
    fn what_is_set_resolves_to_the_same_value(pairs in prop::collection::vec(key_and_value(), 1..6)) {
        let mut text = "# mine\n\n[list] # lists\nlimit = 7 # few\n".to_owned();
        for (key, value) in &pairs {
            text = set(&text, key, value).unwrap();
            let (configuration, warnings) = user(&text).unwrap();
            prop_assert_eq!(warnings, []);
            prop_assert_eq!(&configuration.get(key).unwrap().value.to_string(), value);
        }
        for comment in ["# mine", "[list] # lists", "# few"] {
            prop_assert!(text.contains(comment), "{}", text);
        }
        for (key, _) in &pairs {
            text = unset(&text, key).unwrap();
        }
        let (configuration, _) = user(&text).unwrap();
        for (key, _) in &pairs {
            prop_assert_eq!(configuration.get(key).unwrap().origin, "default");
        }
        prop_assert!(text.contains("# mine\n"));
    }

    #[test]
    fn no_text_of_a_project_file_is_an_error(text in "[a-z\\[\\]=\"\\n. ,0-9]{0,60}") {
        both("", &text);
    }
}
