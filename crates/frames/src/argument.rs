//! Every predicate of a sentence with its arguments in the plain active form.
//!
//! Passive, nominal, participial, relative, infinitival, control, raising, conjunction and light
//! verbs are undone here, once for all patterns. Each argument keeps the path by which it was found.

use detente_nlp::Sentence;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The words that the grammar itself has to know; they are data, kept in the lexicon's `grammar.toml`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    /// Verbs that lend their subject to the event noun that is their object: "carry out", "hold".
    pub light_verbs: BTreeSet<String>,
    /// Verbs that lend it to the event noun behind a preposition: "engage in", "subject to".
    pub light_prepositional: BTreeSet<String>,
    /// Verbs whose subject is the event noun itself: "take place", "erupt".
    pub happen_verbs: BTreeSet<String>,
    /// Verbs whose object (or passive subject) did what stands behind the preposition: "accuse of", "implicate in".
    pub blame_prepositional: BTreeSet<String>,
    /// Nouns of quantity and part, through which a light verb reaches the event noun: "a series of strikes".
    pub part_nouns: BTreeSet<String>,
    /// Nouns whose owner did what stands behind the preposition: "responsibility for".
    pub blame_nouns: BTreeSet<String>,
    /// Verbs whose infinitive has their subject as its own though they have an object: "promise", "threaten".
    pub subject_control: BTreeSet<String>,
    /// Verbs that always have an object, so that without one and without an auxiliary they are the passive of a
    /// headline or a note: "Seven police abducted since Monday".
    #[serde(default)]
    pub object_always: BTreeSet<String>,
    /// Verbs whose participle behind a passive tells what came of the act: "was shelled, killing two".
    #[serde(default)]
    pub outcome_verbs: BTreeSet<String>,
    /// Verbs of speech that, joined to what a verb before them tells, go on with the telling: "denied that its ships rammed
    /// the tug and accused Kyiv".
    #[serde(default)]
    pub telling_verbs: BTreeSet<String>,
}

/// What an argument is to its predicate, in the plain active form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Function {
    /// Logical subject.
    Subject,
    /// Logical object.
    Object,
    /// Behind this preposition (lower case; several words joined by a space).
    Preposition(String),
    /// Possessive of a noun: source or object, as the pattern says.
    Possessive,
    /// Adjective or compound before a noun.
    Modifier,
    /// A dependent clause, infinitive or participle.
    Clause,
}

/// An argument of a predicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// What it is to the predicate.
    pub function: Function,
    /// Its head word.
    pub token: usize,
    /// How it was found, from the predicate: relations and the constructions undone.
    pub path: String,
    /// Whether it hangs on another word than the predicate (the object's own prepositions, a shared
    /// argument), so that a direct one is preferred.
    pub indirect: bool,
}

/// A word that may trigger a pattern, with its arguments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Predicate {
    /// In order of preference.
    pub arguments: Vec<Argument>,
    /// The verb that carries an event noun ("carried out" for "strikes"), if there is one.
    pub carrier: Option<usize>,
    /// The verb of telling that this verb goes on with, where the parser joined it to what is told.
    pub teller: Option<usize>,
}

impl Predicate {
    fn add(&mut self, function: Function, token: usize, path: impl Into<String>, indirect: bool) {
        if !self.arguments.iter().any(|a| a.token == token && a.function == function) {
            self.arguments.push(Argument { function, token, path: path.into(), indirect });
        }
    }

    /// The arguments with this function.
    pub fn with(&self, function: &Function) -> impl Iterator<Item = &Argument> {
        self.arguments.iter().filter(move |a| a.function == *function)
    }
}

/// The predicates of one sentence, by token.
#[derive(Debug, Clone)]
pub struct Predicates {
    by_token: Vec<Predicate>,
}

impl Predicates {
    /// Finds the arguments of every content word.
    pub fn of(sentence: &Sentence, grammar: &Grammar) -> Self {
        let reader = Reader { s: sentence, grammar };
        let read = |(t, token): (usize, &detente_nlp::Token)| match token.upos {
            "VERB" | "AUX" => reader.verb(t, 0),
            "NOUN" | "PROPN" | "SYM" | "NUM" | "PRON" => reader.noun(t, 0),
            "ADJ" => reader.adjective(t),
            _ => Predicate::default(),
        };
        Predicates { by_token: sentence.tokens.iter().enumerate().map(read).collect() }
    }

