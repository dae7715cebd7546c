//! Queries made from the set: whole logs around diagnostics, and sentences as somebody would type them.

use crate::corpus::Query;

/// A small generator of pseudo-random numbers (xorshift64*), so that every run makes the same queries.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit.max(1)
    }
    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const NAMES: &[&str] = &[
    "serde",
    "tokio-util",
    "ring",
    "thiserror",
    "clap_lex",
    "mio",
    "http-body",
    "tracing-core",
    "openssl-sys",
    "regex-syntax",
    "parking_lot",
    "error-chain",
    "failure",
    "anyhow",
    "libc",
    "memchr",
    "bytes",
    "hyper",
    "url",
    "idna",
];
const VERBS: &[&str] = &[
    "parses",
    "rejects",
    "writes",
    "keeps",
    "drops",
    "merges",
    "reads",
    "sorts",
    "times_out",
    "retries_on_error",
    "handles_missing",
    "fails_when",
];
const NOUNS: &[&str] = &[
    "header",
    "session",
    "empty_input",
    "cache_entry",
    "user",
    "invoice",
    "token",
    "path",
    "config",
    "default_value",
    "import",
    "exception",
];

#[derive(Clone, Copy)]
enum Tool {
    Cargo,
    Pytest,
    Npm,
    Gcc,
}
const TOOLS: [Tool; 4] = [Tool::Cargo, Tool::Pytest, Tool::Npm, Tool::Gcc];

fn progress(tool: Tool, dice: &mut Dice, number: usize) -> String {
    let (name, verb, noun) = (dice.pick(NAMES), dice.pick(VERBS), dice.pick(NOUNS));
    let (a, b, c) = (dice.below(9), dice.below(40), dice.below(900));
    match (tool, dice.below(5)) {
        (Tool::Cargo, 0) => format!("\u{1b}[1m\u{1b}[32m   Compiling\u{1b}[0m {name} v{a}.{b}.{c}"),
        (Tool::Cargo, 1) => format!("    Checking {name} v{a}.{b}.{c} (/src/{name})"),
        (Tool::Cargo, 2) => format!(
            "\r    Building [=======>      ] {number}/412: {name}, {noun}...\r   Compiling {name}-macros v{a}.{b}.0"
        ),
        (Tool::Cargo, _) => format!("test {name}::{noun}::{verb}_{noun} ... ok"),
        (Tool::Pytest, 0) => {
            format!("tests/test_{noun}.py::test_{verb}_{noun}[{c}] PASSED                 [{b:3}%]")
        }
        (Tool::Pytest, 1) => format!(
            "tests/unit/test_{noun}_{verb}.py ....................s....             [ {b}%]"
        ),
        (Tool::Pytest, 2) => format!(
            "2026-03-{:02} 10:{b:02}:{:02},{c:03} INFO  {name}.{noun}: {verb} {noun} in {c}ms",
            a + 1,
            b
        ),
        (Tool::Pytest, _) => format!(
            "tests/test_{name}.py::Test{}::test_{verb} PASSED",
            noun.to_uppercase()
        ),
        (Tool::Npm, 0) => {
            format!("npm http fetch GET 200 https://registry.npmjs.org/{name} {c}ms (cache hit)")
        }
        (Tool::Npm, 1) => {
            format!("npm warn deprecated {name}@{a}.{b}.{c}: this version is no longer supported")
        }
        (Tool::Npm, 2) => format!("npm verb {noun} {verb} {name}@{a}.{b}.{c}"),
        (Tool::Npm, 3) => format!("npm timing reify:node_modules/{name} Completed in {c}ms"),
        (Tool::Npm, _) => format!("  \u{2713} {verb} the {noun} ({b} ms)"),
        (Tool::Gcc, 0) => format!("make[{a}]: Entering directory '/build/{name}-{a}.{b}/{noun}'"),
        (Tool::Gcc, 1) => {
            format!("[ {b}%] Building C object {name}/CMakeFiles/{name}.dir/{noun}.c.o")
        }
        (Tool::Gcc, 2) => format!(
            "libtool: compile:  gcc -DHAVE_CONFIG_H -I. -O2 -g -MT {noun}.lo -c {noun}.c  -fPIC -DPIC -o .libs/{noun}.o"
        ),
        (Tool::Gcc, _) => format!(
            "gcc -Wall -O2 -I../include -Werror=format-security -c -o {name}_{noun}.o {name}_{noun}.c"
        ),
    }
}

fn opening(tool: Tool) -> &'static str {
    match tool {
        Tool::Cargo => {
            "    Updating crates.io index\n     Locking 212 packages to latest compatible versions\n"
        }
        Tool::Pytest => {
            "============================= test session starts ==============================\nplatform linux -- Python 3.12.3, pytest-8.1.1, pluggy-1.4.0\nrootdir: /home/dev/work\nplugins: xdist-3.5.0, cov-5.0.0\ncollected 412 items\n\n"
        }
        Tool::Npm => "> shop@2.1.0 build\n> vite build && node scripts/check.js\n\n",
        Tool::Gcc => {
            "checking for gcc... gcc\nchecking whether the C compiler works... yes\nconfig.status: creating Makefile\n"
        }
    }
}

