//! In what the accounts of one incident contradict each other.

use crate::times::Window;
use crate::{Telling, parties, places};
use detente_record::{Actor, Aspect, Count, Dispute, Event, Factuality, Position, Precision, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// All disputes about one incident, in the order of [`Aspect::ALL`].
pub(crate) fn disputes(tellings: &[&Telling]) -> Vec<Dispute> {
    let claims: [Vec<Claim<'_>>; 7] = [
        happened(tellings),
        sides(tellings, |e| &e.source, Denied::Part),
        sides(tellings, |e| &e.target, Denied::Target),
        numbers(tellings, |e| e.casualties.killed.as_ref()),
        numbers(tellings, |e| e.casualties.injured.as_ref()),
        wheres(tellings),
        whens(tellings),
    ];
    Aspect::ALL.into_iter().zip(claims).filter_map(|(about, claims)| dispute(about, claims)).collect()
}

/// One answer of one account.
struct Claim<'a> {
    telling: &'a Telling,
    value: String,
    denied: bool,
    /// Number of the position: claims of one position can all be true together.
    position: usize,
}

/// Positions of claims, if there are two that exclude each other.
fn dispute(about: Aspect, claims: Vec<Claim<'_>>) -> Option<Dispute> {
    let mut numbers: Vec<usize> = claims.iter().map(|c| c.position).collect();
    numbers.sort_unstable();
    numbers.dedup();
    // Reports that differ in their own voices differ in what they know; a dispute has a party whose word stands against another.
    let counted = matches!(about, Aspect::Killed | Aspect::Injured);
    if numbers.len() < 2 || !counted && claims.iter().all(|c| speaker(&c.telling.event).is_none()) {
        return None;
    }
    let mut positions: Vec<Position> = numbers.iter().map(|n| position(claims.iter().filter(|c| c.position == *n).collect())).collect();
    positions.sort_by(|a, b| {
        b.origins.cmp(&a.origins).then(b.own_voice.cmp(&a.own_voice)).then(a.denied.cmp(&b.denied)).then(a.value.cmp(&b.value))
    });
    Some(Dispute { about, positions })
}

fn position(claims: Vec<&Claim<'_>>) -> Position {
    let mut speakers: Vec<Actor> = Vec::new();
    for speaker in claims.iter().filter_map(|c| speaker(&c.telling.event)) {
        if !speakers.iter().any(|s| s.name == speaker.name) {
            speakers.push(speaker.clone());
        }
    }
    speakers.sort_by(|a, b| a.name.cmp(&b.name));
    let origins: BTreeSet<&str> = claims.iter().map(|c| c.telling.origin.as_str()).collect();
    let mut events: Vec<String> = claims.iter().map(|c| c.telling.event.id.clone()).collect();
    events.sort();
    events.dedup();
    // The wording of most origins stands for the position, of equals the fullest.
    let mut wordings: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for c in &claims {
        wordings.entry(&c.value).or_default().insert(&c.telling.origin);
    }
    let most = wordings.into_iter().max_by_key(|(value, origins)| (origins.len(), value.chars().count(), std::cmp::Reverse(*value)));
    let value = most.map(|(value, _)| value).unwrap_or_default();
    Position {
        value: value.to_owned(),
        denied: claims.iter().any(|c| c.denied),
        own_voice: claims.iter().any(|c| speaker(&c.telling.event).is_none()),
        speakers,
        origins: origins.len(),
        events,
    }
}

/// Whose word an account is: the outermost speaker, unless the report says it in its own voice.
fn speaker(event: &Event) -> Option<&Actor> {
    match event.factuality {
        Factuality::Actual | Factuality::Ongoing => event.attribution.first().filter(|a| a.stance == Stance::Denies).map(|a| &a.speaker),
        _ => event.attribution.first().map(|a| &a.speaker),
    }
}

/// What a denial denies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Denied {
    /// That it happened.
    All,
    /// The denier's own part in it.
    Part,
    /// Whom it struck.
    Target,
}

/// What an account denies; `None` where it denies nothing. Who denies that X was struck and says that Y was, or has been
/// told of by nobody as denying the act itself, denies the target; who is the doer denies his part, so that the rest may
/// stand.
fn denied(telling: &Telling, tellings: &[&Telling]) -> Option<Denied> {
    let event = &telling.event;
    // "Nobody was hurt": no word against what was done.
    let against = event.factuality == Factuality::Denied || event.factuality == Factuality::Negated && !event.source.is_empty();
    if !against {
        return None;
    }
    let denier = event.attribution.iter().find(|a| a.stance == Stance::Denies).map(|a| std::slice::from_ref(&a.speaker));
    let by_denier = |o: &Event| {
        let spoken = o.attribution.iter().any(|a| same_party(Some(std::slice::from_ref(&a.speaker)), denier));
        spoken && !matches!(o.factuality, Factuality::Denied | Factuality::Negated)
    };
    let others = |o: &&&Telling| {
        by_denier(&o.event) && !o.event.target.is_empty() && parties::relation(&o.event.target, &event.target) == parties::Relation::Apart
    };
    // "denied that their men had fired"
    let own = |a: &Actor| {
        let first = a.text.split_whitespace().next().unwrap_or_default().to_lowercase();
        matches!(first.as_str(), "its" | "their" | "his" | "her" | "our" | "my")
    };
    Some(match () {
        () if !event.target.is_empty() && tellings.iter().any(|o| others(&o)) => Denied::Target,
        () if same_party(denier, Some(&event.source)) => Denied::Part,
        () if denier.is_some() && !event.source.is_empty() && event.source.iter().all(own) => Denied::Part,
        () => Denied::All,
    })
}

