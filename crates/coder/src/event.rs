//! From a matched frame to an event: its actors, place, day, toll and standing.

use crate::locate::place;
use crate::phrase::{Resolved, Resolver, same_actor};
use crate::quantity;
use crate::sentence::Analysis;
use crate::standing::{Standing, Walk};
use crate::when::{When, date_of, of_entry, when};
use detente_frames::{Filler, Match, Predicates, Reading};
use detente_lexicon::{ActorKind, FrameInfo, Lexicon};
use detente_record::{Actor, Attribution, Casualties, Date, DateBasis, Factuality, Place, Stance};
use detente_text::PublishedBasis;

/// Which people a trigger's object is counted among.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toll {
    /// Dead.
    Killed,
    /// Injured.
    Injured,
    /// Arrested.
    Arrested,
}

/// An event before it becomes a record.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Number of its sentence.
    pub sentence: usize,
    /// Index of its frame.
    pub frame: usize,
    /// Its trigger.
    pub trigger: usize,
    /// The verb that carries it.
    pub carrier: Option<usize>,
    /// Who acts.
    pub source: Vec<Actor>,
    /// To whom.
    pub target: Vec<Actor>,
    /// Both ways.
    pub reciprocal: bool,
    /// What the trigger counts.
    pub toll: Option<Toll>,
    /// The counts.
    pub casualties: Casualties,
    /// When.
    pub date: Option<Date>,
    /// Where.
    pub place: Option<Place>,
    /// Whether and who says so.
    pub standing: Standing,
    /// 0 to 1.
    pub confidence: f64,
    /// The steps.
    pub path: Vec<String>,
    /// What was decided.
    pub notes: Vec<String>,
    /// Trigger of another match whose agent this event took over ("the strikes killed two").
    pub cause: Option<usize>,
}

/// Builds the events of one sentence.
pub struct Builder<'a> {
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// The sentence.
    pub a: &'a Analysis<'a>,
    /// Its predicates.
    pub predicates: &'a Predicates,
    /// What the frames found.
    pub reading: &'a Reading,
    /// Resolves phrases.
    pub resolver: &'a Resolver<'a>,
    /// The report's date and how it is known.
    pub published: Option<(jiff::civil::Date, PublishedBasis)>,
}

