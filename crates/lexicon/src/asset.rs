//! The lexicon as a binary carries it: read, checked and compiled when the binary is built, so that a start only has to
//! decode it.
//!
//! An asset never outlives the binary that it was built into, and so bears no version.

use crate::compile::Lexicon;
use crate::entry::Entries;
use crate::source::{LexiconProblem, SourceFile};
use detente_record::OntologyError;
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, HashMap};

/// Why the stored lexicon can't be written or read.
#[derive(Debug, thiserror::Error)]
pub enum AssetError {
    /// Without an ontology there is nothing to compile.
    #[error("the ontology can't be read: {0}")]
    Ontology(#[from] OntologyError),
    /// The bytes are not what [`Assets::build`] wrote, or a value can't be written.
    #[error("the stored lexicon can't be written or read: {0}")]
    Form(#[from] postcard::Error),
}

/// Both stored forms of a lexicon's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assets {
    /// For [`read_compiled`]: what coding asks, with all problems.
    pub compiled: Vec<u8>,
    /// For [`read_entries`]: what the files say, with their examples and the problems of reading. Only needed to lay a
    /// folder over it, to run the examples or to show definitions.
    pub entries: Vec<u8>,
}

impl Assets {
    /// Reads and compiles lexicon files; gives also what is wrong in them, which the assets say too.
    ///
    /// # Errors
    /// Only a broken ontology stops everything.
    pub fn build(files: &[SourceFile]) -> Result<(Self, Vec<LexiconProblem>), AssetError> {
        let (entries, mut problems) = Entries::read(files);
        let stored = postcard::to_stdvec(&(&entries, &problems))?;
        let (lexicon, more) = Lexicon::compile(&entries)?;
        problems.extend(more);
        Ok((Assets { compiled: postcard::to_stdvec(&(&lexicon, &problems))?, entries: stored }, problems))
    }
}

/// Decodes a compiled lexicon, and what is wrong in its files.
///
/// # Errors
/// When the bytes are not those of [`Assets::compiled`].
pub fn read_compiled(bytes: &[u8]) -> Result<(Lexicon, Vec<LexiconProblem>), AssetError> {
    Ok(postcard::from_bytes(bytes)?)
}

/// Decodes what the files say, and what could not be read in them.
///
/// # Errors
/// When the bytes are not those of [`Assets::entries`].
pub fn read_entries(bytes: &[u8]) -> Result<(Entries, Vec<LexiconProblem>), AssetError> {
    Ok(postcard::from_bytes(bytes)?)
}

/// Writes a table in the order of its keys, so that the same files always give the same bytes.
pub(crate) fn sorted<V: Serialize, S: Serializer>(table: &HashMap<String, V>, serializer: S) -> Result<S::Ok, S::Error> {
    table.iter().collect::<BTreeMap<_, _>>().serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<SourceFile> {
        let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
        let plover = "[[type]]\nname = \"CONSULT\"\nquad = 1\ndefinition = \"meetings\"\nrecipient = \"optional\"\n\n\
             [[sector]]\ncode = \"GOV\"\nlabel = \"government\"\n\n[contexts]\nmilitary = \"armed forces\"\n";
        let cameo = "[[code]]\ncode = \"04\"\nlabel = \"consult\"\ngoldstein = 1.0\nplover = \"CONSULT\"\n";
        let frames = "code = \"04\"\ndefinition = \"They meet.\"\n\n[[pattern]]\nid = \"meet\"\nmatch = \"S meet|$greet T\"\n\n\
             [[pattern]]\nid = \"wrong\"\nmatch = \"S T\"\n";
        vec![
            file("frames/04/04.toml", frames),
            file("ontology/cameo.toml", cameo),
            file("ontology/plover.toml", plover),
            file("roles/wrong.toml", "[[role]]\nsectors = []\nnouns = [\"x\"]\n"),
            file("words/04.toml", "[lists]\ngreet = [\"shake hands\", \"greet\"]\n"),
        ]
    }

    #[test]
    fn what_is_stored_is_what_is_compiled() {
        let (entries, read) = Entries::read(&files());
        let (lexicon, compiled) = Lexicon::compile(&entries).expect("the ontology is sound");
        let (assets, problems) = Assets::build(&files()).expect("the ontology is sound");
        assert_eq!(problems, [read.clone(), compiled].concat());
        assert_eq!(problems.len(), 2);
        let (stored, of_all) = read_compiled(&assets.compiled).expect("as it was written");
        assert_eq!(of_all, problems);
        assert_eq!(stored.frames.frames(), lexicon.frames.frames());
        assert_eq!(stored.info, lexicon.info);
        assert_eq!(stored.ontology, lexicon.ontology);
        let (stored, of_reading) = read_entries(&assets.entries).expect("as it was written");
        assert_eq!(of_reading, read);
        assert_eq!((stored.frames, stored.roles), (entries.frames, entries.roles));
    }

    #[test]
    fn the_same_files_give_the_same_bytes() {
        assert_eq!(Assets::build(&files()).expect("sound"), Assets::build(&files()).expect("sound"));
    }

    #[test]
    fn other_bytes_are_refused() {
        let (assets, _) = Assets::build(&files()).expect("sound");
        assert!(read_compiled(&assets.compiled[..assets.compiled.len() / 2]).is_err());
        assert!(read_entries(b"").is_err());
    }
}
