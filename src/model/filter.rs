//! Which entries are meant, and in which order.

use super::time::Stamp;
use super::{Assist, Outcome, Stage, Standing, Tag};

/// Tags of which one is enough. A tag stands for itself and for everything below it (`parent/child`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagGroup(pub Vec<Tag>);

/// What an entry must be to be chosen. Parts that are absent choose everything; all that are present must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Each group must be met by one of its tags.
    pub tags: Vec<TagGroup>,
    /// None of these tags may stand on the entry; [`Tag::PRIVATE`] is meant in any letter case.
    pub not_tags: Vec<Tag>,
    /// Happened at this instant or later.
    pub since: Option<Stamp>,
    /// Happened before this instant.
    pub until: Option<Stamp>,
    /// Happened in this project.
    pub project: Option<String>,
    /// Ended so.
    pub outcome: Option<Outcome>,
    /// Has come so far.
    pub stage: Option<Stage>,
    /// Stands so to its reviews.
    pub standing: Option<Standing>,
    /// Had this much assistance.
    pub assist: Option<Assist>,
    /// Belongs to this exploration.
    pub exploration: Option<String>,
    /// Was written by this author.
    pub author: Option<String>,
    /// Matches this full-text query, as a user types it.
    pub text: Option<String>,
    /// Whether private entries are among them.
    pub privacy: Privacy,
}

/// Whether private entries are among those that are meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Privacy {
    /// They are.
    #[default]
    Everything,
    /// They are not, nor does anything tell that they are there.
    WithoutPrivate,
}

impl Filter {
    /// Whether private entries are left out: as such, or by the tag that makes them so, in any letter case.
    pub fn leaves_out_private(&self) -> bool {
        let mut not_tags = self.not_tags.iter().map(Tag::as_str);
        self.privacy == Privacy::WithoutPrivate
            || not_tags.any(|tag| tag.eq_ignore_ascii_case(Tag::PRIVATE))
    }

    /// What the filter asks for besides a period and privacy, in words: `tag caching or sessions`, `project shop`.
    pub fn describe(&self) -> Vec<String> {
        let alternatives = |group: &TagGroup| {
            let tags: Vec<&str> = group.0.iter().map(Tag::as_str).collect();
            format!("tag {}", tags.join(" or "))
        };
        let mut parts: Vec<String> = self.tags.iter().map(alternatives).collect();
        parts.extend(self.not_tags.iter().map(|tag| format!("not tag {tag}")));
        let named = [
            ("project", self.project.as_deref()),
            ("outcome", self.outcome.map(Outcome::as_str)),
            ("stage", self.stage.map(Stage::as_str)),
            ("review", self.standing.map(Standing::as_str)),
            ("assist", self.assist.map(Assist::as_str)),
            ("exploration", self.exploration.as_deref()),
            ("author", self.author.as_deref()),
            ("text", self.text.as_deref()),
        ];
        let named = named
            .into_iter()
            .filter_map(|(name, value)| Some(format!("{name} {}", value?)));
        parts.extend(named);
        parts
    }
}

/// The order in which chosen entries come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Latest attempt first.
    #[default]
    Newest,
    /// Earliest attempt first.
    Oldest,
    /// Latest written first.
    LastCreated,
    /// Earliest written first.
    FirstCreated,
    /// Most expensive first.
    MostSpent,
    /// Cheapest first; entries without a cost come last in both.
    LeastSpent,
}

/// A filter with an order and a limit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Which entries.
    pub filter: Filter,
    /// In which order.
    pub order: Order,
    /// At most so many; all of them when absent.
    pub limit: Option<u64>,
}
