//! One event of one report, with the words that prove it.

use serde::{Deserialize, Serialize};

/// Version of the event record; stands in every line.
pub const EVENT_SCHEMA: &str = "detente.event/1";

/// Who did what to whom, when, where, according to whom.
///
/// All spans are `[start, end)` in Unicode code points of the document's text as given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Always [`EVENT_SCHEMA`].
    pub schema: String,
    /// Stable: the same document, trigger and roles give the same id.
    pub id: String,
    /// The report.
    pub document: DocumentRef,
    /// Number of the sentence in the report, from 0.
    pub sentence: usize,
    /// The sentence as given.
    pub text: String,
    /// PLOVER 2 type.
    pub event_type: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// CAMEO code.
    pub cameo: String,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad_class: u8,
    /// Goldstein score of the code, -10 to 10.
    pub goldstein: f64,
    /// Who acts; a compound actor is several.
    pub source: Vec<Actor>,
    /// To whom.
    pub target: Vec<Actor>,
    /// Whether the act goes both ways.
    pub reciprocal: bool,
    /// When it happened.
    pub date: Option<Date>,
    /// Where it happened.
    pub place: Option<Place>,
    /// How many were killed, injured, arrested.
    pub casualties: Casualties,
    /// Whether it happened, and by whose word.
    pub factuality: Factuality,
    /// Who says so, outermost speaker first; empty is the report's own voice.
    pub attribution: Vec<Attribution>,
    /// The word that names the act.
    pub trigger: Trigger,
    /// 0 to 1.
    pub confidence: f64,
    /// By which rule and by which steps.
    pub derivation: Derivation,
    /// The other places where the report tells the same event, in order of the text.
    #[serde(default)]
    pub mentions: Vec<Mention>,
    /// Ids of the report's other accounts of what may be the same event, which differ in the toll or in what a speaker
    /// says of it ("Iran says two were killed; Pakistan says three"), in order of the text.
    #[serde(default)]
    pub variants: Vec<String>,
}

/// Another place where a report tells an event, with what is said of it there.
///
/// The event itself carries the most that the report says of it; this shows which words say what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Number of the sentence in the report, from 0.
    pub sentence: usize,
    /// The word that names the act there.
    pub trigger: Trigger,
    /// The day as it is said there.
    pub date: Option<Date>,
    /// The place as it is said there.
    pub place: Option<Place>,
    /// The toll as it is said there.
    pub casualties: Casualties,
    /// Who says so there, outermost speaker first; empty is the report's own voice.
    pub attribution: Vec<Attribution>,
}

/// What identifies the report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRef {
    /// Id of the report.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// Agency or paper.
    pub publisher: Option<String>,
    /// Day of publication, ISO 8601.
    pub published: Option<String>,
    /// How that day is known: `given`, `header`, `dateline`.
    pub published_basis: Option<String>,
    /// Path or address.
    pub uri: Option<String>,
}

/// An actor as named in the text and as resolved.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// The words of the report.
    pub text: String,
    /// Canonical name, or the words when unresolved.
    pub name: String,
    /// Id of the lexicon's entry.
    pub id: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sectors, the first is the primary one.
    pub sectors: Vec<String>,
    /// Country and sectors in one, e.g. "IRNGOV".
    pub code: Option<String>,
    /// Where the words stand.
    pub span: [usize; 2],
}

/// When the event happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Date {
    /// First day, ISO 8601.
    pub start: String,
    /// Last day.
    pub end: String,
    /// How exactly it is known.
    pub granularity: Granularity,
    /// How it is known.
    pub basis: DateBasis,
    /// The words, if the text says it.
    pub text: Option<String>,
}

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Granularity {
    /// One day or part of it.
    Day,
    /// A week or weekend.
    Week,
    /// A month.
    Month,
    /// A quarter or season.
    Season,
    /// A year.
    Year,
    /// A period with its own bounds.
    Period,
}

/// How a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateBasis {
    /// A time expression in the sentence.
    Expression,
    /// The report's date.
    Dateline,
    /// Another mention of the same event, or the narration before it.
    Inherited,
    /// Not known.
    None,
}

/// Where the event happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Name of the place.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-level division.
    pub adm1: Option<String>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// How exact the place is.
    pub precision: Precision,
    /// Id in GeoNames.
    pub geonameid: Option<u64>,
    /// Where the words stand.
    pub span: Option<[usize; 2]>,
}

/// How exact a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A spot.
    Exact,
    /// A town.
    City,
    /// A first-level division.
    Adm1,
    /// A country.
    Country,
}

/// How many people were harmed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Casualties {
    /// Dead.
    pub killed: Option<Count>,
    /// Injured.
    pub injured: Option<Count>,
    /// Arrested or detained.
    pub arrested: Option<Count>,
}

/// A number with its bounds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// At least.
    pub low: u64,
    /// At most; `None` where the text gives no upper bound ("at least 12", "dozens").
    pub high: Option<u64>,
    /// The words.
    pub text: String,
}

/// Whether an event happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factuality {
    /// It happened, in the report's own voice.
    Actual,
    /// It is happening.
    Ongoing,
    /// It is to happen.
    Planned,
    /// Somebody asks for it.
    CalledFor,
    /// Somebody threatens it.
    Threatened,
    /// It may have happened or may happen.
    Possible,
    /// Only a party's word for it.
    Alleged,
    /// Under a condition.
    Conditional,
    /// Somebody denies it.
    Denied,
    /// It did not happen.
    Negated,
}

