//! Persons whom the lexicon lacks: what the report says of them beside their names, and who is meant by a surname later.

use crate::phrase::{Resolved, Resolver};

impl Resolver<'_> {
    /// "James Orengo, a senator", "General Kaliman": a person with the sectors and the country of the noun beside his
    /// name; a surname alone means whoever was told by it before.
    pub(crate) fn described(&self, t: usize, owners: &[Resolved], depth: usize) -> Option<Vec<Resolved>> {
        let s = self.a.s;
        if s.tokens[t].upos != "PROPN" || matches!(s.tokens[t].mention, Some("time" | "event")) || self.a.toponym_at(t).is_some() {
            return None;
        }
        let Some(noun) = self.noun_of(t) else {
            let known = self.memory.by_surname(&s.tokens[self.last_of_name(t)].form);
            return (owners.is_empty() && !known.is_empty()).then(|| self.at(t, known));
        };
        let (sectors, office) = self.lexicon.roles.find(s, noun)?;
        let lemma = s.tokens[noun].lemma.to_lowercase();
        let mut whose = self.owners(noun, depth + 1);
        if whose.is_empty() {
            whose = owners.to_vec();
        }
        if whose.is_empty() {
            whose.extend(self.home_state(noun, sectors, office));
        }
        let mut found = self.roles(noun, sectors, office, &whose, false, &lemma);
        found.truncate(1);
        for r in &mut found {
            let own = r.actor.id.as_deref().is_some_and(|id| id.starts_with("person:"));
            (r.actor.text, r.actor.span, r.token) = (self.text(t), self.span(t), t);
            if own {
                // Whoever holds the office by the lexicon bears another name.
                (r.actor.id, r.kind) = (None, None);
            }
            if r.actor.id.is_none() {
                r.actor.name = self.name_of(t);
            }
            (r.person, r.plural) = (true, false);
        }
        (!found.is_empty()).then_some(found)
    }

    /// The noun that says what a named person is: before the name, behind it, or the one that the name is beside.
    fn noun_of(&self, t: usize) -> Option<usize> {
        let s = self.a.s;
        let role = |c: &usize| {
            s.tokens[*c].mention != Some("place") && self.a.mention_at(*c).is_none() && self.lexicon.roles.find(s, *c).is_some()
        };
        let beside =
            |c: &usize| *c < t && (s.has_relation(*c, "compound") || s.has_relation(*c, "nmod:desc")) || s.has_relation(*c, "appos");
        let own = s.children(t).iter().copied().filter(beside).find(role);
        let above = || s.tokens[t].head.filter(|_| s.has_relation(t, "appos") || s.has_relation(t, "flat")).filter(role);
        // "President Norbert Mao" may be read as two subjects of one verb.
        let before =
            || t.checked_sub(1).filter(|&b| s.tokens[b].head == s.tokens[t].head && s.tokens[b].deprel == s.tokens[t].deprel).filter(role);
        own.or_else(above).or_else(before)
    }

    /// The last word of the name that is headed by `t`.
    fn last_of_name(&self, t: usize) -> usize {
        let s = self.a.s;
        s.children(t).iter().copied().filter(|&c| c > t && s.has_relation(c, "flat") && s.tokens[c].upos == "PROPN").max().unwrap_or(t)
    }

    /// The name headed by `t`, without what stands before it.
    fn name_of(&self, t: usize) -> String {
        self.a.text_between(t, self.last_of_name(t) + 1)
    }

    /// The name of a person that stands behind the noun for him ("the prefect Claude Érignac"), to know him by later.
    pub(crate) fn name_behind(&self, t: usize) -> Option<String> {
        let s = self.a.s;
        let flat = |c: &usize| *c > t && s.tokens[*c].upos == "PROPN" && (s.has_relation(*c, "flat") || s.has_relation(*c, "appos"));
        let first = s.children(t).iter().copied().find(flat)?;
        let named = s.tokens[t].upos == "NOUN" && self.a.mention_at(first).is_none() && self.a.toponym_at(first).is_none();
        let last = s.children(t).iter().copied().filter(flat).chain([self.last_of_name(first)]).max()?;
        named.then(|| self.a.text_between(first, last + 1))
    }
}
