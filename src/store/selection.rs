//! From a filter to SQL: which table drives the query, which conditions remain, in which order rows come.
//!
//! A page of results must not cost more in a larger journal, so the driving table is chosen here and not left to
//! guesses: the full-text index where there is a text, else the rarest tag, else the table of entries with one of its
//! indexes. All of them give entries in the order of their keys, which is the order of time.

use rusqlite::types::Value;

use super::projection::first_key_from;
use super::{Journal, StoreError};
use crate::model::{Assist, Filter, Order, Outcome, Stage, Standing, Tag, TagGroup};
use crate::text::{Analyzer, Query};

/// Tags that stand on fewer entries than this are gathered first; others are looked up entry by entry.
const FEW: u64 = 5_000;

/// BM25 with a weight for each column: tried, because, principle, signals, next, tags and the rest. Lower is better.
/// (The hidden column `rank` would say the same, and sort all matches where only the best are wanted.)
const RANK: &str = "bm25(entry_text, 4.0, 2.0, 5.0, 5.0, 2.0, 3.0, 1.0)";

/// A query in parts: `FROM … WHERE … ORDER BY …`, with its parameters in order.
///
/// The driving table has a column with the entries' keys. Rows of `entry` are joined to it where their columns are
/// wanted or decide, and only there: looking rows up is what costs.
pub(super) struct Plan {
    driver: Driver,
    conditions: Vec<String>,
    parameters: Vec<Value>,
    columns_decide: bool,
    /// Whether the only condition is one without an index, which nearly every entry meets.
    walks_back: bool,
}

/// The table that a query walks.
enum Driver {
    Entries,
    Text,
    Tag,
    FewTags(usize),
}

impl Driver {
    fn table(&self) -> String {
        match self {
            Self::Entries => "entry e".to_owned(),
            Self::Text => "entry_text".to_owned(),
            Self::Tag => "entry_tag t".to_owned(),
            Self::FewTags(tags) => format!(
                "(SELECT DISTINCT entry FROM entry_tag WHERE tag IN ({})) t",
                placeholders(*tags)
            ),
        }
    }

    fn key(&self) -> &'static str {
        match self {
            Self::Entries => "e.key",
            Self::Text => "entry_text.rowid",
            Self::Tag | Self::FewTags(_) => "t.entry",
        }
    }
}

impl Plan {
    /// Plans a query for the entries that a filter chooses.
    pub(super) fn of(journal: &Journal, filter: &Filter) -> Result<Self, StoreError> {
        let text = filter.text.as_deref().map(expression).transpose()?;
        Self::driven_by(journal, filter, text)
    }

    /// Plans a query for those of them that also have a term, given as FTS5 takes it.
    pub(super) fn with_term(
        journal: &Journal,
        filter: &Filter,
        term: &str,
    ) -> Result<Self, StoreError> {
        let text = match &filter.text {
            Some(text) => format!("({}) AND {term}", expression(text)?),
            None => term.to_owned(),
        };
        Self::driven_by(journal, filter, Some(text))
    }

    /// Plans a query for those of them that have these keys.
    pub(super) fn among(
        journal: &Journal,
        filter: &Filter,
        keys: impl Iterator<Item = i64>,
    ) -> Result<Self, StoreError> {
        let mut plan = Self::of(journal, filter)?;
        let keys: Vec<Value> = keys.map(Value::from).collect();
        let condition = format!("{} IN ({})", plan.driver.key(), placeholders(keys.len()));
        plan.add(condition, keys);
        Ok(plan)
    }

    /// Plans a query for those of them whose keys meet a condition, which is made for the name of the key.
    pub(super) fn with_condition(
        journal: &Journal,
        filter: &Filter,
        condition: impl FnOnce(&str) -> String,
        parameters: impl IntoIterator<Item = Value>,
    ) -> Result<Self, StoreError> {
        let mut plan = Self::of(journal, filter)?;
        let condition = condition(plan.driver.key());
        plan.add(condition, parameters);
        Ok(plan)
    }

