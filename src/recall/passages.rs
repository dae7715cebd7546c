//! Where to look: the lines of an input that belong together. A log yields one passage for each failure in it, a
//! sentence or a paragraph one in all. What the words of a passage weigh is decided in `probe`.

use foldhash::HashSet;

use super::lines::{Kind, Line, Severity};
use super::noise::words;
use super::vocabulary::is_spoken_by_people;
use super::weights::Trick;

/// Lines of a passage behind the line that opens it.
const LONGEST_PASSAGE: usize = 16;
/// Lines of a passage before the line that opens it.
const LINES_BEFORE: usize = 2;
/// A line of trouble joins the passage before it when no more lines are between them.
const NEAR: usize = 6;
/// Passages of one input; of more, the first and the last are kept.
const MOST_PASSAGES: usize = 24;
/// A text of more lines is a log, whatever it looks like.
const LONGEST_PROSE: usize = 40;
/// Lines looked at, from the end, in a log where nothing reports trouble.
const LAST_LINES: usize = 20;

/// What a line is to its passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Headline,
    Note,
    Nearby,
    Quote,
}

/// How the passage was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// All of a text in which a person speaks.
    Speech,
    /// The neighbourhood of a line that reports trouble, or all of a short text.
    #[default]
    Trouble,
    /// The end of a log in which nothing reports trouble.
    Quiet,
}

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) origin: Origin,
    pub(super) severity: Severity,
    /// The line to show for it.
    pub(super) headline: usize,
    pub(super) lines: Vec<(usize, Role)>,
}

/// The passages of a text, in order; none where there is nothing to read.
pub(super) fn passages(lines: &[Line], focus: Trick) -> Vec<Extent> {
    if focus == Trick::LeftOut || !is_log(lines) {
        return prose(lines).into_iter().collect();
    }
    let mut found: Vec<Extent> = Vec::new();
    let mut seen = HashSet::default();
    let mut next = 0;
    while let Some(start) = next_headline(lines, next) {
        let (extent, end) = extent_from(lines, start, next);
        if seen.insert(key_of(lines, &extent)) {
            found.push(extent);
        }
        next = end;
    }
    if found.is_empty() {
        return quiet(lines).into_iter().collect();
    }
    bounded(found)
}

/// Whether the text was printed by a program rather than written by a person, who may say what was run, too, in a line
/// that looks like progress.
fn is_log(lines: &[Line]) -> bool {
    let count = |is: fn(Kind) -> bool| lines.iter().filter(|line| is(line.kind)).count();
    let is_structural = |kind| {
        matches!(
            kind,
            Kind::Opening | Kind::Location | Kind::Quote | Kind::Pointer
        )
    };
    let written = count(|kind| kind != Kind::Blank);
    let progress = count(|kind| kind == Kind::Progress);
    let is_mostly_progress = progress * 2 > written || !is_spoken(lines);
    written > LONGEST_PROSE
        || count(is_structural) > 0
        || (written > 1 && progress > 0 && is_mostly_progress)
}

/// Whether a person speaks in it: programs do not say "I" or "yesterday".
fn is_spoken(lines: &[Line]) -> bool {
    let spoken = |word: &str| is_spoken_by_people(&word.to_lowercase());
    lines
        .iter()
        .flat_map(|line| line.content().split(|c: char| !c.is_alphanumeric()))
        .any(spoken)
}

/// All lines, but those of progress only where there is nothing else.
fn prose(lines: &[Line]) -> Option<Extent> {
    let is_told = |line: &Line| !matches!(line.kind, Kind::Blank | Kind::Progress);
    let tells = lines.iter().any(is_told);
    let members: Vec<(usize, Role)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| is_told(line) || (!tells && line.kind != Kind::Blank))
        .map(|(index, _)| (index, Role::Headline))
        .collect();
    let headline = members.first()?.0;
    Some(Extent {
        origin: if is_spoken(lines) {
            Origin::Speech
        } else {
            Origin::Trouble
        },
        severity: Severity::Error,
        headline,
        lines: members,
    })
}

fn quiet(lines: &[Line]) -> Option<Extent> {
    let mut members: Vec<(usize, Role)> = lines
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, line)| !matches!(line.kind, Kind::Blank | Kind::Progress | Kind::Location))
        .take(LAST_LINES)
        .map(|(index, line)| (index, role_of(line.kind)))
        .collect();
    members.reverse();
    let headline = members.last()?.0;
    Some(Extent {
        origin: Origin::Quiet,
        severity: Severity::Warning,
        headline,
        lines: members,
    })
}

