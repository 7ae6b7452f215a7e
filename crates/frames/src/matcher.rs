//! Matches patterns against the predicates of a sentence and says why the others missed.

use crate::argument::{Argument, Function, Predicate, Predicates};
use crate::pattern::{Filter, Head, Kind, Pattern, Place, Role, Slot};
use crate::words::Words;
use detente_nlp::Sentence;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A pattern with its name, its label and its conditions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// File and pattern, e.g. "195#strike-noun".
    pub id: String,
    /// What a match means, e.g. a code; `#19` in other patterns refers to labels that begin so.
    pub label: String,
    /// The pattern.
    pub pattern: Pattern,
    /// One of these must stand in the clause; empty asks nothing.
    pub with: Words,
    /// None of these may stand in the clause.
    pub without: Words,
    /// Roles without which nothing is coded; `None` takes the default for the kind of trigger.
    pub needs: Option<Vec<Role>>,
    /// Whether an event that the pattern refers to by its label is part of this one and no event of its own.
    pub absorbs: bool,
    /// Whether a match means that nothing happened that could be coded: it keeps weaker frames from the trigger.
    pub veto: bool,
    /// 1 for a reliable pattern, less for one that is often wrong.
    pub weight: f32,
}

/// What the caller knows about words: actors, places, sectors.
pub trait Classes {
    /// Whether the word that heads a phrase belongs to a class (`actor`, `person`, `MIL`; `time` keeps
    /// it out of every role).
    fn is(&self, token: usize, class: &str) -> bool;
}

/// Knows nothing: every class condition holds, but no word is a time.
#[derive(Debug, Clone, Copy)]
pub struct NoClasses;

impl Classes for NoClasses {
    fn is(&self, _: usize, class: &str) -> bool {
        class != "time"
    }
}

/// The word that fills a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filler {
    /// Head word of the filling phrase.
    pub token: usize,
    /// How it was found.
    pub path: String,
}

/// A frame found in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Index of the frame in its set.
    pub frame: usize,
    /// The word that triggered it.
    pub trigger: usize,
    /// The verb that carries an event noun, if there is one.
    pub carrier: Option<usize>,
    /// The other words that the pattern asked for.
    pub words: Vec<usize>,
    /// Who acts.
    pub source: Option<Filler>,
    /// To whom.
    pub target: Option<Filler>,
    /// The parties of a reciprocal act.
    pub both: Option<Filler>,
    /// Triggers of events that this one includes.
    pub absorbed: Vec<usize>,
    /// Whether the trigger's negation is part of the meaning.
    pub negation_used: bool,
    /// Whether the target that the pattern asks for is missing and was let go.
    pub one_sided: bool,
    /// The more, the more particular the pattern was.
    pub specificity: i32,
    /// How likely, 0 to 1, where no pattern but a statistical reading found it.
    pub likelihood: Option<f32>,
    /// The steps of the match, for the derivation.
    pub path: Vec<String>,
}

/// A frame whose trigger was there and that did not match.
#[derive(Debug, Clone, PartialEq)]
pub struct Miss {
    /// Index of the frame in its set.
    pub frame: usize,
    /// The word that could have triggered it.
    pub trigger: usize,
    /// How many of the pattern's parts were found.
    pub found: usize,
    /// What was missing.
    pub reason: String,
}

/// All that the frames say of one sentence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// At most one match a trigger, in order of the triggers.
    pub matches: Vec<Match>,
    /// The misses, nearest first.
    pub misses: Vec<Miss>,
    /// Words of which a frame says that they tell no event.
    pub vetoed: Vec<usize>,
}

/// Frames, indexed by the lemmas that may trigger them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FrameSet {
    frames: Vec<Frame>,
    by_lemma: BTreeMap<String, Vec<usize>>,
    /// Verbs with the particles that some frame knows them with.
    phrasal: BTreeSet<(String, String)>,
}

/// How often references between frames are followed ("rejected the demand to lift the blockade").
const ROUNDS: usize = 3;

