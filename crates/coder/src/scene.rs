//! Where and when the telling stands: an act told without a place or day of its own, behind a sentence that gave one and
//! in the same narration, took place there and then.

use crate::coreference::Telling;
use crate::document::is_physical;
use crate::event::Draft;
use crate::locate::{is_local, is_within};
use crate::place::Toponym;
use crate::sentence::Analysis;
use detente_lexicon::Lexicon;
use detente_nlp::Sentence;
use detente_record::{Date, DateBasis, Factuality, Granularity, Place, Precision};

/// Which quad class an act has.
const MATERIAL_CONFLICT: u8 = 4;

/// What the sentences of a paragraph, and the one before it, have told so far.
#[derive(Debug)]
pub struct Scene<'a> {
    lexicon: &'a Lexicon,
    paragraph: usize,
    place: Option<Place>,
    /// The day of the act whose place it is.
    place_day: Option<Date>,
    date: Option<Date>,
    /// The place is that of an act and not only named.
    acted: bool,
    /// The day is that of an act of this paragraph.
    of_act: bool,
    /// The day is that of something said or agreed.
    of_word: bool,
    /// The day stood in the main clause of the sentence before.
    of_main: bool,
    /// Neither place nor day was said again since the paragraph before.
    old: bool,
}

impl<'a> Scene<'a> {
    /// Nothing told yet.
    pub fn new(lexicon: &'a Lexicon) -> Self {
        Scene {
            lexicon,
            paragraph: 0,
            place: None,
            place_day: None,
            date: None,
            acted: false,
            of_act: false,
            of_word: false,
            of_main: false,
            old: false,
        }
    }

    /// Fills what the tellings of a sentence lack and takes note of what they say. `quad` gives the quad class of a frame.
    pub fn sentence(&mut self, a: &Analysis<'_>, tellings: &mut [Telling], quad: impl Fn(&Draft) -> u8) {
        if a.paragraph != self.paragraph {
            // What the last sentences told goes on in the next paragraph and not beyond.
            let next = a.paragraph == self.paragraph + 1 && !self.old;
            *self = if next {
                let place = self.place.take().filter(|_| self.acted);
                // A month or year is that of its paragraph, and an entry of a chronicle that of nothing else.
                let date = self.date.take().filter(|d| d.granularity == Granularity::Day && a.standpoint.entry.is_none());
                Scene {
                    paragraph: a.paragraph,
                    old: true,
                    acted: true,
                    place,
                    place_day: self.place_day.take(),
                    date,
                    of_word: self.of_word,
                    ..Scene::new(self.lexicon)
                }
            } else {
                Scene { paragraph: a.paragraph, ..Scene::new(self.lexicon) }
            };
        }
        share(a, tellings);
        // "In another development, …" begins another story.
        for d in tellings.iter_mut().filter(|t| !t.wording.further).map(|t| &mut t.draft) {
            let happened =
                matches!(d.standing.factuality, Factuality::Actual | Factuality::Ongoing | Factuality::Alleged | Factuality::Denied);
            let material = quad(d) == MATERIAL_CONFLICT;
            let anchor = d.carrier.unwrap_or(d.trigger);
            if !happened || precedes(a.s, anchor) || is_recalled(a.s, d) {
                continue;
            }
            if is_background(a.s, anchor) {
                // It was before that, and nothing says how long.
                if d.date.as_ref().is_some_and(|date| date.basis == DateBasis::Dateline) {
                    d.date = None;
                    d.notes.push("the day is not told: it was before what the sentence tells".to_owned());
                }
                continue;
            }
            let narrated = narrates(a.s, anchor);
            let event_type = self.lexicon.info[d.frame].event_type.as_str();
            let placed = material || event_type == "RETREAT";
            let elsewhere = opens_elsewhere(a) || opens_reply(a) || self.is_of_another_day(d);
            if placed && d.place.is_none() && self.place.is_some() && !elsewhere && (!self.old || narrated) {
                d.place.clone_from(&self.place);
                d.notes.push("the place is that of the sentence before".to_owned());
            }
            if is_physical(event_type) && d.place.is_none() && (narrated || is_perfect(a.s, anchor)) && !opens_elsewhere(a) {
                d.place = a.home.clone().filter(|home| is_of(home, a, d));
                if d.place.is_some() {
                    d.notes.push("the place is the one that the report is about".to_owned());
                }
            }
            let no_time = a.times.iter().all(|t| t.part_of_day || t.tokens.start < a.standpoint.heading);
            let bare = d.date.as_ref().is_none_or(|date| date.basis == DateBasis::Dateline);
            if bare && no_time && opens_reply(a) {
                // Between what it answers and the report.
                let answered = self.date.as_ref().filter(|date| date.granularity == Granularity::Day).map(|date| date.start.clone());
                if let Some((start, own)) = answered.zip(d.date.as_mut()).filter(|(start, own)| *start < own.start) {
                    *own = Date { start, granularity: Granularity::Period, basis: DateBasis::Inherited, ..own.clone() };
                    d.notes.push("it answers what the sentence before tells, so it is no older".to_owned());
                }
            } else if bare && no_time && self.goes_on(d, material, narrated, opens_elsewhere(a)) {
                d.date.clone_from(&self.date);
                d.notes.push("the day is that of the sentence before".to_owned());
            }
        }
        self.note(a, tellings, quad);
    }

