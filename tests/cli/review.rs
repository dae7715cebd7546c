//! `folio review`: what waits, what is asked, what a reader sends back, and how it shows.

use folio::host::scripted::Reply;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::driver::Home;

const VERDICT: &str = "What is your verdict?";
const DEEPER: &str = "What is the deeper principle?";
const WHERE: &str = "Where else will it be met?";
const ANYWHERE: &str = "Anywhere else?";
const NOTE: &str = "Anything else to note?";

/// A home with three lessons of ada, `first`, `second` and `third`, an hour apart, and a draft.
fn home() -> Home {
    let mut home = Home::new();
    for (hour, line) in [
        (
            6,
            "log first -b 'two replicas disagreed' -p 'state has one owner' -t sessions --project shop --spent 40m",
        ),
        (
            7,
            "log second -b 'the queue filled up' -p 'retries need a budget' -s 'a queue grows' -n 'count the retries'",
        ),
        (
            8,
            "log third -b 'it was cold' -p 'a cache is a promise' -t caching",
        ),
        (9, "log draft -b 'nobody knows'"),
    ] {
        home.set_now(&format!("2026-10-05T0{hour}:30:00+02:00"));
        home.output(line);
    }
    home
}

/// The short id of the entry with this attempt.
fn short(home: &mut Home, tried: &str) -> String {
    home.ids(&format!("list --text {tried}")).remove(0)
}

/// The attempts that wait for a review, in order.
fn waiting(home: &mut Home) -> Vec<String> {
    let entries = home.json("entries", "review --waiting --json");
    let entries = entries.as_array().unwrap().iter();
    entries
        .map(|entry| entry["tried"].as_str().unwrap().to_owned())
        .collect()
}

/// The reviews of the entry with this attempt.
fn reviews(home: &mut Home, tried: &str) -> Vec<Value> {
    let entries = home.json("entries", &format!("list --text {tried} --json"));
    entries[0]["reviews"].as_array().unwrap().clone()
}

/// Writes a pack of all that waits to `pack.md`, with something behind the first empty labels of these names.
fn packed(home: &mut Home, answers: &[(&str, &str)]) {
    home.output("review --pack pack.md");
    let pack = answers
        .iter()
        .fold(home.read("pack.md"), |pack, (label, answer)| {
            let empty = format!("\n{label}:\n");
            assert!(pack.contains(&empty), "{label} in {pack}");
            pack.replacen(&empty, &format!("\n{label}: {answer}\n"), 1)
        });
    home.write("pack.md", pack);
}

