//! What the shades of a figure mean: a swatch with its words for each, on as many lines as that takes.

use maud::{Markup, html};

use super::{Drawing, WIDTH, room};
use crate::render::figure::LEVELS;
use crate::text::grouped;

/// The height of a line of swatches.
const LINE: u64 = 20;

/// The side of a swatch.
const SIDE: u64 = 12;

/// What a swatch and the space around its words take.
const AROUND: u64 = 31;

/// What a place looks like in which there is nothing: a dot in the middle of so many units.
pub(super) fn nothing((x, y): (u64, u64), (width, height): (u64, u64)) -> Markup {
    html! { circle.none cx=(x + width / 2) cy=(y + height / 2) r="1.5" {} }
}

/// The key of shades that are named in this order, and its height. The step 0 of a scale that has a dot for it is given as
/// none.
pub(super) fn key(shades: &[(Option<u64>, String)], top: u64) -> Drawing {
    let (mut x, mut y) = (0, top);
    let mut drawn = Vec::new();
    for (step, words) in shades {
        if x > 0 && x + AROUND + room(words) > WIDTH + AROUND - SIDE {
            (x, y) = (0, y + LINE);
        }
        drawn.push(html! {
            @match step {
                Some(step) => rect class={ "cell-" (step) } x=(x) y=(y + 2) width=(SIDE) height=(SIDE) {},
                None => (nothing((x, y + 2), (SIDE, SIDE))),
            }
            text x=(x + SIDE + 5) y=(y + 12) { (words) }
        });
        x += AROUND + room(words);
    }
    (html! { @for each in drawn { (each) } }, y + LINE - top)
}

/// The shades of the numbers from none to `most`, with the numbers that have each: `2–3`. What is counted is said of none:
/// `no attempts`.
pub(super) fn shades(most: u64, counted: &str) -> Vec<(Option<u64>, String)> {
    let none = (None, format!("no {counted}"));
    let numbers = (1..=LEVELS).filter_map(|step| {
        let (first, end) = (greatest(step - 1, most) + 1, greatest(step, most));
        let words = match end.checked_sub(first)? {
            0 => grouped(end),
            _ => format!("{}–{}", grouped(first), grouped(end)),
        };
        Some((Some(step), words))
    });
    std::iter::once(none).chain(numbers).collect()
}

/// The greatest number on a step.
fn greatest(step: u64, most: u64) -> u64 {
    let number = u128::from(step) * u128::from(most) / u128::from(LEVELS);
    u64::try_from(number).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::figure::level;

    #[test]
    fn each_number_up_to_the_most_has_the_shade_that_the_key_says() {
        for most in 0..60 {
            let mut next = 1;
            for (step, words) in shades(most, "attempts").into_iter().skip(1) {
                let (first, end) = words.split_once('–').unwrap_or((&words, &words));
                assert_eq!(first, next.to_string(), "{most}");
                while level(next, most) == step.unwrap_or(0) && next <= most {
                    next += 1;
                }
                assert_eq!(end, (next - 1).to_string(), "{most}");
            }
            assert_eq!(next, most + 1);
        }
        let thousands = shades(8_000, "attempts").pop();
        assert_eq!(thousands, Some((Some(4), "6,001–8,000".to_owned())));
        let words: Vec<String> = shades(6, "attempts")
            .into_iter()
            .map(|(_, words)| words)
            .collect();
        assert_eq!(words, ["no attempts", "1", "2–3", "4", "5–6"]);
    }
}
