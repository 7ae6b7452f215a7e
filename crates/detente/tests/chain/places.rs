//! Which place a name means, told by the rest of the report.

use crate::detente;
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