impl Factuality {
    /// All, in the order of the codebook.
    pub const ALL: [Factuality; 10] = [
        Factuality::Actual,
        Factuality::Ongoing,
        Factuality::Planned,
        Factuality::CalledFor,
        Factuality::Threatened,
        Factuality::Possible,
        Factuality::Alleged,
        Factuality::Conditional,
        Factuality::Denied,
        Factuality::Negated,
    ];

    /// The name in the record.
    pub fn name(self) -> &'static str {
        match self {
            Factuality::Actual => "actual",
            Factuality::Ongoing => "ongoing",
            Factuality::Planned => "planned",
            Factuality::CalledFor => "called_for",
            Factuality::Threatened => "threatened",
            Factuality::Possible => "possible",
            Factuality::Alleged => "alleged",
            Factuality::Conditional => "conditional",
            Factuality::Denied => "denied",
            Factuality::Negated => "negated",
        }
    }
}

/// One speaker and what he does with the event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// Who says so.
    pub speaker: Actor,
    /// How.
    pub stance: Stance,
    /// The word that says it.
    pub cue: String,
    /// Where the speaker stands.
    pub span: [usize; 2],
}

/// What a speaker does with what he speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Admits it.
    Acknowledges,
    /// Says that he did it.
    ClaimsResponsibility,
    /// Says that another did it, as a charge.
    Accuses,
    /// Holds it possible.
    Speculates,
    /// Asks for it.
    Demands,
    /// Says he will do it, to another's good.
    Promises,
    /// Says he will do it, to another's harm.
    Threatens,
}

impl Stance {
    /// All, in the order in which they are declared.
    pub const ALL: [Stance; 9] = [
        Stance::Asserts,
        Stance::Denies,
        Stance::Acknowledges,
        Stance::ClaimsResponsibility,
        Stance::Accuses,
        Stance::Speculates,
        Stance::Demands,
        Stance::Promises,
        Stance::Threatens,
    ];

    /// The name in the record.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Asserts => "asserts",
            Stance::Denies => "denies",
            Stance::Acknowledges => "acknowledges",
            Stance::ClaimsResponsibility => "claims_responsibility",
            Stance::Accuses => "accuses",
            Stance::Speculates => "speculates",
            Stance::Demands => "demands",
            Stance::Promises => "promises",
            Stance::Threatens => "threatens",
        }
    }
}

/// The word that names the act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trigger {
    /// The word.
    pub text: String,
    /// Where it stands.
    pub span: [usize; 2],
}

/// By which rule and by which steps an event was found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Derivation {
    /// The frame file and pattern, e.g. "195#strike-noun".
    pub frame: String,
    /// The steps of the match.
    pub path: Vec<String>,
    /// What was decided on the way.
    pub notes: Vec<String>,
}

/// Something that could not be read as expected; goes to standard error and into the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The report or file.
    pub document: String,
    /// Where in it, in code points.
    pub span: Option<[usize; 2]>,
    /// What was found and what was expected.
    pub message: String,
}

/// Version of [`PlacedProblem`]; stands in every line.
pub const PROBLEM_SCHEMA: &str = "detente.problem/1";

/// A problem with the place where it stands, as a reader of the report finds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedProblem {
    /// Always [`PROBLEM_SCHEMA`].
    pub schema: String,
    /// The report.
    pub document: DocumentRef,
    /// Version of coder, model and lexicon that met it.
    pub version: String,
    /// Where in the report, in code points.
    pub span: Option<[usize; 2]>,
    /// Its line, from 1.
    pub line: Option<usize>,
    /// Its place in the line, in code points from 1.
    pub column: Option<usize>,
    /// The words there.
    pub words: Option<String>,
    /// What was found and what was expected.
    pub message: String,
}

impl PlacedProblem {
    /// A problem of a report with `text`.
    pub fn new(problem: Problem, document: DocumentRef, version: String, text: &str) -> Self {
        let place = problem.span.and_then(|[from, to]| {
            let before: String = text.chars().take(from).collect();
            // A place beyond the text is none.
            let words: String = text.chars().skip(from).take(to.saturating_sub(from)).collect();
            let line = before.matches('\n').count() + 1;
            let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
            (text.chars().count() >= to).then_some((line, column, words))
        });
        PlacedProblem {
            schema: PROBLEM_SCHEMA.to_owned(),
            document,
            version,
            span: problem.span,
            line: place.as_ref().map(|p| p.0),
            column: place.as_ref().map(|p| p.1),
            words: place.map(|p| p.2),
            message: problem.message,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_found_by_line_and_column_of_code_points() {
        let placed = |span| {
            let problem = Problem { document: "d".to_owned(), span, message: "no day".to_owned() };
            let p = PlacedProblem::new(problem, DocumentRef::default(), "1".to_owned(), "Tripoli – early\nOn the 31st of Aprïl, it said.");
            (p.line, p.column, p.words)
        };
        assert_eq!(placed(Some([23, 37])), (Some(2), Some(8), Some("31st of Aprïl,".to_owned())));
        assert_eq!(placed(Some([0, 7])), (Some(1), Some(1), Some("Tripoli".to_owned())));
        assert_eq!(placed(Some([40, 90])), (None, None, None));
        assert_eq!(placed(None), (None, None, None));
    }
}
