//! A toll in a sentence that tells no act of its own: it belongs to the violence told before.

use super::compatible::{Fit, sides, tolls};
use super::telling::Telling;
use crate::harm::{self, Harm};
use crate::phrase::Resolver;
use crate::sentence::Analysis;
use crate::standing::Standing;
use detente_record::{Actor, Casualties, Factuality, Granularity, Mention, Trigger};

/// A toll with its speakers.
#[derive(Debug, Clone)]
pub struct TollTold {
    /// What the sentence says.
    pub said: Mention,
    /// Number of its block in the document.
    pub paragraph: usize,
    /// Whom it counts.
    pub victims: Vec<Actor>,
    /// It brings a number up to date ("the toll rose to 40").
    pub update: bool,
}

impl TollTold {
    /// The tolls of a sentence that tells no violence; none where they reckon up many acts ("since October", "so far"),
    /// tell of another ("in another clash") or are no facts.
    pub fn of(a: &Analysis<'_>, harms: &[Harm], resolver: &Resolver<'_>, standing: impl Fn(usize) -> Standing) -> Option<TollTold> {
        let reckoning = a.times.iter().any(|t| t.granularity != Granularity::Day)
            || a.s.tokens.iter().any(|t| matches!(t.lemma.to_lowercase().as_str(), "since" | "far" | "another" | "separate" | "elsewhere"));
        let first = harms.iter().find(|h| h.is_number()).filter(|_| !reckoning)?;
        let standing = standing(first.word);
        if !matches!(standing.factuality, Factuality::Actual | Factuality::Ongoing | Factuality::Alleged) {
            return None;
        }
        let mut casualties = Casualties::default();
        harms.iter().filter(|h| h.is_number()).for_each(|h| harm::add(&mut casualties, h));
        let counted = a.s.children(first.word).iter().copied().find(|&c| a.s.tokens[c].deprel.starts_with("nsubj"));
        Some(TollTold {
            said: Mention {
                sentence: a.number,
                trigger: Trigger { text: a.text_between(first.word, first.word + 1), span: a.span_between(first.word, first.word + 1) },
                date: None,
                place: None,
                casualties,
                attribution: standing.attribution,
            },
            paragraph: a.paragraph,
            victims: counted.map(|c| resolver.actors(c).into_iter().map(|r| r.actor).collect()).unwrap_or_default(),
            update: first.total,
        })
    }

    /// Whether it is the toll of an act of violence that was told in these places.
    pub fn is_of(&self, act: &[Telling]) -> bool {
        const SENTENCES: usize = 3;
        let near = |t: &Telling| self.said.sentence <= t.draft.sentence + SENTENCES && self.paragraph <= t.paragraph + 1;
        // Fighters who fall are not the victims of their own attack.
        let armed = |a: &Actor| a.sectors.iter().any(|s| matches!(s.as_str(), "UAF" | "REB" | "CRM"));
        let fighters = self.victims.iter().any(armed);
        let by_force = |t: &Telling| t.draft.source.iter().any(|a| a.sectors.iter().any(|s| matches!(s.as_str(), "GOV" | "MIL" | "COP")));
        // A state's policemen are no victims on the side of rebels, though both are of one country.
        let own = |t: &Telling| sides(&self.victims, &t.draft.source) <= Fit::Nested && (fighters || !t.draft.source.iter().any(armed));
        let own_side = act.iter().any(own) || fighters && !act.iter().any(by_force);
        let one = self.update || act.iter().all(|t| tolls(&t.draft.casualties, &self.said.casualties));
        act.iter().any(near) && !own_side && one
    }
}
