//! Who says what in a report, whether or not it is an event.

use crate::chain::Detente;
use detente_coder::{AttributedSpan, Quotations, attributions};
use detente_text::Document;

impl Detente {
    /// The attributions in a report's running text, in order of their sentences.
    pub fn attributions(&self, document: &Document) -> Vec<AttributedSpan> {
        let mut found = Vec::new();
        self.readings(document, false, |reading, _| found.extend(attributions(reading, self.compiled())));
        Quotations::of(document).extend(&mut found);
        found
    }
}
