//! The whole chain: bytes → document → sentences → events.

use crate::assets;
use crate::batches::batches;
use crate::words::EnglishWords;
use detente_coder::{Coded, Coder, Memory, ParsedBlock, SentenceReading};
use detente_ingest::Hints;
use detente_lexicon::{
    AssetError, Entries, FileRead, Gazetteer, GazetteerError, Knowledge, Lexicon, LexiconProblem, read_files, read_mixed_folder, warnings,
};
use detente_nlp::{Model, ModelError, Segment, Sentence, repair, segment};
use detente_record::OntologyError;
use detente_text::{Block, BlockKind, CleanBuilder, Document, Published, PublishedBasis};
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::OnceLock;

/// What can be chosen.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Folders laid over the built-in lexicon, in order.
    pub lexicons: Vec<PathBuf>,
    /// Folders that take the place of the built-in actors, roles and frames; ontology, grammar, words and cues stay.
    pub lexicons_only: Vec<PathBuf>,
}

/// The lexicon with what reading it gave.
#[derive(Debug)]
pub struct ReadLexicon {
    /// What the coder asks.
    pub lexicon: Lexicon,
    /// As written.
    pub entries: Entries,
    /// What is wrong.
    pub problems: Vec<LexiconProblem>,
    /// What each file of the folders of [`Options`] gave.
    pub files: Vec<FileRead>,
}

