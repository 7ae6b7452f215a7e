//! The command line of what works on a store.

use crate::args::LexiconChoice;
use clap::{Args, Subcommand, ValueEnum};
use detente::series::Direction;
use detente::store::{Filter, Sides};
use detente::{Factuality, FlagKind};
use detente_record::{Aspect, Stance};
use jiff::civil::Date;
use std::path::PathBuf;

/// Where the store is.
#[derive(Args, Debug, Clone)]
pub struct DbArgs {
    /// The store: a file, or the URL of a PostgreSQL database (`postgres://user@host/name`).
    #[arg(long, value_name = "FILE|URL")]
    pub db: String,
}

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For reading.
    Table,
    /// JSON Lines.
    Jsonl,
    /// One row a record.
    Csv,
}

/// How reports are coded.
#[derive(Args, Debug)]
pub struct CodingArgs {
    /// Day of publication (YYYY-MM-DD) of every report, over what the text says.
    #[arg(long, value_name = "DATE")]
    pub published: Option<Date>,
    /// Which lexicon.
    #[command(flatten)]
    pub lexicon: LexiconChoice,
    /// Threads; the events are the same with any number.
    #[arg(long, value_name = "N")]
    pub threads: Option<std::num::NonZeroUsize>,
}

/// Arguments of `ingest`.
#[derive(Args, Debug)]
pub struct IngestArgs {
    /// Files or folders of plain-text reports, `.jsonl` files of coded events (schema detente.event/1); `-` reads one report
    /// from standard input.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Where they go.
    #[command(flatten)]
    pub db: DbArgs,
    /// How they are coded.
    #[command(flatten)]
    pub coding: CodingArgs,
    /// Leave the incidents for the next command that asks for them.
    #[arg(long)]
    pub no_incidents: bool,
}

/// Arguments of `report`.
#[derive(Args, Debug)]
pub struct ReportArgs {
    /// Files or folders of plain-text reports, or `.jsonl` files of coded events; none where a store is reported on.
    pub paths: Vec<PathBuf>,
    /// A store to report on, or to put the reports into; without it the reports alone.
    #[arg(long, value_name = "FILE|URL")]
    pub db: Option<String>,
    /// Two countries (ISO 3166-1 alpha-3): only what is between them; without it all incidents, and the course of the dyad of
    /// which most is told.
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    pub dyad: Option<Vec<String>>,
    /// First day.
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Last day.
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    /// Step of the course; one that fits the period where none is given.
    #[arg(long, value_enum)]
    pub by: Option<Step>,
    /// What counts in the course.
    #[command(flatten)]
    pub standing: StandingArgs,
    /// Heading of the page.
    #[arg(long, value_name = "WORDS")]
    pub title: Option<String>,
    /// Where the page goes.
    #[arg(short, long, value_name = "FILE", default_value = "crisis.html")]
    pub out: PathBuf,
    /// Folder for the charts as SVG and PNG files.
    #[arg(long, value_name = "DIR")]
    pub charts: Option<PathBuf>,
    /// How reports are coded.
    #[command(flatten)]
    pub coding: CodingArgs,
}

/// Arguments of `export`.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// Layout: gdelt, phoenix, petrarch, polecat, icews, acled, ucdp, geojson, jsonl, csv, parquet, conllu.
    #[arg(long = "as", value_name = "LAYOUT")]
    pub layout: String,
    /// Which store.
    #[command(flatten)]
    pub db: DbArgs,
    /// Incidents, where the layout takes both; events otherwise.
    #[arg(long)]
    pub incidents: bool,
    /// conllu: all sentences of the reports of these events, not only those that tell one.
    #[arg(long)]
    pub whole: bool,
    /// Take the first day of dates that are known to a month or year only; without it such records are left out of layouts
    /// that want a day.
    #[arg(long)]
    pub coarse_dates: bool,
    /// Where it goes; standard output where none is given.
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Which records.
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// Arguments of `import`.
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// Whose layout: gdelt, polecat, icews, acled.
    #[arg(long = "from-layout", value_name = "LAYOUT")]
    pub source: String,
    /// Files.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Which store.
    #[command(flatten)]
    pub db: DbArgs,
}

/// Which records are wanted.
#[derive(Args, Debug, Clone, Default)]
#[command(next_help_heading = "Which records")]
pub struct FilterArgs {
    /// Not before this day.
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Not after this day.
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    /// Two countries (ISO 3166-1 alpha-3), one on each side.
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    pub dyad: Option<Vec<String>>,
    /// With --dyad: only what the first does to the second.
    #[arg(long, requires = "dyad")]
    pub directed: bool,
    /// At most so many, from the earliest on.
    #[arg(long, value_name = "N")]
    pub limit: Option<u64>,
    /// What else they must have.
    #[command(flatten)]
    pub which: WhichArgs,
}

