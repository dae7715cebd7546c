//! Prompts on a real terminal, shown on standard error. The only file that knows `dialoguer`. Its menus hide the
//! cursor and count on lines that do not wrap: this file brings the cursor back after Ctrl-C and keeps items short.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use dialoguer::console::{Term, measure_text_width};
use dialoguer::theme::{SimpleTheme, Theme};
use dialoguer::{Confirm, FuzzySelect, Input, Select};

use super::prompts::{each_once, separated_by_commas};
use super::{Answer, Need, PromptError, Prompts, Terminal, TextPrompt, YesOrNo, interrupt};

/// Columns that a menu puts before an item, `> [x] ` at most.
const MARKER: usize = 6;

/// Room for what tells items apart that look the same once they are short, ` (9999)` at most.
const NUMBER: usize = 7;

/// Items of a menu that are seen at once, so that the question stays in sight.
const ROWS: usize = 10;

/// What is asked when one of many has been chosen.
const ANOTHER: &str = "Another one?";

const NONE: &str = "(leave it open)";

/// Asks on the terminal that standard input and standard error are connected to.
#[derive(Debug)]
pub(super) struct Dialogue {
    terminal: Terminal,
}

impl Dialogue {
    /// Prompts for a process with these streams. Touches the terminal only when something is asked.
    pub(super) const fn new(terminal: Terminal) -> Self {
        Self { terminal }
    }

    /// Puts one question. Ctrl-C, and Esc in a menu, end the question and not the process.
    fn ask<T>(
        &self,
        question: impl FnOnce(&Term) -> dialoguer::Result<Option<T>>,
    ) -> Result<T, PromptError> {
        if !self.terminal.can_prompt() {
            return Err(PromptError::NotATerminal);
        }
        let _deferral = interrupt::defer();
        let screen = Term::stderr();
        match question(&screen) {
            Ok(Some(answer)) => Ok(answer),
            Ok(None) => Err(PromptError::Interrupted),
            Err(dialoguer::Error::IO(cause)) => {
                // The first error is the one to report: a terminal that is gone cannot be tidied either.
                screen.show_cursor().ok();
                screen.write_line("").ok();
                Err(cause.into())
            }
        }
    }

    /// One line without the white space around it, with the help above it.
    fn typed(&self, prompt: &TextPrompt<'_>) -> Result<String, PromptError> {
        let text = self.ask(|screen| {
            if let Some(help) = prompt.help {
                screen.write_line(help)?;
            }
            line(prompt, screen).map(Some)
        })?;
        Ok(text.trim().to_owned())
    }

    /// Lets the person search the known values. What they typed without a match is theirs to keep with Esc.
    fn choose(&self, label: &str, known: &[String], need: Need) -> Result<Choice, PromptError> {
        let label = asked(label);
        let theme = Remembering::default();
        let chosen = self.ask(|screen| {
            let mut items = Vec::new();
            items.extend((need == Need::Optional).then(|| NONE.to_owned()));
            let before_known = items.len();
            items.extend(menu(known, screen));
            screen.write_line("Enter takes, Esc keeps what you typed")?;
            let chosen = FuzzySelect::with_theme(&theme)
                .with_prompt(format!("{label}:"))
                .items(items)
                .default(0)
                .max_length(ROWS)
                .report(false)
                .interact_on_opt(screen)?;
            screen.clear_last_lines(1)?;
            let choice = match chosen {
                None if theme.typed.borrow().trim().is_empty() => return Ok(None),
                None => Choice::Typed(theme.typed.take()),
                Some(index) => index
                    .checked_sub(before_known)
                    .and_then(|index| known.get(index))
                    .map_or(Choice::Nothing, |value| Choice::Known(value.clone())),
            };
            if let Choice::Known(value) = &choice {
                screen.write_line(&format!("{label}: {value}"))?;
            }
            Ok(Some(choice))
        })?;
        Ok(chosen)
    }
}

/// What came of searching the known values.
enum Choice {
    /// This one.
    Known(String),
    /// A new one that begins with what was searched for.
    Typed(String),
    /// None at all.
    Nothing,
}

impl Prompts for Dialogue {
    fn text(&mut self, prompt: &TextPrompt<'_>) -> Result<Answer<String>, PromptError> {
        let mut prompt = *prompt;
        loop {
            let text = self.typed(&prompt)?;
            match (text.as_str(), prompt.need) {
                ("", Need::Optional) => return Ok(Answer::Skipped),
                ("", Need::Required) => prompt.help = Some("an answer is needed here"),
                _ => return Ok(Answer::Given(text)),
            }
        }
    }

