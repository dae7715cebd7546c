//! The program `folio`: the real host, one run, an exit code.

use std::process::ExitCode;

use folio::app;
use folio::host::{Host, stand_in};

fn main() -> ExitCode {
    if let Some(code) = stand_in() {
        return ExitCode::from(code);
    }
    match Host::from_process() {
        Ok(mut host) => ExitCode::from(app::run(&mut host)),
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "there is no host to print with")]
            {
                eprintln!("error: {error}\nhint: {}", error.hint());
            }
            ExitCode::from(2)
        }
    }
}
