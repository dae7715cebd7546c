//! Guards the plan of the house: which room may use which, which crate is known in which room, and how long a file
//! may be. The tables here are those of `docs/architecture.md`.
#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A room, and what of ours it may import: whole rooms, or single names of a room.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &[]),
    ("history", &["model"]),
    ("practice", &["model"]),
    (
        "store",
        &["text", "model", "history", "practice", "host::files"],
    ),
    ("config", &["text", "model", "redaction"]),
    ("host", &[]),
    ("recall", &["text", "model"]),
    ("redaction", &[]),
    (
        "ops",
        &[
            "text",
            "model",
            "history",
            "store",
            "recall",
            "redaction",
            "practice",
            "host",
        ],
    ),
    (
        "render",
        &[
            "text",
            "model",
            "config",
            "ops",
            "redaction::Found",
            "store::Count",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "model",
            "history",
            "store",
            "recall",
            "config",
            "host",
            "redaction",
            "ops",
            "render",
        ],
    ),
    (
        "app",
        &[
            "text",
            "model",
            "history",
            "store",
            "recall",
            "config",
            "host",
            "redaction",
            "ops",
            "render",
            "cli",
        ],
    ),
];

/// A crate, and the only places that may name it.
const GUESTS: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("comfy_table", &["render"]),
    ("maud", &["render"]),
    ("minijinja", &["render"]),
    ("dialoguer", &["host"]),
    ("tz", &["model"]),
    ("clap", &["cli", "app"]),
];

/// The most lines that a file may have, its tests not counted.
const LONGEST: usize = 400;

/// One file of `src`.
struct SourceFile {
    /// Below `src`, with forward slashes.
    path: String,
    text: String,
}

impl SourceFile {
    /// The room: the first folder, or the name of a file that stands beside them.
    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Whether the whole file is tests.
    fn is_tests(&self) -> bool {
        self.path
            .split('/')
            .any(|part| part == "tests" || part == "tests.rs")
    }

    /// How many modules lie between the file's module and the crate, itself included.
    fn depth(&self) -> usize {
        let folders = self.path.matches('/').count();
        if self.path.ends_with("/mod.rs") {
            folders
        } else {
            folders + 1
        }
    }

