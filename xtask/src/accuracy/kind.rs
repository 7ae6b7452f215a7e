//! The kinds of evaluation: how each is run, and what its figures say to a reader who loads events into his tables.

use anyhow::{Result, ensure};
use detente::Detente;
use detente_eval::attribution::Attribution;
use detente_eval::cases::Cases;
use detente_eval::crisis::Crisis;
use detente_eval::factuality::Factuality;
use detente_eval::geoparsing::Geoparsing;
use detente_eval::incidents::Incidents;
use detente_eval::meantime::Meantime;
use detente_eval::muc::Muc;
use detente_eval::plv::Plv;
use detente_eval::syntax::Syntax;
use detente_eval::timex::Timex;
use detente_eval::{GoldFile, RESAMPLES, Report, Task, run};
use std::path::Path;

/// A kind of evaluation, as `detente eval` has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Whole reports.
    Cases,
    /// Marked pairs.
    Plv,
    /// Incidents.
    Muc,
    /// One happening in many reports.
    Incidents,
    /// The reports of one crisis.
    Crisis,
    /// One event in many reports, of any kind.
    Meantime,
    /// Place names.
    Geoparsing,
    /// Time expressions.
    Timex,
    /// Attributions.
    Attribution,
    /// Factuality.
    Factuality,
    /// Trees, by the treebank's words.
    Syntax,
    /// Trees, by the treebank's text.
    RawSyntax,
}

