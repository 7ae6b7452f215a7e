//! When an event of the chain is the one that the gold wants, and which of its attributes are right.

use super::gold::{Side, Wanted};
use crate::name::share_a_word;
use detente_record::{Actor, Event};

/// Whether an actor is the wanted one: by country; without one by a word of the name, or by sector.
pub fn actor_fits(want: &Side, actor: &Actor) -> bool {
    if let Some(countries) = &want.country {
        if countries.contains(&actor.country) {
            return true;
        }
        if actor.country.is_some() || want.name.is_none() {
            return false;
        }
    }
    if let Some(name) = &want.name
        && (share_a_word(name, &actor.name) || share_a_word(name, &actor.text))
    {
        return true;
    }
    want.country.is_none() && want.sector.as_ref().is_some_and(|sectors| has_sector(sectors, [actor]))
}

/// Whether one of the actors has one of the sectors, where a null among them wants an actor without any.
fn has_sector<'a>(wanted: &[Option<String>], actors: impl IntoIterator<Item = &'a Actor>) -> bool {
    actors.into_iter().any(|actor| {
        let own = |sector: &Option<String>| match sector {
            Some(sector) => actor.sectors.contains(sector),
            None => actor.sectors.is_empty(),
        };
        wanted.iter().any(own)
    })
}

/// Whether nobody of name stands there.
fn unnamed(actors: &[Actor]) -> bool {
    actors.iter().all(|a| a.country.is_none() && a.sectors.iter().all(|s| matches!(s.as_str(), "UNK" | "UAF" | "CRM")))
}

fn side_fits(want: &Option<Side>, actors: &[Actor]) -> bool {
    let Some(want) = want else { return unnamed(actors) };
    actors.iter().any(|a| actor_fits(want, a)) || actors.is_empty() && want.country.as_ref().is_some_and(|c| c.contains(&None))
}

/// Whether the type is one of the wanted ones.
pub fn type_fits(want: &Wanted, event: &Event) -> bool {
    want.event_type.contains(&event.event_type)
}

/// Whether both sides are right.
pub fn dyad_fits(want: &Wanted, event: &Event) -> bool {
    let fits = |source: &[Actor], target: &[Actor]| {
        want.source.as_ref().is_none_or(|side| side_fits(side, source)) && want.target.as_ref().is_none_or(|side| side_fits(side, target))
    };
    if fits(&event.source, &event.target) {
        return true;
    }
    let both: Vec<Actor> = event.source.iter().chain(&event.target).cloned().collect();
    want.symmetric && (fits(&event.target, &event.source) || fits(&both, &both))
}

/// An attribute of an event whose type and dyad are right.
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// Whether it is right; none when the gold doesn't ask.
    pub fits: fn(&Wanted, &Event) -> Option<bool>,
    /// What the event has instead, for the list of errors.
    pub shown: fn(&Event) -> String,
}

/// The attributes in order.
pub const ATTRIBUTES: [Attribute; 7] = [
    Attribute { name: "sector", fits: sector_fits, shown: |e| sectors(e).join(" ") },
    Attribute { name: "date", fits: date_fits, shown: |e| e.date.as_ref().map_or("none".into(), |d| format!("{} to {}", d.start, d.end)) },
    Attribute {
        name: "place",
        fits: place_fits,
        shown: |e| e.place.as_ref().map_or("none".into(), |p| format!("{} ({})", p.name, p.country.as_deref().unwrap_or("no country"))),
    },
    Attribute { name: "factuality", fits: factuality_fits, shown: |e| e.factuality.name().to_owned() },
    Attribute {
        name: "attribution",
        fits: attribution_fits,
        shown: |e| {
            let all: Vec<String> = e.attribution.iter().map(|a| format!("{} {}", a.speaker.name, a.stance.name())).collect();
            if all.is_empty() { "none".to_owned() } else { all.join("; ") }
        },
    },
    Attribute {
        name: "casualties",
        fits: casualties_fit,
        shown: |e| {
            let count = |c: &Option<detente_record::Count>| c.as_ref().map_or("none".to_owned(), |c| c.text.clone());
            format!("killed {}, injured {}", count(&e.casualties.killed), count(&e.casualties.injured))
        },
    },
    Attribute { name: "root", fits: root_fits, shown: |e| e.cameo.clone() },
];

