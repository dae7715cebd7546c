//! Numbers, counted things and durations as people write them in English. Dates and times do not live here.

const MINUTES_PER_HOUR: u64 = 60;

/// A number with a comma between groups of three digits: `12345` is `12,345`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// A count with its noun, which is singular for one only: `1 entry`, `0 entries`, `2,000 entries`.
pub fn counted(number: u64, singular: &str, plural: &str) -> String {
    let noun = if number == 1 { singular } else { plural };
    format!("{} {noun}", grouped(number))
}

/// The first few of several things, and that there are more: `a, b, c and more`.
pub fn first_few(things: &[String], most: usize) -> String {
    let named: Vec<&str> = things.iter().take(most).map(String::as_str).collect();
    let more = if things.len() > most { " and more" } else { "" };
    format!("{}{more}", named.join(", "))
}

/// A duration given in minutes: `40 min`, `1 h`, `3 h 20 min`, `1,234 h 5 min`. Days are not used, because it is
/// ambiguous how many hours of work one has.
pub fn minutes(total: u64) -> String {
    let (hours, rest) = (total / MINUTES_PER_HOUR, total % MINUTES_PER_HOUR);
    match (hours, rest) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{} h", grouped(hours)),
        (hours, rest) => format!("{} h {rest} min", grouped(hours)),
    }
}

/// A size in bytes, cut to what tells: `812 bytes`, `9.2 KiB`, `140 MiB`, `1.4 GiB`.
pub fn size(bytes: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    let unit = UNITS.into_iter().find(|(_, length)| bytes >= *length);
    let Some((unit, length)) = unit else {
        return counted(bytes, "byte", "bytes");
    };
    match (bytes / length, bytes % length) {
        (whole @ 0..=9, rest) => format!("{whole}.{} {unit}", rest * 10 / length),
        (whole, _) => format!("{} {unit}", grouped(whole)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_are_grouped_by_three_from_the_right() {
        let written: Vec<String> = [0, 7, 999, 1_000, 12_345, 123_456, 1_234_567, u64::MAX]
            .map(grouped)
            .into();
        let expected = [
            "0",
            "7",
            "999",
            "1,000",
            "12,345",
            "123,456",
            "1,234,567",
            "18,446,744,073,709,551,615",
        ];
        assert_eq!(written, expected);
    }

    #[test]
    fn a_size_is_said_in_the_largest_unit_of_which_there_is_one() {
        let written: Vec<String> = [
            0,
            1,
            1_023,
            1_024,
            10_239,
            10_240,
            (1 << 20) - 1,
            3 << 19,
            140 << 20,
            5_000 << 30,
        ]
        .map(size)
        .into();
        let expected = [
            "0 bytes",
            "1 byte",
            "1,023 bytes",
            "1.0 KiB",
            "9.9 KiB",
            "10 KiB",
            "1,023 KiB",
            "1.5 MiB",
            "140 MiB",
            "5,000 GiB",
        ];
        assert_eq!(written, expected);
    }

    #[test]
    fn a_few_are_named_and_that_there_are_more() {
        let things = ["a", "b", "c"].map(str::to_owned);
        let written = [2, 3, 4].map(|most| first_few(&things, most));
        assert_eq!(written, ["a, b and more", "a, b, c", "a, b, c"]);
    }

    #[test]
    fn only_one_is_singular() {
        let written: Vec<String> = [0, 1, 2, 2_000]
            .map(|n| counted(n, "entry", "entries"))
            .into();
        assert_eq!(
            written,
            ["0 entries", "1 entry", "2 entries", "2,000 entries"]
        );
    }

    #[test]
    fn minutes_are_shown_in_hours_and_minutes_without_empty_parts() {
        let written: Vec<String> = [0, 40, 59, 60, 61, 200, 74_045].map(minutes).into();
        assert_eq!(
            written,
            [
                "0 min",
                "40 min",
                "59 min",
                "1 h",
                "1 h 1 min",
                "3 h 20 min",
                "1,234 h 5 min"
            ]
        );
    }

    proptest! {
        #[test]
        fn a_grouped_number_without_its_commas_is_the_number(number: u64) {
            let written = grouped(number);
            prop_assert!(written.rsplit(',').skip(1).all(|group| group.len() <= 3));
            prop_assert!(written.split(',').skip(1).all(|group| group.len() == 3));
            prop_assert_eq!(written.replace(',', ""), number.to_string());
        }
    }
}
