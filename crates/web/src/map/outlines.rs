//! Outlines of countries and of their first-level divisions, from the assets that the scripts in `assets/` make of Natural
//! Earth.

use super::view::inside;

/// Degrees of a step of the asset's grid.
const UNIT: f64 = 0.01;

const MAGIC: &[u8] = b"DTOUTL1\n";

/// A closed line of longitudes and latitudes.
pub(crate) type Ring = Vec<[f64; 2]>;

/// A country as Natural Earth draws it, by who holds the land, which is no opinion on who should; or one of its divisions.
pub(crate) struct Country {
    /// ISO 3166-1 alpha-3, or `---`.
    pub code: String,
    /// Its own, or that of the division.
    pub name: String,
    /// Polygons, each a rim and its holes.
    pub polygons: Vec<Vec<Ring>>,
}

/// The countries of the asset.
pub(crate) fn countries() -> Vec<Country> {
    read(include_bytes!("../../assets/outlines.bin")).unwrap_or_default()
}

/// The first-level divisions of which an outline is known: about two in three.
pub(crate) fn provinces() -> Vec<Country> {
    read(include_bytes!("../../assets/provinces.bin")).unwrap_or_default()
}

/// The division of a name in a country, or the one around a point whose name begins as the name does: papers and gazetteers
/// spell the ends of names in more ways than one.
pub(crate) fn province<'o>(all: &'o [Country], code: &str, name: &str, at: [f64; 2]) -> Option<&'o Country> {
    let ours = || all.iter().filter(|p| p.code == code);
    let wanted = letters(name);
    ours().find(|p| letters(&p.name) == wanted).or_else(|| {
        ours().find(|p| {
            let begins = letters(&p.name).chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count() >= ALIKE;
            begins && p.polygons.iter().any(|rings| inside(rings, at))
        })
    })
}

/// So many letters at the beginning of a name have to agree.
const ALIKE: usize = 4;

/// The letters of a name, small.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// `None` where the bytes are not what the script writes.
fn read(bytes: &[u8]) -> Option<Vec<Country>> {
    let mut bytes = Bytes(bytes.strip_prefix(MAGIC)?);
    let mut arcs: Vec<Ring> = Vec::new();
    for _ in 0..bytes.number()? {
        let (mut x, mut y) = (0, 0);
        let mut arc = Vec::new();
        for _ in 0..bytes.number()? {
            (x, y) = (x + bytes.signed()?, y + bytes.signed()?);
            arc.push([x as f64 * UNIT, y as f64 * UNIT]);
        }
        arcs.push(arc);
    }
    let mut countries = Vec::new();
    for _ in 0..bytes.number()? {
        let code = bytes.text(3)?;
        let length = bytes.number()?;
        let name = bytes.text(length)?;
        let mut polygons = Vec::new();
        for _ in 0..bytes.number()? {
            let mut rings = Vec::new();
            for _ in 0..bytes.number()? {
                rings.push(ring(&mut bytes, &arcs)?);
            }
            polygons.push(rings);
        }
        countries.push(Country { code, name, polygons });
    }
    bytes.0.is_empty().then_some(countries)
}

/// A ring of arcs end to end; `!n` is arc `n` backwards, as in TopoJSON. The source has joined what the date line cuts: such
/// a ring goes on beyond 180 degrees here, and one around a pole is closed along it.
fn ring(bytes: &mut Bytes, arcs: &[Ring]) -> Option<Ring> {
    let mut ring = Ring::new();
    for _ in 0..bytes.number()? {
        let n = bytes.signed()?;
        let arc = arcs.get(usize::try_from(if n < 0 { !n } else { n }).ok()?)?;
        let skip = usize::from(!ring.is_empty());
        if n < 0 { ring.extend(arc.iter().rev().skip(skip)) } else { ring.extend(arc.iter().skip(skip)) }
    }
    for i in 1..ring.len() {
        let turns = ((ring[i - 1][0] - ring[i][0]) / 360.0).round();
        ring[i][0] += 360.0 * turns;
    }
    if let (Some(&first), Some(&last)) = (ring.first(), ring.last())
        && (first[0] - last[0]).abs() > 180.0
    {
        let pole = 90.0 * first[1].signum();
        ring.extend([[last[0], pole], [first[0], pole], first]);
    }
    Some(ring)
}

struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn number(&mut self) -> Option<usize> {
        let mut n = 0u64;
        for shift in (0..63).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            n |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return usize::try_from(n).ok();
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let n = i64::try_from(self.number()?).ok()?;
        Some(if n & 1 == 0 { n >> 1 } else { -(n >> 1) - 1 })
    }

    fn text(&mut self, length: usize) -> Option<String> {
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        String::from_utf8(text.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_asset_holds_closed_outlines_of_the_world() {
        let all = countries();
        assert!(all.len() > 200, "{}", all.len());
        for country in &all {
            for ring in country.polygons.iter().flatten() {
                assert!(ring.len() >= 4, "{} has a ring of {}", country.name, ring.len());
                assert_eq!(ring.first(), ring.last(), "{} is not closed", country.name);
                assert!(ring.iter().all(|[x, y]| x.abs() <= 540.01 && y.abs() <= 90.01), "{}", country.name);
                let leaps = ring.windows(2).filter(|w| (w[0][0] - w[1][0]).abs() > 90.0 && w[0][1].abs() < 90.0).count();
                assert_eq!(leaps, 0, "{} leaps across the date line", country.name);
            }
        }
        for code in ["IRN", "PAK", "XKX", "TWN", "FRA", "NOR"] {
            assert_eq!(all.iter().filter(|c| c.code == code).count(), 1, "{code}");
        }
    }

    #[test]
    fn a_province_is_known_by_its_name_or_by_its_place_and_the_beginning_of_its_name() {
        let all = provinces();
        let found = |code, name, at| province(&all, code, name, at).map(|p| p.name.as_str());
        assert_eq!(found("PAK", "Balochistan", [0.0, 0.0]), Some("Balochistan"));
        assert_eq!(found("IRN", "Sistan-Baluchestan", [60.9, 27.3]), Some("Sistan and Baluchestan"));
        assert_eq!(found("IRN", "Sistan-Baluchestan", [51.4, 35.7]), None, "Tehran lies elsewhere");
        assert_eq!(found("IRN", "Strait of Hormuz", [56.25, 26.57]), None, "no province");
        assert_eq!(found("PAK", "Kerman", [57.0, 29.4]), None, "another country's");
    }

    #[test]
    fn outlines_of_provinces_are_closed() {
        let all = provinces();
        assert!(all.len() > 2000, "{}", all.len());
        for ring in all.iter().flat_map(|p| &p.polygons).flatten() {
            assert_eq!(ring.first(), ring.last());
        }
    }

    #[test]
    fn other_bytes_are_no_outlines() {
        assert!(read(b"").is_none());
        assert!(read(b"DTOUTL1\n\x01\x05\x00").is_none());
    }
}