impl Kind {
    /// Its name on the command line, with the flag that it stands for.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Cases => Cases::KIND,
            Kind::Plv => Plv::KIND,
            Kind::Muc => Muc::KIND,
            Kind::Incidents => Incidents::KIND,
            Kind::Crisis => Crisis::KIND,
            Kind::Meantime => Meantime::KIND,
            Kind::Geoparsing => Geoparsing::KIND,
            Kind::Timex => Timex::KIND,
            Kind::Attribution => Attribution::KIND,
            Kind::Factuality => Factuality::KIND,
            Kind::Syntax => Syntax::KIND,
            Kind::RawSyntax => "syntax --raw",
        }
    }

    /// What is judged, as a heading.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Cases => "Whole reports",
            Kind::Plv => "Relations of marked pairs",
            Kind::Muc => "Incidents",
            Kind::Incidents => "One happening in many reports",
            Kind::Crisis => "A crisis as a whole",
            Kind::Meantime => "One event in many reports, whatever it is",
            Kind::Geoparsing => "Places",
            Kind::Timex => "Times",
            Kind::Attribution => "Who says so",
            Kind::Factuality => "Whether it happened",
            Kind::Syntax => "Sentence structure, from words",
            Kind::RawSyntax => "Sentence structure, from text",
        }
    }

    /// What the figures mean.
    pub fn meaning(self) -> &'static str {
        match self {
            Kind::Cases => {
                "An analyst has written down the events of each report. A *type* is right when an event of one of the analyst's \
                 types has its trigger in or within 40 characters of the words that he quotes; a *dyad* is right when source and \
                 target are right too (their country; where that says nothing, sector or name). Recall is the share of his events \
                 that were found, precision the share of what was coded that is among his events, F1 their harmonic mean. Date, \
                 place, casualties, factuality, attribution, sector and CAMEO root are judged on the dyads that were found. \
                 *Traps* are words on which nothing may be coded, such as a war of prices: here less is better."
            }
            Kind::Plv => {
                "Each sentence has a source and a target marked, and the one relation that it states between them. *Root* is the \
                 PLOVER type (CONCEDE and RETREAT are one here), *quad class* verbal or material, cooperation or conflict, and \
                 *side* cooperation or conflict alone. Macro-F1 is the mean over the labels, so that rare types weigh as much as \
                 common ones; accuracy is the share of sentences that are right. NONE stands for sentences in which nothing was \
                 found."
            }
            Kind::Muc => {
                "The keys hold incidents of violence with perpetrators, targets, day, place and victims. An *incident* is told when \
                 some violent event shares a target with it, or a perpetrator and the type; precision asks how many of the violent \
                 events tell one. Type, day, country and number of victims are judged on incidents that are told; the number of \
                 dead or injured only where the key gives one and it is more than one person. Names are the same when they share a \
                 word that tells somebody apart."
            }
            Kind::Incidents => {
                "Reports that were written on the same happenings, and on others much like them. *B-cubed* asks of each mention of a \
                 happening how many of those in its incident are of the same happening (precision), and how many of those of its \
                 happening are in its incident (recall), and takes the mean; grouping can only be judged on mentions that were \
                 found, and over all mentions one that was not found stands alone. *Gained* is the difference of F1 to what needs \
                 no judgement: every mention apart, and all events of one type, first day and country together. MUC counts links \
                 only, CEAFe pairs incidents with happenings one to one, and CoNLL is the mean of the three F1. For the intervals \
                 mentions are grouped once and reports are drawn anew."
            }
            Kind::Crisis => {
                "An analyst has read the reports together and written down the happenings that matter, with the words by which each \
                 report tells them. A *happening is one incident* when all its mentions that were coded stand in one incident that \
                 holds no other's. *Accounts* are those whose word must stand among an incident's accounts, *disputes* what the \
                 accounts contradict each other in, *tolls* low, best and high number of dead, *reposts* reports whose days \
                 contradict those of all others."
            }
            Kind::Meantime => {
                "The same measures on mentions of events of every kind. Only those count that the annotators followed across the \
                 reports; most are sales, flights, launches and figures of quarters, which no ontology of politics has and which \
                 are not coded, so that the figures over coded mentions judge the grouping and those over all mentions, where one \
                 that was not coded stands alone, mostly the coverage. Most events have one mention, and there *all apart* is \
                 right: B-cubed and CEAFe are high for it, and MUC is 0. *Gained* is the difference of F1 to every mention apart, \
                 and to all mentions of a topic with the same head lemma together."
            }
            Kind::Geoparsing => {
                "*Exact span* asks whether a place name was found with its very bounds, *overlapping span* whether any part of it was. \
                 A place that was found counts as rightly placed when it lies within 161 km (100 miles) of the annotators' \
                 coordinates, the usual bound in geoparsing; the median error is the distance that half of the places keep within."
            }
            Kind::Timex => {
                "*Span* asks whether words of time were found, *value* whether they were also resolved to the right day, week, month \
                 or year, as TempEval-3 counts. Durations, repeated times and clock times have values that no event date needs; \
                 they are not resolved and count as missed, so that the figures on dates say more about event dates."
            }
            Kind::Attribution => {
                "Every attribution has a *source* (who), a *cue* (\"said\", \"according to\") and a *content* (what). Exact asks for the \
                 annotators' own bounds, overlap for a shared character. \"All three\" is an attribution whose three parts all \
                 overlap."
            }
            Kind::Factuality => {
                "Annotators put events on a scale from −3 (certainly did not happen) to 3 (certainly happened). The names in the \
                 event record (`actual`, `alleged`, `planned` …) are put on that scale; Pearson's r says how well the two go \
                 together (1 is perfectly, 0 not at all), the mean absolute error how many steps they lie apart."
            }
            Kind::Syntax => {
                "Events are read off dependency trees. *LAS* is the percentage of words with the right head and relation, *UAS* with \
                 the right head, *UPOS* and *XPOS* with the right part of speech, *lemmas* with the right dictionary form. Here the \
                 treebank's own words and sentences are given, as parsers are mostly compared."
            }
            Kind::RawSyntax => {
                "The same from the running text, as a report comes: words and sentences are found first, and a mistake there costs \
                 what is built on it. All figures are F1 in percent."
            }
        }
    }

    /// Reads gold files; of an archive or folder those that are of the kind.
    ///
    /// # Errors
    /// When none is, or one can't be read.
    pub fn read(self, files: Vec<GoldFile>) -> Result<Gold> {
        match self {
            Kind::Cases => read(Cases::default(), files),
            Kind::Plv => read(Plv, files),
            Kind::Muc => read(Muc, files),
            Kind::Incidents => read(Incidents, files),
            Kind::Crisis => read(Crisis, files),
            Kind::Meantime => read(Meantime, files),
            Kind::Geoparsing => read(Geoparsing, files),
            Kind::Timex => read(Timex, files),
            Kind::Attribution => read(Attribution, files),
            Kind::Factuality => read(Factuality, files),
            Kind::Syntax => read(Syntax { raw: false }, files),
            Kind::RawSyntax => read(Syntax { raw: true }, files),
        }
    }
}

/// Gold that was read, and waits for the chain.
pub type Gold = Box<dyn FnOnce(&Detente) -> Result<Report>>;

fn read<T: Task + 'static>(task: T, mut files: Vec<GoldFile>) -> Result<Gold> {
    files.retain(|file| T::takes(&file.name));
    ensure!(!files.is_empty(), "no file with the extension {}", T::EXTENSIONS.join(" or "));
    // The order in which `detente eval` reads them, and with it the same intervals.
    files.sort_by(|a, b| Path::new(&a.name).cmp(Path::new(&b.name)));
    task.read(&files)?;
    Ok(Box::new(move |detente| Ok(run(&task, detente, &files, RESAMPLES, |_| (), || ())?)))
}
