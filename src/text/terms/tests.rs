//! What the analyzer promises to the index, to search and to highlighting.

#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a span that is no character boundary must fail its test"
)]

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use super::*;

fn texts(source: &str) -> Vec<String> {
    let mut texts = Vec::new();
    Analyzer::new().terms(source, |term| texts.push(term.text.to_owned()));
    texts
}

fn wholes(source: &str) -> Vec<String> {
    let mut wholes = Vec::new();
    Analyzer::new().terms(source, |term| wholes.push(term.whole.to_owned()));
    wholes
}

fn spans(source: &str) -> Vec<&str> {
    let mut spans = Vec::new();
    Analyzer::new().terms(source, |term| spans.push(&source[term.start..term.end]));
    spans
}

fn index_text(source: &str) -> String {
    let mut index_text = String::new();
    Analyzer::new().append_index_text(source, &mut index_text);
    index_text
}

/// The tokens that FTS5 makes of a text with `tokenize='ascii'`.
fn fts5_ascii_tokens(text: &str) -> Vec<&str> {
    text.split(|character: char| character.is_ascii() && !character.is_ascii_alphanumeric())
        .filter(|token| !token.is_empty())
        .collect()
}

/// Whether the terms of `part` follow one another among those of `source`, as a phrase query asks.
fn is_found_as_phrase(part: &str, source: &str) -> bool {
    let (part, source) = (texts(part), texts(source));
    !part.is_empty() && source.windows(part.len()).any(|window| window == part)
}

fn any_text() -> impl Strategy<Value = String> {
    let telling = prop::sample::select(
        "aZ9 _-'\"ßİıςée\u{301}\u{FE0F}\u{200D}🎉ﬁ½⑴ﷺŀ缓存がか\u{3099}ｶﾞ한\u{1112}\u{1161}\u{11AB}ㅎกำ\u{E38}\u{E48}ကြ\u{1039}\u{17D2}ក"
            .chars()
            .collect::<Vec<_>>(),
    );
    prop::collection::vec(prop_oneof![3 => telling, 1 => any::<char>()], 0..40)
        .prop_map(String::from_iter)
}

/// Letters, vowel signs and tone marks of the scripts without spaces, in canonical order.
fn spaceless_text() -> impl Strategy<Value = String> {
    let letters = "กขนเแา\u{E34}\u{E35}\u{E48}\u{E49}\u{E33}ກ\u{EB4}កខ\u{17D2}\u{17B6}ကခ\u{103C}\u{1037}缓存かが한국";
    let letter = prop::sample::select(letters.chars().collect::<Vec<_>>());
    prop::collection::vec(letter, 1..12).prop_map(|letters| letters.into_iter().nfc().collect())
}

#[test]
fn punctuation_separates_terms_and_digits_stay_with_letters() {
    assert_eq!(texts("auth-refactor"), ["auth", "refactor"]);
    assert_eq!(texts("std::sync::Mutex"), ["std", "sync", "mutex"]);
    assert_eq!(
        texts("foo.bar(snake_case, 'x')"),
        ["foo", "bar", "snake", "case", "x"]
    );
    assert_eq!(
        texts("error[E0382]: use of"),
        ["error", "e0382", "use", "of"]
    );
}

#[test]
fn an_identifier_in_camel_case_is_one_term() {
    assert_eq!(
        wholes("fooBar HTTPServer2 ParseHTTP"),
        ["foobar", "httpserver2", "parsehttp"]
    );
}

#[test]
fn english_words_are_stemmed_and_words_with_digits_are_not() {
    assert_eq!(
        texts("Caching caches CACHED studies"),
        ["cach", "cach", "cach", "studi"]
    );
    assert_eq!(
        wholes("Caching caches CACHED studies"),
        ["caching", "caches", "cached", "studies"]
    );
    assert_eq!(texts("caches2"), ["caches2"]);
}

#[test]
fn accents_do_not_count_however_they_are_composed() {
    let composed = "Café naïve Ångström Việt ёлка Ώρα";
    let decomposed: String = composed.nfd().collect();
    assert_ne!(composed, decomposed);
    assert_eq!(texts(composed), texts(&decomposed));
    assert_eq!(
        wholes(composed),
        ["cafe", "naive", "angstrom", "viet", "елка", "ωρα"]
    );
}

#[test]
fn an_accented_english_word_is_stemmed_like_the_plain_one() {
    assert_eq!(texts("cafés"), texts("cafes"));
    assert_eq!(texts("résumés"), texts("resumes"));
}

