//! "The group", "both nations", "the strongman": who is meant by a description of somebody told before.

use crate::event::is_actor;
use crate::home;
use crate::mention::Mention;
use crate::phrase::{Resolved, Resolver, finish, same};
use detente_lexicon::ActorKind;
use detente_record::Actor;

/// Nouns for the fighters of an armed group.
const ARMED: [&str; 10] =
    ["rebel", "guerrilla", "guerilla", "insurgent", "militant", "extremist", "subversive", "jihadist", "fighter", "terrorist"];
/// States that "the Kingdom" may mean: first those that are called so for short.
const KINGDOMS: [&[&str]; 2] =
    [&["MAR", "SAU", "JOR", "BHR"], &["GBR", "ESP", "NLD", "BEL", "DNK", "SWE", "NOR", "THA", "KHM", "BTN", "LSO", "SWZ", "TON"]];
/// States that "the island" may mean.
const ISLANDS: [&[&str]; 1] = [&["TWN", "CUB", "LKA", "CYP", "JAM", "ISL", "IRL", "MDG", "MLT", "BHR", "SGP", "GRD", "BRB", "MUS"]];
/// Nouns of two states that face each other.
const PAIR: [&str; 14] = [
    "nation",
    "country",
    "side",
    "neighbor",
    "neighbour",
    "state",
    "government",
    "party",
    "capital",
    "leader",
    "foe",
    "rival",
    "ally",
    "power",
];
/// Nouns of those who act for a state abroad.
const MINISTERS: [&str; 7] = ["minister", "leader", "president", "official", "diplomat", "ambassador", "delegation"];
/// Nouns for an armed group or party.
const GROUPS: [&str; 9] = ["group", "organization", "organisation", "outfit", "movement", "militia", "faction", "network", "insurgency"];
/// Nouns for a body of states.
const BODIES: [&str; 7] = ["alliance", "bloc", "union", "league", "body", "agency", "watchdog"];
/// Nouns that name one human being by what he is, with the sectors that show it of somebody named.
const PERSONS: [(&str, &[&str]); 19] = [
    ("general", &["MIL"]),
    ("colonel", &["MIL"]),
    ("commander", &["MIL", "REB"]),
    ("strongman", &["GOV", "MIL", "REB"]),
    ("dictator", &["GOV", "MIL"]),
    ("ruler", &["GOV", "MIL"]),
    ("autocrat", &["GOV", "MIL"]),
    ("monarch", &["GOV"]),
    ("warlord", &["REB", "MIL", "PRM"]),
    ("cleric", &["REL"]),
    ("ayatollah", &["REL"]),
    ("preacher", &["REL"]),
    ("priest", &["REL"]),
    ("bishop", &["REL"]),
    ("archbishop", &["REL"]),
    ("lawmaker", &["LEG"]),
    ("senator", &["LEG"]),
    ("judge", &["JUD"]),
    ("politician", &["PTY", "OPP", "LEG"]),
];
/// Words of many names, which tell none apart.
const COMMON: [&str; 14] = [
    "State",
    "Government",
    "Republic",
    "President",
    "Minister",
    "People",
    "National",
    "United",
    "International",
    "Islamic",
    "North",
    "South",
    "East",
    "West",
];

