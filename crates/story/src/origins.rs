//! Which reports go back to one origin: one text in many papers, or papers of one house.

use crate::Signature;
use detente_record::{DocumentRef, Origin};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Texts that share so many of their word sequences are one text. Agency copy that papers cut and retouch keeps 0.5 and
/// more; two reporters' texts of one happening share less than 0.1 (own corpus of incidents).
const SAME_TEXT: f64 = 0.4;

/// A text of which so much stands in another was cut from it.
const CUT_FROM: f64 = 0.8;

/// A report as origins see it.
#[derive(Debug, Clone)]
pub struct ReportKey {
    /// Who published it, and when.
    pub document: DocumentRef,
    /// Of its text.
    pub signature: Signature,
}

/// Publishers that belong together, as a data file lists them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Families {
    /// Each a house with its titles.
    #[serde(default)]
    family: Vec<Family>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    name: String,
    publishers: Vec<String>,
}

/// What is wrong with a list of families.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamiliesError {
    /// The publisher that stands in two.
    pub publisher: String,
    /// The two.
    pub families: [String; 2],
}

impl std::fmt::Display for FamiliesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [a, b] = &self.families;
        write!(f, "the publisher `{}` stands in the families `{a}` and `{b}`; expected one", self.publisher)
    }
}

impl std::error::Error for FamiliesError {}

impl Families {
    /// Checks that no publisher stands in two.
    ///
    /// # Errors
    /// When one does.
    pub fn checked(self) -> Result<Families, FamiliesError> {
        let mut of: BTreeMap<String, &str> = BTreeMap::new();
        for family in &self.family {
            for publisher in &family.publishers {
                if let Some(other) = of.insert(folded(publisher), &family.name) {
                    let families = [other.to_owned(), family.name.clone()];
                    return Err(FamiliesError { publisher: publisher.clone(), families });
                }
            }
        }
        Ok(self)
    }

    /// The house of a publisher, or its own name.
    fn house(&self, publisher: &str) -> String {
        let name = folded(publisher);
        let own = |f: &&Family| f.publishers.iter().any(|p| folded(p) == name);
        self.family.iter().find(own).map_or(name.clone(), |f| folded(&f.name))
    }
}

/// A publisher's name without what papers write in different ways.
fn folded(name: &str) -> String {
    let words: Vec<String> = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let words = words.strip_prefix(&["the".to_owned()]).filter(|rest| !rest.is_empty()).unwrap_or(&words);
    words.join(" ")
}

/// The origins of reports, by id; every report stands in exactly one.
///
/// Reports of one publisher's house are one origin: a paper does not corroborate itself. So are texts that are nearly the
/// same, whoever printed them.
pub fn origins(reports: &[ReportKey], families: &Families) -> Vec<Origin> {
    let mut reports: Vec<&ReportKey> = reports.iter().collect();
    reports.sort_by(|a, b| a.document.id.cmp(&b.document.id));
    reports.dedup_by(|a, b| a.document.id == b.document.id);
    let mut sets = Sets::new(reports.len());
    let mut reasons: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut join = |sets: &mut Sets, a: usize, b: usize, reason: String| {
        if sets.join(a, b) {
            reasons.entry(b).or_default().push(reason);
        }
    };
    let mut named: BTreeMap<&str, String> = BTreeMap::new();
    let mut houses: BTreeMap<String, usize> = BTreeMap::new();
    for (i, report) in reports.iter().enumerate() {
        if let Some(publisher) = &report.document.publisher {
            let house = named.entry(publisher).or_insert_with(|| families.house(publisher));
            match houses.get(house) {
                Some(&first) => join(&mut sets, first, i, format!("published by one house ({house})")),
                None => _ = houses.insert(house.clone(), i),
            }
        }
    }
    let mut bands: BTreeMap<(usize, u64), Vec<usize>> = BTreeMap::new();
    for (i, report) in reports.iter().enumerate() {
        for band in report.signature.bands() {
            bands.entry(band).or_default().push(i);
        }
    }
    for members in bands.values() {
        // The first of a band stands for it: a hundred copies need a hundred comparisons.
        for &other in &members[1..] {
            let (a, b) = (&reports[members[0]].signature, &reports[other].signature);
            let (resemblance, containment) = (a.resemblance(b), a.containment(b));
            if resemblance >= SAME_TEXT || containment >= CUT_FROM {
                let share = (100.0 * resemblance.max(containment)).round();
                join(&mut sets, members[0], other, format!("{share} % of the text in common"));
            }
        }
    }
    gathered(&reports, &mut sets, &reasons)
}

