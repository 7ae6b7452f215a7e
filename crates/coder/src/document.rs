//! A whole report: sentences in order, with what each adds to the memory of those after it.

use crate::attribution::{Quotations, Voices};
use crate::coreference::{self, ClaimTold, DenialTold, Further, Telling, Told, TollTold};
use crate::event::{Builder, Draft, Toll};
use crate::harm::{self, Harm};
use crate::home::{Home, Names};
use crate::memory::{Memory, ToldEvent};
use crate::mention::{self, Known, mentions};
use crate::merge;
use crate::narration::{self, Standpoint};
use crate::phrase::{Resolved, Resolver};
use crate::place::{Named, Placed, Setting, item_dateline, referred, setting, toponyms};
use crate::scene::Scene;
use crate::sentence::Analysis;
use crate::silent;
use crate::standing::Walk;
use crate::time::{TimeContext, expressions};
use detente_frames::{Classes, Predicates, Reading};
use detente_lexicon::{ActorKind, Discard, Lexicon, Origin};
use detente_nlp::Sentence;
use detente_record::{Derivation, DocumentRef, EVENT_SCHEMA, Event, Factuality, Mention, Problem};
use detente_text::{Block, Document, Published, PublishedBasis};
use jiff::civil::Date;

/// A block with its parsed sentences.
#[derive(Debug)]
pub struct ParsedBlock<'a> {
    /// The block.
    pub block: &'a Block,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

/// What coding a report gives.
#[derive(Debug, Clone, Default)]
pub struct Coded {
    /// The events in order.
    pub events: Vec<Event>,
    /// What could not be read as expected.
    pub problems: Vec<Problem>,
    /// Sentences, or the whole report, that a discard of the lexicon kept from being coded.
    pub discarded: Vec<Problem>,
}

/// One sentence as the frames read it, for `explain` and `relate`.
#[derive(Debug)]
pub struct SentenceReading<'a> {
    /// Words, mentions, places, times.
    pub analysis: Analysis<'a>,
    /// Arguments.
    pub predicates: Predicates,
    /// Matches and misses.
    pub reading: Reading,
    /// The discard of the lexicon that keeps the sentence from being coded; it has no matches then.
    pub discarded: Option<Discard>,
}

/// Codes reports with a lexicon.
#[derive(Debug, Clone, Copy)]
pub struct Coder<'a> {
    lexicon: &'a Lexicon,
}

/// What the words of a sentence are, asked by the patterns' conditions.
struct SentenceClasses<'a> {
    resolver: Resolver<'a>,
}

impl Classes for SentenceClasses<'_> {
    fn is(&self, token: usize, class: &str) -> bool {
        let a = self.resolver.a;
        let named = a.mention_at(token);
        if class == "place" {
            return a.toponym_at(token).is_some()
                || named.is_some_and(|m| matches!(self.resolver.lexicon.actors.actor(m.actor).kind, ActorKind::State | ActorKind::Organ));
        }
        if class == "time" {
            return a.times.iter().any(|t| t.tokens.range().contains(&token)) || a.s.tokens[token].mention == Some("time");
        }
        if class == "actor" && named.is_some() {
            return true;
        }
        let other = matches!(a.s.tokens[token].upos, "ADJ" | "VERB" | "NUM" | "DET");
        if class == "actor" && (other || self.resolver.is_kind_of_arms(token)) {
            return false;
        }
        let actors = self.resolver.actors(token);
        let any = |f: &dyn Fn(&Resolved) -> bool| actors.iter().any(f);
        match class {
            "actor" => any(&crate::event::is_actor),
            "thing" => !any(&crate::event::is_actor),
            "state" => any(&|r| matches!(r.kind, Some(ActorKind::State | ActorKind::Organ))),
            "person" => any(&|r| r.person || r.kind == Some(ActorKind::Person)) || a.s.tokens[token].mention == Some("person"),
            "armed" => {
                any(&|r| r.actor.sectors.iter().any(|s| matches!(s.as_str(), "MIL" | "REB" | "UAF" | "COP" | "PRM" | "CRM" | "SPY")))
            }
            "civil" => any(&|r| {
                r.actor.sectors.iter().any(|s| !matches!(s.as_str(), "MIL" | "REB" | "UAF" | "COP" | "PRM" | "CRM" | "SPY" | "GOV"))
            }),
            sector => any(&|r| r.actor.sectors.iter().any(|s| s == sector)),
        }
    }
}

