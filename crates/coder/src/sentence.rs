//! One sentence with all that is known about its words before events are coded.

use crate::mention::Mention;
use crate::narration::Standpoint;
use crate::place::Toponym;
use crate::time::TimeExpression;
use detente_nlp::Sentence;
use detente_record::Place;
use detente_text::{ByteSpan, CleanText};

/// A sentence with its mentions, places and times.
#[derive(Debug)]
pub struct Analysis<'a> {
    /// Number in the report, from 0.
    pub number: usize,
    /// Number of its block in the document, from 0.
    pub paragraph: usize,
    /// The tree.
    pub s: &'a Sentence,
    /// The block's text, with the way back to the report.
    pub clean: &'a CleanText,
    /// The report's text by code point.
    pub original: &'a [char],
    /// Names of actors.
    pub mentions: Vec<Mention>,
    /// Names of places.
    pub toponyms: Vec<Toponym>,
    /// Places that it means by other words than their names ("here", "the capital").
    pub referred: Vec<Toponym>,
    /// Where acts take place unless they say otherwise.
    pub home: Option<Place>,
    /// Time expressions.
    pub times: Vec<TimeExpression>,
    /// Where it stands in the narration.
    pub standpoint: Standpoint,
}

impl Analysis<'_> {
    /// The mention that covers a token.
    pub fn mention_at(&self, token: usize) -> Option<&Mention> {
        self.mentions.iter().find(|m| m.tokens.range().contains(&token))
    }

    /// The toponym that covers a token.
    pub fn toponym_at(&self, token: usize) -> Option<&Toponym> {
        self.toponyms.iter().find(|p| p.tokens.range().contains(&token))
    }

    /// Code points of the report from the first token to before the last.
    pub fn span_between(&self, start: usize, end: usize) -> [usize; 2] {
        let bytes = ByteSpan::new(self.s.tokens[start].span.start, self.s.tokens[end - 1].span.end);
        let chars = self.clean.original(bytes);
        [chars.start, chars.end]
    }

    /// The report's own words from the first token to before the last, line breaks as spaces.
    pub fn text_between(&self, start: usize, end: usize) -> String {
        let [from, to] = self.span_between(start, end);
        tidy(&self.original[from..to])
    }

    /// The sentence in the report's own words.
    pub fn text(&self) -> String {
        let chars = self.clean.original(self.s.span);
        tidy(&self.original[chars.range()])
    }
}

/// The given text with white space runs as single spaces.
fn tidy(chars: &[char]) -> String {
    let text: String = chars.iter().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
