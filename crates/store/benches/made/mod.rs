//! Made-up events to measure stores and grouping on: many dyads over ten years, several reports for a happening, several
//! events in a report. The same seed gives the same events.

use detente_record::{
    Actor, Attribution, Casualties, Count, Countries, Date, DateBasis, Derivation, DocumentRef, EVENT_SCHEMA, Event, Factuality,
    Granularity, Place, Precision, Stance, Trigger,
};
use jiff::ToSpan;
use jiff::civil;
use oorandom::Rand64;

/// First day.
const FIRST: civil::Date = civil::date(2014, 1, 1);

/// Number of days: ten years.
const DAYS: usize = 3652;

/// Pairs of countries, or a country with itself, between which something happens.
const PAIRS: usize = 600;

/// Stories of a pair get rarer with its rank by this power (Zipf).
const DECLINE: f64 = 0.6;

/// Names from which those of towns are put together.
const FIRST_PARTS: [&str; 24] = [
    "Al", "Bar", "Cor", "Dar", "El", "Far", "Gor", "Hal", "Is", "Jar", "Kor", "Lam", "Mar", "Nor", "Or", "Pan", "Qar", "Ras", "Sar", "Tal",
    "Um", "Var", "Yar", "Zan",
];
const LAST_PARTS: [&str; 16] =
    ["abad", "aven", "bek", "da", "eth", "ford", "gan", "hara", "ikot", "kand", "lin", "mere", "nik", "pur", "stan", "ville"];

const PUBLISHERS: [&str; 40] = [
    "Border Wire",
    "Morning Ledger",
    "The Valley Post",
    "Harbour Times",
    "North Star",
    "City Gazette",
    "Daily Relay",
    "The Observer's Desk",
    "Coast Courier",
    "Plain Dealer",
    "River News",
    "Capital Herald",
    "Mountain Echo",
    "The Frontier",
    "Evening Sun",
    "Island Review",
    "Free Tribune",
    "The Lamp",
    "Southern Mail",
    "Eastern Standard",
    "Lake Chronicle",
    "The Signal",
    "Desert Voice",
    "Old Town Press",
    "The Compass",
    "Union Journal",
    "The Mirror of the North",
    "Delta Dispatch",
    "Port Record",
    "Highland Monitor",
    "The Bridge",
    "Newsroom Five",
    "Steppe Bulletin",
    "Garden City News",
    "The Anchor",
    "Canal Advertiser",
    "People's Page",
    "The Ridge",
    "Wire Central",
    "Night Edition",
];

/// A kind of act: type, mode, CAMEO code, quad class, Goldstein score, and sentences that tell it. `S`, `T`, `P` and `N` are
/// source, target, place and number.
struct Act(&'static str, Option<&'static str>, &'static str, u8, f64, [&'static str; 3]);

