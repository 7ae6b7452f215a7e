//! Where and when the telling stands: an act of violence or coercion told without a place or day of its own, in the
//! paragraph and behind the sentence that gave one, took place there and then.

use crate::event::Draft;
use crate::sentence::Analysis;
use detente_record::{Date, DateBasis, Factuality, Granularity, Place, Precision};

/// Which quad class an act has.
const MATERIAL_CONFLICT: u8 = 4;

/// What the sentences of a paragraph have told so far.
#[derive(Debug, Default)]
pub struct Scene {
    paragraph: usize,
    place: Option<Place>,
    date: Option<Date>,
}

impl Scene {
    /// Fills what the drafts of a sentence lack and takes note of what they say. `quad` gives the quad class of a frame.
    pub fn sentence(&mut self, a: &Analysis<'_>, drafts: &mut [Draft], quad: impl Fn(&Draft) -> u8) {
        if a.paragraph != self.paragraph {
            *self = Scene { paragraph: a.paragraph, ..Scene::default() };
        }
        for d in drafts.iter_mut().filter(|d| quad(d) == MATERIAL_CONFLICT) {
            let happened =
                matches!(d.standing.factuality, Factuality::Actual | Factuality::Ongoing | Factuality::Alleged | Factuality::Denied);
            if !happened {
                continue;
            }
            if d.place.is_none() && self.place.is_some() {
                d.place.clone_from(&self.place);
                d.notes.push("the place is that of the sentence before".to_owned());
            }
            let bare = d.date.as_ref().is_none_or(|date| date.basis == DateBasis::Dateline);
            if bare && a.times.is_empty() && self.date.is_some() {
                d.date.clone_from(&self.date);
                d.notes.push("the day is that of the sentence before".to_owned());
            }
        }
        let mut towns = a.toponyms.iter().filter(|t| !matches!(t.place.precision, Precision::Country));
        if let Some(t) = towns.next_back().filter(|_| drafts.iter().all(|d| d.place.is_none())) {
            self.place = Some(Place { span: Some(a.span_between(t.tokens.start, t.tokens.end)), ..t.place.clone() });
        }
        for d in drafts.iter() {
            if let Some(place) = d.place.as_ref().filter(|p| p.precision != Precision::Country) {
                self.place = Some(place.clone());
            }
            if let Some(date) = d.date.as_ref().filter(|date| date.granularity == Granularity::Day && date.basis == DateBasis::Expression) {
                self.date = Some(Date { basis: DateBasis::Inherited, ..date.clone() });
            }
        }
    }
}
