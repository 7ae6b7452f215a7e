//! From entries to the lexicon that the coder asks, with every contradiction reported.

use crate::actors::ActorIndex;
use crate::cues::CueIndex;
use crate::discards::DiscardIndex;
use crate::entry::{Entries, FrameFile, Origin, PatternEntry};
use crate::gazetteer::Gazetteer;
use crate::roles::RoleIndex;
use crate::source::{LexiconProblem, Severity};
use detente_frames::{Frame, FrameSet, Grammar, Kind, Pattern, Role, WordLists, Words, parse_pattern};
use detente_nlp::Sentence;
use detente_record::{Factuality, Ontology, OntologyError, Stance};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What an event of a frame is, besides its match.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrameInfo {
    /// CAMEO code.
    pub code: String,
    /// PLOVER type.
    pub event_type: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// Whether the act always goes both ways.
    pub reciprocal: bool,
    /// Whether the pattern can name both parties in one list.
    pub parties: bool,
    /// Weight of the pattern.
    pub weight: f32,
}

/// The compiled lexicon.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Lexicon {
    /// Types and codes.
    pub ontology: Ontology,
    /// What the grammar has to know.
    pub grammar: Grammar,
    /// The patterns.
    pub frames: FrameSet,
    /// Beside each frame of [`Lexicon::frames`], what its events are.
    pub info: Vec<FrameInfo>,
    /// The frames without a pattern, by CAMEO code: what the word classifier finds where the patterns are silent.
    classified: BTreeMap<String, usize>,
    /// Names of actors.
    pub actors: ActorIndex,
    /// Nouns that make an actor.
    pub roles: RoleIndex,
    /// Who says so.
    pub cues: CueIndex,
    /// What keeps a sentence or report from being coded.
    pub discards: DiscardIndex,
    /// Compiled lists that the coder asks for by name.
    lists: BTreeMap<String, ListWords>,
    /// Places by name; empty unless [`Lexicon::with_gazetteer`] was called.
    #[serde(skip)]
    gazetteer: Gazetteer,
}

/// The classes of words that are no sectors.
const CLASSES: [&str; 7] = ["actor", "state", "person", "armed", "civil", "place", "thing"];

/// A list read both as verbs and as nouns.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct ListWords {
    verbs: Words,
    nouns: Words,
}

/// The lists that the coder itself asks for.
const CODER_LISTS: [&str; 9] = [
    "casualty_killed",
    "casualty_injured",
    "casualty_arrested",
    "violent_cause",
    "attribution_object",
    "attribution_infinitive",
    "attribution_silent",
    "attribution_noun",
    "attribution_speech",
];

impl Lexicon {
    /// Compiles entries; whatever is wrong is left out and reported.
    ///
    /// # Errors
    /// Only a broken ontology stops everything.
    pub fn compile(entries: &Entries) -> Result<(Self, Vec<LexiconProblem>), OntologyError> {
        let ontology = Ontology::parse(&entries.plover, &entries.cameo)?;
        let mut problems = Vec::new();
        let mut frames = Vec::new();
        let mut info = Vec::new();
        for file in &entries.frames {
            let compiler = FileCompiler { file, ontology: &ontology, lists: &entries.lists };
            compiler.compile(&mut frames, &mut info, &mut problems);
        }
        let classified = add_classified(&ontology, &mut frames, &mut info);
        check_actors(entries, &ontology, &mut problems);
        check_cues(entries, &mut problems);
        let lexicon = Lexicon {
            frames: FrameSet::new(frames),
            info,
            classified,
            actors: ActorIndex::new(entries),
            roles: RoleIndex::new(entries),
            cues: CueIndex::new(entries),
            discards: DiscardIndex::new(entries),
            grammar: entries.grammar.clone(),
            ontology,
            lists: CODER_LISTS
                .iter()
                .filter_map(|name| entries.lists.get(*name).map(|list| ((*name).to_owned(), ListWords::new(list))))
                .collect(),
            gazetteer: Gazetteer::empty(),
        };
        Ok((lexicon, problems))
    }

    /// The same with a gazetteer.
    #[must_use]
    pub fn with_gazetteer(self, gazetteer: Gazetteer) -> Self {
        Lexicon { gazetteer, ..self }
    }

    /// Places by name; empty where none was given.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The frame by which an event of this code is recorded when the word classifier and no pattern found it.
    pub fn classified(&self, code: &str) -> Option<usize> {
        self.classified.get(code).copied()
    }

    /// Whether a frame is one of the word classifier's.
    pub fn is_classified(&self, frame: usize) -> bool {
        self.classified.get(&self.info[frame].code) == Some(&frame)
    }

    /// Whether the word at `token` stands in a named list.
    pub fn is_in_list(&self, list: &str, sentence: &Sentence, token: usize) -> bool {
        self.find_in_list(list, sentence, token).is_some()
    }

