//! Speech that goes on over the ends of sentences: whose words an act is that a quotation tells in a sentence without a verb
//! of speech.

use super::{AttributedSpan, Quotations, attributions};
use crate::coreference::Telling;
use crate::document::SentenceReading;
use crate::phrase::{Resolved, Resolver, same_actor};
use crate::standing::combine;
use detente_lexicon::Lexicon;
use detente_record::{Attribution, Factuality, Stance};

/// The speakers of a report's quotations.
#[derive(Debug, Default)]
pub struct Voices {
    spans: Vec<AttributedSpan>,
    /// Who speaks, by the cue's place.
    speakers: Vec<([usize; 2], usize, Resolved)>,
}

impl Voices {
    /// Notes who says what in a sentence.
    pub fn listen(&mut self, reading: &SentenceReading<'_>, resolver: &Resolver<'_>, lexicon: &Lexicon) {
        let a = &reading.analysis;
        for span in attributions(reading, lexicon) {
            let head = span.source.and_then(|source| {
                let inside = |t: &usize| {
                    let own = a.span_between(*t, *t + 1);
                    source[0] <= own[0] && own[1] <= source[1]
                };
                (0..a.s.tokens.len()).filter(inside).find(|t| a.s.tokens[*t].head.is_none_or(|h| !inside(&h)))
            });
            if let Some(speaker) = head.and_then(|head| resolver.actors(head).into_iter().next()) {
                self.speakers.push((span.cue, a.number, speaker));
            }
            self.spans.push(span);
        }
    }

    /// Gives the acts that a quotation tells to its speaker, where the verb of speech stands in another sentence.
    /// `quad` gives the quad class of a telling: what is itself speech stays as it is told.
    pub fn attribute(mut self, quotations: &Quotations, chars: &[char], tellings: &mut [Telling], quad: impl Fn(&Telling) -> u8) {
        quotations.extend(&mut self.spans);
        for telling in tellings {
            let [start, end] = telling.said.trigger.span;
            let inside = |span: &[usize; 2]| span[0] <= start && end <= span[1];
            if !quotations.has(start) || telling.said.attribution.first().is_some_and(|a| !quotations.has(a.span[0])) {
                continue;
            }
            let said = |span: &&AttributedSpan| span.content.iter().any(inside) && !inside(&span.cue);
            let voice = self.spans.iter().filter(said).find_map(|span| self.speakers.iter().find(|(cue, ..)| *cue == span.cue));
            let Some((cue, _, speaker)) = voice.filter(|(_, sentence, _)| *sentence != telling.draft.sentence) else { continue };
            let own =
                |a: &detente_record::Actor| same_actor(a, &speaker.actor) || a.country.is_some() && a.country == speaker.actor.country;
            let words = matches!(quad(telling), 1 | 3) || quad(telling) == 2 && telling.draft.source.iter().any(own);
            let standing = &mut telling.draft.standing;
            if !words {
                standing.factuality = combine(standing.factuality, Factuality::Alleged);
            }
            let attribution = Attribution {
                speaker: speaker.actor.clone(),
                stance: Stance::Asserts,
                cue: chars[cue[0]..cue[1]].iter().collect(),
                span: speaker.actor.span,
            };
            standing.notes.push("the quotation's speaker stands in another sentence".to_owned());
            standing.attribution.insert(0, attribution);
            telling.said.attribution.clone_from(&standing.attribution);
        }
    }
}
