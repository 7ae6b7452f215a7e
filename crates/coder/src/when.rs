//! When an act took place: of the times named in its sentence, the one that the grammar ties to it; else the day that
//! heads its entry; else the report's own.
//!
//! A time that says more of another thing dates that thing: the year of a massacre is not that of the march in its
//! memory, nor the day of a poll that of the rally against it.

use crate::locate::distance;
use crate::sentence::Analysis;
use crate::time::{Bound, TimeExpression, is_of_matrix};
use detente_frames::Match;
use detente_nlp::Sentence;
use detente_record::{Date, DateBasis};

/// A time on the verb that tells of an act gives way to one nearly as near to the act.
const OF_TELLING: usize = 4;
/// How far the day of a noun is from an act in a clause about it ("Sunday's attack on the church, where gunmen fired").
const OF_NOUN: usize = 5;
/// Prepositions behind which a dated act is the one that the verb tells of, or goes on while it does ("died in Sunday's blast").
const PART_OF: [&str; 7] = ["in", "during", "at", "by", "amid", "amidst", "throughout"];
/// Nouns of what is said or written: the day of it is that of what is said in it ("in a letter of 3 May he offered").
const MESSAGES: [&str; 18] = [
    "letter",
    "statement",
    "message",
    "note",
    "interview",
    "speech",
    "address",
    "broadcast",
    "communique",
    "communiqué",
    "telegram",
    "post",
    "article",
    "report",
    "declaration",
    "announcement",
    "decree",
    "order",
];

