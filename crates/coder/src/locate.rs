//! Where an act took place: of the places named in its sentence, the one that the grammar ties to it.

use crate::place::{KINDS, Toponym, offset};
use crate::sentence::Analysis;
use detente_frames::Match;
use detente_nlp::Sentence;
use detente_record::{Place, Precision};

/// Prepositions behind which a place stands whatever word they hang on.
pub const WITHIN: [&str; 14] =
    ["in", "at", "near", "outside", "inside", "around", "across", "within", "throughout", "off", "along", "over", "beside", "opposite"];
/// Prepositions of movement: they tell the act's place when they hang on the act itself.
const TOWARDS: [&str; 9] = ["into", "to", "from", "towards", "toward", "on", "onto", "through", "of"];
/// Nouns that lie on the way to a place.
const ROADS: [&str; 4] = ["road", "highway", "route", "motorway"];
/// So many steps further off a place counts whose name no gazetteer knows.
const UNKNOWN: usize = 2;
/// Relations inside a name or between a name and the noun of its kind.
const INSIDE_NAME: [&str; 8] = ["compound", "nmod:poss", "appos", "flat", "amod", "nmod:desc", "nmod:unmarked", "conj"];

/// Nouns for a part of a place, whose place is that of the whole: "the streets of Lima", "the entrance to the port".
const PARTS: [&str; 24] = [
    "street",
    "centre",
    "center",
    "outskirt",
    "entrance",
    "gate",
    "market",
    "coast",
    "mountain",
    "hill",
    "square",
    "airport",
    "university",
    "hospital",
    "church",
    "mosque",
    "prison",
    "edge",
    "heart",
    "suburb",
    "part",
    "north",
    "south",
    "soil",
];
/// Those whose word tells what happened where they are.
const LOCALS: [&str; 16] = [
    "resident",
    "villager",
    "witness",
    "inhabitant",
    "local",
    "survivor",
    "police",
    "doctor",
    "medic",
    "activist",
    "neighbor",
    "neighbour",
    "teacher",
    "hospital",
    "townspeople",
    "shopkeeper",
];

/// The place nearest to the act.
///
/// `violent`: an act on a country itself took place there ("struck Iran"); a word to it did not. `reports`: whether a
/// verb only tells of what others did.
pub fn place(a: &Analysis<'_>, m: &Match, violent: bool, reports: impl Fn(&str) -> bool) -> Option<Place> {
    let mut best: Option<(usize, Precision, &Toponym)> = None;
    for t in a.toponyms.iter().chain(&a.referred) {
        let meant = a.referred.contains(t);
        let target =
            m.target.as_ref().is_some_and(|f| a.s.is_under(t.head, f.token)) && (violent || t.place.precision != Precision::Country);
        let tie = tie(a.s, t.head, m).or_else(|| scene_of(a.s, t.head, m));
        if is_home_of(a.s, t.head) {
            continue;
        }
        if tie.is_none() && (!target || meant && a.s.tokens[t.head].upos != "NOUN")
            || is_border(a.s, t)
            || is_of_saying(a.s, t.head, m, &reports)
        {
            continue;
        }
        let Some(d) = distance(a.s, tie.unwrap_or(t.head), m) else { continue };
        // A name that no gazetteer knows gives way to a known one nearly as near, unless it hangs on the act itself.
        let own = tie.is_some_and(|head| a.s.tokens[head].head.is_some_and(|h| h == m.trigger || Some(h) == m.carrier));
        let d = d + UNKNOWN * usize::from(t.place.lat.is_none() && !own);
        // Of two as near, the finer: `Precision` is ordered from a spot to a country.
        if best.is_none_or(|(bd, bp, _)| (d, t.place.precision) < (bd, bp)) {
            best = Some((d, t.place.precision, t));
        }
    }
    best.map(|(_, _, t)| Place {
        span: Some(a.span_between(t.tokens.start, t.tokens.end)),
        ..offset(a.s, t, &a.toponyms).unwrap_or_else(|| t.place.clone())
    })
}

