//! `meantime`: which mentions of many reports are the same event, on MEANTIME (Minard et al., "MEANTIME, the NewsReader
//! multilingual event and time corpus", LREC 2016).
//!
//! What counts are the mentions of instances that the annotators followed across the reports; an event that they did not
//! is one of its report alone by their silence, and no gold for this. Most of MEANTIME's happenings (sales, flights,
//! figures of quarters) are none that an ontology of politics has, so that the measures are given over the mentions that
//! were coded, which is what grouping can be judged by, and over all, where one that was not coded stands alone.
//!
//! Two groupings stand beside ours: every mention apart, and all mentions of a topic with one head lemma together, the
//! usual baseline of this task.

mod gold;

pub use gold::{Article, EventMention, Referent};

use crate::agreement::{Agreement, Score, mean, table};
use crate::count::share;
use crate::gold::{GoldError, GoldFile};
use crate::grouping::{CodedReport, incidents};
use crate::report::{Cell, Figure, Finding, Row, Table};
use crate::span::shared;
use crate::task::Task;
use detente::{Detente, Document, Hints};
use std::collections::{BTreeMap, BTreeSet};

/// The evaluation on events across reports.
#[derive(Debug, Clone, Copy, Default)]
pub struct Meantime;

/// What one report gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    report: CodedReport,
    topic: String,
    mentions: Vec<Coded>,
    /// How each mention of an instance is grouped among those of all reports.
    parts: Vec<Parts>,
    errors: Vec<Finding>,
}

/// What a mention of an instance adds to B-cubed: over all of them, and where it was coded over those coded, in our incidents,
/// apart and by lemma.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Parts {
    all: [f64; 2],
    coded: Option<[[f64; 2]; 3]>,
}

/// A mention of the gold with what was made of it.
#[derive(Debug, Clone, PartialEq)]
struct Coded {
    referent: Referent,
    /// Dictionary form of its head word.
    lemma: String,
    /// The place of the event that tells it among the report's.
    event: Option<usize>,
}

impl Task for Meantime {
    type Unit = Article;
    type Outcome = Outcome;
    const KIND: &'static str = "meantime";
    const UNIT: &'static str = "reports";
    const EXTENSIONS: &'static [&'static str] = &["xml"];

    fn read(&self, files: &[GoldFile]) -> Result<Vec<Article>, GoldError> {
        let articles: Vec<Article> = files.iter().map(gold::read).collect::<Result<_, _>>()?;
        let mut first: BTreeMap<&str, &GoldFile> = BTreeMap::new();
        for (article, file) in articles.iter().zip(files) {
            if let Some(other) = first.insert(&article.id, file) {
                let expected = "each report once: MEANTIME's folder intra_cross-doc_annotation without the other";
                return Err(GoldError::file(&file.name, format!("a report of the same name as {}", other.name), expected));
            }
        }
        let across = |a: &Article| a.mentions.iter().any(|m| matches!(m.event, Referent::Instance(_)));
        if !articles.iter().any(across) {
            let name = files.first().map_or("", |f| f.name.as_str());
            return Err(GoldError::file(name, "no event with an instance_id", "MEANTIME's folder intra_cross-doc_annotation"));
        }
        Ok(articles)
    }

    fn judge(&self, detente: &Detente, article: &Article) -> Outcome {
        let hints = Hints { id: article.id.clone(), published: article.published, ..Hints::default() };
        let lemmas = lemmas(detente, &detente.read(article.text.as_bytes(), &hints), &article.mentions);
        judge(article, lemmas, CodedReport::of(detente, &article.text, &hints, None))
    }

    fn settle(&self, outcomes: &mut [Outcome]) {
        let parts: Vec<(String, Parts)> = {
            let all: Vec<&Outcome> = outcomes.iter().collect();
            let mentions = mentions(&all);
            let coded = || mentions.iter().filter(|m| m.incident.is_ok());
            let whole = Agreement::of(mentions.iter().map(|m| (m.instance, m.incident)));
            let own = Agreement::of(coded().map(|m| (m.instance, m.incident)));
            let apart = Agreement::of(coded().map(|m| (m.instance, m.alone)));
            let lemma = Agreement::of(coded().map(|m| (m.instance, m.lemma)));
            let part = |m: &Mention<'_>| Parts {
                all: whole.part(&m.instance, &m.incident),
                coded: m
                    .incident
                    .is_ok()
                    .then(|| [own.part(&m.instance, &m.incident), apart.part(&m.instance, &m.alone), lemma.part(&m.instance, &m.lemma)]),
            };
            mentions.iter().map(|m| (m.alone.0.to_owned(), part(m))).collect()
        };
        for outcome in outcomes {
            outcome.parts = parts.iter().filter(|(id, _)| id == outcome.report.id()).map(|(_, part)| *part).collect();
        }
    }

    fn figures(&self, outcomes: &[&Outcome]) -> Vec<Figure> {
        let parts: Vec<&Parts> = outcomes.iter().flat_map(|o| &o.parts).collect();
        let coded: Vec<[[f64; 2]; 3]> = parts.iter().filter_map(|p| p.coded).collect();
        let of = |grouping: usize| mean(coded.iter().map(|f| f[grouping]));
        let (own, all) = (of(0), mean(parts.iter().map(|p| p.all)));
        let gain = |baseline: Option<Score>| own.zip(baseline).map(|(own, baseline)| own.f1 - baseline.f1);
        vec![
            Figure::share("mentions coded", share(coded.len(), parts.len())),
            Figure::share("B-cubed precision", own.map(|b| b.precision)),
            Figure::share("B-cubed recall", own.map(|b| b.recall)),
            Figure::share("B-cubed F1", own.map(|b| b.f1)),
            Figure::share("B-cubed F1 over all mentions", all.map(|b| b.f1)),
            Figure::share("B-cubed F1 gained on all apart", gain(of(1))),
            Figure::share("B-cubed F1 gained on the same lemma", gain(of(2))),
        ]
    }

    fn tables(&self, outcomes: &[Outcome]) -> Vec<Table> {
        let all: Vec<&Outcome> = outcomes.iter().collect();
        let mentions = mentions(&all);
        let coded: Vec<&Mention> = mentions.iter().filter(|m| m.incident.is_ok()).collect();
        let whole: Vec<&Mention> = mentions.iter().collect();
        vec![
            table("coded mentions, grouped by", side_by_side(&coded)),
            table("all mentions, grouped by", side_by_side(&whole)),
            kinds(&all),
        ]
    }

    fn errors(outcome: Outcome) -> Vec<Finding> {
        outcome.errors
    }
}

