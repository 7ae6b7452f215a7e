//! PLOVER 2 and CAMEO: types, modes, contexts, sectors and codes, read from data files and checked.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The ontology as `lexicons/ontology/` holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ontology {
    types: Vec<EventType>,
    contexts: BTreeMap<String, String>,
    sectors: Vec<Sector>,
    codes: BTreeMap<String, CameoCode>,
}

/// A PLOVER event type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventType {
    /// Name, upper case.
    pub name: String,
    /// Quad class, 1 to 4.
    pub quad: u8,
    /// What it covers.
    pub definition: String,
    /// Its modes with their meaning.
    #[serde(default)]
    pub modes: BTreeMap<String, String>,
    /// Whether a target must be there.
    pub recipient: String,
}

/// A PLOVER sector.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sector {
    /// Three letters.
    pub code: String,
    /// What it covers.
    pub label: String,
}

/// A CAMEO code with its place in PLOVER.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CameoCode {
    /// Two to four digits, a string: "010" is not 10.
    pub code: String,
    /// What it covers.
    pub label: String,
    /// Goldstein score, -10 to 10.
    pub goldstein: f64,
    /// PLOVER type; `None` for plain statements, which are kept as attribution.
    pub plover: Option<String>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    #[serde(default)]
    pub contexts: Vec<String>,
}

/// What is wrong with an ontology file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OntologyError {
    /// The file is no TOML of the expected form.
    #[error("{file}: {message}")]
    Form {
        /// Name of the file.
        file: &'static str,
        /// What the reader says, with line and column.
        message: String,
    },
    /// An entry contradicts another or the codebook's form.
    #[error("{file}: {entry}: {reason}")]
    Entry {
        /// Name of the file.
        file: &'static str,
        /// The entry.
        entry: String,
        /// What was found and what was expected.
        reason: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PloverFile {
    contexts: BTreeMap<String, String>,
    #[serde(rename = "type")]
    types: Vec<EventType>,
    #[serde(rename = "sector")]
    sectors: Vec<Sector>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CameoFile {
    code: Vec<CameoCode>,
}

impl Ontology {
    /// Reads and checks the two files.
    ///
    /// # Errors
    /// Names the file, the entry and what was expected.
    pub fn parse(plover: &str, cameo: &str) -> Result<Self, OntologyError> {
        let form = |file, e: toml::de::Error| OntologyError::Form { file, message: e.to_string() };
        let plover: PloverFile = toml::from_str(plover).map_err(|e| form("plover.toml", e))?;
        let cameo: CameoFile = toml::from_str(cameo).map_err(|e| form("cameo.toml", e))?;
        let mut codes = BTreeMap::new();
        for code in cameo.code {
            let key = code.code.clone();
            if codes.insert(key.clone(), code).is_some() {
                return Err(OntologyError::Entry { file: "cameo.toml", entry: key, reason: "the code stands twice".to_owned() });
            }
        }
        let ontology = Ontology { types: plover.types, contexts: plover.contexts, sectors: plover.sectors, codes };
        ontology.check()?;
        Ok(ontology)
    }

    fn check(&self) -> Result<(), OntologyError> {
        let wrong = |file, entry: &str, reason: String| Err(OntologyError::Entry { file, entry: entry.to_owned(), reason });
        let mut seen = BTreeSet::new();
        for t in &self.types {
            if !seen.insert(&t.name) {
                return wrong("plover.toml", &t.name, "the type stands twice".to_owned());
            }
            if !(1..=4).contains(&t.quad) {
                return wrong("plover.toml", &t.name, format!("quad is {}, expected 1 to 4", t.quad));
            }
            if !["required", "optional", "if one-sided"].contains(&t.recipient.as_str()) {
                return wrong(
                    "plover.toml",
                    &t.name,
                    format!("recipient is `{}`, expected required, optional or if one-sided", t.recipient),
                );
            }
        }
        for c in self.codes.values() {
            if !(2..=4).contains(&c.code.len()) || !c.code.bytes().all(|b| b.is_ascii_digit()) || !("01"..="20").contains(&&c.code[..2]) {
                return wrong("cameo.toml", &c.code, "expected two to four digits beginning with 01 to 20".to_owned());
            }
            if c.code.len() > 2 && !self.codes.contains_key(&c.code[..2]) {
                return wrong("cameo.toml", &c.code, format!("its root {} has no entry", &c.code[..2]));
            }
            if !(-10.0..=10.0).contains(&c.goldstein) {
                return wrong("cameo.toml", &c.code, format!("goldstein is {}, expected -10 to 10", c.goldstein));
            }
            let Some(plover) = &c.plover else { continue };
            let Some(t) = self.event_type(plover) else {
                let names: Vec<&str> = self.types.iter().map(|t| t.name.as_str()).collect();
                return wrong("cameo.toml", &c.code, format!("plover is `{plover}`, expected one of {}", names.join(", ")));
            };
            if let Some(mode) = &c.mode
                && !t.modes.contains_key(mode)
            {
                let modes: Vec<&str> = t.modes.keys().map(String::as_str).collect();
                return wrong("cameo.toml", &c.code, format!("mode is `{mode}`, but {} has {}", t.name, modes.join(", ")));
            }
            for context in &c.contexts {
                if !self.contexts.contains_key(context) {
                    return wrong("cameo.toml", &c.code, format!("context `{context}` stands in no list of plover.toml"));
                }
            }
        }
        Ok(())
    }

    /// The sixteen types.
    pub fn types(&self) -> &[EventType] {
        &self.types
    }

    /// A type by name.
    pub fn event_type(&self, name: &str) -> Option<&EventType> {
        self.types.iter().find(|t| t.name == name)
    }

    /// The contexts with their meaning.
    pub fn contexts(&self) -> &BTreeMap<String, String> {
        &self.contexts
    }

    /// The sectors.
    pub fn sectors(&self) -> &[Sector] {
        &self.sectors
    }

    /// Whether a sector code exists.
    pub fn has_sector(&self, code: &str) -> bool {
        self.sectors.iter().any(|s| s.code == code)
    }

    /// A CAMEO code's entry.
    pub fn code(&self, code: &str) -> Option<&CameoCode> {
        self.codes.get(code)
    }

    /// All CAMEO codes in order.
    pub fn codes(&self) -> impl Iterator<Item = &CameoCode> {
        self.codes.values()
    }
}
