//! A record: one immutable entry of the log, which stands alone.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::Change;
use crate::model::time::Stamp;
use crate::model::{MachineId, StepId};

/// What a record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An entry.
    Entry,
    /// An exploration.
    Exploration,
}

impl Kind {
    /// The kind as it is written in a record.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Entry => "entry",
            Kind::Exploration => "exploration",
        }
    }

    /// The version of the kind that this build writes, and the newest that it understands.
    pub fn version(self) -> u32 {
        1
    }

    fn of(written: &str) -> Option<Self> {
        [Kind::Entry, Kind::Exploration]
            .into_iter()
            .find(|kind| kind.as_str() == written)
    }
}

/// A hybrid logical clock: milliseconds of wall time, and a counter that keeps records of one millisecond, or of a
/// clock that ran backwards, in order (Kulkarni et al., "Logical Physical Clocks", 2014).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HybridTime {
    /// Unix milliseconds of the latest wall time seen.
    pub milliseconds: i64,
    /// Counts records within those milliseconds.
    pub counter: u32,
}

impl HybridTime {
    /// The time of the next record, given the wall clock's Unix milliseconds. It is greater than `self`, whatever the
    /// wall clock does.
    #[must_use]
    pub fn tick(self, wall_milliseconds: i64) -> Self {
        if wall_milliseconds > self.milliseconds {
            return Self {
                milliseconds: wall_milliseconds,
                counter: 0,
            };
        }
        match self.counter.checked_add(1) {
            Some(counter) => Self { counter, ..self },
            None => Self {
                milliseconds: self.milliseconds + 1,
                counter: 0,
            },
        }
    }
}

/// One immutable record of one change.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Where the record stands.
    pub head: Head,
    /// What it says.
    pub body: Body,
}

/// Where a record stands: what names it and puts it in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Names the record: a UUIDv7.
    pub id: Uuid,
    /// The machine that wrote it.
    pub machine: MachineId,
    /// Counts the records of that machine in this journal from 1, without holes.
    pub sequence: u64,
    /// Orders records across machines, together with machine and sequence.
    pub clock: HybridTime,
    /// The step it belongs to: what one command changed.
    pub step: StepId,
    /// The subject: the identifier of an entry or an exploration.
    pub subject: Uuid,
}

/// What a record says. Names in its JSON that this build does not know are kept and written back as they were.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// A [`Kind`] as it is written, or a kind of another build.
    pub kind: String,
    /// The version of the kind.
    pub version: u32,
    /// The wall clock when it was written, with the offset of the place.
    pub at: Stamp,
    /// Who wrote it.
    pub author: String,
    /// The command that made the step, for people: `tags --rename`.
    pub command: String,
    /// The step that this one takes back, if it is an undo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<StepId>,
    /// What changed.
    #[serde(flatten)]
    pub change: Change,
    /// Whatever else stands in the record.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl Body {
    /// What the record is about, where this build understands it. Other records are kept and not applied.
    pub fn kind(&self) -> Option<Kind> {
        Kind::of(&self.kind).filter(|kind| self.version <= kind.version())
    }
}

impl Record {
    /// Where the record stands in the total order of all records.
    pub fn place(&self) -> (HybridTime, MachineId, u64) {
        (self.head.clock, self.head.machine, self.head.sequence)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    const BODY: &str = r#"{"kind":"entry","version":1,"at":"2026-11-22T16:00:00+01:00","author":"ada","command":"edit","fields":{"next":{"after":"n"}},"lists":{"tags":{"added":["x"]}}}"#;

    #[test]
    fn what_a_record_says_is_written_as_it_was_read() {
        let body: Body = serde_json::from_str(BODY).unwrap();
        assert_eq!(body.kind(), Some(Kind::Entry));
        assert_eq!(serde_json::to_string(&body).unwrap(), BODY);
    }

    #[test]
    fn what_a_newer_build_added_is_kept_to_the_letter() {
        let newer = BODY
            .replace(r#""version":1"#, r#""version":9"#)
            .replace("}}}", r#"}},"mood":{"a":[1,null]}}"#);
        let body: Body = serde_json::from_str(&newer).unwrap();
        assert_eq!(body.kind(), None);
        assert_eq!(serde_json::to_string(&body).unwrap(), newer);
    }

    #[test]
    fn the_clock_grows_though_the_wall_clock_runs_backwards() {
        let mut time = HybridTime::default();
        for wall in [10, 10, 3, 11, -5, i64::MIN] {
            let next = time.tick(wall);
            assert!(next > time);
            time = next;
        }
        assert_eq!(
            HybridTime {
                milliseconds: 1,
                counter: u32::MAX
            }
            .tick(0),
            HybridTime {
                milliseconds: 2,
                counter: 0
            }
        );
    }
}
