//! A secret's place in a text. How it was recognised does not live here.

use std::ops::Range;

/// How sure it is that a span is a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// Its own shape says so, whatever stands around it.
    Shape,
    /// What stands around it says so.
    Surroundings,
}

/// A secret's place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// In bytes, between characters.
    pub(super) range: Range<usize>,
    /// What it is, in words for people.
    pub(super) kind: &'static str,
    /// How sure that is.
    pub(super) certainty: Certainty,
}

impl Span {
    /// A secret that its own shape gives away.
    pub(super) fn shaped(range: Range<usize>, kind: &'static str) -> Self {
        Self {
            range,
            kind,
            certainty: Certainty::Shape,
        }
    }

    /// A secret that its surroundings give away.
    pub(super) fn placed(range: Range<usize>, kind: &'static str) -> Self {
        Self {
            range,
            kind,
            certainty: Certainty::Surroundings,
        }
    }
}

/// What came of looking closer at a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Looked {
    /// The secrets.
    pub(super) spans: Vec<Span>,
    /// Up to where there is nothing left to look at in the same way.
    pub(super) read_to: usize,
}

impl Looked {
    /// A secret: nothing within it needs to be looked at.
    pub(super) fn found(span: Span) -> Self {
        Self {
            read_to: span.range.end,
            spans: vec![span],
        }
    }

    /// No secret, and none that begins before `read_to`.
    pub(super) fn in_vain(read_to: usize) -> Self {
        Self {
            spans: Vec::new(),
            read_to,
        }
    }
}

impl From<Option<Span>> for Looked {
    fn from(span: Option<Span>) -> Self {
        span.map_or(Self::in_vain(0), Self::found)
    }
}

/// The spans in the order of the text, each byte in one of them at most. Of overlapping spans the one that begins first
/// gives the kind; of two that begin together, the surer.
pub(super) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by(|one, other| {
        let key = |span: &Span| (span.range.start, span.certainty);
        key(one)
            .cmp(&key(other))
            .then(other.range.end.cmp(&one.range.end))
    });
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.range.start < last.range.end => {
                last.range.end = last.range.end.max(span.range.end);
            }
            _ => merged.push(span),
        }
    }
    merged
}

/// The spans without what lies in `protected`, which is in order.
pub(super) fn without(spans: Vec<Span>, protected: &[Range<usize>]) -> Vec<Span> {
    let mut kept = Vec::with_capacity(spans.len());
    for span in spans {
        let mut start = span.range.start;
        let first = protected.partition_point(|range| range.end <= start);
        let overlapping = protected
            .iter()
            .skip(first)
            .take_while(|range| range.start < span.range.end);
        for range in overlapping {
            if start < range.start {
                kept.push(Span {
                    range: start..range.start,
                    ..span
                });
            }
            start = range.end;
        }
        if start < span.range.end {
            kept.push(Span {
                range: start..span.range.end,
                ..span
            });
        }
    }
    kept
}
