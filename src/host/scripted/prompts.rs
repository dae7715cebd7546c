//! Replies that a test has written down, given to the questions that they are for. The scripted host that holds them
//! is one level up.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io;
use std::rc::Rc;

use crate::host::prompts::each_once;
use crate::host::{Answer, Need, PromptError, Prompts, Terminal, TextPrompt, YesOrNo};

/// What the person does with a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Types this, or chooses the item that reads so. In answer to a text prompt it replaces what was there.
    Text(String),
    /// Chooses or types these.
    Many(Vec<String>),
    /// Agrees, or does not.
    Confirm(YesOrNo),
    /// Presses the return key alone: takes what is there to begin with, or the preset; else leaves the question open.
    Return,
    /// Presses Ctrl-C.
    Interrupt,
    /// Closes the terminal.
    EndOfInput,
}

impl Reply {
    /// Types this, or chooses the item that reads so.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Chooses or types these.
    pub fn many<Value: Into<String>>(values: impl IntoIterator<Item = Value>) -> Self {
        Self::Many(values.into_iter().map(Into::into).collect())
    }
}

/// Replies that are still to be given, each with the label of its question.
#[derive(Debug, Default)]
pub(super) struct Script(VecDeque<(String, Reply)>);

impl Script {
    /// Adds a reply after the others.
    pub(super) fn push(&mut self, label: String, reply: Reply) {
        self.0.push_back((label, reply));
    }

    /// The labels of the replies that are left.
    pub(super) fn labels(self) -> Vec<String> {
        self.0.into_iter().map(|(label, _)| label).collect()
    }

    /// The reply to a question; one that is not the next in the script is left to be found as unasked.
    fn reply_to(&mut self, label: &str) -> Result<Reply, PromptError> {
        match self.0.front() {
            Some((expected, _)) if expected == label => {}
            Some((expected, _)) => {
                return Err(off_script(&format!(
                    "asked for `{label}` where `{expected}` was expected"
                )));
            }
            None => {
                return Err(off_script(&format!(
                    "asked for `{label}` after the last reply"
                )));
            }
        }
        match self.0.pop_front() {
            Some((_, Reply::Interrupt)) => Err(PromptError::Interrupted),
            Some((_, Reply::EndOfInput)) | None => Err(PromptError::EndOfInput),
            Some((_, reply)) => Ok(reply),
        }
    }
}

/// The error of a run that does not follow its script.
fn off_script(what: &str) -> PromptError {
    PromptError::Io(io::Error::other(format!("the script does not fit: {what}")))
}

/// The error of a reply that its question cannot take.
fn unfit(label: &str, reply: &Reply) -> PromptError {
    off_script(&format!("`{label}` cannot be answered with {reply:?}"))
}

/// Prompts that are answered from a script, on a terminal that can prompt.
pub(super) struct ScriptedPrompts {
    terminal: Terminal,
    script: Rc<RefCell<Script>>,
}

impl ScriptedPrompts {
    /// Prompts for a host with this terminal and this script.
    pub(super) const fn new(terminal: Terminal, script: Rc<RefCell<Script>>) -> Self {
        Self { terminal, script }
    }

    fn reply_to(&self, label: &str) -> Result<Reply, PromptError> {
        if self.terminal.can_prompt() {
            self.script.borrow_mut().reply_to(label)
        } else {
            Err(PromptError::NotATerminal)
        }
    }

    /// A reply of text; an empty one answers no question that must be answered.
    fn text_reply(
        &self,
        label: &str,
        initial: Option<&str>,
        need: Need,
    ) -> Result<Answer<String>, PromptError> {
        let reply = self.reply_to(label)?;
        let text = match &reply {
            Reply::Text(text) => text.trim(),
            Reply::Return => initial.unwrap_or_default().trim(),
            _ => return Err(unfit(label, &reply)),
        };
        match (text, need) {
            ("", Need::Required) => Err(unfit(label, &reply)),
            ("", Need::Optional) => Ok(Answer::Skipped),
            _ => Ok(Answer::Given(text.to_owned())),
        }
    }
}

impl Prompts for ScriptedPrompts {
    fn text(&mut self, prompt: &TextPrompt<'_>) -> Result<Answer<String>, PromptError> {
        self.text_reply(prompt.label, prompt.initial, prompt.need)
    }

    fn select(
        &mut self,
        label: &str,
        items: &[String],
        need: Need,
    ) -> Result<Answer<usize>, PromptError> {
        let Answer::Given(chosen) = self.text_reply(label, None, need)? else {
            return Ok(Answer::Skipped);
        };
        match items.iter().position(|item| *item == chosen) {
            Some(index) => Ok(Answer::Given(index)),
            None => Err(unfit(label, &Reply::Text(chosen))),
        }
    }

    fn choose_or_type(
        &mut self,
        label: &str,
        _known: &[String],
        need: Need,
    ) -> Result<Answer<String>, PromptError> {
        self.text_reply(label, None, need)
    }

    fn choose_many_or_type(
        &mut self,
        label: &str,
        _known: &[String],
    ) -> Result<Vec<String>, PromptError> {
        match self.reply_to(label)? {
            Reply::Many(values) => Ok(each_once(values)),
            Reply::Return => Ok(Vec::new()),
            reply => Err(unfit(label, &reply)),
        }
    }

    fn confirm(&mut self, label: &str, preset: YesOrNo) -> Result<YesOrNo, PromptError> {
        match self.reply_to(label)? {
            Reply::Confirm(decision) => Ok(decision),
            Reply::Return => Ok(preset),
            reply => Err(unfit(label, &reply)),
        }
    }
}
