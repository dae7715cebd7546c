//! Questions about an entry, the same for every command that asks.

use super::{Failure, Kind, Refused, parsing};
use crate::host::{Answer, Need, Prompts, TextPrompt};
use crate::model::{Assist, EntryDraft, Outcome, Rating, Tag, Text};
use crate::text::visible_line;

/// What the journal knows that can be offered.
#[derive(Debug, Default)]
pub struct Known {
    /// Tags, most used first.
    pub tags: Vec<String>,
    /// Principles, most met first.
    pub principles: Vec<String>,
}

/// Whether a walk through several entries goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The next one comes.
    GoOn,
    /// It was broken off.
    Stop,
}

impl Ending {
    /// What answers mean for the walk: a Ctrl-C stops it, and is no failure, since what was answered before counts.
    ///
    /// # Errors
    /// When the answers failed otherwise.
    pub fn of(asked: Result<(), Failure>) -> Result<Self, Failure> {
        match asked {
            Ok(()) => Ok(Self::GoOn),
            Err(failure) if failure.kind == Kind::Interrupted => Ok(Self::Stop),
            Err(failure) => Err(failure),
        }
    }
}

/// Asks what was tried, offering the approaches that are running.
///
/// # Errors
/// When the person breaks off, or cannot be asked.
pub fn tried(prompts: &mut dyn Prompts, running: &[String]) -> Result<Option<Text>, Failure> {
    let label = "What did you try?";
    if running.is_empty() {
        return text(prompts, TextPrompt::required(label));
    }
    let answer = prompts.choose_or_type(label, &shown(running), Need::Required)?;
    Ok(answer
        .given()
        .and_then(|given| Text::new(&original(&given, running)).ok()))
}

/// Asks why it ended as it did, where that is missing.
///
/// # Errors
/// When the person breaks off, or cannot be asked.
pub fn because(prompts: &mut dyn Prompts, draft: &mut EntryDraft) -> Result<(), Failure> {
    if draft.because.is_none() {
        draft.because = text(prompts, TextPrompt::required(why(draft.outcome)))?;
    }
    Ok(())
}

/// Asks for everything that is not given yet, beside what was tried.
///
/// # Errors
/// When the person breaks off, or cannot be asked.
pub fn everything(
    prompts: &mut dyn Prompts,
    draft: &mut EntryDraft,
    known: &Known,
) -> Result<(), Failure> {
    if draft.outcome.is_none() {
        draft.outcome = word(
            prompts,
            "How did it end?",
            Outcome::ALL,
            Outcome::WORDS,
            Need::Required,
        )?;
    }
    because(prompts, draft)?;
    if draft.principle.is_none() {
        draft.principle = principle(prompts, known)?;
    }
    if draft.signals.is_empty() {
        signals(prompts, &mut draft.signals)?;
    }
    if draft.next.is_none() {
        draft.next = next(prompts)?;
    }
    if draft.rules_out.is_none() && draft.exploration.is_some() {
        draft.rules_out = text(prompts, TextPrompt::optional("What does it rule out?"))?;
    }
    ask_tags(prompts, draft, known)?;
    if draft.spent.is_none() {
        let prompt = TextPrompt::optional("How long did it take, such as 1h30m?");
        draft.spent = read(prompts, prompt, parsing::spent)?;
    }
    if draft.assist.is_none() {
        draft.assist = word(
            prompts,
            "How much did an assistant help?",
            Assist::ALL,
            Assist::WORDS,
            Need::Optional,
        )?;
    }
    Ok(())
}

/// Asks for the principle, offering those that are known.
///
/// # Errors
/// When the person breaks off, or cannot be asked.
pub fn principle(prompts: &mut dyn Prompts, known: &Known) -> Result<Option<Text>, Failure> {
    let label = "What is the principle?";
    let answer = if known.principles.is_empty() {
        prompts.text(&TextPrompt::optional(label))?
    } else {
        prompts.choose_or_type(label, &shown(&known.principles), Need::Optional)?
    };
    Ok(answer
        .given()
        .and_then(|given| Text::new(&original(&given, &known.principles)).ok()))
}

/// Asks for signals, one after another, until an empty answer. Each is added to `signals` as it is given, so that
/// breaking off loses none.
///
/// # Errors
/// When the person breaks off, or cannot be asked.
pub fn signals(prompts: &mut dyn Prompts, signals: &mut Vec<Text>) -> Result<(), Failure> {
    let labels = ["Which signal gives it away?", "Another signal?"];
    several(prompts, labels, parsing::signal, signals)
}

/// Asks for texts, one after another, until an empty answer: the first label as long as there is none, then the other.
/// Each is added to `texts` as it is given, so that breaking off loses none.
///
/// # Errors
/// When the person breaks off, or cannot be asked.
pub fn several(
    prompts: &mut dyn Prompts,
    [first, further]: [&str; 2],
    parse: fn(&str) -> Result<Text, Refused>,
    texts: &mut Vec<Text>,
) -> Result<(), Failure> {
    loop {
        let label = if texts.is_empty() { first } else { further };
        match read(prompts, TextPrompt::optional(label), parse)? {
            Some(text) if !texts.contains(&text) => texts.push(text),
            Some(_) => {}
            None => return Ok(()),
        }
    }
}

