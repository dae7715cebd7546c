//! The room as a whole: a small journal, and what comes back for which input.

use foldhash::HashMap;

use super::*;
use crate::text::Analyzer;

/// Lessons with the statistics that a store would keep of them.
struct Journal {
    lessons: Vec<Lesson>,
    statistics: Statistics,
}

impl Journal {
    fn of(texts: &[LessonText<'_>]) -> Self {
        let mut analyzer = Analyzer::new();
        let mut statistics = Statistics {
            documents: texts.len() as u64,
            ..Statistics::default()
        };
        let mut lessons = Vec::new();
        for text in texts {
            let lesson = Lesson::new(text, Feedback::default(), &mut analyzer);
            for (sum, length) in statistics.average_lengths.iter_mut().zip(lesson.lengths) {
                *sum += length / texts.len() as f64;
            }
            let mut terms = Vec::new();
            for field in [text.tried, text.because, text.principle, text.next]
                .into_iter()
                .chain(text.signals.iter().copied())
            {
                analyzer.terms(field, |term| terms.push(term.text.to_owned()));
            }
            terms.sort();
            terms.dedup();
            for term in terms {
                *statistics.frequencies.entry(term).or_insert(0) += 1;
            }
            lessons.push(lesson);
        }
        Self {
            lessons,
            statistics,
        }
    }

    fn ranked(&self, input: &str) -> Vec<Recalled> {
        let weights = Weights::default();
        let probe = Probe::new(input, &weights, &mut Analyzer::new());
        let candidates: Vec<&Lesson> = self.lessons.iter().collect();
        let mut statistics = self.statistics.clone();
        for term in uncounted(&probe, &candidates, &statistics) {
            statistics.frequencies.insert(term, 0);
        }
        rank(
            &probe,
            &candidates,
            Setting {
                statistics: &statistics,
                weights: &weights,
                project: None,
            },
        )
    }

    fn answers(&self, input: &str) -> Vec<usize> {
        shown(self.ranked(input), DEFAULT_THRESHOLD, 3)
            .iter()
            .map(|found| found.index)
            .collect()
    }
}

const FLAKY: &str = "works on one replica, flaky on two";

fn journal() -> Journal {
    Journal::of(&[
        LessonText {
            tried: "cache sessions in process memory",
            because: "two replicas do not share memory, so every second request lost its session",
            principle: "state shared by replicas lives outside them",
            signals: &[FLAKY],
            ..LessonText::default()
        },
        LessonText {
            tried: "clone the configuration into every thread instead of borrowing it",
            because: "the closure moved the value and the compiler refused: E0382 borrow of moved value",
            principle: "decide who owns a value before threads are started",
            ..LessonText::default()
        },
        LessonText {
            tried: "raise the timeout of the connection pool",
            because: "the pool was exhausted by a leaked transaction; waiting longer only hid it",
            signals: &["/pool timed out after \\d+ ?s/"],
            ..LessonText::default()
        },
        LessonText {
            tried: "pin openssl in the base image",
            because: "the shared library libssl.so.1.1 is gone from the new distribution",
            ..LessonText::default()
        },
        LessonText {
            tried: "parallel tests against one database",
            because: "fixtures collided on the unique index of the users table",
            ..LessonText::default()
        },
        LessonText {
            tried: "upgrade webpack by hand",
            because: "peer dependency conflict: ERESOLVE unable to resolve dependency tree",
            ..LessonText::default()
        },
        LessonText {
            tried: "sort the report in the browser",
            because: "the collation of the database differs from that of the browser",
            ..LessonText::default()
        },
        LessonText {
            tried: "retry payments on every failure",
            because: "a request that timed out had been booked, so customers paid twice",
            ..LessonText::default()
        },
    ])
}

#[test]
fn words_in_one_piece_speak_more_for_a_lesson_than_the_same_scattered() {
    let evidence = |input: &str| journal().ranked(input)[0].evidence;
    let piece = evidence("quixotic gibbous zephyr peer dependency conflict");
    let scattered = evidence("peer quixotic dependency gibbous zephyr conflict");
    assert!((piece.breadth - scattered.breadth).abs() < 1e-9);
    assert!(piece.density > 0.99 && scattered.density < 0.7);
}

#[test]
fn words_that_are_only_alike_do_not_make_a_match_broader() {
    let breadth = |input: &str| journal().ranked(input)[0].evidence.breadth;
    let with_one_alike = breadth("webpack dependency conflictx");
    assert!((with_one_alike - breadth("webpack dependency")).abs() < 1e-9);
    assert!(breadth("webpack dependency") < breadth("webpack dependency conflict"));
}

#[test]
fn a_diagnostic_brings_back_its_lesson() {
    let input = "error[E0382]: borrow of moved value: `config`\n --> src/main.rs:12:9\n   |\n12 |     println!(\"{config:?}\");\n   |               ^^^^^^^^^^ value borrowed here after move\n";
    assert_eq!(journal().answers(input).first(), Some(&1));
}

#[test]
fn a_typed_sentence_brings_back_its_lesson() {
    assert_eq!(
        journal()
            .answers("sessions are lost, every second request fails on two replicas")
            .first(),
        Some(&0)
    );
}

#[test]
fn a_signal_fires_in_other_inflections_and_says_so() {
    let found = journal().ranked("it is flaky on two replicas and works on one");
    assert_eq!(
        found
            .first()
            .map(|found| (found.index, found.signals.clone())),
        Some((0, vec![FLAKY.to_owned()]))
    );
}

#[test]
fn a_pattern_that_fires_is_enough() {
    assert_eq!(
        journal()
            .answers("worker 3: pool timed out after 30 s")
            .first(),
        Some(&2)
    );
}

#[test]
fn an_error_hidden_in_a_long_log_is_found() {
    let progress = |from: usize| {
        (from..from + 300)
            .map(|n| format!("test module_{n}::handles_error_{n} ... ok\n"))
            .collect::<String>()
    };
    let input = format!(
        "{}npm error code ERESOLVE\nnpm error ERESOLVE unable to resolve dependency tree\n{}",
        progress(0),
        progress(300)
    );
    let found = journal().ranked(&input);
    assert_eq!(
        found.first().map(|found| (found.index, found.line)),
        Some((5, 300))
    );
}

#[test]
fn each_of_two_failures_gets_its_lesson_before_second_guesses() {
    let input = "error[E0382]: borrow of moved value: `config`\n --> src/main.rs:12:9\n\n   Compiling shop v0.1.0\n\nerror: libssl.so.1.1: cannot open shared object file\n";
    let mut first: Vec<usize> = journal()
        .ranked(input)
        .iter()
        .take(2)
        .map(|found| found.index)
        .collect();
    first.sort_unstable();
    assert_eq!(first, [1, 3]);
}

#[test]
fn what_has_nothing_to_do_with_any_lesson_is_answered_with_silence() {
    let journal = journal();
    for input in [
        "",
        "\u{1b}[32m   Compiling\u{1b}[0m shop v0.1.0\n    Finished `dev` profile in 3.07s\n",
        "error: unterminated string literal\n --> src/lexer.rs:3:7\n",
        "the colour of the button is wrong",
    ] {
        assert_eq!(journal.answers(input), Vec::<usize>::new(), "{input:?}");
    }
}

#[test]
fn paths_numbers_times_and_colours_change_nothing() {
    let journal = journal();
    let plain = journal.ranked("error: fixtures collided on the unique index");
    let noisy = journal.ranked("\u{1b}[31m2026-03-02T10:11:12.345Z /srv/app/a3f9c2d1e0b7/run.py:17:4: error: fixtures collided on the unique index 0x7ffd12ab 31.2ms\u{1b}[0m");
    let key = |found: &[Recalled]| {
        found
            .first()
            .map(|found| (found.index, found.words.clone()))
    };
    assert_eq!(key(&plain), key(&noisy));
}

#[test]
fn feedback_and_project_shift_a_score_and_never_remove_a_lesson() {
    let mut analyzer = Analyzer::new();
    let text = LessonText {
        tried: "raise the timeout",
        because: "the pool was exhausted",
        project: Some("shop"),
        ..LessonText::default()
    };
    let weights = Weights::default();
    let probe = Probe::new(
        "pool exhausted again after the timeout",
        &weights,
        &mut analyzer,
    );
    let frequencies = HashMap::from_iter(
        [("pool", 1), ("exhaust", 1), ("timeout", 1)].map(|(term, count)| (term.to_owned(), count)),
    );
    let statistics = Statistics {
        documents: 50,
        frequencies,
        ..Statistics::default()
    };
    let mut score = |feedback, project| {
        let lesson = Lesson::new(&text, feedback, &mut analyzer);
        rank(
            &probe,
            &[&lesson],
            Setting {
                statistics: &statistics,
                weights: &weights,
                project,
            },
        )
        .first()
        .map_or(0.0, |found| found.score)
    };
    let plain = score(Feedback::default(), None);
    let helped = score(
        Feedback {
            helped: 5,
            not_relevant: 0,
        },
        None,
    );
    let hidden = score(
        Feedback {
            helped: 0,
            not_relevant: u32::MAX,
        },
        None,
    );
    let same_project = score(Feedback::default(), Some("shop"));
    assert!(
        helped > plain && hidden < plain && same_project > plain,
        "{helped} {hidden} {same_project} {plain}"
    );
    assert!(hidden > plain * 0.8);
}

#[test]
fn terms_to_look_up_are_bounded_unique_and_heaviest_first() {
    let input: String = (0..3_000)
        .map(|n| format!("error: widget{n} collides with gadget{n} in chamber{n}\n"))
        .collect();
    let terms = Probe::new(&input, &Weights::default(), &mut Analyzer::new()).terms();
    assert!(!terms.is_empty() && terms.len() <= 96);
    assert!(
        terms
            .windows(2)
            .all(|pair| pair[0].weight >= pair[1].weight)
    );
    let distinct: std::collections::HashSet<&str> =
        terms.iter().map(|term| term.text.as_str()).collect();
    assert_eq!(distinct.len(), terms.len());
}

proptest::proptest! {
    #[test]
    fn any_input_is_read_without_panic_and_confidence_stays_within_bounds(input in "[\\PC\\n\\r\\x1b|^ ~:/0-9a-zA-Z]{0,200}") {
        for found in journal().ranked(&input) {
            proptest::prop_assert!((0.0..=1.0).contains(&found.confidence) && found.score.is_finite());
        }
    }
}
