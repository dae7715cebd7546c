//! Every number that shapes the ranking, in one value, so that the evaluation can turn each trick off. How they were
//! set is told in `docs/recall.md`; what they act on lives in the other files of this room.

use super::confidence::Evidence;

/// The parts of a lesson that are searched, in the order of the arrays indexed by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// What was attempted.
    Tried,
    /// Why it failed or worked.
    Because,
    /// The general rule.
    Principle,
    /// The phrases to look for.
    Signals,
    /// What to do when they are seen.
    Next,
    /// The names it is found by.
    Tags,
    /// Everything else: evidence, reviews, names.
    Rest,
}

impl Field {
    /// How many there are.
    pub const COUNT: usize = 7;
}

/// Whether a trick that has no number of its own is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trick {
    /// As folio does.
    Used,
    /// Without it, to see what it is worth.
    LeftOut,
}

/// The numbers of the ranking. [`Weights::default`] holds what folio uses.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// Looking only at the neighbourhood of lines that report trouble.
    pub focus: Trick,
    /// Leaving out what never repeats: paths, numbers, times.
    pub noise: Trick,
    /// What a word counts that stands in the line which states the trouble.
    pub headline: f64,
    /// What a word counts in a note, a hint or the label under a marked place.
    pub note: f64,
    /// What a word counts in any other line near the trouble.
    pub nearby: f64,
    /// What a word counts in quoted code.
    pub quote: f64,
    /// What a word of conversation counts, such as "yesterday", in what somebody typed.
    pub conversation: f64,
    /// By how much an error code counts more than another word.
    pub code: f64,
    /// How much each field says about a lesson (BM25F's boosts).
    pub fields: [f64; Field::COUNT],
    /// How strongly long fields are discounted, 0 to 1 (BM25's b).
    pub length: f64,
    /// How slowly repetition saturates (BM25's k1).
    pub saturation: f64,
    /// What a part of an identifier such as `fooBar` counts beside the whole.
    pub part: f64,
    /// What two words that stand side by side in both texts add, as a share of their rarity.
    pub pair: f64,
    /// What a word counts that is only similar to one of the lesson's.
    pub similar: f64,
    /// How similar two words must be at least, 0 to 1.
    pub least_similarity: f64,
    /// Only words that weigh as much are compared for similarity.
    pub similar_from: f64,
    /// What a word that no lesson holds counts in the share explained.
    pub unknown: f64,
    /// What a fired signal adds, as a share of the rarity of its words.
    pub signal: f64,
    /// What the share of a lesson's opening that the text explains adds, as a share of the score.
    pub opening: f64,
    /// What belonging to the same project adds, as a share of the score.
    pub same_project: f64,
    /// How much of its confidence a warning keeps where something failed.
    pub warning: f64,
    /// How much a lesson steps back for each better one of the same failure, so that other failures have their turn.
    pub turns: f64,
    /// The most that feedback adds or takes, as a share of the score.
    pub feedback: f64,
    /// How sure the words of a failure make that a program printed.
    pub printed: Confidence,
    /// How sure the words make that somebody typed.
    pub typed: Confidence,
}

/// A logistic model of the confidence: what each observation adds to the log-odds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    /// The log-odds where nothing speaks for the lesson.
    pub base: f64,
    /// What each observation adds, in the order of [`Evidence::observations`].
    pub observations: [f64; Evidence::COUNT],
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            focus: Trick::Used,
            noise: Trick::Used,
            headline: 1.0,
            note: 0.6,
            nearby: 0.25,
            quote: 0.2,
            conversation: 0.3,
            code: 1.5,
            fields: [2.5, 0.8, 0.8, 1.0, 0.7, 0.5, 0.3],
            length: 0.6,
            saturation: 1.2,
            part: 0.7,
            pair: 0.4,
            similar: 0.6,
            least_similarity: 0.6,
            similar_from: 0.4,
            unknown: 0.5,
            signal: 0.05,
            opening: 0.5,
            same_project: 0.05,
            warning: 0.6,
            turns: 0.2,
            feedback: 0.1,
            printed: Confidence {
                base: -8.40,
                observations: [3.9, 1.5, 1.8, 3.0, 2.4, -3.3, 7.0, 1.9, -1.3, -1.1],
            },
            typed: Confidence {
                base: -8.70,
                observations: [2.2, 1.6, 2.8, 0.9, 1.5, 0.0, 10.1, 2.4, 0.0, 0.0],
            },
        }
    }
}
