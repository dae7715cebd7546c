//! Secrets that their own shape gives away: they go wherever they stand.

use super::fixture::{
    ALPHANUMERIC, BASE64, DASHED, HEX, LOWER, UPPER, drawn, key_block, redact, redacted, redactor,
};

/// A made-up token of each kind, in the format of its provider.
fn tokens() -> Vec<(&'static str, String)> {
    [tokens_of_code(), tokens_of_clouds(), tokens_of_services()].concat()
}

fn after(prefix: &str, alphabet: &str, length: usize) -> String {
    format!("{prefix}{}", drawn(alphabet, length))
}

fn tokens_of_code() -> Vec<(&'static str, String)> {
    vec![
        ("github token", after("ghp_", ALPHANUMERIC, 36)),
        ("github token", after("gho_", ALPHANUMERIC, 36)),
        ("github token", after("ghu_", ALPHANUMERIC, 36)),
        ("github token", after("ghs_", ALPHANUMERIC, 36)),
        ("github token", after("ghr_", ALPHANUMERIC, 76)),
        (
            "github token",
            format!(
                "{}_{}",
                after("github_pat_", ALPHANUMERIC, 22),
                drawn(ALPHANUMERIC, 59)
            ),
        ),
        ("gitlab token", after("glpat-", DASHED, 20)),
        (
            "gitlab token",
            format!("{}.01.{}", after("glpat-", DASHED, 27), drawn(LOWER, 9)),
        ),
        ("gitlab token", after("glrt-", DASHED, 20)),
        ("gitlab token", after("GR1348941", DASHED, 20)),
        (
            "atlassian token",
            format!("{}={}", after("ATATT3xFfGF0", DASHED, 170), drawn(HEX, 8)),
        ),
        ("npm token", after("npm_", ALPHANUMERIC, 36)),
        ("pypi token", after("pypi-AgEIcHlwaS5vcmc", DASHED, 150)),
        ("crates.io token", after("cio", ALPHANUMERIC, 32)),
        ("rubygems token", after("rubygems_", HEX, 48)),
        ("nuget key", after("oy2", LOWER, 43)),
        ("docker token", after("dckr_pat_", DASHED, 27)),
    ]
}

fn tokens_of_clouds() -> Vec<(&'static str, String)> {
    vec![
        ("aws access key", after("AKIA", UPPER, 16)),
        ("aws access key", after("ASIA", UPPER, 16)),
        ("google api key", after("AIza", DASHED, 35)),
        ("google token", after("ya29.", DASHED, 120)),
        ("google client secret", after("GOCSPX-", DASHED, 28)),
        (
            "azure client secret",
            format!("{}8Q~{}", drawn(ALPHANUMERIC, 3), drawn(ALPHANUMERIC, 34)),
        ),
        ("digitalocean token", after("dop_v1_", HEX, 64)),
        ("heroku token", after("HRKU-", HEX, 36)),
        ("fly.io token", after("fm2_", BASE64, 200)),
        ("supabase token", after("sbp_", HEX, 40)),
        ("planetscale token", after("pscale_tkn_", DASHED, 43)),
        ("databricks token", after("dapi", HEX, 32)),
        (
            "terraform token",
            format!(
                "{}.atlasv1.{}",
                drawn(ALPHANUMERIC, 14),
                drawn(ALPHANUMERIC, 67)
            ),
        ),
        ("vault token", after("hvs.", DASHED, 90)),
        ("doppler token", after("dp.pt.", ALPHANUMERIC, 43)),
        ("doppler token", after("dp.st.prd.", ALPHANUMERIC, 43)),
        ("tailscale key", after("tskey-auth-", ALPHANUMERIC, 30)),
        ("age key", after("AGE-SECRET-KEY-1", UPPER, 58)),
        ("anthropic key", after("sk-ant-api03-", DASHED, 95)),
        ("openai key", after("sk-proj-", DASHED, 120)),
        ("api key", after("sk-", ALPHANUMERIC, 48)),
        ("hugging face token", after("hf_", ALPHANUMERIC, 34)),
        ("groq key", after("gsk_", ALPHANUMERIC, 52)),
    ]
}

