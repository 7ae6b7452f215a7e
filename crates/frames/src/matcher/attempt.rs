//! One frame tried at one trigger: its words and conditions, its slots in turn, and the roles that it needs.

use super::{Classes, Frame, FrameSet, Match, is_negated};
use crate::argument::Predicates;
use crate::pattern::{Filter, Kind, Role};
use crate::words::Words;
use detente_nlp::Sentence;
use std::collections::BTreeMap;

/// What a frame is tried with: the sentence, and the matches of earlier rounds by their triggers.
pub(super) struct Attempt<'a> {
    pub(super) set: &'a FrameSet,
    pub(super) s: &'a Sentence,
    pub(super) predicates: &'a Predicates,
    pub(super) classes: &'a dyn Classes,
    pub(super) coded: &'a BTreeMap<usize, Match>,
}

/// Where arguments are looked for.
#[derive(Clone, Copy)]
pub(super) struct Site {
    pub(super) token: usize,
    pub(super) nominal: bool,
}

impl Attempt<'_> {
    pub(super) fn run(&self, index: usize, trigger: usize, lemma: &str, gerund: bool) -> Result<Match, (usize, String)> {
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
}
