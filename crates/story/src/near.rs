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
    use crate::made::{days, event};
    use detente_record::{DateBasis, Event};

    fn telling(id: &str, event_type: &str, window: [&str; 2], said: bool) -> Telling {
        let basis = if said { DateBasis::Expression } else { DateBasis::Dateline };
        let text = "Police fired on a crowd at the bridge.".to_owned();
        Telling::new(Event { text, date: days(window, basis, None), ..event(id, event_type) }, id.to_owned())
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