/// Whether a word names people who tell of what happened where they are.
pub fn is_local(s: &Sentence, word: usize) -> bool {
    LOCALS.contains(&s.tokens[word].lemma.to_lowercase().as_str())
}

/// "near the border with Iran": beside a country and not in it.
fn is_border(s: &Sentence, t: &Toponym) -> bool {
    let beside = s.children_by(t.head, "case").any(|c| matches!(s.tokens[c].lemma.to_lowercase().as_str(), "with" | "to"));
    let border = |h: usize| matches!(s.tokens[h].lemma.as_str(), "border" | "frontier" | "boundary");
    t.place.precision == Precision::Country && beside && s.tokens[t.head].head.is_some_and(border)
}

/// "said in Geneva that troops had fired": the place where something is said is not that of what is said, unless those who
/// live there say it.
fn is_of_saying(s: &Sentence, name: usize, m: &Match, reports: impl Fn(&str) -> bool) -> bool {
    let acts = [Some(m.trigger), m.carrier];
    let tells = |v: usize| {
        s.tokens[v].upos == "VERB"
            && reports(&s.tokens[v].lemma.to_lowercase())
            && !acts.contains(&Some(v))
            && s.is_under(m.trigger, v)
            && s.is_under(name, v)
            && !s.children_by(v, "nsubj").any(|c| is_local(s, c))
    };
    // The clause that is said holds the act and not the name.
    let said = |v: usize| {
        s.children(v).iter().any(|&c| {
            ["ccomp", "parataxis", "advcl", "xcomp"].iter().any(|r| s.has_relation(c, r))
                && s.is_under(m.trigger, c)
                && !s.is_under(name, c)
        })
    };
    (0..s.tokens.len()).any(|v| tells(v) && said(v))
}

/// Whether a name stands behind a preposition that tells where something is.
pub fn is_within(s: &Sentence, name: usize) -> bool {
    let mut head = name;
    for _ in 0..4 {
        if let Some(case) = s.children_by(head, "case").next() {
            return WITHIN.contains(&s.tokens[case].lemma.to_lowercase().as_str());
        }
        match s.tokens[head].head.filter(|_| INSIDE_NAME.iter().any(|r| s.has_relation(head, r))) {
            Some(above) => head = above,
            None => return false,
        }
    }
    false
}

/// The head of the phrase by which a place name tells where something is, if it does.
fn tie(s: &Sentence, name: usize, m: &Match) -> Option<usize> {
    let mut head = name;
    for _ in 0..8 {
        let case = s.children_by(head, "case").next().map(|c| s.tokens[c].lemma.to_lowercase());
        let above = s.tokens[head].head;
        let before_noun = |h: usize| s.has_relation(name, "compound") && h > name;
        // "the Pulwama bombing"
        if head == name && above.is_some_and(|h| h == m.trigger && before_noun(h)) {
            return Some(name);
        }
        // "the Jammu-Srinagar highway" is in neither.
        let hyphened = |t: usize| s.tokens.get(t).is_some_and(|x| matches!(x.form.as_str(), "-" | "–"));
        let road = |h: usize| ROADS.contains(&s.tokens[h].lemma.to_lowercase().as_str());
        if head == name && above.is_some_and(|h| before_noun(h) && road(h)) && (hyphened(name + 1) || name > 0 && hyphened(name - 1)) {
            return None;
        }
        // "was razed here", "fought there"
        if s.tokens[head].upos == "ADV" {
            return Some(head);
        }
        let of_part = |h: usize| {
            let lemma = s.tokens[h].lemma.to_lowercase();
            KINDS.contains(&lemma.as_str())
                || PARTS.contains(&lemma.as_str())
                || s.tokens[h].upos == "NOUN" && s.tokens[h].mention == Some("place")
        };
        match case.as_deref() {
            // "on the road to Djibo"
            Some("to" | "from" | "between") if above.is_some_and(|g| ROADS.contains(&s.tokens[g].lemma.to_lowercase().as_str())) => {
                head = above?;
                return s.has_relation(head, "obl").then_some(head);
            }
            Some("of") if above.is_some_and(of_part) => head = above?,
            // "at the entrance to Puerto Sandino"
            Some("to") if above.is_some_and(|g| matches!(s.tokens[g].lemma.as_str(), "entrance" | "approach" | "access" | "gate")) => {
                head = above?
            }
            Some(case) if WITHIN.contains(&case) => return Some(head),
            Some(case) if TOWARDS.contains(&case) => {
                let of_act = above == Some(m.trigger) || above.is_some() && above == m.carrier;
                return (of_act || case != "of" && s.has_relation(head, "obl")).then_some(head);
            }
            Some("'s" | "'") | None if INSIDE_NAME.iter().any(|r| s.has_relation(head, r)) => {
                head = above.filter(|&up| !matches!(s.tokens[up].upos, "VERB" | "AUX"))?;
            }
            _ => return None,
        }
    }
    None
}

