//! A change: which fields of one subject were set, with the values before and after, and which members of its lists
//! were added and removed.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The fields that are lists: their members are added and removed one by one, so that two changes to one list merge.
pub const LISTS: &[&str] = &[
    "signals",
    "tags",
    "reviews",
    "feedback",
    "elsewhere",
    "practice",
    "approaches",
    "briefs",
    "answers",
];

/// The field that says whether the subject is there. A removal sets it to false; nothing else of the subject is lost.
pub(super) const PRESENT: &str = "present";

/// One field, before and after. Null stands for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The value that was there.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub before: Value,
    /// The value that is there now.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub after: Value,
}

/// Members of one list that came and went.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetChange {
    /// Members that were not there before, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Value>,
    /// Members that are no longer there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<Value>,
}

/// What one record changes about its subject.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Fields set, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, FieldChange>,
    /// Lists changed, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lists: BTreeMap<String, SetChange>,
}

impl Change {
    /// The change that brings a subject into being with the values of `object`; what is null or empty is left out.
    pub fn creation(object: &Map<String, Value>) -> Self {
        let mut change = Self::between(&Map::new(), object);
        change.fields.extend([presence(false, true)]);
        change
    }

    /// The change that removes a subject. Its fields stay in the log, so that it can come back.
    pub fn removal() -> Self {
        Self {
            fields: BTreeMap::from([presence(true, false)]),
            lists: BTreeMap::new(),
        }
    }

    /// The change that leads from one form of a subject to another.
    pub fn between(before: &Map<String, Value>, after: &Map<String, Value>) -> Self {
        let mut change = Self::default();
        let gone = before.keys().filter(|name| !after.contains_key(*name));
        for name in after.keys().chain(gone) {
            let old = before.get(name).unwrap_or(&Value::Null);
            let new = after.get(name).unwrap_or(&Value::Null);
            if LISTS.contains(&name.as_str()) {
                let difference = SetChange::between(members(old), members(new));
                if difference != SetChange::default() {
                    change.lists.insert(name.clone(), difference);
                }
            } else if old != new {
                let set = FieldChange {
                    before: old.clone(),
                    after: new.clone(),
                };
                change.fields.insert(name.clone(), set);
            }
        }
        change
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.lists.is_empty()
    }

    /// Whether this brings the subject into being, or back.
    pub fn creates(&self) -> bool {
        self.presence() == Some(true)
    }

    /// Whether this removes the subject.
    pub fn removes(&self) -> bool {
        self.presence() == Some(false)
    }

    /// Whether a field only says that the subject is there.
    pub fn is_presence(field: &str) -> bool {
        field == PRESENT
    }

    fn presence(&self) -> Option<bool> {
        self.fields
            .get(PRESENT)
            .map(|change| change.after == Value::Bool(true))
    }

    /// The change that takes this one back. What came into being is removed, and keeps its fields for a return.
    #[must_use]
    pub fn inverse(&self) -> Self {
        if self.creates() {
            return Self::removal();
        }
        let fields = self.fields.iter().map(|(name, change)| {
            (
                name.clone(),
                FieldChange {
                    before: change.after.clone(),
                    after: change.before.clone(),
                },
            )
        });
        let lists = self.lists.iter().map(|(name, change)| {
            (
                name.clone(),
                SetChange {
                    added: change.removed.clone(),
                    removed: change.added.clone(),
                },
            )
        });
        Self {
            fields: fields.collect(),
            lists: lists.collect(),
        }
    }
}

impl SetChange {
    fn between(before: &[Value], after: &[Value]) -> Self {
        let missing_from = |other: &[Value], members: &[Value]| {
            let other: HashSet<&Value> = other.iter().collect();
            let missing = members.iter().filter(|member| !other.contains(member));
            missing.cloned().collect()
        };
        Self {
            added: missing_from(before, after),
            removed: missing_from(after, before),
        }
    }
}

fn presence(before: bool, after: bool) -> (String, FieldChange) {
    let change = FieldChange {
        before: Value::Bool(before),
        after: Value::Bool(after),
    };
    (PRESENT.to_owned(), change)
}

fn members(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use serde_json::json;

    use super::*;

    fn object(value: &Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn what_did_not_change_is_not_in_the_change() {
        let before = object(&json!({"tried": "a", "next": null, "tags": ["x", "y"]}));
        let after = object(&json!({"tried": "a", "next": "n", "tags": ["y", "z"]}));
        let change = Change::between(&before, &after);
        assert_eq!(
            serde_json::to_value(&change).unwrap(),
            json!({"fields": {"next": {"after": "n"}}, "lists": {"tags": {"added": ["z"], "removed": ["x"]}}})
        );
        assert!(Change::between(&before, &before).is_empty());
    }

    #[test]
    fn the_inverse_of_a_creation_is_a_removal_and_back() {
        let creation = Change::creation(&object(&json!({"tried": "a"})));
        assert!(creation.creates());
        assert_eq!(creation.inverse(), Change::removal());
        assert!(creation.inverse().inverse().creates());
    }
}
