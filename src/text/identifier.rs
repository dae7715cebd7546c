//! An identifier taken apart into the words it is made of. The full-text index does not do this (there an identifier
//! is one term): that is decided in `terms`.

use super::characters::is_mark;

/// The words in a name such as `fooBar`, `HTTPServer2` or `snake_case`, in their order and as they are written.
///
/// What is neither letter nor digit separates; so does a capital after a small letter or after a digit, and the last
/// capital of several where a small letter follows (`HTTP`, `Server2`). Digits stay with the letters before them
/// (`utf8`, `E0382`), and the plural `s` of an acronym with it (`URLs`).
pub fn identifier_parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before = Before::Nothing;
    for (at, character) in text.char_indices() {
        if is_mark(character) {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let separates = !character.is_alphanumeric();
        if separates || before.ends_at(rest) {
            parts.extend(text.get(start..at));
            start = if separates {
                at + character.len_utf8()
            } else {
                at
            };
            before = Before::Nothing;
        }
        before = before.then(character);
    }
    parts.extend(text.get(start..));
    parts.retain(|part| part.contains(char::is_alphanumeric));
    parts
}

/// What a part ends in so far.
#[derive(Clone, Copy)]
enum Before {
    Nothing,
    Capital,
    Small,
    DigitsOnly,
    DigitAfterLetter,
}

impl Before {
    /// Whether a new part begins with `rest`.
    fn ends_at(self, rest: &str) -> bool {
        let mut characters = rest.chars().filter(|character| !is_mark(*character));
        if !characters.next().is_some_and(char::is_uppercase) {
            return false;
        }
        match self {
            Self::Small | Self::DigitAfterLetter => true,
            Self::Nothing | Self::DigitsOnly => false,
            Self::Capital => match (characters.next(), characters.next()) {
                (Some('s'), after) => after.is_some_and(char::is_lowercase),
                (next, _) => next.is_some_and(char::is_lowercase),
            },
        }
    }

    fn then(self, character: char) -> Self {
        match self {
            _ if !character.is_alphanumeric() => Self::Nothing,
            _ if character.is_uppercase() => Self::Capital,
            Self::Nothing | Self::DigitsOnly if character.is_numeric() => Self::DigitsOnly,
            _ if character.is_numeric() => Self::DigitAfterLetter,
            _ => Self::Small,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn capitals_and_punctuation_separate_the_words_of_an_identifier() {
        for (identifier, parts) in [
            ("fooBar", vec!["foo", "Bar"]),
            ("HTTPServer2", vec!["HTTP", "Server2"]),
            ("parseHTTPResponse", vec!["parse", "HTTP", "Response"]),
            ("snake_case__name_", vec!["snake", "case", "name"]),
            ("SCREAMING_CASE", vec!["SCREAMING", "CASE"]),
            (
                "std::sync::MutexGuard",
                vec!["std", "sync", "Mutex", "Guard"],
            ),
            ("plain", vec!["plain"]),
        ] {
            assert_eq!(identifier_parts(identifier), parts, "{identifier}");
        }
    }

    #[test]
    fn digits_stay_with_the_letters_before_them() {
        assert_eq!(identifier_parts("E0382"), ["E0382"]);
        assert_eq!(identifier_parts("utf8Decoder"), ["utf8", "Decoder"]);
        assert_eq!(identifier_parts("HTTP2Server"), ["HTTP2", "Server"]);
        assert_eq!(identifier_parts("x86_64"), ["x86", "64"]);
        assert_eq!(identifier_parts("plot3D2D"), ["plot3", "D2", "D"]);
        assert_eq!(identifier_parts("2D"), ["2D"]);
    }

    #[test]
    fn the_plural_of_an_acronym_is_one_word() {
        assert_eq!(identifier_parts("listURLs"), ["list", "URLs"]);
        assert_eq!(identifier_parts("URLsById"), ["URLs", "By", "Id"]);
        assert_eq!(identifier_parts("HTTPSserver"), ["HTTP", "Sserver"]);
    }

    #[test]
    fn accents_and_scripts_without_case_do_not_separate() {
        assert_eq!(identifier_parts("étéÉté"), ["été", "Été"]);
        assert_eq!(
            identifier_parts("e\u{301}te\u{301}E\u{301}te"),
            ["e\u{301}te\u{301}", "E\u{301}te"]
        );
        assert_eq!(identifier_parts("缓存 失效"), ["缓存", "失效"]);
        assert_eq!(identifier_parts("🎉 ..."), Vec::<&str>::new());
    }

    #[test]
    fn a_megabyte_without_a_break_is_one_part() {
        let long = "A".repeat(1 << 20);
        assert_eq!(identifier_parts(&long), [long.as_str()]);
    }

    proptest! {
        #[test]
        fn the_parts_together_are_the_letters_and_digits_of_the_text(text in "[a-zA-Z0-9_:. éÉ界]{0,30}") {
            let expected: String = text.chars().filter(|character| character.is_alphanumeric()).collect();
            prop_assert_eq!(identifier_parts(&text).concat(), expected);
        }
    }
}
