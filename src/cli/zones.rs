//! `--tz`: the time zone in which a command thinks, in the place of the machine's own.

use clap::Args;

use super::{Failure, Kind, Settings};
use crate::host::{Host, ZoneFiles, zone_files};
use crate::model::time::{NamedZone, Zone as _};
use crate::text;

/// So many zones at most are named in the place of one that is not known.
const SUGGESTED: usize = 3;

/// Whose days and hours are meant.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Time")]
pub struct ZoneArguments {
    /// Whose days and hours are meant: Europe/Berlin, UTC, +05:30; those of this machine unless you say
    #[arg(long = "tz", value_name = "ZONE", allow_hyphen_values = true)]
    zone: Option<String>,
}

impl ZoneArguments {
    /// The settings in the zone that is named; as they are where none is.
    ///
    /// # Errors
    /// When there is no such zone, or its data cannot be read.
    pub fn settings(&self, settings: &Settings, host: &Host) -> Result<Settings, Failure> {
        let Some(name) = &self.zone else {
            return Ok(settings.clone());
        };
        let zone =
            named_zone(name, host).map_err(|failure| failure.context("`--tz` cannot be used"))?;
        Ok(settings.in_zone(zone))
    }

    /// Whether a zone is named.
    pub fn is_given(&self) -> bool {
        self.zone.is_some()
    }
}

/// The zone of a name.
///
/// # Errors
/// When there is none, or its data cannot be read.
pub fn named_zone(name: &str, host: &Host) -> Result<NamedZone, Failure> {
    let name = name.trim();
    if let Some(zone) = NamedZone::fixed(name) {
        return Ok(zone);
    }
    let files = ZoneFiles::from(&host.environment);
    let unreadable = |cause: String| {
        let message = format!("the time zone `{name}` cannot be read: {cause}");
        Failure::new(Kind::Failed, message).hint("write its offset, such as `+02:00`")
    };
    let data = files
        .read(name)
        .map_err(|error| unreadable(error.to_string()))?;
    let data = data.ok_or_else(|| unknown(name, &files))?;
    NamedZone::of_place(name, &data).map_err(|error| unreadable(error.to_string()))
}

fn unknown(name: &str, files: &ZoneFiles) -> Failure {
    let failure = Failure::new(Kind::Usage, format!("no time zone is called `{name}`"));
    if let Some(offset) = offset_after_utc(name) {
        return failure.hint(format!("did you mean `{offset}`?"));
    }
    if name == "localtime" {
        return failure.hint("name no zone for that of this machine");
    }
    if let Some(zone) = zone_files::without_kind_of_clock(name)
        && matches!(files.read(zone), Ok(Some(_)))
    {
        return failure.hint(format!("did you mean `{zone}`?"));
    }
    let known = files.names();
    if known.is_empty() {
        return failure.hint("this system has no list of time zones: install `tzdata`, let TZDIR name its folder, or write an offset such as `+02:00`");
    }
    match suggested(name, &known).as_slice() {
        [] => failure
            .hint("write a place such as `Europe/Berlin`, `UTC`, or an offset such as `+05:30`"),
        near => failure.hint(format!("did you mean `{}`?", near.join("` or `"))),
    }
}

/// The offset that somebody means by `UTC+2`. The names `Etc/GMT+2` and their like mean the opposite.
fn offset_after_utc(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let rest = lower.strip_prefix("utc").or(lower.strip_prefix("gmt"))?;
    let zone = NamedZone::fixed(rest.trim())?;
    zone.name().map(str::to_owned)
}

/// The zones that were probably meant: places called so, else the one that is written most alike. Abbreviations, which
/// are all alike, are never proposed.
fn suggested<'a>(name: &str, known: &'a [String]) -> Vec<&'a str> {
    let wanted = name.replace(' ', "_");
    let wanted = last_part(&wanted);
    let places = || {
        known
            .iter()
            .map(String::as_str)
            .filter(|zone| zone.contains('/') && !zone.starts_with("Etc/"))
    };
    let called = |place: &str| -> Vec<&'a str> {
        let mut called: Vec<&str> = places()
            .filter(|zone| last_part(zone).eq_ignore_ascii_case(place))
            .collect();
        called.sort_unstable();
        called.truncate(SUGGESTED);
        called
    };
    let same = called(wanted);
    if !same.is_empty() {
        return same;
    }
    if let Some(nearest) = text::nearest(name, places()) {
        return vec![nearest];
    }
    text::nearest(wanted, places().map(last_part))
        .map(called)
        .unwrap_or_default()
}

/// The place without the part of the world.
fn last_part(zone: &str) -> &str {
    zone.rsplit('/').next().unwrap_or(zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_proposed_and_abbreviations_are_not() {
        let known = [
            "EST",
            "UCT",
            "Etc/GMT+2",
            "Europe/Istanbul",
            "Asia/Istanbul",
            "America/Argentina/Ushuaia",
        ];
        let known = known.map(str::to_owned);
        for (name, places) in [
            ("istanbul", &["Asia/Istanbul", "Europe/Istanbul"] as &[&str]),
            ("istambul", &["Asia/Istanbul", "Europe/Istanbul"]),
            ("Europe/Istambul", &["Europe/Istanbul"]),
            ("Argentina/Ushuaia", &["America/Argentina/Ushuaia"]),
            ("IST", &[]),
            ("GMT+2", &[]),
            ("", &[]),
        ] {
            assert_eq!(suggested(name, &known), places, "{name}");
        }
    }
}
