//! The front matter of a document: TOML → fields, with the line of what is wrong. Whether a value can be what its
//! field should be is for [`EntryDraft::read`] to say.

use serde_json::{Map, Number, Value};
use toml::Spanned;
use toml::de::{DeFloat, DeInteger, DeTable, DeValue};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::documents::TextLine;
use super::{DocumentError, DocumentProblem};
use crate::model::EntryDraft;

/// A table of the front matter, which decides which keys it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Table {
    Entry,
    Evidence,
    Review,
    Feedback,
    Practice,
}

impl Table {
    /// The keys that are written here, in their order.
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Entry => &[
                "id",
                "happened_at",
                "created_at",
                "outcome",
                "tags",
                "project",
                "exploration",
                "assist",
                "spent",
                "rules_out",
                "author",
                "evidence",
                "elsewhere",
                "reviews",
                "feedback",
                "practice",
            ],
            Self::Evidence => &[
                "command",
                "exit_code",
                "directory",
                "commit",
                "branch",
                "output",
            ],
            Self::Feedback => &["verdict", "by", "at"],
            Self::Practice => &["rating", "by", "at"],
            Self::Review => &[
                "verdict",
                "by",
                "at",
                "reviewed",
                "principle",
                "elsewhere",
                "note",
            ],
        }
    }

    fn reads(self, key: &str) -> bool {
        self.keys().contains(&key) || (self == Self::Entry && EntryDraft::reads(key))
    }

    fn path(self, key: &str) -> String {
        match self {
            Self::Entry => key.to_owned(),
            Self::Evidence => format!("evidence.{key}"),
            Self::Review => format!("reviews.{key}"),
            Self::Feedback => format!("feedback.{key}"),
            Self::Practice => format!("practice.{key}"),
        }
    }

    /// The table that a value under `key` is.
    fn inner(self, key: &str) -> Option<Self> {
        match (self, key) {
            (Self::Entry, "evidence") => Some(Self::Evidence),
            (Self::Entry, "reviews") => Some(Self::Review),
            (Self::Entry, "feedback") => Some(Self::Feedback),
            (Self::Entry, "practice") => Some(Self::Practice),
            _ => None,
        }
    }
}

/// What is wrong, and the byte of the front matter where.
struct Fault {
    byte: usize,
    problem: DocumentProblem,
}

pub(super) fn read(lines: &[TextLine]) -> Result<Map<String, Value>, DocumentError> {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    fields(&texts.join("\n")).map_err(|fault| {
        let mut end = 0;
        let line = lines.iter().find(|line| {
            end += line.text.len() + 1;
            fault.byte < end
        });
        let number = line.or(lines.last()).map_or(1, |line| line.number);
        DocumentError::new(number, fault.problem)
    })
}

/// So many keys and values at most may a front matter have: the parser takes half a KiB for each.
const MOST_PARTS: usize = 200_000;

/// Where a front matter has more parts than can be held.
fn first_too_many(front_matter: &str) -> Option<usize> {
    let parts = Source::new(front_matter).lex().filter(|token| {
        matches!(
            token.kind(),
            TokenKind::Equals
                | TokenKind::Comma
                | TokenKind::Dot
                | TokenKind::LeftSquareBracket
                | TokenKind::LeftCurlyBracket
        )
    });
    let mut parts = parts.skip(MOST_PARTS);
    parts.next().map(|token| token.span().start())
}

fn fields(front_matter: &str) -> Result<Map<String, Value>, Fault> {
    if let Some(byte) = first_too_many(front_matter) {
        let problem = DocumentProblem::ManyParts;
        return Err(Fault { byte, problem });
    }
    let table = DeTable::parse(front_matter).map_err(|error| Fault {
        byte: error.span().map_or(0, |span| span.start),
        problem: DocumentProblem::NotToml {
            reason: error.message().trim_end().replace('\n', ", "),
        },
    })?;
    object(table.get_ref(), Some(Table::Entry))
}

fn object(table: &DeTable<'_>, kind: Option<Table>) -> Result<Map<String, Value>, Fault> {
    let mut object = Map::new();
    for (key, found) in table {
        let name = key.get_ref().as_ref();
        if let Some(kind) = kind
            && !kind.reads(name)
        {
            return Err(Fault {
                byte: key.span().start,
                problem: DocumentProblem::UnknownKey {
                    key: kind.path(name),
                    known: kind.keys(),
                },
            });
        }
        let inner = kind.and_then(|kind| kind.inner(name));
        object.insert(name.to_owned(), value(found, inner)?);
    }
    Ok(object)
}

