//! What excludes most pairs of tellings at once, before their evidence is weighed.

use crate::Telling;
use crate::link::{FARTHEST_SAID, TOLD_AS};
use crate::times::{FARTHEST, LONG};

/// Whether two tellings are near enough in time and kind to be weighed: where not, [`evidence`](crate::evidence) is an error
/// too, which says why in words.
pub fn near(a: &Telling, b: &Telling) -> bool {
    near_in_time(a, b) && told_as(&a.event.event_type, &b.event.event_type)
}

fn near_in_time(a: &Telling, b: &Telling) -> bool {
    let (Some(x), Some(y)) = (a.window, b.window) else { return true };
    let farthest = if x.said && y.said { FARTHEST_SAID } else { FARTHEST };
    x.gap(y) <= farthest && (x.length() > LONG) == (y.length() > LONG)
}

fn told_as(x: &str, y: &str) -> bool {
    x == y || TOLD_AS.iter().any(|[s, t]| (*s == x && *t == y) || (*s == y && *t == x))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence;
    use detente_record::{Casualties, Date, DateBasis, Derivation, DocumentRef, EVENT_SCHEMA, Event, Factuality, Granularity, Trigger};

    fn telling(id: &str, event_type: &str, [start, end]: [&str; 2], said: bool) -> Telling {
        let event = Event {
            schema: EVENT_SCHEMA.to_owned(),
            id: id.to_owned(),
            document: DocumentRef { id: id.to_owned(), ..DocumentRef::default() },
            sentence: 0,
            text: "Police fired on a crowd at the bridge.".to_owned(),
            event_type: event_type.to_owned(),
            mode: None,
            contexts: Vec::new(),
            cameo: "190".to_owned(),
            quad_class: 4,
            goldstein: -10.0,
            source: Vec::new(),
            target: Vec::new(),
            reciprocal: false,
            date: Some(Date {
                start: start.to_owned(),
                end: end.to_owned(),
                granularity: Granularity::Day,
                basis: if said { DateBasis::Expression } else { DateBasis::Dateline },
                text: None,
            }),
            place: None,
            casualties: Casualties::default(),
            factuality: Factuality::Actual,
            attribution: Vec::new(),
            trigger: Trigger { text: "fired".to_owned(), span: [7, 12] },
            confidence: 1.0,
            derivation: Derivation::default(),
            mentions: Vec::new(),
            variants: Vec::new(),
        };
        Telling::new(event, id.to_owned())
    }

    #[test]
    fn what_is_not_near_has_no_evidence() {
        let mut apart = 0;
        let days = ["2024-01-01", "2024-01-03", "2024-01-04", "2024-01-08", "2024-01-09"];
        let types = ["ASSAULT", "COERCE", "PROTEST", "AGREE", "CONSULT", "SANCTION", "ACCUSE", "REQUEST"];
        for (day, said) in days.into_iter().flat_map(|d| [(d, true), (d, false)]) {
            for kind in types {
                let (a, b) = (telling("a", "ASSAULT", ["2024-01-01", "2024-01-01"], true), telling("b", kind, [day, day], said));
                let c = telling("c", kind, [day, "2024-12-31"], said);
                for (x, y) in [(&a, &b), (&b, &a), (&a, &c), (&b, &c), (&c, &c)] {
                    assert!(near(x, y) || evidence(x, y).is_err(), "{day} {said} {kind}");
                    apart += usize::from(!near(x, y));
                }
            }
        }
        assert!(apart > 100, "{apart} pairs are excluded at once");
    }
}
