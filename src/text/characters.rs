//! What the analyzer needs to know of single characters: which belong to words, which script writes words without
//! spaces, and how a letter is folded. Runs of characters are put together in `terms`.

pub(super) use unicode_normalization::char::is_combining_mark as is_mark;

/// Whether the character may stand in a term.
pub(super) fn is_in_term(character: char) -> bool {
    character.is_alphanumeric() || is_mark(character)
}

/// Whether a term may begin with the character. A mark needs a letter to stand on, except in the scripts whose
/// characters are terms of their own.
pub(super) fn begins_term(character: char) -> bool {
    character.is_alphanumeric() || (is_mark(character) && is_spaceless(character))
}

/// Whether the character must be normalised together with the one before it: marks, Hangul vowels and final
/// consonants written as jamo, and the halfwidth voicing marks of katakana.
pub(super) fn joins_previous(character: char) -> bool {
    !character.is_ascii()
        && (is_mark(character)
            || matches!(character, '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}' | '\u{FF9E}' | '\u{FF9F}'))
}

/// Whether the character belongs to a script that is written without spaces between words, so that each of its
/// characters is a term. Blocks of the Unicode Standard, with the blocks of iteration marks and Han numerals.
pub(super) fn is_spaceless(character: char) -> bool {
    matches!(character,
        '\u{0E00}'..='\u{0EFF}'       // Thai, Lao
        | '\u{1000}'..='\u{109F}'     // Myanmar
        | '\u{1100}'..='\u{11FF}'     // Hangul jamo
        | '\u{1780}'..='\u{17FF}'     // Khmer
        | '\u{2E80}'..='\u{2FDF}'     // Han radicals
        | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3038}'..='\u{303B}' // Han iteration marks, numerals
        | '\u{3031}'..='\u{3035}'     // kana repeat marks
        | '\u{3041}'..='\u{30FF}'     // Hiragana, Katakana
        | '\u{3131}'..='\u{318E}'     // Hangul compatibility jamo
        | '\u{31F0}'..='\u{31FF}'     // Katakana extensions
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' // Han
        | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}' // Hangul syllables and jamo extensions
        | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}' | '\u{116D0}'..='\u{116FF}' // Myanmar extensions
        | '\u{FF66}'..='\u{FF9F}' | '\u{FFA0}'..='\u{FFDC}' // halfwidth Katakana, halfwidth Hangul
        | '\u{1AFF0}'..='\u{1B16F}'   // kana extensions and supplement
        | '\u{20000}'..='\u{3FFFF}'   // Han extension planes
    )
}

/// Whether the character, once compatibility forms are decomposed, only decorates the letter before it: accents and
/// other combining diacritical marks, enclosing marks of symbols, and variation selectors.
pub(super) fn is_decoration(character: char) -> bool {
    matches!(character,
        '\u{0300}'..='\u{036F}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}'
        | '\u{E0100}'..='\u{E01EF}'
    )
}

/// The character in lower case, as far as people take letters for the same: `ß` is `ss`, the dotless `ı` is `i`,
/// the final `ς` is `σ`. Expects that accents were removed, so that `İ` has become `I`.
pub(super) fn fold(character: char) -> impl Iterator<Item = char> {
    let (first, second) = match character {
        'ß' | 'ẞ' => ('s', Some('s')),
        'ı' => ('i', None),
        'ς' => ('σ', None),
        other => {
            let mut lower = other.to_lowercase();
            (lower.next().unwrap_or(other), lower.next())
        }
    };
    std::iter::once(first).chain(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_people_take_for_the_same_fold_to_the_same() {
        let folded = |text: &str| text.chars().flat_map(fold).collect::<String>();
        assert_eq!(folded("STRASSE"), folded("Straße"));
        assert_eq!(folded("STRAẞE"), folded("straße"));
        assert_eq!(folded("ΟΔΟΣ"), folded("οδος"));
        assert_eq!(folded("KAPALI"), folded("kapalı"));
    }

    #[test]
    fn each_script_without_spaces_is_recognised_by_its_first_and_last_letters() {
        for character in "一龥㐀𠀀𰀀豈々〇ぁんァヶー한각힣ㅎㄱกฮะำກຮကအកឣ".chars()
        {
            assert!(is_spaceless(character), "{character}");
        }
        for character in "aéя0٣אدकதა。、・「！ｆ".chars() {
            assert!(
                !is_spaceless(character) || !is_in_term(character),
                "{character}"
            );
        }
    }

    #[test]
    fn a_mark_begins_a_term_only_in_scripts_without_spaces() {
        assert!(begins_term('\u{E31}'));
        assert!(!begins_term('\u{301}'));
        assert!(is_in_term('\u{301}'));
    }
}