/// The dictionary form of each mention's head word: of its words the highest in the tree, or else all of them.
fn lemmas(detente: &Detente, document: &Document, mentions: &[EventMention]) -> Vec<String> {
    let blocks = detente.parse(document);
    // Each token with its span and how deep it hangs.
    let mut tokens = Vec::new();
    for block in &blocks {
        for sentence in &block.sentences {
            for (i, token) in sentence.tokens.iter().enumerate() {
                let depth = std::iter::successors(Some(i), |&t| sentence.tokens[t].head).count();
                let span = block.block.text.original(token.span);
                tokens.push(([span.start, span.end], depth, &token.lemma));
            }
        }
    }
    let text: Vec<char> = document.text.chars().collect();
    let lemma = |mention: &EventMention| {
        let within = tokens.iter().filter(|(span, ..)| mention.words.iter().any(|w| shared(w, span) > 0));
        let head = within.min_by_key(|(_, depth, _)| *depth);
        head.map_or_else(|| words(&text, mention), |(_, _, lemma)| (*lemma).clone()).to_lowercase()
    };
    mentions.iter().map(lemma).collect()
}

fn words(text: &[char], mention: &EventMention) -> String {
    let words: Vec<String> = mention.words.iter().map(|w| crate::span::words(text, *w)).collect();
    words.join(" ")
}

/// Which event tells each mention: the first with a trigger, there or at another place where it is told, that is one of the
/// mention's words.
fn judge(article: &Article, lemmas: Vec<String>, report: CodedReport) -> Outcome {
    let text: Vec<char> = article.text.chars().collect();
    let (mut mentions, mut errors) = (Vec::new(), Vec::new());
    for (mention, lemma) in article.mentions.iter().zip(lemmas) {
        let event = report.telling(|trigger| mention.words.iter().any(|word| shared(word, &trigger) > 0));
        if event.is_none() && matches!(mention.event, Referent::Instance(_)) {
            let span = mention.words.iter().copied().reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])]);
            errors.push(Finding { unit: article.id.clone(), span, kind: "not coded", text: words(&text, mention) });
        }
        mentions.push(Coded { referent: mention.event.clone(), lemma, event });
    }
    Outcome { report, topic: article.topic.clone(), mentions, parts: Vec::new(), errors }
}

