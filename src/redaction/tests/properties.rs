//! What holds of every text, and of patterns of the configuration.

use proptest::prelude::*;

use super::fixture::{ALPHANUMERIC, drawn, key_block, redact, redactor};
use crate::redaction::{Redactor, check_pattern};

/// Texts made of pieces that rules look at.
fn texts() -> impl Strategy<Value = String> {
    let pieces = vec![
        "password",
        "PGPASSWORD",
        "token",
        "api_key",
        "pwd",
        "auth",
        "sig",
        "--password",
        "Authorization",
        "Bearer ",
        "Cookie",
        "Set-Cookie",
        "postgres://",
        "ann:",
        "@",
        "mysql ",
        "curl ",
        "-p",
        "-u ",
        "=",
        ":",
        ": ",
        " = ",
        "\"",
        "'",
        "\\",
        "\\\"",
        "\n",
        "\r\n",
        " ",
        ",",
        ";",
        "&",
        "?",
        "hunter2",
        "swordfish",
        "Some(",
        "[redacted: ",
        "[redacted: password]",
        "]",
        "é",
        "\u{1b}[31m",
        "%3D",
        "machine h login ann password ",
        "::",
        "$X",
        "<x>",
    ];
    let token = format!("ghp_{}", drawn(ALPHANUMERIC, 36));
    let block = key_block("PRIVATE KEY");
    let piece = prop_oneof![
        8 => proptest::sample::select(pieces).prop_map(str::to_owned),
        1 => Just(token),
        1 => proptest::sample::select(block),
        1 => "\\PC{0,6}",
        1 => "[A-Za-z0-9_.-]{1,30}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn doing_it_again_changes_nothing(text in texts()) {
        let once = redact(&text).text;
        prop_assert_eq!(&redact(&once).text, &once);
        let certain = redactor().redact_certain(&text).text;
        prop_assert_eq!(&redactor().redact_certain(&certain).text, &certain);
    }

    #[test]
    fn what_is_no_secret_stays_byte_for_byte(text in texts()) {
        let redacted = redact(&text);
        let mut rest = text.as_str();
        let mut kept = redacted.text.as_str();
        // What is kept stands in the text in the same order, with a secret wherever words were put in.
        for (kind, _) in redacted.found.kinds() {
            let words = format!("[redacted: {kind}]");
            prop_assert!(kept.contains(&words));
        }
        if redacted.found.is_empty() {
            prop_assert_eq!(kept, rest);
        }
        while let Some(start) = kept.find("[redacted: ") {
            let place = rest.find(&kept[..start]);
            prop_assert!(place.is_some());
            rest = &rest[place.unwrap() + start..];
            kept = &kept[start + "[redacted: ".len()..];
            kept = kept.split_once(']').map_or(kept, |(_, after)| after);
        }
        prop_assert!(rest.ends_with(kept));
    }

    #[test]
    fn any_text_at_all_is_taken(text in any::<String>()) {
        let once = redact(&text).text;
        prop_assert_eq!(redact(&once).text, once);
    }
}

#[test]
fn a_password_with_a_token_and_an_address_in_it_goes_whole_at_once() {
    let token = format!("ghp_{}", drawn(ALPHANUMERIC, 36));
    let once = redact(&format!("--password=:{token}://")).text;
    assert_eq!(once, "--password=[redacted: password]");
}

#[test]
fn what_stands_in_the_place_of_a_secret_is_not_touched_by_a_pattern() {
    let redactor = Redactor::new(&["[a-z]+".to_owned()]).unwrap();
    let once = redactor.redact("one 2 [redacted: password] three").text;
    assert_eq!(
        once,
        "[redacted: pattern] 2 [redacted: password] [redacted: pattern]"
    );
    assert_eq!(redactor.redact(&once).text, once);
}

#[test]
fn a_pattern_replaces_its_group_or_all_of_it() {
    let patterns = ["customer (\\d+)".to_owned(), "shop-[0-9]{4}".to_owned()];
    let redactor = Redactor::new(&patterns).unwrap();
    let wanted = "customer [redacted: pattern] of [redacted: pattern]";
    assert_eq!(redactor.redact("customer 17 of shop-0001").text, wanted);
    assert_eq!(
        redactor.redact_certain("customer 17 of shop-0001").text,
        wanted
    );
}

#[test]
fn a_pattern_that_cannot_be_used_is_refused_with_its_place() {
    let unclosed = check_pattern("ab(c").unwrap_err();
    assert_eq!(
        unclosed.to_string(),
        "`ab(c` is not a regular expression that can be used: unclosed group, at character 3"
    );
    let empty = check_pattern("x*").unwrap_err();
    assert_eq!(empty.reason, "it matches the empty text");
    let large = check_pattern("(\\w{1000}){1000}").unwrap_err();
    assert_eq!(large.reason, "it would take too much memory");
    assert!(check_pattern("shop-[0-9]+").is_ok());
}

#[test]
fn a_secret_that_another_one_hid_goes_at_once() {
    let token = format!("ghp_{}", drawn(ALPHANUMERIC, 36));
    let once = redact(&format!("machine h login ann password #{token}::")).text;
    assert_eq!(redact(&once).text, once);
}
