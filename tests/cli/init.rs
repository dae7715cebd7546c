//! `folio init`. What the scripts do is tested in real shells.

use super::driver::Home;

#[test]
fn each_shell_gets_its_script_with_the_configured_duration() {
    let mut home = Home::new();
    for (shell, said) in [
        ("bash", "__folio_minimum=1000\n"),
        ("zsh", "__folio_minimum=1000\n"),
        ("fish", "set --global __folio_minimum 1000\n"),
    ] {
        let script = home.output(&format!("init {shell}"));
        assert!(script.ends_with(said), "{shell}");
        assert!(script.contains("folio hook"), "{shell}");
    }
    home.configure("[hook]\nminimum_duration = \"2m\"\n");
    assert!(
        home.output("init zsh")
            .ends_with("__folio_minimum=120000\n")
    );
}

#[test]
fn a_shell_without_a_script_is_refused_with_those_that_have_one() {
    let error = Home::new().refused(2, "init powershell");
    assert!(error.contains("write one of: bash, zsh, fish"), "{error}");
}