/// Asks what to do next time.
///
/// # Errors
/// When the person breaks off, or cannot be asked.
pub fn next(prompts: &mut dyn Prompts) -> Result<Option<Text>, Failure> {
    text(
        prompts,
        TextPrompt::optional("What will you do when you see it?"),
    )
}

/// Asks what a lesson is about before it is shown. The answer is for the person alone.
///
/// # Errors
/// When the person breaks off, or cannot be asked.
pub fn what_to_look_for(prompts: &mut dyn Prompts) -> Result<(), Failure> {
    prompts.text(&TextPrompt::optional("What would you look for?"))?;
    Ok(())
}

/// Asks how it went, once the lesson was shown.
///
/// # Errors
/// When the person breaks off, or cannot be asked.
pub fn rating(prompts: &mut dyn Prompts) -> Result<Rating, Failure> {
    let ratings = [Rating::Good, Rating::Again];
    let words = ["got it", "again"];
    let rating = word(
        prompts,
        "Did it come to mind?",
        &ratings,
        &words,
        Need::Required,
    )?;
    Ok(rating.unwrap_or(Rating::Again))
}

/// Asks where the principle applies.
///
/// # Errors
/// When the person breaks off, or cannot be asked.
pub fn elsewhere(prompts: &mut dyn Prompts) -> Result<Option<Text>, Failure> {
    text(
        prompts,
        TextPrompt::optional("Where does the principle apply today?"),
    )
}

/// Asks for the reason of a decision, until it is given.
///
/// # Errors
/// When the person breaks off, or cannot be asked.
pub fn reason(prompts: &mut dyn Prompts, label: &str) -> Result<Text, Failure> {
    loop {
        if let Some(reason) = text(prompts, TextPrompt::required(label))? {
            return Ok(reason);
        }
    }
}

/// Asks for a text that may be left open; `initial` is there to begin with.
///
/// # Errors
/// When the person breaks off, or cannot be asked.
pub fn optional(
    prompts: &mut dyn Prompts,
    label: &str,
    initial: Option<&str>,
) -> Result<Option<Text>, Failure> {
    let prompt = TextPrompt {
        initial,
        ..TextPrompt::optional(label)
    };
    text(prompts, prompt)
}

fn why(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        None | Some(Outcome::Failed) => "Why did it fail?",
        Some(Outcome::Partial) => "Why did it hold only in part?",
        Some(Outcome::Worked) => "Why did it work?",
    }
}

fn ask_tags(
    prompts: &mut dyn Prompts,
    draft: &mut EntryDraft,
    known: &Known,
) -> Result<(), Failure> {
    loop {
        let given = prompts.choose_many_or_type("Which tags?", &shown(&known.tags))?;
        let tags: Result<Vec<Tag>, _> = given.iter().map(|tag| Tag::new(tag)).collect();
        match tags {
            Ok(tags) => {
                for tag in tags {
                    if !draft.tags.contains(&tag) {
                        draft.tags.push(tag);
                    }
                }
                return Ok(());
            }
            Err(error) => ask_again(
                prompts,
                &format!("{error}; {}. Press Enter to choose again", error.hint()),
            )?,
        }
    }
}

/// Asks for one text, again where it cannot be one.
///
/// # Errors
/// When the person breaks off, or cannot be asked.
pub fn text(prompts: &mut dyn Prompts, prompt: TextPrompt<'_>) -> Result<Option<Text>, Failure> {
    read(prompts, prompt, parsing::text)
}

/// Asks until the answer is understood, or left open.
///
/// # Errors
/// When the person breaks off, or cannot be asked.
pub fn read<T>(
    prompts: &mut dyn Prompts,
    prompt: TextPrompt<'_>,
    parse: fn(&str) -> Result<T, Refused>,
) -> Result<Option<T>, Failure> {
    let mut help = prompt.help.map(str::to_owned);
    loop {
        let asked = TextPrompt {
            help: help.as_deref(),
            ..prompt
        };
        let Answer::Given(given) = prompts.text(&asked)? else {
            return Ok(None);
        };
        match parse(&given) {
            Ok(read) => return Ok(Some(read)),
            Err(error) => {
                help = Some(visible_line(&format!("{error}; {}", error.hint)).into_owned());
            }
        }
    }
}

fn word<W: Copy>(
    prompts: &mut dyn Prompts,
    label: &str,
    values: &[W],
    words: &[&str],
    need: Need,
) -> Result<Option<W>, Failure> {
    let items: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let chosen = prompts.select(label, &items, need)?.given();
    Ok(chosen.and_then(|index| values.get(index)).copied())
}

fn ask_again(prompts: &mut dyn Prompts, label: &str) -> Result<(), Failure> {
    prompts.text(&TextPrompt::optional(&visible_line(label)))?;
    Ok(())
}

/// What a journal holds, as it may be shown in a menu.
fn shown(known: &[String]) -> Vec<String> {
    known
        .iter()
        .map(|item| visible_line(item).into_owned())
        .collect()
}

/// The text that a menu item stood for.
fn original(given: &str, known: &[String]) -> String {
    known
        .iter()
        .find(|item| visible_line(item) == given)
        .map_or_else(|| given.to_owned(), Clone::clone)
}
