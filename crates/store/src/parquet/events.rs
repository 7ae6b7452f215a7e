//! The columns of events.

use super::arrays::{actors, attributions, cells, lists, records, texts, wholes, words};
use super::{Column, ParquetError};
use arrow_array::ArrayRef;
use detente_record::{CSV_COLUMNS, Event, Mention, csv_row};

pub(super) fn columns(events: &[&Event]) -> Result<Vec<Column>, ParquetError> {
    let rows: Vec<Vec<String>> = events.iter().map(|e| csv_row(e).to_vec()).collect();
    let mut columns = cells(&CSV_COLUMNS, &rows)?;
    let text = |of: fn(&Event) -> Option<&str>| texts(events.iter().map(|e| of(e)));
    let arrested =
        |of: fn(&detente_record::Count) -> Option<u64>| wholes(events.iter().map(|e| e.casualties.arrested.as_ref().and_then(of)));
    columns.extend([
        ("title", text(|e| e.document.title.as_deref())),
        ("uri", text(|e| e.document.uri.as_deref())),
        ("published_basis", text(|e| e.document.published_basis.as_deref())),
        ("date_text", text(|e| e.date.as_ref()?.text.as_deref())),
        ("geonameid", wholes(events.iter().map(|e| e.place.as_ref().and_then(|p| p.geonameid)))),
        ("arrested_low", arrested(|c| Some(c.low))),
        ("arrested_high", arrested(|c| c.high)),
        ("trigger", text(|e| Some(&e.trigger.text))),
        ("trigger_start", wholes(events.iter().map(|e| Some(e.trigger.span[0])))),
        ("trigger_end", wholes(events.iter().map(|e| Some(e.trigger.span[1])))),
        ("frame", text(|e| Some(&e.derivation.frame))),
        ("contexts_list", lists(events, |e| &e.contexts, words)),
        ("source_list", lists(events, |e| &e.source, actors)),
        ("target_list", lists(events, |e| &e.target, actors)),
        ("attribution_list", lists(events, |e| &e.attribution, attributions)),
        ("mentions_list", lists(events, |e| &e.mentions, mentions)),
        ("variants_list", lists(events, |e| &e.variants, words)),
    ]);
    Ok(columns)
}

fn mentions(all: &[&Mention]) -> ArrayRef {
    records(vec![
        ("sentence", wholes(all.iter().map(|m| Some(m.sentence)))),
        ("trigger", texts(all.iter().map(|m| Some(m.trigger.text.as_str())))),
        ("trigger_start", wholes(all.iter().map(|m| Some(m.trigger.span[0])))),
        ("trigger_end", wholes(all.iter().map(|m| Some(m.trigger.span[1])))),
        ("attribution", lists(all, |m| &m.attribution, attributions)),
    ])
}