fn sectors(event: &Event) -> Vec<String> {
    event.source.iter().chain(&event.target).map(|a| a.sectors.join("+")).collect()
}

/// All of those that are asked; none when none is.
fn all_of(checks: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    checks.into_iter().flatten().reduce(|a, b| a && b)
}

fn sector_fits(want: &Wanted, event: &Event) -> Option<bool> {
    let check = |side: &Option<Option<Side>>, own: &[Actor]| {
        let wanted = side.as_ref()?.as_ref()?.sector.as_ref().filter(|s| !s.is_empty())?;
        let other = event.source.iter().chain(&event.target).filter(|_| want.symmetric);
        let pool: Vec<&Actor> = own.iter().chain(other).collect();
        Some(if pool.is_empty() { wanted.contains(&None) } else { has_sector(wanted, pool) })
    };
    all_of([check(&want.source, &event.source), check(&want.target, &event.target)])
}

fn date_fits(want: &Wanted, event: &Event) -> Option<bool> {
    let [low, high] = want.date.as_ref()?;
    let date = event.date.as_ref().filter(|d| !d.start.is_empty());
    Some(date.is_some_and(|d| *low <= d.start && d.end <= *high))
}

fn place_fits(want: &Wanted, event: &Event) -> Option<bool> {
    let wanted = want.place.as_ref()?;
    let found = event.place.as_ref();
    if wanted.country.is_some() && found.and_then(|p| p.country.as_ref()) != wanted.country.as_ref() {
        return Some(false);
    }
    let Some(names) = wanted.name.as_ref().filter(|n| !n.is_empty()) else { return Some(true) };
    let found = found.map_or([None, None], |p| [Some(p.name.as_str()), p.adm1.as_deref()]);
    Some(names.iter().any(|name| found.iter().flatten().any(|own| share_a_word(name, own))))
}

fn factuality_fits(want: &Wanted, event: &Event) -> Option<bool> {
    let wanted = want.factuality.as_ref().filter(|f| !f.is_empty())?;
    Some(wanted.iter().any(|f| f == event.factuality.name()))
}

fn attribution_fits(want: &Wanted, event: &Event) -> Option<bool> {
    let Some(wanted) = want.attribution.as_ref()? else { return Some(event.attribution.is_empty()) };
    Some(event.attribution.iter().any(|a| {
        wanted.stance.as_ref().is_none_or(|stances| stances.iter().any(|s| s == a.stance.name()))
            && wanted.speaker.as_ref().is_none_or(|speaker| actor_fits(speaker, &a.speaker))
    }))
}

fn casualties_fit(want: &Wanted, event: &Event) -> Option<bool> {
    let check = |wanted: &Option<[u64; 2]>, found: &Option<detente_record::Count>| {
        let [low, high] = (*wanted)?;
        Some(found.as_ref().is_some_and(|c| c.low <= high && low <= c.high.unwrap_or(c.low)))
    };
    all_of([check(&want.killed, &event.casualties.killed), check(&want.injured, &event.casualties.injured)])
}

/// Whether day, place and toll are right as far as the gold asks for them.
pub fn particulars_fit(want: &Wanted, event: &Event) -> bool {
    [date_fits(want, event), place_fits(want, event), casualties_fit(want, event)].into_iter().flatten().all(|right| right)
}

fn root_fits(want: &Wanted, event: &Event) -> Option<bool> {
    let wanted = want.cameo_root.as_ref().filter(|r| !r.is_empty())?;
    Some(event.cameo.get(..2).is_some_and(|root| wanted.iter().any(|r| r == root)))
}
