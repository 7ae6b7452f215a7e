//! Reports of MEANTIME with their events: `<EVENT_MENTION m_id>` with its words, and `<REFERS_TO>` from mentions to an
//! `<EVENT>`, which has an `instance_id` where the annotators followed it across the reports.

use crate::cat::Report;
use crate::gold::{GoldError, GoldFile, line, shown};
use detente::Date;
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// A report with the mentions of events in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The file's name without extension.
    pub id: String,
    /// The name of the folder that it lies in: MEANTIME's reports of one topic lie together.
    pub topic: String,
    /// The headline and the running text.
    pub text: String,
    /// The day of publication.
    pub published: Option<Date>,
    /// The mentions in order of the text.
    pub mentions: Vec<EventMention>,
}

/// A mention of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventMention {
    /// The code points of each of its words.
    pub words: Vec<[usize; 2]>,
    /// What it refers to.
    pub event: Referent,
}

/// What a mention refers to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Referent {
    /// An instance that the annotators followed across the reports, by its id. Of several instances the first.
    Instance(String),
    /// An event of its report alone, by its number there.
    Here(String),
    /// Nothing, by an oversight.
    Nothing,
}

/// Reads a report.
///
/// # Errors
/// When it is not in CAT's form, or a mention or reference names something that is not there.
pub fn read(file: &GoldFile) -> Result<Article, GoldError> {
    let tree = file.xml()?;
    let root = tree.root_element();
    if !root.children().any(|n| n.has_tag_name("token")) {
        let found = format!("<{}> without <token>", root.tag_name().name());
        return Err(GoldError::file(&file.name, found, "<Document> of <token>, <Markables> and <Relations>"));
    }
    let report = Report::read(file, &tree, usize::MAX)?;
    let mut referents = referents(file, &tree)?;
    let mut mentions = Vec::new();
    for node in tree.descendants().filter(|n| n.has_tag_name("EVENT_MENTION")) {
        let words = report.tokens(file, node)?;
        let event = referents.remove(attribute(file, node, "m_id")?).unwrap_or(Referent::Nothing);
        mentions.push(EventMention { words, event });
    }
    mentions.sort_by(|a, b| a.words.cmp(&b.words));
    let topic = file.folder().trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    Ok(Article { id: file.stem().to_owned(), topic, text: report.text, published: report.published, mentions })
}

/// What each markable that refers to an event refers to, by its `m_id`.
fn referents<'a>(file: &GoldFile, tree: &'a Document<'_>) -> Result<BTreeMap<&'a str, Referent>, GoldError> {
    let markables = tree.descendants().filter(|n| n.parent().is_some_and(|p| p.has_tag_name("Markables")));
    let markables: BTreeMap<&str, Node<'_, '_>> = markables.filter_map(|n| Some((n.attribute("m_id")?, n))).collect();
    let mut referents: BTreeMap<&str, Referent> = BTreeMap::new();
    for relation in tree.descendants().filter(|n| n.has_tag_name("REFERS_TO")) {
        let target = relation.children().find(|n| n.has_tag_name("target"));
        let target = target.ok_or_else(|| GoldError::line(&file.name, line(relation), "<REFERS_TO> without it", "<target m_id>"))?;
        let id = attribute(file, target, "m_id")?;
        let event = markables.get(id).ok_or_else(|| {
            GoldError::line(&file.name, line(target), shown(id), "the m_id of a markable of the file").at_field("target m_id")
        })?;
        let referent = match event.attribute("instance_id") {
            Some(instance) => Referent::Instance(instance.to_owned()),
            None => Referent::Here(id.to_owned()),
        };
        for source in relation.children().filter(|n| n.has_tag_name("source")) {
            let own = referents.entry(attribute(file, source, "m_id")?).or_insert_with(|| referent.clone());
            if matches!((&*own, &referent), (Referent::Here(_), Referent::Instance(_))) {
                own.clone_from(&referent);
            }
        }
    }
    Ok(referents)
}

