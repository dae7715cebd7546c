//! From a filter to SQL: which table drives the query, which conditions remain, in which order rows come.
//!
//! A page of results must not cost more in a larger journal, so the driving table is chosen here and not left to
//! guesses: the full-text index where there is a text, else the rarest tag, else the table of entries with one of its
//! indexes. All of them give entries in the order of their keys, which is the order of time.

use rusqlite::types::Value;

use super::projection::first_key_from;
use super::{Journal, StoreError};
use crate::model::{Filter, Order, Tag, TagGroup};
use crate::text::{Analyzer, Query};

/// Tags that stand on fewer entries than this are gathered first; others are looked up entry by entry.
const FEW: u64 = 5_000;

/// A query in parts: `FROM … WHERE … ORDER BY …`, with its parameters in order.
pub(super) struct Plan {
    from: String,
    key: &'static str,
    conditions: Vec<String>,
    parameters: Vec<Value>,
}

impl Plan {
    /// Plans a query for the entries that a filter chooses.
    pub(super) fn of(journal: &Journal, filter: &Filter) -> Result<Self, StoreError> {
        let mut plan = Self {
            from: String::new(),
            key: "e.key",
            conditions: Vec::new(),
            parameters: Vec::new(),
        };
        let mut groups = Vec::new();
        for group in &filter.tags {
            groups.push((journal.group_uses(group)?, group));
        }
        groups.sort_by_key(|(uses, _)| *uses);
        if let Some(text) = &filter.text {
            plan.drive_by_text(text)?;
        } else {
            plan.drive_by_tag(&mut groups);
        }
        for (_, group) in groups {
            plan.require(group);
        }
        for tag in &filter.not_tags {
            plan.condition(
                "NOT EXISTS (SELECT 1 FROM entry_tag n WHERE n.tag = ? AND n.entry = e.key)",
                tag.as_str().to_owned(),
            );
        }
        plan.add_period(filter);
        plan.add_columns(filter);
        Ok(plan)
    }

    /// The statement that reads `columns` of the chosen entries.
    pub(super) fn select(&self, columns: &str, order: &str, limit: Option<u64>) -> String {
        let limit = limit.map_or(String::new(), |limit| format!(" LIMIT {limit}"));
        format!(
            "SELECT {columns} FROM {}{} {order}{limit}",
            self.from,
            self.where_clause()
        )
    }

    /// The statement that counts the chosen entries, up to a bound.
    pub(super) fn count(&self, bound: u64) -> String {
        format!(
            "SELECT count(*) FROM (SELECT 1 FROM {}{} LIMIT {bound})",
            self.from,
            self.where_clause()
        )
    }

    /// The parameters of both.
    pub(super) fn parameters(&self) -> impl rusqlite::Params + '_ {
        rusqlite::params_from_iter(&self.parameters)
    }

    /// The clause for an order.
    pub(super) fn order(&self, order: Order) -> String {
        let key = self.key;
        match order {
            Order::Newest => format!("ORDER BY {key} DESC"),
            Order::Oldest => format!("ORDER BY {key}"),
            Order::LastCreated => format!("ORDER BY e.created_at DESC, {key} DESC"),
            Order::FirstCreated => format!("ORDER BY e.created_at, {key}"),
            Order::MostSpent => format!("ORDER BY e.spent_minutes DESC NULLS LAST, {key} DESC"),
            Order::LeastSpent => format!("ORDER BY e.spent_minutes NULLS LAST, {key} DESC"),
        }
    }

    fn where_clause(&self) -> String {
        if self.conditions.is_empty() {
            return String::new();
        }
        format!(" WHERE {}", self.conditions.join(" AND "))
    }

    fn condition(&mut self, sql: impl Into<String>, parameter: impl Into<Value>) {
        self.conditions.push(sql.into());
        self.parameters.push(parameter.into());
    }

    fn drive_by_text(&mut self, text: &str) -> Result<(), StoreError> {
        let query = Query::parse(text, &mut Analyzer::new())?;
        self.from = "entry_text f CROSS JOIN entry e ON e.key = f.rowid".to_owned();
        self.key = "f.rowid";
        self.condition("f.entry_text MATCH ?", query.to_fts5());
        Ok(())
    }

    /// Takes the rarest group as the driving table, where there is one and that helps.
    fn drive_by_tag(&mut self, groups: &mut Vec<(u64, &TagGroup)>) {
        match groups.first() {
            Some((_, TagGroup(tags))) if tags.len() == 1 => {
                self.from = "entry_tag t CROSS JOIN entry e ON e.key = t.entry".to_owned();
                self.key = "t.entry";
                self.conditions.push("t.tag = ?".to_owned());
            }
            Some((uses, TagGroup(tags))) if *uses < FEW => {
                self.from = format!(
                    "(SELECT DISTINCT entry FROM entry_tag WHERE tag IN ({})) t CROSS JOIN entry e ON e.key = t.entry",
                    placeholders(tags)
                );
                self.key = "t.entry";
            }
            _ => {
                self.from = "entry e".to_owned();
                return;
            }
        }
        let (_, group) = groups.remove(0);
        self.parameters.extend(parameters(&group.0));
    }

    fn require(&mut self, group: &TagGroup) {
        self.conditions.push(format!(
            "EXISTS (SELECT 1 FROM entry_tag g WHERE g.tag IN ({}) AND g.entry = e.key)",
            placeholders(&group.0)
        ));
        self.parameters.extend(parameters(&group.0));
    }

    fn add_period(&mut self, filter: &Filter) {
        let key = self.key;
        if let Some(since) = filter.since {
            self.condition(format!("{key} >= ?"), first_key_from(since));
        }
        if let Some(until) = filter.until {
            self.condition(format!("{key} < ?"), first_key_from(until));
        }
    }

    fn add_columns(&mut self, filter: &Filter) {
        let columns = [
            ("project", filter.project.as_deref()),
            ("outcome", filter.outcome.map(crate::model::Outcome::as_str)),
            ("stage", filter.stage.map(crate::model::Stage::as_str)),
            ("assist", filter.assist.map(crate::model::Assist::as_str)),
            ("exploration", filter.exploration.as_deref()),
            ("author", filter.author.as_deref()),
        ];
        for (column, value) in columns {
            if let Some(value) = value {
                self.condition(format!("e.{column} = ?"), value.to_owned());
            }
        }
    }
}

impl Journal {
    fn group_uses(&self, group: &TagGroup) -> Result<u64, StoreError> {
        group.0.iter().map(|tag| self.tag_uses(tag.as_str())).sum()
    }
}

fn placeholders(tags: &[Tag]) -> String {
    vec!["?"; tags.len()].join(", ")
}

fn parameters(tags: &[Tag]) -> impl Iterator<Item = Value> {
    tags.iter().map(|tag| Value::from(tag.as_str().to_owned()))
}