#[test]
fn german_turkish_and_greek_letters_meet_their_capitals() {
    assert_eq!(texts("Straße"), texts("STRASSE"));
    assert_eq!(texts("kapalı"), texts("KAPALI"));
    assert_eq!(texts("İstanbul"), texts("istanbul"));
    assert_eq!(texts("οδος"), texts("ΟΔΟΣ"));
}

#[test]
fn compatibility_forms_are_taken_for_the_plain_letters() {
    assert_eq!(wholes("ﬁle Ｒｕｓｔ x² Ⅷ"), ["file", "rust", "x2", "viii"]);
    assert_eq!(texts("ｶﾞｷﾞ"), ["ガ", "ギ"]);
    assert_eq!(texts("㈠"), ["一"]);
}

#[test]
fn what_normalises_to_several_words_is_several_terms() {
    assert_eq!(texts("½"), ["1", "2"]);
    assert_eq!(texts("coŀlegi"), texts("col·legi"));
    assert_eq!(texts("ﷺ").len(), 4);
}

#[test]
fn each_han_character_and_kana_is_a_term_also_beside_latin_letters() {
    assert_eq!(texts("缓存失效。"), ["缓", "存", "失", "效"]);
    assert_eq!(texts("𠮷野家"), ["𠮷", "野", "家"]);
    assert_eq!(
        texts("Rustでキャッシュを2回"),
        ["rust", "で", "キ", "ャ", "ッ", "シ", "ュ", "を", "2", "回"]
    );
    assert_eq!(texts("人々ー"), ["人", "々", "ー"]);
}

#[test]
fn the_form_known_without_tables_is_the_one_of_the_tables() {
    for character in
        ('\0'..='\u{FFFF}').filter(|character| simple_form(&character.to_string()).is_some())
    {
        let cluster = character.to_string();
        let expected: String = normalised(&cluster).collect();
        assert_eq!(simple_form(&cluster).map(String::from), Some(expected));
    }
}

#[test]
fn a_voiced_kana_is_one_term_and_not_the_unvoiced_one() {
    assert_eq!(texts("が"), ["が"]);
    assert_eq!(texts("か\u{3099}"), ["が"]);
    assert_eq!(spans("か\u{3099}き"), ["か\u{3099}", "き"]);
}

#[test]
fn each_hangul_syllable_is_a_term_also_when_decomposed() {
    let decomposed: String = "한국어".nfd().collect();
    assert_eq!(texts("한국어"), ["한", "국", "어"]);
    assert_eq!(texts(&decomposed), ["한", "국", "어"]);
    assert_eq!(spans(&decomposed).concat(), decomposed);
    assert_eq!(texts("ㅎㅏ").len(), 2);
}

#[test]
fn thai_lao_khmer_and_myanmar_letters_and_signs_are_terms_of_their_own() {
    assert_eq!(texts("กิน"), ["ก", "\u{E34}", "น"]);
    assert_eq!(texts("ກິນ").len(), 3);
    assert_eq!(texts("ខ្មែរ").len(), 5);
    assert_eq!(texts("မြန်မာ").len(), 6);
}

#[test]
fn a_thai_word_is_found_inside_a_sentence_by_its_beginning_or_middle() {
    let sentence = "เซิร์ฟเวอร์ล่มเพราะแคชหมดอายุ";
    for part in ["เซิร์ฟเวอร์", "ล่ม", "ล", "แคช", "หมดอาย", "น้ำ"]
    {
        assert_eq!(is_found_as_phrase(part, sentence), part != "น้ำ", "{part}");
    }
    assert!(is_found_as_phrase("น้ำ", "ดื่มน้ำเย็น"));
}

#[test]
fn the_span_of_a_sign_is_that_of_the_grapheme_it_stands_on() {
    assert_eq!(spans("กิน"), ["กิ", "กิ", "น"]);
    assert_eq!(spans("½ cup"), ["½", "½", "cup"]);
}

#[test]
fn spans_are_the_words_as_written() {
    let source = "  Le Café—naïve, e\u{301}te\u{301}(HTTPServer2)缓存";
    assert_eq!(
        spans(source),
        [
            "Le",
            "Café",
            "naïve",
            "e\u{301}te\u{301}",
            "HTTPServer2",
            "缓",
            "存"
        ]
    );
}