    /// The predicate at a token.
    pub fn at(&self, token: usize) -> &Predicate {
        &self.by_token[token]
    }
}

/// How deep constructions may nest before the reader gives up (a guard, not a linguistic limit).
const DEPTH: usize = 6;

struct Reader<'a> {
    s: &'a Sentence,
    grammar: &'a Grammar,
}

impl Reader<'_> {
    fn lemma(&self, t: usize) -> &str {
        &self.s.tokens[t].lemma
    }

    fn upos(&self, t: usize) -> &str {
        self.s.tokens[t].upos
    }

    fn rel(&self, t: usize, deprel: &str) -> bool {
        self.s.has_relation(t, deprel)
    }

    fn child(&self, t: usize, deprel: &str) -> Option<usize> {
        self.s.children_by(t, deprel).next()
    }

    fn is_verb(&self, t: usize) -> bool {
        matches!(self.upos(t), "VERB" | "AUX")
    }

    /// Passive by its subject, auxiliary, agent or as a bare participle after a noun.
    fn is_passive(&self, v: usize) -> bool {
        self.is_telegraphic_passive(v)
            || self
                .s
                .children(v)
                .iter()
                .any(|&c| self.rel(c, "nsubj:pass") || self.rel(c, "aux:pass") || self.rel(c, "obl:agent") || self.rel(c, "csubj:pass"))
            || (self.s.tokens[v].xpos == "VBN"
                && !self.s.children(v).iter().any(|&c| self.rel(c, "aux") || self.rel(c, "nsubj") || self.rel(c, "obj"))
                && !self.rel(v, "conj"))
            || (self.rel(v, "conj")
                && self.s.tokens[v].xpos == "VBN"
                && !self.s.children(v).iter().any(|&c| self.rel(c, "aux") || self.rel(c, "nsubj") || self.rel(c, "obj"))
                && self.s.tokens[v].head.is_some_and(|h| self.is_verb(h) && self.is_passive(h)))
    }

    /// "Seven police abducted since Monday": a participle that is the clause's only verb, as headlines and live notes
    /// write it. An active participle would have its "have", a transitive past tense its object.
    fn is_telegraphic_passive(&self, v: usize) -> bool {
        let participle = matches!(self.s.tokens[v].xpos, "VBN" | "VBD") && self.grammar.object_always.contains(self.lemma(v));
        participle
            && (self.rel(v, "root")
                || self.rel(v, "parataxis")
                || self.rel(v, "ccomp")
                || self.rel(v, "conj") && self.s.tokens[v].xpos == "VBD")
            && self.child(v, "nsubj").is_some_and(|n| n < v && self.upos(n) != "PRON")
            && !self
                .s
                .children(v)
                .iter()
                .any(|&c| matches!(self.s.tokens[c].deprel, "aux" | "aux:pass" | "obj" | "iobj" | "ccomp" | "xcomp" | "compound:prt"))
            && !self.s.children_by(v, "conj").any(|c| self.child(c, "obj").is_some())
    }

    /// The preposition before a noun, lower case, fixed expressions joined ("because of").
    fn preposition(&self, t: usize) -> Option<String> {
        let mut cases = self.s.children_by(t, "case").filter(|&c| !matches!(self.lemma(c), "'s" | "'"));
        let first = cases.next()?;
        let mut words = vec![self.s.tokens[first].form.to_lowercase()];
        words.extend(self.s.children_by(first, "fixed").map(|c| self.s.tokens[c].form.to_lowercase()));
        words.extend(cases.map(|c| self.s.tokens[c].form.to_lowercase()));
        Some(words.join(" "))
    }

    /// Adds a prepositional argument; "out of" is found as "out of" and as "of".
    fn add_preposition(&self, p: &mut Predicate, t: usize, path: &str, indirect: bool) {
        let Some(name) = self.preposition(t) else { return };
        if let Some((_, last)) = name.rsplit_once(' ') {
            p.add(Function::Preposition(last.to_owned()), t, format!("{path}:{name}"), true);
        }
        p.add(Function::Preposition(name.clone()), t, format!("{path}:{name}"), indirect);
    }

    /// The subject as it stands on the surface, the verb's own or the one it takes over.
    fn surface_subject(&self, v: usize, depth: usize) -> Option<(usize, String)> {
        if depth > DEPTH {
            return None;
        }
        let own = ["nsubj:pass", "nsubj:outer", "nsubj"]
            .iter()
            .find_map(|deprel| self.s.children_by(v, deprel).find(|&c| !self.is_first_half(c, v)));
        if let Some(subject) = own {
            let deprel = self.s.tokens[subject].deprel;
            if self.is_relative_pronoun(subject)
                && let Some(noun) = self.antecedent(v)
            {
                return Some((noun, format!("{deprel}>relative")));
            }
            return Some((subject, deprel.to_owned()));
        }
        // "The North test-fired missiles", where "North" hangs on the first half of the verb.
        if let Some(half) = self.s.children_by(v, "nsubj").find(|&c| self.is_first_half(c, v))
            && let Some(subject) = self.child(half, "compound").or_else(|| self.child(half, "nmod:poss"))
        {
            return Some((subject, "nsubj>first half".to_owned()));
        }
        let head = self.s.tokens[v].head?;
        let via = |name: &str, found: Option<(usize, String)>| found.map(|(t, path)| (t, format!("{name}>{path}")));
        if self.rel(v, "conj")
            && self.is_verb(head)
            && let Some(teller) = self.teller_of(v, head)
        {
            return via("conj>ccomp", self.surface_subject(teller, depth + 1));
        }
        if self.rel(v, "conj") && (self.is_verb(head) || self.has_copula(head)) {
            return via("conj", self.surface_subject(head, depth + 1));
        }
        if self.rel(v, "xcomp") {
            if self.upos(head) == "NOUN" {
                return via("xcomp", self.carried_subject(head, depth + 1));
            }
            let object = self.child(head, "obj").or_else(|| self.child(head, "iobj"));
            return match object {
                Some(object) if !self.grammar.subject_control.contains(self.lemma(head)) => Some((object, "xcomp>obj".to_owned())),
                _ => via("xcomp", self.surface_subject(head, depth + 1)),
            };
        }
        if (self.rel(v, "advcl") || self.rel(v, "ccomp"))
            && self.is_verb(head)
            && self.marked(v, &["of", "for", "from", "with", "into", "against"])
        {
            // "accused Iran of attacking", "prevented the ships from leaving": the object acts.
            if let Some(object) = self.child(head, "obj") {
                return Some((object, format!("{}>obj", self.s.tokens[v].deprel)));
            }
        }
        if self.rel(v, "advcl") && self.is_verb(head) && self.is_outcome(v, head) {
            // "was rammed by a patrol boat, wounding six": whoever rammed it wounded them, and not the boat that was rammed.
            return self.agent(head).map(|agent| (agent, "advcl>obl:agent".to_owned()));
        }
        if self.rel(v, "advcl") && (self.is_verb(head) || self.has_copula(head)) {
            return via("advcl", self.surface_subject(head, depth + 1));
        }
        if self.rel(v, "ccomp") && self.is_verb(head) && matches!(self.s.tokens[v].xpos, "VB" | "VBG") {
            return via("ccomp", self.surface_subject(head, depth + 1));
        }
        if self.rel(v, "acl:relcl") && self.s.children(v).iter().all(|&c| !self.rel(c, "obj")) {
            return Some((head, "relative".to_owned()));
        }
        if self.rel(v, "acl")
            && let Some(mark) = self.child(v, "mark")
            && let Some(blamer) = self.s.tokens[head].head.filter(|_| self.rel(head, "obj") || self.rel(head, "nsubj:pass"))
            && self.grammar.blame_prepositional.contains(&format!("{} {}", self.lemma(blamer), self.lemma(mark)))
        {
            // "accused the ships of entering", where the parser hangs the entering on the ships.
            return Some((head, "acl>obj".to_owned()));
        }
        if self.rel(v, "acl") {
            // "a plan to attack", "responsibility for killing": whoever is behind the noun acts.
            return if self.child(v, "mark").is_some() {
                via("acl", self.carried_subject(head, depth + 1))
            } else {
                Some((head, "acl".to_owned()))
            };
        }
        if self.rel(v, "amod") {
            return Some((head, "amod".to_owned()));
        }
        // "13 arrested in Quito": a participle right behind the number or noun that stands for the whole note.
        if self.rel(v, "parataxis")
            && self.s.tokens[v].xpos == "VBN"
            && head + 1 == v
            && matches!(self.upos(head), "NUM" | "NOUN" | "PROPN")
        {
            return Some((head, "parataxis".to_owned()));
        }
        None
    }

    /// "said that ten were held and blamed the rebels", "told them that all were waiting and appealed for calm": a
    /// verb that the parser joined to what is told, though its voice or tense, or that it tells too, shows it to be the
    /// teller's.
    fn teller_of(&self, v: usize, told: usize) -> Option<usize> {
        let teller = self.s.tokens[told].head.filter(|&t| self.rel(told, "ccomp") && self.is_verb(t) && t < told)?;
        let past = |t: usize| self.s.tokens[t].xpos == "VBD";
        let bare = !self.s.children(v).iter().any(|&c| self.rel(c, "mark") || self.rel(c, "aux"));
        let other_voice = self.is_passive(told) && !self.is_passive(v);
        let other_tense = !past(told) && !self.s.children(told).iter().any(|&c| self.rel(c, "aux") && past(c));
        let tells = |t: usize| self.grammar.telling_verbs.contains(self.lemma(t));
        let goes_on = tells(v) && !tells(told);
        let own = past(v) && past(teller) && bare && self.child(teller, "nsubj").is_some() && self.child(v, "nsubj").is_none();
        (own && (other_voice || other_tense || goes_on)).then_some(teller)
    }

    /// The agent of a passive, its own or that of the passive joined to it ("were rammed and fired on by patrol boats").
    fn agent(&self, v: usize) -> Option<usize> {
        let own = |v: usize| self.child(v, "obl:agent");
        let joined =
            || self.s.children_by(v, "conj").filter(|&c| self.is_verb(c) && self.is_passive(c) && self.child(c, "nsubj:pass").is_none());
        own(v).or_else(|| joined().find_map(own))
    }

    /// ", wounding six", ", destroying the roof" behind a passive: what came of the act.
    fn is_outcome(&self, v: usize, passive: usize) -> bool {
        self.s.tokens[v].xpos == "VBG"
            && v > passive
            && self.is_passive(passive)
            && self.child(v, "mark").is_none()
            && self.child(v, "obj").is_some()
            && self.grammar.outcome_verbs.contains(self.lemma(v))
    }

    /// "test-fired", "air-dropped": the first half of a hyphenated verb is no argument of it.
    fn is_first_half(&self, c: usize, v: usize) -> bool {
        c + 2 == v
            && matches!(self.s.tokens[c + 1].form.as_str(), "-" | "–" | "‑")
            && self.s.tokens[c].span.end == self.s.tokens[c + 1].span.start
    }

    fn has_copula(&self, t: usize) -> bool {
        self.child(t, "cop").is_some()
    }

    fn marked(&self, v: usize, words: &[&str]) -> bool {
        self.s.children_by(v, "mark").any(|m| words.contains(&self.lemma(m)))
    }

    fn is_relative_pronoun(&self, t: usize) -> bool {
        matches!(self.s.tokens[t].xpos, "WP" | "WDT" | "WP$")
            || (self.lemma(t) == "that"
                && self.upos(t) == "PRON"
                && self.s.tokens[t].deprel.starts_with("nsubj")
                && self.s.tokens[t].head.is_some_and(|h| self.rel(h, "acl:relcl")))
    }

    /// The noun that a relative clause (or a verb joined to it) belongs to.
    fn antecedent(&self, v: usize) -> Option<usize> {
        let mut at = v;
        for _ in 0..DEPTH {
            let head = self.s.tokens[at].head?;
            if self.rel(at, "acl") {
                return Some(head);
            }
            if !(self.rel(at, "conj") || self.rel(at, "xcomp")) {
                return None;
            }
            at = head;
        }
        None
    }

    /// Who is behind a noun such as "plan", "threat", "order": its owner, or the subject of its light verb.
    fn carried_subject(&self, n: usize, depth: usize) -> Option<(usize, String)> {
        if let Some(owner) = self.child(n, "nmod:poss") {
            return Some((owner, "nmod:poss".to_owned()));
        }
        let head = self.s.tokens[n].head?;
        if self.is_verb(head) && (self.rel(n, "obj") || self.rel(n, "obl")) {
            return self.surface_subject(head, depth).map(|(t, path)| (t, format!("carrier>{path}")));
        }
        None
    }

    fn verb(&self, v: usize, depth: usize) -> Predicate {
        let joined = self.s.tokens[v].head.filter(|&h| self.rel(v, "conj") && self.is_verb(h));
        let mut p = Predicate { teller: joined.and_then(|h| self.teller_of(v, h)), ..Predicate::default() };
        let passive = self.is_passive(v);
        self.own_arguments(v, passive, &mut p);
        // A subject taken over from elsewhere.
        if let Some((subject, path)) = self.surface_subject(v, 0) {
            let object_first = passive && self.child(v, "obj").is_none();
            let function = if object_first {
                Function::Object
            } else if passive {
                Function::Preposition("to".to_owned())
            } else {
                Function::Subject
            };
            if passive && !object_first {
                p.add(Function::Object, subject, format!("passive>{path}"), true);
            }
            p.add(function, subject, if passive { format!("passive>{path}") } else { path }, false);
        }
        if let Some(agent) = self.agent(v).filter(|_| passive && p.with(&Function::Subject).next().is_none()) {
            p.add(Function::Subject, agent, "conj>obl:agent", true);
        }
        self.quotation(v, &mut p);
        self.relative_gap(v, &mut p);
        self.adjacent_object(v, passive, &mut p);
        if depth < DEPTH {
            self.shared_with_conjuncts(v, depth, &mut p);
        }
        self.object_prepositions(&mut p);
        p
    }

    fn own_arguments(&self, v: usize, passive: bool, p: &mut Predicate) {
        for &c in self.s.children(v) {
            let deprel = self.s.tokens[c].deprel;
            if self.is_relative_pronoun(c) && self.antecedent(v).is_some() {
                if let (Some(noun), true) = (self.antecedent(v), deprel.starts_with("obl")) {
                    if let Some(name) = self.preposition(c) {
                        p.add(Function::Preposition(name), noun, "relative", false);
                    }
                } else if let (Some(noun), "obj") = (self.antecedent(v), deprel) {
                    p.add(Function::Object, noun, "relative", false);
                }
                continue;
            }
            // "granted the refugees asylum", both read as objects: the first is the recipient.
            let recipient = deprel == "obj" && self.s.children_by(v, "obj").any(|other| other > c);
            match deprel {
                "obj" if !recipient => p.add(Function::Object, c, "obj", false),
                "iobj" | "obj" => {
                    p.add(Function::Preposition("to".to_owned()), c, "iobj", false);
                    p.add(Function::Preposition("for".to_owned()), c, "iobj", false);
                    if self.child(v, "obj").is_none() {
                        p.add(Function::Object, c, "iobj", false);
                    }
                }
                "obl:agent" => p.add(Function::Subject, c, "passive>obl:agent", false),
                _ if deprel == "obl" || deprel == "nmod" => {
                    if passive && self.preposition(c).as_deref() == Some("by") {
                        p.add(Function::Subject, c, "passive>obl:by", false);
                    }
                    self.add_preposition(p, c, deprel, false);
                    self.joined_prepositions(c, p);
                }
                "xcomp" | "ccomp" | "advcl" | "acl" | "parataxis" | "csubj" | "ccomp:speech" => p.add(Function::Clause, c, deprel, false),
                _ => {}
            }
        }
    }

    /// "on X and against Y": a conjunct with a preposition of its own is an argument too.
    fn joined_prepositions(&self, t: usize, p: &mut Predicate) {
        for c in self.s.children_by(t, "conj") {
            if self.child(c, "case").is_some() {
                self.add_preposition(p, c, "conj", true);
            }
        }
    }

    /// "\"The talks must go on,\" the minister said": a clause that a verb without an object stands beside is what it tells.
    fn quotation(&self, v: usize, p: &mut Predicate) {
        if !self.rel(v, "parataxis") || p.arguments.iter().any(|a| matches!(a.function, Function::Object | Function::Clause)) {
            return;
        }
        if let (Some(head), Some(subject)) = (self.s.tokens[v].head, self.child(v, "nsubj"))
            && self.is_verb(head)
            && subject > head
        {
            p.add(Function::Clause, head, "parataxis", true);
        }
    }

    /// "the man police arrested": the antecedent is the missing object.
    fn relative_gap(&self, v: usize, p: &mut Predicate) {
        if !self.rel(v, "acl:relcl") || p.with(&Function::Object).next().is_some() {
            return;
        }
        if let (Some(head), Some(_)) = (self.s.tokens[v].head, self.child(v, "nsubj"))
            && p.with(&Function::Subject).all(|a| a.token != head)
        {
            p.add(Function::Object, head, "relative>gap", true);
        }
    }

    /// "targeted alleged hideouts": a bare noun phrase right behind an active verb without an object is its
    /// object, wherever the parser hung it.
    fn adjacent_object(&self, v: usize, passive: bool, p: &mut Predicate) {
        if passive
            || p.with(&Function::Object).next().is_some()
            || !self.rel(v, "root") && !self.rel(v, "ccomp") && !self.rel(v, "conj") && !self.rel(v, "parataxis")
        {
            return;
        }
        let end = self.s.tokens.len().min(v + 10);
        let head = (v + 1..end).rev().find(|&n| {
            matches!(self.upos(n), "NOUN" | "PROPN")
                && self.s.tokens[n].head.is_some_and(|h| h < v)
                && self.child(n, "case").is_none()
                && matches!(self.s.tokens[n].deprel, "nmod" | "dep" | "appos" | "obl" | "nsubj" | "nmod:unmarked")
                && (v + 1..n).all(|t| self.s.is_under(t, n))
        });
        if let Some(n) = head {
            p.add(Function::Object, n, "adjacent", true);
        }
    }

    /// "shelled and bombed the town", "met and talked with the envoy": what conjuncts share.
    fn shared_with_conjuncts(&self, v: usize, depth: usize, p: &mut Predicate) {
        let Some(head) = self.s.tokens[v].head else {
            return self.shared_backwards(v, p);
        };
        if self.rel(v, "conj") && self.is_verb(head) {
            let head_predicate = {
                let mut q = Predicate::default();
                self.own_arguments(head, self.is_passive(head), &mut q);
                q
            };
            let has_object = p.with(&Function::Object).next().is_some();
            for a in head_predicate.arguments {
                let shareable = match &a.function {
                    Function::Object => !has_object && a.token > v,
                    Function::Preposition(name) => a.token > v && p.with(&Function::Preposition(name.clone())).next().is_none(),
                    Function::Subject => p.with(&Function::Subject).next().is_none() && self.is_passive(v),
                    _ => false,
                };
                if shareable {
                    p.add(a.function, a.token, format!("conj>{}", a.path), true);
                }
            }
            // A passive conjunct shares the logical object through the surface subject; see `verb`.
        }
        let _ = depth;
        self.shared_backwards(v, p);
    }

    fn shared_backwards(&self, v: usize, p: &mut Predicate) {
        if p.with(&Function::Object).next().is_some() || self.is_passive(v) {
            return;
        }
        for c in self.s.children_by(v, "conj") {
            // "shot up and captured"
            let particle = usize::from(self.child(v, "compound:prt") == Some(v + 1));
            if self.is_verb(c)
                && c <= v + 2 + particle
                && self.child(c, "nsubj").is_none()
                && let Some(object) = self.child(c, "obj")
            {
                p.add(Function::Object, object, "conj>obj", true);
            }
        }
    }

    /// "launched strikes on the town": the object's own prepositions may be meant for the verb.
    fn object_prepositions(&self, p: &mut Predicate) {
        let nouns: Vec<usize> = p
            .arguments
            .iter()
            .filter(|a| matches!(a.function, Function::Object | Function::Preposition(_)) && !a.indirect)
            .map(|a| a.token)
            .collect();
        // "fired missiles and drones at the port": what follows the last of a list is meant for all.
        let last: Vec<usize> = nouns.iter().filter_map(|&noun| self.s.children_by(noun, "conj").last()).collect();
        for noun in nouns.into_iter().chain(last) {
            for c in self.s.children_by(noun, "nmod") {
                if !self.rel(c, "nmod:poss") {
                    self.add_preposition(p, c, "obj>nmod", true);
                }
            }
            for c in self.s.children_by(noun, "acl") {
                p.add(Function::Clause, c, "obj>acl", true);
            }
        }
    }

    fn noun(&self, n: usize, depth: usize) -> Predicate {
        let mut p = Predicate::default();
        for &c in self.s.children(n) {
            let deprel = self.s.tokens[c].deprel;
            match deprel {
                "nmod:poss" => p.add(Function::Possessive, c, "nmod:poss", false),
                "amod" | "compound" | "nmod:desc" | "nmod:unmarked" | "nummod" if c < n => {
                    p.add(Function::Modifier, c, deprel, false);
                    // "Iran-Pakistan talks": the first half may hang on the second.
                    for inner in self.s.children(c) {
                        if self.rel(*inner, "compound") || self.rel(*inner, "amod") {
                            p.add(Function::Modifier, *inner, format!("{deprel}>{}", self.s.tokens[*inner].deprel), true);
                        }
                    }
                }
                "acl" | "acl:relcl" | "ccomp" | "xcomp" | "advcl" => p.add(Function::Clause, c, deprel, false),
                "nmod" | "obl" | "obl:agent" => {
                    match self.preposition(c).as_deref() {
                        Some("by") => p.add(Function::Subject, c, "nominal>by", false),
                        Some(_) => {
                            self.add_preposition(&mut p, c, deprel, false);
                            self.joined_prepositions(c, &mut p);
                        }
                        None => {}
                    }
                    // "strikes in Panjgur on the group": the later phrase often hangs on the earlier noun.
                    for inner in self.s.children_by(c, "nmod") {
                        if !self.rel(inner, "nmod:poss") {
                            if self.preposition(inner).as_deref() == Some("by") {
                                p.add(Function::Subject, inner, "nominal>nmod>by", true);
                            } else {
                                self.add_preposition(&mut p, inner, "nmod>nmod", true);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        self.participle_agent(n, &mut p);
        if self.has_copula(n)
            && let Some((subject, path)) = self.surface_subject(n, 0)
        {
            p.add(Function::Subject, subject, format!("copula>{path}"), true);
        }
        self.carried(n, &mut p);
        if depth < DEPTH && self.rel(n, "conj") {
            self.noun_conjunct(n, depth, &mut p);
        }
        p
    }

    /// "an attack claimed by", "strikes carried out by Iran on the town": a light participle behind the noun.
    fn participle_agent(&self, n: usize, p: &mut Predicate) {
        for c in self.s.children_by(n, "acl") {
            if !self.grammar.light_verbs.contains(&self.phrasal(c)) {
                continue;
            }
            let verb = self.verb(c, DEPTH);
            p.carrier.get_or_insert(c);
            for a in verb.arguments {
                if a.token != n && matches!(a.function, Function::Subject | Function::Preposition(_)) {
                    p.add(a.function, a.token, format!("light>{}", a.path), true);
                }
            }
        }
    }

    /// A verb's lemma with its particle, as the grammar's lists have it.
    fn phrasal(&self, v: usize) -> String {
        match self.child(v, "compound:prt") {
            Some(particle) => format!("{} {}", self.lemma(v), self.lemma(particle)),
            None => self.lemma(v).to_owned(),
        }
    }

    /// What the verb that carries an event noun lends to it.
    fn carried(&self, n: usize, p: &mut Predicate) {
        if let Some(blamed) = self.blamed_for(n) {
            p.add(Function::Subject, blamed, "blamed", true);
        }
        let Some(v) = self.carrier_of(n) else { return };
        p.carrier = Some(v);
        let verb = self.verb(v, DEPTH);
        for a in verb.arguments {
            // "two days of talks ended": the part noun acts as little as the event does.
            if a.token == n || self.s.is_under(n, a.token) || self.s.is_under(a.token, n) && a.path.starts_with("obj>") {
                continue;
            }
            if matches!(a.function, Function::Subject | Function::Preposition(_)) {
                p.add(a.function, a.token, format!("light>{}", a.path), true);
            }
        }
    }

    /// "was implicated in attacks", "accused Iran of attacks": whoever is said to have done it.
    fn blamed_for(&self, n: usize) -> Option<usize> {
        let v = self.s.tokens[n].head?;
        if self.rel(n, "nmod") && self.upos(v) == "NOUN" {
            // "responsibility for the attack", "a role in the massacre"
            let name = format!("{} {}", self.lemma(v), self.preposition(n)?);
            return self.grammar.blame_nouns.contains(&name).then(|| self.carried_subject(v, 0)).flatten().map(|(t, _)| t);
        }
        if !self.is_verb(v) || !self.rel(n, "obl") {
            return None;
        }
        // "had nothing to do with the bombing": the verb that has it.
        let nothing = self.s.tokens[v].head.filter(|&h| self.lemma(v) == "do" && self.lemma(h) == "nothing");
        if let Some(having) = nothing.and_then(|h| self.s.tokens[h].head).filter(|&h| self.is_verb(h) && self.lemma(h) == "have") {
            return self.surface_subject(having, 0).map(|(t, _)| t);
        }
        let name = format!("{} {}", self.lemma(v), self.preposition(n)?);
        if !self.grammar.blame_prepositional.contains(&name) {
            return None;
        }
        self.child(v, "obj").or_else(|| self.is_passive(v).then(|| self.surface_subject(v, 0)).flatten().map(|(t, _)| t))
    }

    /// The light verb whose object (or subject, for "take place") an event noun is.
    fn carrier_of(&self, n: usize) -> Option<usize> {
        let mut at = n;
        // "held talks and negotiations", "a series of strikes", "a new round of talks"
        for _ in 0..3 {
            let head = self.s.tokens[at].head?;
            if self.rel(at, "conj") && !self.is_verb(head) {
                at = head;
                continue;
            }
            if self.rel(at, "nmod") && self.preposition(at).as_deref() == Some("of") && self.grammar.part_nouns.contains(self.lemma(head)) {
                at = head;
                continue;
            }
            break;
        }
        let v = self.s.tokens[at].head?;
        if !self.is_verb(v) {
            return None;
        }
        let phrasal = self.phrasal(v);
        let deprel = self.s.tokens[at].deprel;
        let light = match deprel {
            "obj" | "nsubj:pass" => self.grammar.light_verbs.contains(&phrasal),
            "nsubj" => {
                let with_object = self.child(v, "obj").map(|o| format!("{} {}", self.lemma(v), self.lemma(o)));
                self.grammar.happen_verbs.contains(&phrasal) || with_object.is_some_and(|w| self.grammar.happen_verbs.contains(&w))
            }
            _ if deprel.starts_with("obl") => {
                let name = format!("{} {}", self.lemma(v), self.preposition(at).unwrap_or_default());
                self.grammar.light_prepositional.contains(&name)
            }
            _ => false,
        };
        light.then_some(v)
    }

    /// "visits and talks with": a conjunct shares the first noun's owner and the other's prepositions.
    fn noun_conjunct(&self, n: usize, depth: usize, p: &mut Predicate) {
        let Some(head) = self.s.tokens[n].head else { return };
        if self.is_verb(head) {
            return;
        }
        let first = self.noun(head, depth + 1);
        for a in first.arguments {
            let owner = matches!(a.function, Function::Possessive | Function::Modifier | Function::Subject);
            let has_own = p.arguments.iter().any(|b| std::mem::discriminant(&b.function) == std::mem::discriminant(&a.function));
            let shareable = (owner && !has_own) || (matches!(a.function, Function::Preposition(_)) && a.token > n && !has_own);
            if shareable {
                p.add(a.function, a.token, format!("conj>{}", a.path), true);
            }
        }
    }

    fn adjective(&self, a: usize) -> Predicate {
        let mut p = Predicate::default();
        for &c in self.s.children(a) {
            match self.s.tokens[c].deprel {
                "obl" | "nmod" => self.add_preposition(&mut p, c, self.s.tokens[c].deprel, false),
                "xcomp" | "ccomp" | "advcl" | "csubj" => p.add(Function::Clause, c, self.s.tokens[c].deprel, false),
                _ => {}
            }
        }
        if let Some((subject, path)) = self.surface_subject(a, 0) {
            p.add(Function::Subject, subject, path, false);
        }
        if let (true, Some(head)) = (self.rel(a, "amod"), self.s.tokens[a].head) {
            p.add(Function::Subject, head, "amod", false);
        }
        p
    }
}
