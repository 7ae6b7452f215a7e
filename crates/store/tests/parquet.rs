//! Parquet is read back with its types, and says what the record says.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use detente_record::{CSV_COLUMNS, Event, Incident, csv_row};
use detente_store::Parquet;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

#[path = "../../record/tests/shared/mod.rs"]
mod shared;

/// What was written, read as one batch, with the number of row groups.
fn read(file: Vec<u8>) -> (RecordBatch, usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("records.parquet");
    std::fs::write(&path, file).expect("written");
    let reader = ParquetRecordBatchReaderBuilder::try_new(std::fs::File::open(&path).expect("a file")).expect("Parquet");
    let groups = reader.metadata().num_row_groups();
    let batches: Vec<RecordBatch> = reader.with_batch_size(1 << 20).build().expect("a reader").map(|b| b.expect("a batch")).collect();
    assert!(batches.len() <= 1, "one batch");
    (batches.into_iter().next().expect("records"), groups)
}

fn of_events(events: &[Event]) -> RecordBatch {
    let mut file = Vec::new();
    let mut parquet = Parquet::events(&mut file).expect("it begins");
    events.iter().for_each(|e| parquet.put(e.clone()).expect("it goes in"));
    assert_eq!(parquet.finish().expect("the end").0, events.len() as u64);
    read(file).0
}

fn of_incidents(incidents: &[Incident]) -> RecordBatch {
    let mut file = Vec::new();
    let mut parquet = Parquet::incidents(&mut file).expect("it begins");
    incidents.iter().for_each(|i| parquet.put(i.clone()).expect("it goes in"));
    parquet.finish().expect("the end");
    read(file).0
}

fn texts(batch: &RecordBatch, column: &str) -> Vec<Option<String>> {
    batch[column].as_string::<i32>().iter().map(|t| t.map(str::to_owned)).collect()
}

#[test]
fn cells_are_those_of_the_flat_table() {
    let events = shared::events();
    let batch = of_events(&events);
    for (at, column) in CSV_COLUMNS.iter().enumerate() {
        let array = &batch[*column];
        for (row, event) in events.iter().enumerate() {
            let cell = &csv_row(event)[at];
            assert_eq!(array.is_null(row), cell.is_empty(), "{column} of event {row}: {cell}");
            if let Some(text) = array.as_string_opt::<i32>().filter(|_| !cell.is_empty()) {
                assert_eq!(text.value(row), cell, "{column} of event {row}");
            }
        }
    }
}

#[test]
fn numbers_and_days_are_no_texts() {
    let events = shared::events();
    let batch = of_events(&events);
    for (row, event) in events.iter().enumerate() {
        assert_eq!(batch["goldstein"].as_primitive::<Float64Type>().value(row), event.goldstein);
        assert_eq!(batch["quad_class"].as_primitive::<Int64Type>().value(row), i64::from(event.quad_class));
        assert_eq!(batch["reciprocal"].as_boolean().value(row), event.reciprocal);
        let lat = batch["lat"].as_primitive::<Float64Type>();
        assert_eq!((!lat.is_null(row)).then(|| lat.value(row)), event.place.as_ref().and_then(|p| p.lat));
    }
    let days = batch["date_start"].as_primitive::<Date32Type>();
    let strike = events.iter().position(|e| e.date.as_ref().is_some_and(|d| d.start == "2024-01-16")).expect("the strike");
    // 19,738 days after 1 January 1970.
    assert_eq!(days.value(strike), 19_738);
}

#[test]
fn lists_are_nested_as_in_the_record() {
    let events = shared::events();
    let batch = of_events(&events);
    for (row, event) in events.iter().enumerate() {
        let sources = batch["source_list"].as_list::<i32>().value(row);
        let sources = sources.as_struct();
        assert_eq!(sources.len(), event.source.len());
        for (i, actor) in event.source.iter().enumerate() {
            assert_eq!(sources["name"].as_string::<i32>().value(i), actor.name);
            let sectors = sources["sectors"].as_list::<i32>().value(i);
            assert_eq!(sectors.as_string::<i32>().iter().flatten().collect::<Vec<_>>(), actor.sectors);
        }
        let speakers = batch["attribution_list"].as_list::<i32>().value(row);
        let stances = speakers.as_struct()["stance"].as_string::<i32>().iter().flatten().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(stances, event.attribution.iter().map(|a| a.stance.name()).collect::<Vec<_>>());
    }
}

#[test]
fn an_incident_has_its_accounts_and_disputes() {
    let incidents = shared::incidents();
    let batch = of_incidents(&incidents);
    assert_eq!(texts(&batch, "id"), incidents.iter().map(|i| Some(i.id.clone())).collect::<Vec<_>>());
    for (row, incident) in incidents.iter().enumerate() {
        let accounts = batch["accounts_list"].as_list::<i32>().value(row);
        let ids: Vec<String> = accounts.as_struct()["event"].as_string::<i32>().iter().flatten().map(str::to_owned).collect();
        assert_eq!(ids, incident.accounts.iter().map(|a| a.event.id.clone()).collect::<Vec<_>>());
        let disputes = batch["disputes_list"].as_list::<i32>().value(row);
        let disputes = disputes.as_struct();
        for (i, dispute) in incident.disputes.iter().enumerate() {
            assert_eq!(disputes["about"].as_string::<i32>().value(i), dispute.about.name());
            assert_eq!(disputes["positions"].as_list::<i32>().value(i).len(), dispute.positions.len());
        }
    }
}

#[test]
fn a_day_that_is_none_is_named_with_its_record() {
    let mut event = shared::events().remove(1);
    event.date.as_mut().expect("a date").end = "2024-02-31".to_owned();
    let mut parquet = Parquet::events(Vec::new()).expect("it begins");
    parquet.put(event.clone()).expect("it waits");
    let refused = parquet.finish().map(|(n, _)| n).expect_err("no such day").to_string();
    assert_eq!(refused, format!("record {}: date_end is `2024-02-31`; expected a day such as 2024-01-31", event.id));
}

#[test]
fn many_records_are_in_several_row_groups() {
    let event = shared::events().remove(1);
    let mut file = Vec::new();
    let mut parquet = Parquet::events(&mut file).expect("it begins");
    for n in 0..66_000 {
        parquet.put(Event { id: format!("{n:05}"), ..event.clone() }).expect("it goes in");
    }
    assert_eq!(parquet.finish().expect("the end").0, 66_000);
    let (batch, groups) = read(file);
    assert_eq!((batch.num_rows(), groups), (66_000, 2));
    assert_eq!(texts(&batch, "id")[65_999].as_deref(), Some("65999"));
}
