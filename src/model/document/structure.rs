//! Which lines of a document have a meaning, and how a text that holds such lines is escaped.
//!
//! Headings, escapes and fences follow `CommonMark` 0.31 (sections 4.2, 2.4 and 4.5) as far as they are used, so that
//! any viewer shows an escaped line as it was written.

use super::Section;

/// Whether a line divides the documents of a file, and the front matter of each from its body.
pub(super) fn is_delimiter(line: &str) -> bool {
    line.trim_end_matches(BLANK) == "+++"
}

/// A heading: how deep it is, and what it says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading<'a> {
    /// The number of `#`.
    pub(super) level: usize,
    /// What it says, without closing `#`.
    pub(super) title: &'a str,
}

impl Heading<'_> {
    /// Whether it must be a section: it is as high as one, or carries the name of one.
    pub(super) fn is_structural(&self) -> bool {
        self.level <= 2 || (self.level == 3 && Section::named(self.title).is_some())
    }
}

/// The heading that a line is.
pub(super) fn heading(line: &str) -> Option<Heading<'_>> {
    let (_, rest) = indentation(line)?;
    let after = rest.trim_start_matches('#');
    let level = rest.len() - after.len();
    if !(1..=6).contains(&level) || !(after.is_empty() || after.starts_with(BLANK)) {
        return None;
    }
    let title = after.trim_matches(BLANK);
    let open = title.trim_end_matches('#');
    let closed = open.is_empty() || open.ends_with(BLANK);
    Some(Heading {
        level,
        title: if closed {
            open.trim_end_matches(BLANK)
        } else {
            title
        },
    })
}

const BLANK: [char; 2] = [' ', '\t'];

/// The up to three spaces before a line, and the rest; deeper lines have no meaning.
fn indentation(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start_matches(' ');
    let width = line.len() - rest.len();
    if width > 3 {
        None
    } else {
        line.split_at_checked(width)
    }
}

/// A run of at least three backticks or tildes at the beginning of a line.
struct Fence {
    letter: char,
    length: usize,
    /// Nothing follows the run, so it can end a fence.
    closes: bool,
    /// What follows may be the name of a language, so it can begin a fence.
    opens: bool,
}

fn fence(line: &str) -> Option<Fence> {
    let (_, rest) = indentation(line)?;
    let letter = rest
        .chars()
        .next()
        .filter(|letter| matches!(letter, '`' | '~'))?;
    let after = rest.trim_start_matches(letter);
    let length = rest.len() - after.len();
    (length >= 3).then(|| Fence {
        letter,
        length,
        closes: after.trim_matches(BLANK).is_empty(),
        opens: letter == '~' || !after.contains('`'),
    })
}

/// Where a line stands: in the open, or in a code fence that is closed, its first and last line included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Open,
    Fenced,
}

/// The place of each line.
pub(super) fn places<'a>(lines: impl DoubleEndedIterator<Item = &'a str>) -> Vec<Place> {
    let fences: Vec<Option<Fence>> = lines.map(fence).collect();
    let closers = longest_closers(&fences);
    let mut inside: Option<&Fence> = None;
    let mut places = Vec::with_capacity(fences.len());
    for (fence, later) in fences.iter().zip(closers) {
        places.push(match (inside, fence) {
            (None, Some(fence)) if fence.opens && later.of(fence.letter) >= fence.length => {
                inside = Some(fence);
                Place::Fenced
            }
            (None, _) => Place::Open,
            (Some(open), Some(close))
                if close.closes && close.letter == open.letter && close.length >= open.length =>
            {
                inside = None;
                Place::Fenced
            }
            (Some(_), _) => Place::Fenced,
        });
    }
    places
}

#[derive(Clone, Copy, Default)]
struct Longest {
    backticks: usize,
    tildes: usize,
}

impl Longest {
    fn of(self, letter: char) -> usize {
        if letter == '~' {
            self.tildes
        } else {
            self.backticks
        }
    }

    fn with(self, fence: &Fence) -> Self {
        match fence.letter {
            _ if !fence.closes => self,
            '~' => Self {
                tildes: self.tildes.max(fence.length),
                ..self
            },
            _ => Self {
                backticks: self.backticks.max(fence.length),
                ..self
            },
        }
    }
}

/// For each line the longest runs after it that can close a fence. One pass, so that a text made of nothing but
/// open fences is read in linear time.
fn longest_closers(fences: &[Option<Fence>]) -> Vec<Longest> {
    let mut longest = Longest::default();
    let mut closers: Vec<Longest> = fences
        .iter()
        .rev()
        .map(|fence| {
            let later = longest;
            longest = fence.as_ref().map_or(longest, |fence| longest.with(fence));
            later
        })
        .collect();
    closers.reverse();
    closers
}

/// Which code fences of a text are left as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fences {
    /// Those that are closed.
    Kept,
    /// None: within an item of a list a fence would begin and end elsewhere.
    Escaped,
}

/// The lines of a text, those that would have a meaning escaped.
pub(super) fn escaped_lines(text: &str, fences: Fences) -> impl Iterator<Item = String> {
    let places = match fences {
        Fences::Kept => places(text.split('\n')),
        Fences::Escaped => Vec::new(),
    };
    let places = places.into_iter().chain(std::iter::repeat(Place::Open));
    text.split('\n')
        .zip(places)
        .map(|(line, place)| escape(line, place))
}

