//! Articles with their toponyms in the XML form of the Local-Global Lexicon corpus (Lieberman, Samet and
//! Sankaranarayanan 2010), which later geoparsing corpora share.

use crate::gold::{GoldError, GoldFile, shown};
use roxmltree::Node;

/// An article with its toponyms.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The article's `docid`, or its number in the file from 0.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Its toponyms in order.
    pub toponyms: Vec<GoldToponym>,
}

/// A toponym of the gold.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldToponym {
    /// Code points of the text.
    pub span: [usize; 2],
    /// The words.
    pub phrase: String,
    /// Latitude and longitude in degrees, where the gold says which place is meant.
    pub point: Option<[f64; 2]>,
    /// Feature class of GeoNames, with its code where there is one ("P PPL"), or "no place".
    pub feature: String,
}

/// Reads the articles of a file.
///
/// # Errors
/// When it is not of this form, or a toponym's phrase does not stand where the gold says.
pub fn read(file: &GoldFile) -> Result<Vec<Article>, GoldError> {
    let expected = "<articles> of <article docid> with <text> and <toponyms>";
    let tree = file.xml()?;
    let articles: Vec<Node<'_, '_>> = tree.descendants().filter(|n| n.has_tag_name("article")).collect();
    if articles.is_empty() {
        let root = tree.root_element().tag_name().name().to_owned();
        return Err(GoldError::file(&file.name, format!("<{root}> without <article>"), expected));
    }
    articles.iter().enumerate().map(|(number, node)| article(file, &tree, number, *node)).collect()
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|c| c.has_tag_name(name))
}

fn words<'a>(node: Node<'a, 'a>, name: &str) -> Option<&'a str> {
    child(node, name).and_then(|c| c.text()).map(str::trim).filter(|t| !t.is_empty())
}

fn article<'a>(file: &GoldFile, tree: &'a roxmltree::Document<'a>, number: usize, node: Node<'a, 'a>) -> Result<Article, GoldError> {
    let line = |n: Node<'_, '_>| tree.text_pos_at(n.range().start).row as usize;
    let wrong = |n: Node<'_, '_>, field: &str, found: &str, expected: String| {
        GoldError::line(&file.name, line(n), shown(found), expected).at_field(field)
    };
    let id = node.attribute("docid").map_or_else(|| number.to_string(), str::to_owned);
    let text = child(node, "text").ok_or_else(|| wrong(node, "text", "", "the text of the article".to_owned()))?;
    // The text may stand in several pieces, as CDATA and outside it.
    let text: String = text.children().filter_map(|c| c.text()).collect();
    let chars: Vec<char> = text.chars().collect();
    let mut toponyms = Vec::new();
    for n in node.descendants().filter(|n| n.has_tag_name("toponym")) {
        let number = |field: &str| -> Result<usize, GoldError> {
            let found = words(n, field).unwrap_or_default();
            found.parse().map_err(|_| wrong(n, field, found, "a number of code points".to_owned()))
        };
        let [start, end] = [number("start")?, number("end")?];
        let phrase = words(n, "phrase").unwrap_or_default().to_owned();
        let own: String = chars.get(start..end).ok_or_else(|| outside(file, line(n), [start, end], chars.len()))?.iter().collect();
        if !phrase.is_empty() && own.trim() != phrase {
            return Err(wrong(n, "phrase", &phrase, format!("{}, which stands at {start}-{end}", shown(&own))));
        }
        let tag = child(n, "gaztag");
        let degrees = |field: &str| -> Result<Option<f64>, GoldError> {
            let Some(found) = tag.and_then(|t| words(t, field)) else { return Ok(None) };
            let degrees = found.parse().map_err(|_| wrong(n, field, found, "degrees".to_owned()))?;
            Ok(Some(degrees))
        };
        let point = degrees("lat")?.zip(degrees("lon")?).map(|(lat, lon)| [lat, lon]);
        let feature: Vec<&str> = ["fclass", "fcode"].iter().filter_map(|f| words(tag?, f)).collect();
        let feature = if feature.is_empty() { "no place".to_owned() } else { feature.join(" ") };
        toponyms.push(GoldToponym { span: [start, end], phrase: own, point, feature });
    }
    toponyms.sort_by_key(|t| t.span);
    Ok(Article { id, text, toponyms })
}

fn outside(file: &GoldFile, line: usize, span: [usize; 2], length: usize) -> GoldError {
    let expected = format!("[start, end) within the text's {length} code points");
    GoldError::line(&file.name, line, format!("{}-{}", span[0], span[1]), expected).at_field("start, end")
}
