//! `folio rm`: entries are removed, after a question.

use folio::host::YesOrNo;
use folio::host::scripted::Reply;
use insta::assert_snapshot;

use crate::driver::Home;

#[test]
fn several_entries_are_removed_without_a_question_when_told_so() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("rm k7fq p3we --yes"), @"removed 2 entries  (`folio undo` brings them back)");
    assert_eq!(home.ids("list"), ["d8ry", "v4gh", "m2q5", "x9kd", "m2ab"]);
    assert_eq!(home.ids("search prices"), [""; 0]);
}

#[test]
fn on_a_terminal_it_asks_first() {
    let mut home = Home::with_portfolio();
    let run = home
        .command("rm k7fq --color never")
        .terminal(80, 24)
        .reply("Remove this entry?", Reply::Confirm(YesOrNo::Yes))
        .run();
    assert_snapshot!(run, @"
    removed 1 entry  (`folio undo` brings it back)
    -- standard error --
    I tried cache prices in the web process. It failed because prices stayed stale
    after a change. The principle is state shared by replicas lives outside them.
    Next time I see works on one replica, flaky on two, I will count the replicas
    first.
    ");
    assert_eq!(home.ids("list").len(), 6);
}

#[test]
fn whoever_does_not_agree_removes_nothing() {
    let mut home = Home::with_portfolio();
    for (reply, code) in [
        (Reply::Confirm(YesOrNo::No), 1),
        (Reply::Return, 1),
        (Reply::Interrupt, 130),
    ] {
        let run = home
            .command("rm k7fq p3we")
            .terminal(80, 24)
            .reply("Remove these 2 entries?", reply)
            .run();
        assert_eq!(run.code, code, "{run}");
        assert_eq!(home.ids("list").len(), 7);
    }
}

#[test]
fn without_a_terminal_the_flag_is_named() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.refused(2, "rm k7fq"), @"
    error: removing asks first, and there is nobody to ask
    hint: add `--yes`
    ");
    home.command("rm k7fq --no-input")
        .terminal(80, 24)
        .run()
        .refused(2);
    assert_eq!(home.ids("list").len(), 7);
}

#[test]
fn one_unknown_id_among_several_removes_none() {
    let mut home = Home::with_portfolio();
    home.refused(4, "rm k7fq zzzz --yes");
    home.refused(5, "rm k7fq m2 --yes");
    home.refused(2, "rm --yes");
    assert_eq!(home.ids("list").len(), 7);
}

#[test]
fn an_entry_that_is_named_twice_is_removed_once() {
    let mut home = Home::with_portfolio();
    assert_snapshot!(home.run("rm k7fq K7FQ --yes"), @"removed 1 entry  (`folio undo` brings it back)");
    home.output("undo");
    assert_eq!(home.ids("list").len(), 7);
}

#[test]
fn json_holds_what_was_removed() {
    let mut home = Home::with_portfolio();
    assert_eq!(
        home.json("entries", "rm x9kd --yes --json")[0]["short"],
        "x9kd"
    );
    home.refused(4, "show x9kd");
}
