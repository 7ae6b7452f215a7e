//! From the tellings of one act to one event: the fullest, with what it lacks from the others.

use super::compatible::is_unknown;
use super::{ClaimTold, Telling, Told, TollTold};
use crate::event::Draft;
use detente_record::{Count, DateBasis, Factuality, Mention, Precision};

/// One act of its tellings, in order of the text.
///
/// # Panics
/// When the list is empty; an act has a telling.
pub fn merged(mut tellings: Vec<Telling>, tolls: Vec<TollTold>, claims: Vec<ClaimTold>, variants: Vec<usize>) -> Told {
    let fullest = (0..tellings.len()).max_by_key(|&i| (fullness(&tellings[i]), std::cmp::Reverse(i))).unwrap_or(0);
    let mut main = tellings.remove(fullest);
    for other in &tellings {
        inherit(&mut main, other);
    }
    for toll in &tolls {
        let (own, said) = (&mut main.draft.casualties, &toll.said.casualties);
        for (own, said) in [(&mut own.killed, &said.killed), (&mut own.injured, &said.injured)] {
            if said.is_some() && (own.is_none() || toll.update) {
                own.clone_from(said);
            }
        }
        main.draft.notes.push(format!("the toll is told in sentence {}: {}", toll.said.sentence, toll.said.trigger.text));
    }
    for claim in &claims {
        main.draft.source.clone_from(&claim.who);
        main.draft.notes.push(format!("laid to the source in sentence {}: {}", claim.said.sentence, claim.said.trigger.text));
    }
    let further = tolls.into_iter().map(|t| t.said).chain(claims.into_iter().map(|c| c.said));
    let mut mentions: Vec<Mention> = tellings.into_iter().map(|t| t.said).chain(further).collect();
    mentions.sort_by_key(|m| m.trigger.span);
    Told { main, mentions, variants }
}

/// How much a telling says: a verb before a noun, the report's own word before a party's, then whatever is known.
fn fullness(t: &Telling) -> u32 {
    let known = |side: &[detente_record::Actor]| u32::from(side.iter().any(|a| !is_unknown(a)));
    let d = &t.draft;
    let toll = u32::from(t.said.casualties != detente_record::Casualties::default());
    // "Five people died" tells of an act whose name stands elsewhere.
    let bare = is_bare_toll(d);
    4 * u32::from(!t.wording.noun && !bare)
        + 3 * u32::from(d.standing.factuality == Factuality::Actual)
        + 3 * known(&d.source)
        + 3 * known(&d.target)
        + u32::from(!d.source.is_empty())
        + u32::from(t.said.date.is_some())
        + u32::from(t.said.place.is_some())
        + toll
}

fn is_bare_toll(d: &Draft) -> bool {
    d.toll.is_some() && d.source.is_empty()
}

/// Gives `main` what it lacks and another telling of the same act says.
fn inherit(main: &mut Telling, other: &Telling) {
    let (d, o) = (&mut main.draft, &other.draft);
    d.notes.push(format!("told again in sentence {}: {}", o.sentence, other.said.trigger.text));
    if d.source.iter().all(is_unknown) && o.source.iter().any(|a| !is_unknown(a)) {
        d.source.clone_from(&o.source);
    }
    let lacks = d.target.is_empty() || !is_bare_toll(o);
    if lacks
        && d.target.iter().all(|a| is_unknown(a) && a.sectors.is_empty())
        && o.target.iter().any(|a| !is_unknown(a) || !a.sectors.is_empty())
    {
        d.target.clone_from(&o.target);
    }
    let said = |basis: Option<DateBasis>| basis == Some(DateBasis::Expression);
    if !said(d.date.as_ref().map(|x| x.basis)) {
        let day = other.said.date.as_ref().or(o.date.as_ref()).filter(|x| x.basis != DateBasis::Dateline);
        if let Some(day) = day.filter(|x| said(Some(x.basis)) || d.date.as_ref().is_none_or(|own| own.basis == DateBasis::Dateline)) {
            d.date = Some(detente_record::Date { basis: DateBasis::Inherited, ..day.clone() });
        }
    }
    let finer = |place: &detente_record::Place| {
        main.said.place.as_ref().is_none_or(|own| own.precision == Precision::Country && place.precision < Precision::Country)
    };
    if let Some(place) = other.said.place.as_ref().filter(|p| finer(p)) {
        d.place = Some(place.clone());
    } else if d.place.is_none() {
        d.place.clone_from(&o.place);
    }
    let later = o.sentence > d.sentence;
    if main.wording.also || other.wording.also {
        let sum = |own: &mut Option<Count>, other: &Option<Count>| {
            if let (Some(own), Some(other)) = (own, other) {
                own.low += other.low;
                own.high = own.high.zip(other.high).map(|(x, y)| x + y);
            }
        };
        sum(&mut d.casualties.killed, &o.casualties.killed);
        return;
    }
    count(&mut d.casualties.killed, &o.casualties.killed, later);
    count(&mut d.casualties.injured, &o.casualties.injured, later);
    count(&mut d.casualties.arrested, &o.casualties.arrested, later);
}

/// A number that is said takes the place of one that is not, and an exact one that of a bound.
fn count(own: &mut Option<Count>, other: &Option<Count>, later: bool) {
    let better = match (&*own, other) {
        (None, Some(_)) => true,
        (Some(a), Some(b)) => later && a.high.is_none() && b.low > a.low,
        _ => false,
    };
    if better {
        own.clone_from(other);
    }
}
