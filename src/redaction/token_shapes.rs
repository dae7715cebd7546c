//! What the tokens of providers look like: facts of their formats, one line for each. How a text is compared with them
//! does not live here.

/// The characters that a part of a token may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    /// 0 to 9.
    Digit,
    /// 0 to 9, a to f, A to F.
    Hex,
    /// A to Z, 0 to 9.
    Upper,
    /// a to z, 0 to 9.
    Lower,
    /// Letters and digits.
    Alphanumeric,
    /// Letters, digits, `_`.
    Word,
    /// Letters, digits, `_`, `-`: base64 for addresses.
    Dashed,
    /// Letters, digits, `_`, `-`, `.`.
    Dotted,
    /// Letters, digits, `_`, `-`, `.`, `~`.
    Unreserved,
    /// Letters, digits, `+`, `/`, `=`, `_`, `-`: any base64.
    Base64,
}

impl Alphabet {
    /// Whether a byte belongs to it.
    pub(super) fn has(self, byte: u8) -> bool {
        match self {
            Alphabet::Digit => byte.is_ascii_digit(),
            Alphabet::Hex => byte.is_ascii_hexdigit(),
            Alphabet::Upper => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
            Alphabet::Lower => byte.is_ascii_digit() || byte.is_ascii_lowercase(),
            Alphabet::Alphanumeric => byte.is_ascii_alphanumeric(),
            Alphabet::Word => byte.is_ascii_alphanumeric() || byte == b'_',
            Alphabet::Dashed => Alphabet::Word.has(byte) || byte == b'-',
            Alphabet::Dotted => Alphabet::Dashed.has(byte) || byte == b'.',
            Alphabet::Unreserved => Alphabet::Dotted.has(byte) || byte == b'~',
            Alphabet::Base64 => Alphabet::Dashed.has(byte) || matches!(byte, b'+' | b'/' | b'='),
        }
    }
}

/// A run of characters: which, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) alphabet: Alphabet,
    pub(super) least: usize,
    pub(super) most: usize,
}

/// What the tokens of one kind have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// What it is, in words for people.
    pub(super) kind: &'static str,
    /// What comes before the literal; for most, nothing.
    pub(super) before: Option<Part>,
    /// What they all have, in this case.
    pub(super) literal: &'static str,
    /// What comes after the literal.
    pub(super) after: Part,
}

/// So much of a token is looked at to tell whether it is one, in bytes: more than any must have at least.
pub(super) const LOOKED_AT: usize = 128;

const fn part(alphabet: Alphabet, least: usize, most: usize) -> Part {
    Part {
        alphabet,
        least,
        most,
    }
}

/// A literal, then at least so many characters.
const fn open(
    kind: &'static str,
    literal: &'static str,
    alphabet: Alphabet,
    least: usize,
) -> Shape {
    Shape {
        kind,
        before: None,
        literal,
        after: part(alphabet, least, usize::MAX),
    }
}

/// A literal, then so many characters, no more and no less.
const fn exact(
    kind: &'static str,
    literal: &'static str,
    alphabet: Alphabet,
    length: usize,
) -> Shape {
    Shape {
        kind,
        before: None,
        literal,
        after: part(alphabet, length, length),
    }
}

use Alphabet::{Alphanumeric, Base64, Dashed, Digit, Dotted, Hex, Lower, Unreserved, Upper, Word};

