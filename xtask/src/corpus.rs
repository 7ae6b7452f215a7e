//! A folder of many different reports for measuring speed: paragraphs of our own texts, recombined.
//!
//! The same arguments give the same bytes, so that figures of two machines or two days can be compared. The reports
//! read like news sentence by sentence, but tell no story; they are good for clocks and for nothing else.

use crate::own;
use anyhow::{Context, Result, ensure};
use oorandom::Rand32;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Names that are put for one another, so that no two reports are the same text.
const NAMES: [&str; 8] = ["Iran", "Pakistan", "Russia", "Ukraine", "Israel", "Kenya", "India", "China"];
/// With the same seed every run draws the same numbers.
const SEED: u64 = 0x5eed;
const MONTHS: [&str; 6] = ["Jan", "March", "June", "July", "Sept", "Dec"];
const CITIES: [&str; 6] = ["NAIROBI", "KYIV", "DOHA", "ISLAMABAD", "PARIS", "GENEVA"];

/// Writes `reports` files of about `words` words each into `folder`.
pub fn write(folder: &Path, reports: usize, words: usize) -> Result<()> {
    let paragraphs = paragraphs(&own::root())?;
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let mut chance = Rand32::new(SEED);
    let mut total = 0;
    for number in 0..reports {
        let text = report(&paragraphs, words, &mut chance);
        total += text.split_whitespace().count();
        let path = folder.join(format!("{number:05}.txt"));
        std::fs::write(&path, text).with_context(|| path.display().to_string())?;
    }
    println!("{reports} reports, {total} words, from {} paragraphs of our own", paragraphs.len());
    Ok(())
}

fn report(paragraphs: &[String], words: usize, chance: &mut Rand32) -> String {
    let (city, month) = (one(chance, &CITIES), one(chance, &MONTHS));
    let day = 1 + below(chance, 28);
    let mut text = format!("{city}, {month} {day}, {} (Made-up Wire) - ", 2005 + below(chance, 20));
    let mut used = BTreeSet::new();
    let mut length = 0;
    while length < words && used.len() < paragraphs.len() {
        let at = below(chance, paragraphs.len());
        if used.insert(at) {
            let (from, to) = (one(chance, &NAMES), one(chance, &NAMES));
            let paragraph = paragraphs[at].replace(from, to);
            length += paragraph.split_whitespace().count();
            text.push_str(&paragraph);
            text.push_str("\n\n");
        }
    }
    text
}

/// Every paragraph of running text in our own reports, each once, in order of the files' names.
fn paragraphs(root: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for folder in own::REPORTS {
        collect(&root.join(folder), &mut files)?;
    }
    let mut paragraphs = BTreeSet::new();
    for file in &files {
        let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
        let running = text.split("\n\n").map(|p| p.split_whitespace().collect::<Vec<_>>().join(" "));
        paragraphs.extend(running.filter(|p| p.split(' ').count() >= 12 && p.ends_with(['.', '"', '”'])));
    }
    ensure!(
        paragraphs.len() >= 20,
        "only {} paragraphs below {}; expected our own reports there",
        paragraphs.len(),
        own::REPORTS.join(" and ")
    );
    Ok(paragraphs.into_iter().collect())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .and_then(|entries| entries.map(|e| e.map(|e| e.path())).collect())
        .with_context(|| folder.display().to_string())?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            collect(&entry, files)?;
        } else if entry.extension().is_some_and(|e| e == "txt") {
            files.push(entry);
        }
    }
    Ok(())
}

/// A number below `bound`.
fn below(chance: &mut Rand32, bound: usize) -> usize {
    chance.rand_range(0..u32::try_from(bound).unwrap_or(u32::MAX)) as usize
}

fn one<'a>(chance: &mut Rand32, list: &[&'a str]) -> &'a str {
    list[below(chance, list.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_arguments_give_the_same_reports_and_no_two_are_alike() {
        let paragraphs = paragraphs(&own::root()).expect("our own reports are there");
        let make = || {
            let mut chance = Rand32::new(SEED);
            (0..200).map(|_| report(&paragraphs, 300, &mut chance)).collect::<Vec<_>>()
        };
        let reports = make();
        assert_eq!(reports, make());
        assert_eq!(reports.iter().collect::<BTreeSet<_>>().len(), reports.len());
        assert!(reports.iter().all(|r| (300..600).contains(&r.split_whitespace().count())));
    }
}
