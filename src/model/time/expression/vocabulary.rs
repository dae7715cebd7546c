//! The words of the date language and what each stands for; also which word is near to a mistyped one.

use std::cmp::Reverse;

use chrono::{NaiveDate, Weekday};

use super::clock::{Clock, Meridiem};

/// One piece of a typed date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits: a year where they are four, else a day or an amount.
    Number {
        value: u32,
        digits: usize,
    },
    /// A spelled-out amount: `a`, `an`, `one` to `twelve`.
    Amount(u32),
    /// A day of the month, as in `3rd`.
    Ordinal(u32),
    /// A day written in digits.
    Date(NaiveDate),
    /// A month written in digits.
    YearMonth {
        year: i32,
        month: u32,
    },
    /// A time of day.
    Clock(Clock),
    Meridiem(Meridiem),
    Weekday(Weekday),
    /// 1 for January.
    Month(u32),
    /// `q4`.
    Quarter(u32),
    /// `w41`.
    Week(u32),
    Unit(Unit),
    Now,
    /// Days from today: -1 for yesterday.
    Day(i64),
    Ago,
    Last,
    This,
    Next,
    At,
    Of,
}

/// What amounts of time are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

use Token::{Ago, Amount, At, Day, Last, Month, Next, Now, Of, This};

const WORDS: &[(&str, Token)] = &[
    ("now", Now),
    ("today", Day(0)),
    ("yesterday", Day(-1)),
    ("tomorrow", Day(1)),
    ("ago", Ago),
    ("last", Last),
    ("past", Last),
    ("this", This),
    ("next", Next),
    ("at", At),
    ("of", Of),
    ("am", Token::Meridiem(Meridiem::Am)),
    ("pm", Token::Meridiem(Meridiem::Pm)),
    ("a", Amount(1)),
    ("an", Amount(1)),
    ("one", Amount(1)),
    ("two", Amount(2)),
    ("three", Amount(3)),
    ("four", Amount(4)),
    ("five", Amount(5)),
    ("six", Amount(6)),
    ("seven", Amount(7)),
    ("eight", Amount(8)),
    ("nine", Amount(9)),
    ("ten", Amount(10)),
    ("eleven", Amount(11)),
    ("twelve", Amount(12)),
    ("monday", Token::Weekday(Weekday::Mon)),
    ("mon", Token::Weekday(Weekday::Mon)),
    ("tuesday", Token::Weekday(Weekday::Tue)),
    ("tues", Token::Weekday(Weekday::Tue)),
    ("tue", Token::Weekday(Weekday::Tue)),
    ("wednesday", Token::Weekday(Weekday::Wed)),
    ("wed", Token::Weekday(Weekday::Wed)),
    ("thursday", Token::Weekday(Weekday::Thu)),
    ("thurs", Token::Weekday(Weekday::Thu)),
    ("thur", Token::Weekday(Weekday::Thu)),
    ("thu", Token::Weekday(Weekday::Thu)),
    ("friday", Token::Weekday(Weekday::Fri)),
    ("fri", Token::Weekday(Weekday::Fri)),
    ("saturday", Token::Weekday(Weekday::Sat)),
    ("sat", Token::Weekday(Weekday::Sat)),
    ("sunday", Token::Weekday(Weekday::Sun)),
    ("sun", Token::Weekday(Weekday::Sun)),
    ("january", Month(1)),
    ("jan", Month(1)),
    ("february", Month(2)),
    ("feb", Month(2)),
    ("march", Month(3)),
    ("mar", Month(3)),
    ("april", Month(4)),
    ("apr", Month(4)),
    ("may", Month(5)),
    ("june", Month(6)),
    ("jun", Month(6)),
    ("july", Month(7)),
    ("jul", Month(7)),
    ("august", Month(8)),
    ("aug", Month(8)),
    ("september", Month(9)),
    ("sept", Month(9)),
    ("sep", Month(9)),
    ("october", Month(10)),
    ("oct", Month(10)),
    ("november", Month(11)),
    ("nov", Month(11)),
    ("december", Month(12)),
    ("dec", Month(12)),
    ("seconds", Token::Unit(Unit::Second)),
    ("second", Token::Unit(Unit::Second)),
    ("secs", Token::Unit(Unit::Second)),
    ("sec", Token::Unit(Unit::Second)),
    ("s", Token::Unit(Unit::Second)),
    ("minutes", Token::Unit(Unit::Minute)),
    ("minute", Token::Unit(Unit::Minute)),
    ("mins", Token::Unit(Unit::Minute)),
    ("min", Token::Unit(Unit::Minute)),
    ("m", Token::Unit(Unit::Minute)),
    ("hours", Token::Unit(Unit::Hour)),
    ("hour", Token::Unit(Unit::Hour)),
    ("hrs", Token::Unit(Unit::Hour)),
    ("hr", Token::Unit(Unit::Hour)),
    ("h", Token::Unit(Unit::Hour)),
    ("days", Token::Unit(Unit::Day)),
    ("day", Token::Unit(Unit::Day)),
    ("d", Token::Unit(Unit::Day)),
    ("weeks", Token::Unit(Unit::Week)),
    ("week", Token::Unit(Unit::Week)),
    ("w", Token::Unit(Unit::Week)),
    ("months", Token::Unit(Unit::Month)),
    ("month", Token::Unit(Unit::Month)),
    ("mo", Token::Unit(Unit::Month)),
    ("quarters", Token::Unit(Unit::Quarter)),
    ("quarter", Token::Unit(Unit::Quarter)),
    ("years", Token::Unit(Unit::Year)),
    ("year", Token::Unit(Unit::Year)),
    ("y", Token::Unit(Unit::Year)),
];

/// What a lower-case word stands for.
pub(super) fn look_up(word: &str) -> Option<Token> {
    let found = WORDS.iter().find(|(known, _)| *known == word);
    found.map(|(_, token)| *token)
}

/// The known word nearest to an unknown one: at most two letters away, one where the word is short. Of two that are
/// equally near it is the longer, because letters are left out more often than mistaken.
pub(super) fn nearest(word: &str) -> Option<&'static str> {
    let letters = word.chars().count();
    let allowed = if letters <= 4 { 1 } else { 2 };
    let known = WORDS.iter().map(|(known, _)| *known);
    known
        .filter(|known| known.len() >= 3 && known.len().abs_diff(letters) <= allowed)
        .map(|known| (strsim::osa_distance(word, known), known))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, known)| (*distance, Reverse(known.len())))
        .map(|(_, known)| known)
}
