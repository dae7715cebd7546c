//! The redactor: finds the secrets of a text and puts words in their place.

use std::ops::Range;

use regex::Regex;

use super::commands::PROGRAMS;
use super::found::{Found, Redacted};
use super::keywords::{self, Hit, Rule};
use super::pattern::{self, PatternError};
use super::scan::Scan;
use super::span::{Certainty, Looked, Span, merged, without};
use super::{addresses, assignments, commands, headers, key_blocks, tokens};

/// How what stands in the place of a secret begins.
const BEGINNING: &str = "[redacted: ";

/// The longest name of a kind, in bytes.
const LONGEST_KIND: usize = 40;

/// So often a text is read at most. Ordinary ones are read once, or twice with a secret; one that was made up for it
/// could hide each of a thousand behind the next.
const MOST_PASSES: usize = 4;

/// Finds secrets and puts `[redacted: kind]` in their place.
#[derive(Debug, Clone, Default)]
pub struct Redactor {
    patterns: Vec<Regex>,
}

impl Redactor {
    /// A redactor that knows the shapes of its own table, and the regular expressions of the configuration.
    ///
    /// # Errors
    /// When one of the expressions cannot be used.
    pub fn new(extra: &[String]) -> Result<Self, PatternError> {
        let patterns = extra.iter().map(|pattern| pattern::compile(pattern));
        Ok(Self {
            patterns: patterns.collect::<Result<_, _>>()?,
        })
    }

    /// Replaces everything that is a secret by its shape, by what stands around it, or by a pattern of the
    /// configuration: for the output of programs and for command lines. Doing it again changes nothing.
    pub fn redact(&self, text: &str) -> Redacted {
        self.redact_all(text, Certainty::Surroundings)
    }

    /// Replaces only what is a secret by its own shape, a provider's token or a private key, and what a pattern of the
    /// configuration finds: for sentences, which may speak of passwords. Doing it again changes nothing.
    pub fn redact_certain(&self, text: &str) -> Redacted {
        self.redact_all(text, Certainty::Shape)
    }

    /// Replaces what the rules find until they find nothing: without a secret, what stands beside it may look like one.
    fn redact_all(&self, text: &str, least: Certainty) -> Redacted {
        let mut redacted = self.redact_once(text, least);
        let mut is_done = redacted.found.is_empty();
        for _ in 1..MOST_PASSES {
            if is_done {
                break;
            }
            let again = self.redact_once(&redacted.text, least);
            is_done = again.found.is_empty();
            redacted.text = again.text;
            redacted.found.add(&again.found);
        }
        redacted
    }

    /// One reading of the text, and what it found.
    pub(super) fn redact_once(&self, text: &str, least: Certainty) -> Redacted {
        let mut spans = secrets(text, least);
        for pattern in &self.patterns {
            spans.extend(pattern::find(pattern, text));
        }
        replace(text, spans)
    }
}

/// What the rules find that are at least so sure, in no order.
fn secrets(text: &str, least: Certainty) -> Vec<Span> {
    let scan = Scan::of(text);
    let mut spans = Vec::new();
    let mut markers = Vec::new();
    let mut read_to = [0; keywords::WAYS];
    for hit in keywords::hits(text) {
        let Some(read_to) = read_to.get_mut(hit.rule.way()) else {
            continue;
        };
        if hit.rule.certainty() > least || hit.range.start < *read_to {
            continue;
        }
        if let Rule::KeyBegin | Rule::KeyEnd = hit.rule {
            markers.push(hit);
            continue;
        }
        let looked = look(scan, hit);
        spans.extend(looked.spans);
        *read_to = looked.read_to;
    }
    spans.extend(key_blocks::find(scan, &markers));
    spans
}

/// What the rule of a word finds there.
fn look(scan: Scan<'_>, Hit { rule, range }: Hit) -> Looked {
    match rule {
        Rule::Token(shape) => tokens::find(scan, shape, range).into(),
        Rule::WebToken => tokens::web_token(scan, range),
        Rule::Discord => tokens::discord(scan, range.start).into(),
        Rule::Name => assignments::find(scan, range),
        Rule::Authorization => headers::authorization(scan, range).into(),
        Rule::Bearer => headers::bearer(scan, range).into(),
        Rule::Cookie => headers::cookies(scan, range),
        Rule::Address => addresses::find(scan, range).into(),
        Rule::Program(number) => match PROGRAMS.get(number) {
            Some(program) => commands::find(scan, program, range),
            None => Looked::in_vain(range.end),
        },
        Rule::KeyBegin | Rule::KeyEnd => Looked::in_vain(range.end),
    }
}

/// The text with words in the place of the spans. What stands in the place of a secret already is left as it is.
fn replace(text: &str, spans: Vec<Span>) -> Redacted {
    let spans = merged(spans);
    if spans.is_empty() {
        return Redacted {
            text: text.to_owned(),
            found: Found::default(),
        };
    }
    let mut found = Found::default();
    let mut written = String::with_capacity(text.len());
    let mut copied = 0;
    for span in without(spans, &placeholders(text)) {
        written.push_str(text.get(copied..span.range.start).unwrap_or_default());
        written.push_str(BEGINNING);
        written.push_str(span.kind);
        written.push(']');
        found.count(span.kind);
        copied = span.range.end;
    }
    written.push_str(text.get(copied..).unwrap_or_default());
    Redacted {
        text: written,
        found,
    }
}

/// Where words stand in the place of secrets already.
fn placeholders(text: &str) -> Vec<Range<usize>> {
    let scan = Scan::of(text);
    let starts = text.match_indices(BEGINNING).map(|(start, _)| start);
    let ranges = starts.filter_map(|start| {
        let kind = start + BEGINNING.len();
        let end = scan.short_run_end(kind, LONGEST_KIND, |byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b' ' | b'-')
        });
        (scan.at(end) == Some(b']') && end > kind).then_some(start..end + 1)
    });
    ranges.collect()
}