/// What records must have besides their day; a list may be repeated, and any of its values will do.
///
/// What only an event has is asked of an incident's accounts, what only an incident has of the incident of an event.
#[derive(Args, Debug, Clone, Default)]
#[command(next_help_heading = "Which records")]
pub struct WhichArgs {
    /// PLOVER type; may be repeated, as all lists here.
    #[arg(long = "type", value_name = "TYPE")]
    pub types: Vec<String>,
    /// PLOVER mode.
    #[arg(long = "mode", value_name = "MODE")]
    pub modes: Vec<String>,
    /// PLOVER context.
    #[arg(long = "context", value_name = "CONTEXT")]
    pub contexts: Vec<String>,
    /// Quad class, 1 to 4.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=4))]
    pub quad: Vec<u8>,
    /// CAMEO code or its beginning.
    #[arg(long, value_name = "CODE")]
    pub cameo: Vec<String>,
    /// Frame or its beginning; `classifier` for what no frame found.
    #[arg(long, value_name = "FRAME")]
    pub frame: Vec<String>,
    /// Country of the one who acts.
    #[arg(long, value_name = "COUNTRY")]
    pub source: Vec<String>,
    /// Sector of the one who acts.
    #[arg(long, value_name = "SECTOR")]
    pub source_sector: Vec<String>,
    /// Lexicon's id of the one who acts.
    #[arg(long, value_name = "ID")]
    pub source_id: Vec<String>,
    /// Country of the one to whom it is done.
    #[arg(long, value_name = "COUNTRY")]
    pub target: Vec<String>,
    /// Sector of the one to whom it is done.
    #[arg(long, value_name = "SECTOR")]
    pub target_sector: Vec<String>,
    /// Lexicon's id of the one to whom it is done.
    #[arg(long, value_name = "ID")]
    pub target_id: Vec<String>,
    /// Country on either side.
    #[arg(long, value_name = "COUNTRY")]
    pub country: Vec<String>,
    /// Sector on either side.
    #[arg(long, value_name = "SECTOR")]
    pub sector: Vec<String>,
    /// Lexicon's id of a party on either side.
    #[arg(long, value_name = "ID")]
    pub actor_id: Vec<String>,
    /// Part of a party's name.
    #[arg(long, value_name = "WORDS")]
    pub actor: Vec<String>,
    /// Country of a speaker.
    #[arg(long, value_name = "COUNTRY")]
    pub speaker: Vec<String>,
    /// Sector of a speaker.
    #[arg(long, value_name = "SECTOR")]
    pub speaker_sector: Vec<String>,
    /// Lexicon's id of a speaker.
    #[arg(long, value_name = "ID")]
    pub speaker_id: Vec<String>,
    /// Part of a speaker's name.
    #[arg(long, value_name = "WORDS")]
    pub speaker_name: Vec<String>,
    /// What a speaker does with it.
    #[arg(long, value_name = "WORD", value_parser = words(Stance::ALL.map(Stance::name)))]
    pub stance: Vec<String>,
    /// Only what a report tells in its own voice.
    #[arg(long)]
    pub own_voice: bool,
    /// Whether it happened.
    #[arg(long, value_name = "WORD", value_parser = words(Factuality::ALL.map(Factuality::name)))]
    pub factuality: Vec<String>,
    /// Publisher.
    #[arg(long, value_name = "NAME")]
    pub publisher: Vec<String>,
    /// Told by a report not before this day.
    #[arg(long, value_name = "DATE")]
    pub published_from: Option<Date>,
    /// Told by a report not after this day.
    #[arg(long, value_name = "DATE")]
    pub published_to: Option<Date>,
    /// Id of a report.
    #[arg(long, value_name = "ID")]
    pub document: Vec<String>,
    /// Id of an event or incident.
    #[arg(long, value_name = "ID")]
    pub id: Vec<String>,
    /// Country of the place.
    #[arg(long, value_name = "COUNTRY")]
    pub place: Vec<String>,
    /// Part of the place's name.
    #[arg(long, value_name = "WORDS")]
    pub place_name: Vec<String>,
    /// First-level division of the place.
    #[arg(long, value_name = "NAME")]
    pub adm1: Vec<String>,
    /// How exact the place is.
    #[arg(long, value_name = "WORD", value_parser = ["exact", "city", "adm1", "country"])]
    pub precision: Vec<String>,
    /// Box of degrees: south, west, north, east.
    #[arg(long, num_args = 4, value_names = ["S", "W", "N", "E"], allow_negative_numbers = true)]
    pub bounds: Option<Vec<f64>>,
    /// How exactly the day is known.
    #[arg(long, value_name = "WORD", value_parser = ["day", "week", "month", "season", "year", "period"])]
    pub granularity: Vec<String>,
    /// At least so confident, 0 to 1.
    #[arg(long, value_name = "P")]
    pub confidence: Option<f64>,
    /// At least so many dead.
    #[arg(long, value_name = "N")]
    pub killed: Option<u64>,
    /// At least so many injured.
    #[arg(long, value_name = "N")]
    pub injured: Option<u64>,
    /// At least so many arrested.
    #[arg(long, value_name = "N")]
    pub arrested: Option<u64>,
    /// Words of the sentence.
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
    /// Told by at least so many reports.
    #[arg(long, value_name = "N")]
    pub reports: Option<u64>,
    /// Told by at least so many independent origins.
    #[arg(long, value_name = "N")]
    pub origins: Option<u64>,
    /// Warning that the incident bears.
    #[arg(long, value_name = "WORD", value_parser = words(FlagKind::ALL.map(FlagKind::name)))]
    pub flag: Vec<String>,
    /// In what the accounts contradict each other.
    #[arg(long, value_name = "WORD", value_parser = words(Aspect::ALL.map(Aspect::name)))]
    pub disputed: Vec<String>,
}

