//! A name for a question: its first telling words.

use crate::model::{LONGEST_NAME, Text, exploration_name};
use crate::ops::Session;
use crate::store::StoreError;
use crate::text;

/// At most so many words of the question make its name.
const WORDS: usize = 4;

/// The word that stands for no exploration, and is therefore no name of one.
pub const NO_EXPLORATION: &str = "none";

/// What a question without any word is called.
const NAMELESS: &str = "exploration";

/// A name for a question that no exploration has yet.
///
/// # Errors
/// When the journal cannot be read.
pub fn free_name(session: &Session<'_>, question: &str) -> Result<Option<Text>, StoreError> {
    let base = name_of(question);
    for number in 1_u64.. {
        let name = numbered(&base, number);
        let is_free = name != NO_EXPLORATION && session.journal.exploration(&name)?.is_none();
        if is_free {
            return Ok(exploration_name(&name).ok());
        }
    }
    Ok(None)
}

/// The first telling words, joined by hyphens; all words where none tells anything.
fn name_of(question: &str) -> String {
    let question = question.to_lowercase();
    let words: Vec<&str> = question
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let telling: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !text::is_silent(word))
        .collect();
    let chosen = if telling.is_empty() { words } else { telling };
    let mut name = String::new();
    for word in chosen.into_iter().take(WORDS) {
        let length = name.chars().count() + 1 + word.chars().count();
        if !name.is_empty() && length > LONGEST_NAME {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(word);
    }
    if name.is_empty() {
        name.push_str(NAMELESS);
    }
    shortened(&name, LONGEST_NAME).to_owned()
}

/// `name`, `name-2`, `name-3`: never longer than a name may be.
fn numbered(name: &str, number: u64) -> String {
    if number == 1 {
        return name.to_owned();
    }
    let suffix = format!("-{number}");
    let room = LONGEST_NAME.saturating_sub(suffix.len());
    format!("{}{suffix}", shortened(name, room).trim_end_matches('-'))
}

/// The first so many characters.
fn shortened(name: &str, characters: usize) -> &str {
    name.char_indices()
        .nth(characters)
        .and_then(|(end, _)| name.get(..end))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_the_first_telling_words() {
        for (question, name) in [
            (
                "which caching layer for sessions?",
                "caching-layer-sessions",
            ),
            ("Why is it so?", "why-is-it-so"),
            ("???", "exploration"),
            ("Wie schnell läuft der Aufbau?", "wie-schnell-läuft-der"),
            ("one two three four five", "one-two-three-four"),
        ] {
            assert_eq!(name_of(question), name, "{question}");
        }
    }

    #[test]
    fn every_question_has_a_name_that_is_one() {
        let long = "pneumonoultramicroscopicsilicovolcanoconiosis";
        for question in [long, "a/b\u{1b}[31m", "\u{202e}", "--flag", "k7fq?"] {
            for number in [1, 2, 1_000] {
                let name = numbered(&name_of(question), number);
                assert!(exploration_name(&name).is_ok(), "{question:?}: {name:?}");
            }
        }
        assert_eq!(numbered("cache", 3), "cache-3");
    }
}
