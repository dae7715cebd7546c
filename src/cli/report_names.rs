//! Which reports there are, by name. What one is made of, and what flags change about it, is in `reporting`.

use super::reporting::Asked;
use super::{Failure, Kind, Settings};
use crate::config::BUILT_IN;
use crate::model::time::expression;
use crate::render::views::Known;
use crate::text;

/// Every report that can be asked for: one's own by name, then those that are built in.
///
/// # Errors
/// Never: the built-in ones are checked when folio is tested.
pub fn known(settings: &Settings) -> Result<Vec<Known>, Failure> {
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
        if let Some(error) = configuration.broken_reports.get(*name) {
            return Ok(Known::broken(name, error.to_string()));
        }
        let asked = Asked::of(name, settings)?;
        Ok(Known::of(name, asked.definition(), from))
    });
    known.collect()
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
