//! Whether two tellings are of one act: nothing that they say speaks against it, and something speaks for it.

use super::compatible::{Fit, dates, places, same_noun, same_toll, sides, targets, tolls};
use super::telling::Telling;
use crate::event::Toll;
use detente_lexicon::Lexicon;
use detente_record::{Actor, Factuality, Granularity, Stance};

/// What two tellings are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    /// Of one act.
    Same,
    /// Two accounts of one act.
    Variant,
    /// Of one act for all that the later says, which may be of another too.
    Open,
    /// Of two.
    Other,
}

/// Compares tellings with a lexicon's codes.
pub struct Judge<'a> {
    /// The lexicon.
    pub lexicon: &'a Lexicon,
}

impl Judge<'_> {
    fn code(&self, t: &Telling) -> &str {
        &self.lexicon.info[t.draft.frame].code
    }

    fn event_type(&self, t: &Telling) -> &str {
        &self.lexicon.info[t.draft.frame].event_type
    }

    /// Whether it tells violence that happened.
    pub fn is_violence(&self, t: &Telling) -> bool {
        let happened = realm(t.draft.standing.factuality) == Factuality::Actual && t.draft.standing.factuality != Factuality::Denied;
        happened && self.event_type(t) == "ASSAULT"
    }

    /// Whether it tells a deed of force, which others may deny.
    pub fn is_force(&self, t: &Telling) -> bool {
        matches!(self.event_type(t), "ASSAULT" | "COERCE" | "MOBILIZE")
    }

    /// Whether it tells violence that happened and that may have victims of its own.
    pub fn has_toll(&self, t: &Telling) -> bool {
        self.is_violence(t) && !self.code(t).starts_with("181")
    }

    /// What `later` is to the `earlier` telling.
    pub fn compare(&self, earlier: &Telling, later: &Telling) -> Identity {
        if self.adds_victims(earlier, later) {
            return Identity::Same;
        }
        let (a, b) = (&earlier.draft, &later.draft);
        let realm = realm(a.standing.factuality);
        let possible = self.event_type(earlier) == self.event_type(later)
            && realm == self::realm(b.standing.factuality)
            && !matches!(realm, Factuality::Possible | Factuality::Conditional | Factuality::Negated)
            && self.same_kind(earlier, later)
            && !is_further(later)
            && actors_fit(earlier, later)
            && dates(a.date.as_ref(), b.date.as_ref())
            && places(a.place.as_ref(), b.place.as_ref());
        if !possible {
            return Identity::Other;
        }
        let one_toll = tolls(&a.casualties, &b.casualties);
        let one_voice = earlier.stance() == later.stance()
            && (a.standing.factuality == Factuality::Denied) == (b.standing.factuality == Factuality::Denied);
        // Who admits or confirms an attack may mean one that nobody else has told; who denies or claims it does not.
        let at_issue = |t: &Telling| matches!(t.stance(), Stance::Denies | Stance::ClaimsResponsibility);
        let close = at_issue(earlier)
            || at_issue(later)
            || earlier.wording.same_word(&later.wording)
            || targets(&a.target, &b.target) <= Fit::Nested;
        match self.speaks_for_it(earlier, later) {
            false => Identity::Open,
            true if one_toll && one_voice => Identity::Same,
            true if close && (!one_voice || speakers_differ(earlier, later)) => Identity::Variant,
            true => Identity::Other,
        }
    }

    /// Whether codes and modes can be those of one act: the same code, or one that is said more exactly.
    fn same_kind(&self, earlier: &Telling, later: &Telling) -> bool {
        let (a, b) = (self.code(earlier), self.code(later));
        let three = |code: &str| code.chars().take(3).collect::<String>();
        if three(a) == three(b) || earlier.wording.same_word(&later.wording) {
            return true;
        }
        if self.event_type(earlier) != "ASSAULT" {
            return later.wording.generic && a[..2] == b[..2];
        }
        // "Kill" and "attack" are said of any violence but that which takes somebody away alive.
        let abducts = |code: &str| code.starts_with("181");
        let plain = |code: &str| matches!(three(code).as_str(), "18" | "180" | "19" | "190" | "186" | "202");
        !abducts(a) && !abducts(b) && (plain(a) || plain(b) || later.wording.generic)
    }

    fn speaks_for_it(&self, earlier: &Telling, later: &Telling) -> bool {
        let (a, b) = (&earlier.draft, &later.draft);
        let material = !matches!(self.event_type(later), "ACCUSE" | "REQUEST" | "REJECT" | "SUPPORT" | "THREATEN" | "CONCEDE");
        // "the attack", "this meeting"
        let target = targets(&a.target, &b.target);
        // "The attack on the palace" is none on a convoy; "the strike" under another name of the act lies near it.
        let same_word = earlier.wording.same_word(&later.wording);
        let one_target = target <= Fit::Nested && (same_word || target == Fit::Same) || same_noun(&a.target, &b.target);
        let own_target = later.wording.specified || !b.target.is_empty();
        let apart = own_target && !one_target && !(same_word && a.target.is_empty()) || !later.resumes(earlier, same_word);
        let named = same_word || material && later.wording.generic || earlier.wording.noun && self.code(earlier) == self.code(later);
        let referred = later.wording.definite && named && !apart;
        if referred || !material {
            return referred;
        }
        if same_toll(&earlier.said.casualties, &later.said.casualties) && target <= Fit::Open {
            return true;
        }
        if self.is_toll_of(earlier, later) {
            return true;
        }
        let identified = |side: &[Actor]| side.iter().any(|a| a.id.is_some() || a.country.is_some());
        let source = sides(&a.source, &b.source);
        // "was kidnapped …": nobody is taken or killed twice.
        let person = |side: &[Actor]| side.len() == 1 && side[0].id.is_some() && side[0].id != side[0].country;
        if self.code(earlier)[..2] == *"18" && target == Fit::Same && person(&a.target) && a.toll == b.toll {
            return true;
        }
        // What the first sentences tell is told again below.
        const LEAD: usize = 1;
        let particulars = earlier.said.date.is_some() && later.said.date.is_some()
            || earlier.said.place.as_ref().zip(later.said.place.as_ref()).is_some_and(|(x, y)| x.name == y.name);
        earlier.wording.same_word(&later.wording)
            && !later.wording.plural
            && source <= Fit::Nested
            && (target == Fit::Same || same_noun(&a.target, &b.target))
            && (identified(&a.source) || identified(&a.target))
            && (particulars || a.sentence <= LEAD)
    }

    /// "His driver was also killed": further victims of the act that was just told.
    fn adds_victims(&self, earlier: &Telling, later: &Telling) -> bool {
        let (a, b) = (&earlier.draft, &later.draft);
        let counted = a.casualties.killed.is_some() && b.casualties.killed.is_some();
        let elsewhere = later.said.place.is_some() || later.said.date.is_some();
        later.wording.also
            && !later.wording.further
            && b.toll == Some(Toll::Killed)
            && b.source.is_empty()
            && counted
            && !elsewhere
            && self.has_toll(earlier)
            && self.has_toll(later)
            && later.follows(earlier)
    }

    /// "Five people died, and a dozen were hurt": the toll of the violence that was just told.
    fn is_toll_of(&self, earlier: &Telling, later: &Telling) -> bool {
        const BARE: [&str; 10] = ["kil", "die", "injur", "wound", "hurt", "dead", "los", "perish", "martyr", "death"];
        let (a, b) = (&earlier.draft, &later.draft);
        let count = match b.toll {
            Some(Toll::Killed) => &b.casualties.killed,
            Some(Toll::Injured) => &b.casualties.injured,
            _ => return false,
        };
        // Since when people have been killed: a reckoning of many acts.
        let reckoning = later.said.date.as_ref().is_some_and(|d| d.granularity != Granularity::Day || d.start != d.end);
        let in_place = match (&later.said.place, &a.place) {
            (None, _) => true,
            (Some(_), Some(_)) => true,
            (Some(_), None) => false,
        };
        // Fighters who fall are not the victims of their own attack.
        let own_side = sides(&b.target, &a.source) <= Fit::Nested;
        self.event_type(earlier) == "ASSAULT"
            && !self.code(earlier).starts_with("181")
            && b.source.is_empty()
            && !later.wording.noun
            && BARE.contains(&later.wording.stem.as_str())
            && count.as_ref().is_some_and(|c| c.low > 1)
            && !reckoning
            && in_place
            && !own_side
            && later.follows(earlier)
    }
}