#[test]
fn emoji_and_punctuation_are_no_terms() {
    for source in ["", " \n\t", "🎉👩‍💻❤️🇩🇪", "!?—…“”", "\u{301}\u{FE0F}"]
    {
        assert_eq!(texts(source), Vec::<String>::new(), "{source:?}");
    }
    assert_eq!(texts("ship🚀it 1️⃣"), ["ship", "it", "1"]);
    assert_eq!(texts("葛\u{E0100}飾"), ["葛", "飾"]);
}

#[test]
fn a_term_counts_up_to_its_sixty_fourth_character_and_spans_all_of_them() {
    for letter in ["a", "é", "я", "9", "e\u{301}"] {
        let source = letter.repeat(1 << 20);
        let mut found = Vec::new();
        Analyzer::new().terms(&source, |term| {
            found.push((term.text.chars().count(), term.start..term.end));
        });
        assert_eq!(found, [(LONGEST_TERM, 0..source.len())], "{letter}");
    }
}

#[test]
fn a_term_that_is_cut_is_not_stemmed() {
    let word = format!("{}ing", "a".repeat(LONGEST_TERM - 3));
    assert_eq!(texts(&word), [&word[..LONGEST_TERM - 3]]);
    assert_eq!(texts(&format!("{word}s")), [word]);
}

#[test]
fn a_megabyte_of_marks_on_one_letter_is_one_term() {
    let source = format!("a{}", "\u{301}".repeat(1 << 19));
    assert_eq!(texts(&source), ["a"]);
    assert_eq!(texts(&format!("{}b", "\u{301}".repeat(1 << 19))), ["b"]);
}

#[test]
fn index_text_is_the_terms_with_single_spaces_also_across_calls() {
    let mut analyzer = Analyzer::new();
    let mut index_text = String::new();
    analyzer.append_index_text("", &mut index_text);
    analyzer.append_index_text("  Caching, twice!", &mut index_text);
    analyzer.append_index_text("...", &mut index_text);
    analyzer.append_index_text("缓存", &mut index_text);
    assert_eq!(
        index_text,
        "cach twice 缓 存".replace("twice", &texts("twice").concat())
    );
}

#[test]
fn an_analyzer_gives_the_same_terms_at_every_use() {
    let mut analyzer = Analyzer::new();
    for source in ["Caching 缓存", "naïve", "Caching 缓存"] {
        let mut found = Vec::new();
        analyzer.terms(source, |term| found.push(term.text.to_owned()));
        assert_eq!(found, texts(source));
    }
}

proptest! {
    #[test]
    fn every_term_is_exactly_one_token_of_the_index(source in any_text()) {
        let index_text = index_text(&source);
        prop_assert_eq!(fts5_ascii_tokens(&index_text), texts(&source));
    }

    #[test]
    fn a_normalised_term_is_normalised_to_itself(source in any_text()) {
        for whole in wholes(&source) {
            prop_assert_eq!(wholes(&whole), [whole.as_str()]);
        }
    }

    #[test]
    fn canonically_equal_texts_have_equal_terms(source in any_text()) {
        let (composed, decomposed): (String, String) = (source.nfc().collect(), source.nfd().collect());
        prop_assert_eq!(texts(&composed), texts(&decomposed));
        prop_assert_eq!(texts(&source), texts(&decomposed));
    }

    #[test]
    fn spans_never_go_back(source in any_text()) {
        let (mut start, mut end) = (0, 0);
        Analyzer::new().terms(&source, |term| {
            assert!(!source[term.start..term.end].is_empty());
            assert!(term.start >= start && term.end >= end);
            (start, end) = (term.start, term.end);
        });
    }

    #[test]
    fn any_part_of_a_spaceless_text_that_begins_at_a_grapheme_is_found(
        source in spaceless_text(), from in 0_usize..12, length in 1_usize..12,
    ) {
        let graphemes: Vec<&str> = source.graphemes(true).collect();
        let from = from.min(graphemes.len() - 1);
        let until = graphemes.len().min(from + length);
        let part = graphemes[from..until].concat();
        prop_assert!(is_found_as_phrase(&part, &source), "{} in {}", part, source);
    }

    #[test]
    fn text_of_ascii_has_the_same_terms_as_when_it_ends_beyond_ascii(source in "[a-zA-Z0-9 _.'-]{0,40}") {
        prop_assert_eq!(texts(&source), texts(&format!("{source}。")));
    }
}
