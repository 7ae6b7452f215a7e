//! The command line.

use crate::crisis::args as crisis;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

const EXIT_CODES: &str = "Exit codes: 0 done; 1 could not run; 2 wrong arguments; 3 done, but some input could not be read as expected (each problem is a line on standard error).";

/// Reads news reports and keeps the record of a crisis: who did what to whom, where, when, according to whom.
#[derive(Parser, Debug)]
#[command(name = "detente", version, after_help = EXIT_CODES, max_term_width = 100)]
pub struct Detente {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Code reports: one event a line with its evidence.
    #[command(
        after_help = "Examples:\n  detente code report.txt\n  detente code reports/ --format jsonl > events.jsonl\n  cat report.txt | detente code - --published 2024-01-29"
    )]
    Code(CodeArgs),
    /// Say which relation a sentence states between two marked phrases.
    #[command(
        after_help = "Input, one JSON object a line, spans in code points:\n  {\"id\": 1, \"text\": \"Iran accused Iraq of shelling a village.\", \"source\": [0, 4], \"target\": [13, 17]}\n\nExample:\n  detente relate < pairs.jsonl > relations.jsonl"
    )]
    Relate(RelateArgs),
    /// Show for a sentence or a file what was found, by which frame, and what nearly matched.
    #[command(
        after_help = "Examples:\n  detente explain \"Iran denied that its jets had bombed the convoy.\"\n  detente explain --file report.txt --misses 5"
    )]
    Explain(ExplainArgs),
    /// Write the trees of a text as CoNLL-U.
    #[command(after_help = "Example:\n  detente parse report.txt > report.conllu")]
    Parse(ParseArgs),
    /// Print the codebook: PLOVER types and CAMEO codes with scores and mapping.
    #[command(after_help = "Examples:\n  detente codebook\n  detente codebook 195\n  detente codebook --format jsonl")]
    Codebook(CodebookArgs),
    /// Put reports into a store, and find their incidents.
    #[command(
        after_help = "Examples:\n  detente ingest reports/ --db crisis.db\n  detente ingest events.jsonl --db postgres://desk@db.example/crisis"
    )]
    Ingest(crisis::IngestArgs),
    /// List the events of a store.
    #[command(
        after_help = "Examples:\n  detente events --db crisis.db --dyad IRN PAK --type ASSAULT\n  detente events --db crisis.db --factuality denied --format jsonl"
    )]
    Events(crisis::QueryArgs),
    /// List incidents: each happening once, with all its accounts.
    #[command(after_help = "Example:\n  detente incidents --db crisis.db --from 2024-01-01 --killed 1")]
    Incidents(crisis::QueryArgs),
    /// List what accounts contradict each other in.
    #[command(after_help = "Example:\n  detente disputes --db crisis.db --dyad IRN PAK")]
    Disputes(crisis::QueryArgs),
    /// Show the course of two countries, or the busiest dyads.
    #[command(
        after_help = "Examples:\n  detente dyad IRN PAK --db crisis.db\n  detente dyad IRN PAK --db crisis.db --by week --format csv"
    )]
    Dyad(crisis::DyadArgs),
    /// Hold rules against a store and tell what they find, each thing once.
    #[command(after_help = "Example:\n  detente alerts rules.toml --db crisis.db")]
    Alerts(crisis::AlertsArgs),
    /// List what coding a report anew has changed.
    #[command(
        after_help = "Examples:\n  detente changes --db crisis.db\n  detente changes --db crisis.db --document reports/strike --format jsonl"
    )]
    Changes(crisis::QueryArgs),
    /// List what could not be read as expected in a store's reports.
    #[command(after_help = "Example:\n  detente problems --db crisis.db --message date")]
    Problems(crisis::ProblemsArgs),
    /// Make one page of a crisis, or of two countries.
    #[command(
        after_help = "Examples:\n  detente report examples/iran-pakistan-2024 -o crisis.html\n  detente report --db crisis.db --dyad IRN PAK --from 2024-01-01 --to 2024-02-29 -o crisis.html"
    )]
    Report(crisis::ReportArgs),
    /// Write a store's records in another program's layout.
    #[command(
        after_help = "Examples:\n  detente export --db crisis.db --as gdelt -o crisis.export.CSV\n  detente export --db crisis.db --as parquet --incidents -o incidents.parquet\n  detente export --db crisis.db --as conllu --type ASSAULT > strikes.conllu"
    )]
    Export(crisis::ExportArgs),
    /// Read another program's events into a store.
    #[command(after_help = "Example:\n  detente import --db crisis.db --from-layout gdelt 20240118.export.CSV")]
    Import(crisis::ImportArgs),
    /// Show an incident, or decide by hand what is one.
    Incident(crisis::IncidentArgs),
    /// Check a lexicon.
    Lexicon(LexiconArgs),
    /// Score the chain against files that somebody annotated.
    Eval(EvalArgs),
}

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading.
    Table,
    /// JSON Lines, schema detente.event/1.
    Jsonl,
    /// One row an event.
    Csv,
}

