//! "The FMLN claimed responsibility for the incident": a party to whom an act told before is laid, by its own word or
//! another's, in a sentence that tells no act itself.

use super::Telling;
use super::compatible::is_unknown;
use crate::phrase::Resolver;
use crate::sentence::Analysis;
use detente_frames::{Function, Predicates, Reading, is_negated};
use detente_record::{Actor, Attribution, Mention, Stance, Trigger};

/// A party to whom an act is laid.
#[derive(Debug, Clone)]
pub struct ClaimTold {
    /// Where and in which words.
    pub said: Mention,
    /// The party.
    pub who: Vec<Actor>,
}

/// Verbs that take up responsibility or credit.
const TAKE: [&str; 6] = ["claim", "take", "assume", "accept", "admit", "acknowledge"];
/// Nouns and pronouns for an act that was told.
const ACTS: [&str; 20] = [
    "act",
    "action",
    "incident",
    "deed",
    "attack",
    "crime",
    "event",
    "operation",
    "it",
    "this",
    "that",
    "which",
    "them",
    "bombing",
    "killing",
    "murder",
    "explosion",
    "blast",
    "assassination",
    "kidnapping",
];
/// Modals that hold an answer open.
const GUESSES: [&str; 5] = ["may", "might", "could", "can", "would"];
/// How many sentences back the act may lie.
const REACH: usize = 8;

impl ClaimTold {
    /// The claim of a sentence, if it has one.
    pub fn of(a: &Analysis<'_>, predicates: &Predicates, reading: &Reading, resolver: &Resolver<'_>) -> Option<ClaimTold> {
        let s = a.s;
        (0..s.tokens.len()).find_map(|t| {
            let (verb, party, own) = claim_at(a, predicates, t)?;
            let nobody = s.children_by(party, "det").any(|d| s.tokens[d].lemma.eq_ignore_ascii_case("no"));
            // "may be responsible": a guess lays nothing to anybody.
            let guessed = s.children_by(verb, "aux").any(|x| GUESSES.contains(&s.tokens[x].lemma.to_lowercase().as_str()));
            if is_negated(s, verb) || nobody || guessed || !lays_an_act(a, t, verb) {
                return None;
            }
            // What a frame has read as an act of the party's needs no claim.
            let told =
                |m: &detente_frames::Match| m.source.as_ref().is_some_and(|f| f.token == party) && s.tokens[m.trigger].upos == "NOUN";
            if reading.matches.iter().any(told) {
                return None;
            }
            let who: Vec<_> = resolver.actors(party).into_iter().filter(|r| !is_unknown(&r.actor)).collect();
            let speaker = who.first().filter(|_| own).map(|r| r.actor.clone());
            let word = &s.tokens[t];
            let attribution = speaker.map(|speaker| Attribution {
                span: speaker.span,
                speaker,
                stance: Stance::ClaimsResponsibility,
                cue: s.tokens[verb].form.clone(),
            });
            let said = Mention {
                sentence: a.number,
                trigger: Trigger { text: word.form.clone(), span: a.span_between(t, t + 1) },
                date: None,
                place: None,
                casualties: Default::default(),
                attribution: attribution.into_iter().collect(),
            };
            (!who.is_empty()).then(|| ClaimTold { said, who: who.into_iter().map(|r| r.actor).collect() })
        })
    }

    /// Whether it may be laid to this act: the last ones before it, done by nobody whose name was told.
    pub fn is_of(&self, act: &[Telling]) -> bool {
        let nameless = |a: &Actor| {
            a.id.is_none() && a.country.is_none() && a.sectors.iter().all(|s| matches!(s.as_str(), "UAF" | "UNK" | "REB" | "CRM"))
        };
        let before = |t: &Telling| t.draft.sentence <= self.said.sentence && self.said.sentence <= t.draft.sentence + REACH;
        act.iter().any(before) && act.iter().all(|t| t.draft.source.iter().all(nameless))
    }
}

/// The verb, the party and whether it speaks for itself, where `t` is the word of a claim.
fn claim_at(a: &Analysis<'_>, predicates: &Predicates, t: usize) -> Option<(usize, usize, bool)> {
    let s = a.s;
    let lemma = |t: usize| s.tokens[t].lemma.to_lowercase();
    let head = s.tokens[t].head?;
    let subject = |verb: usize| predicates.at(verb).with(&Function::Subject).next().map(|a| a.token);
    match lemma(t).as_str() {
        "responsibility" | "credit" if TAKE.contains(&lemma(head).as_str()) => Some((head, subject(head)?, true)),
        // "The rebels are held responsible", "The army is responsible for it".
        "responsible" if matches!(lemma(head).as_str(), "hold" | "deem" | "consider") && s.has_relation(t, "xcomp") => {
            let held = s.children_by(head, "obj").chain(s.children_by(head, "nsubj:pass")).next()?;
            Some((head, held, false))
        }
        "responsible" if s.children_by(t, "cop").next().is_some() => Some((t, s.children_by(t, "nsubj").next()?, false)),
        _ => None,
    }
}

/// Whether what stands behind "for" is an act that was told, or nothing does. "The killing of eleven officers" tells an act
/// of its own.
fn lays_an_act(a: &Analysis<'_>, word: usize, verb: usize) -> bool {
    let s = a.s;
    let behind = |head: usize| {
        // "for the killing of" and "for killing": a case or a mark.
        let object = |c: &&usize| {
            s.children(**c)
                .iter()
                .any(|&k| ["case", "mark"].iter().any(|r| s.has_relation(k, r)) && s.tokens[k].lemma.eq_ignore_ascii_case("for"))
        };
        s.children(head).iter().find(object).copied()
    };
    let act = behind(word).or_else(|| behind(verb));
    let own = |t: usize| s.children(t).iter().any(|&c| matches!(s.tokens[c].deprel, "obj" | "nmod" | "acl:relcl" | "nummod"));
    act.is_none_or(|t| ACTS.contains(&s.tokens[t].lemma.to_lowercase().as_str()) && !own(t))
}
