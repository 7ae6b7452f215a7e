//! How a sentence words the act that it tells: what shows that it is one told before, or another one.

use crate::sentence::Analysis;
use detente_nlp::Sentence;

/// The wording of an act.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// What is common to the verb and the noun of the act ("kidnap", "kidnapping").
    pub stem: String,
    /// It is told by a noun.
    pub noun: bool,
    /// More than one ("the strikes").
    pub plural: bool,
    /// A noun that the reader is expected to know ("the attack", "this raid").
    pub definite: bool,
    /// A noun that may stand for any act of its type ("the attack", "the meeting").
    pub generic: bool,
    /// A noun that says itself whom or what the act befell ("the attack on the church").
    pub specified: bool,
    /// Said to have befallen somebody besides ("was also killed").
    pub also: bool,
    /// Said to be another one ("a second attack", "struck again", "earlier raids").
    pub further: bool,
}

/// Nouns for any act of violence, coercion or meeting.
const GENERIC: [&str; 18] = [
    "attack",
    "assault",
    "incident",
    "violence",
    "massacre",
    "raid",
    "operation",
    "offensive",
    "strike",
    "action",
    "crackdown",
    "meeting",
    "talk",
    "negotiation",
    "summit",
    "discussion",
    "killing",
    "onslaught",
];

/// Verbs whose object names what was done.
const LIGHT: [&str; 8] = ["carry", "launch", "stage", "conduct", "commit", "mount", "perpetrate", "undertake"];

/// Words that part an act from one of its kind.
const FURTHER: [&str; 26] = [
    "another",
    "second",
    "third",
    "fourth",
    "new",
    "further",
    "fresh",
    "separate",
    "similar",
    "other",
    "additional",
    "subsequent",
    "renewed",
    "repeated",
    "previous",
    "earlier",
    "past",
    "last",
    "recent",
    "next",
    "retaliatory",
    "again",
    "similarly",
    "likewise",
    "elsewhere",
    "separately",
];

impl Wording {
    /// The wording of the act at `trigger`, which the verb `carrier` carries where the trigger is a noun.
    pub fn of(a: &Analysis<'_>, trigger: usize, carrier: Option<usize>) -> Wording {
        let s = a.s;
        // "carried out the assault": the noun names the act.
        let light = LIGHT.contains(&s.tokens[trigger].lemma.to_lowercase().as_str()) && s.tokens[trigger].upos == "VERB";
        let object = s.children_by(trigger, "obj").chain(s.children_by(trigger, "nsubj:pass")).find(|_| light);
        let (trigger, carrier) = object.map_or((trigger, carrier), |noun| (noun, Some(trigger)));
        let token = &s.tokens[trigger];
        let lemma = token.lemma.to_lowercase();
        let noun = matches!(token.upos, "NOUN" | "PROPN");
        let lemma_of = |t: usize| s.tokens[t].lemma.to_lowercase();
        let definite = noun
            && (s.children_by(trigger, "det").any(|d| matches!(lemma_of(d).as_str(), "the" | "this" | "that" | "these" | "those"))
                || s.children_by(trigger, "nmod:poss").any(|p| s.tokens[p].upos == "PRON"));
        let parts = |t: usize| {
            let beside = ["amod", "det", "advmod", "nummod"];
            s.children(t).iter().any(|&c| beside.iter().any(|r| s.has_relation(c, r)) && FURTHER.contains(&lemma_of(c).as_str()))
        };
        Wording {
            stem: stem(&lemma),
            noun,
            plural: noun && matches!(token.xpos, "NNS" | "NNPS"),
            definite,
            generic: noun && GENERIC.contains(&lemma.as_str()),
            specified: noun
                && s.children_by(trigger, "nmod")
                    .any(|n| s.children_by(n, "case").any(|c| matches!(lemma_of(c).as_str(), "on" | "against" | "of" | "at"))),
            also: !noun && s.children_by(trigger, "advmod").any(|c| matches!(lemma_of(c).as_str(), "also" | "too" | "likewise")),
            further: parts(trigger) || carrier.is_some_and(parts) || opens_further(s),
        }
    }

    /// Whether two wordings name the same kind of act by the same word.
    pub fn same_word(&self, other: &Wording) -> bool {
        const ROOT: usize = 5;
        let root = |w: &str| w.chars().take(ROOT).collect::<String>();
        self.stem == other.stem || self.stem.len() >= ROOT && other.stem.len() >= ROOT && root(&self.stem) == root(&other.stem)
    }
}

/// "Elsewhere, …", "Separately, …", "In another attack, …": the sentence goes on to something else.
fn opens_further(s: &Sentence) -> bool {
    let first = |n: usize| s.tokens.iter().take(n).map(|t| t.lemma.to_lowercase());
    first(1).any(|l| matches!(l.as_str(), "elsewhere" | "separately" | "likewise" | "similarly"))
        || first(1).any(|l| l == "in") && first(3).any(|l| matches!(l.as_str(), "another" | "separate" | "second" | "other"))
}

/// A verb or noun without the endings that make the one of the other.
fn stem(lemma: &str) -> String {
    const ENDINGS: [&str; 8] = ["ation", "ment", "ing", "ion", "ate", "al", "er", "e"];
    let bare = ENDINGS.iter().find_map(|e| lemma.strip_suffix(e).filter(|rest| rest.len() >= 4)).unwrap_or(lemma);
    let mut chars: Vec<char> = bare.chars().collect();
    if chars.len() > 1 && chars[chars.len() - 1] == chars[chars.len() - 2] {
        chars.pop();
    }
    chars.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn a_verb_and_its_noun_have_one_stem() {
        for (verb, noun) in [
            ("kidnap", "kidnapping"),
            ("kill", "killing"),
            ("bomb", "bombing"),
            ("assassinate", "assassination"),
            ("attack", "attack"),
            ("arrest", "arrest"),
            ("bombard", "bombardment"),
            ("detain", "detaining"),
        ] {
            assert_eq!(stem(verb), stem(noun), "{verb} {noun}");
        }
        assert_ne!(stem("bomb"), stem("shell"));
    }
}
