//! An act told in several places, day and place that go on, and who is meant by "the rebels".

use crate::{detente, read_bytes};
use detente::Event;
use detente_record::DateBasis;

/// The events of a report; each test is one that a stranger can read.
fn coded(report: &str) -> Vec<Event> {
    detente().code(&read_bytes(report.as_bytes(), "report")).0.events
}

/// The events whose trigger or one of whose mentions is this word.
fn told_by<'a>(events: &'a [Event], word: &str) -> Vec<&'a Event> {
    events.iter().filter(|e| e.trigger.text == word || e.mentions.iter().any(|m| m.trigger.text == word)).collect()
}

fn day(e: &Event) -> Option<(&str, DateBasis)> {
    e.date.as_ref().map(|d| (d.start.as_str(), d.basis))
}

#[test]
fn one_attack_told_three_times_is_one_event() {
    let events = coded(
        "KABUL, March 4, 2021 (Wire) - Gunmen attacked a police post in Kunduz on Tuesday.\n\n\
         Five policemen died, and a dozen people were hurt.\n\n\
         Officials said the Taliban carried out the assault.",
    );
    assert_eq!(events.len(), 1, "{events:#?}");
    let attack = &events[0];
    assert_eq!(attack.trigger.text, "attacked");
    assert_eq!(attack.mentions.iter().map(|m| (m.sentence, m.trigger.text.as_str())).collect::<Vec<_>>(), [(1, "died"), (2, "carried")]);
    assert_eq!(attack.casualties.killed.as_ref().map(|c| c.low), Some(5));
    assert_eq!(attack.casualties.injured.as_ref().map(|c| c.low), Some(12));
    assert_eq!(attack.source[0].name, "Taliban");
    assert_eq!(day(attack), Some(("2021-03-02", DateBasis::Expression)));
}

#[test]
fn two_tolls_of_two_parties_are_variants() {
    let events = coded(
        "ISLAMABAD, January 18, 2024 (Wire) - Iran struck a village in Pakistan on Tuesday. Iran said two people were killed. \
         Pakistan said three people were killed.",
    );
    let [strike, pakistan] = events.as_slice() else { panic!("{events:#?}") };
    assert_eq!((strike.casualties.killed.as_ref().map(|c| c.low), pakistan.casualties.killed.as_ref().map(|c| c.low)), (Some(2), Some(3)));
    assert_eq!((&strike.variants, &pakistan.variants), (&vec![pakistan.id.clone()], &vec![strike.id.clone()]));
}

#[test]
fn two_days_a_second_market_and_a_plan_are_no_retelling() {
    let events = coded(
        "GAZA, March 6, 2024 (Wire) - Israel bombed a market in Rafah on Monday. On Tuesday Israel bombed a second market in Rafah. \
         Israel plans to bomb a third market in Rafah.",
    );
    assert!(told_by(&events, "bombed").len() == 2 && events.iter().all(|e| e.mentions.is_empty()), "{events:#?}");
}

#[test]
fn an_answer_is_another_act() {
    let events = coded(
        "BEIRUT, March 6, 2024 (Wire) - Hezbollah fired rockets at Israel on Monday. In retaliation Israel bombed Hezbollah positions.",
    );
    assert!(events.len() == 2 && events.iter().all(|e| e.mentions.is_empty() && e.variants.is_empty()), "{events:#?}");
}

#[test]
fn a_narration_keeps_its_day_into_the_next_paragraph() {
    let events = coded(
        "NAIROBI, March 6, 2024 (Wire) - On Monday gunmen stormed a hotel in Kismayo.\n\n\
         The attackers then shot the guards. The death toll rose to 40.",
    );
    let shot = told_by(&events, "shot")[0];
    assert_eq!(day(shot), Some(("2024-03-04", DateBasis::Inherited)));
    assert_eq!(shot.place.as_ref().map(|p| p.name.as_str()), Some("Kismayo"));
    assert_eq!(shot.casualties.killed.as_ref().map(|c| c.low), Some(40));
}

#[test]
fn what_had_happened_before_keeps_no_day() {
    let events = coded("QUETTA, March 6, 2024 (Wire) - Police arrested three men in Quetta on Monday. Gunmen had killed a judge.");
    assert_eq!(day(told_by(&events, "killed")[0]).map(|(_, basis)| basis), Some(DateBasis::Dateline));
}

#[test]
fn the_rebels_are_those_of_the_one_group_named() {
    let events = coded(
        "ABUJA, March 6, 2024 (Wire) - Boko Haram kidnapped 30 pupils in Borno on Monday. The rebels released three pupils on Tuesday.",
    );
    assert_eq!(told_by(&events, "released")[0].source[0].name, "Boko Haram");
}

#[test]
fn the_kingdom_is_the_one_that_is_called_so() {
    let events = coded(
        "RABAT, March 6, 2024 (Wire) - Morocco recalled its ambassador from Paris on Monday. Spain urged restraint. The Kingdom \
         accused Algeria of arming the Polisario Front.",
    );
    assert_eq!(told_by(&events, "accused")[0].source[0].country.as_deref(), Some("MAR"));
}

#[test]
fn what_an_anniversary_recalls_did_not_happen_on_the_day_told_before() {
    let events = coded(
        "TBILISI, May 3, 2019 (Wire) - Police arrested two students in Tbilisi on Thursday.\n\n\
         Protesters marched on the anniversary of the killing of demonstrators by Soviet troops.",
    );
    let killing = told_by(&events, "killing");
    assert_eq!(killing.len(), 1, "{events:#?}");
    assert!(day(killing[0]).is_none_or(|(_, basis)| basis != DateBasis::Inherited), "{:?}", killing[0].date);
    assert_eq!(killing[0].place, None);
}