impl Builder<'_> {
    /// The drafts of all matches that make an event.
    pub fn drafts(&self) -> Vec<Draft> {
        self.reading.matches.iter().filter_map(|m| self.draft(m)).collect()
    }

    fn info(&self, m: &Match) -> &FrameInfo {
        &self.lexicon.info[m.frame]
    }

    /// Whether a phrase is the name of a place and of nobody.
    fn is_mere_place(&self, r: &Resolved) -> bool {
        r.kind.is_none() && r.actor.id.is_none() && self.a.toponym_at(r.token).is_some()
    }

    fn matched_at(&self, token: usize) -> Option<&Match> {
        self.reading.matches.iter().find(|m| m.trigger == token)
    }

    fn draft(&self, m: &Match) -> Option<Draft> {
        let info = self.info(m);
        let s = self.a.s;
        let mut notes = Vec::new();
        let mut cause = None;
        // A participle before a noun ("the detained men") names a state, not an act, unless it has an agent.
        if s.has_relation(m.trigger, "amod") && m.source.is_none() {
            return None;
        }
        let mut source = m.source.as_ref().map(|f| self.source(f, m, info, &mut cause)).unwrap_or(Some(Vec::new()))?;
        let mut target = m.target.as_ref().map(|f| self.target(f, m)).unwrap_or_default();
        if source.is_empty() && m.source.is_none() {
            // "the strikes killed two": the noun that the pattern asked for refers back.
            if let Some(agent) = m.words.iter().map(|&w| self.told_agent(w)).find(|a| !a.is_empty()) {
                source = agent;
                notes.push("the source is that of the earlier mention".to_owned());
            }
        }
        if self.is_definite(m.trigger) && m.both.is_none() {
            if source.is_empty() && m.source.is_none() {
                source = self.told_agent(m.trigger);
                if !source.is_empty() {
                    notes.push("the source is that of the earlier mention".to_owned());
                }
            }
            if target.is_empty() && m.target.is_none() && !source.is_empty() {
                target = here(m.trigger, self.resolver.memory.target_of(&info.event_type, &source));
                if !target.is_empty() {
                    notes.push("the target is that of the earlier mention".to_owned());
                }
            }
        }
        let nominal = self.a.s.tokens[m.trigger].upos == "NOUN";
        if info.event_type == "CONSULT" && nominal && m.source.is_none() && m.target.is_none() && m.both.is_none() && source.is_empty() {
            // "Talks resumed on Friday": between those who talked before.
            source = here(m.trigger, self.resolver.memory.parties_of(&info.event_type));
            if !source.is_empty() {
                notes.push("the parties are those of the earlier mention".to_owned());
            }
        }
        let mut reciprocal = info.reciprocal;
        if let Some(both) = &m.both {
            let parties = self.resolver.actors(both.token);
            if parties.len() > 1 || source.is_empty() {
                source = parties;
                reciprocal = true;
            } else {
                target = parties;
            }
        }
        if info.parties && (source.len() > 1 || !target.is_empty()) {
            reciprocal = true;
        }
        // "Each side blamed the other."
        let among = |t: &Resolved| source.iter().any(|x| same_actor(&x.actor, &t.actor));
        reciprocal |= source.len() > 1 && target.len() == source.len() && target.iter().all(among);
        target.retain(|t| !source.iter().any(|x| same_actor(&x.actor, &t.actor)));
        for place in target.iter_mut().filter(|t| self.is_mere_place(t) && !is_reached(t, &source, info.event_type == "ASSAULT")) {
            (place.actor.country, place.actor.code) = (None, None);
        }
        // "Iran would answer any threat against it": a pronoun for the source's own side is no target.
        target.retain(|t| {
            let own = t.actor.country.is_some() && source.iter().any(|x| x.actor.country == t.actor.country);
            !(own && self.a.s.tokens[t.token].upos == "PRON")
        });
        // "condemned the spiral of violence", "last night's breach": no party, unless the lexicon knows better.
        let said = matches!(self.lexicon.ontology.event_type(&info.event_type).map(|t| t.quad), Some(1 | 3));
        let nobody = |r: &Resolved| match self.a.s.tokens[r.token].mention {
            Some("time") => true,
            Some("abstract" | "event") => said && self.a.s.tokens[r.token].upos == "NOUN",
            _ => false,
        };
        target.retain(|t| is_actor(t) || !nobody(t));
        // Where the report is about politics, a body or person that the lexicon lacks has a part in it too.
        let acts = self.resolver.memory.is_political() && m.likelihood.is_none();
        let known = |list: &[Resolved]| list.iter().any(|r| is_actor(r) || acts && self.is_body(r.token));
        let walk = Walk { a: self.a, predicates: self.predicates, cues: &self.lexicon.cues, resolver: self.resolver };
        let mut standing = walk.standing(m);
        let quad = self.lexicon.ontology.event_type(&info.event_type).map_or(0, |t| t.quad);
        let telling = quad < 4 || info.event_type == "SANCTION";
        let verbal = self.a.s.tokens[m.trigger].upos == "VERB";
        let told = match standing.factuality {
            Factuality::Alleged => verbal || known(&target),
            Factuality::Planned | Factuality::Conditional | Factuality::Negated => verbal,
            _ => false,
        };
        if source.is_empty() && m.source.is_none() && telling && told {
            // "The ministry said a protest had been lodged": the party that tells of it did it.
            if let Some(speaker) =
                standing.speakers.last().filter(|r| is_political(r) && !target.iter().any(|t| same_actor(&t.actor, &r.actor)))
            {
                source = vec![speaker.clone()];
                notes.push("the source is the speaker".to_owned());
            }
        }
        let political_report = self.resolver.memory.is_political();
        // "the constitution was suspended", "a curfew was in force": only those in power can do that.
        let impersonal = political_report
            && (matches!(info.event_type.as_str(), "COERCE" | "PROTEST" | "MOBILIZE") && m.source.is_none()
                || info.event_type == "ASSAULT" && (cause.is_some() || self.by_weapon(m)) && !self.a.toponyms.is_empty())
            && if nominal { self.stands_forth(m) } else { !m.words.is_empty() };
        let impersonal = impersonal || political_report && (self.lives(m).is_some() || verbal && self.counts_people(m, &info.event_type));
        if !known(&source) && !known(&target) && !impersonal {
            return None;
        }
        if !known(&source) && m.source.is_some() && cause.is_none() && !self.may_act(m.source.as_ref()?.token) {
            return None;
        }
        // An act among private persons is no event, unless the report is about politics.
        // What only power can do is no act of a private source even there ("the singer cancelled her concert").
        let of_power = matches!(info.event_type.as_str(), "COERCE" | "SANCTION" | "MOBILIZE") && !source.is_empty();
        let public = matches!(info.event_type.as_str(), "ASSAULT" | "PROTEST" | "CONCEDE") || political_report && !of_power;
        if !public && !source.iter().chain(&target).any(is_political) {
            return None;
        }
        if standing.unreal || self.is_characterisation(m, info) || self.insists_that_it_is(m, info) {
            return None;
        }
        self.by_the_accused(&mut source, &standing);
        let mut of_nobody = standing.factuality == Factuality::Negated;
        let unhurt = of_nobody.then(|| self.harms_nobody(m, source.is_empty() && cause.is_none())).flatten();
        if unhurt.is_some() {
            (standing.factuality, of_nobody) =
                (if standing.attribution.is_empty() { Factuality::Actual } else { Factuality::Alleged }, true);
        }
        self.own_word(&source, &target, info, &mut standing);
        denial(&source, &target, quad == 4 && info.event_type != "SANCTION", &mut standing);
        self.of_speech(m, info, &source, &mut standing);
        let toll = self.toll(m);
        let mut casualties = Casualties::default();
        if let (Some(toll), Some(f), false) = (toll, m.target.as_ref(), of_nobody) {
            match self.number_behind(m.trigger).filter(|n| *n != f.token) {
                Some(number) => self.count(toll, number, &mut casualties),
                None => self.count(toll, f.token, &mut casualties),
            }
        }
        if let Some((toll, text)) = unhurt {
            let none = Some(quantity::record(quantity::Bounds { low: 0, high: Some(0) }, text));
            match toll {
                Toll::Killed => casualties.killed = none,
                _ => casualties.injured = none,
            }
        }
        if let Some(lives) = self.lives(m).filter(|_| !of_nobody) {
            self.count(Toll::Killed, lives, &mut casualties);
        }
        let date = self.date(m, &standing, &mut notes);
        if let Some(day) = date.as_ref().filter(|d| d.basis == DateBasis::Expression) {
            source.iter_mut().chain(&mut target).for_each(|r| self.resolver.as_of(&mut r.actor, &day.start));
        }
        let place = place(self.a, m, info.event_type == "ASSAULT", |verb| self.lexicon.cues.is_reporting(verb));
        let mut confidence = 0.55 + 0.1 * f64::from(m.specificity.clamp(0, 40)) / 10.0;
        confidence *= f64::from(info.weight);
        if let Some(likelihood) = m.likelihood {
            confidence = f64::from(likelihood);
        }
        if !known(&source) {
            confidence -= 0.1;
        }
        notes.extend(standing.notes.iter().cloned());
        Some(Draft {
            sentence: self.a.number,
            frame: m.frame,
            trigger: m.trigger,
            carrier: m.carrier,
            source: source.into_iter().map(|r| r.actor).collect(),
            target: target.into_iter().map(|r| r.actor).collect(),
            reciprocal,
            toll,
            casualties,
            date,
            place,
            standing,
            confidence: (confidence.clamp(0.05, 0.99) * 100.0).round() / 100.0,
            path: m.path.clone(),
            notes,
            cause,
        })
    }

    /// "an explosion ripped through a bus", "eight missiles hit the plant": violence whose cause is named and no hand.
    fn by_weapon(&self, m: &Match) -> bool {
        m.words.iter().any(|&w| self.lexicon.is_in_list("violent_cause", self.a.s, w))
    }

    /// "what it called a breach of its airspace", "called the strike a massacre", "this violation": a name that somebody gives
    /// to an act told elsewhere.
    fn is_characterisation(&self, m: &Match, info: &FrameInfo) -> bool {
        const NAMING: [&str; 7] = ["call", "term", "label", "brand", "dub", "style", "describe"];
        let s = self.a.s;
        let t = m.trigger;
        if s.tokens[t].upos != "NOUN" || m.carrier.is_some() {
            return false;
        }
        let named = s.tokens[t].head.filter(|&h| NAMING.contains(&s.tokens[h].lemma.to_lowercase().as_str()));
        let of_what = |h: usize| s.has_relation(h, "acl:relcl") && s.tokens[h].head.is_some_and(|w| s.tokens[w].form == "what");
        let given = named.is_some_and(|h| s.has_relation(t, "xcomp") || s.has_relation(t, "obj") && of_what(h));
        let pointed = s.children_by(t, "det").any(|d| matches!(s.tokens[d].lemma.to_lowercase().as_str(), "this" | "these"));
        given || pointed && info.event_type == "REJECT"
    }

    /// "insists that its ships did not enter the strait": what is said to be so is no demand, as "that they leave" is.
    fn insists_that_it_is(&self, m: &Match, info: &FrameInfo) -> bool {
        let s = self.a.s;
        let is = |t: usize| matches!(s.tokens[t].xpos, "VBD" | "VBZ");
        let finite =
            |c: usize| is(c) || s.children(c).iter().any(|&a| is(a) && ["aux", "aux:pass", "cop"].iter().any(|r| s.has_relation(a, r)));
        info.event_type == "REQUEST"
            && s.tokens[m.trigger].lemma.eq_ignore_ascii_case("insist")
            && s.children_by(m.trigger, "ccomp").any(finite)
    }

    /// Whether an event noun is what its clause is about and no circumstance ("after weeks of protests").
    fn stands_forth(&self, m: &Match) -> bool {
        let s = self.a.s;
        let mut at = m.trigger;
        while s.has_relation(at, "compound")
            && let Some(head) = s.tokens[at].head
        {
            at = head;
        }
        let deprel = s.tokens[at].deprel;
        m.carrier.is_some() || matches!(deprel, "nsubj" | "nsubj:pass" | "obj" | "root")
    }

    /// The source; `None` drops the event (nature, accidents and other things that don't act).
    fn source(&self, f: &Filler, m: &Match, info: &FrameInfo, cause: &mut Option<usize>) -> Option<Vec<Resolved>> {
        if let Some(event) = self.matched_at(f.token).filter(|e| e.trigger != m.trigger && self.a.s.tokens[f.token].upos == "NOUN") {
            *cause = Some(event.trigger);
            let inner = event.source.as_ref().or(event.both.as_ref());
            let agents = inner.map(|inner| self.resolver.actors(inner.token)).unwrap_or_default();
            return Some(if agents.is_empty() { self.told_agent(f.token) } else { agents });
        }
        // "No group has claimed the attack"
        if self.a.s.children_by(f.token, "det").any(|d| matches!(self.a.s.tokens[d].lemma.to_lowercase().as_str(), "no" | "neither")) {
            return Some(Vec::new());
        }
        let actors = self.resolver.actors(f.token);
        let known: Vec<Resolved> = actors.iter().filter(|r| is_actor(r)).cloned().collect();
        if !known.is_empty() {
            return Some(known);
        }
        if info.event_type == "ASSAULT" && self.lexicon.is_in_list("violent_cause", self.a.s, f.token) {
            *cause = Some(f.token);
            return Some(self.told_agent(f.token));
        }
        Some(if self.may_act(f.token) { actors } else { Vec::new() })
    }

    /// Who did what a definite event noun refers back to ("the strikes").
    fn told_agent(&self, t: usize) -> Vec<Resolved> {
        if !self.is_definite(t) {
            return Vec::new();
        }
        here(t, self.resolver.memory.agent_of(&self.a.s.tokens[t].lemma.to_lowercase()))
    }

    fn is_definite(&self, t: usize) -> bool {
        let s = self.a.s;
        s.tokens[t].upos == "NOUN"
            && s.children_by(t, "det")
                .any(|d| matches!(s.tokens[d].lemma.to_lowercase().as_str(), "the" | "this" | "these" | "that" | "those"))
    }

    /// Whether a phrase that the lexicon doesn't know may act: a person, an organisation, a pronoun.
    fn is_body(&self, t: usize) -> bool {
        matches!(self.a.s.tokens[t].mention, Some("person" | "organization"))
    }

    fn may_act(&self, t: usize) -> bool {
        let token = &self.a.s.tokens[t];
        const PLACES: [&str; 12] =
            ["line", "strait", "river", "sea", "mount", "mountain", "island", "bay", "gulf", "highway", "road", "bridge"];
        // "the Line of Control" does nothing; "Somaliland" may.
        let place = PLACES.contains(&token.lemma.to_lowercase().as_str()) && self.a.mention_at(t).is_none();
        self.is_body(t) || token.upos == "PROPN" && !place || matches!(token.lemma.as_str(), "he" | "she" | "they" | "who" | "it" | "we")
    }

    fn target(&self, f: &Filler, m: &Match) -> Vec<Resolved> {
        if let Some(event) = self.matched_at(f.token).filter(|e| e.trigger != m.trigger && self.a.s.tokens[f.token].upos == "NOUN") {
            // "condemned Israel's strikes": whoever did it is meant.
            let inner = event.source.as_ref().or(event.both.as_ref());
            return inner.map(|inner| self.resolver.actors(inner.token)).unwrap_or_default();
        }
        self.resolver.actors(f.token)
    }

    /// "The minister accused the group of murdering officers": whoever accuses did not do it.
    fn by_the_accused(&self, source: &mut Vec<Resolved>, standing: &Standing) {
        let accuser = standing.attribution.iter().zip(&standing.speakers).rev().find(|(a, _)| a.stance == Stance::Accuses).map(|(_, r)| r);
        let Some((accuser, accused)) = accuser.zip(standing.accused) else { return };
        if source.iter().any(|r| same_actor(&r.actor, &accuser.actor)) {
            let accused = self.resolver.actors(accused);
            if !accused.is_empty() {
                *source = accused;
            }
        }
    }

    /// What a speaker's word makes of an act that is no violence. A party that tells of its own word or concession: saying
    /// so is doing so, and nobody else could tell. Of what others said to each other whoever plainly reports it is a
    /// witness, unless it was said to himself. What a party says of its own violence stays its word.
    fn own_word(&self, source: &[Resolved], target: &[Resolved], info: &FrameInfo, standing: &mut Standing) {
        let quad = self.lexicon.ontology.event_type(&info.event_type).map_or(0, |t| t.quad);
        let violent = quad == 4 && info.event_type != "SANCTION";
        let accuses = standing.attribution.last().is_some_and(|a| a.stance == Stance::Accuses);
        let Some(last) = standing.speakers.last().filter(|_| !violent && !accuses) else { return };
        if standing.factuality != Factuality::Alleged {
            return;
        }
        if source.iter().any(|r| is_of_side(r, last)) {
            standing.factuality = Factuality::Actual;
            standing.notes.push("actual: a party tells of its own act".to_owned());
            return;
        }
        let plain = standing.attribution.iter().all(|a| matches!(a.stance, Stance::Asserts | Stance::Acknowledges));
        let involved = target.iter().any(|r| is_of_side(r, last));
        if matches!(quad, 1 | 3) && plain && !standing.doubtful && !involved {
            standing.factuality = Factuality::Actual;
            standing.notes.push("actual: a third party reports what was said".to_owned());
        }
    }

    /// "India would answer": a threat in the words of the deed is made by saying so. "Would have none of it" refuses now.
    fn of_speech(&self, m: &Match, info: &FrameInfo, source: &[Resolved], standing: &mut Standing) {
        let s = self.a.s;
        let lemma = |t: usize| s.tokens[t].lemma.to_lowercase();
        let ahead = matches!(standing.factuality, Factuality::Planned | Factuality::Conditional);
        // "Pakistan would probably shut the border" is somebody's guess where nobody is said to say so.
        let said = !standing.attribution.is_empty();
        let forms = |c: usize| match s.tokens[c].form.to_lowercase().as_str() {
            "will" | "shall" | "wo" | "'ll" | "’ll" => true,
            "would" | "'d" | "’d" => said || info.event_type == "REJECT",
            _ => false,
        };
        let by_modal = s.children_by(m.trigger, "aux").any(forms);
        let deed = info.event_type == "THREATEN" && !matches!(lemma(m.trigger).as_str(), "threaten" | "warn" | "vow" | "menace");
        let idiom = info.event_type == "REJECT" && m.words.iter().any(|&w| matches!(lemma(w).as_str(), "none" | "nothing"));
        if ahead && by_modal && (deed || idiom) {
            standing.factuality = Factuality::Actual;
            standing.notes.push("actual: it is done by saying so".to_owned());
        }
        // "later claimed the kidnapping": the trigger is itself the claim.
        let claims = info.event_type == "ASSAULT" && lemma(m.trigger) == "claim" && self.lives(m).is_none();
        if let Some(r) = source.first().filter(|_| claims && standing.attribution.is_empty()) {
            let cue = s.tokens[m.trigger].form.clone();
            standing.attribution.push(Attribution {
                speaker: r.actor.clone(),
                stance: Stance::ClaimsResponsibility,
                cue,
                span: r.actor.span,
            });
            standing.speakers.push(r.clone());
        }
    }

    fn toll(&self, m: &Match) -> Option<Toll> {
        // "left 12 dead": the word that the pattern asked for says what became of them.
        // "accused the group of murdering officers" counts nobody.
        let harms = self.lexicon.ontology.event_type(&self.info(m).event_type).is_some_and(|t| t.quad == 4);
        let words = m.words.iter().copied().filter(|_| harms);
        let words: Vec<usize> = std::iter::once(m.trigger).chain(words).collect();
        let is = |list: &str| words.iter().any(|&t| self.lexicon.is_in_list(list, self.a.s, t));
        if is("casualty_killed") {
            Some(Toll::Killed)
        } else if is("casualty_injured") {
            Some(Toll::Injured)
        } else if is("casualty_arrested") {
            Some(Toll::Arrested)
        } else {
            self.is_hit(m).then_some(Toll::Injured)
        }
    }

    /// "the bombs killed nobody": the bombing with a toll of none, and the words for it. Where nobody is said to have done
    /// anything ("nobody was hurt") there is no act.
    fn harms_nobody(&self, m: &Match, nothing_done: bool) -> Option<(Toll, String)> {
        let s = self.a.s;
        let toll = self.toll(m).filter(|toll| *toll != Toll::Arrested && !nothing_done)?;
        let none = |&c: &usize| matches!(s.tokens[c].lemma.to_lowercase().as_str(), "nobody" | "none" | "no-one");
        let whom = s.children_by(m.trigger, "obj").chain(s.children_by(m.trigger, "nsubj:pass")).find(none)?;
        Some((toll, s.tokens[whom].form.clone()))
    }

    /// "was hit in the leg by a bullet", "a girl was hit when …": a human being who is hit is hurt.
    fn is_hit(&self, m: &Match) -> bool {
        let s = self.a.s;
        let passive = s.children_by(m.trigger, "nsubj:pass").next();
        let person = |t: usize| s.tokens[t].mention == Some("person") || matches!(s.tokens[t].lemma.as_str(), "he" | "she");
        let harmless = s.children_by(m.trigger, "obl").any(|c| matches!(s.tokens[c].lemma.as_str(), "sanction" | "charge" | "fine"));
        self.info(m).event_type == "ASSAULT"
            && s.tokens[m.trigger].lemma.eq_ignore_ascii_case("hit")
            && !harmless
            && passive.is_some_and(|t| person(t) && m.target.as_ref().is_some_and(|f| f.token == t))
    }

    /// "claimed 58 lives": the counted lives that the pattern asked for.
    fn lives(&self, m: &Match) -> Option<usize> {
        let s = self.a.s;
        m.words.iter().copied().find(|&w| s.tokens[w].lemma.eq_ignore_ascii_case("life") && quantity::count(s, w).is_some())
    }

    /// "six were arrested", "40 killed since Sunday": a bare toll, of whom it tells nothing but the number.
    fn counts_people(&self, m: &Match, event_type: &str) -> bool {
        let s = self.a.s;
        matches!(event_type, "ASSAULT" | "COERCE")
            && m.source.is_none()
            && self.toll(m).is_some()
            && m.target.as_ref().is_some_and(|f| {
                quantity::count(s, f.token).is_some() && (s.tokens[f.token].mention == Some("person") || s.tokens[f.token].upos == "NUM")
            })
    }

    /// Adds the number of a phrase and its conjuncts to a toll; a conjunct with a word of its own ("nine labourers and
    /// wounded three others") adds to that toll.
    fn count(&self, toll: Toll, token: usize, casualties: &mut Casualties) {
        let s = self.a.s;
        for (kind, slot) in
            [(Toll::Killed, &mut casualties.killed), (Toll::Injured, &mut casualties.injured), (Toll::Arrested, &mut casualties.arrested)]
        {
            let mut total: Option<(quantity::Bounds, [usize; 2])> = None;
            for t in quantity::listed(s, token) {
                let own = if t == token { toll } else { self.own_toll(t).unwrap_or(toll) };
                let Some((bounds, range)) = self.how_many(t).filter(|_| own == kind) else { continue };
                let end = range.end.max(t + 1);
                total = Some(match total {
                    None => (bounds, [range.start, end]),
                    Some((sum, [start, last])) => (sum.and(bounds), [start.min(range.start), last.max(end)]),
                });
            }
            if let (Some((bounds, [start, end])), None) = (total, &slot) {
                *slot = Some(quantity::record(bounds, self.a.text_between(start, end)));
            }
        }
    }

    /// How many people a phrase means; one for a person who is called by an office or a pronoun ("the prefect", "he").
    fn how_many(&self, t: usize) -> Option<(quantity::Bounds, std::ops::Range<usize>)> {
        let s = self.a.s;
        quantity::count(s, t).or_else(|| {
            let singular = matches!(s.tokens[t].xpos, "NN" | "NNP");
            let office = singular && self.lexicon.roles.find(s, t).is_some();
            let one = office && self.resolver.actors(t).iter().all(|r| r.person && !r.plural);
            one.then(|| (quantity::Bounds { low: 1, high: Some(1) }, t..t + 1))
        })
    }

    /// "killing at least 12 and wounding scores": the number behind a verb, where the parser gives it the next verb's object.
    fn number_behind(&self, verb: usize) -> Option<usize> {
        let s = self.a.s;
        let counted = |c: usize| s.children_by(c, "case").all(|p| matches!(s.tokens[p].lemma.as_str(), "at" | "between" | "over" | "to"));
        let behind = |c: usize| ["obl", "obj", "nmod"].iter().any(|r| s.has_relation(c, r)) && c > verb && c <= verb + 4;
        let timed = |c: usize| self.a.times.iter().any(|t| t.tokens.range().contains(&c));
        let mut numbers = s.children(verb).iter().copied().filter(|&c| s.tokens[c].upos == "NUM" && behind(c) && counted(c) && !timed(c));
        let number = numbers.next().filter(|_| s.tokens[verb].xpos == "VBG")?;
        let nearer = s.children_by(verb, "obj").any(|o| o < number) || (verb..number).any(|t| s.tokens[t].upos == "PUNCT");
        (!nearer).then_some(number)
    }

    /// The toll that a word beside a noun says ("wounded three others", "five dead").
    fn own_toll(&self, t: usize) -> Option<Toll> {
        let s = self.a.s;
        let said = |c: usize| {
            let is = |list: &str| self.lexicon.is_in_list(list, s, c);
            match s.tokens[c].form.to_lowercase().as_str() {
                "wounded" | "injured" | "hurt" => Some(Toll::Injured),
                "dead" | "killed" => Some(Toll::Killed),
                "arrested" | "detained" => Some(Toll::Arrested),
                _ if s.tokens[c].upos == "VERB" && is("casualty_injured") => Some(Toll::Injured),
                _ => None,
            }
        };
        let beside = |c: usize| ["amod", "acl", "compound", "case"].iter().any(|r| s.has_relation(c, r));
        s.children(t).iter().copied().filter(|&c| beside(c)).find_map(said)
    }

    /// The time that the sentence ties to the act; else that of its entry, else the report's for what happened.
    fn date(&self, m: &Match, standing: &Standing, notes: &mut Vec<String>) -> Option<Date> {
        let telling = |verb: usize| self.lexicon.cues.is_reporting(&self.a.s.tokens[verb].lemma.to_lowercase());
        let found = when(self.a, m, telling);
        if let When::Said(t) | When::Named(t) = &found {
            let date = date_of(self.a, &found);
            if date.is_none() {
                let text = self.a.text_between(t.tokens.start, t.tokens.end);
                notes.push(format!("the time `{text}` could not be resolved"));
            }
            return date;
        }
        let happened = matches!(standing.factuality, Factuality::Actual | Factuality::Ongoing | Factuality::Alleged | Factuality::Denied);
        if let Some(date) = of_entry(self.a).filter(|_| happened) {
            notes.push("the day is that of its entry".to_owned());
            return Some(date);
        }
        let (day, _) = self.published.filter(|_| happened)?;
        let day = self.a.standpoint.day.unwrap_or(day);
        Some(Date {
            start: day.to_string(),
            end: day.to_string(),
            granularity: detente_record::Granularity::Day,
            basis: DateBasis::Dateline,
            text: None,
        })
    }
}

