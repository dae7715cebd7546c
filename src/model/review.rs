//! The review: what a reader adds to a lesson, and how the lesson stands to its reviews.

use serde::{Deserialize, Serialize};

use super::time::Stamp;
use super::{Entry, PrincipleKey, Standing, Text, Verdict};

/// What a mentor added to an entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Review {
    /// What the review says of the principle.
    pub verdict: Verdict,
    /// Who reviewed.
    pub by: Text,
    /// When.
    pub at: Stamp,
    /// The principle as it stood when it was reviewed; where nothing is said, the one that stands now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<Text>,
    /// The deeper principle, where the reviewer gives one.
    #[serde(default)]
    pub principle: Option<Text>,
    /// Other places where the principle will be met.
    #[serde(default)]
    pub elsewhere: Vec<Text>,
    /// Anything else.
    #[serde(default)]
    pub note: Option<Text>,
}

impl Review {
    /// Whether both say the same, whenever they said it.
    pub fn agrees_with(&self, other: &Self) -> bool {
        *self
            == Self {
                at: self.at,
                ..other.clone()
            }
    }

    /// Whether it speaks of this principle, and not of one that stood there before.
    fn concerns(&self, principle: &PrincipleKey) -> bool {
        self.reviewed
            .as_ref()
            .is_none_or(|reviewed| PrincipleKey::of(reviewed.as_str()) == *principle)
    }
}

impl Entry {
    /// How the lesson stands to its reviews: the latest one of its present principle decides. A draft has no standing.
    pub fn standing(&self) -> Option<Standing> {
        let latest = self.reviews_of_principle().next();
        self.principle.as_ref()?;
        Some(match latest.map(|review| review.verdict) {
            None => Standing::Waiting,
            Some(Verdict::Confirmed) => Standing::Confirmed,
            Some(Verdict::Refined) => Standing::Refined,
            Some(Verdict::Disputed) => Standing::Disputed,
        })
    }

    /// Whether the latest review of the present principle disputes it.
    pub fn is_disputed(&self) -> bool {
        self.standing() == Some(Standing::Disputed)
    }

    /// The deeper form of the principle that a review gave and none has disputed since. Nothing where it says the same
    /// as the principle.
    pub fn deeper_principle(&self) -> Option<&Text> {
        self.reviews_of_principle()
            .take_while(|review| review.verdict != Verdict::Disputed)
            .find_map(|review| review.principle.as_ref())
            .filter(|deeper| Some(PrincipleKey::of(deeper.as_str())) != self.principle_key())
    }

    /// The principle in each form that counts: as it was written, then the deeper one.
    pub fn principles(&self) -> impl Iterator<Item = &Text> {
        self.principle.iter().chain(self.deeper_principle())
    }

    /// What reviews say beside the deeper principle of [`Entry::principles`]: other principles, places and notes.
    pub fn review_remarks(&self) -> impl Iterator<Item = &Text> {
        let deeper = self.deeper_principle();
        self.reviews
            .iter()
            .flat_map(|review| {
                let texts = review.principle.iter().chain(&review.elsewhere);
                texts.chain(&review.note)
            })
            .filter(move |text| Some(*text) != deeper)
    }

    /// Whether a text is the principle as it stands now, in whatever writing.
    pub fn is_principle(&self, text: &Text) -> bool {
        self.principle_key() == Some(PrincipleKey::of(text.as_str()))
    }

    /// Whether it is the author who reviewed.
    pub fn is_own(&self, review: &Review) -> bool {
        review.by == self.author
    }

