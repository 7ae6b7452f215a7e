//! Names of actors, looked up in running text; persons are resolved at the report's date.

use crate::asset::sorted;
use crate::entry::{Entries, Owner};
use crate::name::normalize;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// What kind of actor an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ActorKind {
    /// A state or territory.
    State,
    /// An organ of a state, by a name that stands for it.
    Organ,
    /// A holder of an office.
    Person,
    /// An armed group.
    Armed,
    /// A party.
    Party,
    /// An international body, court or agency.
    Body,
    /// A non-governmental organisation.
    Ngo,
    /// A company.
    Company,
    /// A newspaper, agency or channel.
    Media,
    /// A people or faith.
    People,
    /// A state's force with a name of its own.
    Military,
}

/// An actor that the lexicon knows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActorRef {
    /// Stable id.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// Kind.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Sectors.
    pub sectors: Vec<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// For a person: the terms of office.
    pub terms: Vec<Holding>,
}

/// A term of office of a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Holding {
    /// Country, if it is a state's office.
    pub country: Option<String>,
    /// Group or body, if it is one's office.
    pub group: Option<String>,
    /// Office.
    pub office: String,
    /// Sectors.
    pub sectors: Vec<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// In what form a name stands for its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Form {
    Name,
    Adjective,
    People,
    Surname,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct NameEntry {
    actor: usize,
    form: Form,
    /// An acronym, which must stand in capitals.
    upper: bool,
}

/// A name found in text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NameMatch {
    /// How many words it covers.
    pub words: usize,
    /// Index of the actor.
    pub actor: usize,
    /// It is the adjective of a state ("Iranian").
    pub adjective: bool,
    /// It is the name of a people ("Iranians").
    pub people: bool,
    /// It is only a surname, to be believed when the person is known from the report or in office.
    pub surname: bool,
    /// It must stand in capitals in the text.
    pub upper: bool,
}

/// All names with their actors.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ActorIndex {
    actors: Vec<ActorRef>,
    #[serde(serialize_with = "sorted")]
    names: HashMap<String, Vec<NameEntry>>,
    #[serde(serialize_with = "sorted")]
    longest: HashMap<String, usize>,
    titles: BTreeMap<(String, String), Vec<(usize, usize)>>,
    #[serde(serialize_with = "sorted")]
    by_id: HashMap<String, usize>,
    #[serde(serialize_with = "sorted")]
    alpha3: HashMap<String, String>,
}

impl ActorIndex {
    /// Indexes the entries.
    pub fn new(entries: &Entries) -> Self {
        let mut index = ActorIndex::default();
        index.add_states(entries);
        index.add_groups(entries);
        index.add_offices(entries);
        index
    }

    fn add(&mut self, actor: ActorRef) -> usize {
        let at = self.actors.len();
        self.by_id.entry(actor.id.clone()).or_insert(at);
        self.actors.push(actor);
        at
    }

    fn name(&mut self, name: &str, actor: usize, form: Form) {
        let key = normalize(name);
        let Some(first) = key.split(' ').next().filter(|f| !f.is_empty()) else { return };
        let words = key.split(' ').count();
        let letters = name.chars().filter(|c| c.is_alphabetic());
        let upper = words == 1 && name.chars().filter(|c| c.is_alphabetic()).count() <= 6 && letters.clone().all(char::is_uppercase);
        let longest = self.longest.entry(first.to_owned()).or_default();
        *longest = (*longest).max(words);
        let entries = self.names.entry(key).or_default();
        if !entries.iter().any(|e| e.actor == actor && e.form == form) {
            entries.push(NameEntry { actor, form, upper });
        }
    }

    fn add_states(&mut self, entries: &Entries) {
        for s in &entries.states {
            let actor = |id: String, name: &str, kind, sectors: Vec<String>| ActorRef {
                id,
                name: name.to_owned(),
                kind,
                country: Some(s.id.clone()),
                sectors,
                from: None,
                to: s.until,
                terms: Vec::new(),
            };
            if let Some(iso2) = &s.iso2 {
                self.alpha3.insert(iso2.clone(), s.id.clone());
            }
            let state = self.add(actor(s.id.clone(), &s.name, ActorKind::State, Vec::new()));
            for name in std::iter::once(&s.name).chain(&s.names) {
                self.name(name, state, Form::Name);
            }
            for name in &s.adjectives {
                self.name(name, state, Form::Adjective);
            }
            for name in &s.people {
                self.name(name, state, Form::People);
            }
            for m in &s.metonyms {
                let sectors = if m.sectors.is_empty() { vec!["GOV".to_owned()] } else { m.sectors.clone() };
                let id = format!("{}:{}", s.id, normalize(&m.name).replace(' ', "-"));
                let is_capital = s.capital.as_ref().is_some_and(|c| normalize(c) == normalize(&m.name));
                let name = if is_capital { s.name.as_str() } else { m.name.as_str() };
                let organ = self.add(actor(id, name, ActorKind::Organ, sectors));
                self.name(&m.name, organ, Form::Name);
            }
        }
    }

    fn add_groups(&mut self, entries: &Entries) {
        for g in &entries.groups {
            let kind = match g.kind.as_str() {
                "armed" => ActorKind::Armed,
                "party" => ActorKind::Party,
                "ngo" => ActorKind::Ngo,
                "company" => ActorKind::Company,
                "media" => ActorKind::Media,
                "people" | "faith" => ActorKind::People,
                "military" => ActorKind::Military,
                _ => ActorKind::Body,
            };
            let actor = ActorRef {
                id: g.id.clone(),
                name: g.name.clone(),
                kind,
                country: g.country.clone(),
                sectors: g.sectors.clone(),
                from: g.from,
                to: g.to,
                terms: Vec::new(),
            };
            let at = self.add(actor);
            for name in std::iter::once(&g.name).chain(&g.names) {
                self.name(name, at, Form::Name);
            }
        }
    }