impl FrameSet {
    /// A set of frames in order of preference.
    pub fn new(frames: Vec<Frame>) -> Self {
        let mut by_lemma: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, frame) in frames.iter().enumerate() {
            for head in frame.pattern.words.heads() {
                by_lemma.entry(head.to_lowercase()).or_default().push(i);
            }
        }
        let phrasal = frames
            .iter()
            .filter(|f| f.pattern.kind == Kind::Verb)
            .flat_map(|f| f.pattern.words.pairs())
            .map(|(v, p)| (v.to_owned(), p.to_owned()))
            .collect();
        FrameSet { frames, by_lemma, phrasal }
    }

    /// The frames by index.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// Whether any frame may be triggered by a word with this lemma: a cheap filter before parsing.
    pub fn may_trigger(&self, lemma: &str) -> bool {
        self.by_lemma.contains_key(lemma)
    }

    /// Matches every frame; `explain` also keeps the misses.
    pub fn read(&self, sentence: &Sentence, predicates: &Predicates, classes: &dyn Classes, explain: bool) -> Reading {
        let mut best: BTreeMap<usize, Match> = BTreeMap::new();
        let mut misses = Vec::new();
        for round in 0..ROUNDS {
            let mut changed = false;
            for trigger in 0..sentence.tokens.len() {
                for (frame, lemma, gerund) in self.candidates(sentence, trigger) {
                    if (round == 0) == self.frames[frame].pattern.refers_to_codes() {
                        continue;
                    }
                    let attempt = Attempt { set: self, s: sentence, predicates, classes, coded: &best };
                    match attempt.run(frame, trigger, &lemma, gerund) {
                        Ok(found) => {
                            let better = best.get(&trigger).is_none_or(|old| self.rank(&found) > self.rank(old));
                            if better {
                                changed |= best.get(&trigger) != Some(&found);
                                best.insert(trigger, found);
                            }
                        }
                        Err((found, reason)) if explain && round < 2 && !self.frames[frame].veto => {
                            misses.push(Miss { frame, trigger, found, reason })
                        }
                        Err(_) => {}
                    }
                }
            }
            if !changed && round > 0 {
                break;
            }
        }
        let vetoed = best.values().filter(|m| self.frames[m.frame].veto).map(|m| m.trigger).collect();
        let mut matches: Vec<Match> = best.into_values().filter(|m| !self.frames[m.frame].veto).collect();
        matches.sort_by_key(|m| m.trigger);
        self.drop_included(sentence, &mut matches);
        misses.retain(|miss: &Miss| !matches.iter().any(|m| m.frame == miss.frame && m.trigger == miss.trigger));
        misses.sort_by_key(|miss| (std::cmp::Reverse(miss.found), miss.trigger, miss.frame));
        Reading { matches, misses, vetoed }
    }

    /// More particular first; then the more particular code, then the order of the files.
    fn rank(&self, m: &Match) -> (i32, usize, std::cmp::Reverse<usize>) {
        let frame = &self.frames[m.frame];
        ((m.specificity as f32 * frame.weight * 10.0) as i32, frame.label.trim_end_matches('0').len(), std::cmp::Reverse(m.frame))
    }

    /// A match that another includes is not an event of its own.
    fn drop_included(&self, s: &Sentence, matches: &mut Vec<Match>) {
        // "allegations against the mayor were made": the noun that has its target tells more than its verb.
        let told: BTreeSet<usize> = matches.iter().filter(|m| m.target.is_some()).filter_map(|m| m.carrier).collect();
        matches.retain(|m| !m.one_sided || !told.contains(&m.trigger));
        // "accused the group of killing six": under a frame that absorbs nothing a verb stays an act of its own.
        let included: BTreeSet<usize> = matches
            .iter()
            .flat_map(|m| {
                let keeps = !self.frames[m.frame].absorbs;
                let words = m.words.iter().filter(move |&&t| !(keeps && s.tokens[t].upos == "VERB"));
                m.absorbed.iter().chain(words).copied().filter(|&t| t != m.trigger)
            })
            .collect();
        let carried: Vec<(usize, usize)> = matches.iter().filter_map(|m| m.carrier.map(|c| (c, m.trigger))).collect();
        matches.retain(|m| {
            let fills = |t: usize| [&m.source, &m.target, &m.both].into_iter().flatten().any(|f| f.token == t);
            // "held talks": the event is "talks"; a frame of "hold" that took them for its object is wrong.
            let mistaken = carried.iter().any(|&(carrier, noun)| carrier == m.trigger && noun != m.trigger && fills(noun));
            !included.contains(&m.trigger) && !mistaken
        });
    }

    /// The frames that a token may trigger, with the lemma to look up and whether a noun in -ing is
    /// read as its verb ("the bombing of the town").
    fn candidates(&self, s: &Sentence, t: usize) -> Vec<(usize, String, bool)> {
        let token = &s.tokens[t];
        let lemma = token.lemma.to_lowercase();
        let kind = match token.upos {
            "VERB" => Kind::Verb,
            "NOUN" | "PROPN" => Kind::Noun,
            "ADJ" => Kind::Adjective,
            _ => return Vec::new(),
        };
        // "Saudi-led", "Iran-backed": a standing epithet, no act told here.
        if kind == Kind::Verb
            && s.has_relation(t, "amod")
            && t > 1
            && s.tokens[t - 1].form == "-"
            && s.tokens[t - 1].span.end == token.span.start
        {
            return Vec::new();
        }
        let mut found: Vec<(usize, String, bool)> = Vec::new();
        let mut add = |lemma: &str, kind: Kind, gerund: bool| {
            for &i in self.by_lemma.get(lemma).into_iter().flatten() {
                if self.frames[i].pattern.kind == kind {
                    found.push((i, lemma.to_owned(), gerund));
                }
            }
        };
        add(&lemma, kind, false);
        if kind == Kind::Verb && !self.by_lemma.contains_key(&lemma) {
            // A lemma that no frame knows may be wrong; the form decides.
            for stem in verb_stems(&token.form.to_lowercase()) {
                add(&stem, kind, false);
            }
        }
        if kind == Kind::Noun && lemma.ends_with("ing") {
            for stem in stems_of_ing(&lemma) {
                add(&stem, Kind::Verb, true);
            }
        }
        found
    }
}

