//! `folio recall`: which lessons come back, why, and when folio is silent.

use insta::assert_snapshot;

use crate::driver::Home;

#[test]
fn a_sentence_brings_its_lesson_back_with_the_reason() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("recall 'it works on one replica and is flaky on two replicas'"), @"
    m2ab  very likely (0.97)
    I tried keep sessions in process memory. It failed because two replicas disagreed after the deploy. The principle is State shared by replicas lives outside them; deeper: shared state needs one owner. Next time I see works on one replica, flaky on two; logged out at random, I will count the replicas first.
    signal  works on one replica, flaky on two
    seen    it works on one replica and is flaky on two replicas
    words   replica, two, one, works, flaky

    k7fq  likely (0.85)
    I tried cache prices in the web process. It failed because prices stayed stale after a change. The principle is state shared by replicas lives outside them. Next time I see works on one replica, flaky on two, I will count the replicas first.
    signal  works on one replica, flaky on two
    seen    it works on one replica and is flaky on two replicas
    words   replica, works, one, two, flaky
    ");
}

#[test]
fn nothing_to_say_is_silence() {
    let mut home = Home::with_portfolio();
    let run = home
        .run("recall 'the colour of the button is wrong'")
        .succeeded();
    assert_eq!((run.output.as_str(), run.error.as_str()), ("", ""));
    let run = home.run("recall 'the colour of the button is wrong' --exit-code");
    assert_eq!(
        (run.code, run.output.as_str(), run.error.as_str()),
        (1, "", "")
    );
    assert_eq!(
        home.output("recall 'the colour of the button is wrong' --json"),
        "{\"folio\":1,\"lessons\":[]}\n"
    );
}

#[test]
fn what_is_piped_in_is_read() {
    let mut home = Home::with_portfolio();
    let log = "Compiling shop v0.1.0\nerror: two replicas disagreed after the deploy\n";
    for line in ["recall --json", "recall - --json"] {
        let run = home.command(line).input(log).run().succeeded();
        assert!(run.output.contains("\"short\":\"m2ab\""), "{run}");
    }
}

#[test]
fn on_a_terminal_a_text_must_be_given() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.command("recall").terminal(80, 24).run().refused(2), @r#"
    error: there is no text to find lessons for
    hint: write it, as in `folio recall "flaky on two replicas"`, or pipe a log in:
    `make 2>&1 | folio recall`
    "#);
}
