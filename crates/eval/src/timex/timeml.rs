//! Reports in TimeML, as TempEval-3 has them: `<TimeML>` with `<DCT>` (the day of publication) and `<TEXT>`, in which
//! `<TIMEX3 type value>` stand.

use super::{Article, GoldTime, attribute, published};
use crate::gold::{GoldError, GoldFile};
use roxmltree::Document;

/// Reads a report.
///
/// # Errors
/// When there is no text, or an expression lacks an attribute.
pub fn read(file: &GoldFile, tree: &Document<'_>) -> Result<Article, GoldError> {
    let body = tree.descendants().find(|n| n.has_tag_name("TEXT"));
    let root = tree.root_element().tag_name().name();
    let expected = "<TimeML> with <DCT> and <TEXT>, or <Document> of <token>";
    let body = body.ok_or_else(|| GoldError::file(&file.name, format!("<{root}> without <TEXT>"), expected))?;
    let created = tree.descendants().find(|n| n.has_tag_name("DCT")).and_then(|n| n.descendants().find(|n| n.has_tag_name("TIMEX3")));
    let published = created.map(|node| published(file, node)).transpose()?;
    let mut article = Article { id: file.stem().to_owned(), text: String::new(), published, times: Vec::new() };
    let mut at = 0;
    for node in body.descendants() {
        if node.has_tag_name("TIMEX3") {
            let length = node.descendants().filter_map(|n| n.text().filter(|_| n.is_text())).map(|t| t.chars().count()).sum::<usize>();
            let [kind, value] = [attribute(file, node, "type")?, attribute(file, node, "value")?];
            article.times.push(GoldTime { span: [at, at + length], kind, value });
        } else if let Some(text) = node.text().filter(|_| node.is_text()) {
            article.text.push_str(text);
            at += text.chars().count();
        }
    }
    Ok(article)
}
