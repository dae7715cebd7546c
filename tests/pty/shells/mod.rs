//! Real shells with folio's script: what starts `folio hook`, what does not, and that all else is as it was.

mod session;

mod lessons;
mod living;
mod telling;