/// "Its army said that no shot had been fired", "said that none of its men was captured": of violence, a party that says no
/// denies it.
fn denial(source: &[Resolved], target: &[Resolved], violent: bool, standing: &mut Standing) {
    let Some(speaker) = standing.speakers.last().filter(|_| violent && standing.factuality == Factuality::Negated) else { return };
    // "None of its men was hurt" is a toll, and says nothing against the shelling.
    let party = !source.is_empty() && source.iter().chain(target).any(|r| is_of_side(r, speaker));
    if let Some(said) = standing.attribution.last_mut().filter(|a| party && a.stance == Stance::Asserts) {
        said.stance = Stance::Denies;
        standing.factuality = Factuality::Denied;
        standing.notes.push("denied: a party says that it did not happen".to_owned());
    }
}

/// Actors told in another sentence, as those meant by the word at `token` of this one: their own words are not in it.
fn here(token: usize, actors: Vec<Resolved>) -> Vec<Resolved> {
    actors.into_iter().map(|r| Resolved { token, ..r }).collect()
}

/// Whether an act reaches the country of a place: one from abroad does ("Israel bombed Damascus"), and violence of
/// nobody's in particular; what a state does in a town of its own is done there, not to it.
fn is_reached(place: &Resolved, source: &[Resolved], violent: bool) -> bool {
    let mut countries = source.iter().filter_map(|r| r.actor.country.as_ref()).peekable();
    if countries.peek().is_none() { violent } else { countries.all(|c| Some(c) != place.actor.country.as_ref()) }
}

