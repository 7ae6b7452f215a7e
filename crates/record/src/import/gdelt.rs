//! A line of GDELT events.

use super::{Columns, ForeignEvent, ForeignSource, ImportError, Record, text};
use crate::Countries;
use crate::export::GDELT_COLUMNS;

/// The columns of a line by their number: GDELT 2.0 has 61; 1.0 has no codes of second divisions, and at first no address.
pub(super) fn columns(line: u64, found: usize) -> Result<Columns, ImportError> {
    let first: Vec<String> = GDELT_COLUMNS.iter().filter(|c| !c.ends_with("Geo_ADM2Code")).map(|c| (*c).to_owned()).collect();
    match found {
        61 => Ok(Columns::new(GDELT_COLUMNS.iter().map(|c| (*c).to_owned()).collect())),
        58 => Ok(Columns::new(first)),
        57 => Ok(Columns::new(first[..57].to_vec())),
        _ => Err(ImportError::Fields { line, found, expected: "61 (GDELT 2.0), 58 or 57 (1.0)".to_owned() }),
    }
}

pub(super) fn event(r: &Record, countries: &Countries) -> Result<ForeignEvent, ImportError> {
    let id = r.get(&["GLOBALEVENTID"]).ok_or_else(|| r.wrong("GLOBALEVENTID", None, "a number"))?;
    let date = r.get(&["SQLDATE"]);
    let day = date.and_then(text::day).ok_or_else(|| r.wrong("SQLDATE", date, "a day like 20240116"))?;
    let actor = |column: &str| r.get(&[column]).and_then(|c| countries.cameo(c)).map(|c| c.iso3.to_owned());
    let code = r.get(&["EventCode"]).ok_or_else(|| r.wrong("EventCode", None, "a CAMEO code"))?;
    let quad = r.get(&["QuadClass"]);
    let quad = match quad.map(str::parse::<u8>) {
        None => super::cameo_quad(code),
        Some(Ok(n @ 1..=4)) => Some(n),
        Some(_) => return Err(r.wrong("QuadClass", quad, "1 to 4")),
    };
    let country = r.get(&["ActionGeo_CountryCode"]).and_then(|c| countries.fips(c)).map(|c| c.iso3.to_owned());
    Ok(ForeignEvent {
        source: ForeignSource::Gdelt,
        id: id.to_owned(),
        day,
        from: actor("Actor1CountryCode"),
        to: actor("Actor2CountryCode"),
        quad,
        code: code.to_owned(),
        score: r.number(&["GoldsteinScale"], [-10.0, 10.0], "a number from -10 to 10")?,
        place: r.place(&["ActionGeo_FullName"], country, [&["ActionGeo_Lat"], &["ActionGeo_Long"]])?,
    })
}
