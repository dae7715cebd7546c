//! How much text and drawings stand out from their ground, by the colours of the style.

use std::collections::BTreeMap;

use crate::render::html::page::STYLE;

/// The colours of the light and of the dark scheme.
fn schemes() -> [&'static str; 2] {
    let (light, rest) = STYLE.split_once('}').unwrap();
    [light, rest.split('}').next().unwrap()]
}

/// The colours of one scheme, by name.
fn colours(scheme: &str) -> BTreeMap<&str, [f64; 3]> {
    let mut colours = BTreeMap::new();
    for declaration in scheme.split(';') {
        let Some((name, value)) = declaration.split_once(": #") else {
            continue;
        };
        let name = name.rsplit("--").next().unwrap();
        let part =
            |at: usize| f64::from(u8::from_str_radix(value.get(at..at + 2).unwrap(), 16).unwrap());
        colours.insert(name, [part(0), part(2), part(4)]);
    }
    colours
}

/// Relative luminance (WCAG 2.2, <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>).
fn luminance(colour: [f64; 3]) -> f64 {
    let linear = colour.map(|part| match part / 255.0 {
        part if part <= 0.04045 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    });
    let [red, green, blue] = linear;
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_text_has_the_contrast_of_level_aa_in_light_and_dark() {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for text in ["ink", "dim", "link", "good", "bad", "warning"] {
        for ground in ["paper", "soft"] {
            pairs.push((text.to_owned(), ground.to_owned()));
        }
    }
    pairs.extend((1..5).map(|level| (format!("on-{level}"), format!("cell-{level}"))));
    for scheme in schemes() {
        let colours = colours(scheme);
        assert_eq!(colours.len(), 18, "{scheme}");
        for (text, ground) in &pairs {
            let ratio = contrast(
                colours.get(text.as_str()).copied().unwrap(),
                colours.get(ground.as_str()).copied().unwrap(),
            );
            assert!(ratio >= 4.5, "{text} on {ground}: {ratio:.2}");
        }
    }
}

#[test]
fn whatever_is_drawn_has_the_contrast_of_level_aa_by_its_ground_or_its_edge() {
    for class in [
        "bar", "none", "axis", "cell-0", "cell-1", "cell-2", "cell-3", "cell-4",
    ] {
        let start = format!(".{class} {{");
        let rules: Vec<&str> = STYLE
            .lines()
            .filter_map(|line| line.strip_prefix(&start))
            .collect();
        let [rule] = rules.try_into().unwrap();
        for scheme in schemes() {
            let colours = colours(scheme);
            let paper = colours.get("paper").copied().unwrap();
            let drawn = rule
                .split("var(--")
                .skip(1)
                .map(|part| part.split(')').next().unwrap());
            let ratio = drawn
                .map(|name| contrast(colours.get(name).copied().unwrap(), paper))
                .fold(0.0, f64::max);
            assert!(ratio >= 3.0, "{class}: {ratio:.2}");
        }
    }
}
