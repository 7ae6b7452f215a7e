//! Whether an event happened and who says so: the walk from the act up to the sentence's root.
//!
//! Every step is decided by the lexicon's cues; the combination of two readings is in [`combine`].

use crate::circumstance::{are_parted, is_fiction, is_inverted, is_open_question, is_presupposed, is_retracted};
use crate::phrase::{Resolved, Resolver};
use crate::sentence::Analysis;
use detente_frames::{Function, Match, Predicates, is_negated, is_of_nobody};
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
    /// Nothing but somebody's word stands for it, or it is called alleged: more than a plain "said".
    pub doubtful: bool,
    /// It happened in a novel, or the report takes back what it said: no event.
    pub unreal: bool,
    /// Whom the innermost speaker accuses of it.
    pub accused: Option<usize>,
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
    doubtful: bool,
    unreal: bool,
    /// The walk has left a clause that takes the act for granted: what is said of the clause around is not said of the act.
    presupposed: bool,
    accused: Option<usize>,
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
        let mut state = State {
            factuality: Factuality::Actual,
            would: false,
            attribution: Vec::new(),
            notes: Vec::new(),
            doubtful: false,
            unreal: false,
            presupposed: false,
            accused: None,
        };
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
        let State { factuality, notes, doubtful, unreal, accused, .. } = state;
        Standing { factuality, attribution, speakers, notes, doubtful, unreal, accused }
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
        if !negation_used && (is_negated(s, t) || s.tokens[t].upos == "VERB" && is_of_nobody(s, t)) {
            self.apply(state, Some(Factuality::Negated), "negation");
        }
        // "will not allow", "would not hear of it": who refuses does so now.
        if !negation_used {
            self.modals(t, state);
        }
        // "would answer any attack": none was told.
        if s.tokens[t].upos == "NOUN" && s.children_by(t, "det").any(|d| self.lemma(d) == "any") {
            self.apply(state, Some(Factuality::Conditional), "any");
        }
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
                state.doubtful |= m.cue.factuality() == Some(Factuality::Alleged);
                self.apply(state, m.cue.factuality(), &s.tokens[c].form);
            }
        }
        // "suspected attack", where the participle hangs on a compound before the noun, is rare enough to leave.
    }

    fn modals(&self, t: usize, state: &mut State) {
        let s = self.a.s;
        if is_inverted(s, t) {
            self.apply(state, Some(Factuality::Conditional), "an inverted condition");
            return;
        }
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
                let finite = s.children_by(x, "aux").next().is_some() && s.children_by(x, "nsubj").next().is_some();
                if s.tokens[x].xpos == "VBG" && !finite || s.children_by(x, "mark").any(|c| self.lemma(c) == "to") {
                    Complement::Infinitive
                } else {
                    Complement::Clause
                }
            }
            "xcomp" if s.children_by(x, "mark").any(|c| self.lemma(c) == "that") => Complement::Clause,
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
        let mut before = None;
        for _ in 0..s.tokens.len() {
            self.sentence_adjuncts(x, before, state);
            before = Some(x);
            state.unreal |= is_fiction(s, x);
            for c in s.children_by(x, "mark") {
                if let Some(m) = self.cues.mark(&self.lemma(c)).filter(|_| !state.presupposed) {
                    self.apply(state, m.cue.factuality(), &s.tokens[c].form);
                }
            }
            let Some(h) = s.tokens[x].head else {
                if is_open_question(s) && !state.presupposed && !loose {
                    self.apply(state, Some(Factuality::Possible), "a question");
                }
                return;
            };
            let reported = s.children_by(x, "mark").any(|c| self.lemma(c) == "that");
            if are_parted(s, x, h) && !reported {
                return;
            }
            if let Some(r) = self.resolver.before_colon(x, 0).and_then(|found| found.into_iter().next()) {
                self.apply(state, Some(Factuality::Alleged), "behind a colon");
                let span = r.actor.span;
                let said = Attribution { speaker: r.actor.clone(), stance: Stance::Asserts, cue: ":".to_owned(), span };
                state.attribution.push((said, Some(r)));
                return;
            }
            // "denied that its boats had strayed: they were attacked": what stands behind the colon he says.
            let colon = s.has_relation(x, "parataxis") && x > h && s.children_by(x, "punct").any(|c| c < x && s.tokens[c].form == ":");
            let verb = if s.has_relation(h, "ccomp") { s.tokens[h].head.unwrap_or(h) } else { h };
            let cue = self.cues.verb(&self.lemma(verb), &Complement::Clause, |_| false).filter(|_| colon && s.tokens[verb].upos == "VERB");
            if let Some(m) = cue.filter(|m| m.cue.stance() == Some(Stance::Denies)) {
                self.says_beside_denial(m, verb, state);
                return;
            }
            if let Some(verb) = self.reattached(x, h) {
                self.step(x, verb, &Complement::Clause, state);
                x = verb;
                continue;
            }
            state.presupposed |= is_presupposed(s, x);
            if let Some(teller) = self.predicates.at(x).teller {
                x = teller;
                continue;
            }
            if s.has_relation(x, "conj") {
                // "would drop the bill and decreed a curfew": a finite verb has no share in the modal before it.
                let finite = matches!(s.tokens[x].xpos, "VBD" | "VBZ" | "VBP");
                let bare = s.children_by(x, "aux").next().is_none() && s.children_by(x, "nsubj").next().is_none();
                if s.tokens[x].upos == "VERB" && bare && !finite {
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

    /// "told viewers the government had been overthrown", "told the agency on condition of anonymity that …": the verb of
    /// speech of a clause that the parser hangs on a noun beside it.
    fn reattached(&self, x: usize, h: usize) -> Option<usize> {
        let s = self.a.s;
        if s.tokens[h].upos == "VERB" || self.cues.noun(&self.lemma(h), &Complement::Clause).is_some() {
            return None;
        }
        let that = s.has_relation(x, "acl") && s.children_by(x, "mark").any(|c| self.lemma(c) == "that");
        let whole = s.has_relation(x, "acl:relcl")
            && s.children_by(x, "nsubj:pass").next().is_some()
            && !s.subtree(x).iter().any(|&t| s.tokens[t].xpos.starts_with('W'));
        if !(that || whole) {
            return None;
        }
        let verb = std::iter::successors(Some(h), |&t| s.tokens[t].head).take(4).find(|&t| s.tokens[t].upos == "VERB")?;
        let reports = self.cues.is_reporting(&self.lemma(verb)) && s.children_by(verb, "ccomp").next().is_none();
        let beside = whole && !s.has_relation(h, "iobj") && !s.has_relation(h, "obj");
        (reports && verb < h && !beside).then_some(verb)
    }

    /// Goes from `x` to its head `h`; gives where the walk stands then and whether a cue applied.
    fn step(&self, x: usize, h: usize, complement: &Complement, state: &mut State) -> (usize, bool) {
        let s = self.a.s;
        let lemma = self.lemma(h);
        let is_verb = matches!(s.tokens[h].upos, "VERB" | "AUX");
        // "had nothing to do with the bombing"
        let nothing = s.tokens[h].head.filter(|&n| lemma == "do" && self.lemma(n) == "nothing" && s.has_relation(h, "acl"));
        if let Some(having) = nothing.and_then(|n| s.tokens[n].head) {
            self.apply(state, Some(Factuality::Negated), "nothing");
            return (having, true);
        }
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
            // "rejected Kyiv's claim that …": Kyiv says it too.
            if let Some(noun) = self.cues.noun(&lemma, complement) {
                self.cue(noun, h, state);
            }
            self.cue(m, v, state);
            return (v, true);
        }
        // "accused the group of murdering officers", where the parser hangs the murder on the group.
        if let Some(v) = s.tokens[h].head
            && s.tokens[v].upos == "VERB"
            && s.has_relation(h, "obj")
            && s.has_relation(x, "acl")
            && self.cues.noun(&lemma, complement).is_none()
            && let Some(m) = self.cues.verb(&self.lemma(v), complement, |_| false)
        {
            self.cue(m, v, state);
            return (v, true);
        }
        // "had no part in it"
        let part = ["part", "role", "hand", "involvement", "participation", "share", "complicity"].contains(&lemma.as_str());
        let no = |&d: &usize| s.has_relation(d, "det") && self.lemma(d) == "no";
        if part && s.children(h).iter().any(no) {
            self.apply(state, Some(Factuality::Negated), &s.tokens[h].form);
            return (h, true);
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
        let stance = m.cue.stance();
        if is_negated(s, at) && stance == Some(Stance::ClaimsResponsibility) {
            // "ISWAP had not claimed the bloodbath": it is not known to be theirs.
            self.apply(state, Some(Factuality::Negated), &format!("not {word}"));
            return;
        }
        if is_negated(s, at) || self.has_no_subject(at) {
            if stance != Some(Stance::Denies) && !m.cue.factive && !state.presupposed {
                self.apply(state, Some(Factuality::Possible), &format!("not {word}"));
            }
            return;
        }
        state.unreal |= stance == Some(Stance::Asserts) && !state.presupposed && is_retracted(s, at);
        if state.presupposed {
            // Who says where it hit says that it hit; who denies that it hit says nothing of the shot.
            if !matches!(stance, Some(Stance::Asserts | Stance::Acknowledges)) {
                return;
            }
        } else {
            state.doubtful |= m.cue.doubtful;
            self.apply(state, m.cue.factuality(), word);
        }
        let Some(stance) = stance else { return };
        if m.cue.holder.as_deref() == Some("none") {
            return;
        }
        if stance == Stance::Accuses && state.attribution.is_empty() {
            state.accused = self.predicates.at(at).with(&Function::Object).map(|a| a.token).next();
        }
        let speaker = self.speaker(at);
        if let Some(r) = speaker {
            let span = r.actor.span;
            state.attribution.push((Attribution { speaker: r.actor.clone(), stance, cue: word.clone(), span }, Some(r)));
        }
    }

    /// What a speaker says beside what he denies.
    fn says_beside_denial(&self, m: CueMatch<'_>, verb: usize, state: &mut State) {
        if m.cue.holder.as_deref() == Some("none") || is_negated(self.a.s, verb) {
            return;
        }
        if let Some(r) = self.speaker(verb) {
            self.apply(state, Some(Factuality::Alleged), &self.a.s.tokens[verb].form);
            let (span, cue) = (r.actor.span, self.a.s.tokens[verb].form.clone());
            state.attribution.push((Attribution { speaker: r.actor.clone(), stance: Stance::Asserts, cue, span }, Some(r)));
        }
    }

    /// "No group has claimed", "nobody said".
    fn has_no_subject(&self, verb: usize) -> bool {
        let s = self.a.s;
        s.children_by(verb, "nsubj").any(|n| {
            matches!(self.lemma(n).as_str(), "nobody" | "none" | "neither")
                || s.children_by(n, "det").any(|d| matches!(self.lemma(d).as_str(), "no" | "neither"))
        })
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
            });
        // A title that the parser takes for a passive's subject leaves the name beside it.
        let s = self.a.s;
        let plain = || s.children(at).iter().copied().find(|&c| s.tokens[c].deprel == "nsubj");
        let token = argument.map(|a| a.token).or_else(plain)?;
        self.resolver.actors(token).into_iter().next()
    }

    /// "according to X", and "…, X said" beside the clause; not `before`, from which the walk came.
    fn sentence_adjuncts(&self, x: usize, before: Option<usize>, state: &mut State) {
        let s = self.a.s;
        // "stormed the village and killed ten, according to …": behind a comma it is said of all.
        let joined = s.children_by(x, "conj").filter(|&d| Some(d) != before && s.tokens[d].upos == "VERB" && !are_parted(s, d, x));
        let after_comma =
            |c: &usize| s.subtree(*c).first().is_some_and(|&t| t > 0 && (s.tokens[t].form == "," || s.tokens[t - 1].form == ","));
        let of_all = joined.flat_map(|d| s.children(d).iter().copied().filter(move |c| *c > d)).filter(after_comma);
        let beside: Vec<usize> = s.children(x).iter().copied().chain(of_all).collect();
        for c in beside.into_iter().filter(|&c| Some(c) != before) {
            let relation = s.tokens[c].deprel;
            if relation.starts_with("obl") || relation.starts_with("nmod") {
                let according =
                    s.children_by(c, "case").any(|k| self.lemma(k) == "accord" || s.tokens[k].form.eq_ignore_ascii_case("according"));
                if according {
                    if !state.presupposed {
                        self.apply(state, Some(Factuality::Alleged), "according to");
                    }
                    if let Some(r) = self.resolver.actors(c).into_iter().next() {
                        let span = r.actor.span;
                        state.attribution.push((
                            Attribution { speaker: r.actor.clone(), stance: Stance::Asserts, cue: "according to".to_owned(), span },
                            Some(r),
                        ));
                    }
                }
            }
            if self.speaks_beside(c, x)
                && self.cues.is_reporting(&self.lemma(c))
                && let Some(m) = self.cues.verb(&self.lemma(c), &Complement::Clause, |_| false)
            {
                self.cue(m, c, state);
            }
        }
    }

    /// "…, X said", "…, X told reporters": whether a clause beside `x` does nothing but say who speaks.
    fn speaks_beside(&self, c: usize, x: usize) -> bool {
        let s = self.a.s;
        let relation = s.tokens[c].deprel;
        let introduced = s.children(c).iter().any(|&d| s.has_relation(d, "mark") || s.tokens[d].xpos.starts_with('W'));
        let bare = relation == "advcl" && c > x && !introduced;
        let clause = ["ccomp", "xcomp"].iter().any(|r| s.children_by(c, r).next().is_some());
        let object = s.children_by(c, "obj").next().is_some();
        let tells = matches!(self.lemma(c).as_str(), "tell" | "inform" | "assure");
        (relation == "parataxis" || bare)
            && !clause
            && (!object || tells)
            && !are_parted(s, c, x)
            && (s.children(c).iter().any(|&n| s.tokens[n].deprel == "nsubj" && n != x)
                || s.children_by(c, "nsubj").next().is_some() && self.predicates.at(c).with(&Function::Subject).any(|a| a.token != x))
    }
}
