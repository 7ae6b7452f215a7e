//! Articles with their attributions in the stand-off form of brat, as PolNeAR (Newell, Margolin and Ruths 2018) has it.
//!
//! `attributions/NAME_ANNOTATOR.ann` belongs to `text/NAME.txt`. A line `T1⇥Cue 33 47⇥words` names a span (pieces are
//! parted by `;`), a line `E1⇥Attribution:T3 Content:T2 Cue:T1` puts spans together to an attribution.

use crate::gold::{GoldError, GoldFile, shown};
use std::collections::BTreeMap;

/// An article with its attributions.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Name of the annotation file without its extension.
    pub id: String,
    /// The text as given.
    pub text: Vec<u8>,
    /// The attributions in order of the file.
    pub attributions: Vec<GoldAttribution>,
}

/// An attribution of the gold: for each role its pieces in code points, none where the role is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoldAttribution {
    /// Who.
    pub source: Vec<[usize; 2]>,
    /// By which words.
    pub cue: Vec<[usize; 2]>,
    /// What.
    pub content: Vec<[usize; 2]>,
}

/// The names under which the text of an annotation file may lie.
pub fn text_names(annotation: &str) -> Vec<String> {
    let file = GoldFile { name: annotation.to_owned(), bytes: Vec::new() };
    let (folder, stem) = (file.folder(), file.stem());
    let mut stems = vec![stem];
    stems.extend(stem.rsplit_once('_').map(|(name, _)| name));
    let mut folders = vec![folder.to_owned()];
    folders.extend(folder.strip_suffix("attributions/").map(|above| format!("{above}text/")));
    folders.iter().flat_map(|folder| stems.iter().map(move |stem| format!("{folder}{stem}.txt"))).collect()
}

/// Pairs every annotation file with its text.
///
/// # Errors
/// When a file is not of this form, its text is missing, or a span lies outside the text.
pub fn read(files: &[GoldFile]) -> Result<Vec<Article>, GoldError> {
    let annotations = files.iter().filter(|f| f.has_extension("ann"));
    annotations
        .map(|file| {
            let names = text_names(&file.name);
            let text = names.iter().find_map(|name| files.iter().find(|f| f.name == *name));
            let text = text.ok_or_else(|| GoldError::file(&file.name, "no text to it", format!("one in {}", names.join(" or "))))?;
            article(file, text)
        })
        .collect()
}

fn article(file: &GoldFile, text: &GoldFile) -> Result<Article, GoldError> {
    let length = text.text()?.chars().count();
    let mut spans: BTreeMap<&str, Vec<[usize; 2]>> = BTreeMap::new();
    let lines: Vec<(usize, &str)> = file.text()?.lines().enumerate().map(|(i, line)| (i + 1, line)).collect();
    for &(number, line) in lines.iter().filter(|(_, line)| line.starts_with('T')) {
        let wrong = |expected: String| GoldError::line(&file.name, number, shown(line), expected);
        let mut columns = line.split('\t');
        let (Some(id), Some(span)) = (columns.next(), columns.next()) else {
            return Err(wrong("ID, tab, type with first and last code point, tab, words".to_owned()));
        };
        let pieces = span.split_once(' ').map_or("", |(_, pieces)| pieces);
        let read = |piece: &str| {
            let (start, end) = piece.split_once(' ')?;
            let span = [start.parse().ok()?, end.parse().ok()?];
            (span[0] < span[1] && span[1] <= length).then_some(span)
        };
        let pieces: Option<Vec<[usize; 2]>> = pieces.split(';').map(read).collect();
        spans.insert(id, pieces.ok_or_else(|| wrong(format!("spans `start end` within the {length} code points of {}", text.name)))?);
    }
    let mut attributions = Vec::new();
    for &(number, line) in lines.iter().filter(|(_, line)| line.starts_with('E')) {
        let roles = line.split_once('\t').map_or("", |(_, roles)| roles);
        let mut attribution = GoldAttribution::default();
        for role in roles.split_whitespace() {
            let expected = "roles as `Cue:T1` whose spans stand in the file";
            let named = role.split_once(':').and_then(|(role, id)| Some((role, spans.get(id)?)));
            let (role, pieces) = named.ok_or_else(|| GoldError::line(&file.name, number, shown(role), expected))?;
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => attribution.source.extend(pieces),
                "Cue" => attribution.cue.extend(pieces),
                "Content" => attribution.content.extend(pieces),
                _ => {}
            }
        }
        for pieces in [&mut attribution.source, &mut attribution.cue, &mut attribution.content] {
            pieces.sort_unstable();
        }
        if !attribution.cue.is_empty() {
            attributions.push(attribution);
        }
    }
    Ok(Article { id: file.stem().to_owned(), text: text.bytes.clone(), attributions })
}
