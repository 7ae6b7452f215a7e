//! An act that a report tells in several places is one event; accounts that contradict each other stay apart and name
//! each other.

mod claim;
mod compatible;
mod denial;
mod identity;
mod merging;
mod telling;
mod toll;
mod wording;

pub use claim::ClaimTold;
pub use denial::DenialTold;
pub use telling::Telling;
pub use toll::TollTold;

use detente_lexicon::Lexicon;
use detente_record::Mention;
use identity::{Identity, Judge};

/// An act with all places that tell it.
#[derive(Debug, Clone)]
pub struct Told {
    /// The fullest telling, with what it lacks from the others.
    pub main: Telling,
    /// What the others say, in order of the text.
    pub mentions: Vec<Mention>,
    /// Which others of the list tell of the same act otherwise.
    pub variants: Vec<usize>,
}

/// How many acts back a telling may refer: more than a report of ordinary length has, so that a very long one takes no
/// more than its share of time.
const REACH: usize = 120;

/// What sentences say of acts that others tell.
#[derive(Debug, Default)]
pub struct Further {
    /// Tolls.
    pub tolls: Vec<TollTold>,
    /// To whom an act is laid.
    pub claims: Vec<ClaimTold>,
    /// Who denies it.
    pub denials: Vec<DenialTold>,
}

/// Brings the tellings of a report, in order of the text, and what else it says of them to the acts that they tell, in order
/// of their main telling.
pub fn resolve(tellings: Vec<Telling>, further: Further, lexicon: &Lexicon) -> Vec<Told> {
    let Further { tolls, claims, denials } = further;
    let judge = Judge { lexicon };
    let mut acts: Vec<Vec<Telling>> = Vec::new();
    let mut variants: Vec<(usize, usize)> = Vec::new();
    for telling in tellings {
        let nearest: Vec<(usize, Identity)> = (0..acts.len())
            .rev()
            .take(REACH)
            .map(|i| (i, with_act(&judge, &acts[i], &telling)))
            .filter(|(_, identity)| matches!(identity, Identity::Same | Identity::Variant))
            .collect();
        let same: Vec<usize> = nearest.iter().filter(|(_, i)| *i == Identity::Same).map(|(i, _)| *i).collect();
        // "The attacks", where two were told: of both, so of neither.
        let of_several = telling.wording.plural && same.len() > 1;
        match same.first().filter(|_| !of_several) {
            Some(&act) => acts[act].push(telling),
            None => {
                let own = acts.len();
                variants.extend(nearest.iter().filter(|(_, i)| *i == Identity::Variant).take(1).map(|(i, _)| (*i, own)));
                acts.push(vec![telling]);
            }
        }
    }
    for denial in denials {
        if let Some((act, denied)) = denial.of_acts(&acts, &judge) {
            variants.push((act, acts.len()));
            acts.push(vec![denied]);
        }
    }
    let mut further: Vec<Vec<TollTold>> = vec![Vec::new(); acts.len()];
    for toll in tolls {
        let before = |act: &Vec<Telling>| act.iter().any(|t| t.draft.sentence < toll.said.sentence);
        let violent = |act: &Vec<Telling>| act.iter().all(|t| judge.has_toll(t));
        let mut recent: Vec<usize> = (0..acts.len()).rev().take(REACH).filter(|&i| before(&acts[i]) && violent(&acts[i])).collect();
        recent.sort_by_key(|&i| std::cmp::Reverse(acts[i].iter().map(|t| t.draft.sentence).filter(|&n| n < toll.said.sentence).max()));
        if let Some(act) = recent.into_iter().find(|&i| toll.is_of(&acts[i])) {
            further[act].push(toll);
        }
    }
    let claims = claimed(&acts, claims, &judge);
    let mut told: Vec<(usize, Told)> = acts
        .into_iter()
        .zip(further)
        .zip(claims)
        .enumerate()
        .map(|(act, ((tellings, tolls), claims))| {
            let others = |&(a, b): &(usize, usize)| if a == act { Some(b) } else { (b == act).then_some(a) };
            (act, merging::merged(tellings, tolls, claims, variants.iter().filter_map(others).collect()))
        })
        .collect();
    told.sort_by_key(|(_, t)| (t.main.draft.sentence, t.main.draft.trigger));
    let place_of: Vec<usize> = {
        let mut at = vec![0; told.len()];
        told.iter().enumerate().for_each(|(place, (act, _))| at[*act] = place);
        at
    };
    told.into_iter()
        .map(|(_, mut t)| {
            t.variants = t.variants.iter().map(|&act| place_of[act]).collect();
            t.variants.sort_unstable();
            t
        })
        .collect()
}

/// The claims of each act: a claim is laid to the last violence before it that nobody of name has done.
fn claimed(acts: &[Vec<Telling>], claims: Vec<ClaimTold>, judge: &Judge<'_>) -> Vec<Vec<ClaimTold>> {
    let mut of_acts: Vec<Vec<ClaimTold>> = vec![Vec::new(); acts.len()];
    for claim in claims {
        let last =
            |i: &usize| acts[*i].iter().map(|t| (t.draft.sentence, t.draft.trigger)).filter(|(n, _)| *n <= claim.said.sentence).max();
        let violent = |act: &Vec<Telling>| act.iter().any(|t| judge.is_violence(t));
        let act = (0..acts.len()).filter(|&i| violent(&acts[i]) && claim.is_of(&acts[i])).max_by_key(last);
        if let Some(act) = act {
            of_acts[act].push(claim);
        }
    }
    of_acts
}

/// What a telling is to an act: something that one telling of it says must speak for it, nothing that any says against.
fn with_act(judge: &Judge<'_>, act: &[Telling], telling: &Telling) -> Identity {
    let mut found = Identity::Open;
    for earlier in act {
        match judge.compare(earlier, telling) {
            Identity::Other => return Identity::Other,
            Identity::Variant => found = Identity::Variant,
            Identity::Same if found == Identity::Open => found = Identity::Same,
            _ => {}
        }
    }
    found
}
