//! Which place a name means, told by the rest of the report.

use crate::{detente, read_bytes};
use detente::{Detente, Hints};

/// The places of a text as "words: name, division, country".
fn places(text: &str) -> Vec<String> {
    let document = Detente::paragraph(text, &Hints { id: "places".into(), ..Hints::default() });
    let mut found = Vec::new();
    detente().explain(&document, |r| {
        for t in &r.analysis.toponyms {
            let words = r.analysis.text_between(t.tokens.start, t.tokens.end);
            let p = &t.place;
            found.push(format!("{words}: {}, {}, {}", p.name, p.adm1.as_deref().unwrap_or("-"), p.country.as_deref().unwrap_or("-")));
        }
    });
    found
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(places(text), expected, "{text}");
}

#[test]
fn the_country_spoken_of_tells_towns_of_one_name_apart() {
    check("Pakistani police searched Hyderabad in Sindh.", &["Hyderabad: Hyderabad, Sindh, PAK", "Sindh: Sindh, Sindh, PAK"]);
    check("Indian police searched Hyderabad on Monday, the Indian government said.", &["Hyderabad: Hyderabad, Telangana, IND"]);
    check("Lebanese troops entered Tripoli on Monday, the Lebanese army said.", &["Tripoli: Tripoli, North Lebanon, LBN"]);
}

#[test]
fn words_beside_a_name_say_where_it_lies() {
    check("A bus overturned near Paris, Texas.", &["Paris: Paris, Texas, USA", "Texas: Texas, Texas, USA"]);
    check("The envoy flew to Paris.", &["Paris: Paris, Ile-de-France, FRA"]);
}

#[test]
fn a_state_and_a_division_of_one_name_are_told_apart() {
    check(
        "Russian tanks crossed into Georgia and moved towards Tbilisi.",
        &["Georgia: Georgia, -, GEO", "Tbilisi: Tbilisi, T'bilisi, GEO"],
    );
    check(
        "Police in Atlanta and Savannah, Georgia, arrested four men.",
        &["Atlanta: Atlanta, Georgia, USA", "Savannah: Savannah, Georgia, USA", "Georgia: Georgia, Georgia, USA"],
    );
}

#[test]
fn a_province_a_region_and_a_district_are_places() {
    check(
        "Gunmen attacked a post in Iran's Sistan-Baluchistan province.",
        &["Iran: Iran, -, IRN", "Sistan-Baluchistan: Sistan-Baluchestan, Sistan-Baluchestan, IRN"],
    );
    check("Shelling went on across the Donbas.", &["Donbas: Donbas, -, UKR"]);
}

#[test]
fn persons_months_and_parts_of_the_world_are_no_places() {
    check("Jack London spoke in March about Europe.", &[]);
    check("Tensions in the Middle East rose in August.", &[]);
}

#[test]
fn an_unknown_name_has_no_pin() {
    check("The column halted outside Xyzzyabad.", &["Xyzzyabad: Xyzzyabad, -, -"]);
    check("The column halted in the village of Xyzzyabad, Ukraine.", &["Xyzzyabad: Xyzzyabad, -, UKR", "Ukraine: Ukraine, -, UKR"]);
}

#[test]
fn a_name_is_found_whole_or_not_at_all() {
    check(
        "Police in Osh searched a house in Xyzzy-Teyit, Kyrgyzstan.",
        &["Osh: Osh, Osh, KGZ", "Xyzzy-Teyit: Xyzzy-Teyit, -, KGZ", "Kyrgyzstan: Kyrgyzstan, -, KGZ"],
    );
}

#[test]
fn a_body_of_the_state_is_no_place() {
    check("Ortega accused the Central Intelligence Agency.", &[]);
}

/// The acts of a report as "trigger: place, country, precision".
fn acts(text: &str) -> Vec<String> {
    let (coded, _) = detente().code(&read_bytes(text.as_bytes(), "acts"));
    let shown = |e: &detente::Event| {
        let place = e
            .place
            .as_ref()
            .map_or("nowhere".to_owned(), |p| format!("{}, {}, {:?}", p.name, p.country.as_deref().unwrap_or("-"), p.precision));
        format!("{}: {place}", e.trigger.text)
    };
    coded.events.iter().map(shown).collect()
}

#[track_caller]
fn check_acts(text: &str, expected: &[&str]) {
    assert_eq!(acts(text), expected, "{text}");
}

#[test]
fn a_part_of_a_town_is_in_the_town() {
    check_acts("Thousands of protesters took to the streets of Lima on Thursday.", &["took: Lima, PER, City"]);
}

#[test]
fn what_is_said_somewhere_did_not_happen_there() {
    check_acts("In Geneva, the Syrian ambassador denied that Syrian troops had killed the villagers.", &["killed: nowhere"]);
}

#[test]
fn here_and_the_capital_mean_the_town_of_the_dateline() {
    check_acts("LIMA, June 12, 2009 (Wire) - Police shot four protesters here on Thursday.", &["shot: Lima, PER, City"]);
    check_acts("CUSCO, Peru, June 12, 2009 (Wire) - Police shot four protesters in the capital on Thursday.", &["shot: Lima, PER, City"]);
}

#[test]
fn a_distance_moves_the_pin() {
    let text = "Gunmen killed four soldiers 50 km north of Mosul on Monday.";
    let (coded, _) = detente().code(&read_bytes(text.as_bytes(), "acts"));
    let place = coded.events[0].place.clone().expect("a place");
    assert_eq!((place.name.as_str(), format!("{:?}", place.precision).as_str()), ("50 km north of Mosul", "Adm1"));
    let lat = place.lat.expect("a latitude");
    assert!((lat - 36.79).abs() < 0.1, "Mosul lies at 36.34: {lat}");
}

#[test]
fn the_border_with_a_country_is_not_in_it() {
    let near = acts("Gunmen killed two Pakistani soldiers near the border with Iran on Monday.");
    assert!(!near[0].contains("IRN"), "{near:?}");
}

#[test]
fn acts_in_a_row_share_their_place() {
    check_acts(
        "Rebels stormed a base in Mosul on Monday and abducted four soldiers.",
        &["stormed: Mosul, IRQ, City", "abducted: Mosul, IRQ, City"],
    );
}
