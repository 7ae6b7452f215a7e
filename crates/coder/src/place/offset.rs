//! A place told by its distance from a name: "50 km north-west of Gao", "between Ansongo and Menaka".

use super::Toponym;
use crate::quantity;
use detente_nlp::Sentence;
use detente_record::{Place, Precision};

/// Mean radius of the earth in kilometres.
const EARTH: f64 = 6371.0;
/// Within so many kilometres of a town one is still there.
const AT_TOWN: f64 = 10.0;

/// The place at the distance that the words before a name say, or halfway between it and the name beside it; none where
/// they say nothing of the kind. It has no id, and what lies further off than a town reaches is no exact spot.
pub fn offset(s: &Sentence, toponym: &Toponym, others: &[Toponym]) -> Option<Place> {
    let (lat, lon) = toponym.place.lat.zip(toponym.place.lon).filter(|_| toponym.place.precision == Precision::City)?;
    if let Some(other) = partner(s, toponym, others) {
        let (lat2, lon2) = other.place.lat.zip(other.place.lon)?;
        let name = format!("between {} and {}", toponym.place.name, other.place.name);
        let apart = super::resolve::kilometres((lat, lon), (lat2, lon2));
        // Halfway between two points that the date line parts would lie on the other side of the globe.
        let same_side = (lon - lon2).abs() < 180.0;
        return same_side.then(|| moved(&toponym.place, name, ((lat + lat2) / 2.0, f64::midpoint(lon, lon2)), apart / 2.0));
    }
    let (distance, bearing, start) = said_before(s, toponym.tokens.start)?;
    let words: Vec<&str> = s.tokens[start..toponym.tokens.start].iter().map(|t| t.form.as_str()).collect();
    let name = format!("{} {}", words.join(" ").replace(" - ", "-"), toponym.place.name);
    let point = bearing.map_or((lat, lon), |b| destination((lat, lon), b, distance));
    Some(moved(&toponym.place, name, point, distance))
}

fn moved(from: &Place, name: String, (lat, lon): (f64, f64), distance: f64) -> Place {
    let round = |degrees: f64| (degrees * 10_000.0).round() / 10_000.0;
    let precision = if distance <= AT_TOWN { Precision::City } else { Precision::Adm1 };
    Place { name, lat: Some(round(lat)), lon: Some(round(lon)), precision, geonameid: None, ..from.clone() }
}

/// "between A and B": the other of the two.
fn partner<'t>(s: &Sentence, toponym: &Toponym, others: &'t [Toponym]) -> Option<&'t Toponym> {
    let between = s.children_by(toponym.head, "case").any(|c| s.tokens[c].lemma.eq_ignore_ascii_case("between"));
    let conjunct = |t: &&Toponym| s.has_relation(t.head, "conj") && s.tokens[t.head].head == Some(toponym.head);
    others.iter().filter(|_| between).find(conjunct).filter(|t| t.place.precision == Precision::City)
}

/// Distance in kilometres, bearing in degrees and the first word of what stands before a name: "50 km north-west of".
fn said_before(s: &Sentence, name: usize) -> Option<(f64, Option<f64>, usize)> {
    let word = |t: usize| s.tokens[t].form.to_lowercase();
    let mut at = name.checked_sub(1)?;
    if !matches!(word(at).as_str(), "of" | "from" | "outside") {
        return None;
    }
    let mut points = Vec::new();
    loop {
        at = at.checked_sub(1)?;
        let form = word(at);
        match form.as_str() {
            "-" | "‑" | "–" | "the" | "to" | "away" => {}
            _ => match direction(&form) {
                Some(parts) => points.splice(0..0, parts.iter().copied()).for_each(drop),
                None => break,
            },
        }
    }
    let factor = match word(at).trim_end_matches('.') {
        "km" | "kms" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => 1.0,
        "mile" | "miles" | "mi" => 1.609,
        _ => return None,
    };
    let number = quantity::number(&word(at.checked_sub(1)?)).and_then(|n| u32::try_from(n).ok())?;
    let distance = f64::from(number) * factor;
    (distance > 0.0 && distance < 2000.0).then(|| (distance, bearing(&points), at - 1))
}

/// "northwest", "north-west", "eastern" as the points of the compass in them.
fn direction(word: &str) -> Option<&'static [f64]> {
    const NORTH: f64 = 0.0;
    const EAST: f64 = 90.0;
    const SOUTH: f64 = 180.0;
    const WEST: f64 = 270.0;
    Some(match word {
        "north" => &[NORTH],
        "east" => &[EAST],
        "south" => &[SOUTH],
        "west" => &[WEST],
        "northeast" | "north-east" => &[NORTH, EAST],
        "southeast" | "south-east" => &[SOUTH, EAST],
        "southwest" | "south-west" => &[SOUTH, WEST],
        "northwest" | "north-west" => &[NORTH, WEST],
        _ => return None,
    })
}

/// The mean direction of points of the compass, in degrees from north.
fn bearing(points: &[f64]) -> Option<f64> {
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), p| (x + p.to_radians().cos(), y + p.to_radians().sin()));
    (!points.is_empty()).then(|| y.atan2(x).to_degrees().rem_euclid(360.0))
}

/// The point so many kilometres from another on a great circle.
fn destination((lat, lon): (f64, f64), bearing: f64, distance: f64) -> (f64, f64) {
    let (lat, lon, bearing, arc) = (lat.to_radians(), lon.to_radians(), bearing.to_radians(), distance / EARTH);
    let lat2 = (lat.sin() * arc.cos() + lat.cos() * arc.sin() * bearing.cos()).asin();
    let lon2 = lon + (bearing.sin() * arc.sin() * lat.cos()).atan2(arc.cos() - lat.sin() * lat2.sin());
    (lat2.to_degrees(), (lon2.to_degrees() + 540.0).rem_euclid(360.0) - 180.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_north_of_the_equator_is_111_kilometres_off() {
        let (lat, lon) = destination((0.0, 10.0), 0.0, 111.19);
        assert!((lat - 1.0).abs() < 0.01 && (lon - 10.0).abs() < 0.01, "{lat} {lon}");
        let (lat, lon) = destination((0.0, 179.5), 90.0, 111.19);
        assert!(lat.abs() < 0.01 && (lon + 179.5).abs() < 0.01, "over the date line: {lat} {lon}");
    }

    #[test]
    fn between_two_points_of_the_compass_lies_their_mean() {
        assert!((bearing(&[0.0, 270.0]).unwrap_or_default() - 315.0).abs() < 1e-6);
        assert_eq!(bearing(&[]), None);
    }
}
