//! What a command is told before it begins: configuration, calendar, folders, how to show and whether to ask.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use chrono::Local;
use uuid::Uuid;

use super::arguments::GlobalArguments;
use super::output::Format;
use super::{Failure, Kind, configuration_files, output, style};
use crate::config::{Color, Configuration, Dates, FileText, Override, Sources, environment_names};
use crate::host::files::{self, FileError};
use crate::host::{Folders, Host, LocalZone};
use crate::model::time::{Calendar, ChronoZone, FixedZone, NamedZone, Stamp, Zone};
use crate::model::{Identifiers, MachineId, Text};
use crate::ops::{Identity, Session};
use crate::render::terminal::Characters;
use crate::render::views::Presentation;
use crate::store::{Access, Journal, Keeping, Memory, Patience, Renewal};
use crate::text;

/// What a command is told before it begins.
#[derive(Clone)]
pub struct Settings {
    /// Every key with its value and origin.
    pub configuration: Configuration,
    /// The user's configuration file, whether it exists or not.
    pub configuration_file: Result<PathBuf, Failure>,
    /// Where folio keeps its files.
    pub folders: Folders,
    /// What was said before or after any command.
    pub global: GlobalArguments,
    /// The command's present moment.
    pub now: Stamp,
    /// Whether the command has saved something in the journal.
    pub saved: Rc<Cell<bool>>,
    zone: Rc<dyn Zone>,
    pub(super) environment_color: Option<Color>,
    pub(super) characters: Characters,
}

impl Settings {
    /// Gathers everything from the host. Warnings about configuration are returned to be shown.
    ///
    /// # Errors
    /// When the user's configuration cannot be read or understood.
    pub fn gather(host: &Host, global: GlobalArguments) -> Result<(Self, Vec<String>), Failure> {
        let configuration_file = configuration_files::of_person(&Folders::from(&host.environment));
        let user = configuration_file
            .as_ref()
            .ok()
            .map(|path| configuration_files::read(path))
            .transpose()?
            .flatten();
        let mut warnings = Vec::new();
        let project = configuration_files::of_project(&host.directory, &mut warnings);
        let environment: Vec<(&str, String)> = environment_names()
            .filter_map(|(variable, _)| Some((variable, host.environment.text(variable)?)))
            .collect();
        let environment: Vec<(&str, &str)> = environment
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let color = global.color.map(|color| color.to_string());
        let flags: Vec<Override<'_>> = color
            .iter()
            .map(|value| Override {
                flag: "--color",
                key: "color",
                value,
            })
            .collect();
        let sources = Sources {
            user: user.as_ref().map(|(path, text)| FileText { path, text }),
            project: project.as_ref().map(|(path, text)| FileText { path, text }),
            environment: &environment,
            flags: &flags,
        };
        let (configuration, noticed) = Configuration::resolve(&sources)?;
        warnings.extend(noticed.iter().map(ToString::to_string));
        let settings = Self::with(configuration, configuration_file, host, global)?;
        Ok((settings, warnings))
    }

    /// Settings without any configuration, for what must work where it cannot be used.
    ///
    /// # Errors
    /// When the clock cannot be right.
    pub fn unconfigured(host: &Host, global: GlobalArguments) -> Result<Self, Failure> {
        let (configuration, _) = Configuration::resolve(&Sources::default())?;
        let file = configuration_files::of_person(&Folders::from(&host.environment));
        Self::with(configuration, file, host, global)
    }

    fn with(
        configuration: Configuration,
        configuration_file: Result<PathBuf, Failure>,
        host: &Host,
        global: GlobalArguments,
    ) -> Result<Self, Failure> {
        let now = host.clock.now();
        let zone: Rc<dyn Zone> = match host.clock.zone() {
            LocalZone::System => Rc::new(ChronoZone(Local)),
            LocalZone::Fixed(offset) => Rc::new(FixedZone::new(offset)),
        };
        let now = Stamp::from_datetime(&now).map_err(|error| {
            Failure::new(Kind::Failed, format!("the clock cannot be right: {error}"))
        })?;
        Ok(Self {
            configuration,
            configuration_file,
            folders: Folders::from(&host.environment),
            global,
            now: without_fraction(now),
            saved: Rc::default(),
            zone,
            environment_color: style::environment_color(host),
            characters: style::characters(host),
        })
    }

