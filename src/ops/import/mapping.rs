//! Names of fields: those that a file uses → those that an entry has. What their values mean is not known here.

use serde_json::{Map, Value};

use crate::model::EntryDraft;
use crate::text::nearest;

/// Which field of a file is which field of an entry, as `theirs=ours`; `theirs=` leaves a field out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping(Vec<Rule>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    theirs: String,
    /// Absent where the field is left out.
    ours: Option<String>,
}

/// Why a mapping cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// No `=`, or nothing before it.
    #[error("`{given}` does not say which field is meant")]
    NotAMapping {
        /// The mapping as given.
        given: String,
    },
    /// A field that no entry has.
    #[error("`{ours}` is not a field of an entry")]
    UnknownField {
        /// The name as given.
        ours: String,
        /// The known name nearest to it.
        nearest: Option<&'static str>,
    },
    /// A field of an entry that two fields were to become.
    #[error("both `{first}` and `{second}` are to become `{ours}`")]
    SameTarget {
        /// The field of the entry.
        ours: String,
        /// The field that was named first.
        first: String,
        /// The field that was named later.
        second: String,
    },
    /// A field that was mapped twice.
    #[error("`{theirs}` is mapped twice")]
    SameSource {
        /// The field of the file.
        theirs: String,
    },
}

impl MappingError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::NotAMapping { .. } => {
                "write `theirs=ours`, for example `repo=project`, or `theirs=` to leave a field out"
                    .to_owned()
            }
            Self::UnknownField { nearest, .. } => {
                let known = EntryDraft::FIELDS.join(", ");
                let names = format!("the fields are {known}, and parts such as evidence.commit");
                nearest.map_or(names.clone(), |nearest| {
                    format!("did you mean `{nearest}`? {names}")
                })
            }
            Self::SameTarget { .. } => "keep one of them".to_owned(),
            Self::SameSource { theirs } => format!("say once what `{theirs}` is"),
        }
    }
}

/// What can be meant beside [`EntryDraft::FIELDS`].
const FURTHER_FIELDS: &[&str] = &[
    "spent",
    "evidence.command",
    "evidence.exit_code",
    "evidence.directory",
    "evidence.commit",
    "evidence.branch",
    "evidence.output",
];

impl Mapping {
    /// Reads mappings as they are typed. White space around names does not count.
    ///
    /// # Errors
    /// When one is no mapping, names a field that [`EntryDraft::reads`] does not know, or contradicts another.
    pub fn parse(given: &[String]) -> Result<Self, MappingError> {
        let mut rules: Vec<Rule> = Vec::new();
        for given in given {
            let rule = Rule::parse(given)?;
            if rules.iter().any(|other| other.theirs == rule.theirs) {
                return Err(MappingError::SameSource {
                    theirs: rule.theirs,
                });
            }
            if let Some(ours) = &rule.ours
                && let Some(other) = rules.iter().find(|other| other.ours == rule.ours)
            {
                return Err(MappingError::SameTarget {
                    ours: ours.clone(),
                    first: other.theirs.clone(),
                    second: rule.theirs,
                });
            }
            rules.push(rule);
        }
        Ok(Self(rules))
    }

    /// The names that are mapped.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|rule| rule.theirs.as_str())
    }

    /// The object with the names of an entry. A field that is mapped, and is not empty, takes the place of one that
    /// has its new name already.
    pub fn apply(&self, object: Map<String, Value>) -> Map<String, Value> {
        let mut kept = Map::new();
        let mut renamed = Vec::new();
        for (name, value) in object {
            match self.0.iter().find(|rule| rule.theirs == name) {
                None => _ = kept.insert(name, value),
                Some(Rule { ours: None, .. }) => {}
                Some(_) if is_empty(&value) => {}
                Some(Rule {
                    ours: Some(ours), ..
                }) => renamed.push((ours.clone(), value)),
            }
        }
        for (ours, value) in renamed {
            kept.shift_remove(&ours);
            kept.insert(ours, value);
        }
        kept
    }
}

impl Rule {
    fn parse(given: &str) -> Result<Self, MappingError> {
        let parts = given
            .rsplit_once('=')
            .map(|(theirs, ours)| (theirs.trim(), ours.trim()));
        match parts {
            None | Some(("", _)) => Err(MappingError::NotAMapping {
                given: given.to_owned(),
            }),
            Some((theirs, "")) => Ok(Self {
                theirs: theirs.to_owned(),
                ours: None,
            }),
            Some((theirs, ours)) if EntryDraft::reads(ours) => Ok(Self {
                theirs: theirs.to_owned(),
                ours: Some(ours.to_owned()),
            }),
            Some((_, ours)) => Err(MappingError::UnknownField {
                ours: ours.to_owned(),
                nearest: nearest(
                    ours,
                    EntryDraft::FIELDS.iter().chain(FURTHER_FIELDS).copied(),
                ),
            }),
        }
    }
}

