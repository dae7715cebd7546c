//! The way back from a filter to flags: what a person types so that a command chooses what a report chose. The way from
//! flags to a filter is in `filters`.

use std::fmt::Write as _;

use crate::model::time::{Calendar, Period, PeriodKind, Stamp};
use crate::model::{Assist, Audience, Filter, Outcome, Stage, Tag};
use crate::render::views::SameChoice;

/// The flags that choose the entries of a period and a filter, as far as an audience may see them.
pub fn same_choice(
    period: &Period,
    filter: &Filter,
    audience: Audience,
    calendar: &Calendar<'_>,
) -> SameChoice {
    let mut flags = bounds(period, calendar);
    for group in &filter.tags {
        let tags: Vec<&str> = group.0.iter().map(Tag::as_str).collect();
        flags.push(("tag", tags.join(",")));
    }
    let mut without: Vec<&str> = filter.not_tags.iter().map(Tag::as_str).collect();
    if audience != Audience::Myself && !filter.leaves_out_private() {
        without.push(Tag::PRIVATE);
    }
    flags.extend(without.iter().map(|tag| ("not-tag", (*tag).to_owned())));
    let named = [
        ("project", filter.project.as_deref()),
        ("outcome", filter.outcome.map(Outcome::as_str)),
        ("stage", filter.stage.map(Stage::as_str)),
        ("assist", filter.assist.map(Assist::as_str)),
        ("exploration", filter.exploration.as_deref()),
        ("author", filter.author.as_deref()),
        ("text", filter.text.as_deref()),
    ];
    let named = named.into_iter();
    flags.extend(named.filter_map(|(flag, value)| Some((flag, value?.to_owned()))));
    let mut line = String::new();
    for (flag, value) in flags {
        let space = if line.is_empty() { "" } else { " " };
        let sign = if value.starts_with('-') { '=' } else { ' ' };
        let _ = write!(line, "{space}--{flag}{sign}{}", word(&value));
    }
    SameChoice {
        flags: Some(line),
        names_outcome: filter.outcome.is_some(),
        names_stage: filter.stage.is_some(),
    }
}

/// The flags of a period. Days are those of this machine: in another zone its bounds are moments.
fn bounds(period: &Period, calendar: &Calendar<'_>) -> Vec<(&'static str, String)> {
    let last = period.end().and_then(|end| {
        let last = calendar.stamp(end.utc_milliseconds() - 1);
        last.ok()
    });
    let has_days = calendar.zone_name().is_none();
    let starts_day = |moment: Stamp| {
        let day = calendar.day_start(calendar.date_of(moment));
        has_days && day.utc_milliseconds() == moment.utc_milliseconds()
    };
    if let Some(start) = period.start().filter(|start| starts_day(*start)) {
        let date = calendar.date_of(start);
        let unit = match period.kind() {
            PeriodKind::Month => Some(("month", date.format("%Y-%m"))),
            PeriodKind::Year => Some(("year", date.format("%Y"))),
            _ => None,
        };
        if let Some((flag, value)) = unit {
            return vec![(flag, value.to_string())];
        }
    }
    let since = period.start().map(|start| {
        if starts_day(start) {
            calendar.date_of(start).to_string()
        } else {
            start.to_string()
        }
    });
    let until = period.end().zip(last).map(|(end, last)| {
        if starts_day(end) {
            calendar.date_of(last).to_string()
        } else {
            last.to_string()
        }
    });
    let since = since.map(|since| ("since", since));
    let until = until.map(|until| ("until", until));
    since.into_iter().chain(until).collect()
}

/// A text as one word of a shell.
fn word(text: &str) -> String {
    let is_plain = |each: char| each.is_alphanumeric() || "_@%+=:,./-".contains(each);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;
    use crate::model::TagGroup;
    use crate::model::time::{ChronoZone, expression};

    #[test]
    fn the_flags_are_those_that_a_person_types_for_the_same_entries() {
        let now = Stamp::parse_rfc3339("2026-10-05T09:30:00+00:00").unwrap();
        let zone = ChronoZone(chrono::Utc);
        let calendar = Calendar::new(now, &zone, chrono::Weekday::Mon);
        let filter = Filter {
            tags: vec![TagGroup(vec![
                Tag::new("a").unwrap(),
                Tag::new("b").unwrap(),
            ])],
            project: Some("my shop's".to_owned()),
            text: Some("-x".to_owned()),
            ..Filter::default()
        };
        let all = Filter::default();
        let open = Filter {
            not_tags: vec![Tag::new("Private").unwrap()],
            ..Filter::default()
        };
        for (period, filter, audience, flags) in [
            ("2026-10", &all, Audience::Myself, "--month 2026-10"),
            (
                "2026",
                &all,
                Audience::Lead,
                "--year 2026 --not-tag private",
            ),
            (
                "2026",
                &open,
                Audience::Lead,
                "--year 2026 --not-tag Private",
            ),
            (
                "2026-Q4",
                &all,
                Audience::Myself,
                "--since 2026-10-01 --until 2026-12-31",
            ),
            (
                "2026-W41",
                &all,
                Audience::Myself,
                "--since 2026-10-05 --until 2026-10-11",
            ),
            (
                "2026-10-03 14:05",
                &all,
                Audience::Myself,
                "--since 2026-10-03T14:05:00Z --until 2026-10-03T14:05:59.999Z",
            ),
            (
                "yesterday",
                &filter,
                Audience::Myself,
                r"--since 2026-10-04 --until 2026-10-04 --tag a,b --project 'my shop'\''s' --text=-x",
            ),
        ] {
            let period = expression::parse_range(period, &calendar).unwrap();
            let choice = same_choice(&period, filter, audience, &calendar);
            assert_eq!(choice.flags.as_deref(), Some(flags));
        }
    }
}
