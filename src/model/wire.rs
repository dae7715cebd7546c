//! An entry as a JSON object: the form in which entries are exported, imported and kept in the log.
//!
//! Reading is forgiving where other people's files differ (a list given as text, an empty string for nothing) and
//! strict where a guess would change what somebody wrote.

use serde_json::{Map, Value, json};

use self::values::{
    EVIDENCE_PARTS, identifier, is_absent, members, object_of, prose, set_evidence, spent, stamp,
    tags, texts, word,
};
use super::time::{Calendar, Spent, Stamp};
use super::{Assist, Entry, EntryId, Evidence, Feedback, Outcome, Practised, Review, Tag, Text};

mod values;

/// So many tags, signals and places elsewhere are taken of an entry at the most.
const LONGEST_LIST: usize = 1_000;

/// So many reviews, and so much feedback and practice, are taken of an entry at the most.
const LONGEST_COURSE: usize = 10_000;

/// An entry on its way in: what was given, checked; what was left out is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryDraft {
    /// The identifier it brings.
    pub id: Option<EntryId>,
    /// X.
    pub tried: Option<Text>,
    /// Y.
    pub because: Option<Text>,
    /// Z.
    pub principle: Option<Text>,
    /// Phrases to look for.
    pub signals: Vec<Text>,
    /// What to do then.
    pub next: Option<Text>,
    /// What the attempt rules out.
    pub rules_out: Option<Text>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Names to find it by.
    pub tags: Vec<Tag>,
    /// Where it happened.
    pub project: Option<Text>,
    /// The exploration it belongs to.
    pub exploration: Option<Text>,
    /// How much assistance it had.
    pub assist: Option<Assist>,
    /// What it cost.
    pub spent: Option<Spent>,
    /// Who wrote it.
    pub author: Option<Text>,
    /// When it happened.
    pub happened_at: Option<Stamp>,
    /// When it was written.
    pub created_at: Option<Stamp>,
    /// What was seen.
    pub evidence: Option<Evidence>,
    /// What others said.
    pub reviews: Vec<Review>,
    /// What was said of it when it came back.
    pub feedback: Vec<Feedback>,
    /// Other places where the principle applies.
    pub elsewhere: Vec<Text>,
    /// How it went when it was practised.
    pub practice: Vec<Practised>,
}

/// Why an object is not an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{field}`: {reason}")]
pub struct EntryError {
    /// The field at fault.
    pub field: String,
    /// What is wrong with it.
    pub reason: String,
    /// What to do about it.
    pub hint: String,
}

impl EntryError {
    /// An error about one field.
    pub fn new(field: &str, reason: impl std::fmt::Display, hint: impl Into<String>) -> Self {
        Self {
            field: field.to_owned(),
            reason: reason.to_string(),
            hint: hint.into(),
        }
    }

    fn missing(field: &str) -> Self {
        Self::new(
            field,
            "it is missing",
            format!("give `{field}`: an entry needs both `tried` and `because`"),
        )
    }
}

