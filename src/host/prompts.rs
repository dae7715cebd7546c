//! Questions put to a person, as a trait. How they look on a real terminal is in `dialogue`; what is asked, and
//! which flag answers it instead, is decided by the commands.

use std::io;

/// Asks a person. Labels and items may come from a journal: whoever asks has made their control characters visible
/// and each of them one line. Prompts are shown on standard error.
/// Every question can fail as [`PromptError`] says.
#[expect(clippy::missing_errors_doc, reason = "said once, for all of them")]
pub trait Prompts {
    /// One line of text, without the white space around it. Skipped when it is empty and not required.
    fn text(&mut self, prompt: &TextPrompt<'_>) -> Result<Answer<String>, PromptError>;

    /// The index of one of `items`. Where it is not required, a further item stands for none of them.
    fn select(
        &mut self,
        label: &str,
        items: &[String],
        need: Need,
    ) -> Result<Answer<usize>, PromptError>;

    /// One of the known values, found by typing parts of it, or a new one. Skipped when not required and left empty.
    fn choose_or_type(
        &mut self,
        label: &str,
        known: &[String],
        need: Need,
    ) -> Result<Answer<String>, PromptError>;

    /// Any number of known values and new ones, each once, in that order; none is an answer too. New values are
    /// typed separated by commas.
    fn choose_many_or_type(
        &mut self,
        label: &str,
        known: &[String],
    ) -> Result<Vec<String>, PromptError>;

    /// Whether the person agrees; `preset` is what the return key alone means.
    fn confirm(&mut self, label: &str, preset: YesOrNo) -> Result<YesOrNo, PromptError>;
}

/// A question that is answered with one line of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextPrompt<'a> {
    /// What is asked for, without a colon.
    pub label: &'a str,
    /// Text that is there to begin with and can be changed.
    pub initial: Option<&'a str>,
    /// A sentence shown above the question.
    pub help: Option<&'a str>,
    /// Whether the question may be left open.
    pub need: Need,
}

impl<'a> TextPrompt<'a> {
    /// A question that must be answered, with no help and nothing to begin with.
    pub const fn required(label: &'a str) -> Self {
        Self {
            label,
            initial: None,
            help: None,
            need: Need::Required,
        }
    }

    /// A question that may be left open, with no help and nothing to begin with.
    pub const fn optional(label: &'a str) -> Self {
        Self {
            label,
            initial: None,
            help: None,
            need: Need::Optional,
        }
    }
}

/// Whether a question may be left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It is asked until it is answered.
    Required,
    /// It may be skipped.
    Optional,
}

/// What a person did with a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer<T> {
    /// They answered it.
    Given(T),
    /// They left it open. Never the answer to a question that is [`Need::Required`].
    Skipped,
}

impl<T> Answer<T> {
    /// The answer, if there is one.
    pub fn given(self) -> Option<T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Skipped => None,
        }
    }
}

/// An answer to a question that asks for agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YesOrNo {
    /// Do it.
    Yes,
    /// Leave it.
    No,
}

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum PromptError {
    /// The person pressed Ctrl-C, or Esc in a menu.
    #[error("interrupted")]
    Interrupted,
    /// The terminal went away.
    #[error("the terminal was closed while a question was open")]
    EndOfInput,
    /// There is nobody to ask.
    #[error("a question cannot be asked: standard input or standard error is not a terminal")]
    NotATerminal,
    /// The terminal failed.
    #[error("a question could not be asked: {0}")]
    Io(io::Error),
}

impl PromptError {
    /// What to try.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NotATerminal => Some("give the answer as a flag"),
            Self::Interrupted | Self::EndOfInput | Self::Io(_) => None,
        }
    }
}

impl From<io::Error> for PromptError {
    fn from(cause: io::Error) -> Self {
        match cause.kind() {
            io::ErrorKind::Interrupted => Self::Interrupted,
            io::ErrorKind::UnexpectedEof => Self::EndOfInput,
            io::ErrorKind::NotConnected => Self::NotATerminal,
            _ => Self::Io(cause),
        }
    }
}

/// The values of a list separated by commas: trimmed, none empty.
pub(super) fn separated_by_commas(text: &str) -> impl Iterator<Item = String> {
    text.split(',')
        .map(str::trim)
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
}

/// Keeps the first of values that are equal, in their order.
pub(super) fn each_once(values: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut kept = Vec::new();
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_typed_with_commas_are_trimmed_and_none_is_empty() {
        let values: Vec<String> = separated_by_commas(" caching, sessions ,,two words, ").collect();
        assert_eq!(values, ["caching", "sessions", "two words"]);
    }

    #[test]
    fn a_value_chosen_and_typed_again_counts_once() {
        let values = ["caching", "sessions", "caching"].map(str::to_owned);
        assert_eq!(each_once(values), ["caching", "sessions"]);
    }

    #[test]
    fn errors_of_a_terminal_are_told_apart() {
        let error = |kind: io::ErrorKind| PromptError::from(io::Error::from(kind));
        assert!(matches!(
            error(io::ErrorKind::Interrupted),
            PromptError::Interrupted
        ));
        assert!(matches!(
            error(io::ErrorKind::UnexpectedEof),
            PromptError::EndOfInput
        ));
        assert!(matches!(
            error(io::ErrorKind::NotConnected),
            PromptError::NotATerminal
        ));
        assert!(matches!(
            error(io::ErrorKind::PermissionDenied),
            PromptError::Io(_)
        ));
    }
}
