//! The rows of the table of keys that say what a report is made of. What a row holds is in `definitions`.

use super::choices::{self, Column};
use super::definitions::{Definition, ProjectFile};
use super::kind::Kind;
use super::read;
use super::sections::{ReportFormat, Section, TagColumn};
use super::value::Value;
use crate::model::{Assist, Audience, Outcome, Stage};

/// A row of a report: the field of the definition, the key in its table, and what is known about it.
macro_rules! of_report {
    ($field:ident, $key:literal, $kind:expr, $read:expr, $shown:expr, $description:literal, $absent:literal, $example:literal) => {
        Definition {
            key: concat!("reports.<name>.", $key),
            kind: $kind,
            description: $description,
            absent: $absent,
            example: $example,
            environment: None,
            project_file: ProjectFile::Ignored,
            assign: |configuration, given| {
                configuration.assign_report(given, |report, value| {
                    report.$field = Some($read(value)?);
                    Ok(())
                })
            },
            shown: |configuration, name| {
                configuration.report_shown(name, |report| report.$field.as_ref().map($shown))
            },
        }
    };
}

fn text(text: impl AsRef<str>) -> Value {
    Value::text(text.as_ref())
}

fn name<T: choices::Named>(value: &T) -> Value {
    Value::name(*value)
}

/// What a report can say of itself, in the order in which it is listed and documented.
pub(super) static REPORT_DEFINITIONS: [Definition; 20] = [
    of_report!(
        title,
        "title",
        Kind::Text,
        read::line,
        text,
        "What the report of that name is called; the period follows it. The name has letters, digits, `-` and `_`.",
        "the period alone",
        "What we tried"
    ),
    of_report!(
        period,
        "period",
        Kind::Period,
        read::period,
        text,
        "The stretch of time that the report tells of, when no flag says otherwise.",
        "this month",
        "last month"
    ),
    of_report!(
        since,
        "since",
        Kind::When,
        read::when,
        text,
        "The first day that the report tells of, in the place of a period.",
        "the beginning",
        "2026-10-01"
    ),
    of_report!(
        until,
        "until",
        Kind::When,
        read::when,
        text,
        "The last day that the report tells of, in the place of a period.",
        "no end",
        "yesterday"
    ),
    of_report!(
        tz,
        "tz",
        Kind::Text,
        read::line,
        text,
        "The time zone whose days and hours are meant, when no flag says otherwise: a place, `UTC` or an offset.",
        "that of the machine",
        "Europe/Berlin"
    ),
    of_report!(
        tags,
        "tags",
        Kind::TagGroups,
        read::tag_groups,
        |groups| {
            let written = groups.iter().map(|group| {
                let tags: Vec<&str> = group.0.iter().map(crate::model::Tag::as_str).collect();
                tags.join(",")
            });
            Value::Patterns(written.collect())
        },
        "Only entries with these tags.",
        "all entries",
        "sessions,caching"
    ),
    of_report!(
        not_tags,
        "not_tags",
        Kind::Tags,
        read::tags,
        |tags| { Value::List(tags.iter().map(|tag| tag.as_str().to_owned()).collect()) },
        "Only entries without these tags.",
        "all entries",
        "spike"
    ),
    of_report!(
        project,
        "project",
        Kind::Text,
        read::line,
        text,
        "Only entries of this project.",
        "all entries",
        "shop"
    ),
    of_report!(
        outcome,
        "outcome",
        Kind::OneOf(choices::names::<Outcome>),
        read::one_of::<Outcome>,
        name,
        "Only entries that ended so.",
        "all entries",
        "failed"
    ),
    of_report!(
        stage,
        "stage",
        Kind::OneOf(choices::names::<Stage>),
        read::one_of::<Stage>,
        name,
        "Only entries that have come so far.",
        "all entries",
        "lesson"
    ),
    of_report!(
        assist,
        "assist",
        Kind::OneOf(choices::names::<Assist>),
        read::one_of::<Assist>,
        name,
        "Only entries that had so much help.",
        "all entries",
        "delegate"
    ),
    of_report!(
        exploration,
        "exploration",
        Kind::Text,
        read::line,
        text,
        "Only entries of this exploration.",
        "all entries",
        "cache-layer"
    ),
    of_report!(
        author,
        "author",
        Kind::Text,
        read::line,
        text,
        "Only entries by this author.",
        "all entries",
        "grace"
    ),
    of_report!(
        text,
        "text",
        Kind::Query,
        read::query,
        text,
        "Only entries with these words, as `search` finds them.",
        "all entries",
        "replica*"
    ),
    of_report!(
        sections,
        "sections",
        Kind::ListOf(choices::names::<Section>),
        read::list_of::<Section>,
        |sections| Value::names(sections),
        "What the report shows, in order.",
        "those of `report.sections`",
        "overview,lessons,entries"
    ),
    of_report!(
        columns,
        "columns",
        Kind::ListOf(choices::names::<Column>),
        read::list_of::<Column>,
        |columns| Value::names(columns),
        "The columns of its table of entries, in order.",
        "those of `list.columns`",
        "date,tried,principle"
    ),
    of_report!(
        tag_columns,
        "tag_columns",
        Kind::ListOf(choices::names::<TagColumn>),
        read::list_of::<TagColumn>,
        |columns| Value::names(columns),
        "The columns of its tables of tags and projects, in order.",
        "all of them",
        "attempts,spent"
    ),
    of_report!(
        format,
        "format",
        Kind::OneOf(choices::names::<ReportFormat>),
        read::one_of::<ReportFormat>,
        name,
        "How the report is written, when no flag says otherwise.",
        "as a table",
        "markdown"
    ),
    of_report!(
        template,
        "template",
        Kind::Path,
        read::line,
        text,
        "A template of yours that the report is written with, in the place of a format; from the folder of the configuration file.",
        "the format says how",
        "weekly.md.jinja"
    ),
    of_report!(
        audience,
        "for",
        Kind::OneOf(choices::names::<Audience>),
        read::one_of::<Audience>,
        name,
        "Whom the report is for, when no flag says otherwise: what is private is only for yourself.",
        "yourself",
        "lead"
    ),
];
