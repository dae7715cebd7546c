//! What a template writes, told by the name of its file.

/// What a template writes, which decides how values are escaped in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A page for the browser.
    Html,
    /// Markdown.
    Markdown,
    /// Text without markup.
    Text,
}

/// What may follow the ending that tells the form.
const OF_TEMPLATES: [&str; 3] = [".jinja", ".jinja2", ".j2"];

/// The endings that tell the form.
const ENDINGS: [(&str, Form); 5] = [
    (".html", Form::Html),
    (".htm", Form::Html),
    (".md", Form::Markdown),
    (".markdown", Form::Markdown),
    (".txt", Form::Text),
];

impl Form {
    /// The form that the name of a file tells: `page.html` and `page.html.jinja` are HTML. None where it tells none,
    /// for guessing would mean not to escape.
    pub fn of(file_name: &str) -> Option<Self> {
        let name = file_name.to_ascii_lowercase();
        let stem = OF_TEMPLATES
            .iter()
            .find_map(|ending| name.strip_suffix(ending));
        let stem = stem.unwrap_or(&name);
        let told = ENDINGS.iter().find(|(ending, _)| stem.ends_with(ending));
        told.map(|(_, form)| *form)
    }
}
