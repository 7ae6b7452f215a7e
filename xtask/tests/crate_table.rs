//! The table of crates in ARCHITECTURE.md against what the manifests say.

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What each crate may use by the table, by the crate's short name.
type Table = BTreeMap<String, BTreeSet<String>>;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn metadata() -> Metadata {
    MetadataCommand::new().manifest_path(root().join("Cargo.toml")).no_deps().exec().expect("cargo metadata runs")
}

/// The rows below the heading `| crate | holds | may use | never |`.
fn table(architecture: &str) -> Table {
    let rows = architecture.lines().skip_while(|l| !l.starts_with("| crate |")).skip(2).take_while(|l| l.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 4, "a row of the crate table has four cells: {row}");
        let uses = cells[2].split(',').map(str::trim).filter(|u| *u != "–").map(str::to_owned);
        (cells[0].trim_matches('`').to_owned(), uses.collect())
    })
    .collect()
}

fn short(package: &str) -> &str {
    package.strip_prefix("detente-").unwrap_or(package)
}

/// What a crate uses of the workspace when it is built; tests and benchmarks may use anything.
fn edges<'a>(package: &'a Package, table: &'a Table) -> impl Iterator<Item = &'a str> {
    package
        .dependencies
        .iter()
        .filter(|d| d.kind != DependencyKind::Development)
        .map(|d| short(&d.name))
        .filter(|name| table.contains_key(*name))
}

/// The lines of complaint; none when the table holds.
fn contradictions(table: &Table, metadata: &Metadata) -> Vec<String> {
    let packages: BTreeMap<&str, &Package> = metadata.packages.iter().map(|p| (short(&p.name), p)).collect();
    let mut found = Vec::new();
    for name in packages.keys().filter(|name| !table.contains_key(**name)) {
        found.push(format!("`{name}` is a crate, but has no row"));
    }
    for (name, allowed) in table {
        let Some(package) = packages.get(name.as_str()) else {
            found.push(format!("`{name}` has a row, but is no crate"));
            continue;
        };
        for used in edges(package, table).filter(|used| !allowed.contains(*used)) {
            found.push(format!("`{name}` uses `{used}`, which its row does not allow"));
        }
        for unknown in allowed.iter().filter(|used| !table.contains_key(*used)) {
            found.push(format!("`{name}` may use `{unknown}`, which has no row"));
        }
    }
    found
}

#[test]
fn the_crate_table_holds() {
    let architecture = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md is there");
    let found = contradictions(&table(&architecture), &metadata());
    assert!(found.is_empty(), "ARCHITECTURE.md and the manifests differ:\n{}", found.join("\n"));
}

#[test]
fn a_forbidden_edge_a_missing_row_and_a_row_too_many_are_found() {
    let mut wrong = table(&std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md is there"));
    wrong.get_mut("coder").expect("coder has a row").remove("nlp");
    wrong.remove("cli");
    wrong.insert("oracle".to_owned(), BTreeSet::new());
    let found = contradictions(&wrong, &metadata());
    assert_eq!(
        found,
        ["`cli` is a crate, but has no row", "`coder` uses `nlp`, which its row does not allow", "`oracle` has a row, but is no crate"]
    );
}

#[test]
fn the_core_crates_forbid_the_same_calls() {
    let read = |name: &str| {
        std::fs::read_to_string(root().join("crates").join(name).join("clippy.toml")).unwrap_or_else(|e| panic!("{name}: {e}"))
    };
    let text = read("text");
    for name in ["ingest", "nlp", "frames", "record", "coder", "story", "series", "web"] {
        assert_eq!(read(name), text, "crates/{name}/clippy.toml and crates/text/clippy.toml differ");
    }
}