/// A mention of an instance with the groups that it is put into.
struct Mention<'a> {
    instance: &'a str,
    /// By itself: its report, and its number there.
    alone: (&'a str, usize),
    /// By its topic and lemma.
    lemma: (&'a str, &'a str),
    /// By its incident, or by itself where it was not coded.
    incident: Result<usize, (&'a str, usize)>,
}

/// The mentions of instances, in order.
fn mentions<'a>(outcomes: &[&'a Outcome]) -> Vec<Mention<'a>> {
    let of = incidents(outcomes.iter().map(|o| &o.report));
    let mut mentions = Vec::new();
    for outcome in outcomes {
        for (i, mention) in outcome.mentions.iter().enumerate() {
            let Referent::Instance(instance) = &mention.referent else { continue };
            let alone = (outcome.report.id(), i);
            let incident = mention.event.and_then(|e| of.get(outcome.report.events[e].id.as_str()).copied()).ok_or(alone);
            mentions.push(Mention { instance, alone, lemma: (&outcome.topic, &mention.lemma), incident });
        }
    }
    mentions
}

fn side_by_side(mentions: &[&Mention<'_>]) -> Vec<Row> {
    vec![
        Agreement::of(mentions.iter().map(|m| (m.instance, m.alone))).row("all apart"),
        Agreement::of(mentions.iter().map(|m| (m.instance, m.lemma))).row("same lemma in a topic"),
        Agreement::of(mentions.iter().map(|m| (m.instance, m.incident))).row("detente"),
    ]
}

/// What the gold's mentions are of, and how many of them were coded.
fn kinds(outcomes: &[&Outcome]) -> Table {
    #[derive(Default)]
    struct Tellings<'a> {
        reports: BTreeSet<&'a str>,
        mentions: usize,
        coded: usize,
    }
    let mut events: BTreeMap<(Option<&str>, &Referent), Tellings<'_>> = BTreeMap::new();
    for outcome in outcomes {
        for mention in &outcome.mentions {
            let across = matches!(mention.referent, Referent::Instance(_));
            let place = (!across).then_some(outcome.report.id());
            let event = events.entry((place, &mention.referent)).or_default();
            event.reports.insert(outcome.report.id());
            event.mentions += 1;
            event.coded += usize::from(mention.event.is_some());
        }
    }
    let labels = ["instances of several reports", "instances of one report", "no instance: one report's own", "no instance: no event"];
    let mut sums = labels.map(|label| (label, [0; 3]));
    for ((_, referent), Tellings { reports, mentions, coded }) in events {
        let kind = match referent {
            Referent::Instance(_) if reports.len() > 1 => 0,
            Referent::Instance(_) => 1,
            Referent::Here(_) => 2,
            Referent::Nothing => 3,
        };
        let sum = &mut sums[kind].1;
        *sum = [sum[0] + usize::from(kind < 3), sum[1] + mentions, sum[2] + coded];
    }
    let row = |(label, [events, mentions, coded]): (&str, [usize; 3])| Row {
        label: label.to_owned(),
        cells: vec![Cell::Count(events), Cell::Count(mentions), Cell::Count(coded), Cell::Score(share(coded, mentions))],
    };
    Table { title: "mentions of".to_owned(), columns: vec!["events", "mentions", "coded", "share"], rows: sums.map(row).to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grouping::made::{Told, report};

    const TEXT: &str = "The army struck the town. It struck again.";
    const STRUCK: [usize; 2] = [9, 15];
    const AGAIN: [usize; 2] = [29, 35];

    fn article(id: &str, mentions: &[([usize; 2], &str)]) -> Article {
        let referent = |event: &str| if event.is_empty() { Referent::Nothing } else { Referent::Instance(event.to_owned()) };
        Article {
            id: id.to_owned(),
            topic: "war".to_owned(),
            text: TEXT.to_owned(),
            published: None,
            mentions: mentions.iter().map(|(word, event)| EventMention { words: vec![*word], event: referent(event) }).collect(),
        }
    }

    /// Two reports that tell one strike; the first tells another too, the second names the strike by words that are not coded.
    fn outcomes() -> [Outcome; 2] {
        let told = |trigger| Told { kind: "ASSAULT", country: "PER", day: "1990-03-02", trigger };
        let far = Told { country: "FRA", day: "1995-07-01", ..told(AGAIN) };
        let lemmas = |lemmas: &[&str]| lemmas.iter().map(|&l| l.to_owned()).collect();
        [
            judge(
                &article("a", &[(STRUCK, "one"), (AGAIN, "two"), ([36, 41], "")]),
                lemmas(&["strike", "strike", "again"]),
                report("a", TEXT, &[told(STRUCK), far]),
            ),
            judge(&article("b", &[(STRUCK, "one"), (AGAIN, "one")]), lemmas(&["hit", "hit"]), report("b", TEXT, &[told(STRUCK)])),
        ]
    }

    #[test]
    fn figures_by_hand() {
        let mut outcomes = outcomes();
        Meantime.settle(&mut outcomes);
        let figures = Meantime.figures(&[&outcomes[0], &outcomes[1]]);
        let value = |name: &str| figures.iter().find(|f| f.name == name).and_then(|f| f.value).expect(name);
        let is = |name: &str, expected: f64| assert!((value(name) - expected).abs() < 1e-9, "{name}: {}", value(name));
        // What refers to nothing does not count.
        is("mentions coded", 3.0 / 4.0);
        is("B-cubed precision", 1.0);
        is("B-cubed recall", 1.0);
        // The mention that was not coded stands alone: recall is the mean of 2/3, 1, 2/3 and 1/3.
        is("B-cubed F1 over all mentions", 2.0 * (2.0 / 3.0) / (5.0 / 3.0));
        // Apart, the two coded mentions of the one strike have half of their recall each.
        is("B-cubed F1 gained on all apart", 1.0 - 2.0 * (2.0 / 3.0) / (5.0 / 3.0));
        // By lemma the two strikes of the first report are one, and the second report's is another.
        is("B-cubed F1 gained on the same lemma", 1.0 - 2.0 / 3.0);
    }

    #[test]
    fn baselines_stand_beside_our_grouping_and_what_counts_is_said() {
        let tables = Meantime.tables(&outcomes());
        let groups = |table: &Table| table.rows.iter().map(|row| (row.cells[0], row.cells[1])).collect::<Vec<_>>();
        assert_eq!(groups(&tables[0]), [3, 2, 2].map(|groups| (Cell::Count(3), Cell::Count(groups))));
        assert_eq!(groups(&tables[1]), [4, 2, 3].map(|groups| (Cell::Count(4), Cell::Count(groups))));
        let counts = |row: &Row| [0, 1, 2].map(|i| row.cells[i]);
        let kinds: Vec<_> = tables[2].rows.iter().map(counts).collect();
        let expected = [[1, 3, 2], [1, 1, 1], [0, 0, 0], [0, 1, 0]];
        assert_eq!(kinds, expected.map(|row| row.map(Cell::Count)));
    }

    #[test]
    fn what_is_not_coded_is_listed() {
        let found: Vec<Finding> = outcomes().into_iter().flat_map(Meantime::errors).collect();
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), ["b:29-35: not coded: struck"]);
    }

    #[test]
    fn each_report_comes_once_and_some_event_is_followed_across_them() {
        let file = |name: &str, instance: &str| GoldFile {
            name: name.to_owned(),
            bytes: format!(
                "<Document><token t_id='1' sentence='0'>Sales</token><Markables><EVENT_MENTION m_id='1'><token_anchor t_id='1'/>\
                 </EVENT_MENTION><EVENT m_id='2' {instance}/></Markables><Relations><REFERS_TO><source m_id='1'/><target m_id='2'/>\
                 </REFERS_TO></Relations></Document>"
            )
            .into_bytes(),
        };
        let known = "instance_id='OTH1'";
        assert_eq!(Meantime.read(&[file("across/war/7.xml", known), file("across/war/8.xml", "")]).expect("two reports").len(), 2);
        let twice = Meantime.read(&[file("across/war/7.xml", known), file("within/war/7.xml", "")]).expect_err("twice").to_string();
        assert!(twice.starts_with("within/war/7.xml: found a report of the same name as across/war/7.xml"), "{twice}");
        let within = Meantime.read(&[file("within/war/7.xml", "")]).expect_err("within").to_string();
        assert!(within.starts_with("within/war/7.xml: found no event with an instance_id"), "{within}");
    }
}
