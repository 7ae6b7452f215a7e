//! What is coded where no frame speaks: with a lexicon that has actors and roles but no frame at all.

use crate::{detente, root};
use detente::{Detente, Event, Hints, Options};
use std::path::Path;
use std::sync::OnceLock;

/// The system without any frame.
fn frameless() -> &'static Detente {
    static FRAMELESS: OnceLock<Detente> = OnceLock::new();
    FRAMELESS.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("frameless");
        for kind in ["actors", "roles"] {
            std::fs::create_dir_all(folder.join(kind)).expect("a folder in the build's own");
            for file in std::fs::read_dir(root().join("lexicons").join(kind)).expect("the lexicon") {
                let file = file.expect("a file of the lexicon");
                std::fs::copy(file.path(), folder.join(kind).join(file.file_name())).expect("a copy");
            }
        }
        Detente::new(&Options { lexicons_only: vec![folder], ..Options::default() }).expect("actors and roles alone are a lexicon")
    })
}

fn coded(detente: &Detente, text: &str) -> Vec<Event> {
    detente.code(&Detente::paragraph(text, &Hints::default())).0.events
}

#[test]
fn an_event_without_a_frame_says_that_the_classifier_found_it() {
    let events = coded(frameless(), "Israeli warplanes bombed a Hamas training camp in Gaza on Tuesday.");
    let bombing = events.iter().find(|e| e.trigger.text == "bombed").unwrap_or_else(|| panic!("{events:#?}"));
    assert_eq!(bombing.event_type, "ASSAULT");
    assert!(bombing.derivation.frame.starts_with("classifier#"), "{}", bombing.derivation.frame);
    assert!(bombing.derivation.path.iter().any(|step| step.starts_with("by the word classifier")), "{:?}", bombing.derivation.path);
    assert_eq!(bombing.source[0].country.as_deref(), Some("ISR"));
    assert!((0.45..=1.0).contains(&bombing.confidence), "{}", bombing.confidence);
}

#[test]
fn the_parties_are_found_in_the_passive_too() {
    let events = coded(frameless(), "A Kenyan journalist was arrested by Ugandan police in Kampala.");
    let arrest = events.iter().find(|e| e.trigger.text == "arrested").unwrap_or_else(|| panic!("{events:#?}"));
    assert_eq!(arrest.event_type, "COERCE");
    assert_eq!(arrest.source[0].country.as_deref(), Some("UGA"));
    assert_eq!(arrest.target[0].country.as_deref(), Some("KEN"));
}

#[test]
fn a_frame_is_heard_before_the_classifier() {
    let events = coded(detente(), "Israeli warplanes bombed a Hamas training camp in Gaza on Tuesday.");
    let frames: Vec<&str> = events.iter().map(|e| e.derivation.frame.as_str()).collect();
    assert!(frames.iter().all(|f| f.starts_with("195#")), "{frames:?}");
}

#[test]
fn what_a_frame_vetoes_the_classifier_does_not_bring_back() {
    let events = coded(detente(), "The minister met reporters at a news conference in Rabat.");
    assert!(events.iter().all(|e| e.trigger.text != "conference"), "{events:#?}");
}
