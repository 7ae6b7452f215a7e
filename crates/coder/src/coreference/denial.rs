//! "Moscow denies it", "India's navy rejected the claim", "…, which the army denies": a party that denies the act told
//! just before, in words that tell no act themselves.

use super::Telling;
use super::compatible::is_unknown;
use super::identity::Judge;
use super::wording::Wording;
use crate::event::is_of_side;
use crate::phrase::{Resolved, Resolver};
use crate::sentence::Analysis;
use detente_frames::{Function, Predicates, is_negated};
use detente_record::{Attribution, Casualties, Factuality, Mention, Stance, Trigger};

/// A denial of an act that was told before.
#[derive(Debug, Clone)]
pub struct DenialTold {
    /// Where and in which words, with the denier.
    said: Mention,
    /// The denier.
    who: Resolved,
    /// The word that denies.
    verb: usize,
    text: String,
    paragraph: usize,
    wording: Wording,
}

/// Verbs that deny what they have as their object.
const DENY: [&str; 10] = ["deny", "reject", "dismiss", "refute", "dispute", "rebut", "contest", "rubbish", "disavow", "contradict"];
/// Pronouns for what was said.
const POINTS_BACK: [&str; 5] = ["it", "this", "that", "these", "which"];
/// Nouns for what was said.
const CLAIMS: [&str; 14] = [
    "claim",
    "allegation",
    "accusation",
    "charge",
    "report",
    "account",
    "version",
    "story",
    "suggestion",
    "assertion",
    "statement",
    "boast",
    "rumour",
    "rumor",
];
/// How many sentences back the act may lie.
const REACH: usize = 2;

impl DenialTold {
    /// The denials of a sentence.
    pub fn of(a: &Analysis<'_>, predicates: &Predicates, resolver: &Resolver<'_>) -> Vec<DenialTold> {
        (0..a.s.tokens.len()).filter_map(|t| DenialTold::at(a, predicates, resolver, t)).collect()
    }

    fn at(a: &Analysis<'_>, predicates: &Predicates, resolver: &Resolver<'_>, verb: usize) -> Option<DenialTold> {
        let s = a.s;
        let lemma = |t: usize| s.tokens[t].lemma.to_lowercase();
        let ahead =
            |c: usize| s.has_relation(c, "aux") && matches!(lemma(c).as_str(), "will" | "would" | "may" | "might" | "could" | "should");
        if s.tokens[verb].upos != "VERB"
            || !DENY.contains(&lemma(verb).as_str())
            || is_negated(s, verb)
            || s.children(verb).iter().any(|&c| ahead(c))
        {
            return None;
        }
        let own = |c: usize| s.children(c).iter().any(|&d| matches!(s.tokens[d].deprel, "acl" | "ccomp" | "acl:relcl" | "nmod"));
        let object = s.children_by(verb, "obj").next()?;
        let points_back = POINTS_BACK.contains(&lemma(object).as_str()) && !own(object);
        let names_it = CLAIMS.contains(&lemma(object).as_str())
            && !own(object)
            && s.children(object).iter().any(|&c| {
                s.has_relation(c, "nmod:poss")
                    || s.has_relation(c, "det") && matches!(lemma(c).as_str(), "the" | "this" | "that" | "these" | "those" | "such")
            });
        if !points_back && !names_it || s.children_by(verb, "ccomp").next().is_some() {
            return None;
        }
        let party = predicates.at(verb).with(&Function::Subject).next()?.token;
        let who = resolver.actors(party).into_iter().find(|r| !is_unknown(&r.actor))?;
        let word = &s.tokens[verb];
        let attribution = Attribution { speaker: who.actor.clone(), stance: Stance::Denies, cue: word.form.clone(), span: who.actor.span };
        let said = Mention {
            sentence: a.number,
            trigger: Trigger { text: word.form.clone(), span: a.span_between(verb, verb + 1) },
            date: None,
            place: None,
            casualties: Casualties::default(),
            attribution: vec![attribution],
        };
        Some(DenialTold { said, who, verb, text: a.text(), paragraph: a.paragraph, wording: Wording::of(a, verb, None) })
    }

    /// What is denied, as a telling of its own, and the act of which it is: the last force before it that the denier had a
    /// part in or that another says happened.
    pub fn of_acts(&self, acts: &[Vec<Telling>], judge: &Judge<'_>) -> Option<(usize, Telling)> {
        let before = |t: &Telling| {
            (t.draft.sentence, t.draft.trigger) < (self.said.sentence, self.verb) && t.draft.sentence + REACH >= self.said.sentence
        };
        let by_denier = |t: &Telling| t.draft.standing.speakers.iter().any(|r| is_of_side(r, &self.who));
        let of = |i: usize| {
            let last = acts[i].iter().filter(|t| before(t)).max_by_key(|t| (t.draft.sentence, t.draft.trigger))?;
            let happened = matches!(last.draft.standing.factuality, Factuality::Actual | Factuality::Ongoing | Factuality::Alleged);
            let part = last.draft.source.iter().chain(&last.draft.target).any(|p| is_party(p, &self.who));
            let others = !last.draft.standing.attribution.is_empty();
            let fits = judge.is_force(last) && happened && (part || others) && !acts[i].iter().any(by_denier);
            fits.then_some((last, i))
        };
        let (last, act) = (0..acts.len()).filter_map(of).max_by_key(|(t, _)| (t.draft.sentence, t.draft.trigger))?;
        let mut told = Telling {
            said: self.said.clone(),
            text: self.text.clone(),
            paragraph: self.paragraph,
            wording: self.wording.clone(),
            ..last.clone()
        };
        told.said.date.clone_from(&last.said.date);
        let draft = &mut told.draft;
        (draft.sentence, draft.trigger, draft.carrier, draft.toll, draft.cause) = (self.said.sentence, self.verb, None, None, None);
        draft.casualties = Casualties::default();
        draft.standing.factuality = Factuality::Denied;
        draft.standing.attribution.clone_from(&self.said.attribution);
        draft.standing.speakers = vec![self.who.clone()];
        draft.notes = vec![format!("denies what sentence {} tells: {}", last.draft.sentence, last.said.trigger.text)];
        Some((act, told))
    }
}

fn is_party(party: &detente_record::Actor, who: &Resolved) -> bool {
    party.country.is_some() && party.country == who.actor.country || party.id.is_some() && party.id == who.actor.id
}
