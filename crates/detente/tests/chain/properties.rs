//! What holds for every event of every report, whatever the report says.

use crate::{detente, events, read, read_bytes, reports, soundness};
use detente::Event;

#[test]
fn every_event_of_our_reports_is_proved_by_the_text() {
    for path in reports() {
        let document = read(&path);
        soundness::events(detente(), &document, &events(&document));
    }
}

#[test]
fn a_second_run_gives_the_same_events() {
    for path in reports() {
        assert_eq!(events(&read(&path)), events(&read(&path)), "{}", path.display());
    }
}

#[test]
fn what_follows_does_not_change_the_ids_of_what_went_before() {
    for path in reports() {
        let bytes = std::fs::read(&path).expect("the report");
        let longer = [&bytes[..], b"\n\nHeavy rain fell on the coast in the afternoon.\n"].concat();
        let ids = |bytes: &[u8]| events(&read_bytes(bytes, "report")).into_iter().map(|e| e.id).collect::<Vec<_>>();
        assert_eq!(ids(&bytes), ids(&longer), "{}", path.display());
    }
}

#[test]
fn the_same_words_in_another_report_have_another_id() {
    let text = b"Iranian jets bombed Iraqi positions on Monday.";
    let (a, b) = (events(&read_bytes(text, "a")), events(&read_bytes(text, "b")));
    assert_eq!(a.len(), 1);
    assert_eq!(b.len(), 1);
    assert_ne!(a[0].id, b[0].id);
}

#[test]
fn line_ends_of_either_kind_give_the_same_events_at_moved_places() {
    let path = reports().into_iter().find(|p| p.ends_with("08-ambassadors-return.txt")).expect("the report with hard-wrapped lines");
    let text = std::fs::read_to_string(&path).expect("the report").replace("\r\n", "\n");
    let (unix, dos) = (read_bytes(text.as_bytes(), "r"), read_bytes(text.replace('\n', "\r\n").as_bytes(), "r"));
    let (a, b) = (events(&unix), events(&dos));
    soundness::events(detente(), &dos, &b);
    let facts = |events: &[Event]| events.iter().map(|e| (e.cameo.clone(), e.trigger.text.clone(), e.factuality)).collect::<Vec<_>>();
    assert_eq!(facts(&a), facts(&b));
}

#[test]
fn no_text_gives_no_event_and_a_problem() {
    for bytes in [&b""[..], b"\n\n\n", b"\xff\xfe"] {
        let document = read_bytes(bytes, "empty");
        assert!(!document.problems.is_empty(), "nothing is said of {bytes:?}");
        assert!(events(&document).is_empty());
    }
}
