//! The slots of a pattern: who fills a role, which words stand where they are asked for, which event is referred to.

use super::attempt::{Attempt, Site};
use super::{Filler, Match, is_negated};
use crate::argument::{Argument, Function};
use crate::pattern::{Filter, Head, Place, Role, Slot};
use crate::words::Words;

impl Attempt<'_> {
    pub(super) fn slot(&self, slot: &Slot, site: Site, particles: &[&str], m: &mut Match) -> Result<(), String> {
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

    pub(super) fn fill(&self, role: Role, a: Argument, filter: &Filter, m: &mut Match) {
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
        let classes = filter.classes.iter().all(|any| any.split('|').any(|class| self.classes.is(token, class)));
        let words = filter.words.as_ref().is_none_or(|words| {
            // "thousands of fighters", "some of the hostages": the noun behind "of" counts too.
            let behind =
                self.s.children_by(token, "nmod").filter(|&c| self.s.children_by(c, "case").any(|k| self.s.tokens[k].lemma == "of"));
            std::iter::once(token).chain(behind).any(|t| words.find_at(self.s, t).is_some())
        });
        classes && words
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
