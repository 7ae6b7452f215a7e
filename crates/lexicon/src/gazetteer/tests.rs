//! What is written is read again; what is damaged is refused.

use super::{Gazetteer, GazetteerBuilder, GazetteerError, NewCountry, NewPlace, PlaceKind};

fn builder() -> GazetteerBuilder {
    let place = |kind, name: &str, names: &[&str], alpha2: &str, adm1: Option<&str>, lat, lon, population| NewPlace {
        kind,
        geonameid: 7,
        name: name.to_owned(),
        names: names.iter().map(|n| (*n).to_owned()).collect(),
        alpha2: alpha2.to_owned(),
        adm1: adm1.map(str::to_owned),
        lat,
        lon,
        population,
    };
    let country = |alpha2: &str, alpha3: &str, name: &str, capital: &str| NewCountry {
        alpha2: alpha2.to_owned(),
        alpha3: alpha3.to_owned(),
        name: name.to_owned(),
        geonameid: 1,
        capital: capital.to_owned(),
        point: (alpha2 == "US").then_some((39.8, -98.6)),
    };
    GazetteerBuilder {
        countries: vec![country("FR", "FRA", "France", "Paris"), country("US", "USA", "United States", "Washington")],
        places: vec![
            place(PlaceKind::City, "Paris", &["Lutetia", "PAR", "Париж"], "FR", Some("Ile-de-France"), 48.8534, 2.3488, 2_138_551),
            place(PlaceKind::City, "Paris", &[], "US", Some("Texas"), 33.6609, -95.5555, 24_782),
            place(PlaceKind::City, "São Romão", &[], "US", None, -10.5, -170.25, 0),
            place(PlaceKind::Adm1, "Texas", &["State of Texas"], "US", None, 31.3, -98.0, 29_000_000),
            place(PlaceKind::Adm1, "Ile-de-France", &[], "FR", None, 48.7, 2.5, 12_000_000),
            place(PlaceKind::District, "Lamar County", &["Lamar"], "US", Some("Texas"), 33.67, -95.57, 50_000),
            place(PlaceKind::Region, "Paris Basin", &[], "FR", None, 48.5, 2.5, 0),
        ],
    }
}

#[test]
fn what_is_written_is_read() -> Result<(), GazetteerError> {
    let g = Gazetteer::from_bytes(builder().build()?)?;
    assert_eq!(g.len(), 7);
    let (words, found) = g.find(&["paris", "texas"]).unwrap_or_default();
    let told: Vec<_> = found.iter().map(|p| (p.name, p.alpha3, p.adm1, p.capital, p.kind)).collect();
    assert_eq!(words, 1);
    assert_eq!(
        told,
        [("Paris", "FRA", Some("Ile-de-France"), true, PlaceKind::City), ("Paris", "USA", Some("Texas"), false, PlaceKind::City)]
    );
    assert_eq!((found[0].lat, found[0].lon, found[0].population), (48.8534, 2.3488, 2_138_112));
    let (words, found) = g.find(&["paris", "basin", "today"]).unwrap_or_default();
    assert_eq!((words, found[0].kind), (2, PlaceKind::Region));
    let (_, found) = g.find(&["sao", "romao"]).unwrap_or_default();
    assert_eq!((found[0].name, found[0].adm1, found[0].lat, found[0].lon), ("São Romão", None, -10.5, -170.25));
    assert!(g.find(&["lamar", "county"]).is_some_and(|(n, f)| n == 2 && f[0].kind == PlaceKind::District && f[0].adm1 == Some("Texas")));
    assert!(g.country("USA").is_some_and(|c| (c.lat - 39.8).abs() < 0.001), "the given middle");
    assert!(g.find(&["lutetia"]).is_some_and(|(_, f)| f[0].alternate));
    assert!(g.find(&["par"]).is_none(), "codes are left out");
    assert!(g.find(&["state", "of", "texas"]).is_some_and(|(n, f)| n == 3 && f[0].adm1 == Some("Texas")));
    assert!(g.country("FRA").is_some_and(|c| c.name == "France" && (c.lat - 48.8534).abs() < 0.001));
    assert!(Gazetteer::empty().find(&["paris"]).is_none());
    Ok(())
}

#[test]
fn damage_is_an_error() -> Result<(), GazetteerError> {
    let bytes = builder().build()?;
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x20;
        assert!(Gazetteer::from_bytes(damaged).is_err(), "byte {at} changed");
        assert!(Gazetteer::from_bytes(bytes[..at].to_vec()).is_err(), "cut at {at}");
    }
    Ok(())
}
