//! How much help attempts had, over all and in the areas that a person named, set against what they meant to do.

use std::collections::BTreeMap;

use serde::Serialize;

use super::figures::Figures;
use super::observations::ratio;
use crate::model::{Assist, Tag};
use crate::store::Outline;

/// The areas that a person named. A name is a tag, which stands for those below it too, or a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intentions {
    /// To be practised by hand.
    pub by_hand: Vec<String>,
    /// To be done with help. What is meant by hand too counts there.
    pub with_help: Vec<String>,
}

/// What is meant of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Intention {
    /// To practise by hand: at most questions are asked.
    ByHand,
    /// To be helped.
    WithHelp,
}

impl Intention {
    /// Whether an attempt with this much help went otherwise than meant.
    fn differs_from(self, assist: Assist) -> bool {
        match self {
            Intention::ByHand => matches!(assist, Assist::Pair | Assist::Delegate),
            Intention::WithHelp => assist == Assist::None,
        }
    }
}

/// Attempts by how much help they had.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Calibration {
    /// Attempts that say how much help they had.
    pub observations: u64,
    /// All attempts, by level.
    pub levels: Vec<Level>,
    /// The areas that were named, those to practise by hand first.
    pub areas: Vec<Area>,
    /// Attempts that went otherwise than meant, in one of those areas or in several.
    pub otherwise: u64,
}

/// The attempts that had the same help.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    /// How much; nothing for attempts that do not say.
    pub assist: Option<Assist>,
    /// What they add up to.
    #[serde(flatten)]
    pub figures: Figures,
    /// The share of them from which a lesson was drawn.
    pub lesson_share: Option<f64>,
}

/// The attempts in one area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Area {
    /// The tag or project.
    pub name: String,
    /// What is meant of it.
    pub intention: Intention,
    /// Attempts in it that say how much help they had.
    pub observations: u64,
    /// Those of them that went otherwise than meant.
    pub otherwise: u64,
    /// Their share.
    pub share: Option<f64>,
    /// The attempts, by level.
    pub levels: Vec<Level>,
}

impl Area {
    /// How many attempts had this much help.
    pub fn attempts(&self, assist: Assist) -> u64 {
        let level = self
            .levels
            .iter()
            .find(|level| level.assist == Some(assist));
        level.map_or(0, |level| level.figures.attempts)
    }
}

/// Figures by level.
#[derive(Default)]
struct Levels(BTreeMap<Option<Assist>, Figures>);

impl Levels {
    fn add(&mut self, outline: &Outline) {
        self.0.entry(outline.assist).or_default().add(outline);
    }

    /// How many attempts say how much help they had, as far as `counts` says that they count.
    fn said(&self, counts: impl Fn(Assist) -> bool) -> u64 {
        let said = self.0.iter().filter_map(|(assist, figures)| {
            assist.filter(|assist| counts(*assist))?;
            Some(figures.attempts)
        });
        said.sum()
    }

    /// From no help to most, then the attempts that do not say.
    fn finish(mut self) -> Vec<Level> {
        let unsaid = self.0.remove(&None).map(|figures| (None, figures));
        let levels = self.0.into_iter().chain(unsaid);
        levels
            .map(|(assist, figures)| Level {
                assist,
                lesson_share: ratio(figures.lessons, figures.attempts, figures.attempts),
                figures,
            })
            .collect()
    }
}

/// What the pass over a period's entries notes of help.
pub(super) struct HelpTally {
    all: Levels,
    areas: Vec<(String, Intention, Levels)>,
    otherwise: u64,
}

impl HelpTally {
    pub(super) fn new(intentions: &Intentions) -> Self {
        let by_hand = intentions.by_hand.iter();
        let with_help = intentions.with_help.iter();
        let with_help = with_help.filter(|name| !intentions.by_hand.contains(name));
        let areas = by_hand
            .map(|name| (name, Intention::ByHand))
            .chain(with_help.map(|name| (name, Intention::WithHelp)))
            .map(|(name, intention)| (name.clone(), intention, Levels::default()));
        Self {
            all: Levels::default(),
            areas: areas.collect(),
            otherwise: 0,
        }
    }

    pub(super) fn add(&mut self, outline: &Outline) {
        self.all.add(outline);
        let mut differs = false;
        for (name, intention, levels) in &mut self.areas {
            if is_in(outline, name) {
                levels.add(outline);
                differs |= (outline.assist).is_some_and(|assist| intention.differs_from(assist));
            }
        }
        self.otherwise += u64::from(differs);
    }

    pub(super) fn finish(self) -> Calibration {
        let area = |(name, intention, levels): (String, Intention, Levels)| {
            let observations = levels.said(|_| true);
            let otherwise = levels.said(|assist| intention.differs_from(assist));
            Area {
                name,
                intention,
                observations,
                otherwise,
                share: ratio(otherwise, observations, observations),
                levels: levels.finish(),
            }
        };
        Calibration {
            observations: self.all.said(|_| true),
            levels: self.all.finish(),
            areas: self.areas.into_iter().map(area).collect(),
            otherwise: self.otherwise,
        }
    }
}

/// Whether an attempt lies in an area: it has the tag or one below it, or is of the project.
fn is_in(outline: &Outline, name: &str) -> bool {
    let of_tag = |tag: &Tag| tag.lineage().any(|part| part == name);
    let project = outline.project.as_ref();
    outline.tags.iter().any(of_tag) || project.is_some_and(|project| project.as_str() == name)
}
