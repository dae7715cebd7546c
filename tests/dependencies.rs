//! What folio is built of: the licences of all crates, offline, against the list in `.cargo/deny.toml`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test says what it expects by failing, and starts cargo"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// A list of texts at a place of the configuration of `cargo deny`.
fn names(value: &toml::Value) -> Vec<String> {
    let names = value.as_array().unwrap().iter();
    names
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}

/// Every crate that is built into folio or its tests on this machine, as cargo describes it.
fn packages() -> Vec<Value> {
    let cargo = env!("CARGO");
    let described = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(["--filter-platform", "host-tuple"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        described.status.success(),
        "{}",
        String::from_utf8_lossy(&described.stderr)
    );
    let described: Value = serde_json::from_slice(&described.stdout).unwrap();
    described["packages"].as_array().unwrap().clone()
}

/// Whether a licence expression (SPDX, annex D; `/` is how crates used to write `OR`) can be met by what is allowed.
/// Only one `AND` of alternatives is understood, which is what crates write.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let expression = expression.replace('/', " OR ").replace(['(', ')'], " ");
    expression.split(" AND ").all(|alternatives| {
        let mut alternatives = alternatives.split(" OR ").map(str::trim);
        alternatives.any(|license| allowed.iter().any(|known| known == license))
    })
}

#[test]
fn every_crate_has_a_licence_that_is_allowed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(".cargo/deny.toml");
    let configuration: toml::Value = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let licenses = &configuration["licenses"];
    let allowed = names(&licenses["allow"]);
    let exceptions = licenses["exceptions"].as_array().unwrap();
    let packages = packages();
    assert!(packages.len() > 100, "{} crates", packages.len());
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let exception = exceptions
            .iter()
            .find(|exception| exception["crate"].as_str() == Some(name));
        let mut allowed = allowed.clone();
        allowed.extend(
            exception
                .map(|exception| names(&exception["allow"]))
                .unwrap_or_default(),
        );
        let expression = package["license"].as_str().unwrap_or("no licence");
        assert!(
            is_allowed(expression, &allowed),
            "{name} has the licence {expression}"
        );
    }
}

#[test]
fn a_licence_is_allowed_where_each_of_its_parts_is() {
    let allowed = ["MIT", "Unicode-3.0"].map(str::to_owned);
    for expression in [
        "MIT",
        "GPL-3.0 OR MIT",
        "Apache-2.0/MIT",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
    ] {
        assert!(is_allowed(expression, &allowed), "{expression}");
    }
    for expression in ["GPL-3.0", "MIT AND GPL-3.0", "MIT WITH something", ""] {
        assert!(!is_allowed(expression, &allowed), "{expression}");
    }
}
