//! What a person typed into a shell: which commands of the line gave its exit code.
//!
//! Only as much of the shells' grammar is known as that takes: quotes, and the operators between commands (POSIX.1-2017,
//! Shell Command Language, 2.9). A line with loops or conditions is taken for a command of an unknown name.

/// Commands that answer a question with their exit code, each given by its first word or words.
pub const ANSWERING: [&str; 24] = [
    "[",
    "[[",
    "ack",
    "ag",
    "cmp",
    "command -v",
    "diff",
    "egrep",
    "expr",
    "false",
    "fgrep",
    "fzf",
    "git diff",
    "git grep",
    "grep",
    "pgrep",
    "pidof",
    "rg",
    "systemctl is-active",
    "systemctl is-enabled",
    "systemctl status",
    "test",
    "type",
    "which",
];

/// Words before a command that leave its exit code as it is.
const PREFIXES: [&str; 14] = [
    "!",
    "and",
    "builtin",
    "command",
    "env",
    "exec",
    "nice",
    "nocorrect",
    "noglob",
    "nohup",
    "not",
    "or",
    "sudo",
    "time",
];

/// Whether the exit code of a failed line can only be that of one of these commands, each given by its first word or
/// words.
///
/// Of `a | b` and `a; b` the last command decides, of `a && b` each, of `a || b` the last. What stands before a command,
/// such as `sudo` or `LANG=C`, and its folder do not count.
pub fn is_decided_by<S: AsRef<str>>(line: &str, commands: &[S]) -> bool {
    let deciding = deciding_commands(line);
    let is_listed = |words: &Vec<String>| {
        commands
            .iter()
            .any(|command| is_run_of(words, command.as_ref()))
    };
    !deciding.is_empty() && deciding.iter().all(is_listed)
}

/// Whether these words run a command that is given by its first words.
fn is_run_of(words: &[String], command: &str) -> bool {
    let command: Vec<&str> = command.split_whitespace().collect();
    let mut rest = words;
    while let Some((first, after)) = rest.split_first() {
        let name = first.rsplit('/').next().unwrap_or(first);
        let begins = std::iter::once(name).chain(after.iter().map(String::as_str));
        if begins.take(command.len()).eq(command.iter().copied()) {
            return true;
        }
        if !PREFIXES.contains(&name) && !is_assignment(first) {
            return false;
        }
        rest = after;
    }
    false
}

/// `NAME=value`, as it may stand before a command.
fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty()
            && name
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '_')
    })
}

/// The commands of which one gave the exit code, as words without their quotes.
fn deciding_commands(line: &str) -> Vec<Vec<String>> {
    let mut deciding: Vec<Vec<String>> = Vec::new();
    let mut words = Vec::new();
    let mut joined = Joint::Sequence;
    for token in tokens(line) {
        match token {
            Token::Word(word) => words.push(word),
            Token::Operator(operator) => {
                // A line may end in an operator, or begin with one after a newline.
                if !words.is_empty() {
                    joined.add(&mut deciding, std::mem::take(&mut words));
                    joined = operator;
                }
            }
        }
    }
    if !words.is_empty() {
        joined.add(&mut deciding, words);
    }
    deciding
}

/// How a command is joined to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// `;`, `&`, a newline, and `||`, after which only the new command can be the one that failed.
    Sequence,
    /// `|`
    Pipe,
    /// `&&`
    And,
}

impl Joint {
    fn add(self, deciding: &mut Vec<Vec<String>>, command: Vec<String>) {
        match self {
            Joint::Sequence => deciding.clear(),
            Joint::Pipe => drop(deciding.pop()),
            Joint::And => {}
        }
        deciding.push(command);
    }
}

/// A piece of a line.
enum Token {
    Word(String),
    Operator(Joint),
}

fn tokens(line: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\'' => word
                .get_or_insert_default()
                .extend(characters.by_ref().take_while(|&letter| letter != '\'')),
            '"' => quoted(&mut characters, word.get_or_insert_default()),
            '\\' => word.get_or_insert_default().extend(characters.next()),
            ';' | '\n' | '&' | '|' => {
                tokens.extend(word.take().map(Token::Word));
                let is_double = characters.next_if_eq(&character).is_some();
                // `|&` pipes standard error too.
                let _ = characters.next_if(|&next| character == '|' && next == '&');
                tokens.push(Token::Operator(match (character, is_double) {
                    ('&', true) => Joint::And,
                    ('|', false) => Joint::Pipe,
                    _ => Joint::Sequence,
                }));
            }
            // `2>&1` and `>|` are no operators between commands.
            '>' | '<' => {
                word.get_or_insert_default().push(character);
                let _ = characters.next_if(|next| "&|".contains(*next));
            }
            space if space.is_whitespace() => tokens.extend(word.take().map(Token::Word)),
            other => word.get_or_insert_default().push(other),
        }
    }
    tokens.extend(word.map(Token::Word));
    tokens
}

/// Takes a text in double quotes up to their end.
fn quoted(characters: &mut impl Iterator<Item = char>, word: &mut String) {
    while let Some(character) = characters.next() {
        match character {
            '"' => return,
            '\\' => word.extend(characters.next()),
            other => word.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LISTED: [&str; 4] = ["grep", "[", "command -v", "git diff"];

    #[test]
    fn the_command_that_decides_is_found_through_what_stands_around_it() {
        for line in [
            "grep x file",
            "  grep x file 2>&1 ;",
            "ps aux | grep 'a | b; c && d'",
            "cargo build |& grep error",
            "cargo build; grep x file",
            "cargo build || grep x file",
            "cargo build\ngrep x file\n",
            "[ -f a ] && grep \"x\\\" && y\" file",
            "LANG=C sudo /usr/bin/grep x",
            "time command -v folio",
            "\\grep x",
            "! git diff --quiet",
        ] {
            assert!(is_decided_by(line, &LISTED), "{line}");
        }
    }

    #[test]
    fn any_other_command_that_may_have_failed_counts() {
        for line in [
            "",
            "  ",
            "cargo test",
            "grep x file | sort",
            "grep x file && cargo test",
            "cargo test && grep x file",
            "grep x || make",
            "grepx y",
            "command cargo test",
            "git push",
            "for f in *; do grep x $f; done",
            "'grep x' y",
            "X=grep",
            "sudo",
        ] {
            assert!(!is_decided_by(line, &LISTED), "{line}");
        }
    }

    proptest! {
        #[test]
        fn a_list_that_names_nothing_decides_nothing(line in "[a-z |&;<>'\"\\\\\n=]{0,40}") {
            prop_assert!(!is_decided_by::<&str>(&line, &[]));
        }

        #[test]
        fn quoting_a_word_of_the_command_changes_nothing(argument in "[^']{0,20}") {
            let line = format!("grep '{argument}'");
            prop_assert!(is_decided_by(&line, &LISTED));
        }
    }
}
