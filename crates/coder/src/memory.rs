//! What a report has said so far, for pronouns and definite descriptions.

use crate::home::Home;
use crate::phrase::{Resolved, same};
use detente_lexicon::ActorKind;

/// Actors in the order in which the report names them.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    seen: Vec<(usize, Resolved)>,
    lists: Vec<(usize, Vec<Resolved>)>,
    states: Vec<Resolved>,
    subjects: Vec<(usize, Resolved)>,
    last_speaker: Option<Resolved>,
    political: bool,
    events: Vec<ToldEvent>,
    /// Which country the report is about.
    pub home: Home,
    /// The only armed group that the report names anywhere, as an index of the lexicon's actors.
    pub sole_armed: Option<usize>,
}

/// An act that the report has told, for "the strikes" and "the visit".
#[derive(Debug, Clone)]
pub struct ToldEvent {
    /// Lemma of its trigger.
    pub lemma: String,
    /// PLOVER type.
    pub event_type: String,
    /// Who acted.
    pub source: Vec<Resolved>,
    /// To whom.
    pub target: Vec<Resolved>,
}

/// Nouns that desks use in turn for the same vessels, aircraft and men.
const ALIKE: [&[&str]; 4] = [
    &["ship", "boat", "vessel", "warship", "gunboat", "tug", "cutter", "frigate", "destroyer", "corvette", "craft"],
    &["jet", "plane", "aircraft", "warplane", "bomber", "fighter jet"],
    &["sailor", "seaman", "crewman", "serviceman", "marine", "crew"],
    &["pilot", "airman", "flier", "aviator"],
];

/// Whether two nouns may be said of the same.
pub(crate) fn are_alike(a: &str, b: &str) -> bool {
    ALIKE.iter().any(|kind| kind.contains(&a) && kind.contains(&b))
}

/// How many sentences back a pronoun may reach.
const REACH: usize = 3;

impl Memory {
    /// Whether a state, an armed group or another actor of politics was named so far.
    pub fn is_political(&self) -> bool {
        self.political
    }

    /// Notes an actor of sentence `number`.
    pub fn note(&mut self, number: usize, actor: Resolved) {
        self.political |= crate::event::is_political(&actor);
        if let (Some(ActorKind::State | ActorKind::Organ), Some(country)) = (actor.kind, actor.actor.country.clone()) {
            self.states.retain(|s| s.actor.country.as_deref() != Some(country.as_str()));
            self.states.push(actor.clone());
        }
        self.seen.push((number, actor));
    }

    /// Notes who the main clause of sentence `number` is about.
    pub fn note_subject(&mut self, number: usize, actor: Resolved) {
        self.subjects.push((number, actor));
    }

    /// The subject of the sentence before, if it fits: what a pronoun that begins a sentence goes on with.
    fn continued(&self, number: usize, fits: impl Fn(&Resolved) -> bool) -> Option<Vec<Resolved>> {
        let (n, r) = self.subjects.last()?;
        (n + 1 == number && fits(r)).then(|| vec![r.clone()])
    }

    /// The state, group or body that the sentence before was about.
    pub fn continued_body(&self, number: usize) -> Option<Vec<Resolved>> {
        self.continued(number, is_body)
    }

    /// The human being that the sentence before was about.
    pub fn continued_person(&self, number: usize) -> Option<Vec<Resolved>> {
        self.continued(number, |r| r.person && !r.plural)
    }

    /// Notes a compound actor.
    pub fn note_list(&mut self, number: usize, actors: Vec<Resolved>) {
        if actors.len() > 1 {
            self.lists.push((number, actors));
        }
    }

    /// Notes who spoke last.
    pub fn note_speaker(&mut self, speaker: Resolved) {
        self.last_speaker = Some(speaker);
    }

    /// Notes an act with its actors.
    pub fn note_event(&mut self, event: ToldEvent) {
        self.events.push(event);
    }

    /// Who did what was told last under the same word.
    pub fn agent_of(&self, lemma: &str) -> Vec<Resolved> {
        self.events.iter().rev().find(|e| e.lemma == lemma && !e.source.is_empty()).map(|e| e.source.clone()).unwrap_or_default()
    }

