//! Every text of an account that somebody wrote, handed to whoever takes something out of it.

use super::account::Account;
use super::figures::Report;
use super::highlights::Highlights;
use super::stuck::Stuck;
use crate::model::{Entry, Tag, Text};
use crate::ops::Shown;

/// Takes something out of texts.
pub(super) trait Rewrite {
    /// What is left of a text.
    fn text(&self, text: &str) -> String;

    /// What is left of a name: a tag, an exploration.
    fn name(&self, name: &str) -> String {
        self.text(name)
    }
}

/// Rewrites every text of an account.
pub(super) fn rewrite(account: &mut Account, by: &impl Rewrite) {
    report(&mut account.report, by);
    if let Some(Highlights {
        lessons,
        failed_by_tag,
        ..
    }) = &mut account.highlights
    {
        for lesson in lessons {
            entry(&mut lesson.entry.entry, by);
        }
        for under in failed_by_tag {
            names(&mut under.tag, by);
            entries(&mut under.examples, by);
        }
    }
    for learnt in account
        .portfolio
        .iter_mut()
        .flat_map(|whole| &mut whole.principles)
    {
        string(&mut learnt.principle, by);
        strings(&mut learnt.next, by);
        for attempt in &mut learnt.attempts {
            string(&mut attempt.tried, by);
            string(&mut attempt.because, by);
        }
    }
    if let Some(failures) = &mut account.failures {
        entries(&mut failures.examples, by);
    }
    if let Some(listed) = &mut account.entries {
        entries(listed, by);
    }
    if let Some(Stuck {
        questions,
        drafts,
        awaiting_review,
        ..
    }) = &mut account.stuck
    {
        for open in questions {
            name(&mut open.name, by);
            string(&mut open.question, by);
            strings(&mut open.asked, by);
        }
        entries(drafts, by);
        for lesson in awaiting_review {
            entry(&mut lesson.entry.entry, by);
        }
    }
}

fn report(report: &mut Report, by: &impl Rewrite) {
    strings(&mut report.only, by);
    let tags = report.tags.iter_mut().chain(&mut report.dearest_tags);
    for group in tags.chain(&mut report.projects) {
        names(&mut group.name, by);
    }
    for met in &mut report.principles_met_again {
        string(&mut met.principle, by);
    }
    for seen in &mut report.signals {
        string(&mut seen.signal, by);
        strings(&mut seen.next, by);
    }
    for draft in &mut report.drafts {
        string(&mut draft.tried, by);
    }
    names(&mut report.growth.breadth.after_one, by);
    for area in &mut report.calibration.areas {
        name(&mut area.name, by);
    }
    for tag in &mut report.course.tags {
        name(&mut tag.tag, by);
    }
    for explored in &mut report.explorations {
        name(&mut explored.name, by);
        string(&mut explored.question, by);
        strings(&mut explored.why, by);
        for approach in &mut explored.approaches {
            string(&mut approach.title, by);
        }
        if let Some(chosen) = &mut explored.chosen {
            string(&mut chosen.tried, by);
        }
        for answer in &mut explored.answers {
            prose(&mut answer.by, by);
            texts(answer.principle.iter_mut().chain(&mut answer.note), by);
        }
    }
}

/// Rewrites every text of an entry but those that say who, where and at which commit.
pub(super) fn entry(entry: &mut Entry, by: &impl Rewrite) {
    let sentence = [&mut entry.tried, &mut entry.because].into_iter();
    let optional = [&mut entry.principle, &mut entry.next, &mut entry.rules_out];
    texts(sentence.chain(optional.into_iter().flatten()), by);
    texts(entry.signals.iter_mut().chain(&mut entry.elsewhere), by);
    for review in &mut entry.reviews {
        let said = [
            &mut review.reviewed,
            &mut review.principle,
            &mut review.note,
        ];
        texts(said.into_iter().flatten().chain(&mut review.elsewhere), by);
    }
    if let Some(written) = &mut entry.exploration
        && let Ok(left) = Text::new(&by.name(written.as_str()))
    {
        *written = left;
    }
    for tag in &mut entry.tags {
        *tag = Tag::new(&by.name(tag.as_str())).unwrap_or_else(|_| tag.clone());
    }
    if let Some(evidence) = &mut entry.evidence {
        strings(evidence.command.iter_mut().chain(&mut evidence.output), by);
    }
}

fn entries(entries: &mut [Shown], by: &impl Rewrite) {
    for shown in entries {
        entry(&mut shown.entry, by);
    }
}

fn texts<'t>(all: impl IntoIterator<Item = &'t mut Text>, by: &impl Rewrite) {
    all.into_iter().for_each(|text| prose(text, by));
}

/// A text of which nothing is left, or too much, is left out.
fn prose(text: &mut Text, by: &impl Rewrite) {
    let left = by.text(text.as_str());
    if let Ok(left) = Text::new(&left).or_else(|_| Text::new("[left out]")) {
        *text = left;
    }
}

fn strings<'t>(all: impl IntoIterator<Item = &'t mut String>, by: &impl Rewrite) {
    all.into_iter().for_each(|text| string(text, by));
}

fn string(text: &mut String, by: &impl Rewrite) {
    *text = by.text(text);
}

fn names<'t>(all: impl IntoIterator<Item = &'t mut String>, by: &impl Rewrite) {
    all.into_iter().for_each(|text| name(text, by));
}

fn name(text: &mut String, by: &impl Rewrite) {
    *text = by.name(text);
}
