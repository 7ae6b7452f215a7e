//! What the lexicon files say, after reading: plain values that can be stored as one asset.

use detente_frames::{Grammar, WordLists};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Everything that a lexicon folder says.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Entries {
    /// Text of `ontology/plover.toml`.
    pub plover: String,
    /// Text of `ontology/cameo.toml`.
    pub cameo: String,
    /// What the grammar has to know.
    pub grammar: Grammar,
    /// Named lists of words.
    pub lists: WordLists,
    /// One file a code.
    pub frames: Vec<FrameFile>,
    /// Who says so, and whether it happened.
    pub cues: Vec<Cue>,
    /// States and territories.
    pub states: Vec<State>,
    /// Offices with their holders.
    pub offices: Vec<Office>,
    /// Groups, parties, bodies, companies, peoples.
    pub groups: Vec<Group>,
    /// Nouns that make an actor.
    pub roles: Vec<Role>,
    /// Nouns whose owner is the actor ("base", "hideout").
    pub holdings: Vec<String>,
    /// Phrases whose sentences or reports are not coded.
    pub discards: Vec<Discard>,
}

/// Where an entry was written.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// Path of the file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
}

/// A phrase whose sentence or report is not coded.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Discard {
    /// The phrase; its last word may go on ("world cup" finds "world cups") unless `whole`.
    pub phrase: String,
    /// Whether the last word must end there.
    pub whole: bool,
    /// Whether the whole report is left uncoded, and not just the sentence.
    pub report: bool,
    /// Where it stands.
    pub origin: Origin,
}

/// One CAMEO code's frames.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FrameFile {
    /// Path of the file, for messages.
    pub file: String,
    /// CAMEO code.
    pub code: String,
    /// What it covers, in our own words.
    pub definition: String,
    /// The patterns.
    pub patterns: Vec<PatternEntry>,
    /// Sentences that must be coded.
    pub examples: Vec<Example>,
    /// Sentences that must not be coded so.
    pub counterexamples: Vec<CounterExample>,
}

/// One pattern as written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PatternEntry {
    /// Unique in its file.
    pub id: String,
    /// The pattern's text.
    pub text: String,
    /// Line in the file, from 1.
    pub line: usize,
    /// Replaces the code's mode.
    pub mode: Option<String>,
    /// Replaces the code's contexts.
    pub contexts: Option<Vec<String>>,
    /// Whether the act goes both ways.
    pub reciprocal: bool,
    /// Words one of which must stand in the clause.
    pub with: Vec<String>,
    /// Words none of which may stand in the clause.
    pub without: Vec<String>,
    /// 0 to 1.
    pub weight: f32,
    /// `source`, `target`: roles without which nothing is coded.
    pub needs: Option<Vec<String>>,
    /// Whether a match means that there is nothing to code.
    pub veto: bool,
}

/// A sentence that must be coded, with what is expected.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// Line in the file, from 1.
    pub line: usize,
    /// The sentence.
    pub text: String,
    /// Country code, actor's name or words of the text; "-" for none.
    pub source: Option<String>,
    /// As `source`.
    pub target: Option<String>,
    /// Expected factuality.
    pub factuality: Option<String>,
    /// Expected mode.
    pub mode: Option<String>,
    /// Expected place.
    pub place: Option<String>,
    /// Expected first day.
    pub date: Option<String>,
    /// Expected outermost speaker.
    pub speaker: Option<String>,
    /// Expected reciprocity.
    pub reciprocal: Option<bool>,
}

/// A sentence that must not be coded so.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CounterExample {
    /// Line in the file, from 1.
    pub line: usize,
    /// The sentence.
    pub text: String,
    /// Why.
    pub why: Option<String>,
}

/// Words that say who says so, or whether it happened.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Cue {
    /// Unique name.
    pub id: String,
    /// Verbs, also with an object noun or particle ("claim responsibility", "rule out").
    pub verbs: Vec<String>,
    /// Nouns.
    pub nouns: Vec<String>,
    /// Adjectives and participles, before a noun or with a copula.
    pub adjectives: Vec<String>,
    /// Adverbs.
    pub adverbs: Vec<String>,
    /// Modal auxiliaries.
    pub modals: Vec<String>,
    /// Introductions of a clause ("if", "whether").
    pub marks: Vec<String>,
    /// Where the event stands beneath a verb or noun: `clause`, `infinitive`, `object`, `subject`, or prepositions.
    pub complements: Vec<String>,
    /// What the speaker does; none when there is no speaker.
    pub stance: Option<String>,
    /// What an actual event becomes; none leaves it.
    pub factuality: Option<String>,
    /// `subject` (default), `object` or `none`: who speaks.
    pub holder: Option<String>,
    /// Nothing but the speaker's word stands for it, even for what people merely said or agreed ("claims", "alleges").
    pub doubtful: bool,
    /// What is governed is so whether the cue is affirmed or negated ("never admitted that its planes had bombed").
    pub factive: bool,
}

/// A state or territory.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// ISO 3166-1 alpha-3.
    pub id: String,
    /// Usual name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub iso2: Option<String>,
    /// Other names.
    pub names: Vec<String>,
    /// Adjectives.
    pub adjectives: Vec<String>,
    /// Names of its people.
    pub people: Vec<String>,
    /// Capital.
    pub capital: Option<String>,
    /// What stands for its government or another organ.
    pub metonyms: Vec<Metonym>,
    /// No longer there.
    pub former: bool,
    /// Last day of a former state.
    pub until: Option<Date>,
    /// Where it was known from.
    pub source: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}

/// A name that stands for an organ of a state.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Metonym {
    /// The name.
    pub name: String,
    /// Sectors; government when empty.
    pub sectors: Vec<String>,
}

/// To whom an office belongs.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Owner {
    /// A state's id.
    Country(String),
    /// A group's or body's id.
    Group(String),
    /// Not known: whoever holds it is an actor by his sectors alone.
    Nobody,
}

/// An office with all who held it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Office {
    /// Whose office.
    pub owner: Owner,
    /// Its name.
    pub office: String,
    /// How reports call it.
    pub titles: Vec<String>,
    /// Sectors of the holder.
    pub sectors: Vec<String>,
    /// The holders.
    pub holders: Vec<Holder>,
    /// Where they were known from.
    pub source: Option<String>,
}

/// One term of office.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Holder {
    /// Full name.
    pub name: String,
    /// Spellings and short forms.
    pub also: Vec<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day; none while in office.
    pub to: Option<Date>,
    /// Where it stands.
    pub origin: Origin,
}

/// A group, party, body, company or people.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Stable id.
    pub id: String,
    /// Usual name.
    pub name: String,
    /// Other names.
    pub names: Vec<String>,
    /// armed, party, igo, ngo, court, agency, company, media, people, faith, military.
    pub kind: String,
    /// ISO 3166-1 alpha-3, if it belongs to one.
    pub country: Option<String>,
    /// Sectors.
    pub sectors: Vec<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Where it was known from.
    pub source: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}

/// Nouns that make an actor.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// Sectors of whoever is called so.
    pub sectors: Vec<String>,
    /// The nouns, singular.
    pub nouns: Vec<String>,
    /// Speaks for what he belongs to and takes its sector ("spokesman").
    pub office: bool,
}
