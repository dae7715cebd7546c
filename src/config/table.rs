//! The rows of the table of keys, those of reports aside. What a row holds and how it is looked up is in `definitions`.

use super::choices::{self, Color, Column, Dates, Pager};
use super::configuration::{Configuration, DefaultTags};
use super::definitions::{Definition, ProjectFile};
use super::kind::Kind;
use super::read;
use super::sections::Section;
use super::value::Value;
use crate::model::Assist;

/// Every key, in the order in which they are listed and documented.
pub(super) static DEFINITIONS: [Definition; 23] = [
    Definition {
        key: "author",
        kind: Kind::Text,
        description: "Who writes the entries.",
        absent: "your user name on this machine",
        example: "platform team",
        environment: Some("FOLIO_AUTHOR"),
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| given.store_some(&mut configuration.author, read::line),
        shown: |configuration, _| {
            configuration
                .author
                .shown(|author| Value::optional_text(author.as_ref()))
        },
    },
    Definition {
        key: "project",
        kind: Kind::Text,
        description: "The project that new entries belong to.",
        absent: "the name of the git repository, if there is one",
        example: "shop",
        environment: Some("FOLIO_PROJECT"),
        project_file: ProjectFile::Trusted,
        assign: |configuration, given| given.store_some(&mut configuration.project, read::line),
        shown: |configuration, _| {
            configuration
                .project
                .shown(|project| Value::optional_text(project.as_ref()))
        },
    },
    Definition {
        key: "tags",
        kind: Kind::Tags,
        description: "Tags added to each new entry; those of a project's file are added to the user's own.",
        absent: "",
        example: "sessions,backend/cache",
        environment: None,
        project_file: ProjectFile::Trusted,
        assign: |configuration, given| configuration.tags.assign(given),
        shown: |configuration, _| DefaultTags::shown(&configuration.tags),
    },
    Definition {
        key: "assist",
        kind: Kind::OneOf(choices::names::<Assist>),
        description: "How much AI helps, for each new entry that does not say.",
        absent: "new entries do not say how much AI helped",
        example: "ask",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| given.store_some(&mut configuration.assist, read::one_of),
        shown: |configuration, _| {
            configuration
                .assist
                .shown(|assist| assist.map_or(Value::Nothing, Value::name))
        },
    },
    Definition {
        key: "week_start",
        kind: Kind::OneOf(choices::names::<chrono::Weekday>),
        description: "The day on which a week begins, for `--week` and weekly reports.",
        absent: "",
        example: "sunday",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| given.store(&mut configuration.week_start, read::one_of),
        shown: |configuration, _| configuration.week_start.shown(|day| Value::name(*day)),
    },
    Definition {
        key: "dates",
        kind: Kind::OneOf(choices::names::<Dates>),
        description: "How dates are shown: `iso` is 2026-10-03, `relative` is 3 days ago, `long` is 3 Oct 2026. Files, Markdown and HTML never have relative ones: those become `iso`.",
        absent: "",
        example: "relative",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| given.store(&mut configuration.dates, read::one_of),
        shown: |configuration, _| configuration.dates.shown(|dates| Value::name(*dates)),
    },
    Definition {
        key: "color",
        kind: Kind::OneOf(choices::names::<Color>),
        description: "When output is coloured: `auto` is on a terminal only.",
        absent: "",
        example: "never",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| given.store(&mut configuration.color, read::one_of),
        shown: |configuration, _| configuration.color.shown(|color| Value::name(*color)),
    },
    Definition {
        key: "pager",
        kind: Kind::CommandOrNever,
        description: "The command that shows what does not fit the terminal.",
        absent: "",
        example: "less -FRX",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| given.store(&mut configuration.pager, read::pager),
        shown: |configuration, _| {
            configuration.pager.shown(|pager| match pager {
                Pager::Never => Value::text("never"),
                Pager::Command(command) => Value::text(command),
            })
        },
    },
    Definition {
        key: "editor",
        kind: Kind::Command,
        description: "The command that edits an entry.",
        absent: "`$VISUAL`, then `$EDITOR`, then `vi`",
        example: "code --wait",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| given.store_some(&mut configuration.editor, read::line),
        shown: |configuration, _| {
            configuration
                .editor
                .shown(|editor| Value::optional_text(editor.as_ref()))
        },
    },
    Definition {
        key: "list.columns",
        kind: Kind::ListOf(choices::names::<Column>),
        description: "The columns of `folio list`, in order.",
        absent: "",
        example: "id,date,tags,principle",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| given.store(&mut configuration.list_columns, read::list_of),
        shown: |configuration, _| {
            configuration
                .list_columns
                .shown(|columns| Value::names(columns))
        },
    },
    Definition {
        key: "list.limit",
        kind: Kind::Whole,
        description: "How many entries `list` and `search` show; 0 shows all.",
        absent: "",
        example: "50",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| given.store(&mut configuration.list_limit, read::whole),
        shown: |configuration, _| configuration.list_limit.shown(|limit| Value::whole(*limit)),
    },
    Definition {
        key: "report.sections",
        kind: Kind::ListOf(choices::names::<Section>),
        description: "The sections of `folio report`, in order.",
        absent: "",
        example: "overview,principles,drafts",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| {
            given.store(&mut configuration.report_sections, read::list_of)
        },
        shown: |configuration, _| {
            configuration
                .report_sections
                .shown(|sections| Value::names(sections))
        },
    },
    Definition {
        key: "calibration.by_hand",
        kind: Kind::Names,
        description: "Areas that you mean to practise by hand, for `folio report --calibration`.",
        absent: "",
        example: "algorithms,sql",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| {
            given.store(&mut configuration.calibration_by_hand, read::names)
        },
        shown: |configuration, _| {
            configuration
                .calibration_by_hand
                .shown(|names| Value::List(names.clone()))
        },
    },
    Definition {
        key: "calibration.with_help",
        kind: Kind::Names,
        description: "Areas in which you mean to be helped; one that is in `calibration.by_hand` too counts there.",
        absent: "",
        example: "frontend,deploy",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| {
            given.store(&mut configuration.calibration_with_help, read::names)
        },
        shown: |configuration, _| {
            configuration
                .calibration_with_help
                .shown(|names| Value::List(names.clone()))
        },
    },
    Definition {
        key: "exploration.clock",
        kind: Kind::Minutes,
        description: "How long to try before `folio status` says that it is time to ask.",
        absent: "",
        example: "30m",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| {
            given.store(&mut configuration.exploration_clock, read::minutes)
        },
        shown: |configuration, _| {
            configuration
                .exploration_clock
                .shown(|clock| Value::text(&clock.to_string()))
        },
    },
    Definition {
        key: "memory.commands",
        kind: Kind::Truth,
        description: "Whether failed commands are remembered on this machine, for `log --last` and the shell.",
        absent: "",
        example: "false",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| {
            given.store(&mut configuration.remembers_commands, read::truth)
        },
        shown: |configuration, _| {
            configuration
                .remembers_commands
                .shown(|remembers| Value::Truth(*remembers))
        },
    },
    Definition {
        key: "hook.minimum_duration",
        kind: Kind::Duration,
        description: "The shell hooks look at failures of commands that ran at least this long. It holds in shells that are started later.",
        absent: "",
        example: "5s",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| {
            given.store(&mut configuration.hook_minimum_duration, read::duration)
        },
        shown: |configuration, _| {
            configuration
                .hook_minimum_duration
                .shown(|duration| Value::duration(*duration))
        },
    },
    Definition {
        key: "hook.ignore",
        kind: Kind::Commands,
        description: "Further commands whose failures the shell hooks pass over, each by its first word or words, beside `grep`, `test` and others that answer a question with their exit code.",
        absent: "",
        example: "make check,ssh",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| given.store(&mut configuration.hook_ignore, read::commands),
        shown: |configuration, _| {
            configuration
                .hook_ignore
                .shown(|commands| Value::List(commands.clone()))
        },
    },
    Definition {
        key: "struggle.after",
        kind: Kind::Duration,
        description: "How long one command must have kept failing in a project until folio says that it is time to ask; `0` is never.",
        absent: "",
        example: "25m",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| {
            given.store(&mut configuration.struggle_after, read::duration)
        },
        shown: |configuration, _| {
            configuration
                .struggle_after
                .shown(|after| Value::duration(*after))
        },
    },
    Definition {
        key: "redaction.patterns",
        kind: Kind::Patterns,
        description: "Regular expressions for secrets that are replaced before an entry is saved, beside those that folio knows. Where one has a group, only that is replaced.",
        absent: "",
        example: "customer-[0-9]{4,8}",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| {
            given.store(&mut configuration.redaction_patterns, read::patterns)
        },
        shown: |configuration, _| {
            configuration
                .redaction_patterns
                .shown(|patterns| Value::Patterns(patterns.clone()))
        },
    },
    Definition {
        key: "backup.keep",
        kind: Kind::Whole,
        description: "How many of the copies are kept that folio makes of the journal by itself, before it makes its index anew or restores another; with 0 it makes one only before it restores. Each is as large as the journal. Those that you make with `folio backup` stay.",
        absent: "",
        example: "2",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| given.store(&mut configuration.backup_keep, read::whole),
        shown: |configuration, _| {
            configuration
                .backup_keep
                .shown(|copies| Value::whole(*copies))
        },
    },
    Definition {
        key: "journal",
        kind: Kind::Path,
        description: "The journal that is used unless another is asked for; `~` is the home folder.",
        absent: "`folio/journal.db` in the XDG data folder",
        example: "~/notes/journal.db",
        environment: Some("FOLIO_JOURNAL"),
        project_file: ProjectFile::Ignored,
        assign: |configuration, given| given.store_some(&mut configuration.journal, read::line),
        shown: |configuration, _| {
            configuration
                .journal
                .shown(|path| Value::optional_text(path.as_ref()))
        },
    },
    Definition {
        key: "journals.<name>",
        kind: Kind::Path,
        description: "A journal that can be asked for by name; the name has letters, digits, `-` and `_`.",
        absent: "no journal has a name",
        example: "~/work/journal.db",
        environment: None,
        project_file: ProjectFile::Ignored,
        assign: Configuration::assign_journal,
        shown: Configuration::journal_shown,
    },
];