/// What the sentence says of the day of an act.
#[derive(Debug)]
pub enum When<'a> {
    /// This expression tells it.
    Said(&'a TimeExpression),
    /// The expression names the day on which a clause behind it happened ("since April, when"), without the range.
    Named(&'a TimeExpression),
    /// Nothing.
    Untold,
}

/// The time of an act among those of its sentence. `telling` says whether a verb only tells of what others did.
pub fn when<'a>(a: &'a Analysis<'_>, m: &Match, telling: impl Fn(usize) -> bool) -> When<'a> {
    let s = a.s;
    let in_heading = m.trigger < a.standpoint.heading;
    if let Some(t) = a.times.iter().find(|t| !t.part_of_day && tells_of_clause(s, t, m)) {
        return When::Named(t);
    }
    let candidates = a.times.iter().filter(|t| {
        (in_heading || t.tokens.start >= a.standpoint.heading)
            && !t.part_of_day
            && !describes_party(s, t.head, m)
            && !is_record(s, t)
            && !dates_another(s, t, m)
    });
    let ranked = candidates.filter_map(|t| {
        let word = hook(s, t, m);
        if clause_of_dated(s, t, m) {
            return Some((OF_NOUN, t));
        }
        let verb = if word == t.head { s.tokens[word].head } else { Some(word) };
        let teller = verb.is_some_and(|v| Some(v) != m.carrier && v != m.trigger && telling(v));
        distance(s, word, m).map(|d| (d + OF_TELLING * usize::from(teller), t))
    });
    ranked.min_by_key(|(d, t)| (*d, t.tokens.start)).map_or(When::Untold, |(_, t)| When::Said(t))
}

/// The date that an expression gives; none where nobody knows its days.
pub fn date_of(a: &Analysis<'_>, when: &When<'_>) -> Option<Date> {
    let (t, (days, granularity)) = match when {
        When::Said(t) => (t, (t.days, t.granularity)),
        When::Named(t) => (t, t.named()),
        When::Untold => return None,
    };
    let (start, end) = days?;
    let text = Some(a.text_between(t.tokens.start, t.tokens.end));
    Some(Date { start: start.to_string(), end: end.to_string(), granularity, basis: DateBasis::Expression, text })
}

/// The date of the entry that a sentence belongs to.
pub fn of_entry(a: &Analysis<'_>) -> Option<Date> {
    let entry = a.standpoint.entry.as_ref()?;
    Some(Date {
        start: entry.days.0.to_string(),
        end: entry.days.1.to_string(),
        granularity: entry.granularity,
        basis: DateBasis::Expression,
        text: Some(entry.text.clone()),
    })
}

/// The clause that an act stands in, above what is joined to it: "marched in, ran and locked up" is the clause of "marched".
fn clause_of(s: &Sentence, act: usize) -> usize {
    let mut at = act;
    while ["conj", "xcomp", "obj", "obl", "nsubj", "nsubj:pass"].iter().any(|r| s.has_relation(at, r))
        && let Some(head) = s.tokens[at].head
    {
        at = head;
    }
    at
}

/// "the morning of 28 May, when 500 men marched in", "in 2011, when jets bombed": whether a clause with the act says what
/// happened on a named day.
fn tells_of_clause(s: &Sentence, t: &TimeExpression, m: &Match) -> bool {
    let comma = s.tokens.get(t.tokens.end).is_some_and(|c| c.form == ",");
    let when = t.tokens.end + usize::from(comma);
    if !s.tokens.get(when).is_some_and(|w| w.form.eq_ignore_ascii_case("when")) {
        return false;
    }
    let act = m.carrier.unwrap_or(m.trigger);
    let Some(verb) = s.tokens[when].head else { return false };
    act > when
        && (s.is_under(act, verb) || clause_of(s, act) == verb)
        && !std::iter::successors(Some(act), |&x| s.tokens[x].head)
            .take_while(|&x| x != verb)
            .any(|x| s.has_relation(x, "acl") || s.has_relation(x, "advcl") && s.children_by(x, "mark").next().is_some())
}

/// "The minister, who flew in on Sunday, met …", "a man arrested on Sunday was killed": whether a day belongs to a clause about
/// somebody beside the act.
fn describes_party(s: &Sentence, time: usize, m: &Match) -> bool {
    let acts: Vec<usize> = [Some(m.trigger), m.carrier].into_iter().flatten().collect();
    let mut clauses = std::iter::successors(Some(time), |&t| s.tokens[t].head)
        .filter(|&t| s.has_relation(t, "acl:relcl") || s.has_relation(t, "acl") && time < m.trigger);
    clauses.any(|clause| {
        let noun = s.tokens[clause].head;
        // "the attack, which took place on Sunday"
        !acts.iter().any(|&act| s.is_under(act, clause) || noun == Some(act)) && !noun.is_some_and(|noun| is_circumstance(s, noun, m))
    })
}

/// "died in the unrest that swept the town on Sunday", "in a letter delivered on Friday he offered": whether a noun that a clause
/// dates is what the act is part of.
fn is_circumstance(s: &Sentence, noun: usize, m: &Match) -> bool {
    let of_act = s.tokens[noun].head.is_some_and(|v| v == m.trigger || Some(v) == m.carrier || s.is_under(m.trigger, v));
    let mut cases = s.children_by(noun, "case").map(|c| s.tokens[c].form.to_lowercase());
    s.has_relation(noun, "obl") && of_act && cases.any(|c| matches!(c.as_str(), "in" | "during")) && s.tokens[noun].upos == "NOUN"
}

/// The word whose distance from the act counts: the verb before a clause that a time stands in by its place alone, or the noun
/// that the act is part of.
fn hook(s: &Sentence, t: &TimeExpression, m: &Match) -> usize {
    if is_of_matrix(s, t.head)
        && let Some(verb) = s.tokens[t.head].head.and_then(|clause| s.tokens[clause].head)
    {
        return verb;
    }
    let clause = std::iter::successors(Some(t.head), |&at| s.tokens[at].head).find(|&at| s.has_relation(at, "acl"));
    let noun = clause.and_then(|clause| s.tokens[clause].head.filter(|_| !s.is_under(m.trigger, clause)));
    noun.filter(|&noun| is_circumstance(s, noun, m)).unwrap_or(t.head)
}

/// "the worst riots since 1990", "for the first time since June": a comparison with what was before.
fn is_record(s: &Sentence, t: &TimeExpression) -> bool {
    const REACH: usize = 12;
    if t.bound.is_none_or(|b| b.bound != Bound::Since) {
        return false;
    }
    let superlative = |w: usize| {
        let form = s.tokens[w].form.to_lowercase();
        matches!(s.tokens[w].xpos, "JJS" | "RBS") || matches!(form.as_str(), "first" | "last" | "only" | "second" | "third")
    };
    let compared =
        (t.tokens.start.saturating_sub(REACH)..t.tokens.start).rev().take_while(|&w| !matches!(s.tokens[w].form.as_str(), "," | ";" | ":"));
    compared.into_iter().any(superlative)
}

/// Whether a time says more of a noun that is neither the act nor what the act is part of.
fn dates_another(s: &Sentence, t: &TimeExpression, m: &Match) -> bool {
    let is_act = |at: usize| at == m.trigger || Some(at) == m.carrier;
    let is_noun = |at: usize| matches!(s.tokens[at].upos, "NOUN" | "PROPN" | "NUM");
    let mut time = t.head;
    while let Some(head) = s.tokens[time].head.filter(|h| t.tokens.range().contains(h)) {
        time = head;
    }
    let Some(mut noun) = s.tokens[time].head.filter(|&h| is_noun(h)) else { return false };
    if !says_more_of(s, time, t) {
        return s.has_relation(noun, "appos") && !is_act(noun) && !s.is_under(m.trigger, noun);
    }
    for _ in 0..8 {
        // The act itself, or one inside the phrase that the time dates ("Sunday's raid that killed three").
        if is_act(noun) || s.is_under(m.trigger, noun) {
            return false;
        }
        if s.has_relation(noun, "appos") {
            return true;
        }
        match s.tokens[noun].head.filter(|&h| is_noun(h)) {
            Some(above) if is_loose(s, noun) => return is_act(above) || !s.is_under(m.trigger, above),
            Some(above) => noun = above,
            None => break,
        }
    }
    !is_part(s, noun, m)
}

/// Whether an act stands in a relative clause inside the phrase of a noun whose day a time tells.
fn clause_of_dated(s: &Sentence, t: &TimeExpression, m: &Match) -> bool {
    let Some(noun) = s.tokens[t.head].head.filter(|&h| matches!(s.tokens[h].upos, "NOUN" | "PROPN") && says_more_of(s, t.head, t)) else {
        return false;
    };
    let within = std::iter::successors(Some(m.trigger), |&at| s.tokens[at].head).take_while(|&at| at != noun);
    m.trigger != noun && s.is_under(m.trigger, noun) && within.into_iter().any(|at| s.has_relation(at, "acl:relcl"))
}

/// Whether a noun hangs on another by a preposition that makes it its subject or reason ("a rally against Sunday's poll").
fn is_loose(s: &Sentence, noun: usize) -> bool {
    let case = s.children_by(noun, "case").next().map(|c| s.tokens[c].form.to_lowercase());
    case.is_some_and(|case| !PART_OF.contains(&case.as_str()) && !matches!(case.as_str(), "of" | "'s" | "'" | "’s"))
}

/// Whether a time is the day of the noun above it: "Sunday's poll", "the 1994 killing", "the vote of 20 October".
fn says_more_of(s: &Sentence, time: usize, t: &TimeExpression) -> bool {
    let before = s.tokens[time].head.is_some_and(|head| t.tokens.start < head);
    let mut cases = s.children_by(time, "case").map(|c| s.tokens[c].form.to_lowercase());
    let of = cases.any(|c| c == "of");
    of || s.has_relation(time, "nmod:poss") || before && ["compound", "amod", "nummod", "nmod"].iter().any(|r| s.has_relation(time, r))
}

/// Whether a dated noun is what the act's verb tells of, or holds what it says.
fn is_part(s: &Sentence, noun: usize, m: &Match) -> bool {
    if s.tokens[noun].head.is_some_and(|above| !s.is_under(m.trigger, above) && !s.is_under(above, m.trigger)) {
        return false;
    }
    let case = s.children_by(noun, "case").next().map(|c| s.tokens[c].form.to_lowercase());
    let message = MESSAGES.contains(&s.tokens[noun].lemma.to_lowercase().as_str());
    match case.as_deref() {
        Some("in") if message => true,
        Some(case) => PART_OF.contains(&case),
        // "Sunday's blast killed three": a subject that did it.
        None => s.tokens[noun].deprel.starts_with("nsubj") && m.carrier.is_none_or(|c| s.tokens[noun].head == Some(c)),
    }
}