fn next_headline(lines: &[Line], from: usize) -> Option<usize> {
    let is_headline = |line: &Line| matches!(line.kind, Kind::Opening | Kind::Trouble);
    lines
        .iter()
        .skip(from)
        .position(is_headline)
        .map(|at| from + at)
}

/// The passage that a headline opens, and the line behind it. Lines before `free` belong to others.
fn extent_from(lines: &[Line], start: usize, free: usize) -> (Extent, usize) {
    let mut members = lines_before(lines, start, free);
    members.push((start, Role::Headline));
    let mut end = start + 1;
    let mut last_trouble = start;
    let mut blank = 0;
    while let Some(line) = lines.get(end) {
        let ends = match line.kind {
            Kind::Opening | Kind::Progress => true,
            Kind::Trouble => end - last_trouble > NEAR || blank > 1,
            _ => end - last_trouble > LONGEST_PASSAGE || blank > 1,
        };
        if ends {
            break;
        }
        match line.kind {
            Kind::Blank => blank += 1,
            Kind::Trouble => {
                last_trouble = end;
                members.push((end, Role::Headline));
            }
            kind => members.push((end, role_of(kind))),
        }
        if line.kind != Kind::Blank {
            blank = 0;
        }
        end += 1;
    }
    let headlines = members
        .iter()
        .filter(|(_, role)| *role == Role::Headline)
        .filter_map(|(index, _)| lines.get(*index));
    let severity = headlines
        .map(Line::severity)
        .max()
        .unwrap_or(Severity::Error);
    (
        Extent {
            origin: Origin::Trouble,
            severity,
            headline: start,
            lines: members,
        },
        end,
    )
}

fn lines_before(lines: &[Line], start: usize, free: usize) -> Vec<(usize, Role)> {
    if lines
        .get(start)
        .is_none_or(|line| line.kind == Kind::Opening)
    {
        return Vec::new();
    }
    let mut before: Vec<(usize, Role)> = (free..start)
        .rev()
        .take(LINES_BEFORE)
        .filter_map(|index| Some((index, lines.get(index)?.kind)))
        .take_while(|(_, kind)| matches!(kind, Kind::Plain | Kind::Quote | Kind::Note))
        .map(|(index, kind)| (index, role_of(kind)))
        .collect();
    before.reverse();
    before
}

fn role_of(kind: Kind) -> Role {
    match kind {
        Kind::Opening | Kind::Trouble => Role::Headline,
        Kind::Note | Kind::Pointer => Role::Note,
        Kind::Quote => Role::Quote,
        _ => Role::Nearby,
    }
}

/// The words of the headlines: two passages with the same are one failure reported twice.
fn key_of(lines: &[Line], extent: &Extent) -> String {
    let mut key = String::new();
    let headlines = extent
        .lines
        .iter()
        .filter(|(_, role)| *role == Role::Headline);
    for line in headlines.filter_map(|(index, _)| lines.get(*index)) {
        words(line.content(), Trick::Used, |word| {
            key.push_str(word);
            key.push(' ');
        });
    }
    key
}

fn bounded(mut found: Vec<Extent>) -> Vec<Extent> {
    if found.len() > MOST_PASSAGES
        && found
            .iter()
            .any(|extent| extent.severity == Severity::Error)
    {
        found.retain(|extent| extent.severity == Severity::Error);
    }
    if found.len() > MOST_PASSAGES {
        let half = MOST_PASSAGES / 2;
        found.drain(half..found.len() - half);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn origins(text: &str) -> Vec<Origin> {
        let found = passages(&lines(text), Trick::Used);
        found.iter().map(|extent| extent.origin).collect()
    }

    #[test]
    fn what_a_person_says_is_told_from_what_a_program_prints() {
        for spoken in [
            "it works on one replica",
            "make check\nI keep seeing two sessions\nsince this morning",
        ] {
            assert_eq!(origins(spoken), [Origin::Speech], "{spoken}");
        }
        for printed in [
            "Permission denied (publickey).",
            "audited 2 packages\nerror: no such package\n",
        ] {
            assert_eq!(origins(printed), [Origin::Trouble], "{printed}");
        }
        assert_eq!(
            origins("audited 2 packages\n1 package has a signature\n"),
            [Origin::Quiet]
        );
    }

    #[test]
    fn what_was_run_is_left_out_of_what_a_person_says() {
        let found = passages(&lines("make check\nit works on one replica"), Trick::Used);
        let members: Vec<usize> = found
            .iter()
            .flat_map(|extent| &extent.lines)
            .map(|(line, _)| *line)
            .collect();
        assert_eq!(members, [1]);
    }
}
