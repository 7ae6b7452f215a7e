//! The facade: configuration and the whole chain from bytes to events; one document's failure is kept to itself.

mod archive;
mod assets;
mod attributed;
mod batches;
mod chain;
mod examples;
mod happened;
mod pair;
mod times;
mod toponym;
mod treebank;
mod words;

pub use archive::{Archive, ArchiveError, Course, CourseRequest, Read, Refreshed, Version, Watch, Watched, coded_line};
pub use chain::{Detente, Error, Options, ReadLexicon};
pub use detente_coder::{AttributedSpan, Coded, SentenceReading, reference};
pub use detente_ingest::{CATALOGUE, Catalogue, Entry, Hints};
pub use detente_lexicon::{Entries, FileRead, Lexicon, LexiconProblem, Severity, Stats};
pub use detente_nlp::{Sentence, conllu};
pub use detente_record::{Actor, CSV_COLUMNS, CameoCode, Event, Factuality, Granularity, Ontology, Problem, csv_row};
pub use detente_record::{DocumentRef, EVENT_SCHEMA, FlagKind, Incident, Origin};
pub use detente_series as series;
pub use detente_store as store;
pub use detente_story as story;
pub use detente_text::Document;
pub use examples::ExampleOutcome;
pub use jiff::civil::Date;
pub use pair::{PairAnswer, PairError, PairRequest};
pub use times::TimeMention;
pub use toponym::ToponymMention;
pub use treebank::{Treebank, TreebankRequest};