/// Which lexicon is used.
#[derive(Args, Debug, Clone, Default)]
pub struct LexiconChoice {
    /// Folder to lay over the built-in lexicon: files in the form of `lexicons/`, dictionaries of PETRARCH (actors,
    /// agents, verbs, discards), or both; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub lexicon: Vec<PathBuf>,
    /// The same instead of the built-in actors, roles and frames; ontology, grammar and cues stay. May be repeated.
    #[arg(long, value_name = "DIR")]
    pub lexicon_only: Vec<PathBuf>,
}

impl LexiconChoice {
    /// The same for the library.
    pub fn options(&self) -> detente::Options {
        detente::Options { lexicons: self.lexicon.clone(), lexicons_only: self.lexicon_only.clone() }
    }
}

/// Arguments of `code`.
#[derive(Args, Debug)]
pub struct CodeArgs {
    /// Files or folders of plain-text reports; `-` reads one report from standard input.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Form of the output; a table on a terminal.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
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

/// Arguments of `relate`.
#[derive(Args, Debug)]
pub struct RelateArgs {
    /// Files of pairs, one JSON object a line; standard input when none.
    pub paths: Vec<PathBuf>,
    /// Which lexicon.
    #[command(flatten)]
    pub lexicon: LexiconChoice,
    /// Threads; the answers are the same with any number.
    #[arg(long, value_name = "N")]
    pub threads: Option<std::num::NonZeroUsize>,
}

/// Arguments of `explain`.
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// A sentence or paragraph.
    #[arg(required_unless_present = "file", conflicts_with = "file")]
    pub text: Option<String>,
    /// A report instead.
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// How many frames that nearly fired to show for each sentence.
    #[arg(long, default_value_t = 5)]
    pub misses: usize,
    /// Day of publication (YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    pub published: Option<Date>,
    /// Which lexicon.
    #[command(flatten)]
    pub lexicon: LexiconChoice,
}

/// Arguments of `parse`.
#[derive(Args, Debug)]
pub struct ParseArgs {
    /// Files or folders of plain text; `-` reads standard input.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
}

/// Arguments of `codebook`.
#[derive(Args, Debug)]
pub struct CodebookArgs {
    /// Only codes that begin so, or one PLOVER type.
    pub only: Option<String>,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

/// Arguments of `lexicon`.
#[derive(Args, Debug)]
pub struct LexiconArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: LexiconCommand,
}

/// What to do with a lexicon.
#[derive(Subcommand, Debug)]
pub enum LexiconCommand {
    /// Report by file and line whatever is wrong, and run every frame's examples.
    #[command(
        after_help = "Examples:\n  detente lexicon check\n  detente lexicon check --lexicon my-lexicon\n  detente lexicon check --only 19 --verbose\n  detente lexicon check --strict --lexicon-only petrarch-dictionaries"
    )]
    Check {
        /// Which lexicon.
        #[command(flatten)]
        lexicon: LexiconChoice,
        /// Only frames whose code begins so.
        #[arg(long, value_name = "CODE")]
        only: Option<String>,
        /// Show for each failed example what was coded instead.
        #[arg(long)]
        verbose: bool,
        /// Do not run the examples.
        #[arg(long)]
        no_examples: bool,
        /// Let warnings decide the exit code as errors do.
        #[arg(long)]
        strict: bool,
    },
    /// Count what a lexicon holds: entries, names, coverage by region, office holders, roles, frames, sources.
    #[command(after_help = "Examples:\n  detente lexicon stats\n  detente lexicon stats --lexicon-only petrarch-dictionaries")]
    Stats {
        /// Which lexicon.
        #[command(flatten)]
        lexicon: LexiconChoice,
    },
}

