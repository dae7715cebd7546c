//! A line of text in which each part has a role. How a role looks is each writer's affair.

/// What a run of text is, so that a writer can decide how it looks.
///
/// A role only supports what the words already say: outcomes are written out, never told by colour
/// alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Ordinary text.
    #[default]
    Plain,
    /// What a reader should see first.
    Strong,
    /// What a reader may skip: labels, dates, counts.
    Dim,
    /// A short id, to be typed again.
    Identifier,
    /// A tag.
    Tag,
    /// The part of a text that a search found.
    Match,
    /// An outcome that worked.
    Good,
    /// An outcome that failed.
    Bad,
    /// An outcome in between, or something to look at.
    Warning,
    /// A command, a path or other literal text.
    Code,
}

/// A run of text with one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text as the journal has it; writers make it safe to show.
    pub text: String,
    /// What the text is.
    pub role: Role,
}

/// Text that belongs on one line. Line breaks and tabs within it are shown as spaces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// The runs, in reading order.
    pub spans: Vec<Span>,
}

impl Line {
    /// An empty line.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a run at the end.
    pub fn push(&mut self, span: Span) {
        self.spans.push(span);
    }

    /// This line followed by `text` in `role`.
    #[must_use]
    pub fn with(mut self, role: Role, text: impl Into<String>) -> Self {
        self.push(Span {
            text: text.into(),
            role,
        });
        self
    }

    /// This line followed by ordinary text.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.with(Role::Plain, text)
    }

    /// This line followed by text to be seen first.
    #[must_use]
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.with(Role::Strong, text)
    }

    /// This line followed by text that may be skipped.
    #[must_use]
    pub fn dim(self, text: impl Into<String>) -> Self {
        self.with(Role::Dim, text)
    }

    /// This line followed by a short id.
    #[must_use]
    pub fn identifier(self, text: impl Into<String>) -> Self {
        self.with(Role::Identifier, text)
    }

    /// This line followed by a tag.
    #[must_use]
    pub fn tag(self, text: impl Into<String>) -> Self {
        self.with(Role::Tag, text)
    }

    /// This line followed by literal text.
    #[must_use]
    pub fn code(self, text: impl Into<String>) -> Self {
        self.with(Role::Code, text)
    }

    /// The text of all runs, without their roles.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.spans.iter().all(|span| span.text.is_empty())
    }

    /// The same line with every ordinary run made strong: how titles are written.
    pub(super) fn emphasised(&self) -> Self {
        let strengthen = |span: &Span| Span {
            text: span.text.clone(),
            role: if span.role == Role::Plain {
                Role::Strong
            } else {
                span.role
            },
        };
        self.spans.iter().map(strengthen).collect()
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self::new().plain(text)
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self::new().plain(text)
    }
}

impl From<Span> for Line {
    fn from(span: Span) -> Self {
        Self { spans: vec![span] }
    }
}

impl FromIterator<Span> for Line {
    fn from_iter<Spans: IntoIterator<Item = Span>>(spans: Spans) -> Self {
        Self {
            spans: spans.into_iter().collect(),
        }
    }
}
