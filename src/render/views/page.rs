//! One printed page: what fits on it, whatever the texts are. What is said there is said in the files of its sections, and
//! how a page looks in `html`; the sizes here are those of its style, in points: the height of Letter, which is the lower
//! sheet, and the lines of A4, which are the shorter ones, in a wide font.

use std::borrow::Cow;

use super::summary::{Cut, shortened};
use crate::config::Section;
use crate::model::Audience;
use crate::render::{Block, Document, Item, Line};
use crate::text;

/// The sheet less its margins, what surrounds the title, and the footer.
const HEIGHT: usize = 695 - 13 - 42;
const LINE: usize = 16;
const TITLE_LINE: usize = 23;
/// A heading of one line, with the rule above it.
const HEADING: usize = 46;
/// What parts a paragraph or a list from what follows.
const GAP: usize = 8;
/// What a section has beside its points.
const AROUND: usize = HEADING + GAP;
/// What parts two points of a list.
const ITEM_GAP: usize = 3;

/// How long a line is, in tenths of the height of its letters.
const LINE_LENGTH: usize = 490;
/// How long a line of the title is.
const TITLE_LENGTH: usize = 275;

/// How long a text is at least told where there is no room for more, before points are left out: some fifty letters of
/// an English one, so that a point takes two lines.
const SHORTEST: usize = 340;
/// How long a text is at most told where not all are told whole: four lines.
const LONGEST: usize = 4 * LINE_LENGTH;
/// How long the title is at most.
const TITLE: usize = 2 * TITLE_LENGTH;
/// So many lines at most say how the rest of a list is had.
const REST_LINES: usize = 3;

/// Whether a report is promised to be one page: that for a sprint is, as long as it has no other sections.
pub(super) fn is_promised(audience: Option<Audience>, sections: &[Section]) -> bool {
    let is_bounded = |section: &Section| matches!(section, Section::Failures | Section::Known);
    audience == Some(Audience::Sprint) && sections.iter().all(is_bounded)
}

/// What a section has to tell, point by point.
pub(super) struct Points<'a> {
    /// The points, with their texts cut by what is given.
    pub(super) told: Box<dyn Fn(Cut<'_>) -> Vec<Line> + 'a>,
    /// How many there are in all, with those that are never told.
    pub(super) all: u64,
    /// What says how the rest is had, at its longest.
    pub(super) rest: Line,
}

impl Points<'_> {
    /// All points, as in a report that is of any length.
    pub(super) fn whole(&self) -> Vec<Line> {
        (self.told)(&shortened)
    }

    /// As many points as have room, at least one: texts are cut shorter and shorter until all have, and only then are
    /// points left out.
    pub(super) fn in_room(&self, room: usize) -> Vec<Line> {
        let lengths = std::iter::successors(Some(LONGEST), |length| {
            (*length > SHORTEST).then(|| (length - length / 8).max(SHORTEST))
        });
        let cut = lengths.map(|length| self.cut(length));
        let mut versions = std::iter::once(self.whole()).chain(cut);
        versions
            .find(|points| self.height(points) <= room)
            .unwrap_or_else(|| {
                let around = AROUND + self.rest_height();
                fitting(self.cut(SHORTEST), room.saturating_sub(around))
            })
    }

    fn cut(&self, length: usize) -> Vec<Line> {
        (self.told)(&|text| cut(&shortened(text), length).into_owned())
    }

    /// How high the section is with these of its points, and what says that there are more.
    fn height(&self, points: &[Line]) -> usize {
        let rest = if self.all > points.len() as u64 {
            self.rest_height()
        } else {
            0
        };
        AROUND + points.iter().map(item_height).sum::<usize>() + rest
    }

    fn rest_height(&self) -> usize {
        height(&Block::Paragraph(self.rest.clone()))
    }
}

/// How much room the next section has where another one may follow: all but what that needs to be told whole, which is
/// two fifths at most, and less where this one would have to leave points out and the other one would not.
pub(super) fn room(document: &Document, own: &Points<'_>, following: Option<&Points<'_>>) -> usize {
    let taken: usize = document.blocks.iter().map(height).sum();
    let left = HEIGHT.saturating_sub(taken);
    let Some(following) = following else {
        return left;
    };
    let own_least = own.height(&own.cut(SHORTEST));
    let kept = following.height(&following.whole()).min(left * 2 / 5);
    let least = following.height(&following.cut(SHORTEST)).min(kept);
    left - kept.min(left.saturating_sub(own_least)).max(least)
}

/// The first points that have room, at least one.
fn fitting(points: Vec<Line>, room: usize) -> Vec<Line> {
    let mut taken = 0;
    let mut fitting = Vec::new();
    for point in points {
        taken += item_height(&point);
        if taken > room && !fitting.is_empty() {
            break;
        }
        fitting.push(point);
    }
    fitting
}

/// As much of a title as has room.
pub(super) fn of_title(written: &str) -> Cow<'_, str> {
    cut(written, TITLE)
}

/// As much of a paragraph as is as long as two lines.
pub(super) fn of_paragraph(written: &str) -> Cow<'_, str> {
    cut(written, 2 * LINE_LENGTH)
}

/// Whether what says how the rest of a list is had can be told with its command.
pub(super) fn has_room_for_rest(line: &Line) -> bool {
    lines(&line.text(), LINE_LENGTH) <= REST_LINES
}

