//! One small crisis in every format. Formats of many columns are shown as `column: value`, what is empty left out.

#![allow(clippy::disallowed_methods, reason = "a test reads its files")]

mod shared;

use detente_record::export::{ExportError, ExportOptions, ExportSummary, Exporter, Format, Records, pairs};
use detente_record::{Event, Factuality, Ontology, dyads};
use shared::{events, incidents};
use std::fmt::Write;

fn of_events(format: Format, events: &[Event], options: ExportOptions) -> (String, ExportSummary) {
    let mut export = Exporter::new(format, Records::Events, options, Vec::new()).expect("an export of events");
    for event in events {
        export.event(event).expect("an event");
    }
    let (bytes, summary) = export.finish().expect("the end");
    (String::from_utf8(bytes).expect("text"), summary)
}

fn of_incidents(format: Format) -> (String, ExportSummary) {
    let mut export = Exporter::new(format, Records::Incidents, version(), Vec::new()).expect("an export of incidents");
    for incident in &incidents() {
        export.incident(incident).expect("an incident");
    }
    let (bytes, summary) = export.finish().expect("the end");
    (String::from_utf8(bytes).expect("text"), summary)
}

/// Snapshots must not change with the version.
fn version() -> ExportOptions {
    ExportOptions { version: "1.2.3".to_owned(), ..ExportOptions::default() }
}

fn summary(s: &ExportSummary) -> String {
    let mut text = format!("{} records, {} rows", s.records, s.rows);
    for (why, n) in &s.left_out {
        write!(text, "; {n} left out: {}", why.reason()).expect("text");
    }
    text
}

/// Rows as blocks of `column: value`.
fn blocks(format: Format, records: Records, file: &str) -> String {
    let commas = matches!(format, Format::Acled | Format::Ucdp | Format::Csv);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(format.has_header())
        .delimiter(if commas { b',' } else { b'\t' })
        .quoting(commas)
        .from_reader(file.as_bytes());
    let columns = format.columns(records);
    if format.has_header() {
        assert_eq!(reader.headers().expect("a header").iter().collect::<Vec<_>>(), columns);
    }
    let mut text = String::new();
    for row in reader.records() {
        let row = row.expect("each row has as many cells as the first");
        assert_eq!(row.len(), columns.len());
        for (column, value) in columns.iter().zip(&row).filter(|(_, value)| !value.is_empty()) {
            writeln!(text, "{column}: {value}").expect("text");
        }
        text.push('\n');
    }
    text
}

fn check_events(format: Format) {
    let (file, s) = of_events(format, &events(), version());
    let shown = if format.columns(Records::Events).is_empty() { file } else { blocks(format, Records::Events, &file) };
    insta::assert_snapshot!(format!("events_{}", format.name()), format!("{}\n\n{shown}", summary(&s)));
}

fn check_incidents(format: Format) {
    let (file, s) = of_incidents(format);
    let shown = if format.columns(Records::Incidents).is_empty() { file } else { blocks(format, Records::Incidents, &file) };
    insta::assert_snapshot!(format!("incidents_{}", format.name()), format!("{}\n\n{shown}", summary(&s)));
}

#[test]
fn events_in_every_format() {
    for format in Format::ALL.into_iter().filter(|f| *f != Format::Ucdp) {
        check_events(format);
    }
}

#[test]
fn incidents_in_every_format() {
    for format in Format::ALL {
        check_incidents(format);
    }
}

#[test]
fn pairs_of_actors_are_the_dyads_of_countries() {
    for event in events() {
        let country = |a: Option<&detente_record::Actor>| a.and_then(|a| a.country.clone());
        let mut found: Vec<(String, String)> = pairs(&event.source, &event.target, event.reciprocal)
            .into_iter()
            .filter_map(|p| country(p.source).zip(country(p.target)))
            .filter(|(s, t)| s != t)
            .collect();
        found.sort();
        found.dedup();
        let expected: Vec<(String, String)> = dyads(&event).into_iter().map(|d| (d.source, d.target)).collect();
        assert_eq!(found, expected, "{}", event.text);
    }
}

