//! Which way an expression points: the tense of the verb that governs it.

use detente_nlp::Sentence;

/// Before or after the day of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Before it or on it.
    Past,
    /// On it or after it.
    Future,
    /// The verb does not say.
    Unknown,
}

/// Participles and adjectives of what is to come: "is scheduled for Monday".
const AHEAD: [&str; 12] = ["schedule", "plan", "expect", "slate", "due", "set", "poise", "postpone", "likely", "bind", "intend", "aim"];

/// Verbs whose infinitive has happened when they have: "was forced to close on Monday".
const IMPLICATIVE: [&str; 14] =
    ["force", "manage", "fail", "continue", "begin", "start", "appear", "seem", "get", "oblige", "compel", "cease", "help", "use"];

/// The direction of the verb above a token.
pub fn direction(s: &Sentence, head: usize) -> Direction {
    let mut at = if is_of_matrix(s, head) { s.tokens[head].head.and_then(|clause| s.tokens[clause].head) } else { Some(head) };
    let mut steps = 0;
    while let Some(t) = at {
        if steps > 12 {
            break;
        }
        if let Some(found) = of_word(s, t) {
            return found;
        }
        at = s.tokens[t].head;
        steps += 1;
    }
    Direction::Unknown
}

/// "told reporters on Saturday he would resign": whether a time that hangs on a complement clause stands before its
/// subject without a "that" between, where it tells when it was said.
pub fn is_of_matrix(s: &Sentence, time: usize) -> bool {
    let Some(clause) = s.tokens[time].head.filter(|&c| s.has_relation(c, "ccomp")) else { return false };
    let Some(verb) = s.tokens[clause].head.filter(|&v| v < time) else { return false };
    let begins = |r: &str| s.children_by(clause, r).next().is_some_and(|c| c > time);
    let marked = s.children_by(clause, "mark").any(|m| m < time);
    // "said that on Saturday they", "said: on Saturday they"
    let apart = (verb..time).any(|t| matches!(s.tokens[t].form.as_str(), ":" | "," | "\"" | "“" | "that"));
    !marked && !apart && ["nsubj", "nsubj:pass", "expl"].iter().any(|r| begins(r))
}

/// What the clause of a word says; none when a governor must be asked.
fn of_word(s: &Sentence, t: usize) -> Option<Direction> {
    let token = &s.tokens[t];
    let lemma = token.lemma.to_lowercase();
    let helpers: Vec<usize> = s.children_by(t, "aux").chain(s.children_by(t, "cop")).collect();
    let is_verb = matches!(token.upos, "VERB" | "AUX");
    if !is_verb && helpers.is_empty() {
        return AHEAD.contains(&lemma.as_str()).then_some(Direction::Future).filter(|_| token.upos == "ADJ");
    }
    let has = |lemmas: &[&str]| helpers.iter().any(|&h| lemmas.contains(&s.tokens[h].lemma.to_lowercase().as_str()));
    let tag_of = |lemma: &str| helpers.iter().find(|&&h| s.tokens[h].lemma.eq_ignore_ascii_case(lemma)).map(|&h| s.tokens[h].xpos);
    let perfect = has(&["have", "'ve"]);
    if has(&["will", "shall", "'ll", "wo"]) {
        return Some(Direction::Future);
    }
    // "the ministers could not agree on Tuesday": they did not.
    let negated = s.children_by(t, "advmod").any(|n| matches!(s.tokens[n].lemma.to_lowercase().as_str(), "not" | "n't" | "never"));
    if negated && helpers.iter().any(|&h| s.tokens[h].form.eq_ignore_ascii_case("could")) {
        return Some(Direction::Past);
    }
    if helpers.iter().any(|&h| s.tokens[h].xpos == "MD") {
        return Some(if perfect { Direction::Past } else { Direction::Future });
    }
    if perfect {
        return Some(Direction::Past);
    }
    let be = tag_of("be");
    let past_be = be == Some("VBD");
    let ahead = AHEAD.contains(&lemma.as_str());
    if !is_verb {
        return Some(match be {
            Some("VBD") => Direction::Past,
            _ if ahead => Direction::Future,
            _ => Direction::Unknown,
        });
    }
    match token.xpos {
        "VBD" => Some(Direction::Past),
        "VBN" => Some(match be {
            Some("VBD") => Direction::Past,
            _ if ahead => Direction::Future,
            Some("VBZ" | "VBP") => Direction::Unknown,
            _ => Direction::Past,
        }),
        "VBG" if past_be => Some(Direction::Past),
        "VBG" if be.is_some() => Some(Direction::Future),
        "VBG" => None,
        // "are to meet in January"
        "VB" if be.is_some() && !past_be && s.children_by(t, "mark").next().is_some() => Some(Direction::Future),
        "VB" => infinitive(s, t),
        _ if ahead => Some(Direction::Future),
        _ => Some(Direction::Unknown),
    }
}

/// An infinitive points ahead, but as a purpose or after "was forced to" it shares its governor's time.
fn infinitive(s: &Sentence, t: usize) -> Option<Direction> {
    let to = s.children_by(t, "mark").any(|m| s.tokens[m].lemma.eq_ignore_ascii_case("to"));
    if !to {
        return Some(Direction::Unknown);
    }
    let governor = s.tokens[t].head?;
    let implicative = IMPLICATIVE.contains(&s.tokens[governor].lemma.to_lowercase().as_str());
    if s.has_relation(t, "advcl") || (s.has_relation(t, "xcomp") && implicative) {
        return None;
    }
    Some(Direction::Future)
}
