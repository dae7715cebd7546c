//! What makes two writings of a principle the same principle.

/// A principle without what does not change its meaning: letter case, repeated white space, final punctuation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PrincipleKey(String);

impl PrincipleKey {
    /// The key under which a principle is grouped.
    pub fn of(principle: &str) -> Self {
        let mut key = String::with_capacity(principle.len());
        for word in principle.split_whitespace() {
            if !key.is_empty() {
                key.push(' ');
            }
            key.extend(word.chars().flat_map(char::to_lowercase));
        }
        let kept = key.trim_end_matches(is_final).len();
        if kept > 0 {
            key.truncate(kept);
        }
        Self(key)
    }

    /// The key as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_final(character: char) -> bool {
    matches!(
        character,
        '.' | ',' | ';' | ':' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '、' | ' '
    )
}

#[cfg(test)]
mod tests {
    use super::PrincipleKey;

    #[test]
    fn case_space_and_final_punctuation_do_not_make_another_principle() {
        let key = PrincipleKey::of("State shared by replicas lives outside them");
        for same in [
            "state shared by replicas lives outside them.",
            "  State  shared\nby replicas lives outside them !?",
        ] {
            assert_eq!(PrincipleKey::of(same), key);
        }
        assert_ne!(
            PrincipleKey::of("State shared by replicas lives inside them"),
            key
        );
    }

    #[test]
    fn punctuation_inside_a_principle_counts() {
        assert_ne!(
            PrincipleKey::of("use std::sync"),
            PrincipleKey::of("use std sync")
        );
    }

    #[test]
    fn a_principle_of_punctuation_alone_still_has_a_key() {
        assert_eq!(PrincipleKey::of("?!").as_str(), "?!");
    }
}