#[test]
fn what_waits_is_listed_oldest_first() {
    let mut home = home();
    assert_snapshot!(home.run("review --waiting"), @"
    id    date        author  principle
    ───────────────────────────────────────────────
    xxhy  2026-10-05  ada     state has one owner
    wn83  2026-10-05  ada     retries need a budget
    krh8  2026-10-05  ada     a cache is a promise
    ");
    assert_snapshot!(home.run("review --waiting --tag caching --format plain"), @"krh8	2026-10-05	ada	a cache is a promise");
    assert_snapshot!(home.run("review --waiting --limit 1"), @"
    id    date        author  principle
    ─────────────────────────────────────────────
    xxhy  2026-10-05  ada     state has one owner
    -- standard error --
    2 more; `--limit 0` shows all
    ");
    assert_snapshot!(Home::new().run("review --waiting"), @"
    -- standard error --
    no lessons wait for a review
    ");
}

#[test]
fn flags_give_a_review_without_a_terminal() {
    let mut home = home();
    let first = short(&mut home, "first");
    let run = home.run(&format!(
        "review {first} --verdict refined -p 'what is shared has one owner' --elsewhere 'rate limits' \
         --elsewhere caches --note 'ask who writes' --by Grace"
    ));
    assert_snapshot!(run, @"reviewed xxhy: refined by Grace");
    assert_snapshot!(home.output(&format!("show {first}")), @"
    xxhy  failed  reviewed
    when     2026-10-05 06:30
    project  shop
    tags     sessions
    spent    40 min
    author   ada
    id       01a10a53-6540-7001-8ef5-fe2d1072d2ad

    I tried
    first

    It failed because
    two replicas disagreed

    The principle is
    state has one owner

    Deeper
    what is shared has one owner

    Reviewed by Grace on 2026-10-05: refined
    deeper     what is shared has one owner
    elsewhere  rate limits
    elsewhere  caches
    note       ask who writes
    ");
    assert_eq!(waiting(&mut home), ["second", "third"]);
    assert_eq!(home.ids("list --stage reviewed"), [first]);
}

#[test]
fn several_lessons_are_reviewed_in_one_step_and_json_prints_them() {
    let mut home = home();
    let (first, third) = (short(&mut home, "first"), short(&mut home, "third"));
    let entries = home.json(
        "entries",
        &format!("review {first} {third} {first} --verdict confirmed --json"),
    );
    assert_eq!(entries.as_array().unwrap().len(), 2);
    assert_eq!(waiting(&mut home), ["second"]);
    home.output("undo");
    assert_eq!(waiting(&mut home), ["first", "second", "third"]);
}

#[test]
fn a_review_of_ones_own_lesson_is_marked() {
    let mut home = home();
    let first = short(&mut home, "first");
    assert_snapshot!(home.run(&format!("review {first} --verdict confirmed")), @"reviewed xxhy: confirmed by ada (self)");
    let shown = home.output(&format!("show {first}"));
    assert!(
        shown.contains("Reviewed by ada (self) on 2026-10-05: confirmed"),
        "{shown}"
    );
}

#[test]
fn what_cannot_be_a_review_is_refused_and_nothing_is_written() {
    let mut home = home();
    let before = home.exported();
    let (first, draft) = (short(&mut home, "first"), short(&mut home, "draft"));
    assert_snapshot!(home.refused(1, &format!("review {first} {draft} --verdict confirmed")), @"
    error: `teus` is a draft: it has no principle yet
    hint: write it first: `folio distill teus`
    ");
    assert_snapshot!(home.refused(2, &format!("review {first} --verdict refined")), @"
    error: a refined principle needs its deeper form
    hint: add `--principle TEXT`, or write `--verdict confirmed`
    ");
    assert_snapshot!(home.refused(2, &format!("review {first} --verdict fine")), @"
    error: invalid value `fine` for `--verdict <VERDICT>`: `fine` is not a verdict
    hint: write one of: confirmed, refined, disputed
    ");
    assert_snapshot!(home.refused(2, &format!("review {first}")), @"
    error: 1 lesson waits for a verdict, and there is nobody to ask
    hint: write `folio review ID --verdict VERDICT`; `folio review --waiting` shows the ids, `--pack FILE` writes them down for a reader
    ");
    assert_snapshot!(home.refused(2, "review"), @"
    error: 3 lessons wait for a verdict, and there is nobody to ask
    hint: write `folio review ID --verdict VERDICT`; `folio review --waiting` shows the ids, `--pack FILE` writes them down for a reader
    ");
    let walk = home.command(&format!("review {draft}")).terminal(80, 24);
    walk.run().refused(1);
    home.refused(2, "review --verdict confirmed");
    home.refused(2, &format!("review {first} --note x"));
    home.refused(2, &format!("review {first} --waiting"));
    home.refused(2, "review --pack a --read b");
    home.refused(4, "review zzzz --verdict confirmed");
    assert_eq!(home.exported(), before);
}

#[test]
fn lessons_are_walked_through_oldest_first_and_each_answer_is_saved_at_once() {
    let mut home = home();
    let run = home
        .command("review --color never --by Grace")
        .terminal(80, 24)
        .answer(VERDICT, "refined")
        .answer(DEEPER, "what is shared has one owner")
        .answer(WHERE, "rate limits")
        .reply(ANYWHERE, Reply::Return)
        .reply(NOTE, Reply::Return)
        .answer(VERDICT, "skip")
        .answer(VERDICT, "confirmed")
        .reply(DEEPER, Reply::Return)
        .answer(WHERE, "prices")
        .reply(ANYWHERE, Reply::Interrupt)
        .run()
        .succeeded();
    assert_snapshot!(run, @"
    -- standard error --
    xxhy  1 of 3
    I tried first. It failed because two replicas disagreed. The principle is state
    has one owner.
    author   ada
    when     2026-10-05
    project  shop
    tags     sessions
    spent    40 min

    `skip` leaves it waiting, Ctrl-C stops; what you have answered is kept

    wn83  2 of 3
    I tried second. It failed because the queue filled up. The principle is retries
    need a budget. Next time I see a queue grows, I will count the retries.
    author  ada
    when    2026-10-05

    `skip` leaves it waiting, Ctrl-C stops; what you have answered is kept

    krh8  3 of 3
    I tried third. It failed because it was cold. The principle is a cache is a
    promise.
    author  ada
    when    2026-10-05
    tags    caching

    `skip` leaves it waiting, Ctrl-C stops; what you have answered is kept
    2 lessons reviewed, 1 left as it is
    ");
    assert_eq!(waiting(&mut home), ["second"]);
    let third = &reviews(&mut home, "third")[0];
    assert_eq!(third["elsewhere"], json!(["prices"]));
    home.output("undo");
    assert_eq!(waiting(&mut home), ["second", "third"]);
}

#[test]
fn quitting_leaves_the_rest_waiting_and_a_refinement_broken_off_is_none() {
    for reply in [Reply::text("quit"), Reply::Interrupt] {
        let mut home = home();
        let walk = home.command("review").terminal(80, 24);
        walk.reply(VERDICT, reply).run().succeeded();
        assert_eq!(waiting(&mut home).len(), 3);
    }
    let mut home = home();
    let walk = home.command("review").terminal(80, 24);
    walk.answer(VERDICT, "refined")
        .reply(DEEPER, Reply::Interrupt)
        .run()
        .succeeded();
    assert_eq!(waiting(&mut home).len(), 3);
}

#[test]
fn an_id_on_a_terminal_asks_about_that_lesson_again() {
    let mut home = home();
    let first = short(&mut home, "first");
    home.output(&format!("review {first} --verdict confirmed --by Grace"));
    let run = home
        .command(&format!("review {first} --color never"))
        .terminal(80, 24)
        .answer(VERDICT, "disputed")
        .reply(DEEPER, Reply::Return)
        .reply(WHERE, Reply::Return)
        .answer(NOTE, "not for logs")
        .run()
        .succeeded();
    assert_snapshot!(run, @"
    -- standard error --
    xxhy  1 of 1
    I tried first. It failed because two replicas disagreed. The principle is state
    has one owner.
    author   ada
    when     2026-10-05
    project  shop
    tags     sessions
    spent    40 min

    Reviewed by Grace on 2026-10-05: confirmed

    `skip` leaves it waiting, Ctrl-C stops; what you have answered is kept
    1 lesson reviewed, 0 left as they are
    ");
}

#[test]
fn the_evidence_and_the_exploration_around_a_lesson_are_shown() {
    let mut home = Home::new();
    let output: Vec<String> = (1..=20).map(|line| format!("line {line}")).collect();
    let attempts = [
        json!({"tried": "in-memory LRU", "because": "each replica had its own", "exploration": "cache-layer",
            "happened_at": "2026-10-01T10:00:00Z"}),
        json!({"tried": "a shared cache", "because": "invalidation came late", "principle": "name the owner",
            "exploration": "cache-layer", "outcome": "partial", "happened_at": "2026-10-02T10:00:00Z",
            "evidence": {"command": "make bench", "exit_code": 2, "output": output.join("\n")}}),
    ];
    let attempts = attempts.map(|attempt| attempt.to_string()).join("\n");
    let import = home.command("import -").input(attempts);
    import.run().succeeded();
    let run = home
        .command("review --color never")
        .terminal(80, 24)
        .answer(VERDICT, "quit")
        .run();
    assert_snapshot!(run, @"
    -- standard error --
    8iiy  1 of 1
    I tried a shared cache. It held in part, because invalidation came late. The
    principle is name the owner.
    author     ada
    when       2026-10-02
    command    make bench
    exit code  2

      line 13
      line 14
      line 15
      line 16
      line 17
      line 18
      line 19
      line 20

    Exploration cache-layer
    - failed  in-memory LRU: each replica had its own

    `skip` leaves it waiting, Ctrl-C stops; what you have answered is kept
    0 lessons reviewed, 1 left as it is
    ");
}

#[test]
fn a_lesson_whose_principle_was_edited_waits_again_and_its_review_stays() {
    let mut home = home();
    let first = short(&mut home, "first");
    home.output(&format!("review {first} --verdict disputed --by Grace"));
    home.output(&format!("edit {first} --principle 'State has one owner.'"));
    assert_eq!(waiting(&mut home), ["second", "third"]);
    home.output(&format!(
        "edit {first} --principle 'shared state has one owner'"
    ));
    assert_eq!(waiting(&mut home), ["first", "second", "third"]);
    assert_snapshot!(home.output(&format!("show {first}")), @"
    xxhy  failed  lesson
    when     2026-10-05 06:30
    project  shop
    tags     sessions
    spent    40 min
    author   ada
    id       01a10a53-6540-7001-8ef5-fe2d1072d2ad

    I tried
    first

    It failed because
    two replicas disagreed

    The principle is
    shared state has one owner

    Reviewed by Grace on 2026-10-05: disputed
    then  state has one owner
    ");
    home.output("undo");
    assert_eq!(waiting(&mut home), ["second", "third"]);
}

#[test]
fn a_disputed_lesson_is_marked_wherever_it_is_shown() {
    let mut home = home();
    let second = short(&mut home, "second");
    home.output("log again -b 'the queue filled up once more' -p 'Retries need a budget.'");
    home.output(&format!("review {second} --verdict disputed --by Grace"));
    for line in [
        "list --text second",
        "search second",
        "signals",
        "report",
        "recall 'the queue grows, the retries fill it up' --threshold 0",
        "export summary",
    ] {
        let shown = home.output(line);
        assert!(shown.contains("(disputed)"), "{line}\n{shown}");
    }
    for line in [
        "principles",
        "principles --until today",
        "report",
        "export summary",
    ] {
        let shown = home.output(line);
        assert!(shown.contains("(disputed in 1 of 2)"), "{line}\n{shown}");
    }
    assert_snapshot!(home.output("list --text second"), @"
    id    date        outcome  tags  tried
    ──────────────────────────────────────────────────
    wn83  2026-10-05  failed         second (disputed)
    ");
    assert_snapshot!(home.output("search second"), @"
    wn83  2026-10-05  failed (disputed)
    tried  second
    ");
    assert_snapshot!(home.output("signals"), @"
    entries  last seen   spent  signal                    next
    ───────────────────────────────────────────────────────────────────────
          1  2026-10-05         a queue grows (disputed)  count the retries
    ");
    let uses = home.json("principles", "principles --json");
    assert_eq!(uses[0]["disputed"], 1);
    home.output("undo");
    assert!(!home.output("list").contains("disputed"));
}

#[test]
fn the_deeper_principle_is_part_of_what_search_and_recall_find() {
    let mut home = home();
    let first = short(&mut home, "first");
    home.output(&format!(
        "review {first} --verdict refined -p 'arbitrate writers before readers' --by Grace"
    ));
    assert_snapshot!(home.output("recall 'who arbitrates the writers and the readers'"), @"
    xxhy  very likely (1.00)
    I tried first. It failed because two replicas disagreed. The principle is state has one owner; deeper: arbitrate writers before readers.
    seen   who arbitrates the writers and the readers
    words  arbitrates, writers, readers

    `folio recall --helped xxhy` says that it helped, `--not-relevant xxhy` that it did not apply
    ");
    assert_eq!(home.ids("search arbitrate"), [first]);
}

#[test]
fn a_pack_is_made_to_be_filled_in_by_a_reader_without_folio() {
    let mut home = home();
    let second = short(&mut home, "second");
    home.output(&format!("review {second} --verdict confirmed --by Grace"));
    assert_snapshot!(home.output("review --pack -"), @"
    # Lessons to review

    > 2 lessons wait for your view. Write your name behind `By:`, and answer below each lesson, behind the labels:
    >
    > - Verdict: `confirmed` (the principle holds as written), `refined` (it holds in the deeper form that you give) or
    >   `disputed` (you think otherwise).
    > - Deeper principle: the rule behind the rule, in one sentence. Needed for `refined`.
    > - Elsewhere: other places where it will be met, each on its own line.
    > - Note: anything else, as many lines as you like.
    >
    > What you leave empty stays open, and the order does not matter. Lines that begin with `>` are not read back, so write
    > below them. Leave the lines `Id:` as they are: they say which lesson you mean.

    By:

    ## Lesson 1

    > I tried **first**. It failed because **two replicas disagreed**. The principle is **state has one owner**.
    >
    > - **author:** ada
    > - **when:** 2026-10-05
    > - **project:** shop
    > - **tags:** sessions
    > - **spent:** 40 min

    Id: xxhy7na97npf-86d7336d
    Verdict:
    Deeper principle:
    Elsewhere:
    Note:

    ## Lesson 2

    > I tried **third**. It failed because **it was cold**. The principle is **a cache is a promise**.
    >
    > - **author:** ada
    > - **when:** 2026-10-05
    > - **tags:** caching

    Id: krh8i82rr5dj-ca2f58b0
    Verdict:
    Deeper principle:
    Elsewhere:
    Note:
    ");
    assert_snapshot!(home.run("review --pack pack.md"), @"
    -- standard error --
    2 lessons written to pack.md; `folio review --read pack.md` takes the answers back
    ");
    assert_eq!(home.read("pack.md"), home.output("review --pack -"));
}

#[test]
fn a_pack_never_takes_the_place_of_a_file_that_may_hold_answers() {
    let mut home = home();
    packed(&mut home, &[("Verdict", "confirmed")]);
    let before = home.read("pack.md");
    assert_snapshot!(home.refused(1, "review --pack pack.md"), @"
    error: pack.md is there already, and may hold answers
    hint: name another file, or move that one away
    ");
    assert_eq!(home.read("pack.md"), before);
}

#[test]
fn the_answers_of_a_pack_come_back_in_one_step_and_only_once() {
    let mut home = home();
    packed(
        &mut home,
        &[
            ("By", "Grace"),
            ("Verdict", "refined"),
            ("Deeper principle", "what is shared has one owner"),
            ("Elsewhere", "rate limits\n- feature flags"),
            ("Verdict", "disputed"),
            (
                "Note",
                "Only where the caller waits.\n\nElse it is a queue.",
            ),
        ],
    );
    let filled = home.read("pack.md");
    assert_snapshot!(home.run("review --read pack.md"), @"
    reviewed xxhy: refined by Grace
    reviewed wn83: disputed by Grace
    2 reviews taken, 1 left open
    ");
    assert_eq!(home.read("pack.md"), filled);
    let first = &reviews(&mut home, "first")[0];
    assert_eq!(first["by"], "Grace");
    assert_eq!(first["principle"], "what is shared has one owner");
    assert_eq!(first["elsewhere"], json!(["rate limits", "feature flags"]));
    let exported = home.exported();
    home.set_now("2026-10-06T09:30:00+02:00");
    assert_snapshot!(home.run("review --read pack.md"), @"0 reviews taken, 2 taken before, 1 left open");
    assert_eq!(home.exported(), exported);
    assert_snapshot!(home.run("undo"), @"
    undone: review --read of 2026-10-05 09:30 (2 entries)
    - first
    - second
    ");
    assert_eq!(waiting(&mut home), ["first", "second", "third"]);
}

#[test]
fn what_is_not_understood_is_shown_with_its_line_and_the_rest_is_taken() {
    let mut home = home();
    packed(
        &mut home,
        &[
            ("By", "Grace"),
            ("Verdict", "confirmd"),
            ("Verdict", "confirmed"),
            ("Verdict", "refined"),
        ],
    );
    let filled = home.read("pack.md") + "\nRegards, \u{1b}[31mGrace\n";
    home.write(
        "pack.md",
        filled.replace("By: Grace", "By: Grace\n\nDear Ada"),
    );
    assert_snapshot!(home.run("review --read pack.md"), @"
    reviewed wn83: confirmed by Grace
    1 review taken

    line  what stands there  why it was not taken
    ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
      16  Dear Ada           it belongs to no lesson: answers stand below an `Id:` line
      29  confirmd           it is not a verdict: write `confirmed`, `refined` or `disputed`
      56  refined            `refined` needs the deeper principle: write it behind `Deeper principle:`, or `confirmed` as the verdict
    -- standard error --
    error: 3 places of pack.md could not be taken
    hint: mend the file and read it again: what was taken is not taken twice
    -- exit code 1 --
    ");
    assert_eq!(waiting(&mut home), ["first", "third"]);
    let mended = home.read("pack.md").replace("confirmd", "confirmed");
    home.write("pack.md", mended);
    let taken = home.run("review --read pack.md --json");
    let taken: Value = serde_json::from_str(&taken.output).unwrap();
    let taken = &taken["taken"];
    assert_eq!(taken["reviewed"][0]["tried"], "first");
    assert_eq!((&taken["present"], &taken["open"]), (&1.into(), &0.into()));
    assert_eq!(taken["problems"].as_array().unwrap().len(), 2);
}

#[test]
fn a_reordered_pack_means_the_same_lessons() {
    let mut home = home();
    packed(
        &mut home,
        &[
            ("By", "Grace"),
            ("Note", "of the first"),
            ("Verdict", "confirmed"),
        ],
    );
    let pack = home.read("pack.md");
    let mut parts = pack.split("\n## Lesson ");
    let head = parts.next().unwrap();
    let mut lessons: Vec<&str> = parts.collect();
    lessons.reverse();
    home.write(
        "pack.md",
        format!("{head}\n## Lesson {}", lessons.join("\n## Lesson ")),
    );
    home.output("review --read pack.md");
    assert_eq!(reviews(&mut home, "first")[0]["note"], "of the first");
}

#[test]
fn an_answer_is_about_the_principle_that_was_packed() {
    let mut home = home();
    packed(&mut home, &[("By", "Grace"), ("Verdict", "disputed")]);
    let first = short(&mut home, "first");
    home.output(&format!(
        "edit {first} --principle 'shared state has one owner'"
    ));
    home.output("review --read pack.md");
    assert_eq!(
        reviews(&mut home, "first")[0]["reviewed"],
        "state has one owner"
    );
    assert_eq!(waiting(&mut home), ["first", "second", "third"]);
}

#[test]
fn lessons_that_are_gone_are_told_and_the_others_taken() {
    let mut home = home();
    packed(
        &mut home,
        &[
            ("By", "Grace"),
            ("Verdict", "confirmed"),
            ("Verdict", "confirmed"),
            ("Verdict", "confirmed"),
        ],
    );
    let (first, third) = (short(&mut home, "first"), short(&mut home, "third"));
    home.output(&format!("rm {first} --yes"));
    home.output(&format!("edit {third} --principle ''"));
    assert_snapshot!(home.run("review --read pack.md"), @"
    reviewed wn83: confirmed by Grace
    1 review taken

    line  what stands there  why it was not taken
    ───────────────────────────────────────────────────────────────────────
      26  xxhy7na97npf       no entry has this id; it may have been removed
      53  krh8i82rr5dj       its principle has been taken away
    -- standard error --
    error: 2 places of pack.md could not be taken
    hint: mend the file and read it again: what was taken is not taken twice
    -- exit code 1 --
    ");
    assert_eq!(reviews(&mut home, "second").len(), 1);
}

#[test]
fn who_answered_is_a_flag_a_line_or_a_question() {
    let mut home = home();
    packed(&mut home, &[("Verdict", "confirmed")]);
    assert_snapshot!(home.refused(2, "review --read pack.md"), @"
    error: the pack does not say who answered
    hint: write the name behind `By:` at its top, or add `--by NAME`
    ");
    home.command("review --read pack.md --no-input")
        .terminal(80, 24)
        .run()
        .refused(2);
    let asked = home.command("review --read pack.md").terminal(80, 24);
    asked.answer("Who answered?", "Alan").run().succeeded();
    assert_eq!(reviews(&mut home, "first")[0]["by"], "Alan");
    home.output("review --read pack.md --by Grace");
    assert_eq!(reviews(&mut home, "first")[1]["by"], "Grace");
}

#[test]
fn a_file_that_is_no_pack_is_refused() {
    let mut home = home();
    home.write("letter.md", "# A letter\n\nDear Ada\n");
    assert_snapshot!(home.refused(2, "review --read letter.md"), @"
    error: letter.md holds no lessons: no line of it begins with `Id:`
    hint: give a file that `folio review --pack FILE` wrote
    ");
    home.write("latin.md", b"Id: abcd\nVerdict: confirmed\nNote: caf\xe9\n");
    assert_snapshot!(home.refused(2, "review --read latin.md"), @"
    error: line 3 of latin.md is not UTF-8
    hint: save the file as UTF-8 and read it again
    ");
    home.write("huge.md", "x".repeat(16 * 1024 * 1024 + 1));
    assert_snapshot!(home.refused(2, "review --read huge.md"), @"
    error: huge.md has more than 16777216 bytes
    hint: check that it is the file you mean
    ");
    home.refused(1, "review --read missing.md");
    let piped = home.command("review --read - --by Grace");
    let run = piped.input("Id: zzzz\nVerdict: confirmed\n").run();
    assert_eq!(run.code, 1);
}

#[test]
fn a_journal_with_reviews_comes_back_from_every_export() {
    let mut home = home();
    let first = short(&mut home, "first");
    home.output(&format!(
        "review {first} --verdict refined -p deeper --elsewhere here --by Grace"
    ));
    home.output(&format!("edit {first} --principle 'another one'"));
    let exported = home.exported();
    for format in ["jsonl", "csv", "markdown"] {
        let text = home.output(&format!("export entries --format {format}"));
        let mut other = Home::new();
        let import = format!("import - --format {}", format.replace("jsonl", "json"));
        other.command(&import).input(text).run().succeeded();
        assert_eq!(other.exported(), exported, "{format}");
    }
}

#[test]
fn history_tells_of_reviews() {
    let mut home = home();
    let first = short(&mut home, "first");
    home.output(&format!(
        "review {first} --verdict confirmed --note fine --by Grace"
    ));
    home.output("undo");
    let history = home.output(&format!("history {first}"));
    let (_, reviewed) = history.split_once("\n\n").unwrap();
    assert_snapshot!(reviewed, @"
    2026-10-05 09:30  changed by ada  (review)
    reviews  + verdict confirmed; by Grace; at 2026-10-05T09:30:00+02:00; reviewed state has one owner; note fine

    2026-10-05 09:30  changed by ada  (undo)
    reviews  - verdict confirmed; by Grace; at 2026-10-05T09:30:00+02:00; reviewed state has one owner; note fine
    ");
}

#[test]
fn a_lesson_whose_principle_was_edited_is_not_counted_as_reviewed_while_it_waits() {
    let mut home = home();
    let first = short(&mut home, "first");
    home.output(&format!("review {first} --verdict confirmed --by grace"));
    let counted = |home: &mut Home| {
        let figures = home.json("report", "report --json")["figures"].take();
        (
            figures["reviewed"].clone(),
            figures["awaiting_review"].clone(),
        )
    };
    assert_eq!(counted(&mut home), (json!(1), json!(2)));
    home.output(&format!("edit {first} -p 'state lives outside'"));
    assert_eq!(counted(&mut home), (json!(0), json!(3)));
    assert_eq!(home.ids("list --stage reviewed"), [""; 0]);
    assert_eq!(waiting(&mut home), ["first", "second", "third"]);
    home.output("undo");
    assert_eq!(home.ids("list --stage reviewed"), [first]);
}
