//! Reports in the form of the annotation tool CAT, as MEANTIME (Minard et al. 2016) has them: `<Document>` of `<token
//! t_id sentence>`, and `<Markables>` with `<TIMEX3 type value>` whose `<token_anchor t_id>` name their words.
//!
//! MEANTIME annotates the headline, the line with the date and the four sentences after it, so that no more is read.
//! The text between the tokens is lost; it is put together again as print has it.

use super::{Article, GoldTime, attribute, line, published};
use crate::gold::{GoldError, GoldFile, shown};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// Sentences that are annotated, the headline and the date included.
const ANNOTATED: usize = 6;

/// Reads a report.
///
/// # Errors
/// When a token has no id or sentence, or an expression lacks an attribute or names a token that is not there.
pub fn read(file: &GoldFile, tree: &Document<'_>) -> Result<Article, GoldError> {
    let times: Vec<Node<'_, '_>> = tree.descendants().filter(|n| n.has_tag_name("TIMEX3")).collect();
    let created = times.iter().find(|n| n.attribute("functionInDocument") == Some("CREATION_TIME"));
    let published = created.map(|node| published(file, *node)).transpose()?;
    // The day of publication is handed over beside the text, as TimeML has it, and is no part of it.
    let dateline: Vec<&str> = created.map(|node| anchors(*node)).unwrap_or_default();
    let mut article = Article { id: file.stem().to_owned(), text: String::new(), published, times: Vec::new() };
    let mut places: BTreeMap<&str, Option<[usize; 2]>> = BTreeMap::new();
    let (mut length, mut before) = (0, None);
    for token in tree.root_element().children().filter(|n| n.has_tag_name("token")) {
        let wrong = |field: &str| {
            let found = shown(token.attribute(field).unwrap_or_default());
            GoldError::line(&file.name, line(token), found, "a number").at_field(field)
        };
        let id = token.attribute("t_id").ok_or_else(|| wrong("t_id"))?;
        let sentence: usize = token.attribute("sentence").and_then(|s| s.parse().ok()).ok_or_else(|| wrong("sentence"))?;
        let word = token.text().unwrap_or_default();
        if sentence >= ANNOTATED || dateline.contains(&id) {
            places.insert(id, None);
            continue;
        }
        let between = match before {
            None => "",
            Some((0, _)) if sentence > 0 => "\n\n",
            Some((_, previous)) => space(previous, word),
        };
        article.text.push_str(between);
        article.text.push_str(word);
        let start = length + between.chars().count();
        length = start + word.chars().count();
        places.insert(id, Some([start, length]));
        before = Some((sentence, word));
    }
    for node in times {
        let mut span: Option<[usize; 2]> = None;
        for anchor in anchors(node) {
            let place = places.get(anchor).ok_or_else(|| {
                GoldError::line(&file.name, line(node), shown(anchor), "the t_id of a token of the file").at_field("token_anchor")
            })?;
            if let Some([from, to]) = place {
                span = Some(span.map_or([*from, *to], |[first, last]| [first.min(*from), last.max(*to)]));
            }
        }
        // One that has no words stands for a time that the text leaves out.
        if let Some(span) = span {
            article.times.push(GoldTime { span, kind: attribute(file, node, "type")?, value: attribute(file, node, "value")? });
        }
    }
    article.times.sort_by_key(|t| t.span);
    Ok(article)
}

fn anchors<'a>(node: Node<'a, 'a>) -> Vec<&'a str> {
    node.children().filter(|n| n.has_tag_name("token_anchor")).filter_map(|n| n.attribute("t_id")).collect()
}

/// What print puts between two tokens.
fn space(left: &str, right: &str) -> &'static str {
    let closes = matches!(right, "." | "," | ";" | ":" | "?" | "!" | ")" | "]" | "%" | "n't") || right.starts_with('\'');
    if closes || matches!(left, "(" | "[" | "$" | "US$" | "£" | "€") { "" } else { " " }
}

#[cfg(test)]
mod tests {
    use crate::gold::GoldFile;
    use crate::task::Task;
    use crate::timex::Timex;

    /// A report of four sentences and one that is not annotated.
    fn xml() -> String {
        let sentences = ["Envoys leave", "May 7 , 2009", "They met ( on Monday ) .", "", "", "", "More on Tuesday ."];
        let mut tokens = String::new();
        let mut id = 0;
        for (number, sentence) in sentences.iter().enumerate() {
            for word in sentence.split_whitespace() {
                id += 1;
                tokens.push_str(&format!("<token t_id=\"{id}\" sentence=\"{number}\">{word}</token>\n"));
            }
        }
        let time = |value: &str, role: &str, words: &[usize]| {
            let anchors: String = words.iter().map(|id| format!("<token_anchor t_id=\"{id}\"/>")).collect();
            format!("<TIMEX3 type=\"DATE\" value=\"{value}\" functionInDocument=\"{role}\">{anchors}</TIMEX3>\n")
        };
        let times = [
            time("2009-05-07", "CREATION_TIME", &[3, 4, 5, 6]),
            time("2009-05-04", "NONE", &[10, 11]),
            time("2009-05", "NONE", &[]),
            time("2009-05-05", "NONE", &[15]),
        ];
        format!("<Document>\n{tokens}<Markables>\n{}</Markables></Document>", times.concat())
    }

    fn read(xml: String) -> Result<Vec<super::Article>, crate::GoldError> {
        Timex.read(&[GoldFile { name: "a.xml".into(), bytes: xml.into_bytes() }])
    }

    #[test]
    fn tokens_become_text_and_anchors_spans() {
        let article = &read(xml()).expect("a report")[0];
        assert_eq!(article.text, "Envoys leave\n\nThey met (on Monday).");
        assert_eq!(article.published, Some(detente::Date::constant(2009, 5, 7)));
        assert_eq!(article.times.len(), 1);
        assert_eq!(crate::span::words(&article.text.chars().collect::<Vec<_>>(), article.times[0].span), "on Monday");
    }

    #[test]
    fn a_day_of_publication_may_stand_with_the_day_first() {
        let article = &read(xml().replace("2009-05-07", "07-05-2009")).expect("a report")[0];
        assert_eq!(article.published, Some(detente::Date::constant(2009, 5, 7)));
    }

    #[test]
    fn bad_gold_is_named_by_line() {
        let error = |from: &str, to: &str| read(xml().replacen(from, to, 1)).unwrap_err().to_string();
        let anchor = error("token_anchor t_id=\"10\"", "token_anchor t_id=\"99\"");
        assert!(anchor.ends_with("token_anchor: found `99`, expected the t_id of a token of the file"), "{anchor}");
        assert_eq!(error("sentence=\"0\"", ""), "a.xml:2: sentence: found ``, expected a number");
        assert_eq!(error("2009-05-07", "May"), "a.xml:20: DCT value: found `May`, expected a day, YYYY-MM-DD");
    }
}