fn words<const N: usize>(words: [&'static str; N]) -> clap::builder::PossibleValuesParser {
    words.into()
}

impl FilterArgs {
    /// The same for the store.
    pub fn filter(&self) -> Filter {
        let dyad = self.dyad.as_deref().and_then(|d| <[String; 2]>::try_from(upper(d)).ok());
        Filter {
            from: self.from.map(|d| d.to_string()),
            to: self.to.map(|d| d.to_string()),
            dyad: dyad.map(|d| (d, if self.directed { Direction::Directed } else { Direction::Undirected })),
            limit: self.limit,
            ..self.which.filter()
        }
    }
}

impl WhichArgs {
    /// The same for the store.
    pub fn filter(&self) -> Filter {
        let sides = |countries: &[String], sectors: &[String], ids: &[String], names: &[String]| Sides {
            countries: upper(countries),
            sectors: upper(sectors),
            ids: ids.to_vec(),
            names: names.to_vec(),
        };
        Filter {
            types: upper(&self.types),
            modes: self.modes.clone(),
            contexts: self.contexts.clone(),
            quads: self.quad.clone(),
            cameo: self.cameo.clone(),
            frames: self.frame.clone(),
            source: sides(&self.source, &self.source_sector, &self.source_id, &[]),
            target: sides(&self.target, &self.target_sector, &self.target_id, &[]),
            either: sides(&self.country, &self.sector, &self.actor_id, &self.actor),
            speaker: sides(&self.speaker, &self.speaker_sector, &self.speaker_id, &self.speaker_name),
            stances: self.stance.clone(),
            own_voice: self.own_voice,
            factuality: self.factuality.clone(),
            publishers: self.publisher.clone(),
            published_from: self.published_from.map(|d| d.to_string()),
            published_to: self.published_to.map(|d| d.to_string()),
            documents: self.document.clone(),
            ids: self.id.clone(),
            place_countries: upper(&self.place),
            place_names: self.place_name.clone(),
            adm1: self.adm1.clone(),
            precisions: self.precision.clone(),
            bounds: self.bounds.as_deref().and_then(|b| <[f64; 4]>::try_from(b).ok()),
            granularities: self.granularity.clone(),
            confidence: self.confidence,
            killed: self.killed,
            injured: self.injured,
            arrested: self.arrested,
            text: self.text.clone(),
            reports: self.reports,
            origins: self.origins,
            flags: self.flag.clone(),
            disputed_in: self.disputed.clone(),
            ..Filter::default()
        }
    }
}

fn upper(words: &[String]) -> Vec<String> {
    words.iter().map(|w| w.to_uppercase()).collect()
}

/// Arguments of `events`, `incidents`, `disputes` and `changes`.
#[derive(Args, Debug)]
pub struct QueryArgs {
    /// Which store.
    #[command(flatten)]
    pub db: DbArgs,
    /// Which records.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Form::Table)]
    pub format: Form,
}

/// Arguments of `problems`.
#[derive(Args, Debug)]
pub struct ProblemsArgs {
    /// Which store.
    #[command(flatten)]
    pub db: DbArgs,
    /// Id of a report; may be repeated.
    #[arg(long, value_name = "ID")]
    pub document: Vec<String>,
    /// Publisher; may be repeated.
    #[arg(long, value_name = "NAME")]
    pub publisher: Vec<String>,
    /// Of reports published not before this day.
    #[arg(long, value_name = "DATE")]
    pub published_from: Option<Date>,
    /// Of reports published not after this day.
    #[arg(long, value_name = "DATE")]
    pub published_to: Option<Date>,
    /// Words of the message.
    #[arg(long, value_name = "WORDS")]
    pub message: Option<String>,
    /// At most so many.
    #[arg(long, value_name = "N")]
    pub limit: Option<u64>,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Form::Table)]
    pub format: Form,
}

