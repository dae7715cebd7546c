//! How what is offered comes into the line of a shell.

/// How a shell wants what it offers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoting {
    /// As it is: the shell quotes it.
    Shell,
    /// With a backslash before what would end the word: Bash puts it into the line as it stands.
    Backslash,
}

impl Quoting {
    pub(super) fn of(shell: &str) -> Self {
        if shell == "bash" {
            Self::Backslash
        } else {
            Self::Shell
        }
    }

    /// The word that the person means by what they typed.
    pub(super) fn meant(self, typed: &str) -> String {
        match self {
            Self::Shell => typed.to_owned(),
            Self::Backslash => {
                let mut characters = typed.chars();
                std::iter::from_fn(|| match characters.next()? {
                    '\\' => characters.next(),
                    other => Some(other),
                })
                .collect()
            }
        }
    }

    /// What is put into the line for a word.
    pub(super) fn written(self, word: &str) -> String {
        let needs_quoting = |character: char| " \t'\"\\$`!&;()<>|*?[]{}~#".contains(character);
        match self {
            Self::Shell => word.to_owned(),
            Self::Backslash => {
                let mut written = String::new();
                for character in word.chars() {
                    if needs_quoting(character) {
                        written.push('\\');
                    }
                    written.push(character);
                }
                written
            }
        }
    }
}
