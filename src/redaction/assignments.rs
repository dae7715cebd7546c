//! Names with a secret as their value: `password=…`, `"api_key": "…"`, `--token …`, `PGPASSWORD=…`, `?sig=…`, and the
//! lines of a netrc file. Headers and the arguments of single programs do not live here.

use std::ops::Range;

use super::scan::{Scan, is_blank, is_quote};
use super::span::{Looked, Span};
use super::values::{self, Quoting, Value};

/// The longest name, in bytes.
const LONGEST_NAME: usize = 96;

/// So far back the beginning of a netrc line is looked for, in bytes.
const NETRC_REACH: usize = 200;

/// What a name promises of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Promise {
    /// A password: a person chose it, it may look like anything.
    Password,
    /// A token or a key: a machine drew it.
    Drawn,
    /// A word that means something else in most places, but a secret in the query of an address.
    DrawnInQuery,
}

/// How a name and its value hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// `name=value`, without blanks.
    Equals,
    /// `?name=value` or `&name=value`.
    Query,
    /// `name: value`, `name = value`, `"name" => value`.
    Loose,
    /// `--name value`.
    Flag,
    /// `password value` in a netrc file.
    Netrc,
}

/// A name with what it promises.
struct Name {
    range: Range<usize>,
    promise: Promise,
    kind: &'static str,
}

/// The secret whose name has `word` in it.
pub(super) fn find(scan: Scan<'_>, word: Range<usize>) -> Looked {
    let Some(range) = name_around(scan, word.clone()) else {
        return Looked::in_vain(word.end);
    };
    let read_to = range.end;
    let found = promised(scan, range).and_then(|name| {
        let (link, start) = link(scan, &name)?;
        if name.promise == Promise::DrawnInQuery && link != Link::Query {
            return None;
        }
        let value = values::read(scan, start)?;
        if !is_secret(scan, &name, link, &value) {
            return None;
        }
        let whole = values::read_whole(scan, start)?;
        Some(Span::placed(whole.range, name.kind))
    });
    found.map_or(Looked::in_vain(read_to), Looked::found)
}

/// The whole name that a word is part of.
fn name_around(scan: Scan<'_>, word: Range<usize>) -> Option<Range<usize>> {
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let start = scan.run_start(word.start, LONGEST_NAME, belongs);
    let end = scan.short_run_end(word.end, LONGEST_NAME, belongs);
    (end - start <= LONGEST_NAME).then_some(start..end)
}

/// Endings of names, small letters without what separates words, with what they promise.
const ENDINGS: &[(&str, Promise, &str)] = &[
    ("password", Promise::Password, "password"),
    ("passwd", Promise::Password, "password"),
    ("passphrase", Promise::Password, "passphrase"),
    ("passwort", Promise::Password, "password"),
    ("pwd", Promise::Password, "password"),
    ("pass", Promise::Drawn, "password"),
    ("token", Promise::Drawn, "token"),
    ("secret", Promise::Drawn, "secret"),
    ("apikey", Promise::Drawn, "key"),
    ("accesskey", Promise::Drawn, "key"),
    ("secretkey", Promise::Drawn, "key"),
    ("privatekey", Promise::Drawn, "key"),
    ("accountkey", Promise::Drawn, "key"),
    ("encryptionkey", Promise::Drawn, "key"),
    ("signingkey", Promise::Drawn, "key"),
    ("masterkey", Promise::Drawn, "key"),
    ("authkey", Promise::Drawn, "key"),
    ("clientkeydata", Promise::Drawn, "key"),
    ("credential", Promise::Drawn, "credential"),
    ("credentials", Promise::Drawn, "credential"),
    ("amzsignature", Promise::DrawnInQuery, "signature"),
    ("googsignature", Promise::DrawnInQuery, "signature"),
];

/// Whole names that mean something else in most places.
const WHOLE: &[(&str, Promise, &str)] = &[
    ("auth", Promise::Drawn, "token"),
    ("sig", Promise::DrawnInQuery, "signature"),
    ("signature", Promise::DrawnInQuery, "signature"),
    ("key", Promise::DrawnInQuery, "key"),
];

fn promised(scan: Scan<'_>, range: Range<usize>) -> Option<Name> {
    let letters = scan.slice(range.clone()).iter();
    let squashed: Vec<u8> = letters
        .filter(|byte| byte.is_ascii_alphanumeric())
        .map(u8::to_ascii_lowercase)
        .collect();
    let digits = squashed
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_digit());
    let squashed = squashed.get(..squashed.len() - digits.count())?;
    let whole = WHOLE
        .iter()
        .find(|(name, _, _)| squashed == name.as_bytes());
    let ending = || {
        ENDINGS
            .iter()
            .find(|(ending, _, _)| squashed.ends_with(ending.as_bytes()))
    };
    let (_, promise, kind) = whole.or_else(ending)?;
    let is_working_directory = squashed == b"pwd" || squashed == b"oldpwd";
    let is_of_a_list = scan.before(range.start) == Some(b';');
    if is_working_directory && !is_of_a_list {
        return None;
    }
    Some(Name {
        range,
        promise: *promise,
        kind,
    })
}

