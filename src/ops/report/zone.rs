//! The times of an account in the zone that was asked for. Its period and days are counted in that zone from the start.

use super::account::Account;
use crate::model::Entry;
use crate::model::time::{Calendar, Stamp};

/// Puts every time of an account into the calendar's zone. The moments stay the same.
pub(super) fn put_in_zone(account: &mut Account, calendar: &Calendar<'_>) {
    let put = |stamp: &mut Stamp| *stamp = calendar.in_zone(*stamp);
    let report = &mut account.report;
    let met = &mut report.principles_met_again;
    met.iter_mut().map(|met| &mut met.first_met).for_each(put);
    let drafts = report.drafts.iter_mut();
    drafts.map(|draft| &mut draft.happened_at).for_each(put);
    for explored in &mut report.explorations {
        put(&mut explored.opened_at);
        explored.closed_at.iter_mut().for_each(put);
    }
    for learnt in account
        .portfolio
        .iter_mut()
        .flat_map(|portfolio| &mut portfolio.principles)
    {
        put(&mut learnt.first_met);
        let attempts = learnt.attempts.iter_mut();
        attempts
            .map(|attempt| &mut attempt.happened_at)
            .for_each(put);
    }
    account.each_answer(|answer| put(&mut answer.at));
    account.each_entry(|shown| each_time(&mut shown.entry).for_each(put));
}

fn each_time(entry: &mut Entry) -> impl Iterator<Item = &mut Stamp> {
    let own = [&mut entry.happened_at, &mut entry.created_at];
    let reviews = entry.reviews.iter_mut().map(|review| &mut review.at);
    let feedback = entry.feedback.iter_mut().map(|feedback| &mut feedback.at);
    let practice = entry.practice.iter_mut().map(|practised| &mut practised.at);
    own.into_iter()
        .chain(reviews)
        .chain(feedback)
        .chain(practice)
}
