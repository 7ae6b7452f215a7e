//! A made-up decade between two countries, as coded events: `cargo run --release -p detente-web --example decade -- 6300 > EVENTS.jsonl`
//!
//! For measuring the report of a large record: of 6,300 happenings over ten years some are so alike that they become one
//! incident, and about 5,000 are left. Each is told by one to six houses, with places, tolls that differ and denials. The same
//! number gives the same bytes; every sentence is made up.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::disallowed_macros, reason = "an example is an entry point")]

use detente_record::{
    Actor, Attribution, Casualties, Count, Date, DateBasis, Derivation, DocumentRef, EVENT_SCHEMA, Event, Factuality, Granularity, Place,
    Precision, Stance, Trigger,
};
use jiff::{ToSpan, civil};
use std::collections::BTreeMap;
use std::io::Write;

/// An act with ways of telling it: `{s}` who, `{t}` to whom, `{p}` where, the act itself in brackets.
struct Act {
    kind: (&'static str, Option<&'static str>, &'static str, u8, f64),
    deadly: bool,
    told: [&'static str; 4],
}

const ACTS: [Act; 8] = [
    Act {
        kind: ("ASSAULT", Some("heavy-weapons"), "194", 4, -10.0),
        deadly: true,
        told: [
            "{s} [shelled] positions of {t} {p} before dawn, and residents spent the morning in cellars while the road stayed shut.",
            "Mortar crews of {s} [fired] across the line at {t} {p}, officers on both sides confirmed in separate statements.",
            "Artillery of {s} [struck] an outpost of {t} {p}, the second such exchange of the season on that stretch of the frontier.",
            "Guns of {s} [opened fire] on a patrol of {t} {p} after a quarrel about a watch tower, according to people who live there.",
        ],
    },
    Act {
        kind: ("ASSAULT", Some("aerial"), "195", 4, -10.0),
        deadly: true,
        told: [
            "Aircraft of {s} [bombed] what they called a camp near a depot of {t} {p} late in the evening.",
            "{s} [launched] drones at stores of {t} {p}, and columns of smoke were seen from the nearest bazaar until noon.",
            "A missile of {s} [hit] a compound used by {t} {p}, leaving a crater beside the school.",
            "Two jets of {s} [attacked] a convoy of {t} {p}, a provincial officer said in a short note to the papers.",
        ],
    },
    Act {
        kind: ("ACCUSE", None, "112", 3, -2.0),
        deadly: false,
        told: [
            "{s} [accused] {t} of sheltering raiders {p} and handed over a list of names.",
            "In a letter {s} [blamed] {t} for the fires {p}, calling the silence of its neighbour hard to understand.",
            "A spokesman of {s} [charged] {t} with moving boundary stones {p} under cover of the harvest.",
            "{s} [faulted] {t} for the traffic in fuel {p}, saying that guards had looked away for money.",
        ],
    },
    Act {
        kind: ("THREATEN", Some("force"), "138", 3, -7.0),
        deadly: false,
        told: [
            "{s} [warned] {t} that any further crossing {p} would be answered without delay.",
            "The general staff of {s} [threatened] {t} with a response {p} at a time of its choosing.",
            "{s} [vowed] to strike {t} again should the kidnapped guards {p} not come home.",
            "A commander of {s} [promised] harsh measures against {t} {p} in an address to recruits.",
        ],
    },
    Act {
        kind: ("COERCE", Some("arrest"), "173", 4, -5.0),
        deadly: false,
        told: [
            "{s} [detained] fishermen of {t} {p} and towed their boats to harbour.",
            "Police of {s} [arrested] citizens of {t} {p} on a charge of spying, a clerk of the court said.",
            "Guards of {s} [seized] drivers of {t} {p} with a load of cattle and no papers.",
            "{s} [held] pilgrims of {t} {p} for a night because of a dispute about stamps.",
        ],
    },
    Act {
        kind: ("CONSULT", Some("meet"), "046", 1, 7.0),
        deadly: false,
        told: [
            "Officials of {s} [met] their colleagues of {t} {p} to speak about water and grazing.",
            "Envoys of {s} and a delegation from {t} [held talks] {p} for the third time this year.",
            "{s} [sat down] with {t} {p} over tea and a map, as one of the surveyors put it.",
            "Border commissioners of {s} [conferred] with those of {t} {p} and agreed on nothing but the next day.",
        ],
    },
    Act {
        kind: ("AID", Some("economic"), "071", 2, 7.4),
        deadly: false,
        told: [
            "{s} [sent] flour and tents to {t} after the flood {p}.",
            "Lorries of {s} [carried] medicine to hospitals of {t} {p} through the reopened pass.",
            "{s} [delivered] two generators to {t} {p}, where the power had failed for a week.",
            "Doctors of {s} [treated] the injured of {t} {p} after the earthquake, free of charge.",
        ],
    },
    Act {
        kind: ("AGREE", None, "057", 1, 8.0),
        deadly: false,
        told: [
            "{s} [signed] an understanding with {t} {p} about patrols and telephones.",
            "{s} [agreed] with {t} {p} to open a market on two days of the week.",
            "Negotiators of {s} [concluded] a protocol with {t} {p} on the return of strayed herds.",
            "{s} [reached] a settlement with {t} {p} over the ferry and its fares.",
        ],
    },
];

const HOUSES: [&str; 12] = [
    "Border Wire",
    "Harbour Post",
    "North Courier",
    "The Caravan",
    "Salt Road Daily",
    "Evening Ledger",
    "Gulf Tribune",
    "Plateau Times",
    "Radio Frontier",
    "The Observer of Roads",
    "City Gazette",
    "Delta Press",
];

/// Provinces with the middle of each, degrees, and the country.
const PROVINCES: [(&str, &str, f64, f64); 8] = [
    ("Sistan and Baluchestan", "IRN", 28.0, 60.5),
    ("Kerman", "IRN", 29.8, 57.4),
    ("Hormozgan", "IRN", 27.3, 56.5),
    ("Razavi Khorasan", "IRN", 35.6, 59.0),
    ("Balochistan", "PAK", 28.5, 65.5),
    ("Sindh", "PAK", 26.1, 68.7),
    ("Khyber Pakhtunkhwa", "PAK", 34.5, 72.0),
    ("Punjab", "PAK", 30.8, 72.0),
];

/// Chance that is the same every time (SplitMix64, Steele and others 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// Whether something of so many in a hundred comes true.
    fn percent(&mut self, n: usize) -> bool {
        self.below(100) < n
    }

    fn share(&mut self) -> f64 {
        self.below(10_000) as f64 / 10_000.0
    }
}

/// A report as it grows: what it is, and how many code points it has.
struct Report {
    document: DocumentRef,
    length: usize,
    sentences: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let happenings: usize = std::env::args().nth(1).unwrap_or_else(|| "6300".to_owned()).parse()?;
    let mut chance = Chance(1);
    let towns = towns(&mut chance);
    let mut reports: BTreeMap<String, Report> = BTreeMap::new();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for n in 0..happenings {
        let day = day(n, happenings, &mut chance);
        for event in happening(n, day, &towns, &mut reports, &mut chance) {
            serde_json::to_writer(&mut out, &event)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(out.flush()?)
}

/// Days between 2014 and 2023, closer together in two crises.
fn day(n: usize, happenings: usize, chance: &mut Chance) -> civil::Date {
    let crisis = match n % 10 {
        0 | 1 => Some(1850),
        2 => Some(3300),
        _ => None,
    };
    let days = if let Some(from) = crisis { from + chance.below(150) } else { n * 3640 / happenings + chance.below(12) };
    civil::date(2014, 1, 1).saturating_add(i64::try_from(days).unwrap_or(0).days())
}

/// Three hundred towns in the provinces.
fn towns(chance: &mut Chance) -> Vec<Place> {
    const FIRST: [&str; 20] = [
        "Bar", "Dal", "Gash", "Kha", "Mir", "Nas", "Pan", "Qal", "Ras", "Sar", "Tur", "Zah", "Chah", "Jal", "Man", "Hos", "Kuh", "Lad",
        "Shir", "Bam",
    ];
    const LAST: [&str; 15] =
        ["abad", "gur", "van", "kand", "dar", "ak", "shan", "bela", "ran", "pur", "manu", "istan", "kot", "zar", "mir"];
    (0..300)
        .map(|n| {
            let (province, country, lat, lon) = PROVINCES[n % PROVINCES.len()];
            Place {
                name: format!("{}{}", FIRST[n % 20], LAST[(n / 20) % 15]),
                country: Some(country.to_owned()),
                adm1: Some(province.to_owned()),
                lat: Some(lat + chance.share() * 3.0 - 1.5),
                lon: Some(lon + chance.share() * 3.6 - 1.8),
                precision: Precision::City,
                geonameid: Some(9_000_000 + n as u64),
                span: None,
            }
        })
        .collect()
}

/// Where it happened, as exactly as it is told: a town, its province, its country, or nowhere.
fn place(towns: &[Place], chance: &mut Chance) -> Option<Place> {
    let town = &towns[chance.below(towns.len())];
    let (adm1, country, lat, lon) = PROVINCES.iter().copied().find(|p| town.adm1.as_deref() == Some(p.0))?;
    match chance.below(20) {
        0 => None,
        1 | 2 => Some(Place {
            name: if country == "IRN" { "Iran" } else { "Pakistan" }.to_owned(),
            adm1: None,
            lat: Some(if country == "IRN" { 32.0 } else { 30.0 }),
            lon: Some(if country == "IRN" { 53.0 } else { 70.0 }),
            precision: Precision::Country,
            geonameid: None,
            ..town.clone()
        }),
        3..=6 => Some(Place {
            name: adm1.to_owned(),
            lat: Some(lat),
            lon: Some(lon),
            precision: Precision::Adm1,
            geonameid: None,
            ..town.clone()
        }),
        _ => Some(town.clone()),
    }
}

/// One happening as its houses tell it.
fn happening(n: usize, day: civil::Date, towns: &[Place], reports: &mut BTreeMap<String, Report>, chance: &mut Chance) -> Vec<Event> {
    let act = &ACTS[if chance.percent(45) { chance.below(2) } else { 2 + chance.below(6) }];
    let place = place(towns, chance);
    let sides = if chance.percent(50) { [("Iran", "IRN"), ("Pakistan", "PAK")] } else { [("Pakistan", "PAK"), ("Iran", "IRN")] };
    let dead = if act.deadly && chance.percent(60) { Some(1 + chance.below(9)) } else { None };
    let told = 1 + [0, 0, 1, 1, 2, 3, 5][chance.below(7)];
    let first = chance.below(HOUSES.len());
    (0..told)
        .map(|k| {
            let house = HOUSES[(first + k * 5) % HOUSES.len()];
            let published = day.saturating_add(i64::from(u8::from(k > 1)).days());
            let report = reports.entry(format!("{}-{published}", house.to_lowercase().replace(' ', "-"))).or_insert_with_key(|id| Report {
                document: DocumentRef {
                    id: id.clone(),
                    title: Some(format!("Along the frontier, {published}")),
                    publisher: Some(house.to_owned()),
                    published: Some(published.to_string()),
                    ..DocumentRef::default()
                },
                length: 0,
                sentences: 0,
            });
            // Some houses count one more, and the accused side denies now and then.
            let dead = dead.map(|d| d + usize::from(k == 2));
            let denied = k == 3 && act.deadly;
            let mut event = telling(act, (n + k) % 4, sides, place.as_ref(), dead, denied, report);
            event.id = format!("{n:08x}{k:08x}");
            event.date = Some(Date {
                start: day.to_string(),
                end: day.to_string(),
                granularity: Granularity::Day,
                basis: if k == 0 { DateBasis::Dateline } else { DateBasis::Expression },
                text: (k > 0).then(|| day.strftime("on %A").to_string()),
            });
            event
        })
        .collect()
}

/// One sentence of a report with its event.
fn telling(
    act: &Act,
    way: usize,
    [source, target]: [(&str, &str); 2],
    place: Option<&Place>,
    dead: Option<usize>,
    denied: bool,
    report: &mut Report,
) -> Event {
    let start = report.length;
    let said = if denied { format!("{} denied that ", source.0) } else { String::new() };
    let wherever = place.map_or_else(|| "along the line".to_owned(), |p| format!("in {}", p.name));
    let bare = act.told[way].replace("{s}", source.0).replace("{t}", target.0).replace("{p}", &wherever);
    let (open, close) = (bare.find('[').unwrap_or(0), bare.find(']').unwrap_or(0));
    let trigger = bare.get(open + 1..close).unwrap_or_default().to_owned();
    let toll = dead.map(|d| format!("{d} {}", if d == 1 { "soldier" } else { "soldiers" }));
    let tail = toll.as_ref().map(|t| format!(" {} died.", words_of(t))).unwrap_or_default();
    let text = format!("{said}{}{tail}", bare.replace(['[', ']'], ""));
    let after = said.chars().count();
    let at = |words: &str, from: usize| {
        let byte = text.get(from..).and_then(|t| t.find(words)).map_or(0, |b| b + from);
        [start + byte, start + byte + words.len()]
    };
    let party = |(name, code): (&str, &str), from: usize| Actor {
        text: name.to_owned(),
        name: name.to_owned(),
        id: Some(code.to_owned()),
        country: Some(code.to_owned()),
        sectors: vec!["GOV".to_owned()],
        code: Some(format!("{code}GOV")),
        span: at(name, from),
    };
    let killed = dead.zip(toll).map(|(d, t)| Count { low: d as u64, high: Some(d as u64), text: t });
    let speaker = Attribution { speaker: party(source, 0), stance: Stance::Denies, cue: "denied".to_owned(), span: at("denied", 0) };
    let (event_type, mode, cameo, quad_class, goldstein) = act.kind;
    report.length += text.chars().count() + 1;
    report.sentences += 1;
    Event {
        schema: EVENT_SCHEMA.to_owned(),
        id: String::new(),
        document: report.document.clone(),
        sentence: report.sentences - 1,
        event_type: event_type.to_owned(),
        mode: mode.map(str::to_owned),
        contexts: vec!["military".to_owned()],
        cameo: cameo.to_owned(),
        quad_class,
        goldstein,
        source: vec![party(source, after)],
        target: vec![party(target, after)],
        reciprocal: false,
        date: None,
        place: place.cloned(),
        casualties: Casualties { killed, ..Casualties::default() },
        factuality: if denied { Factuality::Denied } else { Factuality::Actual },
        attribution: if denied { vec![speaker] } else { Vec::new() },
        trigger: Trigger { span: at(&trigger, after), text: trigger },
        confidence: 0.8,
        derivation: Derivation { frame: format!("{cameo}#made-up"), ..Derivation::default() },
        mentions: Vec::new(),
        variants: Vec::new(),
        text,
    }
}

/// "3 soldiers" as it begins a sentence.
fn words_of(toll: &str) -> String {
    format!("In all {toll}")
}