    /// The other tokens of a named list's entry that the word at `token` heads; none when it heads no entry.
    pub fn find_in_list(&self, list: &str, sentence: &Sentence, token: usize) -> Option<Vec<usize>> {
        let list = self.lists.get(list)?;
        let words = if sentence.tokens[token].upos == "VERB" { &list.verbs } else { &list.nouns };
        words.find_at(sentence, token).map(|(others, _)| others)
    }
}

impl ListWords {
    fn new(list: &[String]) -> Self {
        ListWords { verbs: Words::verbs(list.iter().map(|w| split(w))), nouns: Words::nouns(list.iter().map(|w| split(w))) }
    }
}

/// Adds a frame without words for every code that can be an event.
fn add_classified(ontology: &Ontology, frames: &mut Vec<Frame>, info: &mut Vec<FrameInfo>) -> BTreeMap<String, usize> {
    let mut classified = BTreeMap::new();
    for code in ontology.codes() {
        let Some(event_type) = &code.plover else { continue };
        classified.insert(code.code.clone(), frames.len());
        info.push(FrameInfo {
            code: code.code.clone(),
            event_type: event_type.clone(),
            mode: code.mode.clone(),
            contexts: code.contexts.clone(),
            reciprocal: false,
            parties: matches!(event_type.as_str(), "CONSULT" | "AGREE"),
            weight: 1.0,
        });
        frames.push(Frame {
            id: format!("classifier#{}", code.code),
            label: code.code.clone(),
            pattern: Pattern { kind: Kind::Verb, words: Words::verbs([]), negated: false, slots: Vec::new() },
            with: Words::nouns([]),
            without: Words::nouns([]),
            needs: None,
            absorbs: !matches!(event_type.as_str(), "ACCUSE" | "SUPPORT"),
            veto: false,
            weight: 1.0,
        });
    }
    classified
}

struct FileCompiler<'a> {
    file: &'a FrameFile,
    ontology: &'a Ontology,
    lists: &'a WordLists,
}

impl FileCompiler<'_> {
    fn compile(&self, frames: &mut Vec<Frame>, info: &mut Vec<FrameInfo>, problems: &mut Vec<LexiconProblem>) {
        let mut problem = |line: usize, reason: String| {
            problems.push(LexiconProblem { file: self.file.file.clone(), line, severity: Severity::Error, reason })
        };
        let Some(code) = self.ontology.code(&self.file.code) else {
            return problem(1, format!("the code `{}` stands not in ontology/cameo.toml", self.file.code));
        };
        let Some(event_type) = &code.plover else {
            return problem(1, format!("the code {} has no PLOVER type, so that it can't be an event", code.code));
        };
        for e in &self.file.examples {
            if let Some(f) = &e.factuality
                && parse_factuality(f).is_none()
            {
                problem(
                    e.line,
                    format!(
                        "the factuality `{f}` does not exist; expected actual, ongoing, planned, called_for, threatened, possible, alleged, conditional, denied or negated"
                    ),
                );
            }
        }
        for p in &self.file.patterns {
            let frame = match self.frame(p, event_type) {
                Ok(frame) => frame,
                Err(reason) => {
                    problem(p.line, reason);
                    continue;
                }
            };
            let mode = p.mode.clone().or_else(|| code.mode.clone());
            if let (Some(mode), Some(t)) = (&p.mode, self.ontology.event_type(event_type))
                && !t.modes.contains_key(mode)
            {
                let modes: Vec<&str> = t.modes.keys().map(String::as_str).collect();
                problem(p.line, format!("`{}`: mode is `{mode}`, but {event_type} has {}", p.id, modes.join(", ")));
                continue;
            }
            let contexts = p.contexts.clone().unwrap_or_else(|| code.contexts.clone());
            if let Some(unknown) = contexts.iter().find(|c| !self.ontology.contexts().contains_key(*c)) {
                problem(p.line, format!("`{}`: the context `{unknown}` stands not in ontology/plover.toml", p.id));
                continue;
            }
            info.push(FrameInfo {
                code: code.code.clone(),
                event_type: event_type.clone(),
                mode,
                contexts,
                reciprocal: p.reciprocal,
                parties: frame.pattern.mentions(Role::Both),
                weight: p.weight,
            });
            frames.push(frame);
        }
    }

    fn frame(&self, p: &PatternEntry, event_type: &str) -> Result<Frame, String> {
        let pattern = parse_pattern(&p.text, self.lists).map_err(|e| format!("`{}`: {e}", p.id))?;
        if let Some(class) = pattern.classes().into_iter().find(|c| !CLASSES.contains(c) && !self.ontology.has_sector(c)) {
            return Err(format!("`{}`: the class is `@{class}`, expected a sector or one of @{}", p.id, CLASSES.join(", @")));
        }
        let needs = match &p.needs {
            None => None,
            Some(names) => {
                let mut roles = Vec::new();
                for name in names {
                    roles.push(match name.as_str() {
                        "source" => Role::Source,
                        "target" => Role::Target,
                        other => return Err(format!("`{}`: needs has `{other}`, expected source or target", p.id)),
                    });
                }
                Some(roles)
            }
        };
        Ok(Frame {
            id: format!("{}#{}", self.file.code, p.id),
            label: self.file.code.clone(),
            pattern,
            with: self.condition(p, &p.with)?,
            without: self.condition(p, &p.without)?,
            needs,
            weight: p.weight,
            // Who is accused of an act is accused and has, by that word, acted: two events. What is asked for,
            // promised, refused or threatened has not happened: one.
            absorbs: !matches!(event_type, "ACCUSE" | "SUPPORT"),
            veto: p.veto,
        })
    }

    fn condition(&self, p: &PatternEntry, words: &[String]) -> Result<Words, String> {
        let mut entries = Vec::new();
        for word in words {
            match word.strip_prefix('$') {
                Some(name) => {
                    let list = self.lists.get(name).ok_or_else(|| format!("`{}`: the list `${name}` stands in no file of words/", p.id))?;
                    entries.extend(list.iter().map(|w| split(w)));
                }
                None => entries.push(split(word)),
            }
        }
        Ok(Words::nouns(entries))
    }
}