/// Whether it is told as one that happened: a plan or demand and the act itself are two.
fn realm(f: Factuality) -> Factuality {
    match f {
        Factuality::Ongoing | Factuality::Alleged | Factuality::Denied => Factuality::Actual,
        other => other,
    }
}

/// Said to be another act, or done to another one ("attacked a second village").
fn is_further(t: &Telling) -> bool {
    let other = |a: &Actor| {
        let first = a.text.split_whitespace().next().unwrap_or_default().to_lowercase();
        matches!(first.as_str(), "another" | "other" | "second" | "third" | "separate" | "nearby" | "neighbouring" | "neighboring")
    };
    t.wording.further || t.draft.target.iter().any(other)
}

fn actors_fit(earlier: &Telling, later: &Telling) -> bool {
    let (a, b) = (&earlier.draft, &later.draft);
    if a.reciprocal || b.reciprocal {
        // Talks of A with B and of A with C are two.
        let all = |d: &crate::event::Draft| d.source.iter().chain(&d.target).cloned().collect::<Vec<Actor>>();
        let (x, y) = (all(a), all(b));
        let common = x.iter().filter(|p| sides(std::slice::from_ref(p), &y) <= Fit::Nested).count();
        return common >= x.len().min(y.len()).min(2);
    }
    sides(&a.source, &b.source) < Fit::Clash && targets(&a.target, &b.target) < Fit::Clash
}

/// Whether two parties, or a party and the report itself, tell it.
fn speakers_differ(earlier: &Telling, later: &Telling) -> bool {
    let innermost = |t: &Telling| t.said.attribution.last().filter(|a| a.stance != Stance::Demands).map(|a| a.speaker.clone());
    match (innermost(earlier), innermost(later)) {
        (Some(a), Some(b)) => sides(&[a], &[b]) > Fit::Same,
        (None, None) => false,
        _ => true,
    }
}
