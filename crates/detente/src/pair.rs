//! Which relation a sentence states between two marked phrases.

use crate::chain::Detente;
use detente_coder::{Coder, Pair, ParsedBlock, Relation};
use detente_ingest::Hints;
use detente_record::{Derivation, Factuality};
use detente_text::ByteSpan;
use serde::{Deserialize, Serialize};

/// A sentence with two spans, in code points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairRequest {
    /// Name of the pair; comes back with the answer. A string or a number.
    pub id: serde_json::Value,
    /// The text.
    pub text: String,
    /// The source phrase, `[start, end)`; null or left out where it is not known.
    #[serde(default)]
    pub source: Option<[usize; 2]>,
    /// The target phrase, `[start, end)`; null or left out where the act has none.
    #[serde(default)]
    pub target: Option<[usize; 2]>,
}

/// The relation found; all but the id are null when no frame speaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairAnswer {
    /// The request's id.
    pub id: serde_json::Value,
    /// PLOVER type.
    pub event_type: Option<String>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Whether it happened.
    pub factuality: Option<Factuality>,
    /// 0 to 1.
    pub confidence: f64,
    /// By which rule and steps.
    pub derivation: Option<Derivation>,
}

/// Why a pair can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PairError {
    /// Neither phrase is marked.
    #[error("neither `source` nor `target` is given; expected at least one span [start, end)")]
    NoSpan,
    /// A span lies outside the text or ends before it starts.
    #[error("`{field}` is {found:?}, but the text has {length} code points; expected [start, end) inside it with start before end")]
    Span {
        /// `source` or `target`.
        field: &'static str,
        /// The span given.
        found: [usize; 2],
        /// Code points of the text.
        length: usize,
    },
}

impl Detente {
    /// The relation between two marked phrases.
    ///
    /// # Errors
    /// When a span doesn't cut the text.
    pub fn relate(&self, request: &PairRequest) -> Result<PairAnswer, PairError> {
        if request.source.is_none() && request.target.is_none() {
            return Err(PairError::NoSpan);
        }
        let chars: Vec<char> = request.text.chars().collect();
        for (field, span) in [("source", request.source), ("target", request.target)] {
            let Some(span) = span else { continue };
            if span[0] >= span[1] || span[1] > chars.len() {
                return Err(PairError::Span { field, found: span, length: chars.len() });
            }
        }
        let document = Detente::paragraph(&request.text, &Hints::default());
        let sentences = self.parse_text(document.blocks[0].text.as_str());
        let blocks = [ParsedBlock { block: &document.blocks[0], sentences }];
        let mut best: Option<(Relation, Option<Factuality>)> = None;
        let coder = Coder::new(self.compiled());
        coder.read(&document, &blocks, &chars, true, |reading, memory| {
            let tokens = |span: [usize; 2]| -> Vec<usize> {
                (0..reading.analysis.s.tokens.len())
                    .filter(|&t| {
                        let s = reading.analysis.s.tokens[t].span;
                        let at = document.blocks[0].text.original(ByteSpan::new(s.start, s.end));
                        at.start < span[1] && span[0] < at.end
                    })
                    .collect()
            };
            let pair =
                Pair { source: request.source.map(tokens).unwrap_or_default(), target: request.target.map(tokens).unwrap_or_default() };
            // The sentence that holds both phrases speaks; else the one that holds either.
            let holds = usize::from(!pair.source.is_empty() || request.source.is_none())
                + usize::from(!pair.target.is_empty() || request.target.is_none());
            if pair.source.is_empty() && pair.target.is_empty() {
                return;
            }
            if let Some(mut relation) = Relation::of(reading, &pair, self.compiled()) {
                relation.confidence *= holds as f64 / 2.0;
                if best.as_ref().is_none_or(|(old, _)| relation.confidence > old.confidence) {
                    let factuality = coder.factuality(reading, memory, &relation);
                    best = Some((relation, factuality));
                }
            }
        });
        let Some((relation, factuality)) = best else {
            return Ok(PairAnswer {
                id: request.id.clone(),
                event_type: None,
                mode: None,
                cameo: None,
                factuality: None,
                confidence: 0.0,
                derivation: None,
            });
        };
        let info = &self.compiled().info[relation.frame];
        Ok(PairAnswer {
            id: request.id.clone(),
            event_type: Some(info.event_type.clone()),
            mode: info.mode.clone(),
            cameo: Some(info.code.clone()),
            factuality,
            confidence: relation.confidence,
            derivation: Some(relation.derivation),
        })
    }
}