    /// The text without comments. Strings are taken as they are: none of them names a path of ours.
    fn code(&self) -> String {
        let lines = self
            .text
            .lines()
            .map(|line| line.split_once("//").map_or(line, |(code, _)| code));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The lines before the tests at the end of the file.
    fn length_without_tests(&self) -> usize {
        self.text
            .lines()
            .take_while(|line| *line != "#[cfg(test)]")
            .count()
    }

    /// What the file uses of the crate, as paths of two names: `store::Journal`, or `store::` for a room itself.
    fn uses(&self) -> BTreeSet<String> {
        let code = self.code();
        let mut uses = BTreeSet::new();
        for (place, _) in code.match_indices("crate::") {
            let before = code[..place].chars().next_back();
            if !before.is_some_and(|character| character.is_alphanumeric() || character == '_') {
                uses.extend(first_two_names(&code[place + "crate::".len()..]));
            }
        }
        uses
    }

    /// How often `super::` climbs out of the room.
    fn escapes(&self) -> usize {
        let code = self.code();
        let inline_tests = code.find("mod tests {").unwrap_or(code.len());
        let mut longest = "super::".repeat(self.depth());
        let from_file = code[..inline_tests].matches(&longest).count();
        longest.push_str("super::");
        from_file + code[inline_tests..].matches(&longest).count()
    }
}

/// The first two names of the paths that follow `crate::`, groups in braces taken apart.
fn first_two_names(rest: &str) -> Vec<String> {
    if let Some(group) = rest.strip_prefix('{') {
        return members(group)
            .iter()
            .flat_map(|member| first_two_names(member))
            .collect();
    }
    let room = name(rest);
    let Some(inner) = rest[room.len()..].strip_prefix("::") else {
        return vec![format!("{room}::")];
    };
    if let Some(group) = inner.strip_prefix('{') {
        return members(group)
            .iter()
            .map(|member| format!("{room}::{}", name(member)))
            .collect();
    }
    vec![format!("{room}::{}", name(inner))]
}

/// The members of a group in braces, given from its first member on.
fn members(group: &str) -> Vec<String> {
    let mut members = vec![String::new()];
    let mut depth = 0;
    for character in group.chars() {
        match character {
            '}' if depth == 0 => break,
            ',' if depth == 0 => {
                members.push(String::new());
                continue;
            }
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        members.last_mut().unwrap().push(character);
    }
    let trimmed = members.iter().map(|member| member.trim().to_owned());
    trimmed.filter(|member| !member.is_empty()).collect()
}

fn name(text: &str) -> &str {
    let end = text.find(|character: char| !character.is_alphanumeric() && character != '_');
    &text[..end.unwrap_or(text.len())]
}

fn sources() -> Vec<SourceFile> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for item in fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    let read = |path: PathBuf| SourceFile {
        path: path
            .strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/"),
        text: fs::read_to_string(&path).unwrap(),
    };
    let sources: Vec<SourceFile> = paths.into_iter().map(read).collect();
    assert!(sources.len() > 100, "the sources are where they should be");
    sources
}

fn none(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_room_uses_only_the_rooms_that_it_may() {
    let mut broken = Vec::new();
    for file in sources() {
        let room = file.room();
        let uses = file.uses();
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            let outside = ["build", "lib", "main"].contains(&room);
            assert!(outside, "{} is in no room of the plan", file.path);
            continue;
        };
        for used in uses {
            let (other, _) = used.split_once("::").unwrap();
            let is_room = ROOMS.iter().any(|(name, _)| *name == other);
            let is_allowed =
                other == room || allowed.contains(&other) || allowed.contains(&used.as_str());
            if is_room && !is_allowed {
                broken.push(format!("{} uses {used}", file.path));
            }
        }
        if file.escapes() > 0 {
            broken.push(format!("{} leaves its room by `super::`", file.path));
        }
    }
    none(&broken);
}

#[test]
fn every_crate_is_known_only_where_it_lives() {
    let mut broken = Vec::new();
    for file in sources() {
        let code = file.code();
        for (guest, homes) in GUESTS {
            let path = format!("{guest}::");
            let named = code.match_indices(&path).any(|(place, _)| {
                !code[..place]
                    .chars()
                    .next_back()
                    .is_some_and(|character| character.is_alphanumeric() || character == '_')
            });
            if named && !homes.contains(&file.room()) {
                broken.push(format!("{} names {guest}", file.path));
            }
        }
    }
    none(&broken);
}

#[test]
fn every_file_says_first_what_lives_there() {
    let silent = |file: &SourceFile| !file.text.starts_with("//! ");
    let found: Vec<String> = sources()
        .iter()
        .filter(|file| silent(file))
        .map(|file| file.path.clone())
        .collect();
    none(&found);
}

#[test]
fn no_file_is_too_long_to_read() {
    let found: Vec<String> = sources()
        .iter()
        .filter(|file| !file.is_tests() && file.length_without_tests() > LONGEST)
        .map(|file| format!("{}: {} lines", file.path, file.length_without_tests()))
        .collect();
    none(&found);
}

#[test]
fn the_reader_of_paths_sees_through_groups_and_leaves_comments_alone() {
    let file = SourceFile {
        path: "render/views/list.rs".to_owned(),
        text: "//! See [`crate::cli`].\nuse crate::{\n    model::{Entry, time::Stamp},\n    store::Count,\n};\nfn f() -> crate::app::X { }"
            .to_owned(),
    };
    let uses: Vec<String> = file.uses().into_iter().collect();
    assert_eq!(
        uses,
        ["app::X", "model::Entry", "model::time", "store::Count"]
    );
    assert_eq!(file.escapes(), 0);
    let climber = SourceFile {
        text: "use super::super::super::cli;".to_owned(),
        ..file
    };
    assert_eq!(climber.escapes(), 1);
}
