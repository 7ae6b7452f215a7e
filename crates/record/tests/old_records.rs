//! Records written by earlier versions are kept in `records/` and must be read as long as their schema is ours.

#![allow(clippy::disallowed_methods, reason = "a test reads its files")]

use detente_record::{CSV_COLUMNS, EVENT_SCHEMA, Event, Factuality, Stance, csv_row};

fn kept(name: &str) -> Vec<String> {
    let path = format!("{}/tests/records/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the kept records").lines().map(str::to_owned).collect()
}

/// Records written before events had mentions.
fn lines() -> Vec<String> {
    kept("event-1")
}

fn events() -> Vec<Event> {
    lines().iter().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

#[test]
fn a_kept_record_is_written_again_byte_for_byte() {
    for line in kept("event-1-mentions") {
        let event: Event = serde_json::from_str(&line).expect("the record is read");
        assert_eq!(event.schema, EVENT_SCHEMA);
        assert_eq!(serde_json::to_string(&event).expect("and written"), line);
    }
}

#[test]
fn an_older_record_is_read_and_gains_fields_at_its_end() {
    for line in lines() {
        let event: Event = serde_json::from_str(&line).expect("the record is read");
        let written = serde_json::to_string(&event).expect("and written");
        let added = written.strip_prefix(line.strip_suffix('}').expect("an object"));
        assert_eq!(added, Some(r#","mentions":[],"variants":[]}"#));
    }
}

#[test]
fn where_else_it_is_told_stands_in_the_table() {
    let event: Event = serde_json::from_str(&kept("event-1-mentions")[0]).expect("the record is read");
    let cell = |column: &str| csv_row(&event)[CSV_COLUMNS.iter().position(|c| *c == column).expect("a column")].clone();
    assert_eq!((cell("mentions").as_str(), cell("variants").as_str()), ("203-209;340-346", "77b1f0c9d2a7e4c3"));
}

#[test]
fn a_key_that_is_missing_is_named() {
    let line = lines()[0].replacen("\"factuality\":\"alleged\",", "", 1);
    let error = serde_json::from_str::<Event>(&line).expect_err("factuality is missing").to_string();
    assert!(error.contains("factuality"), "{error}");
}

#[test]
fn a_value_that_does_not_exist_is_named_with_those_that_do() {
    let line = lines()[0].replacen("\"factuality\":\"alleged\"", "\"factuality\":\"rumoured\"", 1);
    let error = serde_json::from_str::<Event>(&line).expect_err("no such factuality").to_string();
    assert!(error.contains("rumoured") && error.contains("alleged"), "{error}");
}

#[test]
fn names_of_values_are_those_of_the_json() {
    use Factuality::{Actual, Alleged, CalledFor, Conditional, Denied, Negated, Ongoing, Planned, Possible, Threatened};
    for f in [Actual, Ongoing, Planned, CalledFor, Threatened, Possible, Alleged, Conditional, Denied, Negated] {
        assert_eq!(serde_json::to_value(f).expect("JSON"), f.name());
    }
    use Stance::{Accuses, Acknowledges, Asserts, ClaimsResponsibility, Demands, Denies, Promises, Speculates, Threatens};
    for s in [Asserts, Denies, Acknowledges, ClaimsResponsibility, Accuses, Speculates, Demands, Promises, Threatens] {
        assert_eq!(serde_json::to_value(s).expect("JSON"), s.name());
    }
}

#[test]
fn a_row_has_a_cell_under_every_column() {
    let cell = |e: &Event, column: &str| csv_row(e)[CSV_COLUMNS.iter().position(|c| *c == column).expect("a column")].clone();
    let [strike, talks]: [Event; 2] = events().try_into().expect("two records");
    for (column, expected) in [
        ("id", "5b1f0c9d2a7e4c31"),
        ("contexts", "military;terrorism"),
        ("source_country", "IRN"),
        ("target", "Jaish al-Adl"),
        ("date_start", "2024-01-16"),
        ("date_basis", "expression"),
        ("lat", "28.9"),
        ("place_precision", "adm1"),
        ("killed_high", "2"),
        ("injured_low", ""),
        ("attribution", "Iran asserts"),
    ] {
        assert_eq!(cell(&strike, column), expected, "{column}");
    }
    for (column, expected) in
        [("source", "Kenya;Uganda"), ("target", ""), ("reciprocal", "true"), ("date_start", ""), ("killed_low", "12"), ("killed_high", "")]
    {
        assert_eq!(cell(&talks, column), expected, "{column}");
    }
}

#[test]
fn every_column_has_a_name_of_its_own() {
    let mut names = CSV_COLUMNS.to_vec();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), CSV_COLUMNS.len());
}
