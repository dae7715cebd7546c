//! `report --list`: the reports that there are.

use serde::Serialize;

use crate::config::{Named as _, ReportDefinition};
use crate::render::{Column, Document, Line, Role, Table};

/// A report that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Known {
    /// Its name.
    pub name: String,
    /// What stands before the period in its title.
    pub title: Option<String>,
    /// The period that it tells of, in words.
    pub period: String,
    /// What it shows, in order.
    pub sections: Vec<&'static str>,
    /// Where it comes from: built in, one's own, or one's own over one that is built in.
    pub from: &'static str,
    /// Why it cannot be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

impl Known {
    /// What a definition says of itself.
    pub fn of(name: &str, report: &ReportDefinition, from: &'static str) -> Self {
        let bounds = [("since", &report.since), ("until", &report.until)];
        let bounds = bounds
            .iter()
            .filter_map(|(word, bound)| Some(format!("{word} {}", bound.as_ref()?)));
        let bounds = bounds.collect::<Vec<_>>().join(" ");
        let period = match &report.period {
            Some(period) => period.clone(),
            None if bounds.is_empty() => "month".to_owned(),
            None => bounds,
        };
        let sections = report.sections.iter().flatten();
        Self {
            name: name.to_owned(),
            title: report.title.clone(),
            period,
            sections: sections.map(|section| section.name()).collect(),
            from,
            problem: None,
        }
    }

    /// One that cannot be used, and why.
    pub fn broken(name: &str, problem: String) -> Self {
        Self {
            name: name.to_owned(),
            title: None,
            period: String::new(),
            sections: Vec::new(),
            from: "yours, cannot be used",
            problem: Some(problem),
        }
    }
}

/// The reports as a table.
pub fn reports(known: &[Known]) -> Document {
    let mut table = Table::new([
        Column::keep("name"),
        Column::shrink("title"),
        Column::keep("period"),
        Column::keep("from"),
        Column::shrink("sections"),
    ]);
    for report in known {
        table.push([
            Line::new().strong(&report.name),
            report.title.as_deref().unwrap_or_default().into(),
            report.period.as_str().into(),
            report.from.into(),
            report.sections.join(", ").into(),
        ]);
    }
    let problems = known.iter().filter_map(|report| report.problem.as_ref());
    problems.fold(Document::new().table(table), |document, problem| {
        document.space().paragraph(
            Line::new()
                .with(Role::Warning, "cannot be used: ")
                .plain(problem),
        )
    })
}
