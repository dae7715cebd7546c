//! What a query promises: nothing typed is refused or run as an operator, and what is found can be highlighted.

#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails loudly"
)]

use proptest::prelude::*;

use super::*;

fn query(text: &str) -> Query {
    Query::parse(text, &mut Analyzer::new()).unwrap()
}

fn fts5(text: &str) -> String {
    query(text).to_fts5()
}

fn highlighted<'a>(typed: &str, text: &'a str) -> Vec<&'a str> {
    let spans = query(typed).spans(text, &mut Analyzer::new());
    spans.into_iter().map(|span| &text[span]).collect()
}

#[test]
fn words_are_anded_and_stemmed() {
    assert_eq!(fts5("Caching timeouts"), r#""cach" AND "timeout""#);
}

#[test]
fn a_quoted_phrase_is_one_clause_with_straight_or_typographic_quotes() {
    for typed in [
        r#""connection reset""#,
        "“connection reset”",
        "„connection reset“",
        r#""connection reset”"#,
    ] {
        assert_eq!(fts5(typed), r#""connect" + "reset""#, "{typed}");
    }
    assert_eq!(
        fts5(r#"by"peer reset"now"#),
        r#""by" AND "peer" + "reset" AND "now""#
    );
}

#[test]
fn a_word_with_punctuation_is_a_phrase_of_its_terms() {
    assert_eq!(fts5("std::sync::Mutex"), r#""std" + "sync" + "mutex""#);
    assert_eq!(
        fts5("auth-refactor foo.bar()"),
        r#""auth" + "refactor" AND "foo" + "bar""#
    );
}

#[test]
fn a_word_of_a_script_without_spaces_is_a_phrase_of_its_characters() {
    assert_eq!(fts5("缓存 失效"), r#""缓" + "存" AND "失" + "效""#);
    assert_eq!(fts5("한국"), r#""한" + "국""#);
    assert_eq!(fts5("ｶﾞ\u{3000}กิ"), "\"ガ\" AND \"ก\" + \"\u{E34}\"");
}

#[test]
fn a_star_makes_the_last_term_a_prefix() {
    assert_eq!(fts5("auth-ref*"), r#""auth" + "ref" *"#);
    assert_eq!(
        fts5(r#""connection re"* x"#),
        r#""connect" + "re" * AND "x""#
    );
    assert_eq!(fts5("e03**"), r#""e03" *"#);
    assert_eq!(fts5("*a b*c"), r#""a" AND "b" + "c""#);
}

#[test]
fn a_prefix_that_stemming_changes_is_also_met_by_its_stem() {
    assert_eq!(fts5("caching*"), r#"("cach" OR "caching" *)"#);
    assert_eq!(
        fts5("no-caching*"),
        r#"("no" + "cach" OR "no" + "caching" *)"#
    );
    assert_eq!(query("caching*").clauses.len(), 1);
    for indexed in ["caching", "Caching", "cachingproxy"] {
        assert_eq!(highlighted("caching*", indexed), [indexed]);
    }
    assert_eq!(highlighted("happy*", "happy happens"), ["happy"]);
}

#[test]
fn a_word_cut_inside_a_suffix_still_finds_the_words_that_begin_so() {
    for (typed, indexed) in [
        ("authenticat*", "authentication"),
        ("authenticati*", "authentication"),
        ("cachin*", "caching"),
        ("universit*", "university"),
        ("generalizat*", "generalization"),
        ("happ*", "happiness"),
    ] {
        assert_eq!(highlighted(typed, indexed), [indexed], "{typed}");
    }
    assert_eq!(highlighted("authenticat*", "auth"), [""; 0]);
}

#[test]
fn an_unbalanced_quote_ends_with_the_text() {
    assert_eq!(
        fts5(r#"say "connection reset"#),
        r#""say" AND "connect" + "reset""#
    );
    assert_eq!(fts5(r#"12" screen"#), r#""12" AND "screen""#);
}

#[test]
fn operators_of_fts5_are_words_or_punctuation() {
    assert_eq!(fts5("a AND NOT b"), r#""a" AND "and" AND "not" AND "b""#);
    assert_eq!(fts5("NEAR(a b, 2) col:x ^y -z {p q}:r"), {
        r#""near" + "a" AND "b" AND "2" AND "col" + "x" AND "y" AND "z" AND "p" AND "q" + "r""#
    });
}

#[test]
fn a_clause_typed_twice_counts_once_and_words_without_letters_do_not_count() {
    assert_eq!(fts5("cache - cached 🎉 \"\" caches"), r#""cach""#);
}

#[test]
fn a_query_without_a_term_is_an_error_with_a_hint() {
    for typed in ["", "  ", "-- ?!", "\"\"", "\"", "*", "🎉", "“”*"] {
        let error = Query::parse(typed, &mut Analyzer::new()).unwrap_err();
        assert_eq!(error, QueryError::NoTerms, "{typed}");
        assert_eq!(
            error.to_string(),
            "the search text has no letter or digit in it"
        );
        assert!(error.hint().starts_with("give at least one word"));
    }
}

#[test]
fn a_quote_inside_a_term_could_not_leave_its_string() {
    assert_eq!(quoted("a\" OR \"b"), r#""a"" OR ""b""#);
}

#[test]
fn a_phrase_is_highlighted_from_its_first_term_to_its_last() {
    let text = "use std::sync::Mutex; std sync. Mutexes, sync std";
    assert_eq!(
        highlighted("std::sync::Mutex", text),
        ["std::sync::Mutex", "std sync. Mutexes"]
    );
    assert_eq!(highlighted("\"sync std\"", text), ["sync std"]);
    assert_eq!(highlighted("absent", text), Vec::<&str>::new());
}

#[test]
fn a_phrase_that_begins_again_inside_itself_is_found() {
    assert_eq!(highlighted("\"a a b\"", "a a a b"), ["a a b"]);
    assert_eq!(highlighted("\"a a\"", "a a a c a"), ["a a a"]);
}

#[test]
fn highlights_follow_stems_accents_and_scripts() {
    assert_eq!(
        highlighted("cache cafe", "Caching at the Cafe\u{301}s"),
        ["Caching", "Cafe\u{301}s"]
    );
    assert_eq!(
        highlighted("失效 缓存", "当缓存失效时，缓存"),
        ["缓存失效", "缓存"]
    );
    assert_eq!(highlighted("국어", "한국어로"), ["국어"]);
    assert_eq!(highlighted("キャッシュ", "ｷｬｯｼｭ切れ"), ["ｷｬｯｼｭ"]);
    assert_eq!(highlighted("ล่ม", "เซิร์ฟเวอร์ล่มแล้ว"), ["ล่ม"]);
    assert_eq!(
        highlighted("auth*", "author, oauth; auth_v2"),
        ["author", "auth"]
    );
}

#[test]
fn highlights_of_several_clauses_are_in_order_and_merged() {
    assert_eq!(
        highlighted("c \"a b\" \"b c\"", "c - a b c - b"),
        ["c", "a b c"]
    );
}

#[test]
fn a_highlight_inside_another_does_not_shorten_it() {
    assert_eq!(highlighted("b \"a b c\"", "a b c d"), ["a b c"]);
}

#[test]
fn only_the_last_term_of_a_phrase_is_a_prefix() {
    assert_eq!(
        highlighted("\"std syn\"*", "sync sync, stdlib sync, std sync"),
        ["std sync"]
    );
}

#[test]
fn an_empty_text_has_no_highlights() {
    assert_eq!(highlighted("a", ""), Vec::<&str>::new());
}

#[test]
fn a_megabyte_without_a_space_is_a_query_and_found() {
    let long = "x".repeat(1 << 20);
    assert_eq!(fts5(&long), format!("\"{}\"", "x".repeat(64)));
    assert_eq!(highlighted(&long, &long), [long.as_str()]);
    assert_eq!(
        query(&"\"".repeat(1 << 20).replace("\"\"\"\"", "\"a\" "))
            .clauses
            .len(),
        1
    );
}

fn typed_text() -> impl Strategy<Value = String> {
    let telling = prop::sample::select(
        "ab Z9-_:.*\"“”\u{3000}'()^{}+é\u{301}缓存กิ한が½🎉"
            .chars()
            .collect::<Vec<_>>(),
    );
    prop::collection::vec(prop_oneof![4 => telling, 1 => any::<char>()], 0..30)
        .prop_map(String::from_iter)
}

/// Whether an expression is made of strings, `+`, `*`, `AND`, `OR` and parentheses only, each string one token.
fn is_safe(expression: &str) -> bool {
    expression.split(' ').all(
        |part| match part.trim_start_matches('(').trim_end_matches(')') {
            "+" | "*" | "AND" | "OR" => true,
            string => string
                .strip_prefix('"')
                .and_then(|string| string.strip_suffix('"'))
                .is_some_and(|token| {
                    !token.is_empty()
                        && token
                            .chars()
                            .all(|c| c.is_ascii_alphanumeric() || !c.is_ascii())
                }),
        },
    )
}

proptest! {
    #[test]
    fn whatever_is_typed_becomes_an_expression_of_quoted_tokens(typed in typed_text()) {
        if let Ok(query) = Query::parse(&typed, &mut Analyzer::new()) {
            let expression = query.to_fts5();
            prop_assert!(is_safe(&expression), "{}", expression);
        }
    }

    #[test]
    fn a_text_with_a_term_is_found_in_itself(text in typed_text(), before in typed_text()) {
        let mut analyzer = Analyzer::new();
        let searched = format!("{before} {text} {before}");
        if let Ok(query) = Query::parse(&text, &mut analyzer) {
            for clause in &query.clauses {
                let alone = Query { clauses: vec![clause.clone()] };
                prop_assert!(!alone.spans(&searched, &mut analyzer).is_empty(), "{:?}", clause);
            }
        }
    }

    #[test]
    fn highlights_are_apart_in_order_and_at_character_boundaries(typed in typed_text(), text in typed_text()) {
        let mut analyzer = Analyzer::new();
        if let Ok(query) = Query::parse(&typed, &mut analyzer) {
            let spans = query.spans(&text, &mut analyzer);
            prop_assert!(spans.iter().all(|span| text.get(span.clone()).is_some_and(|hit| !hit.is_empty())));
            prop_assert!(spans.windows(2).all(|pair| pair[0].end < pair[1].start));
        }
    }
}
