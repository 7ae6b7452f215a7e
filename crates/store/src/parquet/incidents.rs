//! The columns of incidents.

use super::arrays::{actors, attributions, cells, days, lists, records, texts, truths, wholes, words};
use super::{Column, ParquetError};
use arrow_array::ArrayRef;
use detente_record::{Account, Dispute, Event, Flag, INCIDENT_COLUMNS, Incident, Position, Toll, TollNumber, incident_row};

pub(super) fn columns(incidents: &[&Incident]) -> Result<Vec<Column>, ParquetError> {
    let rows: Vec<Vec<String>> = incidents.iter().map(|i| incident_row(i).to_vec()).collect();
    let mut columns = cells(&INCIDENT_COLUMNS, &rows)?;
    let rule = |of: fn(&Incident) -> Option<&Toll>| texts(incidents.iter().map(|i| of(i).map(|t| t.rule.as_str())));
    columns.extend([
        ("killed_rule", rule(|i| i.killed.as_ref())),
        ("injured_rule", rule(|i| i.injured.as_ref())),
        ("contexts_list", lists(incidents, |i| &i.contexts, words)),
        ("source_list", lists(incidents, |i| &i.source, actors)),
        ("target_list", lists(incidents, |i| &i.target, actors)),
        ("killed_list", lists(incidents, |i| numbers(i.killed.as_ref()), tolls)),
        ("injured_list", lists(incidents, |i| numbers(i.injured.as_ref()), tolls)),
        ("accounts_list", accounts(incidents)?),
        ("disputes_list", lists(incidents, |i| &i.disputes, disputes)),
        ("flags_list", lists(incidents, |i| &i.flags, flags)),
    ]);
    Ok(columns)
}

fn numbers(toll: Option<&Toll>) -> &[TollNumber] {
    toll.map_or(&[], |t| &t.numbers)
}

fn tolls(all: &[&TollNumber]) -> ArrayRef {
    records(vec![
        ("event", texts(all.iter().map(|n| Some(n.event.as_str())))),
        ("low", wholes(all.iter().map(|n| Some(n.low)))),
        ("high", wholes(all.iter().map(|n| n.high))),
        ("text", texts(all.iter().map(|n| Some(n.text.as_str())))),
        ("speaker", texts(all.iter().map(|n| n.speaker.as_ref().map(|s| s.name.as_str())))),
    ])
}

fn accounts(incidents: &[&Incident]) -> Result<ArrayRef, ParquetError> {
    let all: Vec<&Event> = incidents.iter().flat_map(|i| &i.accounts).map(|a| &a.event).collect();
    let published = days("accounts_list.published", all.iter().map(|e| (e.id.as_str(), e.document.published.as_deref())))?;
    Ok(lists(
        incidents,
        |i| &i.accounts,
        |all: &[&Account]| {
            let text = |of: fn(&Event) -> Option<&str>| texts(all.iter().map(|a| of(&a.event)));
            let events: Vec<&Event> = all.iter().map(|a| &a.event).collect();
            records(vec![
                ("origin", texts(all.iter().map(|a| Some(a.origin.as_str())))),
                ("event", text(|e| Some(&e.id))),
                ("document", text(|e| Some(&e.document.id))),
                ("publisher", text(|e| e.document.publisher.as_deref())),
                ("published", published.clone()),
                ("uri", text(|e| e.document.uri.as_deref())),
                ("sentence", wholes(all.iter().map(|a| Some(a.event.sentence)))),
                ("text", text(|e| Some(&e.text))),
                ("factuality", text(|e| Some(e.factuality.name()))),
                ("attribution", lists(&events, |e| &e.attribution, attributions)),
            ])
        },
    ))
}

fn disputes(all: &[&Dispute]) -> ArrayRef {
    records(vec![("about", texts(all.iter().map(|d| Some(d.about.name())))), ("positions", lists(all, |d| &d.positions, positions))])
}

fn positions(all: &[&Position]) -> ArrayRef {
    records(vec![
        ("value", texts(all.iter().map(|p| Some(p.value.as_str())))),
        ("denied", truths(all.iter().map(|p| p.denied))),
        ("speakers", lists(all, |p| &p.speakers, actors)),
        ("own_voice", truths(all.iter().map(|p| p.own_voice))),
        ("origins", wholes(all.iter().map(|p| Some(p.origins)))),
        ("events", lists(all, |p| &p.events, words)),
    ])
}

fn flags(all: &[&Flag]) -> ArrayRef {
    records(vec![
        ("kind", texts(all.iter().map(|f| Some(f.kind.name())))),
        ("event", texts(all.iter().map(|f| Some(f.event.as_str())))),
        ("document", texts(all.iter().map(|f| Some(f.document.as_str())))),
        ("reason", texts(all.iter().map(|f| Some(f.reason.as_str())))),
    ])
}