impl EntryDraft {
    /// The names of the fields that are read, in the order in which they are written.
    pub const FIELDS: &'static [&'static str] = &[
        "id",
        "tried",
        "because",
        "principle",
        "signals",
        "next",
        "rules_out",
        "outcome",
        "tags",
        "project",
        "exploration",
        "assist",
        "spent_minutes",
        "author",
        "happened_at",
        "created_at",
        "evidence",
        "reviews",
        "feedback",
        "elsewhere",
        "practice",
    ];

    /// Fields that an export holds and that are derived again when it is read.
    pub const DERIVED: &'static [&'static str] = &["short", "stage"];

    /// Other names under which a field is understood.
    const ALIASES: &'static [(&'static str, &'static str)] = &[
        ("spent", "spent_minutes"),
        ("tag", "tags"),
        ("signal", "signals"),
    ];

    /// Whether a field of this name is read, directly or as a part of the evidence (`evidence.commit`).
    pub fn reads(field: &str) -> bool {
        Self::FIELDS.contains(&field)
            || Self::DERIVED.contains(&field)
            || Self::ALIASES.iter().any(|(alias, _)| *alias == field)
            || field
                .strip_prefix("evidence.")
                .is_some_and(|part| EVIDENCE_PARTS.contains(&part))
    }

    /// Reads an object. Fields that are unknown are passed over. `calendar` gives meaning to times without an offset.
    ///
    /// # Errors
    /// When a field that is there cannot be what it should be.
    pub fn read(object: &Map<String, Value>, calendar: &Calendar<'_>) -> Result<Self, EntryError> {
        let mut draft = Self::default();
        let mut evidence = Evidence::default();
        for (name, value) in object {
            if is_absent(value) {
                continue;
            }
            if let Some(part) = name.strip_prefix("evidence.") {
                set_evidence(&mut evidence, part, value)?;
            } else if name == "evidence" {
                for (part, value) in object_of(name, value)? {
                    set_evidence(&mut evidence, part, value)?;
                }
            } else {
                draft.set(name, value, calendar)?;
            }
        }
        draft.evidence = Some(evidence).filter(|evidence| !evidence.is_empty());
        Ok(draft)
    }

    fn set(
        &mut self,
        name: &str,
        value: &Value,
        calendar: &Calendar<'_>,
    ) -> Result<(), EntryError> {
        match name {
            "id" => self.id = Some(identifier(name, value)?),
            "tried" => self.tried = Some(prose(name, value)?),
            "because" => self.because = Some(prose(name, value)?),
            "principle" => self.principle = Some(prose(name, value)?),
            "signals" | "signal" => self.signals = texts(name, value)?,
            "next" => self.next = Some(prose(name, value)?),
            "rules_out" => self.rules_out = Some(prose(name, value)?),
            "outcome" => self.outcome = Some(word(name, value)?),
            "tags" | "tag" => self.tags = tags(name, value)?,
            "project" => self.project = Some(prose(name, value)?),
            "exploration" => self.exploration = Some(prose(name, value)?),
            "assist" => self.assist = Some(word(name, value)?),
            "spent_minutes" | "spent" => self.spent = Some(spent(name, value)?),
            "author" => self.author = Some(prose(name, value)?),
            "happened_at" => self.happened_at = Some(stamp(name, value, calendar)?),
            "created_at" => self.created_at = Some(stamp(name, value, calendar)?),
            "reviews" => self.reviews = members(name, value)?,
            "feedback" => self.feedback = members(name, value)?,
            "elsewhere" => self.elsewhere = texts(name, value)?,
            "practice" => self.practice = members(name, value)?,
            _ => {}
        }
        Ok(())
    }

    /// Makes the entry, with `author` and `now` for what was not given, and the identifier from the content when it
    /// brings none.
    ///
    /// # Errors
    /// When one of the two required facts is missing.
    pub fn complete(self, author: &Text, now: Stamp) -> Result<Entry, EntryError> {
        let id = self.id.unwrap_or_else(|| self.content_id());
        Ok(Entry {
            id,
            tried: self.tried.ok_or_else(|| EntryError::missing("tried"))?,
            because: self.because.ok_or_else(|| EntryError::missing("because"))?,
            principle: self.principle,
            signals: self.signals,
            next: self.next,
            rules_out: self.rules_out,
            outcome: self.outcome.unwrap_or(Outcome::Failed),
            tags: self.tags,
            project: self.project,
            exploration: self.exploration,
            assist: self.assist,
            spent: self.spent,
            author: self.author.unwrap_or_else(|| author.clone()),
            happened_at: self.happened_at.unwrap_or(now),
            created_at: self.created_at.unwrap_or(now),
            evidence: self.evidence,
            reviews: self.reviews,
            feedback: self.feedback,
            elsewhere: self.elsewhere,
            practice: self.practice,
        })
    }

    /// Refuses lists as no person writes them: each tag and each signal is looked for on its own. What the journal has
    /// may have grown longer.
    ///
    /// # Errors
    /// When there are more than 1,000 tags, signals or places elsewhere, or more than 10,000 reviews or so much feedback
    /// or practice.
    pub fn check_lists(&self) -> Result<(), EntryError> {
        let found_by = "keep those by which the entry is to be found";
        let latest = "keep the latest of them";
        let lists = [
            ("tags", self.tags.len(), LONGEST_LIST, found_by),
            ("signals", self.signals.len(), LONGEST_LIST, found_by),
            ("elsewhere", self.elsewhere.len(), LONGEST_LIST, found_by),
            ("reviews", self.reviews.len(), LONGEST_COURSE, latest),
            ("feedback", self.feedback.len(), LONGEST_COURSE, latest),
            ("practice", self.practice.len(), LONGEST_COURSE, latest),
        ];
        let too_long = lists.iter().find(|(_, length, most, _)| length > most);
        too_long.map_or(Ok(()), |(name, length, most, hint)| {
            let reason = format!("it has {length} members, the most that an entry takes is {most}");
            Err(EntryError::new(name, reason, *hint))
        })
    }

    fn content_id(&self) -> EntryId {
        let part = |text: &Option<Text>| text.as_ref().map(|text| text.as_str().to_owned());
        let content = json!([
            part(&self.tried),
            part(&self.because),
            part(&self.principle),
            self.signals,
            part(&self.next),
            self.outcome,
            self.tags,
            part(&self.project),
            part(&self.author),
            self.evidence,
            self.happened_at.map(|stamp| stamp.to_string()),
        ]);
        EntryId::from_content(
            self.happened_at.map_or(0, Stamp::utc_milliseconds),
            &content.to_string(),
        )
    }
}

impl Entry {
    /// The entry as an object with the fields of [`EntryDraft::FIELDS`], absent ones as null, in that order.
    pub fn to_object(&self) -> Map<String, Value> {
        let text = |text: &Option<Text>| {
            text.as_ref()
                .map_or(Value::Null, |text| Value::from(text.as_str()))
        };
        let values = [
            json!(self.id),
            json!(self.tried),
            json!(self.because),
            text(&self.principle),
            json!(self.signals),
            text(&self.next),
            text(&self.rules_out),
            json!(self.outcome),
            json!(self.tags),
            text(&self.project),
            text(&self.exploration),
            json!(self.assist),
            json!(self.spent.map(Spent::minutes)),
            json!(self.author),
            json!(self.happened_at),
            json!(self.created_at),
            json!(self.evidence),
            json!(self.reviews),
            json!(self.feedback),
            json!(self.elsewhere),
            json!(self.practice),
        ];
        EntryDraft::FIELDS
            .iter()
            .map(|field| (*field).to_owned())
            .zip(values)
            .collect()
    }

    /// The entry as it is exported: [`Entry::to_object`] with the short identifier and the stage in their places.
    pub fn to_exported(&self, short: &str) -> Map<String, Value> {
        let mut exported = Map::new();
        for (field, value) in self.to_object() {
            let place = field.clone();
            exported.insert(field, value);
            match place.as_str() {
                "id" => exported.insert("short".to_owned(), Value::from(short)),
                "outcome" => exported.insert("stage".to_owned(), json!(self.stage())),
                _ => None,
            };
        }
        exported
    }
}
