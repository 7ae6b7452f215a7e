//! What the frames find in a sentence, and what they nearly found.

/// The word that fills a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filler {
    /// Head word of the filling phrase.
    pub token: usize,
    /// How it was found.
    pub path: String,
}

/// A frame found in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Index of the frame in its set.
    pub frame: usize,
    /// The word that triggered it.
    pub trigger: usize,
    /// The verb that carries an event noun, if there is one.
    pub carrier: Option<usize>,
    /// The other words that the pattern asked for.
    pub words: Vec<usize>,
    /// Who acts.
    pub source: Option<Filler>,
    /// To whom.
    pub target: Option<Filler>,
    /// The parties of a reciprocal act.
    pub both: Option<Filler>,
    /// Triggers of events that this one includes.
    pub absorbed: Vec<usize>,
    /// Whether the trigger's negation is part of the meaning.
    pub negation_used: bool,
    /// Whether the target that the pattern asks for is missing and was let go.
    pub one_sided: bool,
    /// The more, the more particular the pattern was.
    pub specificity: i32,
    /// How likely, 0 to 1, where no pattern but a statistical reading found it.
    pub likelihood: Option<f32>,
    /// The steps of the match, for the derivation.
    pub path: Vec<String>,
}

/// A frame whose trigger was there and that did not match.
#[derive(Debug, Clone, PartialEq)]
pub struct Miss {
    /// Index of the frame in its set.
    pub frame: usize,
    /// The word that could have triggered it.
    pub trigger: usize,
    /// How many of the pattern's parts were found.
    pub found: usize,
    /// What was missing.
    pub reason: String,
}

/// All that the frames say of one sentence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// At most one match a trigger, in order of the triggers.
    pub matches: Vec<Match>,
    /// The misses, nearest first.
    pub misses: Vec<Miss>,
    /// Words of which a frame says that they tell no event.
    pub vetoed: Vec<usize>,
}