fn same_party(a: Option<&[Actor]>, b: Option<&[Actor]>) -> bool {
    a.zip(b).is_some_and(|(a, b)| parties::relation(a, b) >= parties::Relation::Alike)
}

fn happened<'a>(tellings: &[&'a Telling]) -> Vec<Claim<'a>> {
    let claim = |t: &&'a Telling| {
        let denied = match denied(t, tellings) {
            None => false,
            Some(Denied::All) => true,
            Some(_) => return None,
        };
        Some(Claim { telling: t, value: if denied { "no" } else { "yes" }.to_owned(), denied, position: usize::from(denied) })
    };
    tellings.iter().filter_map(claim).collect()
}

/// Answers to who used force, or against whom. Answers that may be the same party are one position; a denial of just this is
/// one of its own. Of what is said and agreed the parties are no matter of dispute.
fn sides<'a>(tellings: &[&'a Telling], side: fn(&Event) -> &Vec<Actor>, denial: Denied) -> Vec<Claim<'a>> {
    let mut claims: Vec<Claim<'a>> = Vec::new();
    let mut known: Vec<(&[Actor], bool)> = Vec::new();
    for t in tellings.iter().filter(|t| t.event.quad_class == 4 && !t.event.reciprocal) {
        let actors = side(&t.event).as_slice();
        let named = actors.iter().any(|a| a.id.is_some() || a.country.is_some() || !a.sectors.is_empty());
        let of = denied(t, tellings);
        if !named || of.is_some_and(|of| of != denial) {
            continue;
        }
        let denied = of.is_some();
        let same = |(k, d): &(&[Actor], bool)| *d == denied && parties::relation(k, actors) > parties::Relation::Unknown;
        let position = known.iter().position(same).unwrap_or_else(|| {
            known.push((actors, denied));
            known.len() - 1
        });
        let name = parties::name(actors);
        let value = if denied { format!("not {name}") } else { name };
        claims.push(Claim { telling: t, value, denied, position });
    }
    claims
}

/// Numbers that exclude each other. What the same state or body says later, in whatever report, replaces what it said before,
/// and so does a later report of the same origin in its own voice: a toll that rises is no dispute.
fn numbers<'a>(tellings: &[&'a Telling], kind: fn(&Event) -> Option<&Count>) -> Vec<Claim<'a>> {
    let voice = |t: &Telling| match speaker(&t.event) {
        None => (Some(t.origin.clone()), None),
        Some(s) if parties::is_of_state(s) && s.country.is_some() => (None, s.country.clone()),
        Some(s) => (None, s.id.clone().or_else(|| Some(s.name.clone()))),
    };
    let newest = |t: &&&Telling| {
        tellings
            .iter()
            .all(|o| kind(&o.event).is_none() || voice(o) != voice(t) || o.event.document.published <= t.event.document.published)
    };
    let mut given: Vec<(&'a Telling, &Count)> = tellings.iter().filter(newest).filter_map(|t| kind(&t.event).map(|c| (*t, c))).collect();
    given.sort_by_key(|(t, c)| (c.low, t.event.id.clone()));
    let mut claims = Vec::new();
    let (mut position, mut until) = (0, None::<u64>);
    for (telling, count) in given {
        // Sorted by their lowest: a number that begins above all before it is another answer.
        match until {
            Some(top) if count.low > top => (position, until) = (position + 1, Some(count.high.unwrap_or(u64::MAX))),
            Some(top) => until = Some(top.min(count.high.unwrap_or(u64::MAX))),
            None => until = Some(count.high.unwrap_or(u64::MAX)),
        }
        claims.push(Claim { telling, value: count.text.clone(), denied: false, position });
    }
    claims
}

fn wheres<'a>(tellings: &[&'a Telling]) -> Vec<Claim<'a>> {
    let mut claims: Vec<Claim<'a>> = Vec::new();
    let mut known = Vec::new();
    let exact = |e: &Event| e.place.clone().filter(|p| matches!(p.precision, Precision::Exact | Precision::City));
    for t in tellings.iter().filter(|t| !matches!(t.event.factuality, Factuality::Denied | Factuality::Negated)) {
        let Some(place) = exact(&t.event) else { continue };
        // A name that nobody can place may lie in or beside the other.
        let same = |k: &detente_record::Place| places::relation(Some(k), Some(&place)) != places::Relation::Apart;
        let position = known.iter().position(same).unwrap_or_else(|| {
            known.push(place.clone());
            known.len() - 1
        });
        claims.push(Claim { telling: t, value: place.name, denied: false, position });
    }
    claims
}