/// Arguments of `eval`.
#[derive(Args, Debug)]
pub struct EvalArgs {
    /// What the gold holds.
    #[command(subcommand)]
    pub kind: EvalKind,
}

/// What the gold holds.
#[derive(Subcommand, Debug)]
pub enum EvalKind {
    /// Whole reports with the events an analyst codes: ID.json beside ID.txt, or gold/ID.json and docs/ID.txt.
    #[command(
        after_help = "Examples:\n  detente eval cases corpora/dev --errors\n  detente eval cases corpora/dev --events coded-before.jsonl"
    )]
    Cases {
        /// Score these event records (JSON Lines) instead of coding the reports.
        #[arg(long, value_name = "FILE")]
        events: Option<PathBuf>,
        #[command(flatten)]
        gold: GoldArgs,
    },
    /// Place names with coordinates: XML in the form of the Local-Global Lexicon corpus.
    Geoparsing(GoldArgs),
    /// Sentences with a marked source and target and a PLOVER root: PLV's tab-separated form.
    Plv(GoldArgs),
    /// Trees, tags and lemmas of a treebank: CoNLL-U.
    #[command(after_help = "Examples:\n  detente eval syntax en_ewt-ud-dev.conllu\n  detente eval syntax --raw en_ewt-ud-dev.conllu")]
    Syntax {
        /// Read the treebank's text, not its words and sentences.
        #[arg(long)]
        raw: bool,
        #[command(flatten)]
        gold: GoldArgs,
    },
    /// Who says what by which words: PolNeAR's folders attributions/ (.ann) and text/ (.txt).
    Attribution(GoldArgs),
    /// Whether events happened, from -3 to 3: sentences with their targets in the UW form (JSON Lines).
    Factuality(GoldArgs),
    /// Time expressions with their values: TimeML as TempEval-3 has it (.tml), or CAT as MEANTIME has it (.xml).
    Timex(GoldArgs),
    /// Which tellings of many short reports are the same happening: ID.json beside ID.txt, B-cubed.
    #[command(after_help = "Example:\n  detente eval incidents corpora/incidents/dev --errors")]
    Incidents(GoldArgs),
    /// The reports of one crisis together: one TOML file of happenings, accounts and disputes, with the reports' folders.
    #[command(after_help = "Example:\n  detente eval crisis corpora/crises/iran-pakistan-2024.toml examples/iran-pakistan-2024 reports/")]
    Crisis(GoldArgs),
    /// Which mentions of many reports are the same event: MEANTIME's folder intra_cross-doc_annotation (.xml).
    Meantime(GoldArgs),
    /// Incidents in upper-case reports: texts and answer keys of MUC-3 and MUC-4.
    Muc(GoldArgs),
}

/// What every kind of evaluation takes.
#[derive(Args, Debug)]
pub struct GoldArgs {
    /// Gold files, or folders of them.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// List every error after the scores.
    #[arg(long)]
    pub errors: bool,
    /// Print one JSON object instead of tables; it lists the errors only with --errors.
    #[arg(long)]
    pub json: bool,
    /// How often the units are drawn anew for the 95 % intervals; 0 for none.
    #[arg(long, value_name = "N", default_value_t = detente_eval::RESAMPLES)]
    pub resamples: usize,
    /// Folder in the form of `lexicons/` to lay over the built-in one; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub lexicon: Vec<PathBuf>,
    /// Threads; the scores are the same with any number.
    #[arg(long, value_name = "N")]
    pub threads: Option<std::num::NonZeroUsize>,
}