/// Whether two actors are one or of one state; a ministry, an army or a government without a country is that of whatever
/// state is spoken of with it.
pub(crate) fn is_of_side(a: &Resolved, b: &Resolved) -> bool {
    let organ = |r: &Resolved| r.actor.sectors.iter().any(|s| matches!(s.as_str(), "GOV" | "MIL" | "COP" | "LEG" | "JUD"));
    let nameless = |r: &Resolved| r.actor.country.is_none() && r.actor.id.is_none();
    same_actor(&a.actor, &b.actor)
        || a.actor.country.is_some() && a.actor.country == b.actor.country
        || organ(a) && organ(b) && (nameless(a) || nameless(b))
}

/// Whether a resolved phrase is an actor and not just words.
pub fn is_actor(r: &Resolved) -> bool {
    r.actor.id.is_some()
        || r.actor.country.is_some()
        || !r.actor.sectors.is_empty()
        || r.person
        || r.kind.is_some_and(|k| k == ActorKind::Person)
}

/// Whether an actor has a part in politics: a known name, a country, or a sector of power or dissent.
/// An act among others ("the coach urged restraint") is no event.
pub fn is_political(r: &Resolved) -> bool {
    const PRIVATE: [&str; 9] = ["CVL", "BUS", "MED", "EDU", "AGR", "LAB", "UNK", "REL", "JRN"];
    r.actor.id.is_some() || r.actor.country.is_some() || r.actor.sectors.iter().any(|s| !PRIVATE.contains(&s.as_str()))
}
