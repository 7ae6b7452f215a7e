//! The day of a report that does not say its year.

use crate::{detente, read_bytes};

/// Date and basis of the report's first event, and what was reported on the way.
fn dated(text: &str) -> (Option<String>, Option<String>, Vec<String>) {
    let (coded, _) = detente().code(&read_bytes(text.as_bytes(), "dated"));
    let document = coded.events.first().map(|e| e.document.clone()).expect("an event");
    (document.published, document.published_basis, coded.problems.into_iter().map(|p| p.message).collect())
}

#[test]
fn the_holders_of_offices_tell_the_year() {
    let text = "ISLAMABAD, Jan 29 (Wire) - Iranian Foreign Minister Hossein Amir-Abdollahian met Pakistan's caretaker Foreign \
                Minister Jalil Abbas Jilani on Monday.";
    let (day, basis, problems) = dated(text);
    assert_eq!((day.as_deref(), basis.as_deref()), (Some("2024-01-29"), Some("inferred")));
    assert!(problems.len() == 1 && problems[0].contains("Jalil Abbas Jilani"), "{problems:?}");
}

#[test]
fn where_several_years_fit_none_is_taken() {
    let (day, basis, problems) = dated("TOKYO, June 4 (Wire) - Japan accused China of entering its waters on Monday.");
    assert_eq!((day, basis), (None, None));
    assert!(problems.iter().any(|p| p.contains("no year is known")), "{problems:?}");
}