/// What ties a name to a value, and where the value begins.
fn link(scan: Scan<'_>, name: &Name) -> Option<(Link, usize)> {
    let end = name.range.end;
    let before = scan.before(name.range.start);
    if scan.at(end) == Some(b'=') && scan.at(end + 1) != Some(b'=') {
        let link = match before {
            Some(b'?' | b'&') => Link::Query,
            _ if scan.at(end + 1).is_some_and(is_blank) => return None,
            _ => Link::Equals,
        };
        return Some((link, end + 1));
    }
    let escapes = scan.run_end(end, |byte| byte == b'\\');
    let closed = match scan.at(escapes) {
        Some(byte) if is_quote(byte) => escapes + 1,
        _ => end,
    };
    let place = scan.skip_blanks(closed);
    let after = match scan.slice(place..place + 2) {
        b"==" | b"::" => return None,
        b"=>" | b":=" => place + 2,
        [b'=' | b':', ..] => place + 1,
        _ if place > closed && scan.slice(name.range.clone()).starts_with(b"-") => {
            return Some((Link::Flag, place));
        }
        _ if place > closed && is_netrc(scan, name) => return Some((Link::Netrc, place)),
        _ => return None,
    };
    Some((Link::Loose, scan.skip_blanks(after)))
}

/// Whether a name is the one of a netrc file: `machine HOST login USER password …`, in one line or several.
fn is_netrc(scan: Scan<'_>, name: &Name) -> bool {
    let start = name.range.start;
    let before = scan.slice(start.saturating_sub(NETRC_REACH)..start);
    let mut words = before
        .rsplit(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    // A quotation mark may stand before it.
    let is_machine = |word: &[u8]| word.ends_with(b"machine");
    let is_after_user = words.nth(1) == Some(b"login");
    let is_after_host = words.next() == Some(b"default") || words.next().is_some_and(is_machine);
    scan.slice(name.range.clone()) == b"password" && is_after_user && is_after_host
}

/// Whether a value keeps what its name promises.
fn is_secret(scan: Scan<'_>, name: &Name, link: Link, value: &Value) -> bool {
    if values::speaks_of_a_secret(scan, value) {
        return false;
    }
    let bytes = scan.slice(value.range.clone());
    let may_be_prose = matches!(link, Link::Loose | Link::Flag);
    if may_be_prose && value.quoting == Quoting::Bare && values::is_word_of_sentence(bytes) {
        return false;
    }
    let is_prose = values::is_prose(bytes);
    let letters = scan.slice(name.range.clone());
    let is_variable = !letters.iter().any(u8::is_ascii_lowercase);
    match (name.promise, link) {
        (_, Link::Netrc) | (Promise::Password, Link::Equals | Link::Query | Link::Flag) => {
            !is_prose
        }
        (Promise::Password, Link::Loose) => match value.quoting {
            Quoting::Quoted => !is_prose,
            Quoting::Bare => values::is_unlike_a_word(bytes) || is_alone(scan, name, value),
        },
        (Promise::Drawn, Link::Equals) if is_variable => bytes.len() >= 4 && !is_prose,
        (Promise::Drawn | Promise::DrawnInQuery, Link::Query) => bytes.len() >= 6,
        (Promise::Drawn, _) => {
            let is_chosen = name.kind == "password" && values::is_unlike_a_word(bytes);
            let is_header = letters
                .get(..2)
                .is_some_and(|start| start.eq_ignore_ascii_case(b"x-"));
            values::is_noise(bytes)
                || is_chosen
                || (is_header && link == Link::Loose && bytes.len() >= 8 && !is_prose)
        }
        (Promise::DrawnInQuery, _) => false,
    }
}

/// Whether name and value are all that the line holds, as in a file of settings.
fn is_alone(scan: Scan<'_>, name: &Name, value: &Value) -> bool {
    let start = scan.run_start(name.range.start, LONGEST_NAME, |byte| {
        is_blank(byte) || is_quote(byte) || matches!(byte, b'-' | b'{' | b'>' | b'+')
    });
    let is_first = scan.before(start).is_none_or(|byte| byte == b'\n');
    let end = scan.run_end(value.range.end, |byte| {
        is_blank(byte) || byte == b',' || byte == b'\r'
    });
    let is_last = scan.at(end).is_none_or(|byte| byte == b'\n');
    is_first && is_last
}