/// As [`EntryDraft::read`] sees it.
pub(super) fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// The names of the fields that [`EntryDraft::read`] would pass over; a part of the evidence as `evidence.part`.
pub fn unread(object: &Map<String, Value>) -> Vec<String> {
    let evidence = object.get("evidence").and_then(Value::as_object);
    let parts = evidence
        .into_iter()
        .flat_map(Map::keys)
        .map(|part| format!("evidence.{part}"));
    let fields = object.keys().cloned();
    fields
        .chain(parts)
        .filter(|name| !EntryDraft::reads(name))
        .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use serde_json::json;

    use super::*;

    fn mapping(given: &[&str]) -> Result<Mapping, MappingError> {
        let given: Vec<String> = given.iter().map(|given| (*given).to_owned()).collect();
        Mapping::parse(&given)
    }

    fn applied(given: &[&str], object: Value) -> Value {
        let Value::Object(object) = object else {
            return Value::Null;
        };
        Value::Object(mapping(given).unwrap().apply(object))
    }

    #[test]
    fn fields_are_renamed_and_others_stay() {
        let object = json!({"repo": "shop", "tried": "a", "sha": "4f2a"});
        assert_eq!(
            applied(&["repo=project", " sha = evidence.commit "], object),
            json!({"tried": "a", "project": "shop", "evidence.commit": "4f2a"})
        );
    }

    #[test]
    fn a_mapped_field_wins_over_one_that_has_the_name_unless_it_is_empty() {
        for (theirs, project) in [
            (json!("shop"), "shop"),
            (json!(null), "old"),
            (json!(" "), "old"),
        ] {
            for object in [
                json!({"repo": theirs, "project": "old"}),
                json!({"project": "old", "repo": theirs}),
            ] {
                assert_eq!(
                    applied(&["repo=project"], object),
                    json!({"project": project})
                );
            }
        }
        assert_eq!(
            applied(&["repo=project"], json!({"project": "old"})),
            json!({"project": "old"})
        );
    }

    #[test]
    fn two_fields_can_change_places() {
        let object = json!({"tried": "b", "because": "a"});
        let swapped = applied(&["tried=because", "because=tried"], object);
        assert_eq!(swapped, json!({"tried": "a", "because": "b"}));
    }

    #[test]
    fn a_field_without_a_new_name_is_left_out() {
        let object = json!({"tried": "a", "stars": 5, "project": "x"});
        assert_eq!(
            applied(&["stars=", "project="], object),
            json!({"tried": "a"})
        );
    }

    #[test]
    fn what_stands_before_the_last_equals_sign_is_their_name() {
        assert_eq!(
            applied(&["a=b=tried"], json!({"a=b": "x"})),
            json!({"tried": "x"})
        );
    }

    #[test]
    fn what_is_no_mapping_or_contradicts_another_is_refused() {
        for (given, message) in [
            (vec!["repo"], "`repo` does not say which field is meant"),
            (vec!["=tried"], "`=tried` does not say which field is meant"),
            (vec![""], "`` does not say which field is meant"),
            (
                vec!["a=tried", "b=tried"],
                "both `a` and `b` are to become `tried`",
            ),
            (vec!["a=tried", "a=because"], "`a` is mapped twice"),
            (vec!["a=", "a="], "`a` is mapped twice"),
            (
                vec!["a=nothing.of.ours"],
                "`nothing.of.ours` is not a field of an entry",
            ),
            (
                vec!["a=evidence.nothing"],
                "`evidence.nothing` is not a field of an entry",
            ),
        ] {
            let error = mapping(&given).unwrap_err();
            assert_eq!(error.to_string(), message);
            assert!(!error.hint().is_empty());
        }
        assert!(mapping(&["a=", "b="]).is_ok());
    }

    #[test]
    fn a_misspelt_field_is_answered_with_the_nearest_and_all_the_others() {
        let hint = mapping(&["a=becuase"]).unwrap_err().hint();
        assert!(
            hint.starts_with("did you mean `because`? the fields are id, tried,"),
            "{hint}"
        );
        let hint = mapping(&["a=evidence.comit"]).unwrap_err().hint();
        assert!(
            hint.starts_with("did you mean `evidence.commit`?"),
            "{hint}"
        );
    }

    #[test]
    fn every_field_that_is_suggested_is_read() {
        assert!(FURTHER_FIELDS.iter().all(|field| EntryDraft::reads(field)));
    }

    #[test]
    fn fields_that_nothing_reads_are_named() {
        let object = json!({
            "tried": "a", "short": "k7fq", "stars": 5, "evidence": {"commit": "x", "weather": "rain"},
            "evidence.branch": "main", "evidence.moon": "full", "spent": "5m",
        });
        let unread = unread(object.as_object().unwrap());
        assert_eq!(unread, ["stars", "evidence.moon", "evidence.weather"]);
    }
}
