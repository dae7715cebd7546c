//! `folio answered`: note what a senior answered.

use clap::Args;

use crate::cli::drafting::Purpose;
use crate::cli::output::{self, Format};
use crate::cli::place::place;
use crate::cli::{Failure, Settings, asking, drafting, parsing, redacting};
use crate::host::Host;
use crate::model::Text;
use crate::ops;
use crate::ops::answered::Reply;
use crate::ops::exploration::meant;
use crate::render::views;
use crate::store::Access;

const EXAMPLES: &str = "\
Examples:
  folio answered --by mo --principle \"what is shared must be operated\"
  folio answered --by mo --note \"ask the platform team for the failover runbook\"
  folio answered cache-layer --by mo --principle \"measure before you choose\"";

/// What `folio answered` is given.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct AnsweredArguments {
    /// The exploration; without it, the current one
    #[arg(value_name = "NAME")]
    exploration: Option<String>,
    /// Who answered
    #[arg(long, value_name = "NAME", value_parser = parsing::text)]
    by: Option<Text>,
    /// The principle behind the answer
    #[arg(short, long, value_name = "TEXT", value_parser = parsing::text)]
    principle: Option<Text>,
    /// Anything else that was said
    #[arg(long, value_name = "TEXT", value_parser = parsing::text)]
    note: Option<Text>,
    /// Print the exploration as JSON
    #[arg(long)]
    json: bool,
}

/// What is known of an answer so far.
#[derive(Default)]
struct Heard {
    by: Option<Text>,
    principle: Option<Text>,
    note: Option<Text>,
}

pub(super) fn run(
    arguments: AnsweredArguments,
    settings: &Settings,
    host: &mut Host,
) -> Result<(), Failure> {
    let place = place(settings, host);
    let mut session = settings.session(host, Access::Write)?;
    let exploration = meant(&session, arguments.exploration.as_deref(), &place)?;
    let mut heard = Heard {
        by: arguments.by,
        principle: arguments.principle,
        note: arguments.note,
    };
    if !settings.may_ask(host) && !heard.is_enough() {
        return Err(missing(&heard));
    }
    let reply = ask(&mut heard, host).map_err(|failure| heard.kept(failure, settings))?;
    let limit = settings.configuration.exploration_clock.value;
    let answered = ops::answered::note(&mut session, &exploration, reply.clone(), limit)
        .map_err(|error| Heard::from(reply).kept(error.into(), settings))?;
    if arguments.json {
        output::envelope("exploration", &answered.standing, host)?;
    } else {
        output::document(&views::answered(&answered), Format::Table, settings, host)?;
    }
    redacting::say(&answered.replaced, settings, host)
}

/// Asks for who answered and what, where it is not given: a principle, or a note, or both.
fn ask(heard: &mut Heard, host: &mut Host) -> Result<Reply, Failure> {
    let prompts = &mut *host.prompts;
    let by = match heard.by.clone() {
        Some(by) => by,
        None => asking::reason(prompts, "Who answered?")?,
    };
    heard.by = Some(by.clone());
    if heard.is_silent() {
        heard.principle = asking::optional(prompts, "What is the principle behind it?", None)?;
        heard.note = match heard.principle {
            Some(_) => asking::optional(prompts, "Anything else?", None)?,
            None => Some(asking::reason(prompts, "What was said?")?),
        };
    }
    Ok(Reply {
        by,
        principle: heard.principle.clone(),
        note: heard.note.clone(),
    })
}

fn missing(heard: &Heard) -> Failure {
    let who = (heard.by.is_none()).then_some("who answered (`--by`)");
    let what = heard
        .is_silent()
        .then_some("what was said (`--principle` or `--note`)");
    let missing: Vec<&str> = who.into_iter().chain(what).collect();
    let is_or_are = if missing.len() == 1 { "is" } else { "are" };
    Failure::usage(
        format!("{} {is_or_are} missing", missing.join(" and ")),
        "write `folio answered --by NAME --principle \"what holds in general\"`",
    )
}

impl Heard {
    fn is_silent(&self) -> bool {
        self.principle.is_none() && self.note.is_none()
    }

    fn is_enough(&self) -> bool {
        self.by.is_some() && !self.is_silent()
    }

    /// Keeps what was heard where it could not be saved.
    fn kept(&self, failure: Failure, settings: &Settings) -> Failure {
        let texts = self.by.iter().chain(&self.principle).chain(&self.note);
        let texts: Vec<&str> = texts.map(Text::as_str).collect();
        if texts.is_empty() {
            return failure;
        }
        drafting::keep_text(
            &(texts.join("\n\n") + "\n"),
            Purpose::Message,
            failure,
            settings,
        )
    }
}

impl From<Reply> for Heard {
    fn from(reply: Reply) -> Self {
        Self {
            by: Some(reply.by),
            principle: reply.principle,
            note: reply.note,
        }
    }
}
