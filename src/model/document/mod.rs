//! The entry document: an entry as a text that people edit, read and hand on.
//!
//! Everything short stands first, as TOML between two lines `+++`; then come the five texts as Markdown sections.
//!
//! ```text
//! +++
//! outcome = "failed"
//! tags = ["sessions", "caching"]
//! spent = "40m"
//! +++
//!
//! # Tried
//!
//! keep sessions in process memory
//!
//! ## Because
//!
//! two replicas disagreed after the deploy
//!
//! ## Signals
//!
//! - works on one replica, flaky on two
//! ```
//!
//! Keys and sections carry the names that [`EntryDraft::read`](super::EntryDraft::read) understands, so a document is
//! read in two steps: here into an object, there into an entry.
//!
//! The rules that keep every text whole:
//!
//! - A line `+++` always divides, wherever it stands. As text it is written `\+++`.
//! - A section heading has one to three `#` and one of the five names, in either case. Any other heading of one or two
//!   `#` is an error; as text it is written `\# …`. Deeper headings are text.
//! - Between code fences that are closed nothing but `+++` has a meaning. A fence that is never closed is text.
//! - Lines that already begin with backslashes before one of these gain one more.
//! - A signal is an item of a `- ` list; its further lines are indented by two spaces.
//! - A text with control characters other than line feed and tab (a carriage return, say) stands in the front matter
//!   as a TOML string, `tried = "…"`, in place of its section.
//!
//! Lines may end with a line feed or with carriage return and line feed, and a byte order mark may come first.
//!
//! | file | what lives there |
//! | --- | --- |
//! | `print` | entry or draft → document |
//! | `front_matter` | what is short: writing the TOML |
//! | `documents` | a file → its documents, one at a time |
//! | `keys` | the TOML → fields |
//! | `body` | the sections → fields |
//! | `section` | the five sections and their names |
//! | `structure` | which lines have a meaning, and how they are escaped |
//! | `lines` | numbered lines of bounded length, for this and other formats |
//! | `error` | what can be wrong with a document |

mod body;
mod documents;
mod error;
mod front_matter;
mod keys;
mod lines;
mod print;
mod section;
mod structure;
#[cfg(test)]
mod tests;

pub use documents::{Documents, Parsed};
pub use error::{DocumentError, DocumentProblem};
pub use lines::{LARGEST, Line, LineProblem, Lines};
pub use print::{editable, print, template};
pub use section::Section;
