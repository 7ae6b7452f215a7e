//! `timex`: time expressions in TimeML, scored as TempEval-3 (UzZaman et al. 2013) scores them.
//!
//! A value is right when it is the gold's string and the spans overlap. Durations, sets and clock times have values that
//! the chain does not give: they count as missed.

mod cat;
mod timeml;

use crate::count::{Count, share, sum_by};
use crate::gold::{GoldError, GoldFile, shown};
use crate::report::{Cell, Figure, Finding, Row, Table};
use crate::span::{Alignment, words};
use crate::task::Task;
use detente::{Date, Detente, Granularity, Hints, TimeMention};
use roxmltree::Node;
use std::collections::BTreeMap;

/// The evaluation on time expressions.
#[derive(Debug, Clone, Copy, Default)]
pub struct Timex;

/// A report with its time expressions.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The file's name without extension.
    pub id: String,
    /// The text without its tags.
    pub text: String,
    /// The day of publication.
    pub published: Option<Date>,
    /// The expressions in order.
    pub times: Vec<GoldTime>,
}

/// A time expression of the gold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldTime {
    /// Code points of the text.
    pub span: [usize; 2],
    /// DATE, TIME, DURATION or SET.
    pub kind: String,
    /// The value in TimeML's form.
    pub value: String,
}

/// How one report went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    exact: Count,
    overlap: Count,
    value: Count,
    /// By type: in the gold, found, and with the right value.
    kinds: BTreeMap<String, [usize; 3]>,
    errors: Vec<Finding>,
}

impl Task for Timex {
    type Unit = Article;
    type Outcome = Outcome;
    const KIND: &'static str = "timex";
    const UNIT: &'static str = "reports";
    const EXTENSIONS: &'static [&'static str] = &["tml", "xml"];

    fn read(&self, files: &[GoldFile]) -> Result<Vec<Article>, GoldError> {
        files.iter().map(read).collect()
    }

    fn judge(&self, detente: &Detente, article: &Article) -> Outcome {
        let hints = Hints { id: article.id.clone(), published: article.published, ..Hints::default() };
        judge(article, &detente.times(&detente.read(article.text.as_bytes(), &hints)))
    }

    fn figures(&self, outcomes: &[&Outcome]) -> Vec<Figure> {
        let exact: Count = outcomes.iter().map(|o| o.exact).sum();
        let overlap: Count = outcomes.iter().map(|o| o.overlap).sum();
        let value: Count = outcomes.iter().map(|o| o.value).sum();
        let [dates, right] = [1, 2].map(|i| outcomes.iter().filter_map(|o| o.kinds.get("DATE")).map(|counts| counts[i]).sum());
        let mut figures = Vec::new();
        figures.extend(Figure::of("exact span", &exact));
        figures.extend(Figure::of("overlapping span", &overlap));
        figures.extend(Figure::of("value", &value));
        figures.push(Figure::share("values right, of all found", share(value.right, overlap.right)));
        figures.push(Figure::share("values right, of dates found", share(right, dates)));
        figures
    }

    fn tables(&self, outcomes: &[Outcome]) -> Vec<Table> {
        let kinds = sum_by(outcomes.iter().flat_map(|o| &o.kinds));
        let rows = kinds.into_iter().map(|(kind, [gold, found, value])| Row {
            label: kind.clone(),
            cells: vec![
                Cell::Count(gold),
                Cell::Count(found),
                Cell::Count(value),
                Cell::Score(share(found, gold)),
                Cell::Score(share(value, gold)),
            ],
        });
        vec![Table { title: "type".to_owned(), columns: vec!["gold", "found", "value", "recall", "value R"], rows: rows.collect() }]
    }

    fn errors(outcome: Outcome) -> Vec<Finding> {
        outcome.errors
    }
}

fn read(file: &GoldFile) -> Result<Article, GoldError> {
    let tree = file.xml()?;
    if tree.root_element().children().any(|n| n.has_tag_name("token")) { cat::read(file, &tree) } else { timeml::read(file, &tree) }
}