/// The text, cut to a length.
fn cut(written: &str, most: usize) -> Cow<'_, str> {
    let mut columns = most / width('i');
    loop {
        let kept = text::truncate(written, columns);
        if columns == 0 || outline(&kept).len() <= most {
            return kept;
        }
        columns -= columns.div_ceil(8);
    }
}

/// How high a block stands. Tables and the like do not stand on such a page.
fn height(block: &Block) -> usize {
    match block {
        Block::Heading { level: ..=1, text } => lines(&text.text(), TITLE_LENGTH) * TITLE_LINE,
        Block::Heading { .. } => HEADING,
        Block::Paragraph(line) => lines(&line.text(), LINE_LENGTH) * LINE + GAP,
        Block::List(items) => {
            items
                .iter()
                .map(|Item { line, .. }| item_height(line))
                .sum::<usize>()
                + GAP
        }
        _ => 0,
    }
}

fn item_height(line: &Line) -> usize {
    lines(&line.text(), LINE_LENGTH) * LINE + ITEM_GAP
}

/// On how many lines a text stands at most. A browser begins a word that is longer than a line on a line of its own.
fn lines(written: &str, length: usize) -> usize {
    let outline = outline(written);
    let long = outline.split(' ').filter(|word| word.len() > length);
    text::wrap(&outline, length).len() + long.count()
}

/// The text with as many signs for each of its letters as that is wide, and with its spaces, where it is broken.
fn outline(written: &str) -> String {
    let mut outline = String::with_capacity(written.len() * 7);
    for letter in written.chars() {
        let sign = if letter == ' ' { ' ' } else { 'x' };
        outline.extend(std::iter::repeat_n(sign, width(letter)));
    }
    outline
}

/// How wide a letter may be, in tenths of its height: those of a wide bold font, and for what is not ASCII more than
/// nearly all fonts have, one of which stands in.
fn width(letter: char) -> usize {
    match letter {
        ' ' | 'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' => 4,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '-' | '"' | '/' => 5,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 11,
        'A'..='Z' | '&' | '#' | '+' | '=' | '<' | '>' | '~' | '^' => 9,
        letter if letter.is_ascii() => 7,
        _ => 13,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A section of so many points with a text of so many letters each.
    fn points(count: usize, letters: usize) -> Points<'static> {
        Points {
            told: Box::new(move |cut| vec![Line::from(cut(&"a b ".repeat(letters / 4))); count]),
            all: count as u64,
            rest: Line::from("And 1,000,000 more"),
        }
    }

    #[test]
    fn a_text_is_cut_by_the_room_that_its_letters_may_take() {
        for word in [
            "W",
            "a b ",
            "\u{4e16}",
            "\u{1f600}",
            "e\u{301}\u{301}\u{301}",
        ] {
            let told = cut(&word.repeat(500), SHORTEST).into_owned();
            assert!(outline(&told).len() <= SHORTEST, "{told}");
            assert!(outline(&told).len() > SHORTEST / 2, "{told}");
            assert!(told.ends_with('\u{2026}'), "{told}");
        }
        assert_eq!(cut("short", SHORTEST), "short");
    }

    #[test]
    fn texts_are_cut_no_shorter_than_the_room_asks_and_points_are_left_out_last() {
        let long = points(10, 280);
        let height = |points: &[Line]| long.height(points);
        let whole = long.whole();
        assert_eq!(long.in_room(height(&whole)), whole);
        let somewhat_less = long.in_room(height(&whole) - 1);
        assert_eq!(somewhat_less.len(), 10);
        assert!(height(&somewhat_less) > height(&whole) * 2 / 3);
        let shortest = long.cut(SHORTEST);
        assert_eq!(long.in_room(height(&shortest)).len(), 10);
        let fewer = long.in_room(height(&shortest) - 1);
        assert!((5..10).contains(&fewer.len()), "{}", fewer.len());
        assert!(height(&fewer) < height(&shortest));
    }

    #[test]
    fn what_the_other_section_does_not_need_is_given_to_this_one() {
        let document = Document::new();
        let room =
            |own: &Points<'_>, following: Option<&Points<'_>>| room(&document, own, following);
        let (few, many) = (points(2, 40), points(10, 280));
        assert_eq!(room(&many, None), HEIGHT);
        assert_eq!(room(&many, Some(&few)), HEIGHT - few.height(&few.whole()));
        assert_eq!(room(&many, Some(&many)), HEIGHT * 3 / 5);
    }

    #[test]
    fn a_word_that_is_longer_than_a_line_takes_what_it_leaves_free_too() {
        let ordinary = |letters: usize| "x".repeat(letters);
        assert_eq!(lines("", LINE_LENGTH), 1);
        assert_eq!(lines(&ordinary(70), LINE_LENGTH), 1);
        assert_eq!(lines(&format!("a {}", ordinary(71)), LINE_LENGTH), 3);
        assert_eq!(lines(&format!("a {}", ordinary(70)), LINE_LENGTH), 2);
    }

    #[test]
    fn what_has_no_room_is_left_out_but_never_all_of_it() {
        let points = || vec![Line::from("a point"); 9];
        let one = item_height(&Line::from("a point"));
        for (room, count) in [(0, 1), (one * 3, 3), (one * 4 - 1, 3), (one * 90, 9)] {
            assert_eq!(fitting(points(), room).len(), count, "{room}");
        }
    }
}
