//! One place where a report tells an act, before it is known whether the act is told elsewhere too.

use super::wording::Wording;
use crate::event::Draft;
use crate::sentence::Analysis;
use detente_record::{DateBasis, Mention, Stance, Trigger};

/// A telling of an act.
#[derive(Debug, Clone)]
pub struct Telling {
    /// The event as its sentence and the scene give it.
    pub draft: Draft,
    /// Its sentence.
    pub text: String,
    /// Number of its block in the document.
    pub paragraph: usize,
    /// How it is worded.
    pub wording: Wording,
    /// What its sentence says itself.
    pub said: Mention,
}

impl Telling {
    /// The telling of a draft; to be taken before the scene adds what other sentences say.
    pub fn of(a: &Analysis<'_>, draft: Draft) -> Telling {
        let trigger =
            Trigger { text: a.text_between(draft.trigger, draft.trigger + 1), span: a.span_between(draft.trigger, draft.trigger + 1) };
        let said = Mention {
            sentence: draft.sentence,
            trigger,
            date: draft.date.clone().filter(|d| d.basis == DateBasis::Expression),
            place: draft.place.clone(),
            casualties: draft.casualties.clone(),
            attribution: draft.standing.attribution.clone(),
        };
        let wording = Wording::of(a, draft.trigger, draft.carrier);
        Telling { text: a.text(), paragraph: a.paragraph, wording, said, draft }
    }

    /// What whoever says so does with it; the report itself asserts, and to admit is to assert.
    pub fn stance(&self) -> Stance {
        match self.said.attribution.last().map(|a| a.stance) {
            None | Some(Stance::Acknowledges) => Stance::Asserts,
            Some(stance) => stance,
        }
    }

    /// Whether it is near enough behind another telling to take up its act by a noun: by its own or by one for any.
    pub fn resumes(&self, earlier: &Telling, same_word: bool) -> bool {
        let sentences = if same_word { 12 } else { 6 };
        self.draft.sentence <= earlier.draft.sentence + sentences
    }

    /// Whether it is one sentence or two behind another telling, in its paragraph or the next.
    pub fn follows(&self, earlier: &Telling) -> bool {
        const SENTENCES: usize = 3;
        self.draft.sentence <= earlier.draft.sentence + SENTENCES && self.paragraph <= earlier.paragraph + 1
    }
}