    /// Whether an act without a time belongs to the day, month or year told last.
    fn goes_on(&self, d: &Draft, material: bool, narrated: bool, elsewhere: bool) -> bool {
        match self.date.as_ref().map(|date| date.granularity) {
            None => false,
            // "In 1989 a band blew up the pylons. Police burned villages in reply."
            Some(granularity) if granularity != Granularity::Day => narrated && !self.old,
            // What is said or agreed goes on with what the same paragraph has told of that day.
            _ if !material => narrated && !self.old && self.of_main && self.is_of_the_story(d.date.as_ref()),
            // What was said on a day tells of what was done before.
            _ if self.of_word && !d.standing.attribution.is_empty() => false,
            _ => (!self.old || narrated && !elsewhere) && (self.of_act || self.is_of_the_story(d.date.as_ref())),
        }
    }

    /// Whether an act has a day of its own on which that whose place was told last did not happen.
    fn is_of_another_day(&self, d: &Draft) -> bool {
        let own = d.date.as_ref().filter(|date| date.basis == DateBasis::Expression);
        own.zip(self.place_day.as_ref()).is_some_and(|(own, told)| own.end < told.start || told.end < own.start)
    }

    /// Whether the day told last lies in the week before the report, whose date an act without a day has: what is older
    /// is background.
    fn is_of_the_story(&self, report: Option<&Date>) -> bool {
        const DAYS: i64 = 7;
        let day = |date: &Date| date.start.parse::<jiff::civil::Date>().ok();
        let Some((told, report)) = self.date.as_ref().and_then(day).zip(report.and_then(day)) else { return true };
        told.checked_add(jiff::Span::new().days(DAYS)).is_ok_and(|end| end >= report)
    }

    /// Whether a place is where something is said ("In Davos the minister denied …").
    fn is_of_saying(&self, s: &Sentence, name: usize) -> bool {
        let verb = std::iter::successors(s.tokens[name].head, |&t| s.tokens[t].head).find(|&t| s.tokens[t].upos == "VERB");
        verb.is_some_and(|v| {
            self.lexicon.cues.is_reporting(&s.tokens[v].lemma.to_lowercase()) && !s.children_by(v, "nsubj").any(|c| is_local(s, c))
        })
    }

