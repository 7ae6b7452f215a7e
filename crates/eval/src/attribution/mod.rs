//! `attribution`: who says what by which words, each of the three spans scored by itself.
//!
//! A span is right exactly when all its pieces have the gold's bounds, and by overlap when the two share a code point.
//! Each found span serves one gold span. The whole attribution is right when its cue overlaps and so do its source and
//! its content.

mod gold;

pub use gold::{Article, GoldAttribution};

use crate::count::Count;
use crate::gold::{GoldError, GoldFile};
use crate::report::{Figure, Finding, Table};
use crate::span::{self, Alignment};
use crate::task::Task;
use detente::{AttributedSpan, Detente, Hints};
use std::collections::BTreeMap;

/// The evaluation on attributions.
#[derive(Debug, Clone, Copy, Default)]
pub struct Attribution;

/// The spans that are scored.
const ROLES: [&str; 3] = ["source", "cue", "content"];

/// How one article went.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    exact: [Count; 3],
    overlap: [Count; 3],
    whole: Count,
    /// Cues by the last word of the gold's cue.
    cues: BTreeMap<String, Count>,
    errors: Vec<Finding>,
}

impl Task for Attribution {
    type Unit = Article;
    type Outcome = Outcome;
    const KIND: &'static str = "attribution";
    const UNIT: &'static str = "annotated articles";
    const EXTENSIONS: &'static [&'static str] = &["ann", "txt"];

    fn companions(name: &str) -> Vec<String> {
        if name.ends_with(".ann") { gold::text_names(name) } else { Vec::new() }
    }

    fn read(&self, files: &[GoldFile]) -> Result<Vec<Article>, GoldError> {
        gold::read(files)
    }

    fn judge(&self, detente: &Detente, article: &Article) -> Outcome {
        let document = detente.read(&article.text, &Hints { id: article.id.clone(), ..Hints::default() });
        judge(article, &document.text, &detente.attributions(&document))
    }

    fn figures(&self, outcomes: &[&Outcome]) -> Vec<Figure> {
        let sum = |of: &dyn Fn(&Outcome) -> Count| outcomes.iter().map(|o| of(o)).sum::<Count>();
        let mut figures = Vec::new();
        for (i, role) in ROLES.iter().enumerate() {
            figures.extend(Figure::of(&format!("{role}, exact"), &sum(&|o| o.exact[i])));
        }
        for (i, role) in ROLES.iter().enumerate() {
            figures.extend(Figure::of(&format!("{role}, overlap"), &sum(&|o| o.overlap[i])));
        }
        figures.extend(Figure::of("all three, overlap", &sum(&|o| o.whole)));
        figures
    }

    fn tables(&self, outcomes: &[Outcome]) -> Vec<Table> {
        let mut cues: BTreeMap<String, Count> = BTreeMap::new();
        for (cue, count) in outcomes.iter().flat_map(|o| &o.cues) {
            *cues.entry(cue.clone()).or_default() += *count;
        }
        // The rare ones, of which there are many, would bury the others.
        vec![Table::counts("cues met ten times or more", cues.iter().filter(|(_, c)| c.gold + c.found >= 10))]
    }

    fn errors(outcome: Outcome) -> Vec<Finding> {
        outcome.errors
    }
}

/// The pieces that an attribution has in one of the [`ROLES`].
type Role = fn(&GoldAttribution) -> &Vec<[usize; 2]>;

