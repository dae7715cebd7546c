//! This machine's memory: a light look, for it may be lost.

use std::path::Path;

use super::{Checked, Problem};
use crate::store::copies::first_damage;
use crate::store::journal;

/// Looks whether the memory of this machine is whole. One that is not is begun anew by whoever needs it.
pub fn check_memory(path: &Path) -> Checked {
    let looked = journal::open_unchanging(path)
        .map_err(Into::into)
        .and_then(|connection| first_damage(&connection));
    let says = match looked {
        Ok(None) => return Checked::fine("whole"),
        Ok(Some(damage)) => format!("{} is damaged: {damage}", path.display()),
        Err(error) => format!("{} cannot be read: {error}", path.display()),
    };
    Checked::default().with(
        Problem::warning(says).hint("nothing is to be done: folio begins it anew when it needs it"),
    )
}