fn ending(tool: Tool, failed: bool) -> &'static str {
    match (tool, failed) {
        (Tool::Cargo, true) => {
            "error: could not compile `shop` (lib) due to 1 previous error; 2 warnings emitted\nwarning: build failed, waiting for other jobs to finish...\n"
        }
        (Tool::Cargo, false) => {
            "    Finished `test` profile [unoptimized + debuginfo] target(s) in 31.20s\ntest result: ok. 212 passed; 0 failed; 3 ignored; finished in 2.31s\n"
        }
        (Tool::Pytest, true) => {
            "=========================== short test summary info ============================\n============ 1 failed, 411 passed, 3 skipped, 2 warnings in 41.22s =============\n"
        }
        (Tool::Pytest, false) => {
            "================= 412 passed, 3 skipped in 41.22s =================\n"
        }
        (Tool::Npm, true) => {
            "npm error code ELIFECYCLE\nnpm error errno 1\nnpm error shop@2.1.0 build: `vite build && node scripts/check.js`\nnpm error Exit status 1\nnpm error A complete log of this run can be found in: /home/dev/.npm/_logs/2026-03-02T10_22_31_000Z-debug-0.log\n"
        }
        (Tool::Npm, false) => {
            "added 412 packages, and audited 413 packages in 12s\n\nfound 0 vulnerabilities\n"
        }
        (Tool::Gcc, true) => {
            "make[2]: *** [Makefile:412: all-recursive] Error 1\nmake[1]: *** [Makefile:344: all] Error 2\nmake: *** [all] Error 2\n"
        }
        (Tool::Gcc, false) => "make[1]: Leaving directory '/build/shop'\nInstalled 412 files.\n",
    }
}

/// A log of the tool with these diagnostics in it, hundreds of lines of progress around.
fn log(tool: Tool, diagnostics: &[&str], seed: u64) -> String {
    let mut dice = Dice::new(seed + 7);
    let mut text = opening(tool).to_owned();
    let mut number = 0;
    add_progress(&mut text, tool, &mut dice, &mut number);
    for diagnostic in diagnostics {
        text.push('\n');
        text.push_str(diagnostic);
        text.push_str("\n\n");
        add_progress(&mut text, tool, &mut dice, &mut number);
    }
    text.push_str(ending(tool, !diagnostics.is_empty()));
    text
}

fn add_progress(text: &mut String, tool: Tool, dice: &mut Dice, number: &mut usize) {
    for _ in 0..60 + dice.below(160) {
        text.push_str(&progress(tool, dice, *number));
        text.push('\n');
        *number += 1;
    }
}

/// A query as it is asked.
pub struct Made {
    pub text: String,
    pub relevant: Vec<String>,
}

/// The queries of the set, unchanged.
pub fn as_they_are(queries: &[&Query]) -> Vec<Made> {
    queries
        .iter()
        .map(|query| Made {
            text: query.text.clone(),
            relevant: query.relevant.clone(),
        })
        .collect()
}

/// One log for each query, with the diagnostics of so many queries in it.
pub fn logs(queries: &[&Query], failures: usize) -> Vec<Made> {
    let made = |at: usize| {
        let members: Vec<&&Query> = (0..failures)
            .map(|further| &queries[(at + further * 97) % queries.len()])
            .collect();
        let texts: Vec<&str> = members.iter().map(|query| query.text.as_str()).collect();
        Made {
            text: log(TOOLS[at % TOOLS.len()], &texts, at as u64),
            relevant: members
                .iter()
                .flat_map(|query| query.relevant.clone())
                .collect(),
        }
    };
    (0..queries.len()).map(made).collect()
}

/// Logs in which nothing fails.
pub fn quiet_logs() -> Vec<Made> {
    (0..100)
        .map(|at: usize| Made {
            text: log(TOOLS[at % TOOLS.len()], &[], at as u64),
            relevant: Vec::new(),
        })
        .collect()
}

const SENTENCES: &[&str] = &[
    "the build is red since this morning, something about {}",
    "I keep seeing {} when I run it on my machine",
    "does anybody remember what {} was about?",
    "After the upgrade the linter complains: {}. It worked last week.",
    "{} again",
    "we got bitten by {} in the review, how did we solve that",
];

/// Sentences with the words of the query's first line, some of them left out, in another order. Each round makes others.
pub fn sentences(queries: &[&Query], round: usize) -> Vec<Made> {
    let made = |(at, query): (usize, &&Query)| {
        let mut dice = Dice::new((at + round * 100_003) as u64 + 99);
        let first = query.text.lines().next().unwrap_or_default();
        let is_telling = |word: &&str| {
            word.chars()
                .filter(|letter| letter.is_alphanumeric())
                .count()
                > 2
        };
        let mut words: Vec<&str> = first
            .split_whitespace()
            .filter(is_telling)
            .take(14)
            .collect();
        while words.len() > 4 && dice.below(3) > 0 {
            words.remove(dice.below(words.len()));
        }
        if words.len() > 3 {
            let cut = 1 + dice.below(words.len() - 1);
            words.rotate_left(cut);
        }
        let said = words.join(" ").replace('`', "").to_lowercase();
        Made {
            text: SENTENCES[(at + round) % SENTENCES.len()]
                .replace("{}", said.trim_end_matches(['.', ':', ';'])),
            relevant: query.relevant.clone(),
        }
    };
    queries.iter().enumerate().map(made).collect()
}

/// The same in each of the phrases.
pub fn every_sentence(queries: &[&Query]) -> Vec<Made> {
    let rounds = 0..SENTENCES.len();
    rounds.flat_map(|round| sentences(queries, round)).collect()
}

const RUN: &[&str] = &[
    "make check",
    "$ npm test",
    "cargo test --workspace",
    "ran pytest -x on main",
];

/// The same over several lines, below what was run.
pub fn paragraphs(queries: &[&Query]) -> Vec<Made> {
    let mut made = sentences(queries, 0);
    for (at, made) in made.iter_mut().enumerate() {
        let words: Vec<&str> = made.text.split_whitespace().collect();
        let (first, second) = words.split_at(words.len() / 2);
        made.text = format!(
            "{}\n{}\n{}",
            RUN[at % RUN.len()],
            first.join(" "),
            second.join(" ")
        );
    }
    made
}
