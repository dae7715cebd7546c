//! `folio search`: what words find, in which order, and how matches are shown.

use insta::assert_snapshot;

use crate::driver::Home;

/// A journal of entries that were tried so, the first the latest.
fn journal_of(tried: &[&str]) -> Home {
    let mut home = Home::new();
    for text in tried.iter().rev() {
        let entry = serde_json::json!({"tried": text, "because": "no luck"});
        home.command("log --from-json -")
            .input(entry.to_string())
            .run()
            .succeeded();
    }
    home
}

/// What was tried in the entries that a search finds.
fn found(home: &mut Home, query: &str) -> Vec<String> {
    let entries = home.json("entries", &format!("search --json {query}"));
    let entries = entries.as_array().unwrap().iter();
    entries
        .map(|entry| entry["tried"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn matches_are_shown_with_the_fields_that_hold_them() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("search replica"), @"
    k7fq  2026-09-03  failed  caching
    tried      cache prices in the web process
    principle  state shared by replicas lives outside them
    signal     works on one replica, flaky on two
    next       count the replicas first

    m2ab  2026-10-01  failed  caching, sessions
    tried      keep sessions in process memory
    because    two replicas disagreed after the deploy
    principle  State shared by replicas lives outside them.
    signal     works on one replica, flaky on two
    next       count the replicas first
    ");
}

#[test]
fn matches_are_highlighted_on_a_terminal() {
    let mut home = Home::with_portfolio();
    let run = home
        .command("search LIKE")
        .terminal(80, 24)
        .run()
        .succeeded();
    assert_snapshot!(run.output.replace('\u{1b}', "ESC"), @"
    ESC[36mm2q5ESC[0m  ESC[2m2026-10-03ESC[0m  ESC[31mfailedESC[0m  search
    ESC[2mtriedESC[0m  match names with ESC[1;4mLIKEESC[0m
    ");
}

#[test]
fn every_field_is_searched() {
    let mut home = Home::with_portfolio();
    for (query, expected) in [
        ("LIKE", "m2q5"),
        ("scanned", "m2q5"),
        ("promise", "x9kd"),
        ("'large files'", "x9kd"),
        ("count", "m2ab k7fq"),
        ("index", "p3we"),
        ("blog", "m2q5 p3we"),
        ("assertion", "m2ab"),
        ("4f2a91c07d3be5586a1f0c9d2e7b84a3615fd0ce", "m2ab"),
        ("'feature flags'", "m2ab"),
        ("grace", "m2ab x9kd"),
    ] {
        let mut ids = home.ids(&format!("search {query}"));
        ids.sort();
        let mut expected: Vec<&str> = expected.split(' ').collect();
        expected.sort_unstable();
        assert_eq!(ids, expected, "{query}");
    }
}

#[test]
fn all_words_must_be_met_in_any_order_and_case() {
    let mut home = Home::with_portfolio();
    assert_eq!(home.ids("search DEPLOY replicas"), ["m2ab"]);
    assert_eq!(home.ids("search 'deploy replicas'"), ["m2ab"]);
    assert_eq!(home.ids("search deploy index"), [""; 0]);
}

#[test]
fn words_are_found_in_their_other_forms() {
    let mut home = journal_of(&["retries were failing"]);
    for query in ["retry", "retried", "fail", "failed"] {
        assert_eq!(found(&mut home, query).len(), 1, "{query}");
    }
}

#[test]
fn a_phrase_in_quotes_is_met_word_for_word() {
    let mut home = Home::with_portfolio();
    assert_eq!(home.ids(r#"search '"two replicas disagreed"'"#), ["m2ab"]);
    assert_eq!(home.ids(r#"search '"replicas two disagreed"'"#), [""; 0]);
}

#[test]
fn a_star_finds_what_begins_so() {
    let mut home = Home::with_portfolio();
    assert_eq!(home.ids("search 'migr*'"), ["v4gh"]);
    assert_eq!(home.ids("search 'migr'"), [""; 0]);
}

#[test]
fn punctuation_is_data_and_never_an_operator() {
    let texts = [
        "merge the auth-refactor branch",
        "guard with std::sync::Mutex<State>",
        "silence E0382",
        "call foo.bar() twice",
        "set a = b && c || !d",
        "NOT null AND NEAR(x)",
        "50% off at /etc/hosts.d",
        "don't",
    ];
    let mut home = journal_of(&texts);
    for (query, expected) in [
        ("auth-refactor", texts[0]),
        ("std::sync::Mutex", texts[1]),
        ("Mutex", texts[1]),
        ("E0382", texts[2]),
        ("e0382", texts[2]),
        ("'foo.bar()'", texts[3]),
        ("'a = b && c'", texts[4]),
        ("'NOT null'", texts[5]),
        ("'NEAR(x)'", texts[5]),
        ("'tried:null OR 1'", ""),
        ("'50%'", texts[6]),
        ("/etc/hosts.d", texts[6]),
        (r#""don't""#, texts[7]),
        (r#"'"never closed'"#, ""),
        ("-- --null", texts[5]),
        ("'(((null'", texts[5]),
        ("'*null'", texts[5]),
    ] {
        let found = found(&mut home, query);
        assert_eq!(found.join("; "), expected, "{query}");
    }
}

#[test]
fn scripts_without_spaces_are_found_by_parts_of_their_texts() {
    let texts = [
        "数据库连接超时",
        "セッションが切れた",
        "ระบบล่มเมื่อเช้า",
        "연결이 끊어졌습니다",
    ];
    let mut home = journal_of(&texts);
    for (query, expected) in [
        ("连接", texts[0]),
        ("数据库", texts[0]),
        ("超时", texts[0]),
        ("セッション", texts[1]),
        ("切れた", texts[1]),
        ("ล่ม", texts[2]),
        ("ระบบ", texts[2]),
        ("연결", texts[3]),
        ("接连", ""),
    ] {
        assert_eq!(found(&mut home, query).join("; "), expected, "{query}");
    }
}

#[test]
fn accents_and_unicode_forms_do_not_matter() {
    let mut home = journal_of(&["the cafe\u{301} résumé was lost", "naïve Straße"]);
    for query in ["café", "cafe", "resume", "RÉSUMÉ"] {
        assert_eq!(
            found(&mut home, query),
            ["the cafe\u{301} résumé was lost"],
            "{query}"
        );
    }
    assert_eq!(found(&mut home, "naive").len(), 1);
}

#[test]
fn the_end_of_a_long_text_is_found() {
    let mut home = Home::new();
    let because = format!("{} needle", "hay ".repeat(100_000));
    let entry = serde_json::json!({"tried": "a haystack", "because": because});
    home.command("log --from-json -")
        .input(entry.to_string())
        .run()
        .succeeded();
    assert_eq!(home.ids("search needle").len(), 1);
    let shown = home
        .command("search needle --color never")
        .terminal(80, 24)
        .run()
        .succeeded();
    assert!(
        shown.output.contains("needle") && shown.output.len() < 2_000,
        "{}",
        shown.output.len()
    );
}

#[test]
fn the_best_match_comes_first_and_sort_orders_by_time() {
    let mut home = journal_of(&[
        "the queue",
        "a worker",
        "queue after queue filled the queue",
    ]);
    assert_eq!(found(&mut home, "queue").len(), 2);
    assert_eq!(found(&mut home, "queue --sort date")[0], "the queue");
    assert_eq!(
        found(&mut home, "queue --sort date --reverse")[0],
        "queue after queue filled the queue"
    );
    home.output("log worker -b 'a queue is not a bus'");
    assert_eq!(found(&mut home, "worker queue"), ["worker"]);
    assert_snapshot!(home.refused(2, "search queue --reverse"), @"
    error: the worst match first is of no use
    hint: add `--sort date` to turn the order of time around
    ");
}

#[test]
fn what_was_tried_weighs_more_than_what_was_seen() {
    let mut home = Home::new();
    home.command("log 'bump the linker' -b 'it broke' --evidence -")
        .input("ld: cache\n")
        .run()
        .succeeded();
    home.output("log 'warm the cache' -b 'it was cold again'");
    home.command("log 'bump the loader' -b 'it broke' --evidence -")
        .input("ld: cache\n")
        .run()
        .succeeded();
    assert_eq!(found(&mut home, "cache")[0], "warm the cache");
}

#[test]
fn filters_narrow_a_search() {
    let mut home = Home::with_portfolio();
    assert_eq!(home.ids("search replica --tag sessions"), ["m2ab"]);
    assert_eq!(home.ids("search replica --month 2026-09"), ["k7fq"]);
    assert_eq!(home.ids("search replica --text stale"), ["k7fq"]);
    assert_eq!(home.ids("search replica --limit 1").len(), 1);
}

#[test]
fn every_format_of_a_list_is_a_format_of_a_search() {
    let mut home = Home::with_portfolio();
    for format in ["plain", "json", "jsonl", "csv", "markdown"] {
        let output = home.output(&format!("search LIKE --format {format}"));
        assert!(
            output.contains("match names with LIKE")
                || output.contains("match names with **LIKE**"),
            "{output}"
        );
    }
}

#[test]
fn a_search_that_finds_nothing_says_so_and_succeeds() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("search nowhere"), @"
    -- standard error --
    no entries
    ");
    assert_eq!(
        Home::new().output("search nowhere --json"),
        "{\"folio\":1,\"entries\":[]}\n"
    );
}

#[test]
fn a_search_needs_a_letter_or_a_digit() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.refused(2, "search '::'"), @r#"
    error: the search text has no letter or digit in it
    hint: give at least one word, such as `timeout`, or a phrase, such as `"connection reset"`
    "#);
    home.refused(2, "search ''");
    home.refused(2, "search");
}