/// Compares attributions found with those of the gold.
fn judge(article: &Article, text: &str, found: &[AttributedSpan]) -> Outcome {
    let chars: Vec<char> = text.chars().collect();
    let own: Vec<GoldAttribution> = found
        .iter()
        .map(|a| GoldAttribution { source: a.source.into_iter().collect(), cue: vec![a.cue], content: a.content.clone() })
        .collect();
    let mut outcome = Outcome::default();
    let roles: [Role; 3] = [|a| &a.source, |a| &a.cue, |a| &a.content];
    for (i, role) in roles.iter().enumerate() {
        let spans = |all: &[GoldAttribution]| all.iter().map(role).filter(|s| !s.is_empty()).cloned().collect::<Vec<_>>();
        let (gold, own) = (spans(&article.attributions), spans(&own));
        let alignment = Alignment::by(&gold, &own, |a, b| overlap(a, b));
        outcome.exact[i] = alignment.exact;
        outcome.overlap[i] = alignment.overlap;
    }
    let cues = |all: &[GoldAttribution]| all.iter().map(|a| a.cue.clone()).collect::<Vec<_>>();
    let alignment = Alignment::by(&cues(&article.attributions), &cues(&own), |a, b| overlap(a, b));
    let shown = |pieces: &[[usize; 2]]| {
        let all: Vec<String> = pieces.iter().map(|p| span::words(&chars, *p)).collect();
        all.join(" … ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let last = |pieces: &[[usize; 2]]| shown(pieces).to_lowercase().split(' ').next_back().unwrap_or_default().to_owned();
    for own in &own {
        outcome.cues.entry(last(&own.cue)).or_default().found += 1;
    }
    for (gold, partner) in article.attributions.iter().zip(&alignment.partner) {
        let tally = outcome.cues.entry(last(&gold.cue)).or_default();
        tally.gold += 1;
        let whole = shown(&gold.cue);
        let mut error = |kind, text| outcome.errors.push(Finding { unit: article.id.clone(), span: gold.cue.first().copied(), kind, text });
        let Some(own) = partner.map(|f| &own[f]) else {
            error("missed", format!("[{}] {whole} [{}]", shown(&gold.source), shown(&gold.content)));
            continue;
        };
        tally.right += 1;
        for (name, role) in ROLES.iter().zip(roles) {
            let (wanted, had) = (role(gold), role(own));
            if wanted != had {
                error(name, format!("{whole}: expected [{}], found [{}]", shown(wanted), shown(had)));
            }
        }
        let fits = |role: Role| role(gold).is_empty() && role(own).is_empty() || overlap(role(gold), role(own)) > 0;
        outcome.whole.right += usize::from(fits(roles[0]) && fits(roles[2]));
    }
    outcome.whole.gold = article.attributions.len();
    outcome.whole.found = own.len();
    for f in alignment.spurious() {
        let text = format!("[{}] {} [{}]", shown(&own[f].source), shown(&own[f].cue), shown(&own[f].content));
        outcome.errors.push(Finding { unit: article.id.clone(), span: Some(found[f].cue), kind: "spurious", text });
    }
    outcome
}

/// Code points that two lists of pieces share.
fn overlap(a: &[[usize; 2]], b: &[[usize; 2]]) -> usize {
    a.iter().map(|x| b.iter().map(|y| span::shared(x, y)).sum::<usize>()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“No,” Ada said on Monday. “Not now.” Bo doubts it, Cy hopes.";
    const ANN: &str = "T1\tSource 6 9\tAda\nT2\tCue 10 14\tsaid\nT3\tContent 0 5;26 36\t“No,” “Not now.”\n\
        T4\tSource 37 39\tBo\nT5\tCue 40 46\tdoubts\nT6\tContent 47 49\tit\nT7\tAttribution 40 46\tdoubts\n\
        E1\tAttribution:T2 Content:T3 Cue:T2 Source:T1\nE2\tAttribution:T7 Cue:T5 Content:T6 Source:T4\n";

    fn files(ann: &str) -> [GoldFile; 2] {
        let file = |name: &str, text: &str| GoldFile { name: name.into(), bytes: text.as_bytes().to_vec() };
        [file("set/attributions/ada_1f.ann", ann), file("set/text/ada.txt", TEXT)]
    }

    #[test]
    fn figures_by_hand() {
        let article = &Attribution.read(&files(ANN)).expect("an article")[0];
        let found = [
            // The cue too long, the content without its second piece.
            AttributedSpan { source: Some([6, 9]), cue: [10, 24], content: vec![[0, 5]] },
            AttributedSpan { source: None, cue: [40, 46], content: vec![[47, 49]] },
            AttributedSpan { source: Some([51, 53]), cue: [54, 59], content: vec![[37, 46]] },
        ];
        let outcome = judge(article, TEXT, &found);
        assert_eq!(
            outcome.exact,
            [Count { gold: 2, found: 2, right: 1 }, Count { gold: 2, found: 3, right: 1 }, Count { gold: 2, found: 3, right: 1 }]
        );
        assert_eq!(outcome.overlap[1], Count { gold: 2, found: 3, right: 2 });
        assert_eq!(outcome.overlap[2], Count { gold: 2, found: 3, right: 2 });
        assert_eq!(outcome.whole, Count { gold: 2, found: 3, right: 1 });
        let kinds: Vec<&str> = outcome.errors.iter().map(|e| e.kind).collect();
        assert_eq!(kinds, ["cue", "content", "source", "spurious"]);
        assert_eq!(outcome.errors[2].to_string(), "ada_1f:40-46: source: doubts: expected [Bo], found []");
    }

    #[test]
    fn bad_gold_is_named_by_line() {
        let error = |ann: &str| Attribution.read(&files(ann)).unwrap_err().to_string();
        assert!(error("T1\tCue 3\tx\n").contains(".ann:1: found `T1\\tCue 3\\tx`, expected spans `start end` within the 60 code points"));
        assert!(error("T1\tCue 3 99\tx\n").contains("ada_1f.ann:1: "));
        assert!(error("T1\tCue 3 4\tx\nE1\tCue:T9\n").contains(".ann:2: found `Cue:T9`, expected roles as `Cue:T1`"));
        let alone = Attribution.read(&files(ANN)[..1]).unwrap_err().to_string();
        assert!(
            alone.contains("found no text to it, expected one in set/attributions/ada_1f.txt or set/attributions/ada.txt or set/text/")
        );
    }
}
