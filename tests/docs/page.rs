//! The pages: `README.md` and everything in `docs/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// With this variable set, pages are rewritten instead of compared.
const UPDATE: &str = "UPDATE_DOCS";

/// One page is rewritten at a time: several tests may have their part in it.
static WRITING: Mutex<()> = Mutex::new(());

/// The names of all pages, from the top of the repository.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(path("docs"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            Path::new(name)
                .extension()
                .is_some_and(|ending| ending == "md")
        })
        .map(|name| format!("docs/{name}"))
        .collect();
    names.push("README.md".to_owned());
    names.sort();
    names
}

/// What a page says.
pub fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// All pages, one after another.
pub fn everything() -> String {
    names().iter().map(|name| read(name)).collect()
}

/// A file of the repository.
pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Makes a page anew from what it says, and compares it with that, or rewrites it.
pub fn check(name: &str, remake: impl FnOnce(&str) -> String) {
    let updates = std::env::var_os(UPDATE).is_some();
    let _one_at_a_time = updates.then(|| WRITING.lock().unwrap_or_else(PoisonError::into_inner));
    let written = read(name);
    let made = remake(&written);
    if let Some(difference) = difference(&written, &made) {
        assert!(
            updates,
            "{name}, {difference}\nif this is as it should be: {UPDATE}=1 cargo test --test docs"
        );
        fs::write(path(name), made).unwrap();
    }
}

/// How many lines of each side a difference shows.
const SHOWN: usize = 12;

/// Where two texts part, with what each says from there on.
fn difference(written: &str, made: &str) -> Option<String> {
    if written == made {
        return None;
    }
    let (written, made) = (lines(written), lines(made));
    let same = written
        .iter()
        .zip(&made)
        .take_while(|(a, b)| a == b)
        .count();
    Some(format!(
        "line {}: the page has{}\nbut it should have{}",
        same + 1,
        shown(&written[same..], "-"),
        shown(&made[same..], "+")
    ))
}

fn lines(text: &str) -> Vec<&str> {
    text.split('\n').collect()
}

/// The first of some lines, each after a sign.
fn shown(lines: &[&str], sign: &str) -> String {
    let lines = lines.iter().take(SHOWN);
    lines.flat_map(|line| ["\n", sign, " ", line]).collect()
}

const BEGIN: &str = "<!-- what follows is generated, see testing.md -->\n";
const END: &str = "<!-- end of what is generated -->\n";

/// The page with its generated part replaced.
pub fn with_generated(page: &str, generated: &str) -> String {
    let (before, rest) = page.split_once(BEGIN).expect("a line that begins it");
    let (_, after) = rest.split_once(END).expect("a line that ends it");
    format!("{before}{BEGIN}\n{}\n\n{END}{after}", generated.trim())
}

#[test]
fn a_difference_names_the_line_and_both_sides() {
    assert_eq!(difference("a\nb\n", "a\nb\n"), None);
    assert_eq!(
        difference("a\nb\nd", "a\nc\nd").unwrap(),
        "line 2: the page has\n- b\n- d\nbut it should have\n+ c\n+ d"
    );
}

#[test]
fn only_the_generated_part_of_a_page_is_replaced() {
    let page = format!("a\n{BEGIN}old\n{END}b\n");
    let expected = format!("a\n{BEGIN}\nnew\n\n{END}b\n");
    assert_eq!(with_generated(&page, "\nnew\n"), expected);
}