impl Resolver<'_> {
    /// "each other", "the other", "the North", "the latter": known from those named before.
    pub(crate) fn counterpart(&self, t: usize, depth: usize) -> Option<Vec<Resolved>> {
        let s = self.a.s;
        let lemma = s.tokens[t].lemma.to_lowercase();
        let before = t.checked_sub(1).map(|b| s.tokens[b].lemma.to_lowercase()).unwrap_or_default();
        let found = match (before.as_str(), lemma.as_str()) {
            ("each" | "the", "other") | ("one", "another") => self.memory.pair(),
            ("the", "north" | "south") if s.children_by(t, "nmod").next().is_none() => self.memory.half(&lemma),
            ("the", "latter" | "former") if !["amod", "compound"].iter().any(|r| s.has_relation(t, r)) => {
                self.one_of_two(t, lemma == "latter", depth)
            }
            _ => Vec::new(),
        };
        (!found.is_empty()).then_some(found)
    }

    /// The second or the first of the two actors named last, in this sentence or as a list before it.
    fn one_of_two(&self, t: usize, second: bool, depth: usize) -> Vec<Resolved> {
        let s = self.a.s;
        let mut named: Vec<Resolved> = Vec::new();
        for head in (0..t).rev().filter(|&c| matches!(s.tokens[c].upos, "NOUN" | "PROPN") && !s.has_relation(c, "compound")) {
            let list = self.single(head, depth + 1);
            if list.len() == 1 && is_actor(&list[0]) && !s.is_under(t, head) && !named.iter().any(|old| same(old, &list[0])) {
                named.extend(list);
            }
            if named.len() == 2 {
                break;
            }
        }
        if named.len() < 2 {
            named = self.memory.last_two(self.a.number);
            named.reverse();
        }
        // The last named comes first here.
        named.into_iter().nth(usize::from(!second)).into_iter().collect()
    }

    /// "its neighbour", "the army's old foe": the other of the two states that the report is about.
    pub(crate) fn neighbour(&self, t: usize, lemma: &str, owners: &[Resolved]) -> Option<Vec<Resolved>> {
        if !matches!(lemma, "neighbor" | "neighbour" | "rival" | "foe" | "adversary" | "arch-foe" | "counterpart") {
            return None;
        }
        let owner = owners.first().filter(|o| matches!(o.kind, Some(ActorKind::State | ActorKind::Organ)) && owners.len() == 1)?;
        let owned = self.a.s.children_by(t, "nmod:poss").next().is_some();
        let plural = matches!(self.a.s.tokens[t].xpos, "NNS" | "NNPS");
        let other = self.memory.state_but(owner.actor.country.as_deref()).filter(|_| owned && !plural && lemma != "counterpart");
        match other {
            Some(other) => Some(self.at(t, vec![other])),
            // Which of its neighbours is not said.
            None if owned && lemma.starts_with("neighb") => {
                let mut actor = Actor { text: self.text(t), name: self.text(t), span: self.span(t), ..Actor::default() };
                finish(&mut actor);
                Some(vec![Resolved { actor, kind: None, token: t, noun: Some(lemma.to_owned()), plural, person: false }])
            }
            None => None,
        }
    }

    /// "both nations", "the group", "the minister": who was meant before.
    pub(crate) fn definite(&self, t: usize, lemma: &str, plural: bool) -> Option<Vec<Resolved>> {
        if let Some(pair) = self.both(t, lemma, plural) {
            return Some(pair);
        }
        if let Some(found) = self.fighters(t, lemma, plural) {
            return Some(found);
        }
        if !self.has_word(t, &["the", "this", "that", "these", "those"]) {
            return None;
        }
        let found = match (lemma, plural) {
            (_, false) if GROUPS.contains(&lemma) => return some(self.at(t, self.memory.group(self.a.number, t))),
            ("kingdom", false) => return self.state_among(t, &KINGDOMS),
            ("island", false) => self.state_among(t, &ISLANDS).unwrap_or_default(),
            ("country" | "nation" | "republic", false) if !self.has_word(t, &["neighboring", "neighbouring", "other", "same"]) => {
                return some(self.at(t, self.memory.state(self.a.number, t)));
            }
            ("country" | "nation", _) if self.has_word(t, &["neighboring", "neighbouring", "other"]) => {
                return some(self.at(t, self.memory.other_state(self.a.number, t)));
            }
            _ => Vec::new(),
        };
        let found = if found.is_empty() { self.part_of_name(t) } else { found };
        let found = if found.is_empty() { self.at(t, self.memory.by_noun(lemma, plural)) } else { found };
        let found = if found.is_empty() && !plural && BODIES.contains(&lemma) { self.at(t, self.memory.states_body()) } else { found };
        if found.is_empty() && !plural { self.person_described(t, lemma) } else { some(found) }
    }

    fn has_word(&self, t: usize, words: &[&str]) -> bool {
        let s = self.a.s;
        s.children(t).iter().any(|&c| words.contains(&s.tokens[c].lemma.to_lowercase().as_str()))
    }

    /// Whether somebody is called by what he was once.
    pub(crate) fn is_former(&self, t: usize) -> bool {
        self.has_word(t, &["former", "ex", "one-time", "onetime", "erstwhile", "deposed", "ousted"])
    }

    /// "both nations", "the two sides", "each side", "their ministers".
    fn both(&self, t: usize, lemma: &str, plural: bool) -> Option<Vec<Resolved>> {
        let minister = MINISTERS.contains(&lemma);
        let told = self.has_word(t, &["both", "two", "their", "respective"]) || (minister || lemma == "side") && self.has_word(t, &["the"]);
        // "Each side blamed the other."
        let each = !plural && self.has_word(t, &["each", "either", "neither"]) && self.a.s.tokens[t].mention != Some("place");
        if !(plural && (PAIR.contains(&lemma) || minister) && told || each && PAIR.contains(&lemma)) {
            return None;
        }
        let pair = self.memory.pair();
        if pair.len() != 2 {
            return None;
        }
        let sectors = self.lexicon.roles.find(self.a.s, t).map(|(sectors, _)| sectors.to_vec()).filter(|_| minister);
        let mut pair = self.at(t, pair);
        for r in &mut pair {
            if let Some(sectors) = &sectors {
                r.actor.sectors.clone_from(sectors);
                finish(&mut r.actor);
            }
            r.plural = true;
        }
        Some(pair)
    }

    /// "the rebels", "the guerrillas": those of the one group that was named; without a word that sets them apart, also
    /// those of the only one that the report names anywhere.
    fn fighters(&self, t: usize, lemma: &str, plural: bool) -> Option<Vec<Resolved>> {
        if !plural || !ARMED.contains(&lemma) {
            return None;
        }
        let counted = self.a.s.children_by(t, "nummod").next().is_some();
        let definite = !counted && self.has_word(t, &["the", "this", "that", "these", "those"]);
        let mut found = if definite { self.memory.only_armed() } else { Vec::new() };
        if found.is_empty()
            && let Some(home) = self.memory.home.at(self.a.number)
            && let Some(group) = self.sole_group(t, home)
        {
            found = vec![group];
        }
        let mut found = self.at(t, found);
        found.iter_mut().for_each(|r| r.plural = true);
        some(found)
    }

    /// The only armed group that the report names, where it is of this country and the fighters called at `t` are set
    /// apart from it by no word: "500 guerrillas" may be its, "Islamist fighters" and "other rebels" need not be.
    pub(crate) fn sole_group(&self, t: usize, country: &str) -> Option<Resolved> {
        const NEUTRAL: [&str; 12] = [
            "leftist",
            "marxist",
            "urban",
            "armed",
            "rebel",
            "guerrilla",
            "insurgent",
            "suspected",
            "alleged",
            "heavily",
            "unidentified",
            "about",
        ];
        let s = self.a.s;
        let lemma = s.tokens[t].lemma.to_lowercase();
        let apart = |&c: &usize| {
            let describes = ["amod", "compound", "nmod", "acl", "acl:relcl", "appos"].iter().any(|r| s.has_relation(c, r));
            describes && !NEUTRAL.contains(&s.tokens[c].lemma.to_lowercase().as_str()) && self.a.mention_at(c).is_none_or(|m| !m.adjective)
        };
        if !ARMED.contains(&lemma.as_str()) || !matches!(s.tokens[t].xpos, "NNS" | "NNPS") || s.children(t).iter().any(apart) {
            return None;
        }
        let group = self.lexicon.actors.actor(self.memory.sole_armed?);
        (group.country.as_deref() == Some(country)).then(|| {
            let actor = self.entry_actor(group, t);
            Resolved { actor, kind: Some(group.kind), token: t, noun: None, plural: true, person: false }
        })
    }

    fn state_among(&self, t: usize, states: &[&[&str]]) -> Option<Vec<Resolved>> {
        let country = states.iter().find_map(|codes| self.memory.country_among(codes))?;
        let mut actor = self.entry_actor(self.lexicon.actors.by_id(&country)?, t);
        actor.sectors = vec!["GOV".to_owned()];
        finish(&mut actor);
        Some(vec![Resolved { actor, kind: Some(ActorKind::State), token: t, noun: None, plural: false, person: false }])
    }

    /// "the Guards", "the Front", "the Mission": a word of a name stands for the whole.
    fn part_of_name(&self, t: usize) -> Vec<Resolved> {
        let form = self.a.s.tokens[t].form.as_str();
        let capital = form.chars().next().is_some_and(char::is_uppercase) && form.chars().any(char::is_lowercase);
        if !capital || COMMON.contains(&form) {
            return Vec::new();
        }
        self.at(t, self.memory.by_word_of_name(form))
    }

    /// "a Jaish bomber", "Jaish said": an armed group by the first word of its name, once the report has named it.
    pub(crate) fn group_for_short(&self, t: usize) -> Option<Vec<Resolved>> {
        let token = &self.a.s.tokens[t];
        let short = token.upos == "PROPN" && token.form.chars().count() > 3 && !COMMON.contains(&token.form.as_str());
        let found = if short { self.memory.by_word_of_name(&token.form) } else { Vec::new() };
        let armed = found.iter().all(|r| r.kind == Some(ActorKind::Armed) && r.actor.name.starts_with(&token.form));
        some(self.at(t, found)).filter(|_| armed)
    }

    /// "the general", "the cleric", "the former rebel": the last person named of whom that is known.
    fn person_described(&self, t: usize, lemma: &str) -> Option<Vec<Resolved>> {
        let former = self.is_former(t);
        let role = self.lexicon.roles.find(self.a.s, t).map(|(sectors, _)| sectors.to_vec()).unwrap_or_default();
        let listed = PERSONS.iter().find(|(noun, _)| *noun == lemma).map(|(_, sectors)| sectors.iter().map(|s| (*s).to_owned()).collect());
        // "the top diplomat", "the premier": a minister by another noun.
        let minister = lemma == "premier" || lemma == "diplomat" && self.has_word(t, &["top", "chief"]);
        let listed = listed.or_else(|| minister.then(|| vec!["GOV".to_owned()]));
        let wanted: Vec<String> = listed.or_else(|| (former && role != ["CVL"] && role != ["ELI"]).then_some(role))?;
        let own_words = ["compound", "nmod", "appos", "flat"];
        let told = self.a.s.children(t).iter().any(|&c| own_words.iter().any(|r| self.a.s.has_relation(c, r)));
        if told || self.lexicon.roles.find(self.a.s, t).is_none() {
            return None;
        }
        let is = |sectors: &[String]| sectors.iter().any(|s| wanted.contains(s));
        let was = |r: &Resolved| {
            let entry = r.actor.id.as_deref().and_then(|id| self.lexicon.actors.by_id(id));
            entry.is_some_and(|e| e.terms.iter().any(|term| is(&term.sectors)))
        };
        some(self.at(t, self.memory.named_person(self.a.number, t, |r| !former && is(&r.actor.sectors) || was(r))))
    }

    /// Whether a name is a word for any state's body ("Congress") and the report is about another state.
    pub(crate) fn is_of_home(&self, mention: &Mention) -> bool {
        let entry = self.lexicon.actors.actor(mention.actor);
        home::is_any_states(self.a.s, mention, self.lexicon)
            && self.memory.home.at(self.a.number).is_some_and(|home| entry.country.as_deref() != Some(home))
            && !entry.country.as_deref().is_some_and(|own| self.memory.home.names(self.a.number, own))
    }

    /// The state whose institution a role noun without an owner means: that which the report is about there.
    pub(crate) fn home_state(&self, t: usize, sectors: &[String], office: bool) -> Option<Resolved> {
        const STATE: [&str; 6] = ["GOV", "MIL", "COP", "LEG", "JUD", "SPY"];
        const ABROAD: [&str; 11] =
            ["diplomat", "ambassador", "envoy", "mission", "embassy", "consul", "consulate", "corps", "peacekeeper", "helmet", "attache"];
        const FOREIGN: [&str; 14] = [
            "foreign",
            "international",
            "allied",
            "neighbouring",
            "neighboring",
            "western",
            "multinational",
            "visiting",
            "un",
            "u.n.",
            "other",
            "blue",
            "peacekeeping",
            "coalition",
        ];
        let s = self.a.s;
        let lemma = s.tokens[t].lemma.to_lowercase();
        let of_state = !sectors.is_empty() && sectors.iter().all(|x| STATE.contains(&x.as_str()));
        let official = sectors.is_empty() && lemma == "official";
        let affairs = matches!(lemma.as_str(), "minister" | "ministry" | "secretary" | "office");
        // "Both rulers", "several governments": of more states than one.
        let several = self.has_word(t, &["both", "two", "several", "various", "some", "many", "few"]) && s.tokens[t].xpos == "NNS";
        let several = several && sectors == ["GOV"];
        let abroad = several || ABROAD.contains(&lemma.as_str()) || !affairs && self.has_word(t, &FOREIGN) || self.is_former(t);
        if abroad || !(of_state && !office || official) || self.is_thing(t) {
            return None;
        }
        let state = self.lexicon.actors.by_id(self.memory.home.at(self.a.number)?)?;
        let mut actor = self.entry_actor(state, t);
        actor.sectors = vec!["GOV".to_owned()];
        Some(Resolved { actor, kind: Some(ActorKind::State), token: t, noun: None, plural: false, person: false })
    }

    /// "A tank", "helicopters": whose they are shows by their use and not by the place.
    fn is_thing(&self, t: usize) -> bool {
        !matches!(self.a.s.tokens[t].mention, None | Some("person" | "organization"))
    }

    /// Id and name of a state's force that is called by a common noun: "the army", "the Iranian military".
    pub(crate) fn force(&self, t: usize, country: Option<&str>) -> Option<(String, String)> {
        let s = self.a.s;
        let state = self.lexicon.actors.by_id(country?)?;
        let before = t.checked_sub(1).map(|b| s.tokens[b].lemma.to_lowercase()).unwrap_or_default();
        // A counted few are not the force.
        let many = s.tokens[t].xpos == "NNS" && s.children_by(t, "nummod").next().is_none();
        let (slug, name) = match (before.as_str(), s.tokens[t].lemma.to_lowercase().as_str()) {
            ("armed", "force") | (_, "army" | "military") => ("armed-forces", "Armed Forces"),
            ("government" | "military", "force" | "personnel") | (_, "soldier" | "troop" | "troops") if many => {
                ("armed-forces", "Armed Forces")
            }
            ("air", "force") => ("air-force", "Air Force"),
            (_, "navy") => ("navy", "Navy"),
            _ => return None,
        };
        Some((format!("{}:{slug}", state.id), format!("{name} of {}", state.name)))
    }
}

fn some(found: Vec<Resolved>) -> Option<Vec<Resolved>> {
    (!found.is_empty()).then_some(found)
}