fn split(word: &str) -> Vec<String> {
    word.split([' ', '_']).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn check_actors(entries: &Entries, ontology: &Ontology, problems: &mut Vec<LexiconProblem>) {
    let mut problem = |at: &Origin, reason: String| {
        let (file, line) = if at.file.is_empty() { ("actors", 1) } else { (at.file.as_str(), at.line) };
        problems.push(LexiconProblem { file: file.to_owned(), line, severity: Severity::Error, reason })
    };
    let states: BTreeSet<&str> = entries.states.iter().map(|s| s.id.as_str()).collect();
    let groups: BTreeSet<&str> = entries.groups.iter().map(|g| g.id.as_str()).collect();
    let nowhere = Origin::default();
    let mut sectors = |at: &Origin, owner: &str, list: &[String]| {
        for s in list {
            if !ontology.has_sector(s) {
                problem(at, format!("`{owner}`: the sector `{s}` stands not in ontology/plover.toml"));
            }
        }
    };
    for s in &entries.states {
        for m in &s.metonyms {
            sectors(&s.origin, &m.name, &m.sectors);
        }
    }
    for g in &entries.groups {
        sectors(&g.origin, &g.id, &g.sectors);
    }
    for o in &entries.offices {
        sectors(o.holders.first().map_or(&nowhere, |h| &h.origin), &o.office, &o.sectors);
    }
    for r in &entries.roles {
        sectors(&nowhere, r.nouns.first().map_or("role", String::as_str), &r.sectors);
    }
    for g in &entries.groups {
        if let Some(country) = &g.country
            && !states.contains(country.as_str())
        {
            problem(&g.origin, format!("the group `{}` belongs to `{country}`, which is no state here", g.id));
        }
    }
    for o in &entries.offices {
        let at = o.holders.first().map_or(&nowhere, |h| &h.origin);
        match &o.owner {
            crate::entry::Owner::Country(c) if !states.contains(c.as_str()) => {
                problem(at, format!("the office `{}` belongs to `{c}`, which is no state here", o.office))
            }
            crate::entry::Owner::Group(g) if !groups.contains(g.as_str()) => {
                problem(at, format!("the office `{}` belongs to `{g}`, which is no group here", o.office))
            }
            _ => {}
        }
    }
}

fn check_cues(entries: &Entries, problems: &mut Vec<LexiconProblem>) {
    for cue in &entries.cues {
        let mut problem = |reason: String| {
            problems.push(LexiconProblem {
                file: "cues".to_owned(),
                line: 1,
                severity: Severity::Error,
                reason: format!("`{}`: {reason}", cue.id),
            })
        };
        if let Some(f) = &cue.factuality
            && parse_factuality(f).is_none()
        {
            problem(format!("the factuality `{f}` does not exist"));
        }
        if let Some(s) = &cue.stance
            && parse_stance(s).is_none()
        {
            problem(format!("the stance `{s}` does not exist"));
        }
        if let Some(h) = &cue.holder
            && !["subject", "object", "none"].contains(&h.as_str())
        {
            problem(format!("the holder is `{h}`, expected subject, object or none"));
        }
    }
}

/// A factuality by the name it has in the record.
pub(crate) fn parse_factuality(name: &str) -> Option<Factuality> {
    serde::Deserialize::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(name)).ok()
}

/// A stance by the name it has in the record.
pub(crate) fn parse_stance(name: &str) -> Option<Stance> {
    serde::Deserialize::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(name)).ok()
}

impl crate::entry::Cue {
    /// What an actual event becomes beneath the cue.
    pub fn factuality(&self) -> Option<Factuality> {
        self.factuality.as_deref().and_then(parse_factuality)
    }

    /// What the speaker does.
    pub fn stance(&self) -> Option<Stance> {
        self.stance.as_deref().and_then(parse_stance)
    }
}
