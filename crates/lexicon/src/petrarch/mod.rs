//! PETRARCH dictionaries, read into the lexicon's own entries, so that nothing downstream knows of them.
//!
//! The formats are those of the PETRARCH 2 documentation (and of TABARI's manual before it): actors with dated
//! codes, agents, verb blocks with patterns and synonym sets, discards, issues.

mod actors;
mod agents;
mod code;
mod dates;
mod discards;
mod issues;
mod lines;
mod names;
mod notes;
mod pattern;
mod verbs;

use crate::entry::{Entries, State};
use crate::source::{FileRead, LexiconProblem, SourceFile};
use detente_record::Ontology;
use notes::Notes;
use std::collections::BTreeMap;

/// What reading the dictionaries has to know besides them.
#[derive(Clone, Copy)]
pub struct Knowledge<'a> {
    /// The built-in entries: which codes are states, what their adjectives are, which CAMEO codes there are.
    pub base: &'a Entries,
    /// The dictionary form of an inflected verb ("killed").
    pub verb: &'a dyn Fn(&str) -> Option<String>,
}

/// The kinds of dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Actors,
    Agents,
    Verbs,
    Discards,
    Issues,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Actors => "PETRARCH actors",
            Kind::Agents => "PETRARCH agents",
            Kind::Verbs => "PETRARCH verbs",
            Kind::Discards => "PETRARCH discards",
            Kind::Issues => "PETRARCH issues",
        }
    }

    /// By content first, since users rename; then by name.
    fn of(file: &SourceFile) -> Option<Kind> {
        let text = file.text.as_str();
        let lines = || text.lines().filter(|l| !l.trim_start().starts_with('#'));
        if lines().any(|l| l.trim_start().starts_with("<ISSUE")) {
            return Some(Kind::Issues);
        }
        if lines().any(|l| l.starts_with("---") && l.trim_end().ends_with("---")) || lines().any(|l| l.starts_with('-') && l.contains('*'))
        {
            return Some(Kind::Verbs);
        }
        let coded = |l: &str| l.split_once('[').and_then(|(_, rest)| rest.split([']', '}', ' ']).next()).map(str::to_owned);
        let codes: Vec<String> = lines().filter_map(coded).take(200).collect();
        if codes.iter().any(|c| c.starts_with('~') || c.ends_with('~')) {
            return Some(Kind::Agents);
        }
        let is_code = |c: &String| c.len() >= 3 && c.bytes().all(|b| b.is_ascii_uppercase());
        if codes.iter().any(is_code) {
            return Some(Kind::Actors);
        }
        let name = file.path.rsplit('/').next().unwrap_or_default().to_lowercase();
        let named =
            [("discard", Kind::Discards), ("issue", Kind::Issues), ("agent", Kind::Agents), ("actor", Kind::Actors), ("verb", Kind::Verbs)];
        named.into_iter().find(|(word, _)| name.contains(word)).map(|(_, kind)| kind)
    }
}

/// What the dictionaries of a folder say.
pub(crate) struct Import<'a> {
    knowledge: Knowledge<'a>,
    ontology: Option<Ontology>,
    /// The built-in states by code.
    states: BTreeMap<&'a str, &'a State>,
    /// Names of states by code, in order.
    named: BTreeMap<String, actors::StateNames>,
    entries: Entries,
}

impl<'a> Import<'a> {
    /// Begins with nothing read.
    pub fn new(knowledge: Knowledge<'a>) -> Self {
        Import {
            knowledge,
            ontology: Ontology::parse(&knowledge.base.plover, &knowledge.base.cameo).ok(),
            states: knowledge.base.states.iter().map(|s| (s.id.as_str(), s)).collect(),
            named: BTreeMap::new(),
            entries: Entries::default(),
        }
    }

    /// Reads one file, whatever dictionary it is; a file that is none is named.
    pub fn read(&mut self, file: &SourceFile, problems: &mut Vec<LexiconProblem>) -> FileRead {
        let mut notes = Notes::new(&file.path);
        let mut read = FileRead { file: file.path.clone(), kind: "no dictionary", lines: 0, reported: 0, counts: BTreeMap::new() };
        let Some(kind) = Kind::of(file) else {
            let forms = "PETRARCH's actors, agents, verbs, discards, issues, or .toml files of a lexicon";
            notes.warn(1, format!("not read: no dictionary was recognised in it; expected {forms}"));
            notes.finish(problems);
            return read;
        };
        read.kind = kind.name();
        let lines = lines::lines(&file.text);
        read.lines = lines.len();
        for line in lines.iter().filter(|l| l.text.chars().any(|c| c == '\u{fffd}' || c.is_control() && c != '\t')) {
            notes.warn(line.number, "a damaged character stands in the line, which is read as it is");
        }
        match kind {
            Kind::Actors => actors::read(self, &lines, &mut notes, &mut read.counts),
            Kind::Agents => agents::read(self, &lines, &mut notes, &mut read.counts),
            Kind::Verbs => verbs::read(self, &lines, &mut notes, &mut read.counts),
            Kind::Discards => discards::read(self, &lines, &mut notes, &mut read.counts),
            Kind::Issues => issues::read(&lines, &mut notes, &mut read.counts),
        }
        read.reported = notes.finish(problems);
        read
    }

    /// The entries of all files read.
    pub fn finish(mut self) -> Entries {
        actors::finish_states(&mut self);
        self.entries
    }

    /// The state's id behind a code of CAMEO.
    fn state(&self, code: &str) -> Option<String> {
        code::state(code, |c| self.states.contains_key(c))
    }
}