/// The verbs that an inflected form may come from.
fn verb_stems(form: &str) -> Vec<String> {
    let cut = |ending: &str| form.strip_suffix(ending).map(str::to_owned);
    let mut stems: Vec<String> = [cut("d"), cut("ed"), cut("s"), cut("es")].into_iter().flatten().collect();
    stems.extend(form.strip_suffix("ied").or_else(|| form.strip_suffix("ies")).map(|s| format!("{s}y")));
    stems.extend(stems_of_ing(form));
    stems
}

/// The verbs that a noun in -ing may come from.
fn stems_of_ing(lemma: &str) -> Vec<String> {
    let Some(stem) = lemma.strip_suffix("ing") else { return Vec::new() };
    let mut stems = vec![stem.to_owned(), format!("{stem}e")];
    let mut chars = stem.chars().rev();
    if let (Some(a), Some(b)) = (chars.next(), chars.next())
        && a == b
    {
        stems.push(stem[..stem.len() - a.len_utf8()].to_owned());
    }
    stems
}

/// Whether a word is negated in its own clause ("did not attack", "no attack").
pub fn is_negated(s: &Sentence, t: usize) -> bool {
    let direct = |t: usize| {
        s.children(t).iter().any(|&c| {
            let lemma = s.tokens[c].lemma.as_str();
            matches!(lemma, "not" | "n't" | "never" | "neither" | "nor") && s.has_relation(c, "advmod")
                || (lemma == "no" && s.has_relation(c, "det"))
        })
    };
    if direct(t) {
        return true;
    }
    // "is not going to attack", "would not be able to": the negation stands on the raising verb.
    match s.tokens[t].head {
        Some(h)
            if s.has_relation(t, "xcomp")
                && matches!(
                    s.tokens[h].lemma.as_str(),
                    "go" | "able" | "likely" | "set" | "want" | "intend" | "plan" | "willing" | "ready" | "agree"
                ) =>
        {
            direct(h)
        }
        _ => false,
    }
}

struct Attempt<'a> {
    set: &'a FrameSet,
    s: &'a Sentence,
    predicates: &'a Predicates,
    classes: &'a dyn Classes,
    coded: &'a BTreeMap<usize, Match>,
}

/// Where arguments are looked for.
#[derive(Clone, Copy)]
struct Site {
    token: usize,
    nominal: bool,
}

