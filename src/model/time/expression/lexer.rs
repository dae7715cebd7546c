//! Text to tokens: where words begin and end. What their order means is decided in `syntax`.

use super::clock;
use super::error::DateProblem;
use super::numeric;
use super::vocabulary::{Token, look_up, nearest};

/// The tokens of a typed date.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, DateProblem> {
    let text = normalised(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut tokens = Vec::new();
    for (position, word) in words.iter().enumerate() {
        read_word(word, &mut tokens).map_err(|problem| in_place(problem, &words, position))?;
    }
    Ok(tokens)
}

/// The problem of one word, with what may be written instead of it put among the other words.
fn in_place(problem: DateProblem, words: &[&str], position: usize) -> DateProblem {
    let replaced = |written: String| {
        let words = words.iter().enumerate();
        let words = words.map(|(at, word)| if at == position { &written } else { *word });
        words.collect::<Vec<&str>>().join(" ")
    };
    let is_decimal = |word: &&str| word.matches('.').count() == 1;
    match problem {
        // Beside other words, `1.5` is more likely an amount than the first of May.
        DateProblem::Ambiguous { .. } | DateProblem::NotUnderstood { .. }
            if words.len() > 1 && words.get(position).is_some_and(is_decimal) =>
        {
            DateProblem::not_understood()
        }
        DateProblem::Ambiguous { readings } => DateProblem::Ambiguous {
            readings: readings.into_iter().map(replaced).collect(),
        },
        DateProblem::NotUnderstood { suggestion } => DateProblem::NotUnderstood {
            suggestion: suggestion.map(replaced),
        },
        other => other,
    }
}

/// The text with each unknown word replaced by the known word nearest to it; `None` where one has no such neighbour.
pub(super) fn corrected(text: &str) -> Option<String> {
    let text = normalised(text);
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        if read_word(word, &mut Vec::new()).is_ok() {
            words.push(word);
            continue;
        }
        for piece in word.split('-') {
            let known = read_word(piece, &mut Vec::new()).is_ok();
            words.push(if known { piece } else { nearest(piece)? });
        }
    }
    Some(words.join(" "))
}

/// Lower case, with one space between words, and `o'clock` joined to its hour.
fn normalised(text: &str) -> String {
    let text = text
        .to_lowercase()
        .replace(['_', ','], " ")
        .replace('\u{2019}', "'");
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(" o'clock", "o'clock")
}

fn read_word(word: &str, tokens: &mut Vec<Token>) -> Result<(), DateProblem> {
    if let Some(date) = numeric::read(word) {
        tokens.push(date?);
        return Ok(());
    }
    if let Some((date, time)) = date_and_time(word) {
        read_piece(date, tokens)?;
        return read_piece(time, tokens);
    }
    if clock::read(word).is_some() || !word.contains('-') {
        return read_piece(word, tokens);
    }
    word.split('-')
        .try_for_each(|piece| read_piece(piece, tokens))
}

/// The two sides of the `t` in `2026-10-03t14:05`.
fn date_and_time(word: &str) -> Option<(&str, &str)> {
    let (date, time) = word.split_once('t')?;
    let starts_with_digit = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
    let is_date = matches!(numeric::read(date), Some(Ok(Token::Date(_)) | Err(_)));
    (is_date && starts_with_digit(time)).then_some((date, time))
}

/// A word without hyphens between its parts: a date in digits, a time, a number with or without a unit, a known word.
fn read_piece(piece: &str, tokens: &mut Vec<Token>) -> Result<(), DateProblem> {
    if let Some(date) = numeric::read(piece) {
        tokens.push(date?);
        return Ok(());
    }
    if let Some(read) = clock::read(piece) {
        let (clock, half) = read?;
        tokens.push(Token::Clock(clock));
        tokens.extend(half.map(Token::Meridiem));
        return Ok(());
    }
    let letters = piece.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let number = piece
        .strip_suffix(letters)
        .filter(|number| !number.is_empty());
    match (number, letters) {
        (Some(number), "") => tokens.push(number_token(number)?),
        (Some(number), "st" | "nd" | "rd" | "th") => tokens.push(Token::Ordinal(value(number)?)),
        (Some(number), "o'clock") => return Err(clock::which_half(value(number)?)),
        (Some(number), unit) => {
            tokens.push(number_token(number)?);
            tokens.push(look_up(unit).ok_or_else(DateProblem::not_understood)?);
        }
        (None, word) => tokens.push(read_letters(word)?),
    }
    Ok(())
}

/// A known word, `q4` or `w41`.
fn read_letters(word: &str) -> Result<Token, DateProblem> {
    let numbered = |letter: char| {
        let number = word.strip_prefix(letter)?;
        clock::digits(number, 1..=2)
    };
    numbered('q')
        .map(Token::Quarter)
        .or_else(|| numbered('w').map(Token::Week))
        .or_else(|| look_up(word))
        .ok_or_else(DateProblem::not_understood)
}

fn number_token(number: &str) -> Result<Token, DateProblem> {
    Ok(Token::Number {
        value: value(number)?,
        digits: number.len(),
    })
}

fn value(number: &str) -> Result<u32, DateProblem> {
    number.parse().map_err(|_| DateProblem::OutOfRange)
}
