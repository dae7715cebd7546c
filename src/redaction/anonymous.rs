//! People and places in a text, and `[person]`, `[project]`, `[path]`, `[address]` or `[commit]` in their place. What has
//! the shape of one is found by it; names of people and projects are found where they are known.

use std::borrow::Cow;

use regex::{Captures, Regex, RegexBuilder};

use super::{KnownNames, PatternError};

/// What tells by its shape what it is. A path that begins with nothing telling is looked at again in [`is_path`].
const SHAPES: &str = r#"(?x)
    (?P<address>
        \b[a-zA-Z][a-zA-Z0-9+.-]*://[^\s"'`<>]+                 # an address
      | \b[\w.+-]+@[a-zA-Z][\w-]*(?:\.[\w-]+)*(?::[\w./~-]+)?  # mail, or user@host:path
    )
  | (?P<path>
        \b[a-zA-Z]:[\\/][^\s"'`<>|]+
      | \\\\[\w.-]+\\[^\s"'`<>|]+
      | ~[\w.-]*/[^\s"'`<>|,;:)\]]*
      | \.{1,2}/[^\s"'`<>|,;:)\]]+
    )
  | (?P<slashes> [\w.@+-]*(?:/[\w.@+-]+)+/? )
  | (?P<person> @[a-zA-Z][\w-]* )
  | (?P<commit> \b[0-9a-f]{7,40}\b | \br[0-9]{4,9}\b )         # of git, or of Subversion
"#;

/// What stands in the place of something that was taken out; names are not looked for in it.
const TAKEN_OUT: &str = r"\[(?:address|path|person|commit|project)\]";

/// The most memory that the names may take when they are looked for, in bytes.
const LARGEST: usize = 1 << 26;

/// Takes people and places out of texts.
#[derive(Debug, Clone)]
pub struct Anonymizer {
    shapes: Regex,
    names: Regex,
}

impl Anonymizer {
    /// An anonymizer that knows these names. Letter case does not count, but of short parts of people's names; names of
    /// one letter are passed over.
    ///
    /// # Errors
    /// When there are so many names that they cannot be looked for.
    pub fn new(names: &KnownNames) -> Result<Self, PatternError> {
        let pattern = format!(
            "(?P<out>{TAKEN_OUT})|(?P<person>{})|(?P<project>{})",
            names.pattern_of_people(),
            names.pattern_of_projects()
        );
        let compiled = |pattern: &str| {
            let mut builder = RegexBuilder::new(pattern);
            builder.case_insensitive(true).size_limit(LARGEST);
            builder.build().map_err(|_| PatternError {
                pattern: "the names of people and projects".to_owned(),
                reason: "they are too many".to_owned(),
                hint: "choose fewer entries, for example with `--project`".to_owned(),
            })
        };
        Ok(Self {
            shapes: Regex::new(SHAPES).map_err(|error| PatternError {
                pattern: SHAPES.to_owned(),
                reason: error.to_string(),
                hint: String::new(),
            })?,
            names: compiled(&pattern)?,
        })
    }

    /// A text without the people and places that can be recognised.
    pub fn text(&self, text: &str) -> String {
        let shaped = self.shapes.replace_all(text, |found: &Captures<'_>| {
            let whole = found.get(0).map_or("", |whole| whole.as_str());
            let start = found.get(0).map_or(0, |whole| whole.start());
            let closes_tag = whole.starts_with('/')
                && whole.matches('/').count() == 1
                && text
                    .get(..start)
                    .is_some_and(|before| before.ends_with('<'));
            match kind(found, &["address", "path", "person", "commit", "slashes"]) {
                Some("slashes") if is_path(whole) && !closes_tag => "[path]".to_owned(),
                Some("commit") if !is_commit(whole) => whole.to_owned(),
                None | Some("slashes") => whole.to_owned(),
                Some(kind) => format!("[{kind}]"),
            }
        });
        self.name(&shaped).into_owned()
    }

    /// A name, such as a tag, without the known people and projects.
    pub fn name<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.names.replace_all(text, |found: &Captures<'_>| {
            match kind(found, &["person", "project"]) {
                Some(kind) => format!("[{kind}]"),
                None => found.get(0).map_or("", |whole| whole.as_str()).to_owned(),
            }
        })
    }
}

/// Which of the groups was found.
fn kind(found: &Captures<'_>, groups: &[&'static str]) -> Option<&'static str> {
    let mut groups = groups.iter().copied();
    groups.find(|group| found.name(group).is_some())
}

/// Whether words with slashes between them are a path: it begins at the root, has several folders, or ends in a file
/// with an extension. `and/or`, `10/s` and `2026/10/03` are none.
fn is_path(text: &str) -> bool {
    let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.chars().all(|c| c.is_ascii_digit() || c == '.');
    if parts.iter().all(is_number) {
        return false;
    }
    let has_extension = parts.last().is_some_and(|last| {
        last.rsplit_once('.').is_some_and(|(_, extension)| {
            (1..=8).contains(&extension.len()) && extension.starts_with(char::is_alphabetic)
        })
    });
    text.starts_with('/') || parts.len() > 2 || has_extension
}

