//! Reads a sentence from left to right: prepositions, cores, what follows them, ranges.

use super::calendar::{Days, plus};
use super::tense::{self, Direction};
use super::words::{Atom, atoms, is_day_part};
use super::{Bound, Bounded, TimeContext, TimeExpression};
use crate::mention::head_of;
use detente_nlp::Sentence;
use detente_record::Granularity;
use detente_text::TokenSpan;

/// What was read, without the prepositions around it. Bounds count atoms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Core {
    /// First atom.
    pub from: usize,
    /// One past the last atom.
    pub to: usize,
    /// The days.
    pub days: Option<Days>,
    /// How exact.
    pub granularity: Granularity,
    /// Told from another event.
    pub relative: bool,
    /// It is only a part of a day ("at dawn") that takes the day from elsewhere in the sentence.
    pub bare: bool,
    /// What the words name where `days` is a range that it bounds.
    pub bound: Option<Bounded>,
}

impl Core {
    /// A core told from the calendar or from the report's day.
    pub fn new(from: usize, to: usize, days: Option<Days>, granularity: Granularity) -> Self {
        Core { from, to, days, granularity, relative: false, bare: false, bound: None }
    }

    /// A day more on each side, where the moon is looked for.
    pub fn widened(self) -> Self {
        Core { days: self.days.map(|(start, end)| (plus(start, -1), plus(end, 1))), ..self }
    }

    /// The same, told from another event.
    pub fn relative(self) -> Self {
        Core { relative: true, ..self }
    }
}

/// A sentence under the readers' eyes.
pub struct Reader<'a> {
    /// The tree.
    pub s: &'a Sentence,
    /// Its atoms.
    pub atoms: Vec<Atom>,
    /// The report's day and that of the event told last, in this sentence or before it.
    pub context: TimeContext,
    /// The day last named in this sentence.
    pub named_here: Option<jiff::civil::Date>,
}

/// Words that may stand before a core and belong to the expression.
const PREPOSITIONS: [&str; 13] =
    ["on", "in", "at", "during", "over", "around", "about", "throughout", "for", "within", "through", "towards", "toward"];
/// Words that shade a core.
const SHADES: [&str; 6] = ["late", "early", "earlier", "later", "just", "only"];

/// What follows a date inside a name: "the February 17 Brigade".
const NAMES: [&str; 22] = [
    "brigade",
    "brigades",
    "group",
    "coalition",
    "movement",
    "organization",
    "organisation",
    "front",
    "battalion",
    "alliance",
    "martyrs",
    "war",
    "square",
    "street",
    "university",
    "stadium",
    "times",
    "telegraph",
    "herald",
    "mirror",
    "committee",
    "bridge",
];

impl<'a> Reader<'a> {
    /// A reader at the sentence's beginning.
    pub fn new(s: &'a Sentence, context: &TimeContext) -> Self {
        Reader { s, atoms: atoms(s), context: *context, named_here: None }
    }

    /// All expressions.
    pub fn expressions(&mut self) -> Vec<TimeExpression> {
        let mut found: Vec<(TimeExpression, bool)> = Vec::new();
        let mut at = 0;
        // The clause beside the sentence's own in which a day was named, and what was known before it.
        let mut aside: Option<(usize, TimeContext, Option<jiff::civil::Date>)> = None;
        while at < self.atoms.len() {
            if let Some((clause, context, named)) = aside
                && !self.s.is_under(self.atoms[at].token, clause)
            {
                (self.context, self.named_here, aside) = (context, named, None);
            }
            match self.expression(at) {
                Some((from, core)) => {
                    at = core.to;
                    let read = self.finish(from, &core);
                    if let (Some((day, _)), Granularity::Day) = (read.days, read.granularity) {
                        if aside.is_none() {
                            aside = self.relative_clause(read.head).map(|clause| (clause, self.context, self.named_here));
                        }
                        self.context.previous = Some(day);
                        self.named_here = Some(day);
                    }
                    found.push((read, core.bare));
                }
                None => at += 1,
            }
        }
        let day = found
            .iter()
            .find(|(t, bare)| !bare && t.granularity == Granularity::Day && t.days.is_some())
            .map(|(t, _)| (t.days, t.relative));
        for (t, _) in found.iter_mut().filter(|(_, bare)| *bare) {
            if let Some((days, relative)) = day {
                (t.days, t.relative, t.part_of_day) = (days, relative, false);
            }
        }
        found.into_iter().map(|(t, _)| t).collect()
    }

    /// The relative clause that a word stands in: its days are not those that "the same evening" behind it counts from.
    fn relative_clause(&self, word: usize) -> Option<usize> {
        std::iter::successors(Some(word), |&t| self.s.tokens[t].head).find(|&t| self.s.has_relation(t, "acl:relcl"))
    }

    fn finish(&self, from: usize, core: &Core) -> TimeExpression {
        let tokens = TokenSpan::new(self.atoms[from].token, self.atoms[core.to - 1].end);
        TimeExpression {
            tokens,
            head: self.head(core.from, core.to),
            days: core.days,
            granularity: core.granularity,
            relative: core.relative,
            part_of_day: core.bare,
            bound: core.bound,
        }
    }