fn tokens_of_services() -> Vec<(&'static str, String)> {
    let encoded = |length| format!("eyJ{}", drawn(DASHED, length));
    vec![
        (
            "slack token",
            format!(
                "xoxb-{}-{}-{}",
                "123456789012",
                "1234567890123",
                drawn(ALPHANUMERIC, 24)
            ),
        ),
        ("slack token", after("xapp-1-A0", ALPHANUMERIC, 60)),
        (
            "slack webhook",
            format!(
                "hooks.slack.com/services/T{}/B{}/{}",
                drawn(UPPER, 8),
                drawn(UPPER, 8),
                drawn(ALPHANUMERIC, 24)
            ),
        ),
        (
            "telegram token",
            format!("123456789:AA{}", drawn(DASHED, 33)),
        ),
        (
            "discord token",
            format!(
                "MTA5ODc2NTQzMjEwOTg3NjU0MzI.{}.{}",
                drawn(DASHED, 6),
                drawn(DASHED, 38)
            ),
        ),
        (
            "sendgrid key",
            format!("SG.{}.{}", drawn(DASHED, 22), drawn(DASHED, 43)),
        ),
        ("twilio key", after("SK", HEX, 32)),
        ("mailgun key", after("key-", HEX, 32)),
        ("mailchimp key", format!("{}-us12", drawn(HEX, 32))),
        ("stripe key", after("sk_live_", ALPHANUMERIC, 24)),
        ("stripe key", after("rk_live_", ALPHANUMERIC, 99)),
        ("webhook secret", after("whsec_", ALPHANUMERIC, 32)),
        ("shopify token", after("shpat_", HEX, 32)),
        ("square token", after("sq0atp-", DASHED, 22)),
        ("linear key", after("lin_api_", ALPHANUMERIC, 40)),
        ("notion token", after("ntn_", ALPHANUMERIC, 46)),
        ("figma token", after("figd_", DASHED, 43)),
        (
            "grafana token",
            format!("glsa_{}_{}", drawn(ALPHANUMERIC, 32), drawn(HEX, 8)),
        ),
        ("new relic key", after("NRAK-", UPPER, 27)),
        ("sentry token", after("sntryu_", HEX, 64)),
        (
            "postman key",
            format!("PMAK-{}-{}", drawn(HEX, 24), drawn(HEX, 34)),
        ),
        (
            "json web token",
            format!("{}.{}.{}", encoded(30), encoded(60), drawn(DASHED, 43)),
        ),
        ("json web token", format!("{}.{}", encoded(30), encoded(60))),
    ]
}

/// Surroundings in which a token may stand, `@` being the token.
const PLACES: &[&str] = &[
    "@",
    "using @ for the upload",
    "error: 401 for @.",
    "(@)",
    "[\"@\",null]",
    "\u{1b}[31m@\u{1b}[0m",
    "{\"log\":\"first\\n@\\nlast\"}",
    "?next=%3D@&x=1",
    "é@é",
    "line\r\n@\r\nline",
];

#[test]
fn a_token_of_every_provider_goes_wherever_it_stands() {
    for (kind, token) in tokens() {
        for place in PLACES {
            let text = place.replace('@', &token);
            let wanted = place.replace('@', &format!("[redacted: {kind}]"));
            assert_eq!(redacted(&text), wanted, "{kind} in {place}");
            assert_eq!(
                redactor().redact_certain(&text).text,
                wanted,
                "{kind} in {place}"
            );
        }
    }
}

#[test]
fn what_was_found_is_counted_by_kind() {
    let (one, other) = (drawn(ALPHANUMERIC, 36), drawn(UPPER, 16));
    let found = redact(&format!("ghp_{one} AKIA{other} gho_{one}")).found;
    let kinds: Vec<_> = found.kinds().collect();
    assert_eq!(kinds, [("aws access key", 1), ("github token", 2)]);
    assert_eq!(found.total(), 3);
}

#[test]
fn a_token_that_documentation_made_up_stays() {
    for text in [
        format!("ghp_{}", "x".repeat(36)),
        format!("sk-ant-{}", "xxxx-".repeat(8)),
        "ghp_<your token>".to_owned(),
        "the prefix sk_live_ tells live keys from test keys".to_owned(),
    ] {
        assert_eq!(redacted(&text), text);
    }
}

