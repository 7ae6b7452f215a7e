//! The lexicon that the binary carries is the one of the files, entry by entry.

use crate::{detente, root};
use detente_lexicon::{Entries, Lexicon, read_folder};

#[test]
fn the_stored_lexicon_is_what_the_files_give() {
    let (entries, mut problems) = Entries::read(&read_folder(&root().join("lexicons")).expect("the lexicon is there"));
    let (lexicon, more) = Lexicon::compile(&entries).expect("the ontology is sound");
    problems.extend(more);
    let stored = detente();
    assert_eq!(stored.problems(), problems);
    assert_eq!(stored.compiled().frames.frames(), lexicon.frames.frames());
    assert_eq!(stored.compiled().info, lexicon.info);
    assert_eq!(stored.compiled().ontology, lexicon.ontology);
    assert_eq!(stored.compiled().actors.actors(), lexicon.actors.actors());
    let written = stored.entries();
    assert_eq!(written.frames, entries.frames);
    assert_eq!((&written.states, &written.groups, &written.offices), (&entries.states, &entries.groups, &entries.offices));
    assert_eq!((&written.cues, &written.roles, &written.holdings), (&entries.cues, &entries.roles, &entries.holdings));
    assert_eq!((&written.lists, &written.grammar), (&entries.lists, &entries.grammar));
}
