//! The sets that are scored, in the order of the page, with what is asked of their figures.

use super::kind::Kind;

/// A set of gold.
#[derive(Debug)]
pub struct Set {
    /// Its name, as a heading.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Under which terms, and what it was used for.
    pub licence: &'static str,
    /// How it is scored.
    pub kind: Kind,
    /// Where it lies.
    pub place: Place,
    /// What `detente eval KIND` is given, once an archive is unpacked.
    pub paths: &'static str,
    /// What is asked of its figures.
    pub goals: &'static [Goal],
    /// How much is told of it.
    pub told: Told,
}

/// Where a set lies.
#[derive(Debug)]
pub enum Place {
    /// In a folder of the repository.
    Own(&'static str),
    /// In a folder, file or archive below the folder of shared data; of its files only these, or those in these folders.
    Shared(&'static str, &'static [&'static str]),
    /// In several places, all of which must be there.
    Together(&'static [Place]),
}

impl Place {
    /// The paths, as a reader knows them.
    pub fn paths(&self) -> String {
        match self {
            Place::Own(path) | Place::Shared(path, _) => (*path).to_owned(),
            Place::Together(places) => places.iter().map(Place::paths).collect::<Vec<_>>().join(" "),
        }
    }
}

/// How much of a set's scores is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Figures, tables and the kinds of errors.
    All,
    /// Figures only: nobody who works on the coder may learn where it fails on this set.
    Figures,
}

/// The least that a figure is to reach.
#[derive(Debug)]
pub struct Goal {
    /// The figure's name in the report.
    pub figure: &'static str,
    /// The least value.
    pub least: f64,
}

const fn goal(figure: &'static str, least: f64) -> Goal {
    Goal { figure, least }
}

const OWN: &str = "Part of this repository, MIT or Apache-2.0.";
const MEASURING: &str = "No part of this repository; for measuring only, nothing is trained on it.";
const MEANTIME: &str = "CC BY 4.0 (Fondazione Bruno Kessler, VU University Amsterdam, Universidad del País Vasco); no part of this \
                        repository, for measuring only.";
const READ: &str = "No part of this repository; for measuring, and its errors were read for the work on frames and grammar.";
const TREEBANK: &str = "CC BY-SA 4.0; the test half, which the model was not trained on.";

/// All sets.
pub const SETS: &[Set] = &[
    Set {
        name: "Founding report",
        about: "The report that the design began with: talks between two neighbours after an exchange of missile strikes, \
                with a killing, a denial, a demand and a claim of responsibility. One report has no interval.",
        licence: "No part of this repository; it was before everybody's eyes from the first day.",
        kind: Kind::Cases,
        place: Place::Shared("cases", &[]),
        paths: "cases/",
        goals: &[
            goal("dyad F1", 0.90),
            goal("sector", 0.90),
            goal("date", 0.90),
            goal("place", 0.90),
            goal("factuality", 0.90),
            goal("attribution", 0.90),
            goal("casualties", 0.90),
            goal("root", 0.90),
        ],
        told: Told::All,
    },
    Set {
        name: "Own reports held back",
        about: "Thirty reports of our own in the manners of many newsrooms and four decades, on crises that occur in none of \
                the other reports. Nobody who works on the coder reads them or what is wrong in them, so that only figures \
                stand here: of our own sets this one says best what to expect of other reports.",
        licence: OWN,
        kind: Kind::Cases,
        place: Place::Own("corpora/held"),
        paths: "corpora/held",
        goals: &[goal("dyad F1", 0.75)],
        told: Told::Figures,
    },
    Set {
        name: "Own reports to work on",
        about: "Sixty of the same kind, whose every error may be read and mended: better than what to expect of others.",
        licence: OWN,
        kind: Kind::Cases,
        place: Place::Own("corpora/dev"),
        paths: "corpora/dev",
        goals: &[],
        told: Told::All,
    },
    Set {
        name: "Examples",
        about: "Ten reports of our own on one crisis, the same that README codes; to work on, as the set before.",
        licence: OWN,
        kind: Kind::Cases,
        place: Place::Own("examples/iran-pakistan-2024"),
        paths: "examples/iran-pakistan-2024",
        goals: &[],
        told: Told::All,
    },
    Set {
        name: "PLV, training half",
        about: "1,050 sentences from news with a marked source and target, labelled with PLOVER roots by the set's authors.",
        licence: READ,
        kind: Kind::Plv,
        place: Place::Shared("data/eval/plv_train.tsv", &[]),
        paths: "plv_train.tsv",
        goals: &[goal("root macro-F1", 0.86), goal("quad class macro-F1", 0.92), goal("side macro-F1", 0.97)],
        told: Told::All,
    },
    Set {
        name: "MUC-3 and MUC-4, 200 development reports",
        about: "Reports of Latin American wires and broadcasts of 1987 to 1990, in capitals as old archives have them, with \
                answer keys of the Message Understanding Conferences: the first two hundred of the development half.",
        licence: MEASURING,
        kind: Kind::Muc,
        place: Place::Shared(
            "data/eval/incidents-muc34-dev.tar.xz",
            &[
                "muc34/TASK/CORPORA/dev/dev-muc3-0001-0100",
                "muc34/TASK/CORPORA/dev/dev-muc3-0101-0200",
                "muc34/TASK/CORPORA/dev/key-dev-0001.muc4",
                "muc34/TASK/CORPORA/dev/key-dev-0101.muc4",
            ],
        ),
        paths: "dev-muc3-0001-0100 dev-muc3-0101-0200 key-dev-0001.muc4 key-dev-0101.muc4",
        goals: &[goal("number of victims, of incidents told", 0.60), goal("perpetrator organisation F1", 0.50)],
        told: Told::All,
    },
    Set {
        name: "Own reports on the same happenings, held back",
        about: "66 short reports of our own on 28 happenings that three to six of them tell, near-identical ones among them (the \
                same place a day later, the same day in another town), and on many single acts. Nobody who works on the grouping \
                reads them.",
        licence: OWN,
        kind: Kind::Incidents,
        place: Place::Own("corpora/incidents/held"),
        paths: "corpora/incidents/held",
        goals: &[goal("B-cubed F1", 0.85)],
        told: Told::Figures,
    },
    Set {
        name: "Own reports on the same happenings, to work on",
        about: "66 of the same kind on 23 happenings, on which the weights of the grouping were set.",
        licence: OWN,
        kind: Kind::Incidents,
        place: Place::Own("corpora/incidents/dev"),
        paths: "corpora/incidents/dev",
        goals: &[],
        told: Told::All,
    },
    Set {
        name: "The crisis of January 2024",
        about: "Ten reports of our own, the shipped example, and the founding report, which was put out again a month late: what an \
                analyst makes of them together.",
        licence: OWN,
        kind: Kind::Crisis,
        place: Place::Together(&[
            Place::Own("corpora/crises/iran-pakistan-2024.toml"),
            Place::Own("examples/iran-pakistan-2024"),
            Place::Shared("cases", &["cases/000_12d3afc6d6242718.txt"]),
        ]),
        paths: "corpora/crises/iran-pakistan-2024.toml examples/iran-pakistan-2024 000_12d3afc6d6242718.txt",
        goals: &[],
        told: Told::All,
    },
    Set {
        name: "Iran and Israel, April 2024, held back",
        about: "Ten reports of our own by as many desks, with what an analyst makes of them. Nobody who works on the coder or the grouping \
                reads them.",
        licence: OWN,
        kind: Kind::Crisis,
        place: Place::Own("corpora/crises/held/damascus-isfahan-2024"),
        paths: "corpora/crises/held/damascus-isfahan-2024",
        goals: &[],
        told: Told::Figures,
    },
    Set {
        name: "Salisbury, March 2018, held back",
        about: "The same of a crisis of words: accusations, denials and expulsions.",
        licence: OWN,
        kind: Kind::Crisis,
        place: Place::Own("corpora/crises/held/salisbury-2018"),
        paths: "corpora/crises/held/salisbury-2018",
        goals: &[],
        told: Told::Figures,
    },
    Set {
        name: "India and Pakistan, February 2019",
        about: "Ten of the same kind, whose every error may be read and mended.",
        licence: OWN,
        kind: Kind::Crisis,
        place: Place::Own("corpora/crises/dev/balakot-2019"),
        paths: "corpora/crises/dev/balakot-2019",
        goals: &[],
        told: Told::All,
    },
    Set {
        name: "The Kerch Strait, November 2018",
        about: "Ten of the same kind, whose every error may be read and mended.",
        licence: OWN,
        kind: Kind::Crisis,
        place: Place::Own("corpora/crises/dev/kerch-2018"),
        paths: "corpora/crises/dev/kerch-2018",
        goals: &[],
        told: Told::All,
    },
    Set {
        name: "MEANTIME, English, across its reports",
        about: "120 articles of Wikinews on business in four topics, with events followed across the articles of a topic. The day \
                of publication is given.",
        licence: MEANTIME,
        kind: Kind::Meantime,
        place: Place::Shared("data/eval/meantime-english.tar.xz", &["meantime_newsreader_english_oct15/intra_cross-doc_annotation"]),
        paths: "meantime_newsreader_english_oct15/intra_cross-doc_annotation",
        goals: &[],
        told: Told::All,
    },
    Set {
        name: "Local-Global Lexicon",
        about: "588 articles of local American and foreign papers with their place names, many of them small towns that share \
                a name with a great one.",
        licence: "No part of this repository; for measuring, and the weights of the choice between places of one name were set on it.",
        kind: Kind::Geoparsing,
        place: Place::Shared("data/eval/geoparsing-lgl.xml.xz", &[]),
        paths: "geoparsing-lgl.xml",
        goals: &[goal("exact span F1", 0.75), goal("within 161 km, of those found", 0.85)],
        told: Told::All,
    },
    Set {
        name: "MEANTIME, English",
        about: "120 articles of Wikinews on business, the headline and the first sentences of which are annotated. The day of \
                publication is given.",
        licence: MEANTIME,
        kind: Kind::Timex,
        place: Place::Shared("data/eval/meantime-english.tar.xz", &["meantime_newsreader_english_oct15/intra-doc_annotation"]),
        paths: "meantime_newsreader_english_oct15/intra-doc_annotation",
        goals: &[],
        told: Told::All,
    },
    Set {
        name: "PolNeAR, development half",
        about: "84 articles of American papers on the election of 2016 with every attribution in them.",
        licence: READ,
        kind: Kind::Attribution,
        place: Place::Shared("data/eval/attribution-polnear-dev.tar.xz", &[]),
        paths: "polnear-dev",
        goals: &[goal("source, exact F1", 0.60), goal("cue, exact F1", 0.55), goal("content, exact F1", 0.45)],
        told: Told::All,
    },
    Set {
        name: "UW factuality, development half",
        about: "Sentences of news whose events were put on the scale by several readers each.",
        licence: "No part of this repository; for measuring, and the places of our names on the scale are means of its training half.",
        kind: Kind::Factuality,
        place: Place::Shared("data/eval/factuality-uw-train-dev.tar.xz", &["factuality-uw/dev.jsonl"]),
        paths: "factuality-uw/dev.jsonl",
        goals: &[goal("Pearson's r", 0.65)],
        told: Told::All,
    },
    Set {
        name: "UD English EWT, test half",
        about: "Sentences of weblogs, newsgroups, e-mails, reviews and answers on the web.",
        licence: TREEBANK,
        kind: Kind::Syntax,
        place: Place::Shared("data/ud-en.tar.xz", &["ud-en/ewt-test.conllu"]),
        paths: "ewt-test.conllu",
        goals: &[goal("LAS F1", 89.8)],
        told: Told::All,
    },
    Set {
        name: "UD English GUM, test half, all genres",
        about: "Texts of many genres from academic prose and news to vlogs and conversation.",
        licence: "Annotations CC BY 4.0, some texts for non-commercial use only; for measuring, and the model was not trained on them.",
        kind: Kind::Syntax,
        place: Place::Shared("data/ud-en.tar.xz", &["ud-en/gum-test-all-genres.conllu"]),
        paths: "gum-test-all-genres.conllu",
        goals: &[goal("LAS F1", 89.0)],
        told: Told::All,
    },
    Set {
        name: "UD English EWT, test half, from its text",
        about: "The same sentences as above, read from the running text.",
        licence: TREEBANK,
        kind: Kind::RawSyntax,
        place: Place::Shared("data/ud-en.tar.xz", &["ud-en/ewt-test.conllu"]),
        paths: "ewt-test.conllu",
        goals: &[],
        told: Told::All,
    },
    Set {
        name: "UD English GUM, test half, all genres, from its text",
        about: "The same texts as above, read from the running text.",
        licence: "Annotations CC BY 4.0, some texts for non-commercial use only; for measuring, and the model was not trained on them.",
        kind: Kind::RawSyntax,
        place: Place::Shared("data/ud-en.tar.xz", &["ud-en/gum-test-all-genres.conllu"]),
        paths: "gum-test-all-genres.conllu",
        goals: &[],
        told: Told::All,
    },
];
