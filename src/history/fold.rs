//! Folding: the state of a subject is the sum of its changes, applied in their total order.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::Change;
use super::change::PRESENT;

/// What a subject's changes add up to so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    present: bool,
    fields: BTreeMap<String, Value>,
    lists: BTreeMap<String, HashMap<Value, Membership>>,
}

/// A member keeps its place when it goes, so that taking a removal back restores the order too.
#[derive(Debug, Clone, PartialEq)]
struct Membership {
    place: usize,
    present: bool,
}

impl State {
    /// Folds changes, given in their total order.
    pub fn of<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Self {
        let mut state = Self::default();
        for change in changes {
            state.apply(change);
        }
        state
    }

    /// Adds one more change.
    pub fn apply(&mut self, change: &Change) {
        for (name, field) in &change.fields {
            if name == PRESENT {
                self.present = field.after == Value::Bool(true);
            } else {
                self.fields.insert(name.clone(), field.after.clone());
            }
        }
        for (name, difference) in &change.lists {
            let members = self.lists.entry(name.clone()).or_default();
            for value in &difference.removed {
                set_presence(members, value, false);
            }
            for value in &difference.added {
                set_presence(members, value, true);
            }
        }
    }

    /// Whether the subject is there: created, and not removed since.
    pub fn is_present(&self) -> bool {
        self.present
    }

    /// The fields and lists as one object. Unknown fields are in it too.
    pub fn to_object(&self) -> Map<String, Value> {
        let mut object: Map<String, Value> = self.fields.clone().into_iter().collect();
        for (name, members) in &self.lists {
            let mut present: Vec<_> = members
                .iter()
                .filter(|(_, membership)| membership.present)
                .collect();
            present.sort_by_key(|(_, membership)| membership.place);
            let present = present.into_iter().map(|(value, _)| value.clone());
            object.insert(name.clone(), present.collect());
        }
        object
    }
}

fn set_presence(members: &mut HashMap<Value, Membership>, value: &Value, present: bool) {
    let place = members.len();
    match members.get_mut(value) {
        Some(membership) => membership.present = present,
        None if present => {
            members.insert(value.clone(), Membership { place, present });
        }
        None => {}
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn subject() -> impl Strategy<Value = Map<String, Value>> {
        let word = prop::sample::select(vec!["a", "b", "c", "d"]);
        let list = prop::collection::btree_set(word.clone(), 0..4);
        (
            prop::option::of(word.clone()),
            prop::option::of(word),
            list.clone(),
            list,
        )
            .prop_map(|(tried, next, tags, signals)| {
                json!({"tried": tried, "next": next, "tags": tags, "signals": signals})
                    .as_object()
                    .unwrap()
                    .clone()
            })
    }

    fn sorted(mut object: Map<String, Value>) -> Map<String, Value> {
        object.retain(|_, value| {
            !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty())
        });
        for list in object.values_mut().filter_map(Value::as_array_mut) {
            list.sort_by_key(ToString::to_string);
        }
        object
            .into_iter()
            .collect::<BTreeMap<_, _>>()
            .into_iter()
            .collect()
    }

    proptest! {
        #[test]
        fn folding_the_differences_gives_the_last_form(forms in prop::collection::vec(subject(), 1..6)) {
            let (first, rest) = forms.split_first().unwrap();
            let mut state = State::of([&Change::creation(first)]);
            for (before, after) in forms.iter().zip(rest) {
                state.apply(&Change::between(before, after));
            }
            prop_assert!(state.is_present());
            prop_assert_eq!(sorted(state.to_object()), sorted(forms.last().unwrap().clone()));
        }

        #[test]
        fn a_change_and_its_inverse_leave_the_state_as_it_was(first in subject(), second in subject()) {
            let before = State::of([&Change::creation(&first)]);
            let change = Change::between(&first, &second);
            let mut after = before.clone();
            after.apply(&change);
            after.apply(&change.inverse());
            let strip = |state: &State| { let mut object = state.to_object(); object.retain(|_, value| !value.is_null() && *value != json!([])); object };
            prop_assert_eq!(strip(&after), strip(&before));
        }
    }

    #[test]
    fn a_removal_hides_and_its_inverse_restores_everything() {
        let creation = Change::creation(json!({"tried": "a", "tags": ["x"]}).as_object().unwrap());
        let mut state = State::of([&creation, &Change::removal()]);
        assert!(!state.is_present());
        state.apply(&Change::removal().inverse());
        assert!(state.is_present());
        assert_eq!(
            Value::from(state.to_object()),
            json!({"tried": "a", "tags": ["x"]})
        );
    }
}