impl ProblemsArgs {
    /// The same for the store.
    pub fn filter(&self) -> Filter {
        Filter {
            documents: self.document.clone(),
            publishers: self.publisher.clone(),
            published_from: self.published_from.map(|d| d.to_string()),
            published_to: self.published_to.map(|d| d.to_string()),
            text: self.message.clone(),
            limit: self.limit,
            ..Filter::default()
        }
    }
}

/// What counts in a series.
#[derive(Args, Debug, Clone, Copy, Default)]
pub struct StandingArgs {
    /// Count also what only a party says.
    #[arg(long)]
    pub alleged: bool,
    /// Count also what is planned, promised or called for.
    #[arg(long)]
    pub planned: bool,
    /// Count also what is threatened, possible or under a condition.
    #[arg(long)]
    pub threatened: bool,
}

impl StandingArgs {
    /// The same for the library.
    pub fn standing(self) -> detente::series::Standing {
        detente::series::Standing { alleged: self.alleged, planned: self.planned, threatened: self.threatened }
    }
}

/// Step of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// Days.
    Day,
    /// Weeks from Monday on.
    Week,
    /// Months.
    Month,
}

impl Step {
    /// The same for the library.
    pub fn unit(self) -> detente::series::Unit {
        match self {
            Step::Day => detente::series::Unit::Day,
            Step::Week => detente::series::Unit::Week,
            Step::Month => detente::series::Unit::Month,
        }
    }
}

/// Arguments of `dyad`.
#[derive(Args, Debug)]
pub struct DyadArgs {
    /// The two countries (ISO 3166-1 alpha-3); without them the busiest dyads are listed.
    #[arg(num_args = 0..=2, value_names = ["A", "B"])]
    pub dyad: Vec<String>,
    /// Which store.
    #[command(flatten)]
    pub db: DbArgs,
    /// First day; that of the first event where none is given.
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Last day.
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    /// Step; one that fits the period where none is given.
    #[arg(long, value_enum)]
    pub by: Option<Step>,
    /// Only what the first does to the second.
    #[arg(long)]
    pub directed: bool,
    /// What counts.
    #[command(flatten)]
    pub standing: StandingArgs,
    /// What events must have to count.
    #[command(flatten)]
    pub which: WhichArgs,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Form::Table)]
    pub format: Form,
}

/// Arguments of `alerts`.
#[derive(Args, Debug)]
pub struct AlertsArgs {
    /// File of rules (TOML).
    pub rules: PathBuf,
    /// Which store.
    #[command(flatten)]
    pub db: DbArgs,
    /// What counts.
    #[command(flatten)]
    pub standing: StandingArgs,
    /// What incidents must have to count.
    #[command(flatten)]
    pub which: WhichArgs,
    /// Only alerts of this day or later.
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Only alerts of this day or earlier.
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    /// Only these rules; may be repeated.
    #[arg(long, value_name = "NAME")]
    pub rule: Vec<String>,
    /// Form on standard output.
    #[arg(long, value_enum, default_value_t = Form::Table)]
    pub format: Form,
    /// Append them to this file (JSON Lines) instead of standard output.
    #[arg(long, value_name = "FILE", conflicts_with = "webhook")]
    pub out: Option<PathBuf>,
    /// Post each to this address (JSON) instead of standard output.
    #[arg(long, value_name = "URL")]
    pub webhook: Option<String>,
    /// Show what would be told and mark nothing as told.
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `incident`.
#[derive(Args, Debug)]
pub struct IncidentArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: IncidentCommand,
}

/// What to do with incidents by hand.
#[derive(Subcommand, Debug)]
pub enum IncidentCommand {
    /// Show an incident with its accounts, disputes and why its events are one.
    Show {
        /// Its id.
        id: String,
        /// Which store.
        #[command(flatten)]
        db: DbArgs,
    },
    /// Say that events are one incident, whatever the evidence.
    Merge {
        /// Ids of the events.
        #[arg(required = true, num_args = 2..)]
        events: Vec<String>,
        /// Which store.
        #[command(flatten)]
        db: DbArgs,
    },
    /// Say that events are not the incident of others.
    Split {
        /// Ids of the events.
        #[arg(required = true)]
        events: Vec<String>,
        /// The others.
        #[arg(long, required = true, num_args = 1..)]
        from: Vec<String>,
        /// Which store.
        #[command(flatten)]
        db: DbArgs,
    },
    /// List what was decided by hand.
    Decisions {
        /// Which store.
        #[command(flatten)]
        db: DbArgs,
    },
    /// Take a decision by hand back.
    Undo {
        /// Its number in the list.
        number: i64,
        /// Which store.
        #[command(flatten)]
        db: DbArgs,
    },
}
