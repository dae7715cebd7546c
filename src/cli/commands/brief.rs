//! `folio brief`: write the message to a senior.

use clap::Args;

use crate::cli::clipboard::{self, Copied};
use crate::cli::destination::Destination;
use crate::cli::drafting::Purpose;
use crate::cli::output::{self, Format, OfMessages, OutputArguments};
use crate::cli::parsing::{self, Optional, optional, optional_text};
use crate::cli::place::place;
use crate::cli::{Failure, Settings, asking, drafting, redacting};
use crate::host::{Host, Prompts, TextPrompt};
use crate::model::{Text, Told};
use crate::ops::brief::{self, Briefed, Missing, Surroundings};
use crate::ops::exploration::meant;
use crate::render::views::Listing;
use crate::render::{json, markdown, plain, views};
use crate::store::Access;
use crate::text::visible_line;

const EXAMPLES: &str = "\
Examples:
  folio brief
  folio brief --expected \"both replicas agree\" --observed \"one keeps the old price\"
  folio brief --hypothesis \"the failover loses writes\" --confidence 60 --copy
  folio brief cache-layer --question \"which of the two would you operate?\" -O brief.md";

/// What `folio brief` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct BriefArguments {
    /// The exploration; without it, the current one
    #[arg(value_name = "NAME")]
    exploration: Option<String>,
    #[command(flatten)]
    told: ToldArguments,
    /// Put it on the clipboard
    #[arg(long, help_heading = "Output")]
    copy: bool,
    #[command(flatten)]
    destination: Destination,
    #[command(flatten)]
    output: OutputArguments<OfMessages>,
}

/// What the person tells. What was told in the brief before stands until something else is given; an empty text takes
/// it away.
#[derive(Debug, Args)]
struct ToldArguments {
    /// What is to be reached, if the question of the exploration does not say it
    #[arg(long, value_name = "TEXT", value_parser = optional_text)]
    goal: Option<Optional<Text>>,
    /// What should have happened; an empty text takes away what the brief before said, as with the others
    #[arg(long, value_name = "TEXT", value_parser = optional_text)]
    expected: Option<Optional<Text>>,
    /// What happened instead
    #[arg(long, value_name = "TEXT", value_parser = optional_text)]
    observed: Option<Optional<Text>>,
    /// Your best guess
    #[arg(long, value_name = "TEXT", value_parser = optional_text)]
    hypothesis: Option<Optional<Text>>,
    /// How sure you are of it, in percent
    #[arg(long, value_name = "PERCENT", value_parser = optional_percent)]
    confidence: Option<Optional<u8>>,
    /// The one thing you ask
    #[arg(long, value_name = "TEXT", value_parser = optional_text)]
    question: Option<Optional<Text>>,
    /// What you try until an answer comes, if not the approach that is running
    #[arg(long, value_name = "TEXT", value_parser = optional_text)]
    meanwhile: Option<Optional<Text>>,
}

fn optional_percent(given: &str) -> Result<Optional<u8>, parsing::Refused> {
    optional(given, parsing::percent)
}

pub(super) fn run(
    arguments: &BriefArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let place = place(settings, host);
    let mut session = settings.session(host, Access::Write)?;
    let exploration = meant(&session, arguments.exploration.as_deref(), &place)?;
    let around = Surroundings {
        limit: settings.configuration.exploration_clock.value,
        platform: host.platform.clone(),
    };
    let before = exploration.latest_brief().map(|brief| brief.told.clone());
    let mut told = arguments.told.over(before.clone().unwrap_or_default());
    let may_ask = settings.may_ask(host);
    let asked = if may_ask {
        let composed = brief::compose(&session, &exploration, told.clone(), &around)?;
        arguments
            .told
            .ask(&mut told, &composed.missing, &mut *host.prompts)
    } else {
        Ok(())
    };
    let written = asked.and_then(|()| {
        brief::write(&mut session, &exploration, told.clone(), &around).map_err(Failure::from)
    });
    let briefed = written.map_err(|failure| {
        if told == before.unwrap_or_default() {
            return failure;
        }
        let composed = brief::compose(&session, &exploration, told, &around);
        kept(composed.ok(), failure, settings)
    })?;
    let output = arguments.output.named_by(&arguments.destination);
    let format = output.format();
    let text = message(&briefed, format, settings)?;
    arguments.hand_over(&text, settings, host)?;
    output.note_ending(format, &arguments.destination, settings, host)?;
    redacting::say(&briefed.replaced, settings, host)?;
    if may_ask {
        return Ok(());
    }
    let notes = views::brief_notes(&briefed, &settings.file_presentation());
    output::remarks(&notes, settings, host)
}

fn kept(composed: Option<Briefed>, failure: Failure, settings: &Settings) -> Failure {
    match composed.map(|composed| message(&composed, Format::Markdown, settings)) {
        Some(Ok(text)) => drafting::keep_text(&text, Purpose::Message, failure, settings),
        _ => failure,
    }
}

