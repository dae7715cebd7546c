//! The page around the blocks: head, landmarks, and one section for each heading of the second level.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::blocks;
use crate::render::document::{Block, Document};
use crate::render::line::Line;

/// How the page looks. It holds no `<`, so it cannot end its element.
pub(super) const STYLE: &str = include_str!("style.css");

/// The SHA-256 of [`STYLE`] in base64.
pub(super) const STYLE_HASH: &str = "uoGGZ3ylFT1P3q0+LJmhv7lpPUv0a72D2FrYBxqL2aE=";

/// The title where the document has none.
const UNTITLED: &str = "Report";

/// From so many sections on they are listed at the top.
const MANY_SECTIONS: usize = 3;

/// A heading of the second level, or of the first where it is not the title, and what stands below it.
struct Section<'a> {
    title: &'a Line,
    blocks: &'a [Block],
}

/// The document as a whole HTML file, which ends with one line feed.
///
/// A heading of the first level that begins the document is the title. Text of the journal is never markup or link, and the policy of
/// the page forbids scripts, every request, and every style but its own.
pub fn write(document: &Document) -> String {
    let blocks = document.visible().blocks;
    let (title, rest) = titled(&blocks);
    let (before, sections) = sections(rest);
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'"
    );
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content="folio";
                title { (title.map_or_else(|| UNTITLED.to_owned(), Line::text)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#content" { "Skip to the content" }
                header {
                    h1 { @match title { Some(title) => (blocks::line(title)), None => (UNTITLED) } }
                }
                (navigation(&sections))
                main #content {
                    @let unnamed = Line::from(UNTITLED);
                    (blocks::blocks(before, title.unwrap_or(&unnamed)))
                    @for (index, section) in sections.iter().enumerate() {
                        section aria-labelledby=(anchor(index)) {
                            h2 #(anchor(index)) { (blocks::line(section.title)) }
                            (blocks::blocks(section.blocks, section.title))
                        }
                    }
                }
                footer { p { "Made with folio. This file is complete: it loads nothing and sends nothing." } }
            }
        }
    };
    page.into_string() + "\n"
}

/// The title, where a document begins with one, and what follows.
fn titled(blocks: &[Block]) -> (Option<&Line>, &[Block]) {
    match blocks.split_first() {
        Some((Block::Heading { level: ..=1, text }, rest)) => (Some(text), rest),
        _ => (None, blocks),
    }
}

/// What stands before the first section, and the sections.
fn sections(blocks: &[Block]) -> (&[Block], Vec<Section<'_>>) {
    let opens = |block: &Block| matches!(block, Block::Heading { level: ..=2, .. });
    let first = blocks.iter().position(opens).unwrap_or(blocks.len());
    let (before, mut rest) = blocks.split_at(first);
    let mut sections = Vec::new();
    while let Some((Block::Heading { text, .. }, below)) = rest.split_first() {
        let end = below.iter().position(opens).unwrap_or(below.len());
        let (blocks, next) = below.split_at(end);
        sections.push(Section {
            title: text,
            blocks,
        });
        rest = next;
    }
    (before, sections)
}

/// The name of a section within the page. It holds nothing of the journal.
fn anchor(index: usize) -> String {
    format!("section-{}", index + 1)
}

fn navigation(sections: &[Section<'_>]) -> Markup {
    html! {
        @if sections.len() >= MANY_SECTIONS {
            nav aria-label="Sections" {
                ul {
                    @for (index, section) in sections.iter().enumerate() {
                        li { a href={ "#" (anchor(index)) } { (section.title.text()) } }
                    }
                }
            }
        }
    }
}
