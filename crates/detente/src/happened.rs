//! Whether what any word of a report names happened.

use crate::chain::Detente;
use detente_coder::Coder;
use detente_record::Factuality;
use detente_text::Document;

impl Detente {
    /// For each span, `[start, end)` in code points of the report, whether what its words name happened.
    ///
    /// Of several words the highest in the tree is asked. None for a span outside the running text.
    pub fn happened(&self, document: &Document, spans: &[[usize; 2]]) -> Vec<Option<Factuality>> {
        let mut found = vec![None; spans.len()];
        let coder = Coder::new(self.compiled());
        self.readings(document, false, |reading, memory| {
            let a = &reading.analysis;
            let places: Vec<[usize; 2]> = (0..a.s.tokens.len()).map(|t| a.span_between(t, t + 1)).collect();
            for (span, found) in spans.iter().zip(&mut found) {
                let within = |t: &usize| places[*t][0] < span[1] && span[0] < places[*t][1];
                let depth = |t: &usize| std::iter::successors(Some(*t), |&t| a.s.tokens[t].head).count();
                if let Some(token) = (0..places.len()).filter(within).min_by_key(depth) {
                    *found = Some(coder.factuality_of(reading, memory, token));
                }
            }
        });
        found
    }
}