    /// Who was party to the act of this type that was told last.
    pub fn parties_of(&self, event_type: &str) -> Vec<Resolved> {
        let last = self.events.iter().rev().find(|e| e.event_type == event_type && !e.source.is_empty());
        last.map(|e| e.source.iter().chain(&e.target).cloned().collect()).unwrap_or_default()
    }

    /// To whom the same actor last did an act of the same type.
    pub fn target_of(&self, event_type: &str, source: &[Resolved]) -> Vec<Resolved> {
        self.events
            .iter()
            .rev()
            .find(|e| e.event_type == event_type && !e.target.is_empty() && e.source.iter().any(|a| source.iter().any(|b| same(a, b))))
            .map(|e| e.target.clone())
            .unwrap_or_default()
    }

    fn last(&self, number: usize, token: usize, fits: impl Fn(&Resolved) -> bool) -> Vec<Resolved> {
        self.seen
            .iter()
            .rev()
            .filter(|(n, r)| (*n < number && *n + REACH >= number) || (*n == number && r.token < token))
            .find(|(_, r)| fits(r))
            .map(|(_, r)| vec![r.clone()])
            .unwrap_or_default()
    }

    /// The last human being.
    pub fn person(&self, number: usize, token: usize) -> Vec<Resolved> {
        let known = self.last(number, token, |r| r.kind == Some(ActorKind::Person));
        if known.is_empty() { self.last(number, token, |r| r.person) } else { known }
    }

    /// The last list or group.
    pub fn plural(&self, number: usize, token: usize) -> Vec<Resolved> {
        let single = self.last(number, token, |r| {
            r.plural || matches!(r.kind, Some(ActorKind::Armed | ActorKind::Party | ActorKind::Body | ActorKind::Ngo))
        });
        let list = self.lists.iter().rev().find(|(n, l)| *n + REACH >= number && (*n < number || l.iter().all(|r| r.token < token)));
        match (list, single.first()) {
            (Some((n, list)), Some(one)) => {
                let newer = self
                    .seen
                    .iter()
                    .rev()
                    .find(|(_, r)| same(r, one))
                    .is_some_and(|(m, r)| (m, r.token) > (n, list.last().map_or(0, |l| l.token)));
                if newer { single } else { list.clone() }
            }
            (Some((_, list)), None) => list.clone(),
            (None, _) => single,
        }
    }

    /// The last state, group or body.
    pub fn body(&self, number: usize, token: usize) -> Vec<Resolved> {
        self.last(number, token, is_body)
    }

    /// The last armed group, party or body.
    pub fn group(&self, number: usize, token: usize) -> Vec<Resolved> {
        let armed = self.last(number, token, |r| r.kind == Some(ActorKind::Armed));
        if !armed.is_empty() {
            return armed;
        }
        self.last(number, token, |r| matches!(r.kind, Some(ActorKind::Party | ActorKind::Body | ActorKind::Ngo)))
    }

    /// The one armed group that the report has named, if it has named no other: its fighters are "the rebels".
    pub fn only_armed(&self) -> Vec<Resolved> {
        let mut armed = self.seen.iter().map(|(_, r)| r).filter(|r| r.kind == Some(ActorKind::Armed) && r.actor.id.is_some());
        let Some(first) = armed.next() else { return Vec::new() };
        if armed.all(|r| same(r, first)) { vec![first.clone()] } else { Vec::new() }
    }

    /// The country among these that was spoken of last, by the state or by anybody of it.
    pub fn country_among(&self, codes: &[&str]) -> Option<String> {
        let mut countries = self.seen.iter().rev().filter_map(|(_, r)| r.actor.country.as_ref());
        countries.find(|c| codes.contains(&c.as_str())).cloned()
    }

    /// The last state.
    pub fn state(&self, number: usize, token: usize) -> Vec<Resolved> {
        self.last(number, token, |r| matches!(r.kind, Some(ActorKind::State | ActorKind::Organ)))
    }

    /// The state before the last one.
    pub fn other_state(&self, number: usize, token: usize) -> Vec<Resolved> {
        let last = self.state(number, token);
        let Some(last) = last.first() else { return Vec::new() };
        self.last(number, token, |r| matches!(r.kind, Some(ActorKind::State | ActorKind::Organ)) && r.actor.country != last.actor.country)
    }

    /// The two states that the report is about: the last two named, in order of their naming.
    pub fn pair(&self) -> Vec<Resolved> {
        if self.states.len() < 2 {
            return Vec::new();
        }
        self.states[self.states.len() - 2..].to_vec()
    }