fn value(found: &Spanned<DeValue<'_>>, kind: Option<Table>) -> Result<Value, Fault> {
    Ok(match found.get_ref() {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Integer(number) => integer(number),
        DeValue::Float(number) => float(number),
        DeValue::Boolean(answer) => Value::from(*answer),
        DeValue::Datetime(moment) => Value::from(moment.to_string()),
        DeValue::Array(items) => {
            let items = items.iter().map(|item| value(item, kind));
            Value::Array(items.collect::<Result<_, _>>()?)
        }
        DeValue::Table(table) => Value::Object(object(table, kind)?),
    })
}

/// What is no JSON number stays as it is written, for the reader to refuse.
fn integer(number: &DeInteger<'_>) -> Value {
    let read = i64::from_str_radix(number.as_str(), number.radix());
    read.map_or_else(|_| Value::from(number.as_str()), Value::from)
}

fn float(number: &DeFloat<'_>) -> Value {
    let read = number.as_str().parse().ok().and_then(Number::from_f64);
    read.map_or_else(|| Value::from(number.as_str()), Value::Number)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::{Evidence, Feedback, Practised, Review};

    fn read_text(text: &str) -> Result<Map<String, Value>, DocumentError> {
        let lines: Vec<TextLine> = (7..)
            .zip(text.lines())
            .map(|(number, line)| TextLine {
                number,
                text: line.to_owned(),
            })
            .collect();
        read(&lines)
    }

    #[test]
    fn every_kind_of_toml_value_becomes_its_json_value() {
        let read = read_text(
            "spent = 0x1_0\nhappened_at = 2026-10-03T14:05:00+02:00\ncreated_at = 2026-10-03\n\
             tags = ['a', 'b']\nassist = true\nid = 1.5\nauthor = nan\nevidence.exit_code = -1",
        );
        assert_eq!(
            Value::Object(read.unwrap()),
            json!({
                "spent": 16, "happened_at": "2026-10-03T14:05:00+02:00", "created_at": "2026-10-03",
                "tags": ["a", "b"], "assist": true, "id": 1.5, "author": "nan", "evidence": {"exit_code": -1},
            })
        );
    }

    #[test]
    fn a_mistake_in_the_toml_is_reported_on_its_line_of_the_file() {
        for (text, line) in [
            ("outcome = failed", 7),
            ("tags = []\noutcome = \"failed\nassist = \"none\"", 8),
            ("author = \"\"\"\na\nb", 9),
            ("id = 'a'\n\nid = 'b'", 9),
        ] {
            let error = read_text(text).unwrap_err();
            assert!(
                matches!(error.problem, DocumentProblem::NotToml { .. }),
                "{text}"
            );
            assert_eq!(error.line, line, "{text}");
            assert!(!error.to_string().contains('\n'), "{error}");
        }
    }

    #[test]
    fn an_unknown_key_is_reported_on_its_line_with_the_keys_that_are_read() {
        for (text, key, line, known) in [
            ("outcome = 'failed'\ntgas = ['a']", "tgas", 8, "tags"),
            (
                "\n[evidence]\ncomand = 'x'",
                "evidence.comand",
                9,
                "command",
            ),
            (
                "[[reviews]]\n[[reviews]]\nverdikt = 'x'",
                "reviews.verdikt",
                9,
                "verdict",
            ),
        ] {
            let error = read_text(text).unwrap_err();
            assert_eq!(error.line, line, "{text}");
            assert!(error.to_string().contains(&format!("`{key}`")), "{error}");
            assert!(error.hint().contains(known), "{error}");
        }
    }

    #[test]
    fn every_key_of_an_entry_and_of_what_belongs_to_it_is_read() {
        for key in EntryDraft::FIELDS.iter().chain(Table::Entry.keys()) {
            assert!(Table::Entry.reads(key) && EntryDraft::reads(key), "{key}");
        }
        let evidence = json!(Evidence::default());
        for key in evidence.as_object().unwrap().keys() {
            assert!(Table::Evidence.reads(key), "{key}");
        }
        let review = json!({"verdict": "confirmed", "by": "a", "at": "2026-10-03T14:05:00Z"});
        let review = json!(serde_json::from_value::<Review>(review).unwrap());
        for key in review.as_object().unwrap().keys() {
            assert!(Table::Review.reads(key), "{key}");
        }
        let feedback = json!({"verdict": "helped", "by": "a", "at": "2026-10-03T14:05:00Z"});
        let feedback = json!(serde_json::from_value::<Feedback>(feedback).unwrap());
        for key in feedback.as_object().unwrap().keys() {
            assert!(Table::Feedback.reads(key), "{key}");
        }
        let practised = json!({"rating": "good", "by": "a", "at": "2026-10-03T14:05:00Z"});
        let practised = json!(serde_json::from_value::<Practised>(practised).unwrap());
        for key in practised.as_object().unwrap().keys() {
            assert!(Table::Practice.reads(key), "{key}");
        }
    }
}
