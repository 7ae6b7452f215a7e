//! From the head word of a phrase to the actors that it denotes.

use crate::memory::Memory;
use crate::sentence::Analysis;
use detente_lexicon::{ActorKind, ActorRef, Lexicon, normalize};
use detente_record::Actor;
use jiff::civil::Date;

/// An actor with what resolution needs to know of it beyond the record.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// As it goes into the record.
    pub actor: Actor,
    /// Kind, where the lexicon knows it.
    pub kind: Option<ActorKind>,
    /// Head word.
    pub token: usize,
    /// The noun by which it was called ("minister"), for later "the minister".
    pub noun: Option<String>,
    /// More than one person or thing.
    pub plural: bool,
    /// A human being.
    pub person: bool,
}

/// Resolves phrases of one sentence.
pub struct Resolver<'a> {
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// The sentence with its mentions.
    pub a: &'a Analysis<'a>,
    /// What the report said before.
    pub memory: &'a Memory,
    /// The report's date.
    pub on: Option<Date>,
}

/// What only a state's forces hold.
const MILITARY_HOLDINGS: [&str; 14] = [
    "base", "airbase", "barracks", "outpost", "garrison", "post", "position", "trench", "bunker", "airfield", "radar", "depot", "shell",
    "missile",
];
/// Nouns that before a weapon or an attack say of what kind it is, and not whose: "killer drones", "a drone attack".
const KINDS_OF_ARMS: [&str; 4] = ["killer", "fighter", "bomber", "drone"];
/// How deep owners are followed ("the leader of the wing of the group").
const DEPTH: usize = 5;

