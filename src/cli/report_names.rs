//! Which reports there are, by name, and which of them cannot be made. What one is made of, and what flags change about it, is in `reporting`.

use std::collections::BTreeMap;

use super::reporting::Asked;
use super::{Failure, Kind, Settings};
use crate::config::BUILT_IN;
use crate::host::Host;
use crate::model::time::expression;
use crate::render::views::Known;
use crate::text;

/// Every report that can be asked for: one's own by name, then those that are built in.
///
/// # Errors
/// Never: the built-in ones are checked when folio is tested.
pub fn known(settings: &Settings, host: &Host) -> Result<Vec<Known>, Failure> {
    let broken = broken(settings, host);
    let configuration = &settings.configuration;
    let own = configuration.reports.keys();
    let own = own.chain(configuration.broken_reports.keys());
    let mut names: Vec<&str> = own.map(String::as_str).collect();
    names.sort_unstable();
    let built_in = BUILT_IN.iter().filter(|name| !names.contains(name));
    let built_in: Vec<&str> = built_in.copied().collect();
    names.extend(&built_in);
    let known = names.iter().map(|name| {
        let from = match (built_in.contains(name), BUILT_IN.contains(name)) {
            (true, _) => "built in",
            (false, true) => "yours, for the built-in one",
            (false, false) => "yours",
        };
        if let Some(failure) = broken.get(*name) {
            return Ok(Known::broken(name, failure.sentence()));
        }
        let asked = Asked::of(name, settings)?;
        Ok(Known::of(name, asked.definition(), from))
    });
    known.collect()
}

/// Why those of a person's own reports that cannot be made cannot, by name.
pub fn broken(settings: &Settings, host: &Host) -> BTreeMap<String, Failure> {
    let configuration = &settings.configuration;
    let misread = configuration.broken_reports.iter();
    let misread = misread.map(|(name, error)| (name.clone(), error.clone().into()));
    let unfit = configuration.reports.keys().filter_map(|name| {
        let asked = Asked::of(name, settings);
        let failure = asked
            .and_then(|asked| asked.check_all(settings, host))
            .err()?;
        Some((name.clone(), failure))
    });
    misread.chain(unfit).collect()
}

/// That no report has a name, with what was probably meant.
pub(super) fn unknown(name: &str, settings: &Settings) -> Failure {
    if expression::parse_range(name, &settings.calendar()).is_ok() {
        return Failure::usage(
            format!("no report is called `{name}`"),
            format!("a period has a flag: `--month {name}`, or `--week`, `--quarter`, `--since`"),
        );
    }
    let own = settings.configuration.reports.keys().map(String::as_str);
    let failure = Failure::new(Kind::NotFound, format!("no report is called `{name}`"));
    match text::nearest(name, own.chain(BUILT_IN)) {
        Some(nearest) => failure.hint(format!("did you mean `{nearest}`?")),
        None => failure.hint("run `folio report --list` to see all of them"),
    }
}
