//! No text makes one reading look at its bytes many more times than there are bytes.

use proptest::prelude::*;

use super::fixture::{ALPHANUMERIC, BASE64, drawn, key_block, redactor};
use crate::redaction::scan::work;
use crate::redaction::span::Certainty;

/// How often a byte may be looked at, on average. Most texts stay far below.
const MOST_LOOKS: usize = 250;

/// How long the texts are: so long that looking at the rest of the text at every few bytes would be many more looks.
const TEXT_BYTES: usize = 16 * 1024;

/// Pieces that make a text in which rules look closer at every few bytes.
fn pieces() -> Vec<String> {
    let plain = [
        "a",
        "=",
        ":",
        "\"",
        "\\",
        " ",
        "\n",
        ".",
        "-",
        ",",
        "'",
        "key",
        "token",
        "token=",
        "token: ",
        "token=\"",
        "token='\\",
        "token=\\\"",
        "token=a,b[",
        "token=a1b2c3d4,",
        "--token ",
        "password: \"a b ",
        "password ",
        "login a password ",
        "key=a&",
        "?key=",
        "Cookie: a=b; ",
        "cookie=a;",
        "cookie=",
        "Set-Cookie: a=",
        "Authorization: ",
        "authorization: basic a b ",
        "authorization='",
        "authorization: digest a=\"b\", ",
        "authorization: digest a=\\\"",
        "a=authorization: hawk a=b, ",
        "bearer ",
        "bearer '",
        "a://",
        "a://b:",
        "a://b@",
        "curl ",
        "curl -u ",
        "curl -u a:\"",
        "curl -u 'curl ",
        "mysql -p",
        "mysql -p\"",
        "openssl -pass ",
        "curl \"",
        "-p ",
        "ghp_",
        "ghp_a1",
        "eyJ",
        "eyJ.",
        "eyJ-",
        "eyJaaaaaaaa.",
        "eyJaaaaaaaa.b.",
        "eyJ.eyJ.",
        "sk-",
        "sk-ant-",
        "xoxb-",
        "Q~",
        ":AA",
        "1:AA",
        "-us",
        "0-us",
        "MTA5.",
        "MTA5ODc2NTQzMjEwOTg3NjU0MzI.",
        "[redacted: ",
        "[redacted: password]",
        "é",
        "key=é",
        "\u{1b}[31m",
    ];
    let mut pieces: Vec<String> = plain.into_iter().map(str::to_owned).collect();
    let block = key_block("PRIVATE KEY");
    pieces.push(format!("-----{} ", "BEGIN"));
    pieces.push(format!("-----{} ", "END"));
    pieces.push(format!("{}\n", block[0]));
    pieces.push(format!("{}\n", block[block.len() - 1]));
    pieces.push(format!("{}\n{}\n", block[0], block[1]));
    pieces.push(format!("{}\n", block[1]));
    pieces.push(format!("ghp_{}", drawn(ALPHANUMERIC, 36)));
    pieces.push(format!("password={} ", drawn(BASE64, 20)));
    pieces
}

/// How often one reading looks at each byte, on average, of a text of these pieces over and over.
fn looks(piece: &str) -> usize {
    let text = piece.repeat(1 + TEXT_BYTES / piece.len());
    let reading = |least| work::of(|| drop(redactor().redact_once(&text, least)));
    reading(Certainty::Surroundings).max(reading(Certainty::Shape)) / text.len()
}

#[test]
fn a_text_of_one_piece_over_and_over_is_looked_at_a_bounded_number_of_times() {
    for piece in pieces() {
        let looks = looks(&piece);
        assert!(looks <= MOST_LOOKS, "{looks} at each byte of {piece:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_text_of_pieces_in_turns_is_looked_at_a_bounded_number_of_times(
        pieces in proptest::collection::vec(proptest::sample::select(pieces()), 2..6)
    ) {
        let looks = looks(&pieces.concat());
        prop_assert!(looks <= MOST_LOOKS, "{} at each byte", looks);
    }
}