impl Resolver<'_> {
    /// The actors denoted by the phrase headed by `token`; a list for a compound.
    pub fn actors(&self, token: usize) -> Vec<Resolved> {
        let mut all = self.single(token, 0);
        for c in self.a.s.children_by(token, "conj") {
            if !matches!(self.a.s.tokens[c].upos, "VERB" | "AUX" | "ADJ" | "ADV") || self.a.mention_at(c).is_some() {
                for r in self.single(c, 0) {
                    if !all.iter().any(|old| same(old, &r)) {
                        all.push(r);
                    }
                }
            }
        }
        all
    }

    pub(crate) fn single(&self, t: usize, depth: usize) -> Vec<Resolved> {
        if depth > DEPTH {
            return Vec::new();
        }
        let s = self.a.s;
        let token = &s.tokens[t];
        if token.upos == "PRON" || (token.upos == "DET" && token.xpos.starts_with("PRP")) {
            return self.pronoun(t, depth);
        }
        if token.upos == "NUM"
            || matches!(
                token.lemma.as_str(),
                "dozen"
                    | "hundred"
                    | "thousand"
                    | "score"
                    | "number"
                    | "group"
                    | "some"
                    | "many"
                    | "several"
                    | "million"
                    | "majority"
                    | "most"
                    | "series"
                    | "wave"
                    | "member"
                    | "all"
                    | "one"
                    | "part"
                    | "pair"
                    | "couple"
                    | "last"
                    | "rest"
                    | "half"
                    | "remainder"
            )
        {
            // "two of the soldiers", "dozens of villagers": who they are stands behind "of".
            if let Some(inner) = s.children_by(t, "nmod").find(|&c| self.case(c) == "of") {
                let mut inner = self.single(inner, depth + 1);
                if !inner.is_empty()
                    && inner.iter().any(|r| r.actor.country.is_some() || !r.actor.sectors.is_empty() || r.actor.id.is_some())
                {
                    for r in &mut inner {
                        r.token = t;
                        r.plural = true;
                    }
                    return inner;
                }
            }
        }
        if let Some(mention) = self.a.mention_at(t) {
            return if self.is_of_home(mention) { self.common(t, depth) } else { self.named(t, mention) };
        }
        if let Some(found) = self.counterpart(t, depth) {
            return self.at(t, found);
        }
        // "the group, Jaish al-Adl" and "Prime Minister Imran Khan": the name beside a noun.
        let beside = s.children(t).iter().copied().find_map(|c| {
            let near = s.has_relation(c, "appos")
                || s.has_relation(c, "flat")
                || s.has_relation(c, "compound") && c > t
                || s.has_relation(c, "nmod:desc");
            (near && !self.a.mention_at(c).is_some_and(|m| m.adjective)).then(|| self.a.mention_at(c)).flatten().map(|m| (c, m))
        });
        if let Some((c, mention)) = beside {
            let kind = self.lexicon.actors.actor(mention.actor).kind;
            if !matches!(kind, ActorKind::State | ActorKind::Media) || s.has_relation(c, "appos") {
                let mut found = self.named(c, mention);
                for r in &mut found {
                    r.noun = Some(token.lemma.to_lowercase());
                    r.token = t;
                }
                return found;
            }
        }
        self.common(t, depth)
    }

    pub(crate) fn case(&self, t: usize) -> String {
        let s = self.a.s;
        s.children_by(t, "case").next().map(|c| s.tokens[c].lemma.to_lowercase()).unwrap_or_default()
    }

    /// A phrase headed by a name.
    fn named(&self, t: usize, mention: &crate::mention::Mention) -> Vec<Resolved> {
        let entry = self.lexicon.actors.actor(mention.actor);
        let mut actor = self.entry_actor(entry, t);
        let s = self.a.s;
        // "Lao mortarmen" in capitals is tagged as two names: before a noun it is no people.
        let before_noun = ["amod", "compound", "nmod:desc"].iter().any(|r| s.has_relation(t, r)) && s.tokens[t].head.is_some_and(|h| h > t);
        if mention.people || (mention.adjective && s.tokens[t].upos != "ADJ" && !before_noun) {
            actor.sectors = if actor.sectors.is_empty() { vec!["CVL".to_owned()] } else { actor.sectors };
            actor.name = self.text(t);
            finish(&mut actor);
        }
        if entry.kind == ActorKind::State {
            // A state that acts is its government.
            if !mention.people && !mention.adjective && actor.sectors.is_empty() {
                actor.sectors = vec!["GOV".to_owned()];
                finish(&mut actor);
            }
        }
        let called = (entry.kind == ActorKind::Person).then(|| self.called(t)).flatten();
        if let Some(sectors) = called.filter(|_| actor.sectors == ["ELI"]).and_then(|c| self.office_said(c)) {
            // "Party chairman X", whom the lexicon knows in another office only.
            actor.sectors = sectors;
            finish(&mut actor);
        }
        let noun = called.map(|c| s.tokens[c].lemma.to_lowercase());
        let plural = mention.people || matches!(s.tokens[t].xpos, "NNS" | "NNPS");
        vec![Resolved { actor, kind: Some(entry.kind), token: t, noun, plural, person: entry.kind == ActorKind::Person }]
    }

    /// The noun by which a named person is called: "Foreign Minister Zarif".
    fn called(&self, t: usize) -> Option<usize> {
        let s = self.a.s;
        let beside =
            |c: &usize| *c < t && (s.has_relation(*c, "compound") || s.has_relation(*c, "nmod:desc")) || s.has_relation(*c, "appos");
        s.children(t).iter().copied().filter(beside).find(|&c| self.lexicon.roles.find(s, c).is_some())
    }

    /// The sectors of the office that a title names, unless it is a former one.
    fn office_said(&self, title: usize) -> Option<Vec<String>> {
        let (sectors, office) = self.lexicon.roles.find(self.a.s, title)?;
        let owner = self.owners(title, 0).into_iter().find(|o| !o.actor.sectors.is_empty()).filter(|_| office);
        let sectors = owner.map_or_else(|| sectors.to_vec(), |o| o.actor.sectors);
        (!sectors.is_empty() && !self.is_former(title)).then_some(sectors)
    }

    /// The record's actor for a lexicon entry.
    pub(crate) fn entry_actor(&self, entry: &ActorRef, t: usize) -> Actor {
        let mut actor = Actor {
            text: self.text(t),
            name: entry.name.clone(),
            id: Some(entry.id.clone()),
            country: entry.country.clone(),
            sectors: entry.sectors.clone(),
            code: None,
            span: self.span(t),
        };
        if entry.kind == ActorKind::Person
            && let Some((term, over)) = self.lexicon.actors.term(entry, self.on)
        {
            actor.country = term.country.clone();
            actor.sectors = if over { vec!["ELI".to_owned()] } else { term.sectors.clone() };
        }
        finish(&mut actor);
        actor
    }

    /// Gives a person the office that he held on the day of an act that lies before the report.
    pub(crate) fn as_of(&self, actor: &mut Actor, day: &str) {
        let person = actor.id.as_deref().and_then(|id| self.lexicon.actors.by_id(id)).filter(|e| e.kind == ActorKind::Person);
        let day = day.parse::<Date>().ok().filter(|day| self.on.is_none_or(|on| *day < on));
        if let Some((term, false)) = person.zip(day).and_then(|(entry, day)| self.lexicon.actors.term(entry, Some(day)))
            && actor.sectors == ["ELI"]
        {
            (actor.country, actor.sectors) = (term.country.clone(), term.sectors.clone());
            finish(actor);
        }
    }

    /// A phrase headed by a common noun (or a name that the lexicon lacks).
    pub(crate) fn common(&self, t: usize, depth: usize) -> Vec<Resolved> {
        let s = self.a.s;
        let lemma = s.tokens[t].lemma.to_lowercase();
        let plural = matches!(s.tokens[t].xpos, "NNS" | "NNPS")
            || s.children_by(t, "nummod").any(|n| s.tokens[n].lemma != "one" && s.tokens[n].lemma != "1");
        if let Some(found) = self.group_for_short(t) {
            return found;
        }
        let mut owners = self.owners(t, depth);
        if let Some(found) = self.neighbour(t, &lemma, &owners) {
            return found;
        }
        if owners.is_empty()
            && let Some(found) = self.definite(t, &lemma, plural)
        {
            return found;
        }
        if let Some((sectors, office)) = self.lexicon.roles.find(s, t) {
            if owners.is_empty() {
                owners.extend(self.home_state(t, sectors, office));
            }
            return self.roles(t, sectors, office, &owners, plural, &lemma);
        }
        if let Some(found) = self.described(t, &owners, depth) {
            return found;
        }
        if let Some(place) = self.a.toponym_at(t)
            && owners.is_empty()
        {
            let mut actor = Actor {
                text: self.text(t),
                name: place.place.name.clone(),
                country: place.place.country.clone(),
                span: self.span(t),
                ..Actor::default()
            };
            finish(&mut actor);
            return vec![Resolved { actor, kind: None, token: t, noun: None, plural: false, person: false }];
        }
        if !owners.is_empty() {
            // "Iran's claim", "bases of Baloch outfits", "Pakistani territory": the owner is meant.
            return owners
                .into_iter()
                .map(|mut o| {
                    o.actor.text = self.text(t);
                    o.actor.span = self.span(t);
                    o.noun = Some(lemma.clone());
                    o.plural = if crate::memory::are_alike(&lemma, &lemma) { plural } else { o.plural };
                    self.of_nation(t, &lemma, &mut o);
                    o
                })
                .collect();
        }
        let mention = s.tokens[t].mention;
        // "four were arrested": a bare number that something is done to means people.
        let number = s.tokens[t].upos == "NUM" && ["nsubj", "obj"].iter().any(|r| s.has_relation(t, r));
        let person = mention == Some("person") || number;
        let mut actor = Actor { text: self.text(t), name: self.text(t), span: self.span(t), ..Actor::default() };
        finish(&mut actor);
        vec![Resolved { actor, kind: None, token: t, noun: Some(lemma), plural, person }]
    }

    /// A role noun with its owners: "Iran's foreign minister", "Pakistani laborers", "A and B's foreign ministers".
    pub(crate) fn roles(
        &self,
        t: usize,
        sectors: &[String],
        office: bool,
        owners: &[Resolved],
        plural: bool,
        lemma: &str,
    ) -> Vec<Resolved> {
        let title = self.title(t);
        let one = |owner: Option<&Resolved>| {
            let mut actor =
                Actor { text: self.text(t), name: self.text(t), span: self.span(t), sectors: sectors.to_vec(), ..Actor::default() };
            let mut kind = None;
            if let Some(owner) = owner {
                actor.country = owner.actor.country.clone();
                let own_id = owner.actor.id.clone();
                if office || sectors.is_empty() {
                    // A spokesman or leader has the sector of whoever he speaks for; a state's is its government's.
                    if !owner.actor.sectors.is_empty() {
                        actor.sectors = owner.actor.sectors.clone();
                    } else if sectors.is_empty() && owner.kind == Some(ActorKind::State) {
                        actor.sectors = vec!["GOV".to_owned()];
                    }
                }
                if owner.kind.is_some_and(|k| {
                    !matches!(k, ActorKind::State | ActorKind::Organ | ActorKind::People | ActorKind::Person | ActorKind::Military)
                }) {
                    // "Hamas fighters", "a Taliban spokesman": the group with its own sectors.
                    actor.id = own_id.clone();
                    actor.name = owner.actor.name.clone();
                    actor.sectors = owner.actor.sectors.clone();
                    kind = owner.kind;
                }
                if let Some(holder) = own_id
                    .as_deref()
                    .map(|id| id.split(':').next().unwrap_or(id))
                    .and_then(|id| self.lexicon.actors.holder(id, &title, self.on))
                    .filter(|_| !plural)
                {
                    actor.id = Some(holder.id.clone());
                    actor.name = holder.name.clone();
                    kind = Some(ActorKind::Person);
                }
            }
            if owner.is_some_and(|o| matches!(o.kind, Some(ActorKind::State | ActorKind::Organ)))
                && let Some((id, name)) = self.force(t, actor.country.as_deref())
            {
                (actor.id, actor.name, kind) = (Some(id), name, Some(ActorKind::Military));
            }
            if owner.is_some_and(|o| o.kind == Some(ActorKind::State))
                && let Some(group) = actor.country.as_deref().and_then(|country| self.sole_group(t, country))
            {
                // "Salvadoran guerrillas", where the report names one group of Salvadorans.
                return Resolved { noun: Some(lemma.to_owned()), ..group };
            }
            if actor.id.is_none()
                && let Some(name) = self.name_behind(t).filter(|_| !plural)
            {
                actor.name = name;
            }
            finish(&mut actor);
            // "the charity said it …": a body is called by a role noun too.
            let person = !plural && self.a.s.tokens[t].mention != Some("organization");
            Resolved { actor, kind, token: t, noun: Some(lemma.to_owned()), plural, person }
        };
        // Only states multiply a role: "Iran and Pakistan's foreign ministers" are two actors.
        let states: Vec<&Resolved> = owners.iter().filter(|o| o.actor.country.is_some() || o.actor.id.is_some()).collect();
        if states.is_empty() {
            return vec![one(owners.first())];
        }
        states.into_iter().map(|o| one(Some(o))).collect()
    }

    /// The title as reports write it: the noun with the compounds and adjectives that belong to it.
    fn title(&self, t: usize) -> String {
        let s = self.a.s;
        let words: Vec<&str> = s
            .children(t)
            .iter()
            .copied()
            .filter(|&c| {
                c < t
                    && (s.has_relation(c, "compound") || s.has_relation(c, "amod"))
                    && self.a.mention_at(c).is_none()
                    && !matches!(s.tokens[c].lemma.as_str(), "visiting" | "new" | "former" | "late" | "then")
            })
            .chain([t])
            .map(|c| s.tokens[c].lemma.as_str())
            .collect();
        normalize(&words.join(" "))
    }

    /// Who a phrase belongs to: possessive, adjective or compound before it, "of", "from", "in".
    pub(crate) fn owners(&self, t: usize, depth: usize) -> Vec<Resolved> {
        let s = self.a.s;
        let mut found: Vec<Resolved> = Vec::new();
        let mut add = |list: Vec<Resolved>| {
            for r in list {
                if (r.actor.country.is_some() || r.actor.id.is_some() || !r.actor.sectors.is_empty())
                    && !found.iter().any(|old| same(old, &r))
                {
                    found.push(r);
                }
            }
        };
        // "his counterpart", "his colleagues in Ankara": whoever has one is not one.
        let vis_a_vis = matches!(s.tokens[t].lemma.as_str(), "counterpart" | "colleague" | "opponent" | "rival" | "enemy" | "foe");
        for &c in s.children(t) {
            if s.has_relation(c, "nmod:poss") && !(vis_a_vis && s.tokens[c].upos == "PRON") {
                add(self.with_conjuncts(c, depth));
            }
        }
        for &c in s.children(t) {
            let before = c < t
                && (s.has_relation(c, "amod")
                    || s.has_relation(c, "compound")
                    || s.has_relation(c, "nmod:desc")
                    || s.has_relation(c, "nmod"));
            if before && self.a.mention_at(c).is_some() {
                add(self.with_conjuncts(c, depth));
            } else if let Some(group) = self.group_for_short(c).filter(|_| before) {
                add(group);
            } else if before
                && self.lexicon.roles.is_holding(&s.tokens[t].lemma)
                && self.lexicon.roles.find(s, c).is_some()
                && !self.is_kind_of_arms(c)
            {
                // "militant hideouts", "army positions"
                let nation = s.children(t).iter().copied().find(|&n| n < c && self.a.mention_at(n).is_some_and(|m| m.adjective));
                match nation {
                    // "Russian border guard ships": the nation's guards, and not others beside it.
                    Some(_) => continue,
                    None => add(self.common(c, depth + 1)),
                }
            } else if before {
                // "Lahore-based", "Iran-backed militants": an actor inside a compound modifier backs, it does not own.
                for inner in s.children_by(c, "compound") {
                    if self.a.mention_at(inner).is_some() && s.tokens[c].upos == "NOUN" {
                        add(self.with_conjuncts(inner, depth));
                    }
                }
            }
        }
        if found.is_empty() {
            for c in s.children_by(t, "nmod") {
                let common = s.tokens[t].upos == "NOUN";
                if matches!(self.case(c).as_str(), "of" | "from" | "with")
                    || (self.case(c) == "by" && common)
                    || (self.case(c) == "in" && (self.lexicon.roles.find(s, t).is_some() || self.names_body(c) || vis_a_vis))
                {
                    let inner: Vec<Resolved> = self.with_conjuncts(c, depth);
                    let mut list = Vec::new();
                    for r in inner {
                        if r.actor.id.is_some() || r.actor.country.is_some() || !r.actor.sectors.is_empty() {
                            list.push(r);
                        }
                    }
                    for r in list {
                        if !found.iter().any(|old| same(old, &r)) {
                            found.push(r);
                        }
                    }
                    if !found.is_empty() {
                        break;
                    }
                }
            }
        }
        found
    }

    /// Whether a noun says of a weapon or an attack what it is ("killer drones", "a drone attack").
    pub(crate) fn is_kind_of_arms(&self, t: usize) -> bool {
        let s = self.a.s;
        KINDS_OF_ARMS.contains(&s.tokens[t].lemma.to_lowercase().as_str())
            && (s.has_relation(t, "compound") || s.has_relation(t, "amod"))
            && s.tokens[t].head.is_some_and(|h| h > t && s.tokens[h].mention != Some("person"))
    }

    /// "four Japanese geologists", "an Israeli base": whoever a nation's adjective stands before are its people, or its
    /// soldiers.
    fn of_nation(&self, t: usize, lemma: &str, owner: &mut Resolved) {
        let bare = owner.kind == Some(ActorKind::State) && owner.actor.sectors.is_empty();
        if !bare || self.a.s.tokens[t].upos != "NOUN" {
            return;
        }
        if self.a.s.tokens[t].mention == Some("person") {
            owner.actor.sectors = vec!["CVL".to_owned()];
            (owner.kind, owner.actor.id, owner.actor.name) = (None, None, owner.actor.text.clone());
            owner.plural = matches!(self.a.s.tokens[t].xpos, "NNS");
            owner.person = !owner.plural;
        } else if MILITARY_HOLDINGS.contains(&lemma) {
            owner.actor.sectors = vec!["MIL".to_owned()];
        }
        finish(&mut owner.actor);
    }

    /// "delays in Congress": a body behind "in" owns what is in it; a country is only where it is.
    fn names_body(&self, t: usize) -> bool {
        self.a.s.tokens[t].mention != Some("place")
            && self.a.toponym_at(t).is_none()
            && self.a.mention_at(t).is_some_and(|m| {
                matches!(self.lexicon.actors.actor(m.actor).kind, ActorKind::Organ | ActorKind::Body | ActorKind::Party | ActorKind::Armed)
            })
    }

    fn with_conjuncts(&self, t: usize, depth: usize) -> Vec<Resolved> {
        let mut all = self.single(t, depth + 1);
        for c in self.a.s.children_by(t, "conj") {
            all.extend(self.single(c, depth + 1));
        }
        all
    }

    fn pronoun(&self, t: usize, depth: usize) -> Vec<Resolved> {
        let token = &self.a.s.tokens[t];
        let word = token.lemma.to_lowercase();
        if let Some(found) = self.before(t, &word, depth) {
            return self.at(t, found);
        }
        if opens_sentence(self.a.s, t) {
            let continued = match word.as_str() {
                "it" => self.memory.continued_body(self.a.number),
                "he" | "she" => self.memory.continued_person(self.a.number),
                _ => None,
            };
            if let Some(found) = continued {
                return self.at(t, found);
            }
        }
        let found = match word.as_str() {
            "he" | "she" | "him" | "her" | "his" | "hers" => self.memory.person(self.a.number, t),
            "they" | "their" | "them" | "theirs" => self.memory.plural(self.a.number, t),
            "it" | "its" => self.memory.body(self.a.number, t),
            "both" | "each" => self.memory.pair(),
            "we" | "our" | "us" | "i" | "my" | "me" => self.teller(t, depth).unwrap_or_else(|| self.memory.speaker()),
            _ => Vec::new(),
        };
        self.at(t, found)
    }

    /// "The Kremlin's spokesman: Russia acted within the law": who stands before the colon of a clause, as live notes have it.
    pub(crate) fn before_colon(&self, clause: usize, depth: usize) -> Option<Vec<Resolved>> {
        let s = self.a.s;
        let colon = s.children_by(clause, "punct").any(|c| c < clause && s.tokens[c].form == ":");
        let joined = s.has_relation(clause, "parataxis") || s.has_relation(clause, "appos");
        let label = s.tokens[clause].head.filter(|&h| h < clause && matches!(s.tokens[h].upos, "NOUN" | "PROPN"))?;
        if !colon || !joined || s.tokens[clause].upos != "VERB" {
            return None;
        }
        // "London: …" is where an item comes from.
        let found = self.single(label, depth + 1);
        let speaks = |r: &Resolved| crate::event::is_political(r) && (r.noun.is_some() || r.person);
        found.iter().any(speaks).then_some(found)
    }

    /// Who says "we": the subject of the verb of speech that the quotation stands beneath or beside.
    fn teller(&self, t: usize, depth: usize) -> Option<Vec<Resolved>> {
        let s = self.a.s;
        let speaks = |v: usize| {
            s.tokens[v].upos == "VERB"
                && self.lexicon.cues.is_reporting(&s.tokens[v].lemma.to_lowercase())
                && s.children_by(v, "nsubj").any(|c| c != t && s.tokens[c].upos != "PRON" && !s.is_under(t, c))
        };
        let mut at = t;
        let verb = loop {
            if let Some(found) = self.before_colon(at, depth) {
                return Some(found);
            }
            let beside = s.children_by(at, "parataxis").find(|&c| speaks(c) && !s.is_under(t, c));
            if let Some(v) = beside.or_else(|| (at != t && speaks(at)).then_some(at)) {
                break v;
            }
            at = s.tokens[at].head?;
        };
        let subject = s.children_by(verb, "nsubj").find(|&c| !s.is_under(t, c))?;
        let found = self.single(subject, depth + 1);
        found.iter().any(crate::event::is_actor).then_some(found)
    }

    /// The antecedent in the same sentence: the nearest subject before the pronoun that fits, else the nearest phrase.
    fn before(&self, t: usize, pronoun: &str, depth: usize) -> Option<Vec<Resolved>> {
        let s = self.a.s;
        let group = |r: &Resolved| {
            matches!(
                r.kind,
                Some(ActorKind::Armed | ActorKind::Party | ActorKind::Body | ActorKind::Ngo | ActorKind::Company | ActorKind::Military)
            )
        };
        let fits = |list: &[Resolved]| match pronoun {
            "he" | "she" | "him" | "her" | "his" | "hers" => list.len() == 1 && list[0].person && !list[0].plural,
            "they" | "their" | "them" | "theirs" => list.len() > 1 || list.iter().any(|r| r.plural && crate::event::is_actor(r)),
            "it" | "its" => {
                list.len() == 1
                    && (group(&list[0])
                        || matches!(list[0].kind, Some(ActorKind::State | ActorKind::Organ))
                        || (!list[0].person && !list[0].plural && !list[0].actor.sectors.is_empty()))
            }
            _ => false,
        };
        let heads: Vec<usize> = (0..t).rev().filter(|&c| matches!(s.tokens[c].upos, "NOUN" | "PROPN") && !s.is_under(t, c)).collect();
        // The pronoun that is itself a subject has its antecedent outside its own clause.
        let resolve = |c: &usize| {
            let adjective = self.a.mention_at(*c).is_some_and(|m| m.adjective || m.head != *c);
            let list = if adjective || s.has_relation(*c, "conj") || s.has_relation(*c, "compound") || s.has_relation(*c, "flat") {
                Vec::new()
            } else {
                let mut list = self.single(*c, depth + 1);
                list.extend(s.children_by(*c, "conj").flat_map(|d| self.single(d, depth + 1)));
                list
            };
            fits(&list).then_some(list)
        };
        heads.iter().filter(|&&c| s.has_relation(c, "nsubj")).find_map(resolve).or_else(|| heads.iter().find_map(resolve))
    }

    /// The same actors, standing at another word.
    pub(crate) fn at(&self, t: usize, found: Vec<Resolved>) -> Vec<Resolved> {
        found
            .into_iter()
            .map(|mut r| {
                r.actor.text = self.text(t);
                r.actor.span = self.span(t);
                r.token = t;
                r
            })
            .collect()
    }

    /// The words of a phrase without article and clauses.
    pub fn text(&self, t: usize) -> String {
        let [start, end] = self.token_bounds(t);
        self.a.text_between(start, end)
    }

    /// The same in code points of the report.
    pub fn span(&self, t: usize) -> [usize; 2] {
        let [start, end] = self.token_bounds(t);
        self.a.span_between(start, end)
    }

    /// First token and one past the last of a noun phrase's core: modifiers before the head, names after it,
    /// and an "of" phrase that names the owner.
    fn token_bounds(&self, t: usize) -> [usize; 2] {
        let s = self.a.s;
        if let Some(m) = self.a.mention_at(t)
            && m.tokens.range().contains(&t)
            && !m.adjective
        {
            return [m.tokens.start, m.tokens.end];
        }
        let mut start = t;
        let mut end = t + 1;
        for &c in s.children(t) {
            let core = ["compound", "amod", "nummod", "nmod:poss", "flat", "nmod:desc"].iter().any(|r| s.has_relation(c, r));
            if core && c < t {
                start = start.min(s.subtree(c).first().copied().unwrap_or(c));
            }
            if (s.has_relation(c, "flat") || s.has_relation(c, "compound")) && c > t {
                end = end.max(s.subtree(c).last().map_or(c, |&l| l) + 1);
            }
            if s.has_relation(c, "nmod") && c > t && self.case(c) == "of" {
                let inner = s.subtree(c);
                if inner.len() <= 6 {
                    end = end.max(inner.last().map_or(c, |&l| l) + 1);
                }
            }
        }
        while start < t && (s.has_relation(start, "det") || s.tokens[start].upos == "PUNCT") {
            start += 1;
        }
        [start, end]
    }
}

/// Whether two resolved actors are the same in the record.
pub fn same(a: &Resolved, b: &Resolved) -> bool {
    same_actor(&a.actor, &b.actor)
}

/// Whether two actors of the record are the same.
pub fn same_actor(a: &Actor, b: &Actor) -> bool {
    match (&a.id, &b.id) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a.name == b.name && a.country == b.country,
        _ => false,
    }
}

/// Completes the code: country and sectors in one.
pub fn finish(actor: &mut Actor) {
    let code: String = actor.country.iter().map(String::as_str).chain(actor.sectors.iter().map(String::as_str)).collect();
    actor.code = (!code.is_empty()).then_some(code);
}

/// Whether a word is the subject with which a sentence opens.
fn opens_sentence(s: &detente_nlp::Sentence, t: usize) -> bool {
    t <= 1 && s.tokens[t].deprel.starts_with("nsubj") && s.tokens[t].head.is_some_and(|h| s.has_relation(h, "root"))
}
