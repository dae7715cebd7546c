//! Tags: short names with which entries are found again, optionally in levels (`parent/child`).

use serde::{Deserialize, Serialize};

/// The longest tag, in characters.
const LONGEST: usize = 64;

/// A tag. Letter case is kept and counts; `/` separates a parent from its child.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Tag(String);

/// Why a tag was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TagError {
    /// Nothing there.
    #[error("a tag is empty")]
    Empty,
    /// More characters than a tag may have.
    #[error("the tag `{0}` is longer than {LONGEST} characters")]
    TooLong(String),
    /// A space or line break in it.
    #[error("the tag `{0}` has white space in it")]
    WhiteSpace(String),
    /// A control character or another invisible one.
    #[error("the tag `{0}` has a control character in it")]
    Control(String),
    /// A comma or semicolon, which separate tags in a list.
    #[error("the tag `{0}` has a comma or semicolon in it")]
    Comma(String),
    /// `/` at an end or twice in a row.
    #[error("the tag `{0}` has an empty level")]
    EmptyLevel(String),
    /// A leading hyphen, which would read as a flag.
    #[error("the tag `{0}` begins with a hyphen")]
    Hyphen(String),
}

impl TagError {
    /// What to write instead.
    pub fn hint(&self) -> String {
        match self {
            TagError::Empty => "write a short name such as `caching`".to_owned(),
            TagError::TooLong(_) => format!("use a name of at most {LONGEST} characters"),
            TagError::WhiteSpace(tag) => {
                let joined = tag.split_whitespace().collect::<Vec<_>>().join("-");
                format!("join the words: `{joined}`")
            }
            TagError::Control(_) => "use letters, digits and punctuation only".to_owned(),
            TagError::Comma(_) => "give `--tag` once for each tag".to_owned(),
            TagError::EmptyLevel(_) => "write levels as `parent/child`".to_owned(),
            TagError::Hyphen(_) => "begin it with a letter or a digit".to_owned(),
        }
    }
}

impl Tag {
    /// Takes a tag as it is written.
    ///
    /// # Errors
    /// When it is empty, longer than 64 characters, has white space, a comma, control characters or an empty level.
    pub fn new(given: &str) -> Result<Self, TagError> {
        let shown = || given.escape_debug().to_string();
        if given.is_empty() {
            Err(TagError::Empty)
        } else if given.chars().count() > LONGEST {
            Err(TagError::TooLong(
                given
                    .chars()
                    .take(LONGEST)
                    .collect::<String>()
                    .escape_debug()
                    .to_string(),
            ))
        } else if given.chars().any(char::is_control) && !given.chars().any(char::is_whitespace) {
            Err(TagError::Control(shown()))
        } else if given.chars().any(char::is_whitespace) {
            Err(TagError::WhiteSpace(given.to_owned()))
        } else if given.chars().any(is_invisible) {
            Err(TagError::Control(shown()))
        } else if given.contains([',', ';']) {
            Err(TagError::Comma(given.to_owned()))
        } else if given.split('/').any(str::is_empty) {
            Err(TagError::EmptyLevel(given.to_owned()))
        } else if given.starts_with('-') {
            Err(TagError::Hyphen(given.to_owned()))
        } else {
            Ok(Self(given.to_owned()))
        }
    }

    /// The tag as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag of what is nobody else's business, or of what stands below it. Letter case does not count here.
    pub const PRIVATE: &str = "private";

    /// Whether what has the tag is shown to nobody but whoever keeps the journal.
    pub fn is_private(&self) -> bool {
        let first = self.0.split('/').next();
        first.is_some_and(|first| first.eq_ignore_ascii_case(Self::PRIVATE))
    }

    /// The tag itself and its parents, nearest first: `a/b/c`, `a/b`, `a`.
    pub fn lineage(&self) -> impl Iterator<Item = &str> {
        std::iter::successors(Some(self.0.as_str()), |tag| {
            tag.rsplit_once('/').map(|(parent, _)| parent)
        })
    }
}

/// Format characters that would let two tags look alike, or turn the direction of a line.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}' | '\u{e0000}'..='\u{e007f}')
}

impl std::fmt::Display for Tag {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::str::FromStr for Tag {
    type Err = TagError;

    fn from_str(given: &str) -> Result<Self, TagError> {
        Self::new(given)
    }
}

impl TryFrom<String> for Tag {
    type Error = TagError;

    fn try_from(given: String) -> Result<Self, TagError> {
        Self::new(&given)
    }
}

impl From<Tag> for String {
    fn from(tag: Tag) -> Self {
        tag.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_keeps_its_case_and_levels() {
        for written in [
            "caching",
            "lib/CodeGen",
            "c++",
            "c#",
            "日本語",
            ".net",
            "a_b-c",
        ] {
            assert_eq!(Tag::new(written).map(String::from), Ok(written.to_owned()));
        }
    }

    #[test]
    fn what_could_not_be_typed_or_seen_is_refused() {
        for written in [
            "",
            "two words",
            "a\tb",
            "a\u{7}b",
            "a,b",
            "/a",
            "a//b",
            "a/",
            "-x",
            "a\u{202e}b",
            "a\u{200b}",
        ] {
            assert!(Tag::new(written).is_err(), "{written:?}");
        }
        assert!(Tag::new(&"x".repeat(65)).is_err());
    }

    #[test]
    fn the_lineage_of_a_tag_ends_with_its_first_level() {
        let tag = Tag::new("a/b/c").map(|tag| tag.lineage().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(tag, Ok(vec!["a/b/c".into(), "a/b".into(), "a".into()]));
    }
}
