//! Events that were coded before, so that two versions can be scored on the same reports.

use crate::gold::{GoldError, GoldFile};
use detente::Event;
use std::collections::BTreeMap;

/// Reads event records, one JSON object a line, and sorts them by report: by its id and by the stem of its address.
///
/// # Errors
/// When a line is no event record.
pub fn read_events(file: &GoldFile) -> Result<BTreeMap<String, Vec<Event>>, GoldError> {
    let mut by_report: BTreeMap<String, Vec<Event>> = BTreeMap::new();
    for (number, line) in file.text()?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let event: Event = serde_json::from_str(line).map_err(|e| {
            GoldError::line(&file.name, number + 1, e.to_string(), format!("an event record, {}", detente_record::EVENT_SCHEMA))
        })?;
        let address = GoldFile { name: event.document.uri.clone().unwrap_or_default(), bytes: Vec::new() };
        if address.stem() != event.document.id && !address.stem().is_empty() {
            by_report.entry(address.stem().to_owned()).or_default().push(event.clone());
        }
        by_report.entry(event.document.id.clone()).or_default().push(event);
    }
    Ok(by_report)
}
