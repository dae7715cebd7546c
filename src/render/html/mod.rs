//! For browsers: the document as one file that needs nothing else. No script, nothing loaded, light and dark, screen
//! and paper.
//!
//! | file | what lives there |
//! | --- | --- |
//! | `page` | the head, the landmarks and the sections |
//! | `blocks` | what stands in a section |
//! | `words` | where a line may be broken within a text |
//! | `figures` | drawings, as SVG |
//! | `style.css` | how it looks; the page names its hash, so that no other style can apply |

mod blocks;
mod figures;
mod page;
#[cfg(test)]
mod tests;
mod words;

pub use page::write;