    /// Plans a query that walks the full-text index where an expression for it is given.
    fn driven_by(
        journal: &Journal,
        filter: &Filter,
        text: Option<String>,
    ) -> Result<Self, StoreError> {
        let mut groups = Vec::new();
        for group in &filter.tags {
            groups.push((journal.group_uses(group)?, group));
        }
        groups.sort_by_key(|(uses, _)| *uses);
        let mut plan = Self {
            driver: Driver::Entries,
            conditions: Vec::new(),
            parameters: Vec::new(),
            columns_decide: false,
            walks_back: false,
        };
        match text {
            Some(expression) => {
                plan.driver = Driver::Text;
                plan.add("entry_text MATCH ?".to_owned(), [Value::from(expression)]);
            }
            None => plan.drive_by_tag(&mut groups),
        }
        let key = plan.driver.key();
        for (_, TagGroup(tags)) in groups {
            plan.add(tag_condition("EXISTS", key, tags.len()), parameters(tags));
        }
        for tag in &filter.not_tags {
            plan.add(
                tag_condition("NOT EXISTS", key, 1),
                parameters(std::slice::from_ref(tag)),
            );
        }
        if filter.leaves_out_private() {
            let private = journal.private_tags()?;
            if !private.is_empty() {
                let condition = tag_condition("NOT EXISTS", key, private.len());
                plan.add(condition, parameters(&private));
            }
        }
        for (bound, instant) in [(">=", filter.since), ("<", filter.until)] {
            if let Some(instant) = instant {
                let from = Value::from(first_key_from(instant));
                plan.add(format!("{key} {bound} ?"), [from]);
            }
        }
        plan.add_columns(filter);
        Ok(plan)
    }

    /// The statement that reads `columns` of the chosen entries, as `e`, in an order.
    pub(super) fn select(&self, columns: &str, order: Order, limit: Option<u64>) -> String {
        let order = self.order(order);
        format!(
            "SELECT {columns} FROM {}{} ORDER BY {order}{}",
            self.joined(),
            self.condition(),
            limit_clause(limit)
        )
    }

    /// The statement that reads the entry rows of the best matches of the filter's text, as `e`, best first.
    pub(super) fn select_ranked(&self, columns: &str, limit: Option<u64>) -> String {
        format!(
            "WITH best AS MATERIALIZED (SELECT entry_text.rowid AS key FROM {}{} ORDER BY {RANK}{}) \
             SELECT {columns} FROM best CROSS JOIN entry e ON e.key = best.key",
            self.deciding(),
            self.condition(),
            limit_clause(limit)
        )
    }

    /// The statement that reads the keys of the chosen entries.
    pub(super) fn select_keys(&self) -> String {
        format!(
            "SELECT {} FROM {}{}",
            self.driver.key(),
            self.deciding(),
            self.condition()
        )
    }

    /// The statement that counts the chosen entries, up to a bound.
    pub(super) fn count(&self, bound: u64) -> String {
        format!(
            "SELECT count(*) FROM (SELECT 1 FROM {}{} LIMIT {bound})",
            self.deciding(),
            self.condition()
        )
    }

    /// Whether counting has to read rows of the large table, and not only an index.
    pub(super) fn counts_slowly(&self) -> bool {
        match self.driver {
            Driver::Entries if self.conditions.len() == 1 => {
                !self.columns_decide || self.walks_back
            }
            Driver::Entries => !self.conditions.is_empty(),
            _ => self.columns_decide,
        }
    }