    fn note(&mut self, a: &Analysis<'_>, tellings: &[Telling], quad: impl Fn(&Draft) -> u8) {
        let below = |t: &&Toponym| t.place.precision != Precision::Country;
        let named = a.toponyms.iter().filter(below).filter(|t| is_within(a.s, t.head) && !self.is_of_saying(a.s, t.head));
        // "here", "there" and "the town" go on where the story is.
        let mut towns = named.chain(a.referred.iter().filter(below).filter(|t| is_within(a.s, t.head) || a.s.tokens[t.head].upos == "ADV"));
        let located = |t: &Telling| t.draft.place.is_some() && quad(&t.draft) == MATERIAL_CONFLICT;
        if let Some(t) = towns.next_back().filter(|_| !tellings.iter().any(located)) {
            self.acted = false;
            self.place_day = None;
            self.place = Some(Place { span: Some(a.span_between(t.tokens.start, t.tokens.end)), ..t.place.clone() });
            self.old = false;
        }
        // "The group has ruled the valley since": back from the year of its rise to today.
        if self.date.as_ref().is_some_and(|date| date.granularity != Granularity::Day) && is_of_today(a.s) {
            self.date = None;
        }
        // "Yesterday the region came to a halt."
        // "The minister said on Wednesday": the day of the saying, not of what he tells.
        let said = a.s.root().is_some_and(|root| self.lexicon.cues.is_reporting(&a.s.tokens[root].lemma.to_lowercase()));
        if let Some(date) = main_day(a).filter(|_| !said) {
            self.of_main = true;
            self.date = Some(date);
            (self.of_act, self.of_word) = (false, false);
            self.old = false;
        } else if a.times.iter().any(|t| t.part_of_day) && a.s.root().is_some_and(|root| narrates(a.s, root)) {
            // "In the evening the king spoke": still the day told before.
            self.of_main = self.date.is_some();
            self.old = false;
        } else {
            self.of_main &= a.times.iter().all(|t| t.part_of_day) && a.s.root().is_some_and(|root| narrates(a.s, root));
        }
        for d in tellings.iter().map(|t| &t.draft) {
            let place = d.place.as_ref().filter(|p| p.precision != Precision::Country);
            if let Some(place) = place.filter(|_| quad(d) == MATERIAL_CONFLICT) {
                self.old &= self.place.as_ref() == Some(place);
                self.acted = true;
                self.place = Some(place.clone());
                self.place_day = d.date.clone().filter(|day| day.basis != DateBasis::Dateline);
            }
            // "The attack of 7 October": what a noun dates lies behind the story and not in it.
            let told = d.carrier.is_some() || a.s.tokens[d.trigger].upos == "VERB";
            let narrated = narrates(a.s, d.carrier.unwrap_or(d.trigger));
            let stands = |g: Granularity| g == Granularity::Day || narrated && is_span(g) && !is_aside(a.s, d.carrier.unwrap_or(d.trigger));
            let said = |date: &&Date| date.basis == DateBasis::Expression && a.standpoint.entry.is_none();
            let day = d.date.as_ref().filter(|date| stands(date.granularity)).filter(said);
            if let Some(date) = day.filter(|_| told) {
                self.date = Some(Date { basis: DateBasis::Inherited, ..date.clone() });
                self.of_act = true;
                self.of_word = matches!(quad(d), 1 | 3);
                self.old = false;
            }
        }
    }
}

/// Acts that one sentence tells in a row took place together: "overran the quarter and fired on the base".
fn share(a: &Analysis<'_>, tellings: &mut [Telling]) {
    let s = a.s;
    let anchor = |t: &Telling| t.draft.carrier.unwrap_or(t.draft.trigger);
    let verb = |t: usize| s.tokens[t].upos == "VERB";
    let chain = |mut t: usize| {
        while (s.has_relation(t, "conj") || s.has_relation(t, "advcl") && !begins_clause(s, t)) && s.tokens[t].head.is_some_and(verb) {
            t = s.tokens[t].head.unwrap_or(t);
        }
        t
    };
    let own_subject = |t: usize| s.children(t).iter().any(|&c| s.tokens[c].deprel.starts_with("nsubj"));
    for i in 0..tellings.len() {
        let at = anchor(&tellings[i]);
        if tellings[i].draft.place.is_some() || !verb(at) {
            continue;
        }
        let beside = tellings.iter().filter(|t| {
            let other = anchor(t);
            let (first, second) = (other.min(at), other.max(at));
            verb(other) && chain(other) == chain(at) && !own_subject(second) && first != second
        });
        let mut places = beside.filter_map(|t| t.draft.place.clone().filter(|p| p.precision != Precision::Country));
        if let Some(place) = places.next() {
            tellings[i].draft.place = Some(place);
            tellings[i].draft.notes.push("the place is that of the act beside it".to_owned());
        }
    }
}

