//! Whether an event happened and who says so: the walk from the act up to the sentence's root.
//!
//! Every step is decided by the lexicon's cues; the combination of two readings is in [`combine`].

use crate::phrase::{Resolved, Resolver};
use crate::sentence::Analysis;
use detente_frames::{Function, Match, Predicates, is_negated};
use detente_lexicon::{Complement, CueIndex, CueMatch};
use detente_record::{Attribution, Factuality, Stance};

/// What the walk found.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Whether it happened.
    pub factuality: Factuality,
    /// Who says so, outermost first.
    pub attribution: Vec<Attribution>,
    /// The speakers as resolved, outermost first.
    pub speakers: Vec<Resolved>,
    /// What was decided, for the derivation.
    pub notes: Vec<String>,
}

/// Walks sentences.
pub struct Walk<'a> {
    /// The sentence.
    pub a: &'a Analysis<'a>,
    /// Its predicates.
    pub predicates: &'a Predicates,
    /// The cues.
    pub cues: &'a CueIndex,
    /// Resolves speakers.
    pub resolver: &'a Resolver<'a>,
}

struct State {
    factuality: Factuality,
    would: bool,
    attribution: Vec<(Attribution, Option<Resolved>)>,
    notes: Vec<String>,
}

/// What becomes of a reading beneath a further cue.
pub fn combine(now: Factuality, cue: Factuality) -> Factuality {
    use Factuality::*;
    match (now, cue) {
        (_, Denied) => Denied,
        (Denied, _) => Denied,
        (Negated, _) => Negated,
        (_, Negated) => Negated,
        (Alleged, Actual) => Actual,
        (now, Actual) => now,
        (Actual | Ongoing, cue) => cue,
        (_, Conditional) => Conditional,
        (Conditional, Alleged) => Planned,
        (Possible | Planned | CalledFor | Threatened, Alleged) => now,
        (now, Ongoing) => now,
        (Planned, cue @ (CalledFor | Threatened | Possible)) => cue,
        (Alleged, cue) => cue,
        (now, _) => now,
    }
}

