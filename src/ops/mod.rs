//! What a user can ask for: one file for each request, values in, one serialisable result out.
//!
//! Nothing here prints, asks, reads the environment or knows a command line. A result carries everything that any
//! format needs; `render::views` turns it into a document.

pub mod answered;
pub mod backup;
pub mod brief;
pub mod converge;
pub mod distill;
pub mod doctor;
pub mod edit;
mod error;
pub mod exploration;
pub mod explore;
pub mod feedback;
pub mod history;
pub mod hook;
pub mod import;
pub mod list;
pub mod log;
pub mod overview;
pub mod practice;
pub mod principles;
pub mod recall;
mod redacting;
pub mod remove;
pub mod report;
pub mod review;
pub mod search;
mod session;
pub mod show;
mod shown;
pub mod signals;
pub mod status;
pub mod struggle;
pub mod tags;
pub mod r#try;
pub mod undo;
pub mod watching;

pub use error::OperationError;
pub use redacting::Replaced;
pub use session::{Identity, Session};
pub use shown::{Found, Portion, Shown};