/// "after", "because": a clause with a word that sets it apart.
fn begins_clause(s: &Sentence, t: usize) -> bool {
    s.children_by(t, "mark").next().is_some() || s.children_by(t, "advmod").any(|c| c < t && s.tokens[c].lemma == "when")
}

/// Whether an act may have taken place at a report's home: its parties are of that country, and its sentence names no other
/// place.
fn is_of(home: &Place, a: &Analysis<'_>, d: &Draft) -> bool {
    let parties = d.source.iter().chain(&d.target).filter_map(|p| p.country.as_ref());
    let elsewhere = |t: &Toponym| t.place.name != home.name && (t.place.country != home.country || is_within(a.s, t.head));
    parties.into_iter().all(|c| Some(c) == home.country.as_ref()) && !a.toponyms.iter().any(elsewhere)
}

/// "have been detained": what is so now because it was done.
fn is_perfect(s: &Sentence, verb: usize) -> bool {
    s.children_by(verb, "aux").any(|h| s.tokens[h].lemma.eq_ignore_ascii_case("have") && matches!(s.tokens[h].xpos, "VBZ" | "VBP"))
}

/// "In the Ein el-Hilweh camp marchers …": a sentence that opens with a name of a place, be it one that nobody knows.
fn opens_elsewhere(a: &Analysis<'_>) -> bool {
    let s = a.s;
    let opens = |t: &usize| is_within(s, *t) && s.tokens[0].upos == "ADP";
    let first = (1..s.tokens.len().min(6)).take_while(|&t| s.tokens[t].upos != "VERB").find(|&t| s.tokens[t].upos == "PROPN");
    first.filter(opens).is_some_and(|t| a.s.tokens[t].mention != Some("time"))
}

/// Whether a word stands in a clause that describes a noun.
fn is_aside(s: &Sentence, word: usize) -> bool {
    std::iter::successors(Some(word), |&t| s.tokens[t].head).any(|t| s.has_relation(t, "acl"))
}

/// Months, seasons and years: how background is dated.
fn is_span(granularity: Granularity) -> bool {
    matches!(granularity, Granularity::Month | Granularity::Season | Granularity::Year)
}

/// Whether a sentence tells of what is or has become so: its main verb stands in the present or the present perfect.
fn is_of_today(s: &Sentence) -> bool {
    let Some(root) = s.root() else { return false };
    let mut finite = s.children_by(root, "aux").chain(s.children_by(root, "cop")).chain(std::iter::once(root));
    finite.any(|t| matches!(s.tokens[t].xpos, "VBZ" | "VBP")) && !narrates(s, root)
}

/// The one day of a sentence's main clause that is told in the past, as the sentences behind it inherit it.
fn main_day(a: &Analysis<'_>) -> Option<Date> {
    let root = a.s.root()?;
    // "It is learnt that rebels came on 9 February": what is learnt stands for the main clause.
    let clause = a.s.children_by(root, "ccomp").next().filter(|_| !narrates(a.s, root));
    let main = |t: usize| t == root || Some(t) == clause;
    let mut of_main = a.times.iter().filter(|t| main(t.head) || a.s.tokens[t.head].head.is_some_and(main));
    let time = of_main.next().filter(|_| of_main.next().is_none())?;
    let told = !time.part_of_day && time.bound.is_none() && time.tokens.start >= a.standpoint.heading;
    let (start, end) = time.days.filter(|_| told && (time.granularity == Granularity::Day || is_span(time.granularity)))?;
    narrates(a.s, clause.unwrap_or(root)).then(|| Date {
        start: start.to_string(),
        end: end.to_string(),
        granularity: time.granularity,
        basis: DateBasis::Inherited,
        text: Some(a.text_between(time.tokens.start, time.tokens.end)),
    })
}

