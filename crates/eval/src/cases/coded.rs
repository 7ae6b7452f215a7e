//! Events that were coded before, so that two versions can be scored on the same reports.

use crate::gold::{GoldError, GoldFile, shown};
use detente::Event;
use detente_record::EVENT_SCHEMA;
use std::collections::BTreeMap;

/// Reads event records, one JSON object a line, in order.
///
/// # Errors
/// When a line is no event record, or one of another schema.
pub fn event_records(file: &GoldFile) -> Result<Vec<Event>, GoldError> {
    let lines = file.text()?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let event = |(number, line): (usize, &str)| {
        let wrong = |found| GoldError::line(&file.name, number + 1, found, format!("an event record, {EVENT_SCHEMA}"));
        let event: Event = serde_json::from_str(line).map_err(|e| wrong(e.to_string()))?;
        if event.schema == EVENT_SCHEMA { Ok(event) } else { Err(wrong(format!("schema {}", shown(&event.schema)))) }
    };
    lines.map(event).collect()
}

/// Reads event records and sorts them by report: by its id and by the stem of its address.
///
/// # Errors
/// When a line is no event record.
pub fn read_events(file: &GoldFile) -> Result<BTreeMap<String, Vec<Event>>, GoldError> {
    let mut by_report: BTreeMap<String, Vec<Event>> = BTreeMap::new();
    for event in event_records(file)? {
        let address = GoldFile { name: event.document.uri.clone().unwrap_or_default(), bytes: Vec::new() };
        if address.stem() != event.document.id && !address.stem().is_empty() {
            by_report.entry(address.stem().to_owned()).or_default().push(event.clone());
        }
        by_report.entry(event.document.id.clone()).or_default().push(event);
    }
    Ok(by_report)
}
