//! Handing a page to the browser, through the program that the platform has for it.

use std::path::{Path, PathBuf};

use super::failure::Kind;
use super::{Failure, Settings, output};
use crate::host::{Host, files};

/// What has to be there before a program is tried.
enum Needs {
    /// One of these environment variables, which name a screen.
    Screen(&'static [&'static str]),
    /// This operating system: elsewhere the name may be another program's.
    System(&'static str),
    /// Nothing but the program.
    Nothing,
}

/// Programs that open files in whatever a person has chosen for them, in the order in which they are tried.
const OPENERS: &[(&str, Needs)] = &[
    ("xdg-open", Needs::Screen(&["WAYLAND_DISPLAY", "DISPLAY"])),
    ("wslview", Needs::Nothing),
    ("open", Needs::System("macos")),
];

/// Opens a page in the browser, and says where it is.
///
/// # Errors
/// When no program here opens pages. The page stays where it is.
pub fn open(page: &Path, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
    let path = page.to_string_lossy();
    for (program, needs) in OPENERS {
        let is_tried = match needs {
            Needs::Screen(names) => names
                .iter()
                .any(|name| host.environment.is_set_and_not_empty(name)),
            Needs::System(name) => host.platform.starts_with(name),
            Needs::Nothing => true,
        };
        if is_tried && matches!(host.processes.feed(program, &[&path], b""), Ok(Some(0))) {
            return output::remark(format!("opened {path}"), settings, host);
        }
    }
    Err(
        Failure::new(Kind::Failed, "nothing was found here that opens a page")
            .hint(format!("open it in a browser: {path}")),
    )
}

/// Writes a page to a new file among the temporary ones, which stays and only its owner can read.
///
/// # Errors
/// When the file cannot be written.
pub fn keep(page: &str, host: &Host) -> Result<PathBuf, Failure> {
    let folder = host.environment.text("TMPDIR").map(PathBuf::from);
    let folder = folder.filter(|folder| folder.is_absolute());
    let folder = folder.unwrap_or_else(|| PathBuf::from("/tmp"));
    Ok(files::keep_page(&folder, page)?)
}