fn escape(line: &str, place: Place) -> String {
    match marker(line, place) {
        Some(Marker {
            indentation,
            backslashes,
            rest,
        }) => format!("{indentation}\\{backslashes}{rest}"),
        None => line.to_owned(),
    }
}

/// The line of text that a line of a document stands for.
pub(super) fn unescape(line: &str, place: Place) -> String {
    let escaped = marker(line, place);
    let freed = escaped.and_then(|marker| Some((marker.backslashes.strip_prefix('\\')?, marker)));
    match freed {
        Some((
            backslashes,
            Marker {
                indentation, rest, ..
            },
        )) => format!("{indentation}{backslashes}{rest}"),
        None => line.to_owned(),
    }
}

/// A line that has a meaning, or would have one without the backslashes before it.
struct Marker<'a> {
    indentation: &'a str,
    backslashes: &'a str,
    rest: &'a str,
}

fn marker(line: &str, place: Place) -> Option<Marker<'_>> {
    let (indentation, after) = indentation(line)?;
    let rest = after.trim_start_matches('\\');
    let (backslashes, _) = after.split_at_checked(after.len() - rest.len())?;
    let divides = indentation.is_empty() && is_delimiter(rest);
    let is_marker = match place {
        Place::Fenced => divides,
        // What follows backslashes counts without further indentation.
        _ if rest.starts_with(' ') => false,
        Place::Open => {
            divides
                || fence(rest).is_some()
                || heading(rest).is_some_and(|heading| heading.is_structural())
        }
    };
    is_marker.then_some(Marker {
        indentation,
        backslashes,
        rest,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str, fences: Fences) -> String {
        escaped_lines(text, fences).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn headings_are_those_of_commonmark() {
        let found = |line| heading(line).map(|heading| (heading.level, heading.title));
        assert_eq!(found("# Tried"), Some((1, "Tried")));
        assert_eq!(found("   ##\tNext  ## "), Some((2, "Next")));
        assert_eq!(found("# C#"), Some((1, "C#")));
        assert_eq!(found("### ###"), Some((3, "")));
        assert_eq!(found("#"), Some((1, "")));
        for line in [
            "#include",
            "    # code",
            "####### seven",
            "\\# x",
            "",
            "x # y",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }

    #[test]
    fn lines_with_a_meaning_gain_one_backslash_and_others_none() {
        for (line, written) in [
            ("# include <stdio.h>", "\\# include <stdio.h>"),
            ("  ## Next", "  \\## Next"),
            ("\\# x", "\\\\# x"),
            ("\\\\+++", "\\\\\\+++"),
            ("+++  ", "\\+++  "),
            ("### Because", "\\### Because"),
            ("```", "\\```"),
            ("### Details", "### Details"),
            ("#include", "#include"),
            (" +++", " +++"),
            ("\\ # x", "\\ # x"),
            ("\\n", "\\n"),
            ("    # x", "    # x"),
        ] {
            assert_eq!(escaped(line, Fences::Kept), written, "{line}");
            assert_eq!(unescape(written, Place::Open), line, "{written}");
        }
    }

    #[test]
    fn code_between_closed_fences_is_left_alone_but_for_the_divider() {
        let text = "```c\n# include\n\\# x\n+++\n\\+++\n```\n# x";
        let written = "```c\n# include\n\\# x\n\\+++\n\\\\+++\n```\n\\# x";
        assert_eq!(escaped(text, Fences::Kept), written);
    }

    #[test]
    fn a_fence_that_is_never_closed_is_escaped() {
        for text in [
            "```\n# x",
            "````\n```\n# x",
            "```\n~~~\n# x",
            "~~~\n~~~x\n# x",
        ] {
            let places = places(text.split('\n'));
            assert!(places.iter().all(|place| *place == Place::Open), "{text}");
            assert!(escaped(text, Fences::Kept).starts_with('\\'), "{text}");
        }
    }

    #[test]
    fn a_longer_fence_encloses_a_shorter_one() {
        let places = places("````\n```\n# x\n`````\n# y".split('\n'));
        assert_eq!(
            places
                .iter()
                .filter(|place| **place == Place::Fenced)
                .count(),
            4
        );
        assert_eq!(places.last(), Some(&Place::Open));
    }

    #[test]
    fn a_text_of_nothing_but_open_fences_is_read_in_linear_time() {
        let text = "~~~ x\n".repeat(100_000);
        assert!(
            places(text.split('\n'))
                .iter()
                .all(|place| *place == Place::Open)
        );
    }

    #[test]
    fn a_viewer_shows_an_escaped_line_as_it_was_written() {
        use pulldown_cmark::{Event, Parser, Tag};
        for line in [
            "# include",
            "  ## Next",
            "+++",
            "```",
            "~~~",
            "\\# x",
            "\\```",
        ] {
            let shown = escaped(line, Fences::Escaped);
            let mut text = String::new();
            for event in Parser::new(&shown) {
                match event {
                    Event::Start(tag) => assert_eq!(tag, Tag::Paragraph, "{line}"),
                    Event::Text(piece) => text.push_str(&piece),
                    _ => {}
                }
            }
            assert_eq!(text, line.trim_start());
        }
    }
}
