//! `geoparsing`: which names of places are found, and how far from the gold's place they are put.

mod gold;

pub use gold::{Article, GoldToponym};

use crate::count::{Count, share, sum_by};
use crate::gold::{GoldError, GoldFile};
use crate::report::{Cell, Figure, Finding, Measure, Row, Table};
use crate::span::Alignment;
use crate::task::Task;
use detente::{Detente, Hints, ToponymMention};
use std::collections::BTreeMap;

/// Within 161 km (100 miles) a place counts as right, as geoparsing has been scored since Leidner (2008).
const NEAR: f64 = 161.0;
/// Mean radius of the earth in kilometres (IUGG).
const EARTH: f64 = 6371.0088;

/// The evaluation on toponyms.
#[derive(Debug, Clone, Copy, Default)]
pub struct Geoparsing;

/// How one article went.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    exact: Count,
    overlap: Count,
    /// Gold toponyms whose place the gold knows.
    placed: usize,
    /// Of these, the ones that were found.
    placed_found: usize,
    /// Kilometres between the two places of those that were found and put somewhere.
    distances: Vec<f64>,
    /// By feature: toponyms of the gold, found, and within 161 km.
    features: BTreeMap<String, [usize; 3]>,
    errors: Vec<Finding>,
}

impl Task for Geoparsing {
    type Unit = Article;
    type Outcome = Outcome;
    const KIND: &'static str = "geoparsing";
    const UNIT: &'static str = "articles";
    const EXTENSIONS: &'static [&'static str] = &["xml"];

    fn read(&self, files: &[GoldFile]) -> Result<Vec<Article>, GoldError> {
        let articles = files.iter().map(gold::read).collect::<Result<Vec<_>, _>>()?;
        Ok(articles.into_iter().flatten().collect())
    }

    fn judge(&self, detente: &Detente, article: &Article) -> Outcome {
        let document = detente.read(article.text.as_bytes(), &Hints { id: article.id.clone(), ..Hints::default() });
        judge(article, &detente.toponyms(&document))
    }

    fn figures(&self, outcomes: &[&Outcome]) -> Vec<Figure> {
        let exact: Count = outcomes.iter().map(|o| o.exact).sum();
        let overlap: Count = outcomes.iter().map(|o| o.overlap).sum();
        let placed = outcomes.iter().map(|o| o.placed).sum();
        let found = outcomes.iter().map(|o| o.placed_found).sum();
        let mut distances: Vec<f64> = outcomes.iter().flat_map(|o| o.distances.iter().copied()).collect();
        let near = distances.iter().filter(|d| **d <= NEAR).count();
        distances.sort_by(f64::total_cmp);
        let middle = distances.len() / 2;
        let median = match distances.len() {
            0 => None,
            n if n % 2 == 0 => Some((distances[middle - 1] + distances[middle]) / 2.0),
            _ => Some(distances[middle]),
        };
        let mut figures = Figure::of("exact span", &exact).to_vec();
        figures.extend(Figure::of("overlapping span", &overlap));
        figures.push(Figure::share("within 161 km, of those found", share(near, found)));
        figures.push(Figure::share("within 161 km, of all with a place", share(near, placed)));
        figures.push(Figure::new("median error in km, of those placed", Measure::Kilometres, median));
        figures
    }

    fn tables(&self, outcomes: &[Outcome]) -> Vec<Table> {
        let features = sum_by(outcomes.iter().flat_map(|o| &o.features));
        let rows = features.into_iter().map(|(feature, [gold, found, near])| Row {
            label: feature.clone(),
            cells: vec![
                Cell::Count(gold),
                Cell::Count(found),
                Cell::Count(near),
                Cell::Score(share(found, gold)),
                Cell::Score(share(near, gold)),
            ],
        });
        let columns = vec!["gold", "found", "≤161 km", "recall", "placed"];
        vec![Table { title: "feature of GeoNames".to_owned(), columns, rows: rows.collect() }]
    }

    fn errors(outcome: Outcome) -> Vec<Finding> {
        outcome.errors
    }
}

/// Compares toponyms found with those of the gold.
fn judge(article: &Article, found: &[ToponymMention]) -> Outcome {
    let gold_spans: Vec<[usize; 2]> = article.toponyms.iter().map(|t| t.span).collect();
    let found_spans: Vec<[usize; 2]> = found.iter().map(|t| t.span).collect();
    let alignment = Alignment::of(&gold_spans, &found_spans);
    let mut outcome = Outcome { exact: alignment.exact, overlap: alignment.overlap, ..Outcome::default() };
    let mut error = |span, kind, text| outcome.errors.push(Finding { unit: article.id.clone(), span: Some(span), kind, text });
    for (gold, partner) in article.toponyms.iter().zip(&alignment.partner) {
        let row = outcome.features.entry(gold.feature.clone()).or_default();
        row[0] += 1;
        outcome.placed += usize::from(gold.point.is_some());
        let Some(found) = partner.map(|f| &found[f]) else {
            error(gold.span, "missed", gold.phrase.clone());
            continue;
        };
        row[1] += 1;
        if found.span != gold.span {
            error(gold.span, "span", format!("{}: found {}", gold.phrase, found.text));
        }
        let Some(point) = gold.point else { continue };
        outcome.placed_found += 1;
        let own = found.lat.zip(found.lon).map(|(lat, lon)| kilometres(point, [lat, lon]));
        outcome.distances.extend(own);
        if own.is_some_and(|d| d <= NEAR) {
            row[2] += 1;
        } else {
            let far = own.map_or("without coordinates".to_owned(), |d| format!("{d:.0} km off"));
            let country = found.country.as_deref().unwrap_or("no country");
            let text = format!("{}: found {} ({country}), {far} from {:.2}, {:.2}", gold.phrase, found.name, point[0], point[1]);
            error(gold.span, "place", text);
        }
    }
    for spurious in alignment.spurious().map(|f| &found[f]) {
        error(spurious.span, "spurious", format!("{} as {}", spurious.text, spurious.name));
    }
    outcome
}