/// "on the anniversary of the killing", "over the massacre of 1991": an act in a noun that only says more of another noun,
/// or that has another day than the narration, is recalled and not told.
fn is_recalled(s: &Sentence, d: &Draft) -> bool {
    let dated = d.date.as_ref().is_some_and(|date| date.basis == DateBasis::Expression);
    // "a standoff sparked by missile strikes", "an incident involving the killing of workers"
    let beside = || {
        let clause = s.tokens[d.trigger].head.filter(|&verb| s.tokens[verb].upos == "VERB");
        clause.is_some_and(|verb| s.has_relation(verb, "acl") && !s.has_relation(verb, "acl:relcl"))
    };
    s.tokens[d.trigger].upos == "NOUN" && d.carrier.is_none() && (dated || s.has_relation(d.trigger, "nmod") || beside())
}

/// "In response, …", "In retaliation for the raid, …": what follows is the answer of the other side, at another place and no
/// earlier.
fn opens_reply(a: &Analysis<'_>) -> bool {
    let word = |n: usize| a.s.tokens.get(n).map(|t| t.form.to_lowercase()).unwrap_or_default();
    word(0) == "in" && matches!(word(1).as_str(), "response" | "retaliation" | "reply" | "return" | "revenge" | "reprisal")
}

/// "By evening police had retaken the grounds": the pluperfect of what the narration has come to.
fn by_then(s: &Sentence) -> bool {
    s.tokens[0].form == "By"
}

/// Whether a verb tells what "had happened" before the narration.
pub fn precedes(s: &Sentence, verb: usize) -> bool {
    let clause = if s.has_relation(verb, "conj") && s.children_by(verb, "aux").next().is_none() {
        s.tokens[verb].head.unwrap_or(verb)
    } else {
        verb
    };
    // "He denied that they had fired": beneath a word of speech it is the plain past.
    let reported = s.has_relation(clause, "ccomp");
    !reported
        && s.children_by(clause, "aux").any(|h| s.tokens[h].lemma.eq_ignore_ascii_case("have") && s.tokens[h].xpos == "VBD")
        && !by_then(s)
}

/// "India had called its envoy home after a bomber killed 40 men": what came before something that itself had happened before;
/// "raised the duty over the Pulwama massacre", "since the siege": an act that is known and only the reason.
fn is_background(s: &Sentence, word: usize) -> bool {
    let behind = |t: usize, relation: &str, words: &[&str]| {
        s.children_by(t, relation).any(|c| words.contains(&s.tokens[c].lemma.to_lowercase().as_str()))
    };
    if s.tokens[word].upos == "NOUN" {
        let known = s.children(word).iter().any(|&c| {
            s.has_relation(c, "compound") && s.tokens[c].upos == "PROPN"
                || s.has_relation(c, "det") && s.tokens[c].lemma.eq_ignore_ascii_case("the")
        });
        return known && s.has_relation(word, "obl") && behind(word, "case", &["over", "since"]);
    }
    s.has_relation(word, "advcl") && behind(word, "mark", &["after", "since"]) && s.tokens[word].head.is_some_and(|head| precedes(s, head))
}

/// Whether a word stands in a clause of the simple past: neither a plan, nor a state of today, nor what "had happened"
/// before.
fn narrates(s: &Sentence, word: usize) -> bool {
    let mut at = word;
    for _ in 0..s.tokens.len() {
        let helpers: Vec<usize> = s.children_by(at, "aux").chain(s.children_by(at, "cop")).collect();
        let is = |lemma: &str| helpers.iter().any(|&h| s.tokens[h].lemma.eq_ignore_ascii_case(lemma));
        let past = |t: usize| s.tokens[t].xpos == "VBD";
        let token = &s.tokens[at];
        if is("have") && !by_then(s) || helpers.iter().any(|&h| s.tokens[h].xpos == "MD") {
            return false;
        }
        if helpers.iter().any(|&h| past(h)) || past(at) {
            return true;
        }
        if matches!(token.xpos, "VBZ" | "VBP") || helpers.iter().any(|&h| matches!(s.tokens[h].xpos, "VBZ" | "VBP")) {
            return false;
        }
        let Some(head) = token.head else { return false };
        at = head;
    }
    false
}
