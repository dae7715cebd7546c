//! `folio config`, and where settings come from.

use std::fs;

use insta::assert_snapshot;

use crate::driver::Home;

#[test]
fn every_key_is_listed_with_its_value_and_where_it_comes_from() {
    let mut home = Home::new();
    home.configure("author = 'Ada Lovelace'\n[journals]\nwork = '~/work.db'\n");
    home.write(".folio.toml", "project = 'engine'\n");
    let run = home
        .command("config list --origin")
        .environment("FOLIO_AUTHOR", "Grace")
        .run();
    assert_snapshot!(run, @"
    key                    value                                                                                        origin
    ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
    author                 Grace                                                                                        environment: FOLIO_AUTHOR
    project                engine                                                                                       project: ~/work/.folio.toml
    tags                                                                                                                default
    assist                                                                                                              default
    week_start             monday                                                                                       default
    dates                  iso                                                                                          default
    color                  auto                                                                                         default
    pager                  less                                                                                         default
    editor                                                                                                              default
    list.columns           id,date,outcome,tags,tried                                                                   default
    list.limit             20                                                                                           default
    report.sections        overview,tags,projects,explorations,principles,signals,drafts,growth,calibration,comparison  default
    calibration.by_hand                                                                                                 default
    calibration.with_help                                                                                               default
    exploration.clock      15m                                                                                          default
    memory.commands        true                                                                                         default
    hook.minimum_duration  1s                                                                                           default
    hook.ignore                                                                                                         default
    struggle.after         15m                                                                                          default
    redaction.patterns                                                                                                  default
    backup.keep            5                                                                                            default
    journal                                                                                                             default
    journals.work          ~/work.db                                                                                    user: ~/.config/folio/config.toml
    ");
}

#[test]
fn config_alone_is_its_list() {
    let mut home = Home::new();
    assert_eq!(home.output("config"), home.output("config list"));
    let rows = home.json("configuration", "config list --json");
    assert_snapshot!(rows[0], @r#"{"key":"author","value":null,"origin":"default","description":"Who writes the entries."}"#);
    assert_eq!(
        home.output("config list --format jsonl").lines().count(),
        rows.as_array().unwrap().len()
    );
}

#[test]
fn what_is_set_is_got_and_what_is_unset_is_gone() {
    let mut home = Home::new();
    for (key, value, shown) in [
        ("author", "'Ada Lovelace'", "Ada Lovelace"),
        ("tags", "shop,backend", "shop,backend"),
        ("assist", "ask", "ask"),
        ("week_start", "sunday", "sunday"),
        ("dates", "long", "long"),
        ("color", "never", "never"),
        ("pager", "never", "never"),
        ("editor", "'code --wait'", "code --wait"),
        ("list.columns", "id,tried", "id,tried"),
        ("list.limit", "50", "50"),
        ("report.sections", "overview,tags", "overview,tags"),
        ("journals.work", "/tmp/work.db", "/tmp/work.db"),
    ] {
        let preset = home.run(&format!("config get {key}")).output;
        home.output(&format!("config set {key} {value}"));
        assert_eq!(
            home.output(&format!("config get {key}")),
            format!("{shown}\n"),
            "{key}"
        );
        home.output(&format!("config unset {key}"));
        assert_eq!(
            home.run(&format!("config get {key}")).output,
            preset,
            "{key}"
        );
    }
}

#[test]
fn the_path_is_that_of_the_users_file() {
    let mut home = Home::new();
    assert_eq!(home.output("config path"), "~/.config/folio/config.toml\n");
    let run = home
        .command("config path")
        .environment("XDG_CONFIG_HOME", "/elsewhere")
        .run();
    assert_eq!(run.output, "/elsewhere/folio/config.toml\n");
}

#[test]
fn setting_a_key_leaves_comments_and_other_keys_alone() {
    let mut home = Home::new();
    home.configure("# mine\ndates = 'long' # as in letters\n\n[list]\nlimit = 5\n");
    home.output("config set list.limit 50");
    let text = std::fs::read_to_string(home.configuration()).unwrap();
    assert_eq!(
        text,
        "# mine\ndates = 'long' # as in letters\n\n[list]\nlimit = 50\n"
    );
}

#[test]
fn unknown_keys_and_values_that_do_not_fit_are_refused() {
    let mut home = Home::new();
    for line in [
        "config set week_strat sunday",
        "config set week_start someday",
        "config set list.limit many",
        "config set list.limit -1",
        "config set list.columns id,nothing",
        "config set tags 'two words'",
        "config set journals.bad/name x",
        "config set list 5",
        "config get nothing",
        "config unset nothing",
        "config set dates",
        "config lisst",
    ] {
        home.refused(2, line);
    }
    assert_snapshot!(home.refused(2, "config set week_strat sunday"), @"
    error: unknown key `week_strat`
    hint: did you mean `week_start`?
    ");
    assert_snapshot!(home.refused(2, "config set week_start someday"), @r#"
    error: `week_start` is the text `someday`, but it must be one of `monday`, `tuesday`, `wednesday`, `thursday`, `friday`, `saturday`, `sunday`
    hint: write for example `week_start = "sunday"`
    "#);
    assert_snapshot!(home.refused(2, "config set exploration.clock 0"), @r#"
    error: `exploration.clock` is the text `0`, but it must be numbers with their units, such as `15m` or `1h 30m`, at least `1m`
    hint: write for example `exploration.clock = "30m"`
    "#);
    assert!(
        home.refused(2, "config set list.limit -1")
            .contains("it must be a whole number, 0 or more")
    );
    assert!(!home.configuration().exists());
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_what_to_do_about_reading() {
    let mut home = Home::new();
    fs::create_dir_all(home.configuration()).unwrap();
    assert_snapshot!(home.refused(1, "list"), @"
    error: cannot read `~/.config/folio/config.toml`: is a directory
    hint: what is read here is a file of text in UTF-8, of 1 MiB at most: move this away
    ");
}

#[test]
fn an_unknown_key_in_the_file_warns_with_the_nearest_known_one() {
    let mut home = Home::new();
    home.configure("week_strat = 'sunday'\n");
    assert_snapshot!(home.run("list"), @"
    -- standard error --
    warning: unknown key `week_strat` in ~/.config/folio/config.toml, line 1, did you mean `week_start`?
    no entries
    ");
}

#[test]
fn a_file_that_is_not_understood_stops_every_command() {
    let mut home = Home::new();
    home.configure("dates = \n");
    assert_snapshot!(home.refused(2, "list"), @"
    error: ~/.config/folio/config.toml is not valid TOML (line 1, column 9): string values must be quoted, expected literal string
    hint: correct line 1 of the file, then try again
    ");
    home.configure("dates = 'sometimes'\n");
    assert_snapshot!(home.refused(2, "list"), @r#"
    error: `dates` in ~/.config/folio/config.toml, line 1, is the text `sometimes`, but it must be one of `iso`, `relative`, `long`
    hint: write for example `dates = "relative"`
    "#);
}

#[test]
fn a_projects_file_may_set_project_and_tags_only() {
    let mut home = Home::new();
    home.write(
        ".folio.toml",
        "project = 'engine'\ntags = ['steam']\neditor = 'rm -rf'\njournal = '/tmp/evil.db'\n",
    );
    let run = home.run("log x -b y");
    assert_eq!(run.code, 0);
    assert_snapshot!(run.error, @"
    warning: `editor` in ~/work/.folio.toml, line 3, is ignored: a project's file may set only `project` and `tags`
    warning: `journal` in ~/work/.folio.toml, line 4, is ignored: a project's file may set only `project` and `tags`
    ");
    assert_eq!(
        home.json("entries", "list --json")[0]["tags"],
        serde_json::json!(["steam"])
    );
    assert!(home.journal().exists());
}

#[test]
fn flags_beat_the_environment_which_beats_the_project_which_beats_the_user() {
    let mut home = Home::new();
    home.configure("project = 'user'\n");
    let mut project = |line: &str, environment: &str| {
        let run = home
            .command(line)
            .environment("FOLIO_PROJECT", environment)
            .run()
            .succeeded();
        let entry: serde_json::Value = serde_json::from_str(&run.output).unwrap();
        home.write(".folio.toml", "project = 'project'\n");
        entry["entry"]["project"].as_str().unwrap().to_owned()
    };
    assert_eq!(project("log x -b y --json", ""), "user");
    assert_eq!(project("log x -b y --json", ""), "project");
    assert_eq!(project("log x -b y --json", "environment"), "environment");
    assert_eq!(
        project("log x -b y --json --project flag", "environment"),
        "flag"
    );
}

#[test]
fn journals_are_chosen_by_flag_name_environment_and_configuration() {
    let mut home = Home::new();
    home.configure("[journals]\nwork = '~/work/named.db'\n");
    home.output("log default -b y");
    home.output("log flag -b y --journal flag.db");
    home.output("log named -b y -j work");
    home.command("log environment -b y")
        .environment("FOLIO_JOURNAL", "environment.db")
        .run()
        .succeeded();
    for (line, expected) in [
        ("list --json", "default"),
        ("list --json --journal flag.db", "flag"),
        ("-j work list --json", "named"),
        ("list --json --journal named.db", "named"),
        ("list --json --journal environment.db", "environment"),
    ] {
        assert_eq!(home.json("entries", line)[0]["tried"], expected, "{line}");
    }
    assert_snapshot!(home.refused(4, "list -j wrok"), @"
    error: no journal is called `wrok`
    hint: did you mean `work`?
    ");
    home.refused(2, "list -j work --journal flag.db");
}

#[test]
fn a_configuration_that_cannot_be_used_can_be_mended_by_folio() {
    let mut home = Home::new();
    home.configure("week_start = \"tomorow\"\n");
    home.refused(2, "list");
    home.refused(2, "config get author");
    for line in ["init bash", "completions bash", "man log", "config path"] {
        let run = home.run(line);
        assert_eq!(run.code, 0, "{line}");
        assert!(run.error.contains("tomorow"), "{line}");
    }
    assert_snapshot!(home.run("config set week_start monday"), @"
    -- standard error --
    warning: `week_start` in ~/.config/folio/config.toml, line 1, is the text `tomorow`, but it must be one of `monday`, `tuesday`, `wednesday`, `thursday`, `friday`, `saturday`, `sunday`
    ");
    assert_eq!(home.output("config get week_start"), "monday\n");
}
