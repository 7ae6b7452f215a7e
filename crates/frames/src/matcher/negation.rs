//! Whether the act that a word names is negated.

use detente_nlp::Sentence;

/// Whether a word is negated in its own clause ("did not attack", "no attack").
pub fn is_negated(s: &Sentence, t: usize) -> bool {
    let direct = |t: usize| {
        s.children(t).iter().any(|&c| {
            let lemma = s.tokens[c].lemma.as_str();
            matches!(lemma, "not" | "n't" | "never" | "neither" | "nor") && s.has_relation(c, "advmod")
                || (lemma == "no" && s.has_relation(c, "det"))
        })
    };
    if direct(t) {
        return true;
    }
    // "is not going to attack", "would not be able to": the negation stands on the raising verb.
    match s.tokens[t].head {
        Some(h)
            if s.has_relation(t, "xcomp")
                && matches!(
                    s.tokens[h].lemma.as_str(),
                    "go" | "able" | "likely" | "set" | "want" | "intend" | "plan" | "willing" | "ready" | "agree"
                ) =>
        {
            direct(h)
        }
        _ => false,
    }
}

/// Whether an act is told of nobody: "no soldier was killed", "none of its ships crossed the line", "they harmed no one".
pub fn is_of_nobody(s: &Sentence, verb: usize) -> bool {
    let relations = ["nsubj", "nsubj:pass", "obj"];
    s.children(verb).iter().filter(|&&c| relations.iter().any(|r| s.has_relation(c, r))).any(|&c| {
        let lemma = s.tokens[c].lemma.to_lowercase();
        matches!(lemma.as_str(), "nobody" | "none" | "neither" | "no-one")
            || s.children(c).iter().any(|&d| {
                (s.has_relation(d, "det") || s.has_relation(d, "cc:preconj"))
                    && matches!(s.tokens[d].lemma.to_lowercase().as_str(), "no" | "neither")
            })
    })
}