const ACTS: [Act; 14] = [
    Act(
        "ASSAULT",
        Some("aerial"),
        "195",
        4,
        -10.0,
        [
            "S struck positions of T near P with jets and missiles, killing N people.",
            "At least N people were killed when aircraft of S bombed P, officials of T said.",
            "Missiles that S fired hit a depot outside P; N bodies were found in the rubble.",
        ],
    ),
    Act(
        "ASSAULT",
        Some("armed"),
        "190",
        4,
        -10.0,
        [
            "Gunmen from S opened fire on a patrol of T on the road to P, leaving N dead.",
            "N soldiers of T died in a fight with fighters from S around P.",
            "A clash between forces of S and T at P cost N lives.",
        ],
    ),
    Act(
        "COERCE",
        Some("arrest"),
        "173",
        4,
        -5.0,
        [
            "Police of S detained N nationals of T in P.",
            "N people from T were arrested by the security service of S at P.",
            "S holds N citizens of T after a raid in P.",
        ],
    ),
    Act(
        "ACCUSE",
        None,
        "112",
        3,
        -2.0,
        [
            "S accused T of sending weapons across the border near P.",
            "The foreign ministry of S blamed T for the unrest in P.",
            "T was charged by S with sheltering an armed group at P.",
        ],
    ),
    Act(
        "ACCUSE",
        Some("disapprove"),
        "111",
        3,
        -2.0,
        [
            "S condemned what it called an outrage of T at P.",
            "The government of S criticised T sharply over P.",
            "A spokesman of S denounced T for the events in P.",
        ],
    ),
    Act(
        "THREATEN",
        None,
        "138",
        3,
        -7.0,
        [
            "S warned T that it would answer any attack on P with force.",
            "S threatened T with strikes should its troops cross at P.",
            "Any move on P would bring war, S told T.",
        ],
    ),
    Act(
        "MOBILIZE",
        None,
        "154",
        3,
        -7.2,
        [
            "S sent N tanks to its border with T near P.",
            "S massed troops opposite T at P, N lorries among them.",
            "The army of S was put on alert along the frontier of T around P.",
        ],
    ),
    Act(
        "SANCTION",
        None,
        "163",
        4,
        -8.0,
        [
            "S imposed sanctions on N companies of T.",
            "N firms of T were put under an embargo by S.",
            "S stopped all trade with T through P.",
        ],
    ),
    Act(
        "PROTEST",
        None,
        "141",
        3,
        -6.5,
        [
            "Thousands in P marched against T, organisers in S said.",
            "Demonstrators of S burned flags of T in P.",
            "A rally against T drew crowds in P.",
        ],
    ),
    Act(
        "REJECT",
        None,
        "120",
        3,
        -4.0,
        [
            "S rejected an offer of T to meet at P.",
            "S would not talk with T about P, its minister said.",
            "An appeal of T over P was turned down by S.",
        ],
    ),
    Act(
        "CONSULT",
        None,
        "040",
        1,
        1.0,
        [
            "Envoys of S and T met in P for talks about the border.",
            "The foreign ministers of S and T held talks at P.",
            "S and T discussed trade and water in P.",
        ],
    ),
    Act(
        "AGREE",
        None,
        "057",
        1,
        8.0,
        [
            "S and T signed an accord in P.",
            "An agreement on prisoners was reached by S and T at P.",
            "At P the delegates of S and T agreed to open the crossing.",
        ],
    ),
    Act(
        "AID",
        None,
        "073",
        2,
        7.4,
        [
            "S sent N lorries with food and tents to T after the flood at P.",
            "Relief from S for T arrived in P, N tons of it.",
            "S gave T medicine for the hospital of P.",
        ],
    ),
    Act(
        "COOPERATE",
        None,
        "061",
        2,
        6.4,
        [
            "S and T began to repair the railway to P together.",
            "Engineers of S and T work side by side on the dam at P.",
            "S and T share the cost of the road through P.",
        ],
    ),
];

/// What is appended to a telling, so that no two papers word it alike.
const TAILS: [&str; 10] = [
    "",
    "",
    "",
    "The road was closed until the evening.",
    "Neither side gave details.",
    "Markets hardly moved.",
    "Residents spoke of a long night.",
    "Observers were surprised.",
    "It was the second time this year.",
    "More was expected in the week.",
];

/// One thing that happens in a story.
struct Happening {
    act: usize,
    day: civil::Date,
    town: u64,
    number: u64,
    reversed: bool,
    factuality: Factuality,
}

/// Events without end; the days run through ten years once for the number that was asked for.
pub struct Made {
    seed: u64,
    random: Rand64,
    countries: Vec<(String, String)>,
    pairs: Vec<(usize, usize)>,
    /// Sums of the pairs' weights.
    weights: Vec<f64>,
    wanted: usize,
    made: usize,
    documents: usize,
    ready: std::collections::VecDeque<Event>,
}

impl Made {
    /// `wanted` events of a seed.
    pub fn new(wanted: usize, seed: u64) -> Made {
        let mut random = Rand64::new(u128::from(seed));
        let countries: Vec<(String, String)> =
            Countries::built_in().all().iter().step_by(3).map(|c| (c.iso3.to_owned(), c.name.to_owned())).collect();
        let n = countries.len() as u64;
        let pairs: Vec<(usize, usize)> = (0..PAIRS)
            .map(|i| {
                let a = random.rand_range(0..n) as usize;
                // A third of what happens stays within one country.
                let b = if i % 3 == 2 { a } else { random.rand_range(0..n) as usize };
                (a, b)
            })
            .collect();
        let mut sum = 0.0;
        let weights = (1..=PAIRS).map(|rank| {
            sum += (rank as f64).powf(-DECLINE);
            sum
        });
        Made {
            seed,
            weights: weights.collect(),
            random,
            countries,
            pairs,
            wanted,
            made: 0,
            documents: 0,
            ready: std::collections::VecDeque::new(),
        }
    }

    /// The two countries of which most is told.
    #[allow(dead_code, reason = "the benchmark asks for it, the program that writes the events does not")]
    pub fn busiest(&self) -> [String; 2] {
        let (a, b) = self.pairs.iter().find(|(a, b)| a != b).copied().unwrap_or_default();
        [self.countries[a].0.clone(), self.countries[b].0.clone()]
    }