impl Walk<'_> {
    /// The standing of a match.
    pub fn standing(&self, m: &Match) -> Standing {
        self.standing_at(m.trigger, m.carrier, m.negation_used)
    }

    /// The standing of the act that `trigger` names, whether or not a frame knows it; `carrier` is the light verb that
    /// carries an event noun, and `negation_used` says that a negation of the trigger is part of its meaning.
    pub fn standing_at(&self, trigger: usize, carrier: Option<usize>, negation_used: bool) -> Standing {
        let anchor = carrier.unwrap_or(trigger);
        let mut state = State { factuality: Factuality::Actual, would: false, attribution: Vec::new(), notes: Vec::new() };
        for t in [Some(trigger), carrier].into_iter().flatten() {
            self.local(t, negation_used && t == trigger, &mut state);
        }
        if carrier.is_some() && !self.a.s.is_under(trigger, anchor) {
            // A participle behind the noun carries it: the noun itself stands higher.
            self.climb(trigger, &mut state);
        } else {
            self.climb(anchor, &mut state);
        }
        if state.would && state.factuality == Factuality::Conditional && !state.attribution.is_empty() {
            state.factuality = Factuality::Planned;
        }
        let mut attribution = Vec::new();
        let mut speakers = Vec::new();
        for (a, r) in state.attribution.into_iter().rev() {
            attribution.push(a);
            speakers.extend(r);
        }
        Standing { factuality: state.factuality, attribution, speakers, notes: state.notes }
    }

    fn lemma(&self, t: usize) -> String {
        self.a.s.tokens[t].lemma.to_lowercase()
    }

    fn apply(&self, state: &mut State, factuality: Option<Factuality>, why: &str) {
        if let Some(f) = factuality {
            let before = state.factuality;
            state.factuality = combine(before, f);
            if state.factuality != before {
                state.notes.push(format!("{}: {why}", state.factuality.name()));
            }
        }
    }

    /// Negation, modals, adverbs and adjectives on one word.
    fn local(&self, t: usize, negation_used: bool, state: &mut State) {
        let s = self.a.s;
        if !negation_used && is_negated(s, t) {
            self.apply(state, Some(Factuality::Negated), "negation");
        }
        self.modals(t, state);
        for &c in s.children(t) {
            let lemma = self.lemma(c);
            let cue = if s.has_relation(c, "advmod") {
                self.cues.adverb(&lemma)
            } else if s.has_relation(c, "amod") || s.has_relation(c, "compound") && s.tokens[c].upos == "VERB" {
                self.cues.adjective(&lemma).or_else(|| self.cues.adjective(&s.tokens[c].form.to_lowercase()))
            } else {
                None
            };
            if let Some(m) = cue {
                self.apply(state, m.cue.factuality(), &s.tokens[c].form);
            }
        }
        // "suspected attack", where the participle hangs on a compound before the noun, is rare enough to leave.
    }

    fn modals(&self, t: usize, state: &mut State) {
        let s = self.a.s;
        for c in s.children_by(t, "aux") {
            let lemma = self.lemma(c);
            let form = s.tokens[c].form.to_lowercase();
            if let Some(m) = self.cues.modal(&form).or_else(|| self.cues.modal(&lemma)) {
                if m.cue.factuality() == Some(Factuality::Conditional) {
                    state.would = true;
                }
                self.apply(state, m.cue.factuality(), &s.tokens[c].form);
            }
        }
        // "is to meet", "are to hold": the copula with an infinitive.
        let to = s.children_by(t, "mark").any(|c| self.lemma(c) == "to");
        let bare = s.tokens[t].xpos == "VB";
        let be = s.children_by(t, "aux").chain(s.children_by(t, "cop")).any(|c| self.lemma(c) == "be");
        if to && bare && be {
            self.apply(state, Some(Factuality::Planned), "is to");
        } else if to && bare && s.tokens[t].head.is_none() && s.children_by(t, "nsubj").next().is_some() {
            self.apply(state, Some(Factuality::Planned), "a headline's infinitive");
        }
    }

    fn complement(&self, x: usize) -> Option<Complement> {
        let s = self.a.s;
        let preposition = || {
            s.children_by(x, "case")
                .next()
                .or_else(|| s.children_by(x, "mark").find(|&c| s.tokens[c].upos == "SCONJ" || s.tokens[c].upos == "ADP"))
                .map(|c| s.tokens[c].form.to_lowercase())
        };
        let relation = s.tokens[x].deprel;
        let universal = relation.split(':').next().unwrap_or(relation);
        Some(match universal {
            "ccomp" | "parataxis" | "csubj" => {
                if matches!(s.tokens[x].xpos, "VBG") || s.children_by(x, "mark").any(|c| self.lemma(c) == "to") {
                    Complement::Infinitive
                } else {
                    Complement::Clause
                }
            }
            "xcomp" => Complement::Infinitive,
            "advcl" | "acl" => match preposition() {
                Some(p)
                    if !matches!(
                        p.as_str(),
                        "to" | "that" | "if" | "whether" | "as" | "after" | "before" | "while" | "since" | "because" | "when"
                    ) =>
                {
                    Complement::Preposition(p)
                }
                Some(p) if p == "that" => Complement::Clause,
                _ if s.children_by(x, "mark").any(|c| self.lemma(c) == "to") => Complement::Infinitive,
                _ if relation == "acl" && s.children_by(x, "mark").next().is_some() => Complement::Clause,
                _ => return None,
            },
            "obj" | "iobj" => Complement::Object,
            "nsubj" if relation == "nsubj:pass" => Complement::Object,
            "nsubj" => Complement::Subject,
            "obl" | "nmod" => Complement::Preposition(preposition()?),
            _ => return None,
        })
    }

    fn climb(&self, from: usize, state: &mut State) {
        let s = self.a.s;
        let mut x = from;
        // Beyond an adverbial or relative clause only speech reaches: "called on Iran to act, with Tehran condemning …".
        let mut loose = false;
        for _ in 0..s.tokens.len() {
            self.sentence_adjuncts(x, state);
            for c in s.children_by(x, "mark") {
                if let Some(m) = self.cues.mark(&self.lemma(c)) {
                    self.apply(state, m.cue.factuality(), &s.tokens[c].form);
                }
            }
            let Some(h) = s.tokens[x].head else { return };
            if s.has_relation(x, "conj") {
                if s.tokens[x].upos == "VERB" && s.children_by(x, "aux").next().is_none() && s.children_by(x, "nsubj").next().is_none() {
                    self.modals(h, state);
                }
                x = h;
                continue;
            }
            let complement = self.complement(x);
            let adverbial = (s.has_relation(x, "advcl") && complement.is_none())
                || s.has_relation(x, "acl:relcl")
                || (s.has_relation(x, "advcl") && s.children_by(x, "nsubj").next().is_some());
            loose |= adverbial;
            x = match complement {
                Some(complement) if !loose || complement == Complement::Clause => {
                    let (next, taken) = self.step(x, h, &complement, state);
                    // "vowed to avenge the killing": what a verb without a cue takes as its object is presupposed.
                    loose |= !taken && matches!(complement, Complement::Object | Complement::Preposition(_)) && s.tokens[h].upos == "VERB";
                    next
                }
                _ => h,
            };
        }
    }

    /// Goes from `x` to its head `h`; gives where the walk stands then and whether a cue applied.
    fn step(&self, x: usize, h: usize, complement: &Complement, state: &mut State) -> (usize, bool) {
        let s = self.a.s;
        let lemma = self.lemma(h);
        let is_verb = matches!(s.tokens[h].upos, "VERB" | "AUX");
        if is_verb {
            let has = |word: &str| {
                s.children(h).iter().any(|&c| {
                    self.lemma(c) == word || (s.has_relation(c, "obj") && s.children_by(c, "conj").any(|d| self.lemma(d) == word))
                })
            };
            let cue = self.cues.verb(&lemma, complement, has);
            if let Some(m) = cue {
                self.cue(m, h, state);
            } else if *complement == Complement::Infinitive
                && s.children_by(x, "mark").any(|c| self.lemma(c) == "to")
                && s.has_relation(x, "advcl")
            {
                self.apply(state, Some(Factuality::Planned), "purpose");
            }
            if s.has_relation(x, "xcomp") {
                self.modals(h, state);
            }
            return (h, cue.is_some());
        }
        // "claimed responsibility for the attack": the cue is the verb with its noun.
        if let Some(v) = s.tokens[h].head
            && matches!(s.tokens[v].upos, "VERB")
            && (s.has_relation(h, "obj") || s.has_relation(h, "nsubj:pass"))
            && let Some(m) = self.cues.verb(&self.lemma(v), complement, |word| self.lemma(h) == word)
            && m.cue.verbs.iter().any(|w| w.contains(' '))
            && m.cue.verbs.iter().any(|w| *w == format!("{} {lemma}", self.lemma(v)))
        {
            self.cue(m, v, state);
            return (v, true);
        }
        if let Some(m) = self.cues.noun(&lemma, complement) {
            self.cue(m, h, state);
        } else if let Some(m) = self.cues.adjective(&lemma)
            && s.tokens[h].upos == "ADJ"
        {
            self.apply(state, m.cue.factuality(), &s.tokens[h].form);
        } else if *complement == Complement::Infinitive && s.has_relation(x, "acl") {
            self.apply(state, Some(Factuality::Planned), "infinitive after a noun");
        }
        if s.tokens[h].upos == "ADJ" {
            // "may be responsible for the killing": what is said of the adjective is said of the act.
            self.local(h, false, state);
        }
        (h, true)
    }

    /// Applies a cue at its word.
    fn cue(&self, m: CueMatch<'_>, at: usize, state: &mut State) {
        let s = self.a.s;
        let word = &s.tokens[at].form;
        if is_negated(s, at) {
            if m.cue.stance() != Some(Stance::Denies) {
                self.apply(state, Some(Factuality::Possible), &format!("not {word}"));
            }
            return;
        }
        self.apply(state, m.cue.factuality(), word);
        let Some(stance) = m.cue.stance() else { return };
        if m.cue.holder.as_deref() == Some("none") {
            return;
        }
        let speaker = self.speaker(at);
        if let Some(r) = speaker {
            let span = r.actor.span;
            state.attribution.push((Attribution { speaker: r.actor.clone(), stance, cue: word.clone(), span }, Some(r)));
        }
    }

    /// Who speaks: the subject of a verb, the owner of a noun.
    pub fn speaker(&self, at: usize) -> Option<Resolved> {
        let p = self.predicates.at(at);
        let argument = p
            .with(&Function::Subject)
            .chain(p.with(&Function::Possessive))
            .next()
            .or_else(|| p.with(&Function::Modifier).find(|a| self.a.mention_at(a.token).is_some()))
            .or_else(|| {
                if self.a.s.tokens[at].upos == "NOUN" {
                    p.with(&Function::Preposition("of".into()))
                        .chain(p.with(&Function::Preposition("from".into())))
                        .find(|a| self.a.mention_at(a.token).is_some())
                } else {
                    None
                }
            })?;
        self.resolver.actors(argument.token).into_iter().next()
    }

    /// "according to X", and "…, X said" beside the clause.
    fn sentence_adjuncts(&self, x: usize, state: &mut State) {
        let s = self.a.s;
        for &c in s.children(x) {
            let relation = s.tokens[c].deprel;
            if relation.starts_with("obl") || relation.starts_with("nmod") {
                let according =
                    s.children_by(c, "case").any(|k| self.lemma(k) == "accord" || s.tokens[k].form.eq_ignore_ascii_case("according"));
                if according {
                    self.apply(state, Some(Factuality::Alleged), "according to");
                    if let Some(r) = self.resolver.actors(c).into_iter().next() {
                        let span = r.actor.span;
                        state.attribution.push((
                            Attribution { speaker: r.actor.clone(), stance: Stance::Asserts, cue: "according to".to_owned(), span },
                            Some(r),
                        ));
                    }
                }
            }
            let complete = s.children(c).iter().any(|&d| ["obj", "ccomp", "xcomp"].iter().any(|r| s.has_relation(d, r)));
            if relation == "parataxis"
                && !complete
                && self.cues.is_reporting(&self.lemma(c))
                && self.predicates.at(c).with(&Function::Subject).any(|a| a.token != x)
                && s.children_by(c, "nsubj").next().is_some()
                && let Some(m) = self.cues.verb(&self.lemma(c), &Complement::Clause, |_| false)
            {
                self.cue(m, c, state);
            }
        }
    }
}
