//! Any bytes to a document: encoding, headline, byline, dateline, paragraphs.
//!
//! The path of the data, one module a step:
//!
//! ```text
//! bytes ─decode→ text ─layout→ pieces ─clean→ clean text ─structure→ blocks ─published→ Document
//! ```
//!
//! Reading cannot fail: what is not as expected becomes a [`Problem`](detente_text::Problem)
//! of the document, and the rest is read.
//! Where a piece of the page is not running text (a byline, a dateline, "Read more"), it stays in the
//! document as a block of its own kind, so that nothing between the first and the last word is lost.

mod agency;
mod byline;
mod catalogue;
mod clean;
mod date;
mod date_line;
mod dateline;
mod decode;
mod entity;
mod furniture;
mod headline;
mod layout;
mod list;
mod loose;
mod published;
mod shape;
mod structure;

pub use catalogue::{CATALOGUE, Catalogue, CatalogueError, Entry};

use detente_text::{Block, Document, Problem};
use jiff::civil::Date;

/// What the caller knows about a report before it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// Stable name of the report, kept as [`Document::id`].
    pub id: String,
    /// Where it came from, kept as [`Document::uri`].
    pub uri: Option<String>,
    /// The day of publication; it wins over what the text says.
    pub published: Option<Date>,
    /// Who published it; it wins over what the text says.
    pub publisher: Option<String>,
}

/// Reads one plain-text report.
///
/// Offsets in the result count the code points of [`Document::text`]: the decoded bytes as given,
/// line ends included, without a byte-order mark. The same bytes and hints give the same document.
///
/// ```
/// use detente_ingest::{Hints, read};
///
/// let report = read(b"Envoys Meet\n\nOSLO, May 3 (Reuters) - Envoys met on Monday.", &Hints::default());
/// assert_eq!(report.title.as_deref(), Some("Envoys Meet"));
/// assert_eq!(report.dateline_place.as_deref(), Some("Oslo"));
/// assert_eq!(report.blocks.last().unwrap().text.as_str(), "Envoys met on Monday.");
///
/// let nothing = read(b"", &Hints::default());
/// assert_eq!(nothing.problems[0].message, "the input is empty");
/// ```
pub fn read(bytes: &[u8], hints: &Hints) -> Document {
    let decoded = decode::decode(bytes);
    let chars: Vec<char> = decoded.text.chars().collect();
    let found = structure::read(&chars);
    let mut problems = decoded.problems;
    let mut dates = found.dates;
    if !dates.iter().any(|d| d.spoken.full().is_some()) {
        dates.extend(loose::dated(&found.blocks));
    }
    let published = published::choose(&dates, hints.published, told(&found.blocks), &mut problems);
    problems.extend(found.problems);
    if bytes.is_empty() {
        problems.push(Problem { span: None, message: "the input is empty".into() });
    } else if found.blocks.is_empty() {
        problems.push(Problem { span: None, message: "the input holds no text".into() });
    }
    Document {
        id: hints.id.clone(),
        uri: hints.uri.clone(),
        text: decoded.text,
        title: found.title,
        publisher: hints.publisher.clone().or(found.publisher),
        published,
        undated: if published.is_none() { published::undated(&dates) } else { None },
        dateline_place: found.place,
        blocks: found.blocks,
        problems,
    }
}

/// The latest day that the running text names with its year.
fn told(blocks: &[Block]) -> Option<Date> {
    let prose = blocks.iter().filter(|b| b.kind.is_prose()).map(|b| b.text.as_str());
    let plain =
        |text: &str, at: usize| date::at(text, at).filter(|(spoken, _)| spoken.swapped.is_none()).and_then(|(spoken, _)| spoken.full());
    prose.flat_map(|text| loose::full_dates(text).filter_map(move |(at, _)| plain(text, at))).max()
}
