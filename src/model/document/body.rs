//! The body of a document: its lines → the sections that have something in them.

use serde_json::Value;

use super::documents::TextLine;
use super::structure::{Place, heading, places, unescape};
use super::{DocumentError, DocumentProblem, Section};

/// A section that is not empty.
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    pub(super) section: Section,
    /// The line of its heading.
    pub(super) line: u64,
    /// Its text, or for signals the list of them.
    pub(super) value: Value,
}

/// A heading and the lines under it.
struct Stretch<'a> {
    section: Section,
    line: u64,
    lines: Vec<(&'a TextLine, Place)>,
}

pub(super) fn read(lines: &[TextLine]) -> Result<Vec<Found>, DocumentError> {
    let mut found = Vec::new();
    for stretch in divide(lines)? {
        let value = match stretch.section {
            Section::Signals => signals(&stretch.lines)?,
            _ => prose(&stretch.lines),
        };
        if let Some(value) = value {
            found.push(Found {
                section: stretch.section,
                line: stretch.line,
                value,
            });
        }
    }
    Ok(found)
}

fn divide(lines: &[TextLine]) -> Result<Vec<Stretch<'_>>, DocumentError> {
    let mut stretches: Vec<Stretch<'_>> = Vec::new();
    let places = places(lines.iter().map(|line| line.text.as_str()));
    for (line, place) in lines.iter().zip(places) {
        if let Some(section) = section_at(line, place)? {
            if stretches.iter().any(|stretch| stretch.section == section) {
                let problem = DocumentProblem::RepeatedSection { section };
                return Err(DocumentError::new(line.number, problem));
            }
            stretches.push(Stretch {
                section,
                line: line.number,
                lines: Vec::new(),
            });
        } else if let Some(stretch) = stretches.last_mut() {
            stretch.lines.push((line, place));
        } else if !line.text.trim().is_empty() {
            let problem = DocumentProblem::TextBeforeSection;
            return Err(DocumentError::new(line.number, problem));
        }
    }
    Ok(stretches)
}

fn section_at(line: &TextLine, place: Place) -> Result<Option<Section>, DocumentError> {
    let Some(heading) =
        heading(&line.text).filter(|heading| place == Place::Open && heading.is_structural())
    else {
        return Ok(None);
    };
    let section = Section::named(heading.title).ok_or_else(|| {
        let title = heading.title.to_owned();
        DocumentError::new(line.number, DocumentProblem::UnknownSection { title })
    })?;
    Ok(Some(section))
}

fn prose(lines: &[(&TextLine, Place)]) -> Option<Value> {
    let lines = lines
        .iter()
        .map(|(line, place)| unescape(&line.text, *place));
    let text = lines.collect::<Vec<_>>().join("\n");
    let text = text.trim();
    (!text.is_empty()).then(|| Value::from(text))
}

fn signals(lines: &[(&TextLine, Place)]) -> Result<Option<Value>, DocumentError> {
    let mut signals: Vec<Vec<String>> = Vec::new();
    for (line, place) in lines {
        if let Some(first) = item(&line.text) {
            signals.push(vec![unescape(first, *place)]);
            continue;
        }
        let blank = line.text.trim().is_empty();
        let further = line.text.strip_prefix("  ").or(blank.then_some(""));
        match (signals.last_mut(), further) {
            (Some(signal), Some(further)) => signal.push(unescape(further, *place)),
            (None, _) if blank => {}
            _ => return Err(DocumentError::new(line.number, DocumentProblem::NotASignal)),
        }
    }
    let signals: Vec<Value> = signals
        .into_iter()
        .map(|lines| lines.join("\n"))
        .filter(|signal| !signal.trim().is_empty())
        .map(|signal| Value::from(signal.trim()))
        .collect();
    Ok((!signals.is_empty()).then(|| Value::from(signals)))
}

/// What the first line of an item says: `-`, `*` and `+` begin one, at most one space before them.
fn item(line: &str) -> Option<&str> {
    let line = line.strip_prefix(' ').unwrap_or(line);
    let rest = line.strip_prefix(['-', '*', '+'])?;
    rest.strip_prefix([' ', '\t'])
        .or(rest.is_empty().then_some(""))
}
