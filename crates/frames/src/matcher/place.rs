//! Which arguments stand at the places that patterns name.

use super::Match;
use super::attempt::{Attempt, Site};
use crate::argument::{Argument, Function, Predicate};
use crate::pattern::{Filter, Place, Role};

impl Attempt<'_> {
    pub(super) fn arguments(&self, site: Site, place: &Place, particles: &[&str], lexical: bool) -> Vec<Argument> {
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
    pub(super) fn around(&self, word: usize) -> Vec<Argument> {
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
    pub(super) fn noun_sources(&self, p: &Predicate) -> Vec<Argument> {
        let mut all: Vec<Argument> = p.with(&Function::Subject).filter(|a| !a.indirect).cloned().collect();
        all.extend(p.with(&Function::Possessive).cloned());
        all.extend(p.with(&Function::Modifier).filter(|a| self.classes.is(a.token, "actor")).cloned());
        all.extend(p.with(&Function::Subject).filter(|a| a.indirect).cloned());
        all
    }

    pub(super) fn noun_source(&self, trigger: usize, m: &mut Match) {
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