    /// The person's calendar.
    pub fn calendar(&self) -> Calendar<'_> {
        Calendar::new(self.now, &*self.zone, self.configuration.week_start.value)
    }

    /// The same in another time zone.
    #[must_use]
    pub fn in_zone(&self, zone: NamedZone) -> Self {
        Self {
            zone: Rc::new(zone),
            ..self.clone()
        }
    }

    /// How views put dates for whoever looks at them now.
    pub fn presentation(&self) -> Presentation<'_> {
        Presentation {
            calendar: self.calendar(),
            dates: self.configuration.dates.value,
        }
    }

    /// How a result puts dates in a format: as a file does where the format is that of one.
    pub fn presentation_in(&self, format: Format) -> Presentation<'_> {
        match format {
            Format::Markdown | Format::Html => self.file_presentation(),
            _ => self.presentation(),
        }
    }

    /// How files put dates: the same on every day on which they are made.
    pub fn file_presentation(&self) -> Presentation<'_> {
        let dates = match self.configuration.dates.value {
            Dates::Relative => Dates::Iso,
            fixed => fixed,
        };
        Presentation {
            calendar: self.calendar(),
            dates,
        }
    }

    /// Whether questions may be asked.
    pub fn may_ask(&self, host: &Host) -> bool {
        !self.global.no_input && host.terminal.can_prompt()
    }

    /// The journal's file.
    ///
    /// # Errors
    /// When a named journal is not configured, or there is no home folder to find the default one in.
    pub fn journal_path(&self, host: &Host) -> Result<PathBuf, Failure> {
        if let Some(path) = &self.global.journal {
            return Ok(host.directory.join(path));
        }
        if let Some(name) = &self.global.journal_name {
            let named = self
                .configuration
                .journals
                .get(name)
                .ok_or_else(|| self.unknown_journal(name))?;
            return Ok(host.directory.join(expand(&named.value, host)));
        }
        match &self.configuration.journal.value {
            Some(path) => Ok(host.directory.join(expand(path, host))),
            None => Ok(self.folders.data()?.join("journal.db")),
        }
    }

    fn unknown_journal(&self, name: &str) -> Failure {
        let known: Vec<&str> = self
            .configuration
            .journals
            .keys()
            .map(String::as_str)
            .collect();
        let nearest = text::nearest(name, known.iter().copied());
        let hint = if let Some(nearest) = nearest {
            format!("did you mean `{nearest}`?")
        } else if known.is_empty() {
            format!("run `folio config set journals.{name} FILE` to give a file that name")
        } else {
            format!("the configured ones are: {}", known.join(", "))
        };
        Failure::new(Kind::NotFound, format!("no journal is called `{name}`")).hint(hint)
    }

    /// Opens the journal for one command. Only the usual journal may be missing where it is read: it has no entries
    /// yet. One that was named and is not there was probably misspelt.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn session(&self, host: &mut Host, access: Access) -> Result<Session<'_>, Failure> {
        let is_named = self.global.journal.is_some() || self.global.journal_name.is_some();
        let path = self.journal_path(host)?;
        // A link that leads nowhere is told apart by who opens it.
        let is_missing = path.try_exists().is_ok_and(|exists| !exists) && !path.is_symlink();
        if access != Access::Write && is_named && is_missing {
            let missing = format!("there is no journal {}", path.display());
            return Err(Failure::new(Kind::Journal, missing).hint("the first `folio log` makes it"));
        }
        self.open(host, access)
    }

    /// Opens the journal for a command that does not keep what it writes: one that is missing is empty.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn trial(&self, host: &mut Host) -> Result<Session<'_>, Failure> {
        self.open(host, Access::Read)
    }

    fn open(&self, host: &mut Host, access: Access) -> Result<Session<'_>, Failure> {
        let path = self.journal_path(host)?;
        let machine = match access {
            Access::Read | Access::Glance => MachineId(Uuid::nil()),
            Access::Write => {
                self.make_journal_folder(host)?;
                self.machine(host)?
            }
        };
        let mut renewal = Renewal {
            keeping: self.keeping(),
            announce: &mut |records| {
                // Who cannot be told waits without knowing why.
                let _ = output::note_rebuild(records, self, host);
            },
        };
        let journal = Journal::open_renewing(&path, access, &mut renewal)?;
        match (journal.newer_format(), access) {
            (Some(found), Access::Read) => output::warn_of_newer(found, self, host)?,
            // Before anybody types what could not be saved.
            (Some(_), Access::Write) => journal.check_writable()?,
            _ => {}
        }
        let identity = Identity {
            machine,
            author: self.author(host)?,
        };
        Ok(Session {
            journal,
            calendar: self.calendar(),
            identity,
            identifiers: self.identifiers(host)?,
            redactor: self.redactor()?,
            saved: Rc::clone(&self.saved),
        })
    }

    /// The copies of the journal that are kept before it is changed as a whole; none where that is turned off.
    pub fn keeping(&self) -> Option<Keeping> {
        Keeping::newest(self.configuration.backup_keep.value, self.now)
    }

    /// Makes the folder of the journal, where it is missing.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make_journal_folder(&self, host: &Host) -> Result<(), Failure> {
        match self.journal_path(host)?.parent() {
            Some(folder) => files::create_private_folder(folder).map_err(no_folder),
            None => Ok(()),
        }
    }

    /// What this machine remembers of failed commands and shown lessons.
    ///
    /// # Errors
    /// When it cannot be used. Nothing but what needs it should end for that.
    pub fn memory(&self) -> Result<Memory, Failure> {
        self.memory_with(Patience::Brief)
    }

    /// The same, with another patience where another process holds it.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn memory_with(&self, patience: Patience) -> Result<Memory, Failure> {
        let folder = self.folders.state()?;
        files::create_private_folder(&folder)?;
        Ok(Memory::open(&folder.join(Memory::FILE), patience)?)
    }

    /// This machine's identity, made when it is first needed. Of several commands that need it at once one makes it.
    fn machine(&self, host: &mut Host) -> Result<MachineId, Failure> {
        let folder = self.folders.state()?;
        let path = folder.join("machine");
        if let Some(id) = read_machine(&path)? {
            return Ok(id);
        }
        let id = self.identifiers(host)?.next_id();
        files::create_private_folder(&folder)?;
        files::create_private_if_missing(&path, |file| writeln!(file, "{id}"))?;
        if let Some(id) = read_machine(&path)? {
            return Ok(id);
        }
        self.write_machine(&path, host)
    }

    /// Gives this machine a new identity: what it writes from now on is told apart from what it wrote before.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn renew_machine(&self, host: &mut Host) -> Result<(), Failure> {
        let folder = self.folders.state()?;
        files::create_private_folder(&folder)?;
        self.write_machine(&folder.join("machine"), host).map(drop)
    }

    fn write_machine(&self, path: &Path, host: &mut Host) -> Result<MachineId, Failure> {
        let id = self.identifiers(host)?.next_id();
        files::write_private_atomically(path, |file| writeln!(file, "{id}"))?;
        Ok(MachineId(id))
    }

    /// Identifiers of this moment that nobody else gives.
    fn identifiers(&self, host: &mut Host) -> Result<Identifiers, Failure> {
        let seed = host.entropy.bytes().map_err(|error| {
            Failure::new(
                Kind::Failed,
                format!("the system gives no random numbers: {error}"),
            )
        })?;
        Ok(Identifiers::new(self.now.utc_milliseconds(), seed))
    }

    /// Who writes: the configured author, else the user's name on this machine.
    ///
    /// # Errors
    /// When the name cannot be one.
    pub fn author(&self, host: &Host) -> Result<Text, Failure> {
        let environment = |name| host.environment.text(name);
        let name = ["USER", "LOGNAME", "USERNAME"]
            .into_iter()
            .find_map(environment);
        let name = self.configuration.author.value.clone().or(name);
        let name = name.unwrap_or_else(|| "unknown".to_owned());
        Text::new(&name).map_err(|error| {
            Failure::usage(
                format!("the author cannot be used: {error}"),
                "run `folio config set author NAME`",
            )
        })
    }
}

/// The identity that stands in a file; none where there is no file, or something else stands in it.
fn read_machine(path: &Path) -> Result<Option<MachineId>, Failure> {
    let text = files::read_private(path)?.unwrap_or_default();
    Ok(Uuid::try_parse(text.trim()).ok().map(MachineId))
}

/// A journal whose folder cannot be made cannot be used.
fn no_folder(error: FileError) -> Failure {
    let failure = Failure {
        kind: Kind::Journal,
        ..Failure::from(error)
    };
    failure.hint("name another file with `--journal FILE`, or set FOLIO_JOURNAL")
}

/// A path of the configuration, with `~` for the home folder.
pub(super) fn expand(path: &str, host: &Host) -> PathBuf {
    match (path.strip_prefix("~/"), host.environment.path("HOME")) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

/// Entries are dated to the second.
fn without_fraction(now: Stamp) -> Stamp {
    Stamp::from_parts(now.seconds() * 1000, now.offset_minutes()).unwrap_or(now)
}
