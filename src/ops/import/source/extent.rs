//! How far a JSON value reaches, and of how many parts it is, told from its brackets and quotes alone.

/// The JSON parser takes lists in lists no deeper than this.
const DEEPEST: usize = 128;

/// What the parts of a value may weigh together. Held in memory, what weighs one takes up to 150 bytes.
const HEAVIEST: usize = 1_000_000;

/// Whether a JSON text has more parts than can be held.
pub fn has_too_many_parts(text: &[u8]) -> bool {
    let mut extent = Extent::default();
    extent.reach(text);
    extent.has_too_many_parts()
}

/// How far a value reaches. That it is one is for the parser to say: here brackets and quotes are counted, up to where
/// a mistake is certain.
#[derive(Debug, Default)]
pub(super) struct Extent {
    state: State,
    /// How many brackets are open.
    depth: usize,
    /// What it weighs with what was read before it: an object eight, a list four, each further value in them one, each
    /// name of a value one.
    weight: usize,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Before,
    /// Within a number, or a word such as `true`.
    Word,
    /// Within brackets.
    Brackets,
    /// Within quotes.
    Quotes,
    /// Behind a backslash in quotes.
    Escape,
    Over,
}

impl Extent {
    /// Of a value that is held together with others of this weight.
    pub(super) fn behind_parts(weight: usize) -> Self {
        Self {
            weight: weight + 1,
            ..Self::default()
        }
    }

    /// What it weighs with what was read before it.
    pub(super) fn weight(&self) -> usize {
        self.weight
    }

    /// Whether its end is behind it.
    pub(super) fn is_over(&self) -> bool {
        self.state == State::Over
    }

    /// Whether it has more parts than can be held.
    pub(super) fn has_too_many_parts(&self) -> bool {
        self.weight > HEAVIEST
    }

    /// How many of these bytes belong to the value.
    pub(super) fn reach(&mut self, bytes: &[u8]) -> usize {
        for (place, byte) in bytes.iter().enumerate() {
            if self.state == State::Word && ends_word(*byte) {
                self.state = State::Over;
                return place;
            }
            self.state = self.behind(*byte);
            if self.state == State::Over {
                return place + 1;
            }
        }
        bytes.len()
    }

    fn behind(&mut self, byte: u8) -> State {
        match (self.state, byte) {
            // No text holds a control character: its quotes are not closed.
            (State::Quotes | State::Escape, 0..=0x1f) | (State::Over, _) => State::Over,
            (State::Quotes, b'\\') => State::Escape,
            (State::Quotes, b'"') => self.behind_part(),
            (State::Quotes | State::Escape, _) | (State::Before | State::Brackets, b'"') => {
                State::Quotes
            }
            (State::Before | State::Brackets, b'[' | b'{') => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return State::Over;
                }
                self.behind_more(if byte == b'{' { 8 } else { 4 })
            }
            (State::Brackets, b']' | b'}') => {
                self.depth -= 1;
                self.behind_part()
            }
            (State::Brackets, b',' | b':') => self.behind_more(1),
            (State::Brackets, _) => State::Brackets,
            (State::Before | State::Word, _) => State::Word,
        }
    }

    /// Behind a sign that adds to the weight.
    fn behind_more(&mut self, weight: usize) -> State {
        self.weight += weight;
        if self.has_too_many_parts() {
            State::Over
        } else {
            State::Brackets
        }
    }

    fn behind_part(&self) -> State {
        if self.depth == 0 {
            State::Over
        } else {
            State::Brackets
        }
    }
}

fn ends_word(byte: u8) -> bool {
    is_white(byte) || matches!(byte, b',' | b':' | b'[' | b']' | b'{' | b'}' | b'"')
}

/// Whether JSON has a byte as white space.
pub(super) fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}
