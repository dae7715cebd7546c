//! A document in which no text is longer than a page bears. What was cut ends in an ellipsis.

use super::Document;

impl Document {
    /// This document with every run of text cut to so many characters.
    #[must_use]
    pub fn clipped(mut self, characters: usize) -> Self {
        self.each_text(&mut |text| clip(text, characters));
        self
    }
}

fn clip(text: &mut String, characters: usize) {
    let end = text.char_indices().nth(characters);
    if let Some((end, _)) = end {
        text.truncate(end);
        text.push('…');
    }
}