/// Every shape, by what it gives access to.
pub(super) const SHAPES: &[Shape] = &[
    // Code and packages.
    open("github token", "ghp_", Word, 36),
    open("github token", "gho_", Word, 36),
    open("github token", "ghu_", Word, 36),
    open("github token", "ghs_", Dotted, 36),
    open("github token", "ghr_", Word, 36),
    open("github token", "github_pat_", Word, 40),
    open("gitlab token", "glpat-", Dotted, 20),
    open("gitlab token", "gldt-", Dotted, 20),
    open("gitlab token", "glrt-", Dotted, 20),
    open("gitlab token", "glcbt-", Dotted, 20),
    open("gitlab token", "glptt-", Dotted, 20),
    open("gitlab token", "glft-", Dotted, 20),
    open("gitlab token", "glsoat-", Dotted, 20),
    open("gitlab token", "glimt-", Dotted, 20),
    open("gitlab token", "glagent-", Dotted, 20),
    open("gitlab token", "gloas-", Dotted, 40),
    open("gitlab token", "GR1348941", Dashed, 20),
    open("bitbucket token", "ATBB", Alphanumeric, 32),
    open("atlassian token", "ATATT3", Base64, 60),
    open("atlassian token", "ATCTT3", Base64, 60),
    open("npm token", "npm_", Alphanumeric, 36),
    open("pypi token", "pypi-AgEI", Dashed, 50),
    exact("crates.io token", "cio", Alphanumeric, 32),
    exact("rubygems token", "rubygems_", Hex, 48),
    exact("nuget key", "oy2", Lower, 43),
    exact("clojars token", "CLOJARS_", Alphanumeric, 60),
    open("docker token", "dckr_pat_", Dashed, 20),
    open("docker token", "dckr_oat_", Dashed, 20),
    open("artifactory key", "AKCp", Alphanumeric, 60),
    open("sourcegraph token", "sgp_", Word, 40),
    exact("sonarqube token", "sqp_", Hex, 40),
    exact("sonarqube token", "squ_", Hex, 40),
    exact("sonarqube token", "sqa_", Hex, 40),
    open("circleci token", "CCIPAT_", Word, 40),
    open("circleci token", "CCIPRJ_", Word, 40),
    exact("buildkite token", "bkua_", Hex, 40),
    open("postman key", "PMAK-", Dashed, 50),
    // Clouds and hosts.
    exact("aws access key", "AKIA", Upper, 16),
    exact("aws access key", "ASIA", Upper, 16),
    exact("aws access key", "ABIA", Upper, 16),
    exact("google api key", "AIza", Dashed, 35),
    open("google token", "ya29.", Dashed, 20),
    open("google token", "1//0", Dashed, 40),
    exact("google client secret", "GOCSPX-", Dashed, 28),
    Shape {
        kind: "azure client secret",
        before: Some(part(Unreserved, 4, 4)),
        literal: "Q~",
        after: part(Unreserved, 31, 34),
    },
    exact("digitalocean token", "dop_v1_", Hex, 64),
    exact("digitalocean token", "doo_v1_", Hex, 64),
    exact("digitalocean token", "dor_v1_", Hex, 64),
    open("heroku token", "HRKU-", Dashed, 36),
    open("fly.io token", "fm1_", Base64, 60),
    open("fly.io token", "fm2_", Base64, 60),
    open("fly.io token", "fo1_", Dashed, 40),
    open("netlify token", "nfp_", Alphanumeric, 36),
    exact("supabase token", "sbp_", Hex, 40),
    open("supabase key", "sb_secret_", Dashed, 20),
    open("planetscale token", "pscale_tkn_", Dashed, 32),
    open("planetscale token", "pscale_oauth_", Dashed, 32),
    open("planetscale password", "pscale_pw_", Dashed, 32),
    open("databricks token", "dapi", Hex, 32),
    exact("pulumi token", "pul-", Hex, 40),
    Shape {
        kind: "terraform token",
        before: Some(part(Alphanumeric, 14, 14)),
        literal: ".atlasv1.",
        after: part(Dashed, 60, 80),
    },
    open("vault token", "hvs.", Dashed, 24),
    open("vault token", "hvb.", Dashed, 24),
    open("vault token", "hvr.", Dashed, 24),
    open("doppler token", "dp.pt.", Alphanumeric, 40),
    open("doppler token", "dp.st.", Dotted, 40),
    open("doppler token", "dp.ct.", Alphanumeric, 40),
    open("doppler token", "dp.sa.", Alphanumeric, 40),
    open("doppler token", "dp.scim.", Alphanumeric, 40),
    open("doppler token", "dp.audit.", Alphanumeric, 40),
    open("1password token", "ops_eyJ", Base64, 100),
    open("tailscale key", "tskey-", Dashed, 20),
    exact("age key", "AGE-SECRET-KEY-1", Upper, 58),
    // Models.
    open("anthropic key", "sk-ant-", Dashed, 20),
    open("openai key", "sk-proj-", Dashed, 20),
    open("openai key", "sk-svcacct-", Dashed, 20),
    open("openai key", "sk-admin-", Dashed, 20),
    open("openrouter key", "sk-or-v1-", Hex, 40),
    open("api key", "sk-", Alphanumeric, 32),
    open("hugging face token", "hf_", Alphanumeric, 34),
    open("hugging face token", "api_org_", Alphanumeric, 34),
    open("groq key", "gsk_", Alphanumeric, 48),
    open("replicate token", "r8_", Alphanumeric, 37),
    open("perplexity key", "pplx-", Alphanumeric, 40),
    open("xai key", "xai-", Alphanumeric, 70),
    // Messages and mail.
    open("slack token", "xoxb-", Dashed, 20),
    open("slack token", "xoxp-", Dashed, 20),
    open("slack token", "xoxa-", Dashed, 20),
    open("slack token", "xoxr-", Dashed, 20),
    open("slack token", "xoxs-", Dashed, 20),
    open("slack token", "xoxc-", Dashed, 20),
    open("slack token", "xoxd-", Base64, 20),
    open("slack token", "xoxe-", Dashed, 20),
    open("slack token", "xoxe.xox", Dashed, 20),
    open("slack token", "xapp-", Dashed, 30),
    open("slack webhook", "hooks.slack.com/services/", Base64, 30),
    Shape {
        kind: "telegram token",
        before: Some(part(Digit, 8, 12)),
        literal: ":AA",
        after: part(Dashed, 32, 34),
    },
    open("discord webhook", "discord.com/api/webhooks/", Base64, 60),
    open(
        "discord webhook",
        "discordapp.com/api/webhooks/",
        Base64,
        60,
    ),
    exact("sendgrid key", "SG.", Dotted, 66),
    exact("twilio key", "SK", Hex, 32),
    exact("mailgun key", "key-", Hex, 32),
    Shape {
        kind: "mailchimp key",
        before: Some(part(Hex, 32, 32)),
        literal: "-us",
        after: part(Digit, 1, 2),
    },
    open("brevo key", "xkeysib-", Dashed, 64),
    open("brevo key", "xsmtpsib-", Dashed, 64),
    // Money and shops.
    open("stripe key", "sk_live_", Alphanumeric, 16),
    open("stripe key", "sk_test_", Alphanumeric, 16),
    open("stripe key", "rk_live_", Alphanumeric, 16),
    open("stripe key", "rk_test_", Alphanumeric, 16),
    open("webhook secret", "whsec_", Base64, 24),
    exact("shopify token", "shpat_", Hex, 32),
    exact("shopify token", "shpca_", Hex, 32),
    exact("shopify token", "shppa_", Hex, 32),
    exact("shopify token", "shpss_", Hex, 32),
    open("square token", "sq0atp-", Dashed, 22),
    open("square secret", "sq0csp-", Dashed, 40),
    open("plaid token", "access-sandbox-", Dashed, 36),
    open("plaid token", "access-production-", Dashed, 36),
    // Work and watching.
    open("linear key", "lin_api_", Alphanumeric, 32),
    open("linear token", "lin_oauth_", Alphanumeric, 32),
    open("notion token", "ntn_", Alphanumeric, 40),
    exact("notion token", "secret_", Alphanumeric, 43),
    open("figma token", "figd_", Dashed, 40),
    open("grafana token", "glsa_", Word, 40),
    open("grafana token", "glc_", Base64, 40),
    exact("new relic key", "NRAK-", Upper, 27),
    open("sentry token", "sntrys_", Base64, 60),
    open("sentry token", "sntryu_", Hex, 60),
    exact("dynatrace token", "dt0c01.", Dotted, 89),
    exact("typeform token", "tfp_", Dotted, 59),
    open("prefect key", "pnu_", Alphanumeric, 36),
    open("readme key", "rdme_", Lower, 60),
    open("shippo key", "shippo_live_", Hex, 40),
    open("mapbox token", "sk.eyJ", Dotted, 60),
];