#[test]
fn a_token_of_another_length_or_inside_a_word_stays() {
    for text in [
        format!("AKIA{}", drawn(UPPER, 15)),
        format!("AKIA{}", drawn(UPPER, 17)),
        format!("data{}AKIA{}", drawn(UPPER, 4), drawn(UPPER, 16)),
        format!("dop_v1_{}", drawn(HEX, 20)),
        format!("SK{}", drawn(HEX, 31)),
    ] {
        assert_eq!(redacted(&text), text);
    }
}

#[test]
fn a_private_key_goes_whole() {
    for kind in [
        "PRIVATE KEY",
        "RSA PRIVATE KEY",
        "OPENSSH PRIVATE KEY",
        "EC PRIVATE KEY",
        "PGP PRIVATE KEY BLOCK",
    ] {
        let block = key_block(kind).join("\n");
        let text = format!("before\n{block}\nafter");
        assert_eq!(
            redacted(&text),
            "before\n[redacted: private key]\nafter",
            "{kind}"
        );
        assert_eq!(redactor().redact_certain(&text).text, redacted(&text));
        let indented = format!("a: |\n    {}\nb: 1", block.replace('\n', "\n    "));
        assert_eq!(
            redacted(&indented),
            "a: |\n    [redacted: private key]\nb: 1"
        );
    }
}

#[test]
fn the_private_key_of_a_service_account_goes_and_its_json_stays() {
    let block = key_block("PRIVATE KEY").join("\\n");
    let text = format!(
        "{{\"type\": \"service_account\", \"private_key\": \"{block}\\n\", \"client_id\": \"1\"}}"
    );
    assert_eq!(
        redacted(&text),
        "{\"type\": \"service_account\", \"private_key\": \"[redacted: private key]\\n\", \"client_id\": \"1\"}"
    );
}

#[test]
fn a_private_key_without_its_end_goes_up_to_where_it_was_cut() {
    let block = key_block("RSA PRIVATE KEY");
    for separator in ["\n", "\r\n", "\\n", "\n  "] {
        let cut = block[..4].join(separator);
        assert_eq!(redacted(&cut), "[redacted: private key]", "{separator:?}");
        let followed = format!("{cut}\nerror: it ended too early");
        assert_eq!(
            redacted(&followed),
            "[redacted: private key]\nerror: it ended too early"
        );
    }
    let with_header = format!(
        "{}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A1B\n\n{}",
        block[0], block[1]
    );
    assert_eq!(redacted(&with_header), "[redacted: private key]");
}

#[test]
fn a_private_key_without_its_beginning_goes_from_where_it_was_cut() {
    let block = key_block("PRIVATE KEY");
    for separator in ["\n", "\r\n", "\\n", "\n  "] {
        let cut = block[2..].join(separator);
        let cut = &cut[30..];
        assert_eq!(
            redacted(&format!("{cut}\nafter")),
            "[redacted: private key]\nafter",
            "{separator:?}"
        );
        let short = &cut[30..];
        assert_eq!(
            redacted(&format!("{short}\nafter")),
            "[redacted: private key]\nafter",
            "{separator:?}"
        );
    }
}

#[test]
fn two_private_keys_take_nothing_between_them_along() {
    let block = key_block("PRIVATE KEY").join("\n");
    let text = format!("{block}\nbetween\n{block}");
    assert_eq!(
        redacted(&text),
        "[redacted: private key]\nbetween\n[redacted: private key]"
    );
}

#[test]
fn a_word_about_private_keys_and_a_public_key_stay() {
    let public = key_block("PUBLIC KEY").join("\n");
    let certificate = key_block("CERTIFICATE").join("\n");
    for text in [
        format!(
            "expected `-----{} PRIVATE KEY-----` at the start of the file",
            "BEGIN"
        ),
        format!("-----{} PRIVATE KEY-----\nerror: nothing follows", "BEGIN"),
        format!("no `-----{} PRIVATE KEY-----` was found", "END"),
        public,
        certificate,
    ] {
        assert_eq!(redacted(&text), text);
    }
}