/// Why the system can't start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The model's bytes are damaged.
    #[error("the language model can't be read: {0}")]
    Model(#[from] ModelError),
    /// The ontology is damaged.
    #[error("the ontology can't be read: {0}")]
    Ontology(#[from] OntologyError),
    /// The built-in lexicon is damaged.
    #[error("the built-in lexicon can't be read: {0}")]
    Asset(#[from] AssetError),
    /// A lexicon folder can't be read.
    #[error("the lexicon folder {folder} can't be read: {reason}")]
    Folder {
        /// The folder.
        folder: String,
        /// What the system says.
        reason: std::io::Error,
    },
    /// An asset of places is damaged or none.
    #[error("the gazetteer {file} can't be read: {reason}")]
    Gazetteer {
        /// The file.
        file: String,
        /// What is wrong with it.
        reason: GazetteerError,
    },
}

/// Where a lexicon folder keeps its asset of places.
const GAZETTEER: &str = "places/gazetteer.bin";

/// The system, ready to code. It keeps no state between documents, so that threads can share it.
pub struct Detente {
    model: Model,
    lexicon: Lexicon,
    /// Decoded when first asked for, unless overlays needed it.
    entries: OnceLock<Entries>,
    problems: Vec<LexiconProblem>,
    /// Hash of the overlays' files; 0 without overlays.
    overlaid: u64,
    /// Threads that one report may use; without them the caller's own.
    pool: Option<rayon::ThreadPool>,
}

impl Detente {
    /// Starts with the built-in model and lexicon and the overlays of `options`. Entries that are wrong are left
    /// out and stand in [`Detente::problems`]; the run goes on.
    ///
    /// # Errors
    /// When a folder can't be read, or the ontology or model is broken.
    pub fn new(options: &Options) -> Result<Self, Error> {
        let (model, lexicon) = std::thread::scope(|scope| {
            let model = scope.spawn(|| Model::from_bytes(assets::model()).and_then(|m| m.with_lemmas(assets::lemmas())));
            let lexicon = Self::start(options);
            let model = model.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            (model, lexicon)
        });
        let (lexicon, entries, problems) = lexicon?;
        Ok(Detente { model: model?, lexicon, entries, problems, overlaid: overlaid(options)?, pool: None })
    }

    /// Hash of what the overlays hold; 0 without overlays.
    pub(crate) fn overlaid(&self) -> u64 {
        self.overlaid
    }

    /// Lets one report use so many threads: for a caller that has a single report to code. The events are the same with
    /// any number. Where the system gives no threads, the caller's own does the work.
    #[must_use]
    pub fn with_threads(self, threads: usize) -> Self {
        let pool = (threads > 1).then(|| rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok());
        Detente { pool: pool.flatten(), ..self }
    }

    /// What coding asks of the lexicon. The entries are left to be decoded later where they are not needed.
    fn start(options: &Options) -> Result<(Lexicon, OnceLock<Entries>, Vec<LexiconProblem>), Error> {
        if options.lexicons.is_empty() && options.lexicons_only.is_empty() {
            let (lexicon, problems) = assets::lexicon()?;
            return Ok((lexicon.with_gazetteer(gazetteer(&[])?), OnceLock::new(), problems));
        }
        let (lexicon, entries, problems) = Self::lexicon(options)?;
        Ok((lexicon, entries.into(), problems))
    }

    /// What is wrong in the lexicon's files.
    pub fn problems(&self) -> &[LexiconProblem] {
        &self.problems
    }

    /// Running text as a document of one paragraph.
    pub fn paragraph(text: &str, hints: &Hints) -> Document {
        let chars: Vec<char> = text.chars().collect();
        let mut builder = CleanBuilder::default();
        for (i, &c) in chars.iter().enumerate() {
            let c = match c {
                '’' | '‘' => '\'',
                '“' | '”' => '"',
                c if c.is_whitespace() => ' ',
                c => c,
            };
            builder.push(c, i, i + 1);
        }
        let published = hints.published.map(|date| Published { date, basis: PublishedBasis::Given, span: None });
        Document {
            id: hints.id.clone(),
            uri: hints.uri.clone(),
            text: text.to_owned(),
            published,
            blocks: vec![Block { kind: BlockKind::Paragraph, text: builder.finish() }],
            ..Document::default()
        }
    }

    /// The lexicon with its overlays, and every problem. Without overlays it was compiled when the binary was built.
    ///
    /// # Errors
    /// When a folder can't be read or the ontology is broken.
    pub fn lexicon(options: &Options) -> Result<(Lexicon, Entries, Vec<LexiconProblem>), Error> {
        let read = Self::read_lexicon(options)?;
        Ok((read.lexicon, read.entries, read.problems))
    }

    /// As [`Detente::lexicon`], with what each file of the folders gave.
    ///
    /// # Errors
    /// When a folder can't be read or the ontology is broken.
    pub fn read_lexicon(options: &Options) -> Result<ReadLexicon, Error> {
        let folders: Vec<&PathBuf> = options.lexicons_only.iter().chain(&options.lexicons).collect();
        let places = gazetteer(&folders)?;
        let (base, mut problems) = assets::entries()?;
        if folders.is_empty() {
            let (lexicon, problems) = assets::lexicon()?;
            return Ok(ReadLexicon { lexicon: lexicon.with_gazetteer(places), entries: base, problems, files: Vec::new() });
        }
        let words = EnglishWords::read(&assets::lemmas());
        let mut entries = base.clone();
        if !options.lexicons_only.is_empty() {
            entries = entries.without_actors_and_frames();
        }
        let mut files = Vec::new();
        for folder in folders {
            let sources = read_mixed_folder(folder).map_err(|reason| Error::Folder { folder: folder.display().to_string(), reason })?;
            let read = read_files(&sources, Knowledge { base: &base, verb: &|form| words.verb(form) });
            problems.extend(read.problems);
            files.extend(read.files);
            entries.overlay(read.own);
            entries.merge(read.dictionaries);
        }
        let (lexicon, more) = Lexicon::compile(&entries)?;
        problems.extend(more);
        Ok(ReadLexicon { lexicon: lexicon.with_gazetteer(places), entries, problems, files })
    }

    /// What a reader of a lexicon should look at, though it is used: names that two bear at the same time, dates that
    /// can't be, names that are ordinary words.
    pub fn lexicon_warnings(entries: &Entries) -> Vec<LexiconProblem> {
        let words = EnglishWords::read(&assets::lemmas());
        warnings(entries, &|word| words.is_ordinary(word))
    }

    /// The compiled lexicon.
    pub fn compiled(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The lexicon as written, with its examples.
    ///
    /// # Panics
    /// When the binary itself is damaged.
    pub fn entries(&self) -> &Entries {
        self.entries.get_or_init(|| match assets::entries() {
            Ok((entries, _)) => entries,
            Err(e) => panic!("{e}"),
        })
    }

    /// Reads any bytes as a report.
    pub fn read(&self, bytes: &[u8], hints: &Hints) -> Document {
        detente_ingest::read(bytes, hints)
    }

    /// Parses the text of a report's blocks.
    pub fn parse<'d>(&self, document: &'d Document) -> Vec<ParsedBlock<'d>> {
        let segments: Vec<Vec<_>> = document.blocks.iter().map(|b| segment(b.text.as_str())).collect();
        let flat: Vec<_> = segments.iter().flatten().cloned().collect();
        let mut parsed = self.read_batches(&flat).into_iter();
        document
            .blocks
            .iter()
            .zip(segments)
            .map(|(block, own)| ParsedBlock { block, sentences: parsed.by_ref().take(own.len()).collect() })
            .collect()
    }

    /// Parses sentences batch by batch, on the report's threads where it has some.
    fn read_batches(&self, segments: &[Segment]) -> Vec<Sentence> {
        let batches = batches(segments);
        match &self.pool {
            Some(pool) if batches.len() > 1 => pool.install(|| batches.par_iter().flat_map_iter(|batch| self.model.parse(batch)).collect()),
            _ => batches.iter().flat_map(|batch| self.model.parse(batch)).collect(),
        }
    }

    /// Parses plain text that is one paragraph, with the parser's known slips mended.
    pub fn parse_text(&self, text: &str) -> Vec<Sentence> {
        self.model.parse(&segment(text)).into_iter().map(mended).collect()
    }

    /// Reads sentences that have been cut already, as the model reads them: for scores against a treebank.
    pub fn read_segments(&self, segments: &[Segment]) -> Vec<Sentence> {
        self.model.parse(segments)
    }

    /// As [`Detente::parse`], with the parser's known slips mended: what is coded.
    pub(crate) fn trees<'d>(&self, document: &'d Document) -> Vec<ParsedBlock<'d>> {
        let mut blocks = self.parse(document);
        for block in &mut blocks {
            block.sentences = std::mem::take(&mut block.sentences).into_iter().map(mended).collect();
        }
        blocks
    }

    /// Codes a report; gives also how many sentences were read.
    pub fn code(&self, document: &Document) -> (Coded, usize) {
        let blocks = self.trees(document);
        let sentences = blocks.iter().map(|b| b.sentences.len()).sum();
        let coder = Coder::new(&self.lexicon);
        match coder.inferred(document, &blocks) {
            None => (coder.code(document, &blocks), sentences),
            Some((published, problem)) => {
                let mut dated = Document { published: Some(published), undated: None, ..document.clone() };
                // The year that was missing is known now.
                dated.problems.retain(|p| p.span != problem.span);
                dated.problems.push(problem);
                (coder.code(&dated, &blocks), sentences)
            }
        }
    }

    /// Hands every sentence with what the frames read in it to `visit`; misses are kept.
    pub fn explain(&self, document: &Document, mut visit: impl FnMut(&SentenceReading<'_>)) {
        self.readings(document, true, |reading, _| visit(reading));
    }

    /// The same with the memory before each sentence; misses are kept only where they are wanted, for they take time.
    pub(crate) fn readings(&self, document: &Document, misses: bool, visit: impl FnMut(&SentenceReading<'_>, &Memory)) {
        let blocks = self.trees(document);
        let original: Vec<char> = document.text.chars().collect();
        Coder::new(&self.lexicon).read(document, &blocks, &original, misses, visit);
    }
}

/// Hash of the files of all overlays, in order; 0 without overlays.
fn overlaid(options: &Options) -> Result<u64, Error> {
    if options.lexicons.is_empty() && options.lexicons_only.is_empty() {
        return Ok(0);
    }
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    for (kind, folders) in [("over", &options.lexicons), ("only", &options.lexicons_only)] {
        for folder in folders {
            hash.update(kind.as_bytes());
            hash_folder(folder, &mut hash).map_err(|reason| Error::Folder { folder: folder.display().to_string(), reason })?;
        }
    }
    Ok(hash.digest())
}

fn hash_folder(folder: &std::path::Path, hash: &mut xxhash_rust::xxh3::Xxh3) -> std::io::Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            hash_folder(&entry, hash)?;
        } else {
            hash.update(entry.file_name().unwrap_or_default().as_encoded_bytes());
            hash.update(&std::fs::read(&entry)?);
        }
    }
    Ok(())
}

/// The built-in asset of places, or that of the last folder that has one.
fn gazetteer(folders: &[&PathBuf]) -> Result<Gazetteer, Error> {
    let damaged = |file: String| move |reason| Error::Gazetteer { file, reason };
    let own = folders.iter().rev().map(|f| f.join(GAZETTEER)).find(|file| file.exists());
    let Some(file) = own else {
        return Gazetteer::from_bytes(assets::gazetteer()).map_err(damaged(format!("built in ({GAZETTEER})")));
    };
    let name = file.display().to_string();
    let bytes = std::fs::read(&file).map_err(|reason| Error::Folder { folder: name.clone(), reason })?;
    Gazetteer::from_bytes(bytes).map_err(damaged(name))
}

fn mended(sentence: Sentence) -> Sentence {
    repair(&sentence).unwrap_or(sentence)
}
