//! The form of a case: a report, and what an analyst codes from it, in JSON.

use crate::gold::{GoldError, GoldFile, shown};
use detente::Date;
use serde::{Deserialize, Deserializer};

/// A report with the events that an analyst codes from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Id of the report.
    pub id: String,
    /// The report as given.
    pub text: Vec<u8>,
    /// Day of publication, which is handed to the chain where the report itself says none, as a feed would.
    pub published: Option<Date>,
    /// The events.
    pub events: Vec<GoldEvent>,
    /// Code points of passages that tell of no event.
    pub not_events: Vec<[usize; 2]>,
}

/// An event of the gold with the place of its quote.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldEvent {
    /// The event.
    pub event: Wanted,
    /// Code points of its quote.
    pub quote: [usize; 2],
}

#[derive(Deserialize)]
struct Form {
    id: String,
    #[serde(default)]
    published: Option<Date>,
    events: Vec<Wanted>,
    #[serde(default)]
    not_events: Vec<String>,
}

/// What is wanted of an event. Lists give alternatives, and a null among them wants the absence.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Wanted {
    /// Name of the event within the case.
    pub key: String,
    /// Whether it counts when it is missed; one that is not required counts neither way.
    #[serde(default = "yes")]
    pub required: bool,
    /// PLOVER types.
    pub event_type: Vec<String>,
    /// Roots of CAMEO codes.
    pub cameo_root: Option<Vec<String>>,
    /// Who acts; left out when it does not matter, null when nobody is named.
    #[serde(default, deserialize_with = "given")]
    pub source: Option<Option<Side>>,
    /// To whom.
    #[serde(default, deserialize_with = "given")]
    pub target: Option<Option<Side>>,
    /// Whether the two may stand the other way round.
    #[serde(default)]
    pub symmetric: bool,
    /// Words of the report that tell it.
    pub quote: String,
    /// First and last day within which the date must lie.
    pub date: Option<[String; 2]>,
    /// Where.
    pub place: Option<WantedPlace>,
    /// Bounds that the number of dead must touch.
    pub killed: Option<[u64; 2]>,
    /// The same for the injured.
    pub injured: Option<[u64; 2]>,
    /// Factuality by its names in the record.
    pub factuality: Option<Vec<String>>,
    /// Who says so; left out when it does not matter, null for the report's own voice.
    #[serde(default, deserialize_with = "given")]
    pub attribution: Option<Option<WantedAttribution>>,
}

/// An actor of the gold.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Side {
    /// ISO 3166-1 alpha-3 codes.
    pub country: Option<Vec<Option<String>>>,
    /// PLOVER sectors.
    pub sector: Option<Vec<Option<String>>>,
    /// A name, of which one word must be found.
    pub name: Option<String>,
}

/// A place of the gold.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct WantedPlace {
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Names, of one of which one word must be found.
    pub name: Option<Vec<String>>,
}

/// A speaker of the gold.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct WantedAttribution {
    /// Who.
    pub speaker: Option<Side>,
    /// Stances by their names in the record.
    pub stance: Option<Vec<String>>,
}

fn yes() -> bool {
    true
}

/// A key that is there, null or not, is something else than one that is left out.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// The names under which the report of a gold file may lie.
pub fn report_names(gold: &str) -> Vec<String> {
    let file = GoldFile { name: gold.to_owned(), bytes: Vec::new() };
    let (folder, stem) = (file.folder(), file.stem());
    let beside = format!("{folder}{stem}.txt");
    match folder.strip_suffix("gold/") {
        Some(above) => vec![beside, format!("{above}docs/{stem}.txt")],
        None => vec![beside],
    }
}

/// Pairs every gold file with its report.
///
/// # Errors
/// When a file is no case, its report is missing, or a quote does not stand in the report.
pub fn read(files: &[GoldFile]) -> Result<Vec<Case>, GoldError> {
    let gold = files.iter().filter(|f| f.has_extension("json"));
    gold.map(|gold| {
        let names = report_names(&gold.name);
        let report = names.iter().find_map(|name| files.iter().find(|f| f.name == *name));
        let report = report.ok_or_else(|| GoldError::file(&gold.name, "no report to it", format!("one in {}", names.join(" or "))))?;
        case(gold, report)
    })
    .collect()
}

fn case(gold: &GoldFile, report: &GoldFile) -> Result<Case, GoldError> {
    let form: Form = serde_json::from_slice(&gold.bytes).map_err(|e| {
        let expected = "a case: {\"id\", \"events\": [{\"key\", \"event_type\": […], \"quote\", …}], \"not_events\"}";
        GoldError::line(&gold.name, e.line(), e.to_string(), expected)
    })?;
    let text = report.text()?;
    let place = |field: String, quote: &str| {
        let from = text.find(quote).filter(|_| !quote.is_empty());
        let from = from.ok_or_else(|| GoldError::field(&gold.name, field, shown(quote), format!("words of {}", report.name)))?;
        let from = text[..from].chars().count();
        Ok([from, from + quote.chars().count()])
    };
    let events = form.events.into_iter().enumerate().map(|(i, event)| {
        let quote = place(format!("events[{i}].quote"), &event.quote)?;
        Ok(GoldEvent { event, quote })
    });
    let events = events.collect::<Result<_, GoldError>>()?;
    let not_events = form.not_events.iter().enumerate().map(|(i, quote)| place(format!("not_events[{i}]"), quote));
    let not_events = not_events.collect::<Result<_, GoldError>>()?;
    Ok(Case { id: form.id, text: report.bytes.clone(), published: form.published, events, not_events })
}
