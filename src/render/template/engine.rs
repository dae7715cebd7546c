//! Reading and filling a template: the limits, and how values are escaped.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{
    AutoEscape, Environment, Error, Output, State, UndefinedBehavior, escape_formatter,
};
use serde::Serialize;

use super::error::TemplateError;
use super::filters;
use super::form::Form;
use crate::render::json::Envelope;
use crate::render::markdown;
use crate::text::visible_block;

/// The most bytes that the file of a template may have.
pub const LARGEST: u64 = 256 * 1024;

/// How much a template may do. A step costs one, and so do 64 bytes that it makes or writes: it writes 64 MB at most.
const FUEL: u64 = 1_000_000;

/// How deep macros may call each other.
const DEEPEST: usize = 64;

/// The name under which escaping for Markdown is known to the engine.
const MARKDOWN: &str = "markdown";

/// A template that can be filled.
#[derive(Debug)]
pub struct Template {
    environment: Environment<'static>,
    name: String,
    source: String,
    form: Form,
}

impl Template {
    /// Reads a template. The name of its file tells what it writes and stands in messages.
    ///
    /// # Errors
    /// When the name does not tell what it writes, or the text is no template.
    pub fn read(file_name: &str, source: String) -> Result<Self, TemplateError> {
        let form = Form::of(file_name).ok_or_else(|| TemplateError::unnamed(file_name))?;
        let mut environment = environment(form);
        let added = environment.add_template_owned(file_name.to_owned(), source.clone());
        added.map_err(|error| {
            TemplateError::of(&error, file_name, &source, &serde_json::Value::Null)
        })?;
        Ok(Self {
            environment,
            name: file_name.to_owned(),
            source,
            form,
        })
    }

    /// What it writes.
    pub fn form(&self) -> Form {
        self.form
    }

    /// What it writes of a result, which it finds as in the JSON envelope: `{"folio": 1, "<kind>": …}`.
    ///
    /// # Errors
    /// When the template asks for something that is not there or cannot be done, or does too much.
    pub fn fill<Filling: Serialize + ?Sized>(
        &self,
        kind: &str,
        value: &Filling,
    ) -> Result<String, TemplateError> {
        let values = serde_json::to_value(Envelope { kind, value });
        let values = values.map_err(|error| TemplateError::without_values(&self.name, &error))?;
        let template = self.environment.get_template(&self.name);
        let written = template.and_then(|template| template.render(Serde(&values)));
        match written {
            Ok(written) => Ok(visible(&written)),
            Err(error) => Err(TemplateError::of(&error, &self.name, &self.source, &values)),
        }
    }
}

/// The engine without anything that it could read or run, for a form.
pub(super) fn environment(form: Form) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_debug(true);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(DEEPEST);
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_syntax(syntax());
    environment.set_auto_escape_callback(move |_| match form {
        Form::Html => AutoEscape::Html,
        Form::Markdown => AutoEscape::Custom(MARKDOWN.into()),
        Form::Text => AutoEscape::None,
    });
    environment.set_formatter(write_value);
    environment.remove_global("debug");
    filters::add_to(&mut environment, form);
    environment
}

/// A line that holds nothing but a tag leaves no line; all others stay as they are.
fn syntax() -> SyntaxConfig {
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    syntax.keep_trailing_newline(true);
    syntax.build().unwrap_or_default()
}

/// Writes a value so that it is no markup, unless the template calls it safe. What is null writes nothing.
fn write_value(
    output: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    if value.is_none() {
        return Ok(());
    }
    if value.is_safe() {
        return escape_formatter(output, state, value);
    }
    let text = value.to_string();
    let text = visible_block(&text);
    match state.auto_escape() {
        AutoEscape::Custom(_) => Ok(output.write_str(&markdown::value(&text))?),
        _ => escape_formatter(output, state, &Value::from(text.as_ref())),
    }
}

/// The text without anything that could drive a terminal, even where the template calls it safe. The tabs of a template
/// stay: what the journal holds of them has become spaces before.
fn visible(written: &str) -> String {
    let pieces: Vec<_> = written.split('\t').map(visible_block).collect();
    pieces.join("\t")
}
