//! The names of places in a report, each with the place that it means.

use crate::chain::Detente;
use detente_text::Document;

/// A name of a place as it stands in a report.
#[derive(Debug, Clone, PartialEq)]
pub struct ToponymMention {
    /// Where it stands, `[start, end)` in code points of the report.
    pub span: [usize; 2],
    /// Its words in the report.
    pub text: String,
    /// The place's own name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
}

impl Detente {
    /// The names of places in a report's running text, in order; adjectives and peoples of countries ("Russian",
    /// "Palestinians") are names of those countries, as geoparsing's gold has it. An event never takes place in one.
    pub fn toponyms(&self, document: &Document) -> Vec<ToponymMention> {
        let mut found = Vec::new();
        self.readings(document, false, |reading, _| {
            let a = &reading.analysis;
            found.extend(a.toponyms.iter().map(|t| ToponymMention {
                span: a.span_between(t.tokens.start, t.tokens.end),
                text: a.text_between(t.tokens.start, t.tokens.end),
                name: t.place.name.clone(),
                country: t.place.country.clone(),
                lat: t.place.lat,
                lon: t.place.lon,
            }));
            for m in a.mentions.iter().filter(|m| m.adjective || m.people) {
                let country = self.compiled().actors.actor(m.actor).country.as_deref();
                let Some(country) = country.and_then(|c| self.compiled().gazetteer().country(c)) else { continue };
                found.push(ToponymMention {
                    span: a.span_between(m.tokens.start, m.tokens.end),
                    text: a.text_between(m.tokens.start, m.tokens.end),
                    name: country.name.to_owned(),
                    country: Some(country.alpha3.to_owned()),
                    lat: Some(country.lat),
                    lon: Some(country.lon),
                });
            }
        });
        found.sort_by_key(|t| t.span);
        found
    }
}