/// Whether letters and digits can be the name of a commit: both are there.
fn is_commit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn knowing(people: &[&str], projects: &[&str], branches: &[&str]) -> Anonymizer {
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        let known = KnownNames {
            people: names(people),
            projects: names(projects),
            branches: names(branches),
        };
        Anonymizer::new(&known).unwrap()
    }

    fn anonymizer() -> Anonymizer {
        knowing(
            &["Ada Lovelace", "grace", "C++ team", "x"],
            &["shop", "path"],
            &[],
        )
    }

    #[test]
    fn each_part_of_a_person_s_name_with_a_capital_letter_is_one_and_a_short_one_keeps_its_case() {
        let anonymizer = knowing(
            &[
                "Mo Farrell",
                "Ed Bob",
                "Mo van der Berg",
                "Ann-Li Roe",
                "J. Doe",
                "lu",
            ],
            &[],
            &[],
        );
        for (text, expected) in [
            ("Mo said so; MO's idea", "[person] said so; [person]'s idea"),
            ("mo farrell and MO VAN DER BERG", "[person] and [person]"),
            (
                "ask Ed, bob or FARRELL",
                "ask [person], [person] or [person]",
            ),
            ("Berg of van der", "[person] of van der"),
            ("Li, Ann and LU", "[person], [person] and [person]"),
            ("doe of J", "[person] of J"),
            (
                "ed is an editor, mo-server a machine",
                "ed is an editor, mo-server a machine",
            ),
            ("Model Edit EDIT Moss", "Model Edit EDIT Moss"),
        ] {
            assert_eq!(anonymizer.text(text), expected, "{text}");
        }
    }

    #[test]
    fn each_telling_part_of_a_project_s_name_is_one_and_none_of_a_branch_s() {
        let anonymizer = knowing(
            &[],
            &["My Shop", "webrtc/webrtc", "ui-server", "a_b/v8"],
            &["fix/cart-lines"],
        );
        for (text, expected) in [
            (
                "the shop, my SHOP and My Shop",
                "the [project], [project] and [project]",
            ),
            ("WebRTC and webrtc::Call", "[project] and [project]::Call"),
            ("webrtc/webrtc", "[project]"),
            (
                "shops, workshop, my ui, the server, a v8",
                "shops, workshop, my ui, the server, a v8",
            ),
            ("ui-server", "[project]"),
            (
                "on fix/cart-lines, fix the cart",
                "on [project], fix the cart",
            ),
        ] {
            assert_eq!(anonymizer.text(text), expected, "{text}");
        }
    }

    #[test]
    fn the_revision_of_a_commit_in_subversion_is_a_commit() {
        for (text, expected) in [
            ("reverts r286944, not r12", "reverts [commit], not r12"),
            ("(r2840)", "([commit])"),
            ("for1234 r12345678901 R5000", "for1234 r12345678901 R5000"),
        ] {
            assert_eq!(anonymizer().text(text), expected, "{text}");
        }
    }

    #[test]
    fn people_and_places_are_taken_out() {
        for (text, expected) in [
            (
                "ask ada@example.org or @grace-h",
                "ask [address] or [person]",
            ),
            ("a </script> in <b>bold</b>", "a </script> in <b>bold</b>"),
            ("read </etc/passwd", "read <[path]"),
            (
                "Grace said so, ada lovelace too",
                "[person] said so, [person] too",
            ),
            ("the C++ team knows", "the [person] knows"),
            (
                "see https://git.example.org/shop/pull/7?x=1.",
                "see [address]",
            ),
            ("git@example.org:shop/web.git", "[address]"),
            ("in /home/ada/src/main.rs:7", "in [path]:7"),
            (
                "in ~/notes.md, ../x and ./run.sh",
                "in [path], [path] and [path]",
            ),
            (
                "C:\\Users\\ada\\x.txt and \\\\server\\share",
                "[path] and [path]",
            ),
            ("src/auth/mod.rs and web/app.ts", "[path] and [path]"),
            (
                "since 1a2b3c4 and 0123456789abcdef0123456789abcdef01234567",
                "since [commit] and [commit]",
            ),
            ("the shop's path", "the [project]'s [project]"),
        ] {
            assert_eq!(anonymizer().text(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_neither_stays() {
        for text in [
            "and/or 10/s TCP/IP 2026/10/03 1.5/2",
            "react@18.2.0 was 1234567 bytes, not defaced",
            "workshop graceful x",
            "a [path] and a [person]",
            "",
        ] {
            assert_eq!(anonymizer().text(text), text);
        }
    }

    #[test]
    fn a_name_is_searched_for_names_alone() {
        assert_eq!(anonymizer().name("shop/cart/v2"), "[project]/cart/v2");
        assert_eq!(anonymizer().name("a/b/c"), "a/b/c");
    }

    proptest! {
        #[test]
        fn what_was_taken_out_once_stays_as_it_is(text in "\\PC{0,80}") {
            let once = anonymizer().text(&text);
            prop_assert_eq!(anonymizer().text(&once), once);
        }

        #[test]
        fn any_names_can_be_looked_for(names in prop::collection::vec("\\PC{0,12}", 0..6), text in "\\PC{0,40}") {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            knowing(&names, &names, &names).text(&text);
        }
    }
}