fn gathered(reports: &[&ReportKey], sets: &mut Sets, reasons: &BTreeMap<usize, Vec<String>>) -> Vec<Origin> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..reports.len() {
        members.entry(sets.root(i)).or_default().push(i);
    }
    let mut origins: Vec<Origin> = members
        .values()
        .map(|of| {
            let first = of
                .iter()
                .min_by_key(|&&i| (reports[i].document.published.is_none(), &reports[i].document.published, &reports[i].document.id));
            let mut publishers: Vec<String> = of.iter().filter_map(|&i| reports[i].document.publisher.clone()).collect();
            publishers.sort();
            publishers.dedup();
            let mut reason: Vec<String> = of.iter().filter_map(|i| reasons.get(i)).flatten().cloned().collect();
            reason.sort();
            reason.dedup();
            Origin {
                id: first.map(|&i| reports[i].document.id.clone()).unwrap_or_default(),
                documents: of.iter().map(|&i| reports[i].document.id.clone()).collect(),
                publishers,
                reason: reason.join("; "),
            }
        })
        .collect();
    origins.sort_by(|a, b| a.id.cmp(&b.id));
    origins
}

/// Disjoint sets of numbers.
pub(crate) struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    pub(crate) fn new(n: usize) -> Sets {
        Sets { parent: (0..n).collect() }
    }

    pub(crate) fn root(&mut self, mut i: usize) -> usize {
        while self.parent[i] != i {
            self.parent[i] = self.parent[self.parent[i]];
            i = self.parent[i];
        }
        i
    }

    /// Whether they were apart. The smaller number stands for both.
    pub(crate) fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
        a != b
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(id: &str, publisher: Option<&str>, published: &str, text: &str) -> ReportKey {
        let document = DocumentRef {
            id: id.to_owned(),
            publisher: publisher.map(str::to_owned),
            published: Some(published.to_owned()),
            ..DocumentRef::default()
        };
        ReportKey { document, signature: Signature::of(text) }
    }

    const COPY: &str = "Four soldiers were killed when a bomb went off beside their lorry near the bridge at Gao on Monday morning, the \
        army said. Nobody has said that he did it. The road to the north was closed until the evening and two villages were searched.";
    const OWN: &str = "An explosion tore through a military vehicle outside Gao. Residents heard it at seven. Four bodies were brought to \
        the hospital, whose doctor spoke to this paper; the general staff was slow to confirm it.";

    fn told(reports: &[ReportKey]) -> Vec<Vec<String>> {
        origins(reports, &Families::default()).into_iter().map(|o| o.documents).collect()
    }

    #[test]
    fn one_agency_text_in_many_papers_is_one_origin() {
        let reports = [
            report("a", Some("Morning Post"), "2024-01-02", COPY),
            report("b", Some("Evening News"), "2024-01-02", &COPY.replace("on Monday morning", "yesterday")),
            report("c", Some("Gao Courier"), "2024-01-02", OWN),
        ];
        assert_eq!(told(&reports), [vec!["a", "b"], vec!["c"]]);
    }

    #[test]
    fn a_paper_does_not_corroborate_itself() {
        let reports = [report("a", Some("The Gao Courier"), "2024-01-03", COPY), report("b", Some("Gao Courier"), "2024-01-02", OWN)];
        let origins = origins(&reports, &Families::default());
        assert_eq!(origins.len(), 1);
        assert_eq!((origins[0].id.as_str(), origins[0].reason.as_str()), ("b", "published by one house (gao courier)"));
    }

    #[test]
    fn titles_of_one_house_are_one_origin() {
        let families: Families =
            Families { family: vec![Family { name: "Sahel Press".into(), publishers: vec!["Morning Post".into(), "Gao Courier".into()] }] };
        let reports = [report("a", Some("Morning Post"), "2024-01-02", COPY), report("c", Some("Gao Courier"), "2024-01-02", OWN)];
        assert_eq!(origins(&reports, &families).len(), 1);
    }

    #[test]
    fn the_order_of_arrival_changes_nothing() {
        let mut reports = vec![
            report("a", None, "2024-01-02", COPY),
            report("b", None, "2024-01-01", &COPY.replace("Four", "Five")),
            report("c", Some("Gao Courier"), "2024-01-02", OWN),
        ];
        let before = origins(&reports, &Families::default());
        reports.reverse();
        assert_eq!(origins(&reports, &Families::default()), before);
        assert_eq!(before[0].id, "b", "the earliest names the origin");
    }

    #[test]
    fn a_publisher_in_two_families_is_an_error() {
        let family = |name: &str| Family { name: name.into(), publishers: vec!["The Post".into()] };
        let wrong = Families { family: vec![family("North"), family("South")] }.checked().expect_err("twice");
        assert_eq!(wrong.to_string(), "the publisher `The Post` stands in the families `North` and `South`; expected one");
    }
}