/// An attribute of a `TIMEX3`.
fn attribute(file: &GoldFile, node: Node<'_, '_>, name: &str) -> Result<String, GoldError> {
    let missing = || GoldError::line(&file.name, line(node), "<TIMEX3> without it", "a value of TimeML").at_field(name);
    node.attribute(name).map(str::to_owned).ok_or_else(missing)
}

/// The day of publication, from the `TIMEX3` that gives it.
fn published(file: &GoldFile, node: Node<'_, '_>) -> Result<Date, GoldError> {
    let value = attribute(file, node, "value")?;
    let day = value.get(..10).and_then(|day| day.parse().ok().or_else(|| day_first(day)));
    day.ok_or_else(|| GoldError::line(&file.name, line(node), shown(&value), "a day, YYYY-MM-DD").at_field("DCT value"))
}

/// "03-02-2009" for the third of February, as one of MEANTIME's files has it.
fn day_first(written: &str) -> Option<Date> {
    let [day, month, year] = written.split('-').collect::<Vec<_>>().try_into().ok()?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn line(node: Node<'_, '_>) -> usize {
    node.document().text_pos_at(node.range().start).row as usize
}

/// Compares time expressions found with those of the gold.
fn judge(article: &Article, found: &[TimeMention]) -> Outcome {
    let gold: Vec<[usize; 2]> = article.times.iter().map(|t| t.span).collect();
    let own: Vec<[usize; 2]> = found.iter().map(|t| t.span).collect();
    let alignment = Alignment::of(&gold, &own);
    let mut outcome = Outcome { exact: alignment.exact, overlap: alignment.overlap, ..Outcome::default() };
    let chars: Vec<char> = article.text.chars().collect();
    let mut error = |span: [usize; 2], kind, text| outcome.errors.push(Finding { unit: article.id.clone(), span: Some(span), kind, text });
    let mut values = 0;
    for (time, partner) in article.times.iter().zip(&alignment.partner) {
        let row = outcome.kinds.entry(time.kind.clone()).or_default();
        row[0] += 1;
        let words = words(&chars, time.span);
        let Some(own) = partner.map(|f| &found[f]) else {
            error(time.span, "missed", format!("{words}: {} {}", time.kind, time.value));
            continue;
        };
        row[1] += 1;
        if own.span != time.span {
            error(time.span, "span", format!("{words}: found {}", own.text));
        }
        let value = value(own);
        if value.as_ref() == Some(&time.value) {
            row[2] += 1;
            values += 1;
        } else {
            let value = value.unwrap_or_else(|| "none".to_owned());
            error(time.span, "value", format!("{words}: expected {}, found {value}", time.value));
        }
    }
    for own in alignment.spurious().map(|f| &found[f]) {
        error(own.span, "spurious", own.text.clone());
    }
    outcome.value = Count { right: values, ..alignment.overlap };
    outcome
}

/// The value in TimeML's form; none for what is not resolved and for a period that reaches over a year's end.
fn value(time: &TimeMention) -> Option<String> {
    let (start, end) = time.days?;
    let year = start.year();
    Some(match time.granularity {
        Granularity::Day if start == end => start.to_string(),
        Granularity::Week => {
            let week = start.iso_week_date();
            let weekend = if (end - start).get_days() < 3 { "-WE" } else { "" };
            format!("{:04}-W{:02}{weekend}", week.year(), week.week())
        }
        Granularity::Month => format!("{year:04}-{:02}", start.month()),
        Granularity::Season => match start.month() {
            1 => format!("{year:04}-Q1"),
            4 => format!("{year:04}-Q2"),
            7 => format!("{year:04}-Q3"),
            10 => format!("{year:04}-Q4"),
            3 => format!("{year:04}-SP"),
            6 => format!("{year:04}-SU"),
            9 => format!("{year:04}-FA"),
            _ => format!("{year:04}-WI"),
        },
        Granularity::Year if end.year() == year => format!("{year:04}"),
        Granularity::Year => format!("{:03}", year / 10),
        // "early June", "the end of 2006": TimeML gives the whole month or year, and the part beside it.
        Granularity::Period if (year, start.month()) == (end.year(), end.month()) => format!("{year:04}-{:02}", start.month()),
        Granularity::Period if year == end.year() => format!("{year:04}"),
        Granularity::Day | Granularity::Period => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TML: &str = r#"<TimeML><DOCID>a</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2024-01-29" functionInDocument="CREATION_TIME">01/29/2024</TIMEX3></DCT>
<TEXT>Envoys <EVENT eid="e1">met</EVENT> in « Łódź » on <TIMEX3 tid="t1" type="DATE" value="2024-01-28">Sunday</TIMEX3>,
as in <TIMEX3 tid="t2" type="DATE" value="2023-05">May</TIMEX3>, for <TIMEX3 tid="t3" type="DURATION" value="P2D">two days</TIMEX3>.</TEXT></TimeML>"#;

    fn file(xml: &str) -> GoldFile {
        GoldFile { name: "a.tml".into(), bytes: xml.as_bytes().to_vec() }
    }

    fn mention(span: [usize; 2], from: [i16; 3], to: [i16; 3], granularity: Granularity) -> TimeMention {
        let day = |[y, m, d]: [i16; 3]| Date::new(y, m as i8, d as i8).expect("a day");
        TimeMention { span, text: "x".to_owned(), days: Some((day(from), day(to))), granularity }
    }

    #[test]
    fn figures_by_hand() {
        let article = &Timex.read(&[file(TML)]).expect("a report")[0];
        assert_eq!(article.published, Some(Date::constant(2024, 1, 29)));
        assert_eq!(article.times[0].span, [26, 32]);
        let found = [
            mention([26, 32], [2024, 1, 28], [2024, 1, 28], Granularity::Day),
            mention([37, 43], [2024, 5, 1], [2024, 5, 31], Granularity::Month), // too long, and another year
            mention([0, 6], [2024, 1, 29], [2024, 1, 29], Granularity::Day),
        ];
        let outcome = judge(article, &found);
        assert_eq!(outcome.exact, Count { gold: 3, found: 3, right: 1 });
        assert_eq!(outcome.overlap, Count { gold: 3, found: 3, right: 2 });
        assert_eq!(outcome.value, Count { gold: 3, found: 3, right: 1 });
        assert_eq!(outcome.kinds["DATE"], [2, 2, 1]);
        assert_eq!(outcome.errors.iter().map(|e| e.kind).collect::<Vec<_>>(), ["span", "value", "missed", "spurious"]);
    }

    #[test]
    fn values_in_the_form_of_timeml() {
        let written = |from, to, granularity| value(&mention([0, 1], from, to, granularity)).expect("a value");
        assert_eq!(written([2024, 1, 22], [2024, 1, 28], Granularity::Week), "2024-W04");
        assert_eq!(written([2024, 1, 27], [2024, 1, 28], Granularity::Week), "2024-W04-WE");
        assert_eq!(written([2024, 4, 1], [2024, 6, 30], Granularity::Season), "2024-Q2");
        assert_eq!(written([2024, 6, 1], [2024, 8, 31], Granularity::Season), "2024-SU");
        assert_eq!(written([2024, 1, 1], [2024, 12, 31], Granularity::Year), "2024");
        assert_eq!(written([1990, 1, 1], [1999, 12, 31], Granularity::Year), "199");
        assert_eq!(written([2009, 6, 1], [2009, 6, 10], Granularity::Period), "2009-06");
        assert_eq!(written([2006, 9, 1], [2006, 12, 31], Granularity::Period), "2006");
        assert_eq!(value(&TimeMention { days: None, ..mention([0, 1], [2024, 1, 1], [2024, 1, 1], Granularity::Day) }), None);
    }

    #[test]
    fn bad_gold_is_named() {
        let error = |from: &str, to: &str| Timex.read(&[file(&TML.replacen(from, to, 1))]).unwrap_err().to_string();
        assert_eq!(error("2024-01-29", "January"), "a.tml:2: DCT value: found `January`, expected a day, YYYY-MM-DD");
        assert!(error(r#" value="2023-05""#, "").starts_with("a.tml:4: value: found <TIMEX3> without it"));
        assert!(error("<TEXT>", "<BODY>").contains("expected well-formed XML"));
        let other = Timex.read(&[file("<a/>")]).unwrap_err().to_string();
        assert_eq!(other, "a.tml: found <a> without <TEXT>, expected <TimeML> with <DCT> and <TEXT>, or <Document> of <token>");
    }
}
