//! The configuration, for `folio doctor`: can it be read, and is all of it known.

use crate::cli::{Failure, Settings, report_names};
use crate::host::Host;
use crate::ops::doctor::{Checked, Problem};

/// Reads the configuration once more, to say what is the matter with it.
pub fn check(settings: &Settings, host: &Host) -> Checked {
    let found = match &settings.configuration_file {
        Ok(file) if file.exists() => file.display().to_string(),
        Ok(file) => format!("{} is not there: everything is as usual", file.display()),
        Err(_) => "there is no folder for it".to_owned(),
    };
    let checked = Checked::fine(found);
    match Settings::gather(host, settings.global.clone()) {
        Ok((read, warnings)) => {
            let broken = report_names::broken(&read, host);
            let broken = broken
                .values()
                .map(|failure| Problem::warning(failure.sentence()).hint(hint_of(failure)));
            let warnings = warnings
                .into_iter()
                .map(|says| Problem::warning(says).hint(MEND));
            let warnings = warnings.chain(broken);
            warnings.fold(checked, Checked::with)
        }
        Err(failure) => checked.with(Problem::wrong(failure.sentence()).hint(hint_of(&failure))),
    }
}

/// What helps with whatever is the matter with a configuration.
const MEND: &str = "mend the file; `folio config path` says where it is";

fn hint_of(failure: &Failure) -> &str {
    failure.hints.first().map_or(MEND, String::as_str)
}
