//! Who the parties are: whose army "the army" is, who is meant by a description or a surname, and to whom an act is laid.

use crate::{detente, read_bytes};
use detente::{Actor, Event};

/// The events of a report; each test is one that a stranger can read.
fn coded(report: &str) -> Vec<Event> {
    detente().code(&read_bytes(report.as_bytes(), "report")).0.events
}

/// The event told by this word.
fn told_by<'a>(events: &'a [Event], word: &str) -> &'a Event {
    events.iter().find(|e| e.trigger.text == word).unwrap_or_else(|| panic!("no event told by {word}: {events:#?}"))
}

fn code(side: &[Actor]) -> Vec<&str> {
    side.iter().filter_map(|a| a.code.as_deref()).collect()
}

#[test]
fn an_army_without_a_country_is_that_of_the_country_that_the_report_is_about() {
    let events = coded(
        "LIMA, March 4, 1990 (Wire) - Peru extended the state of emergency on Sunday. Soldiers detained a mayor near Ayacucho. \
         The army shelled a village.",
    );
    let shelled = told_by(&events, "shelled");
    assert_eq!((shelled.source[0].id.as_deref(), shelled.source[0].name.as_str()), (Some("PER:armed-forces"), "Armed Forces of Peru"));
    assert_eq!(code(&told_by(&events, "detained").source), ["PERMIL"]);
}

#[test]
fn of_two_states_at_war_the_army_is_nobodys_in_particular() {
    let events = coded(
        "March 4, 1999 (Wire) - Eritrea accused Ethiopia of breaking the truce. Ethiopia accused Eritrea of the same. \
         Ethiopia and Eritrea closed their embassies. The army shelled a village.",
    );
    assert_eq!(code(&told_by(&events, "shelled").source), ["MIL"]);
}

#[test]
fn a_congress_is_that_of_the_country_that_the_report_is_about() {
    let events =
        coded("LIMA, June 10, 2009 (Wire) - Peru sent police to Bagua on Monday. Congress on Wednesday condemned the police of Peru.");
    assert_eq!(code(&told_by(&events, "condemned").source), ["PERLEG"]);
}

#[test]
fn a_person_unknown_to_the_lexicon_is_what_stands_beside_his_name_and_keeps_it_as_a_surname() {
    let events = coded(
        "NAIROBI, August 12, 2017 (Wire) - Barasa Wekulo, a senator, condemned the police of Kenya. Wekulo also urged the police to \
         withdraw.",
    );
    assert_eq!(told_by(&events, "condemned").source[0].sectors, ["LEG"]);
    assert_eq!(told_by(&events, "urged").source[0].sectors, ["LEG"], "{events:#?}");
}

#[test]
fn its_neighbour_is_the_other_of_two_states() {
    let events = coded(
        "N'DJAMENA, June 1, 2021 (Wire) - Chad closed the border with the Central African Republic. Chad accused its neighbour of \
         killing six soldiers.",
    );
    let accused = told_by(&events, "accused");
    assert_eq!((code(&accused.source), accused.target[0].country.as_deref()), (vec!["TCDGOV"], Some("CAF")));
}

#[test]
fn people_of_a_nation_are_no_government() {
    let events = coded("BISHKEK, October 25, 1999 (Wire) - Gunmen kidnapped four Japanese geologists near Batken.");
    assert_eq!(code(&told_by(&events, "kidnapped").target), ["JPNCVL"]);
}

#[test]
fn guerrillas_are_those_of_the_only_group_that_the_report_names() {
    let events = coded(
        "SAN SALVADOR, 19 MAR 89 (WIRE) -- THE GUERRILLAS ATTACKED A GARRISON IN SAN MIGUEL TODAY.\n\n\
         THE FMLN IS TRYING TO OBSTRUCT THE ELECTIONS IN EL SALVADOR.",
    );
    assert_eq!(told_by(&events, "ATTACKED").source[0].id.as_deref(), Some("fmln"));
}

#[test]
fn who_claims_credit_for_the_act_has_done_it() {
    let events = coded(
        "LIMA, 29 MAR 89 (WIRE) -- A BOMB EXPLODED TODAY IN A LIMA RESTAURANT.\n\n\
         THE TUPAC AMARU REVOLUTIONARY MOVEMENT HAS CLAIMED CREDIT FOR THE TERRORIST ACT.",
    );
    let bomb = told_by(&events, "EXPLODED");
    assert_eq!(bomb.source[0].id.as_deref(), Some("mrta"));
    assert!(bomb.mentions.iter().any(|m| m.trigger.text == "CREDIT" && m.attribution.len() == 1), "{bomb:#?}");
}

#[test]
fn nobody_has_claimed_it() {
    let events = coded(
        "LIMA, 29 MAR 89 (WIRE) -- A BOMB EXPLODED TODAY IN A LIMA RESTAURANT.\n\n\
         NO GROUP HAS CLAIMED CREDIT FOR THE TERRORIST ACT. SHINING PATH IS ACTIVE IN PERU.",
    );
    assert!(told_by(&events, "EXPLODED").source.iter().all(|a| a.id.is_none()));
}

#[test]
fn the_capital_letters_of_a_car_bomb_are_no_country() {
    let events = coded("BOGOTA, 2 NOV 89 (WIRE) -- A CAR BOMB EXPLODED IN BOGOTA TODAY, KILLING FOUR PEOPLE.");
    assert!(events.iter().flat_map(|e| &e.source).all(|a| a.country.as_deref() != Some("CAF")), "{events:#?}");
}

#[test]
fn who_was_told_in_a_long_sentence_may_be_meant_in_a_short_one() {
    // The word of the earlier sentence has no place in the later one.
    let events = coded(
        "LIMA, March 4, 1990 (Wire) - After weeks of rumours in the capital and in the towns of the coast and of the highlands, and \
         in spite of all promises that had been made to the bishops, Peru attacked Ecuador. The attack by Peru ended.",
    );
    assert_eq!(code(&told_by(&events, "attacked").target), ["ECUGOV"]);
}
