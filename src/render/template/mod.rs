//! Templates of one's own: a file in the language of `MiniJinja`, filled with the values of the documented JSON.
//!
//! A template is one file: it can read, include and run nothing, and how much it does is bounded. Where the file is, and
//! what is done with what it writes, is decided elsewhere.
//!
//! | file | what lives there |
//! | --- | --- |
//! | `form` | what a template writes, by the name of its file: HTML, Markdown or text |
//! | `engine` | reading and filling a template, and how values are escaped |
//! | `filters` | the filters beside those of `MiniJinja` |
//! | `error` | what is wrong with a template, where, and what to try |

mod engine;
mod error;
mod filters;
mod form;
#[cfg(test)]
mod tests;

pub use engine::{LARGEST, Template};
pub use error::TemplateError;
pub use form::Form;