    /// The atom's text; empty outside the sentence.
    pub fn word(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |a| a.text.as_str())
    }

    /// The word before an atom.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |p| self.word(p))
    }

    /// Universal part of speech of an atom's word.
    pub fn upos(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |a| self.s.tokens[a.token].upos)
    }

    /// Penn tag of an atom's word.
    pub fn xpos(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |a| self.s.tokens[a.token].xpos)
    }

    /// Whether a hyphen joins an atom to the one before.
    pub fn glued(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|a| a.glued)
    }

    /// One past `at` if one of the words stands there, else `at`.
    pub fn skip(&self, at: usize, words: &[&str]) -> usize {
        if words.contains(&self.word(at)) { at + 1 } else { at }
    }

    fn head(&self, from: usize, to: usize) -> usize {
        head_of(self.s, TokenSpan::new(self.atoms[from].token, self.atoms[to - 1].end))
    }

    /// Which way the atoms from `from` to before `to` point.
    pub fn direction(&self, from: usize, to: usize) -> Direction {
        let mut at = from;
        while at > 0 && matches!(self.before(at), "the" | "a" | "this" | ",") {
            at -= 1;
        }
        if self.before(at) == "of" && at > 1 && self.before(at - 1) == "ahead" {
            return Direction::Future;
        }
        // "called a strike for Monday", "is planned for the autumn"
        if self.before(at) == "for" {
            return Direction::Future;
        }
        match tense::direction(self.s, self.head(from, to)) {
            Direction::Unknown if self.context.entry => Direction::Past,
            known => known,
        }
    }

    /// Whether the words describe a noun ("the March 15 election") whose day the verb's tense does not tell.
    pub fn describes(&self, from: usize, to: usize) -> bool {
        let head = self.head(from, to);
        ["compound", "nmod", "amod", "nummod", "appos", "acl"].iter().any(|r| self.s.has_relation(head, r))
    }

    /// An expression that begins at an atom: where it begins and what it is.
    fn expression(&self, at: usize) -> Option<(usize, Core)> {
        if let Some(core) = self.range(at).or_else(|| self.bounded(at)) {
            return Some((at, core));
        }
        let starts = self.prefixes(at);
        // "late last year" is a part of the year, not something late in it.
        if let Some(core) = starts.iter().find_map(|&from| self.portion(from).or_else(|| self.within_unit(from))) {
            return Some((at, core));
        }
        for from in starts.into_iter().rev() {
            let Some(core) = self.eve(from).or_else(|| self.core(from)) else { continue };
            let core = self.suffix(core);
            if self.is_name(&core) {
                return None;
            }
            return Some((at, self.until(core).unwrap_or(core)));
        }
        None
    }

    /// Where a core may begin, after no, some or all of the words that introduce one.
    fn prefixes(&self, at: usize) -> Vec<usize> {
        let mut starts = vec![at];
        let mut next = at;
        // "as early as March", "as recently as last week"
        if self.word(at) == "as" && self.word(at + 2) == "as" && matches!(self.word(at + 1), "early" | "late" | "recently" | "soon") {
            next = at + 3;
            starts.push(next);
        }
        for words in [&PREPOSITIONS[..], &SHADES[..], &PREPOSITIONS[..]] {
            next = self.skip(next, words);
            if self.word(next) == "the" && matches!(self.word(next + 1), "early" | "late" | "mid") {
                starts.push(next + 1);
            }
            starts.push(next);
        }
        let the = self.skip(next, &["the"]);
        let hours = if matches!(self.word(the), "early" | "late" | "small") { the + 1 } else { the };
        if matches!(self.word(hours), "night" | "morning" | "evening" | "afternoon" | "hours" | "day" | "dawn")
            && self.word(hours + 1) == "of"
        {
            starts.push(hours + 2);
        }
        if matches!(self.word(next), "dawn" | "dusk" | "noon" | "midnight") {
            starts.push(self.skip(next + 1, &["on", "of"]));
        }
        starts.dedup();
        starts
    }

    /// The core that begins at an atom.
    pub fn core(&self, at: usize) -> Option<Core> {
        self.portion(at).or_else(|| self.told(at)).or_else(|| self.dated(at))
    }

    /// "the eve of" a day; of an event that has no day it stays open.
    fn eve(&self, at: usize) -> Option<Core> {
        let eve = self.skip(at, &["the"]);
        if self.word(eve) != "eve" || self.word(eve + 1) != "of" {
            return None;
        }
        let inner = self.skip(eve + 2, &["the"]);
        if let Some((core, feast)) = self.feast_named(inner, None) {
            let day = core.days.map(|(start, _)| (plus(start, -1), plus(start, -1)));
            let granularity = if feast.is_sighted() { Granularity::Period } else { Granularity::Day };
            let core = Core { days: day, granularity, ..core };
            return Some(if feast.is_sighted() { core.widened() } else { core });
        }
        Some(match self.core(inner) {
            Some(core) => {
                let day = core.days.map(|(start, _)| (plus(start, -1), plus(start, -1)));
                Core { from: core.from, days: day, granularity: Granularity::Day, ..core }
            }
            None => Core::new(eve, eve + 2, None, Granularity::Day).relative(),
        })
    }

    /// Takes in the part of the day that follows: "Monday night", "January 16 at dawn".
    fn suffix(&self, core: Core) -> Core {
        if core.granularity != Granularity::Day {
            return core;
        }
        let mut to = core.to;
        if matches!(self.word(to), "early" | "late") && is_day_part(self.word(to + 1)) {
            to += 1;
        }
        if is_day_part(self.word(to)) {
            to += 1;
        } else if self.word(to) == "at" && is_day_part(self.word(to + 1)) {
            to += 2;
        } else if self.word(to) == "overnight" {
            to += 1;
        }
        Core { to, ..core }
    }

    /// A date that is part of a name.
    fn is_name(&self, core: &Core) -> bool {
        let next = self.atoms.get(core.to);
        matches!(core.granularity, Granularity::Day | Granularity::Month)
            && next.is_some_and(|a| a.capital && NAMES.contains(&a.text.as_str()))
    }

    /// "Monday to Wednesday", "2010-2014": the core up to a second one.
    fn until(&self, first: Core) -> Option<Core> {
        let joined = self.glued(first.to);
        let next = match self.word(first.to) {
            "to" | "until" | "till" | "through" => first.to + 1,
            _ if joined => first.to,
            _ => return None,
        };
        let second = self.dated_range_end(next)?;
        self.join(&first, &second)
    }

    /// "from … to …", "between … and …".
    fn range(&self, at: usize) -> Option<Core> {
        let between = match self.word(at) {
            "from" => false,
            "between" => true,
            _ => return None,
        };
        let first = self.core(at + 1).map(|c| self.suffix(c))?;
        let connected =
            if between { self.word(first.to) == "and" } else { matches!(self.word(first.to), "to" | "until" | "till" | "through") };
        if !connected {
            // A range of days inside one month is a core of its own: "from 3 to 5 May".
            return (first.granularity == Granularity::Period).then_some(first);
        }
        let second = self.core(first.to + 1).map(|c| self.suffix(c))?;
        self.join(&first, &second)
    }

    fn dated_range_end(&self, at: usize) -> Option<Core> {
        self.dated(at).or_else(|| self.told(at))
    }

    fn join(&self, first: &Core, second: &Core) -> Option<Core> {
        let days = match (first.days, second.days) {
            (Some((start, _)), Some((_, end))) if start <= end => Some((start, end)),
            // The second carries the year: "December 3 to January 5, 2024".
            (Some((start, _)), Some((_, end))) => {
                let moved = (0..=200).map(|back| start.saturating_sub(jiff::Span::new().years(back))).find(|s| *s <= end);
                moved.map(|start| (start, end))
            }
            _ => None,
        };
        Some(Core {
            from: first.from,
            to: second.to,
            days,
            granularity: Granularity::Period,
            relative: first.relative || second.relative,
            bare: false,
            bound: None,
        })
    }

    /// "since", "until", "by", "before", "after" with a day: one bound is told, the other is the report's day.
    fn bounded(&self, at: usize) -> Option<Core> {
        let word = self.word(at);
        if !matches!(word, "since" | "until" | "till" | "by" | "before" | "after") {
            return None;
        }
        let start = self.skip(at + 1, &["late", "early"]);
        let core = self.core(at + 1).or_else(|| self.core(start)).map(|c| self.suffix(c))?;
        if core.bare || self.is_name(&core) {
            return None;
        }
        if matches!(self.word(core.to), "'s" | "'") || self.modifies_next(&core) {
            return Some(core);
        }
        let future = self.direction(core.from, core.to) == Direction::Future;
        let published = self.context.published;
        let ordered = |a: Option<_>, b: Option<_>| a.zip(b).filter(|(a, b)| a <= b);
        let (bound, days) = match word {
            "since" => (Bound::Since, ordered(core.days.map(|d| d.0), published)),
            "before" => (Bound::Before, ordered(published.filter(|_| future), core.days.map(|d| plus(d.0, -1)))),
            "after" => (Bound::After, ordered(core.days.map(|d| d.1).filter(|_| !future), published)),
            _ if future => (Bound::Until, ordered(published, core.days.map(|d| d.1))),
            _ => return Some(core),
        };
        let bound = Some(Bounded { bound, days: core.days, granularity: core.granularity });
        Some(Core { days, granularity: Granularity::Period, bound, ..core })
    }

    /// Whether the core is a modifier of the noun after it: "after January 16 strikes".
    fn modifies_next(&self, core: &Core) -> bool {
        let Some(next) = self.atoms.get(core.to) else { return false };
        matches!(self.upos(core.to), "NOUN")
            && self.s.tokens[self.head(core.from, core.to)].head == Some(next.token)
            && self.describes(core.from, core.to)
    }
}
