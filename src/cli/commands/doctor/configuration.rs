//! The configuration, for `folio doctor`: can it be read, and is all of it known.

use crate::cli::{Settings, report_names};
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
            let broken = broken.values().map(|failure| {
                let problem = Problem::warning(failure.sentence());
                match failure.hints.first() {
                    Some(hint) => problem.hint(hint),
                    None => problem,
                }
            });
            let warnings = warnings.into_iter().map(Problem::warning).chain(broken);
            warnings.fold(checked, Checked::with)
        }
        Err(failure) => {
            let problem = Problem::wrong(failure.sentence());
            checked.with(match failure.hints.first() {
                Some(hint) => problem.hint(hint),
                None => problem,
            })
        }
    }
}
