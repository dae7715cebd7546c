//! Roles as colours: the one table of them, and painting text that has already been laid out.

use crate::render::line::{Line, Role};

/// Whether roles become colours. Deciding it, from flags, environment and terminal, is not done
/// here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coloring {
    /// Text only.
    Off,
    /// The 16 colours and attributes that every terminal and theme has (ECMA-48, select graphic
    /// rendition).
    Ansi16,
}

const RESET: &str = "\u{1b}[0m";

/// How each role looks.
fn sequence(role: Role) -> &'static str {
    match role {
        Role::Plain => "",
        Role::Strong => "\u{1b}[1m",
        Role::Dim => "\u{1b}[2m",
        Role::Identifier => "\u{1b}[36m",
        Role::Tag => "\u{1b}[35m",
        Role::Match => "\u{1b}[1;4m",
        Role::Good => "\u{1b}[32m",
        Role::Bad => "\u{1b}[31m",
        Role::Warning => "\u{1b}[33m",
        Role::Code => "\u{1b}[94m",
    }
}

/// Paints `fragments`, the text of `line` broken into lines by a layout that kept every character
/// but white space.
///
/// Each fragment is complete in itself, and its leading and trailing white space is never painted.
pub(super) fn paint(fragments: &[String], line: &Line, coloring: Coloring) -> Vec<String> {
    if coloring == Coloring::Off {
        return fragments.to_vec();
    }
    let mut roles = line.spans.iter().flat_map(|span| {
        span.text
            .chars()
            .filter(|character| !character.is_whitespace())
            .map(|_| span.role)
    });
    fragments
        .iter()
        .map(|fragment| paint_fragment(fragment, &mut roles))
        .collect()
}

fn paint_fragment(fragment: &str, roles: &mut impl Iterator<Item = Role>) -> String {
    let mut painted = String::with_capacity(fragment.len());
    let mut current = Role::Plain;
    let mut gap = String::new();
    for character in fragment.chars() {
        if character.is_whitespace() {
            gap.push(character);
            continue;
        }
        let role = roles.next().unwrap_or_default();
        if role == current {
            painted.push_str(&gap);
        } else {
            close(&mut painted, current);
            painted.push_str(&gap);
            painted.push_str(sequence(role));
            current = role;
        }
        gap.clear();
        painted.push(character);
    }
    close(&mut painted, current);
    painted + &gap
}

fn close(painted: &mut String, role: Role) {
    if role != Role::Plain {
        painted.push_str(RESET);
    }
}