    fn select(
        &mut self,
        label: &str,
        items: &[String],
        need: Need,
    ) -> Result<Answer<usize>, PromptError> {
        let index = self.ask(|screen| {
            let mut menu = menu(items, screen);
            menu.extend((need == Need::Optional).then(|| NONE.to_owned()));
            Select::new()
                .with_prompt(asked(label))
                .items(menu)
                .max_length(ROWS)
                .default(if need == Need::Optional {
                    items.len()
                } else {
                    0
                })
                .interact_on_opt(screen)
        })?;
        Ok(if index < items.len() {
            Answer::Given(index)
        } else {
            Answer::Skipped
        })
    }

    fn choose_or_type(
        &mut self,
        label: &str,
        known: &[String],
        need: Need,
    ) -> Result<Answer<String>, PromptError> {
        if known.is_empty() {
            let prompt = TextPrompt {
                need,
                ..TextPrompt::optional(label)
            };
            return self.text(&prompt);
        }
        let mut begun: Option<String> = None;
        loop {
            let text = self.typed(&TextPrompt {
                label,
                initial: begun.as_deref(),
                help: offer(known),
                need,
            })?;
            if !text.is_empty() {
                return Ok(Answer::Given(text));
            }
            match self.choose(label, known, need)? {
                Choice::Known(value) => return Ok(Answer::Given(value)),
                Choice::Nothing => return Ok(Answer::Skipped),
                Choice::Typed(text) => begun = Some(text),
            }
        }
    }

    fn choose_many_or_type(
        &mut self,
        label: &str,
        known: &[String],
    ) -> Result<Vec<String>, PromptError> {
        let mut chosen: Vec<String> = Vec::new();
        let prompt = TextPrompt {
            help: Some(offer(known).unwrap_or("separate several by commas")),
            ..TextPrompt::optional(label)
        };
        if let Answer::Given(text) = self.text(&prompt)? {
            return Ok(each_once(separated_by_commas(&text)));
        }
        loop {
            let is_new = |value: &&String| !chosen.contains(value);
            let left: Vec<String> = known.iter().filter(is_new).cloned().collect();
            if left.is_empty() {
                return Ok(chosen);
            }
            let label = if chosen.is_empty() { label } else { ANOTHER };
            match self.choose(label, &left, Need::Optional)? {
                Choice::Known(value) => chosen.push(value),
                Choice::Typed(text) => {
                    chosen = each_once(chosen.into_iter().chain(separated_by_commas(&text)));
                }
                Choice::Nothing => return Ok(chosen),
            }
        }
    }

    fn confirm(&mut self, label: &str, preset: YesOrNo) -> Result<YesOrNo, PromptError> {
        let agrees = self.ask(|screen| {
            Confirm::new()
                .with_prompt(label)
                .default(preset == YesOrNo::Yes)
                .interact_on_opt(screen)
        })?;
        Ok(if agrees { YesOrNo::Yes } else { YesOrNo::No })
    }
}

/// The plain theme, which remembers what was last searched for: `dialoguer` does not tell.
#[derive(Default)]
struct Remembering {
    typed: RefCell<String>,
}

impl Theme for Remembering {
    fn format_fuzzy_select_prompt(
        &self,
        output: &mut dyn fmt::Write,
        prompt: &str,
        search_term: &str,
        cursor: usize,
    ) -> fmt::Result {
        search_term.clone_into(&mut self.typed.borrow_mut());
        SimpleTheme.format_fuzzy_select_prompt(output, prompt, search_term, cursor)
    }
}

/// Lets the person type one line. `dialoguer` clears the row on which the line ends and would then print the whole
/// line, which shows the rows above it twice: only the row it cleared is printed again.
fn line(prompt: &TextPrompt<'_>, screen: &Term) -> dialoguer::Result<String> {
    let label = labelled(prompt.label, prompt.need);
    let text = Input::<String>::new()
        .with_prompt(&label)
        .with_initial_text(prompt.initial.unwrap_or_default())
        .allow_empty(true)
        .report(false)
        .interact_text_on(screen)?;
    let (_, columns) = screen.size();
    screen.write_line(last_row(&format!("{label}: {text}"), usize::from(columns)))?;
    Ok(text)
}