/// "the workers, who hailed from South Punjab": where somebody is at home.
fn is_home_of(s: &Sentence, name: usize) -> bool {
    let Some(verb) = s.tokens[name].head else { return false };
    let from = s.children_by(name, "case").any(|c| s.tokens[c].lemma.eq_ignore_ascii_case("from"));
    from && match s.tokens[verb].lemma.to_lowercase().as_str() {
        "hail" | "originate" => true,
        "come" => s.has_relation(verb, "acl:relcl"),
        _ => false,
    }
}

/// "a church in Owo where gunmen shot at the faithful": the noun that a clause with "where" describes, if the place name
/// stands in its phrase.
fn scene_of(s: &Sentence, name: usize, m: &Match) -> Option<usize> {
    let mut act = m.carrier.unwrap_or(m.trigger);
    while ["conj", "xcomp", "advcl"].iter().any(|r| s.has_relation(act, r)) {
        act = s.tokens[act].head?;
    }
    let noun = s.tokens[act].head.filter(|_| s.has_relation(act, "acl"))?;
    let here = s.children(act).iter().any(|&c| s.tokens[c].lemma.eq_ignore_ascii_case("where"));
    (here && s.is_under(name, noun) && !s.is_under(name, act)).then_some(noun)
}

/// Steps in the tree from a word to the act: inside its own clause first, then through the clauses
/// above it; none when the word belongs to another clause that the act does not depend on.
pub fn distance(s: &Sentence, word: usize, m: &Match) -> Option<usize> {
    const FAR: usize = 12;
    let acts = [Some(m.trigger), m.carrier];
    let mut up = Vec::new();
    let mut at = Some(word);
    while let Some(t) = at {
        up.push(t);
        at = s.tokens[t].head;
    }
    acts.into_iter()
        .flatten()
        .filter_map(|act| {
            let mut steps = 0;
            let mut crossed = 0;
            let mut at = Some(act);
            while let Some(t) = at {
                if let Some(i) = up.iter().position(|&u| u == t) {
                    // Clauses between the common ancestor and the word are clauses of other acts, but what happened
                    // "when" another thing did happened with it.
                    let foreign = up[..i].iter().filter(|&&u| is_clause(s, u) && !is_same_time(s, u)).count();
                    return Some(steps + i + 3 * crossed + 6 * foreign);
                }
                if is_clause(s, t) {
                    crossed += 1;
                }
                steps += 1;
                at = s.tokens[t].head;
            }
            None
        })
        .min()
        .filter(|&d| d <= FAR)
}

fn is_clause(s: &Sentence, t: usize) -> bool {
    ["ccomp", "advcl", "acl", "parataxis", "conj", "csubj"].iter().any(|r| s.has_relation(t, r))
        && matches!(s.tokens[t].upos, "VERB" | "AUX" | "ADJ")
}

fn is_same_time(s: &Sentence, clause: usize) -> bool {
    s.has_relation(clause, "advcl")
        && s.children(clause).iter().any(|&c| c < clause && matches!(s.tokens[c].lemma.to_lowercase().as_str(), "when" | "while" | "as"))
}