impl Attempt<'_> {
    fn run(&self, index: usize, trigger: usize, lemma: &str, gerund: bool) -> Result<Match, (usize, String)> {
        let frame = &self.set.frames[index];
        let pattern = &frame.pattern;
        let Some((companions, words)) = pattern.words.find(self.s, trigger, lemma) else {
            return Err((0, format!("`{lemma}` stands without the other words of the entry")));
        };
        if pattern.kind == Kind::Verb && words.is_empty() && self.is_other_phrasal(trigger, lemma) {
            return Err((0, format!("`{lemma}` has a particle that makes another word of it")));
        }
        let nominal = gerund || pattern.kind == Kind::Noun;
        let mut m = Match {
            frame: index,
            trigger,
            carrier: if nominal { self.predicates.at(trigger).carrier } else { None },
            words: companions.clone(),
            source: None,
            target: None,
            both: None,
            absorbed: Vec::new(),
            negation_used: false,
            one_sided: false,
            specificity: 10 + 5 * companions.len() as i32 - if gerund { 3 } else { 0 },
            likelihood: None,
            path: vec![format!("trigger {}", self.s.tokens[trigger].form)],
        };
        if pattern.negated {
            if !is_negated(self.s, trigger) {
                return Err((1, "the trigger is not negated".to_owned()));
            }
            m.negation_used = true;
            m.specificity += 8;
        }
        self.conditions(frame, &mut m).map_err(|reason| (1, reason))?;
        let site = Site { token: trigger, nominal };
        let particles: &[&str] = if pattern.kind == Kind::Verb && !gerund { &words } else { &[] };
        for slot in &pattern.slots {
            self.slot(slot, site, particles, &mut m)
                .map_err(|reason| (1 + m.words.len() + usize::from(m.target.is_some()) + usize::from(m.source.is_some()), reason))?;
        }
        if nominal && m.source.is_none() && m.both.is_none() {
            self.noun_source(trigger, &mut m);
        }
        if m.source.is_none() && m.both.is_none() {
            // "were hit in Pakistani missile strikes": whoever is behind the noun that the pattern asked for.
            for &w in &m.words.clone() {
                let owner = self
                    .noun_sources(self.predicates.at(w))
                    .into_iter()
                    .find(|a| self.classes.is(a.token, "actor") && m.target.as_ref().is_none_or(|t| t.token != a.token));
                if let (Some(a), "NOUN") = (owner, self.s.tokens[w].upos) {
                    self.fill(Role::Source, a, &Filter::default(), &mut m);
                    break;
                }
            }
        }
        self.needs(frame, &mut m, nominal).map_err(|reason| (1 + m.words.len() + usize::from(m.source.is_some()), reason))?;
        m.specificity += 2 * i32::from(m.source.is_some()) + 3 * i32::from(m.target.is_some()) + 5 * i32::from(m.both.is_some());
        Ok(m)
    }

    /// "called off the visit" is no call: some frame knows the verb with its particle as a word of its own.
    fn is_other_phrasal(&self, trigger: usize, lemma: &str) -> bool {
        self.s
            .children_by(trigger, "compound:prt")
            .any(|c| self.set.phrasal.contains(&(lemma.to_owned(), self.s.tokens[c].lemma.to_lowercase())))
    }

    fn conditions(&self, frame: &Frame, m: &mut Match) -> Result<(), String> {
        if frame.with.is_empty() && frame.without.is_empty() {
            return Ok(());
        }
        let top = m.carrier.unwrap_or(m.trigger);
        let mut clause = self.s.subtree(top);
        // A noun in an object or oblique is read with the verb that governs it.
        if let (Kind::Noun, Some(head)) = (frame.pattern.kind, self.s.tokens[top].head)
            && (self.s.tokens[head].upos == "VERB" || self.s.children_by(head, "cop").next().is_some())
        {
            clause.extend(self.s.children(head).iter().copied());
            clause.push(head);
        }
        // "…, the minister said": what is said stands above the verb.
        if self.s.has_relation(top, "parataxis")
            && let Some(head) = self.s.tokens[top].head
        {
            clause.extend(self.s.subtree(head));
        }
        clause.retain(|&t| !self.is_foreign_auxiliary(t, top) && !self.is_beyond_semicolon(t, top));
        let find = |words: &Words| clause.iter().copied().filter(|&t| t != m.trigger).find(|&t| words.find_at(self.s, t).is_some());
        if !frame.without.is_empty()
            && let Some(t) = find(&frame.without)
        {
            return Err(format!("`{}` stands in the clause, which the pattern excludes", self.s.tokens[t].form));
        }
        if !frame.with.is_empty() {
            let t = find(&frame.with).ok_or("none of the words asked for by `with` stands in the clause")?;
            m.specificity += 6;
            m.path.push(format!("with {}", self.s.tokens[t].form));
        }
        Ok(())
    }

    /// "Seven police abducted; videos show two being hanged": what stands behind a semicolon is told by itself.
    fn is_beyond_semicolon(&self, t: usize, top: usize) -> bool {
        (t.min(top)..t.max(top)).any(|between| self.s.tokens[between].form == ";")
    }

    /// "recalled its envoy and said that he would stay": the auxiliary of a joined or adverbial clause says
    /// nothing of the verb above it.
    fn is_foreign_auxiliary(&self, t: usize, top: usize) -> bool {
        if !self.s.has_relation(t, "aux") {
            return false;
        }
        let mut at = self.s.tokens[t].head;
        while let Some(v) = at.filter(|&v| v != top) {
            if ["conj", "advcl", "acl:relcl"].iter().any(|r| self.s.has_relation(v, r)) && self.s.is_under(v, top) {
                return true;
            }
            at = self.s.tokens[v].head;
        }
        false
    }

    fn needs(&self, frame: &Frame, m: &mut Match, nominal: bool) -> Result<(), String> {
        let pattern = &frame.pattern;
        let default_target = !nominal && pattern.kind != Kind::Noun && pattern.mentions(Role::Target);
        let needed = |role: Role| match &frame.needs {
            Some(needs) => needs.contains(&role),
            None => role == Role::Target && default_target,
        };
        // "imposed sanctions", "lodged a protest": verb and object say what is done; who it is done to may
        // stand in another sentence.
        let told_by_object =
            frame.needs.is_none() && pattern.target_behind_object() && m.source.as_ref().is_some_and(|f| self.classes.is(f.token, "actor"));
        if needed(Role::Target) && m.target.is_none() && m.both.is_none() && !told_by_object {
            return Err("no target was found where the pattern puts it".to_owned());
        }
        if needed(Role::Target) && m.target.is_none() && m.both.is_none() {
            m.one_sided = true;
            m.specificity -= 12;
        }
        if needed(Role::Source) && m.source.is_none() && m.both.is_none() {
            return Err("no source was found where the pattern puts it".to_owned());
        }
        if pattern.kind == Kind::Verb && !nominal && pattern.mentions(Role::Both) && m.both.is_none() {
            return Err("the parties were not found where the pattern puts them".to_owned());
        }
        Ok(())
    }

    fn slot(&self, slot: &Slot, site: Site, particles: &[&str], m: &mut Match) -> Result<(), String> {
        match slot {
            Slot::Role { role, place, filter } => {
                let mut candidates = self.arguments(site, place, particles, false);
                if *place == Place::Anywhere {
                    candidates.extend(m.words.iter().flat_map(|&w| self.around(w)));
                }
                candidates.retain(|a| {
                    a.token != m.trigger
                        && !self.classes.is(a.token, "time")
                        && !m.words.contains(&a.token)
                        && (*place != Place::Anywhere || m.source.as_ref().is_none_or(|f| f.token != a.token))
                        && self.fits(a.token, filter)
                        && (*role != Role::Both || self.is_list(a.token))
                });
                // "called for peace in May in Ukraine": of several phrases with the preposition the actor is meant.
                if let (Place::Preposition(names), true) = (place, candidates.len() > 1) {
                    let rank =
                        |a: &Argument| names.iter().position(|n| a.function == Function::Preposition(n.clone())).unwrap_or(names.len());
                    candidates.sort_by_key(|a| {
                        (!self.classes.is(a.token, "actor") && rank(a) > 1, rank(a), !self.classes.is(a.token, "actor"), a.indirect)
                    });
                }
                match candidates.into_iter().next() {
                    Some(a) => {
                        self.fill(*role, a, filter, m);
                        if *place == Place::Anywhere {
                            // Whoever stands anywhere says less than one in his place.
                            m.specificity -= 3 * filter.classes.len() as i32 + 2;
                        }
                    }
                    None if !filter.classes.is_empty() || filter.words.is_some() => {
                        return Err(format!("no {role:?} of the kind that the pattern asks for"));
                    }
                    None => {}
                }
                Ok(())
            }
            Slot::Lexical { place, head, negated, inner } => self.lexical(place, head, *negated, inner, site, particles, m),
        }
    }

    fn fill(&self, role: Role, a: Argument, filter: &Filter, m: &mut Match) {
        m.specificity += 3 * filter.classes.len() as i32 + 6 * i32::from(filter.words.is_some()) - i32::from(a.indirect);
        let name = match role {
            Role::Source => "source",
            Role::Target => "target",
            Role::Both => "parties",
        };
        m.path.push(format!("{name} {}: {}", self.s.tokens[a.token].form, a.path));
        let filler = Some(Filler { token: a.token, path: a.path });
        match role {
            Role::Source => m.source = filler,
            Role::Target => m.target = filler,
            Role::Both => m.both = filler,
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn lexical(
        &self,
        place: &Place,
        head: &Head,
        negated: bool,
        inner: &[Slot],
        site: Site,
        particles: &[&str],
        m: &mut Match,
    ) -> Result<(), String> {
        let candidates = self.arguments(site, place, particles, true);
        if candidates.is_empty() {
            return Err(format!("nothing stands where the pattern has {}", describe(place)));
        }
        let mut reason = String::new();
        for a in candidates {
            if negated && !is_negated(self.s, a.token) {
                reason = format!("`{}` is not negated", self.s.tokens[a.token].form);
                continue;
            }
            let mut attempt = m.clone();
            let outcome = match head {
                Head::Words(words) => self.worded(words, &a, inner, place, &mut attempt),
                Head::Coded(codes) => self.coded(codes, &a, inner, &mut attempt),
                // "asked Kyiv to …" against "spoke to Kyiv"
                Head::Any if *place == Place::Preposition(vec!["to".to_owned()]) && a.function != Function::Clause => {
                    Err("no infinitive stands there".to_owned())
                }
                Head::Any => self.any(&a, inner, &mut attempt),
            };
            match outcome {
                Ok(()) => {
                    *m = attempt;
                    return Ok(());
                }
                Err(why) => reason = why,
            }
        }
        Err(reason)
    }

    fn worded(&self, words: &Words, a: &Argument, inner: &[Slot], place: &Place, m: &mut Match) -> Result<(), String> {
        let is_clause = *place == Place::Clause || a.function == Function::Clause;
        for t in self.heads_of(a.token, is_clause) {
            let Some((companions, entry)) = words.find_at(self.s, t) else { continue };
            m.words.push(t);
            m.words.extend(&companions);
            let sure = if *place == Place::Anywhere { 7 } else { 10 };
            m.specificity += sure + 5 * companions.len() as i32 - i32::from(a.indirect);
            m.path.push(format!("word {}: {}", self.s.tokens[t].form, a.path));
            let site = Site { token: t, nominal: self.s.tokens[t].upos != "VERB" };
            let particles: &[&str] = if site.nominal { &[] } else { &entry };
            for slot in inner {
                self.slot(slot, site, particles, m)?;
            }
            return Ok(());
        }
        Err(format!("`{}` is not among the words that the pattern asks for", self.s.tokens[a.token].form))
    }

    /// Whatever stands there: the least particular of matches.
    fn any(&self, a: &Argument, inner: &[Slot], m: &mut Match) -> Result<(), String> {
        if self.classes.is(a.token, "time") {
            return Err("a time stands where the pattern asks for something said or done".to_owned());
        }
        m.specificity += 1;
        m.path.push(format!("anything {}: {}", self.s.tokens[a.token].form, a.path));
        let site = Site { token: a.token, nominal: self.s.tokens[a.token].upos != "VERB" };
        inner.iter().try_for_each(|slot| self.slot(slot, site, &[], m))
    }

    /// The words that an argument may be taken for: its head, and behind "a series of strikes",
    /// "3 million dollars in aid" the noun that matters; the verbs joined to a clause's head.
    fn heads_of(&self, t: usize, is_clause: bool) -> Vec<usize> {
        let mut heads = vec![t];
        if is_clause {
            heads.extend(self.s.children_by(t, "conj"));
            heads.extend(self.s.children_by(t, "xcomp"));
            heads.extend(self.s.children_by(t, "obj"));
        } else {
            heads.extend(
                self.s
                    .children_by(t, "nmod")
                    .filter(|&c| self.s.children_by(c, "case").any(|k| matches!(self.s.tokens[k].lemma.as_str(), "of" | "in"))),
            );
            heads.extend(self.s.children_by(t, "conj"));
            heads.extend(self.s.children_by(t, "compound"));
        }
        heads
    }

    fn coded(&self, codes: &[String], a: &Argument, inner: &[Slot], m: &mut Match) -> Result<(), String> {
        let is_clause = a.function == Function::Clause;
        let heads = self.heads_of(a.token, is_clause);
        let found = self
            .coded
            .values()
            .filter(|c| c.trigger != m.trigger && !self.set.frames[c.frame].veto)
            .filter(|c| codes.iter().any(|code| self.set.frames[c.frame].label.starts_with(code.as_str())))
            .filter_map(|c| heads.iter().position(|&h| h == c.trigger || c.carrier == Some(h) && h != m.trigger).map(|rank| (rank, c)))
            .min_by_key(|(rank, c)| (*rank, c.trigger));
        let Some((_, embedded)) = found else {
            return Err(format!("`{}` is not coded #{} by another frame", self.s.tokens[a.token].form, codes.join("|#")));
        };
        if !self.set.frames[m.frame].absorbs {
            m.specificity += 8;
            return self.embedded_roles(embedded, a, inner, m);
        }
        m.absorbed.push(embedded.trigger);
        m.absorbed.extend(&embedded.absorbed);
        // "urged Iran to investigate the killing and punish the killers": what is joined is asked for too.
        m.absorbed.extend(
            self.s
                .children_by(embedded.carrier.unwrap_or(embedded.trigger), "conj")
                .filter(|t| self.coded.contains_key(t) && *t != m.trigger),
        );
        m.specificity += 8 + self.set.frames[embedded.frame].label.len() as i32;
        m.path.push(format!("event {} ({}): {}", self.s.tokens[embedded.trigger].form, self.set.frames[embedded.frame].id, a.path));
        self.embedded_roles(embedded, a, inner, m)
    }

    /// Fills the roles inside a reference from the event referred to.
    fn embedded_roles(&self, embedded: &Match, a: &Argument, inner: &[Slot], m: &mut Match) -> Result<(), String> {
        for slot in inner {
            let Slot::Role { role, place, filter } = slot else {
                self.slot(slot, Site { token: embedded.trigger, nominal: self.s.tokens[embedded.trigger].upos != "VERB" }, &[], m)?;
                continue;
            };
            let own = match place {
                Place::Subject => &embedded.source,
                _ => &embedded.target,
            };
            let filler = own.as_ref().or(embedded.both.as_ref()).filter(|f| self.fits(f.token, filter));
            if let Some(f) = filler {
                let path = format!("{}>{}", a.path, f.path);
                self.fill(*role, Argument { function: Function::Object, token: f.token, path, indirect: true }, filter, m);
            } else if *place == Place::Subject
                && let Some(subject) = self.predicates.at(a.token).with(&Function::Subject).next()
            {
                self.fill(*role, subject.clone(), filter, m);
            }
        }
        Ok(())
    }

    /// Whether a phrase names several: joined by "and", plural, or a pronoun that may be.
    fn is_list(&self, t: usize) -> bool {
        let token = &self.s.tokens[t];
        self.s.children_by(t, "conj").next().is_some()
            || matches!(token.xpos, "NNS" | "NNPS")
            || matches!(token.lemma.as_str(), "they" | "their" | "both" | "who" | "which" | "we" | "two" | "three")
            || token.upos == "NUM"
    }

    fn fits(&self, token: usize, filter: &Filter) -> bool {
        let classes = filter.classes.iter().all(|class| self.classes.is(token, class));
        let words = filter.words.as_ref().is_none_or(|words| {
            // "thousands of fighters", "some of the hostages": the noun behind "of" counts too.
            let behind =
                self.s.children_by(token, "nmod").filter(|&c| self.s.children_by(c, "case").any(|k| self.s.tokens[k].lemma == "of"));
            std::iter::once(token).chain(behind).any(|t| words.find_at(self.s, t).is_some())
        });
        classes && words
    }

    /// The arguments that stand at a place, best first.
    fn arguments(&self, site: Site, place: &Place, particles: &[&str], lexical: bool) -> Vec<Argument> {
        let p = self.predicates.at(site.token);
        let mut found: Vec<Argument> = match place {
            Place::Subject if site.nominal => self.noun_sources(p),
            Place::Subject => p.with(&Function::Subject).cloned().collect(),
            Place::Object if site.nominal => {
                let mut all: Vec<Argument> = p.with(&Function::Preposition("of".to_owned())).cloned().collect();
                all.extend(self.possessive(p));
                all
            }
            Place::Object => {
                let mut all: Vec<Argument> = p.with(&Function::Object).cloned().collect();
                for particle in particles {
                    all.extend(p.with(&Function::Preposition((*particle).to_owned())).cloned());
                }
                all
            }
            Place::Preposition(names) => {
                let mut all: Vec<Argument> = p
                    .arguments
                    .iter()
                    .filter(|a| matches!(&a.function, Function::Preposition(name) if names.contains(name)))
                    .cloned()
                    .collect();
                if lexical || all.is_empty() {
                    all.extend(p.arguments.iter().filter(|a| a.function == Function::Clause && self.marked(a.token, names)).cloned());
                }
                if site.nominal && names.iter().any(|n| n == "poss") {
                    all.extend(self.possessive(p));
                }
                all
            }
            Place::Possessive => self.possessive(p),
            Place::Clause => {
                let told = self.s.tokens[site.token].lemma == "tell";
                p.with(&Function::Clause)
                    .filter(|a| !(self.is_circumstance(a.token) || told && self.is_statement(a.token)))
                    .cloned()
                    .collect()
            }
            Place::Anywhere => self.anywhere(site.token, lexical),
        };
        found.sort_by_key(|a| a.indirect);
        found
    }

    /// "told reporters that the visits had stopped" is no order: a finite clause of its own subject without a modal.
    fn is_statement(&self, clause: usize) -> bool {
        const MODALS: [&str; 8] = ["must", "should", "ought", "will", "would", "shall", "can", "could"];
        let own = self.s.children(clause);
        own.iter().any(|&c| self.s.tokens[c].deprel.starts_with("nsubj"))
            && !own.iter().any(|&c| self.s.has_relation(c, "aux") && MODALS.contains(&self.s.tokens[c].lemma.as_str()))
            && !own.iter().any(|&c| self.s.has_relation(c, "mark") && self.s.tokens[c].lemma == "to")
    }

    /// "promised revenge after bombers killed ten": a clause of time, cause or condition is no complement.
    fn is_circumstance(&self, clause: usize) -> bool {
        const CIRCUMSTANCE: [&str; 14] = [
            "after", "before", "when", "while", "because", "since", "if", "until", "till", "unless", "though", "although", "once",
            "whereas",
        ];
        self.s.has_relation(clause, "advcl")
            && self.s.children(clause).iter().any(|&c| {
                (self.s.has_relation(c, "mark") || self.s.has_relation(c, "advmod"))
                    && c < clause
                    && CIRCUMSTANCE.contains(&self.s.tokens[c].lemma.to_lowercase().as_str())
            })
    }

    /// Whatever stands beneath a trigger but its subject: objects first, phrases of time and place last. Words may
    /// also be clauses, adverbs and particles.
    fn anywhere(&self, t: usize, lexical: bool) -> Vec<Argument> {
        let rank = |function: &Function| match function {
            Function::Object => 0,
            Function::Preposition(p) if matches!(p.as_str(), "in" | "at" | "during" | "after" | "before" | "since" | "near" | "as") => 2,
            _ => 1,
        };
        let mut all: Vec<Argument> = self
            .predicates
            .at(t)
            .arguments
            .iter()
            .filter(|a| match a.function {
                Function::Subject => false,
                Function::Clause => lexical,
                _ => true,
            })
            .cloned()
            .collect();
        all.sort_by_key(|a| rank(&a.function));
        if lexical {
            for &c in self.s.children(t) {
                let beneath = ["advmod", "compound", "xcomp", "ccomp", "advcl", "obl"].iter().any(|r| self.s.has_relation(c, r));
                if beneath && !all.iter().any(|a| a.token == c) {
                    let path = self.s.tokens[c].deprel.to_owned();
                    all.push(Argument { function: Function::Modifier, token: c, path, indirect: false });
                }
            }
        }
        all
    }

    /// Whoever stands with a word that the pattern has asked for: its owner, its modifier, its prepositions.
    fn around(&self, word: usize) -> Vec<Argument> {
        let p = self.predicates.at(word);
        let mut all = self.possessive(p);
        all.extend(p.arguments.iter().filter(|a| matches!(a.function, Function::Preposition(_) | Function::Object)).cloned());
        all.into_iter().map(|a| Argument { indirect: true, ..a }).collect()
    }

    fn marked(&self, clause: usize, names: &[String]) -> bool {
        self.s
            .children(clause)
            .iter()
            .any(|&c| (self.s.has_relation(c, "mark") || self.s.has_relation(c, "case")) && names.contains(&self.s.tokens[c].lemma))
    }

    /// The possessive, or a modifier that denotes an actor.
    fn possessive(&self, p: &Predicate) -> Vec<Argument> {
        let mut all: Vec<Argument> = p.with(&Function::Possessive).cloned().collect();
        all.extend(p.with(&Function::Modifier).filter(|a| self.classes.is(a.token, "actor")).cloned());
        all
    }

    /// Who acts in a noun's event: agent phrase, owner, light verb's subject, actor before the noun.
    fn noun_sources(&self, p: &Predicate) -> Vec<Argument> {
        let mut all: Vec<Argument> = p.with(&Function::Subject).filter(|a| !a.indirect).cloned().collect();
        all.extend(p.with(&Function::Possessive).cloned());
        all.extend(p.with(&Function::Modifier).filter(|a| self.classes.is(a.token, "actor")).cloned());
        all.extend(p.with(&Function::Subject).filter(|a| a.indirect).cloned());
        all
    }

    fn noun_source(&self, trigger: usize, m: &mut Match) {
        let taken = m.target.as_ref().map(|f| f.token);
        let found = self
            .noun_sources(self.predicates.at(trigger))
            .into_iter()
            .find(|a| Some(a.token) != taken && !m.words.contains(&a.token) && a.token != trigger);
        if let Some(a) = found {
            self.fill(Role::Source, a, &Filter::default(), m);
        }
    }
}

fn describe(place: &Place) -> String {
    match place {
        Place::Subject => "a subject".to_owned(),
        Place::Object => "an object".to_owned(),
        Place::Preposition(names) => format!("a phrase with {}", names.join(" or ")),
        Place::Possessive => "a possessive".to_owned(),
        Place::Clause => "a dependent clause".to_owned(),
        Place::Anywhere => "anything".to_owned(),
    }
}
