//! Who did it to whom, where grammar or an earlier sentence says so and the words beside the verb do not.

use crate::{detente, read_bytes};

/// The sides of the event of a trigger, by country or name, as `source → target`.
fn sides(report: &str, trigger: &str) -> String {
    let report = format!("VIENNA, May 5, 2024 (Wire) - {report}");
    let events = detente().code(&read_bytes(report.as_bytes(), "report")).0.events;
    let side = |actors: &[detente::Actor]| actors.iter().map(|a| a.country.as_deref().unwrap_or(&a.name)).collect::<Vec<_>>().join(" ");
    let event = events.iter().find(|e| e.trigger.text == trigger);
    event.map_or_else(|| "no event".to_owned(), |e| format!("{} → {}", side(&e.source), side(&e.target)))
}

#[test]
fn the_agent_of_the_last_of_joined_passives_did_them_all() {
    let report = "Ukrainian patrol boats were rammed and fired on by Russian warships on Monday, wounding six sailors.";
    assert_eq!(sides(report, "rammed"), "RUS → UKR");
}

#[test]
fn whoever_is_accused_is_the_doer() {
    let report = "Russia accused the Ukrainian warships of entering Russian waters.";
    assert_eq!(sides(report, "accused"), "RUS → UKR");
    assert_eq!(sides(report, "entering"), "UKR → RUS");
}

#[test]
fn each_side_is_both() {
    assert_eq!(sides("India and Pakistan traded fire on Friday. Each side blamed the other for the clash.", "blamed"), "IND PAK → ");
}

#[test]
fn ships_keep_their_flag_under_another_word() {
    let report = "Three Ukrainian gunboats left Odesa on Sunday. Russian jets bombed the boats near Kerch.";
    assert_eq!(sides(report, "bombed"), "RUS → UKR");
}

#[test]
fn it_goes_on_with_the_body_that_the_sentence_before_was_about() {
    let report = "The Russian coastguard opened fire on Ukrainian sailors on Sunday. It captured the sailors and flew them to Moscow.";
    assert!(sides(report, "captured").starts_with("RUS → "), "{}", sides(report, "captured"));
}

#[test]
fn days_deeds_and_notions_are_no_parties_to_words() {
    assert_eq!(sides("“Last night's breach of our sovereignty is a crime,” Pakistan's foreign ministry said.", "said"), "PAK → ");
    assert_eq!(sides("The European Union condemned the spiral of violence in Sudan.", "condemned"), "European Union → ");
    // A line on the map does nothing.
    let report = "The Line of Control between India and Pakistan has been calm since shelling killed two Pakistani soldiers on Friday.";
    assert!(!sides(report, "killed").contains("Line"), "{}", sides(report, "killed"));
}

#[test]
fn what_kind_of_weapon_it_is_says_not_whose() {
    assert_eq!(sides("Killer drones struck a base of the Afghan army on Friday.", "struck"), " → AFG");
}