#[test]
fn force_against_ones_own_rebels_abroad_is_done_to_the_neighbour() {
    let country = |code: &str| vec![detente_record::Actor { country: Some(code.to_owned()), ..detente_record::Actor::default() }];
    let force = events().into_iter().find(|e| e.event_type == "ASSAULT" && !e.reciprocal && e.place.is_some()).expect("an assault");
    let on_soil_of = |code: &str| {
        let place = force.place.clone().map(|p| detente_record::Place { country: Some(code.to_owned()), ..p });
        let event = Event { source: country("IRN"), target: country("IRN"), place, ..force.clone() };
        dyads(&event).into_iter().map(|d| format!("{} {}", d.source, d.target)).collect::<Vec<_>>()
    };
    assert_eq!(on_soil_of("PAK"), ["IRN PAK"]);
    assert!(on_soil_of("IRN").is_empty(), "at home it is nobody else's");
}

#[test]
fn claims_and_months_go_out_when_asked_for() {
    let factualities = vec![Factuality::Actual, Factuality::CalledFor, Factuality::Denied];
    let options = ExportOptions { factualities, coarse_dates: true, ..version() };
    let (file, s) = of_events(Format::Petrarch, &events(), options);
    assert_eq!(summary(&s), "7 records, 9 rows");
    assert!(file.contains("20240129\tPAKGOV\tIRNGOV\t101\t"), "the demand:\n{file}");
    assert!(file.contains("20231201\tPAKHLHOPP\t---\t141\t"), "the march, on its month's first day:\n{file}");
    assert!(file.contains("20240118\tIRNGOV\tPAKCVL\t195\t"), "what is denied, on its report's day:\n{file}");
}

#[test]
fn icews_has_the_meaning_of_a_code_where_the_ontology_is_given() {
    let file = |name: &str| {
        let path = format!("{}/../../lexicons/ontology/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("the ontology")
    };
    let ontology = Ontology::parse(&file("plover.toml"), &file("cameo.toml")).expect("in order");
    let label = ontology.code("195").expect("a code").label.clone();
    let (file, _) = of_events(Format::Icews, &events(), ExportOptions { ontology: Some(ontology), ..version() });
    assert!(file.contains(&format!("\t{label}\t195\t-10\t")), "{file}");
}

#[test]
fn an_empty_file_is_whole() {
    for format in Format::ALL.into_iter().filter(|f| *f != Format::Ucdp) {
        let (file, s) = of_events(format, &[], version());
        assert_eq!(s, ExportSummary::default());
        assert_eq!(
            file.lines().count(),
            usize::from(format.has_header()) + if format == Format::GeoJson { 3 } else { 0 },
            "{}",
            format.name()
        );
    }
    let (file, _) = of_events(Format::GeoJson, &[], version());
    let whole: serde_json::Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!(whole["features"], serde_json::json!([]));
}

#[test]
fn ids_are_stable_and_each_row_has_its_own() {
    let ids = || -> Vec<String> {
        let (file, _) = of_events(Format::Gdelt, &events(), version());
        file.lines().map(|l| l.split('\t').next().expect("an id").to_owned()).collect()
    };
    let (mut once, again) = (ids(), ids());
    assert_eq!(once, again);
    once.sort();
    once.dedup();
    assert_eq!(once.len(), again.len());
}

#[test]
fn dead_are_exported_of_incidents_only() {
    let error = Exporter::new(Format::Ucdp, Records::Events, version(), Vec::new()).err().expect("no export of events").to_string();
    assert_eq!(error, "the export ucdp is of incidents, but was given events");
    let mut export = Exporter::new(Format::Csv, Records::Events, version(), Vec::new()).expect("an export of events");
    let error = export.incident(&incidents()[0]).expect_err("an incident among events").to_string();
    assert_eq!(error, "the export csv is of events, but was given an incident");
}

#[test]
fn what_does_not_take_the_file_is_told() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::from(std::io::ErrorKind::StorageFull))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let error = Exporter::new(Format::Csv, Records::Events, version(), Full).err().expect("no room");
    assert!(matches!(error, ExportError::Write(_)), "{error}");
}

#[test]
fn a_record_is_read_back_from_json_lines() {
    let (file, _) = of_events(Format::JsonLines, &events(), version());
    let back: Vec<Event> = file.lines().map(|l| serde_json::from_str(l).expect("an event")).collect();
    assert_eq!(back, events());
}
