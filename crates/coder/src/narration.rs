//! The day at which each paragraph of a report stands: entries of a chronicle ("6 August. …"), items of a digest with a
//! source and day of their own ("Radio Kabul, 1530 gmt 16 July: …"), notes of a live page by the clock ("23:40 …").
//!
//! The day of an entry is that of what it tells. The day of an item is the one that its "yesterday" counts from, as the
//! report's date is for the rest.

use crate::scene::precedes;
use crate::time::{TimeContext, TimeExpression, expressions};
use detente_nlp::Sentence;
use detente_record::Granularity;
use jiff::civil::Date;

/// Where a sentence stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standpoint {
    /// The day that "today" means in it; the report's, where its paragraph has none of its own.
    pub day: Option<Date>,
    /// The day that heads its entry.
    pub entry: Option<Entry>,
    /// So many of its first tokens are a heading and tell nothing.
    pub heading: usize,
}

/// The day or span that heads an entry of a chronicle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// First and last day.
    pub days: (Date, Date),
    /// How exact.
    pub granularity: Granularity,
    /// The words.
    pub text: String,
}

/// A clock time at the beginning of a live note, in minutes.
type Clock = i32;

/// What opens a paragraph.
enum Opening {
    Entry { entry: Entry, sentence: usize, tokens: usize },
    Item { day: Date, sentence: usize, tokens: usize },
    Clock(Clock),
}

/// The standpoint of each sentence; a sentence comes with the number of its paragraph, and the first of a report may open
/// with its dateline.
pub fn standpoints(sentences: &[(usize, &Sentence)], published: Option<Date>) -> Vec<Standpoint> {
    let mut all = vec![Standpoint { day: published, ..Standpoint::default() }; sentences.len()];
    let paragraphs: Vec<std::ops::Range<usize>> = paragraphs(sentences);
    let openings: Vec<Option<Opening>> = paragraphs.iter().map(|p| opening(&sentences[p.clone()], published)).collect();
    let nights = nights(&openings);
    for ((paragraph, opening), night) in paragraphs.into_iter().zip(openings).zip(nights) {
        let start = paragraph.start;
        match opening {
            Some(Opening::Entry { entry, sentence, tokens }) => {
                all[start + sentence].heading = tokens;
                // What stands before the date, a number, belongs to the entry too.
                all[paragraph].iter_mut().for_each(|s| s.entry = Some(entry.clone()));
            }
            Some(Opening::Item { day, sentence, tokens }) => {
                all[start + sentence].heading = tokens;
                all[paragraph].iter_mut().for_each(|s| s.day = Some(day));
            }
            Some(Opening::Clock(_)) if night != 0 => {
                let day = published.map(|on| on.saturating_add(jiff::Span::new().days(night)));
                all[paragraph].iter_mut().for_each(|s| s.day = day);
            }
            _ => {}
        }
    }
    all
}

/// The day that the narration has come to with a sentence: the last one of its main clause, else the last that it names at
/// all; what lies ahead, what had been
/// before, what a thing is dated by and what a relative clause tells in passing count only where nothing is known yet.
pub fn reached(s: &Sentence, times: &[TimeExpression], today: Option<Date>, previous: Option<Date>) -> Option<Date> {
    let ahead = |t: &TimeExpression| t.days.zip(today).is_some_and(|((start, _), today)| start > today);
    let aside = |t: &TimeExpression| {
        std::iter::successors(Some(t.head), |&at| s.tokens[at].head).any(|at| {
            ["acl", "nmod", "nmod:poss", "compound", "appos"].iter().any(|r| s.has_relation(at, r))
                && !t.tokens.range().contains(&s.tokens[at].head.unwrap_or(at))
        })
    };
    let past = |t: &TimeExpression| s.tokens[t.head].head.is_some_and(|verb| precedes(s, verb));
    // "two days before" looks back for a moment, and "his fourth arrest this month" does not leave the day.
    let looks_back = |t: &TimeExpression| t.relative && t.granularity != Granularity::Day;
    let holds = |t: &TimeExpression| t.days.zip(previous).is_some_and(|((start, end), day)| start < end && (start..=end).contains(&day));
    let told = |t: &&TimeExpression| t.days.is_some() && !t.part_of_day && !ahead(t);
    let main = times.iter().rev().filter(told).find(|t| !aside(t) && !past(t) && !looks_back(t) && !holds(t) && t.bound.is_none());
    main.or_else(|| times.iter().rev().find(told).filter(|_| previous.is_none())).and_then(|t| t.named().0).map(|(start, _)| start)
}

fn paragraphs(sentences: &[(usize, &Sentence)]) -> Vec<std::ops::Range<usize>> {
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
    for (i, (paragraph, _)) in sentences.iter().enumerate() {
        match ranges.last_mut() {
            Some(range) if sentences[range.start].0 == *paragraph => range.end = i + 1,
            _ => ranges.push(i..i + 1),
        }
    }
    ranges
}