    /// The parameters of all of them.
    pub(super) fn parameters(&self) -> impl rusqlite::Params + '_ {
        rusqlite::params_from_iter(&self.parameters)
    }

    /// The tables of a query that reads entry rows.
    fn joined(&self) -> String {
        let (table, key) = (self.driver.table(), self.driver.key());
        match self.driver {
            Driver::Entries => table,
            _ => format!("{table} CROSS JOIN entry e ON e.key = {key}"),
        }
    }

    /// The tables of a query that only has to know which entries are chosen.
    fn deciding(&self) -> String {
        if self.columns_decide {
            self.joined()
        } else {
            self.driver.table()
        }
    }

    fn condition(&self) -> String {
        if self.conditions.is_empty() {
            return String::new();
        }
        format!(" WHERE {}", self.conditions.join(" AND "))
    }

    fn order(&self, order: Order) -> String {
        let key = self.driver.key();
        match order {
            Order::Newest => format!("{key} DESC"),
            Order::Oldest => key.to_owned(),
            Order::LastCreated => format!("e.created_at DESC, {key} DESC"),
            Order::FirstCreated => format!("e.created_at, {key}"),
            Order::MostSpent => format!("e.spent_minutes DESC NULLS LAST, {key} DESC"),
            Order::LeastSpent => format!("e.spent_minutes NULLS LAST, {key} DESC"),
        }
    }

    fn add(&mut self, condition: String, parameters: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition);
        self.parameters.extend(parameters);
    }

    /// Takes the rarest group as the driving table, where there is one and that helps.
    fn drive_by_tag(&mut self, groups: &mut Vec<(u64, &TagGroup)>) {
        let Some((uses, TagGroup(tags))) = groups.first() else {
            return;
        };
        if tags.len() == 1 {
            self.driver = Driver::Tag;
            self.add("t.tag = ?".to_owned(), parameters(tags));
        } else if *uses < FEW {
            self.driver = Driver::FewTags(tags.len());
            self.parameters.extend(parameters(tags));
        } else {
            return;
        }
        groups.remove(0);
    }

    fn add_columns(&mut self, filter: &Filter) {
        let columns = [
            ("project", filter.project.as_deref()),
            ("stage", filter.stage.map(Stage::as_str)),
            ("standing", filter.standing.map(Standing::as_str)),
            ("assist", filter.assist.map(Assist::as_str)),
            ("exploration", filter.exploration.as_deref()),
            ("author", filter.author.as_deref()),
        ];
        for (column, value) in columns {
            if let Some(value) = value {
                self.add_column(format!("e.{column} = ?"), value);
            }
        }
        match filter.outcome {
            Some(Outcome::Failed) => {
                self.add_column("e.outcome = ?".to_owned(), Outcome::Failed.as_str());
                self.walks_back = self.conditions.len() == 1;
            }
            // SQLite takes an index with a condition only where the condition is repeated.
            Some(rarer) => self.add_column(
                "(e.outcome <> 'failed' AND e.outcome = ?)".to_owned(),
                rarer.as_str(),
            ),
            None => {}
        }
    }

    fn add_column(&mut self, condition: String, value: &str) {
        self.add(condition, [Value::from(value.to_owned())]);
        self.columns_decide = true;
    }
}

impl Journal {
    fn group_uses(&self, group: &TagGroup) -> Result<u64, StoreError> {
        group.0.iter().map(|tag| self.tag_uses(tag.as_str())).sum()
    }
}

/// What somebody searches for, as FTS5 takes it.
fn expression(text: &str) -> Result<String, StoreError> {
    Ok(Query::parse(text, &mut Analyzer::new())?.to_fts5())
}

/// A condition on the tags of the entry with a key.
pub(super) fn tag_condition(quantifier: &str, key: &str, tags: usize) -> String {
    format!(
        "{quantifier} (SELECT 1 FROM entry_tag g WHERE g.tag IN ({}) AND g.entry = {key})",
        placeholders(tags)
    )
}

fn limit_clause(limit: Option<u64>) -> String {
    limit.map_or(String::new(), |limit| format!(" LIMIT {limit}"))
}

fn placeholders(count: usize) -> String {
    vec!["?"; count].join(", ")
}

pub(super) fn parameters(tags: &[Tag]) -> impl Iterator<Item = Value> + use<'_> {
    tags.iter().map(|tag| Value::from(tag.as_str().to_owned()))
}
