//! The whole chain: bytes → document → sentences → events.

use crate::assets;
use detente_coder::{Coded, Coder, Memory, ParsedBlock, SentenceReading};
use detente_ingest::Hints;
use detente_lexicon::{Entries, Lexicon, LexiconProblem, read_folder};
use detente_nlp::{Model, ModelError, Segment, Sentence, repair, segment};
use detente_record::OntologyError;
use detente_text::{Block, BlockKind, CleanBuilder, Document, Published, PublishedBasis};
use std::path::PathBuf;

/// What can be chosen.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Folders laid over the built-in lexicon, in order.
    pub lexicons: Vec<PathBuf>,
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
    /// A lexicon folder can't be read.
    #[error("the lexicon folder {folder} can't be read: {reason}")]
    Folder {
        /// The folder.
        folder: String,
        /// What the system says.
        reason: std::io::Error,
    },
}

/// The system, ready to code. It keeps no state between documents, so that threads can share it.
pub struct Detente {
    model: Model,
    lexicon: Lexicon,
    entries: Entries,
    problems: Vec<LexiconProblem>,
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
            let lexicon = Self::lexicon(options);
            let model = model.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            (model, lexicon)
        });
        let (lexicon, entries, problems) = lexicon?;
        Ok(Detente { model: model?, lexicon, entries, problems })
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

    /// Reads and compiles the lexicon with its overlays, and reports every problem.
    ///
    /// # Errors
    /// When a folder can't be read or the ontology is broken.
    pub fn lexicon(options: &Options) -> Result<(Lexicon, Entries, Vec<LexiconProblem>), Error> {
        let (mut entries, mut problems) = Entries::read(&assets::lexicon_files());
        for folder in &options.lexicons {
            let files = read_folder(folder).map_err(|reason| Error::Folder { folder: folder.display().to_string(), reason })?;
            let (over, more) = Entries::read(&files);
            problems.extend(more);
            entries.overlay(over);
        }
        let (lexicon, more) = Lexicon::compile(&entries)?;
        problems.extend(more);
        Ok((lexicon, entries, problems))
    }

    /// The compiled lexicon.
    pub fn compiled(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The lexicon as written.
    pub fn entries(&self) -> &Entries {
        &self.entries
    }

    /// Reads any bytes as a report.
    pub fn read(&self, bytes: &[u8], hints: &Hints) -> Document {
        detente_ingest::read(bytes, hints)
    }

    /// Parses the text of a report's blocks.
    pub fn parse<'d>(&self, document: &'d Document) -> Vec<ParsedBlock<'d>> {
        let segments: Vec<Vec<_>> = document.blocks.iter().map(|b| segment(b.text.as_str())).collect();
        let flat: Vec<_> = segments.iter().flatten().cloned().collect();
        let mut parsed = self.model.parse(&flat).into_iter();
        document
            .blocks
            .iter()
            .zip(segments)
            .map(|(block, own)| ParsedBlock { block, sentences: parsed.by_ref().take(own.len()).collect() })
            .collect()
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
    fn trees<'d>(&self, document: &'d Document) -> Vec<ParsedBlock<'d>> {
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
        (Coder::new(&self.lexicon).code(document, &blocks), sentences)
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

fn mended(sentence: Sentence) -> Sentence {
    repair(&sentence).unwrap_or(sentence)
}
