//! Programs that take a password as an argument without a name that says so: `mysql -pX`, `curl -u user:X`,
//! `sshpass -p X`. `--password X` is a name with a value like others.

use std::ops::Range;

use super::scan::{Scan, is_blank, is_line_end, is_quote};
use super::span::Span;
use super::values::{self, Value};

/// A program, and the flag after which its password stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Command {
    /// The name of the program, or how it begins.
    pub(super) program: &'static str,
    flag: &'static str,
    writing: Writing,
    part: Part,
}

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
}

const fn command(
    program: &'static str,
    flag: &'static str,
    writing: Writing,
    part: Part,
) -> Command {
    Command {
        program,
        flag,
        writing,
        part,
    }
}

/// Every program of the kind.
pub(super) const COMMANDS: &[Command] = &[
    command("mysql", "-p", Writing::Together, Part::Whole),
    command("mariadb", "-p", Writing::Together, Part::Whole),
    command("curl ", "-u", Writing::Either, Part::AfterColon),
    command("curl ", "--user", Writing::Apart, Part::AfterColon),
    command("curl ", "-U", Writing::Either, Part::AfterColon),
    command("curl ", "--proxy-user", Writing::Apart, Part::AfterColon),
    command("sshpass ", "-p", Writing::Either, Part::Whole),
    command("docker login", "-p", Writing::Either, Part::Whole),
    command("podman login", "-p", Writing::Either, Part::Whole),
    command("registry login", "-p", Writing::Either, Part::Whole),
    command("az login", "-p", Writing::Apart, Part::Whole),
    command("redis-cli", "-a", Writing::Apart, Part::Whole),
    command("sqlcmd ", "-P", Writing::Either, Part::Whole),
    command("ldapsearch ", "-w", Writing::Either, Part::Whole),
    command("openssl ", "-passin", Writing::Apart, Part::AfterColon),
    command("openssl ", "-passout", Writing::Apart, Part::AfterColon),
    command("openssl ", "-pass", Writing::Apart, Part::AfterColon),
];

/// The longest command line that is looked at, in bytes.
const LONGEST: usize = 2048;

/// The most arguments of a command that are looked at.
const ARGUMENTS: usize = 64;

/// The passwords among the arguments of a program whose name is at `program`.
pub(super) fn find(
    scan: Scan<'_>,
    command: &Command,
    program: Range<usize>,
    spans: &mut Vec<Span>,
) {
    let is_this_program = scan.slice(program.clone()) == command.program.as_bytes();
    if !is_this_program || !begins_command(scan, program.start) {
        return;
    }
    let end = scan.short_run_end(program.end, LONGEST, |byte| {
        !is_line_end(byte) && !matches!(byte, b'|' | b';')
    });
    // What is left of the program's own name: `mysqldump`.
    let mut place = scan.run_end(program.end, |byte| !is_blank(byte) && !is_line_end(byte));
    if command.program.ends_with(' ') {
        place = program.end;
    }
    for _ in 0..ARGUMENTS {
        place = scan.skip_blanks(place);
        if place >= end {
            return;
        }
        let word_end = argument_end(scan, place, end);
        if let Some(start) = argument(scan, command, place..word_end) {
            spans.extend(secret(scan, command, start));
        }
        place = word_end;
    }
}

/// Whether a command can begin here: a path or a prompt may stand before it.
fn begins_command(scan: Scan<'_>, place: usize) -> bool {
    scan.before(place).is_none_or(|byte| {
        byte.is_ascii_whitespace()
            || is_quote(byte)
            || matches!(byte, b'/' | b'$' | b'(' | b'|' | b';' | b'&' | b'%')
    }) || scan.begins_word(place)
}

/// Where the word of a command line ends that begins at `start`; quotation marks hold words together.
fn argument_end(scan: Scan<'_>, start: usize, end: usize) -> usize {
    let mut place = start;
    while place < end {
        place = scan.run_end(place, |byte| !is_quote(byte) && !byte.is_ascii_whitespace());
        let Some(quote) = scan.at(place).filter(|byte| is_quote(*byte)) else {
            break;
        };
        place = scan.run_end(place + 1, |byte| byte != quote && !is_line_end(byte)) + 1;
    }
    place.min(end)
}

/// Where the argument of the flag begins, if this word is the flag.
fn argument(scan: Scan<'_>, command: &Command, word: Range<usize>) -> Option<usize> {
    if !scan.has(word.start, command.flag.as_bytes()) {
        return None;
    }
    let flag_end = word.start + command.flag.len();
    let is_apart = flag_end == word.end;
    match command.writing {
        Writing::Together | Writing::Either if !is_apart => Some(flag_end),
        Writing::Either | Writing::Apart if is_apart => Some(scan.skip_blanks(flag_end)),
        Writing::Apart if scan.at(flag_end) == Some(b'=') => Some(flag_end + 1),
        _ => None,
    }
}

/// The secret in an argument.
fn secret(scan: Scan<'_>, command: &Command, start: usize) -> Option<Span> {
    if scan.at(start) == Some(b'-') {
        return None;
    }
    let value = values::read(scan, start)?;
    let secret = match command.part {
        Part::Whole => value,
        Part::AfterColon => {
            let colon = scan.run_end(value.range.start, |byte| byte != b':');
            let range = colon + 1..value.range.end;
            if range.is_empty() || scan.has(range.start, b"[redacted: ") {
                return None;
            }
            Value { range, ..value }
        }
    };
    let is_source = command.program == "openssl " && !scan.has(value_start(scan, start), b"pass:");
    let is_secret = !is_source && !values::speaks_of_a_secret(scan, &secret);
    is_secret.then(|| Span::placed(secret.range, "password"))
}

/// The first byte of a value behind its quotation mark.
fn value_start(scan: Scan<'_>, start: usize) -> usize {
    scan.run_end(start, is_quote)
}