fn whens<'a>(tellings: &[&'a Telling]) -> Vec<Claim<'a>> {
    let mut said: Vec<(&'a Telling, Window)> = tellings.iter().filter_map(|t| t.window.filter(|w| w.said).map(|w| (*t, w))).collect();
    said.sort_by(|a, b| a.1.start.cmp(&b.1.start).then_with(|| a.0.event.id.cmp(&b.0.event.id)));
    let mut claims = Vec::new();
    let (mut position, mut until) = (0, None);
    for (telling, w) in said {
        match until {
            // A night belongs to two days.
            Some(end) if crate::times::days(end, w.start) > 1 => (position, until) = (position + 1, Some(w.end)),
            Some(end) => until = Some(w.end.min(end)),
            None => until = Some(w.end),
        }
        let value = if w.start == w.end { w.start.to_string() } else { format!("{} to {}", w.start, w.end) };
        claims.push(Claim { telling, value, denied: false, position });
    }
    claims
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made::{event, state};
    use detente_record::Attribution;

    /// A strike of Iran's on somebody of these sectors, by the word of a country that asserts or denies it.
    fn strike(id: &str, struck: &str, speaker: Option<(&str, Stance)>) -> Telling {
        let factuality = match speaker {
            None => Factuality::Actual,
            Some((_, Stance::Denies)) => Factuality::Denied,
            Some(_) => Factuality::Alleged,
        };
        let said = |(who, stance): (&str, Stance)| Attribution { speaker: state(who), stance, cue: String::new(), span: [0, 0] };
        let target = Actor { name: struck.to_lowercase(), sectors: vec![struck.into()], ..Actor::default() };
        let made = event(id, "ASSAULT");
        let event = Event {
            document: detente_record::DocumentRef { published: Some("2024-01-17".into()), ..made.document },
            source: vec![state("IRN")],
            target: vec![target],
            factuality,
            attribution: speaker.map(said).into_iter().collect(),
            ..made
        };
        Telling::new(event, id.to_owned())
    }

    fn about(tellings: &[Telling]) -> Vec<(&'static str, Vec<String>)> {
        let tellings: Vec<&Telling> = tellings.iter().collect();
        let values = |d: &Dispute| d.positions.iter().map(|p| p.value.clone()).collect();
        disputes(&tellings).iter().map(|d| (d.about.name(), values(d))).collect()
    }

    #[test]
    fn reports_that_differ_in_their_own_voices_dispute_nothing() {
        let other = |id: &str, speaker| {
            let mut told = strike(id, "CVL", speaker);
            told.event.source = vec![state("ISR")];
            told
        };
        assert_eq!(about(&[strike("a", "CVL", None), other("b", None)]), []);
        let source = ("source", vec!["IRN".to_owned(), "ISR".to_owned()]);
        assert_eq!(about(&[strike("a", "CVL", None), other("b", Some(("PAK", Stance::Asserts)))]), [source]);
    }

    #[test]
    fn a_toll_that_a_state_raises_in_another_paper_is_no_dispute() {
        let counted = |id: &str, day: &str, who: &str, dead: u64| {
            let mut told = strike(id, "CVL", Some((who, Stance::Asserts)));
            told.event.document.published = Some(day.to_owned());
            told.event.casualties.killed = Some(Count { low: dead, high: Some(dead), text: dead.to_string() });
            told
        };
        let (first, raised) = (counted("a", "2024-01-17", "PAK", 2), counted("b", "2024-01-18", "PAK", 3));
        assert_eq!(about(&[first.clone(), raised.clone()]), []);
        let against = ("killed", vec!["3".to_owned(), "9".to_owned()]);
        assert_eq!(about(&[first, raised, counted("c", "2024-01-17", "IRN", 9)]), [against]);
    }

    #[test]
    fn who_denies_that_rebels_were_struck_and_says_that_civilians_were_denies_the_target() {
        let told = [
            strike("a", "REB", None),
            strike("b", "REB", Some(("PAK", Stance::Denies))),
            strike("c", "CVL", Some(("PAK", Stance::Asserts))),
        ];
        assert_eq!(about(&told), [("target", vec!["reb".to_owned(), "cvl".to_owned(), "not reb".to_owned()])]);
    }

    #[test]
    fn who_denies_and_says_nothing_else_denies_that_it_happened_or_his_own_part() {
        let by = |who: &str| about(&[strike("a", "REB", None), strike("b", "REB", Some((who, Stance::Denies)))]);
        assert_eq!(by("PAK"), [("happened", vec!["yes".to_owned(), "no".to_owned()])]);
        assert_eq!(by("IRN"), [("source", vec!["IRN".to_owned(), "not IRN".to_owned()])]);
    }
}
