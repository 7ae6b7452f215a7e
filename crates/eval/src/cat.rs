//! Reports in the form of the annotation tool CAT, as MEANTIME (Minard et al. 2016) has them: `<Document>` of `<token
//! t_id sentence>`, and `<Markables>` whose `<token_anchor t_id>` name their words.
//!
//! The text between the tokens is lost; it is put together again as print has it.

use crate::gold::{GoldError, GoldFile, line, shown};
use crate::timex::published;
use detente::Date;
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// A report's text, and where its tokens stand in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Report<'a> {
    /// The headline and the running text, without the line with the date.
    pub text: String,
    /// The day of publication.
    pub published: Option<Date>,
    /// Code points of a token by its id; none for one that is not read.
    places: BTreeMap<&'a str, Option<[usize; 2]>>,
}

impl<'a> Report<'a> {
    /// Reads the first so many sentences of a report, the headline and the date included.
    ///
    /// # Errors
    /// When a token has no id or sentence, or the day of publication is none.
    pub fn read(file: &GoldFile, tree: &'a Document<'_>, sentences: usize) -> Result<Self, GoldError> {
        let created = tree.descendants().find(|n| n.attribute("functionInDocument") == Some("CREATION_TIME"));
        let mut report = Report { text: String::new(), published: None, places: BTreeMap::new() };
        report.published = created.map(|node| published(file, node)).transpose()?;
        // The day of publication is handed over beside the text, as TimeML has it, and is no part of it.
        let dateline: Vec<&str> = created.map(|node| anchors(node).collect()).unwrap_or_default();
        let (mut length, mut before) = (0, None);
        for token in tree.root_element().children().filter(|n| n.has_tag_name("token")) {
            let wrong = |field: &str| {
                let found = shown(token.attribute(field).unwrap_or_default());
                GoldError::line(&file.name, line(token), found, "a number").at_field(field)
            };
            let id = token.attribute("t_id").ok_or_else(|| wrong("t_id"))?;
            let sentence: usize = token.attribute("sentence").and_then(|s| s.parse().ok()).ok_or_else(|| wrong("sentence"))?;
            let word = token.text().unwrap_or_default();
            if sentence >= sentences || dateline.contains(&id) {
                report.places.insert(id, None);
                continue;
            }
            let between = match before {
                None => "",
                Some((0, _)) if sentence > 0 => "\n\n",
                Some((_, previous)) => space(previous, word),
            };
            report.text.push_str(between);
            report.text.push_str(word);
            let start = length + between.chars().count();
            length = start + word.chars().count();
            report.places.insert(id, Some([start, length]));
            before = Some((sentence, word));
        }
        Ok(report)
    }

    /// The code points of a markable's tokens, in the order of its anchors; those that are not read are left out.
    ///
    /// # Errors
    /// When an anchor names a token that is not there.
    pub fn tokens(&self, file: &GoldFile, markable: Node<'_, '_>) -> Result<Vec<[usize; 2]>, GoldError> {
        let mut spans = Vec::new();
        for anchor in anchors(markable) {
            let place = self.places.get(anchor).ok_or_else(|| {
                GoldError::line(&file.name, line(markable), shown(anchor), "the t_id of a token of the file").at_field("token_anchor")
            })?;
            spans.extend(place);
        }
        Ok(spans)
    }
}

fn anchors<'a>(node: Node<'a, '_>) -> impl Iterator<Item = &'a str> {
    node.children().filter(|n| n.has_tag_name("token_anchor")).filter_map(|n| n.attribute("t_id"))
}

/// What print puts between two tokens.
fn space(left: &str, right: &str) -> &'static str {
    let closes = matches!(right, "." | "," | ";" | ":" | "?" | "!" | ")" | "]" | "%" | "n't") || right.starts_with('\'');
    if closes || matches!(left, "(" | "[" | "$" | "US$" | "£" | "€") { "" } else { " " }
}
