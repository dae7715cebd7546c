//! What JSON values stand for: an object for itself, a list for its items. Of what folio prints, and of an object with
//! a list `entries` generally, it is what stands inside. They are read off a line, or one at a time off a file in which
//! they stand on as many lines as they like.

use std::io::BufRead;

use serde_json::{Map, Value};

use super::SourceError;
use super::scanner::Scanner;

/// The field of an object whose items it stands for.
const ENTRIES: &str = "entries";

/// A value and the line on which it begins.
#[derive(Debug, PartialEq)]
pub(super) struct Located {
    pub(super) line: u64,
    pub(super) value: Value,
}

/// What a whole line stands for.
pub(super) fn values_in(text: &str, line: u64) -> serde_json::Result<Vec<Located>> {
    let values = match serde_json::from_str(text)? {
        Value::Array(items) => items,
        Value::Object(mut object) => match object.get_mut(ENTRIES) {
            Some(Value::Array(items)) => std::mem::take(items),
            _ => vec![entry_of(object)],
        },
        other => vec![other],
    };
    let located = |value| Located { line, value };
    Ok(values.into_iter().map(located).collect())
}

/// The entry that a result of folio holds; any other object is one itself.
fn entry_of(mut object: Map<String, Value>) -> Value {
    let result = object
        .contains_key("folio")
        .then(|| object.remove("entry"))
        .flatten();
    result.unwrap_or(Value::Object(object))
}

/// What the values of a file stand for, one at a time. Each has at most 16 MiB, and so has what stands before it.
/// After an error nothing tells where the next value begins.
#[derive(Debug)]
pub(super) struct Values<R> {
    scanner: Scanner<R>,
    place: Place,
}

/// Where in the file the next value is looked for.
#[derive(Debug, Default)]
enum Place {
    #[default]
    Outside,
    /// In an object.
    Object(Member, Fields),
    /// In a list, which may be the field of an object.
    List(Member, Option<Fields>),
}

/// Which member of an object or a list comes next.
#[derive(Debug)]
enum Member {
    First,
    Other,
}

/// The fields of an object, up to a place in it.
#[derive(Debug)]
struct Fields {
    /// The line on which it begins.
    line: u64,
    /// They are not kept once the object stands for the items of a list in it.
    kept: Option<Map<String, Value>>,
}

/// How the members of an object or a list are closed, and what the parser says where they are not.
struct Closing {
    sign: u8,
    expected: &'static str,
    ended: &'static str,
}

const OBJECT: Closing = Closing {
    sign: b'}',
    expected: "expected `,` or `}`",
    ended: "EOF while parsing an object",
};

const LIST: Closing = Closing {
    sign: b']',
    expected: "expected `,` or `]`",
    ended: "EOF while parsing a list",
};

impl<R: BufRead> Values<R> {
    /// The values of a file of which the next byte begins `line`.
    pub(super) fn new(reader: R, line: u64) -> Self {
        Self {
            scanner: Scanner::new(reader, line),
            place: Place::Outside,
        }
    }

    /// Reads up to the end of the next value.
    fn read_on(&mut self) -> Result<Option<Located>, SourceError> {
        loop {
            self.place = match std::mem::take(&mut self.place) {
                Place::Outside => match self.scanner.peek()? {
                    None => return Ok(None),
                    Some(b'[') => self.enter_list(None),
                    Some(b'{') => self.enter_object(),
                    Some(_) => return self.located().map(Some),
                },
                Place::List(member, object) => {
                    if self.has_member(&member, &LIST)? {
                        self.place = Place::List(Member::Other, object);
                        self.scanner.renew();
                        return self.located().map(Some);
                    }
                    object.map_or(Place::Outside, |fields| {
                        Place::Object(Member::Other, fields)
                    })
                }
                Place::Object(member, fields) => {
                    if self.has_member(&member, &OBJECT)? {
                        self.read_field(fields)?
                    } else if let Some(object) = fields.kept {
                        let (line, value) = (fields.line, entry_of(object));
                        return Ok(Some(Located { line, value }));
                    } else {
                        Place::Outside
                    }
                }
            }
        }
    }

    fn located(&mut self) -> Result<Located, SourceError> {
        let line = self.scanner.line();
        let value = self.scanner.value()?;
        Ok(Located { line, value })
    }

    fn enter_list(&mut self, object: Option<Fields>) -> Place {
        self.scanner.pass_sign();
        Place::List(Member::First, object)
    }

    fn enter_object(&mut self) -> Place {
        let fields = Fields {
            line: self.scanner.line(),
            kept: Some(Map::new()),
        };
        self.scanner.pass_sign();
        Place::Object(Member::First, fields)
    }

    /// Passes over the sign that stands before a member, or behind the last.
    fn has_member(&mut self, member: &Member, closing: &Closing) -> Result<bool, SourceError> {
        match (self.scanner.peek()?, member) {
            (None, _) => Err(self.scanner.ended(closing.ended)),
            (Some(sign), _) if sign == closing.sign => {
                self.scanner.pass_sign();
                Ok(false)
            }
            (Some(_), Member::First) => Ok(true),
            (Some(b','), Member::Other) => {
                self.scanner.pass_sign();
                match self.scanner.peek()? {
                    None => Err(self.scanner.ended(closing.ended)),
                    Some(sign) if sign == closing.sign => {
                        Err(self.scanner.unexpected("trailing comma"))
                    }
                    Some(_) => Ok(true),
                }
            }
            (Some(_), Member::Other) => Err(self.scanner.unexpected(closing.expected)),
        }
    }

    fn read_field(&mut self, mut fields: Fields) -> Result<Place, SourceError> {
        if self.scanner.peek()? != Some(b'"') {
            return Err(self.scanner.unexpected("key must be a string"));
        }
        let name: String = self.scanner.value()?;
        match self.scanner.peek()? {
            None => return Err(self.scanner.ended(OBJECT.ended)),
            Some(b':') => self.scanner.pass_sign(),
            Some(_) => return Err(self.scanner.unexpected("expected `:`")),
        }
        if self.scanner.peek()? == Some(b'[') && name == ENTRIES {
            fields.kept = None;
            return Ok(self.enter_list(Some(fields)));
        }
        let value = self.scanner.value()?;
        if let Some(kept) = &mut fields.kept {
            kept.insert(name, value);
        }
        Ok(Place::Object(Member::Other, fields))
    }
}

impl<R: BufRead> Iterator for Values<R> {
    type Item = Result<Located, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.scanner.renew();
        self.read_on().transpose()
    }
}
