//! The person's shell, for `folio doctor`: does it run the script of `folio init`. That it does not is no fault.

use std::fs;
use std::path::{Path, PathBuf};

use crate::host::Host;
use crate::ops::doctor::{Checked, Problem};

/// What `folio init` prints a script for, and the file that the shell reads, below the home folder.
const SHELLS: &[(&str, &str)] = &[
    ("bash", ".bashrc"),
    ("zsh", ".zshrc"),
    ("fish", ".config/fish/config.fish"),
];

/// Looks into the file that the login shell reads when it begins.
pub fn check(host: &Host) -> Checked {
    let Some(shell) = host.environment.path("SHELL") else {
        return Checked::fine("SHELL does not name one");
    };
    let known = SHELLS
        .iter()
        .find(|(name, _)| shell.file_name().is_some_and(|file| file == *name));
    let Some((name, file)) = known else {
        return Checked::fine(format!("folio has no script for {}", shell.display()));
    };
    let Some(file) = start_file(name, file, host) else {
        return Checked::fine(format!("{name}: there is no home folder"));
    };
    let shown = file.display();
    if !runs_script(&file, name) {
        return Checked::fine(format!(
            "{shown} does not run `folio init {name}`: failed commands are not remembered"
        ));
    }
    let checked = Checked::fine(format!("{shown} runs `folio init {name}`"));
    if is_in_path(host) {
        return checked;
    }
    checked.with(
        Problem::warning("no `folio` is found in PATH, so that script does nothing").hint(format!(
            "set PATH in {shown} before it, or name the program with its path there"
        )),
    )
}

fn start_file(name: &str, below_home: &str, host: &Host) -> Option<PathBuf> {
    let folder = |variable| {
        host.environment
            .path(variable)
            .filter(|path| path.is_absolute())
    };
    let moved = match name {
        "zsh" => folder("ZDOTDIR").map(|folder| folder.join(".zshrc")),
        "fish" => folder("XDG_CONFIG_HOME").map(|folder| folder.join("fish/config.fish")),
        _ => None,
    };
    moved.or_else(|| Some(folder("HOME")?.join(below_home)))
}

fn runs_script(file: &Path, name: &str) -> bool {
    let text = fs::read(file).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let call = format!("init {name}");
    text.lines()
        .map(str::trim_start)
        .any(|line| !line.starts_with('#') && line.contains("folio") && line.contains(&call))
}

fn is_in_path(host: &Host) -> bool {
    let path = host.environment.get("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join("folio").is_file())
}
