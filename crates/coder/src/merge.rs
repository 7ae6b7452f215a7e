//! Matches that tell one act are made one event.

use crate::event::Draft;
use crate::phrase::same_actor;
use detente_lexicon::Lexicon;
use detente_nlp::Sentence;
use detente_record::{Actor, Factuality};

/// Merges the drafts of one sentence: "the strikes killed two and injured three" is one event.
pub fn within_sentence(s: &Sentence, mut drafts: Vec<Draft>, lexicon: &Lexicon) -> Vec<Draft> {
    let conditions: Vec<usize> = drafts.iter().filter(|d| is_condition(s, d, &drafts, lexicon)).map(|d| d.trigger).collect();
    drafts.retain(|d| !conditions.contains(&d.trigger));
    let mut at = 0;
    while at < drafts.len() {
        let partner = (0..drafts.len()).find(|&other| other != at && is_part(s, &drafts[at], &drafts[other], lexicon));
        match partner {
            Some(other) => {
                let part = drafts.remove(at);
                let whole = if other > at { other - 1 } else { other };
                absorb(&mut drafts[whole], part);
                at = 0;
            }
            None => at += 1,
        }
    }
    drafts
}

/// "threatened to kill her unless the army withdrew": the condition of a threat, demand or promise is part of it.
fn is_condition(s: &Sentence, inner: &Draft, drafts: &[Draft], lexicon: &Lexicon) -> bool {
    let conditional = matches!(inner.standing.factuality, Factuality::Conditional | Factuality::Planned);
    let path = std::iter::successors(Some(inner.trigger), |&t| s.tokens[t].head);
    let introduced = |t: usize| {
        s.has_relation(t, "advcl")
            && s.children_by(t, "mark").any(|m| matches!(s.tokens[m].lemma.to_lowercase().as_str(), "if" | "unless" | "until" | "lest"))
    };
    let outer = |d: &&Draft| matches!(lexicon.info[d.frame].event_type.as_str(), "THREATEN" | "REQUEST" | "AGREE");
    conditional
        && path.take(8).any(introduced)
        && drafts.iter().filter(outer).any(|d| d.trigger != inner.trigger && s.is_under(inner.trigger, d.trigger))
}

/// Whether `part` tells the result or the cause of `whole` and is no event of its own.
fn is_part(s: &Sentence, part: &Draft, whole: &Draft, lexicon: &Lexicon) -> bool {
    let (p, w) = (&lexicon.info[part.frame], &lexicon.info[whole.frame]);
    if p.event_type != w.event_type {
        return false;
    }
    // "Iran's strikes targeted …": the noun is the subject of the verb's event.
    if whole.cause == Some(part.trigger) {
        return true;
    }
    // "boarded and seized a tanker", "shelled and bombed the town": one act in two words.
    let twin = s.has_relation(part.trigger, "conj")
        && s.tokens[part.trigger].head == Some(whole.trigger)
        && part.standing.factuality == whole.standing.factuality
        && !part.target.is_empty()
        && same_actors(&part.source, &whole.source)
        && same_actors(&part.target, &whole.target);
    if twin {
        return true;
    }
    if p.event_type != "ASSAULT" {
        return false;
    }
    // "killed two and injured three", "bombed the town, killing five", "resulting in the injury of six".
    let outcome = |h: &usize| matches!(s.tokens[*h].lemma.to_lowercase().as_str(), "result" | "lead" | "cause" | "end");
    let resulting = s.tokens[part.trigger].head.filter(|h| s.tokens[part.trigger].upos == "NOUN" && outcome(h));
    let anchor = resulting.or(part.carrier).unwrap_or(part.trigger);
    let above = whole.carrier.unwrap_or(whole.trigger);
    // "attacked the post, killing three and wounding five": the wounding is joined to the killing, that to the attack.
    let is_joined = |t: usize| ["conj", "advcl", "xcomp"].iter().any(|r| s.has_relation(t, r));
    let up = |t: usize| s.tokens[t].head.filter(|_| is_joined(t));
    let reaches = |t: usize| up(t).is_some_and(|h| h == above || h == whole.trigger);
    let joined = reaches(anchor) || s.has_relation(anchor, "conj") && up(anchor).is_some_and(reaches);
    // "police launched an operation and two suspects were shot": a clause with a subject of its own is an act of its own.
    let own_subject = s.has_relation(anchor, "conj")
        && whole.toll.is_none()
        && s.children(anchor).iter().any(|&c| s.tokens[c].deprel.starts_with("nsubj"));
    // "was struck three times, killing nine", "slammed into a compound and killed 97 of them": who does it is not said anew.
    let subjectless = s.tokens[anchor].upos == "VERB" && !s.children(anchor).iter().any(|&c| s.tokens[c].deprel.starts_with("nsubj"));
    let one_side =
        same_side(&part.source, &whole.source) || subjectless && same_side(&part.source, &whole.target) || is_guess(part, lexicon);
    if part.toll.is_some() && part.trigger > whole.trigger && joined && !own_subject && one_side {
        return true;
    }
    let bare = part.toll.is_some() && part.source.is_empty();
    // "an assault on the station in which 11 officers were killed"
    let relative = s.has_relation(anchor, "acl:relcl") && s.is_under(anchor, whole.trigger);
    // "ten people died when gunmen opened fire"
    let joined_to = |t: usize| t == anchor || s.has_relation(t, "conj") && s.tokens[t].head == Some(anchor);
    let circumstance = s.tokens[above].head.is_some_and(joined_to)
        && s.has_relation(above, "advcl")
        && s.children_by(above, "mark")
            .chain(s.children_by(above, "advmod"))
            .any(|m| matches!(s.tokens[m].lemma.to_lowercase().as_str(), "when" | "as" | "after"));
    bare && (relative || circumstance)
}

/// Whether the classifier alone says who did it.
fn is_guess(part: &Draft, lexicon: &Lexicon) -> bool {
    lexicon.is_classified(part.frame)
}

fn same_actors(a: &[Actor], b: &[Actor]) -> bool {
    a.len() == b.len() && a.iter().all(|x| b.iter().any(|y| same_actor(x, y) && x.span == y.span))
}

fn same_side(a: &[Actor], b: &[Actor]) -> bool {
    a.is_empty() || (a.len() == b.len() && a.iter().all(|x| b.iter().any(|y| same_actor(x, y))))
}

fn absorb(whole: &mut Draft, part: Draft) {
    whole.notes.push(format!("includes {}", part.path.first().map_or("another mention", String::as_str)));
    if whole.source.is_empty() {
        whole.source = part.source;
    }
    let weak = whole.target.iter().all(|a| a.country.is_none() && a.sectors.is_empty() && a.id.is_none());
    // "The hospital was struck, killing nine": a bare number says less than the hospital.
    let number = |a: &Actor| a.text.split_whitespace().next_back().is_some_and(|w| crate::quantity::number(w).is_some());
    let says_more = whole.target.is_empty() || !part.target.iter().all(number);
    if weak && !part.target.is_empty() && says_more {
        whole.target = part.target;
    }
    let c = &mut whole.casualties;
    c.killed = c.killed.take().or(part.casualties.killed);
    c.injured = c.injured.take().or(part.casualties.injured);
    c.arrested = c.arrested.take().or(part.casualties.arrested);
    let better_date = |d: &Option<detente_record::Date>| d.as_ref().is_none_or(|d| d.basis != detente_record::DateBasis::Expression);
    if better_date(&whole.date) && part.date.is_some() && !better_date(&part.date) {
        whole.date = part.date;
    }
    whole.place = whole.place.take().or(part.place);
}
