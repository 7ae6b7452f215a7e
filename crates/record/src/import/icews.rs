//! A line of ICEWS.

use super::{ForeignEvent, ForeignSource, ImportError, Record, text};
use crate::Countries;

pub(super) const ID: &[&str] = &["Event ID"];
pub(super) const DATE: &[&str] = &["Event Date"];
pub(super) const FROM: &[&str] = &["Source Country"];
pub(super) const TO: &[&str] = &["Target Country"];

pub(super) fn event(r: &Record, countries: &Countries) -> Result<ForeignEvent, ImportError> {
    let id = r.get(ID).ok_or_else(|| r.wrong("Event ID", None, "an id"))?;
    let date = r.get(DATE);
    let day = date.and_then(text::day).ok_or_else(|| r.wrong("Event Date", date, "a day like 2024-01-16"))?;
    let country = |names: &[&str]| r.get(names).and_then(|n| countries.name(n)).map(|c| c.iso3.to_owned());
    // Some daily files have no code, but only its meaning.
    let cameo = r.get(&["CAMEO Code"]).map(padded);
    let code = cameo.clone().or_else(|| r.get(&["Event Text"]).map(str::to_owned));
    let code = code.ok_or_else(|| r.wrong("CAMEO Code", None, "a CAMEO code, or its meaning as Event Text"))?;
    Ok(ForeignEvent {
        source: ForeignSource::Icews,
        id: id.to_owned(),
        day,
        from: country(FROM),
        to: country(TO),
        quad: cameo.as_deref().and_then(super::cameo_quad),
        code,
        score: r.number(&["Intensity"], [-10.0, 10.0], "a number from -10 to 10")?,
        place: r.place(&["City", "Province", "Country"], country(&["Country"]), [&["Latitude"], &["Longitude"]])?,
    })
}

/// A code that some tool took for a number gets its zero back: 10 is 010, 43 is 043. Codes have three digits or four, and a
/// code of three digits is never a shortened one of four, for those begin with 01 to 20 too: 231 is 0231.
fn padded(code: &str) -> String {
    let root = code.get(..2).and_then(|r| r.parse::<u8>().ok());
    let shortened = code.bytes().all(|b| b.is_ascii_digit()) && (code.len() == 2 || root.is_some_and(|r| r > 20));
    if shortened { format!("0{code}") } else { code.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_was_taken_for_a_number_gets_its_zero_back() {
        for (found, code) in [("43", "043"), ("231", "0231"), ("010", "010"), ("190", "190"), ("1831", "1831"), ("10", "010")] {
            assert_eq!(padded(found), code, "{found}");
        }
    }
}
