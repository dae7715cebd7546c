//! What the linker is told when folio is built: to take the unwinder, which otherwise is a library to be loaded at each
//! start, into the program. Where the C compiler has no archive of it, or builds for another machine, it stays a library.

#![allow(
    clippy::disallowed_methods,
    reason = "it is run by cargo, and there is no host yet"
)]

use std::env;
use std::path::PathBuf;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=src/build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let is_native = env::var("TARGET").ok() == env::var("HOST").ok();
    if !is_native || !is("CARGO_CFG_TARGET_OS", "linux") || !is("CARGO_CFG_TARGET_ENV", "gnu") {
        return;
    }
    if let Some(folder) = folder_of("libgcc_eh.a") {
        println!("cargo:rustc-link-search=native={}", folder.display());
        println!("cargo:rustc-link-lib=static:-bundle=gcc_eh");
    }
}

/// The folder in which the C compiler keeps an archive. It answers with the bare name where it has none.
fn folder_of(archive: &str) -> Option<PathBuf> {
    let answer = Command::new("cc")
        .arg(format!("-print-file-name={archive}"))
        .output()
        .ok()?;
    let path = PathBuf::from(String::from_utf8(answer.stdout).ok()?.trim());
    path.is_absolute()
        .then(|| path.parent().map(PathBuf::from))?
}
