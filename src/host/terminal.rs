//! Facts about the terminal, as a value. Finding them out is left to `process`.

/// Which of the three standard streams are terminals, and how large the one that shows data is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Standard input is a terminal: nothing is piped in, a person can type.
    pub input_is_terminal: bool,
    /// Standard output is a terminal: tables may fit it, colour it and page.
    pub output_is_terminal: bool,
    /// Standard error is a terminal: prompts can be shown.
    pub error_is_terminal: bool,
    /// Width in columns: that of the terminal, else what `COLUMNS` says, else unknown.
    pub columns: Option<u16>,
    /// Height in rows: that of the terminal, else what `LINES` says, else unknown.
    pub rows: Option<u16>,
}

impl Terminal {
    /// All three streams on one terminal of that size.
    pub const fn interactive(columns: u16, rows: u16) -> Self {
        Self {
            input_is_terminal: true,
            output_is_terminal: true,
            error_is_terminal: true,
            columns: Some(columns),
            rows: Some(rows),
        }
    }

    /// No stream is a terminal, as in a script or a pipeline.
    pub const fn absent() -> Self {
        Self {
            input_is_terminal: false,
            output_is_terminal: false,
            error_is_terminal: false,
            columns: None,
            rows: None,
        }
    }

    /// Whether a person can be asked: they see standard error and type on standard input. Standard output may well
    /// be piped.
    pub const fn can_prompt(&self) -> bool {
        self.input_is_terminal && self.error_is_terminal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_need_a_terminal_to_type_on_and_one_to_be_seen_on_but_not_standard_output() {
        let terminal = Terminal::interactive(80, 24);
        let piped_output = Terminal {
            output_is_terminal: false,
            ..terminal
        };
        let piped_input = Terminal {
            input_is_terminal: false,
            ..terminal
        };
        let piped_error = Terminal {
            error_is_terminal: false,
            ..terminal
        };
        assert!(terminal.can_prompt() && piped_output.can_prompt());
        assert!(!piped_input.can_prompt() && !piped_error.can_prompt());
        assert!(!Terminal::absent().can_prompt());
    }
}
