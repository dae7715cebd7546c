//! `folio practice` as a person does it: keys, menus, and what breaking off leaves.

use std::fs;

use serde_json::json;

use super::home::Home;
use super::screen::{DOWN, ENTER, Screen};

/// A home in which three lessons wait, and one of them was practised twice already.
fn home() -> Home {
    let home = Home::new();
    for (tried, days, practised) in [("a queue", 3, 0), ("a pool", 2, 0), ("a cache", 1, 2)] {
        let practice: Vec<_> = (1..=practised)
            .map(|day| json!({"rating": "again", "by": "me", "at": format!("2024-10-0{day}T12:00:00Z")}))
            .collect();
        let object = json!({
            "tried": tried, "because": "it filled up", "principle": format!("{tried} needs a bound"),
            "signals": ["memory grows"], "happened_at": format!("2024-09-1{days}T12:00:00Z"),
            "created_at": format!("2024-09-1{days}T12:00:00Z"), "practice": practice,
        });
        let file = home.path(tried);
        fs::write(&file, object.to_string()).unwrap();
        home.done(&["log", "--from-json", file.to_str().unwrap()]);
    }
    home
}

#[test]
fn a_whole_session_asks_reveals_and_keeps_what_was_said() {
    let home = home();
    let mut person = Screen::of(&home.folio(&["practice"]));
    person.shows("1 of 3").shows("a cache").shows("It failed.");
    person.answers("What would you look for (optional): ", "growing memory");
    person.shows("a cache needs a bound");
    person
        .shows("Did it come to mind")
        .shows("again")
        .types(ENTER);
    person.answers(
        "Where does the principle apply today (optional): ",
        "upload buffers",
    );
    person.shows("2 of 3").shows("a queue").shows("It failed.");
    person.answers("What would you look for (optional): ", "");
    person
        .shows("Did it come to mind")
        .shows("again")
        .types(DOWN)
        .types(ENTER);
    person
        .shows("3 of 3")
        .shows("What would you look for")
        .interrupts();
    person.shows("2 lessons practised, 1 still due");
    let (code, shown) = person.ends();
    assert_eq!(code, 0, "{shown}");
    assert!(!shown.contains("a pool needs"), "{shown}");
    let practised = home.json(&["list", "--json", "--sort", "date", "--reverse"]);
    let ratings = |index: usize| {
        let practice = practised["entries"][index]["practice"].as_array().unwrap();
        practice
            .iter()
            .map(|one| one["rating"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        practised["entries"][0]["elsewhere"],
        json!(["upload buffers"])
    );
    assert_eq!(ratings(0), ["again", "again", "good"]);
    assert!(ratings(1).is_empty());
    assert_eq!(ratings(2), ["again"]);
}
