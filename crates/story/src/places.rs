//! Whether two tellings can be of the same place.

use detente_record::{Place, Precision};

/// Towns so near to each other are one place: a village is told as the town beside it.
const NEAR_KM: f64 = 20.0;

/// Names so much alike (1 minus edits over length) are one name in two spellings.
const SPELLING: f64 = 0.75;

/// Mean radius of the earth (IUGG), km.
const EARTH_KM: f64 = 6371.0088;

/// How two places stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The same spot or town.
    Same,
    /// One lies in the other, or both are only known to lie in the same division.
    Compatible,
    /// Both are in the same country, and no more is known of one of them.
    Country,
    /// At least one is not known.
    Unknown,
    /// Two countries, and of one place no more than its country is known: often the country that a report is about.
    Abroad,
    /// Two names of towns, and nobody knows where one of them is.
    Unlike,
    /// Two places.
    Apart,
}

pub(crate) fn relation(a: Option<&Place>, b: Option<&Place>) -> Relation {
    let (Some(a), Some(b)) = (a, b) else { return Relation::Unknown };
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        let vague = a.precision == Precision::Country || b.precision == Precision::Country;
        // A country that no words of the text name is only that of the report.
        return match () {
            () if is_guess(a) || is_guess(b) => Relation::Unknown,
            () if vague => Relation::Abroad,
            () => Relation::Apart,
        };
    }
    let exact = |p: &Place| matches!(p.precision, Precision::Exact | Precision::City);
    if (a.geonameid.is_some() && a.geonameid == b.geonameid) || (folded(&a.name) == folded(&b.name) && a.precision == b.precision) {
        return match a.precision {
            Precision::Exact | Precision::City => Relation::Same,
            Precision::Adm1 => Relation::Compatible,
            Precision::Country => Relation::Country,
        };
    }
    if exact(a) && exact(b) {
        return match distance(a, b) {
            Some(km) if km <= NEAR_KM => Relation::Same,
            Some(_) => Relation::Apart,
            // A name that no gazetteer has may be a village beside the town, or its name in another spelling.
            None if strsim::normalized_levenshtein(&folded(&a.name), &folded(&b.name)) >= SPELLING => Relation::Same,
            None => Relation::Unlike,
        };
    }
    match (&a.adm1, &b.adm1) {
        (Some(x), Some(y)) if folded(x) == folded(y) => Relation::Compatible,
        (Some(_), Some(_)) if a.precision != Precision::Country && b.precision != Precision::Country => Relation::Apart,
        _ => Relation::Country,
    }
}

fn is_guess(p: &Place) -> bool {
    p.precision == Precision::Country && p.span.is_none()
}

/// Kilometres between two places (haversine), where both have coordinates.
pub(crate) fn distance(a: &Place, b: &Place) -> Option<f64> {
    let (lat_a, lon_a, lat_b, lon_b) = (a.lat?.to_radians(), a.lon?.to_radians(), b.lat?.to_radians(), b.lon?.to_radians());
    let h = ((lat_b - lat_a) / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * ((lon_b - lon_a) / 2.0).sin().powi(2);
    Some(2.0 * EARTH_KM * h.sqrt().min(1.0).asin())
}

pub(crate) fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str, precision: Precision, at: Option<(f64, f64)>, adm1: Option<&str>) -> Place {
        Place {
            name: name.to_owned(),
            country: Some("PAK".to_owned()),
            adm1: adm1.map(str::to_owned),
            lat: at.map(|p| p.0),
            lon: at.map(|p| p.1),
            precision,
            geonameid: None,
            span: None,
        }
    }

    #[test]
    fn a_village_and_the_town_beside_it_are_one_place_and_two_towns_are_two() {
        let panjgur = place("Panjgur", Precision::City, Some((26.97, 64.09)), Some("Balochistan"));
        let village = place("Chitkan", Precision::City, Some((26.98, 64.10)), Some("Balochistan"));
        let quetta = place("Quetta", Precision::City, Some((30.18, 67.0)), Some("Balochistan"));
        assert_eq!(relation(Some(&panjgur), Some(&village)), Relation::Same);
        assert_eq!(relation(Some(&panjgur), Some(&quetta)), Relation::Apart);
    }

    #[test]
    fn a_town_lies_in_its_province_and_in_its_country() {
        let panjgur = place("Panjgur", Precision::City, Some((26.97, 64.09)), Some("Balochistan"));
        let province = place("Balochistan", Precision::Adm1, Some((28.9, 65.1)), Some("Balochistan"));
        let sindh = place("Sindh", Precision::Adm1, Some((26.0, 68.5)), Some("Sindh"));
        let country = place("Pakistan", Precision::Country, Some((30.0, 70.0)), None);
        let guess = Place { country: Some("IRN".to_owned()), ..place("Iran", Precision::Country, Some((32.0, 53.0)), None) };
        let iran = Place { span: Some([10, 14]), ..guess.clone() };
        assert_eq!(relation(Some(&panjgur), Some(&iran)), Relation::Abroad);
        assert_eq!(relation(Some(&panjgur), Some(&guess)), Relation::Unknown, "it may be the country of the report");
        assert_eq!(relation(Some(&panjgur), Some(&province)), Relation::Compatible);
        assert_eq!(relation(Some(&panjgur), Some(&sindh)), Relation::Apart);
        assert_eq!(relation(Some(&panjgur), Some(&country)), Relation::Country);
        assert_eq!(relation(Some(&panjgur), None), Relation::Unknown);
    }

    #[test]
    fn distances_are_those_of_an_atlas() {
        let tehran = place("Tehran", Precision::City, Some((35.69, 51.42)), None);
        let islamabad = place("Islamabad", Precision::City, Some((33.72, 73.04)), None);
        let km = distance(&tehran, &islamabad).expect("both have coordinates");
        assert!((1960.0..2020.0).contains(&km), "{km}");
    }
}
