//! Memory: it does not grow with the number of entries that pass through.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::process::{Command, Stdio};

use super::extent::Extent;
use super::home::Home;
use super::shim;

/// Writes that many entries, of a few hundred bytes each, as lines and as one list.
fn write_entries(home: &Home, entries: u64) {
    let file = |name| BufWriter::new(File::create(home.path(name)).unwrap());
    let (mut lines, mut list) = (file("work/entries.jsonl"), file("work/entries.json"));
    for number in 0..entries {
        let (tag, principle, day) = (number % 97, number % 311, number % 28 + 1);
        let (month, year) = (number / 28 % 12 + 1, 2020 + number % 6);
        let word = number.wrapping_mul(2_654_435_761) % 20_011;
        let entry = format!(
            "{{\"tried\":\"attempt {number} with part {word}\",\"because\":\"two replicas of part {word} disagreed after \
             the deploy, and nobody had counted them before\",\"principle\":\"state of kind {principle} lives outside \
             of replicas\",\"signals\":[\"flaky on part {word}\"],\"tags\":[\"area-{tag}\"],\
             \"happened_at\":\"{year}-{month:02}-{day:02}T09:30:00+02:00\"}}"
        );
        let before = if number == 0 { '[' } else { ',' };
        writeln!(lines, "{entry}").unwrap();
        writeln!(list, "{before}{entry}").unwrap();
    }
    writeln!(list, "]").unwrap();
    lines.flush().unwrap();
    list.flush().unwrap();
}

/// The greatest memory of a command whose output is read and thrown away, in KiB.
fn greatest_memory(home: &Home, command: &mut Command) -> u64 {
    let tally = shim::count(command, &home.path("nowhere"));
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut output = child.stdout.take().unwrap();
    std::io::copy(&mut output, &mut std::io::sink()).unwrap();
    assert!(child.wait().unwrap().success());
    tally.memory()
}

/// What is done with a journal.
const COMMANDS: [&[&str]; 12] = [
    &["import", "--dry-run", "entries.json"],
    &["import", "entries.jsonl"],
    &["list", "--limit", "0"],
    &["list", "--limit", "0", "--json"],
    &["list", "--limit", "0", "--format", "jsonl"],
    &["list", "--limit", "0", "--format", "csv"],
    &["list", "--limit", "0", "--format", "plain"],
    &["list", "--limit", "0", "--format", "markdown"],
    &["export", "entries"],
    &["export", "entries", "--format", "json"],
    &["export", "entries", "--format", "csv"],
    &["export", "entries", "--format", "markdown"],
];

/// What takes longest, and is left out of the short form.
const LONGEST: [&[&str]; 1] = [&["doctor"]];

/// A home with a file of that many entries.
fn home_with(entries: u64) -> Home {
    let home = Home::new();
    write_entries(&home, entries);
    home
}

#[test]
fn memory_does_not_grow_with_the_number_of_entries() {
    if !shim::is_there("memory") {
        return;
    }
    let extent = Extent::asked();
    let (few, many) = extent.either((500, 5_000), (100_000, 1_000_000));
    let homes = [home_with(few), home_with(many)];
    let longest = extent.either(&LONGEST[..0], &LONGEST);
    for arguments in COMMANDS.iter().chain(longest) {
        let [less, more] = homes
            .each_ref()
            .map(|home| greatest_memory(home, &mut home.folio(arguments)));
        let told = format!(
            "memory of `{}`: {less} KiB for {few} entries, {more} KiB for {many}",
            arguments.join(" ")
        );
        extent.tell(&told);
        assert!(more * 4 <= less * 5, "{told}");
    }
}