    /// The reviews of the present principle, latest first.
    fn reviews_of_principle(&self) -> impl Iterator<Item = &Review> {
        // Most entries have none: their principle needs no key.
        let key = self.reviews.first().and_then(|_| self.principle_key());
        self.reviews
            .iter()
            .rev()
            .filter(move |review| key.as_ref().is_some_and(|key| review.concerns(key)))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::time::{Calendar, FixedZone};
    use crate::model::{EntryDraft, Stage};

    fn text(text: &str) -> Text {
        Text::new(text).unwrap()
    }

    fn review(verdict: Verdict, reviewed: Option<&str>, deeper: Option<&str>) -> Review {
        Review {
            verdict,
            by: text("mentor"),
            at: Stamp::parse_rfc3339("2026-10-05T09:00:00Z").unwrap(),
            reviewed: reviewed.map(text),
            principle: deeper.map(text),
            elsewhere: vec![text("queues")],
            note: None,
        }
    }

    fn lesson(principle: Option<&str>, reviews: Vec<Review>) -> Entry {
        let draft = json!({"tried": "a", "because": "b", "principle": principle});
        let now = Stamp::parse_rfc3339("2026-10-05T09:00:00Z").unwrap();
        let zone = FixedZone::new(chrono::FixedOffset::east_opt(0).unwrap());
        let calendar = Calendar::new(now, &zone, chrono::Weekday::Mon);
        let draft = EntryDraft::read(draft.as_object().unwrap(), &calendar).unwrap();
        Entry {
            reviews,
            ..draft.complete(&text("ada"), now).unwrap()
        }
    }

    #[test]
    fn the_latest_review_of_the_present_principle_decides_how_a_lesson_stands() {
        use Verdict::{Confirmed, Disputed, Refined};
        let of = |reviews| lesson(Some("Z"), reviews).standing().unwrap();
        assert_eq!(of(vec![]), Standing::Waiting);
        assert_eq!(of(vec![review(Confirmed, None, None)]), Standing::Confirmed);
        let disputed_last = vec![
            review(Refined, None, Some("D")),
            review(Disputed, None, None),
        ];
        assert_eq!(of(disputed_last), Standing::Disputed);
        assert_eq!(
            of(vec![review(Confirmed, Some("z."), None)]),
            Standing::Confirmed
        );
        assert_eq!(
            lesson(None, vec![review(Confirmed, None, None)]).standing(),
            None
        );
    }

    #[test]
    fn a_lesson_whose_principle_was_edited_since_waits_again_and_keeps_its_reviews() {
        let entry = lesson(
            Some("Z"),
            vec![review(Verdict::Refined, Some("Y"), Some("D"))],
        );
        assert_eq!(entry.standing(), Some(Standing::Waiting));
        assert_eq!(entry.deeper_principle(), None);
        assert_eq!(entry.stage(), Stage::Lesson);
        assert_eq!(entry.reviews.len(), 1);
    }

    #[test]
    fn the_deeper_principle_is_the_latest_one_since_the_last_dispute() {
        use Verdict::{Confirmed, Disputed, Refined};
        let of = |reviews| {
            let entry = lesson(Some("Z"), reviews);
            entry.deeper_principle().map(ToString::to_string)
        };
        let refined = || review(Refined, Some("Z"), Some("D"));
        assert_eq!(
            of(vec![refined(), review(Confirmed, None, None)]),
            Some("D".to_owned())
        );
        assert_eq!(of(vec![refined(), review(Disputed, None, Some("E"))]), None);
        assert_eq!(
            of(vec![review(Disputed, None, None), refined()]),
            Some("D".to_owned())
        );
        assert_eq!(of(vec![review(Confirmed, None, Some("z"))]), None);
    }

    #[test]
    fn what_reviews_say_is_counted_once_as_the_principle_or_beside_it() {
        let entry = lesson(Some("Z"), vec![review(Verdict::Refined, None, Some("D"))]);
        let texts = |texts: &mut dyn Iterator<Item = &Text>| {
            texts.map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(texts(&mut entry.principles()), ["Z", "D"]);
        assert_eq!(texts(&mut entry.review_remarks()), ["queues"]);
    }

    #[test]
    fn two_reviews_agree_when_they_differ_in_nothing_but_their_time() {
        let first = review(Verdict::Confirmed, None, None);
        let later = Review {
            at: Stamp::parse_rfc3339("2026-10-06T09:00:00Z").unwrap(),
            ..first.clone()
        };
        let noted = Review {
            note: Some(text("n")),
            ..first.clone()
        };
        assert!(first.agrees_with(&later));
        assert!(!first.agrees_with(&noted));
    }
}
