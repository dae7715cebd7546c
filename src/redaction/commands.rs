//! Programs that take a password as an argument without a name that says so: `mysql -pX`, `curl -u user:X`,
//! `sshpass -p X`. `--password X` is a name with a value like others.

use std::ops::Range;

use super::scan::{Scan, is_line_end, is_quote};
use super::span::{Looked, Span};
use super::values::{self, Value};

/// A program, and the flags after which its passwords stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Program {
    /// The name of the program, or how it begins.
    pub(super) name: &'static str,
    flags: &'static [Flag],
}

/// A flag, how it is written, and what of its argument is the secret.
type Flag = (&'static str, Writing, Part);

/// How a flag and its argument are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writing {
    /// `-pX` only.
    Together,
    /// `-p X` or `-pX`.
    Either,
    /// `-p X` or `-p=X`.
    Apart,
}

/// What of the argument is the secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// All of it.
    Whole,
    /// What comes after the first colon.
    AfterColon,
    /// What comes after `pass:`; other beginnings say where the password is.
    AfterPass,
}

use Part::{AfterColon, AfterPass, Whole};
use Writing::{Apart, Either, Together};

const fn program(name: &'static str, flags: &'static [Flag]) -> Program {
    Program { name, flags }
}

/// Every program of the kind.
pub(super) const PROGRAMS: &[Program] = &[
    program("mysql", &[("-p", Together, Whole)]),
    program("mariadb", &[("-p", Together, Whole)]),
    program(
        "curl ",
        &[
            ("-u", Either, AfterColon),
            ("--user", Apart, AfterColon),
            ("-U", Either, AfterColon),
            ("--proxy-user", Apart, AfterColon),
        ],
    ),
    program("sshpass ", &[("-p", Either, Whole)]),
    program("docker login", &[("-p", Either, Whole)]),
    program("podman login", &[("-p", Either, Whole)]),
    program("registry login", &[("-p", Either, Whole)]),
    program("az login", &[("-p", Apart, Whole)]),
    program("redis-cli", &[("-a", Apart, Whole)]),
    program("sqlcmd ", &[("-P", Either, Whole)]),
    program("ldapsearch ", &[("-w", Either, Whole)]),
    program(
        "openssl ",
        &[
            ("-passin", Apart, AfterPass),
            ("-passout", Apart, AfterPass),
            ("-pass", Apart, AfterPass),
        ],
    ),
];

/// The passwords among the arguments of a program whose name is at `name`.
pub(super) fn find(scan: Scan<'_>, program: &Program, name: Range<usize>) -> Looked {
    let mut looked = Looked::in_vain(name.end);
    let is_this_program = scan.slice(name.clone()) == program.name.as_bytes();
    if !is_this_program || !begins_command(scan, name.start) {
        return looked;
    }
    // What is left of the program's own name: `mysqldump`.
    let mut place = name.end;
    if !program.name.ends_with(' ') {
        place = word_end(scan, place);
    }
    loop {
        place = scan.skip_blanks(place);
        looked.read_to = place;
        if scan.at(place).is_none_or(ends_command) {
            return looked;
        }
        let argument = program
            .flags
            .iter()
            .find_map(|flag| Some((flag, argument(scan, *flag, place)?)));
        let password = argument.and_then(|((_, _, part), start)| secret(scan, *part, start));
        place = match &password {
            Some(found) => found.range.end,
            None => word_end(scan, place + 1),
        };
        looked.spans.extend(password);
    }
}

fn word_end(scan: Scan<'_>, start: usize) -> usize {
    scan.run_end(start, |byte| {
        !byte.is_ascii_whitespace() && !ends_command(byte)
    })
}

fn ends_command(byte: u8) -> bool {
    is_line_end(byte) || matches!(byte, b'|' | b';')
}

/// Whether a command can begin here: a path or a prompt may stand before it.
fn begins_command(scan: Scan<'_>, place: usize) -> bool {
    scan.before(place).is_none_or(|byte| {
        byte.is_ascii_whitespace()
            || is_quote(byte)
            || matches!(byte, b'/' | b'$' | b'(' | b'|' | b';' | b'&' | b'%')
    }) || scan.begins_word(place)
}

/// Where the argument of the flag begins, if the flag stands at `word`.
fn argument(scan: Scan<'_>, (flag, writing, _): Flag, word: usize) -> Option<usize> {
    if !scan.has(word, flag.as_bytes()) {
        return None;
    }
    let end = word + flag.len();
    let is_apart = scan.at(end).is_none_or(|byte| byte.is_ascii_whitespace());
    match writing {
        Together | Either if !is_apart => Some(end),
        Either | Apart if is_apart => Some(scan.skip_blanks(end)),
        Apart if scan.at(end) == Some(b'=') => Some(end + 1),
        _ => None,
    }
}

/// The secret in an argument.
fn secret(scan: Scan<'_>, part: Part, start: usize) -> Option<Span> {
    if scan.at(start) == Some(b'-') {
        return None;
    }
    let start_of = |value: &Value| match part {
        Whole => Some(value.range.start),
        AfterColon => {
            let bytes = scan.slice(value.range.clone());
            let colon = bytes.iter().position(|byte| *byte == b':')?;
            Some(value.range.start + colon + 1)
        }
        AfterPass => {
            let has_password = scan.has(value.range.start, b"pass:");
            has_password.then_some(value.range.start + b"pass:".len())
        }
    };
    let value = values::read(scan, start)?;
    let from = start_of(&value)?;
    let secret = Value {
        range: from..value.range.end,
        ..value
    };
    let is_replaced = scan.has(from, b"[redacted: ");
    if secret.range.is_empty() || is_replaced || values::speaks_of_a_secret(scan, &secret) {
        return None;
    }
    let whole = values::read_whole(scan, start)?;
    Some(Span::placed(from..whole.range.end, "password"))
}
