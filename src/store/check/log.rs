//! Every record of the log: can it be read, and are all there.

use std::collections::BTreeMap;

use rusqlite::Row;
use uuid::Uuid;

use super::{Checked, Examined, Problem};
use crate::model::MachineId;
use crate::store::{StoreError, records, rows};
use crate::text::{counted, first_few, grouped};

/// So many holes are named; the rest is counted.
const MOST_SHOWN: usize = 3;

/// What was seen of the log.
#[derive(Default)]
struct Seen {
    records: u64,
    unreadable: Vec<i64>,
    unknown: u64,
    machines: BTreeMap<MachineId, Numbers>,
}

/// Whole numbers that were seen, as ranges that do not touch: the first of each, and its last.
#[derive(Default)]
pub(in crate::store) struct Numbers(BTreeMap<u64, u64>);

impl Numbers {
    /// Adds a number.
    pub(in crate::store) fn add(&mut self, number: u64) {
        let mut first = number;
        let mut last = number;
        if let Some((&before, &end)) = self.0.range(..=number).next_back() {
            if end >= number {
                return;
            }
            if end + 1 == number {
                first = before;
            }
        }
        if let Some(end) = number.checked_add(1).and_then(|next| self.0.remove(&next)) {
            last = end;
        }
        self.0.insert(first, last);
    }

    /// The numbers from 1 to the greatest seen that were not: the first of each range, and its last.
    pub(in crate::store) fn holes(&self) -> Vec<(u64, u64)> {
        let mut next = 1;
        let mut holes = Vec::new();
        for (&first, &last) in &self.0 {
            if first > next {
                holes.push((next, first - 1));
            }
            next = last.saturating_add(1);
        }
        holes
    }
}

impl Examined {
    /// Every record, and the tables and indexes in which they stand. Where `file`, what came of [`Self::file`], has no
    /// problem, those are known to be whole.
    pub fn log(&self, file: &Checked) -> Checked {
        let mut seen = Seen::default();
        let read = self.see(&mut seen);
        let machines = counted(seen.machines.len() as u64, "machine", "machines");
        let records = counted(seen.records, "record", "records");
        let mut checked = Checked::fine(format!("{records} of {machines}"));
        let salvage =
            "run `folio doctor --salvage FILE`: it writes what can be read to a new journal";
        let is_whole = file.problems.is_empty() || self.log_structure().is_empty();
        if let Err(error) = read {
            let says = format!("the log cannot be read to its end: {error}");
            checked = checked.with(Problem::wrong(says).hint(salvage));
        } else if !is_whole {
            let says = "the table of records or one of its indexes is damaged";
            checked = checked.with(Problem::wrong(says).hint(salvage));
        }
        if !seen.unreadable.is_empty() {
            let count = counted(seen.unreadable.len() as u64, "record", "records");
            let says = format!("{count} cannot be understood");
            checked = checked.with(Problem::wrong(says).hint(salvage));
        }
        for (machine, numbers) in &seen.machines {
            checked.problems.extend(holes(*machine, numbers));
        }
        if seen.unknown > 0 {
            let count = counted(seen.unknown, "record is", "records are");
            let says =
                format!("{count} of a kind that this folio does not know; kept, and not shown");
            checked = checked.with(Problem::warning(says).hint("install the newer folio"));
        }
        checked
    }

    /// Hands the position and the subject of every record that stands in the index of subjects to `each`.
    pub(in crate::store) fn for_each_indexed(
        &self,
        mut each: impl FnMut(i64, Uuid),
    ) -> Result<(), StoreError> {
        let sql = "SELECT position, subject FROM record INDEXED BY record_subject";
        let mut statement = self.connection.prepare(sql)?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            each(row.get(0)?, rows::uuid(row, 1)?);
        }
        Ok(())
    }

    fn see(&self, seen: &mut Seen) -> Result<(), StoreError> {
        records::for_each(&self.connection, |row| {
            seen.records += 1;
            see_row(row, seen)
        })
    }
}

fn see_row(row: &Row<'_>, seen: &mut Seen) -> Result<(), StoreError> {
    match records::read(row) {
        Ok(recorded) => {
            let head = recorded.record.head;
            seen.machines
                .entry(head.machine)
                .or_default()
                .add(head.sequence);
            seen.unknown += u64::from(recorded.record.body.kind().is_none());
        }
        Err(_) => seen.unreadable.push(row.get(0)?),
    }
    Ok(())
}

/// The holes in the numbers of one machine.
fn holes(machine: MachineId, numbers: &Numbers) -> Option<Problem> {
    let holes = numbers.holes();
    let missing: u64 = holes.iter().map(|(first, last)| last - first + 1).sum();
    if missing == 0 {
        return None;
    }
    let named = holes.iter().map(|(first, last)| {
        if first == last {
            grouped(*first)
        } else {
            format!("{} to {}", grouped(*first), grouped(*last))
        }
    });
    let named = first_few(&named.collect::<Vec<_>>(), MOST_SHOWN);
    let are = counted(missing, "record is", "records are");
    let says = format!("{are} missing of machine {}: {named}", machine.0);
    Some(Problem::warning(says).hint("`folio backup --list` shows copies that may have them"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn holes_are_the_numbers_that_were_not_seen(seen in prop::collection::vec(1_u64..40, 0..40)) {
            let mut numbers = Numbers::default();
            for number in &seen {
                numbers.add(*number);
            }
            let last = seen.iter().copied().max().unwrap_or(0);
            let missing: Vec<u64> = (1..=last).filter(|number| !seen.contains(number)).collect();
            let holes: Vec<u64> = numbers.holes().into_iter().flat_map(|(first, last)| first..=last).collect();
            prop_assert_eq!(holes, missing);
        }
    }
}