/// The brief as it is handed over.
fn message(briefed: &Briefed, format: Format, settings: &Settings) -> Result<String, Failure> {
    let presentation = settings.file_presentation();
    Ok(match format {
        Format::Json => {
            let mut bytes = Vec::new();
            json::write_envelope(&mut bytes, "brief", briefed)?;
            String::from_utf8_lossy(&bytes).into_owned()
        }
        Format::Plain => plain::write(&views::brief(briefed, Listing::Bare, &presentation)),
        _ => markdown::write(&views::brief(briefed, Listing::Marked, &presentation)),
    })
}

impl BriefArguments {
    /// Hands the message to the file, to the clipboard, or to standard output.
    fn hand_over(&self, text: &str, settings: &Settings, host: &mut Host) -> Result<(), Failure> {
        let write = |host: &mut Host| {
            let written = self
                .destination
                .write(settings, host, |to| Ok(to.write_all(text.as_bytes())?));
            written.map_err(|failure| {
                failure.hint("the brief is noted; `folio brief` writes it again")
            })
        };
        let mut is_delivered = self.destination.file().is_some();
        if is_delivered {
            write(host)?;
        }
        if self.copy {
            let remark = match clipboard::copy(text, host) {
                Copied::Through(program) => {
                    is_delivered = true;
                    format!("copied the brief ({program})")
                }
                Copied::ToTerminal => {
                    "handed the brief to the terminal, which may or may not copy it".to_owned()
                }
                Copied::Nowhere => {
                    "no clipboard was found (wl-copy, xclip, xsel, pbcopy, clip.exe)".to_owned()
                }
            };
            output::remark(remark, settings, host)?;
        }
        if is_delivered { Ok(()) } else { write(host) }
    }
}

impl ToldArguments {
    /// What was told before, with what is given now in its place. A new guess is as sure as it is said to be.
    fn over(&self, before: Told) -> Told {
        let or = |given: &Option<Optional<Text>>, before: Option<Text>| match given {
            Some(given) => given.0.clone(),
            None => before,
        };
        let hypothesis = or(&self.hypothesis, before.hypothesis.clone());
        let confidence = match &self.confidence {
            Some(given) => given.0,
            None => before
                .confidence
                .filter(|_| hypothesis == before.hypothesis),
        };
        Told {
            goal: or(&self.goal, before.goal),
            expected: or(&self.expected, before.expected),
            observed: or(&self.observed, before.observed),
            hypothesis,
            confidence,
            question: or(&self.question, before.question),
            meanwhile: or(&self.meanwhile, before.meanwhile),
        }
    }
}

impl ToldArguments {
    /// Asks for what no flag says. What was told before is there to begin with; each answer may be left empty. What was
    /// answered before a Ctrl-C stands.
    fn ask(
        &self,
        told: &mut Told,
        missing: &[Missing],
        prompts: &mut dyn Prompts,
    ) -> Result<(), Failure> {
        let guess = told.hypothesis.clone();
        let questions = [
            ("What did you expect?", &self.expected, &mut told.expected),
            ("What happened instead?", &self.observed, &mut told.observed),
            (
                "What is your best guess?",
                &self.hypothesis,
                &mut told.hypothesis,
            ),
        ];
        for (label, given, text) in questions {
            if given.is_none() {
                again(label, text, prompts)?;
            }
        }
        if self.confidence.is_none() {
            told.confidence = told.confidence.filter(|_| told.hypothesis == guess);
            if told.hypothesis.is_some() {
                told.confidence = sure(told.confidence, prompts)?;
            }
        }
        if self.question.is_none() {
            again(
                "What is the one thing you ask?",
                &mut told.question,
                prompts,
            )?;
        }
        let is_known = told.meanwhile.is_none() && !missing.contains(&Missing::Meanwhile);
        if self.meanwhile.is_none() && !is_known {
            again("What do you try meanwhile?", &mut told.meanwhile, prompts)?;
        }
        Ok(())
    }
}

/// Asks for a text, with what was told before to begin with. What has several lines, or what a terminal cannot show as
/// it is, cannot be changed here and stays.
fn again(label: &str, text: &mut Option<Text>, prompts: &mut dyn Prompts) -> Result<(), Failure> {
    let before = text.as_ref().map(Text::as_str);
    if before.is_none_or(|before| visible_line(before) == before) {
        *text = asking::optional(prompts, label, before)?;
    }
    Ok(())
}

/// Asks how sure the person is of the guess, until it is a percentage or left open.
fn sure(before: Option<u8>, prompts: &mut dyn Prompts) -> Result<Option<u8>, Failure> {
    let initial = before.map(|percent| percent.to_string());
    let prompt = TextPrompt {
        initial: initial.as_deref(),
        ..TextPrompt::optional("How sure are you, in percent?")
    };
    asking::read(prompts, prompt, parsing::percent)
}