fn opening(paragraph: &[(usize, &Sentence)], published: Option<Date>) -> Option<Opening> {
    // A number before the heading ("3.", "4/") is a sentence of its own for some splitters.
    let sentence = paragraph.iter().position(|(_, s)| s.tokens.iter().any(|t| t.form.chars().any(char::is_alphabetic)))?;
    let s = paragraph[sentence].1;
    if let Some(clock) = clock(&s.tokens[0].form) {
        return Some(Opening::Clock(clock));
    }
    let context = TimeContext { published, previous: None, entry: true };
    let times = expressions(s, &context);
    let first = times.first()?;
    if let Some(tokens) = entry_head(s, first) {
        let days = first.days?;
        let text = s.tokens[first.tokens.range()].iter().map(|t| t.form.as_str()).collect::<Vec<_>>().join(" ");
        let text = text.trim_end_matches('.').to_owned();
        // A paragraph that opens with the report's own day is its dateline.
        let alone = tokens == s.tokens.len() && paragraph.len() == 1;
        let dateline = published == Some(days.0) && days.0 == days.1;
        if dateline {
            return Some(Opening::Item { day: days.0, sentence, tokens });
        }
        return (!alone).then_some(Opening::Entry { entry: Entry { days, granularity: first.granularity, text }, sentence, tokens });
    }
    let (day, tokens) = item_head(s, &times)?;
    Some(Opening::Item { day, sentence, tokens })
}

/// How many tokens head an entry: a date at the very beginning, with a clock time perhaps, that a full stop, a colon or a
/// dash closes.
fn entry_head(s: &Sentence, first: &TimeExpression) -> Option<usize> {
    let letters = |form: &str| form.chars().any(char::is_alphabetic);
    let begins = s.tokens[..first.tokens.start].iter().all(|t| !letters(&t.form) && t.upos != "ADP");
    let absolute = !first.relative && !first.part_of_day && first.bound.is_none();
    let named = matches!(first.granularity, Granularity::Day | Granularity::Month | Granularity::Period | Granularity::Year);
    let figures = s.tokens[first.tokens.range()].iter().any(|t| t.upos == "NUM" || crate::time::is_month(&t.form));
    if !begins || !absolute || !named || !figures || s.tokens[first.tokens.start].upos == "ADP" {
        return None;
    }
    let mut end = first.tokens.end;
    if s.tokens[end - 1].form.ends_with('.') && s.tokens.get(end).is_none_or(|t| t.form.starts_with(char::is_uppercase)) {
        return Some(end);
    }
    // ", about 04:00", "at 20:40"
    while let Some(t) = s.tokens.get(end) {
        let between =
            matches!(t.form.to_lowercase().as_str(), "," | "at" | "about" | "around" | "hrs" | "hours" | "gmt" | "utc" | "local" | "time");
        if !(between || clock(&t.form).is_some()) {
            break;
        }
        end += 1;
    }
    let stopped = s.tokens.get(end).is_none_or(|t| matches!(t.form.as_str(), "." | ":" | "-" | "–" | "—" | "--"));
    let comma = s.tokens[end - 1].form == ",";
    (stopped && !comma).then_some((end + 1).min(s.tokens.len()))
}

/// The day of an item's heading and its length: a source without a verb that ends with a day and a colon or dash.
fn item_head(s: &Sentence, times: &[TimeExpression]) -> Option<(Date, usize)> {
    const LONGEST: usize = 30;
    let is_verb = |t: usize| s.tokens[t].upos == "VERB" && !s.has_relation(t, "acl") && !s.has_relation(t, "amod");
    let time = times.iter().find(|t| t.granularity == Granularity::Day && !t.relative && !t.part_of_day)?;
    let day = time.days?.0;
    let end =
        (time.tokens.end..s.tokens.len().min(LONGEST)).find(|&t| matches!(s.tokens[t].form.as_str(), ":" | "-" | "–" | "—" | "--"))?;
    let mut tail = time.tokens.end..end;
    // "14 Jul. Excerpts from report:", "16 July, 1530 gmt -", "(3 March) -", and not "the 7 October attack -".
    let closes = |t: usize| s.tokens[t].upos == "PUNCT" || s.tokens[t - 1].form.ends_with('.');
    let short = tail.len() <= 5 && tail.next().is_none_or(closes) && tail.all(|t| !is_verb(t));
    let named = s.tokens[..time.tokens.start].iter().any(|t| t.upos == "PROPN");
    let verbless = (0..time.tokens.start).all(|t| !is_verb(t)) && s.tokens[time.tokens.start].upos != "ADP";
    (short && named && verbless).then_some((day, end + 1))
}

/// Minutes since midnight of "23:40", "9.05", "20h15".
fn clock(form: &str) -> Option<Clock> {
    let (hours, minutes) = form.split_once([':', 'h'])?;
    let minutes = minutes.trim_end_matches('.');
    let two = |t: &str| (1..=2).contains(&t.len()) && t.chars().all(|c| c.is_ascii_digit());
    if !two(hours) || minutes.len() != 2 || !two(minutes) {
        return None;
    }
    let (hours, minutes) = (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?);
    (hours < 24 && minutes < 60).then_some(60 * hours + minutes)
}

/// How many days before the report each note of a live page was written: the clock runs one way down the page, and where it
/// jumps the other way a midnight lies between.
fn nights(openings: &[Option<Opening>]) -> Vec<i64> {
    const FEWEST: usize = 3;
    const JUMP: Clock = 6 * 60;
    let mut nights = vec![0; openings.len()];
    let clock = |o: &Option<Opening>| if let Some(Opening::Clock(c)) = o { Some(*c) } else { None };
    let mut notes: Vec<(usize, Clock)> = openings.iter().enumerate().filter_map(|(i, o)| clock(o).map(|c| (i, c))).collect();
    if notes.len() < FEWEST {
        return nights;
    }
    let rising = notes.windows(2).filter(|w| w[1].1 > w[0].1).count();
    // From the newest note, whose day is the report's, back to the oldest.
    if 2 * rising > notes.len() - 1 {
        notes.reverse();
    }
    let mut night = 0;
    let mut newer = notes[0].1;
    for (i, clock) in notes {
        if clock > newer + JUMP {
            night -= 1;
        }
        nights[i] = night;
        newer = clock;
    }
    nights
}
