//! How documents look, by where they are shown: the width, and whether there is colour.

use super::Settings;
use crate::config::{Color, Origin};
use crate::host::Host;
use crate::render::terminal::{Characters, Coloring, TerminalStyle};

impl Settings {
    /// How documents look on standard output.
    pub fn output_style(&self, host: &Host) -> TerminalStyle {
        let terminal = &host.terminal;
        let width = if terminal.output_is_terminal {
            terminal.columns.or(Some(80))
        } else {
            None
        };
        TerminalStyle {
            width,
            coloring: self.coloring(terminal.output_is_terminal),
            characters: self.characters,
        }
    }

    /// How documents look on standard error.
    pub fn error_style(&self, host: &Host) -> TerminalStyle {
        TerminalStyle {
            width: error_width(host),
            coloring: self.coloring(host.terminal.error_is_terminal),
            characters: self.characters,
        }
    }

    /// How documents look in a file: nothing wraps, nothing is coloured unless colours are always wanted.
    pub fn file_style(&self) -> TerminalStyle {
        TerminalStyle {
            width: None,
            coloring: self.coloring(false),
            characters: self.characters,
        }
    }

    /// How a line looks that a shell shows on its terminal in our stead. The shell knows the width; nothing wraps.
    pub fn shell_style(&self) -> TerminalStyle {
        TerminalStyle {
            width: None,
            coloring: self.coloring(true),
            characters: self.characters,
        }
    }

    /// A flag beats the environment, the environment beats the configuration (<https://no-color.org>,
    /// <https://bixense.com/clicolors>).
    fn coloring(&self, is_terminal: bool) -> Coloring {
        let color = match (&self.configuration.color.origin, self.environment_color) {
            (Origin::Flag(_), _) | (_, None) => self.configuration.color.value,
            (_, Some(color)) => color,
        };
        match color {
            Color::Always => Coloring::Ansi16,
            Color::Auto if is_terminal => Coloring::Ansi16,
            Color::Auto | Color::Never => Coloring::Off,
        }
    }
}

/// What the environment says of colour, if it says anything.
pub(super) fn environment_color(host: &Host) -> Option<Color> {
    let environment = &host.environment;
    let forced = environment
        .text("CLICOLOR_FORCE")
        .is_some_and(|value| value != "0");
    if forced {
        return Some(Color::Always);
    }
    let refused = environment.is_set_and_not_empty("NO_COLOR")
        || environment.text("TERM").as_deref() == Some("dumb");
    refused.then_some(Color::Never)
}

/// What the environment says that terminals and files can show: ASCII alone where the locale names another encoding than
/// UTF-8, and on a terminal that knows nothing. The first variable that is set decides, as in POSIX, "Environment
/// Variables", 8.2.
pub(super) fn characters(host: &Host) -> Characters {
    let environment = &host.environment;
    let set = |name: &&str| environment.is_set_and_not_empty(name);
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find(set);
    let locale = locale.and_then(|name| environment.text(name));
    let shows = locale.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    });
    if shows && environment.text("TERM").as_deref() != Some("dumb") {
        Characters::Unicode
    } else {
        Characters::Ascii
    }
}

/// How wide what is written to standard error may be; nothing where it is no terminal.
pub fn error_width(host: &Host) -> Option<u16> {
    let terminal = &host.terminal;
    let width = terminal.columns.unwrap_or(80);
    terminal.error_is_terminal.then_some(width)
}
