//! docs/accuracy.md against the sets that the program knows: a set that was added wants the page written anew.

/// The names of all sets, as the table in the code has them.
fn sets() -> Vec<&'static str> {
    let table = include_str!("../src/accuracy/sets.rs");
    table.lines().filter_map(|line| line.strip_prefix("        name: \"")?.strip_suffix("\",")).collect()
}

#[test]
fn the_page_has_every_set() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/accuracy.md")).expect("docs/accuracy.md is there");
    assert!(page.starts_with("<!-- Written by `cargo xtask accuracy`"));
    let found: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    assert_eq!(found, sets(), "run `cargo xtask accuracy`");
    assert!(found.len() > 10);
}
