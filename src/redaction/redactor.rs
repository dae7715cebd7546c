//! The redactor: finds the secrets of a text and puts words in their place.

use std::ops::Range;

use regex::Regex;

use super::found::{Found, Redacted};
use super::keywords::{self, Hit, Rule};
use super::pattern::{self, PatternError};
use super::scan::Scan;
use super::span::{Certainty, Span, merged, without};
use super::{addresses, assignments, commands, headers, key_blocks, tokens};

/// How what stands in the place of a secret begins.
const BEGINNING: &str = "[redacted: ";

/// The longest name of a kind, in bytes.
const LONGEST_KIND: usize = 40;

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
        replace(text, self.with_patterns(secrets(text), text))
    }

    /// Replaces only what is a secret by its own shape, a provider's token or a private key, and what a pattern of the
    /// configuration finds: for sentences, which may speak of passwords. Doing it again changes nothing.
    pub fn redact_certain(&self, text: &str) -> Redacted {
        let mut spans = secrets(text);
        spans.retain(|span| span.certainty == Certainty::Shape);
        replace(text, self.with_patterns(spans, text))
    }

    fn with_patterns(&self, mut spans: Vec<Span>, text: &str) -> Vec<Span> {
        for pattern in &self.patterns {
            spans.extend(pattern::find(pattern, text));
        }
        spans
    }
}

/// What the rules find, in no order.
fn secrets(text: &str) -> Vec<Span> {
    let scan = Scan::of(text);
    let hits = keywords::hits(text);
    let mut spans = key_blocks::find(scan, &hits);
    let mut assigned = 0;
    for Hit { rule, range } in hits {
        match rule {
            Rule::Token(shape) => spans.extend(tokens::find(scan, shape, range)),
            Rule::Dot => spans.extend(tokens::discord(scan, range.start)),
            Rule::Name if range.start >= assigned => {
                let found = assignments::find(scan, range);
                assigned = found.read_to;
                spans.extend(found.span);
            }
            Rule::Authorization => spans.extend(headers::authorization(scan, range)),
            Rule::Bearer => spans.extend(headers::bearer(scan, range)),
            Rule::Cookie => headers::cookies(scan, range, &mut spans),
            Rule::Address => spans.extend(addresses::find(scan, range)),
            Rule::Command(command) => commands::find(scan, command, range, &mut spans),
            Rule::Name | Rule::KeyBegin | Rule::KeyEnd => {}
        }
    }
    spans
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
