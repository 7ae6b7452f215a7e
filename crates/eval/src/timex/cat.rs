//! Time expressions in the form of the annotation tool CAT, as MEANTIME (Minard et al. 2016) has them: `<TIMEX3 type
//! value>` among the markables of a report.
//!
//! MEANTIME annotates times in the headline, the line with the date and the four sentences after it, so that no more is
//! read.

use super::{Article, GoldTime, attribute};
use crate::cat::Report;
use crate::gold::{GoldError, GoldFile};
use roxmltree::Document;

/// Sentences that are annotated, the headline and the date included.
const ANNOTATED: usize = 6;

/// Reads a report.
///
/// # Errors
/// When a token has no id or sentence, or an expression lacks an attribute or names a token that is not there.
pub fn read(file: &GoldFile, tree: &Document<'_>) -> Result<Article, GoldError> {
    let report = Report::read(file, tree, ANNOTATED)?;
    let mut times = Vec::new();
    for node in tree.descendants().filter(|n| n.has_tag_name("TIMEX3")) {
        let tokens = report.tokens(file, node)?;
        // One that has no words stands for a time that the text leaves out.
        if let Some(span) = tokens.into_iter().reduce(|[first, last], [from, to]| [first.min(from), last.max(to)]) {
            times.push(GoldTime { span, kind: attribute(file, node, "type")?, value: attribute(file, node, "value")? });
        }
    }
    times.sort_by_key(|t| t.span);
    Ok(Article { id: file.stem().to_owned(), text: report.text, published: report.published, times })
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
