//! The frames' own examples, run through the whole chain.

use crate::chain::Detente;
use detente_ingest::Hints;
use detente_lexicon::{Example, FrameFile};
use detente_record::{Actor, Event};

/// How one example or counter-example went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleOutcome {
    /// The frame file.
    pub file: String,
    /// Line of the example, from 1.
    pub line: usize,
    /// The sentence.
    pub text: String,
    /// What is wrong; none when it is as expected.
    pub failure: Option<String>,
    /// What was coded, a line an event.
    pub coded: Vec<String>,
}

impl Detente {
    /// Codes a frame file's examples and counter-examples.
    pub fn examples(&self, file: &FrameFile) -> Vec<ExampleOutcome> {
        let hints = Hints { id: "example".to_owned(), ..Hints::default() };
        let outcome = |line: usize, text: &str, judge: &dyn Fn(&[Event]) -> Option<String>| {
            let (coded, _) = self.code(&Self::paragraph(text, &hints));
            ExampleOutcome {
                file: file.file.clone(),
                line,
                text: text.to_owned(),
                failure: judge(&coded.events),
                coded: coded.events.iter().map(show).collect(),
            }
        };
        let positive = file.examples.iter().map(|e| outcome(e.line, &e.text, &|events| failure(&file.code, e, events)));
        let negative = file.counterexamples.iter().map(|e| {
            outcome(e.line, &e.text, &|events| {
                events.iter().find(|x| x.cameo == file.code).map(|x| format!("coded {} by {}", x.cameo, x.derivation.frame))
            })
        });
        positive.chain(negative).collect()
    }
}

/// One event as a line for messages.
fn show(e: &Event) -> String {
    let names = |list: &[Actor]| {
        if list.is_empty() {
            "-".to_owned()
        } else {
            list.iter().map(|a| a.code.clone().unwrap_or_else(|| a.name.clone())).collect::<Vec<_>>().join("+")
        }
    };
    format!("{} {} > {} ({}, {})", e.cameo, names(&e.source), names(&e.target), e.factuality.name(), e.derivation.frame)
}

fn failure(code: &str, e: &Example, events: &[Event]) -> Option<String> {
    let candidates: Vec<&Event> = events.iter().filter(|x| x.cameo == code).collect();
    if candidates.is_empty() {
        return Some(format!("not coded {code}"));
    }
    let mut reasons: Vec<String> = candidates.iter().filter_map(|x| differs(e, x)).collect();
    (reasons.len() == candidates.len()).then(|| reasons.swap_remove(0))
}

fn differs(e: &Example, x: &Event) -> Option<String> {
    let both: Vec<Actor> = x.source.iter().chain(&x.target).cloned().collect();
    let side = |own: &[Actor], want: &str| fits(want, own) || (x.reciprocal && fits(want, &both));
    if let Some(want) = &e.source
        && !side(&x.source, want)
    {
        return Some(format!("the source is not {want}"));
    }
    if let Some(want) = &e.target
        && !side(&x.target, want)
    {
        return Some(format!("the target is not {want}"));
    }
    if let Some(want) = &e.factuality
        && x.factuality.name() != want
    {
        return Some(format!("the factuality is {}, not {want}", x.factuality.name()));
    }
    if let Some(want) = &e.mode
        && x.mode.as_ref() != Some(want)
    {
        return Some(format!("the mode is {}, not {want}", x.mode.as_deref().unwrap_or("none")));
    }
    if let Some(want) = &e.place
        && !x.place.as_ref().is_some_and(|p| p.name.contains(want.as_str()) || p.country.as_ref() == Some(want))
    {
        return Some(format!("the place is not {want}"));
    }
    if let Some(want) = &e.date
        && x.date.as_ref().map(|d| &d.start) != Some(want)
    {
        return Some(format!("the date is not {want}"));
    }
    if let Some(want) = &e.speaker
        && !x.attribution.first().is_some_and(|a| fits(want, std::slice::from_ref(&a.speaker)))
    {
        return Some(format!("the speaker is not {want}"));
    }
    if let Some(want) = e.reciprocal
        && x.reciprocal != want
    {
        return Some(format!("reciprocal is {}, not {want}", x.reciprocal));
    }
    None
}

/// Whether one of the actors is the one named: by country, id, name or words; "-" wants none that is known.
fn fits(want: &str, actors: &[Actor]) -> bool {
    if want == "-" {
        return actors.iter().all(|a| a.country.is_none() && a.id.is_none());
    }
    let lower = want.to_lowercase();
    let within = |text: &str| {
        let text = text.to_lowercase();
        // "company" finds "companies": the last letter of a word may change in the plural.
        let stem = &lower[..lower.char_indices().next_back().filter(|(i, _)| *i > 2).map_or(lower.len(), |(i, _)| i)];
        text.contains(&lower)
            || (!lower.contains(' ') && text.split(|c: char| !c.is_alphanumeric()).any(|w| w.starts_with(stem)))
            || (!text.is_empty() && lower.contains(&text))
    };
    actors.iter().any(|a| [&a.country, &a.code, &a.id].into_iter().flatten().any(|x| x == want) || within(&a.name) || within(&a.text))
}