/// Great-circle distance of two points given in degrees of latitude and longitude.
fn kilometres(a: [f64; 2], b: [f64; 2]) -> f64 {
    let [lat, lon] = [b[0] - a[0], b[1] - a[1]].map(|d| (d.to_radians() / 2.0).sin().powi(2));
    let h = lat + a[0].to_radians().cos() * b[0].to_radians().cos() * lon;
    2.0 * EARTH * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<articles>
  <article docid="one">
    <text><![CDATA[“Kyïv” and Lviv & Paris met in Paris.]]></text>
    <toponyms>
      <toponym><start>1</start><end>5</end><phrase>Kyïv</phrase>
        <gaztag geonameid="1"><fclass>P</fclass><fcode>PPLC</fcode><lat>50.45</lat><lon>30.52</lon></gaztag></toponym>
      <toponym><start>11</start><end>15</end><phrase>Lviv</phrase>
        <gaztag geonameid="2"><fclass>P</fclass><fcode>PPLA</fcode><lat>49.84</lat><lon>24.02</lon></gaztag></toponym>
      <toponym><start>18</start><end>23</end><phrase>Paris</phrase></toponym>
      <toponym><start>31</start><end>36</end><phrase>Paris</phrase>
        <gaztag geonameid="3"><fclass>P</fclass><fcode>PPLC</fcode><lat>48.85</lat><lon>2.35</lon></gaztag></toponym>
    </toponyms>
  </article>
</articles>"#;

    fn file(xml: &str) -> GoldFile {
        GoldFile { name: "places.xml".into(), bytes: xml.as_bytes().to_vec() }
    }

    fn mention(span: [usize; 2], point: Option<[f64; 2]>) -> ToponymMention {
        let name = "x".to_owned();
        ToponymMention { span, text: name.clone(), name, country: None, lat: point.map(|p| p[0]), lon: point.map(|p| p[1]) }
    }

    #[test]
    fn distances_of_known_cities() {
        // London to Paris is 343 or 344 km by any table of great-circle distances.
        let d = kilometres([51.5074, -0.1278], [48.8566, 2.3522]);
        assert!((343.0..344.5).contains(&d), "{d}");
        assert_eq!(kilometres([10.0, 20.0], [10.0, 20.0]), 0.0);
    }

    #[test]
    fn figures_by_hand() {
        let article = &Geoparsing.read(&[file(XML)]).expect("an article")[0];
        let found = [
            mention([1, 5], Some([50.4, 30.5])),    // the right span, a few kilometres off
            mention([7, 15], Some([50.45, 30.52])), // too long, and some 470 km off
            mention([31, 36], None),                // the right span, put nowhere
            mention([24, 27], None),                // no toponym
        ];
        let outcome = judge(article, &found);
        let figures: BTreeMap<String, Option<f64>> = Geoparsing.figures(&[&outcome]).into_iter().map(|f| (f.name, f.value)).collect();
        assert_eq!(figures["exact span precision"], Some(0.5));
        assert_eq!(figures["exact span recall"], Some(0.5));
        assert_eq!(figures["overlapping span F1"], Some(0.75));
        assert_eq!(figures["within 161 km, of those found"], Some(1.0 / 3.0));
        assert_eq!(figures["within 161 km, of all with a place"], Some(1.0 / 3.0));
        let median = figures["median error in km, of those placed"].expect("two distances");
        assert!((230.0..240.0).contains(&median), "{median}");
        let kinds: Vec<&str> = outcome.errors.iter().map(|e| e.kind).collect();
        assert_eq!(kinds, ["span", "place", "missed", "place", "spurious"]);
    }

    #[test]
    fn bad_gold_is_named_by_line_and_field() {
        let error = |from: &str, to: &str| Geoparsing.read(&[file(&XML.replacen(from, to, 1))]).unwrap_err().to_string();
        let moved = error("<start>1</start>", "<start>0</start>");
        assert_eq!(moved, "places.xml:6: phrase: found `Kyïv`, expected `“Kyïv`, which stands at 0-5");
        assert!(error("<start>1</start>", "<start>x</start>").starts_with("places.xml:6: start: found `x`, expected a number"));
        assert!(error("<end>36", "<end>99").starts_with("places.xml:11: start, end: found 31-99, expected [start, end) within"));
        assert!(error("</articles>", "").contains("expected well-formed XML"));
        assert!(error("50.45", "north").contains("lat: found `north`, expected degrees"));
    }
}
