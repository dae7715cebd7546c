//! `config set` and `config unset` on the text of a file: comments, order and everything else that
//! is not touched stays as it was; where line ends are mixed, they all become those of Windows. Writing the file is the
//! caller's.

use toml_edit::{Document, DocumentMut, Item, Key, Table, TableLike};

use super::configuration::{Configuration, known};
use super::definitions::{is_group, is_name, is_nested, members};
use super::error::{ConfigError, Place};
use super::file;
use super::origin::Origin;
use super::resolve::Target;

/// How errors name a file of which only the text is known.
const FILE: &str = "the configuration file";

/// The text of the file with the key set to the value, in the form in which folio writes it.
///
/// The value is written as on a command line: a list with commas between its items or as a TOML
/// array. Comments stay, save those inside a list that is replaced.
///
/// # Errors
/// When the text is not TOML, there is no such key, or it does not accept the value.
pub fn set(text_of_file: &str, key: &str, value: &str) -> Result<String, ConfigError> {
    let (definition, name) = known(key)?;
    let mut checked = Configuration::default();
    let target = Target {
        definition,
        name,
        key,
    };
    checked.assign(
        target,
        definition.kind.value_of_text(value),
        Origin::Default,
        Place::Request,
    )?;
    let (canonical, _) = (definition.shown)(&checked, name);

    let malformed = |error| file::malformed(&error, text_of_file, FILE);
    Document::parse(text_of_file).map_err(malformed)?;
    let (header, body) = parted_header(text_of_file);
    let mut document: DocumentMut = body.parse().map_err(malformed)?;
    let (groups, leaf) = parts(key);
    if let Some(new) = canonical.to_toml() {
        replace(table_of(&mut document, &groups)?, leaf, new);
    }
    let gap = if header.is_empty() || header.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    Ok(with_line_ends_of(
        text_of_file,
        &format!("{header}{gap}{document}"),
    ))
}

/// The text of the file without the key, which then has its weaker layer's value again; unchanged
/// where the key is not in it. Comments on lines of their own stay.
///
/// A key that folio does not know can be removed too, where the file has it; `reports.week` removes the whole table.
///
/// # Errors
/// When the text is not TOML, or the key is neither known nor in the file.
pub fn unset(text_of_file: &str, key: &str) -> Result<String, ConfigError> {
    let document = Document::parse(text_of_file)
        .map_err(|error| file::malformed(&error, text_of_file, FILE))?;
    let (groups, leaf) = parts(key);
    let is_named_table = matches!(groups.as_slice(), [group] if is_nested(group)) && is_name(leaf);
    let mut parent: Option<&dyn TableLike> = Some(document.as_table());
    let mut inline = false;
    for group in &groups {
        let item = parent.and_then(|parent| parent.get(group));
        inline |= item.is_some_and(Item::is_inline_table);
        parent = item.and_then(Item::as_table_like);
    }
    let Some((parent, item)) =
        parent.and_then(|parent| parent.get(leaf).map(|item| (parent, item)))
    else {
        if !is_named_table {
            known(key)?;
        }
        return Ok(text_of_file.to_owned());
    };
    if item.is_table_like() && is_group(key) && !is_named_table {
        return known(key).map(|_| text_of_file.to_owned());
    }
    if let (Item::Table(table), Some(span)) = (item, item.span())
        && !table.is_dotted()
    {
        let values = table.iter().filter_map(|(_, value)| value.span());
        let end = values.map(|value| value.end).max().unwrap_or(span.end);
        return Ok(without_lines(text_of_file, span.start, end));
    }
    let span = parent.key(leaf).and_then(Key::span).zip(item.span());
    match span {
        Some((of_key, of_value)) if item.is_value() && !inline => {
            Ok(without_lines(text_of_file, of_key.start, of_value.end))
        }
        _ => {
            let mut document = document.into_mut();
            table_of(&mut document, &groups)?.remove(leaf);
            Ok(with_line_ends_of(text_of_file, &document.to_string()))
        }
    }
}

/// A dotted key as the groups that it stands in, outermost first, and its last part.
fn parts(key: &str) -> (Vec<&str>, &str) {
    let Some((group, rest)) = key.split_once('.') else {
        return (Vec::new(), key);
    };
    match rest.split_once('.') {
        Some((name, leaf)) if is_nested(group) => (vec![group, name], leaf),
        _ => (vec![group], rest),
    }
}

/// The table that holds the keys of a group, made where the file has none.
fn table_of<'d>(
    document: &'d mut DocumentMut,
    groups: &[&str],
) -> Result<&'d mut dyn TableLike, ConfigError> {
    let mut table: &mut dyn TableLike = document.as_table_mut();
    for (depth, group) in groups.iter().enumerate() {
        let mut new = Table::new();
        new.set_implicit(depth + 1 < groups.len());
        let item = table.entry(group).or_insert_with(|| Item::Table(new));
        table = item.as_table_like_mut().ok_or_else(|| {
            let group = groups.get(..=depth).unwrap_or_default().join(".");
            ConfigError::Group {
                keys: members(&group),
                group,
                place: Place::Request,
            }
        })?;
    }
    Ok(table)
}

