//! The places of the incidents, each with what happened there.

use crate::words;
use detente_record::{Incident, Precision};
use std::collections::BTreeMap;

/// A place with its incidents.
pub(crate) struct Place<'c> {
    pub name: String,
    pub country: Option<&'c str>,
    /// The first-level division that it is or lies in.
    pub adm1: Option<&'c str>,
    pub precision: Precision,
    /// Longitude and latitude.
    pub at: Option<[f64; 2]>,
    pub incidents: Vec<&'c Incident>,
}

impl Place<'_> {
    /// How exactly it is known, in a word.
    pub fn exactness(&self) -> &'static str {
        match self.precision {
            Precision::Exact => "spot",
            Precision::City => "town",
            Precision::Adm1 if self.adm1.is_none() => "area",
            Precision::Adm1 => "province",
            Precision::Country => "country, no nearer place known",
        }
    }

    /// "Panjgur (town): 3 incidents".
    pub fn label(&self) -> String {
        format!("{} ({}): {}", self.name, self.exactness(), words::count(self.incidents.len(), "incident", "incidents"))
    }

    /// The class of colour: 4 where conflict prevails, 2 where cooperation does.
    pub fn quad(&self) -> u8 {
        let hostile = self.incidents.iter().filter(|i| i.quad_class > 2).count();
        if hostile * 2 >= self.incidents.len() { 4 } else { 2 }
    }
}

/// The places of incidents, those with most of them first.
pub(crate) fn places<'c>(incidents: &[&'c Incident]) -> Vec<Place<'c>> {
    let mut by_name: BTreeMap<(Precision, &str, &str), Place> = BTreeMap::new();
    for incident in incidents {
        let Some(place) = &incident.place else { continue };
        let country = place.country.as_deref();
        let found = by_name.entry((place.precision, country.unwrap_or(""), &place.name)).or_insert_with(|| Place {
            name: place.name.clone(),
            country,
            adm1: place.adm1.as_deref(),
            precision: place.precision,
            at: place.lon.zip(place.lat).map(|(x, y)| [x, y]),
            incidents: Vec::new(),
        });
        found.incidents.push(incident);
    }
    let mut places: Vec<Place> = by_name.into_values().collect();
    places.sort_by_key(|p| std::cmp::Reverse(p.incidents.len()));
    places
}