/// An attribute that an element must have.
fn attribute<'a>(file: &GoldFile, node: Node<'a, '_>, name: &str) -> Result<&'a str, GoldError> {
    let missing = || GoldError::line(&file.name, line(node), format!("<{}> without it", node.tag_name().name()), "a value").at_field(name);
    node.attribute(name).ok_or_else(missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente::Date;

    /// An instance with three mentions of which one has two words apart, an event of this report, and a mention of nothing.
    const XML: &str = r#"<Document doc_id="7">
<token t_id="1" sentence="0">Envoys</token><token t_id="2" sentence="0">leave</token>
<token t_id="3" sentence="1">May</token><token t_id="4" sentence="1">7</token>
<token t_id="5" sentence="2">They</token><token t_id="6" sentence="2">pulled</token><token t_id="7" sentence="2">them</token>
<token t_id="8" sentence="2">out</token><token t_id="9" sentence="2">.</token>
<token t_id="10" sentence="9">The</token><token t_id="11" sentence="9">exit</token><token t_id="12" sentence="9">hurt</token>
<Markables>
<TIMEX3 m_id="1" type="DATE" value="2009-05-07" functionInDocument="CREATION_TIME"><token_anchor t_id="3"/><token_anchor t_id="4"/></TIMEX3>
<EVENT_MENTION m_id="2"><token_anchor t_id="11"/></EVENT_MENTION>
<EVENT_MENTION m_id="3"><token_anchor t_id="2"/></EVENT_MENTION>
<EVENT_MENTION m_id="4"><token_anchor t_id="6"/><token_anchor t_id="8"/></EVENT_MENTION>
<EVENT_MENTION m_id="5"><token_anchor t_id="12"/></EVENT_MENTION>
<EVENT_MENTION m_id="6"><token_anchor t_id="5"/></EVENT_MENTION>
<EVENT m_id="7" instance_id="OTH1"/>
<EVENT m_id="8" class="OTHER"/>
</Markables>
<Relations>
<REFERS_TO><source m_id="5"/><source m_id="4"/><target m_id="8"/></REFERS_TO>
<REFERS_TO><source m_id="2"/><source m_id="3"/><source m_id="4"/><target m_id="7"/></REFERS_TO>
</Relations></Document>"#;

    fn file(xml: &str) -> GoldFile {
        GoldFile { name: "set/envoys/7_Out.xml".into(), bytes: xml.as_bytes().to_vec() }
    }

    #[test]
    fn mentions_stand_in_the_text_and_refer_to_instances() {
        let article = read(&file(XML)).expect("a report");
        assert_eq!(article.text, "Envoys leave\n\nThey pulled them out. The exit hurt");
        assert_eq!((article.id.as_str(), article.topic.as_str()), ("7_Out", "envoys"));
        assert_eq!(article.published, Some(Date::constant(2009, 5, 7)));
        let text: Vec<char> = article.text.chars().collect();
        let shown = article.mentions.iter().map(|m| {
            let words: Vec<String> = m.words.iter().map(|w| crate::span::words(&text, *w)).collect();
            (words.join(" "), m.event.clone())
        });
        let instance = || Referent::Instance("OTH1".to_owned());
        let expected = [
            ("leave", instance()),
            ("They", Referent::Nothing),
            ("pulled out", instance()),
            ("exit", instance()),
            ("hurt", Referent::Here("8".to_owned())),
        ];
        assert_eq!(shown.collect::<Vec<_>>(), expected.map(|(words, event)| (words.to_owned(), event)));
    }

    #[test]
    fn bad_gold_is_named_by_line() {
        let error = |from: &str, to: &str| read(&file(&XML.replacen(from, to, 1))).unwrap_err().to_string();
        assert_eq!(
            error("<target m_id=\"8\"/>", "<target m_id=\"88\"/>"),
            "set/envoys/7_Out.xml:18: target m_id: found `88`, expected the m_id of a markable of the file"
        );
        assert_eq!(error("<target m_id=\"8\"/>", ""), "set/envoys/7_Out.xml:18: found <REFERS_TO> without it, expected <target m_id>");
        assert!(error(" m_id=\"2\"", "").ends_with("7_Out.xml:9: m_id: found <EVENT_MENTION> without it, expected a value"));
        assert!(error("t_id=\"11\"/>", "t_id=\"91\"/>").ends_with("token_anchor: found `91`, expected the t_id of a token of the file"));
        let other = read(&file("<TimeML/>")).unwrap_err().to_string();
        assert!(other.ends_with("found <TimeML> without <token>, expected <Document> of <token>, <Markables> and <Relations>"), "{other}");
    }
}