    /// The state that is called "the North" or "the South" for short.
    pub fn half(&self, side: &str) -> Vec<Resolved> {
        let named = |r: &&Resolved| r.actor.name.to_lowercase().split(' ').next() == Some(side);
        self.states.iter().rev().find(named).cloned().into_iter().collect()
    }

    /// Whoever was called by the same noun before, or by another word for the same ("the boats" for three gunboats).
    pub fn by_noun(&self, noun: &str, plural: bool) -> Vec<Resolved> {
        let known = |r: &Resolved| r.plural == plural && (r.actor.country.is_some() || r.actor.id.is_some());
        let like = |same: &dyn Fn(&str) -> bool| self.seen.iter().rev().find(|(_, r)| r.noun.as_deref().is_some_and(same) && known(r));
        let found = like(&|other| other == noun).or_else(|| like(&|other| are_alike(noun, other)));
        found.map(|(_, r)| vec![r.clone()]).unwrap_or_default()
    }

    /// The body or group in whose name this word stands.
    pub fn by_word_of_name(&self, word: &str) -> Vec<Resolved> {
        let has = |r: &Resolved| {
            let named = r.actor.id.is_some() && !matches!(r.kind, None | Some(ActorKind::Person | ActorKind::State | ActorKind::People));
            named && [&r.actor.text, &r.actor.name].iter().any(|name| name.split_whitespace().any(|w| w == word))
        };
        self.seen.iter().rev().find(|(_, r)| has(r)).map(|(_, r)| vec![r.clone()]).unwrap_or_default()
    }

    /// The person unknown to the lexicon who was told by this surname and of whom the report said what he is.
    pub fn by_surname(&self, surname: &str) -> Vec<Resolved> {
        let bears = |r: &Resolved| {
            r.actor.id.is_none()
                && r.person
                && !r.plural
                && (r.actor.country.is_some() || !r.actor.sectors.is_empty())
                && r.actor.name.chars().next().is_some_and(char::is_uppercase)
                && r.actor.name.split_whitespace().next_back() == Some(surname)
        };
        self.seen.iter().rev().find(|(_, r)| bears(r)).map(|(_, r)| vec![r.clone()]).unwrap_or_default()
    }

    /// The last named person who fits.
    pub fn named_person(&self, number: usize, token: usize, fits: impl Fn(&Resolved) -> bool) -> Vec<Resolved> {
        let named = |r: &Resolved| r.person && !r.plural && r.actor.name.split_whitespace().next_back().is_some_and(starts_upper);
        self.last(number, token, |r| named(r) && fits(r))
    }

    /// The last body of states.
    pub fn states_body(&self) -> Vec<Resolved> {
        let body = |r: &Resolved| r.kind == Some(ActorKind::Body);
        self.seen.iter().rev().find(|(_, r)| body(r)).map(|(_, r)| vec![r.clone()]).unwrap_or_default()
    }

    /// The last state of another country.
    pub fn state_but(&self, country: Option<&str>) -> Option<Resolved> {
        let country = country?;
        self.states.iter().rev().find(|s| s.actor.country.as_deref() != Some(country)).cloned()
    }

    /// The last list, if it is of two and near enough.
    pub fn last_two(&self, number: usize) -> Vec<Resolved> {
        self.lists
            .iter()
            .rev()
            .find(|(n, l)| *n < number && *n + REACH >= number && l.len() == 2)
            .map(|(_, l)| l.clone())
            .unwrap_or_default()
    }

    /// Who spoke last.
    pub fn speaker(&self) -> Vec<Resolved> {
        self.last_speaker.clone().into_iter().collect()
    }
}

fn is_body(r: &Resolved) -> bool {
    // "the Russian coastguard", which no lexicon has by a name
    const COLLECTIVE: [&str; 10] =
        ["coastguard", "coast guard", "navy", "army", "military", "air force", "police", "government", "ministry", "command"];
    let organ = !r.plural && r.actor.country.is_some() && r.noun.as_deref().is_some_and(|noun| COLLECTIVE.contains(&noun));
    organ || !r.person && r.kind.is_some_and(|k| !matches!(k, ActorKind::Person | ActorKind::People | ActorKind::Media))
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}
