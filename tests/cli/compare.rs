//! `folio compare`: approaches side by side.

use insta::assert_snapshot;

use crate::driver::{Home, without_colors};

fn explored() -> Home {
    let mut home = Home::new();
    home.write(
        "out.log",
        "running 3 tests\nassertion failed: left 1, right 2\n",
    );
    for line in [
        "explore 'which caching layer for sessions?' --as cache",
        "try 'in-memory LRU' --spent 40m --assist pair",
        "log -b 'an update on one replica is not seen by the other' -p 'state shared by replicas lives outside them' --rules-out 'anything kept in one process' --evidence out.log",
        "try 'a table in the database'",
        "log -b 'ten thousand sessions fill the memory of the database' --spent 2h --rules-out 'storing sessions whole'",
        "try 'a cache cluster'",
    ] {
        home.output(line);
    }
    home
}

#[test]
fn three_approaches_stand_side_by_side_in_eighty_columns() {
    let mut home = explored();
    let shown = home.command("compare").terminal(80, 60).run();
    assert_snapshot!(without_colors(&shown.output), @"
    cache  which caching layer for sessions?

               in-memory LRU              a table in the database    a cache cluster
    ────────────────────────────────────────────────────────────────────────────────
    progress   failed                     failed                     running
    because    an update on one replica   ten thousand sessions
               is not seen by the other   fill the memory of the
                                          database
    principle  state shared by replicas
               lives outside them
    rules out  anything kept in one       storing sessions whole
               process
    spent      40 min                     2 h
    assist     pair
    evidence   assertion failed: left 1,
               right 2
    entry      krh8                       98ie
    ");
}

#[test]
fn what_has_no_room_beside_stands_below() {
    let mut home = explored();
    let narrow = home.command("compare").terminal(50, 80).run();
    assert_snapshot!(without_colors(&narrow.output), @"
    cache  which caching layer for sessions?

               in-memory LRU
    ──────────────────────────────────────────────────
    progress   failed
    because    an update on one replica is not seen by
               the other
    principle  state shared by replicas lives outside
               them
    rules out  anything kept in one process
    spent      40 min
    assist     pair
    evidence   assertion failed: left 1, right 2
    entry      krh8

               a table in the database
    ──────────────────────────────────────────────────
    progress   failed
    because    ten thousand sessions fill the memory
               of the database
    rules out  storing sessions whole
    spent      2 h
    entry      98ie

              a cache cluster
    ─────────────────────────
    progress  running
    ");
    let tiny = home.command("compare").terminal(20, 80).run().succeeded();
    let tiny = without_colors(&tiny.output);
    assert_eq!(tiny.matches("because").count(), 2, "{tiny}");
}

#[test]
fn other_formats_hold_the_same() {
    let mut home = explored();
    assert_snapshot!(home.output("compare cache --format markdown"), @"
    ## `cache`  which caching layer for sessions?

    |  | in-memory LRU | a table in the database | a cache cluster |
    | --- | --- | --- | --- |
    | progress | failed | failed | running |
    | because | an update on one replica is not seen by the other | ten thousand sessions fill the memory of the database |  |
    | principle | state shared by replicas lives outside them |  |  |
    | rules out | anything kept in one process | storing sessions whole |  |
    | spent | 40 min | 2 h |  |
    | assist | pair |  |  |
    | evidence | assertion failed: left 1, right 2 |  |  |
    | entry | `krh8` | `98ie` |  |
    ");
    let compared = home.json("exploration", "compare --json");
    assert_eq!(
        compared["entries"][0]["rules_out"],
        "anything kept in one process"
    );
    assert_eq!(compared["approaches"][2]["progress"], "running");
}

#[test]
fn what_was_chosen_stands_below_with_the_reason() {
    let mut home = explored();
    home.output("log -b 'both replicas agree' -o worked");
    home.output("converge last --why 'nothing else holds'");
    let compared = home.output("compare cache");
    assert!(compared.ends_with("  nothing else holds\n"), "{compared}");
    assert!(compared.contains("chosen: "), "{compared}");
}

#[test]
fn without_approaches_it_says_so() {
    let mut home = Home::new();
    home.refused(1, "compare");
    home.output("explore 'which cache?' --as cache");
    assert_snapshot!(home.run("compare"), @"
    cache  which cache?
    no approaches yet
    ");
}

#[test]
fn what_an_approach_rules_out_can_be_changed_and_found() {
    let mut home = explored();
    home.output("edit last --rules-out 'rows of a megabyte'");
    assert_eq!(home.ids("search megabyte").len(), 1);
    assert!(
        home.output("show last")
            .contains("This rules out\nrows of a megabyte")
    );
    home.output("edit last --rules-out ''");
    assert_eq!(
        home.json("entries", "show last --json")[0]["rules_out"],
        serde_json::Value::Null
    );
}

#[test]
fn what_a_program_printed_in_colour_is_shown_as_it_was_seen() {
    let mut home = Home::new();
    home.write(
        "out.log",
        "start\r\n\u{1b}[31mkilled\u{1b}[0m\r\n\u{1b}[0m\n",
    );
    home.output("explore 'which cache?' --as cache");
    home.output("log 'a map' -b 'it grew' --evidence out.log");
    let compared = home.output("compare");
    assert!(compared.contains("evidence  killed\n"), "{compared}");
}

#[test]
fn a_disputed_principle_is_marked() {
    let mut home = explored();
    let [entry] = home.ids("list --stage lesson").try_into().unwrap();
    home.output(&format!("review {entry} --by mo --verdict disputed"));
    let compared = home.output("compare");
    assert!(
        compared.contains("lives outside them (disputed)"),
        "{compared}"
    );
}

#[test]
fn as_plain_text_each_approach_is_named_above_what_is_said_of_it() {
    let mut home = explored();
    assert_snapshot!(home.output("compare --format plain"), @"
    cache  which caching layer for sessions?

    in-memory LRU
    progress	failed
    because	an update on one replica is not seen by the other
    principle	state shared by replicas lives outside them
    rules out	anything kept in one process
    spent	40 min
    assist	pair
    evidence	assertion failed: left 1, right 2
    entry	krh8

    a table in the database
    progress	failed
    because	ten thousand sessions fill the memory of the database
    rules out	storing sessions whole
    spent	2 h
    entry	98ie

    a cache cluster
    progress	running
    ");
}
