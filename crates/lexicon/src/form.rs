//! From TOML text to [`Entries`], with file and line for whatever is wrong.

use crate::entry::*;
use crate::name::normalize;
use crate::source::{LexiconProblem, Severity, SourceFile, line_at};
use detente_frames::Grammar;
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

const KINDS: [&str; 11] = ["armed", "party", "igo", "ngo", "court", "agency", "company", "media", "people", "faith", "military"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameForm {
    code: Spanned<String>,
    definition: String,
    #[serde(default)]
    pattern: Vec<PatternForm>,
    #[serde(default)]
    example: Vec<ExampleForm>,
    #[serde(default)]
    counterexample: Vec<CounterForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternForm {
    id: Spanned<String>,
    #[serde(rename = "match")]
    text: Spanned<String>,
    mode: Option<String>,
    contexts: Option<Vec<String>>,
    #[serde(default)]
    reciprocal: bool,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    weight: Option<f32>,
    needs: Option<Vec<String>>,
    #[serde(default)]
    veto: bool,
    #[allow(dead_code)] // for the reader of the file
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleForm {
    text: Spanned<String>,
    source: Option<String>,
    target: Option<String>,
    factuality: Option<String>,
    mode: Option<String>,
    place: Option<String>,
    date: Option<String>,
    speaker: Option<String>,
    reciprocal: Option<bool>,
    #[allow(dead_code)] // for the reader of the file
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CounterForm {
    text: Spanned<String>,
    why: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsForm {
    lists: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CuesForm {
    #[serde(default)]
    cue: Vec<CueForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueForm {
    id: Spanned<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    adverbs: Vec<String>,
    #[serde(default)]
    modals: Vec<String>,
    #[serde(default)]
    marks: Vec<String>,
    #[serde(default)]
    complements: Vec<String>,
    stance: Option<String>,
    factuality: Option<String>,
    holder: Option<String>,
    #[serde(default)]
    doubtful: bool,
    #[serde(default)]
    factive: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActorsForm {
    #[serde(default)]
    state: Vec<StateForm>,
    #[serde(default)]
    office: Vec<OfficeForm>,
    #[serde(default)]
    group: Vec<GroupForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StateForm {
    id: Spanned<String>,
    name: String,
    iso2: Option<String>,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
    capital: Option<String>,
    #[serde(default)]
    metonyms: Vec<MetonymForm>,
    #[serde(default)]
    former: bool,
    until: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum MetonymForm {
    Name(String),
    Organ {
        name: String,
        #[serde(default)]
        sectors: Vec<String>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeForm {
    country: Option<String>,
    body: Option<String>,
    group: Option<String>,
    office: Spanned<String>,
    #[serde(default)]
    titles: Vec<String>,
    #[serde(default)]
    sectors: Vec<String>,
    holders: Vec<Spanned<HolderForm>>,
    source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolderForm {
    name: String,
    #[serde(default)]
    also: Vec<String>,
    from: Option<String>,
    to: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupForm {
    id: Spanned<String>,
    name: String,
    #[serde(default)]
    names: Vec<String>,
    kind: String,
    country: Option<String>,
    #[serde(default)]
    sectors: Vec<String>,
    from: Option<String>,
    to: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DiscardsForm {
    #[serde(default)]
    discard: Vec<DiscardForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DiscardForm {
    phrases: Spanned<Vec<String>>,
    #[serde(default)]
    report: bool,
    #[serde(default)]
    whole: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RolesForm {
    #[serde(default)]
    role: Vec<RoleForm>,
    #[serde(default)]
    holding: Vec<HoldingForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleForm {
    sectors: Vec<String>,
    nouns: Spanned<Vec<String>>,
    #[serde(default)]
    office: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HoldingForm {
    nouns: Vec<String>,
}

/// Collects entries and problems of one file.
struct Reader<'a> {
    file: &'a SourceFile,
    entries: &'a mut Entries,
    problems: &'a mut Vec<LexiconProblem>,
}

impl Entries {
    /// Reads lexicon files; an unreadable file is left out and reported.
    pub fn read(files: &[SourceFile]) -> (Self, Vec<LexiconProblem>) {
        let mut entries = Entries::default();
        let mut problems = Vec::new();
        for file in files {
            entries.add(file, &mut problems);
        }
        (entries, problems)
    }

    /// Reads one file more.
    pub(crate) fn add(&mut self, file: &SourceFile, problems: &mut Vec<LexiconProblem>) {
        Reader { file, entries: self, problems }.read();
    }

    /// How many entries of each kind there are, without those of which there are none.
    pub fn counts(&self) -> BTreeMap<&'static str, usize> {
        let counts = [
            ("ontology", usize::from(!self.plover.is_empty()) + usize::from(!self.cameo.is_empty())),
            ("grammar", usize::from(self.grammar != Grammar::default())),
            ("lists", self.lists.len()),
            ("codes", self.frames.len()),
            ("patterns", self.frames.iter().map(|f| f.patterns.len()).sum()),
            ("examples", self.frames.iter().map(|f| f.examples.len()).sum()),
            ("counter-examples", self.frames.iter().map(|f| f.counterexamples.len()).sum()),
            ("cues", self.cues.len()),
            ("states", self.states.len()),
            ("offices", self.offices.len()),
            ("terms of office", self.offices.iter().map(|o| o.holders.len()).sum()),
            ("groups", self.groups.len()),
            ("role nouns", self.roles.iter().map(|r| r.nouns.len()).sum()),
            ("holdings", self.holdings.len()),
            ("discards", self.discards.len()),
        ];
        counts.into_iter().filter(|(_, n)| *n > 0).collect()
    }

    /// What stays when a folder takes the place of the built-in actors, roles and frames: ontology, grammar, words, cues.
    #[must_use]
    pub fn without_actors_and_frames(self) -> Self {
        Entries {
            frames: Vec::new(),
            states: Vec::new(),
            offices: Vec::new(),
            groups: Vec::new(),
            roles: Vec::new(),
            discards: Vec::new(),
            ..self
        }
    }

    /// Adds what dictionaries say, before our own: names to states and groups, patterns to codes, terms to persons.
    /// A group that is there keeps its id and kind and takes the dictionary's country and sectors.
    pub fn merge(&mut self, more: Entries) {
        fn extend(names: &mut Vec<String>, more: Vec<String>) {
            let known: BTreeSet<String> = names.iter().map(|n| normalize(n)).collect();
            names.extend(more.into_iter().filter(|n| !known.contains(&normalize(n))));
        }
        self.lists.extend(more.lists);
        let states: BTreeMap<String, usize> = self.states.iter().enumerate().map(|(i, s)| (s.id.clone(), i)).collect();
        for state in more.states {
            let Some(&at) = states.get(&state.id) else {
                self.states.push(state);
                continue;
            };
            let old = &mut self.states[at];
            let named = state.name != old.name && state.name != old.id;
            let names = state.names.into_iter().chain(named.then_some(state.name)).collect();
            extend(&mut old.names, names);
            extend(&mut old.adjectives, state.adjectives);
            extend(&mut old.people, state.people);
            let known: BTreeSet<String> = old.metonyms.iter().map(|m| normalize(&m.name)).collect();
            old.metonyms.extend(state.metonyms.into_iter().filter(|m| !known.contains(&normalize(&m.name))));
        }
        let groups: BTreeMap<String, usize> = self.groups.iter().enumerate().map(|(i, g)| (g.id.clone(), i)).collect();
        for group in more.groups {
            let Some(&at) = groups.get(&group.id) else {
                self.groups.push(group);
                continue;
            };
            let old = &mut self.groups[at];
            extend(&mut old.names, group.names);
            (old.country, old.sectors) = (group.country, group.sectors);
        }
        // The first term, role and pattern that fits is taken: the user's come first.
        self.offices.splice(0..0, more.offices);
        self.frames.splice(0..0, more.frames);
        self.roles.splice(0..0, more.roles);
        self.holdings.extend(more.holdings);
        self.cues.extend(more.cues);
        self.discards.extend(more.discards);
    }

    /// Lays `over` on top: entries with the same id replace ours, others are added.
    pub fn overlay(&mut self, over: Entries) {
        fn lay<T, K: PartialEq>(under: &mut Vec<T>, over: Vec<T>, key: impl Fn(&T) -> K) {
            for entry in over {
                match under.iter_mut().find(|old| key(old) == key(&entry)) {
                    Some(old) => *old = entry,
                    None => under.push(entry),
                }
            }
        }
        if !over.plover.is_empty() {
            self.plover = over.plover;
        }
        if !over.cameo.is_empty() {
            self.cameo = over.cameo;
        }
        if over.grammar != Grammar::default() {
            self.grammar = over.grammar;
        }
        self.lists.extend(over.lists);
        lay(&mut self.frames, over.frames, |f| f.code.clone());
        lay(&mut self.cues, over.cues, |c| c.id.clone());
        lay(&mut self.states, over.states, |s| s.id.clone());
        lay(&mut self.offices, over.offices, |o| (o.owner.clone(), o.office.clone()));
        lay(&mut self.groups, over.groups, |g| g.id.clone());
        self.roles.extend(over.roles);
        self.holdings.extend(over.holdings);
        self.discards.extend(over.discards);
    }
}

impl Reader<'_> {
    fn problem(&mut self, offset: usize, severity: Severity, reason: impl Into<String>) {
        let line = line_at(&self.file.text, offset);
        self.problems.push(LexiconProblem { file: self.file.path.clone(), line, severity, reason: reason.into() });
    }

    fn error(&mut self, offset: usize, reason: impl Into<String>) {
        self.problem(offset, Severity::Error, reason);
    }

    fn line(&self, offset: usize) -> usize {
        line_at(&self.file.text, offset)
    }

    fn origin(&self, offset: usize) -> Origin {
        Origin { file: self.file.path.clone(), line: self.line(offset) }
    }

    fn parse<T: DeserializeOwned>(&mut self) -> Option<T> {
        match toml::from_str(&self.file.text) {
            Ok(form) => Some(form),
            Err(e) => {
                let offset = e.span().map_or(0, |s| s.start);
                self.error(offset, e.message().to_owned());
                None
            }
        }
    }

    fn read(&mut self) {
        let path = self.file.path.as_str();
        match path.split('/').next().unwrap_or_default() {
            _ if path == "ontology/plover.toml" => self.entries.plover = self.file.text.clone(),
            _ if path == "ontology/cameo.toml" => self.entries.cameo = self.file.text.clone(),
            _ if path == "grammar.toml" => {
                if let Some(grammar) = self.parse() {
                    self.entries.grammar = grammar;
                }
            }
            "frames" => self.frames(),
            "words" => self.words(),
            "cues" => self.cues(),
            "actors" => self.actors(),
            "roles" => self.roles(),
            "discards" => self.discards(),
            // Whose reports are one origin is asked by the archive, not by the coder; that it is TOML is seen here.
            "publishers" => {
                let _: Option<toml::Table> = self.parse();
            }
            _ => self.error(0, "no such place in a lexicon; expected frames/, words/, cues/, actors/, roles/, discards/, publishers/, ontology/plover.toml, ontology/cameo.toml or grammar.toml"),
        }
    }

    fn frames(&mut self) {
        let Some(form) = self.parse::<FrameForm>() else { return };
        let mut patterns: Vec<PatternEntry> = Vec::new();
        for p in form.pattern {
            let line = self.line(p.text.span().start);
            if patterns.iter().any(|q| q.id == *p.id.get_ref()) {
                self.error(p.id.span().start, format!("the pattern id `{}` stands twice in this file", p.id.get_ref()));
                continue;
            }
            let weight = p.weight.unwrap_or(1.0);
            if !(0.0..=1.0).contains(&weight) {
                self.error(p.id.span().start, format!("weight is {weight}, expected 0 to 1"));
                continue;
            }
            let (id, text) = (p.id.into_inner(), p.text.into_inner());
            patterns.push(PatternEntry {
                id,
                text,
                line,
                mode: p.mode,
                contexts: p.contexts,
                reciprocal: p.reciprocal,
                with: p.with,
                without: p.without,
                weight,
                needs: p.needs,
                veto: p.veto,
            });
        }
        let examples = form.example.into_iter().map(|e| Example {
            line: self.line(e.text.span().start),
            text: e.text.into_inner(),
            source: e.source,
            target: e.target,
            factuality: e.factuality,
            mode: e.mode,
            place: e.place,
            date: e.date,
            speaker: e.speaker,
            reciprocal: e.reciprocal,
        });
        let examples: Vec<Example> = examples.collect();
        let counterexamples = form
            .counterexample
            .into_iter()
            .map(|c| CounterExample { line: self.line(c.text.span().start), text: c.text.into_inner(), why: c.why })
            .collect();
        let code = form.code.get_ref().clone();
        if let Some(other) = self.entries.frames.iter().find(|f| f.code == code) {
            let reason = format!("the code {code} has a file already: {}", other.file);
            self.error(form.code.span().start, reason);
            return;
        }
        self.entries.frames.push(FrameFile {
            file: self.file.path.clone(),
            code,
            definition: form.definition.trim().to_owned(),
            patterns,
            examples,
            counterexamples,
        });
    }

    fn words(&mut self) {
        let Some(form) = self.parse::<WordsForm>() else { return };
        for (name, list) in form.lists {
            if list.is_empty() {
                self.error(0, format!("the list `{name}` is empty"));
            } else if self.entries.lists.insert(name.clone(), list).is_some() {
                self.error(0, format!("the list `{name}` stands in another file too"));
            }
        }
    }

    fn cues(&mut self) {
        let Some(form) = self.parse::<CuesForm>() else { return };
        for c in form.cue {
            let id = c.id.get_ref().clone();
            if self.entries.cues.iter().any(|old| old.id == id) {
                self.error(c.id.span().start, format!("the cue `{id}` stands twice"));
                continue;
            }
            self.entries.cues.push(Cue {
                id,
                verbs: c.verbs,
                nouns: c.nouns,
                adjectives: c.adjectives,
                adverbs: c.adverbs,
                modals: c.modals,
                marks: c.marks,
                complements: c.complements,
                stance: c.stance,
                factuality: c.factuality,
                holder: c.holder,
                doubtful: c.doubtful,
                factive: c.factive,
            });
        }
    }

    fn actors(&mut self) {
        let Some(form) = self.parse::<ActorsForm>() else { return };
        for s in form.state {
            self.state(s);
        }
        for o in form.office {
            self.office(o);
        }
        for g in form.group {
            self.group(g);
        }
    }

    fn state(&mut self, s: StateForm) {
        let at = s.id.span().start;
        let id = s.id.into_inner();
        if id.len() != 3 || !id.bytes().all(|b| b.is_ascii_uppercase()) {
            self.error(at, format!("the state id is `{id}`, expected three capitals (ISO 3166-1 alpha-3)"));
            return;
        }
        if self.entries.states.iter().any(|old| old.id == id) {
            self.error(at, format!("the state `{id}` stands twice"));
            return;
        }
        let until = s.until.and_then(|d| self.date(&d, at, true));
        let metonyms = s.metonyms.into_iter().map(|m| match m {
            MetonymForm::Name(name) => Metonym { name, sectors: Vec::new() },
            MetonymForm::Organ { name, sectors } => Metonym { name, sectors },
        });
        let metonyms = metonyms.collect();
        self.entries.states.push(State {
            id,
            name: s.name,
            iso2: s.iso2,
            names: s.names,
            adjectives: s.adjectives,
            people: s.people,
            capital: s.capital,
            metonyms,
            former: s.former,
            until,
            source: s.source,
            origin: self.origin(at),
        });
    }

    fn office(&mut self, o: OfficeForm) {
        let at = o.office.span().start;
        let owner = match (o.country, o.body.or(o.group)) {
            (Some(country), None) => Owner::Country(country),
            (None, Some(group)) => Owner::Group(group),
            _ => {
                self.error(at, "an office has either `country`, or `body` or `group`");
                return;
            }
        };
        let mut holders = Vec::new();
        for h in o.holders {
            let at = h.span().start;
            let h = h.into_inner();
            let from = h.from.as_deref().and_then(|d| self.date(d, at, false));
            let to = h.to.as_deref().and_then(|d| self.date(d, at, true));
            if let (Some(from), Some(to)) = (from, to)
                && to < from
            {
                self.error(at, format!("{} leaves office on {to}, before taking it on {from}", h.name));
                continue;
            }
            holders.push(Holder { name: h.name, also: h.also, from, to, origin: self.origin(at) });
        }
        self.entries.offices.push(Office {
            owner,
            office: o.office.into_inner(),
            titles: o.titles,
            sectors: o.sectors,
            holders,
            source: o.source,
        });
    }

    fn group(&mut self, g: GroupForm) {
        let at = g.id.span().start;
        let id = g.id.into_inner();
        if self.entries.groups.iter().any(|old| old.id == id) {
            self.error(at, format!("the group `{id}` stands twice"));
            return;
        }
        if !KINDS.contains(&g.kind.as_str()) {
            self.error(at, format!("the kind of `{id}` is `{}`, expected one of {}", g.kind, KINDS.join(", ")));
            return;
        }
        let from = g.from.and_then(|d| self.date(&d, at, false));
        let to = g.to.and_then(|d| self.date(&d, at, true));
        self.entries.groups.push(Group {
            id,
            name: g.name,
            names: g.names,
            kind: g.kind,
            country: g.country,
            sectors: g.sectors,
            from,
            to,
            source: g.source,
            origin: self.origin(at),
        });
    }

    fn roles(&mut self) {
        let Some(form) = self.parse::<RolesForm>() else { return };
        for r in form.role {
            if r.sectors.is_empty() && !r.office {
                self.error(r.nouns.span().start, "a role without sectors must have `office = true`");
                continue;
            }
            self.entries.roles.push(Role { sectors: r.sectors, nouns: r.nouns.into_inner(), office: r.office });
        }
        self.entries.holdings.extend(form.holding.into_iter().flat_map(|h| h.nouns));
    }

    fn discards(&mut self) {
        let Some(form) = self.parse::<DiscardsForm>() else { return };
        for d in form.discard {
            let at = d.phrases.span().start;
            for phrase in d.phrases.into_inner() {
                if normalize(&phrase).is_empty() {
                    self.error(at, format!("the phrase `{phrase}` has no letter or digit"));
                    continue;
                }
                self.entries.discards.push(Discard { phrase, whole: d.whole, report: d.report, origin: self.origin(at) });
            }
        }
    }

    /// "2021-08-25", "2021-08" or "2021"; `last` takes the last day of a month or year.
    fn date(&mut self, text: &str, offset: usize, last: bool) -> Option<Date> {
        let parts: Vec<Option<i16>> = text.split('-').map(|p| p.parse().ok()).collect();
        let date = match parts.as_slice() {
            [Some(y)] => Date::new(*y, if last { 12 } else { 1 }, if last { 31 } else { 1 }).ok(),
            [Some(y), Some(m)] => {
                i8::try_from(*m).ok().and_then(|m| Date::new(*y, m, 1).ok()).map(|d| if last { d.last_of_month() } else { d })
            }
            [Some(y), Some(m), Some(d)] => i8::try_from(*m).ok().zip(i8::try_from(*d).ok()).and_then(|(m, d)| Date::new(*y, m, d).ok()),
            _ => None,
        };
        if date.is_none() {
            self.error(offset, format!("`{text}` is no date; expected YYYY, YYYY-MM or YYYY-MM-DD"));
        }
        date
    }
}