impl<'a> Coder<'a> {
    /// A coder over a lexicon.
    pub fn new(lexicon: &'a Lexicon) -> Self {
        Coder { lexicon }
    }

    /// The date of a report that gives its day and month alone, with a problem that says what told the year.
    pub fn inferred(&self, document: &Document, blocks: &[ParsedBlock<'_>]) -> Option<(Published, detente_text::Problem)> {
        let day = document.undated?;
        let (date, names) = crate::year::dated(day, blocks, &self.lexicon.actors)?;
        let message = format!("a date without a year: taken as {date}, when these were in office: {}", names.join(", "));
        let problem = detente_text::Problem { span: Some(day.span), message };
        Some((Published { date, basis: PublishedBasis::Inferred, span: Some(day.span) }, problem))
    }

    /// Codes a report.
    pub fn code(&self, document: &Document, blocks: &[ParsedBlock<'_>]) -> Coded {
        let original: Vec<char> = document.text.chars().collect();
        let mut coded = Coded::default();
        coded.problems.extend(document.problems.iter().map(|p| Problem {
            document: document.id.clone(),
            span: p.span.map(|s| [s.start, s.end]),
            message: p.message.clone(),
        }));
        if let Some(discard) = self.lexicon.discards.find(&document.text, true) {
            coded.discarded.push(Problem { document: document.id.clone(), span: None, message: left_out("the report", discard) });
            return coded;
        }
        let mut tellings: Vec<Telling> = Vec::new();
        let mut further = Further::default();
        let mut scene = Scene::new(self.lexicon);
        let quotations = Quotations::of(document);
        let mut voices = Voices::default();
        let mut discarded = Vec::new();
        let home = self.read(document, blocks, &original, false, |reading, memory| {
            if let Some(discard) = &reading.discarded {
                let span = reading.analysis.span_between(0, reading.analysis.s.tokens.len());
                discarded.push(Problem { document: document.id.clone(), span: Some(span), message: left_out("the sentence", discard) });
                return;
            }
            let published = document.published.map(|p| (p.date, p.basis));
            let resolver = Resolver { lexicon: self.lexicon, a: &reading.analysis, memory, on: published.map(|p| p.0) };
            let builder = Builder {
                lexicon: self.lexicon,
                a: &reading.analysis,
                predicates: &reading.predicates,
                reading: &reading.reading,
                resolver: &resolver,
                published,
            };
            if !quotations.is_empty() {
                voices.listen(reading, &resolver, self.lexicon);
            }
            let mut drafts = merge::within_sentence(reading.analysis.s, builder.drafts(), self.lexicon);
            let harms = harm::harms(&reading.analysis);
            if !harms.is_empty() && !self.is_counted(&mut drafts, &harms) {
                let walk = Walk { a: &reading.analysis, predicates: &reading.predicates, cues: &self.lexicon.cues, resolver: &resolver };
                further.tolls.extend(TollTold::of(&reading.analysis, &harms, &resolver, |word| walk.standing_at(word, None, false)));
            }
            further.claims.extend(ClaimTold::of(&reading.analysis, &reading.predicates, &reading.reading, &resolver));
            further.denials.extend(DenialTold::of(&reading.analysis, &reading.predicates, &resolver));
            let mut found: Vec<Telling> = drafts.into_iter().map(|draft| Telling::of(&reading.analysis, draft)).collect();
            scene.sentence(&reading.analysis, &mut found, |d| self.quad_of(d));
            tellings.extend(found);
        });
        voices.attribute(&quotations, &original, &mut tellings, |t| self.quad_of(&t.draft));
        let reference = reference(document);
        coded.events = self.events(coreference::resolve(tellings, further, self.lexicon), &reference);
        crate::retold::inherit(&mut coded.events);
        self.at_home(&mut coded.events, &home);
        coded.discarded = discarded;
        coded
    }

    /// Reads the sentences in order and hands each, with the memory before it, to `visit`.
    pub fn read<'d>(
        &self,
        document: &Document,
        blocks: &'d [ParsedBlock<'d>],
        original: &'d [char],
        explain: bool,
        mut visit: impl FnMut(&SentenceReading<'d>, &Memory),
    ) -> Setting {
        let on = document.published.map(|p| p.date);
        let mut memory = Memory::default();
        let mut known = Known::default();
        let prose = blocks.iter().enumerate().filter(|(_, b)| b.block.kind.is_prose());
        let sentences: Vec<((usize, &ParsedBlock<'d>), &Sentence)> =
            prose.flat_map(|(i, b)| b.sentences.iter().map(move |s| ((i, b), s))).collect();
        self.headline(blocks, on, &mut known, &mut memory, original);
        let named: Vec<Vec<mention::Mention>> = sentences.iter().map(|(_, s)| mentions(s, &self.lexicon.actors, on, &mut known)).collect();
        let (places, meant, setting) = {
            let named: Vec<Named<'_>> = sentences.iter().zip(&named).map(|((_, s), mentions)| Named { s, mentions }).collect();
            let (places, dateline) = toponyms(&named, self.lexicon, document.dateline_place.as_deref());
            let meant = referred(&named, &places, self.lexicon, dateline.as_ref());
            let placed: Vec<Placed<'_>> =
                named.iter().zip(places.iter().zip(&meant)).map(|(n, (named, referred))| Placed { s: n.s, named, referred }).collect();
            let setting = setting(&placed, dateline.as_ref());
            (places, meant, setting)
        };
        let order: Vec<(usize, &Sentence)> = sentences.iter().map(|((paragraph, _), s)| (*paragraph, *s)).collect();
        let standpoints = narration::standpoints(&order, on);
        memory.home = Home::of(
            sentences.iter().zip(&named).zip(&places).map(|((((paragraph, _), s), mentions), toponyms)| Names {
                s,
                paragraph: *paragraph,
                mentions,
                toponyms,
            }),
            document.dateline_place.as_deref(),
            self.lexicon,
        );
        memory.sole_armed = self.sole_armed(&named);
        let mut item: Option<(usize, detente_record::Place)> = None;
        let mut previous: Option<Date> = None;
        let mut entered = usize::MAX;
        let placed = places.into_iter().zip(meant);
        for (number, ((((paragraph, block), s), mentions), (toponyms, referred))) in sentences.iter().zip(named).zip(placed).enumerate() {
            item = item_dateline(s, &toponyms).map(|place| (*paragraph, place)).or(item);
            let of_item = item.as_ref().filter(|(p, _)| p == paragraph).map(|(_, place)| place.clone());
            let here = of_item.or_else(|| setting.place.clone());
            let standpoint = standpoints[number].clone();
            if let Some(entry) = standpoint.entry.as_ref().filter(|_| standpoint.heading > 0 || *paragraph != entered) {
                previous = Some(entry.days.0);
            }
            entered = *paragraph;
            let context = TimeContext { published: standpoint.day, previous, entry: standpoint.heading > 0 && standpoint.entry.is_some() };
            let times = expressions(s, &context);
            previous = narration::reached(s, &times, standpoint.day, previous).or(previous);
            let (paragraph, clean) = (*paragraph, &block.block.text);
            let analysis = Analysis { number, paragraph, s, clean, original, mentions, toponyms, referred, home: here, times, standpoint };
            let predicates = Predicates::of(s, &self.lexicon.grammar);
            let classes = SentenceClasses { resolver: Resolver { lexicon: self.lexicon, a: &analysis, memory: &memory, on } };
            let discarded = self.lexicon.discards.find(&analysis.text(), false).cloned();
            let reading = match &discarded {
                Some(_) => Reading::default(),
                None => {
                    let read = self.lexicon.frames.read(s, &predicates, &classes, explain);
                    silent::fill(read, &analysis, &predicates, self.lexicon)
                }
            };
            let reading = SentenceReading { analysis, predicates, reading, discarded };
            visit(&reading, &memory);
            self.remember(&reading, &mut memory, on);
        }
        setting
    }

    /// The armed group that the report names, if it names one alone.
    fn sole_armed(&self, named: &[Vec<mention::Mention>]) -> Option<usize> {
        let is_armed = |actor: &usize| self.lexicon.actors.actor(*actor).kind == ActorKind::Armed;
        let mut armed = named.iter().flatten().map(|m| m.actor).filter(is_armed);
        let first = armed.next()?;
        armed.all(|actor| actor == first).then_some(first)
    }

    /// Whether the act of a relation happened, as the sentence tells it; none for a relation by a near miss.
    pub fn factuality(
        &self,
        reading: &SentenceReading<'_>,
        memory: &Memory,
        relation: &crate::relate::Relation,
    ) -> Option<detente_record::Factuality> {
        let m = reading.reading.matches.iter().find(|m| m.trigger == relation.trigger && m.frame == relation.frame)?;
        let resolver = Resolver { lexicon: self.lexicon, a: &reading.analysis, memory, on: None };
        let walk = Walk { a: &reading.analysis, predicates: &reading.predicates, cues: &self.lexicon.cues, resolver: &resolver };
        Some(walk.standing(m).factuality)
    }

    /// Whether what any word of a sentence names happened, as the sentence tells it.
    pub fn factuality_of(&self, reading: &SentenceReading<'_>, memory: &Memory, token: usize) -> detente_record::Factuality {
        let resolver = Resolver { lexicon: self.lexicon, a: &reading.analysis, memory, on: None };
        let walk = Walk { a: &reading.analysis, predicates: &reading.predicates, cues: &self.lexicon.cues, resolver: &resolver };
        walk.standing_at(token, reading.predicates.at(token).carrier, false).factuality
    }

    /// A headline's names prepare for "both nations" in the first sentence; it is not coded.
    fn headline(&self, blocks: &[ParsedBlock<'_>], on: Option<Date>, known: &mut Known, memory: &mut Memory, original: &[char]) {
        for block in blocks.iter().filter(|b| b.block.kind == detente_text::BlockKind::Headline) {
            for s in &block.sentences {
                let mentions = mentions(s, &self.lexicon.actors, on, known);
                let analysis = Analysis {
                    number: 0,
                    paragraph: 0,
                    s,
                    clean: &block.block.text,
                    original,
                    mentions,
                    toponyms: Vec::new(),
                    referred: Vec::new(),
                    home: None,
                    times: Vec::new(),
                    standpoint: Standpoint::default(),
                };
                let found: Vec<Resolved> = {
                    let resolver = Resolver { lexicon: self.lexicon, a: &analysis, memory, on };
                    analysis.mentions.iter().flat_map(|m| resolver.actors(m.head)).collect()
                };
                for r in found.into_iter().filter(|r| matches!(r.kind, Some(ActorKind::State))) {
                    memory.note(0, Resolved { token: 0, ..r });
                }
            }
        }
    }

    /// Notes the actors and speakers of a sentence.
    fn remember(&self, reading: &SentenceReading<'_>, memory: &mut Memory, on: Option<Date>) {
        let a = &reading.analysis;
        let mut found: Vec<Vec<Resolved>> = Vec::new();
        let mut speaker = None;
        let mut told: Vec<ToldEvent> = Vec::new();
        {
            let resolver = Resolver { lexicon: self.lexicon, a, memory, on };
            let walk = Walk { a, predicates: &reading.predicates, cues: &self.lexicon.cues, resolver: &resolver };
            for m in &reading.reading.matches {
                let side = |f: &Option<detente_frames::Filler>| -> Vec<Resolved> {
                    f.as_ref().map(|f| resolver.actors(f.token)).unwrap_or_default().into_iter().filter(crate::event::is_actor).collect()
                };
                let source = if m.source.is_some() { side(&m.source) } else { side(&m.both) };
                told.push(ToldEvent {
                    lemma: a.s.tokens[m.trigger].lemma.to_lowercase(),
                    event_type: self.lexicon.info[m.frame].event_type.clone(),
                    source,
                    target: side(&m.target),
                });
            }
            for t in 0..a.s.tokens.len() {
                let token = &a.s.tokens[t];
                if token.upos == "VERB" && self.lexicon.cues.is_reporting(&token.lemma.to_lowercase()) {
                    speaker = walk.speaker(t).or(speaker);
                }
                if let Some(found) = resolver.before_colon(t, 0) {
                    speaker = found.into_iter().next().or(speaker);
                }
                let nominal = matches!(token.upos, "NOUN" | "PROPN") || a.mention_at(t).is_some_and(|m| m.head == t);
                if nominal && !a.s.has_relation(t, "conj") && !a.s.has_relation(t, "flat") {
                    let actors: Vec<Resolved> =
                        resolver.actors(t).into_iter().filter(crate::event::is_actor).map(|r| Resolved { token: t, ..r }).collect();
                    found.push(actors);
                }
            }
        }
        let root = (0..a.s.tokens.len()).find(|&t| a.s.has_relation(t, "root"));
        let subject = root.and_then(|root| ["nsubj", "nsubj:pass"].iter().find_map(|deprel| a.s.children_by(root, deprel).next()));
        let about: Option<Resolved> = subject.and_then(|t| {
            let resolver = Resolver { lexicon: self.lexicon, a, memory, on };
            let actors = resolver.actors(t);
            (actors.len() == 1).then(|| actors.into_iter().next()).flatten()
        });
        for event in told {
            memory.note_event(event);
        }
        if let Some(about) = about {
            memory.note_subject(a.number, about);
        }
        for actors in found {
            memory.note_list(a.number, actors.clone());
            for actor in actors {
                memory.note(a.number, actor);
            }
        }
        if let Some(speaker) = speaker {
            memory.note_speaker(speaker);
        }
    }

    /// Gives the tolls that no frame has counted to the violence of their own sentence; false where it tells none.
    fn is_counted(&self, drafts: &mut [Draft], harms: &[Harm]) -> bool {
        let violent = |d: &Draft| self.lexicon.info[d.frame].event_type == "ASSAULT";
        let slot = |d: &Draft, toll: Toll| match toll {
            Toll::Killed => d.casualties.killed.clone(),
            Toll::Injured => d.casualties.injured.clone(),
            Toll::Arrested => d.casualties.arrested.clone(),
        };
        for harm in harms {
            let counted = drafts.iter().any(|d| slot(d, harm.toll).is_some_and(|c| c.low == harm.count.low));
            let empty = drafts.iter_mut().filter(|d| violent(d) && slot(d, harm.toll).is_none());
            if let Some(draft) = empty.min_by_key(|d| d.trigger.abs_diff(harm.word)).filter(|_| !counted) {
                harm::add(&mut draft.casualties, harm);
            }
        }
        drafts.iter().any(violent)
    }

    /// The quad class of an act as its surroundings show it: an ambassador who is recalled from a town is no sign that the
    /// story is there.
    fn quad_of(&self, d: &Draft) -> u8 {
        let event_type = &self.lexicon.info[d.frame].event_type;
        if event_type == "SANCTION" { 3 } else { self.lexicon.ontology.event_type(event_type).map_or(0, |t| t.quad) }
    }

    /// An act of force whose place nothing tells took place in the country of those who had a part in it, if both sides are
    /// of one; else in the one that the report is about, unless others had a part. What soldiers do to strangers or
    /// strangers to soldiers may be done abroad.
    fn at_home(&self, events: &mut [Event], home: &Setting) {
        for e in events.iter_mut().filter(|e| e.place.is_none() && is_physical(&e.event_type) && has_happened(e.factuality)) {
            let of = |side: &[detente_record::Actor]| side.iter().find_map(|a| a.country.clone());
            let (source, target) = (of(&e.source), of(&e.target));
            let sectors = e.source.iter().chain(&e.target).filter(|a| a.country.is_some()).flat_map(|a| &a.sectors);
            let soldiers = sectors.clone().any(|s| s == "MIL" || s == "IGO");
            let all_of = |c: &String| e.source.iter().chain(&e.target).filter_map(|a| a.country.as_ref()).all(|own| own == c);
            let between = source.clone().filter(|_| source == target);
            let Some(country) = between.or_else(|| home.country.clone().filter(|_| !soldiers)).filter(all_of) else { continue };
            if let Some(c) = self.lexicon.gazetteer().country(&country) {
                e.place = Some(crate::place::of_country(&c));
                e.derivation.notes.push("the place is the country of the report or of both sides".to_owned());
            }
        }
    }

    fn events(&self, told: Vec<Told>, reference: &DocumentRef) -> Vec<Event> {
        let variants: Vec<Vec<usize>> = told.iter().map(|t| t.variants.clone()).collect();
        let mut events: Vec<Event> = told.into_iter().map(|t| self.event(t, reference)).collect();
        let ids: Vec<String> = events.iter().map(|e| e.id.clone()).collect();
        for (event, others) in events.iter_mut().zip(variants) {
            event.variants = others.into_iter().map(|i| ids[i].clone()).collect();
        }
        events
    }

    fn event(&self, told: Told, reference: &DocumentRef) -> Event {
        let Telling { draft: d, text, said: Mention { trigger, .. }, .. } = told.main;
        let info = &self.lexicon.info[d.frame];
        let code = self.lexicon.ontology.code(&info.code);
        let quad = self.lexicon.ontology.event_type(&info.event_type).map_or(0, |t| t.quad);
        let roles: String = d.source.iter().chain(&d.target).map(|a| format!("|{}", a.id.as_deref().unwrap_or(&a.name))).collect();
        let id = stable_id(&format!("{}|{}-{}|{}{roles}", reference.id, trigger.span[0], trigger.span[1], info.event_type));
        Event {
            schema: EVENT_SCHEMA.to_owned(),
            id,
            document: reference.clone(),
            sentence: d.sentence,
            text,
            event_type: info.event_type.clone(),
            mode: info.mode.clone(),
            contexts: info.contexts.clone(),
            cameo: info.code.clone(),
            quad_class: quad,
            goldstein: code.map_or(0.0, |c| c.goldstein),
            source: d.source,
            target: d.target,
            reciprocal: d.reciprocal,
            date: d.date,
            place: d.place,
            casualties: d.casualties,
            factuality: d.standing.factuality,
            attribution: d.standing.attribution,
            trigger,
            confidence: d.confidence,
            derivation: Derivation { frame: self.lexicon.frames.frames()[d.frame].id.clone(), path: d.path, notes: d.notes },
            mentions: told.mentions,
            variants: Vec::new(),
        }
    }
}

fn left_out(what: &str, discard: &Discard) -> String {
    let Origin { file, line } = &discard.origin;
    format!("{what} is not coded: `{}` stands in it, a discard of the lexicon ({file}:{line})", discard.phrase)
}

/// What identifies a report in its events.
pub fn reference(document: &Document) -> DocumentRef {
    DocumentRef {
        id: document.id.clone(),
        title: document.title.clone(),
        publisher: document.publisher.clone(),
        published: document.published.map(|p| p.date.to_string()),
        published_basis: document.published.map(|p| {
            match p.basis {
                PublishedBasis::Given => "given",
                PublishedBasis::Header => "header",
                PublishedBasis::Dateline => "dateline",
                PublishedBasis::Inferred => "inferred",
            }
            .to_owned()
        }),
        uri: document.uri.clone(),
    }
}

/// Types of acts that are done with hands and feet and have a place of their own.
pub fn is_physical(event_type: &str) -> bool {
    matches!(event_type, "ASSAULT" | "COERCE" | "PROTEST" | "MOBILIZE" | "RETREAT")
}

/// Whether an act is told as one that took place.
pub fn has_happened(factuality: Factuality) -> bool {
    matches!(factuality, Factuality::Actual | Factuality::Ongoing | Factuality::Alleged | Factuality::Denied)
}

/// FNV-1a over 64 bits, as sixteen hexadecimal digits: short, stable on every machine.
/// Constants from Fowler, Noll and Vo.
fn stable_id(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}
