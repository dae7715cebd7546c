//! The words that stand in a pack, and how a lesson is named in it.

use crate::model::{EntryId, PrincipleKey, Text};

/// The title of a pack.
pub(super) const TITLE: &str = "# Lessons to review";

/// A line of a pack that names what a reader writes behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Who answers.
    By,
    /// Which lesson is answered.
    Id,
    /// What the reader thinks of the principle.
    Verdict,
    /// The principle in a deeper form.
    Principle,
    /// Where else it will be met.
    Elsewhere,
    /// Anything else.
    Note,
}

impl Label {
    /// The labels of one answer, in the order in which they are written.
    pub(super) const OF_ANSWER: [Self; 4] =
        [Self::Verdict, Self::Principle, Self::Elsewhere, Self::Note];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::By => "By",
            Self::Id => "Id",
            Self::Verdict => "Verdict",
            Self::Principle => "Deeper principle",
            Self::Elsewhere => "Elsewhere",
            Self::Note => "Note",
        }
    }

    /// The label that a line begins with, and what stands behind it. A bullet, emphasis and letter case do not count.
    pub(super) fn of(line: &str) -> Option<(Self, &str)> {
        let (name, rest) = line.split_once(':')?;
        let is_mark = |character: char| matches!(character, '-' | '*' | '+' | '_' | ' ' | '\t');
        let name = name.trim_matches(is_mark);
        let label = [
            Self::By,
            Self::Id,
            Self::Verdict,
            Self::Principle,
            Self::Elsewhere,
            Self::Note,
        ]
        .into_iter()
        .find(|label| label.as_str().eq_ignore_ascii_case(name))?;
        Some((label, rest.trim_start_matches("**").trim_start()))
    }
}

/// What stands behind `Id:`: the lesson's handle, and which principle of it was packed.
pub(super) fn identifier(id: EntryId, principle: &Text) -> String {
    format!("{}-{}", id.handle(), fingerprint(principle))
}

/// A principle in eight letters, the same for all writings of it: FNV-1a with 32 bits
/// (<https://www.rfc-editor.org/rfc/rfc9923>).
pub fn fingerprint(principle: &Text) -> String {
    let key = PrincipleKey::of(principle.as_str());
    let hash = key.as_str().bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{hash:08x}")
}
