//! Labels that stand below each other, cut so that they can still be told apart. Cutting one text alone is in `width`.

use unicode_segmentation::UnicodeSegmentation as _;

use super::width::{display_width, truncate};

/// Where a label loses what has no room.
#[derive(Debug, Clone, Copy)]
enum Loss {
    End,
    Middle,
    Beginning,
}

/// Each label in at most `columns` columns. One that is wider is cut at its end, or, where another would then look the
/// same, in its middle or at its beginning. Where something was cut stands `…`.
pub fn apart(labels: &[&str], columns: usize) -> Vec<String> {
    let shown = |label: &str| {
        let is_alone = |loss: &Loss| {
            let cut = loss.cut(label, columns);
            let alike = |other: &&&str| loss.cut(other, columns) == cut;
            labels.iter().filter(alike).all(|other| *other == label)
        };
        let losses = [Loss::End, Loss::Middle, Loss::Beginning].into_iter();
        let loss = losses.clone().find(is_alone).unwrap_or(Loss::End);
        loss.cut(label, columns)
    };
    labels.iter().map(|label| shown(label)).collect()
}

impl Loss {
    fn cut(self, label: &str, columns: usize) -> String {
        if display_width(label) <= columns {
            return label.to_owned();
        }
        // What tells paths apart mostly stands at their end.
        let ahead = match self {
            Self::End => return truncate(label, columns).into_owned(),
            Self::Middle => truncate(label, columns / 3).into_owned(),
            Self::Beginning => truncate(label, 1.min(columns)).into_owned(),
        };
        let room = columns.saturating_sub(display_width(&ahead));
        ahead + last_columns(label, room).trim_start()
    }
}

/// As much of the end of a text as fits.
fn last_columns(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let mut start = text.len();
    for (place, grapheme) in text.grapheme_indices(true).rev() {
        used += display_width(grapheme);
        if used > columns {
            break;
        }
        start = place;
    }
    text.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn labels_that_begin_alike_are_cut_where_they_can_still_be_told_apart() {
        for (labels, columns, shown) in [
            (["sql", "deploy"], 14, ["sql", "deploy"]),
            (
                ["a long sentence of one", "another sentence"],
                14,
                ["a long senten…", "another sente…"],
            ),
            (
                ["activerecord/lib/locks", "activerecord/lib/quoting"],
                14,
                ["act…/lib/locks", "act…ib/quoting"],
            ),
            (
                ["activerecord/mysql/quoting", "activerecord/resql/quoting"],
                14,
                ["…mysql/quoting", "…resql/quoting"],
            ),
            (
                ["缓存缓存缓存甲", "缓存缓存缓存乙"],
                9,
                ["缓…缓存甲", "缓…缓存乙"],
            ),
        ] {
            assert_eq!(apart(&labels, columns), shown);
        }
    }

    proptest! {
        #[test]
        fn no_label_is_wider_than_its_columns_and_what_fits_is_whole(
            labels in prop::collection::vec("[ab/ 界\u{301}]{0,12}", 1..6), columns in 0_usize..14,
        ) {
            let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
            let shown = apart(&labels, columns);
            prop_assert_eq!(shown.len(), labels.len());
            for (shown, label) in shown.iter().zip(labels) {
                prop_assert!(display_width(shown) <= columns, "{}", shown);
                prop_assert!(display_width(label) > columns || shown == label);
            }
        }
    }
}
