//! Running a person's command where there are no signals and terminals as Unix has them: it has our streams, and nothing
//! of its output is kept.

use std::ffi::OsString;
use std::io;
use std::process::Command;
use std::time::Instant;

use crate::host::{Commands, Ended};

/// Runs commands on the streams of this process.
pub(super) struct RealCommands;

impl Commands for RealCommands {
    fn run(&mut self, command: &[OsString], _kept: usize) -> io::Result<Ended> {
        let Some((program, arguments)) = command.split_first() else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        let began = Instant::now();
        let status = Command::new(program).args(arguments).status()?;
        Ok(Ended {
            exit_code: status
                .code()
                .and_then(|code| u8::try_from(code).ok())
                .unwrap_or(1),
            duration: began.elapsed(),
            output: Vec::new(),
        })
    }
}