/// Sets a key, with the comment on the line of the value that it replaces.
fn replace(table: &mut dyn TableLike, leaf: &str, mut new: toml_edit::Value) {
    match table.get_mut(leaf) {
        Some(Item::Value(old)) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        _ => {
            table.insert(leaf, Item::Value(new));
        }
    }
}

/// Parts the comments that head a file from the rest: all lines before the last blank one above the
/// first key or table, or the whole text where it has neither. A new key belongs below them, where
/// TOML would put it above.
fn parted_header(text: &str) -> (&str, &str) {
    let mut header_end = 0;
    let mut position = 0;
    for line in text.split_inclusive('\n') {
        position += line.len();
        let content = line.trim_start_matches('\u{feff}').trim();
        if content.is_empty() {
            header_end = position;
        } else if !content.starts_with('#') {
            return text.split_at_checked(header_end).unwrap_or(("", text));
        }
    }
    (text, "")
}

/// The edited text with the line ends of the original: the editing library writes `\n` alone.
fn with_line_ends_of(original: &str, edited: &str) -> String {
    let unix = edited.replace("\r\n", "\n");
    if original.contains("\r\n") {
        unix.replace('\n', "\r\n")
    } else {
        unix
    }
}

/// The text without the whole lines from one byte offset to another.
fn without_lines(text: &str, start: usize, end: usize) -> String {
    let head = text.get(..start).unwrap_or_default();
    let head = head
        .rfind('\n')
        .and_then(|newline| head.get(..=newline))
        .unwrap_or_default();
    let tail = text.get(end..).unwrap_or_default();
    let tail = tail.split_once('\n').map_or("", |(_, tail)| tail);
    format!("{head}{tail}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::*;

    const FILE: &str = "\
# who I am
author = \"Ada\" # not my full name

# what I see
[list]
# enough for one screen
limit = 30 # rows
columns = [\"id\", \"tried\"]

# the end
";

    #[test]
    fn set_replaces_a_value_and_keeps_every_comment() {
        let text = set(FILE, "list.limit", "5").unwrap();
        assert_eq!(text, FILE.replace("limit = 30 # rows", "limit = 5 # rows"));
        let text = set(FILE, "author", "Grace").unwrap();
        assert_eq!(text, FILE.replace("\"Ada\"", "\"Grace\""));
        let text = set(FILE, "list.columns", "date,tried").unwrap();
        assert_eq!(
            text,
            FILE.replace("[\"id\", \"tried\"]", "[\"date\", \"tried\"]")
        );
    }

    #[test]
    fn set_adds_a_key_above_the_tables_or_in_its_own() {
        let text = set(FILE, "dates", "long").unwrap();
        assert_eq!(
            text,
            FILE.replace("full name\n", "full name\ndates = \"long\"\n")
        );
        let text = set("[list]\nlimit = 3\n", "list.columns", "id").unwrap();
        assert_eq!(text, "[list]\nlimit = 3\ncolumns = [\"id\"]\n");
        let text = set("author = \"Ada\"\n", "list.limit", "3").unwrap();
        assert_eq!(text, "author = \"Ada\"\n\n[list]\nlimit = 3\n");
    }

    #[test]
    fn set_keeps_the_notation_that_a_group_has() {
        assert_eq!(
            set("list.limit = 3\n", "list.limit", "4").unwrap(),
            "list.limit = 4\n"
        );
        assert_eq!(
            set("list.limit = 3\n", "list.columns", "id").unwrap(),
            "list.limit = 3\nlist.columns = [\"id\"]\n"
        );
        assert_eq!(
            set("list = { limit = 3 }\n", "list.limit", "4").unwrap(),
            "list = { limit = 4 }\n"
        );
    }

    #[test]
    fn set_writes_below_the_comments_of_a_file_that_has_nothing_else() {
        assert_eq!(
            set("# mine\n", "dates", "iso").unwrap(),
            "# mine\ndates = \"iso\"\n"
        );
        assert_eq!(
            set("# mine", "list.limit", "3").unwrap(),
            "# mine\n[list]\nlimit = 3\n"
        );
        assert_eq!(set("", "dates", "iso").unwrap(), "dates = \"iso\"\n");
    }

    #[test]
    fn set_writes_below_the_header_of_a_file_that_begins_with_a_table() {
        assert_eq!(
            set("# mine\n\n# lists\n[list]\nlimit = 3\n", "dates", "iso").unwrap(),
            "# mine\n\ndates = \"iso\"\n# lists\n[list]\nlimit = 3\n"
        );
    }

    #[test]
    fn an_edit_keeps_the_line_ends_of_the_file() {
        assert_eq!(
            set("# a\r\n\r\nauthor = \"x\" # c\r\n", "dates", "iso").unwrap(),
            "# a\r\n\r\nauthor = \"x\" # c\r\ndates = \"iso\"\r\n"
        );
        assert_eq!(
            unset("author = \"x\"\r\nlist = { limit = 3 }\r\n", "list.limit").unwrap(),
            "author = \"x\"\r\nlist = {}\r\n"
        );
    }

    #[test]
    fn set_writes_a_name_as_folio_spells_it() {
        assert_eq!(
            set("", "week_start", " Sunday").unwrap(),
            "week_start = \"sunday\"\n"
        );
        assert_eq!(set("", "pager", "").unwrap(), "pager = \"never\"\n");
    }

    #[test]
    fn set_refuses_an_unknown_key_with_the_nearest_one() {
        let error = set("", "week_strat", "monday").unwrap_err();
        assert_eq!(error.to_string(), "unknown key `week_strat`");
        assert_eq!(error.hint().unwrap(), "did you mean `week_start`?");
        assert_eq!(
            set("", "jornals.work", "/w.db")
                .unwrap_err()
                .hint()
                .unwrap(),
            "did you mean `journals.work`?"
        );
    }

    #[test]
    fn set_refuses_a_value_that_the_key_does_not_accept() {
        let error = set("", "list.limit", "many").unwrap_err();
        assert_eq!(
            error.to_string(),
            "`list.limit` is the text `many`, but it must be a whole number, 0 or more"
        );
        assert!(set("", "tags", "a,,b").is_err());
        assert!(set("", "author", "").is_err());
        assert!(matches!(
            set("", "list", "3"),
            Err(ConfigError::Group { .. })
        ));
        assert!(matches!(
            set("", "journals.a b", "/w.db"),
            Err(ConfigError::Name { .. })
        ));
    }

    #[test]
    fn set_repairs_a_file_with_wrong_values_but_not_one_that_is_no_toml() {
        assert_eq!(
            set("dates = 3\n", "dates", "iso").unwrap(),
            "dates = \"iso\"\n"
        );
        assert!(matches!(
            set("dates = \n", "dates", "iso"),
            Err(ConfigError::Malformed { line: 1, .. })
        ));
        assert!(matches!(
            set("list = 3\n", "list.limit", "3"),
            Err(ConfigError::Group { .. })
        ));
    }

    #[test]
    fn unset_removes_the_line_of_the_key_and_no_other() {
        assert_eq!(
            unset(FILE, "author").unwrap(),
            FILE.replace("author = \"Ada\" # not my full name\n", "")
        );
        assert_eq!(
            unset(FILE, "list.limit").unwrap(),
            FILE.replace("limit = 30 # rows\n", "")
        );
        assert_eq!(
            unset("tags = [\n  \"a\",\n]\r\ndates = \"iso\"", "tags").unwrap(),
            "dates = \"iso\""
        );
        assert_eq!(unset("dates = \"iso\"", "dates").unwrap(), "");
    }

    #[test]
    fn unset_takes_a_key_out_of_an_inline_table() {
        assert_eq!(
            unset("list = { limit = 3, columns = [\"id\"] }\n", "list.limit").unwrap(),
            "list = { columns = [\"id\"] }\n"
        );
    }

    #[test]
    fn unset_of_a_report_removes_its_table_and_nothing_else() {
        let week =
            "[reports.week] # mine\n# short\ntitle = \"x\"\nsections = [\n  \"overview\",\n]\n";
        let before = "# mine\nauthor = \"Ada\"\n\n";
        let after = "\n# the other\n[reports.month]\nperiod = \"week\"\n";
        let file = format!("{before}{week}{after}");
        assert_eq!(
            unset(&file, "reports.week").unwrap(),
            format!("{before}{after}")
        );
        assert_eq!(unset(&file, "reports.year").unwrap(), file);
        for inline in [
            "reports = { week = { title = \"x\" } }\n",
            "reports.week.title = \"x\"\nreports.week.period = \"week\"\n",
            "reports.week = { title = \"x\" }\n",
            "[reports]\nweek.title = \"x\"\n",
        ] {
            let (configuration, _) = Configuration::resolve(&crate::config::Sources {
                user: Some(crate::config::FileText {
                    path: std::path::Path::new("config.toml"),
                    text: &unset(inline, "reports.week").unwrap(),
                }),
                ..Default::default()
            })
            .unwrap();
            assert!(configuration.reports.is_empty(), "{inline}");
        }
        assert!(matches!(
            unset(&file, "reports"),
            Err(ConfigError::Group { .. })
        ));
    }

    #[test]
    fn unset_leaves_a_file_without_the_key_as_it_is() {
        assert_eq!(unset(FILE, "dates").unwrap(), FILE);
        assert_eq!(unset(FILE, "journals.work").unwrap(), FILE);
    }

    #[test]
    fn unset_removes_an_unknown_key_that_the_file_has_and_refuses_one_that_it_has_not() {
        assert_eq!(
            unset("week_strat = 1\ndates = \"iso\"\n", "week_strat").unwrap(),
            "dates = \"iso\"\n"
        );
        let error = unset("", "week_strat").unwrap_err();
        assert_eq!(error.hint().unwrap(), "did you mean `week_start`?");
        assert!(matches!(
            unset(FILE, "list"),
            Err(ConfigError::Group { .. })
        ));
        assert_eq!(unset("list = 3\n", "list").unwrap(), "");
    }
}