/// What stands on the last row where a terminal of that many columns wraps the line.
fn last_row(line: &str, columns: usize) -> &str {
    let (mut start, mut used) = (0, 0);
    for (index, character) in line.char_indices() {
        let width = measure_text_width(character.encode_utf8(&mut [0; 4]));
        if used + width > columns {
            (start, used) = (index, 0);
        }
        used += width;
    }
    line.get(start..).unwrap_or(line)
}

/// What is said above a question that known values could answer.
fn offer(known: &[String]) -> Option<&'static str> {
    (!known.is_empty()).then_some("write your own, or press Enter to choose from what is there")
}

/// The label without its question mark, since `dialoguer` sets a colon behind it.
fn asked(label: &str) -> &str {
    label.trim_end_matches('?')
}

/// The label, with a word where the question may be left open.
fn labelled(label: &str, need: Need) -> String {
    let label = asked(label);
    match need {
        Need::Required => label.to_owned(),
        Need::Optional => format!("{label} (optional)"),
    }
}

/// Items that fit the lines of a screen.
fn menu(items: &[String], screen: &Term) -> Vec<String> {
    let (_, columns) = screen.size();
    fitting(items, usize::from(columns).saturating_sub(MARKER))
}

/// Items of at most `room` bytes, all different. Bytes, because `dialoguer` counts them where it decides how many
/// lines an item takes; no character is wider than its bytes are many. Different, because it finds what was chosen
/// by comparing texts.
fn fitting(items: &[String], room: usize) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut fitting = Vec::with_capacity(items.len());
    for item in items {
        let mut shown = shortened(item, room);
        let mut number = 2;
        while !seen.insert(shown.clone()) {
            shown = format!(
                "{} ({number})",
                shortened(item, room.saturating_sub(NUMBER))
            );
            number += 1;
        }
        fitting.push(shown);
    }
    fitting
}

/// The text, or its beginning and an ellipsis where it is longer than `room` bytes.
fn shortened(text: &str, room: usize) -> String {
    const ELLIPSIS: &str = "…";
    if text.len() <= room {
        return text.to_owned();
    }
    let end = text.floor_char_boundary(room.saturating_sub(ELLIPSIS.len()));
    format!(
        "{}{ELLIPSIS}",
        text.get(..end).unwrap_or_default().trim_end()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned<const COUNT: usize>(items: [&str; COUNT]) -> Vec<String> {
        items.map(str::to_owned).to_vec()
    }

    #[test]
    fn items_that_fit_are_shown_as_they_are() {
        let items = owned(["count the replicas", "näher hinsehen"]);
        assert_eq!(fitting(&items, 20), items);
    }

    #[test]
    fn long_items_end_in_an_ellipsis_and_never_within_a_character() {
        let items = owned([
            "state shared by replicas lives outside them",
            "ééééééééééééé",
        ]);
        assert_eq!(fitting(&items, 20), ["state shared by r…", "éééééééé…"]);
    }

    #[test]
    fn items_that_look_the_same_are_told_apart() {
        let items = owned([
            "state shared by replicas",
            "state shared by threads",
            "cache",
            "cache",
        ]);
        let shown = fitting(&items, 16);
        assert_eq!(shown, ["state shared…", "state… (2)", "cache", "cache (2)"]);
        assert!(shown.iter().all(|item| item.len() <= 16));
    }

    #[test]
    fn the_last_row_of_a_line_is_what_the_terminal_wraps_to() {
        assert_eq!(last_row("Tried: a cache", 80), "Tried: a cache");
        assert_eq!(last_row("Tried: a cache", 14), "Tried: a cache");
        assert_eq!(last_row("Tried: a cache", 13), "e");
        assert_eq!(last_row("Tried: a cache", 5), "ache");
        assert_eq!(last_row("Tried: 再試行", 12), "行");
        assert_eq!(last_row("", 80), "");
    }

    #[test]
    fn without_a_terminal_nothing_is_asked() {
        let mut dialogue = Dialogue::new(Terminal::absent());
        let answer = dialogue.text(&TextPrompt::required("Tried"));
        assert!(matches!(answer, Err(PromptError::NotATerminal)));
        let answer = dialogue.confirm("Remove it?", YesOrNo::No);
        assert!(matches!(answer, Err(PromptError::NotATerminal)));
    }
}
