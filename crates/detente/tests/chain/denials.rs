//! Who denies what: acts that are said not to have happened, denials that point back, and what is said beside them.

use crate::{detente, read_bytes};
use detente::Event;

fn coded(report: &str) -> Vec<Event> {
    let report = format!("VIENNA, May 5, 2024 (Wire) - {report}");
    detente().code(&read_bytes(report.as_bytes(), "report")).0.events
}

/// The acts of force of a report that somebody denies or that are said not to have been, as `source → target, denier`.
fn denied(report: &str) -> Vec<String> {
    let side = |actors: &[detente::Actor]| actors.iter().map(|a| a.country.as_deref().unwrap_or(&a.name)).collect::<Vec<_>>().join(" ");
    let force = |e: &&Event| matches!(e.event_type.as_str(), "ASSAULT" | "COERCE" | "MOBILIZE") && e.factuality.name() == "denied";
    let line = |e: &Event| {
        let denier = e.attribution.iter().find(|a| a.stance.name() == "denies").map_or("nobody", |a| a.speaker.text.as_str());
        format!("{} → {}, {denier}", side(&e.source), side(&e.target))
    };
    coded(report).iter().filter(force).map(line).collect()
}

#[test]
fn a_party_that_says_no_denies() {
    assert_eq!(denied("Russia said its patrol boats had not fired at the Ukrainian ships."), ["RUS → UKR, Russia"]);
    assert_eq!(denied("Moscow said no Ukrainian soldier was killed by Russian troops."), ["RUS → UKR, Moscow"]);
    assert_eq!(denied("India said none of its jets had bombed the Pakistani camp."), ["IND → PAK, India"]);
    // "Nobody was hurt" speaks of a toll and denies no act.
    assert_eq!(denied("Pakistan said that none of its soldiers was hurt by the Indian shelling."), Vec::<String>::new());
}

#[test]
fn who_rejects_a_claim_denies_what_it_says() {
    assert_eq!(denied("Russia rejected the claim that its warships shelled Ukrainian boats."), ["RUS → UKR, Russia"]);
    assert_eq!(denied("Pakistan rejected India's allegation that its troops had attacked Indian posts."), ["PAK → IND, Pakistan"]);
    assert_eq!(denied("Tehran said it had nothing to do with the bombing of the Saudi refinery."), ["IRN → SAU, Tehran"]);
}

#[test]
fn a_denial_may_point_back() {
    let report = "Ukraine says that Russian artillery shelled a Ukrainian ferry on Friday. Moscow denies it.";
    assert_eq!(denied(report), ["RUS → UKR, Moscow"]);
    let report = "Pakistan's navy said that it had attacked an Indian submarine. India's navy rejected the claim.";
    assert_eq!(denied(report), ["PAK → IND, India's navy"]);
    // Nothing was told that could be denied.
    assert_eq!(denied("Ukraine asked Russia for a meeting on Friday. Moscow rejected it."), Vec::<String>::new());
}

#[test]
fn what_is_said_beside_a_denial_is_not_denied() {
    let report = "Ukraine denied that its ships had shelled Russian boats and accused Moscow of bombing Ukrainian ports.";
    let events = coded(report);
    let factuality = |trigger: &str| events.iter().find(|e| e.trigger.text == trigger).map(|e| e.factuality.name());
    assert_eq!(factuality("shelled"), Some("denied"));
    assert_eq!(factuality("accused"), Some("actual"));
    assert_eq!(factuality("bombing"), Some("alleged"));
}

#[test]
fn bombs_that_killed_nobody_fell_all_the_same() {
    let events = coded("Pakistan says that the Indian bombs killed nobody near Balakot.");
    let strike = events.iter().find(|e| e.event_type == "ASSAULT").expect("the bombing");
    assert_eq!(strike.factuality.name(), "alleged");
    let killed = strike.casualties.killed.as_ref().expect("a toll");
    assert_eq!((killed.low, killed.high, killed.text.as_str()), (0, Some(0), "nobody"));
}
