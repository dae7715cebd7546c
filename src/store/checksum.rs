//! A checksum of records. It stands beside the log, with the step that wrote them, so that a change of a record that no
//! folio made is noticed though the record still reads well. It outlives the derived tables: one that is computed otherwise
//! needs a column of another name.

use uuid::Uuid;

use crate::history::Head;

/// FNV-1a over 32 bits (<https://datatracker.ietf.org/doc/html/rfc9923>): a change of one byte always gives another sum.
const OFFSET: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// The checksum of several records, whatever their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Checksum(u32);

impl Checksum {
    /// That of one record: where it stands, and its body as it is written.
    pub(super) fn of(head: &Head, body: &str) -> Self {
        let numbers = [
            head.sequence.to_be_bytes(),
            head.clock.milliseconds.to_be_bytes(),
            u64::from(head.clock.counter).to_be_bytes(),
        ];
        let names = [head.id, head.machine.0, head.step.0, head.subject];
        let names = names.iter().flat_map(Uuid::as_bytes);
        let bytes = names.chain(numbers.iter().flatten()).chain(body.as_bytes());
        Self(bytes.fold(OFFSET, |sum, byte| {
            (sum ^ u32::from(*byte)).wrapping_mul(PRIME)
        }))
    }

    /// That of these records and more.
    #[must_use]
    pub(super) fn and(self, more: Self) -> Self {
        Self(self.0.wrapping_add(more.0))
    }

    /// The number under which it is kept.
    pub(super) fn number(self) -> u32 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::HybridTime;
    use crate::model::{MachineId, StepId};

    #[test]
    fn a_change_of_any_byte_gives_another_checksum() {
        let body = r#"{"kind":"entry","tried":"a cache"}"#;
        let head = Head {
            id: Uuid::from_u128(1),
            machine: MachineId(Uuid::from_u128(2)),
            sequence: 3,
            clock: HybridTime::default(),
            step: StepId(Uuid::from_u128(4)),
            subject: Uuid::from_u128(5),
        };
        let sum = Checksum::of(&head, body);
        for place in 0..body.len() {
            let mut changed = body.as_bytes().to_owned();
            changed
                .iter_mut()
                .skip(place)
                .take(1)
                .for_each(|byte| *byte ^= 1);
            let changed = String::from_utf8_lossy(&changed).into_owned();
            assert_ne!(Checksum::of(&head, &changed), sum, "{changed}");
        }
        for head in [
            Head {
                sequence: 4,
                ..head
            },
            Head {
                subject: Uuid::from_u128(6),
                ..head
            },
            Head {
                clock: head.clock.tick(1),
                ..head
            },
        ] {
            assert_ne!(Checksum::of(&head, body), sum, "{head:?}");
        }
    }
}