    fn add_offices(&mut self, entries: &Entries) {
        let mut persons: HashMap<String, usize> = HashMap::new();
        for o in &entries.offices {
            let (country, group) = match &o.owner {
                Owner::Country(c) => (Some(c.clone()), None),
                Owner::Group(g) => (self.by_id.get(g).and_then(|&i| self.actors[i].country.clone()), Some(g.clone())),
                Owner::Nobody => (None, None),
            };
            for h in &o.holders {
                let key = normalize(&h.name);
                let at = match persons.get(&key) {
                    Some(&at) => at,
                    None => {
                        let id = format!("person:{}", key.replace(' ', "-"));
                        let at = self.add(ActorRef {
                            id,
                            name: h.name.clone(),
                            kind: ActorKind::Person,
                            country: country.clone(),
                            sectors: o.sectors.clone(),
                            from: None,
                            to: None,
                            terms: Vec::new(),
                        });
                        persons.insert(key.clone(), at);
                        at
                    }
                };
                let term = Holding {
                    country: country.clone(),
                    group: group.clone(),
                    office: o.office.clone(),
                    sectors: o.sectors.clone(),
                    from: h.from,
                    to: h.to,
                };
                self.actors[at].terms.push(term);
                let term_index = self.actors[at].terms.len() - 1;
                self.name(&h.name, at, Form::Name);
                for also in &h.also {
                    let form = if normalize(also).contains(' ') { Form::Name } else { Form::Surname };
                    self.name(also, at, form);
                }
                if let Some(surname) = key.rsplit(' ').next().filter(|s| s.len() > 2) {
                    let surname = h.name.rsplit(' ').next().map(str::to_owned).unwrap_or_else(|| surname.to_owned());
                    self.name(&surname, at, Form::Surname);
                }
                // A group's leader is no leader of its country: "the Sudanese leader".
                let owner = group.clone().or(country.clone()).unwrap_or_default();
                for title in std::iter::once(&o.office).chain(&o.titles) {
                    self.titles.entry((owner.clone(), normalize(title))).or_default().push((at, term_index));
                }
            }
        }
    }

    /// Whether a person is known to have held an office on a day.
    pub fn in_office(&self, person: &ActorRef, on: Date) -> bool {
        person.terms.iter().any(|t| surely_covers(t, on))
    }

    /// The actor at an index.
    pub fn actor(&self, index: usize) -> &ActorRef {
        &self.actors[index]
    }

    /// All actors.
    pub fn actors(&self) -> &[ActorRef] {
        &self.actors
    }

    /// An actor by id.
    pub fn by_id(&self, id: &str) -> Option<&ActorRef> {
        self.by_id.get(id).map(|&i| &self.actors[i])
    }

    /// ISO alpha-3 of an alpha-2 code.
    pub fn alpha3(&self, alpha2: &str) -> Option<&str> {
        self.alpha3.get(alpha2).map(String::as_str)
    }

    /// The names that begin at the first of `words` (normalised): those of the longest match.
    /// Several actors may bear it; the order is that of the lexicon, full names before surnames.
    pub fn find(&self, words: &[&str]) -> Vec<NameMatch> {
        let Some(longest) = words.first().and_then(|first| self.longest.get(*first)) else { return Vec::new() };
        for n in (1..=(*longest).min(words.len())).rev() {
            let Some(entries) = self.names.get(&words[..n].join(" ")) else { continue };
            let mut found: Vec<NameMatch> = entries
                .iter()
                .map(|e| NameMatch {
                    words: n,
                    actor: e.actor,
                    adjective: e.form == Form::Adjective,
                    people: e.form == Form::People,
                    surname: e.form == Form::Surname,
                    upper: e.upper,
                })
                .collect();
            found.sort_by_key(|m| m.surname);
            return found;
        }
        Vec::new()
    }

    /// Who held the office that a report calls `title` (normalised) of a state or body on a day.
    pub fn holder(&self, owner: &str, title: &str, on: Option<Date>) -> Option<&ActorRef> {
        let held = self.titles.get(&(owner.to_owned(), title.to_owned()))?;
        let on = on?;
        held.iter().find(|&&(person, term)| covers(&self.actors[person].terms[term], on)).map(|&(person, _)| &self.actors[person])
    }

    /// A person's term that covers a day; without one the latest before it, and whether it was over by then.
    pub fn term<'a>(&self, person: &'a ActorRef, on: Option<Date>) -> Option<(&'a Holding, bool)> {
        let Some(on) = on else { return person.terms.iter().max_by_key(|t| t.from).map(|t| (t, false)) };
        if let Some(term) = person.terms.iter().find(|t| covers(t, on)) {
            return Some((term, false));
        }
        let past = person.terms.iter().filter(|t| t.to.is_some_and(|to| to < on)).max_by_key(|t| t.to);
        // Who has just left is still told of in his office.
        let fresh = |t: &Holding| t.to.and_then(|to| on.since(to).ok()).is_some_and(|since| since.get_days() <= GRACE_DAYS);
        past.map(|t| (t, !fresh(t))).or_else(|| person.terms.first().map(|t| (t, true)))
    }
}

/// So many days after its end a term still counts in a report.
const GRACE_DAYS: i32 = 31;

/// As [`covers`], but a term whose beginning is not known covers nothing.
fn surely_covers(term: &Holding, on: Date) -> bool {
    term.from.is_some() && covers(term, on)
}

fn covers(term: &Holding, on: Date) -> bool {
    term.from.is_none_or(|from| from <= on) && term.to.is_none_or(|to| on <= to)
}
