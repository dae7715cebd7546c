//! `folio` alone.

use crate::cli::output::{self, Format};
use crate::cli::place::place;
use crate::cli::{Failure, Settings};
use crate::host::Host;
use crate::ops;
use crate::render::views;
use crate::store::Access;

pub(super) fn run(json: bool, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    let session = settings.session(host, Access::Read)?;
    let place = place(settings, host);
    let limit = settings.configuration.exploration_clock.value;
    let overview = ops::overview::overview(&session, &place, limit)?;
    if json {
        return output::envelope("overview", &overview, host);
    }
    output::document(
        &views::overview(&overview, &settings.presentation()),
        Format::Table,
        settings,
        host,
    )
}
