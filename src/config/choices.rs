//! Values chosen from a fixed list of names, and the pager, which is a command or nothing. How they
//! are read from a file is in `read`; what they do is decided where they are used.

use chrono::Weekday;

use crate::model::{Assist, Audience, Outcome, Stage};

/// A value that is written as one of a fixed list of names.
pub trait Named: Copy + 'static {
    /// Every value, in the order in which they are documented.
    const ALL: &'static [Self];

    /// The name as it is written in a file: lower case, one word.
    fn name(self) -> &'static str;

    /// The value of that name, in any case; `None` when there is none.
    fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|value| value.name().eq_ignore_ascii_case(name))
    }
}

/// Gives each value of a type the name under which it stands in a file.
macro_rules! named {
    ($type:ident: $($value:expr => $name:literal),+ $(,)?) => {
        impl Named for $type {
            const ALL: &'static [Self] = &[$($value),+];

            fn name(self) -> &'static str {
                let names = [$(($value, $name)),+];
                names
                    .into_iter()
                    .find(|(value, _)| *value == self)
                    .map_or("", |(_, name)| name)
            }
        }
    };
}

pub(super) use named;

/// Gives the values of closed vocabularies the words under which a journal has them, too.
macro_rules! named_as_written {
    ($($type:ident),+) => {
        $(impl Named for $type {
            const ALL: &'static [Self] = $type::ALL;

            fn name(self) -> &'static str {
                self.as_str()
            }
        })+
    };
}

named_as_written!(Assist, Audience, Outcome, Stage);

/// The names of all values of a type, in documented order.
pub(super) fn names<T: Named>() -> Vec<&'static str> {
    T::ALL.iter().map(|value| value.name()).collect()
}

/// How a date is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// `2026-10-03`.
    Iso,
    /// `3 days ago`.
    Relative,
    /// `3 Oct 2026`.
    Long,
}

named! { Dates:
    Self::Iso => "iso",
    Self::Relative => "relative",
    Self::Long => "long",
}

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// On a terminal that wants it.
    Auto,
    /// Even into a pipe.
    Always,
    /// Nowhere.
    Never,
}

named! { Color:
    Self::Auto => "auto",
    Self::Always => "always",
    Self::Never => "never",
}

/// A column of `folio list`; each shows the entry's field of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "each variant is the entry's field of that name"
)]
pub enum Column {
    Id,
    Date,
    Outcome,
    Stage,
    Tags,
    Project,
    Tried,
    Because,
    Principle,
    Spent,
    Assist,
    Author,
    Exploration,
}

named! { Column:
    Self::Id => "id",
    Self::Date => "date",
    Self::Outcome => "outcome",
    Self::Stage => "stage",
    Self::Tags => "tags",
    Self::Project => "project",
    Self::Tried => "tried",
    Self::Because => "because",
    Self::Principle => "principle",
    Self::Spent => "spent",
    Self::Assist => "assist",
    Self::Author => "author",
    Self::Exploration => "exploration",
}

named! { Weekday:
    Self::Mon => "monday",
    Self::Tue => "tuesday",
    Self::Wed => "wednesday",
    Self::Thu => "thursday",
    Self::Fri => "friday",
    Self::Sat => "saturday",
    Self::Sun => "sunday",
}

/// What shows output that does not fit the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pager {
    /// Nothing: output is printed as it is.
    Never,
    /// This command, as a shell would be given it.
    Command(String),
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use std::fmt::Debug;

    use super::*;

    fn every_name_reads_back<T: Named + PartialEq + Debug>() {
        for value in T::ALL {
            assert_eq!(T::named(value.name()), Some(*value));
            assert_eq!(T::named(&value.name().to_uppercase()), Some(*value));
        }
    }

    #[test]
    fn every_name_stands_for_the_value_that_bears_it() {
        every_name_reads_back::<Dates>();
        every_name_reads_back::<Color>();
        every_name_reads_back::<Column>();
        every_name_reads_back::<Weekday>();
    }

    #[test]
    fn a_weekday_has_the_name_that_its_own_type_reads() {
        for day in Weekday::ALL {
            assert_eq!(day.name().parse::<Weekday>().unwrap(), *day);
        }
    }
}
