//! What a report's definition says that cannot be used, with the line of the file where it stands. What is made of a
//! definition is in `reporting`.

use super::reporting::Asked;
use super::zones::{ZoneArguments, named_zone};
use super::{Failure, Settings};
use crate::config;
use crate::host::Host;
use crate::model::time::{NamedZone, Period, PeriodError, expression};

impl Asked {
    /// Whether what the definition says under a key can be used, as far as that is known before a report is made: it
    /// need not have been read for that.
    ///
    /// # Errors
    /// When it cannot.
    pub fn check(&self, leaf: &str, host: &Host) -> Result<(), Failure> {
        match (leaf, &self.definition.tz) {
            ("tz", Some(tz)) => self.zone(tz, host).map(drop),
            ("period" | "since" | "until", _) => self.check_bounds(leaf),
            ("format" | "template", _) => self.check_form(leaf),
            _ => Ok(()),
        }
    }

    /// Whether the report can be made, as far as that is known without the journal.
    ///
    /// # Errors
    /// When it cannot.
    pub fn check_all(&self, settings: &Settings, host: &Host) -> Result<(), Failure> {
        let settings = self.settings(&ZoneArguments::default(), settings, host)?;
        self.own_period(&settings)?;
        self.template(host).map(drop)
    }

    pub(super) fn zone(&self, tz: &str, host: &Host) -> Result<NamedZone, Failure> {
        named_zone(tz, host).map_err(|failure| self.unusable("tz", failure))
    }

    /// The failure of what the definition says under a key.
    pub(super) fn unusable(&self, leaf: &str, failure: Failure) -> Failure {
        let (key, place) = (self.key(leaf), self.place(leaf));
        failure.context(format!("`{key}`{place} cannot be used"))
    }

    /// The key under which a definition says something.
    fn key(&self, leaf: &str) -> String {
        format!("reports.{}.{leaf}", self.name)
    }

    /// Where the definition says something, as the middle of a sentence; empty where no file says it.
    fn place(&self, leaf: &str) -> String {
        let place = self.places.get(&self.key(leaf));
        place.map(ToString::to_string).unwrap_or_default()
    }

    /// Whether it names one stretch of time, or none. What is said under `kept` is meant to stay.
    fn check_bounds(&self, kept: &str) -> Result<(), Failure> {
        let definition = &self.definition;
        let bound = match (&definition.since, &definition.until) {
            (Some(_), _) => "since",
            (None, Some(_)) => "until",
            (None, None) => return Ok(()),
        };
        if definition.period.is_none() {
            return Ok(());
        }
        let other = if kept == "period" { bound } else { "period" };
        Err(self.has_both("a period and its first or last day", other))
    }

    /// Whether it says in one way at most how it is written. What is said under `kept` is meant to stay.
    pub(super) fn check_form(&self, kept: &str) -> Result<(), Failure> {
        let definition = &self.definition;
        if definition.template.is_none() || definition.format.is_none() {
            return Ok(());
        }
        let other = if kept == "format" {
            "template"
        } else {
            "format"
        };
        Err(self.has_both("a template and a format", other))
    }

    fn has_both(&self, what: &str, other: &str) -> Failure {
        let place = self.place(other);
        Failure::usage(
            format!("the report `{}`{place} has both {what}", self.name),
            format!("run `folio config unset {}`", self.key(other)),
        )
    }

    /// The period of the definition, else this month.
    ///
    /// # Errors
    /// When a date is not understood, or the definition names two periods.
    pub(super) fn own_period(&self, settings: &Settings) -> Result<Period, Failure> {
        let calendar = settings.calendar();
        self.check_bounds("since")?;
        let definition = &self.definition;
        if let Some(period) = &definition.period {
            return config::period(period, &calendar)
                .map_err(|error| self.unusable("period", error.into()));
        }
        let (since, until) = (&definition.since, &definition.until);
        if since.is_none() && until.is_none() {
            return Ok(expression::month("this month", &calendar)?);
        }
        let since = since
            .as_ref()
            .map(|text| expression::since(text, &calendar));
        let since = since.transpose();
        let since = since.map_err(|error| self.unusable("since", error.into()))?;
        let until = until
            .as_ref()
            .map(|text| expression::until(text, &calendar));
        let until = until.transpose();
        let until = until.map_err(|error| self.unusable("until", error.into()))?;
        Period::between(&calendar, since, until).map_err(|error| match error {
            PeriodError::NotForward { .. } => self.ends_before_it_begins(),
            other => self.unusable("until", other.into()),
        })
    }

    /// The failure of a last day that lies before the first one, both as they are written.
    fn ends_before_it_begins(&self) -> Failure {
        let [since, until] = [&self.definition.since, &self.definition.until]
            .map(|bound| bound.as_deref().unwrap_or_default());
        Failure::usage(
            format!(
                "the report `{}`{} ends with `{until}`, before it begins with `{since}`",
                self.name,
                self.place("until")
            ),
            format!(
                "give the earlier day to `{}`, or name a period with a flag such as `--month`",
                self.key("since")
            ),
        )
    }
}