    fn below(&mut self, n: u64) -> u64 {
        self.random.rand_range(0..n)
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One or more happenings between two countries, in all reports of them.
    fn story(&mut self) {
        let at = self.random.rand_float() * self.weights.last().copied().unwrap_or(1.0);
        let pair = self.pairs[self.weights.partition_point(|w| *w < at).min(PAIRS - 1)];
        let today = FIRST.saturating_add(((self.made * DAYS / self.wanted.max(1)) as i64).days());
        let town = self.below(12);
        let happenings: Vec<Happening> = (0..1 + self.below(3))
            .map(|i| Happening {
                act: self.below(ACTS.len() as u64) as usize,
                day: today.saturating_add((self.below(2) as i64 + i as i64).days()),
                town: if self.chance(70) { town } else { self.below(12) },
                number: 1 + self.below(40),
                reversed: self.chance(40),
                factuality: match self.below(20) {
                    0..=13 => Factuality::Actual,
                    14..=16 => Factuality::Alleged,
                    17 => Factuality::Planned,
                    18 => Factuality::Denied,
                    _ => Factuality::Threatened,
                },
            })
            .collect();
        let reports = match self.below(10) {
            0..=3 => 1,
            4..=6 => 2,
            7..=8 => 3,
            _ => 4 + self.below(6),
        };
        for _ in 0..reports {
            self.report(pair, &happenings);
        }
    }

    fn report(&mut self, pair: (usize, usize), happenings: &[Happening]) {
        let publisher = PUBLISHERS[self.below(PUBLISHERS.len() as u64) as usize];
        let last = happenings.iter().map(|h| h.day).max().unwrap_or(FIRST);
        let published = last.saturating_add((self.below(3) as i64).days());
        self.documents += 1;
        let document = DocumentRef {
            id: format!("reports-{}/{published}/{:06}", self.seed, self.documents),
            title: Some(format!("{} and {}: what is known", self.countries[pair.0].1, self.countries[pair.1].1)),
            publisher: Some(publisher.to_owned()),
            published: Some(published.to_string()),
            published_basis: Some("dateline".to_owned()),
            uri: None,
        };
        for (sentence, happening) in happenings.iter().enumerate() {
            if sentence == 0 || self.chance(80) {
                let event = self.telling(pair, happening, &document, sentence);
                self.ready.push_back(event);
            }
        }
    }

    fn telling(&mut self, pair: (usize, usize), h: &Happening, document: &DocumentRef, sentence: usize) -> Event {
        let Act(event_type, mode, cameo, quad_class, goldstein, wordings) = &ACTS[h.act];
        let (s, t) = if h.reversed { (pair.1, pair.0) } else { pair };
        let domestic = s == t;
        let source = self.actor(s, 0, "GOV");
        let target = self.actor(t, 20, if domestic { "REB" } else { "GOV" });
        let place = self.place(t, h.town);
        // Papers differ in the toll.
        let number = h.number + if self.chance(15) { 1 + self.below(3) } else { 0 };
        let wording = wordings[self.below(3) as usize];
        let where_ = place.as_ref().map_or("the border", |p| p.name.as_str());
        let said: String = wording
            .split_inclusive(|c: char| !c.is_ascii_uppercase())
            .map(|word| match word.split_at(word.len().min(1)) {
                ("S", rest) if !rest.starts_with(|c: char| c.is_alphanumeric()) => format!("{}{rest}", source.name),
                ("T", rest) if !rest.starts_with(|c: char| c.is_alphanumeric()) => format!("{}{rest}", target.name),
                ("P", rest) if !rest.starts_with(|c: char| c.is_alphanumeric()) => format!("{where_}{rest}"),
                ("N", rest) if !rest.starts_with(|c: char| c.is_alphanumeric()) => format!("{number}{rest}"),
                _ => word.to_owned(),
            })
            .collect();
        let text = format!("{said} {}", TAILS[self.below(TAILS.len() as u64) as usize]).trim_end().to_owned();
        let harm = |on: bool| on.then(|| Count { low: number, high: Some(number), text: number.to_string() });
        let (killed, arrested) = (harm(*event_type == "ASSAULT"), harm(*event_type == "COERCE"));
        let attribution = if h.factuality == Factuality::Actual && !self.chance(20) { Vec::new() } else { vec![self.speaker(pair)] };
        Event {
            schema: EVENT_SCHEMA.to_owned(),
            id: format!("{:016x}", self.random.rand_u64()),
            document: document.clone(),
            sentence,
            trigger: Trigger { text: text.split(' ').nth(1).unwrap_or_default().to_owned(), span: [100 * sentence, 100 * sentence + 6] },
            text,
            event_type: (*event_type).to_owned(),
            mode: mode.map(str::to_owned),
            contexts: if *quad_class > 2 { vec!["military".to_owned()] } else { vec!["diplomatic".to_owned()] },
            cameo: (*cameo).to_owned(),
            quad_class: *quad_class,
            goldstein: *goldstein,
            source: vec![source],
            target: vec![target],
            reciprocal: matches!(*event_type, "CONSULT" | "AGREE" | "COOPERATE"),
            date: self.date(h.day),
            place,
            casualties: Casualties { killed, arrested, injured: None },
            factuality: h.factuality,
            attribution,
            confidence: (50 + self.below(50)) as f64 / 100.0,
            derivation: Derivation {
                frame: format!("{cameo}#{}", event_type.to_lowercase()),
                path: vec!["trigger: root".to_owned(), "source: nsubj".to_owned(), "target: obj".to_owned()],
                notes: Vec::new(),
            },
            mentions: Vec::new(),
            variants: Vec::new(),
        }
    }

    fn actor(&mut self, country: usize, at: usize, sector: &str) -> Actor {
        let (code, name) = &self.countries[country];
        let name = if sector == "GOV" { name.clone() } else { format!("rebels in {name}") };
        let id = if sector == "GOV" { Some(code.clone()) } else { None };
        let (code, span) = (code.clone(), [at, at + name.chars().count()]);
        Actor {
            text: name.clone(),
            name,
            id,
            code: Some(format!("{code}{sector}")),
            country: Some(code),
            sectors: vec![sector.to_owned()],
            span,
        }
    }

    fn speaker(&mut self, pair: (usize, usize)) -> Attribution {
        let country = if self.chance(50) { pair.0 } else { pair.1 };
        let speaker = self.actor(country, 60, "GOV");
        let stance = if self.chance(80) { Stance::Asserts } else { Stance::Denies };
        Attribution { span: speaker.span, speaker, stance, cue: "said".to_owned() }
    }

    /// A town of the country, its province, the country alone, or nothing.
    fn place(&mut self, country: usize, town: u64) -> Option<Place> {
        let n = country as u64 * 12 + town;
        let (code, name) = &self.countries[country];
        let part = |parts: &[&str], n: u64| parts[(n % parts.len() as u64) as usize].to_owned();
        let called = format!("{}{}", part(&FIRST_PARTS, n * 7), part(&LAST_PARTS, n / 3));
        let province = format!("{} province", part(&FIRST_PARTS, country as u64 + town / 4));
        let at = [(n * 37 % 120) as f64 - 55.0 + town as f64 / 7.0, (n * 53 % 340) as f64 - 170.0 + town as f64 / 3.0];
        let place = |name: String, precision, adm1: Option<String>, at: Option<[f64; 2]>| Place {
            name,
            country: Some(code.clone()),
            adm1,
            lat: at.map(|a| a[0]),
            lon: at.map(|a| a[1]),
            precision,
            geonameid: None,
            span: None,
        };
        let name = name.clone();
        Some(match self.random.rand_range(0..100) {
            0..=59 => place(called, Precision::City, Some(province), Some(at)),
            60..=74 => place(province.clone(), Precision::Adm1, Some(province), None),
            75..=84 => place(name, Precision::Country, None, None),
            _ => return None,
        })
    }

    /// The day as said or as the report's, a week, a long time, or nothing.
    fn date(&mut self, day: civil::Date) -> Option<Date> {
        let date = |start: civil::Date, end: civil::Date, granularity, basis, text: Option<&str>| Date {
            start: start.to_string(),
            end: end.to_string(),
            granularity,
            basis,
            text: text.map(str::to_owned),
        };
        Some(match self.below(100) {
            0..=74 => date(day, day, Granularity::Day, DateBasis::Expression, Some("on the day")),
            75..=86 => date(day, day.saturating_add(1.day()), Granularity::Day, DateBasis::Dateline, None),
            87..=91 => date(
                day.saturating_sub(3.days()),
                day.saturating_add(3.days()),
                Granularity::Week,
                DateBasis::Expression,
                Some("this week"),
            ),
            92..=93 => date(day.first_of_year(), day.last_of_year(), Granularity::Year, DateBasis::Expression, Some("this year")),
            _ => return None,
        })
    }
}

impl Iterator for Made {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        if self.made == self.wanted {
            return None;
        }
        while self.ready.is_empty() {
            self.story();
        }
        self.made += 1;
        self.ready.pop_front()
    }
}
