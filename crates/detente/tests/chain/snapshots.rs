//! Three whole reports with their events, an event a block, so that a linguist can read what a change did.
//!
//! `INSTA_UPDATE=always cargo test --release -p detente --test chain snapshots` accepts what is coded now; look at the
//! difference before you keep it.

use crate::{detente, events, root};
use detente::{Actor, Event, Hints};
use detente_record::{Casualties, Count};
use std::fmt::Write as _;

fn check(name: &str, published: jiff::civil::Date) {
    let path = root().join("examples/iran-pakistan-2024").join(format!("{name}.txt"));
    let bytes = std::fs::read(&path).expect("the report");
    let document = detente().read(&bytes, &Hints { id: name.to_owned(), published: Some(published), ..Hints::default() });
    let mut shown = String::new();
    let mut sentence = None;
    for e in &events(&document) {
        if sentence != Some(e.sentence) {
            sentence = Some(e.sentence);
            let _ = writeln!(shown, "\n{}. {}", e.sentence, e.text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        shown.push_str(&block(e));
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, shown);
    });
}

/// One event: what is absent has no line.
fn block(e: &Event) -> String {
    let mode = e.mode.as_ref().map(|m| format!("/{m}")).unwrap_or_default();
    let contexts = if e.contexts.is_empty() { String::new() } else { format!(" ({})", e.contexts.join(", ")) };
    let mut out = format!("\n   {}{mode} {}{contexts}: {}\n", e.event_type, e.cameo, e.trigger.text);
    let mut line = |name: &str, text: String| {
        let _ = writeln!(out, "     {name:<8} {text}");
    };
    line(if e.reciprocal { "between" } else { "source" }, actors(&e.source));
    if !e.reciprocal || !e.target.is_empty() {
        line(if e.reciprocal { "and" } else { "target" }, actors(&e.target));
    }
    if let Some(d) = &e.date {
        let days = if d.start == d.end { d.start.clone() } else { format!("{} to {}", d.start, d.end) };
        let words = d.text.as_ref().map(|t| format!(" \"{t}\"")).unwrap_or_default();
        line("date", format!("{days}, {}{words}", format!("{:?}", d.basis).to_lowercase()));
    }
    if let Some(p) = &e.place {
        let country = p.country.as_ref().map(|c| format!(", {c}")).unwrap_or_default();
        line("place", format!("{}{country} ({})", p.name, format!("{:?}", p.precision).to_lowercase()));
    }
    if let Some(text) = casualties(&e.casualties) {
        line("harm", text);
    }
    line("happened", e.factuality.name().replace('_', " "));
    for a in &e.attribution {
        line("says who", format!("{} {} (\"{}\")", actors(std::slice::from_ref(&a.speaker)), a.stance.name().replace('_', " "), a.cue));
    }
    for m in &e.mentions {
        let harm = casualties(&m.casualties).map(|text| format!(", {text}")).unwrap_or_default();
        line("again", format!("{}. {}{harm}", m.sentence, m.trigger.text));
    }
    if !e.variants.is_empty() {
        line("variants", e.variants.len().to_string());
    }
    line("rule", e.derivation.frame.clone());
    out
}

fn actors(list: &[Actor]) -> String {
    if list.is_empty() {
        return "nobody named".to_owned();
    }
    let one = |a: &Actor| {
        let code = a.code.as_ref().map(|c| format!(" [{c}]")).unwrap_or_default();
        let words =
            if a.text == a.name { String::new() } else { format!(" \"{}\"", a.text.split_whitespace().collect::<Vec<_>>().join(" ")) };
        format!("{}{code}{words}", a.name)
    };
    list.iter().map(one).collect::<Vec<_>>().join(" + ")
}

fn casualties(c: &Casualties) -> Option<String> {
    let one = |name: &str, count: &Option<Count>| {
        count.as_ref().map(|c| match c.high {
            Some(high) if high == c.low => format!("{high} {name} \"{}\"", c.text),
            Some(high) => format!("{} to {high} {name} \"{}\"", c.low, c.text),
            None => format!("{} or more {name} \"{}\"", c.low, c.text),
        })
    };
    let all: Vec<String> =
        [one("killed", &c.killed), one("injured", &c.injured), one("arrested", &c.arrested)].into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(", "))
}

#[test]
fn a_strike_and_what_each_side_says() {
    check("01-strikes-panjgur", jiff::civil::date(2024, 1, 17));
}

#[test]
fn a_telephone_call_that_calms() {
    check("07-ministers-phone", jiff::civil::date(2024, 1, 19));
}

#[test]
fn a_killing_by_unknown_men() {
    check("09-saravan-labourers", jiff::civil::date(2024, 1, 28));
}
